"""The whole story of one dossier, from /start to the twelfth month, told by all who have a part in it."""

from datetime import timedelta

from bot.playground.telegram.chats import Chat
from bot.services.core.rights import Role
from conversations.network.basins import AdvisorEntry, Contributor
from models.database.writer import Transaction
from models.dossiers.tables import DossierEvent
from models.support.contributors import load_contributors
from models.support.tables import FollowUp, MissionAdvisor
from tests.journeys.acting import Actor, Tap
from tests.journeys.granted import rows
from tests.journeys.offices import TOUL, enrolled, stored, taps_in
from tests.journeys.sending import sends
from tests.journeys.sittings import ON_THE_DAY, goes_on_agenda, items, papers, sits, taps
from tests.stage import Stage

FIRMS = {
    "Nour Lambert": "Forges du Val",
    "Karim Belcastel": "Banque des Lacs",
    "Ève Rivière": "Ordre des comptables",
}
ADVISORS = (
    AdvisorEntry("Claire Morel", "Responsable qualité", ("industrial_organisation", "quality")),
    AdvisorEntry("Paul Weber", None, ("sales",)),
)


async def lend(stage: Stage) -> None:
    """Have a firm of Toul lend two advisors."""

    def load(transaction: Transaction) -> None:
        with transaction.session() as session:
            load_contributors(
                session, [(TOUL, Contributor("Forges du Val", None, ADVISORS))], stage.clock().date()
            )

    await stage.assistant.desk.database.run(load)


async def lives(stage: Stage, days: int) -> None:
    """Let days pass, one tick each."""
    for _ in range(days):
        stage.clock.passes(timedelta(days=1))
        await stage.ticks()


async def test_from_the_first_question_to_the_twelfth_month(
    stage: Stage, camille: Actor, toul: Chat, coordination: Chat
) -> None:
    await lend(stage)
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    ines = await enrolled(stage, "Inès", Role.OPERATOR, TOUL)
    alex = await enrolled(stage, "Alex", Role.COORDINATOR)
    members = {name: await enrolled(stage, name, Role.MEMBER, TOUL) for name in FIRMS}
    nour, karim, eve = members.values()

    # The applicant knocks at the door; the card arrives in the basin's group.
    await sends(camille, {"excluded": "la Banque des Lacs"})
    [dossier] = camille.dossiers()
    assert dossier.reference in toul.last.text
    assert dossier.reference in camille.screen

    # One operator claims, and asks for something; the dossier comes back by itself.
    await taps_in(sacha, toul, "claim")
    await sacha.does((Tap("ask"), "Quel est le montant de l’investissement ?"))
    await taps(sacha, "ask.send")
    assert stored(stage, dossier).status == "waiting"
    await camille.does("60 000 euros, devis en main")
    assert stored(stage, dossier).status == "claimed"
    assert "60 000 euros" in sacha.screen

    # It goes to a colleague, who puts it on the agenda; the applicant knows the day.
    await sacha.does(
        (Tap("open"), Tap("more"), Tap("hand_over"), Tap(f"hand_over.{ines.person.id}"), Tap("yes"))
    )
    assert stored(stage, dossier).holder_id == ines.person.id
    await ines.does((Tap("open"), Tap("make_ready"), Tap("yes"), Tap("schedule")))
    await goes_on_agenda(ines)
    assert "15 décembre 2026" in camille.screen

    # Members read it: one is in favour, one is left out by the applicant's wish, one declares a conflict.
    await sits(nour, FIRMS["Nour Lambert"])
    await nour.does(Tap("opinion.favourable"))
    await karim.does("/seances")
    await taps(karim, "session")
    await karim.does(FIRMS["Karim Belcastel"])
    assert dossier.reference not in karim.screen
    await sits(eve, FIRMS["Ève Rivière"])
    await eve.does(Tap("recuse"))
    await eve.does(Tap("recuse.yes"))
    assert dossier.reference not in eve.screen

    # The day before, the applicant is reminded; on the day, the decision is told at once, with a letter.
    while stage.clock.now.date() < ON_THE_DAY.date() - timedelta(days=1):
        await lives(stage, 1)
    assert "15 décembre 2026" in camille.screen
    stage.clock.now = ON_THE_DAY
    await ines.does("/seances")
    await taps(ines, "session")
    await taps(ines, "item")
    await ines.does((Tap("grant_skills"), Tap("grant_skills.record")))
    assert stored(stage, dossier).status == "granted_skills"
    [letter] = papers(camille)
    assert dossier.reference in letter
    assert items(stage)[0].days == 5

    # The smallest team that covers the needs comes, and delivers its days.
    await ines.does(
        ("/file", Tap("open"), Tap("contract"), Tap("contract.sign"), Tap("contract.today"), Tap("yes"))
    )
    assert "Claire Morel" in camille.screen
    await ines.does((Tap("start"), Tap("start.today"), Tap("yes"), Tap("mission_end.12"), Tap("yes")))
    share = rows(stage, MissionAdvisor)[0]
    await ines.does((Tap(f"delivered.{share.id}.10"), Tap(f"delivered.{share.id}.10")))
    assert stored(stage, dossier).status == "running"

    # At three, six and twelve months the applicant says what came of it.
    for months in (3, 6, 12):
        while not camille.has(f"follow_up.{months}.created.2"):
            await lives(stage, 5)
        await camille.does((Tap(f"follow_up.{months}.created.2"), Tap(f"follow_up.{months}.kept.10")))
        await camille.does(Tap(f"follow_up.{months}.satisfaction.5"))
    answered = [each for each in rows(stage, FollowUp) if each.answered_at is not None]
    assert [(each.months, each.jobs_created, each.jobs_kept) for each in answered] == [
        (3, 2, 10), (6, 2, 10), (12, 2, 10),
    ]  # fmt: skip
    assert (items(stage)[0].jobs_created, items(stage)[0].jobs_kept) == (3, 12), "planned is not observed"

    # The mission ends, and the coordination finds the whole story.
    await ines.does(("/file", Tap("open"), Tap("close"), "Atelier réorganisé.", Tap("yes")))
    assert stored(stage, dossier).status == "closed"
    await alex.does((f"/chercher {dossier.reference}", Tap("history")))
    assert "Inès" in alex.screen
    await alex.does(Tap("history.0"))
    assert "Sacha" in alex.screen
    history = [event.event for event in rows(stage, DossierEvent)]
    for event in ("submit", "claim", "ask", "complete", "hand_over", "make_ready", "schedule", "grant_skills",
                  "contract", "start", "close"):  # fmt: skip
        assert event in history
