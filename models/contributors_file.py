"""A CSV or XLSX list of contributor companies and their advisors: one advisor a row.

All that is wrong is told at once, with its sheet, row and column; a list with anything wrong is not loaded.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path

from conversations.messages import Message, say
from conversations.network import AdvisorEntry, Contributor, Network
from conversations.periods import read_periods
from conversations.skills import SKILLS
from conversations.words import fold
from models.network_checks import is_siren
from models.spreadsheets import (
    EMPTY,
    LEGEND,
    NO_DAY,
    Cells,
    Fault,
    Names,
    SpreadsheetError,
    day_of,
    listed,
    no_siren,
    save_csv,
    save_xlsx,
    sheets,
    text_of,
    without_columns,
)

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


def read_contributors(
    path: Path, network: Network, names: Names, today: date, basin: str | None = None
) -> tuple[tuple[str, Contributor], ...]:
    """Return the firms of a list, each with its basin's code; raise SpreadsheetError.

    ``basin``: that of the rows which name none. ``names``: what skills are called, besides their codes.
    """
    known = {**names, **{fold(skill.code): skill.code for skill in SKILLS}}
    reader = _Reader(network, known, today, basin)
    for sheet in sheets(path, MOST_BYTES):
        reader.read(sheet.name, sheet.rows)
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

    def read(self, sheet: str, rows: Iterator[Cells]) -> None:
        """Read a sheet: its first row that is not empty names the columns."""
        places: dict[str, int] = {}
        for number, cells in enumerate(islice(rows, MOST_ROWS + 1), 1):
            texts = [text_of(cell) for cell in cells]
            if not any(texts):
                continue
            if not places:
                places = _columns(texts)
                missing = [COLUMNS[key][0] for key in REQUIRED if key not in places]
                if missing:
                    self.faults.append(Fault(sheet, number, "", without_columns(missing)))
                    return
            elif number > MOST_ROWS:
                self.faults.append(Fault(sheet, number, "", say("at most {n} rows.", n=MOST_ROWS)))
            else:
                values = {key: cells[place] for key, place in places.items() if place < len(cells)}
                self._row(sheet, number, values)

    def _row(self, sheet: str, number: int, values: Mapping[str, object]) -> None:
        texts = {key: text_of(value) for key, value in values.items()}
        before = len(self.faults)

        def fault(key: str, message: Message) -> None:
            self.faults.append(Fault(sheet, number, COLUMNS[key][0], message))

        for key in REQUIRED:
            if not texts.get(key):
                fault(key, EMPTY)
        siren = "".join(texts.get("siren", "").split()) or None
        if siren is not None and not is_siren(siren):
            fault("siren", no_siren(siren))
        code = self._basins.get(fold(texts.get("basin", ""))) if texts.get("basin") else self._basin
        if code is None:
            known = ", ".join(sorted(set(self._basins.values())))
            fault("basin", say("name a basin of the network: {known}.", known=known))
        skills, unknown = self._skills(texts.get("skills", ""))
        for word in unknown:
            known = ", ".join(skill.code for skill in SKILLS)
            fault("skills", say("{code} is no skill. Skills: {known}.", code=word, known=known))
        available, day = values.get("available_from"), None
        if texts.get("available_from"):
            day = _day(available, self._today)
            if day is None:
                fault("available_from", NO_DAY)
        if len(self.faults) > before or code is None:
            return
        entry = AdvisorEntry(
            texts["advisor"], texts.get("job") or None, skills, texts.get("contact") or None, day
        )
        known_as = (code, fold(texts["company"]))
        firm = self.listed.setdefault(known_as, Contributor(texts["company"], siren))
        if siren and firm.siren and siren != firm.siren:
            other = say("{name} has another SIREN above: {siren}.", name=firm.name, siren=firm.siren)
            fault("siren", other)
            return
        self.listed[known_as] = replace(firm, siren=firm.siren or siren)
        colleagues = self.people.setdefault(known_as, [])
        if any(fold(each.name) == fold(entry.name) for each in colleagues):
            fault("advisor", say("{name} is there twice.", name=entry.name))
        else:
            colleagues.append(entry)

    def _skills(self, text: str) -> tuple[tuple[str, ...], list[str]]:
        """Return the codes in a cell, and the words that are no skill."""
        typed = listed(text, self._names)
        codes = {self._names[fold(word)]: None for word in typed if fold(word) in self._names}
        return tuple(codes), [word for word in typed if fold(word) not in self._names]


def _columns(texts: Sequence[str]) -> dict[str, int]:
    meant = {fold(name): key for key, names in COLUMNS.items() for name in names}
    found: dict[str, int] = {}
    for place, text in enumerate(texts):
        if fold(text) in meant:
            found.setdefault(meant[fold(text)], place)
    return found


def _day(cell: object, today: date) -> date | None:
    day = day_of(cell)
    periods = () if day else read_periods(text_of(cell), today)  # the likeliest first: 01/03/2027 is in March
    return periods[0].start if periods else day


def write_template(path: Path, network: Network, labels: Mapping[str, str]) -> None:
    """Write an empty list to fill in: CSV or XLSX, as the path ends. ``labels``: skills by code."""
    header = [names[0] for names in COLUMNS.values()]
    if path.suffix.lower() == ".csv":
        save_csv(path, [header])
        return
    skills = [(COLUMNS["skills"][0], skill.code, labels[skill.code]) for skill in SKILLS]
    basins = [(COLUMNS["basin"][0], basin.code, basin.name) for basin in network.basins]
    save_xlsx(path, {"Intervenants": [header], LEGEND: [*skills, *basins]})
