"""No message holds the others up: what is dear to read is bounded (how dear, `make bench` measures)."""

import pytest

from conversations.understanding.words import LONGEST_READ, fold, legible
from tests.reading import HELD_UP_SECONDS, LONG, Reader, cpu_seconds, readers, texts

READERS = readers()


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_no_text_holds_the_others_up(read: Reader) -> None:
    for kind, text in texts(LONG).items():
        assert cpu_seconds(read, text, times=1) < HELD_UP_SECONDS, kind


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("  douze\t\u00a0 personnes \n\n\n  à  Toul ", "douze personnes\nà Toul"),
        ("a" + " " * 4_094 + "b", "a b"),
        ("a" * LONGEST_READ, "a" * LONGEST_READ),
        ("a" * (LONGEST_READ + 1), ""),
        ("\ufdfa" * 400, ""),
        ("", ""),
    ],
)
def test_what_is_read_has_its_blanks_squeezed_and_nothing_of_what_is_too_long(text: str, read: str) -> None:
    assert legible(text) == read


def test_words_that_are_too_long_are_not_half_read() -> None:
    assert fold("douze " * 1_000) == ""
