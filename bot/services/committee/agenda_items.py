"""One item of an agenda: shown to members or to who prepares the session, sent to some, kept from others."""

from dataclasses import dataclass
from typing import Annotated

from bot.services.committee.agenda import item_and_sitting
from bot.services.committee.opinions import (
    OFF_AGENDA,
    SAID,
    back_to_item,
    expect_words,
    heading_of,
    item_typed,
    note_opinion,
    opinion_words,
    read_item,
    reading,
)
from bot.services.committee.papers import brief, letter, local_day
from bot.services.committee.readers import (
    WHY,
    Reader,
    on_agenda,
    opinions_told,
    own_firm,
    readers,
    worked_sitting,
    works_for,
)
from bot.services.committee.sessions import READERS, firm, open_sitting
from bot.services.core.actions import AtOffice
from bot.services.core.arguments import Argument
from bot.services.core.dossier_card import labelled, standing, walk_of
from bot.services.core.dossier_page import do
from bot.services.core.handling import Handling, Refusal
from bot.services.core.screens import Button, Reply, Rows, Screen, stacked
from bot.services.core.worklist import WORKERS, office, turns
from conversations.committee.decisions import decided, terms
from conversations.committee.opinions import Opinion
from conversations.dossiers.event_labels import label_of
from conversations.dossiers.lifecycle import DECISIONS, WITH_ADVANCE, Event
from conversations.dossiers.moves import allowed
from conversations.dossiers.statuses import OPERATING, Status
from conversations.messages import Listing, Message, say
from models.committee.decisions import recorded, replaced
from models.committee.tables import AgendaItem, CommitteeSession
from models.dossiers.tables import Dossier

ASKED = ("days", "advance")  # the answers that a decision grants, or does not
READERS_AT_ONCE = 5  # each with a comment of 500 characters at most, in a message of 4096


@dataclass(frozen=True, slots=True)
class ItemShown(Argument):
    """One item of an agenda. ``start``: how many of its readers are passed over."""

    action = "item"
    start: int = 0


def item_page(handling: Handling, subject: int, argument: ItemShown) -> Reply:
    """Show one item of an agenda: to who prepares the session, or to a member who may read it."""
    item, sitting = item_and_sitting(handling, subject)
    if works_for(handling, sitting):
        return handling.reply(worked_item(handling, sitting, item, start=argument.start))
    if own_firm(handling, sitting) is None:
        return firm(handling, item.session_id)
    shown = read_item(handling, sitting, item)
    expect_words(handling, item)
    return handling.reply(shown)


def brief_paper(handling: Handling, subject: int) -> Reply:
    """Send the brief of a request to who may read it."""
    item, sitting = item_and_sitting(handling, subject)
    if not works_for(handling, sitting):
        reading(handling, sitting, item)
    dossier = handling.session.get_one(Dossier, item.dossier_id)
    handling.hand(handling.person_id, brief(handling, sitting, item, dossier))
    return handling.reply()


def worked_item(
    handling: Handling,
    sitting: CommitteeSession,
    item: AgendaItem,
    note: Message | None = None,
    start: int = 0,
) -> Screen:
    """Return an item as who prepares the session sees it: who reads it, what they said, what is decided.

    ``start``: how many readers are passed over.
    """
    dossier = handling.session.get_one(Dossier, item.dossier_id)
    before = readers(handling, sitting, item)
    paragraphs = [say("👉 {note}", note=note)] if note else []
    paragraphs += [heading_of(handling, dossier), standing(handling.session, dossier)]
    walk = walk_of(handling.world, dossier)
    asked = [labelled(walk, name, hidden=True)[1] for name in ASKED if name in walk.draft.answers]
    if asked:
        paragraphs.append(say("🙋 Asked for: {asked}", asked=Listing(tuple(asked))))
    live = on_agenda(item, dossier)
    paragraphs += opinions_told(handling, sitting, item) if live or item.outcome else (OFF_AGENDA,)
    by_applicant = dossier.answers.get("excluded")
    if isinstance(by_applicant, str):
        paragraphs.append(say("🙈 Not to be shown to: {excluded}", excluded=by_applicant))
    pages: Rows = ()
    if before and live:
        shown = before[start : start + READERS_AT_ONCE]
        paragraphs.append(stacked([_member_line(each) for each in shown]))
        pages = tuple(
            turns(
                start, READERS_AT_ONCE, len(before), lambda label, to: office(label, ItemShown(to), item.id)
            )
        )
    decision = recorded(item)
    if decision is not None:
        paragraphs.append(say("⚖️ {decision}", decision=decided(decision)))
        beside = terms(decision) if decision.grants else ()  # a reason is told with the decision
        paragraphs += [say("{label}: {value}", label=label, value=value) for label, value in beside]
    paragraphs += [
        say("✏️ Put right on {day}; recorded by mistake: {decision}", day=local_day(each.replaced_at),
            decision=decided(recorded(each)))
        for each in replaced(handling.session, item)
    ]  # fmt: skip
    return Screen(tuple(paragraphs), rows=(*pages, *_worked_rows(handling, sitting, item, dossier)))


