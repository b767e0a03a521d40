"""The terms of roles: of which kinds they are, and which words are somebody."""

from collections.abc import Container
from functools import cache

from conversations.understanding.vocabulary import InGenders, Spotted, Word, as_typed, vocabulary
from conversations.understanding.words import fold

KIN, FUNCTION, POST, BODY = "kin", "function", "post", "body"
KINDS = frozenset((KIN, FUNCTION, POST, BODY))


@cache
def forms(kind: str) -> frozenset[str]:
    """Return the words of a kind, as they are typed once folded."""
    return frozenset(vocabulary("roles")["grammar"]["words"][kind].split())


@cache
def _people(*, alone: bool) -> Container[str]:
    """Return the folded words of the terms, or of those of one word, in their genders and numbers."""
    listed = vocabulary("roles")
    tables = (listed["settled"], listed["either"], listed["grammar"]["terms"])
    lists = (terms for table in tables for kind, terms in table.items() if kind != FUNCTION)
    terms = (fold(term).split() for listed_terms in lists for term in listed_terms)
    named = {word for term in terms if not alone or len(term) == 1 for word in term}
    return InGenders(named)


def names_somebody(said: tuple[Word, ...], term: Spotted[str], names: Container[str] = ()) -> bool:
    """Tell whether a term is somebody: no thing or deed ("restaurant", "je prépare"), and no name."""
    if len(term.positions) == 1 and fold(term.typed) in forms("things"):
        return False
    as_listed = {*as_typed(said, term)}
    people = _people(alone=len(term.positions) == 1)
    typed = {fold(said[at].typed) for at in as_listed} - forms("advising")
    if not all(word in people for word in typed):
        return False
    mended = {*term.positions}.difference(as_listed)
    return not any(fold(said[at].typed) in names for at in mended)
