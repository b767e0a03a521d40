"""What a report tells of: the figures of a period and of the year before, less what is not published."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.services.figures.indicators import BY_TERRITORY, FIGURES, Indicator, Told
from bot.services.figures.results import TREND_YEARS
from bot.services.figures.sections import Asked
from conversations.figures.masking import Cell, Secret, Shown, Sum, secrets
from conversations.figures.periods import BEGINNING, elapsed
from conversations.figures.trends import Trend
from conversations.understanding.named_periods import Period
from models.figures import exchanges, topics
from models.figures.key_figures import KeyFigures, by_basin, key_figures
from models.figures.queries import Counted, Scope, counted
from models.figures.ties import Ties, ties

GUARDED = tuple(
    each for each in FIGURES.values() if not (isinstance(each, Indicator) and each.of_territories)
)
"""The figures that count firms, people or dossiers, or add up their amounts; territories are no secret."""

ALL, NETWORK = "all", "network"
"""The places of totals: of what is asked, and of the whole network where that is something else."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a number stands: a figure, in a basin, a month or all that is asked, in one of both periods."""

    name: str
    place: str = ALL
    past: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """The figures of one period. ``needs``: requests by skill, most asked for first."""

    period: Period
    whole: KeyFigures
    basins: Mapping[str, KeyFigures]
    months: Mapping[date, int]
    needs: Mapping[str, int]

    @property
    def is_empty(self) -> bool:
        """Whether nothing happened to any dossier."""
        whole = self.whole
        return not (whole.received or whole.presented or whole.missions or whole.advances)


@dataclass(frozen=True, slots=True)
class Beyond:
    """What a report tells of exchanges between firms."""

    counts: exchanges.Counts
    reach: exchanges.Reach
    ties: Ties


@dataclass(frozen=True, slots=True)
class Findings:
    """All that a report tells of. ``before``: the same days of the year before, None before everything.

    ``beyond``: exchanges of the period. ``years`` and ``trends``: the course of skills; ``teams``: missions
    by year, those with several advisors as their total. ``secret``: what is not published, in a report that
    is.
    """

    asked: Asked
    public: bool
    now: Counts
    before: Counts | None
    years: tuple[int, ...]
    trends: tuple[Trend, ...]
    teams: Mapping[int, Counted]
    secret: Mapping[Spot, Secret]
    beyond: Beyond

    def of(self, name: str, place: str = ALL, *, past: bool = False) -> Shown:
        """Return a figure as it may be told. Days are in tenths, money in euros."""
        counts = self.before if past else self.now
        if counts is None:
            return None
        figures = counts.whole if place == ALL else counts.basins.get(place)
        return self.secret.get(
            Spot(name, place, past), 0 if figures is None else FIGURES[name].number(figures)
        )

    def in_month(self, month: date, *, past: bool = False) -> Shown:
        """Return the requests received in a month."""
        counts = self.before if past else self.now
        if counts is None:
            return None
        return self.secret.get(Spot("received", month.isoformat(), past), counts.months.get(month, 0))

    def few(self, n: int) -> Shown:
        """Return a count that adds up to nothing else that is told."""
        return (Cell(n).secret if self.public else None) or n

    @property
    def told_by_territory(self) -> tuple[str, ...]:
        """The basins worth a line: those in force, and those where something was counted."""
        past = self.before.basins if self.before else {}

        def counts(figures: KeyFigures | None) -> bool:
            return figures is not None and any(each.number(figures) for each in BY_TERRITORY)

        return tuple(
            code
            for code, figures in self.now.basins.items()
            if figures.basins_active or counts(figures) or counts(past.get(code))
        )


