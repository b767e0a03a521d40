"""A basin that pauses or closes leaves no request to nobody: each has a named next holder, who is told."""

from dataclasses import replace
from datetime import timedelta

from bot.playground.telegram.chats import Chat
from bot.services.core.rights import Role
from conversations.dossiers.lifecycle import Event
from conversations.network.basins import BasinStatus, Network
from models.network.queries import store_network
from tests.journeys.acting import Actor, Tap, events
from tests.journeys.conftest import bound_group
from tests.journeys.granted import granted
from tests.journeys.offices import TOUL, enrolled, stored, taps_in
from tests.journeys.sending import sends
from tests.stage import Stage


async def stops(stage: Stage, network: Network, status: BasinStatus, successor: str | None = None) -> None:
    """Load a network where Toul takes no more requests, and let a moment pass."""
    basins = tuple(
        replace(each, status=status, successor=successor) if each.code == TOUL else each
        for each in network.basins
    )
    changed, database = replace(network, basins=basins), stage.assistant.desk.database
    await database.run(lambda transaction: store_network(transaction, changed, stage.clock()))
    await stage.assistant.worlds.renew(database)
    await stage.ticks()


async def test_what_is_not_decided_goes_to_the_national_queue(
    stage: Stage, network: Network, camille: Actor, toul: Chat, sacha: Actor, coordination: Chat
) -> None:
    alex = await enrolled(stage, "Alex", Role.COORDINATOR)
    await sends(camille)
    [dossier] = camille.dossiers()
    await taps_in(sacha, toul, "claim")
    await stops(stage, network, BasinStatus.PAUSED)

    moved = stored(stage, dossier)
    assert (moved.basin_code, moved.status, moved.holder_id) == (None, "received", None)
    assert dossier.reference in coordination.last.text and coordination.last.rows
    assert toul.last.rows == ()
    assert "animation nationale" in camille.screen and "ne reçoit plus de demandes" in camille.screen
    assert any(dossier.reference in message.text for message in sacha.person.chat.history[-1:])
    assert "Terres de Lorraine" in alex.screen
    await alex.does(Tap("open"))
    assert dossier.reference in alex.screen, "the number opens on its rows"
    [event] = [each for each in events(stage) if each.event == "transfer"]
    assert (event.actor_id, event.reason) == (None, "basin_stops")
    told = len(alex.person.chat.history)
    await stage.ticks()
    assert len(alex.person.chat.history) == told, "it is told once"


async def test_a_successor_named_in_the_file_takes_them(
    stage: Stage, network: Network, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    meuse = await bound_group(stage, "Comité Meuse", "meuse")
    await sends(camille)
    [dossier] = camille.dossiers()
    await stops(stage, network, BasinStatus.CLOSED, "meuse")

    assert stored(stage, dossier).basin_code == "meuse"
    assert dossier.reference in meuse.last.text
    assert "CCI Meuse" in camille.screen


async def test_a_mission_goes_on_with_who_follows_it(
    stage: Stage, network: Network, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await enrolled(stage, "Alex", Role.COORDINATOR)
    dossier = await granted(stage, camille, sacha, toul)
    await stops(stage, network, BasinStatus.PAUSED)

    assert stored(stage, dossier).holder_id == sacha.person.id
    assert stored(stage, dossier).basin_code == TOUL


async def test_a_mission_whose_holder_has_left_gets_a_named_one(
    stage: Stage, network: Network, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    alex = await enrolled(stage, "Alex", Role.COORDINATOR)
    dossier = await granted(stage, camille, sacha, toul, Event.GRANT_SKILLS)
    await sacha.does("/equipe")
    await sacha.does((Tap("revoke"), Tap("revoke.yes")))
    await stops(stage, network, BasinStatus.CLOSED)

    after = stored(stage, dossier)
    assert (after.holder_id, after.basin_code, after.status) == (alex.person.id, TOUL, "granted_skills")
    assert any(dossier.reference in message.text for message in alex.person.chat.history[-2:])
    await alex.does((f"/chercher {dossier.reference}", Tap("support")))


async def test_what_comes_back_to_a_stopped_basin_is_sent_on_the_next_day(
    stage: Stage, network: Network, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await sends(camille)
    [dossier] = camille.dossiers()
    await camille.does(("/suivi", Tap("withdraw"), Tap("withdraw.yes")))
    await stops(stage, network, BasinStatus.PAUSED)
    assert stored(stage, dossier).basin_code == TOUL, "it is over"
    await camille.does(("/suivi", Tap("reopen")))
    stage.clock.passes(timedelta(days=1))
    await stage.ticks()

    assert stored(stage, dossier).basin_code is None
