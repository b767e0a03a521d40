"""Find requests again by what people type: a reference, a SIREN, or the names of a company and a town.

Names are compared all at once, outside Python: thousands take a few milliseconds.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from rapidfuzz import process
from rapidfuzz.fuzz import partial_ratio
from rapidfuzz.utils import default_process
from sqlalchemy import ColumnElement, Connection, TextClause, asc, desc, func, or_, select
from sqlalchemy.orm import defer
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from conversations.network.places import Place
from conversations.privacy.name_masking import is_taken_up
from conversations.understanding.words import fold
from models.database.prepared import tables_of
from models.dossiers.tables import LIVE_ROWS, Company, Dossier

REFERENCE_TYPED: Final = re.compile(r"(?:az)?\W*(?:(\d\d)\W+)?(\d{1,9})", re.IGNORECASE)
"""A reference in full or in short: "AZ-26-0007", "26-7", "7"."""

SEARCHED_AT_MOST: Final = 5_000
"""Latest requests whose names are compared with what is typed."""

_ALIKE: Final = 82  # out of 100
_EXACT: Final = 101
_LONGEST: Final = 100  # characters looked for
_SIREN_DIGITS: Final = 9
_SIGNS: Final = 8  # characters by which two ways to write one name differ: accents, hyphens, blanks

_DOSSIERS, _COMPANIES = tables_of(Dossier, Company)

ORDERS: Final = {"received": _DOSSIERS.c.submitted_at, "since": _DOSSIERS.c.status_since}
"""What requests may be listed by: when they came, or since when they stand where they do."""

NOBODY: Final = 0
"""The holder of what nobody holds: no number that Telegram gives."""


def in_basins(basins: Collection[str]) -> ColumnElement[bool]:
    """Return that a dossier is of one of the basins, "" being the national queue: by the index there is."""
    named = _DOSSIERS.c.basin_code.in_(sorted({*basins} - {""}))
    return or_(named, _DOSSIERS.c.basin_code.is_(None)) if "" in basins else named


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which requests are looked among. None, or false: whichever.

    ``basins``: "" is the national queue. ``live``: those in which something is still to be done. They stand
    where they do since later than ``after``, and no later than ``until``.
    """

    basins: Collection[str] | None = None
    live: bool = False
    status: str | None = None
    after: datetime | None = None
    until: datetime | None = None
    holder: int | None = None

    @property
    def conditions(self) -> Iterator[ColumnElement[bool] | TextClause]:
        """What a row is to fulfil."""
        if self.basins is not None:
            yield in_basins(self.basins)
        if self.live:
            yield LIVE_ROWS
        if self.status is not None:
            yield _DOSSIERS.c.status == self.status
        if self.after is not None:
            yield _DOSSIERS.c.status_since > self.after
        if self.until is not None:
            yield _DOSSIERS.c.status_since <= self.until
        if self.holder is not None:
            yield _DOSSIERS.c.holder_id == (self.holder or None)


def rows_of(session: Session, numbers: Sequence[int]) -> list[tuple[Dossier, str | None]]:
    """Return dossiers, in the order of their numbers, each with the name of its company.

    Their answers, verdict and route are not read: these are lines of a table.
    """
    long = (defer(column) for column in (Dossier.answers, Dossier.verdict, Dossier.route))  # type: ignore[arg-type]
    query = (
        select_rows(Dossier, Company.name)
        .join(Company, col(Company.id) == Dossier.company_id, isouter=True)
        .where(col(Dossier.id).in_(numbers))
        .options(*long)
    )
    found = {dossier.id: (dossier, name) for dossier, name in session.exec(query)}
    return [found[number] for number in numbers if number in found]


def count_requests(connection: Connection, wanted: Wanted, at_most: int) -> int:
    """Return how many there are, counted up to a number."""
    some = select(_DOSSIERS.c.id).where(*wanted.conditions).limit(at_most).subquery()
    return connection.execute(select(func.count()).select_from(some)).scalar_one()


def list_requests(connection: Connection, wanted: Wanted, order: str, start: int, at_once: int) -> list[int]:
    """Return the numbers of a page of them. ``order``: of ``ORDERS``, after a minus sign latest first."""
    way = desc if order.startswith("-") else asc
    ordered = (way(ORDERS[order.removeprefix("-")]), way(_DOSSIERS.c.id))
    query = select(_DOSSIERS.c.id).where(*wanted.conditions).order_by(*ordered)
    return list(connection.execute(query.offset(start).limit(at_once)).scalars())


def find_requests(
    connection: Connection, wanted: Wanted, words: str, commune: Callable[[str], Place | None]
) -> tuple[list[int], int]:
    """Return the numbers of the requests that words may mean, best then latest first; of how many looked at.

    A reference or a SIREN names exactly. The name of a company that nobody may read yet finds its request in
    full only, as those who know it type it.
    """
    query = select(
        _DOSSIERS.c.id, _DOSSIERS.c.reference, _DOSSIERS.c.commune, _COMPANIES.c.name,
        _DOSSIERS.c.holder_id, _DOSSIERS.c.source,
    )  # fmt: skip
    joined = _DOSSIERS.outerjoin(_COMPANIES, _COMPANIES.c.id == _DOSSIERS.c.company_id)
    query = (
        query.select_from(joined)
        .where(*wanted.conditions)
        .order_by(_DOSSIERS.c.submitted_at.desc(), _DOSSIERS.c.id.desc())
    )
    words = " ".join(words.split())[:_LONGEST]
    digits = "".join(filter(str.isdecimal, words))
    typed = REFERENCE_TYPED.fullmatch(words)
    exact = _COMPANIES.c.siren == digits[:_SIREN_DIGITS]
    if typed:
        exact = or_(exact, _DOSSIERS.c.id == int(typed[2]))
    if typed or len(digits) >= _SIREN_DIGITS:
        year = f"-{typed[1]}-" if typed and typed[1] else ""
        if named := [row.id for row in connection.execute(query.where(exact)) if year in row.reference]:
            return named, len(named)
    rows = connection.execute(query.limit(SEARCHED_AT_MOST)).all()
    towns = {code: place.name for code in {row.commune for row in rows} if code and (place := commune(code))}
    sought = fold(words)
    scores: dict[int, float] = {
        row.id: _EXACT
        for row in rows
        if row.name and abs(len(row.name) - len(words)) <= _SIGNS and fold(row.name) == sought
    }
    for names in (
        [row.reference for row in rows],
        [row.name if is_taken_up(row.holder_id, row.source) else None for row in rows],
        [towns.get(row.commune) for row in rows],
    ):
        for _, score, at in process.extract(
            words, names, scorer=partial_ratio, processor=default_process, score_cutoff=_ALIKE, limit=None
        ):
            scores[rows[at].id] = max(score, scores.get(rows[at].id, 0))
    return sorted(scores, key=lambda number: (-scores[number], -number)), len(rows)
