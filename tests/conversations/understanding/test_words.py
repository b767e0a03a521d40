"""No message costs much more to read than another: one person cannot hold the others up."""

import pytest

from conversations.understanding.words import LONGEST_READ, fold, legible
from tests.reading import LONG, SHORT, Reader, cpu_seconds, plain, readers, texts

MOST_TIMES = 6  # four times as long: linear is 4, quadratic 16
TIMES_PLAIN, LEAST_SECONDS = 5, 0.005
NOISE_SECONDS = 0.001  # below, what is measured is the measure
ATTEMPTS = 4  # another program may have had the processor meanwhile

READERS = readers()


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_no_text_costs_much_more_than_a_plain_one(read: Reader) -> None:
    ordinary = max(cpu_seconds(read, plain(size)) for size in (SHORT, LONG))
    most = max(TIMES_PLAIN * ordinary, LEAST_SECONDS)
    short = texts(SHORT)
    for kind, text in texts(LONG).items():
        dear = _too_dear(read, text, short[kind], most)
        assert not dear, f"{kind}: {dear}, where {most * 1e3:.1f} ms are allowed"


def _too_dear(read: Reader, long: str, short: str, most: float) -> str:
    """Tell how dear a text is to read; empty when it is not, once at least."""
    told = ""
    for times in range(1, ATTEMPTS + 1):
        seconds = cpu_seconds(read, long, times)
        grown = seconds / max(cpu_seconds(read, short, times), NOISE_SECONDS)
        if seconds <= most and grown <= MOST_TIMES:
            return ""
        told = f"{seconds * 1e3:.1f} ms, {grown:.1f} times a quarter of it"
    return told


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
