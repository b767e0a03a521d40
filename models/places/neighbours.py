"""Of several communes of a name, the one beside the town that is told: "Fontaine, près de Grenoble"."""

from collections.abc import Callable, Sequence
from typing import Final

from models.places.beside import clauses_beside
from models.places.ranking import Match
from models.places.wording import Wording

_NEAR_KM: Final = 25.0
_LANDMARK: Final = 5_000  # inhabitants of a town that others are told by


def beside_town(
    wording: Wording, found: Sequence[Match], apart: Callable[[str, str], float | None]
) -> list[Match]:
    """Return matches without the namesakes of the best one that are far from the town told beside it.

    ``apart``: the kilometres between two communes; where they are not known, a department tells.
    """
    best = found[0]
    spans = clauses_beside(wording, best.span) if best.exact else []
    beside = [match for match in found if any(span.holds(match.span) for span in spans)]
    towns = [match.name for match in beside if match.exact]
    town = max(towns, key=lambda name: name.population, default=None)
    if town is None or town.population < _LANDMARK:
        return [*found]

    def is_near(match: Match) -> bool:
        kilometres = apart(match.name.code, town.code)
        return match.name.department == town.department if kilometres is None else kilometres <= _NEAR_KM

    near = [match for match in found if match.span == best.span and match.exact and is_near(match)]
    return [*near, *beside] if len(near) == 1 else [*found]


def named_first(wording: Wording, found: Sequence[Match]) -> list[Match]:
    """Return matches with the towns that are set apart, and named whole, before what is merely like the best.

    "dont 4 à Toul et 6 à Nancy": Toul is offered before Nancy-sur-Cluses.
    """
    best = found[0]

    def place(match: Match) -> int:
        if match.exact and match.span == best.span:
            return 0
        return 1 if match.exact and match.name.kind == "own" and wording.is_landmark(match.span) else 2

    return sorted(found, key=place) if best.exact else [*found]
