"""What one process counts and measures of itself, for Prometheus. Nobody is in it: numbers and kinds only."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

from models.database.outbox import Backlog

TURN_SECONDS: Final = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
CALL_SECONDS: Final = (0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
UNKNOWN: Final = float("nan")


class Metrics:
    """The counters of one process; each begins at zero when it starts. ``clock``: monotonic, in seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        turns = Counter("alize_turns", "Turns, by how they ended", ["outcome"], registry=registry)
        self._taken, self._repeated, self._untaken, self.failed_turns = (
            turns.labels(outcome) for outcome in ("taken", "repeated", "not_taken", "failed")
        )
        self._turn_seconds = Histogram(
            "alize_turn_seconds",
            "From an update's arrival in its turn to the commit of its answer",
            registry=registry,
            buckets=TURN_SECONDS,
        )
        self._call_seconds = Histogram(
            "alize_call_seconds", "Calls to Telegram that were made", registry=registry, buckets=CALL_SECONDS
        )
        self._refusals = Counter(
            "alize_refusals", "Calls that Telegram refused or did not answer", ["kind"], registry=registry
        )
        self.parked_calls = Counter(
            "alize_calls_parked", "Calls put aside: refused for good, or a bug", registry=registry
        )
        self.flooded = Counter(
            "alize_flood", "Updates that were not read: their sender sends too much", registry=registry
        )
        self.database_errors = Counter(
            "alize_database_errors", "Pieces of work that the database did not take", registry=registry
        )
        self._database_up = Gauge("alize_database_up", "Whether the database answers", registry=registry)
        self._waiting = Gauge("alize_outbox_waiting", "Calls that wait to be made", registry=registry)
        self._parked = Gauge("alize_outbox_parked", "Calls put aside, to be looked at", registry=registry)
        self._age = Gauge(
            "alize_outbox_age_seconds", "For how long the first call that is due has been", registry=registry
        )
        self._timers_late = Gauge(
            "alize_timers_late_seconds", "How late the periodic task is", registry=registry
        )
        self._ticked_at, self._period = clock(), 0.0
        self._timers_late.set_function(self._lateness)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Measure a turn."""
        began = self._clock()
        yield
        self._turn_seconds.observe(self._clock() - began)

    def turn_ended(self, *, settled: bool, is_new: bool) -> None:
        """Count a turn."""
        (self._untaken if not settled else self._taken if is_new else self._repeated).inc()

    @contextmanager
    def call(self) -> Iterator[None]:
        """Measure a call to Telegram; count it as refused, by the name of the error, when it raises."""
        began = self._clock()
        try:
            yield
        except Exception as refusal:
            self._refusals.labels(type(refusal).__name__).inc()
            raise
        self._call_seconds.observe(self._clock() - began)

    def ticked(self, period: float) -> None:
        """Note that the periodic task is done, and that it comes again within ``period`` seconds."""
        self._ticked_at, self._period = self._clock(), period

    def text(self, backlog: Backlog | None, due_for: timedelta = timedelta()) -> bytes:
        """Return everything as Prometheus reads it. ``backlog``: None when the database does not answer.

        ``due_for``: for how long the first call that waits has been due.
        """
        self._database_up.set(backlog is not None)
        self._waiting.set(backlog.waiting if backlog else UNKNOWN)
        self._parked.set(backlog.parked if backlog else UNKNOWN)
        self._age.set(due_for.total_seconds() if backlog else UNKNOWN)
        return generate_latest(self._registry)

    def _lateness(self) -> float:
        return max(0.0, self._clock() - self._ticked_at - self._period)
