"""The lines of a grant: days, advance, jobs and conditions are typed while it is prepared."""

import re
from collections.abc import Mapping
from dataclasses import replace

from bot.services.committee.decisions.record import (
    CONDITIONS,
    look_at,
    may_go_in,
    own_words,
    proposed,
    to_decide,
    within,
)
from bot.services.committee.decisions.rectification import to_put_right
from bot.services.committee.decisions.review import Case, SetLine
from bot.services.core.actions import OnDossier
from bot.services.core.handling import Handling, NotAllowed, Refusal
from bot.services.core.prompts import BESIDE, ask, no_longer_asked
from bot.services.core.screens import Reply
from conversations.committee.decisions import Decision
from conversations.committee.opinions import JOBS_CREATED, JOBS_KEPT, read_jobs, read_number
from conversations.dossiers.lifecycle import GRANTS, WITH_ADVANCE, WITH_DAYS, Event
from conversations.dossiers.statuses import OPERATING
from conversations.messages import ConversationError, Message, say
from conversations.patterns import pattern
from conversations.understanding.quantities.reading import Unit, read_figure, read_one
from conversations.understanding.words import fold
from models.committee.queries import pending_item
from models.dossiers.tables import Dossier
from models.messages.tables import Prompt

DAYS_MAX = 60
AMOUNT_MAX = 10_000_000
ASIDES = frozenset(
    "non oui plutot et de d une un la le avance appui accord accorde accordes accordee decide emplois emploi "
    "a creer postes jobs and of an advance granted for".split()
)
"""Words beside a figure of a grant, folded, which change nothing in it."""
_BETWEEN = pattern(r"[;+]|,(?!\d)|\s(?:et|and)\s", re.IGNORECASE)
NO_CONDITION = frozenset(("aucune", "aucun", "non", "rien", "sans", "none", "no", "nothing"))

WANTED: Mapping[str, Message] = {
    "set_days": say("How many days of expertise does the committee grant?"),
    "set_amount": say("What advance does the committee grant, in euros?"),
    "set_jobs": say(
        "How many jobs does the decision count on: to create, then kept? For instance “3 and 12”"
    ),
    CONDITIONS: say("Which conditions? They go in the letter. Type “none” to have none."),
}


def _case(handling: Handling, dossier: Dossier, event: Event) -> Case:
    """Return what is being prepared: a decision to come, or what puts a recorded one right."""
    if pending_item(handling.session, dossier.id) is not None:
        return to_decide(handling, dossier, event)
    return to_put_right(handling, dossier, event)


def change(handling: Handling, dossier: Dossier, argument: SetLine) -> Reply:
    """Ask for one line."""
    name, event = argument.name, argument.event
    if event not in GRANTS:
        raise NotAllowed
    case = _case(handling, dossier, event)
    back = case.do(event, say("⬅️ Back"))
    return ask(handling, name, dossier, WANTED[name], back=back, content={"event": event.value})


def change_typed(handling: Handling, dossier: Dossier, prompt: Prompt, text: str) -> Reply:
    """Take one line, and show the whole decision again."""
    event, lines = Event(str(prompt.content["event"])), [(prompt.purpose, text)]
    if BESIDE in prompt.content:
        may_go_in(text)
        lines = _lines_of(text, event)
    case = _case(handling, dossier, event)
    try:
        decision = proposed(handling, case, event)
        for name, words in lines:
            decision = _with(handling, dossier, decision, name, words)
    except ConversationError as wrong:
        raise Refusal(wrong.message) from wrong
    no_longer_asked(handling)
    return look_at(handling, case, decision)


def _lines_of(text: str, event: Event) -> list[tuple[str, str]]:
    """Return the lines that words typed under a whole grant are for, each with its words.

    "4 jours et 20 000 euros" are two; a condition is what holds no figure of the grant alone.
    """
    pieces = [piece for piece in _BETWEEN.split(text) if fold(piece)]
    if len(pieces) <= 2 and JOBS_KEPT.search(fold(text)) and _reads_jobs(text):
        return [("set_jobs", text)]
    if pieces and all(read_figure(_without_asides(piece)) for piece in pieces):
        raise Refusal(say("What is this the number of? Type “4 days” or “€12,000”, or touch the line."))
    lines = [_line_of(piece, event) for piece in pieces]
    if not lines or None in lines:
        return [(CONDITIONS, text)]
    return [(line, piece) for line, piece in zip(lines, pieces, strict=True) if line]


def _line_of(piece: str, event: Event) -> str | None:
    if event in WITH_DAYS and read_one(piece, Unit.DAY, ASIDES) is not None:
        return "set_days"
    return "set_amount" if event in WITH_ADVANCE and read_one(piece, Unit.EURO, ASIDES) is not None else None


def _without_asides(piece: str) -> str:
    return " ".join(word for word in piece.split() if fold(word) not in ASIDES)


def _reads_jobs(text: str) -> bool:
    said = [word for word in fold(text).split() if not word.isdecimal()]
    return all(word in ASIDES or JOBS_KEPT.match(word) or JOBS_CREATED.match(word) for word in said)


def _with(handling: Handling, dossier: Dossier, decision: Decision, name: str, text: str) -> Decision:
    match name:
        case "set_days":
            return replace(decision, days=read_number(text, Unit.DAY, DAYS_MAX, ASIDES))
        case "set_amount":
            return replace(
                decision, amount=within(handling, dossier, read_number(text, Unit.EURO, AMOUNT_MAX, ASIDES))
            )
        case "set_jobs":
            created, kept = read_jobs(text)
            return replace(decision, jobs_created=created, jobs_kept=kept)
        case _:
            return replace(decision, conditions=None if fold(text) in NO_CONDITION else own_words(text))


ACTIONS = tuple(
    OnDossier(line, change, OPERATING, typed=change_typed, takes_no=line == CONDITIONS) for line in WANTED
)
