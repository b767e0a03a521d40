"""What a button says is typed: the same as touching it."""

from datetime import timedelta

import pytest

from bot.playground.telegram.chats import Chat
from bot.services.core.rights import Role
from tests.journeys.acting import BAKER, Actor, Tap
from tests.journeys.offices import TOUL, enrolled, taps_in
from tests.journeys.sending import sends
from tests.journeys.test_misunderstandings import at
from tests.stage import Stage

pytestmark = pytest.mark.wordings


@pytest.mark.parametrize(
    ("question", "said", "answer"),
    [
        ("role", "Je la conseille", "adviser"),
        ("sector", "artisanat", "BC"),
        ("project_kind", "locaux", "investment"),
        ("project_kind", "pas encore de projet précis", "none"),
        ("difficulties", "aucune des deux", {"codes": []}),
        ("advance", "pas d’avance", 0),
        ("start", "Plus tard", {"from": "2027-05-23", "to": "2028-05-23"}),
        ("call_time", "MATIN", "morning"),
        ("founded", "je ne sais pas", None),
    ],
)
async def test_a_label_or_its_own_part_is_an_answer(
    stage: Stage, camille: Actor, question: str, said: str, answer: object
) -> None:
    await at(camille, question)
    await camille.does(said)

    assert camille.state != question
    assert camille.answers[question] == answer


async def test_labels_tick_boxes(stage: Stage, camille: Actor) -> None:
    await at(camille, "skills")
    await camille.does("aucune de celles-ci")
    await camille.does(("rh et finance", "qualité", "commercial", "qualité", "sans commercial"))

    draft = camille.draft()
    assert draft is not None
    assert draft.content["entry"] == {"codes": ["hr", "management_finance", "quality"]}
    await camille.does("c’est bon")
    assert camille.answers["skills"] == {"codes": ["hr", "management_finance", "quality"]}


async def test_a_suggestion_that_is_named_stays_ticked(stage: Stage, camille: Actor) -> None:
    await at(camille, "description")
    await camille.does("Nous devons recruter deux vendeuses et former l’équipe.")
    await camille.does(("c’est tout", "en mars", "rh"))

    draft = camille.draft()
    assert draft is not None
    assert "hr" in draft.content["entry"]["codes"]


async def test_words_that_say_more_than_boxes_are_kept(stage: Stage, camille: Actor) -> None:
    await at(camille, "skills")
    await camille.does("finance et un peu de tout")

    assert "un peu de tout" in camille.screen


async def test_why_and_back_may_be_typed(stage: Stage, camille: Actor) -> None:
    await at(camille, "headcount")
    await camille.does("pourquoi")
    assert "250" in camille.screen
    await camille.does("retour")
    assert camille.state == "place"
    await camille.does("Garder : Toul (54)")
    assert camille.state == "headcount"


async def test_an_edited_label_corrects_the_answer(stage: Stage, camille: Actor) -> None:
    await at(camille, "sector")
    sent = camille.person.types("Commerce, négoce, garage")
    await stage.plays()
    assert (camille.state, camille.answers["sector"]) == ("project_kind", "G")
    camille.person.edits(sent, "Hôtel, café, restaurant")
    await stage.plays()

    assert (camille.state, camille.answers["sector"]) == ("project_kind", "I")


async def test_the_review_is_sent_by_its_words(stage: Stage, camille: Actor) -> None:
    await camille.applies()
    agreement = camille.labels[0].removeprefix("▫️ ")
    for said in ("envoyer", "oui"):
        await camille.does(said)
        assert agreement in camille.screen
    assert camille.dossiers() == []
    await camille.does((agreement, "oui"))
    assert camille.dossiers() == []
    await camille.does("Envoyer")

    assert len(camille.dossiers()) == 1


async def test_a_menu_is_typed_to(stage: Stage, camille: Actor) -> None:
    await at(camille, "headcount")
    await camille.does(("/annuler", "l’effacer"))
    assert camille.state == "headcount"
    await camille.does("Effacer")
    assert camille.state is None
    await camille.does("annuler l’effacement")
    assert camille.state == "headcount"


async def test_a_yes_answers_what_is_asked_to_be_confirmed(stage: Stage, camille: Actor) -> None:
    await at(camille, "head_agrees", role=Tap("adviser"))
    await camille.does(("/annuler", "l’effacer", "non"))
    assert camille.state == "head_agrees"
    await camille.does(("/annuler", "l’effacer", "oui"))
    assert camille.state is None


async def test_an_old_question_is_not_confirmed_by_a_mere_yes(stage: Stage, camille: Actor) -> None:
    await at(camille, "head_agrees", role=Tap("adviser"))
    await camille.does(("/annuler", "l’effacer"))
    stage.clock.passes(timedelta(hours=2))
    await camille.does("oui")

    assert camille.state == "head_agrees"
    assert "boutons" in camille.screen


async def test_an_operator_types_what_the_desk_shows(stage: Stage, camille: Actor, toul: Chat) -> None:
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    await sends(camille)
    await taps_in(sacha, toul, "claim")
    await sacha.does("/file")
    opening = sacha.labels[0].split(" · ")[0]
    await sacha.does((opening, "note"))
    await sacha.does("Rappeler jeudi.")

    assert "C’est noté" in sacha.screen


@pytest.mark.parametrize(
    ("typed", "plain"), [("/confidentialité", "/confidentialite"), ("/MesDonnées", "/mesdonnees")]
)
async def test_a_command_may_have_its_accents(stage: Stage, camille: Actor, typed: str, plain: str) -> None:
    await camille.does(plain)
    answered = camille.screen
    await camille.does(("/aide", typed))

    assert camille.screen == answered


async def test_a_command_of_the_desk_may_have_its_accents(stage: Stage) -> None:
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    await sacha.does("/reglages")
    answered = sacha.screen
    await sacha.does(("/file", "/réglages"))

    assert sacha.screen == answered


@pytest.mark.parametrize("text", ["les deux", "Les deux.", "both"])
async def test_both_boxes_are_ticked_by_saying_so(camille: Actor, text: str) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="difficulties")
    await camille.does(text)

    assert sum(label.startswith("☑️") for label in camille.labels) == 2
