"""The words by which people put right what they have just said: "non", "pardon", "plutôt", "je voulais dire".

Each is written once, folded. Readers take the kinds that may stand where they look, in the form of their
text: folded, or as it is typed.
"""

import re

from conversations.patterns import pattern

NO = ("non", "nope", "nan", "no")
SORRY = (
    "pardon",
    "oups",
    "oops",
    "zut",
    "mince",
    "desole",
    "desolee",
    "excusez moi",
    "attendez",
    "sorry",
    "wait",
    "no wait",
)
MISTAKE = ("erreur", "my mistake")
"""What is wrong may be what was said, or what follows: "erreur : 06 39 98 12 34"."""
RATHER = ("plutot", "finalement", "en fait", "en realite", "du coup", "rather", "actually", "in fact")
AFTER_ALL = (*RATHER, "instead", "after all")
"""What means "rather" at the end of a sentence."""
MEANT = (
    *("je voulais dire", "je veux dire", "je corrige", "je me trompe"),
    *("je me suis trompe", "je me suis trompee", "je me suis trompes", "je me suis trompees"),
    *("i meant", "i mean", "i was wrong", "make that"),
)
FORGOTTEN = ("j ai oublie", "j avais oublie", "i forgot")
HESITATION = ("euh", "heu", "ah", "oh")
ALL = NO + SORRY + MISTAKE + RATHER + MEANT + HESITATION
"""Those that may begin what is said instead."""
IN_BETWEEN = ("enfin", "ou", "or")
"""What puts a value in the place of another between the two alone: "15, enfin 13"."""

_LETTERS = {"e": "[eéèê]", "o": "[oô]", "u": "[uùû]", "i": "[iî]", " ": r"(?:\s|\s?['’´`-]\s?)"}


def folded_marks(*kinds: tuple[str, ...]) -> str:
    """Return the expression that finds such words in a folded text."""
    return f"(?:{'|'.join(word for kind in kinds for word in kind)})"


def typed_marks(*kinds: tuple[str, ...]) -> str:
    """Return the expression that finds such words, whatever the case, in a text with its accents."""
    return re.sub("[eoui ]", lambda sign: _LETTERS[sign[0]], folded_marks(*kinds))


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
