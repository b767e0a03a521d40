"""How much the words of a sentence point to each skill, as learned from sentences.

The weights are in two tables, beside: a stem, or two that follow one another, then one sign a skill and one
for what calls for none. ``skill_words.tsv`` knows the words that carry meaning; ``skill_turns.tsv`` all of
them, so the turn of a sentence too ("nobody wants to"). What both say is averaged: they err apart.
``learn_skills.py`` and ``learn_skill_turns.py`` of ``tests/understanding`` write them, and tell from what.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import sqrt

from conversations.understanding import vocabulary
from conversations.understanding.vocabulary import stem, words
from conversations.understanding.words import fold

LEARNED = (
    "strategy", "sales", "hr", "industrial_organisation", "management_finance", "quality", "hse", "technical",
    "digital", "business_creation", "purchasing_logistics", "legal", "export", "rd_innovation",
    "communication_marketing",
)  # fmt: skip
"""The skills that words point to, in the order of the signs; the last sign is for none of them."""

MIDDLE, MOST, FINENESS = ord("P"), 40, 0.02
"""The sign of a weight of none, the steps there are on either side, and what a step is worth."""


WORDS, TURNS = "skill_words.tsv", "skill_turns.tsv"


_BLOCK = 512  # characters looked through for a term: half a microsecond


class _Weights:
    """A table kept as its sorted text, of which some terms are known: a sixth of the memory of a dict."""

    def __init__(self, content: str) -> None:
        self._text = f"\n{content.rstrip()}"
        self._terms: list[str] = []
        self._starts: list[int] = []
        start = 0
        while start >= 0:
            self._terms.append(self._text[start + 1 : self._text.index("\t", start)])
            self._starts.append(start)
            start = self._text.find("\n", start + _BLOCK)
        self._starts.append(len(self._text))

    def of(self, term: str) -> str:
        """Return the signs of a term; none for one that is not in the table."""
        block = bisect_right(self._terms, term) - 1
        start = self._text.find(f"\n{term}\t", self._starts[block], self._starts[block + 1])
        end = start + len(term) + 2
        return self._text[end : end + len(LEARNED) + 1] if start >= 0 else ""


@cache
def _weights(table: str) -> _Weights:
    return _Weights(files(vocabulary.__name__).joinpath(table).read_text("utf-8"))


def all_stems(text: str) -> list[str]:
    """Return the stems of all words, those that carry no meaning of their own too: "we have"."""
    return [stem(word) for word in fold(text).split()]


def told_stems(text: str) -> list[str]:
    """Return the stems of all words: no numbers, no single letters."""
    return [found for found in all_stems(text) if len(found) > 1 and not found.isdecimal()]


def telling_stems(text: str) -> list[str]:
    """Return the stems of the words that carry meaning: no numbers, no single letters.

    Also of the words that stay as they are elsewhere: the tables know stems only.
    """
    stems = (stem(fold(word.typed)) for word in words(text))
    return [found for found in stems if len(found) > 1 and not found.isdecimal()]


def terms(stems: Sequence[str]) -> set[str]:
    """Return the stems, and each two that follow one another."""
    return {*stems, *(f"{first} {second}" for first, second in pairwise(stems))}


def leanings(sentence: str) -> dict[str, float]:
    """Return how much a sentence points to each skill: about 1 where it surely does, 0 where it does not.

    Nothing when none of its words is known.
    """
    said = [
        _sums(table, stems)
        for table, stems in ((WORDS, telling_stems(sentence)), (TURNS, told_stems(sentence)))
    ]
    known = [sums for sums in said if sums]
    return {code: sum(each) / len(known) for code, *each in zip(LEARNED, *known, strict=False) if known}


def tells_no_need(sentence: str) -> float:
    """Return how much a sentence only tells who one is, or thanks: about 1 where it surely does."""
    return (_no_need(WORDS, all_stems(sentence)) + _no_need(TURNS, told_stems(sentence))) / 2


def _sums(table: str, stems: Sequence[str]) -> list[float]:
    """Return what the known terms of a sentence add up to, a skill; nothing when there is none."""
    signs, share = _signs(table, stems)
    start = _weights(table).of("")
    columns = zip(start, *signs, strict=False) if signs else ()
    return [
        share * (sum(map(ord, column)) - MIDDLE * len(column)) + _worth(first) for first, *column in columns
    ]


def _no_need(table: str, stems: Sequence[str]) -> float:
    signs, share = _signs(table, stems)
    return share * sum(ord(sign[-1]) - MIDDLE for sign in signs) + _worth(_weights(table).of("")[-1])


def _signs(table: str, stems: Sequence[str]) -> tuple[list[str], float]:
    weights = _weights(table)
    found = [signs for term in terms(stems) if (signs := weights.of(term))]
    return found, FINENESS / sqrt(max(1, len({*stems})))


def _worth(sign: str) -> float:
    return FINENESS * (ord(sign) - MIDDLE)
