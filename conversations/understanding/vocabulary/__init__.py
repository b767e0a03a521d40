"""Finding the terms of a vocabulary in free text, whatever its accents, endings and slips of the finger.

The vocabularies are the TOML and TSV files beside this module. Words are compared by their stems, computed on
words without accents because people in a hurry type none.
"""

import re
import tomllib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from sys import intern
from typing import Any, Generic, TypeVar

from rapidfuzz import process
from rapidfuzz.distance import OSA
from Stemmer import Stemmer  # type: ignore[import-not-found]

from conversations.frozen import frozen
from conversations.understanding.words import fold

Meaning = TypeVar("Meaning")

_LONGEST = 400  # words read in a text: bounds the work, a message of the form holds fewer
_LONGEST_WORD = 40  # letters: "anticonstitutionnellement" has 25; a longer one is no word, nor kept in mind
_SHORTEST_STEM = 4  # letters: below, "amiante" would become "ami"
_SHORTEST_MENDED = 7  # letters typed: a shorter word is too often one slip away from another, or a name
_SHORTEST_SLIP = 6  # letters of a whole text that may hold one
_LONG = 9  # letters of a stem that may hold two slips
_ELSEWHERE = 2  # words that may stand between two words of a phrase: "trouver de nouveaux bons clients"


@frozen
class Word:
    """A word that carries meaning, as typed and as compared."""

    typed: str
    stem: str


@frozen
class Spotted(Generic[Meaning]):
    """A term found in a text: where its words stand among the text's words, and how they were typed."""

    term: tuple[str, ...]
    meanings: tuple[Meaning, ...]
    positions: tuple[int, ...]
    typed: str


