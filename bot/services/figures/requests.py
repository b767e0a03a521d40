"""What comes in: volumes, the way from the first question to the end, verdicts, reasons, origins, places."""

from collections.abc import Mapping
from datetime import date

from bot.services.core.dossier_card import OUTCOMES
from bot.services.figures.results import percent
from bot.services.figures.sections import Asked, Figure, Opening, Row, Section, place_name
from conversations.dossiers.event_labels import named as event_name
from conversations.dossiers.reasons import WORDINGS, Reason
from conversations.dossiers.statuses import STATUSES, Status
from conversations.eligibility.verdicts import Outcome
from conversations.engine.draft import REVIEW
from conversations.figures.charts import Chart, ChartKind, Series
from conversations.figures.periods import month_name, named
from conversations.intake import STEPS
from conversations.messages import Message, say, verbatim
from models.figures import topics
from models.figures.measures import MEASURES
from models.figures.queries import Counted, by_key
from models.figures.stages import STAGE_NAMES

CHART_MONTHS = 24
CHART_BARS = 14
PLACES_AT_ONCE = 50
QUESTIONS = {step.name: Message(step.label) for step in STEPS}


def status_name(status: str) -> Message:
    """Return what a status is called; one of a later release by its code."""
    return STATUSES[Status(status)].shown if status in set(Status) else verbatim(status)


def volumes(asked: Asked) -> Section:
    """Return the requests received by basin and status."""
    found = topics.volumes(asked.connection, asked.scope, asked.period)
    by_basin: dict[str, dict[str, int]] = {}
    for (basin, status), n in found.items():
        by_basin.setdefault(basin, {})[status] = n
    present = [status.value for status in Status if any(status in each for each in by_basin.values())]
    rows = tuple(
        Row(
            place_name(asked.world, basin),
            (
                Figure(sum(counts.values()), Opening("received", (), basin)),
                *(Figure(counts.get(status, 0), Opening("received", (status,), basin)) for status in present),
            ),
        )
        for basin, counts in sorted(by_basin.items(), key=lambda each: (-sum(each[1].values()), each[0]))
    )
    columns = (say("In all"), *(status_name(status) for status in present))
    about = (MEASURES["received"].definition,)
    title = say("Requests by territory and status")
    return Section("volumes", title, columns, rows, about)


def months(asked: Asked) -> Section:
    """Return the requests received in each month, beside the year before."""
    counts = topics.by_month(asked.connection, "received", asked.scope, asked.period)
    before = asked.before
    past = topics.by_month(asked.connection, "received", asked.scope, before) if before else {}
    earlier = {(month.month, month.year + 1): found.n for month, found in past.items()}
    rows = tuple(
        Row(
            month_name(month),
            (
                Figure(found.n),
                *((Figure(earlier.get((month.month, month.year), 0)),) if before else ()),
            ),
        )
        for month, found in counts.items()
        if month <= asked.world.today and (found.n or earlier.get((month.month, month.year)) or asked.before)
    )
    columns = (say("Requests"), *((say("A year before"),) if before else ()))
    about = (MEASURES["received"].definition,)
    chart = _months_chart(asked, {month: found.n for month, found in counts.items()})
    return Section("months", say("Requests month by month"), columns, rows, about, chart)


def _months_chart(asked: Asked, counts: Mapping[date, int]) -> Chart | None:
    shown = [month for month in counts if month <= asked.world.today][-CHART_MONTHS:]
    values = [counts[month] for month in shown]
    if len(shown) < 2 or not any(values):
        return None
    return Chart(
        ChartKind.COLUMNS,
        say("Requests received, month by month"),
        asked.heading,
        tuple(month_name(month) for month in shown),
        (Series(named(asked.period), tuple(values)),),
        say("requests"),
    )


def funnel(asked: Asked) -> Section:
    """Return the way from the first question to the end, each stage with its share of the one before.

    Conversations are followed by themselves: requests received have others behind them, those brought
    from a spreadsheet and those begun in another month.
    """
    found = topics.funnel(asked.connection, asked.scope, asked.period)
    stages: list[tuple[Message, int, Opening | None, int]] = []
    if asked.scope.basins is None:
        stages.append((say("Conversations begun"), found.begun, None, 0))
        stages.append((say("Conversations sent"), found.sent, None, found.begun))
    stages.append((say("Requests received"), found.received, Opening("received"), 0))
    for stage, name in STAGE_NAMES.items():
        before = stages[-1][1]
        stages.append((name, found.stages.get(stage, 0), Opening("stage", (stage,)), before))
    rows = [
        Row(name, (Figure(n, opens), Figure(percent(n, earlier) if earlier else None)))
        for name, n, opens, earlier in stages
    ]
    about = (MEASURES["stage"].definition, BEGUN)
    chart = (
        Chart(
            ChartKind.BARS,
            say("From the first question to the end"),
            asked.heading,
            tuple(name for name, *_ in stages),
            (Series(named(asked.period), tuple(n for _, n, *_ in stages)),),
            say("requests"),
        )
        if any(n for _, n, *_ in stages)
        else None
    )
    columns = (say("Number"), say("Of the stage before"))
    return Section("funnel", say("From the first question to the end"), columns, tuple(rows), about, chart)


