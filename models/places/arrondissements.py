"""Arrondissements of Paris, Lyon and Marseille, as people say them: "Paris XV", "le 8e à Paris"."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from conversations.patterns import pattern

_TENS: Final = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split()
_ORDINALS: Final = (
    "premier deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme onzieme"
    " douzieme treizieme quatorzieme quinzieme seizieme dixseptieme dixhuitieme dixneuvieme vingtieme"
).split()
_RANKS: Final = {
    **{word: rank for words in (_TENS, _ORDINALS) for rank, word in enumerate(words, start=1)},
    "premiere": 1,
    "second": 2,
    "seconde": 2,
    "dix septieme": 17,
    "dix huitieme": 18,
    "dix neuvieme": 19,
}
_ENDING: Final = r"(?:e|er|ere|em|eme|ieme|nd|nde|rd|st|th)"
_TOLD: Final = rf"\d{{1,2}} ?{_ENDING}|(?:{'|'.join(sorted(_RANKS, key=len, reverse=True))})(?:e|eme)?"
_CITY: Final = r"(?P<city>paris|lyon|marseille)"
_ARRONDISSEMENTS: Final = (
    pattern(
        rf"\b{_CITY}(?: \|)?(?: (?:le|la|dans|the|in|arr\w*))*"
        rf" (?:(?P<told>{_TOLD})|(?P<bare>0?[1-9]|1\d|20))\b(?: arr\w*| district)?"
    ),
    pattern(rf"\b(?P<told>{_TOLD})(?: arr\w*| district)?(?: (?:de|d|du|a|in|of|the|\|))* {_CITY}\b"),
)


class Arrondissement(NamedTuple):
    """An arrondissement said, by which letters; ``bare``: by a figure that may be something else."""

    city: str
    rank: int
    letters: tuple[int, int]
    bare: bool


def arrondissements(text: str) -> Iterator[Arrondissement]:
    """Return the arrondissements that a folded text says, signs written "|"."""
    for named in _ARRONDISSEMENTS:
        for said in named.finditer(text):
            bare = said.groupdict().get("bare")
            if rank := int(bare) if bare else _rank(said["told"]):
                yield Arrondissement(said["city"], rank, said.span(), bool(bare))


def _rank(told: str) -> int:
    figures = re.match(r"\d+", told)
    if figures:
        return int(figures[0])
    return _RANKS.get(told) or _RANKS.get(re.sub(r"(?:e|eme)$", "", told), 0)
