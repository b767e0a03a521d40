"""What codes and columns are called in an export."""

import re

from bot.services.core.dossier_card import OUTCOMES
from bot.services.figures.skills import LABELS as SKILLS
from conversations.dossiers.event_labels import HISTORY, label_of, named
from conversations.dossiers.lifecycle import DECISIONS as DECIDED
from conversations.dossiers.reasons import WORDINGS
from conversations.dossiers.statuses import STATUSES as ROWS
from conversations.messages import say

__all__ = ["DECISIONS", "EVENTS", "REASONS", "SKILLS", "STATUSES", "VERDICTS", "bare"]

REFERENCE, TERRITORY = say("Reference"), say("Territory")

STATUSES = {status.value: row.shown for status, row in ROWS.items()}
VERDICTS = {outcome.value: label for outcome, label in OUTCOMES.items()}
EVENTS = {str(event): named(event) for event in HISTORY}
DECISIONS = {event.value: label_of(event) for event in DECIDED}
REASONS = {reason.value: wording.label for reason, wording in WORDINGS.items()}

_MARK = re.compile(r"^[^\w«“(]+|\.$")


def bare(label: str) -> str:
    """Return a label of a button as a table says it: without its emoji, nor a full stop."""
    return _MARK.sub("", label)
