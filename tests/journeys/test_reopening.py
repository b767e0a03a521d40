"""A stopped request is taken up again: nothing that was recorded is lost, and everybody reads why."""

import pytest
from sqlalchemy import Connection

from bot.playground.telegram.chats import Chat
from bot.services.core.rights import Role
from conversations.dossiers.lifecycle import Event
from conversations.dossiers.statuses import Status
from models.database.prepared import table_of
from models.dossiers.tables import Dossier
from models.support.tables import MissionAdvisor, RepayableAdvance
from tests.journeys.acting import Actor, Tap, events, unhurried
from tests.journeys.granted import granted, rows
from tests.journeys.offices import TOUL, enrolled, stored, taps_in
from tests.journeys.sending import sends
from tests.journeys.sittings import taps
from tests.stage import Stage

MONEY = "15\u202f000\xa0€"


@pytest.fixture
async def running(stage: Stage, camille: Actor, toul: Chat, sacha: Actor) -> Dossier:
    """A mission under way, with an advance that is paid and not repaid."""
    unhurried(stage)
    dossier = await granted(stage, camille, sacha, toul)
    await sacha.does(("/file", Tap("open"), Tap("support"), Tap("advance"), Tap("advance_set.paid")))
    await sacha.does((Tap("advance_set.paid.today"), Tap("yes")))
    await sacha.does(
        ("/file", Tap("open"), Tap("contract"), Tap("contract.sign"), Tap("contract.today"), Tap("yes"))
    )
    await sacha.does((Tap("start"), Tap("start.today"), Tap("yes"), Tap("mission_end.12"), Tap("yes")))
    return dossier


async def closes(sacha: Actor) -> None:
    await sacha.does(
        ("/file", Tap("open"), Tap("close"), "Deux jours sur quatre, la suite au printemps.", Tap("yes"))
    )


async def reopens(actor: Actor, reason: str) -> None:
    """Choose a reason, and confirm what the applicant will read."""
    await actor.does((Tap("reopen"), Tap(f"reopen.because-{reason}")))
    await taps(actor, "reopen.sure-")


async def test_a_closed_request_with_money_goes_on_where_it_was(
    stage: Stage, camille: Actor, sacha: Actor, running: Dossier
) -> None:
    await closes(sacha)
    told = camille.screen
    await sacha.does(Tap("reopen"))
    assert stored(stage, running).status == Status.CLOSED, "a reason first"
    await sacha.does(Tap("reopen.because-more_to_do"))
    assert (stored(stage, running).status, camille.screen) == (Status.CLOSED, told), "then a look"
    assert MONEY in sacha.screen, "what is not repaid is before one's eyes"
    shown = sacha.screen
    await taps(sacha, "reopen.sure-")

    after = stored(stage, running)
    assert (after.status, after.holder_id) == (Status.RUNNING, sacha.person.id)
    assert "mission" in camille.screen
    assert all(line in shown for line in camille.screen.splitlines() if "🔄" in line)
    await sacha.does(Tap("support"))
    assert MONEY in sacha.screen and "Claire Morel" in sacha.screen
    await sacha.does((Tap("advance"), Tap("advance_set.repaid"), "3000", Tap("yes")))
    assert rows(stage, RepayableAdvance)[0].repaid == 3_000
    number = rows(stage, MissionAdvisor)[0].id
    await sacha.does(("/file", Tap("open"), Tap("support"), Tap("mission"), Tap(f"delivered.{number}.10")))
    assert rows(stage, MissionAdvisor)[0].tenths_delivered == 10
    await closes(sacha)
    assert stored(stage, running).status == Status.CLOSED, "it may be closed again"


async def test_who_held_it_before_is_told_who_takes_it_up_again(
    stage: Stage, sacha: Actor, running: Dossier
) -> None:
    await closes(sacha)
    ines = await enrolled(stage, "Inès", Role.OPERATOR, TOUL)
    await ines.does(f"/chercher {running.reference}")
    await reopens(ines, "new_facts")

    assert stored(stage, running).holder_id == ines.person.id
    assert "Inès" in sacha.screen and running.reference in sacha.screen


async def test_the_reason_of_a_reopening_stays_in_the_history_in_ones_own_words(
    stage: Stage, camille: Actor, sacha: Actor, running: Dossier
) -> None:
    await closes(sacha)
    await sacha.does((Tap("reopen"), Tap("reopen.because-other"), "L’expert revient en mars."))
    assert stored(stage, running).status == Status.CLOSED
    await taps(sacha, "reopen.sure-")

    assert "L’expert revient en mars." not in camille.screen, "it is between operators"
    await sacha.does(Tap("history"))
    assert "L’expert revient en mars." in sacha.screen
    await camille.does("/mesdonnees")
    files = [message.file.content for message in camille.person.chat.history[-3:] if message.file]
    assert files and all(b"en mars" not in each for each in files), "nor there"
    [reopened] = [event for event in events(stage) if event.event == "reopen"]
    assert (reopened.reason, reopened.note) == ("other", "L’expert revient en mars.")


