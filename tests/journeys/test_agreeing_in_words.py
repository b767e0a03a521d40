"""Agreements given in words at the review: plain words tick what they name, nothing else does."""

import pytest

from conversations.engine.draft import REVIEW
from conversations.intake.consents import Consented, consented
from tests.journeys.acting import Actor
from tests.journeys.sending import reviews

pytestmark = pytest.mark.wordings

BOTH, FIRST, SECOND = ["operator", "committee"], ["operator"], ["committee"]


def ticked(actor: Actor) -> list[str]:
    """Return the agreements given, without whom they are given to."""
    draft = actor.draft()
    assert draft is not None
    return [name.partition("@")[0] for name in draft.content.get("agreements", [])]


@pytest.mark.parametrize(
    ("said", "given"),
    [
        ("j'accepte", FIRST),
        ("J’accepte.", FIRST),
        ("ok j'accepte", FIRST),
        ("je suis d'accord", FIRST),
        ("I agree", FIRST),
        ("j'accepte que vous lisiez ma demande", FIRST),
        ("j'accepte que le comité la lise", SECOND),
        ("le comité peut la lire aussi", SECOND),
        ("the committee can read it too", SECOND),
        ("ok pour les deux", BOTH),
        ("les 2 accords", BOTH),
        ("j'accepte tout", BOTH),
        ("I agree to both", BOTH),
        ("jaccepte", FIRST),
        ("ok je coche les deux", BOTH),
        ("ok pour l'operateur seulement", FIRST),
        ("d'accord pour l'opérateur mais pas le comité", FIRST),
        ("ok pour que le comité lise finalement", SECOND),
        ("ok tout est bon", []),
        ("c bon pour moi", []),
        ("ok mais pas le comité", []),
        ("oui", []),
        ("j'accepte pas", []),
        ("j'accepte ?", []),
        ("le comité la lit ensuite ?", []),
        ("je n'accepte pas que le comité la lise", []),
        ("j'accepte mais pas le comité", []),
        ("si j'accepte, qui la lit ?", []),
    ],
)
async def test_plain_words_tick_what_they_name(camille: Actor, said: str, given: list[str]) -> None:
    await reviews(camille)
    await camille.does(said)

    assert (camille.state, ticked(camille)) == (REVIEW, given)
    assert "déjà noté" not in camille.screen


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("je retire mon accord", []),
        ("finalement je retire mon accord", []),
        ("je ne suis plus d'accord", []),
        ("I withdraw my consent", []),
        ("je retire mon accord pour le comité", FIRST),
        ("je retire mon accord ?", BOTH),
        ("je retire mon argent", BOTH),
    ],
)
@pytest.mark.parametrize("before", [(), ("en fait on est 14",)])
async def test_an_agreement_is_taken_back_in_plain_words_whatever_waits(
    camille: Actor, said: str, left: list[str], before: tuple[str, ...]
) -> None:
    await reviews(camille)
    await camille.does(("ok pour les deux", *before, said))

    assert (camille.state, ticked(camille), camille.answers["headcount"]) == (REVIEW, left, 12)
    assert camille.has("c0") is bool(before), "what waits to be confirmed is still there"


async def test_what_is_right_or_takes_time_at_the_review_is_answered(camille: Actor) -> None:
    await reviews(camille)
    await camille.does("parfait")
    assert "Il manque votre accord" in camille.screen, "what is left to do is said"
    assert "Relecture" not in camille.screen, "the review is just above"
    await camille.does("un instant")
    assert "Prenez votre temps" in camille.screen
    await camille.does(("en fait on est 14", "un instant"))
    assert "Prenez votre temps" in camille.screen and camille.has("c0")
    await camille.does("retour")
    assert (camille.state, camille.has("c0"), camille.answers["headcount"]) == (REVIEW, False, 12)
    await camille.does(("en fait on est 14", "parfait"))

    assert (camille.state, camille.answers["headcount"]) == (REVIEW, 14)


