"""The operator asks, the applicant answers only what is asked, and the dossier returns by itself."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from bot.playground.telegram.chats import Chat
from bot.services.core.rights import Role
from conversations.situation import Answer
from models.messages.tables import InformationRequest, RelayedMessage
from tests.journeys.acting import Actor, Tap, events
from tests.journeys.offices import TOUL, enrolled, stored, taps_in
from tests.journeys.sending import sends
from tests.stage import Stage


@pytest.fixture
async def sacha(stage: Stage, camille: Actor, toul: Chat) -> Actor:
    """An operator of Toul, who holds the request of Camille."""
    operator = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    await sends(camille)
    await taps_in(operator, toul, "claim")
    return operator


async def asks(operator: Actor, *questions: str, words: str | None = None) -> None:
    """Ask for answers, with words if there are some."""
    await operator.does(Tap("ask"))
    for question in questions:
        await operator.does(Tap(f"ask.q-{question}"))
    if words:
        await operator.does(words)
    await operator.does(Tap("ask.send"))


def requests(stage: Stage) -> list[InformationRequest]:
    with Session(stage.assistant.desk.database.engine) as session:
        return list(session.exec(select(InformationRequest)))


async def days_pass(stage: Stage, days: int) -> None:
    stage.clock.passes(timedelta(days=days))
    await stage.ticks()


async def test_the_applicant_is_asked_only_what_was_ticked(
    stage: Stage, camille: Actor, sacha: Actor
) -> None:
    await asks(sacha, "days", "jobs_created", words="Les chiffres du dernier exercice suffisent.")
    [dossier] = camille.dossiers()
    assert stored(stage, dossier).status == "waiting"
    assert "Les chiffres du dernier exercice suffisent." in camille.screen

    await camille.does(Tap("answer"))
    assert camille.state == "days"
    asked = await camille.fills_in({"days": Tap("6-10"), "jobs_created": "5"})

    assert asked == ["days", "jobs_created"]
    assert camille.state == "review"
    assert "Boulangerie" not in camille.screen
    await camille.does(Tap("x"))
    after = stored(stage, dossier)
    assert (after.status, after.holder_id) == ("claimed", sacha.person.id)
    assert (after.answers["jobs_created"], after.answers["days"]) == (5, {"low": 6, "high": 10})
    assert camille.draft() is None


async def test_what_is_asked_in_words_beside_questions_is_not_said_to_be_nothing(
    stage: Stage, camille: Actor, sacha: Actor
) -> None:
    await asks(sacha, "headcount", words="Envoyez-moi votre bilan et le devis du four.")
    assert "que ceci" not in camille.screen, "the words ask for more than the headcount"
    assert "Le bouton est pour : Effectif" in " ".join(camille.screen.split())
    assert "Répondez en écrivant ici" in camille.screen
    await camille.does("/suivi")
    told = " ".join(camille.screen.split())
    assert "Envoyez-moi votre bilan et le devis du four." in told and "• Effectif" in told


async def test_what_is_asked_again_is_offered_as_it_was_and_one_touch_keeps_it(
    stage: Stage, camille: Actor, sacha: Actor
) -> None:
    await asks(sacha, "headcount", "start", "excluded")
    await camille.does(Tap("answer"))
    assert (camille.state, "12" in camille.labels) == ("headcount", True)
    await camille.does(Tap("c0"))
    assert camille.state == "start" and "mars 2027" in " ".join(camille.labels)
    await camille.does(Tap("c0"))
    assert camille.state == "excluded", "it is asked though it is on demand"
    await camille.does(("M. Girard", Tap("x")))

    [dossier] = camille.dossiers()
    after = stored(stage, dossier).answers
    assert (after["headcount"], after["excluded"]) == (12, "M. Girard")


async def test_the_holder_is_told_what_changed_and_the_history_names_it_without_its_content(
    stage: Stage, camille: Actor, sacha: Actor
) -> None:
    await asks(sacha, "headcount")
    await camille.does((Tap("answer"), "300", Tap("c0")))
    asked = await camille.fills_in(
        {
            "human_review": Tap("yes"),
            "turnover": Tap("2_to_10m"),
            "balance": Tap("under_43m"),
            "jobs_kept": "300",
        }
    )
    assert "turnover" in asked, "a larger company is asked more"
    await camille.does(Tap("x"))

    assert "300" in sacha.screen
    [dossier] = camille.dossiers()
    assert stored(stage, dossier).outcome == "redirected"
    noted = [event for event in events(stage) if event.event == "change"]
    assert "headcount" in [event.note for event in noted]
    assert all("300" not in (event.note or "") for event in noted)


async def test_a_free_question_is_answered_by_any_words(stage: Stage, camille: Actor, sacha: Actor) -> None:
    await asks(sacha, words="Avez-vous déjà un devis ?")
    await camille.does("Oui, celui de mars.")

    [dossier] = camille.dossiers()
    assert stored(stage, dossier).status == "claimed"
    assert "Oui, celui de mars." in sacha.screen
    [request] = requests(stage)
    assert request.outcome == "completed"


async def test_a_free_question_is_answered_by_a_file(stage: Stage, camille: Actor, sacha: Actor) -> None:
    await asks(sacha, words="Un devis ?")
    camille.person.sends_document("devis.pdf", b"%PDF", caption="Le voici")
    await stage.plays()

    [dossier] = camille.dossiers()
    assert stored(stage, dossier).status == "claimed"
    assert sacha.person.chat.last.file is not None or any(
        message.file for message in sacha.person.chat.history if message.sender.is_bot
    )


async def test_the_deadline_is_chosen_among_working_days(stage: Stage, camille: Actor, sacha: Actor) -> None:
    await sacha.does(Tap("ask"))
    assert any("Sous 5 jours" in label for label in sacha.person.chat.last.labels)
    await sacha.does((Tap("ask.q-jobs_created"), Tap("ask.d-5"), Tap("ask.send")))

    [request] = requests(stage)
    assert request.due_on.isoformat() == "2026-11-30"  # five working days after Monday the 23rd


async def test_nothing_is_sent_when_nothing_is_asked(stage: Stage, camille: Actor, sacha: Actor) -> None:
    await sacha.does(Tap("ask"))

    assert not sacha.has("ask.send")
    assert requests(stage) == []


async def test_the_applicant_is_reminded_half_way_and_the_day_before(
    stage: Stage, camille: Actor, sacha: Actor
) -> None:
    await asks(sacha, "jobs_created")  # ten working days: until Monday 7 December
    heard = []
    for _ in range(16):
        before = len(camille.person.chat.history)
        await days_pass(stage, 1)
        if len(camille.person.chat.history) > before:
            heard.append((stage.clock.now.date().isoformat(), camille.person.chat.last.text))
            assert camille.has("answer") or "passé" in heard[-1][1] or "passed" in heard[-1][1]

    assert [day for day, _ in heard][:3] == ["2026-11-30", "2026-12-04", "2026-12-08"]


async def test_a_request_not_answered_in_time_returns_to_its_holder_and_both_are_told(
    stage: Stage, camille: Actor, sacha: Actor
) -> None:
    await asks(sacha, "jobs_created")
    await days_pass(stage, 15)

    [dossier] = camille.dossiers()
    after = stored(stage, dossier)
    assert (after.status, after.holder_id) == ("claimed", sacha.person.id)
    assert requests(stage)[0].outcome == "lapsed"
    assert any("⌛" in message.text for message in sacha.person.chat.history)
    await stage.ticks()
    assert len([event for event in events(stage) if event.event == "lapse"]) == 1


async def test_answers_begun_in_time_may_be_sent_late(stage: Stage, camille: Actor, sacha: Actor) -> None:
    await asks(sacha, "days", "jobs_created")
    await camille.does((Tap("answer"), Tap("6-10")))
    await days_pass(stage, 15)
    assert camille.state == "jobs_created"
    await camille.does(("/start", Tap("c"), "5", Tap("x")))

    [dossier] = camille.dossiers()
    assert stored(stage, dossier).answers["jobs_created"] == 5
    assert camille.draft() is None


async def test_reminders_of_drafts_leave_what_is_asked_alone(
    stage: Stage, camille: Actor, sacha: Actor
) -> None:
    await asks(sacha, "days", "jobs_created")
    await camille.does((Tap("answer"), Tap("6-10")))
    before = len(camille.person.chat.history)
    await days_pass(stage, 2)

    assert len(camille.person.chat.history) == before


async def test_an_operator_who_stops_waiting_closes_the_form(
    stage: Stage, camille: Actor, sacha: Actor
) -> None:
    await asks(sacha, "jobs_created")
    await camille.does(Tap("answer"))
    await sacha.does((Tap("resume"), Tap("yes")))

    [dossier] = camille.dossiers()
    assert stored(stage, dossier).status == "claimed"
    assert camille.draft() is None
    assert "plus" in camille.screen or "no need" in camille.screen or "No answer" in camille.screen


async def test_the_form_waits_for_the_one_under_way(stage: Stage, camille: Actor, sacha: Actor) -> None:
    await camille.does(("/nouvelle", Tap("adviser")))
    await asks(sacha, "jobs_created")
    await camille.does(Tap("answer"))
    assert camille.state == "head_agrees"

    await camille.does(("/annuler", Tap("d"), Tap("d")))
    assert camille.draft() is None
    await camille.does(Tap("answer"))
    assert camille.state == "jobs_created"


async def test_a_form_that_was_deleted_is_found_again_in_the_follow_up(
    stage: Stage, camille: Actor, sacha: Actor
) -> None:
    await asks(sacha, "jobs_created")
    await camille.does((Tap("answer"), "/annuler", Tap("d"), "/suivi", Tap("answer")))

    assert camille.state == "jobs_created"


async def test_a_form_that_was_deleted_by_mistake_comes_back_with_its_answers(
    stage: Stage, camille: Actor, sacha: Actor
) -> None:
    await asks(sacha, "headcount", "jobs_created")
    [dossier] = camille.dossiers()
    await camille.does((Tap("answer"), "14", "/annuler", Tap("d")))
    assert dossier.reference in camille.screen
    assert "1 réponse" in camille.screen
    await camille.does(Tap("d"))
    assert camille.draft() is None
    await camille.does((Tap("u"), "5", Tap("x")))

    assert stored(stage, dossier).answers["headcount"] == 14
    assert stored(stage, dossier).answers["jobs_created"] == 5


async def test_a_form_is_not_brought_back_where_nothing_is_asked_any_more(
    stage: Stage, camille: Actor, sacha: Actor
) -> None:
    await asks(sacha, "headcount", "jobs_created")
    await camille.does((Tap("answer"), "14", "/annuler", Tap("d"), Tap("d"), "/suivi", Tap("withdraw")))
    [dossier] = camille.dossiers()
    await camille.does(Tap("withdraw.yes"))
    assert stored(stage, dossier).status == "withdrawn"
    await camille.does(Tap("u"))

    assert camille.draft() is None


async def test_the_answers_of_a_form_may_be_corrected_before_they_are_sent(
    stage: Stage, camille: Actor, sacha: Actor
) -> None:
    await asks(sacha, "headcount")
    await camille.does((Tap("answer"), "14", Tap("headcount"), "15", Tap("x")))

    [dossier] = camille.dossiers()
    assert stored(stage, dossier).answers["headcount"] == 15


async def test_skills_asked_again_are_those_of_the_dossier(
    stage: Stage, camille: Actor, sacha: Actor
) -> None:
    await asks(sacha, "skills")
    await camille.does((Tap("answer"),))
    assert camille.state == "skills"
    before = stored(stage, camille.dossiers()[0]).version
    await camille.fills_in({"skills": (Tap("sales"), Tap("done")), "priority_skill": Tap("sales")})
    await camille.does(Tap("x"))

    assert stored(stage, camille.dossiers()[0]).version > before


SUGGESTS: Mapping[str, Answer] = {
    "skills": {"codes": ["hr", "legal"], "words": "les contrats"},
    "description": "Un site internet.",
}
"""Skills that are not those her description calls for."""


@pytest.mark.parametrize("asked", [("skills",), ("description", "skills"), ("skills", "jobs_created")])
async def test_skills_asked_again_are_shown_as_they_were_ticked(
    stage: Stage, camille: Actor, toul: Chat, asked: tuple[str, ...]
) -> None:
    operator = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    await sends(camille, SUGGESTS)
    await taps_in(operator, toul, "claim")
    await asks(operator, *asked)
    await camille.does(Tap("answer"))
    if "description" in asked:
        await camille.does(("Nous vendrons aussi en ligne, avec un site neuf.", Tap("done")))

    assert camille.state == "skills"
    assert [label for label in camille.labels if label.startswith("☑")] == [
        "☑️ Ressources humaines",
        "☑️ Juridique",
    ]
    assert "les contrats" in camille.screen
    assert "J’ai coché" not in camille.screen
    await camille.does(("/annuler", Tap("d")))
    if "description" in asked:
        await camille.does(Tap("d"))
    await camille.does((Tap("u") if "description" in asked else "/suivi",))
    if "description" not in asked:
        await camille.does(Tap("answer"))
    await camille.does(Tap("done"))
    if "jobs_created" in asked:
        await camille.does("3")
    await camille.does(Tap("x"))

    assert stored(stage, camille.dossiers()[0]).answers["skills"] == SUGGESTS["skills"]


async def test_an_erased_applicant_leaves_no_words_behind(stage: Stage, camille: Actor, sacha: Actor) -> None:
    await asks(sacha, words="Une question personnelle")
    await camille.does(("Une réponse personnelle", "/supprimer", Tap("z")))

    assert requests(stage)[0].text is None
    with Session(stage.assistant.desk.database.engine) as session:
        assert session.exec(select(RelayedMessage)).all() == []
