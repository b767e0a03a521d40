"""How a dossier is found again: by its reference, the name of its firm, a SIREN or a town, in a few words."""

from dataclasses import dataclass
from typing import Annotated

from bot.services.core.actions import AtOffice
from bot.services.core.arguments import REST, Argument
from bot.services.core.dossier_page import do, dossier_page, may_see
from bot.services.core.handling import Handling
from bot.services.core.prompts import ask, no_longer_asked
from bot.services.core.screens import Button, Reply, Screen, stacked
from bot.services.core.worklist import WORKERS, line, office, standing_label, turns
from conversations.dossiers.desk_words import sought
from conversations.dossiers.lifecycle import Event
from conversations.messages import Message, say, say_n
from conversations.understanding.words import excerpt
from models.dossiers.queries import REFERENCE, REFERENCE_SAID, last_of
from models.dossiers.search import REFERENCE_TYPED, Wanted, find_requests
from models.dossiers.tables import Dossier
from models.messages.tables import Prompt

FOUND_AT_ONCE = 10
SOUGHT_MAX = 40  # bytes: a button carries 64 [Bot API]


@dataclass(frozen=True, slots=True)
class Find(Argument):
    """Words to find a dossier by."""

    action = "find"
    words: Annotated[str, REST] = ""


def find(handling: Handling, subject: int, argument: Find) -> Reply:
    """Find dossiers by reference, company, SIREN or commune. ``subject``: how many to pass over."""
    text = argument.words
    if not text:
        wanted = say("A reference, a company, a SIREN or a town:")
        return ask(handling, "find", 0, wanted, back=office(say("🗂 My list"), "list"))
    reference, named = REFERENCE_SAID.search(text), sought(text)
    exact = _named(handling, reference[0] if reference else named)
    if exact is not None and may_see(handling, exact):
        return handling.reply(dossier_page(handling, exact))
    back = (office(say("🔎 Find"), "find"), office(say("🗂 My list"), "list"))
    if exact is not None and (sent_on := _sent_on(handling, exact)):
        return handling.reply(Screen((sent_on,), rows=(back,)))
    words, found = _found(handling, *(() if reference else (named, text)))
    if not found:
        nothing = say("Nothing found for “{words}” in your territories.", words=excerpt(text))
        ways = say("/queue: your work, /sessions: the committees, /help: the rest.")
        # A tapped page loses its buttons; where words were typed, what stands above may still be typed for.
        return handling.reply(Screen((nothing, ways), rows=() if handling.tapped is None else (back,)))
    if len(found) == 1 and words == named != text:  # the request of a firm, not whatever is like some words
        return handling.reply(dossier_page(handling, handling.session.get_one(Dossier, found[0])))
    shown = [handling.session.get_one(Dossier, each) for each in found[subject : subject + FOUND_AT_ONCE]]
    rows: list[tuple[Button, ...]] = [(do(dossier, "open", standing_label(dossier)),) for dossier in shown]
    rows += turns(subject, FOUND_AT_ONCE, len(found), lambda label, to: office(label, Find(words), to))
    heading = say_n("🔎 “{words}”: {n} request", "🔎 “{words}”: {n} requests", len(found), words=words)
    lines = [line(handling, dossier) for dossier in shown]
    return handling.reply(Screen((heading, *((stacked(lines),) if lines else ())), rows=(*rows, back)))


def _named(handling: Handling, text: str) -> Dossier | None:
    """Return the dossier whose reference is typed, in full or in short, to be seen or not; None for none."""
    typed = REFERENCE_TYPED.fullmatch(text.strip())
    dossier = handling.session.get(Dossier, int(typed[2])) if typed else None
    if typed is None or dossier is None:
        return None
    year = typed[1] or f"{dossier.submitted_at:%y}"
    return dossier if dossier.reference == REFERENCE.format(year=int(year), number=dossier.id) else None


def _sent_on(handling: Handling, dossier: Dossier) -> Message | None:
    """Tell who sent a dossier to another territory where it is; None for anybody else."""
    moved = last_of(handling.session, dossier.id, Event.TRANSFER)
    if moved is None or moved.actor_id != handling.person_id:
        return None
    return say(
        "🗺 You sent {reference} on to {basin} on {day}: it is followed there. A mistake? Ask them, or the "
        "coordination, to send it back.",
        reference=dossier.reference,
        basin=handling.network.queue_name(dossier.basin_code),
        day=moved.at,
    )


def find_typed(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Find what was typed."""
    no_longer_asked(handling)
    return find(handling, 0, Find(text))


def _found(handling: Handling, *texts: str) -> tuple[str, list[int]]:
    """Return the first of some texts that dossiers fit, and their numbers, best first, then latest.

    Only those the person may see; a text is cut to what a button carries.
    """
    codes, commune = handling.held.worked, handling.world.gazetteer.commune
    for text in dict.fromkeys(texts):
        words = text.encode()[:SOUGHT_MAX].decode(errors="ignore")
        found, _ = find_requests(handling.session.connection(), Wanted(codes), words, commune)
        if found:
            return words, found
    return "", []


ACTIONS = (AtOffice("find", find, WORKERS, typed=find_typed),)
