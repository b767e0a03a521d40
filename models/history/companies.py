"""The firms that applied: one row each, by their SIREN, else by their name and commune."""

from collections.abc import Collection, Iterable, Sequence
from typing import TypeAlias

from sqlalchemy import Connection, bindparam, delete, exists, insert, select, update

from conversations.understanding.words import fold
from models.database.prepared import table_of
from models.dossiers.tables import Company
from models.history.rows import PastDossier
from models.history.stored import DOSSIERS, Kept

COMPANIES = table_of(Company)
AT_ONCE = 500  # numbers in a query

Place: TypeAlias = tuple[str, str | None]
"""A folded name and a commune."""


class Companies:
    """The numbers of the firms that applied."""

    def __init__(self, connection: Connection, kept: Iterable[Kept]) -> None:
        self._connection = connection
        self._by_siren: dict[str, int] = {}
        self._by_place: dict[Place, int] = {}
        self._sirens: dict[Place, set[str]] = {}
        for each in kept:
            if each.company_id is not None:
                self._note(each.whole.dossier, each.company_id)

    def _note(self, row: PastDossier, number: int) -> None:
        if row.siren:
            self._by_siren[row.siren] = number
            self._sirens.setdefault(_place(row), set()).add(row.siren)
        else:
            self._by_place[_place(row)] = number

    def add(self, rows: Sequence[PastDossier]) -> None:
        """Add the firms of these dossiers that are not there."""
        for row in rows:
            if row.siren:
                self._sirens.setdefault(_place(row), set()).add(row.siren)
        self._find({row.siren for row in rows if row.siren} - self._by_siren.keys())
        new: dict[str | Place, PastDossier] = {}
        for row in rows:
            if self._number(row) is None:
                new.setdefault(self._siren(row) or _place(row), row)
        if new:
            adding = insert(COMPANIES).returning(COMPANIES.c.id, sort_by_parameter_order=True)
            values = [
                {"siren": self._siren(row), "name": row.company, "commune": row.commune}
                for row in new.values()
            ]
            numbers = self._connection.execute(adding, values).scalars()
            for row, number in zip(new.values(), numbers, strict=True):
                siren = self._siren(row)
                if siren:
                    self._by_siren[siren] = number
                else:
                    self._by_place[_place(row)] = number

    def correct(self, rows: Sequence[PastDossier]) -> None:
        """Spell firms as these dossiers do, but for those that have applied here themselves."""
        applied = exists().where(DOSSIERS.c.company_id == COMPANIES.c.id, DOSSIERS.c.source.is_(None))
        changing = update(COMPANIES).where(COMPANIES.c.id == bindparam("number"), ~applied)
        values = [{"number": self.number(row), "name": row.company, "commune": row.commune} for row in rows]
        if values:
            self._connection.execute(changing, values)

    def drop_unused(self, numbers: Collection[int]) -> None:
        """Drop the firms that a correction left without any dossier."""
        used = exists().where(DOSSIERS.c.company_id == COMPANIES.c.id)
        dropping = delete(COMPANIES).where(COMPANIES.c.id == bindparam("number"), ~used)
        if numbers:
            self._connection.execute(dropping, [{"number": number} for number in sorted(numbers)])

    def number(self, row: PastDossier) -> int:
        """Return the number of the firm of a dossier, once added."""
        number = self._number(row)
        assert number is not None
        return number

    def _number(self, row: PastDossier) -> int | None:
        siren = self._siren(row)
        return self._by_siren.get(siren) if siren else self._by_place.get(_place(row))

    def _siren(self, row: PastDossier) -> str | None:
        """Return the SIREN of a firm; where a row has none, that of its only namesake in its commune."""
        namesakes = self._sirens.get(_place(row), set())
        return row.siren or (next(iter(namesakes)) if len(namesakes) == 1 else None)

    def _find(self, sirens: set[str]) -> None:
        wanted = sorted(sirens)
        for start in range(0, len(wanted), AT_ONCE):
            query = select(COMPANIES.c.id, COMPANIES.c.siren).where(
                COMPANIES.c.siren.in_(wanted[start : start + AT_ONCE])
            )
            self._by_siren |= {row.siren: row.id for row in self._connection.execute(query)}


def _place(row: PastDossier) -> Place:
    return fold(row.company), row.commune