def _member_line(each: Reader) -> Message:
    who = say("{name} ({firm})", name=each.name, firm=each.firm) if each.firm else each.name
    if each.kept:
        return say("🙈 {who}: left out, {why}", who=who, why=WHY[each.kept])
    return say(
        "• {who}: {opinion}", who=who, opinion=opinion_words(each) if each.vote else say("no opinion yet")
    )


def _worked_rows(handling: Handling, sitting: CommitteeSession, item: AgendaItem, dossier: Dossier) -> Rows:
    number, rows = item.id, list[tuple[Button, ...]]()
    open_it = (do(dossier, "open", say("📂 Open")), office(say("⬅️ Back"), "session", sitting.id))
    if not on_agenda(item, dossier) and item.outcome is None:
        return (open_it,)
    may = allowed(Status(dossier.status), handling.parts(dossier))
    if item.outcome is None and sitting.day <= handling.today:
        rows += [
            (do(dossier, event.value, label_of(event)),)
            for event in DECISIONS
            if event in may and practised(handling, dossier, event)
        ]
    rows.append(
        (office(say("📄 Brief (PDF)"), "brief", number), office(say("🙈 Leave out"), "leave_out", number))
    )
    if item.outcome is None:
        rows.append(
            (office(say("⬆️ Earlier"), "item_up", number), do(dossier, "unschedule", say("📅 Take off")))
        )
    else:
        right = (do(dossier, "rectify", say("✏️ Put right")),) if handling.parts(dossier) & OPERATING else ()
        rows.append((office(say("✉️ Letter"), "letter", number), *right))
    rows.append(open_it)
    return tuple(rows)


def practised(handling: Handling, dossier: Dossier, event: Event) -> bool:
    """Tell whether the territory of a dossier grants this: not every one practises the advance."""
    basin = handling.basin(dossier)
    advance = basin.advance if basin else None
    return advance is not None or event not in WITH_ADVANCE


def letter_paper(handling: Handling, subject: int) -> Reply:
    """Send the letter of a decision to who prepares the session."""
    item, sitting = item_and_sitting(handling, subject)
    worked_sitting(handling, sitting.id)
    if item.outcome is None:
        raise Refusal(say("Nothing is decided yet."))
    dossier = handling.session.get_one(Dossier, item.dossier_id)
    handling.hand(handling.person_id, letter(handling, sitting, item, dossier))
    return handling.reply()


@dataclass(frozen=True, slots=True)
class LeaveOut(Argument):
    """From whom a request is kept. ``yes``: what follows from it was read."""

    action = "leave_out"
    person: int | None = None
    yes: Annotated[bool, "yes"] = False


def leave_out(handling: Handling, subject: int, argument: LeaveOut) -> Reply:
    """Keep a request from one member more."""
    item, sitting = item_and_sitting(handling, subject)
    open_sitting(handling, sitting.id)
    before = {each.person_id: each for each in readers(handling, sitting, item) if each.kept is None}
    if argument.person is None:
        options = tuple(office(each.name, LeaveOut(number), subject) for number, each in before.items())
        which = say("Keep this request from whom?") if options else say("Nobody else may read it.")
        return handling.reply(Screen((which,), options=options, rows=((back_to_item(item),),)))
    if argument.person not in before:
        raise Refusal(say("This person does not read it already."))
    if not argument.yes:
        kept_from = before[argument.person]
        told = [say("🙈 Keep this request from {name}? It cannot be undone.", name=kept_from.name)]
        if kept_from.vote:
            told.append(say("Their opinion counts no more: {opinion}", opinion=opinion_words(kept_from)))
        sure = office(say("🙈 Yes, keep it from them"), LeaveOut(argument.person, yes=True), subject)
        return handling.reply(Screen(tuple(told), rows=((sure, back_to_item(item)),)))
    note_opinion(handling, item, argument.person, Opinion.LEFT_OUT)
    return handling.reply(worked_item(handling, sitting, item))


ACTIONS = (
    AtOffice(SAID, item_page, READERS, typed=item_typed, takes_back=True),
    AtOffice("brief", brief_paper, READERS),
    AtOffice("letter", letter_paper, WORKERS),
    AtOffice("leave_out", leave_out, WORKERS),
)
