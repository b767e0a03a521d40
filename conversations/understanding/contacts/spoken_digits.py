"""Write in digits a phone number that is dictated: "zéro six, trente-neuf, quatre-vingt-dix-huit"."""

import re
from collections.abc import Iterator, Sequence

from conversations.understanding.words import unaccented

_UNITS = {
    word: number
    for number, words in enumerate(
        ("zero", "un une one", "deux two", "trois three", "quatre four", "cinq five", "six", "sept seven",
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
_OH = "oh"  # how the English say the figure zero
_NUMBER = "|".join(sorted((*_UNITS, *_TENS, *_TIMES, _OH), key=len, reverse=True))
_SPOKEN = re.compile(rf"\b(?:{_NUMBER})\b")
_PIECE = rf"(?:(?:{_NUMBER})\b|\d{{1,4}}(?![\w@]))"
_RUN = re.compile(
    rf"(?<![\w@.+])(?P<abroad>(?:plus |\+ ?)(?=trente|33|thirty))?{_PIECE}"
    rf"(?:[\s,.;/-]{{0,3}}(?:et |and )?{_PIECE}){{3,24}}+"
)
_NATIONAL, _ABROAD = re.compile(r"(?:0|00330?)([1-9]\d{8})"), re.compile(r"330?([1-9]\d{8})")
_TEN, _SIXTY, _EIGHTY = 10, 60, 80
_WORDED = re.compile(r"[^\W\d_]{2}[\s,.;/-]")
_FEWEST = 2  # numbers said in words


def in_figures(text: str) -> str:
    """Return a text with the digits of the French numbers dictated in it, said in pairs or one by one.

    What does not make a whole number stays as it is: half-heard digits reach somebody else.
    """
    if not _WORDED.search(text):
        return text
    words = unaccented(text).lower()
    if len(words) != len(text) or len(_SPOKEN.findall(words)) < _FEWEST:
        return text
    end, written = 0, []
    for run in _RUN.finditer(words):
        digits = "".join(_digits(re.findall(r"[a-z]+|\d+", run[0].removeprefix(run["abroad"] or ""))))
        if national := (_ABROAD if run["abroad"] else _NATIONAL).fullmatch(digits):
            written += [text[end : run.start()], f"0{national[1]}"]
            end = run.end()
    return "".join([*written, text[end:]])


def _digits(said: Sequence[str]) -> Iterator[str]:
    """Yield the figures of a number said in words: as pairs are, longest first."""
    left = [word for word in said if word not in ("et", "and")]
    while left:
        word = left.pop(0)
        following = left[0] if left else ""
        if word.isdecimal():
            yield word
        elif word in _TIMES:
            yield next(_digits([left.pop(0)])) * _TIMES[word] if left else ""
        elif word in ("zero", _OH):
            yield "0"
            if 0 < _UNITS.get(following, 0) < _TEN:
                yield str(_UNITS[left.pop(0)])
        elif word == "quatre" and following.startswith("vingt"):
            left.pop(0)
            yield str(_EIGHTY + _up_to_nineteen(left))
        elif word in _TENS:
            tens = _TENS[word]
            yield str(tens + (_up_to_nineteen(left) if tens == _SIXTY else _unit(left)))
        elif word == "dix":
            teen = 6 < _UNITS.get(following, 0) < _TEN
            yield str(_TEN + (_unit(left) if teen else 0))
        else:
            yield str(_UNITS[word])


def _unit(left: list[str]) -> int:
    """Take a figure from 1 to 9 off the words left; 0 where there is none."""
    return _UNITS[left.pop(0)] if left and 0 < _UNITS.get(left[0], 0) < _TEN else 0


def _up_to_nineteen(left: list[str]) -> int:
    """Take a number from 1 to 19 off the words left; 0 where there is none."""
    if left and left[0] == "dix":
        left.pop(0)
        teen = left and 6 < _UNITS.get(left[0], 0) < _TEN
        return _TEN + (_unit(left) if teen else 0)
    return _UNITS[left.pop(0)] if left and _UNITS.get(left[0], 0) > 0 else 0