BEGUN = say(
    "Conversations are those begun in the months of the period, in the whole network: sent, left, or still "
    "unfinished. Nobody's number is kept with those that ended."
)


def dropoff(asked: Asked) -> Section:
    """Return the questions at which conversations stop, in the order they are asked."""
    found = topics.funnel(asked.connection, asked.scope, asked.period)
    stops = [
        *QUESTIONS,
        REVIEW,
        *sorted((found.left.keys() | found.unfinished) - QUESTIONS.keys() - {REVIEW}),
    ]
    rows = tuple(
        Row(
            QUESTIONS.get(question, say("Review before sending") if question == REVIEW else say("Beginning")),
            (
                Figure(found.left.get(question, 0)),
                Figure(found.unfinished.get(question, 0)),
                Figure(percent(found.left.get(question, 0), found.begun)),
            ),
        )
        for question in stops
        if found.left.get(question) or found.unfinished.get(question)
    )
    columns = (say("Left for good"), say("Still unfinished"), say("Left, of all begun"))
    return Section("dropoff", say("Where conversations stop"), columns, rows, (BEGUN,))


def verdicts(asked: Asked) -> Section:
    """Return the requests received by verdict."""
    found = by_key(asked.connection, "verdict", asked.scope, asked.period)
    names = {outcome.value: OUTCOMES[outcome] for outcome in Outcome}
    return _shares(asked, "verdicts", say("Verdicts of pre-qualification"), "verdict", found, names)


def reasons(asked: Asked) -> Section:
    """Return why requests were declined, redirected, refused or postponed."""
    found = by_key(asked.connection, "reason", asked.scope, asked.period)
    names = {}
    for key in found:
        event, _, reason = key.partition(".")
        label = WORDINGS[Reason(reason)].label if reason in set(Reason) else verbatim(reason)
        names[key] = say("{event}: {reason}", event=event_name(event), reason=label)
    return _shares(asked, "reasons", say("Reasons given"), "reason", found, names)


def origins(asked: Asked) -> Section:
    """Return where requests come from: the codes of links and posters."""
    found = by_key(asked.connection, "origin", asked.scope, asked.period)
    names = {key: verbatim(key) if key else say("No code: came by themselves") for key in found}
    return _shares(asked, "origins", say("Origins"), "origin", found, names)


def unmet(asked: Asked) -> Section:
    """Return the places that no open territory covers, and how many asked there."""
    found = by_key(asked.connection, "unmet", asked.scope, asked.period)
    kept = dict(sorted(found.items(), key=lambda each: (-each[1].n, each[0]))[:PLACES_AT_ONCE])
    names = {}
    for code in kept:
        place = asked.world.gazetteer.commune(code) if code else None
        names[code] = (
            say("{place} ({department})", place=place.name, department=place.department)
            if place
            else say("Place not told")
        )
    return _shares(asked, "unmet", say("Places without a territory"), "unmet", kept, names)


def _shares(
    asked: Asked,
    name: str,
    title: Message,
    measure: str,
    found: Mapping[str, Counted],
    names: Mapping[str, Message],
) -> Section:
    """Return counts by key, largest first, with their share."""
    total = sum(counted.n for counted in found.values())
    ordered = sorted(found.items(), key=lambda each: (-each[1].n, each[0]))
    rows = tuple(
        Row(
            names.get(key, verbatim(key)),
            (Figure(counted.n, Opening(measure, (key,))), Figure(percent(counted.n, total))),
        )
        for key, counted in ordered
    )
    chart = None
    if ordered:
        shown = ordered[:CHART_BARS]
        rest = sum(counted.n for _, counted in ordered[CHART_BARS:])
        labels = [names.get(key, verbatim(key)) for key, _ in shown]
        values: list[int | None] = [counted.n for _, counted in shown]
        if rest:
            labels.append(say("Others"))
            values.append(rest)
        series = (Series(named(asked.period), tuple(values)),)
        chart = Chart(ChartKind.BARS, title, asked.heading, tuple(labels), series, say("requests"))
    return Section(name, title, (say("Requests"), say("Share")), rows, (MEASURES[measure].definition,), chart)
