"""The review: every answer by section, one button for each section, each answer whole where it is changed."""

import pytest

from conversations.engine.draft import REVIEW
from conversations.intake import INTAKE
from conversations.situation import Answer
from tests.journeys.acting import Actor, Tap, refusals, unhurried
from tests.journeys.sending import reviews, sends
from tests.stage import Stage

LONG = "Nous reprenons le fournil voisin & <tout> est à refaire : " + "la production, " * 95 + "les ventes."


async def test_a_section_has_one_button_and_an_answer_is_two_taps_away(stage: Stage, camille: Actor) -> None:
    unhurried(stage)
    await reviews(camille)

    assert len(camille.labels) <= 13, camille.labels
    assert len(set(camille.labels)) == len(camille.labels)
    for step in INTAKE.answered(camille.answers):
        if step.section.subject:
            await camille.does(Tap(step.name))
            assert camille.state == step.name
            await camille.does(Tap("k"))
            assert camille.state == REVIEW


async def test_the_whole_description_is_read_in_its_section(stage: Stage, camille: Actor) -> None:
    await reviews(camille, {"description": LONG})
    assert "les ventes." not in camille.screen

    await camille.does(Tap("in.project"))
    assert LONG in camille.screen
    assert refusals(stage) == []
    await camille.does(Tap("in."))
    assert camille.has("x"), "back in the review"


async def test_leaving_a_section_changes_nothing(camille: Actor) -> None:
    await reviews(camille)
    before = camille.answers
    await camille.does((Tap("in.company"), Tap("in.")))

    assert (camille.state, camille.answers) == (REVIEW, before)


async def test_what_is_typed_in_an_opened_section_is_for_the_review(camille: Actor) -> None:
    await reviews(camille)
    await camille.does((Tap("in.company"), "xyzzy"))

    assert camille.state == REVIEW
    assert camille.has("x")


async def test_a_section_that_is_no_longer_there_opens_nothing(camille: Actor) -> None:
    await reviews(camille)
    draft = camille.draft()
    assert draft is not None
    card = camille.person.chat.messages[draft.card_id or 0]
    camille.person.forges_tap(f"e:{draft.id}:{draft.revision}:in.nowhere", card)
    await camille.stage.plays()

    assert camille.state == REVIEW
    assert camille.has("x")


async def test_a_request_that_was_sent_is_corrected_by_sections_too(stage: Stage, camille: Actor) -> None:
    await sends(camille)
    await camille.does(("/suivi", Tap("correct")))

    assert len(camille.labels) <= 10, camille.labels
    await camille.does((Tap("headcount"), "14"))
    assert "14" in camille.screen
    await camille.does(Tap("x"))
    [dossier] = camille.dossiers()
    assert dossier.answers["headcount"] == 14


@pytest.mark.parametrize(
    ("before", "text", "name", "offered"),
    [
        ({"advance": 10_000}, "enlève l'avance", "advance", "Avance\xa0: Pas d’avance"),
        ({}, "je ne veux plus créer d'emplois", "jobs_created", "Emplois à créer\xa0: 0"),
        ({}, "on n'embauche plus", "jobs_created", "Emplois à créer\xa0: 0"),
    ],
)
async def test_what_the_review_is_told_to_take_away_is_offered_gone(
    camille: Actor, before: dict[str, Answer], text: str, name: str, offered: str
) -> None:
    await reviews(camille, before)
    await camille.does((text, offered))

    assert camille.state == REVIEW
    assert camille.answers[name] == 0


@pytest.mark.parametrize("text", ["plutôt 9", "9", "neuf"])
async def test_a_bare_figure_is_offered_for_each_answer_it_may_be_and_means_one(
    camille: Actor, text: str
) -> None:
    await reviews(camille)
    await camille.does(text)
    assert camille.labels[:3] == ["Effectif\xa0: 9", "Emplois à créer\xa0: 9", "Emplois maintenus\xa0: 9"]

    await camille.does("Emplois à créer : 9")
    assert (camille.answers["headcount"], camille.answers["jobs_created"]) == (12, 9)
    assert camille.has("x"), "nothing else waits"


async def test_a_year_in_the_review_is_the_year(camille: Actor) -> None:
    await reviews(camille)
    await camille.does("2012")

    assert "Année de création\xa0: 2012" in camille.labels


async def test_an_answer_that_is_only_called_wrong_is_asked_again(camille: Actor) -> None:
    await reviews(camille)
    await camille.does("ma commune est fausse")

    assert camille.state == "place"
    assert "Garder\xa0: Toul (54)" in camille.labels


async def test_a_sentence_that_changes_no_answer_is_kept_by_one_touch(camille: Actor) -> None:
    await reviews(camille)
    await camille.does(
        ("j'ai oublié de vous dire qu'on ferme en août", "La garder pour Pays Terres de Lorraine")
    )

    assert "on ferme en août" in camille.answers["for_operator"]["words"]


@pytest.mark.parametrize(
    "text", ["est-ce que vous venez le dimanche ?", "le portail de la cour reste ouvert le mardi ?"]
)
async def test_a_question_of_the_review_has_the_button_that_it_promises(camille: Actor, text: str) -> None:
    await reviews(camille)
    await camille.does(text)

    assert "Bonne question" in " ".join(message.text for message in camille.person.chat.history[-2:])
    assert "💬 La garder pour Pays Terres de Lorraine" in camille.labels


