"""What is out of place is reported in one tap; who wrote it may be suspended, and keeps their request."""

from datetime import timedelta

import pytest

from bot.services.core.rights import Role
from conversations.exchanges.questions import OfferStatus, QuestionStatus
from models.dossiers.tables import Dossier
from models.exchanges.tables import AbuseReport, NetworkQuestion, Offer
from tests.journeys.acting import Actor, Tap
from tests.journeys.firms import MEUSE, Firm, asks, choices_of, contributor, passes, supported
from tests.journeys.granted import rows
from tests.journeys.offices import TOUL, enrolled
from tests.journeys.test_answering_questions import offers_help
from tests.stage import Stage

RUDE = "Achetez tous mes caisses en bois, remise de 20 % cette semaine seulement, ne ratez pas cela !"


@pytest.fixture
async def lea(stage: Stage) -> Firm:
    """A joiner of Toul whose request was granted."""
    return await supported(stage, "Léa Roux", "Menuiserie Roux", "06 39 98 55 66")


@pytest.fixture
async def hugo(stage: Stage) -> Firm:
    """An advisor of a contributor company of Toul."""
    return await contributor(stage, "Hugo Marin", "Câbles Marin", "06 39 98 33 11", "digital")


async def rude(stage: Stage, sacha: Actor, author: Firm) -> None:
    """Have somebody put a question that is an advertisement, which the operator lets pass."""
    await asks(author.actor, "customer", RUDE)
    await passes(stage, sacha)


def told(actor: Actor) -> str:
    """Return all that somebody was told."""
    return "\n".join(message.text for message in actor.person.chat.history)


async def test_a_question_is_reported_in_one_tap_and_seen_no_more(
    stage: Stage, sacha: Actor, nora: Firm, lea: Firm
) -> None:
    await rude(stage, sacha, nora)
    await lea.actor.does(Tap("report_question"))

    assert "Merci" in lea.actor.screen
    assert "🚩" in sacha.screen
    assert RUDE in sacha.screen
    assert "Jamais signalé" in sacha.screen
    [dossier] = [row for row in rows(stage, Dossier) if row.person_id == nora.actor.person.id]
    assert dossier.reference in sacha.screen
    assert not any(secret in sacha.screen for secret in (*lea.secrets, "Léa"))
    assert "signal" not in told(nora.actor).lower()
    await sacha.does("/file")
    assert "🚩" in sacha.screen and "Rien ne vous attend" not in sacha.screen


async def test_what_was_reported_stays_hidden_and_is_not_reported_twice(
    stage: Stage, sacha: Actor, nora: Firm, lea: Firm
) -> None:
    await rude(stage, sacha, nora)
    can = lea.actor.button("question_can").data or ""
    report = lea.actor.button("report_question").data or ""
    message = lea.actor.person.chat.history[-1]
    await lea.actor.does(Tap("report_question"))
    for forged in (can, report, can.replace("question_can", "question_heard")):
        lea.actor.person.forges_tap(forged, message)
        await stage.plays()
        assert RUDE not in lea.actor.screen

    assert len(rows(stage, AbuseReport)) == 1
    assert told(sacha).count("🚩 Une question a été signalée") == 1


async def test_an_offer_is_reported_by_who_asked_and_its_author_hears_no_reason(
    stage: Stage, sacha: Actor, nora: Firm, hugo: Firm
) -> None:
    await asks(nora.actor)
    await passes(stage, sacha)
    await offers_help(hugo, "Je vends justement un logiciel, prenez-le.")
    await nora.actor.does(Tap("report_offer"))

    [offer] = rows(stage, Offer)
    [report] = rows(stage, AbuseReport)
    assert offer.status == OfferStatus.NOT_WANTED
    assert report.reported_id == hugo.actor.person.id
    assert "Câbles Marin" in sacha.screen
    assert "signal" not in told(hugo.actor).lower()


async def test_nothing_to_do_is_told_kindly_to_who_reported(
    stage: Stage, sacha: Actor, nora: Firm, lea: Firm
) -> None:
    await rude(stage, sacha, nora)
    await lea.actor.does(Tap("report_question"))
    await sacha.does(Tap("report_nothing"))
    assert rows(stage, AbuseReport)[0].handled_at is None
    await sacha.does(Tap("report_nothing.yes"))

    assert rows(stage, AbuseReport)[0].handled_by == sacha.person.id
    assert "conforme" in lea.actor.screen


async def test_who_is_suspended_reads_why_and_keeps_their_request(
    stage: Stage, sacha: Actor, nora: Firm, lea: Firm, hugo: Firm
) -> None:
    await asks(lea.actor)
    await passes(stage, sacha)
    await offers_help(nora, "Nous avons changé l’an dernier, je vous raconte.")
    await rude(stage, sacha, nora)
    await offers_help(hugo, "Nous en achetons quelques-unes par mois.")
    await lea.actor.does(Tap("report_question"))
    await sacha.does((Tap("suspend"), "L’entraide n’est pas faite pour la publicité."))
    assert "L’entraide n’est pas faite pour la publicité." in sacha.screen
    assert choices_of(stage, nora).suspended_at is None
    await sacha.does(Tap("suspend.yes"))

    assert "L’entraide n’est pas faite pour la publicité." in nora.actor.screen
    stand = {row.text: row.status for row in rows(stage, NetworkQuestion)}
    assert stand[RUDE] == QuestionStatus.WITHDRAWN
    assert {row.status for row in rows(stage, Offer)} == {OfferStatus.LAPSED}
    assert "l’avoir faite" in told(hugo.actor), "who offered waits no more, and knows"
    assert "🕊" in told(lea.actor), "who was offered something knows it comes to nothing"
    [dossier] = [row for row in rows(stage, Dossier) if row.person_id == nora.actor.person.id]
    assert dossier.status == "granted_skills"
    await nora.actor.does("/entraide")
    assert "publicité" in nora.actor.screen
    assert nora.actor.labels == ["🚪 Arrêter"]
    for old in ("question_new", "exchange_note", "question_mine"):
        nora.actor.person.forges_tap(f"t:0:0:{old}", nora.actor.person.chat.last)
        await stage.plays()
        assert "a suspendu" in nora.actor.alert and "/entraide" in nora.actor.alert, old


