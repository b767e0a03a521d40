"""Exchanges between firms, beyond contracted days: what was asked and took place, and whom it reaches."""

from dataclasses import replace

from bot.services.figures.openings import EXCHANGED, Closed, Of, Opening
from bot.services.figures.results import percent
from bot.services.figures.sections import Asked, Figure, Numbers, Row, SectionSpec, Sense
from conversations.exchanges.kinds import KINDS, ExchangeKind
from conversations.figures.charts import Chart, ChartKind, Link, Series
from conversations.figures.periods import month_name, named
from conversations.messages import Message, say, verbatim
from conversations.understanding.named_periods import Period
from models.figures import exchanges as figures
from models.figures.behind_exchanges import Beyond
from models.figures.exchanges import Counts
from models.figures.ties import FEWEST, MOST, Sort, Ties, ties

APART = say(
    "Exchanges beyond the contract: they hold no day of support and no money, and are in no other figure."
)
COUNTED = say(
    "Asked, passed on, answered: questions to the network put in the period, those that their operator "
    "passed on, those that at least one firm offered to help with. Introductions: both sides said yes in the "
    "period. Exchanges: those of the period, after an introduction or noted, that neither side denied; "
    "confirmed: both sides say that it took place."
)
REACHED = say(
    "Supported firms: those whose request was granted by the last day of the period, each counted once. "
    "Contributor companies: those that took part in an exchange of the period."
)
COLUMNS = (say("Asked"), say("Answered"), say("Introductions"), say("Exchanges"))
NONE = say("No question was asked and no exchange noted in this period.")


def summary(asked: Asked) -> Numbers:
    """Return what exchanges amount to, beside the year before."""
    now = _told(asked)
    past = _past(asked, asked.before) if asked.before else None
    rows = tuple(
        Row.of(label, value, *((past[at],) if past else ())) for at, (label, value) in enumerate(now)
    )
    columns = (named(asked.period), *((named(asked.before),) if asked.before else ()))
    return Numbers(columns, rows, (APART, COUNTED, REACHED))


def _past(asked: Asked, before: Period) -> list[Figure]:
    told = _told(replace(asked, period=before))
    return [Figure.of_before(figure.value, figure.opens, before) for _, figure in told]


def _told(asked: Asked) -> list[tuple[Message, Figure]]:
    all_ = figures.summed(figures.counts(asked.connection, asked.scope, asked.period))
    reach = figures.reach(asked.connection, asked.scope, asked.period)
    delay = figures.delay_to_first_offer(asked.connection, asked.scope, asked.period)
    counted = (
        (say("Questions asked"), all_.asked, Beyond.ASKED),
        (say("Questions passed on"), all_.passed, Beyond.PASSED),
        (say("Questions answered"), all_.answered, Beyond.ANSWERED),
        (say("Introductions"), all_.introductions, Beyond.INTRODUCTIONS),
        (say("Exchanges that took place"), all_.took_place, Beyond.TOOK_PLACE),
        (say("Exchanges confirmed by both sides"), all_.confirmed, Beyond.CONFIRMED),
        (say("Exchanges with a neighbouring territory"), all_.across, Beyond.ACROSS),
        (say("Contributor companies in exchanges"), reach.contributors, Beyond.LENDERS),
    )
    return [
        *((label, Figure(n, Opening(opens))) for label, n, opens in counted),
        (
            say("Supported firms with an exchange"),
            Figure(reach.with_exchange, Opening(EXCHANGED, of=Of.FIRMS)),
        ),
        (
            say("Share of the supported firms"),
            Figure(percent(reach.with_exchange, reach.supported), Closed.SHARE),
        ),
        (say("Half of the first offers within, in days"), Figure(delay.median, Closed.RANGE)),
    ]


def kinds(asked: Asked) -> Numbers:
    """Return questions and exchanges by kind."""
    found = figures.by_kind(figures.counts(asked.connection, asked.scope, asked.period))
    rows = tuple(_row(kind_name(code), counted, code) for code, counted in found.items())
    labels = [kind_name(code) for code in found]
    chart = asked.chart(
        ChartKind.BARS,
        say("Questions and exchanges, by kind"),
        labels,
        (say("Questions asked"), [counted.asked for counted in found.values()]),
        (say("Exchanges that took place"), [counted.took_place for counted in found.values()]),
        unit=say("questions, exchanges"),
    )
    return Numbers(COLUMNS, rows, (APART, COUNTED), chart, nothing=NONE)


def months(asked: Asked) -> Numbers:
    """Return questions and exchanges by month."""
    found = figures.by_month(figures.counts(asked.connection, asked.scope, asked.period), asked.period)
    rows = tuple(
        _row(month_name(month), counted, f"{month:%Y-%m}")
        for month, counted in found.items()
        if counted != Counts()
    )
    return Numbers(COLUMNS, rows, (APART, COUNTED), nothing=NONE)


