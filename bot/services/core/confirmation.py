"""What is about to leave is shown first; the button below it does what was shown, or shows it again.

A button bears the mark of what stands above it: what changed meanwhile, by whomever, is looked at again.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from bot.services.core.arguments import Confirmable, Mark
from bot.services.core.dossier_page import back_to, do, dossier_page
from bot.services.core.handling import Handling
from bot.services.core.news import news
from bot.services.core.screens import Button, Reply, Screen
from bot.services.core.worklist import office
from conversations.dossiers.lifecycle import Event
from conversations.messages import Message, say
from models.dossiers.tables import Dossier

CHANGED = say("Something has changed since: please look again.")
CONFIRM = say("✅ I confirm")

Shown = tuple[Message, ...]
C = TypeVar("C", bound=Confirmable)


def to_sure(subject: Dossier | int, argument: C, shown: object, label: Message = CONFIRM) -> Button:
    """Return the button that does exactly what is shown above it, to a dossier or to a row of the office."""
    sure = replace(argument, sure=Mark.of(shown))
    if isinstance(subject, Dossier):
        return do(subject, sure, label, primary=True)
    return office(label, sure, subject, primary=True)


def is_sure(argument: Confirmable, shown: object) -> bool:
    """Tell whether what is shown is what was confirmed."""
    return argument.sure is not None and argument.sure == Mark.of(shown)


def changed(argument: Confirmable) -> Message | None:
    """Return the word on a button above which something else was shown; None for a first look."""
    return CHANGED if argument.sure else None


def to_confirm(
    handling: Handling,
    subject: Dossier | int,
    argument: C,
    shown: Shown,
    back: Button,
    label: Message = CONFIRM,
) -> Reply | None:
    """Return what is about to be done, to be confirmed; None once it is."""
    if is_sure(argument, shown):
        return None
    sure = to_sure(subject, argument, shown, label)
    return handling.reply(Screen(shown, rows=((sure, back),)), alert=changed(argument))


def will_read(handling: Handling, dossier: Dossier, *words: Message) -> Shown:
    """Return what the applicant is about to read, word for word; or that they cannot be written to."""
    if handling.reached(dossier.person_id) is None:
        return (say("📵 The applicant cannot be written to here: they will not be told."),)
    return (say("👁 <b>{reference}</b>: the applicant will read", reference=dossier.reference), *words)


def words_to_confirm(
    handling: Handling, dossier: Dossier, argument: C, words: Iterable[Message], back: Button | None = None
) -> Reply | None:
    """Return what the applicant is about to read, to be confirmed; None once it is."""
    shown = will_read(handling, dossier, *words)
    return to_confirm(handling, dossier, argument, shown, back or back_to(dossier))


def news_to_confirm(handling: Handling, dossier: Dossier, event: Event, argument: C) -> Reply | None:
    """Return what the applicant is about to read of an event, to be confirmed; None once it is."""
    once = handling.leads_to(dossier, event)
    words = news(dossier, handling.basin(dossier), event, handling.today, once=once)
    return words_to_confirm(handling, dossier, argument, words)


@dataclass(frozen=True, slots=True)
class Once(Confirmable):
    """An action that has only to be confirmed."""

    name: str


def once_read(
    note: Message | None = None, before: Callable[[Handling, Dossier], None] | None = None, **values: Any
) -> Callable[[Handling, Dossier, Once], Reply]:
    """Return the work of an event that happens once the news its applicant reads are confirmed.

    ``before``: what else happens with it. ``values``: columns of the dossier that change. ``note``: a word
    on what was done.
    """

    def work(handling: Handling, dossier: Dossier, argument: Once) -> Reply:
        event = Event(argument.name)
        page = news_to_confirm(handling, dossier, event, argument)
        if page is not None:
            return page
        if before is not None:
            before(handling, dossier)
        handling.move(dossier, event, **values)
        return handling.reply(dossier_page(handling, dossier, note=note))

    return work
