"""A decision recorded by mistake is put right: told, with a new letter; history keeps both, and figures."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.playground.telegram.chats import Chat
from bot.services.core.rights import Role
from conversations.dossiers.lifecycle import Event
from models.committee.tables import ReplacedDecision
from models.database.prepared import table_of
from models.database.writer import Transaction
from models.dossiers.tables import Dossier, DossierEvent
from models.figures.tables import Tally
from models.figures.tallies import count
from models.support.tables import FollowUp, Mission, RepayableAdvance
from tests.journeys.acting import Act, Actor, Tap
from tests.journeys.granted import granted, rows
from tests.journeys.offices import TOUL, enrolled, stored
from tests.journeys.sittings import (
    ON_THE_DAY,
    everything_read,
    forges,
    items,
    meets,
    papers,
    scheduled,
    taps,
)
from tests.stage import Stage

LATER = datetime(2027, 1, 4, 10, tzinfo=UTC)
SLIP = "J’ai touché la mauvaise ligne."
DECEMBER, JANUARY = "2026-12-01", "2027-01-01"


async def refused_by_mistake(stage: Stage, camille: Actor, sacha: Actor, toul: Chat) -> Dossier:
    """Have a request refused that the committee granted; weeks later, its page is open."""
    dossier = await scheduled(camille, sacha, toul)
    await meets(stage, sacha)
    await sacha.does((Tap("refuse"), Tap("refuse.jobs"), Tap("refuse.record")))
    assert stored(stage, dossier).status == "refused"
    stage.clock.now = LATER
    return dossier


async def puts_right(actor: Actor, *steps: Act, why: str = SLIP) -> None:
    """Put the decision on the screen right, up to what leaves."""
    await taps(actor, "rectify")
    await actor.does(why)
    for step in steps:
        await actor.does(step)


async def tallied(stage: Stage) -> dict[tuple[str, str, str], int]:
    """Count, and return how many of each thing there are by month, but what the request itself is."""

    def work(transaction: Transaction) -> dict[tuple[str, str, str], int]:
        count(transaction.connection)
        table = table_of(Tally)
        return {
            (row.measure, f"{row.month}", row.key): row.total
            for row in transaction.connection.execute(select(table).where(table.c.n > 0))
        }

    return await stage.assistant.desk.database.run(work)


async def test_a_refusal_that_was_a_grant_is_put_right_with_letter_history_and_figures(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, nour: Actor
) -> None:
    dossier = await refused_by_mistake(stage, camille, sacha, toul)
    [wrong] = papers(camille)
    assert f"{dossier.reference}-1" in wrong
    figures = await tallied(stage)
    assert figures["decision", DECEMBER, "refuse"] == 1 and figures["reason", DECEMBER, "refuse.jobs"] == 1

    before = len(camille.person.chat.history)
    await sacha.does((f"/chercher {dossier.reference}", Tap("more")))
    await puts_right(sacha, Tap("rectify.grant_skills"))
    assert SLIP in sacha.screen and "entreprise lira" in sacha.screen
    assert len(camille.person.chat.history) == before and stored(stage, dossier).status == "refused"
    await sacha.does(Tap("rectify.grant_skills.record"))

    # The applicant: what was said by mistake, what is right, what is next; a letter replaces the first.
    told = " ".join(camille.person.chat.history[before].text.split())
    for words in ("15 décembre 2026", "erreur", "n’a pas agréé", "5 journées", "Prochaine étape"):
        assert words in told
    assert SLIP not in "".join(everything_read(camille))
    letter = papers(camille)[-1]
    assert f"annule et remplace la lettre n° {dossier.reference}-1 du 15 décembre 2026" in " ".join(
        letter.split()
    )
    assert f"{dossier.reference}-2" in letter

    # The desk: the history keeps both, with what went wrong; the mission begins to be prepared.
    assert stored(stage, dossier).status == "granted_skills"
    [kept] = rows(stage, ReplacedDecision)
    assert (kept.outcome, kept.reason, kept.why, kept.replaced_by) == (
        "refuse",
        "jobs",
        SLIP,
        sacha.person.id,
    )
    events = [event.event for event in rows(stage, DossierEvent)]
    assert events.index("refuse") < events.index("rectify")
    await sacha.does((f"/chercher {dossier.reference}", Tap("history")))
    assert "décision rectifiée" in sacha.screen and SLIP in sacha.screen and "emplois" in sacha.screen
    assert len(rows(stage, Mission)) == 1
    assert [each.due_on for each in rows(stage, FollowUp)][:1] == [date(2027, 3, 15)]

    # The figures: by the right decision, on the day of the session.
    figures = await tallied(stage)
    assert ("decision", DECEMBER, "refuse") not in figures and (
        "reason",
        DECEMBER,
        "refuse.jobs",
    ) not in figures
    assert figures["decision", DECEMBER, "grant_skills"] == 1
    assert figures["planned_created", DECEMBER, ""] == 3
    assert figures["stage", "2026-11-01", "granted"] == 1
    assert not any(month == JANUARY for _, month, _ in figures)

    # The minutes say both.
    stage.clock.now = ON_THE_DAY + timedelta(days=30)
    await sacha.does("/seances")
    await taps(sacha, "session")
    await taps(sacha, "attendance")
    await sacha.does("Nour Lambert")
    await taps(sacha, "hold")
    await taps(sacha, "hold.yes")
    minutes = " ".join(papers(sacha)[-1].split())
    assert "agréé" in minutes and "4 janvier 2027" in minutes and "enregistré par erreur" in minutes


async def test_a_decision_recorded_weeks_later_counts_on_the_day_of_its_session(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    dossier = await scheduled(camille, sacha, toul)
    stage.clock.now = LATER
    await sacha.does("/seances")
    await taps(sacha, "session")
    await taps(sacha, "item")
    await sacha.does((Tap("grant_both"), Tap("set_amount.grant_both"), "9000", Tap("grant_both.record")))
    figures = await tallied(stage)
    assert figures["decision", DECEMBER, "grant_both"] == figures["stage", "2026-11-01", "granted"] == 1
    assert figures["advance", DECEMBER, "1"] == 9_000
    assert f"n° {dossier.reference}-1 du 4 janvier 2027" in " ".join(papers(camille)[-1].split())


async def test_a_grant_that_was_a_refusal_leaves_nothing_of_it_in_the_figures(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    dossier = await scheduled(camille, sacha, toul)
    await meets(stage, sacha)
    await sacha.does((Tap("grant_both"), Tap("set_amount.grant_both"), "9000", Tap("grant_both.record")))
    figures = await tallied(stage)
    assert figures["advance", DECEMBER, "1"] == 9_000
    stage.clock.now = LATER
    await sacha.does((f"/chercher {dossier.reference}", Tap("more")))
    await puts_right(sacha, Tap("rectify.refuse"), Tap("rectify.refuse.finance"))
    await sacha.does(Tap("rectify.refuse.record"))

    assert stored(stage, dossier).status == "refused"
    assert rows(stage, Mission) == []
    assert rows(stage, RepayableAdvance) == []
    assert rows(stage, FollowUp) == []
    figures = await tallied(stage)
    assert figures["decision", DECEMBER, "refuse"] == figures["reason", DECEMBER, "refuse.finance"] == 1
    for name in ("advance", "supported", "planned_created", "planned_kept"):
        assert not any(measure == name for measure, _, _ in figures)
    assert ("stage", "2026-11-01", "granted") not in figures
    assert "🎉" not in camille.person.chat.history[-2].text


async def test_the_terms_of_a_grant_are_put_right_and_its_figures_stay_on_the_day_of_the_session(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await scheduled(camille, sacha, toul)
    await meets(stage, sacha)
    await sacha.does((Tap("grant_both"), Tap("set_amount.grant_both"), "900", Tap("grant_both.record")))
    stage.clock.now = LATER
    await meets_again(sacha)
    await puts_right(sacha, Tap("rectify.grant_both"), Tap("set_amount.grant_both"), "9 000 €")
    await sacha.does(Tap("rectify.grant_both.record"))

    [advance] = rows(stage, RepayableAdvance)
    assert (advance.amount, advance.granted_on) == (9_000, date(2026, 12, 15))
    assert items(stage)[0].amount == 9_000
    assert "900 €" in " ".join(camille.person.chat.history[-2].text.split())


async def meets_again(actor: Actor) -> None:
    """Open the item of the last session again."""
    await actor.does("/seances")
    await taps(actor, "session")
    await taps(actor, "item")


@pytest.mark.parametrize("right", ["grant_skills", "refuse", "postpone"])
async def test_money_that_was_paid_is_never_lost_by_a_correction(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, right: str
) -> None:
    dossier = await granted(stage, camille, sacha, toul, Event.GRANT_BOTH)
    await sacha.does(("/file", Tap("open"), Tap("support"), Tap("advance"), Tap("advance_set.paid")))
    await sacha.does((Tap("advance_set.paid.today"), Tap("yes")))
    await sacha.does((f"/chercher {dossier.reference}", Tap("more")))
    await puts_right(sacha, Tap(f"rectify.{right}"))
    assert "15 000" in " ".join(sacha.alert.split()) and "versée" in sacha.alert
    version = stored(stage, dossier).version
    await forges(sacha, f"f:{dossier.id}:{version}:rectify.{right}.record-00000000")

    assert stored(stage, dossier).status == "granted_both"
    [advance] = rows(stage, RepayableAdvance)
    assert (advance.amount, advance.paid_on) == (15_000, stage.clock.now.date())
    assert rows(stage, ReplacedDecision) == []


async def test_once_the_agreement_is_signed_only_the_terms_are_put_right(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    dossier = await granted(stage, camille, sacha, toul, Event.GRANT_SKILLS)
    await sacha.does(
        ("/file", Tap("open"), Tap("contract"), Tap("contract.sign"), Tap("contract.today"), Tap("yes"))
    )
    await sacha.does(Tap("more"))
    await puts_right(sacha)
    assert sacha.has("rectify.grant_skills") and not sacha.has("rectify.refuse")
    version = stored(stage, dossier).version
    await forges(sacha, f"f:{dossier.id}:{version}:rectify.refuse.jobs")
    assert "convention" in sacha.alert
    await sacha.does((Tap("rectify.grant_skills"), Tap("set_jobs.grant_skills"), "30 et 12"))
    await sacha.does(Tap("rectify.grant_skills.record"))

    assert stored(stage, dossier).status == "contracted"
    assert items(stage)[0].jobs_created == 30
    [kept] = rows(stage, ReplacedDecision)
    assert kept.jobs_created == 3


async def test_a_decision_is_put_right_by_its_holder_or_who_answers_for_the_basin_and_nobody_else(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, nour: Actor
) -> None:
    dossier = await refused_by_mistake(stage, camille, sacha, toul)
    colleague = await enrolled(stage, "Inès", Role.OPERATOR, TOUL)
    for actor in (colleague, nour, camille):
        version = stored(stage, dossier).version
        await forges(
            actor, f"f:{dossier.id}:{version}:rectify", f"f:{dossier.id}:{version}:rectify.refuse.jobs"
        )
    assert rows(stage, ReplacedDecision) == [] and items(stage)[0].prepared is None

    manager = await enrolled(stage, "Aya", Role.MANAGER, TOUL)
    await manager.does((f"/chercher {dossier.reference}", Tap("more")))
    await puts_right(manager, Tap("rectify.postpone"), Tap("rectify.postpone.incomplete"))
    await manager.does(Tap("rectify.postpone.record"))
    assert stored(stage, dossier).status == "postponed"
    assert dossier.reference in sacha.person.chat.history[-1].text, "its holder hears of it"


async def test_nothing_is_recorded_when_nothing_changes(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    dossier = await refused_by_mistake(stage, camille, sacha, toul)
    await sacha.does((f"/chercher {dossier.reference}", Tap("more")))
    await puts_right(sacha, Tap("rectify.refuse"), Tap("rectify.refuse.jobs"), Tap("rectify.refuse.record"))
    assert "déjà" in sacha.alert and rows(stage, ReplacedDecision) == []
    assert len(papers(camille)) == 1


async def test_a_request_that_moved_on_is_not_put_right_and_what_to_do_is_said(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    dossier = await refused_by_mistake(stage, camille, sacha, toul)
    await sacha.does((f"/chercher {dossier.reference}", Tap("reopen"), Tap("reopen.because-other"), "Vu."))
    await taps(sacha, "reopen.sure-")
    version = stored(stage, dossier).version
    await forges(sacha, f"f:{dossier.id}:{version}:rectify")
    assert "ordre du jour" in sacha.alert and rows(stage, ReplacedDecision) == []


async def test_a_mistake_may_be_put_right_twice_and_each_letter_replaces_the_last(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    dossier = await refused_by_mistake(stage, camille, sacha, toul)
    for days, (step, *more) in enumerate(
        (("rectify.postpone", "rectify.postpone.finance"), ("rectify.refuse", "rectify.refuse.finance")), 1
    ):
        stage.clock.now = LATER + timedelta(days=days)
        await sacha.does((f"/chercher {dossier.reference}", Tap("more")))
        await puts_right(sacha, Tap(step), *(Tap(each) for each in more), Tap(f"{step}.record"))
    letters = [" ".join(letter.split()) for letter in papers(camille)]
    assert len(letters) == 3
    assert f"remplace la lettre n° {dossier.reference}-2 du 5 janvier 2027" in letters[2]
    assert [each.outcome for each in rows(stage, ReplacedDecision)] == ["refuse", "postpone"]
