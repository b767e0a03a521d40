"""People and their drafts: the statements of every turn, prepared once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlmodel import Session

from conversations.dossiers.deadlines import NUDGE_DELAYS
from conversations.engine.draft import Draft
from models.database.dialects import OfDialect
from models.database.prepared import Driver, Lookup, Prepared, driver_of, table_of
from models.database.tables import ProcessedUpdate
from models.database.writer import Transaction
from models.intake.ended_drafts import note_end
from models.intake.tables import DraftEnd, Person, StoredDraft

PEOPLE = table_of(Person)
DRAFTS = table_of(StoredDraft)
UPDATES = table_of(ProcessedUpdate)

FIRST_NUDGE = NUDGE_DELAYS[0]

VISITS = Lookup(
    lambda person: (
        select(
            PEOPLE.c.language,
            PEOPLE.c.unreachable_since,
            PEOPLE.c.menus,
            DRAFTS.c.id,
            DRAFTS.c.state,
            DRAFTS.c.content,
            DRAFTS.c.revision,
            DRAFTS.c.card_id,
            DRAFTS.c.origin,
            DRAFTS.c.started_at,
            DRAFTS.c.answered_at,
            DRAFTS.c.nudges,
        )
        .select_from(PEOPLE.outerjoin(DRAFTS, DRAFTS.c.person_id == PEOPLE.c.id))
        .where(PEOPLE.c.id == person)
    )
)
HELD = Lookup(  # in the same order everywhere: two processes do not lock each other
    lambda person: (
        select(PEOPLE.c.id).where(PEOPLE.c.id == person).order_by(PEOPLE.c.id).with_for_update(of=PEOPLE)
    ),
    only="postgresql",
    holds=True,
)
PROCESSED = Lookup(lambda update_id: select(UPDATES.c.update_id).where(UPDATES.c.update_id == update_id))
MENUS = Lookup(lambda person: select(PEOPLE.c.menus).where(PEOPLE.c.id == person))
_SET_MENUS = Prepared(
    update(PEOPLE).where(PEOPLE.c.id == bindparam("person")).values(menus=bindparam("to_menus"))
)
_UNREACHABLE = Prepared(select(PEOPLE.c.unreachable_since).where(PEOPLE.c.id == bindparam("person")))
_PERSON = PEOPLE.c.id == bindparam("person")
_SINCE = select(PEOPLE.c.first_seen_at).where(_PERSON)
_SET_LANGUAGE = update(PEOPLE).where(_PERSON).values(language=bindparam("spoken"))
_SET_REACHABLE = update(PEOPLE).where(_PERSON).values(unreachable_since=bindparam("since"))
_ADD_DRAFT = Prepared(insert(DRAFTS))
_SAVE_DRAFT = Prepared(
    update(DRAFTS)
    .where(DRAFTS.c.id == bindparam("draft"), DRAFTS.c.revision == bindparam("seen"))
    .values(
        state=bindparam("to_state"),
        content=bindparam("to_content"),
        revision=bindparam("to_revision"),
        card_id=bindparam("to_card"),
        answered_at=bindparam("at"),
        nudges=0,
        nudge_at=bindparam("nudge"),
    ),
    exact=True,
)
_SAVE_ASIDE = Prepared(
    update(DRAFTS)
    .where(DRAFTS.c.id == bindparam("draft"), DRAFTS.c.revision == bindparam("seen"))
    .values(content=bindparam("to_content")),
    exact=True,
)
_OF_DRAFT = DRAFTS.c.id == bindparam("draft")
_SET_CARD = Prepared(update(DRAFTS).where(_OF_DRAFT).values(card_id=bindparam("card")))
_SET_CURRENT_CARD = Prepared(
    update(DRAFTS)
    .where(DRAFTS.c.id == bindparam("draft"), DRAFTS.c.revision == bindparam("drawn"))
    .values(card_id=bindparam("card")),
    exact=True,
)
CARDS = Lookup(lambda draft: select(DRAFTS.c.revision, DRAFTS.c.card_id).where(DRAFTS.c.id == draft))
_DELETE_DRAFT = Prepared(delete(DRAFTS).where(_OF_DRAFT))
_ADD_PERSON = OfDialect(lambda dialect: Prepared(dialect.insert(PEOPLE).on_conflict_do_nothing()))
_NOTE_PROCESSED = OfDialect(
    lambda dialect: Prepared(dialect.insert(UPDATES).on_conflict_do_nothing(), exact=True)
)


@dataclass(slots=True)
class OpenDraft:
    """A draft with what is stored around it. ``card_id``: the message that shows its question."""

    id: int
    draft: Draft
    revision: int
    card_id: int | None
    origin: str | None
    started_at: datetime
    answered_at: datetime
    nudges: int = 0


Menus = dict[str, Any] | None


@dataclass(slots=True)
class Visit:
    """A person who writes, and their draft if they have one.

    ``menus``: what may be typed for the buttons of other screens than its card; None without any.
    """

    person_id: int
    language: str | None
    unreachable: bool
    open: OpenDraft | None
    menus: Menus = None


def first_time(transaction: Transaction, update_id: int, now: datetime) -> bool:
    """Note that an update is being processed; false when it already was."""
    if transaction.find(PROCESSED, update_id) is not None:
        return False
    noted = {"update_id": update_id, "processed_at": now}
    transaction.later(_NOTE_PROCESSED[transaction.dialect], noted, {PROCESSED: update_id})
    return True


def find_visit(transaction: Transaction, person_id: int) -> Visit | None:
    """Return what is known of a person; None for somebody new."""
    # First, and alone: a statement that waits for the lock sees other tables as they were before.
    transaction.find(HELD, person_id)
    row = transaction.find(VISITS, person_id)
    return None if row is None else _visit(person_id, row)


def find_menus(transaction: Transaction, person_id: int) -> Menus:
    """Return what may be typed for the buttons of other screens than a person's card; None without any."""
    transaction.find(HELD, person_id)
    return cast(Menus, transaction.find(VISITS, person_id, "menus"))  # the draft alone is dear to read


