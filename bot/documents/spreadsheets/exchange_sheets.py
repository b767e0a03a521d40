"""The sheets of exchanges between firms: what figures count, a row each, with nobody's name."""

from collections.abc import Mapping
from operator import attrgetter

from bot.documents.spreadsheets.columns import Column, Kind, Sheet
from bot.documents.spreadsheets.labels import SKILLS, TERRITORY
from conversations.exchanges.kinds import KINDS
from conversations.exchanges.questions import STANDS
from conversations.messages import Message, say
from models.figures.export_exchanges import ExchangeRow, QuestionRow, exchanges, questions
from models.figures.export_rows import Subject

LABELS = {kind.value: spec.label for kind, spec in KINDS.items()}
STATES = {status.value: told for status, told in STANDS.items()}


def question_sheet(territories: Mapping[str, Message]) -> Sheet[QuestionRow]:
    """Return the sheet of questions to the network."""
    return Sheet(
        Subject.QUESTIONS,
        say("Questions to the network"),
        say("Questions to the network put in the period, one a row: neither their words nor their authors."),
        (
            Column(TERRITORY, Kind.TEXT, attrgetter("basin"), territories),
            Column(say("Kind of exchange"), Kind.TEXT, attrgetter("kind"), LABELS),
            Column(say("Skill"), Kind.TEXT, attrgetter("skill"), SKILLS),
            Column(say("Put on"), Kind.DAY, attrgetter("asked")),
            Column(say("Passed on"), Kind.DAY, attrgetter("passed")),
            Column(say("First offer on"), Kind.DAY, attrgetter("offered")),
            Column(say("To neighbouring territories on"), Kind.DAY, attrgetter("widened")),
            Column(say("Where it stands"), Kind.TEXT, attrgetter("status"), STATES),
            Column(say("Offers"), Kind.WHOLE, attrgetter("offers")),
            Column(say("Introductions"), Kind.WHOLE, attrgetter("introductions")),
        ),
        questions,
    )


def exchange_sheet(territories: Mapping[str, Message]) -> Sheet[ExchangeRow]:
    """Return the sheet of exchanges that took place."""
    return Sheet(
        Subject.EXCHANGES,
        say("Exchanges"),
        say("Exchanges beyond the contract that took place in the period, and that neither side denied."),
        (
            Column(TERRITORY, Kind.TEXT, attrgetter("basin"), territories),
            Column(say("Neighbouring territory"), Kind.TEXT, attrgetter("other_basin"), territories),
            Column(say("Kind of exchange"), Kind.TEXT, attrgetter("kind"), LABELS),
            Column(say("Took place on"), Kind.DAY, attrgetter("day")),
            Column(say("After an introduction"), Kind.YES_NO, attrgetter("introduced")),
            Column(say("Confirmed by both sides"), Kind.YES_NO, attrgetter("confirmed")),
        ),
        exchanges,
    )
