"""The words by which people put right what they have just said: "non", "pardon", "plutôt", "je voulais dire".

They are in ``turns/marks.txt``. Readers take the kinds that may stand where they look, in the form of their
text: folded, or as it is typed.
"""

import re

from conversations.patterns import pattern
from conversations.understanding.turns import as_typed, turns


def folded_marks(*kinds: str) -> str:
    """Return the expression that finds such words in a folded text."""
    return f"(?:{'|'.join(map(turns('marks').text, kinds))})"


def typed_marks(*kinds: str) -> str:
    """Return the expression that finds such words, whatever the case, in a text with its accents."""
    return as_typed(folded_marks(*kinds))


_FIGURE_AFTER_NO = pattern(
    r"^\s*(?:non|nope|no(?=,))[\s,:;.!-]+"  # "no 9" is a number
    r"(?=(?:(?:c['’ ]est|on est|nous sommes|plut[oô]t|en|le|au|vers|d[ée]but|fin|mi)[ -])*"
    r"(?:\d|(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|janvier|f[ée]vrier|mars"
    r"|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[ée]cembre)\b))",
    re.IGNORECASE,
)


def after_no(text: str) -> str:
    """Return a text without the no that begins it: "non, 9". "Non salarié" says something else."""
    return _FIGURE_AFTER_NO.sub("", text)
