"""Turns of phrase: the ways to say one thing, in the files beside this module, a subject in each.

``[name]`` begins a section; each line of it is a way to say what it is named after, a regular expression::

    [myself]
    je suis | nous sommes             # blanks around a bar are for the eye
    i am | we are
    [runs]
    {myself} (?:la )?{writers.heads}  # any of the ways of a section, of this file or of another
      (?:de|of) \\w+                   # the way goes on, after a blank
    {marks.no as typed} … {myself}    # with accents and apostrophes; then, anywhere after it
    [slips]
    patr?rone? => patronne            # a rule: what is put in the place of what is found

A blank that counts beside a bar, or at an end, is written ``[ ]``; two blanks and "#" begin a remark.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Set
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Any, TypeAlias

from conversations.frozen import frozen
from conversations.patterns import Listed, Ways, pattern
from conversations.understanding.rewriting import Rule, Rules, rule

Put: TypeAlias = Callable[[re.Match[str]], str]
_PUT_IN = r"\{(?:(\w+)\.)?([a-z]\w*)( as typed)?\}"
_SECTION = r"\[([a-z_]+)\]"

_AS_TYPED = {"e": "[eéèê]", "o": "[oô]", "u": "[uùû]", "i": "[iî]", " ": r"(?:\s|\s?['’´`-]\s?)"}


class Words(Listed[str], Set[str]):
    """The words of a section, which are read when one is first looked for."""

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self)

    def __contains__(self, word: object) -> bool:
        return word in self._known

    def __len__(self) -> int:
        return len(self._known)

    @classmethod
    def _from_iterable(cls, words: Iterable[Any]) -> frozenset[Any]:
        return frozenset(words)


@frozen
class Turns:
    """The turns of phrase of a subject, which are read and compiled when they are first looked for."""

    subject: str

    def pattern(self, name: str, flags: re.RegexFlag | int = 0) -> re.Pattern[str]:
        """Return what finds any of the ways of a section."""
        return pattern(lambda: self.text(name), flags)

    def whole(self, name: str) -> re.Pattern[str]:
        """Return what finds any of the ways of a section, of whole words."""
        return pattern(lambda: rf"\b(?:{self.text(name)})\b")

    def ways(self, name: str, flags: re.RegexFlag | int = 0) -> Ways:
        """Return what finds each of the ways of a section, in their order."""
        return Ways(lambda: (pattern(way, flags) for way in _composed(self.subject, name)))

    def rules(self, name: str, flags: re.RegexFlag | int = 0, **puts: Put) -> Rules:
        """Return what rewrites each of the ways of a section. ``puts``: what a rule names with "()"."""

        def made() -> Iterator[Rule]:
            for sought, put in map(parted, _composed(self.subject, name)):
                yield rule(sought, puts[put[:-2]] if put.endswith("()") else put, flags)

        return Rules(made)

    def text(self, name: str) -> str:
        """Return the regular expression of a section."""
        return "|".join(parted(way)[0] for way in _composed(self.subject, name))

    def words(self, name: str) -> Words:
        """Return the words of a section; what stands between bars is one."""
        return Words(
            lambda: (
                word
                for way in _composed(self.subject, name)
                for word in (way.split("|") if "|" in way else way.split())
            )
        )

    def table(self, name: str) -> dict[str, str]:
        """Return what rules put in the place of plain words; of those that bars part, each has its row."""
        return _table(self.subject, name)


def turns(subject: str) -> Turns:
    """Return the turns of phrase of a subject, by the name of its file."""
    return Turns(subject)


@cache
def _table(subject: str, name: str) -> dict[str, str]:
    rows = map(parted, _composed(subject, name))
    return {word: put for words, put in rows for word in words.split("|")}


def parted(way: str) -> tuple[str, str]:
    """Return what a rule looks for, and what it puts in its place."""
    sought, _, put = way.partition(" =>")
    return sought, put.removeprefix(" ").replace("[ ]", " ")


@lru_cache(maxsize=32)  # each is needed once or twice, all about the same time
def _composed(subject: str, name: str) -> tuple[str, ...]:
    def put_in(used: re.Match[str]) -> str:
        found = f"(?:{turns(used[1] or subject).text(used[2])})"
        return _as_typed(found) if used[3] else found

    return tuple(re.sub(_PUT_IN, put_in, _in_order(way)) for _, way in written(subject)[name])


def _as_typed(folded: str) -> str:
    """Return the expression of folded words that finds them in a text with its accents."""
    return re.sub("[eoui ]", lambda sign: _AS_TYPED[sign[0]], folded)


def _in_order(way: str) -> str:
    """Return what finds the parts of a way, each where it first is, so that no text is dear to search."""
    *first, last = way.split(" … ")
    return f"^{''.join(f'(?>.*?{part})' for part in first)}.*{last}" if first else last


@lru_cache(maxsize=8)
def written(subject: str) -> dict[str, list[tuple[int, str]]]:
    """Return the sections of a file: of each way, the number of its line and how it is written."""
    sections: dict[str, list[tuple[int, str]]] = {}
    ways: list[tuple[int, str]] = []
    for number, line in _lines(subject):
        if line.startswith("[") and (begins := re.fullmatch(_SECTION, line)):
            ways = sections.setdefault(begins[1], [])
        elif line.startswith("  "):
            ways[-1] = (ways[-1][0], f"{ways[-1][1]} {line.strip()}")
        else:
            ways.append((number, line))
    return {name: [(at, way.replace(" | ", "|")) for at, way in ways] for name, ways in sections.items()}


def _lines(subject: str) -> Iterator[tuple[int, str]]:
    text = files(__name__).joinpath(f"{subject}.txt").read_text("utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if said := "" if line.startswith("#") else line.partition("  #")[0].rstrip():
            yield number, said
