"""An invented past of the network over four years, to be imported where there is none.

The last year has the totals that the network published of 2017. Nothing is drawn at random: whatever
varies follows from the place of a row in its list.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from pydantic import TypeAdapter
from stdnum import luhn

from conversations.dossiers.lifecycle import Event
from conversations.dossiers.reasons import Reason
from conversations.understanding.named_periods import months_later
from models.history.rows import History, PastAdvance, PastContributor, PastDossier, PastFollowUp, PastShare


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


@dataclass(frozen=True, slots=True)
class Sample:
    """What the past is made of: see ``files/past.toml``. ``towns``: a commune of each basin."""

    years: tuple[Year, ...]
    towns: dict[str, str]
    new_basin: str
    with_advance: tuple[str, ...]
    nowhere: tuple[str, ...]
    trades: tuple[str, ...]
    big_trades: tuple[str, ...]
    names: tuple[str, ...]
    first_names: tuple[str, ...]
    last_names: tuple[str, ...]
    other_skills: tuple[str, ...]
    origins: tuple[str, ...]


@cache
def sample_past() -> Sample:
    """Read what the past is made of."""
    text = files("bot.playground.sample").joinpath("files", "past.toml").read_text("utf-8")
    return TypeAdapter(Sample).validate_python(tomllib.loads(text))


def spread(total: int, n: int) -> list[int]:
    """Part a total in ``n``, unevenly; the parts add up to it."""
    weights = [1 + place * 7 % 5 for place in range(n)]
    reached = [round(total * sum(weights[: place + 1]) / sum(weights)) for place in range(n)]
    return [after - before for before, after in zip([0, *reached], reached, strict=False)]


def siren(number: int) -> str:
    """Return a number that passes its check, in a range that is not given out."""
    begun = f"9990{number:04d}"
    return begun + luhn.calc_check_digit(begun)


def turn(each: Sequence[str], number: int) -> str:
    """Return the one whose turn it is, round after round."""
    return each[number % len(each)]


def person(number: int) -> str:
    """Return somebody's name; the first 391 differ."""
    made_of = sample_past()
    return f"{turn(made_of.first_names, number)} {turn(made_of.last_names, number)}"


def scattered(place: int, step: int, share: int) -> bool:
    """Tell whether a row is of a share, out of 100, of its list; shares of different steps mix."""
    return place * step % 100 < share


class Story:
    """The past of four years. ``last``: the last of them."""

    def __init__(self, last: int) -> None:
        self.history, self.of = History(), sample_past()
        self.last, self.new_since = last, date(last, 1, 16)
        self.years = {last - 3 + place: figures for place, figures in enumerate(self.of.years)}
        self.lenders: dict[str, list[PastContributor]] = {basin: [] for basin in self.of.towns}
        self.applicants = 0
        self.teams: dict[int, list[PastShare]] = {year: [] for year in (*self.years, last + 1)}

    def told(self) -> History:
        """Return everything, to the end of the last year and what came of it."""
        self._contributors()
        for year, figures in self.years.items():
            self._granted(year, figures)
            self._not_granted(year, figures)
        for year, shares in self.teams.items():
            halves = self.years[year].halves if year in self.years else 4 * len(shares)
            for share, contracted in zip(shares, spread(halves, len(shares)), strict=True):
                self.history.shares.append(
                    replace(share, contracted=5 * contracted, delivered=5 * contracted)
                )
        return self.history

    def _contributors(self) -> None:
        """Bring 194 firms and 243 people in the last year; others left before, or came after."""
        basins = tuple(self.of.towns)
        people = 0
        for number in range(212):
            name = f"{turn(self.of.big_trades, number)} {turn(self.of.names, number)}"
            home = basins[number % len(basins)]
            since: date | None = (
                date(self.last - 4, 1 + number % 12, 1)
                if number < 150
                else date(self.last, 1 + number % 9, 1)
            )
            if home == self.of.new_basin:
                since = self.new_since
            until = date(self.last - 1, 12, 31) if 194 <= number < 209 else None
            if until:
                since = None
            elif number >= 209:
                since = date(self.last + 1, 2, 1)
            elif number % 40 == 7:
                until = date(self.last, 6, 30)
            several = number % 10 == 0 and number < 150
            where = [home, basins[(number + 1) % len(basins)]] if several else [home]
            where = [basin for basin in where if basin != self.of.new_basin or since == self.new_since]
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
            every = [
                code for code in self.of.towns if code != self.of.new_basin or year >= self.new_since.year
            ]
            open_to = self.of.with_advance if decision is not Event.GRANT_SKILLS else every
            dossier = self._dossier(year, place, open_to[place % len(open_to)], figures)
            dossier = replace(
                dossier,
                decision=decision,
                days=None if decision is Event.GRANT_ADVANCE else 3 + place % 4,
                jobs_created=created[place],
                jobs_kept=kept[place],
            )
            if year == self.last and place == 1:  # the first firm again, in capitals and without its number
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
        number, trades = self.applicants, self.of.trades
        session = (date(year, 3, 9), date(year, 6, 28), date(year, 12, 6))[place % 3]
        decided = session + timedelta(days=list(self.of.towns).index(basin) if basin else 0)
        received = decided - timedelta(days=20 + place % 40)
        skills = ["strategy"] if scattered(place, 37, figures.strategy) else []
        skills += ["sales"] if scattered(place, 53, 46) else []
        if not skills or place % 3 == 0:
            skills.append(turn(self.of.other_skills, place))
        return PastDossier(
            source=f"{year}-{sum(row.source.startswith(str(year)) for row in self.history.dossiers) + 1:03d}",
            company=f"{turn(trades, number)} {turn(self.of.names, number // len(trades))} {number}",
            received=received,
            basin=basin,
            siren=None if number % 9 == 0 else siren(1_000 + number),
            commune=self.of.towns[basin] if basin else turn(self.of.nowhere, place),
            claimed=received + timedelta(days=1 + place % 9),
            decided=decided,
            skills=tuple(skills),
            priority=skills[0],
            origin=turn(self.of.origins, place) or None,
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
        repaid = thousands * 1_000 if dossier.decided.year < self.last - 1 else 0
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
        n, basins = figures.grants, [code for code in self.of.towns if code != self.of.new_basin]
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
