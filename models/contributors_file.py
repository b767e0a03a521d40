"""A CSV or XLSX list of contributor companies and their advisors: one advisor a row.

All that is wrong is told at once, with its sheet, row and column; a list with anything wrong is not loaded.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from conversations.messages import Message, say
from conversations.network import AdvisorEntry, Contributor, Network
from conversations.periods import read_periods
from conversations.skills import SKILLS
from conversations.words import fold
from models.network_checks import is_siren

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
SEPARATORS = ",;/\n"  # of the skills in a cell

Cells = Sequence[object]
Names = Mapping[str, str]
"""The codes of skills by what people call them, folded."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something to mend: where, and what is wrong. ``row`` 0 is the whole sheet."""

    sheet: str
    row: int
    column: str
    message: Message

    def __str__(self) -> str:
        place = [self.sheet, f"row {self.row}" if self.row else "", self.column]
        told = self.message.msgid.format(**self.message.values)
        return f"{', '.join(part for part in place if part)}: {told}"


class ContributorsFileError(Exception):
    """A list that cannot be loaded; ``faults`` says all there is to mend."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))


def read_contributors(
    path: Path, network: Network, names: Names, today: date, basin: str | None = None
) -> tuple[tuple[str, Contributor], ...]:
    """Return the firms of a list, each with its basin's code; raise ContributorsFileError.

    ``basin``: that of the rows which name none. ``names``: what skills are called, besides their codes.
    """
    known = {**names, **{fold(skill.code): skill.code for skill in SKILLS}}
    reader = _Reader(network, known, today, basin)
    for sheet, rows in _sheets(path):
        reader.read(sheet, rows)
    if not reader.faults and not reader.listed:
        reader.faults.append(Fault(path.name, 0, "", say("no advisor is listed: one a row.")))
    if reader.faults:
        raise ContributorsFileError(*reader.faults)
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
            texts = [_text(cell) for cell in cells]
            if not any(texts):
                continue
            if not places:
                places = _columns(texts)
                missing = [COLUMNS[key][0] for key in REQUIRED if key not in places]
                if missing:
                    message = say("these columns are missing: {columns}.", columns=", ".join(missing))
                    self.faults.append(Fault(sheet, number, "", message))
                    return
            elif number > MOST_ROWS:
                self.faults.append(Fault(sheet, number, "", say("at most {n} rows.", n=MOST_ROWS)))
            else:
                values = {key: cells[place] for key, place in places.items() if place < len(cells)}
                self._row(sheet, number, values)

    def _row(self, sheet: str, number: int, values: Mapping[str, object]) -> None:
        texts = {key: _text(value) for key, value in values.items()}
        before = len(self.faults)

        def fault(key: str, message: Message) -> None:
            self.faults.append(Fault(sheet, number, COLUMNS[key][0], message))

        for key in REQUIRED:
            if not texts.get(key):
                fault(key, say("must not be empty."))
        siren = "".join(texts.get("siren", "").split()) or None
        if siren is not None and not is_siren(siren):
            fault("siren", say("{siren} is not a SIREN number: nine digits.", siren=siren))
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
                fault("available_from", say("must be a day, such as 2027-03-18."))
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
        for separator in SEPARATORS[1:]:
            text = text.replace(separator, SEPARATORS[0])
        typed = [word.strip() for word in text.split(SEPARATORS[0]) if word.strip()]
        codes = {self._names[fold(word)]: None for word in typed if fold(word) in self._names}
        return tuple(codes), [word for word in typed if fold(word) not in self._names]


def _columns(texts: Sequence[str]) -> dict[str, int]:
    meant = {fold(name): key for key, names in COLUMNS.items() for name in names}
    found: dict[str, int] = {}
    for place, text in enumerate(texts):
        if fold(text) in meant:
            found.setdefault(meant[fold(text)], place)
    return found


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():  # a SIREN that a spreadsheet took for a figure
        cell = int(cell)
    return "" if cell is None else str(cell).strip()


def _day(cell: object, today: date) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    periods = read_periods(_text(cell), today)  # the likeliest first: 01/03/2027 is in March here
    return periods[0].start if periods else None


def _sheets(path: Path) -> Iterator[tuple[str, Iterator[Cells]]]:
    """Give the sheets of a file that hold rows; a CSV file is one."""
    try:
        content = path.read_bytes()
    except OSError as error:
        cause = error.strerror or type(error).__name__
        raise ContributorsFileError(
            Fault(path.name, 0, "", say("cannot be read ({cause}): check the path.", cause=cause))
        ) from None
    if len(content) > MOST_BYTES:
        raise ContributorsFileError(Fault(path.name, 0, "", say("is too large: at most 5 MB.")))
    if path.suffix.lower() == ".csv":
        yield path.name, _csv_rows(content)
        return
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, OSError, ValueError):
        problem = say("is neither a CSV nor an XLSX file.")
        raise ContributorsFileError(Fault(path.name, 0, "", problem)) from None
    try:
        for sheet in book.worksheets:
            if sheet.title != LEGEND:
                yield sheet.title, sheet.iter_rows(values_only=True)
    finally:
        book.close()


def _csv_rows(content: bytes) -> Iterator[Cells]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")  # what spreadsheets write in France
    header = text.lstrip().partition("\n")[0]
    separator = max(";,\t", key=header.count)
    return iter(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


LEGEND = "Codes"


def write_template(path: Path, network: Network, labels: Mapping[str, str]) -> None:
    """Write an empty list to fill in: CSV or XLSX, as the path ends. ``labels``: skills by code."""
    header = [names[0] for names in COLUMNS.values()]
    if path.suffix.lower() == ".csv":
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=";").writerow(header)
        path.write_text(text.getvalue(), "utf-8-sig", newline="")
        return
    book = Workbook()
    sheet, legend = book.worksheets[0], book.create_sheet(LEGEND)
    sheet.title = "Intervenants"
    sheet.append(header)
    for place in range(1, len(header) + 1):
        sheet.cell(1, place).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = 24
    for skill in SKILLS:
        legend.append((COLUMNS["skills"][0], skill.code, labels[skill.code]))
    for basin in network.basins:
        legend.append((COLUMNS["basin"][0], basin.code, basin.name))
    book.save(path)
