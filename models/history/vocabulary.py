"""The words that spreadsheets use for what became of a dossier."""

from collections.abc import Mapping
from dataclasses import dataclass

from conversations.dossiers.lifecycle import Event
from conversations.understanding.words import fold
from models.spreadsheets.sheets import Names

DECISIONS: Mapping[Event, tuple[str, ...]] = {
    Event.GRANT_SKILLS: (
        "Compétences accordées", "Skills granted", "Compétences", "Skills", "Accordé", "Accordée", "Granted",
        "Agréé", "Agréée", "Accordé : compétences", "Granted: skills",
    ),
    Event.GRANT_ADVANCE: (
        "Avance accordée", "Advance granted", "Avance", "Advance", "Avance remboursable", "Avance seule",
        "Accordé : avance", "Granted: advance",
    ),
    Event.GRANT_BOTH: (
        "Compétences et avance accordées", "Skills and advance granted", "Compétences et avance",
        "Skills and advance", "Compétences + avance", "Les deux", "Both",
    ),
    Event.POSTPONE: ("Ajourné", "Postponed", "Ajournée", "Reporté", "Reportée"),
    Event.REFUSE: (
        "Refusé", "Refused", "Refusée", "Refus", "Rejeté", "Rejetée", "Non accordé", "Not granted",
    ),
    Event.DECLINE: ("Sans suite", "Declined", "Classé sans suite", "Classée sans suite"),
    Event.REDIRECT: ("Réorienté", "Redirected", "Réorientée"),
    Event.LOSE_TOUCH: ("Injoignable", "Unreachable"),
    Event.WITHDRAW: ("Retiré", "Withdrawn", "Retirée", "Abandonné", "Désistement"),
    Event.CLOSE: ("Clos", "Closed", "Close", "Clôturé", "Clôturée", "Terminé", "Terminée"),
}  # fmt: skip
"""What became of a dossier, and what it may be called, the name in the template first."""

DECISION_NAMES: Names = {
    **{fold(name): event.value for event, names in DECISIONS.items() for name in names},
    **{event.value: event.value for event in DECISIONS},
}


@dataclass(frozen=True, slots=True)
class Wordings:
    """What skills and reasons are called besides their codes, folded, in every language."""

    skills: Names
    reasons: Names