async def test_an_old_button_tells_who_left_how_to_come_back(stage: Stage, nora: Firm) -> None:
    await nora.actor.does(("/entraide", Tap("exchange_leave"), Tap("exchange_leave.yes")))
    nora.actor.person.forges_tap("t:0:0:question_new", nora.actor.person.chat.last)
    await stage.plays()

    assert "/entraide" in nora.actor.alert


async def test_the_reports_that_a_list_counts_are_those_that_the_desk_opens(
    stage: Stage, sacha: Actor, nora: Firm, lea: Firm, hugo: Firm
) -> None:
    await rude(stage, sacha, nora)
    for reader in (lea, hugo):
        await reader.actor.does(Tap("report_question"))
    assert len(rows(stage, AbuseReport)) == 2, "of one question"
    await sacha.does("/file")
    assert "1 signalement" in sacha.screen
    await sacha.does(Tap("desk"))
    assert sum(label.startswith("🚩") for label in sacha.labels) == 1


async def test_a_suspension_is_lifted_from_the_list_of_the_suspended(
    stage: Stage, sacha: Actor, nora: Firm, lea: Firm
) -> None:
    await rude(stage, sacha, nora)
    await lea.actor.does(Tap("report_question"))
    await sacha.does((Tap("suspend"), "Pas de publicité ici.", Tap("suspend.yes")))
    await sacha.does(("/entraide", Tap("suspended")))
    assert "Pas de publicité ici." in sacha.screen
    await sacha.does((Tap("suspension_lift"), Tap("suspension_lift.yes")))

    assert choices_of(stage, nora).suspended_at is None
    assert "/entraide" in nora.actor.screen
    await nora.actor.does("/entraide")
    assert nora.actor.has("question_new")


async def test_two_operators_at_once_have_one_winner(
    stage: Stage, sacha: Actor, nora: Firm, lea: Firm
) -> None:
    ines = await enrolled(stage, "Inès", Role.OPERATOR, TOUL)
    await rude(stage, sacha, nora)
    await lea.actor.does(Tap("report_question"))
    await ines.does((Tap("suspend"), "Pas de publicité ici."))
    await sacha.does((Tap("report_nothing"), Tap("report_nothing.yes")))
    await ines.does(Tap("suspend.yes"))

    assert choices_of(stage, nora).suspended_at is None
    assert rows(stage, AbuseReport)[0].handled_by == sacha.person.id
    assert "Sacha" in ines.screen


async def test_several_reports_of_one_thing_are_closed_together_and_tell_what_was_before(
    stage: Stage, sacha: Actor, nora: Firm, lea: Firm, hugo: Firm
) -> None:
    await rude(stage, sacha, nora)
    await lea.actor.does(Tap("report_question"))
    await hugo.actor.does(Tap("report_question"))
    await sacha.does((Tap("report_nothing"), Tap("report_nothing.yes")))
    assert all(row.handled_at for row in rows(stage, AbuseReport))
    assert "conforme" in hugo.actor.screen
    assert "conforme" in lea.actor.screen

    await rude(stage, sacha, nora)
    await lea.actor.does(Tap("report_question"))
    assert "Signalé 1 fois auparavant" in sacha.screen


async def test_ten_reports_a_week_are_the_most(stage: Stage, sacha: Actor, nora: Firm, lea: Firm) -> None:
    await rude(stage, sacha, nora)
    [question] = rows(stage, NetworkQuestion)

    def reported_already(transaction: object) -> None:
        with transaction.session() as session:  # type: ignore[attr-defined]
            for n in range(10):
                session.add(
                    AbuseReport(basin_code=TOUL, question_id=question.id, offer_id=None, reported_id=None,
                                reporter_id=lea.actor.person.id,
                                reported_at=stage.clock() - timedelta(hours=n))
                )  # fmt: skip

    await stage.assistant.desk.database.run(reported_already)
    await lea.actor.does(Tap("report_question"))
    assert len(rows(stage, AbuseReport)) == 10


async def test_a_report_of_another_basin_is_nobodys_business(
    stage: Stage, sacha: Actor, nora: Firm, lea: Firm
) -> None:
    ayoub = await enrolled(stage, "Ayoub", Role.OPERATOR, MEUSE)
    await rude(stage, sacha, nora)
    await lea.actor.does(Tap("report_question"))
    assert RUDE not in told(ayoub)
    shown = sacha.button("report_nothing").data or ""
    forged = [shown.replace("report_nothing", key) for key in ("report_page", "report_nothing", "suspend")]
    forged.append(f"{shown.split(':')[0]}:{nora.actor.person.id}:0:suspension_lift")
    for data in forged:
        ayoub.person.forges_tap(data, ayoub.person.chat.history[-1])
        await stage.plays()

    assert RUDE not in told(ayoub)
    assert rows(stage, AbuseReport)[0].handled_at is None
