"""The figures as tables, and the goals they are held against."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.benchmarks.crash import Crashes
from tests.benchmarks.exporting import EVENTS_EACH, MANY, Exported
from tests.benchmarks.figures import Figures
from tests.benchmarks.growth import Growth
from tests.benchmarks.starting import Started
from tests.benchmarks.throughput import FAR_SECONDS, FLOOR, Run, Summary

DRIVER_BUSY = 0.9  # beyond it, the simulated Telegram is what is measured

GROWTH = 1.25
READING_MS, READING_TIMES = 20.0, 6.0
ERASING_MS = 150  # of the only writer
PAPER_MS = 150.0
URGENT_CALLS, PACED_CALLS, BEFORE_CARD, LIVE = 1.8, 1.25, 0.25, 1  # the last question's buttons come on top
EXPORTING_MB, EXPORTING_SPARE_MB = 200, 10  # caches fill, the allocator rounds
START_SECONDS, AT_REST_MB, AT_WORK_MB = 1.2, 95.0, 125.0
WRITER_MS = 3.0
STATEMENTS, ROUND_TRIPS, SERVER_US = 9, 10, 300
READY_MS, FUZZY_MS, FIGURES_MS = 50.0, 10.0, 300.0


@dataclass(frozen=True, slots=True)
class Goal:
    """Something promised, what was measured, and whether it is held."""

    name: str
    wanted: str
    measured: str
    held: bool


def at_least(name: str, wanted: float, measured: float) -> Goal:
    """Return a goal held from ``wanted`` up, in times."""
    return Goal(name, f"≥ {wanted:g} ×", f"{measured:.2f} ×", measured >= wanted)


def at_most(name: str, wanted: float, measured: float, unit: str) -> Goal:
    """Return a goal held up to ``wanted``."""
    return Goal(name, f"≤ {wanted:g} {unit}", f"{measured:.4g} {unit}", measured <= wanted)


def crash_goals(kind: str, crashes: Crashes) -> Iterable[Goal]:
    """Hold a crash test against its promises: nothing may be missing."""
    for name, count in (
        ("answers lost", crashes.answers_lost),
        ("dossiers doubled", crashes.dossiers_doubled),
        ("people left without the next question", crashes.left_waiting),
        ("cards missing in the queue", crashes.cards_missing),
        ("old questions alive, but copies nobody knows", max(0, crashes.live - crashes.repeated)),
    ):
        yield Goal(f"{crashes.kills} kills, {kind}: {name}", "0", str(count), count == 0)


def growth_goal(growth: Growth) -> Goal:
    """Hold the growth of a step's CPU against its promise."""
    name = f"CPU per step, {growth.large:,} dossiers against {growth.small:,}, {growth.kind}"
    return at_most(name, GROWTH, growth.ratio, "×")


def figures_goal(figures: Figures) -> Goal:
    """Hold the slowest of a coordinator's pages against its promise."""
    name = f"Slowest page of figures, {figures.kind}, a year of {figures.rows['dossier']:,} dossiers"
    return at_most(f"{name}: {figures.slowest.name}", FIGURES_MS, figures.slowest.year_ms, "ms")


def place_goals(ready_ms: float, fuzzy_ms: float) -> Iterable[Goal]:
    """Hold the search of places against its promises."""
    yield at_most("First place found in a fresh process", READY_MS, ready_ms, "ms")
    yield at_most("Misspelt place found, median", FUZZY_MS, fuzzy_ms, "ms")


def reading_goals(slowest: Mapping[str, Any], fastest_growing: Mapping[str, Any]) -> Iterable[Goal]:
    """Hold the reading of hostile texts against its promises."""
    yield at_most(f"Dearest message: {_told(slowest)}", READING_MS, slowest["measured"], "ms")
    yield at_most(
        f"Four times as long: {_told(fastest_growing)}", READING_TIMES, fastest_growing["measured"], "×"
    )


def steps_goals(steps: Mapping[str, Mapping[str, float]]) -> Iterable[Goal]:
    """Hold the dearest step of a form against its promise: what it takes of the writer's CPU."""
    dearest = max(steps, key=lambda name: steps[name]["median_ms"])
    yield at_most(f"CPU of the writer, dearest step: {dearest}", WRITER_MS, steps[dearest]["median_ms"], "ms")


