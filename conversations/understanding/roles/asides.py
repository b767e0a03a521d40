"""What is said beside a role and changes none: what the head knows of it, whom one helps, with whom."""

import re

from conversations.patterns import pattern
from conversations.understanding.turns import turns

_SAID = turns("role_asides")
_SLIPS, _PLAINLY, _WORKS = (_SAID.rules(each, re.IGNORECASE) for each in ("slips", "plainly", "works"))
_HEAD_KNOWS, _HELPED, _ALL_HATS, _HAT, _HEAD_ALONE = (
    _SAID.pattern(each, re.IGNORECASE) for each in ("head_knows", "helped", "all_hats", "hat", "head_alone")
)
_PARTED = pattern(r"[,:;/+&.]|\bet\b")


def in_plain_words(text: str) -> str:
    """Return a text without accents as the grammar reads it: without slips, or what changes no head."""
    return _PLAINLY.rewrite(_SLIPS.rewrite(text))


def without_head(text: str) -> str | None:
    """Return what somebody says of themselves beside what the head knows of it; None where nothing is."""
    return _beside(_HEAD_KNOWS, text)


def without_client(text: str) -> str | None:
    """Return what somebody says of themselves beside whom they help; None where nobody is."""
    return _beside(_HELPED, text)


def _beside(aside: re.Pattern[str], text: str) -> str | None:
    rest = aside.sub(" ", text)
    if rest == text:
        return None
    return _WORKS.rewrite(rest.strip(" ,;:.()")) or None


def wears_all_hats(text: str) -> bool:
    """Tell whether a head says all that they do: "patron, compta, livreur, je fais tout"."""
    if not _ALL_HATS.search(text):
        return False
    hats = [
        each
        for piece in _PARTED.split(_ALL_HATS.sub(",", text))
        if (each := piece.strip().removesuffix(" ici"))
    ]
    alone = any(_HEAD_ALONE.fullmatch(each) for each in hats)
    return alone and all(each.lower() in ("moi", "moi je") or _HAT.fullmatch(each) for each in hats)
