"""The firms that took part, who represented them and who advised: found, or added where they are missing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeAlias

from sqlalchemy import Connection, Table, bindparam, insert, select, update

from conversations.understanding.words import fold
from models.database.prepared import tables_of
from models.history.rows import PastContributor, PastShare
from models.support.tables import Advisor, ContributorCompany, ContributorContact

FIRMS, CONTACTS, ADVISORS = tables_of(ContributorCompany, ContributorContact, Advisor)


@dataclass(slots=True, eq=False)
class Contact:
    """Who represents a firm. ``id``: None until it is stored."""

    name: str
    job: str | None = None
    since: date | None = None
    until: date | None = None
    id: int | None = None
    changed: bool = False


@dataclass(slots=True, eq=False)
class Person:
    """Who advises. ``skills``: codes; those of an advisor who was there already stay."""

    name: str
    skills: list[str] = field(default_factory=list)
    id: int | None = None
    changed: bool = False


@dataclass(slots=True, eq=False)
class Firm:
    """A firm in a basin, with its people by their folded names. ``met``: the files tell of it."""

    basin: str
    name: str
    siren: str | None = None
    since: date | None = None
    until: date | None = None
    id: int | None = None
    met: bool = False
    changed: bool = False
    contacts: dict[str, Contact] = field(default_factory=dict)
    advisors: dict[str, Person] = field(default_factory=dict)


Stored: TypeAlias = Firm | Contact | Person

Span: TypeAlias = tuple[date | None, date | None]
"""From when until when, both included; None is unbounded."""


class Firms:
    """Every firm, those stored and those the files tell of."""

    def __init__(self, connection: Connection) -> None:
        self._every: list[Firm] = []
        self._by_name: dict[tuple[str, str], Firm] = {}
        self._by_siren: dict[tuple[str, str], Firm] = {}
        self._sirens: dict[str, set[str]] = {}
        self._listed: set[Firm] = set()
        self._missions: dict[Firm, list[Span]] = {}
        self.met_contacts: list[Contact] = []
        numbered: dict[int, Firm] = {}
        for row in connection.execute(select(FIRMS)):
            firm = Firm(row.basin_code, row.name, row.siren, row.since, row.until, row.id)
            numbered[row.id] = self._known(firm)
        for row in connection.execute(select(CONTACTS)):
            contact = Contact(row.name, row.job, row.since, row.until, row.id)
            numbered[row.company_id].contacts[fold(row.name)] = contact
        for row in connection.execute(select(ADVISORS.c.id, ADVISORS.c.company_id, ADVISORS.c.name)):
            numbered[row.company_id].advisors[fold(row.name)] = Person(row.name, id=row.id)

    def _known(self, firm: Firm) -> Firm:
        self._every.append(firm)
        self._by_name[firm.basin, fold(firm.name)] = firm
        if firm.siren:
            self._by_siren[firm.basin, firm.siren] = firm
            self._sirens.setdefault(fold(firm.name), set()).add(firm.siren)
        return firm

    def firm(self, basin: str, name: str, siren: str | None = None) -> Firm:
        """Return a firm of a basin: by its SIREN, else by its name; a new one where there is none.

        A new firm without a number has that of its namesake elsewhere, so that it counts once.
        """
        firm = self._by_siren.get((basin, siren)) if siren else None
        firm = firm or self._by_name.get((basin, fold(name)))
        if firm is None:
            namesakes = self._sirens.get(fold(name), set())
            siren = siren or (next(iter(namesakes)) if len(namesakes) == 1 else None)
            firm = self._known(Firm(basin, name, siren))
        elif siren and firm.siren is None:
            firm.siren, firm.changed = siren, True
            self._by_siren[basin, siren] = firm
            self._sirens.setdefault(fold(name), set()).add(siren)
        self._by_name.setdefault((basin, fold(name)), firm)
        firm.met = True
        return firm

    def take(self, rows: Sequence[PastContributor]) -> None:
        """Take what the files tell of firms; what they leave empty stays as it was."""
        spans: dict[Firm, list[Span]] = {}
        alone: set[Firm] = set()
        for row in sorted(dict.fromkeys(rows), key=lambda row: row.siren is None):
            firm = self.firm(row.basin, row.firm, row.siren)
            self._listed.add(firm)
            if row.contact is None:
                alone.add(firm)
                _change(firm, since=row.since, until=row.until)
                continue
            spans.setdefault(firm, []).append((row.since, row.until))
            contact = firm.contacts.setdefault(fold(row.contact), Contact(row.contact))
            _change(contact, job=row.job, since=row.since, until=row.until)
            self.met_contacts.append(contact)
        for firm, of_contacts in spans.items():
            if firm not in alone:
                _span(firm, of_contacts)

    def canonical(self, basin: str, share: PastShare) -> PastShare:
        """Return a share with its firm and its advisor spelt as they are known, adding who is missing."""
        firm = self.firm(basin, share.firm)
        self._missions.setdefault(firm, []).append((share.agreed, share.ended or share.ends))
        person = firm.advisors.setdefault(fold(share.advisor), Person(share.advisor))
        if person.id is None:
            person.skills += [code for code in share.skills if code not in person.skills]
        return replace(share, firm=firm.name, advisor=person.name)

    def take_part(self) -> None:
        """Give firms that only missions tell of the days of these: they are known of no others."""
        for firm, spans in self._missions.items():
            if firm not in self._listed:
                _span(firm, spans)

    def advisor_id(self, basin: str, share: PastShare) -> int:
        """Return the number of the advisor of a share, once stored."""
        number = self.firm(basin, share.firm).advisors[fold(share.advisor)].id
        assert number is not None
        return number

    @property
    def sirens(self) -> dict[tuple[str, str], str]:
        """The numbers of the firms, by their basin and their folded name."""
        return {at: firm.siren for at, firm in self._by_name.items() if firm.siren}

    @property
    def met(self) -> list[Firm]:
        """The firms the files tell of."""
        return [firm for firm in self._every if firm.met]

    def store(self, connection: Connection) -> None:
        """Add who is missing, and change what is told otherwise."""
        met = self.met
        _store(connection, FIRMS, ((firm, _of_firm(firm)) for firm in met))
        _store(
            connection,
            CONTACTS,
            ((each, _of_contact(firm, each)) for firm in met for each in firm.contacts.values()),
        )
        _store(
            connection,
            ADVISORS,
            ((each, _of_advisor(firm, each)) for firm in met for each in firm.advisors.values()),
        )


def _of_firm(firm: Firm) -> dict[str, Any]:
    names = ("name", "siren", "since", "until")
    return {"basin_code": firm.basin, **{name: getattr(firm, name) for name in names}}


def _of_contact(firm: Firm, contact: Contact) -> dict[str, Any]:
    names = ("name", "job", "since", "until")
    return {"company_id": firm.id, **{name: getattr(contact, name) for name in names}}


def _of_advisor(firm: Firm, advisor: Person) -> dict[str, Any]:
    return {"company_id": firm.id, "name": advisor.name, "skills": advisor.skills}


def _change(row: Firm | Contact, **values: str | date | None) -> None:
    for name, value in values.items():
        if value is not None and value != getattr(row, name):
            setattr(row, name, value)
            row.changed = True


def _span(firm: Firm, spans: Iterable[Span]) -> None:
    """A firm takes part for as long as its representatives or its missions; one known for longer stays so."""
    begins, ends = zip(*spans, strict=True)
    since = None if None in begins else min(day for day in begins if day)
    until = None if None in ends else max(day for day in ends if day)
    if firm.id is None:
        firm.since, firm.until = since, until
        return
    if firm.since is not None and (since is None or since < firm.since):
        firm.since, firm.changed = since, True
    if firm.until is not None and (until is None or until > firm.until):
        firm.until, firm.changed = until, True


def _store(connection: Connection, table: Table, rows: Iterable[tuple[Stored, Mapping[str, Any]]]) -> None:
    rows = list(rows)
    changed = [{**values, "number": row.id} for row, values in rows if row.id is not None and row.changed]
    if changed:
        connection.execute(update(table).where(table.c.id == bindparam("number")), changed)
    new = [(row, dict(values)) for row, values in rows if row.id is None]
    if new:
        adding = insert(table).returning(table.c.id, sort_by_parameter_order=True)
        numbers = connection.execute(adding, [values for _, values in new]).scalars()
        for (row, _), number in zip(new, numbers, strict=True):
            row.id = number
