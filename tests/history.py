"""The invented past as it would be filled in a spreadsheet, and the network it belongs to."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from bot.i18n import speak
from bot.playground.sample.import_past import as_read
from bot.playground.sample.past import Story, sample_past, siren
from conversations.dossiers.lifecycle import Event
from conversations.dossiers.reasons import Reason
from conversations.network.basins import BasinStatus, Network
from models.history.cells import Kind
from models.history.reader import silent
from models.history.rows import SUBJECTS, History, Past
from models.history.vocabulary import DECISIONS
from models.network.file import read_network, sample_network_text
from models.places.search import CommuneTable
from models.spreadsheets.sheets import Cells, Fault, save_csv, save_xlsx
from tests.builders import a_basin

__all__ = [
    "LAST_YEAR",
    "TOWNS",
    "YEARS",
    "a_history_of_2017",
    "a_network_of_2017",
    "as_read",
    "save",
    "save_each",
    "sentence",
    "silent",
    "siren",
]

LAST_YEAR = 2017
TOWNS, YEARS = sample_past().towns, sample_past().years
COMPANIES_2017 = 131  # one of the 132 that were granted something came twice


def a_network_of_2017() -> Network:
    """Return the sample network with the days of its conventions: one basin begun in 2017, four announced."""
    sample = read_network(sample_network_text(), CommuneTable())
    basins = []
    for basin in sample.basins:
        if basin.code == sample_past().new_basin:
            basins.append(replace(basin, announced=date(2016, 3, 1), since=date(LAST_YEAR, 1, 16)))
        elif basin.status is BasinStatus.ACTIVE:
            basins.append(replace(basin, since=date(2011, 1, 1)))
        elif basin.status is BasinStatus.ANNOUNCED:
            basins.append(replace(basin, announced=date(2017, 6, 1)))
        else:
            basins.append(replace(basin, since=date(2005, 1, 1), until=date(2013, 12, 31)))
    coming = [
        replace(a_basin(code, status=BasinStatus.ANNOUNCED, zones=()), announced=date(2017, 9, 1))
        for code in ("haute-rive", "val-clair", "grand-large")
    ]
    return replace(sample, basins=(*basins, *coming))


def a_history_of_2017() -> History:
    """Return the whole past."""
    return Story(LAST_YEAR).told()


def cells(row: Past) -> Cells:
    """Return a row as people fill it in."""
    subject = next(each for each in SUBJECTS if each.row is type(row))
    return [_cell(column.kind, getattr(row, column.key)) for column in subject.columns]


def _cell(kind: Kind, value: object) -> object:
    match value:
        case Event():
            return DECISIONS[value][0]
        case Reason():
            return value.value
        case tuple():
            return ", ".join(value)
        case int() if kind is Kind.TENTHS:
            return value / 10
    return value


def sheets(history: History) -> dict[str, list[Cells]]:
    """Return the sheets of a history, filled in."""
    return {
        subject.title: [
            [column.names[0] for column in subject.columns],
            *(cells(row) for row in history if type(row) is subject.row),
        ]
        for subject in SUBJECTS
    }


def sentence(fault: Fault, language: str = "en") -> str:
    """Return what is said of a fault, with plain spaces."""
    return " ".join(speak(fault.told, language, markup=False).split())


def save(history: History, path: Path) -> Path:
    """Write a history as an XLSX file with the columns of the template."""
    save_xlsx(path, sheets(history))
    return path


def save_each(history: History, folder: Path) -> list[Path]:
    """Write a history as CSV files, one for each list."""
    paths = []
    for title, rows in sheets(history).items():
        paths.append(folder / f"{title.lower()}.csv")
        save_csv(paths[-1], rows)
    return paths
