"""A list of contributor companies and their advisors, one a row: read as the lists of the past are."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from conversations.messages import Message, say
from conversations.network.basins import AdvisorEntry, Contributor
from conversations.understanding.words import fold
from models.history.cells import CellReader, Kind
from models.history.columns import Column, Subject
from models.history.reader import in_order, read_history, silent
from models.history.rows import Line
from models.spreadsheets.sheets import EMPTY, Fault, SpreadsheetError, too_long

MOST_ROWS = 5_000


@dataclass(frozen=True, slots=True)
class ListedAdvisor:
    """An advisor of a firm. ``basin``: None for the one that is named beside the list."""

    # fmt: off
    company: Annotated[str, Column(Kind.TEXT,
        ("Entreprise", "Company", "Entreprise contributrice", "Entreprise apporteuse"),
        say("a firm that may lend its people"), "Forges de Meuse")]
    advisor: Annotated[str, Column(Kind.TEXT, ("Intervenant", "Advisor", "Nom"),
        say("who may come; one row for each"), "Claire Morel", after="basin")]
    skills: Annotated[tuple[str, ...], Column(Kind.SKILLS, ("Compétences", "Skills"),
        say("those the advisor brings"), "quality, sales", after="job")]
    siren: Annotated[str | None, Column(Kind.SIREN, ("SIREN",),
        say("so that a firm of several territories counts once"), "552100554")] = None
    basin: Annotated[str | None, Column(Kind.BASIN, ("Bassin", "Basin"),
        say("the territory where it takes part"), "meuse")] = None
    job: Annotated[str | None, Column(Kind.TEXT, ("Fonction", "Job", "Poste"),
        say("the job of the advisor"), "Responsable qualité")] = None
    contact: Annotated[str | None, Column(Kind.TEXT, ("Contact",),
        say("a phone number or an e-mail address"), "")] = None
    available_from: Annotated[date | None, Column(Kind.FROM,
        ("Disponible à partir du", "Available from", "Disponibilité"),
        say("from when; empty: at once"), "2027-03-01")] = None
    # fmt: on


ADVISORS = Subject(("Intervenants", "Advisors"), ListedAdvisor)


def read_contributors(
    path: Path, cells: CellReader, basin: str | None = None
) -> list[tuple[str, Contributor]]:
    """Return the firms of a list, each with its basin's code; raise SpreadsheetError.

    The rows of one firm are put together. ``basin``: that of the rows which name none.
    """
    read = read_history((path,), cells, silent, (ADVISORS,))
    if len(read.lines) > MOST_ROWS:
        read.faults.append(Fault(path.name, 0, "", too_long(MOST_ROWS)))
    firms: dict[tuple[str, str], Contributor] = {}

    def fault(line: Line[Any], key: str, message: Message) -> None:
        read.faults.append(Fault(line.sheet, line.number, read.titles[line.sheet, key], message))

    for line in read.lines:
        row: ListedAdvisor = line.row
        code = row.basin or basin
        if code is None:
            fault(line, "basin", EMPTY)
            continue
        firm = firms.setdefault((code, fold(row.company)), Contributor(row.company, row.siren))
        entry = AdvisorEntry(row.advisor, row.job, row.skills, row.contact, row.available_from)
        if row.siren and firm.siren and row.siren != firm.siren:
            other = say("{name} has another SIREN above: {siren}.", name=firm.name, siren=firm.siren)
            fault(line, "siren", other)
        elif any(fold(each.name) == fold(entry.name) and each != entry for each in firm.advisors):
            fault(line, "advisor", say("{name} is there twice.", name=entry.name))
        else:  # the same row again says nothing else
            people = tuple(dict.fromkeys((*firm.advisors, entry)))
            firms[code, fold(row.company)] = replace(firm, siren=firm.siren or row.siren, advisors=people)
    if read.faults:
        raise SpreadsheetError(*in_order(read.faults))
    return [(code, firm) for (code, _), firm in firms.items()]
