"""What a text says, with the words that say it to nobody: nothing is settled from half-read words.

A reader returns its readings *and* the words that none of them used. One reading is taken without asking
only where what is left changes nothing; otherwise it is a proposal, to be confirmed by a button.
"""

from collections.abc import Container
from dataclasses import dataclass
from typing import Generic, TypeVar

from conversations.understanding.turns import turns

Value_co = TypeVar("Value_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Understood(Generic[Value_co]):
    """The readings of a text, likeliest first; ``rest``: folded words that none of them used.

    One space stands between the words. Words said to be used are those that a reading would not be what it is
    without, and those between them: what is merely near is left.
    """

    readings: tuple[Value_co, ...]
    rest: str = ""


IDLE = frozenset(
    (
        # who speaks, of what
        "je j on nous vous il elle ils elles c ce cela ca ci y en le la les l du de d des au aux a "
        "mon ma mes notre nos i we it there this that the of our my "
        # to be, to have, today
        "est suis sommes etes sont ai as avons avez ont serait emploie emploient employons compte "
        "comptons actuellement aujourd hui jour maintenant is am are have has got ve s m re now "
        "today currently "
        # courtesy
        "bonjour bonsoir salut coucou merci svp stp plait please thanks thank you hello hi cordialement "
        "bjr bsr slt cdt cdlt desole desolee "
        # hesitations and hedges
        "euh heu hum bah ben bon alors donc voila bien tres vraiment juste seulement just only exactly "
        "exactement precisement disons dirais pense crois plutot environ quelque chose comme peu pres "
        "genre dans ces eaux total tout totalite ensemble around about roughly approximately well so oh ok "
        "oui ouais hein yes yep yeah okay priori effectivement absolument think guess say would d "
    ).split()
)
"""Folded words that change no value, whatever the question is."""


_COURTEOUS = turns("residue").pattern("courteous")


def changes_nothing(rest: str, own: Container[str] = frozenset()) -> bool:
    """Tell whether folded words are courtesy, hedges, or those in which the question is asked (``own``)."""
    said = _COURTEOUS.sub(" ", rest)
    return all(word in IDLE or word in own for word in said.split())
