"""Small counts are kept out of what is published, and so is what would give them back by subtraction.

Rule of presentation: below five dossiers, hide (reference of the 2017 activity, section 4).
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from math import inf
from typing import Generic, TypeAlias, TypeVar

SMALLEST_SHOWN = 5


class Secret(Enum):
    """Stands for a number that is not published. Values are in published files: never renamed."""

    SMALL = "under_5"
    HIDDEN = "not_shown"


Shown: TypeAlias = int | Secret | None
"""A number, why it is not published, or None where it is not known."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A number to publish. ``behind``: the dossiers it sums up, None for a number that counts them."""

    value: int
    behind: int | None = None

    @property
    def secret(self) -> Secret | None:
        """Why the number alone may not be published."""
        if self.behind is not None and 0 < self.behind < SMALLEST_SHOWN:
            return Secret.HIDDEN
        return Secret.SMALL if self._is_few else None

    @property
    def kept_back(self) -> Secret:
        """What stands for the number when another must not be found by subtracting it."""
        return Secret.SMALL if self._is_few else Secret.HIDDEN

    @property
    def _is_few(self) -> bool:
        return 0 < self.value < SMALLEST_SHOWN

    def bounds(self, secret: Secret) -> tuple[float, float]:
        """Return between what a reader knows the number to be."""
        if secret is Secret.SMALL:
            return 1, SMALLEST_SHOWN - 1
        return (SMALLEST_SHOWN if self.behind is None else 0), inf


Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Sum(Generic[Key]):
    """Cells that add up to another."""

    total: Key
    parts: tuple[Key, ...]


def secrets(cells: Mapping[Key, Cell], sums: Sequence[Sum[Key]]) -> dict[Key, Secret]:
    """Return the cells that are not published: small ones, then enough others that none can be found again.

    In a sum that gives a secret away the smallest number shown is kept back, as many times as it takes,
    and the total at last.
    """
    found = {key: cell.secret for key, cell in cells.items() if cell.secret}
    while chosen := next(filter(None, (_to_keep_back(each, cells, found) for each in sums)), None):
        found[chosen[0]] = cells[chosen[0]].kept_back
    return found


def _to_keep_back(
    sum_: Sum[Key], cells: Mapping[Key, Cell], found: Mapping[Key, Secret]
) -> tuple[Key] | None:
    """Return the next cell to keep back, alone in a tuple; None when the sum gives nothing away."""
    if not _gives_away(sum_, cells, found):
        return None
    shown = [key for key in sum_.parts if key not in found and cells[key].value]
    if shown:
        return (min(shown, key=lambda key: cells[key].value),)
    return None if sum_.total in found else (sum_.total,)


def _gives_away(sum_: Sum[Key], cells: Mapping[Key, Cell], found: Mapping[Key, Secret]) -> bool:
    """Tell whether subtraction brings a reader too near to one of the secrets of a sum."""
    terms = [_Term.of(cells[key], found[key]) for key in sum_.parts if key in found]
    if sum_.total in found:
        # Distinct counts may add up to a little more than their total: what a reader infers is the sum.
        whole = sum(cells[key].value for key in sum_.parts)
        low, high = cells[sum_.total].bounds(found[sum_.total])
        terms.append(_Term(-whole, -high, -low, 1))
    left = sum(term.value for term in terms)
    return any(term.width(left, terms) < term.least_width for term in terms)


@dataclass(frozen=True, slots=True, eq=False)
class _Term:
    """A secret of a sum, and between what a reader knows it to be; the total counts as negative.

    ``least_width``: how far apart the values must be that it may have for all a reader knows. A small
    count may be any small count, a sum over few dossiers is not known to half; the others may be known
    nearly.
    """

    value: int
    low: float
    high: float
    least_width: int

    @classmethod
    def of(cls, cell: Cell, secret: Secret) -> "_Term":
        """Return the term of a part."""
        least = max(SMALLEST_SHOWN - 2, cell.value if secret is Secret.HIDDEN else 0) if cell.secret else 1
        return cls(cell.value, *cell.bounds(secret), least)

    def width(self, left: int, terms: Iterable["_Term"]) -> float:
        """Return how far apart the values are that fit, the terms adding up to ``left``."""
        others = [term for term in terms if term is not self]
        low = max(self.low, left - sum(term.high for term in others))
        high = min(self.high, left - sum(term.low for term in others))
        return high - low
