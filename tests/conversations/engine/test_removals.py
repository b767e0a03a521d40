"""What takes an answer away is heard under the name of the answer."""

import pytest

from conversations.engine.removals import HIRING, taken_away


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("enlève l'avance", "avance"), ("enlevez l'avance svp", "avance"), ("plus d'avance", "avance"),
        ("je ne veux plus créer d'emplois", "emplois"), ("retire le budget", "budget"),
        ("finalement aucun emploi", "emploi"), ("I don't want the advance any more", "advance"),
        ("on n'embauche plus", HIRING), ("je ne veux plus embaucher", HIRING),
        ("no hiring after all", HIRING),
    ],
)  # fmt: skip
def test_what_is_taken_away_is_called_by_its_name(text: str, called: str) -> None:
    assert taken_away(text) == called


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12 salariés",
        "nous ne voulons pas fermer en août, ni après",
        "plus 2",
        "sans 3",
        "plus " * 2000,
        "pas d'avance",
    ],
)
def test_other_words_take_nothing_away(text: str) -> None:
    assert taken_away(text) == ""
