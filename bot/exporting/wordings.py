"""What codes and columns are called in an export."""

import re
from collections.abc import Mapping

from bot.services.dossier_card import OUTCOMES
from bot.services.oversight.skills import LABELS as SKILLS
from conversations.decisions import LABELS
from conversations.dossiers import SHOWN
from conversations.history import NAMED
from conversations.inputs import Choice
from conversations.intake import INTAKE
from conversations.messages import Message, say
from conversations.reasons import WORDINGS

__all__ = ["DECISIONS", "EVENTS", "REASONS", "SKILLS", "STATUSES", "VERDICTS", "bare", "choices", "question"]

REFERENCE, TERRITORY = say("Reference"), say("Territory")

STATUSES = {status.value: label for status, label in SHOWN.items()}
VERDICTS = {outcome.value: label for outcome, label in OUTCOMES.items()}
EVENTS = {str(event): Message(name) for event, name in NAMED.items()}
DECISIONS = {event.value: label for event, label in LABELS.items()}
REASONS = {reason.value: wording.label for reason, wording in WORDINGS.items()}

_MARK = re.compile(r"^[^\w«“(]+|\.$")


def bare(label: str) -> str:
    """Return a label of a button as a table says it: without its emoji, nor a full stop."""
    return _MARK.sub("", label)


def question(name: str) -> Message:
    """Return what the answer to a question of the intake is called."""
    return Message(INTAKE.by_name[name].label)


def choices(name: str) -> Mapping[str, Message]:
    """Return what the answers to a question that has a closed list are called."""
    asked = INTAKE.by_name[name].input
    assert isinstance(asked, Choice)
    return {pick.key: Message(pick.label) for pick in asked.picks}
