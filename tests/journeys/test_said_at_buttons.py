"""What is said of other questions where buttons alone answer: it is kept, and the open question named."""

import pytest

from tests.journeys.acting import BAKER, Actor

pytestmark = pytest.mark.wordings

_NO_BREAK = str.maketrans("\u00a0\u202f", "  ")


async def at_the_point_to_look_at(actor: Actor) -> None:
    await actor.does("/start")
    await actor.fills_in({**BAKER, "place": "Albi"}, until="human_review")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("appelez moi svp 0639984400", "Téléphone, courriel"),
        ("on est 5 depuis 2005", "Effectif et Année de création"),
        ("un budget de 80 000 €", "Budget du projet"),
    ],
)
async def test_a_point_to_look_at_keeps_what_is_said_of_other_questions(
    camille: Actor, said: str, kept: str
) -> None:
    await at_the_point_to_look_at(camille)
    await camille.does(said)

    assert f"Gardé pour la suite : {kept}." in camille.screen.translate(_NO_BREAK)
    assert camille.state == "human_review" and camille.has("yes")


@pytest.mark.parametrize("said", ["oui elle est d'accord", "ok on verra bien ce qu'ils en disent"])
async def test_a_yes_that_says_more_is_asked_there(camille: Actor, said: str) -> None:
    await at_the_point_to_look_at(camille)
    await camille.does(said)
    assert "C’est bien ça" in camille.screen and camille.state == "human_review"
    await camille.does("oui")

    assert camille.state != "human_review"


@pytest.mark.parametrize("said", ["oui mais non, je ne veux pas", "d'accord, pas question"])
async def test_a_yes_taken_back_is_none(camille: Actor, said: str) -> None:
    await at_the_point_to_look_at(camille)
    await camille.does(said)

    assert "C’est bien ça" not in camille.screen and camille.state == "human_review"


@pytest.mark.parametrize(
    ("question", "label", "way_on"),
    [
        ("human_review", "Votre choix", "🙋 Parler à quelqu’un"),
        ("contact", "Téléphone, courriel", "🙋 Parler à quelqu’un"),
        ("difficulties", "Situation particulière", "Je ne sais pas"),
    ],
)
async def test_a_third_miss_names_the_question_that_is_open_and_the_way_on(
    camille: Actor, question: str, label: str, way_on: str
) -> None:
    await camille.does("/start")
    place = {"place": "Albi"} if question == "human_review" else {}
    await camille.fills_in({**BAKER, **place}, until=question)
    await camille.does(("bla bla", "blo blo", "blu blu"))
    told = camille.screen.translate(_NO_BREAK).split("👉")[1]

    assert f"Il me manque encore « {label} »" in told and f"« {way_on} »" in told


@pytest.mark.parametrize("said", ["jai pas le temps appelez moi", "pas le temps, rappelez-moi"])
async def test_who_has_no_time_and_wants_a_call_is_heard_there(camille: Actor, said: str) -> None:
    await at_the_point_to_look_at(camille)
    await camille.does(said)

    assert "Une personne peut vous appeler" in camille.screen and camille.state == "name"


async def test_neither_of_two_situations_is_none_of_them(camille: Actor) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="difficulties")
    await camille.does("ni lun ni lautre")

    assert camille.answers["difficulties"] == {"codes": []}
