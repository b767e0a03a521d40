"""What is made of the questions people ask amid the form, in a fresh process: prints its figures as JSON.

The rows of each file of ``tests/understanding/asked``, in the halves of ``tests/understanding/rows.py``.
``wordings`` were invented by somebody who saw what is answered, but none of the words that are recognised,
and no other row than "c'est gratuit ?". The column ``question`` says when it is asked: ``before`` the request
is sent, once it is ``sent``, once it is ``decided``; ``description`` for what is no question, typed where
prose is expected. The meaning is the topic of the answer, ``person`` where only a person knows, ``answer``
where it is one of the form.

The first measure of ``wordings``, at d026afa2, before any of its rows was opened: of the untouched half, 142,
43 were right, 2 as a guess, 25 passed on though known, 72 not taken for a question, none wrongly answered;
of the other, 118, 29 were right, 20 passed on though known, 67 not taken for a question, 2 wrongly answered.

On 30 November they were learned anew, with letters beside words, from 2 400 more sentences; since then a
question that is near to several is offered up to three of them, of which one touch answers.

``--missed`` prints the rows of the development half of each file that are not right; those of the other half
are shown to nobody.
"""

import argparse
import json
from collections import Counter
from enum import StrEnum

from conversations.intake.faq import asked_beside, is_question, perhaps, recognise
from tests.understanding.rows import ASKED, Row, kinds, rows

HALVES = ("development", "untouched")


class Result(StrEnum):
    """What is made of a question."""

    RIGHT = "right"  # answered as it should be, passed on to a person, or left for the answer it is
    OFFERED = "right, one touch away"  # among those that are offered, of which nothing is answered yet
    PASSED_ON = "passed on though known"
    MISSED = "not taken for a question"
    WRONG = "wrongly answered"


def result(row: Row) -> Result:
    """Tell what is made of a row."""
    entry = recognise(row.text)
    if entry is not None:
        return Result.RIGHT if entry.name in row.readings else Result.WRONG
    beside = asked_beside(row.text)
    if beside is not None:
        return Result.RIGHT if beside.entry.name in row.readings else Result.WRONG
    if row.meaning == "answer":
        return Result.RIGHT
    if not is_question(row.text, of_few_words=True):
        return Result.MISSED
    if any(entry.name in row.readings for entry in perhaps(row.text)):
        return Result.OFFERED
    return Result.RIGHT if row.meaning == "person" else Result.PASSED_ON


def missed(asked: list[Row]) -> None:
    """Print the rows of the development half that are not right."""
    for row in asked:
        if not row.untouched and result(row) is not Result.RIGHT:
            entry = recognise(row.text)
            print(f"{result(row):24} {row.meaning:20} {row.text}  -> {entry.name if entry else None}")


def figures(asked: list[Row]) -> str:
    """Return what is made of the rows of both halves, as JSON."""
    counted = {
        half: Counter(result(row) for row in asked if row.untouched == bool(untouched))
        for untouched, half in enumerate(HALVES)
    }
    return json.dumps({half: {each: results[each] for each in Result} for half, results in counted.items()})


def main() -> None:
    """Print the figures of both halves, a file a line, or the development rows that are not right."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--missed", action="store_true")
    files = {name: rows(name, ASKED) for name in kinds(ASKED)}
    if arguments.parse_args().missed:
        for asked in files.values():
            missed(asked)
        return
    lines = ",\n ".join(f"{json.dumps(name)}: {figures(asked)}" for name, asked in files.items())
    print(f"{{{lines}}}")


if __name__ == "__main__":
    main()
