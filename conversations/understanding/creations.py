"""Tell a firm that does not exist yet from one that opens, launches or creates something more.

"J'ouvre un salon de coiffure" is the first, "j'ouvre un deuxième salon" or "je crée un site" the second.
Where a text tells of a firm there is, it is asked.
"""

import re

from conversations.understanding.residue import IDLE
from conversations.understanding.vocabulary import vocabulary, wording


def told_as_created(words: str) -> str | None:
    """Return what folded words, said of a company, tell besides that it is being created; None if not.

    A number that one has not yet is told in itself: a company may wait for it, or be of those that have none.
    """
    numberless = wording("creations", "without_number").search(words)
    if numberless and not wording("creations", "told").search(_without(numberless, words)):
        return numberless[0]
    if wording("creations", "alone").fullmatch(words):
        return ""
    lists = ("told_of_it", "told")
    found = next((each for name in lists if (each := wording("creations", name).search(words))), None)
    if found is None:
        return None
    rest = _without(found, words)
    if not wording("creations", "existing").search(words):
        rest = wording("creations", "beside_said").sub(" ", rest)
    known = vocabulary("creations")["beside"]
    return " ".join(word for word in rest.split() if word not in IDLE and word not in known)


def _without(found: re.Match[str], words: str) -> str:
    return f"{words[: found.start()]} {words[found.end() :]}"


def tells_creation(folded: str) -> bool:
    """Tell whether folded words name the creation of a firm, whoever else they tell of."""
    said = (wording("creations", name) for name in ("told", "without_number"))
    return any(each.search(folded) for each in said) or bool(wording("creations", "alone").fullmatch(folded))


def is_creating(folded: str) -> bool:
    """Tell whether folded words, all that is said, tell of a firm that does not exist yet and of no other."""
    return tells_creation(folded) and not wording("creations", "existing").search(folded)
