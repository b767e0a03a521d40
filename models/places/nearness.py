"""How near names are to each other, by their letters and by the ear."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from rapidfuzz.distance import OSA

from models.places.names import key, run_together, sound
from models.places.spans import Span
from models.places.table import LIKENESS, CommuneFile, Named
from models.places.wording import Wording

NEARLY: Final = 0.79  # when a name is as near, others are not looked for
_LEAST_ALIKE: Final = 0.72  # one typo in four letters
_LEAST_ALIKE_IF_LONG: Final = 0.66  # three typos in nine letters
_LONG: Final = 8
_MOST_ALIKE_KEPT: Final = 20
_BY_EAR: Final = 2  # typos between names that sound the same, and are taken for each other

_MOST_BEFORE: Final = 4  # words of a longer name before one that is found
_LETTERS_A_SLIP: Final = 3  # of those words
_ROUNDING: Final = 1e-6
_FEW: Final = 3

typos: Final = OSA.distance


def likenesses(name: str, others: Iterable[Named]) -> list[float]:
    """Return how alike folded words are to each name, 0 to 1, whatever stands between their words."""
    typed, together = key(name), run_together(name)
    return [
        max(LIKENESS(typed, other.key), LIKENESS(together, run_together(other.folded))) for other in others
    ]


def closest(file: CommuneFile, name: str, *, alone: bool = True) -> list[Named]:
    """Return the names most alike: a comparison with the thousands as long, twice, takes milliseconds.

    ``alone``: one of two that are looked for at most; of more, the second is with those of its initial.
    """
    typed, joined, enough = key(name), run_together(name), least(name)
    by_key = file.all_keys.alike(typed, NEARLY, _MOST_ALIKE_KEPT)
    together = file.all_run_together.alike(joined, NEARLY, _MOST_ALIKE_KEPT)
    if not by_key and not together and len(typed) >= _LONG and not alone:
        by_key = file.all_keys.alike_from(_initials(typed), typed, enough, _MOST_ALIKE_KEPT)
        together = file.all_run_together.alike_from(_initials(joined), joined, enough, _MOST_ALIKE_KEPT)
    elif not by_key and not together:
        by_key = file.all_keys.alike(typed, enough, _MOST_ALIKE_KEPT)
        together = file.all_run_together.alike(joined, enough, _MOST_ALIKE_KEPT)
    return file.named(found for found, _ in by_key) + file.numbered(at for _, at in together)


def _initials(typed: str) -> str:
    """Return the letters with which a name begins that was typed with several slips: the first is seldom one.

    It may be swapped with the next, a silent one left out, or one of those that sound as it does.
    """
    return "".join(dict.fromkeys(f"{typed[:2]}h" + "".join(said for said in _SAID if typed[0] in said)))


def least(name: str) -> float:
    """Return how alike a name has to be to be the one that is meant, 0 to 1."""
    return _LEAST_ALIKE_IF_LONG if len(key(name)) >= _LONG else _LEAST_ALIKE


def sound_alike(name: str, other: Named) -> bool:
    """Tell whether a name is said as another one, and nearly written as it."""
    alike = len(key(name)) >= _LONG and sound(name) == sound(other.folded)
    return alike and typos(name, other.folded) <= _BY_EAR


def is_usual_slip(typed: str, meant: str) -> bool:
    """Tell whether one slip is of those that fingers make, or the ear: no "t" for a "c".

    A letter left out, doubled or silent, two swapped, one beside another on the keyboard or said as it is.
    """
    if len(typed) < len(meant) or sorted(typed) == sorted(meant):
        return True
    at = next(at for at, letter in enumerate(typed) if letter != meant[at : at + 1])
    if len(typed) == len(meant):
        return frozenset((typed[at], meant[at])) in _CONFUSED
    beside = typed[max(at - 1, 0) : at] + typed[at + 1 : at + 2]
    return typed[at] in _SILENT or any(frozenset((typed[at], one)) in _CONFUSED for one in beside)


_SILENT: Final = frozenset("ehstxz ")
_KEYS: Final = ("azertyuiop", "qsdfghjklm", "wxcvbn", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_SAID: Final = ("aeiouy", "bp", "cksq", "cgj", "dt", "fv", "mn", "sz", "sxz", "gj", "lr", "uvw", "il")
_CONFUSED: Final = frozenset(frozenset(pair) for row in _KEYS for pair in pairwise(row)) | frozenset(
    frozenset((one, other)) for alike in _SAID for one in alike for other in alike
)
"""Letters typed for each other: neighbours on a French or an English keyboard, or of near sounds."""


def longer_names(file: CommuneFile, wording: Wording, found: Span) -> Iterator[tuple[list[Named], Span]]:
    """Return the names that end with one found in the words of a street, and the words that may say them.

    They are a slip of the finger apart: "rue Haute Chênee-Bernard".
    """
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
        by_key = file.all_keys.alike(key(name), _least_but(key(name), slips), _FEW)
        together = file.all_run_together.alike(
            run_together(name), _least_but(run_together(name), slips), _FEW
        )
        if by_key or together:
            near = file.named(near for near, _ in by_key) + file.numbered(at for _, at in together)
            yield [named for named in near if _ends(named, end)], span


def _ends(named: Named, end: str) -> bool:
    """Tell whether a name ends with another one, but for a slip."""
    return typos(named.key[-len(end) :], end) <= 1


def _least_but(name: str, slips: int) -> float:
    return 1 - slips / len(name) - _ROUNDING
