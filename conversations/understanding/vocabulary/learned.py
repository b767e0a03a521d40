"""Tables of what words weigh, learned from sentences and looked up in their files.

A table is a ``.tsv`` file of a vocabulary, in the order of its terms: a term, a tab, then one sign a column,
which is a printable character and stands for a weight. The line of no term is what each column begins with.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import as_file, files
from math import sqrt
from mmap import ACCESS_READ, mmap

from conversations.understanding import vocabulary

MIDDLE, MOST, FINENESS = ord("P"), 40, 0.02
"""The sign of a weight of none, the steps there are on either side, and what a step is worth."""

_BLOCK = 512  # bytes looked through for a term: half a microsecond


class LearnedTable:
    """The file as the system keeps it, for all processes at once; only where its blocks begin is ours."""

    def __init__(self, name: str) -> None:
        """Look through the file for where its blocks begin, and with which term."""
        with as_file(files(vocabulary.__name__).joinpath(name)) as path, path.open("rb") as file:
            content = file.read()
            self._file = mmap(file.fileno(), 0, access=ACCESS_READ)
        self._terms: list[bytes] = []
        self._starts = array("L")
        start = 0
        while start < len(content):
            self._terms.append(content[start : content.index(b"\t", start)])
            self._starts.append(start)
            start = content.find(b"\n", start + _BLOCK) + 1 or len(content)
        self._starts.append(len(content))

    def signs(self, term: str) -> bytes:
        """Return the signs of a term; none for one that is not in the table."""
        sought = term.encode()
        block = bisect_right(self._terms, sought) - 1
        lines = b"\n" + self._file[self._starts[block] : self._starts[block + 1]]
        return lines.partition(b"\n" + sought + b"\t")[2].partition(b"\n")[0]

    def sums(self, stems: Sequence[str], terms: Iterable[str]) -> list[float]:
        """Return what the known terms of some stems add up to, a column; nothing when none is known."""
        signs = [found for term in terms if (found := self.signs(term))]
        share = FINENESS / sqrt(max(1, len({*stems})))
        columns = zip(self.signs(""), *signs, strict=False) if signs else ()
        return [
            share * (sum(column) - MIDDLE * len(column)) + FINENESS * (first - MIDDLE)
            for first, *column in columns
        ]


@cache
def learned(name: str) -> LearnedTable:
    """Return a table by the name of its file, which is opened once."""
    return LearnedTable(name)
