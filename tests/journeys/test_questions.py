"""A question is answered from the moment, the territory and the request of who asks it."""

from datetime import timedelta

import pytest

from bot.playground.telegram.chats import Chat
from tests.journeys.acting import BAKER, Actor, Tap
from tests.stage import Stage


def last(actor: Actor, back: int = 3) -> str:
    """Return the last texts of a chat."""
    return " ".join(message.text for message in actor.person.chat.history[-back:])


async def test_where_a_request_stands_is_told_before_and_after_it_is_sent(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="headcount")
    await camille.does("où en est mon dossier ?")
    assert "Rien n’est encore envoyé" in last(camille)
    await camille.fills_in(BAKER)
    await camille.sends()
    await camille.does("où en est mon dossier ?")

    assert "Rien n’est encore envoyé" not in last(camille, 1)
    assert camille.dossiers()[0].reference in last(camille, 1)


@pytest.mark.parametrize("text", ["c'est quand le prochain comité ?", "c'est combien de temps ?"])
async def test_the_next_committee_is_that_of_the_territory(
    stage: Stage, camille: Actor, toul: Chat, text: str
) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="headcount")
    await camille.does(text)
    before = last(camille)
    await camille.fills_in(BAKER)
    await camille.sends()
    stage.clock.passes(timedelta(hours=1))
    await camille.does(text)

    assert "omité" in before
    assert "dix minutes" not in last(camille, 1)
    assert camille.dossiers()[0].reference in last(camille, 1)


async def test_a_statement_of_a_project_is_never_taken_for_a_question(stage: Stage, camille: Actor) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="description")
    said = "Nous voulons savoir qui décide dans l'atelier, combien ça coûte, et si un prêt est gratuit."
    await camille.does((said, Tap("done")))

    assert camille.answers["description"] == said


async def test_a_question_of_who_has_sent_goes_to_the_operator_in_one_touch(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    await camille.applies()
    await camille.sends()
    await camille.does("je peux modifier ?")

    assert "Corriger ou compléter" in last(camille, 1)
    assert any(label.startswith("💬") for label in camille.labels)


@pytest.mark.parametrize("text", ["où ça en est", "qui me suit", "quand est ce que ça passe au comité"])
async def test_what_is_asked_without_a_mark_once_it_is_sent_is_answered_not_sent_on(
    stage: Stage, camille: Actor, toul: Chat, text: str
) -> None:
    await camille.applies()
    await camille.sends()
    sent_on = len(toul.history)
    await camille.does(text)

    assert "Transmis" not in last(camille, 1)
    assert any(label.startswith("💬") for label in camille.labels)
    assert len(toul.history) == sent_on


@pytest.mark.parametrize(
    "text",
    [
        "vous faites aussi les véhicules",
        "est ce que M. Vasseur a eu mon courrier",
        "combien ça coûte un site ?",
        "vous connaissez un bon plombier",
    ],
)
async def test_a_question_of_something_else_is_left_to_a_person_in_one_touch(
    camille: Actor, text: str
) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="headcount")
    await camille.does(text)

    assert "je n’ai pas la réponse" in last(camille)
    assert any(label.startswith("💬") for label in camille.labels)
    assert camille.state == "headcount"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("C'est gratuit ? Je suis à Toul avec 5 salariés", "• Effectif\xa0: 5"),
        ("Vous aidez une association loi 1901 de 12 salariés à Verdun ?", "• Effectif\xa0: 12"),
    ],
)
async def test_a_question_told_with_facts_is_answered_and_the_facts_are_kept(
    stage: Stage, camille: Actor, text: str, kept: str
) -> None:
    await camille.does(("/start", text))

    assert "vous ne payez" in last(camille) or "moins de 250 personnes" in last(camille)
    assert kept in camille.screen


async def test_an_answer_beside_a_question_is_taken(stage: Stage, camille: Actor) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="headcount")
    await camille.does("On est 6, et les apprentis ça compte ?")

    assert "temps partiels compris" in last(camille)
    assert camille.answers["headcount"] == 6


async def test_prose_with_a_question_in_it_stays_whole(stage: Stage, camille: Actor) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="description")
    said = "Nous voulons ouvrir un magasin à Nancy et vendre en ligne. C'est gratuit ?"
    await camille.does((said, Tap("done")))

    assert "vous ne payez" in " ".join(message.text for message in camille.person.chat.history)
    assert camille.answers["description"] == said


async def test_the_operator_of_the_place_that_a_question_names_is_told(stage: Stage, camille: Actor) -> None:
    await camille.does(("/start", "qui est l'opérateur à Toul ?"))

    assert "Pays Terres de Lorraine" in last(camille)


@pytest.mark.parametrize("until", ["headcount", "description", "skills", "review"])
async def test_another_language_is_spoken_as_soon_as_it_is_asked_for(
    stage: Stage, camille: Actor, until: str
) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until=until)
    before = camille.answers
    await camille.does("do you speak english?")

    assert "Step" in camille.screen
    assert camille.answers == before


async def test_what_only_the_operator_knows_is_answered_and_kept_by_one_touch(
    stage: Stage, camille: Actor
) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="start")
    await camille.does("si je commence avant la réponse du comité je perds l'aide ?")

    assert "qu’un souhait" in last(camille)
    assert "💬 La garder pour Pays Terres de Lorraine" in camille.labels


async def test_a_question_about_nobody_here_is_never_left_without_a_word(camille: Actor) -> None:
    await camille.does(("/start", "vous connaissez un bon plombier par ici ?"))

    assert "Bonne question" in last(camille)


async def test_a_question_that_may_be_one_of_several_is_answered_by_one_touch(
    stage: Stage, camille: Actor
) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="headcount")
    await camille.does("on est payés quand et par qui ?")
    assert "Est-ce l’une de ces questions" in last(camille)
    await camille.does(Tap("paid"))

    assert "est versée après l’accord du comité" in last(camille)
    assert camille.state == "headcount"


async def test_a_project_told_as_a_question_is_kept(camille: Actor) -> None:
    await camille.does(("/start", "Comment trouver des clients pour ma boulangerie à Nancy ?"))

    assert "• Description" in camille.screen


async def test_who_asks_what_to_write_is_told_with_an_example(camille: Actor) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="sector")
    await camille.does("je fais deux métiers je mets lequel ?")

    assert camille.state == "sector"
    assert "ce qui fait vivre" in camille.screen
