"""A fictional past of the network, 2014 to 2017, whose 2017 has the totals of the published page.

Nothing is drawn at random: whatever varies follows from the place of a row in its list.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from stdnum import luhn

from conversations.dossiers import Event
from conversations.named_periods import months_later
from conversations.network import BasinStatus, Network
from conversations.reasons import Reason
from models.gazetteer import CommuneTable
from models.history_columns import SUBJECTS, Kind
from models.history_file import HistoryFile
from models.history_rows import (
    History,
    Line,
    Past,
    PastAdvance,
    PastContributor,
    PastDossier,
    PastFollowUp,
    PastShare,
)
from models.history_words import DECISIONS
from models.network_file import read_network, sample_network_text
from models.spreadsheets import Cells, save_csv, save_xlsx
from tests.builders import a_basin

FIRST_YEAR, LAST_YEAR = 2014, 2017


@dataclass(frozen=True, slots=True)
class Year:
    """What a year adds up to. Shares are out of 100; days are halves; advances are thousands of euros."""

    skills_only: int
    both: int
    advance_only: int
    halves: int
    created: int
    kept: int
    advanced: int
    strategy: int
    teams: int

    @property
    def grants(self) -> int:
        """How many committees granted something."""
        return self.skills_only + self.both + self.advance_only


YEARS = {
    2014: Year(40, 22, 8, 2 * 190, 210, 560, 30 * 21, strategy=10, teams=10),
    2015: Year(46, 30, 10, 2 * 255, 275, 720, 40 * 22, strategy=19, teams=18),
    2016: Year(54, 42, 12, 2 * 322, 350, 930, 54 * 22, strategy=28, teams=27),
    2017: Year(63, 55, 14, 2 * 399, 439, 1156, 69 * 23, strategy=39, teams=38),
}
COMPANIES_2017 = 131  # one of the 132 that were granted something came twice

TOWNS = {
    "meuse": "55545", "vosges": "88160", "terres-de-lorraine": "54528", "longwy": "54323", "colmar": "68066",
    "reunion": "97411", "savoie": "73065", "valenciennes": "59606", "indre": "36044", "ales": "30007",
    "marseille": "13055",
}  # fmt: skip
WITH_ADVANCE = ("meuse", "vosges", "terres-de-lorraine", "longwy", "colmar", "reunion")
NEW_BASIN, NEW_SINCE = "marseille", date(2017, 1, 16)
NOWHERE = ("33063", "59350", "29019")  # communes of no basin

TRADES = (
    "Menuiserie", "Mécanique", "Brasserie", "Imprimerie", "Charpente", "Serrurerie", "Confiserie", "Scierie",
    "Chaudronnerie", "Plasturgie", "Maroquinerie", "Tissage", "Fonderie", "Métallerie", "Ébénisterie",
)  # fmt: skip
BIG_TRADES = ("Forges", "Verreries", "Aciéries", "Papeteries", "Câbleries", "Filatures", "Faïenceries")
NAMES = (
    "du Val", "des Tilleuls", "du Moulin", "de la Source", "des Trois Ponts", "du Grand Pré", "de l'Étang",
    "des Ormes", "du Vieux Lavoir", "de la Croix", "des Forêts", "du Coteau", "de la Plaine", "du Gué",
    "des Saules", "de l'Écluse", "du Rempart", "des Aulnes", "du Plateau", "de la Combe", "du Viaduc",
    "des Bruyères", "du Hameau", "de la Tour", "des Peupliers", "du Pont Neuf", "de la Vigne", "du Lac",
    "des Cerisiers", "du Belvédère", "de la Clairière",
)  # fmt: skip
FIRST_NAMES = (
    "Claire", "Paul", "Léa", "Marc", "Inès", "Hugo", "Nadia", "Luc", "Élise", "Karim", "Jeanne", "Rémi",
    "Sonia", "Denis", "Awa", "Gilles", "Maud",
)  # fmt: skip
LAST_NAMES = (
    "Morel", "Weber", "Simon", "Perrot", "Leroy", "Aubry", "Henry", "Masson", "Colin", "Thiery", "Marchal",
    "Noël", "Vautrin", "Didier", "Humbert", "Gérard", "Claudel", "Mangin", "Lacroix", "Barbier", "Poirot",
    "Grosjean", "Jacquot",
)  # fmt: skip
OTHER_SKILLS = ("hr", "quality", "industrial_organisation", "digital", "management_finance", "hse", "export")
ORIGINS = ("salon", None, None, "cci", None)


def spread(total: int, n: int) -> list[int]:
    """Part a total in ``n``, unevenly; the parts add up to it."""
    weights = [1 + place * 7 % 5 for place in range(n)]
    reached = [round(total * sum(weights[: place + 1]) / sum(weights)) for place in range(n)]
    return [after - before for before, after in zip([0, *reached], reached, strict=False)]


def siren(number: int) -> str:
    """Return a number that passes its check, in a range that is not given out."""
    begun = f"9990{number:04d}"
    return begun + luhn.calc_check_digit(begun)


def person(number: int) -> str:
    """Return somebody's name; the first 391 differ."""
    return f"{FIRST_NAMES[number % len(FIRST_NAMES)]} {LAST_NAMES[number % len(LAST_NAMES)]}"


