"""What is taken away, left, opened again or only said to be right, in the words people use for it."""

import pytest

from conversations.situation import Answer
from tests.journeys.acting import Actor, Tap
from tests.journeys.sending import reviews, sends
from tests.journeys.test_misunderstandings import at

pytestmark = pytest.mark.wordings

PHONE: dict[str, Answer] = {"phone": "+33612345678"}
EMAIL: dict[str, Answer] = {"email": "camille@example.com"}


@pytest.mark.parametrize(
    ("said", "left"),
    [("enlève mon mail", PHONE), ("retirez mon courriel svp", PHONE), ("remove my email address", PHONE),
     ("supprime le telephone", EMAIL), ("enlevez mon numéro", EMAIL),
     ("retirez mon numéro de portable", EMAIL)],
)  # fmt: skip
async def test_a_way_to_be_reached_is_taken_away_once_it_is_confirmed(
    camille: Actor, said: str, left: dict[str, Answer]
) -> None:
    await reviews(camille)
    await camille.does(said)
    assert camille.answers["contact"] == PHONE | EMAIL, "nothing changes before"
    await camille.does("oui")

    assert (camille.state, camille.answers["contact"]) == ("review", left)


@pytest.mark.parametrize("said", ["supprime mon numéro", "enlève le tel"])
async def test_the_only_way_to_be_reached_is_asked_again(camille: Actor, said: str) -> None:
    await reviews(camille, {"contact": PHONE})
    await camille.does(said)

    assert (camille.state, camille.answers["contact"]) == ("contact", PHONE)


@pytest.mark.parametrize(
    ("said", "name"),
    [("retire le budget", "project_budget"), ("supprimez le coût du projet", "project_budget"),
     ("enlève l'année de création", "founded"), ("delete the year", "founded")],
)  # fmt: skip
async def test_what_may_be_left_is_taken_away(camille: Actor, said: str, name: str) -> None:
    await reviews(camille, {"project_budget": 250_000, "advance": 20_000, "aid_received": 0})
    await camille.does((said, "oui"))

    assert (camille.state, camille.answers[name]) == ("review", None)


async def test_what_is_taken_away_and_was_never_given_changes_nothing(camille: Actor) -> None:
    await reviews(camille)
    before = camille.answers
    await camille.does("retire le budget")

    assert (camille.answers, camille.has("c0")) == (before, False)


@pytest.mark.parametrize("said", ["ça dépend", "à voir", "tout dépend", "on verra", "it depends"])
async def test_an_advance_that_is_not_decided_is_left_or_not_by_a_button(camille: Actor, said: str) -> None:
    await at(camille, "advance")
    await camille.does(said)
    assert "Rien n’est à décider" in camille.screen
    assert camille.labels[:2] == ["Oui, montant à voir avec l’opérateur", "Pas d’avance"]
    assert "advance" not in camille.answers
    await camille.does("oui, montant à voir avec l'opérateur")

    assert camille.answers["advance"] is None


@pytest.mark.parametrize("said", ["c'est bon", "c bon", "that's it", "c'est ça", "looks fine"])
@pytest.mark.parametrize("misses", [0, 3])
async def test_what_is_right_with_nothing_ticked_is_asked_and_never_left(
    camille: Actor, said: str, misses: int
) -> None:
    await at(camille, "difficulties")
    await camille.does((*["zzz"] * misses, said))
    assert "difficulties" not in camille.answers
    assert "Rien n’est coché" in camille.screen
    await camille.does("oui")

    assert camille.answers["difficulties"] == {"codes": []}


@pytest.mark.parametrize("yes", ["oui", "oui oui", "yes", "aucune"])
async def test_a_yes_to_none_then_is_none(camille: Actor, yes: str) -> None:
    await at(camille, "difficulties")
    await camille.does((Tap("insolvency"), "non"))
    assert "Plus rien n’est coché" in camille.screen
    await camille.does(yes)

    assert camille.answers["difficulties"] == {"codes": []}


async def test_what_is_ticked_is_done_in_words(camille: Actor) -> None:
    await at(camille, "difficulties")
    await camille.does((Tap("insolvency"), "c'est bon"))

    assert camille.answers["difficulties"] == {"codes": ["insolvency"]}


REOPENED = (
    "rouvrez le",
    "rouvrir mon dossier",
    "finalement je veux continuer",
    "j'ai changé d'avis",
    "reopen it",
)


@pytest.mark.parametrize("said", REOPENED)
async def test_who_withdrew_and_comes_back_is_shown_the_way(camille: Actor, said: str) -> None:
    await sends(camille)
    await camille.does(("/suivi", "retirer", "La retirer", said))
    assert camille.labels == ["🔄 Rouvrir"]
    await camille.does("rouvrir")

    assert camille.dossiers()[0].status == "received"
    assert camille.state is None, "no other request is begun"


@pytest.mark.parametrize(
    "said", ["je continue", "on continue", "me revoilà", "I'm back", "je veux continuer"]
)
async def test_who_goes_on_is_asked_the_question_again(camille: Actor, said: str) -> None:
    await at(camille, "headcount")
    await camille.does(("je reviens demain", said))

    assert "Combien de personnes" in camille.screen and "👉" not in camille.screen


@pytest.mark.parametrize("said", ["modifier", "je veux corriger une erreur", "changer une réponse", "modify"])
async def test_who_wants_to_correct_is_told_how(camille: Actor, said: str) -> None:
    await at(camille, "headcount")
    await camille.does(said)
    assert camille.state == "headcount"
    assert any("Vous pouvez changer chaque réponse" in each.text for each in camille.person.chat.history)


async def test_who_wants_to_correct_in_the_review_or_once_sent_is_told_how(camille: Actor) -> None:
    await reviews(camille)
    await camille.does("modifier")
    assert any("Tout est rempli" in each.text for each in camille.person.chat.history)
    await camille.sends()
    await camille.does("modifier")
    assert "Corriger ou compléter" in camille.screen
    await camille.does("voir mon dossier")

    assert camille.dossiers()[0].reference in camille.screen


@pytest.mark.parametrize(
    "said", ["mon dossier c'est AZ-26-9999", "c'est mon numéro AZ-26-9999", "AZ-26-9999 ?"]
)
async def test_a_reference_of_somebody_else_is_said_to_be_none_of_theirs(camille: Actor, said: str) -> None:
    await sends(camille)
    await camille.does(said)
    assert "Aucune demande AZ-26-9999" in camille.screen
    assert camille.labels == ["💬 Demander à Pays Terres de Lorraine"], "it may be passed on"
    await camille.does(f"mon dossier c'est {camille.dossiers()[0].reference}")

    assert "Aucune demande" not in camille.screen
