"""The register of erasures: a file beside the database, by which a restored backup is erased again.

Each line is one erasure: its moment, then what finds its subject in a backup, the number of a dossier with
the moment it was sent, and the moment at which its person had first written; ``-`` for what does not apply.
No line tells whom. These moments are those of one database only: the register of another one erases nothing.
"""

import fcntl
import logging
import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, select

from models.database.engines import PRIVATE
from models.database.prepared import tables_of
from models.dossiers.tables import Dossier
from models.intake.tables import Person
from models.privacy.tables import Erasure

log = logging.getLogger(__name__)

HEAD = (
    "# What was erased, to be erased again in a backup that is restored. Keep it apart from the database.\n"
)
NOTHING = "-"
HIGHEST = 2**63 - 1  # of the numbers that a database holds

DOSSIERS, ERASURES, PEOPLE = tables_of(Dossier, Erasure, Person)

_ALL = (
    select(ERASURES.c.at, ERASURES.c.dossier_id, DOSSIERS.c.submitted_at, ERASURES.c.person_since)
    .select_from(ERASURES.outerjoin(DOSSIERS, DOSSIERS.c.id == ERASURES.c.dossier_id))
    .order_by(ERASURES.c.id)
)
_SUBJECT = select(DOSSIERS.c.id).where(
    DOSSIERS.c.id == bindparam("dossier"),
    DOSSIERS.c.submitted_at == bindparam("sent"),
    DOSSIERS.c.person_id.is_not(None),
)
_PEOPLE = select(PEOPLE.c.id).where(PEOPLE.c.first_seen_at == bindparam("since"))


class Noted(NamedTuple):
    """An erasure. ``dossier_id`` and ``sent_at``: None when nothing had been sent. ``person_since``: when the
    person who asked had first written; None when nobody asked.
    """

    at: datetime
    dossier_id: int | None
    sent_at: datetime | None
    person_since: datetime | None

    @property
    def key(self) -> tuple[datetime, datetime | int | None]:
        """What tells it from the others: all the dossiers of who asks are erased at one moment."""
        return self.at, self.person_since or self.dossier_id


class Subject(NamedTuple):
    """What an erasure finds again in a database: a person, a dossier, each None when there is none."""

    person_id: int | None
    dossier_id: int | None


def erasures(connection: Connection) -> list[Noted]:
    """Return the erasures of a database, oldest first."""
    return [Noted(*row) for row in connection.execute(_ALL).all()]


def subject_of(connection: Connection, noted: Noted) -> Subject:
    """Return what an erasure finds again; a moment that two people share finds neither."""
    people = connection.execute(_PEOPLE, {"since": noted.person_since}).scalars().all()
    dossier = connection.execute(_SUBJECT, {"dossier": noted.dossier_id, "sent": noted.sent_at}).scalar()
    return Subject(people[0] if len(people) == 1 else None, dossier)


def read_register(path: Path) -> list[Noted]:
    """Return what a register holds, [] when there is none; raise OSError.

    A line that tells no erasure is passed over, with a warning; one that a stop cut was written again.
    """
    try:
        text = path.read_text("utf-8", errors="replace")
    except FileNotFoundError:
        return []
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    known = [noted for line in lines if (noted := _read(line))]
    if unread := len(lines) - len(known):
        log.warning(
            "Lines of the register of erasures passed over, as they tell none: %d in %s", unread, path
        )
    return known


def complete_register(path: Path, known: Iterable[Noted]) -> None:
    """Add the erasures that a register does not hold yet; several processes may at once. Raise OSError."""
    with os.fdopen(
        os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, PRIVATE), "r+", encoding="utf-8", errors="replace"
    ) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        held = file.read()
        written = set(held.splitlines())
        missing = [line for noted in known if (line := _line(noted)) not in written]
        if missing:
            head = "" if held.endswith("\n") else "\n" if held else HEAD
            file.write(head + "".join(f"{line}\n" for line in missing))
            file.flush()
            os.fsync(file.fileno())


def _line(noted: Noted) -> str:
    return " ".join(_part(part) for part in noted)


def _part(part: datetime | int | None) -> str:
    if isinstance(part, datetime):
        return part.astimezone(UTC).isoformat()
    return NOTHING if part is None else str(part)


def _read(line: str) -> Noted | None:
    try:
        at, number, sent, since = line.split(" ")
        return Noted(
            _moment(at),
            None if number == NOTHING else _number(number),
            None if sent == NOTHING else _moment(sent),
            None if since == NOTHING else _moment(since),
        )
    except (ValueError, OverflowError):  # of a moment that is in no year once it is in UTC
        return None


def _number(part: str) -> int:
    number = int(part)
    if not 0 < number <= HIGHEST:
        raise ValueError
    return number


def _moment(part: str) -> datetime:
    moment = datetime.fromisoformat(part)
    if moment.tzinfo is None:
        raise ValueError
    return moment.astimezone(UTC)
