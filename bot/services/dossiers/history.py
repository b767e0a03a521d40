"""All that happened to a dossier, a page at a time: who, when, why, and each answer before and after."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from bot.services.core.actions import OnDossier
from bot.services.core.answers import before_and_after
from bot.services.core.arguments import Argument
from bot.services.core.company_names import may_read_company
from bot.services.core.doers import doer
from bot.services.core.dossier_card import names_of, walk_of
from bot.services.core.dossier_page import back_to, do
from bot.services.core.handling import Handling, NotAllowed
from bot.services.core.screens import Button, Reply, Screen, stacked
from bot.services.core.worklist import turns
from bot.services.messages.relay import MESSAGE_ROOM, in_pieces
from conversations.committee.decisions import decided
from conversations.dossiers.event_labels import named, words_of
from conversations.dossiers.events import Words
from conversations.dossiers.lifecycle import Event
from conversations.dossiers.reasons import WORDINGS, Reason
from conversations.dossiers.statuses import HANDLERS, Part
from conversations.dossiers.traces import Trace
from conversations.engine.step import Seen
from conversations.intake import INTAKE
from conversations.messages import Message, Value, say, verbatim
from conversations.privacy.name_masking import without_names
from conversations.understanding.contacts.reading import mask
from conversations.understanding.words import excerpt
from models.committee.decisions import recorded, replaced_of
from models.dossiers.queries import events_of
from models.dossiers.tables import Dossier, DossierEvent

AT_ONCE = 12  # events: a message of Telegram holds 4096 characters
EXCERPT = 100  # characters of somebody's own words


@dataclass(frozen=True, slots=True)
class History(Argument):
    """What happened, from an event on; or one change in full."""

    action = "history"
    change: Annotated[int | None, "c"] = None
    start: int | None = None


def history(handling: Handling, dossier: Dossier, argument: History) -> Reply:
    """Show what happened, latest page first."""
    assert dossier.id is not None
    every = events_of(handling.session, dossier.id)
    if argument.change is not None:
        return _in_full(handling, dossier, every, argument.change)
    last = max(0, len(every) - AT_ONCE)
    start = last if argument.start is None else min(argument.start, last)
    page = every[start : start + AT_ONCE]
    heading = say("🕰 <b>{reference}</b>", reference=dossier.reference)
    lines = [_line(handling, dossier, event) for event in page]
    rows = [
        *((_open(dossier, event),) for event in page if _is_long(handling, dossier, event)),
        *turns(start, AT_ONCE, len(every), lambda label, to: do(dossier, History(start=to), label)),
    ]
    return handling.reply(Screen((heading, stacked(lines)), rows=(*rows, (back_to(dossier),))))


def _line(handling: Handling, dossier: Dossier, event: DossierEvent) -> Message:
    line = say(
        "• {day}: {event}, {name}",
        day=event.at,
        event=named(event.event),
        name=doer(dossier, event, handling.name_of),
    )
    for detail in _details(handling, dossier, event):
        line = say("{line}\n   {detail}", line=line, detail=detail)
    return line


def _details(handling: Handling, dossier: Dossier, event: DossierEvent) -> list[Message]:
    """Return why it happened, and in what words; of an answer, what it was and what it is."""
    if event.event in (Trace.CHANGE, Trace.PROPOSE):
        return _changed(handling, dossier, event)
    found = _by_mistake(handling, dossier, event) if event.event == Event.RECTIFY.value else []
    if event.reason in set(Reason):
        found.append(say("Why: {reason}", reason=WORDINGS[Reason(event.reason)].label))
    if event.event == Event.TRANSFER.value:
        found.insert(0, verbatim((event.note or "").partition("\n")[0]))
    if words := _words(event):
        words = words if _holds(handling, dossier) else without_names(mask(words), _hidden(handling, dossier))
        found.append(say("“{words}”", words=excerpt(words, EXCERPT)))
    return found


def _words(event: DossierEvent) -> str:
    """Return what somebody wrote to explain an event; empty for the others."""
    if words_of(event.event) not in (Words.SHARED, Words.OF_TEAM):
        return ""
    note = event.note or ""
    return note.partition("\n")[2] if event.event == Event.TRANSFER.value else note


def _by_mistake(handling: Handling, dossier: Dossier, event: DossierEvent) -> list[Message]:
    """Return what a decision that was put right then said."""
    return [
        say("recorded by mistake: {decision}", decision=decided(recorded(each)))
        for each in replaced_of(handling.session, dossier.id)
        if each.replaced_at == event.at
    ]


def _hidden(handling: Handling, dossier: Dossier) -> tuple[str, ...]:
    """Return the names that the person may not read there yet."""
    named = may_read_company(handling.held, dossier)
    return () if named else names_of(walk_of(handling.world, dossier))


def _holds(handling: Handling, dossier: Dossier) -> bool:
    return Part.HOLDER in handling.parts(dossier)


def _changed(handling: Handling, dossier: Dossier, event: DossierEvent) -> list[Message]:
    step, holds = INTAKE.by_name.get(event.note or ""), _holds(handling, dossier)
    if step is None:
        return []
    names = _hidden(handling, dossier)
    shown = step.is_on_card and not (names and step.seen_where is Seen.ONCE_TAKEN_UP)
    if event.change is None or not (holds or shown):
        return [Message(step.label)]
    before, after = (
        {step.name: event.change[which]} if which in event.change else {} for which in ("before", "after")
    )
    walk = walk_of(handling.world, dossier)
    return [before_and_after(walk, step.name, before, after, hidden=not holds, most=EXCERPT, names=names)]


def _texts(dossier: Dossier, event: DossierEvent) -> list[tuple[Message, str]]:
    """Return the texts of an event, each with its heading: an answer before and after, or an explanation."""
    about: dict[str, Value] = {"reference": dossier.reference, "day": event.at}
    if event.change is None:
        what = say("🔎 <b>{reference}</b> · {event}, {day}:", event=named(event.event), **about)
        return [(what, _words(event))]
    label = Message(INTAKE.by_name[event.note or ""].label)
    headings = {
        "before": say("🔎 <b>{reference}</b> · {label}, until {day}:", label=label, **about),
        "after": say("🔎 <b>{reference}</b> · {label}, since {day}:", label=label, **about),
    }
    found = [(heading, event.change.get(which)) for which, heading in headings.items()]
    return [(heading, text) for heading, text in found if isinstance(text, str)]


def _is_long(handling: Handling, dossier: Dossier, event: DossierEvent) -> bool:
    """Tell whether an event has a text that does not fit in the list, for who may read it whole."""
    if not _holds(handling, dossier) or (event.change and event.note not in INTAKE.by_name):
        return False
    return any(len(text) > EXCERPT for _, text in _texts(dossier, event))


def _open(dossier: Dossier, event: DossierEvent) -> Button:
    label = say("🔎 {event}, in full", event=named(event.event))
    if event.change is not None:
        label = say("🔎 {label}: before and after", label=Message(INTAKE.by_name[event.note or ""].label))
    return do(dossier, History(event.id), label)


def _in_full(handling: Handling, dossier: Dossier, every: Sequence[DossierEvent], number: int) -> Reply:
    """Show the texts of an event whole, in as many messages as they need."""
    event = next((each for each in every if each.id == number), None)
    if event is None or not _is_long(handling, dossier, event):
        raise NotAllowed
    for heading, text in _texts(dossier, event):
        for piece in in_pieces(text, MESSAGE_ROOM):
            handling.tell(handling.person_id, Screen((heading, verbatim(piece))))
    return handling.reply()


ACTIONS = (OnDossier("history", history, HANDLERS, fresh=False),)
