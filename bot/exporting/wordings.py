"""What codes and columns are called in an export."""

import re

from bot.services.dossier_card import OUTCOMES
from bot.services.oversight.skills import LABELS as SKILLS
from conversations.decisions import LABELS
from conversations.dossiers import SHOWN
from conversations.history import NAMED
from conversations.messages import Message, say
from conversations.reasons import WORDINGS

__all__ = ["DECISIONS", "EVENTS", "REASONS", "SKILLS", "STATUSES", "VERDICTS", "bare"]

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
