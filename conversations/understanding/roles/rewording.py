"""Who is sent, whose the firm is and what one is not, put as the grammar reads them."""

import re

from conversations.understanding.turns import turns
from conversations.understanding.words import legible, unaccented

_SAID = turns("role_rewording")
_PLAINLY, _SENT = _SAID.rules("plainly", re.IGNORECASE), _SAID.pattern("sent", re.IGNORECASE)
_THEIRS, _DENIED = (_SAID.pattern(each, re.IGNORECASE | re.DOTALL) for each in ("theirs", "denied"))
_FRANCHISE = _SAID.pattern("franchise", re.IGNORECASE)


def worded_plainly(text: str) -> str:
    """Return a text without accents, in words that the grammar reads; "franchise" is no "franchisé"."""
    if not legible(text):
        return text  # no answer: the words of one that is too long are not read
    parts = _FRANCHISE.sub("commerce", text).split("où")  # which is no "ou"
    text = "où".join(map(unaccented, parts)).replace("œ", "oe")
    return _PLAINLY.rewrite(text)


def without_who_sent(text: str) -> str | None:
    """Return what is said beside who asked for it: "assistante, envoyée par le patron"; None for nobody."""
    rest = _SENT.sub(" ", text)
    return rest.strip(" ,;:.") if rest != text else None


def told_whose(text: str) -> str | None:
    """Return a text as it tells who of a family heads the firm: "la paie dans la boîte de mon mari"."""
    said = _THEIRS.match(text)
    if said is None:
        return None
    beside = f"{said['mine'] or ''}{said['after'] or said['rest'] or ''}".strip(" ,;:.")
    return f"{beside}, c'est {said['whose'] or said['owner']} le patron"


def denied(text: str) -> tuple[str, str] | None:
    """Return what somebody says that they are not, and what they say then; None where none is denied."""
    said = _DENIED.match(text)
    return (said["no"], said["yes"]) if said else None
