"""Taking an answer about a place apart."""

import re
from typing import Final

from conversations.understanding.words import legible
from models.places.names import fold
from models.places.spans import NOWHERE, words_of
from models.places.wording import BREAK, Wording

_LONGEST_ANSWER: Final = 200
"""Characters; an address fits, a story does not and is not searched."""
_SIGNS: Final = re.compile(r"[,;:()\[\]\n\"«»“”!?…]|(?<=\w{4})\.(?=\s|$)| [-–—] ")
_CEDEX: Final = re.compile(r"\b(?:cedex|cdx)\b(?: (?P<office>\d{1,2})\b)?")
_POSTCODE: Final = re.compile(
    r"(?<!\d)(?<!\bbp )(?<!\bcs )(?<!\btsa )(?:\b(?:fr?|cp) ?)?(?P<code>\d{5}|\d{2} \d{3}(?! \d))(?!\d)"
)
_GLUED: Final = re.compile(r"(?<=\d{5})(?=[a-z])")
_COUNTRY: Final = re.compile(r"(?<! en)(?<! de)(?<!^)(?: \|)? france(?= \d{5}|$)")


def read(answer: str) -> Wording:
    """Take an answer apart."""
    if not 0 < len(legible(answer)) <= _LONGEST_ANSWER:  # nothing is legible of what is much too long
        return Wording(())
    text = f" {BREAK} ".join(filter(None, map(fold, _SIGNS.split(answer))))
    text = _GLUED.sub(" ", _COUNTRY.sub("", text))
    postcode, cedex = _POSTCODE.search(text), _CEDEX.search(text)

    return Wording(
        words=tuple(text.split()),
        postcode=postcode["code"].replace(" ", "") if postcode else None,
        postcode_at=words_of(text, postcode.span()) if postcode else NOWHERE,
        cedex=int(cedex["office"] or 0) if cedex else None,
        cedex_at=words_of(text, cedex.span()) if cedex else NOWHERE,
    )