def starting_goals(begun: Started) -> Iterable[Goal]:
    """Hold the start of the real process, and what it weighs, against their promises."""
    slowest = f"{begun.slowest_seconds:.2f} s at most, {begun.cpu_seconds:.2f} s of CPU"
    yield at_most(f"First getUpdates, median ({slowest})", START_SECONDS, begun.seconds, "s")
    yield at_most(f"Memory at rest ({begun.own:.0f} MB of it its own)", AT_REST_MB, begun.at_rest, "MB")
    yield at_most(f"Memory once {begun.people} people answered", AT_WORK_MB, begun.at_work, "MB")


def statement_goals(figures: Mapping[str, Any]) -> Iterable[Goal]:
    """Hold what a turn asks of the database against its promises."""
    yield at_most("SQLite, statements of a turn", STATEMENTS, figures["statements"], "")
    if "server_us" in figures:
        yield at_most("PostgreSQL, round trips of a group, median", ROUND_TRIPS, figures["round_trips"], "")
        yield at_most("PostgreSQL, CPU of the server, a step", SERVER_US, figures["server_us"], "µs")


def call_goals(
    form: str, answers: int, before: float, urgent: float, paced: float, tidying: float, live: int
) -> Iterable[Goal]:
    """Hold the calls to Telegram that an answer takes against their promises; tidying waits for nobody."""
    name = f"Calls for each of {answers} answers, {form} forms"
    yield at_most(f"{name}: all but {tidying:.2f} that tidy", URGENT_CALLS, urgent, "")
    yield at_most(f"{name}: in a place of Telegram's limits", PACED_CALLS, paced, "")
    yield at_most(f"{name}: between the answer and the next card", BEFORE_CARD, before, "")
    yield at_most(f"Old questions alive at the end, {form} forms", LIVE, live, "")


def paper_goals(first: float, **usual: float) -> Iterable[Goal]:
    """Hold each kind of paper against its promise. ``first``: loads what sets it, and is held to nothing."""
    for name, milliseconds in usual.items():
        yield at_most(
            f"Paper ({name}), once warm; the first takes {first:.0f} ms", PAPER_MS, milliseconds, "ms"
        )


def erasing_goals(usual: float, erasing: float, replacing: float, emptying: float) -> Iterable[Goal]:
    """Hold the erasure of a person with three requests and 500 copies against its promise.

    With 20 MB waiting in the outbox; ``usual``: the longest wait before.
    """
    waits = {"is erased": erasing, "is replaced in chats": replacing, "leaves the log": emptying}
    for what, wait in waits.items():
        yield at_most(f"Longest wait while a person {what} ({usual:.0f} ms before)", ERASING_MS, wait, "ms")


def exporting_goals(form: str, few: Exported, many: Exported) -> Iterable[Goal]:
    """Hold the memory of an export against its promises: it does not depend on how many dossiers it holds."""
    whole = (many.dossiers, many.events) == (MANY, EVENTS_EACH * MANY)
    name = f"{many.dossiers:,} dossiers with {many.events:,} events in {form}"
    yield Goal(f"Export of {name}", "all", "all" if whole else "not all", whole)
    yield _memory(f"Memory of that export, {form}", EXPORTING_MB, many)
    yield _memory(f"Against one of {few.dossiers:,}, {form}", few.peak_mb + EXPORTING_SPARE_MB, many)


def _memory(name: str, limit: float, made: Exported) -> Goal:
    """Return a goal of memory, missed where it could not be read."""
    return Goal(name, f"≤ {limit:.0f} MB", f"{made.peak_mb:.0f} MB", 0 < made.peak_mb <= limit)


def _told(dearest: Mapping[str, Any]) -> str:
    return f"{dearest['text']}, {dearest['size']} characters, read by {dearest['reader']}"


