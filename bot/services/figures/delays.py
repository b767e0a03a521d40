"""How requests are cared for: delays, who holds how many, what grows old, territories that are silent."""

from bot.services.figures.openings import AGEING, Closed, Opening
from bot.services.figures.requests import status_name
from bot.services.figures.sections import Asked, Figure, Numbers, Row, SectionSpec, Sense
from conversations.dossiers.statuses import LIVE
from conversations.figures.charts import ChartKind
from conversations.figures.delays import Spread
from conversations.messages import Message, say, say_n
from models.figures import topics
from models.figures.measures import MEASURES
from models.figures.topics import AGES, SILENCE

HALF = say(
    "Half of the requests waited at most the first number of days, nine in ten at most the second: a range, "
    "never one average."
)


def delays(asked: Asked) -> Numbers:
    """Return delays as ranges, beside the year before."""
    found = topics.delays(asked.connection, asked.scope, asked.period)
    before = topics.delays(asked.connection, asked.scope, asked.before) if asked.before else None
    rows = tuple(
        Row.of(
            label,
            Figure(spread.n, Opening(measure)),
            Figure(spread.median, Closed.RANGE),
            Figure(spread.ninetieth, Closed.RANGE),
            Figure(spread.longest, Closed.RANGE),
            *((Figure(past.median, Closed.RANGE), Figure(past.ninetieth, Closed.RANGE)) if past else ()),
        )
        for label, measure, spread, past in (
            (say("To first care"), "care", found.care, before.care if before else None),
            (say("To the committee's decision"), "decision_delay", found.decision,
             before.decision if before else None),
        )
    )  # fmt: skip
    columns: tuple[Message, ...] = (
        say("Requests"),
        say("Half within"),
        say("Nine in ten within"),
        say("Longest"),
    )
    if before:
        columns = (*columns, say("Half within, a year before"), say("Nine in ten within, a year before"))
    waiting = say_n(
        "{n} request of the period still waits to be claimed.",
        "{n} requests of the period still wait to be claimed.",
        found.waiting_for_care,
    )
    about = (HALF, MEASURES["care"].definition, MEASURES["decision_delay"].definition, waiting)
    return Numbers(columns, rows, about)


def told(spread: Spread) -> Message:
    """Return a delay as people say it."""
    if spread.median is None or spread.ninetieth is None:
        return say("not known yet")
    return say("half within {median} days, nine in ten within {ninetieth}",
               median=spread.median, ninetieth=spread.ninetieth)  # fmt: skip


def workload(asked: Asked) -> Numbers:
    """Return how many open requests each person holds, by territory; today's, whatever the period."""
    found = topics.workload(asked.connection, asked.scope, asked.world.today)
    rows = tuple(
        Row.of(
            say("{name}, {basin}", name=asked.name_of(holder), basin=asked.place(basin)),
            Figure(n, Opening("holder", (str(holder),), basin)),
        )
        for (basin, holder), n in found.items()
    )
    about = (MEASURES["holder"].definition, say("These are today's, whatever the period."))
    nothing = say("Nobody holds an open request.")
    columns = (say("Open requests"),)
    return Numbers(columns, rows, about, nothing=nothing)


def ages() -> tuple[Message, ...]:
    """Return what the ages of open requests are called: those of ``AGES``, then past the last."""
    return (
        *(say("{n} days or less", n=days) for days in AGES[:1]),
        *(say("up to {n} days", n=days) for days in AGES[1:]),
        say("more than {n} days", n=AGES[-1]),
    )


def ageing(asked: Asked) -> Numbers:
    """Return the open requests by status and by how long they have stood still; today's."""
    found = topics.ageing(asked.connection, asked.scope, asked.now)
    by_status: dict[str, list[int]] = {}
    for (_, status, place), n in found.items():
        by_status.setdefault(status, [0] * (len(AGES) + 1))[place] += n
    rows = [
        Row.of(
            status_name(status.value),
            *(
                Figure(n, Opening(AGEING, (f"{place}.{status.value}",)))
                for place, n in enumerate(by_status[status])
            ),
        )
        for status in LIVE
        if status in by_status
    ]
    totals = [sum(counts) for counts in zip(*by_status.values(), strict=True)]
    if rows:
        opened = (Figure(n, Opening(AGEING, (str(place),))) for place, n in enumerate(totals))
        rows.append(Row.of(say("In all"), *opened))
    about = (say("Open requests by the days since they last changed status: today's, whatever the period."),)
    title = say("How long open requests have stood still")
    chart = asked.chart(ChartKind.BARS, title, ages(), (say("Open requests"), totals), subtitle=asked.today)
    nothing = say("No request is open.")
    return Numbers(ages(), tuple(rows), about, chart, nothing)


def silent(asked: Asked) -> Numbers:
    """Return the active territories that received nothing lately."""
    found = topics.silent(asked.connection, asked.world.network, asked.scope, asked.world.today)
    rows = tuple(
        Row.of(asked.place(code), Figure(day if day is not None else say("never"), Closed.A_DAY))
        for code, day in found.items()
    )
    about = (say("Active territories that received no request for {n} days.", n=SILENCE.days),)
    nothing = say("Counting from the first request received here, no active territory has gone more than "
                  "{n} days without one.", n=SILENCE.days)  # fmt: skip
    return Numbers((say("Last request"),), rows, about, nothing=nothing)


SECTIONS = (
    SectionSpec("delays", say("Delays, in days"), say("Delays"), delays),
    SectionSpec("workload", say("Who holds how many"), say("Workload"), workload, of_today=True),
    SectionSpec("ageing", say("What stands still"), say("Standstill"), ageing, of_today=True),
    SectionSpec(
        "silent", say("Silent territories"), say("Silent"), silent, sense=Sense.SEVERAL, of_today=True
    ),
)
