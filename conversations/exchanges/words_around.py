"""The words that are around names, or are names as well: lists of the vocabulary, folded."""

from functools import cache

from conversations.understanding.vocabulary import vocabulary, words_of


def generic(*lists: str) -> frozenset[str]:
    """Return the words of lists of what is said of firms."""
    return words_of("companies", *lists)


@cache
def trades() -> frozenset[str]:
    """Return the words of firms' names that tell nobody."""
    return generic("trades", "general", "small", "forms")


def listed(*lists: str) -> frozenset[str]:
    """Return the words of lists of what is said around names."""
    return words_of("names", *lists)


@cache
def common() -> frozenset[str]:
    """Return the words that are in sentences and in names: "petit" tells somebody by its capital only."""
    return trades() | listed("common", "roles", "only_roles", "firms")


@cache
def plain() -> frozenset[str]:
    """Return the words of sentences, those that follow a particle too."""
    return common() | listed("saying", "particles", "after_particles")


@cache
def diminutives() -> dict[str, frozenset[str]]:
    """Return how friends call people, each with the names it stands for."""
    rows = (row.split() for row in vocabulary("names")["diminutives"])
    return {short: frozenset(names) for short, *names in rows}