def throughput_table(
    summaries: Mapping[str, Summary], latencies: Sequence[Run], people: int, offered_per_second: float
) -> Table:
    """Lay out the contenders, ours first."""
    table = Table(
        title=f"{people} applicants answering at once over loopback HTTP; latency with "
        f"{offered_per_second:g} updates/s offered, Telegram {FAR_SECONDS * 1e3:g} ms away",
        caption=f"× : against {FLOOR.name}, medians of all rounds. Driver: its load of its own core.",
    )
    table.add_column("Bot")
    for heading in (
        "updates/s",
        "range",
        "×",
        "CPU µs/update",
        "RSS MB",
        "typed ms",
        "tapped ms",
        "p99 ms",
        "driver",
    ):
        table.add_column(heading, justify="right")
    floor = summaries[FLOOR.name].updates_per_second
    answered = {run.contender: run for run in latencies}
    for summary in summaries.values():
        latency = answered.get(summary.contender)
        table.add_row(
            summary.contender,
            f"{summary.updates_per_second:,.0f}",
            f"{summary.lowest:,.0f}–{summary.highest:,.0f}",
            f"{summary.updates_per_second / floor:.2f}",
            f"{summary.cpu_us:,.0f}",
            f"{summary.rss_mb:.0f}",
            f"{latency.typed_ms:.1f}" if latency else "",
            f"{latency.tapped_ms:.1f}" if latency else "",
            f"{latency.p99_ms:.1f}" if latency else "",
            f"{summary.driver_load:.0%}" + (" !" if summary.driver_load > DRIVER_BUSY else ""),
        )
    return table


def steps_table(steps: Mapping[str, Mapping[str, float]]) -> Table:
    """Lay out what each step takes of the writer, the dearest first."""
    table = Table(title="CPU of the writer in a step, ms")
    for heading in ("Step", "median", "worst"):
        table.add_column(heading, justify="left" if heading == "Step" else "right")
    for name, taken in sorted(steps.items(), key=lambda step: -step[1]["median_ms"]):
        table.add_row(name, f"{taken['median_ms']:.2f}", f"{taken['worst_ms']:.2f}")
    return table


def crash_table(results: Mapping[str, Crashes]) -> Table:
    """Lay out what the kills did."""
    table = Table(title="Killed at random moments while people answer")
    table.add_column("")
    for kind in results:
        table.add_column(kind, justify="right")
    for field in next(iter(asdict(crashes) for crashes in results.values())):
        values = [getattr(crashes, field) for crashes in results.values()]
        table.add_row(field.replace("_", " "), *(f"{value:,.4g}" for value in values))
    return table


def growth_table(results: Sequence[Growth]) -> Table:
    """Lay out the CPU of a step on small and large databases."""
    table = Table(title="CPU of a step as dossiers accumulate (bot and database server)")
    for heading in ("Database", "stored", "µs/update", "stored", "µs/update", "×"):
        table.add_column(heading, justify="left" if heading == "Database" else "right")
    for growth in results:
        table.add_row(
            growth.kind,
            f"{growth.small:,}",
            f"{growth.small_us:,.0f}",
            f"{growth.large:,}",
            f"{growth.large_us:,.0f}",
            f"{growth.ratio:.2f}",
        )
    return table


def figures_table(results: Sequence[Figures]) -> Table:
    """Lay out how long each page of figures takes, of a year and since the beginning."""
    rows = "; ".join(
        f"{result.kind}: " + ", ".join(f"{n:,} {name}" for name, n in result.rows.items())
        for result in results
    )
    kept = ", ".join(f"{result.kind} {result.counting_seconds:,.0f} s" for result in results)
    table = Table(title="Figures of coordinators, medians in ms", caption=f"{rows}. Counted in: {kept}.")
    table.add_column("")
    for result in results:
        for heading in ("a year", "ten years"):
            table.add_column(f"{result.kind}, {heading}", justify="right")
    for same in zip(*(result.answers for result in results), strict=True):
        times = (ms for answer in same for ms in (answer.year_ms, answer.decade_ms))
        cells = ("" if ms is None else f"{ms:,.1f}" for ms in times)
        table.add_row(same[0].name, *cells)
    return table


def goals_table(goals: Sequence[Goal]) -> Table:
    """Lay out the goals."""
    table = Table(title="Goals")
    for heading in ("", "Goal", "wanted", "measured"):
        table.add_column(heading)
    for goal in goals:
        mark = "[green]✓[/]" if goal.held else "[red]✗[/]"
        table.add_row(mark, goal.name, goal.wanted, goal.measured)
    return table


def tell_run(console: Console, run: Run) -> None:
    """Say how a measurement went, as it ends."""
    cut = "" if run.complete else " (cut short)"
    console.print(
        f"  {run.contender}: {run.updates_per_second:,.0f} updates/s, {run.cpu_us:,.0f} µs CPU, "
        f"typed {run.typed_ms:.1f} ms, tapped {run.tapped_ms:.1f} ms, p99 {run.p99_ms:.1f} ms{cut}",
        highlight=False,
    )