async def test_what_is_asked_again_is_not_said_to_be_asked_no_more(camille: Actor) -> None:
    await reviews(camille)
    await camille.does(("l'effectif est de 9", "Effectif : 9"))

    assert camille.state == "jobs_kept"
    assert "Je ne vous demande plus" not in camille.screen


SEVERAL = ("en fait on est 8", "la création c'est 2012 pas 2011", "mon mail c'est jean@exemple.fr")


async def test_corrections_that_wait_come_back_after_the_question_that_one_of_them_brings(
    camille: Actor,
) -> None:
    await reviews(camille)
    await camille.does((*SEVERAL, "Effectif : 8"))
    assert camille.state == "jobs_kept", "12 are no longer to be kept"
    await camille.does("6")

    assert "Année de création\xa0: 2012" in camille.labels
    assert any("jean@exemple.fr" in label for label in camille.labels), "it waits, and is not lost"


@pytest.mark.parametrize("all_of_it", ["✅ Tout corriger", "oui", "tout", "oui les 3", "ok pour tout"])
async def test_several_corrections_are_taken_at_once(camille: Actor, all_of_it: str) -> None:
    await reviews(camille)
    await camille.does((*SEVERAL, all_of_it))

    assert (camille.answers["headcount"], camille.answers["founded"]) == (8, 2012)
    assert camille.answers["contact"]["email"] == "jean@exemple.fr"


async def test_corrections_of_which_only_one_is_meant_are_not_taken_at_once(camille: Actor) -> None:
    await reviews(camille)
    await camille.does(("plutôt 9", "tout"))

    assert "✅ Tout corriger" not in camille.labels
    assert camille.answers["headcount"] == 12


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("en fait c'est 2018 la création", "Année de création : 2018"),
        ("2012 pour la création", "Année de création : 2012"),
        ("non pas Toul, Nancy", "Commune : Nancy (54)"),
        ("la date c'est avril", "Début souhaité : avril 2027"),
        ("je veux commencer en avril plutot", "Début souhaité : avril 2027"),
        ("je préfère l'après-midi", "Quand appeler : L’après-midi"),
        ("plutôt par mail", "Quand appeler : Plutôt par écrit"),
        ("c pas industrie c'est batiment mon activité", "Activité : Bâtiment et travaux publics"),
        ("je veux modifier le montant a 35000", "Avance : 35 000 €"),
        ("remplace le nom par Julie Vasseur", "Nom : Julie Vasseur"),
        ("emplois maintenus 10", "Emplois maintenus : 10"),
        ("Durant pas Durand", "Nom : Camille Durant"),
        ("mon prenom est Camélia", "Nom : Camélia"),
        ("5 jours suffiront", "Journées d’appui souhaitées : 5 jours"),
    ],
)
async def test_an_answer_is_corrected_in_few_words(camille: Actor, text: str, offered: str) -> None:
    await reviews(camille)
    await camille.does(text)

    assert [" ".join(label.split()) for label in camille.labels] == [offered, "⬅️ Ne rien changer"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("ne pas montrer à la banque des lacs", "la banque des lacs"),
        ("je veux pas que mon concurrent Dupont voit ca", "mon concurrent Dupont"),
        ("ne le montrez surtout pas à Karim Belcastel, svp", "Karim Belcastel"),
        ("I don't want Smith Ltd to see it", "Smith Ltd"),
    ],
)
async def test_whom_the_review_is_told_not_to_show_it_to_is_kept_out_by_one_tap(
    camille: Actor, text: str, named: str
) -> None:
    await reviews(camille)
    await camille.does(text)
    offered = [" ".join(label.split()) for label in camille.labels]
    assert offered == [f"À ne pas montrer à : {named}", "⬅️ Ne rien changer"]
    assert "ne pas montrer à" not in camille.screen, "it is confirmed first"

    await camille.does(camille.labels[0])
    await camille.sends()
    assert camille.dossiers()[0].answers["excluded"] == named


async def test_whoever_else_is_kept_out_is_added_to_who_was(camille: Actor) -> None:
    await reviews(camille, {"excluded": "Garage Roux"})
    await camille.does("ne pas montrer à la banque des lacs")
    offered = " ".join(camille.labels[0].split())
    assert "Garage Roux, la banque des lacs" in offered

    await camille.does(camille.labels[0])
    await camille.sends()
    assert camille.dossiers()[0].answers["excluded"] == "Garage Roux, la banque des lacs"


async def test_the_description_is_asked_again_by_its_name(camille: Actor) -> None:
    await reviews(camille)
    await camille.does("je veux changer la description")

    assert camille.state == "description"


@pytest.mark.parametrize(
    "text", ["on ferme en août", "le portail est bleu", "mon comptable doit voir avant", "il y a quelqu'un"]
)
async def test_a_remark_in_the_review_corrects_nothing(camille: Actor, text: str) -> None:
    await reviews(camille)
    await camille.does(text)

    assert camille.has("x"), camille.screen
