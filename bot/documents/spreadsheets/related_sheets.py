"""The sheets of what belongs to requests: needs, history, decisions, missions, advances, follow-ups."""

from collections.abc import Callable, Iterator, Mapping
from operator import attrgetter

from bot.documents.spreadsheets.columns import Column, Kind, Sheet, of_applicant
from bot.documents.spreadsheets.labels import (
    DECISIONS,
    EVENTS,
    REASONS,
    REFERENCE,
    SKILLS,
    STATUSES,
    TERRITORY,
)
from conversations.messages import Message, say
from models.database.writer import Connection
from models.figures.export_extents import Extent
from models.figures.export_rows import (
    Batch,
    Belonging,
    Subject,
    advances,
    decisions,
    events,
    follow_ups,
    missions,
    needs,
)

Read = Callable[[Connection, Extent], Iterator[Batch[Belonging]]]


def belongings(territories: Mapping[str, Message], names: Mapping[int, str]) -> tuple[Sheet[Belonging], ...]:
    """Return the sheets, each row of which names its request and its territory first."""

    def sheet(
        subject: Subject, title: Message, about: Message, read: Read, *columns: Column[Belonging]
    ) -> Sheet[Belonging]:
        heading: tuple[Column[Belonging], ...] = (
            Column(REFERENCE, Kind.TEXT, attrgetter("of.reference")),
            Column(TERRITORY, Kind.TEXT, attrgetter("of.basin"), territories),
        )
        return Sheet(subject, title, about, (*heading, *columns), read)

    return (
        sheet(
            Subject.NEEDS,
            say("Needs"),
            say(
                "Skills asked for by the requests received in the period, one a row: a request may ask for "
                "several."
            ),
            needs,
            Column(say("Received on"), Kind.DAY, attrgetter("of.received")),
            _told(say("Skill"), Kind.TEXT, "code", SKILLS),
            _told(say("Code"), Kind.TEXT, "code"),
            _told(say("Comes first"), Kind.YES_NO, "priority"),
        ),
        sheet(
            Subject.EVENTS,
            say("Events"),
            say(
                "All that happened to the requests received in the period, whenever it did, one event a row."
            ),
            events,
            _told(say("When"), Kind.MOMENT, "at"),
            _told(say("Event"), Kind.TEXT, "event", EVENTS),
            _told(say("From"), Kind.TEXT, "from_status", STATUSES),
            _told(say("To"), Kind.TEXT, "to_status", STATUSES),
            _told(say("Reason"), Kind.TEXT, "reason", REASONS),
            Column(say("By"), Kind.TEXT, lambda each: names.get(each.row.actor_id), personal=True),
        ),
        sheet(
            Subject.DECISIONS,
            say("Decisions"),
            say(
                "Decisions of committees on the requests received in the period, whenever they were made: "
                "one seen twice has two rows. The key figures count the decisions made in the period."
            ),
            decisions,
            _told(say("Session"), Kind.DAY, "day"),
            _told(say("Decision"), Kind.TEXT, "outcome", DECISIONS),
            _told(say("Decided on"), Kind.DAY, "decided_at"),
            _told(say("Days granted"), Kind.WHOLE, "days"),
            _told(say("Advance granted"), Kind.EUROS, "amount"),
            _told(say("Jobs to create (planned)"), Kind.WHOLE, "jobs_created"),
            _told(say("Jobs kept (planned)"), Kind.WHOLE, "jobs_kept"),
            Column(say("Reason"), Kind.TEXT, _coded_reason, REASONS),
            Column(say("Conditions"), Kind.PROSE, of_applicant(attrgetter("row.conditions")), personal=True),
        ),
        sheet(
            Subject.MISSIONS,
            say("Missions"),
            say(
                "Missions of the requests received in the period, one row for each advisor. Days contracted "
                "are those of the agreement, days delivered those given so far."
            ),
            missions,
            _told(say("Contributor company"), Kind.TEXT, "lender"),
            _told(say("Advisor"), Kind.TEXT, "advisor", personal=True),
            _told(say("Skills"), Kind.TEXT, "skills", SKILLS),
            _told(say("Agreement signed on"), Kind.DAY, "agreed_on"),
            _told(say("Mission begins on"), Kind.DAY, "starts_on"),
            _told(say("Planned end"), Kind.DAY, "ends_on"),
            _told(say("Ended on"), Kind.DAY, "ended_on"),
            _told(say("Days contracted"), Kind.TENTHS, "tenths_contracted"),
            _told(say("Days delivered"), Kind.TENTHS, "tenths_delivered"),
        ),
        sheet(
            Subject.ADVANCES,
            say("Advances"),
            say("Repayable advances granted to the requests received in the period, in whole euros."),
            advances,
            _told(say("Amount"), Kind.EUROS, "amount"),
            _told(say("Granted on"), Kind.DAY, "granted_on"),
            _told(say("Paid on"), Kind.DAY, "paid_on"),
            _told(say("Instalments"), Kind.WHOLE, "instalments"),
            _told(say("First instalment due on"), Kind.DAY, "first_due_on"),
            _told(say("Repaid"), Kind.EUROS, "repaid"),
            Column(say("Left to repay"), Kind.EUROS, lambda each: max(0, each.row.amount - each.row.repaid)),
        ),
        sheet(
            Subject.FOLLOW_UPS,
            say("Follow-ups"),
            say(
                "What the firms whose request was received in the period are asked after the decision, and "
                "what they observed: jobs observed are never those planned."
            ),
            follow_ups,
            _told(say("Months after the decision"), Kind.WHOLE, "months"),
            _told(say("Due on"), Kind.DAY, "due_on"),
            _told(say("Asked on"), Kind.DAY, "asked_at"),
            _told(say("Answered on"), Kind.DAY, "answered_at"),
            _told(say("Jobs created (observed)"), Kind.WHOLE, "jobs_created"),
            _told(say("Jobs kept (observed)"), Kind.WHOLE, "jobs_kept"),
            _told(say("Satisfaction, 1 to 5"), Kind.WHOLE, "satisfaction"),
            Column(say("Comment"), Kind.PROSE, of_applicant(attrgetter("row.comment")), personal=True),
        ),
    )


def _told(
    title: Message,
    kind: Kind,
    name: str,
    labels: Mapping[str, Message] | None = None,
    *,
    personal: bool = False,
) -> Column[Belonging]:
    """Return the column of a column of the table."""
    return Column(title, kind, attrgetter(f"row.{name}"), labels, personal)


def _coded_reason(each: Belonging) -> str | None:
    """Return why, where it is a code: older decisions hold people's own words there."""
    return each.row.reason if each.row.reason in REASONS else None