def basins(asked: Asked) -> Numbers:
    """Return questions and exchanges by territory."""
    found = figures.by_basin(figures.counts(asked.connection, asked.scope, asked.period))
    rows = tuple(_row(asked.place(code), counted, basin=code) for code, counted in found.items())
    return Numbers(COLUMNS, rows, (APART, COUNTED), nothing=NONE)


SORTS = {Sort.FIRM: say("Supported firms"), Sort.CONTRIBUTOR: say("Contributor companies")}
BY_MISSION, BEYOND = say("Ties by a mission"), say("Ties beyond the contract")
TIED = say(
    "Two firms are tied once in the period, by a mission whose agreement was signed, or by an exchange that "
    "neither side denied. Nobody is named; with fewer than {n} firms nothing is drawn, since they would be "
    "recognised, nor with more than {most}: choose a territory.",
    n=FEWEST,
    most=MOST,
)
TOO_FEW = say("🕸 Fewer than {n} supported firms are tied: a picture would tell who they are.", n=FEWEST)
TOO_MANY = say(
    "🕸 For a picture of it, choose a territory or a shorter period: {most} firms at most.", most=MOST
)


def tied(asked: Asked) -> Numbers:
    """Return who is tied to whom, as a picture without names."""
    found = ties(asked.connection, asked.scope, asked.period)
    points = found.points
    firms = sum(sort is Sort.FIRM for sort, _ in points)
    counted = (
        (SORTS[Sort.FIRM], firms, Beyond.TIED_FIRMS),
        (SORTS[Sort.CONTRIBUTOR], len(points) - firms, Beyond.TIED_LENDERS),
        (BY_MISSION, len(found.missions), Beyond.MISSION_TIES),
        (BEYOND, len(found.exchanges), Beyond.TIES_BEYOND),
    )
    rows = tuple(Row.of(label, Figure(n, Opening(opens))) for label, n, opens in counted) if points else ()
    drawn = ties_chart(found, asked.heading)
    nobody = say("No firm is tied yet.")
    return Numbers((say("Number"),), rows, (TIED, APART), drawn, nothing=nobody, undrawn=why_undrawn(found))


def why_undrawn(found: Ties) -> Message | None:
    """Return why there is no picture; None where there is one."""
    if found.may_be_drawn:
        return None
    return TOO_MANY if len(found.points) > MOST else TOO_FEW


def ties_chart(found: Ties, heading: Message) -> Chart | None:
    """Draw who is tied to whom, without a name; None where they are too few."""
    if not found.may_be_drawn:
        return None
    points = found.points
    places = {point: place for place, point in enumerate(points)}
    links = [
        Link(places[one], places[other], series)
        for series, made in enumerate((found.exchanges, found.missions))
        for one, other in sorted(made, key=lambda tie: (places[tie[0]], places[tie[1]]))
    ]
    return Chart(
        ChartKind.TIES,
        say("Who is tied to whom"),
        heading,
        tuple(SORTS[sort] for sort, _ in points),
        (Series(BEYOND, (len(found.exchanges),)), Series(BY_MISSION, (len(found.missions),))),
        say("firms"),
        tuple(links),
    )


def _row(label: Message, counted: Counts, key: str = "", basin: str | None = None) -> Row:
    numbers = (
        (counted.asked, Beyond.ASKED),
        (counted.answered, Beyond.ANSWERED),
        (counted.introductions, Beyond.INTRODUCTIONS),
        (counted.took_place, Beyond.TOOK_PLACE),
    )
    keys = (key,) if key else ()
    return Row.of(label, *(Figure(n, Opening(behind, keys, basin)) for n, behind in numbers))


def kind_name(code: str) -> Message:
    """Return what a kind of exchange is called; one of another release by its code."""
    return KINDS[ExchangeKind(code)].label if code in set(ExchangeKind) else verbatim(code)


SECTIONS = (
    SectionSpec(
        "exchanges", say("Exchanges beyond the contract"), say("Exchanges"), summary, compared=True
    ),
    SectionSpec("exchange_kinds", say("Exchanges by kind"), say("Exchange kinds"), kinds),
    SectionSpec("exchange_months", say("Exchanges by month"), say("Exchange months"), months),
    SectionSpec(
        "exchange_basins", say("Exchanges by territory"), say("Exchange places"), basins,
        sense=Sense.SEVERAL, by_territory=True,
    ),
    SectionSpec("exchange_ties", say("Who is tied to whom"), say("Ties"), tied),
)  # fmt: skip
