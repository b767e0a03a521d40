"""What is typed at the questions of the journey, and how it is taken: one line of a table each.

After the arrow, ``12``: settled; ``5 | 6``: both offered; ``5 ?``: offered alone, to be confirmed; empty:
nothing that could be written down. A line that begins with ``#`` says what follows it, with its source.
"""

from functools import cache

from conversations.inputs import InvalidAnswer, Settled
from conversations.intake import INTAKE
from conversations.situation import Situation
from tests.conversations.intake.test_intake import LONGWY
from tests.conversations.worlds import a_walk
from tests.understanding.rows import canonical


@cache
def situation() -> Situation:
    return a_walk(place=LONGWY).situation


def taken(question: str, text: str) -> str:
    try:
        outcome = INTAKE.by_name[question].input.read(text, {}, situation())
    except InvalidAnswer:
        return ""
    if isinstance(outcome, Settled):
        return canonical(outcome.answer)
    offered = outcome.entry["candidates"]
    assert isinstance(offered, list)
    return f"{canonical(offered[0])} ?" if len(offered) == 1 else " | ".join(map(canonical, offered))


def rows(table: str) -> list[tuple[str, str]]:
    lines = (line for line in table.splitlines() if line and not line.startswith("#"))
    return [(text.strip(), taken_as.strip()) for text, _, taken_as in (line.partition("→") for line in lines)]
