"""What members of a committee type: their firm, their opinion, that they step aside."""

import pytest

from conversations.committee.member_words import TakenBack, firm_named, said_of_request
from conversations.committee.opinions import Opinion


@pytest.mark.parametrize(
    ("typed", "firm"),
    [
        ("CCI Imaginaire", "CCI Imaginaire"),
        ("la boulangerie des tilleuls", "la boulangerie des tilleuls"),
        ("je viens de la Banque des Lacs", "Banque des Lacs"),
        ("non c'est une erreur, je viens de la Banque", "Banque"),
        ("Crédit Imaginaire, agence de Toul", "Crédit Imaginaire, agence de Toul"),
        ("Non Stop SARL", "Non Stop SARL"),
        ("Notaire", "Notaire"),
        ("quelles demandes je dois lire ?", None),
        ("quelles demandes je dois lire", None),
        ("je connais le patron c'est mon beau frère", None),
        ("annule", None),
        ("a" * 4096, None),
    ],
)
def test_a_firm_is_a_name_and_no_sentence(typed: str, firm: str | None) -> None:
    assert firm_named(typed) == firm


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("en fait favorable", Opinion.FAVOURABLE),
        ("Défavorable.", Opinion.UNFAVOURABLE),
        ("finalement contre", Opinion.UNFAVOURABLE),
        ("plutôt avec réserves", Opinion.RESERVED),
        ("je me déporte", Opinion.RECUSED),
        ("C’est mon beau-frère !", Opinion.RECUSED),
        ("annule", TakenBack.OPINION),
        ("Un projet solide, à suivre.", None),
        ("je connais bien le secteur", None),
        ("favorable si les horaires suivent", None),
        ("je " * 1365, None),
    ],
)
def test_an_opinion_is_the_whole_of_what_is_typed(typed: str, said: Opinion | TakenBack | None) -> None:
    assert said_of_request(typed) == said
