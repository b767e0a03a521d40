"""Where words stand in an answer."""

from dataclasses import dataclass
from typing import Final, NamedTuple


class Span(NamedTuple):
    """Words of an answer, from the first to before ``end``."""

    start: int
    end: int

    def holds(self, other: "Span") -> bool:
        """Tell whether another span is within this one."""
        return self.start <= other.start and other.end <= self.end


NOWHERE: Final = Span(0, 0)


class CityRank(NamedTuple):
    """An arrondissement said: its city, its rank, where; ``bare``: by a figure that may be something else."""

    city: str
    rank: int
    span: Span
    bare: bool


@dataclass(frozen=True, slots=True)
class Segment:
    """What stands between two signs. ``street``: where a street's words begin, ``end`` where none do."""

    start: int
    end: int
    street: int


def words_of(text: str, letters: tuple[int, int]) -> Span:
    """Return which words of a text some of its letters are."""
    start, end = letters
    return Span(len(text[:start].split()), len(text[:end].split()))
