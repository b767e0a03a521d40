"""The welcome is said whole once; asked again, its question is short."""

from datetime import timedelta

import pytest

from tests.journeys.acting import BAKER, Actor, Tap
from tests.journeys.sending import sends
from tests.stage import Stage

WHOLE = "une dizaine de minutes"
SHORT = "Vos réponses sont lues"


@pytest.mark.parametrize("words", ["Pourquoi ?", "xyzzy", "/start", "/nouvelle", "/aide", "c'est gratuit ?"])
async def test_what_comes_before_the_first_answer_does_not_say_it_again(camille: Actor, words: str) -> None:
    await camille.does(("/start", words))
    if camille.has("c"):
        await camille.does(Tap("c"))

    said = [message.text for message in camille.person.chat.history if WHOLE in message.text]
    assert len(said) == 1, said
    assert SHORT in camille.screen
    assert camille.has("head") and camille.has("no"), "it is the same question"
    assert camille.labels.count("🔒 Vos données, en détail") == 1


@pytest.mark.parametrize(
    "words",
    ["Bonjour, j'ai une boulangerie à Toul et je cherche de l'aide pour embaucher",
     "appelez-moi au 06 39 98 12 34", "bonjour"],
)  # fmt: skip
async def test_who_writes_first_is_told_what_this_is_and_what_to_do(camille: Actor, words: str) -> None:
    await camille.does(words)

    assert "Alizé" in camille.screen
    assert "Bonjour" in camille.screen
    assert "pas transmis" in camille.screen
    assert camille.has("n")


async def test_who_writes_the_word_of_a_command_first_is_shown_what_it_does(camille: Actor) -> None:
    await camille.does("aide")

    assert "/start – préparer une demande" in camille.screen


@pytest.mark.parametrize("words", ["urgent, je dépose le bilan demain", "on est en redressement judiciaire"])
async def test_who_writes_first_of_trouble_is_shown_the_doors(camille: Actor, words: str) -> None:
    await camille.does(words)

    assert "APESA" in camille.screen
    assert camille.has("n")


async def test_in_another_language_it_is_said_whole_again(camille: Actor) -> None:
    await camille.does(("/start", "english"))

    assert "About ten minutes" in camille.screen
    await camille.does("/start")
    assert "About ten minutes" not in camille.screen


async def test_the_message_that_says_it_whole_goes_on_saying_it(camille: Actor) -> None:
    await camille.does("/start")
    await camille.does((Tap("l"), Tap("l")))

    assert WHOLE in camille.screen


async def test_a_new_request_says_it_whole(stage: Stage, camille: Actor) -> None:
    await sends(camille)
    stage.clock.passes(timedelta(days=1))
    await camille.does("/nouvelle")

    assert WHOLE in camille.screen


async def test_who_tells_all_at_once_is_asked_to_send_it_again_after_the_role(camille: Actor) -> None:
    told = "Bonjour, je dirige la boulangerie Lambert à Toul, on est 4 avec un apprenti"
    await camille.does(("/start", told))
    assert "renvoyez-le ensuite" in camille.screen

    await camille.does((Tap("head"), told))
    await camille.fills_in(BAKER, until="headcount")
    assert "Vous avez écrit" in camille.screen and "4" in camille.labels
