"""Whole stories on bad days: Telegram falters, the database is away, people and groups disappear."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, select

from bot.app import Installation, assistant
from bot.playground.telegram.bot_api import serving
from bot.playground.telegram.calls import Failure, NoAnswer, bad_request, server_error, too_many_requests
from bot.playground.telegram.chats import Chat
from bot.playground.telegram.simulator import Simulator
from bot.services.core.screens import Announcement, Reply, words
from bot.telegram.receiver import poll
from bot.telegram.updates import read
from conversations.messages import verbatim
from conversations.network.basins import Network
from models.database.outbox import Backlog, backlog
from models.intake.tables import Person
from models.network.queries import store_network
from models.network.tables import Queue
from tests.bot.telegram.posting import until
from tests.journeys.acting import BAKER, Act, Actor, Tap
from tests.journeys.conftest import NATIONAL, bound_group
from tests.stage import Clock, Stage, staged

NOTHING = Backlog(waiting=0, parked=0)
ANSWERS: list[Act] = [Tap("head"), "Boulangerie des Tilleuls", "Toul", "douze"]


def an_actor(stage: Stage) -> Actor:
    return Actor(stage, stage.telegram.person("Camille", "Durand", language="fr"))


def stored_person(stage: Stage, actor: Actor) -> Person:
    with Session(stage.assistant.desk.database.engine) as session:
        return session.get_one(Person, actor.person.id)


async def waits(stage: Stage, seconds: float) -> None:
    """Let time pass, and have what is due be done."""
    stage.clock.passes(timedelta(seconds=seconds))
    await stage.ticks()


@pytest.fixture
async def troubled(database_url: str, network: Network) -> AsyncIterator[Stage]:
    """A stage where Telegram refuses things."""
    async with staged(database_url, network) as stage:
        yield stage


@pytest.fixture
async def toul_and_nation(troubled: Stage) -> tuple[Chat, Chat]:
    """The groups of the basin of Toul and of the national queue."""
    toul = await bound_group(troubled, "Comité Terres de Lorraine", "terres-de-lorraine")
    return toul, await bound_group(troubled, "Coordination nationale", NATIONAL)


@pytest.mark.parametrize("failure", [too_many_requests(5), server_error(), NoAnswer(timed_out=True)], ids=str)
async def test_a_question_that_could_not_be_sent_comes_later(troubled: Stage, failure: Failure) -> None:
    camille = an_actor(troubled)
    await camille.does(("/start", Tap("head")))
    troubled.telegram.fail(failure, "sendMessage")
    await camille.does("Boulangerie des Tilleuls")
    assert camille.state == "place"
    asked_before = camille.screen
    await waits(troubled, 5)

    assert camille.screen != asked_before
    await camille.does("Toul")
    assert camille.state == "headcount"
    assert await troubled.assistant.desk.database.read(backlog) == NOTHING


async def test_a_message_whose_delivery_is_unknown_is_sent_again(troubled: Stage) -> None:
    camille = an_actor(troubled)
    troubled.telegram.fail(NoAnswer(timed_out=True), "sendMessage", delivered=True)
    await camille.does("/start")
    await waits(troubled, 1)

    assert len([message for message in camille.person.chat.history if message.sender.is_bot]) == 2
    await camille.does(Tap("head"))
    assert camille.state == "company", "the buttons of the second one work"


async def test_a_restart_in_the_middle_of_a_form_loses_nothing(database_url: str, network: Network) -> None:
    clock = Clock()
    telegram = Simulator(clock)
    person = telegram.person("Camille", "Durand", language="fr")
    person.types("/start")
    for act in ANSWERS:
        async with staged(database_url, network, clock=clock, telegram=telegram) as stage:
            actor = Actor(stage, person)
            await stage.plays()
            await actor.does(act)
    async with staged(database_url, network, clock=clock, telegram=telegram) as stage:
        actor = Actor(stage, person)
        assert actor.state == "founded"
        await actor.fills_in(BAKER)
        assert actor.answers["headcount"] == 12
        await actor.sends()
        assert len(actor.dossiers()) == 1


async def test_an_answer_the_database_did_not_take_is_taken_when_it_comes_again(
    stage: Stage, camille: Actor
) -> None:
    await camille.does(("/start", Tap("head")))
    engine = stage.assistant.desk.database.engine

    def refuse(connection: object) -> None:
        raise OperationalError("COMMIT", None, Exception("database or disk is full"))

    camille.person.types("Boulangerie des Tilleuls")
    [raw] = stage.telegram.take_updates()
    update = read(raw, stage.assistant.bot)
    shown = camille.screen
    event.listen(engine, "commit", refuse)
    assert not await stage.assistant.reception.receive(update)
    event.remove(engine, "commit", refuse)
    assert camille.screen == shown, "not a word: nothing happened"

    assert await stage.assistant.reception.receive(update)
    await stage.rests()
    assert camille.answers["company"]["name"] == "Boulangerie des Tilleuls"


async def test_a_person_who_blocks_the_bot_is_left_alone_until_they_come_back(troubled: Stage) -> None:
    camille = an_actor(troubled)
    await camille.does(("/start", Tap("head")))
    camille.person.types("Boulangerie des Tilleuls")
    camille.person.blocks_bot()
    await troubled.plays()

    assert stored_person(troubled, camille).unreachable_since is not None
    assert await troubled.assistant.desk.database.read(backlog) == NOTHING
    said = len(troubled.telegram.calls)
    await waits(troubled, 26 * 3600)
    assert len(troubled.telegram.calls) == said, "no reminder"

    camille.person.unblocks_bot()
    await troubled.plays()
    assert stored_person(troubled, camille).unreachable_since is None
    await camille.does(("/start", Tap("c")))
    assert camille.state == "place"
    await camille.does("Toul")
    assert camille.state == "headcount"


async def test_the_card_of_a_lost_group_goes_to_the_national_queue(
    troubled: Stage, toul_and_nation: tuple[Chat, Chat]
) -> None:
    toul, coordination = toul_and_nation
    camille = an_actor(troubled)
    await camille.applies()
    troubled.telegram.fail(bad_request("not enough rights to send text messages to the chat"), chat=toul)
    await camille.sends()

    [dossier] = camille.dossiers()
    assert dossier.reference in coordination.last.text
    assert (dossier.card_chat_id, dossier.card_id) == (coordination.id, coordination.last.id)
    assert camille.state is None, "the applicant notices nothing"


async def test_a_group_that_becomes_a_supergroup_keeps_its_queue(
    troubled: Stage, toul_and_nation: tuple[Chat, Chat]
) -> None:
    toul, _ = toul_and_nation
    camille = an_actor(troubled)
    await camille.applies()
    supergroup = troubled.telegram.migrate(toul)
    troubled.telegram.take_updates()  # the bot is never told: it finds out when it writes there
    await camille.sends()

    [dossier] = camille.dossiers()
    assert dossier.reference in supergroup.last.text
    assert (dossier.card_chat_id, dossier.card_id) == (supergroup.id, supergroup.last.id)
    with Session(troubled.assistant.desk.database.engine) as session:
        assert session.get_one(Queue, "terres-de-lorraine").chat_id == supergroup.id
        assert session.exec(select(Queue).where(Queue.chat_id == toul.id)).all() == []


async def test_a_card_that_was_deleted_is_posted_again(
    troubled: Stage, toul_and_nation: tuple[Chat, Chat]
) -> None:
    toul, _ = toul_and_nation
    camille = an_actor(troubled)
    await camille.applies()
    await camille.sends()
    [dossier] = camille.dossiers()
    posted = toul.last.id
    del toul.messages[posted]
    assert dossier.id is not None
    again = Announcement(toul.id, dossier.id, "fr", words(verbatim(dossier.reference)), edits=posted)
    await troubled.assistant.desk.do(toul.id, lambda transaction, world, now: Reply("fr", announced=(again,)))
    await troubled.rests()

    [dossier] = camille.dossiers()
    assert toul.last.text == dossier.reference
    assert dossier.card_id == toul.last.id != posted


async def test_the_real_way_to_the_network_tells_the_same_story(database_url: str, network: Network) -> None:
    clock = Clock()
    telegram = Simulator(clock)
    async with serving(telegram) as address:
        installation = Installation(
            token=telegram.token, database_url=database_url, api_url=address, clock=clock
        )
        async with assistant(installation) as running:
            await running.desk.database.run(lambda transaction: store_network(transaction, network, clock()))
            await running.worlds.renew(running.desk.database)
            polling = asyncio.create_task(poll(running.application, running.reception))
            camille = Actor(Stage(running, telegram, clock), telegram.person("Camille", language="fr"))
            camille.person.types("/start")
            await until(partial(camille.has, "head"))
            camille.person.taps(camille.button("head").data or "")
            await until(lambda: camille.state == "company")
            camille.person.types("Boulangerie des Tilleuls")
            await until(lambda: camille.state == "place" and running.idle)
            polling.cancel()
            await asyncio.gather(polling, return_exceptions=True)
            assert camille.answers["company"]["name"] == "Boulangerie des Tilleuls"
            assert telegram.unanswered_queries() == []
