"""The tables of what words weigh."""

from importlib.resources import files

import pytest

from conversations.understanding import vocabulary
from conversations.understanding.vocabulary.learned import learned
from conversations.understanding.vocabulary.skill_words import FACTS, TURNS, WORDS


@pytest.mark.parametrize("name", [WORDS, TURNS, FACTS])
def test_every_term_of_a_table_is_found_with_its_signs(name: str) -> None:
    """The terms are in order, the first and the last of the file included."""
    lines = files(vocabulary.__name__).joinpath(name).read_text("utf-8").splitlines()
    written = dict(line.split("\t") for line in lines)

    assert {term: learned(name).signs(term).decode() for term in written} == written


def test_a_term_that_no_table_has_weighs_nothing() -> None:
    """Whatever it begins as, and where it would stand."""
    unknown = ("achete un zebu", "zzz", "\U0001f642", "a\tb", "3", "$")

    assert {learned(TURNS).signs(term) for term in unknown} == {b""}
    assert learned(TURNS).sums(unknown, unknown) == []
