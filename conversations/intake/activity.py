"""What a company does, chosen among the sectors or told by a trade."""

from collections.abc import Container
from dataclasses import dataclass

from conversations.inputs import Choice
from conversations.situation import Situation
from conversations.understanding.activities import own_words, read_activity
from conversations.understanding.residue import Understood
from conversations.understanding.words import denies, fold


@dataclass(frozen=True, slots=True)
class Activity(Choice):
    """A sector, known by the trades in it."""

    def understood(self, text: str, situation: Situation) -> Understood[str]:
        """Read a trade; what denies one names none."""
        return Understood(()) if denies(fold(text)) else read_activity(text)

    @property
    def own_words(self) -> Container[str]:
        """Those that are said of any trade."""
        return own_words()
