"""The communes that a text names, word for word: what is misspelt is for the search."""

from itertools import islice, pairwise
from typing import Final

from conversations.network.places import TownNamed
from conversations.patterns import pattern
from models.places.names import LINKS, fold, key
from models.places.table import CommuneFile

_WORD: Final = pattern(r"[^\W_]+")
_WORDS: Final = 120  # of a text: beyond, it tells a story
_LONGEST: Final = 6  # words of a name
_ONE_NAME: Final = pattern(r"[\s'’-]{1,3}")
"""What stands between the words of a name, and ends none."""
_ARTICLES: Final = frozenset(("la", "le", "les", "l"))


def mentions(file: CommuneFile, text: str) -> tuple[TownNamed, ...]:
    """Return where a text holds a name that a commune bears today, the longest ones, as they follow."""
    words = [*islice(_WORD.finditer(text), _WORDS)]
    folded = [fold(word[0]) for word in words]
    apart = [not _ONE_NAME.fullmatch(text[a.end() : b.start()]) for a, b in pairwise(words)]
    said: dict[tuple[int, int], str] = {}
    for start, first in enumerate(folded):
        if not first or (first in LINKS and first not in _ARTICLES):
            continue
        for end in range(start + 1, min(start + _LONGEST, len(words)) + 1):
            if end - start > 1 and apart[end - 2]:
                break
            if folded[end - 1] not in LINKS:
                said[start, end] = " ".join(folded[start:end])
    named: dict[str, int] = {}
    for each in file.named({key(name) for name in said.values()}):
        if each.kind in ("own", "everyday"):
            named[each.folded] = max(each.population, named.get(each.folded, 0))
    found: list[tuple[int, int]] = []
    for start, end in sorted(said, key=lambda span: span[0] - span[1]):
        if said[start, end] in named and all(end <= other[0] or other[1] <= start for other in found):
            found.append((start, end))
    return tuple(
        TownNamed(words[start].start(), words[end - 1].end(), named[said[start, end]])
        for start, end in sorted(found)
    )
