"""The advance, the budget and the aid received, told in a sentence about something else."""

import re
from collections.abc import Iterator
from itertools import islice

from conversations.intake.told.clauses import CLAUSES, SHOWN, Telling, beside, clauses, first_told, own_text
from conversations.situation import Situation
from conversations.understanding.turns import turns
from conversations.understanding.words import LONGEST_READ, denies, excerpt, fold

_SAID = turns("money")
NO_ADVANCE, _UNWANTED = _SAID.pattern("no_advance"), _SAID.pattern("unwanted")
_PRICE, _OTHER_MONEY = _SAID.pattern("price", re.IGNORECASE), _SAID.pattern("other_money", re.IGNORECASE)
_WANTED_BEFORE = _SAID.pattern("wanted_before", re.IGNORECASE)
_STOP, _STOP_OR_FOR = _SAID.pattern("stop"), _SAID.pattern("stop_or_for")
_NEAR = 30  # characters in which a sum is said to be of something else


def _sums(name: str, *, unless: str = "bank") -> Telling:
    """Return what finds the sum that stands the nearest to a name, and to none of the others."""
    near, other_money = _SAID.pattern(name, re.IGNORECASE), _SAID.pattern(unless, re.IGNORECASE)

    def told(text: str) -> Iterator[tuple[str, str]]:
        own = own_text(text)[:LONGEST_READ]
        for found in islice(near.finditer(own), CLAUSES):
            around = own[max(0, found.start() - 30) : found.end() + 25]
            if not (denies(fold(found[0])) or other_money.search(around)):
                yield excerpt(found[0], SHOWN), (found["after"] or found["value"]).strip()

    return told


def price(text: str, situation: Situation) -> Iterator[tuple[str, str]]:
    """Give the only sum of a text that is not said to be of something else: what the project costs."""
    own = own_text(text)[:LONGEST_READ]
    found = []
    for each in islice(_PRICE.finditer(own), CLAUSES):
        before = _STOP_OR_FOR.split(own[max(0, each.start() - _NEAR) : each.start()])[-1]
        after = _STOP.split(own[each.end() : each.end() + _NEAR], maxsplit=1)[0]
        if not (_OTHER_MONEY.search(f"{before} {after}") or _WANTED_BEFORE.search(before)):
            found.append(each)
    if len(found) == 1:
        said = found[0][0].strip()
        yield excerpt(said, SHOWN), said


_wanted = first_told(
    _sums("advance_sum"), beside(_SAID.pattern("advance_beside"), unless=_SAID.pattern("not_advance"))
)
budget = first_told(
    _sums("budget_sum"), beside(_SAID.pattern("budget_beside"), unless=_SAID.pattern("not_budget"))
)
aid_received = first_told(
    _sums("aid_sum", unless="bank_or_wanted"),
    beside(_SAID.pattern("aid_beside"), unless=_SAID.pattern("not_aid")),
)


def advance(text: str) -> Iterator[tuple[str, str]]:
    """Give the amount that is wanted, or the words that want none."""
    if refuses_advance(text):
        yield text, text
    elif unwanted := next((each for each in clauses(text) if _UNWANTED.search(each[1])), None):
        yield excerpt(unwanted[0], SHOWN), "0"
    else:
        yield from _wanted(text)


def refuses_advance(text: str) -> bool:
    """Tell whether a text says that no advance is wanted, by its name, and nothing else."""
    folded = fold(text) if len(text) <= SHOWN and "?" not in text else ""
    named = not {"avance", "advance", "loan"}.isdisjoint(folded.split())
    return named and NO_ADVANCE.fullmatch(folded) is not None
