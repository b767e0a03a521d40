"""How much the words of a sentence point to each skill, as learned from sentences.

The weights are in two tables, beside: a stem, or two that follow one another, then one sign a skill.
``skill_words.tsv`` knows the words that carry meaning; ``skill_turns.tsv`` all of them, so the turn of a
sentence too ("nobody wants to"). What both say is averaged: they err apart. A third, ``plain_facts.tsv``, has
one sign for what calls for none: of stems, up to three in a row, where a sentence begins and ends too.
``learn_skills.py``, ``learn_skill_turns.py`` and ``learn_plain_facts.py`` of ``tests/understanding`` write
them, and tell from what.
"""

from collections.abc import Sequence
from itertools import pairwise

from conversations.understanding.vocabulary import stem, words
from conversations.understanding.vocabulary.learned import learned
from conversations.understanding.words import fold

LEARNED = (
    "strategy", "sales", "hr", "industrial_organisation", "management_finance", "quality", "hse", "technical",
    "digital", "business_creation", "purchasing_logistics", "legal", "export", "rd_innovation",
    "communication_marketing",
)  # fmt: skip
"""The skills that words point to, in the order of the signs."""

WORDS, TURNS, FACTS = "skill_words.tsv", "skill_turns.tsv", "plain_facts.tsv"


def told_stems(text: str) -> list[str]:
    """Return the stems of all words: no numbers, no single letters."""
    stems = (stem(word) for word in fold(text).split())
    return [found for found in stems if len(found) > 1 and not found.isdecimal()]


def telling_stems(text: str) -> list[str]:
    """Return the stems of the words that carry meaning: no numbers, no single letters.

    Also of the words that stay as they are elsewhere: the tables know stems only.
    """
    stems = (stem(fold(word.typed)) for word in words(text))
    return [found for found in stems if len(found) > 1 and not found.isdecimal()]


def terms(stems: Sequence[str]) -> set[str]:
    """Return the stems, and each two that follow one another."""
    return {*stems, *(f"{first} {second}" for first, second in pairwise(stems))}


def phrases(stems: Sequence[str]) -> set[str]:
    """Return the stems, and each two and three that follow one another from the start to the end."""
    whole = ("^", *stems, "$")
    several = (" ".join(whole[at : at + count]) for count in (2, 3) for at in range(len(whole) - count + 1))
    return {*stems, *several}


def leanings(sentence: str) -> dict[str, float]:
    """Return how much a sentence points to each skill: about 1 where it surely does, 0 where it does not.

    Nothing when none of its words is known.
    """
    said = [
        learned(table).sums(stems, terms(stems))
        for table, stems in ((WORDS, telling_stems(sentence)), (TURNS, told_stems(sentence)))
    ]
    known = [sums for sums in said if sums]
    return {code: sum(each) / len(known) for code, *each in zip(LEARNED, *known, strict=False) if known}


def tells_no_need(sentence: str) -> float:
    """Return how much a sentence only tells who one is, thanks or doubts: about 1 where it surely does."""
    stems = told_stems(sentence)
    return sum(learned(FACTS).sums(stems, phrases(stems)))
