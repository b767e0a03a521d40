"""The words that correct an answer already given: those of its own question, or a mark such as "in fact".

What is typed there may be a remark, or small talk: "I am in Paris on Monday" moves no company. A figure goes
with the unit beside it. Where words may be misread they correct nothing: the button does.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from conversations.intake.told import dates, money
from conversations.intake.told.clauses import LONGEST, PAST, SHOWN, Telling, own_text
from conversations.patterns import pattern
from conversations.understanding.turns import turns
from conversations.understanding.words import excerpt, fold

_SAID = turns("again")
_MARKED_LAST, _AFTER_ALL = _SAID.pattern("marked_last"), _SAID.pattern("after_all")
_NOT_THIS, _THIS_AND_NOT = _SAID.pattern("not_this"), _SAID.pattern("this_and_not")
_PIECE, _PIECES = _SAID.pattern("piece", re.IGNORECASE), 12
_NOT_SHOWN_TO = _SAID.ways("not_shown_to", re.IGNORECASE)
_UNSURE = _SAID.pattern("unsure")
_BETWEEN = pattern(r"\b(?:entre|between)\b")
_DIGITS = pattern(r"\d+(?: \d{3})*")


@lru_cache(maxsize=4)  # each question looks for its own words in the same text
def pieces(text: str) -> tuple[tuple[str, str], ...]:
    """Return the parts of a text that each say one thing, as they are and folded; none that denies."""
    own = own_text(text) if len(text) <= LONGEST else ""
    whole = fold(own)
    for instead in (_NOT_THIS, _THIS_AND_NOT):
        if put := instead.search(whole):
            said = f"{put['value']}{put['own'] or put['unit'] or ''}"
            own = whole = f"{whole[: put.start()]}{said}{whole[put.end() :]}"
    found: list[tuple[str, str]] = []
    start = 0
    for end in () if _BETWEEN.search(whole) else (*islice(_PIECE.finditer(own), _PIECES), None):
        piece = own[start : end.start() if end else None].strip()
        folded = fold(piece)
        if folded and not _UNSURE.search(folded):
            found.append((piece, folded))
        start = end.end() if end else start
    return tuple(found)


def _said(ways: Iterable[re.Pattern[str]], *, unless: re.Pattern[str] | None = None) -> Telling:
    """Return what finds an answer in the pieces that hold such folded words; ``value``: those to read."""

    def said(text: str) -> Iterator[tuple[str, str]]:
        for piece, folded in pieces(text):
            last = _MARKED_LAST.search(folded)  # "on est 9 en fait" says "en fait on est 9"
            orders = (folded, f"{last['marks']} {last['said']}") if last else (folded,)
            found = next((found for words in orders for each in ways if (found := each.search(words))), None)
            if found and not (unless and unless.search(folded)):
                yield excerpt(piece, SHOWN), found["value"]

    return said


def _told(telling: Telling) -> Telling:
    """Return what finds an answer in the pieces that tell it, and hold no other figure."""

    def said(text: str) -> Iterator[tuple[str, str]]:
        for piece, folded in pieces(text):
            if len(_DIGITS.findall(folded)) <= 1:
                yield from telling(piece)

    return said


headcount = _said(_SAID.ways("headcount"), unless=_SAID.pattern("not_headcount"))
jobs_created = _said(_SAID.ways("jobs_created"), unless=_SAID.pattern("not_jobs_created"))
jobs_kept = _said(_SAID.ways("jobs_kept"), unless=PAST)
place = _said(_SAID.ways("place"), unless=_SAID.pattern("not_place"))
days, start, role, sector, call_time, call_time_told = (
    _said(_SAID.ways(each)) for each in ("days", "start", "role", "sector", "call_time", "call_time_told")
)
founded, _advance, budget, aid_received = map(
    _told, (dates.founded, money.advance, money.budget, money.aid_received)
)


def advance(text: str) -> Iterator[tuple[str, str]]:
    """Give the amount that is put right, or the words that want no advance after all."""
    if money.refuses_advance(text) and _AFTER_ALL.search(fold(text)):
        yield text, text
    else:
        yield from _advance(text)


def excluded(text: str) -> Iterator[tuple[str, str]]:
    """Find who must not see the request: "ne pas montrer à la banque", in the words they are named by."""
    if len(text) > LONGEST:
        return
    for form in _NOT_SHOWN_TO:
        if found := form.search(text):
            named = found["value"].strip(" .!,;:")
            if any(map(str.isalpha, named)):
                yield excerpt(text, SHOWN), named
            return