async def test_words_typed_after_the_look_are_looked_at_again(
    stage: Stage, sacha: Actor, running: Dossier
) -> None:
    await closes(sacha)
    await sacha.does((Tap("reopen"), Tap("reopen.because-other"), "Une première version"))
    former = next(b for row in sacha.person.chat.last.rows for b in row if "sure-" in (b.data or ""))
    await sacha.does("Une seconde version")
    sacha.person.forges_tap(former.data or "", sacha.person.chat.last)
    await stage.plays()
    assert stored(stage, running).status == Status.CLOSED, "what was shown is not what is kept now"
    await taps(sacha, "reopen.sure-")
    assert stored(stage, running).status == Status.RUNNING


@pytest.mark.parametrize(
    ("outcome", "granted_as"),
    [(Event.GRANT_BOTH, "granted_both"), (Event.GRANT_ADVANCE, "granted_advance")],
)
async def test_who_could_not_be_reached_after_the_decision_keeps_what_was_granted(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, outcome: Event, granted_as: str
) -> None:
    dossier = await granted(stage, camille, sacha, toul, outcome)
    await sacha.does(("/file", Tap("open"), Tap("more"), Tap("lose_touch"), Tap("lose_touch.yes")))
    assert sacha.has("support"), "what was granted stays in sight"
    await camille.does("Me revoilà, mon téléphone était cassé.")

    assert stored(stage, dossier).status == granted_as
    assert stored(stage, dossier).holder_id == sacha.person.id


async def test_who_writes_again_is_heard_though_their_holder_has_left(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    maud = await enrolled(stage, "Maud", Role.MANAGER, TOUL)
    dossier = await granted(stage, camille, sacha, toul)
    await sacha.does(("/file", Tap("open"), Tap("more"), Tap("lose_touch"), Tap("lose_touch.yes")))
    await sacha.does(("/equipe", Tap("revoke"), Tap("revoke.yes")))
    await camille.does("Me revoilà, mon téléphone était cassé.")

    assert stored(stage, dossier).status == "granted_both", "what was granted stands"
    assert any(dossier.reference in message.text for message in maud.person.chat.history[-1:])


async def test_a_request_withdrawn_during_its_mission_is_opened_again_with_it(
    stage: Stage, camille: Actor, sacha: Actor, running: Dossier
) -> None:
    await camille.does(("/suivi", Tap("withdraw"), Tap("withdraw.yes")))
    await sacha.does((f"/chercher {running.reference}", Tap("support"), Tap("advance")))
    assert sacha.has("advance_set.repaid"), "what was lent is still repaid"
    await camille.does(("/suivi", Tap("reopen")))

    assert stored(stage, running).status == Status.RUNNING
    assert stored(stage, running).holder_id == sacha.person.id
    assert any("🔄" in message.text and running.reference in message.text
               for message in sacha.person.chat.history[-2:]), "its holder is told"  # fmt: skip


async def test_a_declined_request_is_looked_at_again(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await sends(camille)
    [dossier] = camille.dossiers()
    await taps_in(sacha, toul, "claim")
    await sacha.does((Tap("more"), Tap("decline"), Tap("decline.because-jobs")))
    assert stored(stage, dossier).status == "claimed", "nothing leaves on one tap"
    await taps(sacha, "decline.sure-")
    assert stored(stage, dossier).status == "declined"
    await reopens(sacha, "asked_again")

    assert stored(stage, dossier).status == "claimed"
    assert "🔄" in camille.screen


@pytest.mark.parametrize(
    ("database_url", "status"),
    [*(("sqlite", status) for status in Status), ("postgresql", Status.CLOSED)],
    indirect=["database_url"],
)
async def test_the_ledger_is_reachable_wherever_the_request_stands(
    stage: Stage, sacha: Actor, running: Dossier, status: Status
) -> None:
    def stands(connection: Connection) -> None:
        table = table_of(Dossier)
        connection.execute(table.update().values(status=status.value).where(table.c.id == running.id))

    await stage.assistant.desk.database.run(lambda transaction: stands(transaction.connection))
    maud = await enrolled(stage, "Maud", Role.MANAGER, TOUL)
    for actor in (sacha, maud):
        await actor.does((f"/chercher {running.reference}", Tap("support")))
        assert MONEY in actor.screen and "Claire Morel" in actor.screen, status
        await actor.does((Tap("advance"), Tap("advance_set.repaid"), "1000", Tap("yes")))
    assert rows(stage, RepayableAdvance)[0].repaid == 1_000


async def test_the_ledger_outlives_the_personal_data(
    stage: Stage, camille: Actor, sacha: Actor, running: Dossier
) -> None:
    await camille.does(("/supprimer", Tap("z")))
    assert stored(stage, running).person_id is None
    await sacha.does((f"/chercher {running.reference}", Tap("support")))
    assert MONEY in sacha.screen and "Claire Morel" in sacha.screen
    await sacha.does((Tap("advance"), Tap("advance_set.repaid"), "15000", Tap("yes")))
    assert rows(stage, RepayableAdvance)[0].repaid == 15_000
