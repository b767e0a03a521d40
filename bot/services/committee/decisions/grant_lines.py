"""The lines of a grant: days, advance, jobs and conditions are typed while it is prepared."""

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
from conversations.committee.opinions import read_jobs, read_number
from conversations.dossiers.lifecycle import GRANTS, WITH_ADVANCE, WITH_DAYS, Event
from conversations.dossiers.statuses import OPERATING
from conversations.messages import ConversationError, Message, say
from conversations.understanding.quantities.reading import Unit, read_figure, read_one
from conversations.understanding.words import fold
from models.committee.queries import pending_item
from models.dossiers.tables import Dossier
from models.messages.tables import Prompt

DAYS_MAX = 60
AMOUNT_MAX = 10_000_000
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
    event, name = Event(str(prompt.content["event"])), prompt.purpose
    if BESIDE in prompt.content:
        may_go_in(text)
        name = _line_of(text, event)
    case = _case(handling, dossier, event)
    try:
        decision = _with(handling, dossier, proposed(handling, case, event), name, text)
    except ConversationError as wrong:
        raise Refusal(wrong.message) from wrong
    no_longer_asked(handling)
    return look_at(handling, case, decision)


def _line_of(text: str, event: Event) -> str:
    """Return the line that words typed under a whole grant are for: a condition where no figure is."""
    if read_figure(text):
        raise Refusal(say("What is this the number of? Type “4 days” or “€12,000”, or touch the line."))
    if event in WITH_DAYS and read_one(text, Unit.DAY) is not None:
        return "set_days"
    return "set_amount" if event in WITH_ADVANCE and read_one(text, Unit.EURO) is not None else CONDITIONS


def _with(handling: Handling, dossier: Dossier, decision: Decision, name: str, text: str) -> Decision:
    match name:
        case "set_days":
            return replace(decision, days=read_number(text, Unit.DAY, DAYS_MAX))
        case "set_amount":
            return replace(
                decision, amount=within(handling, dossier, read_number(text, Unit.EURO, AMOUNT_MAX))
            )
        case "set_jobs":
            created, kept = read_jobs(text)
            return replace(decision, jobs_created=created, jobs_kept=kept)
        case _:
            return replace(decision, conditions=None if fold(text) in NO_CONDITION else own_words(text))


ACTIONS = tuple(
    OnDossier(line, change, OPERATING, typed=change_typed, takes_no=line == CONDITIONS) for line in WANTED
)
