"""Make one of the parts that a text tells and of what they come to, before them or after them."""

from dataclasses import replace

from conversations.patterns import pattern
from conversations.understanding.quantities.phrases import PEOPLE, Phrase
from conversations.understanding.quantities.words import Unit

_COMES_TO = pattern(r"=|\b(?:soit|donc|ca fait|cela fait|ce qui fait|au total|en tout|so|makes|ie|i\.e)\b")

_TWO = pattern(r"\d+ (?:et|and) \d+")


def with_totals(phrases: list[Phrase], words: str) -> list[Phrase]:
    """Return phrases, those that are added up as what they come to."""
    return _totalled(words, _detailed(words, phrases))


def _totalled(words: str, phrases: list[Phrase]) -> list[Phrase]:
    """Make one of what is told apart and of what it comes to: "8 salariés et 2 apprentis, soit 10"."""
    parts, total = phrases[:-1], phrases[-1] if phrases else None
    if not parts or total is None or len(total.readings) != 1 or total.unit not in (None, parts[-1].unit):
        return phrases
    whole, units = total.readings[0], {part.unit for part in parts}
    sums = [part.readings[-1] for part in parts]
    if whole.low != whole.high or whole.low != sum(each.high for each in sums) or len(units) > 1:
        return phrases
    if units == {None} and _TWO.fullmatch(words, parts[0].start, parts[-1].end):
        return phrases  # "2 et 3 = 5" may answer two questions
    told_apart = len(parts) > 1 or len(parts[0].readings) > 1
    said = _COMES_TO.search(words, parts[-1].end) or parts[0].unit in PEOPLE or len(parts[0].readings) > 1
    if not (told_apart and said) or whole.limit or any(each.limit or each.per for each in sums):
        return phrases
    return [Phrase((replace(whole, unit=parts[0].unit),), phrases[0].start, total.end, "")]


_DETAILED = pattern(r" ?[(:=,] ?")


def _detailed(words: str, phrases: list[Phrase]) -> list[Phrase]:
    """Make one of a number and of what it is made of: "4 (2 CDI et 2 apprentis)", "2 : moi et mon mari"."""
    between = words[phrases[0].end : phrases[1].start] if len(phrases) == 2 else ""
    if not _DETAILED.fullmatch(between):
        return phrases
    bare = words[phrases[0].start : phrases[0].end].isdecimal()
    if "," in between and not (bare and phrases[1].unit is Unit.PERSON):  # "2, ma femme et moi"
        return phrases
    (total, *others), parts = phrases[0].readings, phrases[1].readings[-1]
    if others or (total.low, total.high) != (parts.low, parts.high) or total.limit or parts.limit:
        return phrases
    unit = phrases[0].unit or parts.unit
    return [Phrase((replace(total, unit=unit),), phrases[0].start, phrases[1].end, phrases[0].stray)]
