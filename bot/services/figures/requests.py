"""What comes in: volumes, the way from the first question to the end, verdicts, reasons, origins, places."""

from collections.abc import Callable, Mapping
from datetime import date

from bot.services.core.dossier_card import OUTCOMES
from bot.services.figures.openings import Closed, Opening
from bot.services.figures.results import percent
from bot.services.figures.sections import Asked, Figure, Numbers, Row, SectionSpec, Sense
from conversations.dossiers.event_labels import named as event_name
from conversations.dossiers.reasons import WORDINGS, Reason
from conversations.dossiers.statuses import STATUSES, Status
from conversations.eligibility.verdicts import Outcome
from conversations.engine.draft import REVIEW
from conversations.figures.charts import Chart, ChartKind
from conversations.figures.periods import month_name, month_of, named, overlap
from conversations.intake import STEPS
from conversations.messages import Message, say, verbatim
from conversations.understanding.named_periods import Period, months_later
from models.figures import topics
from models.figures.behind_network import OfNetwork
from models.figures.measures import MEASURES
from models.figures.queries import by_key
from models.figures.stages import STAGE_NAMES

CHART_MONTHS = 24
CHART_BARS = 14
PLACES_AT_ONCE = 50
QUESTIONS = {step.name: Message(step.label) for step in STEPS}


def status_name(status: str) -> Message:
    """Return what a status is called; one of a later release by its code."""
    return STATUSES[Status(status)].shown if status in set(Status) else verbatim(status)


def volumes(asked: Asked) -> Numbers:
    """Return the requests received by basin and status."""
    found = topics.volumes(asked.connection, asked.scope, asked.period)
    by_basin: dict[str, dict[str, int]] = {}
    for (basin, status), n in found.items():
        by_basin.setdefault(basin, {})[status] = n
    present = [status.value for status in Status if any(status in each for each in by_basin.values())]
    rows = tuple(
        Row.of(
            asked.place(basin),
            Figure(sum(counts.values()), Opening("received", (), basin)),
            *(Figure(counts.get(status, 0), Opening("received", (status,), basin)) for status in present),
        )
        for basin, counts in sorted(by_basin.items(), key=lambda each: (-sum(each[1].values()), each[0]))
    )
    columns = (say("In all"), *(status_name(status) for status in present))
    about = (MEASURES["received"].definition,)
    return Numbers(columns, rows, about)


def months(asked: Asked) -> Numbers:
    """Return the requests received in each month, beside the year before."""
    counts = topics.by_month(asked.connection, "received", asked.scope, asked.period)
    before = asked.before
    past = topics.by_month(asked.connection, "received", asked.scope, before) if before else {}
    earlier = {(month.month, month.year + 1): found.n for month, found in past.items()}
    rows = tuple(
        Row.of(
            month_name(month),
            Figure(found.n, Opening("received", period=overlap(month_of(month), asked.period))),
            *((_a_year_before(month, earlier, before),) if before else ()),
        )
        for month, found in counts.items()
        if month <= asked.world.today and (found.n or earlier.get((month.month, month.year)) or asked.before)
    )
    columns = (say("Requests"), *((say("A year before"),) if before else ()))
    about = (MEASURES["received"].definition,)
    chart = _months_chart(asked, {month: found.n for month, found in counts.items()})
    return Numbers(columns, rows, about, chart)


def _a_year_before(month: date, earlier: Mapping[tuple[int, int], int], before: Period) -> Figure:
    """Return the requests received in the same month of the year before."""
    days = overlap(month_of(months_later(month, -12)), before)
    return Figure.of_before(earlier.get((month.month, month.year), 0), Opening("received"), days)


def _months_chart(asked: Asked, counts: Mapping[date, int]) -> Chart | None:
    shown = [month for month in counts if month <= asked.world.today][-CHART_MONTHS:]
    if len(shown) < 2:
        return None
    title, labels = say("Requests received, month by month"), [month_name(month) for month in shown]
    series = (named(asked.period), [counts[month] for month in shown])
    return asked.chart(ChartKind.COLUMNS, title, labels, series)


def funnel(asked: Asked) -> Numbers:
    """Return the way from the first question to the end, each stage with its share of the one before.

    Conversations are followed by themselves: requests received have others behind them, those brought
    from a spreadsheet and those begun in another month.
    """
    found = topics.funnel(asked.connection, asked.scope, asked.period)
    stages: list[tuple[Message, int, Opening, int]] = []
    if asked.scope.basins is None:
        stages.append((say("Conversations begun"), found.begun, Opening(OfNetwork.BEGUN), 0))
        stages.append((say("Conversations sent"), found.sent, Opening(OfNetwork.SENT), found.begun))
    stages.append((say("Requests received"), found.received, Opening("received"), 0))
    for stage, name in STAGE_NAMES.items():
        before = stages[-1][1]
        stages.append((name, found.stages.get(stage, 0), Opening("stage", (stage,)), before))
    rows = [
        Row.of(name, Figure(n, opens), Figure(percent(n, earlier) if earlier else None, Closed.SHARE))
        for name, n, opens, earlier in stages
    ]
    about = (MEASURES["stage"].definition, BEGUN)
    title, labels = say("From the first question to the end"), [name for name, *_ in stages]
    series = (named(asked.period), [n for _, n, *_ in stages])
    chart = asked.chart(ChartKind.BARS, title, labels, series)
    columns = (say("Number"), say("Of the stage before"))
    return Numbers(columns, tuple(rows), about, chart)


