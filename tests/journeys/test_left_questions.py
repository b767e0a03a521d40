"""A question that somebody has left is no longer asked: what they type next is not its answer."""

from bot.playground.telegram.chats import Chat
from conversations.dossiers.traces import Trace
from tests.journeys.acting import Actor, Tap, events
from tests.journeys.offices import taps_in
from tests.journeys.sending import sends
from tests.stage import Stage


async def test_a_note_that_was_given_up_is_not_written(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await sends(camille)
    await taps_in(sacha, toul, "claim")
    await sacha.does((Tap("note"), Tap("open"), "je crois que c’est mon beau-frère"))

    assert [event.note for event in events(stage) if event.event == Trace.NOTE] == []


async def test_what_is_shown_elsewhere_leaves_a_question_asked(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await sends(camille)
    await taps_in(sacha, toul, "claim")
    await sacha.does("/file")
    await sacha.does("/chercher AZ-26-0001")
    first = [message for message in sacha.person.chat.history if message.rows][-2]
    await sacha.does(Tap("note"))
    sacha.person.taps(first.rows[0][0].data or "", message=first)
    await stage.plays()
    await sacha.does("Rappeler lundi")

    assert [event.note for event in events(stage) if event.event == Trace.NOTE] == ["Rappeler lundi"]
