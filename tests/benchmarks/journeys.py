"""The twelve requests typed as people type, as a table, and the goal they are held against."""

from collections.abc import Iterator, Sequence

from rich.table import Table

from tests.benchmarks.report import Goal
from tests.journeys.typed_as_people_do import Walk

MOST_CORRECTIONS = 3


def journeys_table(walks: Sequence[Walk]) -> Table:
    """Lay out what each request took."""
    table = Table(
        title="Twelve requests typed as people type",
        caption="confirmed: answers that one tap confirmed. corrective: sentences that asked again.",
    )
    table.add_column("Who")
    for heading in ("screens", "typed", "taps", "confirmed", "corrective"):
        table.add_column(heading, justify="right")
    table.add_column("where")
    for walk in walks:
        counts = (walk.screens, walk.typed, walk.taps, len(walk.confirmed), len(walk.corrections))
        where = ", ".join(said.partition(":")[0] for said in walk.corrections)
        table.add_row(walk.who, *map(str, counts), where)
    return table


def journeys_goals(walks: Sequence[Walk]) -> Iterator[Goal]:
    """Hold the corrective sentences of the worst request against what was promised."""
    worst = max(walks, key=lambda walk: len(walk.corrections))
    count = len(worst.corrections)
    yield Goal(
        f"Corrective sentences of a request, at most ({worst.who})",
        f"≤ {MOST_CORRECTIONS}",
        str(count),
        count <= MOST_CORRECTIONS,
    )
    left = [walk.who for walk in walks if walk.left]
    yield Goal("Requests that could not be finished by typing", "0", ", ".join(left) or "0", not left)