BEGUN = say(
    "Conversations are those begun in the months of the period, in the whole network: sent, left, or still "
    "unfinished. Nobody's number is kept with those that ended."
)


def dropoff(asked: Asked) -> Numbers:
    """Return the questions at which conversations stop, in the order they are asked."""
    found = topics.funnel(asked.connection, asked.scope, asked.period)
    stops = [
        *QUESTIONS,
        REVIEW,
        *sorted((found.left.keys() | found.unfinished) - QUESTIONS.keys() - {REVIEW}),
    ]
    rows = tuple(
        Row.of(
            QUESTIONS.get(question, say("Review before sending") if question == REVIEW else say("Beginning")),
            Figure(found.left.get(question, 0), Opening(OfNetwork.LEFT, (question,))),
            Figure(found.unfinished.get(question, 0), Opening(OfNetwork.UNFINISHED, (question,))),
            Figure(percent(found.left.get(question, 0), found.begun), Closed.SHARE),
        )
        for question in stops
        if found.left.get(question) or found.unfinished.get(question)
    )
    columns = (say("Left for good"), say("Still unfinished"), say("Left, of all begun"))
    return Numbers(columns, rows, (BEGUN,))


def _verdict_name(asked: Asked, outcome: str) -> Message:
    return OUTCOMES[Outcome(outcome)] if outcome in set(Outcome) else verbatim(outcome)


def _reason_name(asked: Asked, key: str) -> Message:
    event, _, reason = key.partition(".")
    label = WORDINGS[Reason(reason)].label if reason in set(Reason) else verbatim(reason)
    return say("{event}: {reason}", event=event_name(event), reason=label)


def _origin_name(asked: Asked, code: str) -> Message:
    return verbatim(code) if code else say("No code: came by themselves")


def _place_name(asked: Asked, code: str) -> Message:
    place = asked.world.gazetteer.commune(code) if code else None
    if place is None:
        return say("Place not told")
    return say("{place} ({department})", place=place.name, department=place.department)


def _by_share(
    name: str,
    title: Message,
    label: Message,
    measure: str,
    name_of: Callable[[Asked, str], Message],
    *,
    at_most: int | None = None,
    sense: Sense = Sense.ALWAYS,
) -> SectionSpec:
    """Return the section of what a measure counts by key, largest first, each with its share.

    ``at_most``: keys; the shares are of what is shown.
    """

    def count(asked: Asked) -> Numbers:
        found = by_key(asked.connection, measure, asked.scope, asked.period)
        ordered = sorted(found.items(), key=lambda each: (-each[1].n, each[0]))[:at_most]
        total = sum(counted.n for _, counted in ordered)
        names = {key: name_of(asked, key) for key, _ in ordered}
        rows = tuple(
            Row.of(
                names[key],
                Figure(counted.n, Opening(measure, (key,))),
                Figure(percent(counted.n, total), Closed.SHARE),
            )
            for key, counted in ordered
        )
        bars = [(names[key], counted.n) for key, counted in ordered[:CHART_BARS]]
        if rest := sum(counted.n for _, counted in ordered[CHART_BARS:]):
            bars.append((say("Others"), rest))
        series = (named(asked.period), [n for _, n in bars])
        chart = asked.chart(ChartKind.BARS, title, [name for name, _ in bars], series)
        return Numbers((say("Requests"), say("Share")), rows, (MEASURES[measure].definition,), chart)

    return SectionSpec(name, title, label, count, sense=sense)


SECTIONS = (
    SectionSpec(
        "volumes", say("Requests by territory and status"), say("Statuses"), volumes, by_territory=True
    ),
    SectionSpec("months", say("Requests month by month"), say("Months"), months, compared=True, at_once=12),
    SectionSpec("funnel", say("From the first question to the end"), say("Funnel"), funnel),
    SectionSpec("dropoff", say("Where conversations stop"), say("Drop-off"), dropoff, sense=Sense.NETWORK),
    _by_share("verdicts", say("Verdicts of pre-qualification"), say("Verdicts"), "verdict", _verdict_name),
    _by_share("reasons", say("Reasons given"), say("Reasons"), "reason", _reason_name),
    _by_share(
        "unmet",
        say("Places without a territory"),
        say("Uncovered"),
        "unmet",
        _place_name,
        at_most=PLACES_AT_ONCE,
        sense=Sense.QUEUE,
    ),
    _by_share("origins", say("Origins"), say("Origins"), "origin", _origin_name),
)