def scattered(place: int, step: int, share: int) -> bool:
    """Tell whether a row is of a share, out of 100, of its list; shares of different steps mix."""
    return place * step % 100 < share


def a_network_of_2017() -> Network:
    """Return the sample network with the days of its conventions: one basin begun in 2017, four announced."""
    sample = read_network(sample_network_text(), CommuneTable())
    basins = []
    for basin in sample.basins:
        if basin.code == NEW_BASIN:
            basins.append(replace(basin, announced=date(2016, 3, 1), since=NEW_SINCE))
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
    return _Story().told()


class _Story:
    def __init__(self) -> None:
        self.history = History()
        self.lenders: dict[str, list[PastContributor]] = {basin: [] for basin in TOWNS}
        self.applicants = 0
        self.teams: dict[int, list[PastShare]] = {year: [] for year in range(FIRST_YEAR, LAST_YEAR + 2)}

    def told(self) -> History:
        self._contributors()
        for year, figures in YEARS.items():
            self._granted(year, figures)
            self._not_granted(year, figures)
        for year, shares in self.teams.items():
            halves = YEARS[year].halves if year in YEARS else 4 * len(shares)
            for share, contracted in zip(shares, spread(halves, len(shares)), strict=True):
                self.history.shares.append(
                    replace(share, contracted=5 * contracted, delivered=5 * contracted)
                )
        return self.history

    def _contributors(self) -> None:
        """194 firms and 243 people in 2017; others left before, or came after."""
        basins = tuple(TOWNS)
        people = 0
        for number in range(212):
            name = f"{BIG_TRADES[number % len(BIG_TRADES)]} {NAMES[number % len(NAMES)]}"
            home = basins[number % len(basins)]
            since: date | None = (
                date(2013, 1 + number % 12, 1) if number < 150 else date(2017, 1 + number % 9, 1)
            )
            if home == NEW_BASIN:
                since = NEW_SINCE
            until = date(2016, 12, 31) if 194 <= number < 209 else None
            if until:
                since = None
            elif number >= 209:
                since = date(2018, 2, 1)
            elif number % 40 == 7:
                until = date(2017, 6, 30)
            several = number % 10 == 0 and number < 150
            where = [home, basins[(number + 1) % len(basins)]] if several else [home]
            where = [basin for basin in where if basin != NEW_BASIN or since == NEW_SINCE]
            firm = PastContributor(name, home, siren(number), since=since, until=until)
            mine: list[str | None] = [None]
            if number >= 10:
                mine = [person(people + place) for place in range(2 if 10 <= number < 69 else 1)]
                people += len(mine)
            for basin in where:
                if number < 194:
                    self.lenders[basin].append(firm)
                self.history.contributors += [
                    replace(firm, basin=basin, contact=who, job="DRH" if who else None) for who in mine
                ]

    def _granted(self, year: int, figures: Year) -> None:
        created, kept = spread(figures.created, figures.grants), spread(figures.kept, figures.grants)
        advanced = spread(figures.advanced, figures.both + figures.advance_only)
        for place in range(figures.grants):
            decision = Event.GRANT_SKILLS
            if place >= figures.skills_only:
                decision = Event.GRANT_BOTH
            if place >= figures.skills_only + figures.both:
                decision = Event.GRANT_ADVANCE
            every = [code for code in TOWNS if code != NEW_BASIN or year >= NEW_SINCE.year]
            open_to = WITH_ADVANCE if decision is not Event.GRANT_SKILLS else every
            dossier = self._dossier(year, place, open_to[place % len(open_to)], figures)
            dossier = replace(
                dossier,
                decision=decision,
                days=None if decision is Event.GRANT_ADVANCE else 3 + place % 4,
                jobs_created=created[place],
                jobs_kept=kept[place],
            )
            if year == LAST_YEAR and place == 1:  # the first firm again, in capitals and without its number
                first = next(row for row in self.history.dossiers if row.source == f"{year}-001")
                dossier = replace(
                    dossier,
                    company=first.company.upper(),
                    siren=None,
                    commune=first.commune,
                    basin=first.basin,
                )
            self.history.dossiers.append(dossier)
            if decision is not Event.GRANT_ADVANCE:
                self._mission(dossier, place, figures)
            if decision is not Event.GRANT_SKILLS:
                self._advance(dossier, advanced[place - figures.skills_only])
            self._follow_ups(dossier, place)

    def _dossier(self, year: int, place: int, basin: str | None, figures: Year) -> PastDossier:
        """Return a request, decided in one of the three sessions of its year."""
        self.applicants += 1
        number = self.applicants
        session = (date(year, 3, 9), date(year, 6, 28), date(year, 12, 6))[place % 3]
        decided = session + timedelta(days=list(TOWNS).index(basin) if basin else 0)
        received = decided - timedelta(days=20 + place % 40)
        skills = ["strategy"] if scattered(place, 37, figures.strategy) else []
        skills += ["sales"] if scattered(place, 53, 46) else []
        if not skills or place % 3 == 0:
            skills.append(OTHER_SKILLS[place % len(OTHER_SKILLS)])
        return PastDossier(
            source=f"{year}-{sum(row.source.startswith(str(year)) for row in self.history.dossiers) + 1:03d}",
            company=f"{TRADES[number % len(TRADES)]} {NAMES[number // len(TRADES) % len(NAMES)]} {number}",
            received=received,
            basin=basin,
            siren=None if number % 9 == 0 else siren(1_000 + number),
            commune=TOWNS[basin] if basin else NOWHERE[place % len(NOWHERE)],
            claimed=received + timedelta(days=1 + place % 9),
            decided=decided,
            skills=tuple(skills),
            priority=skills[0],
            origin=ORIGINS[place % len(ORIGINS)],
        )

    def _mission(self, dossier: PastDossier, place: int, figures: Year) -> None:
        assert dossier.basin and dossier.decided
        agreed = dossier.decided + timedelta(days=20 + place % 15)
        starts = agreed + timedelta(days=7)
        lenders = [
            firm.firm
            for firm in self.lenders[dossier.basin]
            if (firm.since or agreed) <= agreed <= (firm.until or agreed)
        ]
        size = 1 + scattered(place, 29, figures.teams) + scattered(place, 29, figures.teams // 6)
        for rank in range(size):
            share = PastShare(
                source=dossier.source,
                firm=lenders[(place + rank) % len(lenders)],
                advisor=person(1_000 + place * 3 + rank),
                agreed=agreed,
                contracted=0,
                skills=(dossier.skills[rank % len(dossier.skills)],),
                starts=starts,
                ends=months_later(starts, 6),
                ended=months_later(starts, 5) if place % 11 else None,
            )
            self.teams[agreed.year].append(share)

    def _advance(self, dossier: PastDossier, thousands: int) -> None:
        assert dossier.decided
        paid = dossier.decided + timedelta(days=40)
        repaid = thousands * 1_000 if dossier.decided.year < 2016 else 0
        self.history.advances.append(
            PastAdvance(dossier.source, thousands * 1_000, None, paid, 36, months_later(paid, 12), repaid)
        )

    def _follow_ups(self, dossier: PastDossier, place: int) -> None:
        assert dossier.decided
        for months in (6, 12) if place % 4 == 0 else (12,) if place % 3 else ():
            answered = months_later(dossier.decided, months) + timedelta(days=place % 20)
            made = max(0, (dossier.jobs_created or 0) - place % 3)
            answer = PastFollowUp(dossier.source, months, answered, made, dossier.jobs_kept, 3 + place % 3)
            self.history.follow_ups.append(answer)

    def _not_granted(self, year: int, figures: Year) -> None:
        """Refused, declined, sent elsewhere, withdrawn, postponed; some from places without a basin."""
        n, basins = figures.grants, [code for code in TOWNS if code != NEW_BASIN]
        outcomes: Sequence[tuple[int, Event, Sequence[Reason | None], bool]] = (
            (n // 4, Event.REFUSE, (Reason.JOBS, Reason.FINANCE, Reason.NOT_MATURE), True),
            (n // 6, Event.DECLINE, (Reason.NO_SKILL_HERE, Reason.TOO_LARGE, Reason.INCOMPLETE), True),
            (n // 12, Event.REDIRECT, (Reason.OTHER_SCHEME,), True),
            (n // 10, Event.REDIRECT, (Reason.OUT_OF_TERRITORY,), False),
            (n // 20, Event.WITHDRAW, (None,), True),
            (2, Event.POSTPONE, (Reason.INCOMPLETE,), True),
        )
        place = n
        for many, decision, reasons, local in outcomes:
            for rank in range(many):
                basin = basins[place % len(basins)] if local else None
                dossier = self._dossier(year, place, basin, figures)
                self.history.dossiers.append(
                    replace(dossier, decision=decision, reason=reasons[rank % len(reasons)])
                )
                place += 1
        still_open = self._dossier(year, place, basins[0], figures)
        self.history.dossiers.append(replace(still_open, claimed=None, decided=None))


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


def silent(phase: object, done: int, total: int) -> None:
    """Tell nobody how far a load is."""


def as_read(*rows: Past) -> HistoryFile:
    """Return rows as if they had been read."""
    lines = [Line("passé.xlsx, Feuille", number, row) for number, row in enumerate(rows, 2)]
    return HistoryFile(lines, told={row.source for row in rows if isinstance(row, PastDossier)})
