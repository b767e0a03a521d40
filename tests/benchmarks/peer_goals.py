"""The goals that compare: the assistant with its peers, and two of its processes with one."""

from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from tests.benchmarks.cluster import Step
from tests.benchmarks.report import SERVER_US, Goal, at_least, at_most
from tests.benchmarks.throughput import FLOOR, SAME_TRANSPORT, Run, Summary

TIMES_NOOP, TIMES_AIOGRAM, TIMES_HASTY, TIMES_NOOP_CPU = 5.0, 3.5, 0.8, 1.2
TYPED_MS, TAPPED_MS, TIMES_NOOP_P99 = 5.0, 4.0, 2.0
TWO_PROCESSES = 1.1


def throughput_goals(
    summed: Mapping[str, Summary], own: str, hasty: str, aiogram: Summary | None
) -> Iterable[Goal]:
    """Hold the assistant against its peers, and against itself with a database that commits in haste."""
    ours, floor, noop = summed[own], summed[FLOOR.name], summed[SAME_TRANSPORT.name]
    rivals = [("PTB's no-op, as it comes", TIMES_NOOP, floor), ("aiogram + Redis", TIMES_AIOGRAM, aiogram)]
    for name, wanted, rival in [*rivals, ("SQLite's NORMAL", TIMES_HASTY, summed[hasty])]:
        if rival is not None:
            ratio = ours.updates_per_second / rival.updates_per_second
            lowest, highest = ours.lowest / rival.highest, ours.highest / rival.lowest
            yield at_least(f"Updates/s, against {name} (from {lowest:.2f} to {highest:.2f})", wanted, ratio)
    name = f"CPU of a step, {ours.cpu_us:.0f} µs, against PTB's no-op on our transport"
    yield at_most(name, TIMES_NOOP_CPU, ours.cpu_us / noop.cpu_us, "×")


def latency_goals(runs: Sequence[Run], ours: str) -> Iterable[Goal]:
    """Hold the time an answer takes against that of a no-op on the same transport, in the same minutes."""
    by_name = {run.contender: run for run in runs}
    own, noop = by_name[ours], by_name[SAME_TRANSPORT.name]
    yield at_most("Median time of a typed answer", TYPED_MS, own.typed_ms, "ms")
    yield at_most("Median time of a tapped answer", TAPPED_MS, own.tapped_ms, "ms")
    slowest = f"Slowest hundredth of answers, {own.p99_ms:.0f} ms, against a no-op's"
    yield at_most(slowest, TIMES_NOOP_P99, own.p99_ms / noop.p99_ms, "×")


def cluster_goals(steps: Sequence[Step]) -> Iterable[Goal]:
    """Hold two processes on one PostgreSQL against one."""
    one, two = ([step for step in steps if step.processes == processes] for processes in (1, 2))
    bots = median(step.bot_us for step in two) / median(step.bot_us for step in one)
    speeds = median(step.steps_per_second for step in two) / median(step.steps_per_second for step in one)
    yield at_most(
        f"CPU of a step, two processes against one ({speeds:.2f} × the steps/s)", TWO_PROCESSES, bots, "×"
    )
    for name, of_each in (("one process", one), ("two", two)):
        yield at_most(
            f"CPU of PostgreSQL, a step of {name}",
            SERVER_US,
            median(step.server_us for step in of_each),
            "µs",
        )
