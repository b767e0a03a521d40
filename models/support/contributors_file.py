"""A CSV or XLSX list of contributor companies and their advisors: one advisor a row.

All that is wrong is told at once, with its sheet, row and column; a list with anything wrong is not loaded.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TypeVar

from conversations.messages import Message, say
from conversations.network.basins import AdvisorEntry, Contributor, Network
from conversations.understanding.periods import read_periods
from conversations.understanding.skills import SKILLS
from conversations.understanding.words import fold
from models.spreadsheets.cells import read_day, read_siren, read_words
from models.spreadsheets.raw_cells import LONGEST_LIST, LONGEST_TEXT, Unreadable, held, text_of
from models.spreadsheets.sheets import (
    EMPTY,
    HIDDEN,
    LEGEND,
    Fault,
    Names,
    Sheet,
    SpreadsheetError,
    filled,
    listed,
    save_csv,
    save_xlsx,
    sheets,
    too_long,
)
from models.spreadsheets.titles import UNTITLED, Columns, damaged_titles, read_columns, without_columns

T = TypeVar("T")

MOST_ROWS = 5_000
MOST_BYTES = 5_000_000

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "company": ("Entreprise", "Company", "Entreprise contributrice", "Entreprise apporteuse"),
    "siren": ("SIREN",),
    "basin": ("Bassin", "Basin"),
    "advisor": ("Intervenant", "Advisor", "Nom"),
    "job": ("Fonction", "Job", "Poste"),
    "skills": ("Compétences", "Skills"),
    "contact": ("Contact",),
    "available_from": ("Disponible à partir du", "Available from", "Disponibilité"),
}
"""The columns and what they may be called, the name in the template first."""

REQUIRED = ("company", "advisor", "skills")
NAMES = {key: names[0] for key, names in COLUMNS.items()}
_KEYS = {fold(name): key for key, names in COLUMNS.items() for name in names}


def read_contributors(
    path: Path, network: Network, names: Names, today: date, basin: str | None = None
) -> tuple[tuple[str, Contributor], ...]:
    """Return the firms of a list, each with its basin's code; raise SpreadsheetError.

    ``basin``: that of the rows which name none. ``names``: what skills are called, besides their codes.
    """
    known = {**names, **{fold(skill.code): skill.code for skill in SKILLS}}
    reader = _Reader(network, known, today, basin)
    for sheet in sheets(path, MOST_BYTES):
        reader.read(sheet)
    if not reader.faults and not reader.listed:
        reader.faults.append(Fault(path.name, 0, "", say("no advisor is listed: one a row.")))
    if reader.faults:
        raise SpreadsheetError(*reader.faults)
    return tuple(
        (code, replace(firm, advisors=tuple(reader.people[code, key])))
        for (code, key), firm in reader.listed.items()
    )


class _Reader:
    """Reads rows, noting every fault it meets; the rows of one firm are put together."""

    def __init__(self, network: Network, names: Names, today: date, basin: str | None) -> None:
        self.faults: list[Fault] = []
        self.listed: dict[tuple[str, str], Contributor] = {}
        self.people: dict[tuple[str, str], list[AdvisorEntry]] = {}
        self._basins = {fold(each.code): each.code for each in network.basins}
        self._basins |= {fold(each.name): each.code for each in network.basins}
        self._names, self._today, self._basin = names, today, basin

    def read(self, sheet: Sheet) -> None:
        """Read a sheet: its first row that is not empty names the columns."""
        columns: Columns | None = None
        for number, cells in filled(islice(sheet.rows, MOST_ROWS + 1), _is_title):
            if sheet.hidden:
                self.faults.append(Fault(sheet.name, 0, "", HIDDEN))
                return
            if columns is None:
                columns = read_columns(cells, _key_of, NAMES)
                missing = [NAMES[key] for key in REQUIRED if key not in columns.places]
                damage = damaged_titles(cells) or (without_columns(missing) if missing else None)
                if damage is not None:
                    self.faults.append(Fault(sheet.name, number, "", damage))
                    return
                self.faults += [Fault(sheet.name, number, title, fault) for title, fault in columns.faults]
            elif number > MOST_ROWS:
                self.faults.append(Fault(sheet.name, number, "", too_long(MOST_ROWS)))
            else:
                for letter in columns.untitled(cells):
                    self.faults.append(Fault(sheet.name, number, letter, UNTITLED))
                values = {key: cells[place] for key, place in columns.places.items() if place < len(cells)}
                self._row(sheet.name, number, columns.titles, values)

    def _row(self, sheet: str, number: int, titles: Mapping[str, str], cells: Mapping[str, object]) -> None:
        before = len(self.faults)

        def fault(key: str, message: Message) -> None:
            self.faults.append(Fault(sheet, number, titles[key], message))

        def read(key: str, reading: Callable[[object], T]) -> T | None:
            """Read a cell with what reads its column; None when it is empty or cannot be read."""
            try:
                most = LONGEST_LIST if key == "skills" else LONGEST_TEXT
                cell = held(cells.get(key), most, added_up=False)
                return reading(cell) if text_of(cell) else None
            except Unreadable as unreadable:
                fault(key, unreadable.message)
                return None

        texts = {
            key: read(key, read_words) or "" for key in ("company", "advisor", "job", "contact", "basin")
        }
        siren = read("siren", read_siren)
        day = read("available_from", lambda cell: _day(cell, self._today))
        typed = read("skills", text_of) or ""
        found = {fault.column for fault in self.faults[before:]}
        for key, text in (*texts.items(), ("skills", typed)):
            if key in REQUIRED and not text and titles[key] not in found:
                fault(key, EMPTY)
        code = self._basins.get(fold(texts["basin"])) if texts["basin"] else self._basin
        if code is None:
            known = ", ".join(sorted(set(self._basins.values())))
            fault("basin", say("name a basin of the network: {known}.", known=known))
        skills, unknown = self._skills(typed)
        for word in unknown:
            known = ", ".join(skill.code for skill in SKILLS)
            fault("skills", say("{code} is no skill. Skills: {known}.", code=word, known=known))
        if len(self.faults) > before or code is None:
            in_order = list(titles.values())
            self.faults[before:] = sorted(
                self.faults[before:], key=lambda fault: in_order.index(fault.column)
            )
            return
        entry = AdvisorEntry(texts["advisor"], texts["job"] or None, skills, texts["contact"] or None, day)
        self._list(code, Contributor(texts["company"], siren), entry, fault)

    def _list(
        self, code: str, told: Contributor, entry: AdvisorEntry, fault: Callable[[str, Message], None]
    ) -> None:
        """Put an advisor with those of the same firm."""
        known_as = (code, fold(told.name))
        firm = self.listed.setdefault(known_as, told)
        if told.siren and firm.siren and told.siren != firm.siren:
            other = say("{name} has another SIREN above: {siren}.", name=firm.name, siren=firm.siren)
            fault("siren", other)
            return
        self.listed[known_as] = replace(firm, siren=firm.siren or told.siren)
        colleagues = self.people.setdefault(known_as, [])
        if any(fold(each.name) == fold(entry.name) and each != entry for each in colleagues):
            fault("advisor", say("{name} is there twice.", name=entry.name))
        elif entry not in colleagues:  # the same row again says nothing else
            colleagues.append(entry)

    def _skills(self, text: str) -> tuple[tuple[str, ...], list[str]]:
        """Return the codes in a cell, and the words that are no skill."""
        typed = listed(text, self._names)
        codes = {self._names[fold(word)]: None for word in typed if fold(word) in self._names}
        return tuple(codes), [word for word in typed if fold(word) not in self._names]


def _key_of(title: str) -> str | None:
    return _KEYS.get(fold(title))


def _is_title(text: str) -> bool:
    return _key_of(text) is not None


def _day(cell: object, today: date) -> date:
    """Return the day from which somebody is free: a day, or the first of a period; raise Unreadable."""
    try:
        return read_day(cell, today)
    except Unreadable:
        periods = read_periods(text_of(cell), today)
        if len({period.start for period in periods}) != 1:
            raise
        return periods[0].start


def write_template(path: Path, network: Network, labels: Mapping[str, str]) -> None:
    """Write an empty list to fill in: CSV or XLSX, as the path ends. ``labels``: skills by code."""
    header = list(NAMES.values())
    if path.suffix.lower() == ".csv":
        save_csv(path, [header])
        return
    skills = [(NAMES["skills"], skill.code, labels[skill.code]) for skill in SKILLS]
    basins = [(NAMES["basin"], basin.code, basin.name) for basin in network.basins]
    save_xlsx(path, {"Intervenants": [header], LEGEND: [*skills, *basins]})
