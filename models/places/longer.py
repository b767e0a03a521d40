"""Names of which a found one is only the end, a slip of the finger apart: "rue Haute Chênee-Bernard"."""

from collections.abc import Iterator
from typing import Final

from models.places.names import key, run_together
from models.places.nearness import typos
from models.places.spans import Span
from models.places.table import CommuneFile, Named
from models.places.wording import Wording

_MOST_BEFORE: Final = 4  # words
_LETTERS_A_SLIP: Final = 3  # of those before the found name
_ROUNDING: Final = 1e-6
_FEW: Final = 3


def longer_names(file: CommuneFile, wording: Wording, found: Span) -> Iterator[tuple[list[Named], Span]]:
    """Return the names that end with one found in the words of a street, and the words that may say them."""
    part = next((part for part in wording.segments if part.street < found.start < part.end), None)
    if part is None or wording.anchored(found.start - 1) or wording.postcode:
        return
    end = key(wording.said(found))
    for start in range(max(part.street + 1, found.start - _MOST_BEFORE), found.start):
        span = Span(start, found.end)
        name = wording.said(span)
        slips = max(1, (len(key(name)) - len(end)) // _LETTERS_A_SLIP)
        if key(name) == end:
            continue
        by_key = file.all_keys.alike(key(name), _least(key(name), slips), _FEW)
        together = file.all_run_together.alike(run_together(name), _least(run_together(name), slips), _FEW)
        if by_key or together:
            near = file.named(near for near, _ in by_key) + file.numbered(at for _, at in together)
            yield [named for named in near if _ends(named, end)], span


def _ends(named: Named, end: str) -> bool:
    """Tell whether a name ends with another one, but for a slip."""
    return typos(named.key[-len(end) :], end) <= 1


def _least(name: str, slips: int) -> float:
    return 1 - slips / len(name) - _ROUNDING
