"""A question that is exported has its column from its row alone, typed by the kind of answer it takes."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.documents.spreadsheets.columns import Column, Kind
from bot.documents.spreadsheets.questions import columns_of
from bot.documents.spreadsheets.sheets import sheets
from conversations.engine.step import Step
from conversations.inputs import Choice, Days, Input, Money, Pick, Prose, Several, Text, When, Whole, Year
from conversations.intake import INTAKE, STEPS
from conversations.messages import Msgid
from conversations.situation import Answer
from models.figures.export_rows import DossierRow, Reading, Subject
from tests.conversations.worlds import GOOD, sample_world

PICKS = (Pick("cat", Msgid("Cat")), Pick("dog", Msgid("Dog")))
MORNING = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

ANSWERED: tuple[tuple[Input, Answer, Kind, object], ...] = (
    (Text(low=1, high=80), "Rex", Kind.TEXT, "Rex"),
    (Prose(low=1, high=80), "A dog of ours", Kind.PROSE, "A dog of ours"),
    (Whole(low=0, high=9), 3, Kind.WHOLE, 3),
    (Year(low=1700), 1998, Kind.YEAR, 1998),
    (Money(high=900), 450, Kind.EUROS, 450),
    (Days(high=60), {"low": 2, "high": 4}, Kind.WHOLE, 4),
    (When(), {"from": "2027-03-01", "to": "2027-03-10"}, Kind.DAY, date(2027, 3, 1)),
    (Choice(PICKS), "dog", Kind.TEXT, "dog"),
    (Several(PICKS), {"codes": ["cat", "dog"], "words": "and Rex"}, Kind.TEXT, ["cat", "dog"]),
    (INTAKE.by_name["place"].input, {"code": "54528", "name": "Toul", "department": "54"}, Kind.TEXT, "Toul"),
)


def a_row(answers: dict[str, Answer], *, told: bool) -> DossierRow:
    of = Reading(1, "AZ-26-0001", "", MORNING, told)
    return DossierRow(
        of, None, "received", MORNING, None, None, answers, False, False, None, None, None, (), None, None
    )


def a_column(input: Input, *, personal: bool) -> Column[DossierRow]:
    pet = replace(INTAKE.by_name["headcount"], name="pet", input=input, personal=personal, exported=True)
    (column,) = columns_of(pet)
    return column


@pytest.mark.parametrize(("input", "answer", "kind", "value"), ANSWERED, ids=lambda each: type(each).__name__)
def test_every_kind_of_answer_is_exported_as_what_it_is(
    input: Input, answer: Answer, kind: Kind, value: object
) -> None:
    column = a_column(input, personal=False)

    assert (column.kind, column.value(a_row({"pet": answer}, told=False))) == (kind, value)
    assert column.value(a_row({"pet": None}, told=False)) is None
    assert column.value(a_row({}, told=False)) is None


def test_what_is_personal_is_exported_with_personal_data_only_and_where_who_asks_is_told() -> None:
    column = a_column(Text(low=1, high=80), personal=True)

    assert column.personal
    assert column.value(a_row({"pet": "Rex"}, told=False)) is None
    assert column.value(a_row({"pet": "Rex"}, told=True)) == "Rex"


@pytest.mark.parametrize("step", [step for step in STEPS if step.exported], ids=lambda step: step.name)
def test_every_question_that_says_so_is_in_the_sheet_of_dossiers(step: Step) -> None:
    sheet = sheets(sample_world(), {})[Subject.DOSSIERS]
    titles = [column.title for column in sheet.columns]
    row = a_row(dict(GOOD), told=True)._replace(needs=("sales",))
    columns = columns_of(step)

    assert all(column.title in titles for column in columns)
    assert GOOD.get(step.name) is None or any(column.value(row) is not None for column in columns)
