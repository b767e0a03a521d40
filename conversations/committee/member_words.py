"""What a member of a committee types: where they come from, an opinion in words, that they step aside."""

import re
from enum import Enum, auto

from conversations.committee.opinions import Opinion
from conversations.understanding.company_names import read_company_name
from conversations.understanding.question_forms import is_asked
from conversations.understanding.turns import turns
from conversations.understanding.wishes import Wish, wish_of
from conversations.understanding.words import fold

FIRM_MAX = 80
_LONGEST = 500  # characters: longer, it is a comment
_SAID = turns("committee")
_COMING_FROM = _SAID.pattern("coming_from", re.IGNORECASE)
_OPINIONS = (
    (Opinion.RESERVED, _SAID.pattern("reserved")),
    (Opinion.UNFAVOURABLE, _SAID.pattern("unfavourable")),
    (Opinion.FAVOURABLE, _SAID.pattern("favourable")),
)
_STEPPING_ASIDE = _SAID.pattern("stepping_aside")


class TakenBack(Enum):
    """What was said is no longer."""

    OPINION = auto()


def firm_named(text: str) -> str | None:
    """Return the firm or institution that a member says they come from; None for a question or a sentence."""
    if len(text) > _LONGEST or wish_of(text) or is_asked(text) or said_of_request(text):
        return None
    named = _COMING_FROM.sub("", " ".join(text.split()), count=1).strip(" .,;:")
    rest = read_company_name(named).rest
    is_name = not rest or fold(rest) == fold(named)
    return named if is_name and not is_asked(named) and 2 <= len(named) <= FIRM_MAX else None


def said_of_request(text: str) -> Opinion | TakenBack | None:
    """Return what a member says of the request before them: an opinion, an interest, or none any more."""
    if len(text) > _LONGEST:
        return None
    if wish_of(text) in (Wish.ERASING, Wish.STOPPING, Wish.CORRECTING):
        return TakenBack.OPINION
    said = fold(text)
    if _STEPPING_ASIDE.search(said):
        return Opinion.RECUSED
    return next((opinion for opinion, wording in _OPINIONS if wording.fullmatch(said)), None)
