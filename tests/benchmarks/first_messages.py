"""What is heard in first messages that tell everything at once: run by itself, it counts for each half.

The rows of ``tests/understanding/first_messages.tsv`` were written on 30 November 2026, as heads of firms
type, by somebody who saw no code; a text, a tab, and what it says of the writer's own firm and project, as
``name=value`` parted by semicolons, ``|`` between values of which either is right. They are in two halves as
the other rows are: what hears them is made on the development half alone. Their first measure, before any was
looked at, at 5c71e54: 232 of the 585 facts were heard, 5 wrong, and 11 that were not told.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from conversations.engine.draft import Draft, Walk
from conversations.engine.overheard import overhear, to_spot
from conversations.intake import INTAKE
from conversations.situation import Answer
from conversations.understanding.words import fold
from tests.conversations.worlds import a_walk, sample_world
from tests.understanding.rows import is_untouched

MESSAGES = Path(__file__).parents[1] / "understanding" / "first_messages.tsv"
CONTACT = ("phone", "email")


def messages() -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Return each text with what it tells: the values that are right, by the name of their question."""
    for line in MESSAGES.read_text().splitlines():
        text, _, facts = line.partition("\t")
        told: dict[str, list[str]] = {}
        for name, _, value in (fact.strip().partition("=") for fact in facts.split(";") if fact.strip()):
            told.setdefault("contact" if name in CONTACT else name, []).extend(value.split("|"))
        yield text, told


def heard(text: str) -> dict[str, list[str]]:
    """Return what is offered after a text typed on the first screen, by the name of the question."""
    walk = Walk(Draft("role", {"privacy": "yes"}), sample_world())
    steps = [step for step in INTAKE.steps if step.name not in walk.draft.answers]
    found = overhear(
        steps, text.replace("⏎", "\n"), walk.situation, to_spot(walk, INTAKE.asked(a_walk(until="privacy")))
    )
    return {each.step.name: [_plainly(reading) for reading in each.readings] for each in found}


def _plainly(answer: Answer) -> str:
    if not isinstance(answer, dict):
        return str(answer)
    if set(CONTACT).intersection(answer):
        return " ".join(str(answer.get(name, "")).replace("+33", "0") for name in CONTACT)
    return next((str(answer[name]) for name in ("name", "from", "low") if name in answer), str(answer))


def _is_right(name: str, values: list[str], readings: list[str]) -> bool:
    if name == "start":
        return any(reading.startswith(value) for reading in readings for value in values)
    if name == "contact":
        return all(any(value.lower() in reading.lower() for reading in readings) for value in values)
    if name in ("place", "company"):
        known, said = ([re.sub(r"\W", "", fold(each)) for each in listed] for listed in (values, readings))
        return any(one in other or other in one for one in known for other in said)
    return not set(values).isdisjoint(readings)


def counted(untouched: bool) -> Counter[str]:
    """Return how many facts are heard, missed and heard wrong, and how many are heard that nobody told."""
    counts: Counter[str] = Counter()
    for text, told in messages():
        if is_untouched(text) != untouched:
            continue
        offered = {name: said for name, said in heard(text).items() if name in ASKED}
        for name, values in told.items():
            said = offered.pop(name, None)
            right = said is not None and _is_right(name, values, said)
            counts["heard" if right else "missed" if said is None else "wrong"] += 1
        counts["not told"] += len(offered)
    return counts


ASKED = frozenset(
    "role company place headcount founded start jobs_created jobs_kept days advance project_budget"
    " aid_received contact".split()
)

if __name__ == "__main__":
    for half in (False, True):
        print("untouched" if half else "development", dict(counted(half)))