@cache
def vocabulary(name: str) -> dict[str, Any]:
    """Return the content of a vocabulary file, read once."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text("utf-8"))


@cache
def words_of(name: str, *lists: str) -> frozenset[str]:
    """Return the folded words of lists of a vocabulary."""
    known = vocabulary(name)
    return frozenset(word for each in lists for word in str(known[each]).split())


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a vocabulary in columns, read once; what begins with "#" is a remark."""
    lines = files(__name__).joinpath(f"{name}.tsv").read_text("utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if not line.startswith("#"))


@cache
def _empty() -> frozenset[str]:
    listed = vocabulary("empty")
    return frozenset(f"{listed['french']} {listed['english']}".split())


@lru_cache(maxsize=2_000)
def stem(folded: str) -> str:
    """Return what a folded word shares with its other endings."""
    # A new stemmer each time, 1 µs: it keeps its word in itself, so threads cannot share one.
    found = str(Stemmer("french", 0).stemWord(folded))
    return found if len(found) >= _SHORTEST_STEM else folded.rstrip("sx") or folded


@cache
def _apart() -> frozenset[str]:
    return frozenset(vocabulary("empty")["apart"].split())


def words(text: str) -> tuple[Word, ...]:
    """Return the words of a text that carry meaning, in order."""
    typed = re.findall(r"[^\W_]+", text)[:_LONGEST]
    folded = ((word, fold(word)) for word in typed if len(word) <= _LONGEST_WORD)
    return tuple(
        Word(word, bare if bare in _apart() else stem(bare))
        for word, bare in folded
        if bare and len(bare) <= _LONGEST_WORD and bare not in _empty()
    )


class Spellings:
    """Words to find again by what differs from one of them by slips of the finger: no longer, no shorter."""

    def __init__(self, listed: Iterable[str]) -> None:
        """Put the words of one length together: one slip makes a word one letter longer at most."""
        by_length: defaultdict[int, list[str]] = defaultdict(list)
        for word in sorted({*listed}):
            by_length[len(word)].append(word)
        self._by_length = dict(by_length)

    def nearest(self, typed: str, slips: int) -> str | None:
        """Return the word at so many slips at most, first of the nearest; None where there is none."""
        same = self._by_length.get(len(typed), ())
        at = bisect_left(same, typed)
        if at < len(same) and same[at] == typed:
            return typed
        found: list[tuple[int, str]] = []
        for length in range(len(typed) - slips, len(typed) + slips + 1):
            alike = self._by_length.get(length, ())
            if best := process.extractOne(typed, alike, scorer=OSA.distance, score_cutoff=slips):
                found.append((int(best[1]), str(best[0])))
        return min(found)[1] if found else None


@cache
def spellings(name: str, *tables: str) -> tuple[str, ...]:
    """Return the terms of some tables of a vocabulary as they are spelt, folded."""
    listed = vocabulary(name)
    return tuple(fold(term) for table in tables for terms in listed[table].values() for term in terms)


_HERS = (
    ("", "e"),
    ("er", "ere"),
    ("eur", "euse"),
    ("teur", "trice"),
    ("en", "enne"),
    ("on", "onne"),
    ("al", "aux"),
)
"""How the endings of what a man is called change for a woman, or for several."""


class InGenders(Container[str]):
    """Folded words in their genders and numbers: what else shares their stem may be another word."""

    def __init__(self, named: Iterable[str]) -> None:
        self._named = frozenset(named)

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and (self._is(word) or self._is(word.removesuffix("s")))

    def _is(self, word: str) -> bool:
        return word in self._named or any(
            word.endswith(her) and f"{word.removesuffix(her)}{his}" in self._named for his, her in _HERS
        )


@cache
def exact_texts(name: str) -> dict[str, str]:
    """Return what whole folded texts mean, whose words are too common."""
    return {text: meaning for meaning, texts in vocabulary(name)["exact"].items() for text in texts}


def slip_of(folded: str, spelt: Spellings) -> str | None:
    """Return the folded term that folded words are one slip of the finger away from; None for any other."""
    if not _SHORTEST_SLIP <= len(folded) <= _LONGEST_WORD:
        return None
    return spelt.nearest(folded, 1)


def as_typed(text: tuple[Word, ...], spotted: Spotted[Meaning]) -> Iterator[int]:
    """Give the places of the words that say a term as it is: one with a slip may be another word."""
    for at, stem in zip(spotted.positions, spotted.term, strict=True):
        if text[at].stem == stem:
            yield at


class Thesaurus(Generic[Meaning]):
    """Terms, of one or several words, and what each may mean."""

    def __init__(self, terms: Iterable[tuple[str, Meaning]], known: Container[str] = frozenset()) -> None:
        """Index the terms; those that differ only by their endings add up their meanings.

        ``known``: the stems of other words, which are no slip of a term.
        Raise ValueError for a term made of empty words only: it would be found nowhere.
        """
        self._known = known
        meanings: defaultdict[tuple[str, ...], list[Meaning]] = defaultdict(list)
        for term, meaning in terms:
            stems = tuple(intern(word.stem) for word in words(term))
            if not stems:
                raise ValueError(term)
            meanings[stems].append(meaning)
        self._meanings = {stems: tuple(found) for stems, found in meanings.items()}
        self._starting: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
        for stems in self._meanings:
            self._starting[stems[0]].append(stems)
        self._stems = frozenset(stem for stems in self._meanings for stem in stems)
        initials: defaultdict[str, list[str]] = defaultdict(list)
        for stem in self._stems:
            if len(stem) > _SHORTEST_STEM:
                initials[stem[0]].append(stem)
        self._spellings = {initial: Spellings(stems) for initial, stems in initials.items()}

    def of(self, stem: str) -> tuple[Meaning, ...]:
        """Return what a word may mean by itself."""
        return self._meanings.get((stem,), ())

    def spot(self, text: tuple[Word, ...]) -> tuple[Spotted[Meaning], ...]:
        """Return the terms of a text; where two share a word the longer one is kept."""
        stems = [self._mend(word) for word in text]
        found = sorted(self._occurrences(stems), key=lambda positions: (-len(positions), positions))
        taken: set[int] = set()
        spotted = []
        for positions in found:
            if taken.isdisjoint(positions):
                taken.update(positions)
                term = tuple(stems[at] for at in positions)
                typed = " ".join(text[at].typed for at in positions)
                spotted.append(Spotted(term, self._meanings[term], positions, typed))
        return tuple(spotted)

    def _mend(self, word: Word) -> str:
        """Return the known stem that a slip of the finger turned into this word's, else this word's."""
        stem = word.stem
        if stem in self._stems or len(word.typed) < _SHORTEST_MENDED or stem in self._known:
            return stem
        # The first letter is the one people get right, and looking under it only is ten times quicker.
        alike = self._spellings.get(stem[0])
        return (alike and alike.nearest(stem, 1 if len(stem) < _LONG else 2)) or stem

    def _occurrences(self, stems: list[str]) -> Iterator[tuple[int, ...]]:
        for start, first in enumerate(stems):
            for phrase in self._starting.get(first, ()):
                positions = [start]
                for stem in phrase[1:]:
                    after = positions[-1] + 1
                    reach = stems[after : after + 1 + _ELSEWHERE]
                    if stem not in reach:
                        break
                    positions.append(after + reach.index(stem))
                else:
                    yield tuple(positions)
