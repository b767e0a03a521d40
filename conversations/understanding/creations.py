"""Tell a firm that does not exist yet from one that opens, launches or creates something more.

"J'ouvre un salon de coiffure" is the first, "j'ouvre un deuxième salon" or "je crée un site" the second.
Where a text tells of a firm there is, it is asked.
"""

from conversations.understanding.residue import IDLE
from conversations.understanding.vocabulary import vocabulary, wording


def told_as_created(words: str) -> str | None:
    """Return what folded words, said of a company, tell besides that it is being created; None if not.

    A number that one has not yet is told in itself: a company may wait for it, or be of those that have none.
    """
    if numberless := wording("creations", "without_number").search(words):
        return numberless[0]
    if wording("creations", "alone").fullmatch(words):
        return ""
    lists = ("told_of_it", "told")
    found = next((each for name in lists if (each := wording("creations", name).search(words))), None)
    if found is None:
        return None
    rest = f"{words[: found.start()]} {words[found.end() :]}".split()
    known = vocabulary("creations")["beside"]
    return " ".join(word for word in rest if word not in IDLE and word not in known)


def tells_creation(folded: str) -> bool:
    """Tell whether folded words name the creation of a firm, whoever else they tell of."""
    said = (wording("creations", name) for name in ("told", "without_number"))
    return any(each.search(folded) for each in said) or bool(wording("creations", "alone").fullmatch(folded))


def is_creating(folded: str) -> bool:
    """Tell whether folded words, all that is said, tell of a firm that does not exist yet and of no other."""
    return tells_creation(folded) and not wording("creations", "existing").search(folded)
