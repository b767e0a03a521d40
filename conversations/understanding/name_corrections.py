"""Leave out the words that correct a name: "non c'est Garage Roux", "je voulais dire Garage Roux"."""

import re

from conversations.understanding.turns import turns

_SAID = turns("name_corrections")
_CORRECTING = _SAID.pattern("correcting", re.IGNORECASE)
_MARKED = _SAID.pattern("marked", re.IGNORECASE)


def after_correction(text: str) -> str:
    """Return what follows the words that correct another name; nothing where there are none."""
    found = _CORRECTING.match(text)
    return text[found.end() :] if found and _MARKED.match(text) else ""