async def test_the_agreements_are_given_one_after_the_other_and_named(camille: Actor) -> None:
    await reviews(camille)
    await camille.does("j'accepte")
    assert "Coché" in camille.screen
    await camille.does(("j'accepte", "j'accepte", "J’accepte : le comité la lit ensuite"))

    assert ticked(camille) == BOTH, "said again, it is not taken back"


@pytest.mark.parametrize("said", ["envoie", "oui envoyer", "ok envoie", "je l'envoie", "send it please"])
async def test_to_send_is_said_as_people_do(camille: Actor, said: str) -> None:
    await reviews(camille)
    await camille.does(said)
    assert camille.dossiers() == [], "an agreement is missing"
    assert "Il manque votre accord" in camille.screen

    await camille.does(("j'accepte", said))
    assert len(camille.dossiers()) == 1


@pytest.mark.parametrize("said", ["j'accepte et envoyez", "oui j'accepte, envoie", "I agree, send it"])
async def test_to_agree_and_to_send_is_said_in_one_breath(camille: Actor, said: str) -> None:
    await reviews(camille)
    await camille.does(said)

    (sent,) = camille.dossiers()
    assert sent.committee_agreed_at is None, "nobody spoke of the committee"


@pytest.mark.parametrize(
    "said", ["j'accepte ? envoyez", "j'accepte pas, envoyez", "envoyez et j'accepte pas"]
)
async def test_to_send_with_words_that_do_not_plainly_agree_sends_nothing(camille: Actor, said: str) -> None:
    await reviews(camille)
    await camille.does(said)

    assert (camille.dossiers(), ticked(camille)) == ([], [])


async def test_not_to_send_sends_nothing(camille: Actor) -> None:
    await reviews(camille)
    await camille.does(("j'accepte", "n'envoie pas", "je peux envoyer ?", "don't send", "pas envoyer"))

    assert camille.dossiers() == []


async def test_words_beside_a_correction_agree_to_nothing(camille: Actor) -> None:
    await reviews(camille)
    await camille.does(("en fait on est 14", "j'accepte"))

    assert ticked(camille) == []


@pytest.mark.parametrize(
    "said", ["j'accepte 👎", "J'accepte…? non", "refuse les deux", "sauf les deux", "deux", "tout"]
)
def test_what_is_not_plain_is_no_consent(said: str) -> None:
    assert consented(said) is None


def test_a_long_text_is_no_consent() -> None:
    assert consented("oui " * 2_000) is None
    assert consented("oui j'accepte 👍") is Consented.NEXT


async def test_who_would_be_written_to_is_promised_no_call(camille: Actor) -> None:
    await reviews(camille, {"call_time": "written"})
    agreed = camille.screen.partition("Deux accords distincts")[2]
    assert "vous recontacte" in agreed and "appel" not in agreed
    await camille.does(("j'accepte tout", "envoyer"))

    assert camille.state is None and "appelle" not in camille.screen


@pytest.mark.parametrize("said", ["le comité je veux pas qu'il lise", "ah non en fait pas le comité"])
async def test_a_refusal_of_the_committee_is_heard_before_anything_is_ticked(
    camille: Actor, said: str
) -> None:
    await reviews(camille)
    await camille.does(said)

    assert "le comité ne la lira pas" in camille.screen
    assert ticked(camille) == []


@pytest.mark.parametrize("said", ["ok pour tout, envoyez", "tout est bon envoyez", "jenvoie"])
async def test_to_send_is_asked_in_the_words_that_find_all_right(camille: Actor, said: str) -> None:
    await reviews(camille)
    await camille.does(("j'accepte", said))

    assert len(camille.dossiers()) == 1


@pytest.mark.parametrize("said", ["la je comprends pas ce que je dois faire", "xyzzy"])
async def test_who_is_lost_in_the_review_is_told_what_is_left_to_do(camille: Actor, said: str) -> None:
    await reviews(camille)
    await camille.does(said)

    assert "Il manque votre accord" in camille.screen


async def test_a_thank_you_does_not_draw_the_review_again(camille: Actor) -> None:
    await reviews(camille)
    await camille.does("merci bcp")

    assert "Avec plaisir" in camille.screen
    assert "Relecture" not in camille.screen
    await camille.does("j'accepte")
    assert ticked(camille) == FIRST
