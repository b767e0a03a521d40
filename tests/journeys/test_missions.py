"""From the grant to the closing: who comes and when, days contracted and delivered, the advance."""

from datetime import timedelta

from sqlalchemy import text
from sqlmodel import Session, select

from bot.playground.telegram.chats import Chat
from conversations.dossiers.lifecycle import Event
from conversations.dossiers.statuses import Status
from models.database.writer import Transaction
from models.support.tables import Advisor, ContributorCompany, Mission, MissionAdvisor, RepayableAdvance
from tests.journeys.acting import Actor, Tap
from tests.journeys.granted import granted, rows
from tests.journeys.offices import TOUL, stored
from tests.stage import Stage


async def opens(actor: Actor, *keys: str) -> None:
    """Open the first request of the list, then tap buttons."""
    await actor.does(("/file", Tap("open"), *(Tap(key) for key in keys)))


async def test_the_smallest_team_that_covers_the_needs_is_suggested(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await granted(stage, camille, sacha, toul)
    await opens(sacha, "contract")
    assert "Claire Morel" in sacha.screen
    assert len(rows(stage, MissionAdvisor)) == 2
    assert [share.tenths_contracted for share in rows(stage, MissionAdvisor)] == [20, 20]


async def test_a_firm_of_the_past_takes_part_again_once_a_mission_with_it_is_signed(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await granted(stage, camille, sacha, toul, Event.GRANT_SKILLS)

    def took_part(transaction: Transaction) -> None:
        transaction.execute(text("UPDATE contributor_company SET since = '2017-04-03', until = '2017-09-29'"))

    await stage.assistant.desk.database.run(took_part)
    await opens(sacha, "contract", "contract.sign", "contract.today", "yes")
    firms = {firm.id: firm for firm in rows(stage, ContributorCompany)}
    advisors = {advisor.id: advisor for advisor in rows(stage, Advisor)}
    team = {firms[advisors[share.advisor_id].company_id].name for share in rows(stage, MissionAdvisor)}
    assert {firm.name for firm in firms.values() if firm.until is None} == team


async def test_a_mission_goes_from_its_agreement_to_its_review_and_the_applicant_hears_of_it(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    dossier = await granted(stage, camille, sacha, toul, Event.GRANT_SKILLS)
    await opens(sacha, "contract", "contract.sign", "contract.today", "yes")
    assert stored(stage, dossier).status == Status.CONTRACTED
    assert "Claire Morel (Forges du Val)" in camille.screen

    await sacha.does((Tap("start"), Tap("start.today"), Tap("yes")))
    assert stored(stage, dossier).status == Status.RUNNING
    await sacha.does((Tap("mission_end.12"), Tap("yes")))
    assert (rows(stage, Mission)[0].ends_on or stage.clock().date()).year == 2027
    assert "2027" in camille.screen

    number = rows(stage, MissionAdvisor)[0].id
    await sacha.does((Tap(f"delivered.{number}.5"), Tap(f"delivered.{number}.10")))
    assert rows(stage, MissionAdvisor)[0].tenths_delivered == 15
    await sacha.does((Tap(f"delivered.{number}"), "2 jours et demi", Tap(f"delivered.{number}.sure-25")))
    assert rows(stage, MissionAdvisor)[0].tenths_delivered == 25

    await opens(sacha, "close")
    await sacha.does(("Atelier réorganisé, deux clients gagnés.", Tap("yes")))
    assert stored(stage, dossier).status == Status.CLOSED
    assert rows(stage, Mission)[0].ended_on == stage.clock().date()
    assert "Atelier" not in camille.screen


async def test_the_applicant_finds_again_who_comes_until_when_and_what_is_next(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await granted(stage, camille, sacha, toul)
    await camille.does("/suivi")
    assert "Claire Morel" not in camille.screen, "nobody is promised before the agreement is signed"
    await opens(sacha, "contract", "contract.sign", "contract.today", "yes")
    await sacha.does((Tap("start"), Tap("start.today"), Tap("yes"), Tap("mission_end.12"), Tap("yes")))
    await camille.does("/suivi")
    told = " ".join(camille.screen.split())
    assert "Claire Morel (Forges du Val)" in told and "23 novembre 2027" in told
    assert "15 000 €" in told and "Pas encore versée" in told
    assert "23 février 2027" in told, "when they are asked how it is going"


async def test_once_granted_what_withdrawing_or_disagreeing_changes_is_said_as_it_is(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await granted(stage, camille, sacha, toul)
    await camille.does(("/suivi", Tap("circulation")))
    assert "ne peut rien accorder" not in camille.screen and "accordé vous reste" in camille.screen
    await camille.does(("/suivi", Tap("withdraw")))
    assert "reste à rembourser" in camille.screen


async def test_more_days_delivered_than_contracted_are_said_and_confirmed(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await granted(stage, camille, sacha, toul, Event.GRANT_SKILLS)
    await opens(sacha, "contract", "contract.sign", "contract.today", "yes")
    await sacha.does((Tap("start"), Tap("start.today"), Tap("yes"), Tap("mission_end.12"), Tap("yes")))
    number = rows(stage, MissionAdvisor)[0].id
    await sacha.does((Tap(f"delivered.{number}"), "2"))
    assert rows(stage, MissionAdvisor)[0].tenths_delivered == 20, "as many as agreed: nothing to ask"

    await sacha.does(Tap(f"delivered.{number}.10"))
    assert rows(stage, MissionAdvisor)[0].tenths_delivered == 20
    assert "convention en prévoit 2" in sacha.screen
    await sacha.does(Tap(f"delivered.{number}.sure-30"))
    assert rows(stage, MissionAdvisor)[0].tenths_delivered == 30
    await sacha.does((Tap(f"delivered.{number}"), "25 jours"))
    assert rows(stage, MissionAdvisor)[0].tenths_delivered == 30, "a slip of the finger is asked too"
    await opens(sacha, "support")
    assert "1 j de plus que convenu" in sacha.screen
    await sacha.does((Tap("mission"), Tap(f"delivered.{number}"), "1"))
    assert rows(stage, MissionAdvisor)[0].tenths_delivered == 10, "fewer than before is a correction"
    await opens(sacha, "support")
    assert "de plus que convenu" not in sacha.screen


async def test_more_days_than_granted_have_to_be_confirmed(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    dossier = await granted(stage, camille, sacha, toul)
    await opens(sacha, "contract")
    number = rows(stage, MissionAdvisor)[0].id
    await sacha.does((Tap(f"team_days.{number}.+"), Tap("contract.sign")))
    assert not sacha.has("contract.today")
    await sacha.does((Tap("contract.confirmed"), Tap("contract.today"), Tap("yes")))
    assert stored(stage, dossier).status == Status.CONTRACTED


async def test_a_day_that_cannot_be_is_refused_and_the_question_stays(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    dossier = await granted(stage, camille, sacha, toul)
    await opens(sacha, "contract", "contract.sign")
    for day in ("15/03/2030", "20/11/2026"):  # to come; before the committee
        await sacha.does(day)
        assert stored(stage, dossier).status == Status.GRANTED_BOTH
    await sacha.does(("23/11/2026", Tap("yes")))
    assert stored(stage, dossier).status == Status.CONTRACTED


async def test_nothing_is_signed_before_somebody_is_in_the_team(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await granted(stage, camille, sacha, toul)
    await opens(sacha, "contract")
    for share in rows(stage, MissionAdvisor):
        await sacha.does(Tap(f"team_out.{share.id}"))
    with Session(stage.assistant.desk.database.engine) as session:
        for advisor in session.exec(select(Advisor)):
            advisor.left_on = stage.clock().date()
        session.commit()
    told = len(sacha.person.alerts)
    await opens(sacha, "contract")
    assert len(sacha.person.alerts) > told, "somebody has to be added first"
    assert not sacha.has("contract.today")


async def test_another_advance_than_the_one_granted_has_to_be_confirmed(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await granted(stage, camille, sacha, toul, Event.GRANT_ADVANCE)
    await opens(sacha, "support", "advance", "advance_set.amount")
    await sacha.does("12000")
    assert rows(stage, RepayableAdvance)[0].amount == 15_000
    assert "15\u202f000" in sacha.screen and "12\u202f000" in sacha.screen, "both are shown"
    await sacha.does(Tap("advance_set.amount.12000"))
    assert rows(stage, RepayableAdvance)[0].amount == 12_000
    await sacha.does((Tap("advance_set.amount"), "15 000 €"))
    assert rows(stage, RepayableAdvance)[0].amount == 15_000


async def test_a_doubled_tap_counts_half_a_day_once(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await granted(stage, camille, sacha, toul)
    await opens(
        sacha,
        "contract",
        "contract.sign",
        "contract.today",
        "yes",
        "start",
        "start.today",
        "yes",
        "mission_end.3",
        "yes",
    )
    number = rows(stage, MissionAdvisor)[0].id
    data = sacha.button(f"delivered.{number}.5").data or ""
    sacha.person.taps(data)
    message = sacha.person.chat.last
    sacha.person.forges_tap(data, message)
    await stage.plays()
    assert rows(stage, MissionAdvisor)[0].tenths_delivered == 5


async def test_an_advance_is_paid_repaid_and_a_late_instalment_is_told_kindly(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await granted(stage, camille, sacha, toul, Event.GRANT_ADVANCE)
    await opens(sacha, "support", "advance", "advance_set.paid", "advance_set.paid.today", "yes")
    await sacha.does((Tap("advance_set.count"), "30"))
    assert "30 échéances" in " ".join(sacha.screen.split()), "what was typed is seen to be taken"
    await sacha.does((Tap("advance_set.first"), "15/01/2027"))
    await sacha.does((Tap("advance_set.repaid"), "beaucoup"))
    assert rows(stage, RepayableAdvance)[0].repaid == 0
    await sacha.does("100 €")
    assert rows(stage, RepayableAdvance)[0].repaid == 0 and "remboursé" in sacha.screen
    await sacha.does(Tap("yes"))
    assert rows(stage, RepayableAdvance)[0].repaid == 100

    stage.clock.passes(timedelta(days=60))
    await stage.ticks()
    assert "400" in camille.screen
    assert not {"dette", "impayé", "debt"} & set(camille.screen.lower().split())
    told = camille.screen
    await stage.ticks()
    assert camille.screen == told, "once each"


async def test_an_operator_adds_an_advisor_and_ticks_their_skills(
    stage: Stage, toul: Chat, sacha: Actor, camille: Actor
) -> None:
    await sacha.does("/intervenants")
    await sacha.does(Tap(f"new_advisor.{TOUL}"))
    await sacha.does("Nora")
    assert rows(stage, Advisor) == []
    await sacha.does("Nora Petit, Scierie des Côtes")
    await sacha.does((Tap("advisor_skills.hr"), Tap("advisor_skills.sales"), Tap("advisor_skills.hr")))
    await sacha.does((Tap("advisor"), Tap("advisor_from"), "15/03/2027"))
    [nora] = rows(stage, Advisor)
    assert (nora.name, nora.skills) == ("Nora Petit", ["sales"])
    assert str(nora.available_from) == "2027-03-15"
    await sacha.does((Tap("advisor_leaves"), Tap("advisor_leaves.yes")))
    assert rows(stage, Advisor)[0].left_on == stage.clock().date()
    await camille.does("/intervenants")
    assert "Nora" not in camille.screen
