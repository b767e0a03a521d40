"""How much the words of a sentence point to each skill, as learned from sentences.

The weights are in ``skill_words.tsv``, beside: a stem, or two that follow one another, then one sign a
skill and one for what calls for none. ``tests/understanding/learn_skills.py`` writes it, and tells from what.
"""

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


@cache
def _weights() -> dict[str, str]:
    content = files(vocabulary.__name__).joinpath("skill_words.tsv").read_text("utf-8")
    return dict(line.split("\t") for line in content.splitlines())


def all_stems(text: str) -> list[str]:
    """Return the stems of all words, those that carry no meaning of their own too: "we have"."""
    return [stem(word) for word in fold(text).split()]


def telling_stems(text: str) -> list[str]:
    """Return the stems of the words that carry meaning: no numbers, no single letters."""
    return [word.stem for word in words(text) if len(word.stem) > 1 and not word.stem.isdecimal()]


def terms(stems: Sequence[str]) -> set[str]:
    """Return the stems, and each two that follow one another."""
    return {*stems, *(f"{first} {second}" for first, second in pairwise(stems))}


def leanings(sentence: str) -> dict[str, float]:
    """Return how much a sentence points to each skill: about 1 where it surely does, 0 where it does not.

    Nothing when none of its words is known.
    """
    signs, share = _signs(telling_stems(sentence))
    if not signs:
        return {}
    return {
        code: share * (sum(map(ord, column)) - MIDDLE * len(signs)) + _worth(start)
        for code, start, *column in zip(LEARNED, _weights()[""], *signs, strict=False)
    }


def tells_no_need(sentence: str) -> float:
    """Return how much a sentence only tells who one is, or thanks: about 1 where it surely does."""
    signs, share = _signs(all_stems(sentence))
    return share * sum(ord(sign[-1]) - MIDDLE for sign in signs) + _worth(_weights()[""][-1])


def _signs(stems: Sequence[str]) -> tuple[list[str], float]:
    weights = _weights()
    found = [weights[term] for term in terms(stems) if term in weights]
    return found, FINENESS / sqrt(max(1, len({*stems})))


def _worth(sign: str) -> float:
    return FINENESS * (ord(sign) - MIDDLE)
