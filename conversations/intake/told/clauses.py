"""The words that tell a question's answer in a sentence about something else.

A figure alone tells nothing: "nous sommes 4" is a headcount, "recruter 4 personnes" jobs to create, "4 jours
par semaine" neither. What is past or denied is left out where it may change what is meant.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice

from conversations.patterns import pattern
from conversations.understanding.turns import turns
from conversations.understanding.words import LONGEST_READ, denies, excerpt, fold

Telling = Callable[[str], Iterator[tuple[str, str]]]
"""Gives, of a text, the words that tell an answer, and in them those to read."""

_SAID = turns("clauses")
CLAUSE, PAST = _SAID.pattern("clause"), _SAID.pattern("past")
CLAUSES, LONGEST = 40, 240  # clauses of a text, and characters of one: longer, it is no plain sentence
SHOWN = 90

_SECOND_THOUGHT = _SAID.pattern("second_thought", re.IGNORECASE)
_STOP = pattern(r"[,;:.!?(]")
_AGAIN_ONLY = _SAID.pattern("again_only")


def _together(text: str) -> str:
    """Return a text of the same length in which a value and the one in its place are of one clause."""
    return _SECOND_THOUGHT.sub(lambda words: _STOP.sub(" ", words[0]), text)


_PART = pattern(rf"\S.{{0,{LONGEST - 1}}}(?!\S)", re.DOTALL)
"""As much of a sentence as is read together: what is dictated has no end."""
_SOMEBODY, _WE_EMPLOY, _MINE, _THEY, _ACTING_FOR = (
    _SAID.pattern(each) for each in ("somebody", "we_employ", "mine", "they", "acting_for")
)


@lru_cache(maxsize=4)
def own_text(text: str) -> str:
    """Return a text without what it says of somebody else: a competitor, a bank, a relative.

    It goes on about them to the end of the sentence, unless the author comes back in it.
    """
    folded = fold(text)
    if not _SOMEBODY.search(folded) or _ACTING_FOR.search(folded):
        return text
    kept, start, others = [], 0, False
    for end in (*islice(CLAUSE.finditer(text), CLAUSES), None):
        clause = text[start : end.start() if end else None]
        folded, first = fold(clause), start == 0 or text[start - 1] in ".!?;\n"
        somebody, mine = _SOMEBODY.search(folded), _MINE.search(folded)
        if somebody:
            others = not (mine and mine.start() < somebody.start() and _WE_EMPLOY.search(folded))
        elif others:
            others = bool(_THEY.search(folded)) if first else not mine
        before = _before(clause, folded[: somebody.start()]) if somebody and others else ""
        kept.append(f"{before}\n" if others else clause + (end[0] if end else ""))
        start = end.end() if end else start
    return "".join(kept)


def _before(clause: str, folded: str) -> str:
    """Return the beginning of a long clause that its folded words are of; it is dictated, or typed in "
    "haste."""
    count = len(folded.split())
    if count < _HASTE:
        return ""
    words = [*islice(_WORD.finditer(clause), count + 1)]
    return clause[: words[-1].start()]


_WORD, _HASTE = pattern(r"[^\W_]+"), 8  # words before somebody else is spoken of
_FEW = 5  # words that are quoted whole


@lru_cache(maxsize=4)  # each question looks for its own words in the same text
def clauses(text: str) -> tuple[tuple[str, str], ...]:
    """Cut a text where its sentences, and their parts, end; return each as it is and folded.

    Questions tell nothing.
    """
    return tuple(_cut(own_text(text)))


def _cut(text: str) -> Iterator[tuple[str, str]]:
    start = 0
    for end in (*islice(CLAUSE.finditer(_together(text)), CLAUSES), None):
        for clause in _PART.findall(text[start : end.start() if end else None]):
            folded = fold(clause.strip()) if not (end and end[0] == "?") else ""
            if 0 < len(folded) <= LONGEST:  # one sign may make several letters
                yield clause.strip(), folded
        start = end.end() if end else start


def all_clauses(text: str) -> tuple[tuple[str, str], ...]:
    """Return the clauses of a text, those of somebody else included."""
    return tuple(_cut(text[:LONGEST_READ]))


def _denied(folded: str) -> bool:
    """Tell whether words deny something, which is not to put a value in the place of another."""
    return denies(folded) and denies(_AGAIN_ONLY.sub(" ", folded))


def _quoted(clause: str, folded: str, found: re.Match[str]) -> str:
    """Return the words of a clause that tell something: all of them, unless it is long."""
    words = [*_WORD.finditer(clause)]
    first, end = len(folded[: found.start()].split()), len(folded[: found.end()].split())
    if len(words) <= _FEW or len(words) != len(folded.split()):
        return excerpt(clause, SHOWN)
    return clause[words[first].start() : words[end - 1].end()]


def beside(telling: re.Pattern[str], *, unless: re.Pattern[str] | None = None) -> Telling:
    """Return what tells an answer in the clauses that hold these folded words, and not the others.

    A group named ``value`` holds the words to read; without it, the whole clause is read.
    """

    def told(text: str) -> Iterator[tuple[str, str]]:
        for clause, folded in clauses(text):
            found = telling.search(folded)
            if found and not _denied(folded) and not (unless and unless.search(folded)):
                yield _quoted(clause, folded, found), found.groupdict().get("value") or clause

    return told


_BEFORE, _AFTER = 5, 3  # words beside a value that may turn it round
_LONG_AGO, _RESUMED, _ONCE = (_SAID.pattern(each) for each in ("long_ago", "resumed", "once"))


def within(
    ways: Iterable[re.Pattern[str]],
    *,
    unless: re.Pattern[str] | None = None,
    after: re.Pattern[str] | None = None,
) -> Telling:
    """Return what tells an answer by the first of these ways, in folded words of a clause and no others.

    A group named ``value`` holds the words to read. ``unless``: what is not among the words before them;
    ``after``: what does not follow. A clause that nobody has cut, dictated or typed in haste, says several
    things, and each is read alone.
    """

    def told(text: str) -> Iterator[tuple[str, str]]:
        for clause, folded in clauses(text):
            for found in (each for way in ways for each in islice(way.finditer(folded), CLAUSES)):
                before = " ".join(_RESUMED.split(folded[: found.start("value")])[-1].split()[-_BEFORE:])
                left = " ".join(folded[found.end("value") :].split()[:_AFTER])
                turned = denies(before) or _ONCE.search(before) or _LONG_AGO.search(left)
                if turned or (unless and unless.search(before)) or (after and after.search(left)):
                    continue
                yield _quoted(clause, folded, found), found["value"]
                break

    return told


def first_told(*tellings: Telling) -> Telling:
    """Return what tells an answer by the first of these that finds any."""

    def told(text: str) -> Iterator[tuple[str, str]]:
        return next((iter(found) for each in tellings if (found := [*each(text)])), iter(()))

    return told
