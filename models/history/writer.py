"""Dossiers of the past written as the rows of live work, many at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Table, bindparam, delete, exists, func, insert, select, update

from conversations.dossiers.deadlines import noon
from conversations.dossiers.lifecycle import DECISIONS, WITH_DAYS
from conversations.eligibility.verdicts import Outcome, Verdict, verdict_to_json
from conversations.network.basins import Network
from conversations.network.places import Gazetteer
from models.committee.tables import CommitteeSession
from models.database.prepared import tables_of
from models.dossiers.queries import REFERENCE
from models.dossiers.tables import Uncounted
from models.history import values
from models.history.companies import Companies
from models.history.contributors import Firms
from models.history.events import Happened, course
from models.history.reader import Phase, Progress
from models.history.rows import PastDossier, Whole
from models.history.stored import ADVANCES, DOSSIERS, EVENTS, FOLLOW_UPS, ITEMS, MISSIONS, NEEDS, SHARES, Kept
from models.history.values import Values

SESSIONS, MARKS = tables_of(CommitteeSession, Uncounted)
AT_ONCE = 500  # dossiers
LANGUAGE = "fr"  # of the network: nobody is written to

_AS_NEW = {
    "outcome": Outcome.PREQUALIFIED.value,
    "verdict": verdict_to_json(Verdict(Outcome.PREQUALIFIED)),
    "language": LANGUAGE,
    "version": 0,
}


@dataclass(frozen=True, slots=True)
class Planned:
    """A dossier as it is to be, and what is kept of it; None when it is new."""

    whole: Whole
    kept: Kept | None


@dataclass(frozen=True, slots=True)
class _Written:
    """A dossier being written, by its number."""

    number: int
    whole: Whole
    happened: Sequence[Happened]


class Writer:
    """Writes dossiers, and all that happened to them."""

    def __init__(
        self, connection: Connection, network: Network, communes: Gazetteer, firms: Firms, today: date
    ) -> None:
        self._connection, self._network, self._communes = connection, network, communes
        self._firms, self._today = firms, today
        self._sessions: dict[tuple[str, date], int] = {}
        self._left: set[int] = set()  # sessions whose decisions are written again
        self._positions: defaultdict[int, int] = defaultdict(int)

    def write(self, planned: Sequence[Planned], kept: Mapping[str, Kept], progress: Progress) -> None:
        """Add the new dossiers, rewrite those that changed, and mark them all to be counted."""
        progress(Phase.WRITING, 0, len(planned))
        companies = Companies(self._connection, kept.values())
        companies.add([each.whole.dossier for each in planned])
        companies.correct([each.whole.dossier for each in planned if each.kept])
        self._open_sessions([each.whole.dossier for each in planned])
        lowest = self._connection.execute(select(func.min(DOSSIERS.c.draft_id))).scalar() or 0
        draft_id = min(lowest, 0)
        for start in range(0, len(planned), AT_ONCE):
            batch = planned[start : start + AT_ONCE]
            self._forget([each.kept.id for each in batch if each.kept])
            self._write(batch, companies, draft_id - start)
            progress(Phase.WRITING, start + len(batch), len(planned))
        self._drop_empty_sessions()
        companies.drop_unused(
            {each.kept.company_id for each in planned if each.kept and each.kept.company_id}
        )

    def _write(self, batch: Sequence[Planned], companies: Companies, draft_id: int) -> None:
        courses = [course(each.whole, self._today) for each in batch]
        rows = [
            self._values(each.whole.dossier, happened[-1], companies)
            for each, happened in zip(batch, courses, strict=True)
        ]
        numbers = self._numbers(batch, rows, draft_id)
        written = [
            _Written(number, each.whole, happened)
            for number, each, happened in zip(numbers, batch, courses, strict=True)
        ]
        for table, rows_of in (
            (EVENTS, _events),
            (NEEDS, lambda each: values.of_needs(each.number, each.whole.dossier)),
            (ITEMS, self._items),
            (ADVANCES, lambda each: values.of_advances(each.number, each.whole)),
            (FOLLOW_UPS, lambda each: values.of_follow_ups(each.number, each.whole)),
            (MARKS, lambda each: ({"dossier_id": each.number},)),
        ):
            self._insert(table, (row for each in written for row in rows_of(each)))
        self._insert_missions(written)

    def _values(self, row: PastDossier, last: Happened, companies: Companies) -> Values:
        answers = values.answers_of(row, self._communes)
        return values.of_dossier(row, last, companies.number(row), self._network, answers)

    def _numbers(self, batch: Sequence[Planned], rows: Sequence[Values], draft_id: int) -> list[int]:
        """Write the dossiers themselves, and return their numbers."""
        new, changed = [], []
        for place, (each, row) in enumerate(zip(batch, rows, strict=True), 1):
            if each.kept is not None:
                changed.append({**row, "number": each.kept.id})
                continue
            identity = {"draft_id": draft_id - place, "reference": f"import{draft_id - place}"}
            new.append({**_AS_NEW, **row, **identity, "source": each.whole.dossier.source})
        self._change(changed)
        added = iter(self._added(DOSSIERS, new))
        numbers = [next(added) if each.kept is None else each.kept.id for each in batch]
        self._change(
            [
                {"number": number, "reference": _reference(each.whole.dossier, number)}
                for number, each in zip(numbers, batch, strict=True)
                if each.kept is None
            ]
        )
        return numbers

    def _items(self, written: _Written) -> Iterator[Values]:
        row = written.whole.dossier
        if row.decision in DECISIONS and row.basin and row.decided:
            session_id = self._sessions[row.basin, row.decided]
            self._positions[session_id] += 1
            yield values.of_item(written.number, written.whole, session_id, self._positions[session_id])

    def _insert_missions(self, written: Sequence[_Written]) -> None:
        """Write missions and their teams; days that were granted have a mission, if only to come."""
        having = [each for each in written if each.whole.dossier.decision in WITH_DAYS]
        numbers = self._added(MISSIONS, [values.of_mission(each.number, each.whole) for each in having])
        self._insert(
            SHARES,
            (
                values.of_share(number, self._firms.advisor_id(each.whole.dossier.basin or "", share), share)
                for number, each in zip(numbers, having, strict=True)
                for share in each.whole.shares
            ),
        )

    def _open_sessions(self, rows: Sequence[PastDossier]) -> None:
        """Find the sessions in which committees decided, adding those that are not known."""
        known = select(SESSIONS.c.basin_code, SESSIONS.c.day, SESSIONS.c.id)
        self._sessions = {(basin, day): number for basin, day, number in self._connection.execute(known)}
        sat = {
            (row.basin, row.decided)
            for row in rows
            if row.decision in DECISIONS and row.basin and row.decided
        }
        new = sorted(sat - self._sessions.keys())
        held = [{"basin_code": basin, "day": day, "held_at": noon(day)} for basin, day in new]
        self._sessions |= dict(zip(new, self._added(SESSIONS, held), strict=True))

    def _forget(self, numbers: Sequence[int]) -> None:
        """Drop what was written around dossiers, before it is written otherwise."""
        if not numbers:
            return
        sat_in = select(ITEMS.c.session_id).where(ITEMS.c.dossier_id.in_(numbers))
        self._left |= set(self._connection.execute(sat_in).scalars())
        missions = select(MISSIONS.c.id).where(MISSIONS.c.dossier_id.in_(numbers))
        self._connection.execute(delete(SHARES).where(SHARES.c.mission_id.in_(missions)))
        for table in (EVENTS, NEEDS, ITEMS, MISSIONS, ADVANCES, FOLLOW_UPS):
            self._connection.execute(delete(table).where(table.c.dossier_id.in_(numbers)))

    def _drop_empty_sessions(self) -> None:
        """Drop the sessions that a correction left without any decision."""
        decided = exists().where(ITEMS.c.session_id == SESSIONS.c.id)
        dropping = delete(SESSIONS).where(
            SESSIONS.c.id == bindparam("session"), SESSIONS.c.created_by.is_(None), ~decided
        )
        if self._left:
            self._connection.execute(dropping, [{"session": number} for number in sorted(self._left)])

    def _insert(self, table: Table, rows: Iterable[Values]) -> None:
        if listed := list(rows):
            self._connection.execute(insert(table), listed)

    def _added(self, table: Table, rows: Sequence[Values]) -> Sequence[int]:
        """Add rows and return their numbers, in their order."""
        if not rows:
            return ()
        adding = insert(table).returning(table.c.id, sort_by_parameter_order=True)
        return self._connection.execute(adding, rows).scalars().all()

    def _change(self, rows: Sequence[Values]) -> None:
        if rows:
            changing = update(DOSSIERS).where(DOSSIERS.c.id == bindparam("number"))
            self._connection.execute(changing, rows)


def _events(written: _Written) -> Iterator[Values]:
    before = None
    for happened in written.happened:
        yield values.of_event(written.number, before, happened)
        before = happened


def _reference(row: PastDossier, number: int) -> str:
    return REFERENCE.format(year=row.received.year % 100, number=number)
