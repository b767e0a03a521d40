"""Dossiers brought from before the assistant: they can be read and taken up, and nobody is written to."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.playground.telegram.chats import Chat
from bot.services.core.rights import Role
from conversations.dossiers.lifecycle import Event
from conversations.dossiers.reasons import Reason
from conversations.dossiers.statuses import Status
from conversations.network.basins import Network
from models.database.tables import Outgoing
from models.dossiers.tables import Dossier
from models.history.importer import Bringing
from models.history.rows import Past, PastAdvance, PastDossier, PastFollowUp, PastShare
from models.places.search import CommuneTable
from tests.history import as_read, silent, siren
from tests.journeys.acting import Actor, Tap
from tests.journeys.granted import rows
from tests.journeys.offices import TOUL, enrolled
from tests.stage import Stage

RECENTLY = date(2026, 10, 5)
OPEN = PastDossier(
    source="2026-01",
    company="Menuiserie du Val",
    received=date(2026, 9, 1),
    basin=TOUL,
    siren=siren(1),
    commune="54528",
    jobs_created=2,
    jobs_kept=9,
    skills=("sales", "hr"),
    priority="sales",
    origin="salon",
)
GRANTED = replace(OPEN, source="2026-02", decision=Event.GRANT_BOTH, decided=RECENTLY, days=3)
RUNNING = replace(GRANTED, source="2026-03", decided=date(2025, 3, 3), received=date(2025, 1, 6))
SETTLED: tuple[Past, ...] = (
    GRANTED,
    PastAdvance("2026-02", 20_000),
    RUNNING,
    PastShare("2026-03", "Forges du Val", "Claire Morel", date(2025, 4, 1), 30, starts=date(2025, 4, 7)),
    PastAdvance("2026-03", 20_000, None, date(2025, 4, 2), 12, date(2025, 6, 2)),  # late for long
    PastFollowUp("2026-03", 6, date(2025, 9, 8), 1, 9, 4),
    replace(OPEN, source="2026-04", decision=Event.POSTPONE, decided=RECENTLY, reason=Reason.INCOMPLETE),
    replace(OPEN, source="2026-05", decision=Event.REFUSE, decided=RECENTLY, reason=Reason.JOBS),
    replace(OPEN, source="2026-06", decision=Event.REDIRECT, decided=RECENTLY, basin=None, company="Scierie",
            siren=None, commune="33063"),
)  # fmt: skip


async def brings(stage: Stage, network: Network, past: Sequence[Past]) -> list[Dossier]:
    """Bring dossiers of the past, and return them."""
    bringing = Bringing(network, CommuneTable(), stage.clock().date(), silent)
    read = as_read(*past)
    await stage.assistant.desk.database.run(
        lambda transaction: bringing(transaction.connection, read, dry=False)
    )
    return rows(stage, Dossier)


@pytest.fixture
async def sacha(stage: Stage) -> Actor:
    """The manager of Toul, who sees all of it."""
    return await enrolled(stage, "Sacha", Role.MANAGER, TOUL)


async def test_nobody_is_ever_written_to_about_them(
    stage: Stage, network: Network, toul: Chat, coordination: Chat, sacha: Actor
) -> None:
    await brings(stage, network, SETTLED)
    chats = (toul, coordination, sacha.person.chat)
    before = [len(chat.history) for chat in chats]
    for _ in range(40):
        stage.clock.passes(timedelta(hours=12))
        await stage.ticks()
    assert [len(chat.history) for chat in chats] == before
    assert rows(stage, Outgoing) == []


async def test_each_can_be_read_with_its_history_its_mission_and_its_advance(
    stage: Stage, network: Network, sacha: Actor
) -> None:
    for dossier in await brings(stage, network, (OPEN, *SETTLED)):
        if dossier.basin_code == TOUL:
            await sacha.does(f"/chercher {dossier.reference}")
            assert dossier.reference in sacha.screen
            await sacha.does(Tap("history"))
            assert dossier.reference in sacha.screen
    [running] = [dossier for dossier in rows(stage, Dossier) if dossier.source == "2026-03"]
    await sacha.does((f"/chercher {running.reference}", Tap("support")))
    assert "Claire Morel" in sacha.screen


async def test_one_that_is_still_open_is_taken_up_here(stage: Stage, network: Network, sacha: Actor) -> None:
    [dossier] = await brings(stage, network, (replace(OPEN, claimed=date(2026, 9, 7)),))
    await sacha.does((f"/chercher {dossier.reference}", Tap("claim")))
    [taken] = rows(stage, Dossier)
    assert (taken.status, taken.holder_id) == (Status.CLAIMED, sacha.person.id)


async def test_the_one_who_took_it_up_is_not_undone_by_the_next_load(
    stage: Stage, network: Network, sacha: Actor
) -> None:
    [dossier] = await brings(stage, network, (OPEN,))
    await sacha.does((f"/chercher {dossier.reference}", Tap("claim")))
    [kept] = await brings(
        stage, network, (replace(OPEN, company="Autre", decision=Event.WITHDRAW, decided=RECENTLY),)
    )
    assert kept.status == Status.CLAIMED


async def test_their_history_says_that_it_was_imported_and_what_the_assistant_did_itself(
    stage: Stage, network: Network, sacha: Actor
) -> None:
    [dossier, *_] = await brings(stage, network, SETTLED)
    await sacha.does((f"/chercher {dossier.reference}", Tap("history")))

    assert "compétences et avance agréées · d’après l’import" in sacha.screen
    assert "automatiquement" not in sacha.screen, "a committee decided it"
