"""What people feel is answered by a sentence of its own, whatever becomes of their words."""

import pytest

from tests.journeys.acting import Actor
from tests.journeys.sending import sends
from tests.journeys.test_misunderstandings import at

pytestmark = pytest.mark.wordings

ANGRY = (
    "cest toujours pareil on me demande des papiers et jamais rien", "c'est vraiment nul", "y en a marre",
    "vous vous moquez de nous", "trop de questions",
)  # fmt: skip
WAITING = ("personne ne m'a appelé c'est honteux", "toujours aucune nouvelle, je vais voir ailleurs",
           "personne ma rappelé", "nobody called, what a waste of time", "cest nul votre truc")  # fmt: skip
GRAVE = (
    "je suis hospitalisé je peux pas répondre",
    "mon père est mort",
    "j'ai eu un AVC",
    "my wife passed away",
)
KIND = (
    "merciiii",
    "bisous",
    "cimer",
    "merci infiniment",
    "thank you so much",
    "un gros merci",
    "super sympa merci",
)


@pytest.mark.parametrize("said", ANGRY)
@pytest.mark.parametrize("question", ["sector", "headcount", "advance"])
async def test_who_is_angry_is_heard_and_offered_a_person(camille: Actor, question: str, said: str) -> None:
    await at(camille, question)
    before = camille.answers
    await camille.does(said)

    assert any("Je vous entends" in each.text for each in camille.person.chat.history)
    assert (camille.state, camille.answers) == (question, before)
    assert camille.has("h")


@pytest.mark.parametrize("said", WAITING)
async def test_who_complains_after_sending_is_answered_and_passed_on(camille: Actor, said: str) -> None:
    await sends(camille)
    await camille.does(said)
    told = "".join(each.text for each in camille.person.chat.history[-2:])

    assert "Je suis désolé" in told and "/suivi" in told
    assert "Conservé pour Pays Terres de Lorraine" in told or "26 novembre 2026" in told


@pytest.mark.parametrize("said", GRAVE)
@pytest.mark.parametrize("sent", [False, True])
async def test_grave_news_are_answered_first(camille: Actor, said: str, sent: bool) -> None:
    await (sends(camille) if sent else at(camille, "sector"))
    await camille.does(said)

    assert any("rien ne presse" in each.text for each in camille.person.chat.history)
    assert camille.state == (None if sent else "sector")


@pytest.mark.parametrize("said", KIND)
async def test_thanks_are_no_message_to_the_operator(camille: Actor, said: str) -> None:
    await sends(camille)
    await camille.does(said)

    assert "Avec plaisir" in camille.screen


@pytest.mark.parametrize(
    "said",
    ["je veux tout arrêter finalement", "j'ai vendu la boîte", "please withdraw it"],
)
async def test_who_gives_up_after_sending_is_asked_whether_the_request_goes_too(
    camille: Actor, said: str
) -> None:
    await sends(camille)
    await camille.does(said)

    assert camille.has("withdraw")
    assert camille.dossiers()[0].status == "received"


@pytest.mark.parametrize(
    "said",
    [
        "La menuiserie est toujours pareille qu'avant",
        "mon grand-père a fondé l'atelier",
        "on vend des boîtes",
    ],
)
async def test_what_is_told_without_anger_is_no_complaint(camille: Actor, said: str) -> None:
    await at(camille, "description")
    await camille.does(said)

    assert not any("désolé" in each.text or "entends" in each.text for each in camille.person.chat.history)
