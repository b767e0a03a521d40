"""What is made of the questions people ask amid the form, in a fresh process: prints its figures as JSON.

The rows of ``tests/understanding/asked/questions.csv``, in the halves of ``tests/understanding/rows.py``.
There the column ``question`` says when it is asked: ``before`` the request is sent, once it is ``sent``,
once it is ``decided``; ``description`` for what is no question, typed where prose is expected. The meaning
is the topic of the answer, ``person`` where only a person knows, ``answer`` where it is one of the form.

``--missed`` prints the rows of the development half that are not right; those of the other half are shown to
nobody.
"""

import argparse
import json
from collections import Counter
from enum import StrEnum

from conversations.intake.faq import is_question, nearest, recognise
from tests.understanding.rows import Row, rows

ASKED = "asked/questions"
HALVES = ("development", "untouched")


class Result(StrEnum):
    """What is made of a question."""

    RIGHT = "right"  # answered as it should be, passed on to a person, or left for the answer it is
    GUESSED = "right, as a guess that is named"
    PASSED_ON = "passed on though known"
    MISSED = "not taken for a question"
    WRONG = "wrongly answered"


def result(row: Row) -> Result:
    """Tell what is made of a row."""
    entry = recognise(row.text)
    if entry is not None:
        return Result.RIGHT if entry.name in row.readings else Result.WRONG
    if row.meaning == "answer":
        return Result.RIGHT
    if not is_question(row.text, of_few_words=True):
        return Result.MISSED
    guess = nearest(row.text)
    if guess is not None:
        return Result.GUESSED if guess.name in row.readings else Result.WRONG
    return Result.RIGHT if row.meaning == "person" else Result.PASSED_ON


def main() -> None:
    """Print the figures of both halves, or the rows of the development half that are not right."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--missed", action="store_true")
    every = rows(ASKED)
    if arguments.parse_args().missed:
        for row in every:
            if not row.untouched and result(row) is not Result.RIGHT:
                entry = recognise(row.text)
                print(f"{result(row):24} {row.meaning:20} {row.text}  -> {entry.name if entry else None}")
        return
    counted = {
        half: Counter(result(row) for row in every if row.untouched == bool(untouched))
        for untouched, half in enumerate(HALVES)
    }
    print(json.dumps({half: {each: results[each] for each in Result} for half, results in counted.items()}))


if __name__ == "__main__":
    main()
