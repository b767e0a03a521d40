"""What is about to leave is shown first; the button below it does what was shown, or shows it again.

A button bears the mark of what stands above it: what changed meanwhile, by whomever, is looked at again.
"""

from dataclasses import replace
from zlib import crc32

from bot.services.core.dossier_page import back_to, do
from bot.services.core.handling import Handling
from bot.services.core.news import news
from bot.services.core.screens import Button, Reply, Screen
from conversations.dossiers.lifecycle import Event
from conversations.messages import Message, say
from models.dossiers.tables import Dossier

CHANGED = say("Something has changed since: please look again.")

Shown = tuple[Message, ...]


def marked(button: Button, shown: Shown) -> Button:
    """Return a button with the mark of what it does: exactly what is shown above it."""
    return replace(button, key=f"{button.key}-{crc32(repr(shown).encode()):08x}", primary=True)


def is_tapped(button: Button, argument: str) -> bool:
    """Tell whether what is left of an action's argument is that of a button."""
    return f".{button.key}".endswith(f".{argument}")


def was_tapped(button: Button, argument: str) -> bool:
    """Tell whether it is that of the same button, above which something else was shown."""
    before, mark, _ = argument.rpartition("-")
    same = f".{button.key.rpartition('-')[0]}".endswith(f".{before}")
    return bool(mark) and same and not is_tapped(button, argument)


def will_read(handling: Handling, dossier: Dossier, *words: Message) -> Shown:
    """Return what the applicant is about to read, word for word; or that they cannot be written to."""
    if handling.reached(dossier.person_id) is None:
        return (say("📵 The applicant cannot be written to here: they will not be told."),)
    return (say("👁 <b>{reference}</b>: the applicant will read", reference=dossier.reference), *words)


def news_to_confirm(
    handling: Handling, dossier: Dossier, event: Event, argument: str, *, to: str = ""
) -> Reply | None:
    """Return what the applicant is about to read of an event, to be confirmed; None once it is.

    ``to``: whom or what was chosen just before.
    """
    once = handling.leads_to(dossier, event)
    words = news(dossier, handling.basin(dossier), event, handling.today, once=once)
    yes = do(dossier, ".".join(filter(None, (event.value, to, "yes"))), say("✅ I confirm"))
    return to_confirm(handling, argument, will_read(handling, dossier, *words), yes, back_to(dossier))


def to_confirm(handling: Handling, argument: str, shown: Shown, yes: Button, back: Button) -> Reply | None:
    """Return what is about to be done, to be confirmed; None once it is."""
    sure = marked(yes, shown)
    if is_tapped(sure, argument):
        return None
    alert = CHANGED if was_tapped(sure, argument) else None
    return handling.reply(Screen(shown, rows=((sure, back),)), alert=alert)
