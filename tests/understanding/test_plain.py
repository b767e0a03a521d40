"""What people say plainly is taken as they say it; what is only near to it is proposed, the likeliest first.

Answers that we wrote by kind, beside those met elsewhere: ``plain/<kind>.csv``, of the columns of the rows
but for ``taken`` in the place of the source: "settled", "proposed" or "refused".
"""

import csv

import pytest

from tests.benchmarks.understanding import Result, Taken, taken
from tests.understanding.rows import FOLDER, OWN, Row

PLAIN = FOLDER / "plain"


def said(how: str) -> list[Row]:
    """Return the answers that are to be taken so."""
    found = []
    for path in sorted(PLAIN.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file, strict=True)
            found += [
                Row(row["text"], row["meaning"], row["question"], OWN) for row in rows if row["taken"] == how
            ]
    return found


@pytest.mark.parametrize("row", said("settled"), ids=lambda row: row.text)
def test_a_plain_answer_is_taken_without_a_question(row: Row) -> None:
    read = taken(row)
    assert read.result is Result.RIGHT, read.answers


@pytest.mark.parametrize("row", said("proposed"), ids=lambda row: row.text)
def test_an_answer_that_may_mean_something_else_is_proposed_the_likeliest_first(row: Row) -> None:
    read = taken(row)
    assert (read.result, read.rank) == (Result.ASKED_WELL, 1), read.answers


@pytest.mark.parametrize("row", said("refused"), ids=lambda row: row.text)
def test_what_answers_nothing_is_said_to(row: Row) -> None:
    assert (row.meaning, taken(row)) == ("", Taken(row, Result.RIGHT, (), 0))
