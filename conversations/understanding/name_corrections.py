"""Leave out the words that correct a name: "non c'est Garage Roux", "je voulais dire Garage Roux"."""

import re

# "Non c'est Garage Roux": a no alone may be of the name, as in Non Stop Sushi.
_CORRECTING = re.compile(
    r"(?:(?:non|no|nope|nan|pardon|oups|erreur|d[ée]sol[ée]e?|sorry)\b[ ,:;.!-]*)?"
    r"(?:(?:non|no|plut[oô]t|en fait|finalement|actually|rather)[ ,]+)*"
    r"(?:mais )?(?:c['’ ]est|c['’ ][ée]tait|it['’ ]?s|it is|je voulais dire|i meant"
    r"|je me suis tromp[ée]e?,?) "
    r"(?:plut[oô]t |en fait |rather |actually )?"
    r"|(?:pardon|oups|erreur|plut[oô]t|sorry) ?[,:] ?|plut[oô]t (?=[A-ZÀ-Ý])",
    re.IGNORECASE,
)
_MARKED = re.compile(
    r"non\b|no\b|nope|nan\b|pardon|oups|erreur|d[ée]sol|sorry|plut|en fait|finalement|actually|rather"
    r"|je voulais|i meant|je me suis",
    re.IGNORECASE,
)


def after_correction(text: str) -> str:
    """Return what follows the words that correct another name; nothing where there are none."""
    found = _CORRECTING.match(text)
    return text[found.end() :] if found and _MARKED.match(text) else ""
