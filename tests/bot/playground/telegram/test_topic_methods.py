"""Forums: their topics, who may open, close and write in them, and how messages tell where they are."""

import pytest

from bot.playground.telegram.chats import RIGHTS, Chat, Membership
from bot.playground.telegram.phone import Person
from bot.playground.telegram.simulator import Simulator
from tests.bot.playground.acts import inline, only_update, refusal, send


@pytest.fixture
def sacha(telegram: Simulator) -> Person:
    return telegram.person("Sacha")


@pytest.fixture
def forum(telegram: Simulator, camille: Person, sacha: Person) -> Chat:
    return telegram.group("Comité", [camille, sacha], forum=True, bot=Membership.ADMINISTRATOR)


def open_topic(telegram: Simulator, chat: Chat, name: str = "AZ-1", **values: object) -> int:
    topic = telegram.call("createForumTopic", {"chat_id": chat.id, "name": name, **values})
    assert isinstance(topic, dict)
    thread_id = topic["message_thread_id"]
    assert isinstance(thread_id, int)
    return thread_id


def close(telegram: Simulator, chat: Chat, thread_id: int) -> object:
    return telegram.call("closeForumTopic", {"chat_id": chat.id, "message_thread_id": thread_id})


def test_a_forum_says_that_it_is_one(telegram: Simulator, forum: Chat, camille: Person) -> None:
    camille.types("Bonjour", chat=forum)
    assert only_update(telegram)["message"]["chat"]["is_forum"] is True


def test_topics_need_a_forum(telegram: Simulator, camille: Person) -> None:
    group = telegram.group("Comité", [camille], supergroup=True, bot=Membership.ADMINISTRATOR)
    assert refusal(open_topic, telegram, group) == "Bad Request: the chat is not a forum"
    said = refusal(send, telegram, group, message_thread_id=1)
    assert said == "Bad Request: message thread not found"


@pytest.mark.parametrize(
    ("bot", "rights"),
    [(Membership.MEMBER, RIGHTS), (Membership.ADMINISTRATOR, RIGHTS - {"can_manage_topics"})],
)
def test_topics_need_the_right_to_manage_them(
    telegram: Simulator, camille: Person, bot: Membership, rights: frozenset[str]
) -> None:
    forum = telegram.group("Comité", [camille], forum=True, bot=bot, bot_rights=rights)
    assert refusal(open_topic, telegram, forum) == "Bad Request: not enough rights to create a topic"
    topic = camille.opens_topic("AZ-1", forum)
    said = refusal(close, telegram, forum, topic.id)
    assert said == "Bad Request: not enough rights to close or open the topic"


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"name": " "}, "title must be non-empty"),
        ({"name": "é" * 129}, "title is too long"),
        ({"icon_color": 7}, "invalid icon color specified"),
    ],
)
def test_a_wrong_topic_is_refused(
    telegram: Simulator, forum: Chat, values: dict[str, object], reason: str
) -> None:
    topic: dict[str, object] = {"chat_id": forum.id, "name": "é" * 128, **values}
    assert refusal(telegram.call, "createForumTopic", topic) == f"Bad Request: {reason}"


def test_messages_say_in_which_topic_they_are(telegram: Simulator, forum: Chat, sacha: Person) -> None:
    thread_id = open_topic(telegram, forum)
    assert send(telegram, forum, message_thread_id=thread_id).thread_id == thread_id
    sacha.types("Bonjour", chat=forum, thread_id=thread_id)
    message = only_update(telegram)["message"]
    assert (message["message_thread_id"], message["is_topic_message"]) == (thread_id, True)
    assert message["reply_to_message"]["forum_topic_created"]["name"] == "AZ-1"
    sacha.types("Bonjour", chat=forum)
    assert not {"message_thread_id", "reply_to_message"} & only_update(telegram)["message"].keys()


def test_an_answer_goes_to_the_topic_of_its_question(telegram: Simulator, forum: Chat, sacha: Person) -> None:
    thread_id = open_topic(telegram, forum)
    question = sacha.types("Qui prend ?", chat=forum, thread_id=thread_id)
    answer = send(telegram, forum, reply_parameters={"message_id": question.id})
    assert (answer.thread_id, answer.reply_to) == (thread_id, question.id)
    assert sacha.types("Moi", chat=forum, reply_to=question).thread_id == thread_id


def test_a_tap_tells_the_topic_of_its_card(telegram: Simulator, forum: Chat, sacha: Person) -> None:
    keyboard = inline({"callback_data": "go"})
    send(telegram, forum, message_thread_id=open_topic(telegram, forum), reply_markup=keyboard)
    sacha.taps("go", chat=forum)
    assert only_update(telegram)["callback_query"]["message"]["is_topic_message"] is True


def test_only_administrators_write_in_a_closed_topic(
    telegram: Simulator, forum: Chat, camille: Person, sacha: Person
) -> None:
    thread_id = open_topic(telegram, forum)
    close(telegram, forum, thread_id)
    assert refusal(close, telegram, forum, thread_id) == "Bad Request: TOPIC_NOT_MODIFIED"
    camille.types("Je vérifie", chat=forum, thread_id=thread_id)
    send(telegram, forum, message_thread_id=thread_id)
    with pytest.raises(PermissionError):
        sacha.types("Et moi ?", chat=forum, thread_id=thread_id)
    forum.bot = Membership.MEMBER
    said = refusal(send, telegram, forum, message_thread_id=thread_id)
    assert said == "Bad Request: TOPIC_CLOSED"


def test_a_topic_that_somebody_opens_is_told_to_an_administrator_bot(
    telegram: Simulator, forum: Chat, sacha: Person
) -> None:
    topic = sacha.opens_topic("Entre nous", forum)
    message = only_update(telegram)["message"]
    assert message["forum_topic_created"]["name"] == "Entre nous"
    assert message["message_id"] == message["message_thread_id"] == topic.id
