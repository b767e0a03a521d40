"""The question comes first, then the one before loses its buttons: no old question stays alive."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.playground.telegram.calls import Failure, NoAnswer, server_error, too_many_requests
from bot.playground.telegram.chats import Chat
from bot.telegram.updates import read
from conversations.network.basins import Network
from models.database.outbox import Backlog, backlog
from tests.journeys.acting import BAKER, Actor, Tap
from tests.journeys.faults import FaultyTelegram
from tests.stage import Clock, Stage, staged

TIDYING = "editMessageReplyMarkup"
AGREED = (Tap("operator"), Tap("committee"), Tap("x"))


def to_the_end(actor: Actor) -> Iterator[str | Tap]:
    """Give what is to be done from the first question on, one act at a time."""
    while (state := actor.state) in BAKER:
        answer = BAKER[state]
        yield from answer if isinstance(answer, tuple) else (answer,)
    yield from AGREED


def live(actor: Actor) -> list[str]:
    """Return what the messages say that have buttons, oldest first."""
    return [message.text for message in actor.person.chat.history if message.sender.is_bot and message.rows]


async def test_the_question_alone_has_buttons_all_along_a_form(camille: Actor, toul: Chat) -> None:
    await camille.does("/start")
    for act in to_the_end(camille):
        calls = camille.stage.telegram.calls
        calls.clear()
        await camille.does(act)
        methods = [call.method for call in calls if call.chat_id == camille.person.id]
        if camille.state is not None:
            [question] = live(camille)
            assert question in camille.screen, "one question, where the eye is"
        if isinstance(act, str) and TIDYING in methods:
            assert methods.index("sendMessage") < methods.index(TIDYING), "the next question goes first"
    assert len(camille.dossiers()) == 1
    assert live(camille) == []


async def test_a_language_chosen_on_an_old_question_shows_the_one_that_is_asked(
    stage: Stage, camille: Actor
) -> None:
    await camille.does("/start")
    language, first = camille.button("l").data or "", camille.person.chat.last
    await camille.does(Tap("head"))
    await camille.does("Boulangerie des Tilleuls")
    camille.person.forges_tap(language, first)
    await stage.plays()

    assert live(camille) == [camille.person.chat.last.text], "not drawn where buttons are leaving"
    assert "company" in camille.screen
    await camille.does("Toul")
    assert camille.state == "headcount"


async def unanswered(stage: Stage) -> None:
    """Have the assistant take what was done, while Telegram is slow to answer it."""
    for update in stage.telegram.take_updates():
        assert await stage.assistant.reception.receive(read(update, stage.assistant.bot))


async def test_a_menu_of_languages_tapped_twice_around_an_answer_leaves_a_question_to_tap(
    database_url: str, network: Network
) -> None:
    clock = Clock()
    telegram = FaultyTelegram(clock)
    async with staged(database_url, network, clock=clock, telegram=telegram) as stage:
        camille = Actor(stage, telegram.person("Camille", "Durand", language="fr"))
        await camille.does("/start")
        await camille.fills_in(BAKER, until="place")
        await camille.does("/langue")
        menu, english, french = camille.person.chat.last, camille.button("en").data, camille.button("fr").data
        telegram.answers = asyncio.Event()
        camille.person.forges_tap(english or "", menu)
        await unanswered(stage)
        camille.person.types("Toul")
        await unanswered(stage)
        camille.person.forges_tap(french or "", menu)
        await unanswered(stage)
        telegram.answers.set()
        for _ in range(3):
            await stage.rests()
            clock.passes(timedelta(seconds=5))
            await stage.ticks()

        assert camille.state == "headcount"
        assert live(camille) == [camille.person.chat.last.text], "not on a menu whose buttons are leaving"
        await camille.does("douze")
        assert camille.answers["headcount"] == 12


@pytest.mark.parametrize("trouble", [NoAnswer(timed_out=True), server_error()], ids=str)
async def test_a_question_shown_late_where_it_was_tapped_is_not_the_last_with_buttons(
    database_url: str, network: Network, trouble: Failure
) -> None:
    clock = Clock()
    async with staged(database_url, network, clock=clock) as stage:
        camille = Actor(stage, stage.telegram.person("Camille", "Durand", language="fr"))
        await camille.does(("/start", "oui"))
        stage.telegram.fail(trouble, "editMessageText", times=2)
        await camille.does((Tap("head"), "Boulangerie des Tilleuls"))
        for _ in range(6):
            clock.passes(timedelta(seconds=2))
            await stage.ticks()

        [question] = live(camille)
        assert camille.state == "place"
        assert "commune" in question, "the card that was tapped is shown late, then it is tidied"
        assert await stage.assistant.desk.database.read(backlog) == Backlog(waiting=0, parked=0)


@pytest.mark.parametrize("trouble", [NoAnswer(timed_out=True), too_many_requests(60)], ids=str)
async def test_what_could_not_be_tidied_is_tidied_after_a_restart(
    database_url: str, network: Network, trouble: Failure
) -> None:
    clock = Clock()
    async with staged(database_url, network, clock=clock) as before:
        camille = Actor(before, before.telegram.person("Camille", "Durand", language="fr"))
        before.telegram.fail(trouble, TIDYING, times=3)
        await camille.applies()
        assert camille.state == "review", "nobody waits for what only tidies"
        assert len(live(camille)) == 4, "three of them, and the review"
    async with staged(database_url, network, clock=clock, telegram=before.telegram) as after:
        clock.passes(timedelta(minutes=1))
        await after.ticks()
        camille = Actor(after, camille.person)

        assert live(camille)[-1:] == live(camille), "the review alone"
        assert await after.assistant.desk.database.read(backlog) == Backlog(waiting=0, parked=0)