def find_draft(connection: Connection, person_id: int) -> OpenDraft | None:
    """Return a person's draft as it stands, holding nobody up; None when nothing is under way."""
    driver = Driver(connection)
    stored = driver.look_up({VISITS: (person_id,)})[VISITS].get(person_id)
    return None if stored is None else _visit(person_id, driver.row(VISITS, stored)).open


def _visit(person_id: int, row: Any) -> Visit:
    opened = None
    if row.id is not None:
        opened = OpenDraft(
            id=row.id,
            draft=Draft.restored(row.state, row.content),
            revision=row.revision,
            card_id=row.card_id,
            origin=row.origin,
            started_at=row.started_at,
            answered_at=row.answered_at,
            nudges=row.nudges,
        )
    return Visit(person_id, row.language, row.unreachable_since is not None, opened, row.menus)


def known_since(transaction: Transaction, person_id: int) -> datetime | None:
    """Return when a person first wrote; None for somebody new."""
    since: datetime | None = transaction.execute(_SINCE, {"person": person_id}).scalar()
    return since


def add_person(transaction: Transaction, person_id: int, language: str, now: datetime) -> Visit:
    """Note somebody new; another process may have done it at the same moment."""
    values = {"id": person_id, "language": language, "first_seen_at": now}
    added = transaction.driver.change(_ADD_PERSON[transaction.dialect], values)
    known = None if added else find_visit(transaction, person_id)
    return known or Visit(person_id, language, False, None)


def set_language(transaction: Transaction, visit: Visit, language: str) -> None:
    """Speak this language to the person from now on."""
    visit.language = language
    transaction.execute(_SET_LANGUAGE, {"person": visit.person_id, "spoken": language})


