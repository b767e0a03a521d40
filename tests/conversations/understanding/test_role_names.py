"""The name of a town or of a firm is no role, nor is a title that is somebody else's."""

import pytest

from conversations.inputs import InvalidAnswer, Settled
from conversations.intake import INTAKE
from conversations.situation import Situation
from tests.conversations.worlds import sample_world

FIELD = INTAKE.by_name["role"].input
SITUATION = Situation({}, sample_world())


def is_settled(text: str) -> bool:
    """Tell whether a role is taken without asking."""
    try:
        return isinstance(FIELD.read(text, {}, SITUATION), Settled)
    except InvalidAnswer:
        return False


@pytest.mark.parametrize(
    "text",
    [
        "on est à Commercy", "on est à commercy", "menuiserie à Commercy", "Commercy",
        "Je suis l'épouse, la boutique est à Commercy", "bénévole d'une association à Commercy",
        "journaliste à Commercy", "client d'un magasin à Commercy", "SARL Dupont Commercy",
        "nous sommes près de Commercy",
    ],
)  # fmt: skip
def test_a_town_spelt_nearly_as_a_trade_is_no_role(text: str) -> None:
    assert not is_settled(text)


@pytest.mark.parametrize(
    "text",
    [
        "Garage Vigneron à Toul", "Boulangerie Vigneron", "SARL Jean Vigneron", "Menuiserie Paysan",
        "SARL Dupont-Vigneron", "restaurant à Toul", "restauration rapide à Toul", "commerce à Toul",
        "auberge", "école de 30 élèves", "café le Président", "Chez Le Patron", "M. Vigneron",
        "zone commerciale de Commercy",
    ],
)  # fmt: skip
def test_a_firm_and_its_name_are_no_role(text: str) -> None:
    assert not is_settled(text)


@pytest.mark.parametrize(
    "text",
    [
        "Gérante SARL Vigneron à Commercy", "Je dirige le garage Vigneron", "Chef d'Entreprise Artisanale",
        "je suis commerçante à Commercy", "je tiens un restaurant à Commercy", "Restaurant Owner",
        "SARL Dupont Gérant", "gérant du café le Président", "Mme Petit, gérante",
        "Je suis à Toul. Agriculteur", "M. Petit, artisan",
        "DIRIGEANT DU GARAGE VIGNERON",
    ],
)  # fmt: skip
def test_a_role_beside_a_name_is_told(text: str) -> None:
    assert FIELD.read(text, {}, SITUATION) == Settled("head")


@pytest.mark.parametrize(
    "text",
    [
        "call the owner", "ask for the manager", "appelez le gérant au 06 11 22 33 44", "contactez le patron",
        "je cherche le gérant", "voir avec la patronne", "rappelez la dirigeante",
        "le gérant est en vacances",
        "la patronne veut une machine", "the owner is away", "on vend aux commerçants de Toul",
        "nous vendons aux agriculteurs", "nous livrons des produits aux restaurateurs", "we sell to farmers",
        "on travaille pour des agriculteurs", "notre clientèle: restaurateurs", "nos clients : artisans",
        "le gérant s'appelle Paul", "le patron a demandé", "for the owner", "au gérant",
        "bonjour monsieur le directeur", "merci patron", "services aux entreprises et artisans",
        "cherche repreneur", "for my boss", "on m'a conseillé", "la CCI nous a bien conseillés",
    ],
)  # fmt: skip
def test_a_title_of_somebody_else_is_not_mine(text: str) -> None:
    assert not is_settled(text)


def test_an_assistant_of_the_owner_is_employed() -> None:
    assert FIELD.read("I'm the owner's assistant", {}, SITUATION) == Settled("delegate")


@pytest.mark.parametrize("text", ["le gérant c'est moi", "the owner is me", "je suis le gérant, appelez-moi"])
def test_a_title_that_is_mine_is_told(text: str) -> None:
    assert FIELD.read(text, {}, SITUATION) == Settled("head")


@pytest.mark.parametrize(
    "text",
    [
        "Je dirige la menuiserie Petit et ma femme dirige le salon Belle à Toul",
        "ma femme a un salon et moi je tiens un bar", "I run a bakery and my wife runs a salon",
        "je dirige une menuiserie, mon mari est le gérant du garage",
        "Je m'occupe d'un restaurant à Toul pour la CCI",
    ],
)  # fmt: skip
def test_who_runs_a_firm_beside_somebody_who_runs_another_is_asked(text: str) -> None:
    assert not is_settled(text)
