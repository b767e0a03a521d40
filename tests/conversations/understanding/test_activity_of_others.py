"""Whoever names a trade that may be somebody else's, or only a deed, is asked what their firm does."""

import pytest

from conversations.inputs import InvalidAnswer, Settled
from conversations.intake import INTAKE
from conversations.situation import Situation
from tests.conversations.worlds import sample_world

FIELD = INTAKE.by_name["sector"].input
SITUATION = Situation({}, sample_world())


def settled(text: str) -> str | None:
    """Return the sector that a text settles; None where one is asked, or nothing is understood."""
    try:
        outcome = FIELD.read(text, {}, SITUATION)
    except InvalidAnswer:
        return None
    return str(outcome.answer) if isinstance(outcome, Settled) else None


@pytest.mark.parametrize(
    "text",
    [
        "nos clients sont des restaurants", "clients : hôpitaux", "pour les restaurants",
        "on travaille avec des agriculteurs", "machines pour l'agriculture",
    ],
)  # fmt: skip
def test_the_trade_of_customers_is_not_the_firms(text: str) -> None:
    assert settled(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "mon plombier est parti", "ma femme est infirmière", "mon comptable m'aide", "recherche comptable",
        "dans une ancienne boulangerie", "dans un garage", "ancien boulanger",
    ],
)  # fmt: skip
def test_the_trade_of_somebody_beside_or_before_is_not_the_firms(text: str) -> None:
    assert settled(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "faire ma compta", "j'ai une assurance", "formation de mes salariés", "créer un site internet",
        "je recrute", "on déménage", "développement", "j'exporte", "je facture", "vendre plus",
        "je ferme dans deux mois",
    ],
)  # fmt: skip
def test_what_every_firm_does_or_buys_is_no_trade(text: str) -> None:
    assert settled(text) is None


@pytest.mark.parametrize(
    "text", ["c'est urgent", "peu importe", "voir avec l'opérateur", "le programme", "trouver l'équilibre"]
)
def test_a_word_that_only_shares_the_beginning_of_a_trade_is_none(text: str) -> None:
    assert settled(text) is None


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("on vend des vélos", "G"), ("on produit du lait", "A"), ("je coiffe à domicile", "RST"),
        ("atelier de mécanique de précision, sous-traitance", "BC"), ("on importe du café", "G"),
        ("restaurant traditionnel, cuisine maison", "I"), ("je loue des chambres d'hôtes", "I"),
 ("pension pour chats", "RST"), ("je suis dans le bâtiment", "F"),
        ("ma boulangerie", "BC"), ("mon garage", "G"), ("école pour adultes", "PQ"),
    ],
)  # fmt: skip
def test_the_trade_of_ones_own_is_plain(text: str, sector: str) -> None:
    assert settled(text) == sector


@pytest.mark.parametrize(
    "text",
    [
        "650 000 l'an dernier",
        "12 salariés",
        "on est 12",
        "650k de CA",
        "4 personnes depuis 2010",
        "2 M€ in 2025",
    ],
)
def test_the_figures_of_a_firm_name_no_trade(text: str) -> None:
    with pytest.raises(InvalidAnswer):
        FIELD.read(text, {}, SITUATION)
