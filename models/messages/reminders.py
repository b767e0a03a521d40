"""What is told once, noted under a key, and what members want to be told."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, String, cast, exists, select
from sqlmodel import Session

from models.database.prepared import tables_of
from models.intake.tables import Person
from models.messages.tables import Reminder
from models.team.tables import Membership, Preference

REMINDERS, PREFERENCES, MEMBERSHIPS, PEOPLE = tables_of(Reminder, Preference, Membership, Person)

MONTHLY = "monthly"
"""The report of the year so far, each month: for those who choose it."""


ALBUM = "album"
"""Files sent at once that could not be taken: said once, not under each."""


def first_told(session: Session, key: str, now: datetime) -> bool:
    """Note that something is told; false when it was already."""
    if session.get(Reminder, key) is not None:
        return False
    session.add(Reminder(key=key, at=now))
    session.flush()
    return True


def is_told(connection: Connection, key: str) -> bool:
    """Tell whether something was told already."""
    query = select(REMINDERS.c.key).where(REMINDERS.c.key == key)
    return connection.execute(query).first() is not None


def told_at(session: Session, key: str) -> datetime | None:
    """Return when something was told; None when it was not."""
    row = session.get(Reminder, key)
    return None if row is None else row.at


def members_to_tell(
    connection: Connection,
    kind: str,
    roles: Iterable[str],
    since: datetime,
    when: str,
    at_most: int,
    *,
    by_choice: bool = False,
) -> list[int]:
    """Return who has one of the roles, can be written to and was not told under a kind and ``when``, since.

    ``by_choice``: those only who asked for it.
    """
    query = (
        select(MEMBERSHIPS.c.person_id)
        .join(PEOPLE, PEOPLE.c.id == MEMBERSHIPS.c.person_id)
        .where(
            MEMBERSHIPS.c.until.is_(None),
            MEMBERSHIPS.c.role.in_([str(role) for role in roles]),
            PEOPLE.c.unreachable_since.is_(None),
            ~exists().where(
                REMINDERS.c.at >= since, REMINDERS.c.key == f"{kind}:" + cast(PEOPLE.c.id, String) + when
            ),
        )
        .distinct()
        .limit(at_most)
    )
    if by_choice:
        asked_for = (PREFERENCES.c.kind == kind, PREFERENCES.c.value == "on")
        query = query.where(exists().where(PREFERENCES.c.person_id == PEOPLE.c.id, *asked_for))
    return list(connection.execute(query).scalars())


def wants(session: Session, person_id: int, kind: str) -> bool:
    """Tell whether a member wants to hear of a kind of thing; what was never chosen is, but a report."""
    preference = session.get(Preference, (person_id, kind))
    return kind != MONTHLY if preference is None else preference.value != "off"
