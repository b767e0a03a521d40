"""What is understood of sentences met elsewhere, in a fresh process: prints its figures as JSON.

The rows of ``tests/understanding``, read by the real questions. ``--missed KIND`` prints instead the rows of
the development half that are not right; those of the untouched half are shown to nobody. ``--of SET`` does
so with the rows of another folder than the first, ``fresh`` or ``typed``; all the fresh ones are shown.
"""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from conversations.inputs import InvalidAnswer, Money, Settled, Whole, Year
from conversations.intake import INTAKE
from conversations.situation import Answer, Situation
from tests.conversations.worlds import GOOD, a_walk, goes_on
from tests.understanding.rows import FOLDER, FRESH, OWN, SETS, Row, agrees, canonical, kinds, offers, rows

HALVES = ("development", "untouched")
FIRST, FEW = 1, 3  # offers, from the first
ONE_VALUE = (Whole, Money, Year)
"""The kinds of question whose answers are one number: they hold no span, as periods and days do."""

ASKED_WHEN: dict[str, dict[str, Answer]] = {
    "turnover": {"headcount": 60},
    "balance": {"headcount": 60, "turnover": "over_50m"},
    "priority_skill": {"skills": {"codes": ["sales", "hr", "finance"]}},
    "head_agrees": {"role": "adviser"},
}
"""The answers before, where the usual ones do not lead to a question."""


class Result(StrEnum):
    """How a sentence was taken."""

    RIGHT = "right"  # settled on what it means; refused, where nothing can be concluded
    ASKED_WELL = (
        "asked well"  # everything that it may mean is offered; or asked, where nothing can be concluded
    )
    ASKED_AMISS = "asked amiss"  # offers, without what it means among them
    REFUSED = "refused though plain"
    WRONG = "silent wrong"  # settled on something else, or on one reading of several


@dataclass(frozen=True, slots=True)
class Taken:
    """How a row was taken. ``answers``: what was settled, or offered, in the canonical words of a meaning.

    ``rank``: of the right one among them, from 1; 0 where it is not there.
    """

    row: Row
    result: Result
    answers: tuple[str, ...]
    rank: int

    @property
    def asked_though_plain(self) -> bool:
        """Whether one was asked what the sentence says plainly."""
        return self.result is Result.ASKED_WELL and len(self.row.readings) == 1 and not self.is_span_for_one

    @property
    def is_span_for_one(self) -> bool:
        """Whether the sentence gives a span where the answer is one number: "10 à 19" is no headcount.

        Its meaning is one, but it is no answer: to settle on either end would be to invent, and to ask is
        the only right thing. Whoever says "entre 15 000 et 45 000" has not said which plainly.
        """
        one_value = isinstance(INTAKE.by_name[self.row.question].input, ONE_VALUE)
        return one_value and len(self.row.readings) == 1 and ".." in self.row.meaning


@dataclass(frozen=True, slots=True)
class Counted:
    """The rows of a kind in one half. ``public``: those whose source is an address.

    ``telling``: those from which something can be concluded; of them, ``first``, ``few``: what is right, or
    the first (one of the first three) of what is offered. ``spans``: those that give a span where the answer
    is one number, which are asked well and are not plain.
    ``recalled`` and ``suggested``: of skills, those called for that are among the first three, of all
    called for, and how many were suggested in all.
    """

    rows: int
    public: int
    results: dict[str, int]
    asked_though_plain: int
    spans: int
    telling: int
    first: int
    few: int
    called_for: int = 0
    recalled: int = 0
    suggested: int = 0


@cache
def situation_of(question: str) -> Situation:
    """Return a situation in which a question is asked."""
    step = INTAKE.by_name[question]
    walk = a_walk(until="role")
    goes_on(walk, until="review" if step.on_demand else question, **ASKED_WHEN.get(question, {}))
    return walk.situation


def taken(row: Row) -> Taken:
    """Read a row by its question."""
    try:
        outcome = INTAKE.by_name[row.question].input.read(row.text, {}, situation_of(row.question))
    except InvalidAnswer:
        return Taken(row, Result.REFUSED if row.readings else Result.RIGHT, (), 0)
    if isinstance(outcome, Settled):
        answer = canonical(outcome.answer)
        right = len(row.readings) == 1 and agrees(row.readings[0], answer)
        return Taken(row, Result.RIGHT if right else Result.WRONG, (answer,), int(right))
    candidates = outcome.entry.get("candidates")
    offered = tuple(map(canonical, candidates)) if isinstance(candidates, list) else ()
    found = [[offers(reading, offer) for offer in offered] for reading in row.readings]
    well = all(map(any, found))
    rank = 1 + min((each.index(True) for each in found if any(each)), default=-1)
    return Taken(row, Result.ASKED_WELL if well else Result.ASKED_AMISS, offered, rank)


def suggested(row: Row) -> Taken:
    """Have the skills suggested that a description calls for, of a firm of which nothing else is known.

    Whether there is a firm weighs on what is suggested, and some rows tell of one that is to be started.
    """
    answers = {name: answer for name, answer in GOOD.items() if name != "company"}
    situation = Situation({**answers, "description": row.text}, situation_of("skills").world)
    step = INTAKE.by_name["skills"]
    offered = tuple(option.key for option in step.input.options({}, situation) if option.ticked)
    called_for = row.meaning.split(";") if row.meaning else []
    right = {*called_for} <= {*offered[:FEW]} and bool(called_for or not offered)
    return Taken(row, Result.RIGHT if right else Result.ASKED_AMISS, offered, 0)


def read(kind: str, folder: Path = FOLDER) -> list[Taken]:
    """Read the rows of a kind."""
    return [suggested(row) if row.question == "skills" else taken(row) for row in rows(kind, folder)]


def counted(read_rows: Sequence[Taken]) -> Counted:
    """Count how rows were taken."""
    results = Counter(each.result for each in read_rows)
    telling = [each for each in read_rows if each.row.readings]
    skills = [each for each in telling if each.row.question == "skills"]
    called_for = [(code, each) for each in skills for code in each.row.meaning.split(";")]
    return Counted(
        rows=len(read_rows),
        public=sum(each.row.source != OWN for each in read_rows),
        results={result.value: results[result] for result in Result},
        asked_though_plain=sum(each.asked_though_plain for each in read_rows),
        spans=sum(each.is_span_for_one for each in read_rows),
        telling=len(telling),
        first=sum(each.rank == FIRST for each in telling),
        few=sum(0 < each.rank <= FEW for each in telling),
        called_for=len(called_for),
        recalled=sum(code in each.answers[:FEW] for code, each in called_for),
        suggested=sum(len(each.answers) for each in skills),
    )


def main() -> None:
    """Print how each kind is taken, in both halves or in the fresh rows; or what is missed of one."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.understanding")
    parser.add_argument("--missed", choices=kinds(), help="print the development rows that are not right")
    parser.add_argument("--of", choices=SETS, default="met", help="the set of rows (met)")
    options = parser.parse_args()
    folder = SETS[options.of]
    if options.missed:
        for each in read(options.missed, folder):
            if each.result is not Result.RIGHT and (folder == FRESH or not each.row.untouched):
                print(
                    f"{each.result}: {each.row.text!r} means {each.row.meaning!r}: {' '.join(each.answers)}"
                )
        return
    figures: dict[str, dict[str, object]] = {}
    for kind in kinds(folder):
        read_rows = read(kind, folder)
        halves = ([each for each in read_rows if each.row.untouched is half] for half in (False, True))
        figures[kind] = {half: asdict(counted(each)) for half, each in zip(HALVES, halves, strict=True)}
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
