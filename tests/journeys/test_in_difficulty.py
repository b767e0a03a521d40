"""People in difficulty, and people who doubt: told once, warmly, what is so and who else helps."""

import pytest

from bot.playground.telegram.chats import Chat
from bot.services.core.rights import Role
from tests.journeys.acting import BAKER, Actor, Tap
from tests.journeys.offices import TOUL, enrolled, taps_in
from tests.journeys.sending import BREST, reviews, sends
from tests.stage import Stage

pytestmark = pytest.mark.wordings


def said(actor: Actor) -> str:
    """Return everything the bot told a person."""
    return "\n".join(message.text for message in actor.person.chat.history if message.sender.is_bot)


# In difficulty


async def test_proceedings_told_in_words_are_understood_and_answered_warmly(
    camille: Actor, toul: Chat
) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="difficulties")
    await camille.does("on est en redressement judiciaire depuis janvier")
    assert "difficulties" not in camille.answers, "nothing is settled before it is confirmed"
    assert "coché" in camille.screen
    await camille.does(Tap("done"))

    assert camille.answers["difficulties"] == {"codes": ["insolvency"]}
    assert "Merci de me le dire\N{NO-BREAK SPACE}: cela ne ferme aucune porte" in camille.screen
    for door in ("département", "CMA", "tribunal de commerce", "APESA"):
        assert door in camille.screen


async def test_proceedings_are_not_told_again_in_the_review_and_the_operator_sees_them(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    await camille.applies(BAKER | {"difficulties": (Tap("insolvency"), Tap("done"))})
    assert "Merci de me le dire" not in camille.screen
    assert "aucune porte" not in camille.screen
    assert said(camille).count("aucune porte") == 1
    assert "Procédure collective" in camille.screen, "the answer itself is there, to be corrected"
    await camille.sends()

    assert "procédure collective" in toul.last.text.lower()


async def test_a_mandate_is_confidential_and_nothing_of_it_is_kept(camille: Actor) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="difficulties")
    await camille.does("on a un mandat ad hoc")
    assert "confidentiel" in camille.screen
    await camille.does(Tap("none"))

    assert camille.answers["difficulties"] == {"codes": []}


# In doubt


DOUBTS = {
    "Vous vendez mes données ?": "ne vend rien",
    "c'est une arnaque ?": "Vous avez raison de demander",
    "ma banque va le savoir ?": "Personne n’écrit à votre banque",
    "combien je peux avoir ?": "trois à cinq",
    "vous aidez les entreprises en difficulté ?": "APESA",
}


@pytest.mark.parametrize(("question", "answer"), DOUBTS.items())
async def test_a_doubt_is_answered_at_the_notice(camille: Actor, question: str, answer: str) -> None:
    await camille.does(("/start", question))

    assert answer in camille.screen
    assert camille.state == "privacy"
    assert camille.has("head"), "the notice is shown again"


@pytest.mark.parametrize(("question", "answer"), DOUBTS.items())
async def test_a_doubt_is_answered_in_the_middle_of_the_form_and_out_of_it(
    camille: Actor, question: str, answer: str
) -> None:
    await camille.does(question)
    assert answer in camille.screen
    await camille.does("/start")
    await camille.fills_in(BAKER, until="headcount")
    await camille.does(question)

    assert answer in camille.screen
    assert camille.state == "headcount"


async def test_how_much_is_told_with_the_terms_of_the_territory_once_it_is_known(camille: Actor) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="headcount")
    await camille.does("combien je peux avoir ?")

    assert "Terres de Lorraine" in camille.screen


# The committee comes last


async def test_without_a_territory_no_committee_is_spoken_of(camille: Actor, coordination: Chat) -> None:
    await reviews(camille, BREST)
    assert not camille.has("committee")
    assert "comité" not in camille.screen.split("Votre accord")[1]
    await camille.does((Tap("operator"), Tap("x"), "/suivi"))

    assert "Prochain comité" not in said(camille)
    [dossier] = camille.dossiers()
    assert dossier.committee_agreed_at is None


async def test_a_redirected_request_is_promised_no_committee(camille: Actor, toul: Chat) -> None:
    await reviews(camille)
    await camille.does((Tap("headcount"), "300", Tap("c0"), Tap("yes")))
    await camille.fills_in(BAKER)
    assert not camille.has("committee")
    await camille.does((Tap("operator"), Tap("x"), "/suivi"))

    assert "omité" not in camille.screen
    [dossier] = camille.dossiers()
    assert dossier.outcome == "redirected"


async def test_an_agreement_given_before_a_redirection_is_not_kept(camille: Actor, toul: Chat) -> None:
    await reviews(camille)
    await camille.does((Tap("operator"), Tap("committee"), Tap("headcount"), "300", Tap("c0"), Tap("yes")))
    await camille.fills_in(BAKER | {"turnover": Tap("under_2m")})
    assert not camille.has("committee")
    await camille.does(Tap("x"))

    [dossier] = camille.dossiers()
    assert dossier.committee_agreed_at is None


async def test_without_an_agreement_no_date_is_told_but_what_it_takes(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    await reviews(camille)
    await camille.does((Tap("operator"), Tap("x")))
    assert "sans votre accord" in camille.screen
    await camille.does("/suivi")
    assert "Prochain comité" not in said(camille)

    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    await taps_in(sacha, toul, "claim")
    await sacha.does((Tap("make_ready"), Tap("yes")))
    assert "vous demande si le comité peut la lire" in camille.screen


async def test_the_committee_told_is_one_that_can_see_the_request(stage: Stage, camille: Actor) -> None:
    stage.clock.now = stage.clock.now.replace(month=12, day=10)
    await sends(camille)

    assert "15 décembre" not in camille.screen, "nobody can have taken it and put it on the agenda by then"
    assert "20 mai 2027" in camille.screen
    steps = (
        camille.screen.index("jours ouvrés")
        if "jours ouvrés" in camille.screen
        else camille.screen.index("vous appelle")
    )
    assert steps < camille.screen.index("comité d’agrément")


@pytest.mark.parametrize("question", ["headcount", "days", "jobs_created"])
async def test_who_asks_for_comfort_is_not_told_that_the_answer_is_wrong(
    camille: Actor, question: str
) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until=question)
    await camille.does("c'est la merde totale")

    assert camille.state == question
    assert "👉" not in camille.screen
    assert "APESA" in " ".join(message.text for message in camille.person.chat.history[-2:])
