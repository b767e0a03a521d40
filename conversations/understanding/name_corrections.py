"""Leave out the words that correct a name: "non c'est Garage Roux", "je voulais dire Garage Roux"."""

import re

from conversations.patterns import pattern
from conversations.understanding.marks import MEANT, MISTAKE, NO, RATHER, SORRY, typed_marks

# "Non c'est Garage Roux": a no alone may be of the name, as in Non Stop Sushi.
_CORRECTING = pattern(
    rf"(?:{typed_marks(NO, SORRY, MISTAKE)}\b[ ,:;.!-]*)?(?:{typed_marks(NO, RATHER)}[ ,]+)*(?:mais )?"
    rf"(?:c['’ ]est|c['’ ][ée]tait|it['’ ]?s|it is|{typed_marks(MEANT)} ?[,:]?) (?:{typed_marks(RATHER)} )?"
    rf"|{typed_marks(SORRY, MISTAKE, RATHER)} ?[,:] ?|plut[oô]t (?=[A-ZÀ-Ý])",
    re.IGNORECASE,
)
_MARKED = pattern(rf"{typed_marks(NO, SORRY, MISTAKE, RATHER, MEANT)}\b", re.IGNORECASE)


def after_correction(text: str) -> str:
    """Return what follows the words that correct another name; nothing where there are none."""
    found = _CORRECTING.match(text)
    return text[found.end() :] if found and _MARKED.match(text) else ""
