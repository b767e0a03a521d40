"""What a company does, chosen among the sectors or told by a trade."""

from collections.abc import Container
from dataclasses import dataclass

from conversations.inputs import Choice
from conversations.situation import Situation
from conversations.understanding.activities.lexicon import own_words
from conversations.understanding.activities.reading import read_activity
from conversations.understanding.residue import Understood


@dataclass(frozen=True, slots=True)
class Activity(Choice):
    """A sector, known by the trades in it."""

    def understood(self, text: str, situation: Situation) -> Understood[str]:
        """Read a trade."""
        return read_activity(text)

    @property
    def own_words(self) -> Container[str]:
        """Those that are said of any trade."""
        return own_words()
