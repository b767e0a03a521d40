"""Days that an advisor says, in a message of their own, that they gave: how many, more or in all."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from conversations.patterns import pattern
from conversations.understanding.named_periods import MONTH_NAMES, WEEKDAY_NAMES
from conversations.understanding.quantities.reading import Unit, read_quantities
from conversations.understanding.residue import changes_nothing
from conversations.understanding.words import fold


class Counted(StrEnum):
    """Whether days are more than those said before, fewer, or all of them."""

    MORE = "more"
    LESS = "less"
    IN_ALL = "in_all"


@dataclass(frozen=True, slots=True)
class DaysSaid:
    """Days given, by halves. ``counted``: None where it is not said; ``plain``: nothing else is."""

    days: Decimal
    counted: Counted | None = None
    plain: bool = True


_A_DAY = pattern(r"\b(?:j|jours?|journees?|demi-?journees?|d|days?)\b")
_IN_ALL = pattern(
    r"\b(?:en tout|tout compris|au total|total|en cumule?|depuis le debut|in all|so far|altogether)\b"
)
_MORE = pattern(
    r"\b(?:encore|de plus|en plus|supplementaires?|more|another|extra)\b"
    rf"|\b(?:(?:ce |this |last |on )?(?:{WEEKDAY_NAMES})|avant hier|hier|yesterday"
    r"|ce matin|cet apres midi|this (?:morning|afternoon)"
    rf"|(?:cette|la|this|last) (?:semaine|week)|ce mois(?: ci)?|le mois|last month|en (?:{MONTH_NAMES}))"
    r"(?: matin| apres midi| ci| derniere?| passee?)?\b"
)
_LESS = pattern(r"^\s*[-–−]\s?\d")  # "-1 jour": no accent, sign or mark is left once words are folded
_LESS_SAID = pattern(
    r"\b(?:en moins|de moins|de trop|enleve[rz]?|retire[rz]?|less|too many|take off|remove)\b"
)
_DATED = pattern(
    rf"\b(?:{WEEKDAY_NAMES}|{MONTH_NAMES})\b"
)  # of days to come, where nothing says they were given
_AS_SAID = {"half_day": "matin", "week": "semaine", "month": "mois"}
_NOTED = pattern("|".join(_AS_SAID))  # as the reader of quantities writes them
_GIVEN = frozenset(
    "fait faits faite faites passe passee passes donne donnee donnes intervenu intervenue travaille realise"
    " realises effectue effectues consacre consacres accompli done spent gave given worked did put".split()
)
_WHERE = frozenset(
    "chez eux elle lui sur place bas avec aupres entreprise there with them in at suis non plutot finalement"
    " pardon erreur sorry actually".split()
)


def read_days_said(text: str) -> DaysSaid | None:
    """Read days given; None for words that tell none, or are about days to come."""
    said = fold(text)
    taken_off = _LESS.match(text)
    found = read_quantities(text.lstrip(" -–−") if taken_off else text, Unit.DAY)
    if not (_A_DAY.search(said) or _IN_ALL.search(said)) or len(found.readings) != 1:
        return None
    [days] = found.readings
    exact = days.low == days.high and not days.limit and not days.per and days.unit in (Unit.DAY, None)
    if not exact or days.low * 2 % 1:
        return None
    in_all, more = not days.low or _IN_ALL.search(said), _MORE.search(said)
    less = taken_off or _LESS_SAID.search(said)
    counted = Counted.LESS if less else Counted.IN_ALL if in_all else Counted.MORE if more else None
    rest = _NOTED.sub(lambda each: _AS_SAID[each[0]], found.rest)
    plain = changes_nothing(_LESS_SAID.sub(" ", _MORE.sub(" ", _IN_ALL.sub(" ", rest))), _GIVEN | _WHERE)
    given = bool(less) or not _GIVEN.isdisjoint(said.split())
    if not plain and not given:
        return None
    sure = plain and not (in_all and more) and (given or not _DATED.search(said))
    return DaysSaid(days.low, counted, sure)
