"""Who has no time now is not asked again: what they gave is kept, and they are told until when."""

import pytest

from tests.journeys.acting import Actor
from tests.journeys.lending import lends
from tests.journeys.sending import reviews, sends
from tests.journeys.test_misunderstandings import at
from tests.stage import Stage

pytestmark = pytest.mark.wordings

LATER = (
    "je reviens demain", "plus tard", "je suis en rdv", "pas le temps là", "je conduis",
    "bonne journée, à demain", "I'll come back tonight", "gotta go",
)  # fmt: skip


@pytest.mark.parametrize("said", LATER)
@pytest.mark.parametrize("question", ["company", "headcount", "sector", "description", "advance", "contact"])
async def test_who_has_no_time_now_is_told_that_all_is_kept_and_asked_nothing(
    camille: Actor, question: str, said: str
) -> None:
    await at(camille, question)
    before, asked = camille.answers, camille.screen
    await camille.does(said)

    assert "30 jours" in camille.screen and "/start" in camille.screen
    assert (camille.state, camille.answers) == (question, before)
    assert camille.labels in ([], ["📱 Partager mon numéro"]), "the phone's keyboard stays"
    await camille.does("au revoir")
    assert "À bientôt" in camille.screen
    await camille.does("/start")
    await camille.does("Continuer")
    assert asked.splitlines()[-1] in camille.screen


async def test_who_has_no_time_for_the_review_finds_it_as_it_was(camille: Actor) -> None:
    await reviews(camille)
    await camille.does(("pas maintenant", "oui"))
    assert "À bientôt" in camille.screen, "a yes agrees to nothing that is not shown"
    await camille.does("en fait on est 14")

    assert (camille.state, camille.has("c0")) == ("review", True)


async def test_a_moment_is_waited_for_without_asking_again(camille: Actor) -> None:
    await at(camille, "headcount")
    await camille.does("un instant")
    assert "Prenez votre temps" in camille.screen
    assert not camille.labels
    await camille.does("12")

    assert camille.answers["headcount"] == 12


async def test_later_is_an_answer_where_it_is_asked_when(camille: Actor) -> None:
    await at(camille, "start")
    await camille.does("plus tard")

    assert camille.answers["start"] == {"from": "2027-05-23", "to": "2028-05-23"}


@pytest.mark.parametrize(
    ("question", "said"),
    [("headcount", "je continue"), ("description", "Au travail, chacun à son poste de cuisine"),
     ("sector", "je travaille le bois"), ("name", "Soir Demain"),
     ("description", "continuer à vendre en ligne")],
)  # fmt: skip
async def test_what_is_near_a_goodbye_is_none(camille: Actor, question: str, said: str) -> None:
    await at(camille, question)
    await camille.does(said)

    assert "30 jours" not in camille.screen


@pytest.mark.parametrize("said", ["au revoir", "merci au revoir", "bonne soirée", "bye", "je vous laisse"])
async def test_a_goodbye_is_said_back_before_and_after_a_request(
    stage: Stage, camille: Actor, said: str
) -> None:
    await camille.does(said)
    assert "À bientôt" in camille.screen
    assert camille.state is None
    await sends(camille)
    await camille.does(said)

    assert "À bientôt" in camille.screen and "/suivi" in camille.screen


AWAY = ("je reviens lundi", "je suis pas dispo", "pas maintenant", "je dois y aller", "plus tard")


@pytest.mark.parametrize("said", AWAY)
async def test_who_is_away_once_the_request_is_sent_says_it_to_the_operator(
    stage: Stage, camille: Actor, said: str
) -> None:
    await sends(camille)
    await camille.does(said)

    assert "Conservé" in camille.screen and "À bientôt" not in camille.screen


@pytest.mark.parametrize("said", AWAY)
async def test_who_works_here_is_not_sent_away_with_a_goodbye(stage: Stage, said: str) -> None:
    ines = await lends(stage, "Ines", "toul", "Fonderie Imaginaire de Toul", "Ines Exemple")
    await ines.does(said)
    assert "À bientôt" not in ines.screen
    await ines.does("au revoir")

    assert "À bientôt" in ines.screen and "/start" not in ines.screen