def findings(asked: Asked, *, public: bool = False) -> Findings:
    """Return what a report tells of. ``public``: small counts, and what gives them back, are left out."""
    last = min(asked.period.end, asked.world.today).year
    years, courses = topics.need_trends(asked.connection, asked.scope, last, asked.world.today, TREND_YEARS)
    before = asked.before
    now = _counts(asked, asked.period)
    past = _counts(asked, before) if before is not None and _on_record(asked, before) else None
    return Findings(
        asked=asked,
        public=public,
        now=now,
        before=past,
        years=years,
        trends=_in_public(courses) if public else courses,
        teams=topics.several_trend(asked.connection, asked.scope, last, TREND_YEARS),
        secret={
            spot: secret
            for counts, is_past in ((now, False), (past, True))
            if counts is not None
            for spot, secret in _secrets(asked, counts, past=is_past).items()
        }
        if public
        else {},
        beyond=Beyond(
            exchanges.summed(exchanges.counts(asked.connection, asked.scope, asked.period)),
            exchanges.reach(asked.connection, asked.scope, asked.period),
            ties(asked.connection, asked.scope, asked.period),
        ),
    )


def _in_public(courses: Iterable[Trend]) -> tuple[Trend, ...]:
    """Return the skills whose requests may be told, then the others in an order that tells nothing."""
    told = [trend for trend in courses if not Cell(trend.counts[-1]).secret]
    rest = sorted((trend for trend in courses if trend not in told), key=lambda trend: trend.key)
    return (*told, *rest)


def _on_record(asked: Asked, period: Period) -> bool:
    """Tell whether something was counted by the end of a period: before that, nothing is known."""
    past = Period(BEGINNING, period.end)
    return any(counted(asked.connection, name, asked.scope, past).n for name in ("received", "decision"))


def _counts(asked: Asked, period: Period) -> Counts:
    connection, network, scope, today = asked.connection, asked.world.network, asked.scope, asked.world.today
    by_month = topics.by_month(connection, "received", scope, elapsed(period, today))
    return Counts(
        period,
        key_figures(connection, network, scope, period, today),
        by_basin(connection, network, scope, period, today),
        {month: found.n for month, found in by_month.items()},
        topics.needs(connection, scope, period),
    )


def _secrets(asked: Asked, counts: Counts, *, past: bool) -> dict[Spot, Secret]:
    """Return what is not published of a period; a territory alone tells no more than the whole network."""
    every = counts.basins
    if asked.scope.basins is not None:
        every = by_basin(asked.connection, asked.world.network, Scope(), counts.period, asked.world.today)
    cells = {Spot(name, ALL, past): cell for name, cell in _cells(counts.whole, GUARDED)}
    sums = []
    for code, figures in every.items():
        cells |= {Spot(name, code, past): cell for name, cell in _cells(figures, BY_TERRITORY)}
    for name in (each.name for each in BY_TERRITORY):
        sums.append(Sum(Spot(name, ALL, past), tuple(Spot(name, code, past) for code in counts.basins)))
        if asked.scope.basins is not None:
            parts = tuple(Spot(name, code, past) for code in every)
            cells[Spot(name, NETWORK, past)] = Cell(sum(cells[part].value for part in parts), 0)
            sums.append(Sum(Spot(name, NETWORK, past), parts))
    found = secrets(cells, sums)
    found |= _secret_months(counts, Spot("received", ALL, past), found)
    for each in FIGURES.values():
        if any(Spot(other, ALL, past) in found for other in each.hidden_with):
            found.setdefault(Spot(each.name, ALL, past), Secret.HIDDEN)
    return found


def _secret_months(counts: Counts, total: Spot, found: Mapping[Spot, Secret]) -> dict[Spot, Secret]:
    """Return the months that are not published: all of them where their total would have to go too."""
    months = {replace(total, place=month.isoformat()): Cell(n) for month, n in counts.months.items()}
    hidden = secrets({**months, total: Cell(counts.whole.received)}, [Sum(total, tuple(months))])
    return dict.fromkeys(months, Secret.HIDDEN) if total in found or total in hidden else hidden


def _cells(figures: KeyFigures, told: Iterable[Told]) -> Iterator[tuple[str, Cell]]:
    for each in told:
        value = each.number(figures)
        if value is not None:
            over = FIGURES[each.over].number(figures) if each.over else None
            yield each.name, Cell(value, over)


def share(part: Shown, whole: Shown) -> int | None:
    """Return a share in percent of what may be told; None where either is not."""
    if isinstance(part, int) and isinstance(whole, int) and whole:
        return round(100 * part / whole)
    return None
