"""What Telegram refuses: the chat's end, what can be mended, and bugs that must not block."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from bot.playground.telegram.calls import Failure, Refused, Upload, bad_request, forbidden, server_error
from bot.playground.telegram.phone import Person
from bot.playground.telegram.simulator import Simulator
from bot.telegram.render.replies import LOOK_UP
from models.database.outbox import Backlog
from models.database.writer import Call
from tests.bot.telegram.posting import Post, post_office, received, until
from tests.stage import Clock

NOTHING = Backlog(waiting=0, parked=0)


@pytest.fixture
async def post(database_url: str, telegram: Simulator, clock: Clock) -> AsyncIterator[Post]:
    async with post_office(database_url, telegram, clock) as post:
        yield post


async def test_a_person_who_blocked_the_bot_gets_nothing_more(
    post: Post, telegram: Simulator, camille: Person, sacha: Person
) -> None:
    camille.blocks_bot()
    await post.writes("un", "deux", "trois", chat=camille.id)
    await post.writes("un", chat=sacha.id)
    await post.rests()

    assert post.lost == [camille.id]
    assert len(telegram.calls_to("sendMessage")) == 2, "the first refusal is enough"
    assert await post.backlog() == NOTHING
    camille.unblocks_bot()
    await post.writes("quatre", chat=camille.id)
    await post.rests()
    assert received(camille.chat) == ["quatre"]


@pytest.mark.parametrize(
    "refusal",
    [
        forbidden("bot was kicked from the supergroup chat"),
        bad_request("chat not found"),
        bad_request("not enough rights to send text messages to the chat"),
        bad_request("CHAT_WRITE_FORBIDDEN"),
    ],
    ids=str,
)
async def test_a_chat_that_takes_nothing_more_is_lost(
    post: Post, telegram: Simulator, camille: Person, refusal: Failure
) -> None:
    group = telegram.group("Comité", [camille])
    telegram.fail(refusal)
    await post.writes("un", chat=group.id)
    await post.rests()

    assert post.lost == [group.id]


async def test_a_migrated_group_is_followed(post: Post, telegram: Simulator, camille: Person) -> None:
    group = telegram.group("Comité", [camille])
    supergroup = telegram.migrate(group)
    await post.writes("un", "deux", chat=group.id, settles="dossier:1")
    await post.writes("trois", chat=group.id)
    async with asyncio.timeout(30):
        await until(lambda: received(supergroup) == ["un", "deux", "trois"])
    await post.rests()

    assert post.numbers["dossier:1"] == supergroup.history[-2].id
    assert await post.backlog() == NOTHING


@pytest.mark.parametrize(
    "refusal", [bad_request("can't parse entities"), Refused(413, "Request Entity Too Large")]
)
async def test_a_refused_message_is_put_aside_and_blocks_nothing(
    post: Post,
    telegram: Simulator,
    clock: Clock,
    camille: Person,
    refusal: Failure,
    caplog: pytest.LogCaptureFixture,
) -> None:
    telegram.fail(refusal)
    await post.writes("un", "deux", chat=camille.id)
    await post.rests()

    assert received(camille.chat) == ["deux"]
    assert await post.backlog() == Backlog(waiting=0, parked=1)
    assert "put aside" in caplog.text
    clock.passes(timedelta(hours=1))
    await post.sweeps()
    assert received(camille.chat) == ["deux"]


async def test_a_bug_on_the_way_blocks_nothing(
    post: Post, camille: Person, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(call: Call) -> None:
        raise KeyError("bug")

    post.search = fail
    await post.calls(LOOK_UP, {"words": "Tilleuls"}, chat=camille.id)
    await post.writes("deux", chat=camille.id)
    await post.rests()

    assert received(camille.chat) == ["deux"]
    assert await post.backlog() == Backlog(waiting=0, parked=1)
    assert "KeyError" in caplog.text


async def test_a_delivered_message_whose_number_cannot_be_written_is_not_sent_again(
    post: Post, clock: Clock, camille: Person, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(settles: str, number: int) -> None:
        raise KeyError("bug")

    post.note = fail
    await post.writes("un", chat=camille.id, settles="draft:1")
    await post.writes("deux", chat=camille.id)
    await post.rests()
    clock.passes(timedelta(hours=1))
    await post.sweeps()

    assert received(camille.chat) == ["un", "deux"]
    assert await post.backlog() == Backlog(waiting=0, parked=1)


async def test_a_number_that_cannot_be_written_keeps_no_other_call_from_being_settled(
    post: Post, clock: Clock, telegram: Simulator
) -> None:
    people = [telegram.person(f"Personne {number}") for number in range(5)]
    for person in people:
        person.types("/start")

    def note(settles: str, number: int) -> None:
        if settles == "draft:2":
            raise KeyError("bug")
        post.numbers[settles] = number

    post.note = note
    await asyncio.gather(
        *(post.writes("un", chat=person.id, settles=f"draft:{place}") for place, person in enumerate(people))
    )
    await post.rests()
    clock.passes(timedelta(hours=1))
    await post.sweeps()

    assert [received(person.chat) for person in people] == [["un"]] * 5
    assert sorted(post.numbers) == ["draft:0", "draft:1", "draft:3", "draft:4"]
    assert await post.backlog() == Backlog(waiting=0, parked=1)


async def test_showing_the_same_thing_again_is_a_success(post: Post, camille: Person) -> None:
    await post.writes("un", chat=camille.id)
    await post.rests()
    card = camille.chat.last.id
    await post.calls("editMessageText", {"message_id": card, "text": "un"}, chat=camille.id)
    await post.calls("editMessageReplyMarkup", {"message_id": card}, chat=camille.id)
    await post.calls("editMessageReplyMarkup", {"message_id": 999}, chat=camille.id)
    await post.rests()

    assert await post.backlog() == NOTHING


async def test_the_edit_of_a_message_that_is_gone_is_a_new_message(post: Post, camille: Person) -> None:
    await post.writes("un", chat=camille.id, settles="draft:1")
    await post.rests()
    gone = camille.chat.last
    camille.deletes(gone)
    edit = {"message_id": gone.id, "text": "deux"}
    await post.calls("editMessageText", edit, chat=camille.id, settles="draft:1")
    await post.writes("trois", chat=camille.id)
    await post.rests()

    assert received(camille.chat) == ["deux", "trois"]
    assert post.numbers["draft:1"] == camille.chat.history[-2].id


async def test_an_edit_that_succeeds_changes_no_number(post: Post, camille: Person) -> None:
    await post.writes("un", chat=camille.id)
    await post.rests()
    edit = {"message_id": camille.chat.last.id, "text": "deux"}
    await post.calls("editMessageText", edit, chat=camille.id, settles="draft:1")
    await post.rests()

    assert received(camille.chat) == ["deux"]
    assert post.numbers == {}


async def test_typing_is_not_worth_a_second_try(post: Post, telegram: Simulator, camille: Person) -> None:
    telegram.fail(server_error(), "sendChatAction")
    await post.calls("sendChatAction", {"action": "typing"}, chat=camille.id)
    await post.writes("un", chat=camille.id)
    await post.rests()

    assert received(camille.chat) == ["un"]


async def test_a_revoked_token_puts_nothing_aside(
    post: Post, telegram: Simulator, clock: Clock, camille: Person
) -> None:
    telegram.fail(Refused(401, "Unauthorized"))
    await post.writes("un", chat=camille.id)
    await post.rests()
    clock.passes(timedelta(seconds=1))
    await post.sweeps()

    assert received(camille.chat) == ["un"]


FILES = ["sendDocument", "sendPhoto"]


@pytest.mark.parametrize("method", FILES)
async def test_the_edit_of_a_message_with_a_file_goes_to_its_caption(
    post: Post, telegram: Simulator, camille: Person, method: str
) -> None:
    shown = sent_with_file(telegram, camille, method)
    keyboard = {"inline_keyboard": [[{"text": "Suite", "callback_data": "c:1:0:"}]]}
    edit = {"message_id": shown, "text": "<b>deux</b>", "parse_mode": "HTML", "reply_markup": keyboard,
            "link_preview_options": {"is_disabled": True}}  # fmt: skip
    await post.calls("editMessageText", edit, chat=camille.id, settles="draft:1")
    await post.calls("editMessageText", edit, chat=camille.id)
    await post.writes("trois", chat=camille.id)
    await post.rests()

    message = camille.chat.messages[shown]
    assert (message.html, message.labels) == ("<b>deux</b>", ["Suite"])
    assert message.file is not None
    assert received(camille.chat) == ["deux", "trois"]
    assert post.numbers == {}, "the message is the same"
    assert await post.backlog() == NOTHING


@pytest.mark.parametrize("method", FILES)
async def test_words_too_long_for_a_caption_are_a_new_message(
    post: Post, telegram: Simulator, camille: Person, method: str
) -> None:
    shown = sent_with_file(telegram, camille, method)
    edit = {"message_id": shown, "text": "é" * 1025}
    await post.calls("editMessageText", edit, chat=camille.id, settles="draft:1")
    await post.rests()

    assert received(camille.chat) == ["un", "é" * 1025]
    assert post.numbers == {"draft:1": camille.chat.last.id}
    assert await post.backlog() == NOTHING


def sent_with_file(telegram: Simulator, person: Person, method: str) -> int:
    """Send a file with a caption; return the number of its message."""
    kind = method.removeprefix("send").lower()
    if kind == "photo":
        image = BytesIO()
        Image.new("RGB", (10, 10)).save(image, "PNG")
        upload = Upload("carte.png", image.getvalue(), "image/png")
    else:
        upload = Upload("devis.pdf", b"%PDF", "application/pdf")
    telegram.call(method, {"chat_id": person.id, "caption": "un"}, {kind: upload})
    return person.chat.last.id


LONG = {
    "lines": "\n".join(f"• <b>{n}</b> : une ligne &amp; sa suite" for n in range(300)),
    "one line": "<b>" + "é&lt;" * 4_096 + "</b>",
    "a tag over lines": "<b>" + "une ligne\n" * 600 + "</b>",
    "beyond the first plane": "\N{GRINNING FACE}" * 4_096,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
async def test_of_what_is_too_long_the_beginning_is_read(
    post: Post, camille: Person, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    await post.calls(
        "sendMessage", {"chat_id": camille.id, "text": text, "parse_mode": "HTML"}, chat=camille.id
    )
    await post.rests()

    [read] = received(camille.chat)
    assert len(read) > 300
    assert read.endswith("…")
    assert await post.backlog() == NOTHING
    assert "too long" in caplog.text


async def test_of_too_many_buttons_the_first_and_the_way_back_are_shown(
    post: Post, camille: Person, caplog: pytest.LogCaptureFixture
) -> None:
    rows = [[{"text": f"{n}", "callback_data": f"d:1:1:{n}"}] for n in range(150)]
    payload = {"chat_id": camille.id, "text": "Lequel ?", "reply_markup": {"inline_keyboard": rows}}
    await post.calls("sendMessage", payload, chat=camille.id)
    await post.rests()

    shown = [button.label for row in camille.chat.last.rows for button in row]
    assert (shown[0], shown[-2], shown[-1], len(shown)) == ("0", "98", "149", 100)
    assert await post.backlog() == NOTHING
    assert "too many buttons" in caplog.text
