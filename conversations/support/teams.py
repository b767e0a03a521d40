"""The smallest team of advisors whose skills, put together, cover what a dossier needs.

Several people with complementary skills on one project is what committees do more and more often (SEED).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Candidate:
    """An advisor as the choice sees them. ``available_from``: None when nothing keeps them.

    ``tenths_contracted``: what they already give to missions, in tenths of a day.
    """

    id: int
    skills: frozenset[str]
    available_from: date | None = None
    tenths_contracted: int = 0

    def waits(self, today: date) -> int:
        """Return in how many days they are free."""
        return max(0, (self.available_from - today).days) if self.available_from else 0


class Share(NamedTuple):
    """A member of a team and the needs they cover."""

    advisor_id: int
    skills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Team:
    """A suggestion. ``uncovered``: the needs that nobody covers."""

    shares: tuple[Share, ...]
    uncovered: tuple[str, ...]


class _Cost(NamedTuple):
    """What a team is compared by, smallest first."""

    size: int = 0
    away: int = 0
    days_waited: int = 0
    tenths_contracted: int = 0

    def plus(self, candidate: Candidate, today: date) -> "_Cost":
        waits = candidate.waits(today)
        return _Cost(
            self.size + 1,
            self.away + (waits > 0),
            self.days_waited + waits,
            self.tenths_contracted + candidate.tenths_contracted,
        )


def suggest_team(needs: Sequence[str], candidates: Collection[Candidate], today: date) -> Team:
    """Return the smallest team that covers all the needs somebody covers.

    Among the smallest: those available today first, then the soonest, then the least busy.

    An exact set cover. A team is reached from the set of needs already covered by one who covers the
    first that is not: each set is met once, whatever the order its members were added in. Of those
    who cover the same needs only the best can be in the best team, so ten needs are at most 1024 sets.
    """
    bits = {code: 1 << place for place, code in enumerate(needs)}
    masks = {
        candidate.id: sum(bits[code] for code in candidate.skills if code in bits) for candidate in candidates
    }
    best_alone: dict[int, Candidate] = {}
    for candidate in sorted(candidates, key=lambda each: (_Cost().plus(each, today), each.id)):
        best_alone.setdefault(masks[candidate.id], candidate)
    best_alone.pop(0, None)
    coverable = 0
    for mask in best_alone:
        coverable |= mask
    best: dict[int, tuple[_Cost, tuple[Candidate, ...]]] = {0: (_Cost(), ())}
    # Adding somebody only sets bits: in ascending order, every team that leads to a set is seen before it.
    for covered in range(coverable + 1):
        if covered not in best or covered == coverable:
            continue
        cost, members = best[covered]
        missing = coverable & ~covered
        first = missing & -missing
        for mask, candidate in best_alone.items():
            if mask & first:
                reached, longer = covered | mask, cost.plus(candidate, today)
                if reached not in best or longer < best[reached][0]:
                    best[reached] = longer, (*members, candidate)
    _, team = best[coverable]
    shares = tuple(
        Share(member.id, tuple(code for code in needs if code in member.skills)) for member in team
    )
    return Team(shares, tuple(code for code in needs if not bits[code] & coverable))
