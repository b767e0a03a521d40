"""Which dossiers an export holds, and of which of them it tells who asks; the trace that this leaves."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    exists,
    false,
    func,
    insert,
    literal,
    or_,
    select,
    true,
)

from conversations.dossiers.lifecycle import Event
from conversations.dossiers.traces import Trace
from conversations.understanding.named_periods import Period
from models.database.prepared import tables_of
from models.dossiers.search import in_basins
from models.dossiers.tables import Dossier, DossierEvent
from models.figures.queries import Scope, moments
from models.figures.tables import TakenExport

DOSSIERS, EVENTS, TAKEN = tables_of(Dossier, DossierEvent, TakenExport)


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Of which dossiers an export tells who asks: of all, or of those somebody holds or held.

    ``person_id``: None for the command line, which holds none. ``stands_for``: the people who are away, whose
    dossiers are in their hands meanwhile.
    """

    person_id: int | None
    stands_for: frozenset[int] = frozenset()
    everything: bool = False


@dataclass(frozen=True, slots=True)
class Extent:
    """Which dossiers: those of a scope, received in a period. ``disclosed``: None tells of none who asks."""

    scope: Scope
    period: Period
    disclosed: Disclosure | None = None


def how_many(connection: Connection, extent: Extent) -> int:
    """Return how many dossiers an extent holds."""
    query = select(func.count()).select_from(DOSSIERS).where(*held(extent))
    return int(connection.execute(query).scalar_one())


def how_many_told(connection: Connection, extent: Extent) -> int:
    """Return of how many dossiers of an extent who asks is told."""
    query = select(func.count()).select_from(DOSSIERS).where(*_disclosing(extent))
    return int(connection.execute(query).scalar_one())


def note_file(connection: Connection, extent: Extent, at: datetime, form: str, dossiers: int) -> None:
    """Note that a file of so many dossiers was handed over that tells who asks."""
    basins, period, disclosed = extent.scope.basins, extent.period, extent.disclosed
    assert disclosed is not None
    values = {
        "at": at, "person_id": disclosed.person_id, "basins": None if basins is None else sorted(basins),
        "since": period.start, "until": period.end, "format": form, "dossiers": dossiers,
    }  # fmt: skip
    connection.execute(insert(TAKEN), values)


def note_taken(connection: Connection, extent: Extent, at: datetime, reason: str | None) -> None:
    """Note in the history of each dossier of an extent that who asks left in a file."""
    disclosed = extent.disclosed
    assert disclosed is not None
    stands = DOSSIERS.c.status
    names = ("dossier_id", "at", "actor_id", "event", "from_status", "to_status", "note")
    taken = select(
        DOSSIERS.c.id, literal(at, EVENTS.c.at.type), literal(disclosed.person_id, EVENTS.c.actor_id.type),
        literal(Trace.EXPORT.value), stands, stands, literal(reason, EVENTS.c.note.type),
    ).where(*_disclosing(extent))  # fmt: skip
    connection.execute(insert(EVENTS).from_select(names, taken))


def _disclosing(extent: Extent) -> list[ColumnElement[bool]]:
    return [*held(extent), DOSSIERS.c.person_id.is_not(None), told_by(extent.disclosed)]


def told_by(disclosed: Disclosure | None) -> ColumnElement[bool]:
    """Return what tells the dossiers of which who asks is told: held now, or taken by the person once."""
    if disclosed is None:
        return false()
    if disclosed.everything:
        return true()
    person = disclosed.person_id
    took = exists().where(
        EVENTS.c.dossier_id == DOSSIERS.c.id,
        or_(
            and_(EVENTS.c.event.in_([Event.CLAIM.value, Event.REOPEN.value]), EVENTS.c.actor_id == person),
            and_(EVENTS.c.event == Event.HAND_OVER.value, EVENTS.c.note == str(person)),
        ),
    )
    own = DOSSIERS.c.person_id.is_distinct_from(person)
    return and_(own, or_(DOSSIERS.c.holder_id.in_([person, *disclosed.stands_for]), took))


def held(extent: Extent) -> list[ColumnElement[bool]]:
    at, period = DOSSIERS.c.submitted_at, extent.period
    return [*moments(at, period), *_of(extent.scope)]


def _of(scope: Scope) -> list[ColumnElement[bool]]:
    """Return what tells the dossiers of a scope, by the index of their basin where there is one."""
    return [] if scope.basins is None else [in_basins(scope.basins)]
