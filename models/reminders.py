"""What is told once, noted under a key, and what members want to be told."""

from datetime import datetime

from sqlalchemy import ColumnElement, String, bindparam, cast, exists
from sqlmodel import Session

from models.desk_tables import Preference, Reminder
from models.statements import table_of

REMINDERS = table_of(Reminder)

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


def untold(kind: str, person_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Return that nothing was told under a kind, a person and ``:when``, from ``:since`` on."""
    key = f"{kind}:" + cast(person_id, String) + bindparam("when", type_=String())
    return ~exists().where(REMINDERS.c.at >= bindparam("since"), REMINDERS.c.key == key)


def wants(session: Session, person_id: int, kind: str) -> bool:
    """Tell whether a member wants to hear of a kind of thing; what was never chosen is, but a report."""
    preference = session.get(Preference, (person_id, kind))
    return kind != MONTHLY if preference is None else preference.value != "off"
