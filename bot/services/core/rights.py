"""Who may do what at this moment: roles, the basins they are for, and who stands in for whom."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from conversations.dossiers.deadlines import time_zone
from conversations.dossiers.statuses import Part
from conversations.messages import Message, say
from conversations.network.basins import Basin
from models.database.writer import Session
from models.dossiers.tables import Dossier
from models.team.queries import CONTRIBUTOR, holders, roles_of, substitutes_on

EVERYWHERE = ""  # the basin of roles that have none, and of the national queue


class Role(StrEnum):
    """What a person may be besides an applicant. Values are stored: never renamed."""

    OPERATOR = "operator"
    MANAGER = "manager"
    MEMBER = "member"
    CONTRIBUTOR = CONTRIBUTOR
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "admin"


TITLES = {
    Role.OPERATOR: say("operator"),
    Role.MANAGER: say("basin manager"),
    Role.MEMBER: say("committee member"),
    Role.CONTRIBUTOR: say("contributor"),
    Role.COORDINATOR: say("national coordinator"),
    Role.ADMINISTRATOR: say("administrator"),
}


def titled(role: Role, basin: Basin | None) -> Message:
    """Return a role with its basin, where it has one."""
    return say("{role}, {basin}", role=TITLES[role], basin=basin.name) if basin else TITLES[role]


OF_A_BASIN = frozenset({Role.OPERATOR, Role.MANAGER, Role.MEMBER, Role.CONTRIBUTOR})
NATIONAL = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
STAFF = tuple(role for role in Role if role is not Role.CONTRIBUTOR)
"""Who works for the network; contributors lend their people, and see what concerns them only."""


@dataclass(frozen=True, slots=True)
class Rights:
    """What a person may do now. ``held``: their roles, each with its basin or ``EVERYWHERE``.

    ``stands_for``: the colleagues whose substitute they are today.
    """

    person_id: int
    held: frozenset[tuple[Role, str]]
    stands_for: frozenset[int] = frozenset()

    @property
    def roles(self) -> frozenset[Role]:
        """The roles held, anywhere."""
        return frozenset(role for role, _ in self.held)

    def basins(self, *roles: Role) -> frozenset[str]:
        """Return the basins where one of the roles is held."""
        return frozenset(code for role, code in self.held if role in roles)

    @property
    def national(self) -> bool:
        """Whether the person sees every basin."""
        return bool(self.roles & NATIONAL)

    def operates(self, basin_code: str) -> bool:
        """Tell whether the person works a basin's queue."""
        return bool({(Role.OPERATOR, basin_code), (Role.MANAGER, basin_code)} & self.held)

    @property
    def works(self) -> bool:
        """Whether the person works a queue somewhere."""
        return self.national or bool(self.basins(Role.OPERATOR, Role.MANAGER))

    @property
    def worked(self) -> frozenset[str] | None:
        """The basins whose queue the person works; None for every one."""
        return None if self.national else self.basins(Role.OPERATOR, Role.MANAGER)

    def oversees(self, basin_code: str) -> bool:
        """Tell whether the person answers for a basin; "" is the national queue."""
        return self.national or (Role.MANAGER, basin_code) in self.held

    def may_handle(self, basin_code: str) -> bool:
        """Tell whether the person may act for a basin; "" is the national queue."""
        return self.operates(basin_code) or self.oversees(basin_code)

    def sits(self, basin_code: str) -> bool:
        """Tell whether the person is a member of a basin's committee."""
        return (Role.MEMBER, basin_code) in self.held

    def holds(self, role: Role, basin_code: str | None) -> bool:
        """Tell whether the person has a role already, for a basin where the role has one."""
        return (role, basin_code or EVERYWHERE) in self.held

    def parts(self, dossier: Dossier) -> frozenset[Part]:
        """Return in what capacities the person may act on a dossier; on one's own, as its applicant only."""
        if dossier.person_id == self.person_id:
            return frozenset({Part.APPLICANT})
        basin = dossier.basin_code or EVERYWHERE
        acts = {
            Part.TEAM: self.operates(basin),
            Part.OVERSEER: self.oversees(basin),
            # A claim counts for as long as the role does.
            Part.HOLDER: self.may_handle(basin) and dossier.holder_id in {self.person_id, *self.stands_for},
        }
        return frozenset(part for part, is_so in acts.items() if is_so)


def rights(session: Session, person_id: int, now: datetime) -> Rights:
    """Return what a person may do at this moment."""
    own = _own_rights(session, (person_id,), now)[person_id]
    if not own.held:
        return own
    away = _away(session, now)
    return replace(own, stands_for=frozenset(each for each in away if person_id in _after(each, away)))


def _own_rights(session: Session, people: Sequence[int], now: datetime) -> dict[int, Rights]:
    """Return what people may do at this moment, but for those who are away."""
    roles = roles_of(session, people, now.date())
    return {
        each: Rights(
            each, frozenset((Role(held.role), held.basin_code) for held in roles if held.person_id == each)
        )
        for each in people
    }


def reader_of(session: Session, dossier: Dossier, now: datetime) -> int | None:
    """Return who works a dossier today: its holder, or who stands in; None when nobody may any more.

    Who stands in may be away too, and have a substitute; one whose role has ended stands in for nobody.
    """
    basin = dossier.basin_code or EVERYWHERE
    if dossier.holder_id is None:
        return None
    there = (dossier.holder_id, *_after(dossier.holder_id, _away(session, now)))
    held = _own_rights(session, there, now)
    able = [each for each in there if held[each].may_handle(basin)]
    return able[-1] if able and able[0] == dossier.holder_id else None


def _away(session: Session, now: datetime) -> dict[int, int]:
    """Return who is away today, each with the last person asked to stand in."""
    return substitutes_on(session, now.astimezone(time_zone(None)).date())


def _after(person_id: int, away: dict[int, int]) -> tuple[int, ...]:
    """Return who stands in for somebody, then who stands in for that one, and so on."""
    found: list[int] = []
    following = away.get(person_id)
    while following is not None and following not in (person_id, *found):
        found.append(following)
        following = away.get(following)
    return tuple(found)


def workers(session: Session, basin_code: str) -> list[int]:
    """Return who works a queue: its basin's operators, else the coordination."""
    found = members(session, basin_code, Role.OPERATOR, Role.MANAGER) if basin_code else []
    return found or members(session, EVERYWHERE, *NATIONAL)


def overseers(session: Session, basin_code: str) -> list[int]:
    """Return who answers for a queue: the basin's managers, else the coordination."""
    found = members(session, basin_code, Role.MANAGER) if basin_code else []
    return found or members(session, EVERYWHERE, *NATIONAL)


def members(session: Session, basin_code: str, *roles: Role) -> list[int]:
    """Return who holds one of the roles in a basin (``EVERYWHERE`` for national ones), oldest first."""
    return list(dict.fromkeys(held.person_id for held in holders(session, basin_code, *roles)))
