"""Tell a firm that does not exist yet from one that opens, launches or creates something more.

"J'ouvre un salon de coiffure" is the first, "j'ouvre un deuxième salon" or "je crée un site" the second.
Where a text tells of a firm there is, it is asked.
"""

import re

from conversations.understanding.residue import IDLE
from conversations.understanding.turns import turns

_SAID = turns("creations")
_ALONE, _TOLD, _TOLD_OF_IT, _NUMBERLESS, _EXISTING, _BESIDE_SAID = (
    _SAID.whole(each) for each in ("alone", "told", "told_of_it", "without_number", "existing", "beside_said")
)
_BESIDE = _SAID.words("beside")


def told_as_created(words: str) -> str | None:
    """Return what folded words, said of a company, tell besides that it is being created; None if not.

    A number that one has not yet is told in itself: a company may wait for it, or be of those that have none.
    """
    numberless = _NUMBERLESS.search(words)
    if numberless and not _TOLD.search(_without(numberless, words)):
        return numberless[0]
    if _ALONE.fullmatch(words):
        return ""
    found = _TOLD_OF_IT.search(words) or _TOLD.search(words)
    if found is None:
        return None
    rest = _without(found, words)
    if not _EXISTING.search(words):
        rest = _BESIDE_SAID.sub(" ", rest)
    return " ".join(word for word in rest.split() if word not in IDLE and word not in _BESIDE)


def _without(found: re.Match[str], words: str) -> str:
    return f"{words[: found.start()]} {words[found.end() :]}"


def tells_creation(folded: str) -> bool:
    """Tell whether folded words name the creation of a firm, whoever else they tell of."""
    return bool(_TOLD.search(folded) or _NUMBERLESS.search(folded) or _ALONE.fullmatch(folded))


def is_creating(folded: str) -> bool:
    """Tell whether folded words, all that is said, tell of a firm that does not exist yet and of no other."""
    return tells_creation(folded) and not _EXISTING.search(folded)
