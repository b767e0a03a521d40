"""Who works for the network: as colleagues call them, in which roles, and who stands in for whom."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, exists, func, select, update
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from models.database.prepared import find_all, run, tables_of
from models.intake.tables import Person
from models.team.tables import Absence, Invitation, Membership

CONTRIBUTOR = "contributor"
"""The role of who lends specialists, as memberships store it."""

PEOPLE, MEMBERSHIPS, ABSENCES = tables_of(Person, Membership, Absence)

_NAMED = select(PEOPLE.c.id, PEOPLE.c.name).where(
    PEOPLE.c.id.in_(select(MEMBERSHIPS.c.person_id)),  # nobody else has a name, and there may be a million
    PEOPLE.c.name.is_not(None),
)
_BASIN = func.coalesce(MEMBERSHIPS.c.basin_code, "")
_IN_FORCE = (
    select(MEMBERSHIPS.c.id, MEMBERSHIPS.c.person_id, MEMBERSHIPS.c.role, _BASIN, MEMBERSHIPS.c.firm)
    .where(MEMBERSHIPS.c.until.is_(None))
    .order_by(MEMBERSHIPS.c.id)
)
_OF_PEOPLE = _IN_FORCE.where(
    MEMBERSHIPS.c.person_id.in_(bindparam("people", expanding=True)), MEMBERSHIPS.c.since <= bindparam("on")
)
_OF_BASIN = _IN_FORCE.where(
    MEMBERSHIPS.c.role.in_(bindparam("roles", expanding=True)), bindparam("basin") == _BASIN
)
_ENDED = select(func.max(MEMBERSHIPS.c.until)).where(MEMBERSHIPS.c.person_id == bindparam("person"))
_NOTE_FIRM = update(MEMBERSHIPS).where(MEMBERSHIPS.c.id == bindparam("held")).values(firm=bindparam("named"))
_SUBSTITUTES = (
    select(ABSENCES.c.person_id, ABSENCES.c.substitute_id)
    .where(
        ABSENCES.c.since <= bindparam("on"),
        ABSENCES.c.until >= bindparam("on"),
        ABSENCES.c.substitute_id.is_not(None),
    )
    .order_by(ABSENCES.c.id)
)


class Held(NamedTuple):
    """A role in force. ``basin_code``: empty for one that sees every basin.

    ``firm``: where a member of a committee comes from; None for the others, and until they tell.
    """

    id: int
    person_id: int
    role: str
    basin_code: str
    firm: str | None


def names_of_members(connection: Connection) -> dict[int, str]:
    """Return what colleagues call those who have, or had, a role."""
    return {person.id: person.name for person in connection.execute(_NAMED)}


def has_had_a_role(connection: Connection, person_id: int) -> bool:
    """Tell whether somebody has a role in the network, or had one."""
    return bool(connection.execute(select(exists().where(MEMBERSHIPS.c.person_id == person_id))).scalar())


def has_lent(connection: Connection, person_id: int) -> bool:
    """Tell whether somebody is, or was, of a contributor company."""
    theirs = (MEMBERSHIPS.c.person_id == person_id, MEMBERSHIPS.c.company_id.is_not(None))
    return bool(connection.execute(select(exists().where(*theirs))).scalar())


def roles_in_force(session: Session) -> list[Held]:
    """Return every role, oldest first."""
    return [Held(*row) for row in run(session, _IN_FORCE)]


def roles_of(session: Session, people: Collection[int], on: date) -> list[Held]:
    """Return the roles that people have on a day."""
    rows = run(session, _OF_PEOPLE, {"people": list(people), "on": on})
    return [Held(*row) for row in rows]


def holders(session: Session, basin_code: str, *roles: str) -> list[Held]:
    """Return who has one of the roles in a basin, "" for those that see every one, oldest first."""
    values = {"basin": basin_code, "roles": [str(role) for role in roles]}
    return [Held(*row) for row in run(session, _OF_BASIN, values)]


def role_ended_on(session: Session, person_id: int) -> date | None:
    """Return when the last role of somebody ended; None when none did."""
    return run(session, _ENDED, {"person": person_id}).scalar()


def note_firm(session: Session, seat: Held, firm: str) -> None:
    """Note where a member of a committee comes from."""
    run(session, _NOTE_FIRM, {"held": seat.id, "named": firm})


def substitutes_on(session: Session, on: date) -> dict[int, int]:
    """Return who is away on a day, each with the last person asked to stand in."""
    rows = run(session, _SUBSTITUTES, {"on": on})
    return {row.person_id: row.substitute_id for row in rows}


def absences_of(session: Session, person_id: int, since: date) -> Sequence[Absence]:
    """Return the absences of somebody that end on a day or later, soonest first."""
    theirs = (Absence.person_id == person_id, Absence.until >= since)
    return find_all(session, Absence, *theirs, by=Absence.since)


def invitation_of(session: Session, code_hash: str) -> Invitation | None:
    """Return the invitation of a code's hash, locked; None when there is none."""
    query = select_rows(Invitation).where(Invitation.code_hash == code_hash).with_for_update()
    return session.exec(query).first()


def open_invitations(session: Session, dossier_id: int) -> Sequence[Invitation]:
    """Return the links that would still give a dossier to another account, in time or not."""
    unused = (Invitation.dossier_id == dossier_id, col(Invitation.used_at).is_(None))
    return find_all(session, Invitation, *unused)
