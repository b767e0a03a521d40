"""A question that comes again after it was answered is never the last one with buttons."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.playground.telegram.calls import Failure, NoAnswer, too_many_requests
from bot.playground.telegram.chats import ChatMessage, Membership
from bot.playground.telegram.phone import Person
from bot.services.core.rights import Role
from conversations.network.basins import Network
from models.database.outbox import Backlog, backlog
from tests.journeys.acting import Actor, Tap
from tests.journeys.offices import TOUL, enrolled, stored
from tests.journeys.sending import sends
from tests.stage import Stage, staged

LOST = NoAnswer(timed_out=True)
"""The message is delivered, and we never hear so: as when we die before we write it down."""


@pytest.fixture
async def troubled(database_url: str, network: Network) -> AsyncIterator[Stage]:
    async with staged(database_url, network) as stage:
        yield stage


@pytest.fixture
def late(troubled: Stage) -> Actor:
    return Actor(troubled, troubled.telegram.person("Camille", "Durand", language="fr"))


def live(person: Person) -> list[ChatMessage]:
    """Return the messages of the bot that have buttons, oldest first."""
    return [message for message in person.chat.history if message.sender.is_bot and message.rows]


async def passes(stage: Stage, seconds: float) -> None:
    stage.clock.passes(timedelta(seconds=seconds))
    await stage.ticks()
    assert await stage.assistant.desk.database.read(backlog) == Backlog(waiting=0, parked=0)


async def test_a_repeat_of_a_question_answered_by_a_tap_goes(troubled: Stage, late: Actor) -> None:
    troubled.telegram.fail(LOST, "sendMessage", delivered=True)
    await late.does("/start")
    [first] = live(late.person)
    await late.does(Tap("head"))
    await passes(troubled, 1)

    assert live(late.person) == [first], "the question is where it was tapped"
    assert late.person.chat.last is first
    assert late.state == "company"
    await late.does(Tap("b"))
    assert late.state == "role"
    assert len(late.person.chat.history) == 2, "all on the same card: nothing is said twice"


async def test_a_repeat_of_a_question_answered_in_words_loses_its_buttons(
    troubled: Stage, late: Actor
) -> None:
    await late.does(("/start", Tap("head")))
    troubled.telegram.fail(LOST, "sendMessage", delivered=True)
    await late.does("Boulangerie des Tilleuls")
    place = live(late.person)[-1]
    await late.does("Toul")
    await passes(troubled, 1)

    assert late.state == "headcount"
    _, again = (message for message in late.person.chat.history if message.text == place.text)
    assert again.rows == (), "it came twice, for Telegram did not say it had come"
    assert live(late.person)[-1].id > again.id
    await late.does("douze")
    assert late.answers["headcount"] == 12


async def test_a_repeat_that_comes_when_nothing_is_asked_any_more_has_no_button(
    troubled: Stage, late: Actor
) -> None:
    troubled.telegram.fail(LOST, "sendMessage", delivered=True)
    await late.does("/start")
    await late.does(Tap("no"))
    await passes(troubled, 1)

    first, again, farewell = (message for message in late.person.chat.history if message.sender.is_bot)
    assert first.text == again.text != farewell.text
    assert live(late.person) == []


async def test_a_card_of_the_release_before_is_noted_as_it_was(troubled: Stage, late: Actor) -> None:
    await late.does(("/start", Tap("head")))
    draft, now = late.draft(), troubled.clock()
    assert draft is not None
    card = {"chat_id": late.person.id, "text": "Une question d’avant"}
    settles = f"draft:{draft.id}"
    await troubled.assistant.desk.database.run(
        lambda transaction: transaction.post(late.person.id, "sendMessage", card, now=now, settles=settles)
    )
    await troubled.rests()

    draft = late.draft()
    assert draft is not None
    assert draft.card_id == late.person.chat.last.id


@pytest.mark.parametrize("failure", [LOST, too_many_requests(3)], ids=["made", "refused"])
async def test_a_topic_opened_twice_says_that_the_other_is_empty(
    troubled: Stage, late: Actor, failure: Failure
) -> None:
    sacha = await enrolled(troubled, "Sacha", Role.OPERATOR, TOUL)
    group = troubled.telegram.group("Comité", [sacha.person], forum=True, bot=Membership.ADMINISTRATOR)
    sacha.person.types("/groupe", chat=group)
    await troubled.plays()
    troubled.telegram.fail(failure, "createForumTopic", delivered=failure is LOST)
    await sends(late)
    await passes(troubled, 3)

    [dossier] = late.dossiers()
    topic = stored(troubled, dossier).card_thread_id
    told = [message for message in group.history if "un sujet vide" in message.text]
    if failure is LOST:
        [empty, used] = group.topics
        assert topic == used != empty
        assert [message.thread_id for message in told] == [topic]
    else:
        assert list(group.topics) == [topic]
        assert told == []
