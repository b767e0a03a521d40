"""Write in digits a phone number that is dictated: "zéro six, trente-neuf, quatre-vingt-dix-huit"."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from conversations.patterns import pattern
from conversations.understanding.words import unaccented

_UNITS = {
    word: number
    for number, words in enumerate(
        ("zero oh", "un une one", "deux two", "trois three", "quatre four", "cinq five", "six", "sept seven",
         "huit eight", "neuf nine", "dix ten", "onze eleven", "douze twelve", "treize thirteen",
         "quatorze fourteen", "quinze fifteen", "seize sixteen", "seventeen", "eighteen", "nineteen")
    )
    for word in words.split()
}  # fmt: skip
_TENS = {
    word: 10 * number
    for number, words in enumerate(
        ("vingt vingts twenty", "trente thirty", "quarante forty fourty", "cinquante fifty",
         "soixante sixty", "septante seventy", "huitante octante eighty", "nonante ninety"),
        start=2,
    )
    for word in words.split()
}  # fmt: skip
_TIMES = {"double": 2, "triple": 3}
_NUMBER = "|".join(sorted((*_UNITS, *_TENS, *_TIMES), key=len, reverse=True))
_SPOKEN = pattern(rf"\b(?:{_NUMBER})\b")
_PIECE = rf"(?:(?:{_NUMBER})\b|\d{{1,10}}(?![\w@]))"
_RUN = pattern(
    rf"(?<![\w@.+])(?P<abroad>(?:plus |\+ ?)(?=trente|33|thirty))?{_PIECE}"
    rf"(?:[\s,.;/-]{{0,3}}(?:(?:et|and)[\s-])?{_PIECE}){{1,24}}+"
)
_WORDED = pattern(r"[^\W\d_]{2}[\s,.;/-]")
_NATIONAL, _ABROAD = pattern(r"(?:0|00330?)([1-9]\d{8})"), pattern(r"330?([1-9]\d{8})")
_MOST_DIGITS, _MOST_WAYS = 14, 200  # of a number with its code; in which the words may be cut
_TEN, _SIXTY, _EIGHTY = 10, 60, 80


def in_figures(text: str) -> str:
    """Return a text with the digits of the French numbers dictated in it, said in pairs or one by one.

    What does not make a whole number stays as it is: half-heard digits reach somebody else.
    """
    if not _WORDED.search(text):
        return text
    words = unaccented(text).lower()
    if len(words) != len(text) or not _SPOKEN.search(words):
        return text
    end, written = 0, []
    for run in _RUN.finditer(words):
        if national := _number(
            run[0].removeprefix(run["abroad"] or ""), _ABROAD if run["abroad"] else _NATIONAL
        ):
            written += [text[end : run.start()], f"0{national}"]
            end = run.end()
    return "".join([*written, text[end:]])


def _number(run: str, form: re.Pattern[str]) -> str | None:
    """Return the nine digits that a run of words says: as its hyphens cut it, else the only way it can be.

    "Soixante douze" is 72, or 60 then 12: the length of the whole tells.
    """
    groups = [re.findall(r"[a-z]+|\d+", word) for word in re.sub(r"\s(?=et\s)|(?<=\set)\s", "-", run).split()]
    hyphened = "".join(next(_ways(group), "") for group in groups) if "-" in run else ""
    if said := form.fullmatch(hyphened):
        return said[1]
    words = [word for group in groups for word in group]
    if said := form.fullmatch(
        next(_ways(words), "")
    ):  # in the longest numbers: any other way has more digits
        return said[1]
    said_so = {said[1] for said in map(form.fullmatch, islice(_ways(words), _MOST_WAYS)) if said}
    return said_so.pop() if len(said_so) == 1 else None


def _ways(words: Sequence[str], before: int = 0) -> Iterator[str]:
    """Yield the digits that words may say, the longest numbers first."""
    if before > _MOST_DIGITS:
        return
    if not words:
        yield ""
        return
    for size, digits in _firsts(words):
        for others in _ways(words[size:], before + len(digits)):
            yield digits + others


def _firsts(words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the numbers that may come first, each with how many words it has."""
    word, following = words[0], words[1] if len(words) > 1 else ""
    if word in ("et", "and"):
        yield 1, ""
    elif word.isdecimal():
        yield 1, word
    elif word in _TIMES:
        if following in _UNITS and _UNITS[following] < _TEN:
            yield 2, str(_UNITS[following]) * _TIMES[word]
    elif word == "quatre" and following == "vingts":
        yield 2, str(_EIGHTY)
    elif word == "quatre" and following == "vingt":
        yield from ((2 + size, str(_EIGHTY + more)) for size, more in _more(words[2:], 19))
        yield 1, "4"
    elif word in _TENS:
        tens = _TENS[word]
        yield from (
            (1 + size, str(tens + more)) for size, more in _more(words[1:], 19 if tens == _SIXTY else 9)
        )
    elif word == "dix":
        yield from (
            (1 + size, str(_TEN + more)) for size, more in _more(words[1:], 9) if more in (0, 7, 8, 9)
        )
    else:
        yield 1, str(_UNITS[word])


def _more(words: Sequence[str], most: int) -> Iterator[tuple[int, int]]:
    """Yield what may be added to tens, up to ``most``: with how many words, the longest first; or nothing."""
    link = 1 if words and words[0] in ("et", "and") else 0
    left = words[link:]
    if most > _TEN and left[:1] == ["dix"] and len(left) > 1 and _UNITS.get(left[1], 0) in (7, 8, 9):
        yield link + 2, _TEN + _UNITS[left[1]]
    if left and 0 < _UNITS.get(left[0], 0) <= most:
        yield link + 1, _UNITS[left[0]]
    yield 0, 0
