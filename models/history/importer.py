"""Bring the past into the tables: compared with what is there, then written whole or not at all.

What is written are the rows of live work, so that every figure counts both alike. An imported dossier has
no person and nothing to watch: nobody is ever written to about it. Bringing the same rows again changes
nothing; a dossier that somebody has acted on since is left as they made it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from sqlalchemy import Connection

from conversations.dossiers.lifecycle import GRANTS, WITH_ADVANCE, WITH_DAYS
from conversations.network.basins import Network
from conversations.network.places import Gazetteer
from models.history.checks import MISSION_DAYS, Known, check_history
from models.history.contributors import Contact, Firm, Firms
from models.history.reader import HistoryFile, Phase, Progress, in_order
from models.history.rows import History, PastDossier, PastFollowUp, PastShare, Whole
from models.history.stored import Kept, imported, live_references
from models.history.writer import Planned, Writer
from models.spreadsheets.sheets import SpreadsheetError

Of = TypeVar("Of", PastShare, PastFollowUp)


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows were added, changed, or there already."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Loaded:
    """What bringing the past changed.

    ``handled``: dossiers told otherwise, that people act on since. ``nowhere``: those written that name no
    territory, which go to the national queue.
    """

    dossiers: Count
    firms: Count
    representatives: Count
    handled: int = 0
    nowhere: int = 0


@dataclass(frozen=True, slots=True)
class Bringing:
    """Brings what was read into a database."""

    network: Network
    communes: Gazetteer
    today: date
    progress: Progress

    def __call__(self, connection: Connection, read: HistoryFile, *, dry: bool) -> Loaded:
        """Check everything, then write unless ``dry``; raise SpreadsheetError with all there is to mend."""
        self.progress(Phase.CHECKING, 0, len(read.lines))
        kept, firms = imported(connection), Firms(connection)
        dossiers = {source: each.whole.dossier for source, each in kept.items()}
        known = Known(dossiers, live_references(connection), firms.sirens)
        faults = [*read.faults, *check_history(read, known, self.progress)]
        if faults:
            raise SpreadsheetError(*in_order(faults))
        history = read.history
        firms.take(history.contributors)
        plan, handled = _compared(history, kept, firms)
        to_write = [each for each in plan if each.kept is None or each.whole != each.kept.whole]
        new = sum(each.kept is None for each in plan)
        loaded = Loaded(
            Count(new, len(to_write) - new, len(plan) - len(to_write)),
            _count(firms.met),
            _count(firms.met_contacts),
            handled,
            sum(each.whole.dossier.basin is None for each in to_write),
        )
        if not dry:
            firms.store(connection)
            Writer(connection, self.network, self.communes, firms, self.today).write(
                to_write, kept, self.progress
            )
        return loaded


def _count(rows: Iterable[Firm | Contact]) -> Count:
    new = changed = unchanged = 0
    for row in rows:
        new += row.id is None
        changed += row.id is not None and row.changed
        unchanged += row.id is not None and not row.changed
    return Count(new, changed, unchanged)


def _compared(history: History, kept: Mapping[str, Kept], firms: Firms) -> tuple[list[Planned], int]:
    """Return each dossier the files tell of, whole, with what is kept of it, and how many are left alone."""
    told = {row.source: _needing(row) for row in history.dossiers}
    shares, follow_ups = _by_source(history.shares), _by_source(history.follow_ups)
    advances = {row.source: row for row in history.advances}
    plan, handled = [], 0
    for source in dict.fromkeys((*told, *shares, *advances, *follow_ups)):
        before = kept.get(source)
        whole = before.whole if before else Whole(told[source])
        answers = {each.months: each for each in (*whole.follow_ups, *follow_ups.get(source, ()))}
        dossier = told.get(source, whole.dossier)
        whole = _granted(
            Whole(
                dossier,
                tuple(shares.get(source, whole.shares)),
                advances.get(source, whole.advance),
                tuple(answers[months] for months in sorted(answers)),
            )
        )
        if before and before.handled:
            handled += whole != before.whole
            whole = before.whole
        elif dossier.basin is not None:
            whole = replace(whole, shares=_team(dossier.basin, whole.shares, firms))
        plan.append(Planned(whole, before))
    firms.take_part()
    return plan, handled


def _granted(whole: Whole) -> Whole:
    """Return a dossier with what its decision grants: a correction may take back what was told before."""
    decision, advance = whole.dossier.decision, whole.advance
    if advance and advance.granted is None:
        advance = replace(advance, granted=whole.dossier.decided)
    return Whole(
        whole.dossier,
        whole.shares if decision in WITH_DAYS else (),
        advance if decision in WITH_ADVANCE else None,
        whole.follow_ups if decision in GRANTS else (),
    )


def _by_source(rows: Iterable[Of]) -> dict[str, list[Of]]:
    found: dict[str, list[Of]] = {}
    for row in rows:
        found.setdefault(row.source, []).append(row)
    return found


def _team(basin: str, shares: Iterable[PastShare], firms: Firms) -> tuple[PastShare, ...]:
    """Return the team of a mission, its days on each share."""
    team = [firms.canonical(basin, share) for share in shares]
    starts, ends, ended = (
        next((day for share in team if (day := getattr(share, key))), None) for key in MISSION_DAYS[1:]
    )
    return tuple(replace(share, starts=starts, ends=ends, ended=ended) for share in team)


def _needing(dossier: PastDossier) -> PastDossier:
    """Return a dossier whose first skill is among those it needs; the only one is the first."""
    first = dossier.priority or (dossier.skills[0] if len(dossier.skills) == 1 else None)
    if first is None or (first == dossier.priority and first in dossier.skills):
        return dossier
    skills = dossier.skills if first in dossier.skills else (first, *dossier.skills)
    return replace(dossier, priority=first, skills=skills)
