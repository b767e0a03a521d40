"""The columns that the answers to a question have in an export: typed by the kind of answer it takes."""

from collections.abc import Callable, Mapping
from datetime import date
from operator import attrgetter

from bot.documents.spreadsheets.columns import Column, Kind, of_applicant
from bot.documents.spreadsheets.labels import SKILLS
from conversations.engine.step import Step
from conversations.inputs import (
    Choice,
    CompanyInput,
    ContactInput,
    Days,
    Input,
    Money,
    PlaceInput,
    Prose,
    Several,
    When,
    Whole,
    Year,
)
from conversations.messages import Message, Msgid, say
from conversations.situation import Answer
from conversations.understanding.contacts.reading import show_phone
from models.figures.export_rows import DossierRow

Told = Callable[[Answer], object]

NUMBERS: Mapping[type[Input], Kind] = {Year: Kind.YEAR, Whole: Kind.WHOLE, Money: Kind.EUROS}


def columns_of(step: Step) -> tuple[Column[DossierRow], ...]:
    """Return the columns of a question that is exported; those of a personal one are about who is told."""
    asked = step.input
    if step.name == "skills":  # the needs of a request: those brought from a spreadsheet have them too
        return (Column(_title(step), Kind.TEXT, attrgetter("needs"), SKILLS),)
    for kind_of_answer, kind in NUMBERS.items():
        if isinstance(asked, kind_of_answer):
            return (_column(step, kind, _number),)
    match asked:
        case Days():
            return (_column(step, Kind.WHOLE, _part("high")),)
        case ContactInput():
            return (
                _column(step, Kind.TEXT, _phone, say("Phone")),
                _column(step, Kind.TEXT, _part("email"), say("E-mail")),
            )
        case When():
            return (_column(step, Kind.DAY, _first_day),)
        case CompanyInput() | PlaceInput():
            return (_column(step, Kind.TEXT, _part("name")),)
        case Choice() | Several():
            labels = {pick.key: Message(pick.label) for pick in asked.picks}
            return (_column(step, Kind.TEXT, _codes, labels=labels),)
        case _:
            return (_column(step, Kind.PROSE if isinstance(asked, Prose) else Kind.TEXT, _text),)


def _title(step: Step) -> Message:
    return Message(Msgid(step.exported) if isinstance(step.exported, str) else step.label)


def _column(
    step: Step,
    kind: Kind,
    told: Told,
    title: Message | None = None,
    labels: Mapping[str, Message] | None = None,
) -> Column[DossierRow]:
    def value(row: DossierRow) -> object:
        return told(row.answers.get(step.name))

    personal = bool(step.personal)
    return Column(
        title or _title(step), kind, of_applicant(value) if personal else value, labels, personal=personal
    )


def _text(answer: Answer) -> object:
    return answer if isinstance(answer, str) else None


def _number(answer: Answer) -> object:
    return answer if isinstance(answer, int) and not isinstance(answer, bool) else None


def _part(part: str) -> Told:
    """Return what reads a part of an answer that has several."""
    return lambda answer: answer.get(part) if isinstance(answer, dict) else None


def _codes(answer: Answer) -> object:
    """Return the code of one choice, or of several; never the words beside them."""
    return answer.get("codes") if isinstance(answer, dict) else _text(answer)


def _first_day(answer: Answer) -> object:
    day = _part("from")(answer)
    return date.fromisoformat(str(day)) if day else None


def _phone(answer: Answer) -> object:
    number = _part("phone")(answer)
    return show_phone(str(number)) if number else None
