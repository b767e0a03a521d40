"""What is understood as a table, and the goals it is held against."""

from collections.abc import Iterator, Mapping
from typing import Any

from rich.table import Table

from tests.benchmarks.questions import Result as Asked
from tests.benchmarks.report import Goal, at_most
from tests.benchmarks.understanding import HALVES, Result

Figures = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""What is counted, by kind, then by half."""

UNTOUCHED = HALVES[1]
UNDERSTOOD = {
    "numbers": 0.97,
    "money": 0.97,
    "dates": 0.95,
    "contacts": 0.98,
    "roles": 0.90,
    "activities": 0.90,
}
"""The share of each kind that is right or asked well."""
FIRST_PLACE, FIRST_THREE_PLACES = 0.97, 0.99
ASKED_THOUGH_PLAIN = 0.08
QUESTIONS = 0.90
RECALL, SUGGESTIONS = 0.90, 3.0


def understanding_table(figures: Figures) -> Table:
    """Lay out how each kind is taken, in both halves."""
    table = Table(
        title="Sentences met elsewhere, as the questions take them",
        caption="public: rows whose source is an address. asked though plain: of those asked well, but for "
        "the spans: given where the answer is one number, they can only be asked.",
    )
    for heading in ("Kind", "half"):
        table.add_column(heading)
    for heading in ("rows", "public", *Result, "asked though plain", "spans"):
        table.add_column(heading, justify="right")
    for kind, halves in figures.items():
        for half in HALVES:
            counted = halves[half]
            cells = (counted["rows"], counted["public"], *counted["results"].values())
            plain = (counted["asked_though_plain"], counted["spans"])
            table.add_row(kind, half, *map(str, (*cells, *plain)))
    return table


def understanding_goals(figures: Figures) -> Iterator[Goal]:
    """Hold what is understood of the half that nobody looked at against its promises."""
    counted = {kind: halves[UNTOUCHED] for kind, halves in figures.items() if halves[UNTOUCHED]["rows"]}
    wrong = sum(each["results"][Result.WRONG] for each in counted.values())
    yield Goal("Untouched half: silent wrong values", "0", str(wrong), wrong == 0)
    for kind, each in counted.items():
        if kind in UNDERSTOOD:
            understood = each["results"][Result.RIGHT] + each["results"][Result.ASKED_WELL]
            yield _share(f"{kind}, right or asked well", UNDERSTOOD[kind], understood, each["rows"])
    if "places" in counted:
        places = counted["places"]
        yield _share("places, right one first", FIRST_PLACE, places["first"], places["telling"])
        yield _share("places, right one in three", FIRST_THREE_PLACES, places["few"], places["telling"])
    if "skills" in counted:
        skills = counted.pop("skills")
        yield _share("skills recalled in three", RECALL, skills["recalled"], skills["called_for"])
        yield at_most(
            "Untouched half: skills suggested, average",
            SUGGESTIONS,
            skills["suggested"] / skills["telling"],
            "",
        )
    rows, plain = (sum(each[name] for each in counted.values()) for name in ("rows", "asked_though_plain"))
    share, name = plain / max(1, rows), "Untouched half: asked though plain"
    yield Goal(name, f"≤ {ASKED_THOUGH_PLAIN:.0%}", f"{share:.1%}", share <= ASKED_THOUGH_PLAIN)


def questions_goals(files: Mapping[str, Mapping[str, Mapping[str, int]]]) -> Iterator[Goal]:
    """Hold what is made of questions, by file, in the half that nobody looked at, against its promises."""
    for name, figures in files.items():
        counted = figures[UNTOUCHED]
        wrong, answered = counted[Asked.WRONG], counted[Asked.RIGHT] + counted[Asked.OFFERED]
        yield Goal(f"Untouched half: {name} wrongly answered", "0", str(wrong), wrong == 0)
        yield _share(f"{name} answered, or passed on", QUESTIONS, answered, sum(counted.values()))


def _share(name: str, wanted: float, measured: int, of: int) -> Goal:
    return Goal(
        f"Untouched half: {name}",
        f"≥ {wanted:.0%}",
        f"{measured / max(1, of):.1%} of {of}",
        measured >= wanted * of,
    )
