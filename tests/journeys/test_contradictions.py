"""A no, a correction or an insult is no answer: what was read stays, and what is wrong is asked."""

import pytest

from tests.journeys.acting import Actor, Tap
from tests.journeys.test_in_difficulty import said
from tests.journeys.test_misunderstandings import at

pytestmark = pytest.mark.wordings

TOLD = "Bonjour, une boulangerie à Toul, 4 salariés, il faut embaucher"


async def test_a_no_to_what_was_read_erases_nothing(camille: Actor) -> None:
    await camille.does(("/start", TOLD))
    assert "J’ai lu" in camille.screen
    await camille.does("non")

    assert "Qu’est-ce qui ne va pas" in camille.screen
    assert camille.has("no"), "the button that stops everything"
    draft = camille.draft()
    assert draft is not None and draft.content["heard"]
    await camille.does(Tap("no"))
    assert camille.draft() is None


@pytest.mark.parametrize("words", ["Non, merci", "non merci"])
async def test_the_words_of_the_button_stop_everything(camille: Actor, words: str) -> None:
    await camille.does(("/start", TOLD, words))
    assert camille.draft() is None
    await camille.does("non")
    assert camille.has("n"), "a way out"


async def test_a_yes_to_what_was_read_says_which_button_begins(camille: Actor) -> None:
    await camille.does(("/start", TOLD, "oui"))

    assert "Touchez votre rôle" in camille.screen
    assert "C’est noté" not in said(camille)
    assert camille.has("head") and camille.has("no")


CORRECTIONS = (
    "non c'est à Toul", "Non, 10 salariés", "c'est faux", "faux", "peut-être", "Tout est juste",
    "bande de nuls", "je m'appelle Paul", "on est 10", "en espagnol svp",
)  # fmt: skip


@pytest.mark.parametrize("words", CORRECTIONS)
async def test_a_correction_is_the_name_of_no_company(camille: Actor, words: str) -> None:
    await at(camille, "company")
    await camille.does(words)

    assert camille.state == "company"
    assert not camille.has("c0")


@pytest.mark.parametrize("words", [words for words in CORRECTIONS[:-1] if words != "Tout est juste"])
async def test_a_correction_leaves_the_company_that_is_proposed(camille: Actor, words: str) -> None:
    await at(camille, "company")
    await camille.does("la boulangerie Mirabelle, on est 4")
    proposed = camille.labels[0]
    await camille.does(words)

    assert camille.state == "company"
    assert camille.labels[0] == proposed == "Boulangerie Mirabelle"
    heard = "Gardé pour la suite : Effectif" in camille.screen.replace("\N{NO-BREAK SPACE}", " ")
    assert "Quel est son nom, alors" in camille.screen or heard
    await camille.does("Boulangerie Roux")
    assert camille.answers["company"]["name"] == "Boulangerie Roux"


@pytest.mark.parametrize("words", ["Non Stop Sushi", "No Limit Sport"])
async def test_a_name_may_begin_with_a_no(camille: Actor, words: str) -> None:
    await at(camille, "company")
    await camille.does(words)
    assert camille.answers["company"]["name"] == words


async def test_a_language_is_spoken_where_the_company_is_asked(camille: Actor) -> None:
    await at(camille, "company")
    await camille.does("English")
    assert camille.state == "company"
    assert "Which company" in camille.screen or "company" in camille.screen


@pytest.mark.parametrize(
    "words", ["merci de supprimer mes données", "effacez mes données svp", "please delete my data"]
)
@pytest.mark.parametrize("question", ["privacy", "company", "description", "headcount", "advance"])
async def test_who_wants_their_data_erased_hears_the_command(
    camille: Actor, question: str, words: str
) -> None:
    await (at(camille, question) if question != "privacy" else camille.does("/start"))
    await camille.does(words)

    assert "/supprimer" in said(camille)
    assert camille.state == question
    assert not camille.has("c0")


@pytest.mark.parametrize(
    "words", ["non il n'est pas au courant", "elle ne sait pas encore", "he doesn't know"]
)
async def test_who_says_that_the_head_does_not_know_says_no(camille: Actor, words: str) -> None:
    await camille.does(("/start", Tap("delegate"), words))
    assert camille.answers["head_agrees"] == "no"
