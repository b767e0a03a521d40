"""The villages around who writes: where there is one baker, "the baker of Foug" is a name.

Towns stay: they say where to deliver, and hide whoever is in them.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from conversations.exchanges.own_names import Token, tokens_of
from conversations.exchanges.words_around import listed, plain
from conversations.patterns import pattern

MOST_INHABITANTS = 5_000
"""Of a village: in a place that has fewer, a trade and the name of the place are somebody's."""

_JOINED = pattern(r"[ \u00a0'’-]{1,2}")
_SHORTEST = 4  # letters of a village that is known at the beginning of a sentence


def villages_in(text: str, villages: frozenset[str]) -> list[tuple[int, int]]:
    """Return where a text names villages. ``villages``: their names, folded."""
    starting, tokens = _starting(villages), tokens_of(text)
    spans: list[tuple[int, int]] = []
    at = 0
    while at < len(tokens):
        said = next(
            (words for words in starting.get(tokens[at].folded, ()) if _is_said(text, tokens, at, words)), ()
        )
        if said:
            spans.append((tokens[at].start, tokens[at + len(said) - 1].end))
        at += len(said) or 1
    return spans


@lru_cache(maxsize=64)  # those of a department
def _starting(villages: frozenset[str]) -> Mapping[str, Sequence[tuple[str, ...]]]:
    """Return the words of names by their first one, the longest names first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted((tuple(name.split()) for name in villages), key=len, reverse=True):
        found.setdefault(words[0], []).append(words)
    return found


def _is_said(text: str, tokens: Sequence[Token], at: int, words: tuple[str, ...]) -> bool:
    there = tokens[at : at + len(words)]
    if tuple(token.folded for token in there) != words:
        return False
    if "-" in (text[there[0].start - 1 : there[0].start], text[there[-1].end : there[-1].end + 1]):
        return False  # the end of a longer name: "Pont-à-Mousson"
    if len(words) == 1:
        return _is_place(there[0])
    joined = all(_JOINED.fullmatch(text[one.end : other.start]) for one, other in pairwise(there))
    is_plain = sum(word not in plain() for word in words) <= 1  # "la rivière"
    return joined and (there[-1].capital or not is_plain)


def _is_place(token: Token) -> bool:
    """Tell whether one word is the name of a village, and not a word that has a village's name."""
    word = token.folded
    if not token.capital or word in listed("places_too"):
        return False
    if word in plain() or word in listed("words_too", "things"):
        return token.at_place and not token.begins
    return not token.begins or len(word) >= _SHORTEST
