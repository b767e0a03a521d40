"""What is left of a text once it is read."""

import pytest

from conversations.understanding.residue import changes_nothing


@pytest.mark.parametrize(
    "rest",
    [
        "",
        "bonjour nous sommes",
        "euh je dirais",
        "we are about",
        "merci d avance",
        "bonne journee",
        "bjr",
        "bien a vous",
    ],
)
def test_courtesy_and_hedges_change_nothing(rest: str) -> None:
    assert changes_nothing(rest)


@pytest.mark.parametrize(
    "rest",
    ["pas", "sauf", "bientot", "puis", "moins", "et ma femme", "3", "tranche", "par mois", "avance", "bonne"],
)
def test_any_other_word_may_change_the_value(rest: str) -> None:
    assert not changes_nothing(rest)


def test_the_words_of_the_question_change_nothing() -> None:
    assert changes_nothing("nous avons salaries", {"salaries"})
    assert not changes_nothing("nous avons salaries", {"euros"})
