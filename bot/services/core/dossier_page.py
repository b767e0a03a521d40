"""A dossier in private: all of it for who holds it, without who asks for the others of its basin."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from bot.services.core.arguments import Argument, Mark, key_of
from bot.services.core.changes import before_corrections, sent_on
from bot.services.core.company_names import may_read_company
from bot.services.core.dossier_card import (
    BLOCKED,
    concluded,
    glimpse,
    in_full,
    names_of,
    received,
    standing,
    territory,
    walk_of,
    who_asks,
)
from bot.services.core.handling import Handling
from bot.services.core.news import due_by, next_committee
from bot.services.core.screens import Button, Rows, Screen, Verb
from conversations.dossiers.event_labels import label_of
from conversations.dossiers.lifecycle import DECISIONS, EVENTS, Event
from conversations.dossiers.moves import allowed
from conversations.dossiers.statuses import GRANTED, HANDLERS, UNDER_WAY, Part, Status
from conversations.dossiers.traces import Trace
from conversations.eligibility.verdicts import verdict_from_json
from conversations.message_json import message_from_json
from conversations.messages import Message, say, say_n
from models.dossiers.queries import dossiers_of_company
from models.dossiers.tables import Dossier
from models.intake.tables import Person
from models.messages.queries import waiting_messages
from models.support.queries import has_ledger


def first_offered(status: Status) -> tuple[Event, ...]:
    """Return the events offered on the page itself, likeliest first; the others are behind "More"."""
    return (
        *(event for event, row in EVENTS.items() if status in row.first),
        *(event for event, row in EVENTS.items() if status in row.beside),
    )


def may_see(handling: Handling, dossier: Dossier) -> bool:
    """Tell whether a dossier may be shown to the person at all."""
    return bool(handling.parts(dossier) & HANDLERS)


def dossier_page(handling: Handling, dossier: Dossier, *, note: Message | None = None) -> Screen:
    """Return the page from which a dossier is worked. ``note``: a word on what was just done."""
    walk, holds = walk_of(handling.world, dossier), Part.HOLDER in handling.parts(dossier)
    verdict = verdict_from_json(dossier.verdict)
    named = may_read_company(handling.held, dossier)
    paragraphs = [say("👉 {note}", note=note)] if note else []
    paragraphs += [
        say("📁 <b>{reference}</b> · {basin}", reference=dossier.reference, basin=territory(dossier)),
        standing(handling.session, dossier),
        *sent_on(
            handling.session, handling.world, dossier, hidden=not holds, names=() if named else names_of(walk)
        ),
    ]
    due = due_on(handling, dossier)
    if due is not None:
        late = due < handling.today
        paragraphs.append(
            say("⏰ Late since {day}.", day=due) if late else say("⏰ To move on by {day}.", day=due)
        )
    paragraphs.append(concluded(dossier))
    paragraphs += [say("• {finding}", finding=finding.for_operator) for finding in verdict.findings]
    paragraphs += in_full(walk) if holds else glimpse(walk, named=named)
    if holds:
        paragraphs += before_corrections(handling.session, walk, dossier)
    committee = next_committee(handling.session, dossier, handling.basin(dossier), handling.today)
    paragraphs += [say("🗓 Their applicant reads: “{words}”", words=words) for words in committee]
    if dossier.route is not None:
        paragraphs.append(say("📍 {reason}", reason=message_from_json(dossier.route)))
    paragraphs.append(who_asks(walk, dossier))
    applicant = handling.session.get(Person, dossier.person_id) if dossier.person_id else None
    if applicant is not None and applicant.unreachable_since is not None:
        paragraphs.append(BLOCKED)
    paragraphs.append(received(dossier))
    waiting = waiting_messages(handling.session, dossier.id) if holds else ()
    if waiting:
        paragraphs.append(
            say_n(
                "💬 {n} message of the applicant waits for you: touch “Write”.",
                "💬 {n} messages of the applicant wait for you: touch “Write”.",
                len(waiting),
            )
        )
    same = same_company(handling, dossier)
    if same:
        references = ", ".join(other.reference for other in same)
        paragraphs.append(say("🏢 Same company: {references}", references=references))
    return Screen(tuple(paragraphs), rows=_buttons(handling, dossier, same))


def due_on(handling: Handling, dossier: Dossier) -> date | None:
    """Return when a dossier has to have moved; None when nothing is due."""
    return due_by(dossier, handling.basin(dossier), handling.today)


def same_company(handling: Handling, dossier: Dossier) -> Sequence[Dossier]:
    """Return the other dossiers known to be of the same company, for who may read its name, latest first."""
    if dossier.company_id is None or not may_read_company(handling.held, dossier):
        return ()
    return [
        each
        for each in dossiers_of_company(handling.session, dossier.company_id)
        if each.id != dossier.id and may_see(handling, each) and may_read_company(handling.held, each)
    ]


def _buttons(handling: Handling, dossier: Dossier, same: Sequence[Dossier]) -> Rows:
    may = allowed(Status(dossier.status), handling.parts(dossier))
    first = [event for event in first_offered(Status(dossier.status)) if event in may]
    rows: list[tuple[Button, ...]] = [
        (do(dossier, event.value, label_of(event), primary=place == 0),) for place, event in enumerate(first)
    ]
    if Part.HOLDER in handling.parts(dossier):
        ways = (("contact", say("📞 Contact")), (Trace.MESSAGE, say("💬 Write")), ("note", say("📝 Note")))
        rows.append(tuple(do(dossier, action, label) for action, label in ways))
    if Status(dossier.status) in (*GRANTED, *UNDER_WAY) or has_ledger(handling.session, dossier):
        rows.append((do(dossier, "support", say("📊 What was granted")),))
    rows.append((do(dossier, "history", say("🕰 History")),))
    if _others(handling, dossier) or _may_entrust(handling, dossier):
        rows[-1] += (do(dossier, "more", say("⋯ More")),)
    rows += [(do(other, "open", say("🏢 {reference}", reference=other.reference)),) for other in same[:3]]
    rows.append((Button(say("🗂 My list"), Verb.OFFICE, "list"),))
    return tuple(rows)


def more_page(handling: Handling, dossier: Dossier) -> Screen:
    """Return everything else that may be done to a dossier."""
    options = tuple(do(dossier, event.value, label_of(event)) for event in _others(handling, dossier))
    if _may_entrust(handling, dossier):
        options = (*options, do(dossier, "entrust", say("🔑 Another account")))
    heading = say("📁 <b>{reference}</b>: what else?", reference=dossier.reference)
    return Screen((heading,), options=options, rows=((back_to(dossier),),))


def _may_entrust(handling: Handling, dossier: Dossier) -> bool:
    """Tell whether the person may give the request to another account of its applicant."""
    return dossier.person_id is not None and bool(handling.parts(dossier) & {Part.HOLDER, Part.OVERSEER})


def _others(handling: Handling, dossier: Dossier) -> list[Event]:
    """Return the events that the page itself does not offer."""
    status = Status(dossier.status)
    shown = {*first_offered(status), *DECISIONS}
    may = allowed(status, handling.parts(dossier))
    return [event for event in may if event not in shown and EVENTS[event].label is not None]


@dataclass(frozen=True, slots=True)
class Open(Argument):
    """A dossier's page. ``aside``: below what it is opened from, which stays."""

    action = "open"
    aside: Annotated[bool, "aside"] = False


@dataclass(frozen=True, slots=True)
class Compose(Argument):
    """A message to be written. ``sure``: it is sent as it was shown. ``reply``: with ready-made words.

    ``aside``: below the message it answers, which stays to be read.
    """

    action = Trace.MESSAGE
    sure: Annotated[Mark | None, "send"] = None
    reply: Annotated[int | None, "use"] = None
    aside: Annotated[bool, "aside"] = False


def do(dossier: Dossier, action: str | Argument, label: Message, *, primary: bool = False) -> Button:
    """Return a button that acts on a dossier as it is now. ``action``: its name, or what it says with it."""
    return Button(label, Verb.DOSSIER, key_of(action), primary, dossier.id, dossier.version)


def back_to(dossier: Dossier) -> Button:
    """Return the button back to a dossier's page."""
    return do(dossier, "open", say("⬅️ Back"))


def word_on(dossier: Dossier, *paragraphs: Message, primary: bool = True) -> Screen:
    """Return words about a dossier, with the button that opens it."""
    return Screen(paragraphs, rows=((do(dossier, "open", say("📂 Open"), primary=primary),),))