def set_menus(transaction: Transaction, person_id: int, menus: Menus) -> None:
    """Note what may be typed for the buttons that a person is shown, besides those of the draft's card."""
    transaction.later(
        _SET_MENUS, {"person": person_id, "to_menus": menus}, {VISITS: person_id, MENUS: person_id}
    )


def set_unreachable(transaction: Transaction, person_id: int, since: datetime | None) -> None:
    """Note that the person blocked the bot, or (None) may be written to again."""
    transaction.execute(_SET_REACHABLE, {"person": person_id, "since": since})


def is_unreachable(session: Session, person_id: int) -> bool:
    """Tell whether a person blocked the bot."""
    row = driver_of(session).first(_UNREACHABLE, {"person": person_id})
    return row is not None and row.unreachable_since is not None


def add_draft(
    transaction: Transaction, visit: Visit, draft: Draft, origin: str | None, now: datetime
) -> OpenDraft:
    """Open a draft for a person who has none."""
    values = {
        "person_id": visit.person_id,
        "state": draft.state,
        "content": draft.content,
        "revision": 0,
        "origin": origin,
        "started_at": now,
        "answered_at": now,
        "nudges": 0,
        "nudge_at": now + FIRST_NUDGE,
    }
    visit.open = OpenDraft(transaction.driver.insert(_ADD_DRAFT, values), draft, 0, None, origin, now, now)
    return visit.open


def save_draft(transaction: Transaction, visit: Visit, now: datetime) -> None:
    """Write a person's changed draft down: its buttons get a new revision, its reminders start again."""
    opened = visit.open
    assert opened is not None
    opened.revision += 1
    values = {
        "draft": opened.id,
        "seen": opened.revision - 1,
        "to_state": opened.draft.state,
        "to_content": opened.draft.content,
        "to_revision": opened.revision,
        "to_card": opened.card_id,
        "at": now,
        "nudge": now + FIRST_NUDGE,
    }
    transaction.later(_SAVE_DRAFT, values, {VISITS: visit.person_id})


def save_aside(transaction: Transaction, visit: Visit) -> None:
    """Write down what changes nothing that is shown: the buttons of a person's draft go on working."""
    opened = visit.open
    assert opened is not None
    values = {"draft": opened.id, "seen": opened.revision, "to_content": opened.draft.content}
    transaction.later(_SAVE_ASIDE, values, {VISITS: visit.person_id})


def delete_draft(transaction: Transaction, opened: OpenDraft) -> None:
    """Forget a draft."""
    transaction.driver.change(_DELETE_DRAFT, {"draft": opened.id})


def end_draft(transaction: Transaction, opened: OpenDraft, outcome: DraftEnd) -> None:
    """Forget a draft, counting how it ended; what was asked again about a request is not counted."""
    delete_draft(transaction, opened)
    if opened.draft.completes is None:
        note_end(transaction, opened.started_at, opened.draft.state, outcome)


def set_card(transaction: Transaction, draft_id: int, message_id: int) -> None:
    """Note which message shows a draft's question; a draft that is gone changes nothing."""
    transaction.driver.change(_SET_CARD, {"draft": draft_id, "card": message_id})


def set_current_card(transaction: Transaction, draft_id: int, revision: int, message_id: int) -> bool:
    """Note which message shows a draft's question; false, and nothing noted, when the draft is further on."""
    row = transaction.find(CARDS, draft_id)
    if row is None or row.revision != revision:
        return False
    card = {"draft": draft_id, "card": message_id, "drawn": revision}
    transaction.later(_SET_CURRENT_CARD, card, {CARDS: draft_id})
    return True


def find_card(transaction: Transaction, draft_id: int) -> int | None:
    """Return the message that shows a draft's question; None while it is on its way, or without a draft."""
    row = transaction.find(CARDS, draft_id)
    return None if row is None else row.card_id
