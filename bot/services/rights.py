"""Who may do what at this moment: roles, the basins they are for, and who stands in for whom."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Session, col, select

from conversations.dossiers import Part
from conversations.messages import say
from models.desk_tables import Absence
from models.tables import Dossier, Membership

EVERYWHERE = ""  # the basin of roles that have none, and of the national queue


class Role(StrEnum):
    """What a person may be besides an applicant. Values are stored: never renamed."""

    OPERATOR = "operator"
    MANAGER = "manager"
    MEMBER = "member"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "admin"


TITLES = {
    Role.OPERATOR: say("operator"),
    Role.MANAGER: say("basin manager"),
    Role.MEMBER: say("committee member"),
    Role.COORDINATOR: say("national coordinator"),
    Role.ADMINISTRATOR: say("administrator"),
}

OF_A_BASIN = frozenset({Role.OPERATOR, Role.MANAGER, Role.MEMBER})
NATIONAL = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})


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
    today = now.date()
    query = select(Membership).where(Membership.person_id == person_id, col(Membership.until).is_(None))
    held = frozenset(
        (Role(membership.role), membership.basin_code or EVERYWHERE)
        for membership in session.exec(query)
        if membership.since <= today
    )
    return Rights(person_id, held, _stands_for(session, person_id, today) if held else frozenset())


def _stands_for(session: Session, person_id: int, today: date) -> frozenset[int]:
    query = select(Absence.person_id).where(
        Absence.substitute_id == person_id, Absence.since <= today, Absence.until >= today
    )
    return frozenset(session.exec(query))


def members(session: Session, basin_code: str, *roles: Role) -> list[int]:
    """Return who holds one of the roles in a basin (``EVERYWHERE`` for national ones), oldest first."""
    query = (
        select(Membership.person_id)
        .where(
            col(Membership.until).is_(None),
            col(Membership.role).in_([role.value for role in roles]),
            Membership.basin_code == basin_code if basin_code else col(Membership.basin_code).is_(None),
        )
        .order_by(col(Membership.id))
    )
    return list(dict.fromkeys(session.exec(query)))
