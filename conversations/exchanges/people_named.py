"""The names of people whom a text tells of: they agreed to nothing, and who knows them knows who writes.

What is a word as well, "rose", is a name by what stands beside it only.
"""

from collections.abc import Sequence
from functools import cache, lru_cache

from conversations.exchanges.look_alikes import folded
from conversations.exchanges.own_names import end_of
from conversations.exchanges.words_around import diminutives, listed
from conversations.frozen import frozen
from conversations.patterns import pattern
from conversations.privacy.name_masking import HIDDEN
from conversations.understanding.vocabulary import vocabulary, words_of

_WORD = pattern(rf"[^\W\d_]+(?:-[^\W\d_]+)*|{HIDDEN}")
_BEGINS = pattern(r"[.!?…:;\n«“\"•*()]|[-–—]\s")
_ABBREVIATED = frozenset("m mm mr mme mlle dr me mrs ms st ste tel".split())
"""Folded words after which a dot ends no sentence."""
_JOINING = frozenset(("et", "ou", "and", "or"))
_ACRONYM = 3  # letters of a word in capitals that is more often no name: "EVA", "LEA"
_PLAIN = 4  # letters of a name that is known without its capital
_MOST_AFTER = 3  # words of a surname
_SHOUTED = 0.7  # share of words in capitals of a text where they tell nothing


@frozen
class _Word:
    typed: str
    folded: str
    capital: bool
    shouted: bool
    begins: bool
    near: bool
    start: int
    end: int


def _names(*lists: str) -> frozenset[str]:
    return words_of("french_names", *lists)


@cache
def _every_name() -> frozenset[str]:
    """Return the first names, and how friends call those who have them."""
    return _names("only_names", "also_in_dictionaries").union(diminutives())


def is_family(word: str) -> bool:
    """Tell whether a folded word is a family's name, and no word of a sentence."""
    return word in _families()


@cache
def _families() -> frozenset[str]:
    return (_names("surnames") | _every_name()) - _words_too() - listed("things")


@cache
def _words_too() -> frozenset[str]:
    return listed("words_too", "places_too")


@cache
def _makes() -> frozenset[str]:
    return frozenset(vocabulary("names")["makes"])


@cache
def _never() -> frozenset[str]:
    """Return the words that are no part of a name, whatever their capital."""
    return listed("common", "roles", "only_roles", "saying", "civil", "firms", "things")


@lru_cache(maxsize=8)
def people_in(text: str, spared: frozenset[str] = frozenset()) -> Sequence[tuple[int, int]]:
    """Return where a text names people. ``spared``: folded words that alone are said to be nobody's name."""
    words = _words(text)
    spans: list[tuple[int, int]] = []
    at = 0
    while at < len(words):
        if not _is_named(words, at):
            at += 1
            continue
        first = at - 1 if at and _is_surname_before(words, at) and not _ends_at(spans, words[at - 1]) else at
        last = _last(words, at)
        if first == last and words[at].folded in spared:
            at += 1
            continue
        spans.append((words[first].start, end_of(text, words[last].end, len(words[last].typed))))
        at = last + 1
    return spans


def _ends_at(spans: Sequence[tuple[int, int]], word: _Word) -> bool:
    return bool(spans) and spans[-1][1] == word.end


def _words(text: str) -> list[_Word]:
    """Return the words of a text. ``near``: a blank, or the dot of an initial, parts it from the last one."""
    matches = list(_WORD.finditer(text))
    is_shouted = sum(match[0].isupper() for match in matches) > _SHOUTED * len(matches)
    words: list[_Word] = []
    for match in matches:
        typed, last = match[0], words[-1] if words else None
        between = text[last.end : match.start()] if last else "\n"
        near, begins = between == " ", False
        if last is None or not near:
            abbreviated = last is not None and _is_abbreviated(last, between)
            near = abbreviated or between in ("\u00a0", "-")
            begins = not abbreviated and _BEGINS.search(between) is not None
        words.append(
            _Word(
                typed,
                folded(typed),
                typed[0].isupper() and not (is_shouted and len(matches) > 1),
                typed.isupper() and len(typed) > 1,
                begins,
                near,
                match.start(),
                match.end(),
            )
        )
    return words


def _is_abbreviated(word: _Word, after: str) -> bool:
    """Tell whether the dot after a word ends no sentence: "M. Paul", "J. Martin"."""
    return after in (". ", ".", ".\u00a0") and (len(word.typed) == 1 or word.folded in _ABBREVIATED)


def _is_named(words: Sequence[_Word], at: int) -> bool:
    """Tell whether a name of a person begins here."""
    word, before = words[at], words[at - 1] if at else None
    if before is not None and before.folded in listed("things") and not word.begins:
        return False
    if before is not None and before.folded in listed("civil") and word.near and is_family(word.folded):
        return True
    is_name, is_word = _kinds(word.folded)
    after = words[at + 1] if at + 1 < len(words) else None
    if not word.capital:
        if is_word and before is not None and _is_relation(words, at):
            return True
        if is_word:
            return after is not None and after.near and is_family(after.folded)
        return is_name and len(word.folded) >= _PLAIN
    if before is not None and not word.begins and _is_relation(words, at):
        return not (word.shouted and not is_name) and word.folded not in _never()
    if not is_name or (after is not None and f"{word.folded} {after.folded}" in _makes()):
        return False
    if is_word:
        return _is_meant(words, at)
    return len(word.typed) > _ACRONYM or not word.shouted or _is_surname(after)


def _kinds(word: str) -> tuple[bool, bool]:
    """Tell whether a folded word is a first name, and whether it is another word as well."""
    parts = word.split("-")
    if len(parts) > 1:
        return parts[0] not in listed("things") and all(part in _every_name() for part in parts), False
    return word in _every_name(), word in _words_too()


def _is_relation(words: Sequence[_Word], at: int) -> bool:
    """Tell whether somebody's place beside who writes stands before: "mon associé Karim"."""
    return words[at].near and words[at - 1].folded in listed("relations")


def _is_meant(words: Sequence[_Word], at: int) -> bool:
    """Tell whether a word that may be a name is one here, by what stands beside it."""
    word, after = words[at], words[at + 1] if at + 1 < len(words) else None
    is_place = word.folded in listed("places_too")
    if _is_with_another(words, at, 1) or _is_with_another(words, at, -1):
        return True
    if _is_surname(after) and not is_place:
        return True
    if after is not None and not is_place and after.folded in listed("after_people"):
        return at == 0 or word.begins or words[at - 1].folded in listed("before_people")
    return (
        at > 0
        and not word.begins
        and not is_place
        and words[at].near
        and words[at - 1].folded in listed("before_people")
    )


def _is_with_another(words: Sequence[_Word], at: int, step: int) -> bool:
    """Tell whether a name that is nothing else stands beside: "Rose et Karim"."""
    if not 0 <= at + 2 * step < len(words) or words[at + step].folded not in _JOINING:
        return False
    other = words[at + 2 * step]
    return other.typed == HIDDEN or (other.capital and _kinds(other.folded) == (True, False))


def _is_surname(word: _Word | None) -> bool:
    """Tell whether a word may be the surname that goes on from a first name."""
    if word is None or not word.near or word.begins:
        return False
    return word.capital and word.folded not in _never() and (not word.shouted or len(word.typed) > _ACRONYM)


def _is_surname_before(words: Sequence[_Word], at: int) -> bool:
    """Tell whether the word before is a surname: "MARTIN Paul"."""
    before = words[at - 1]
    if not words[at].near or words[at].begins or not before.capital or before.folded in _never():
        return False
    in_order = before.shouted and not words[at].shouted and len(before.typed) > _ACRONYM
    return in_order or (not before.begins and before.folded not in listed("before_people"))


def _last(words: Sequence[_Word], at: int) -> int:
    """Return the last word of a name that begins here: its particles, its initials, its surname."""
    last = at
    for following in range(at + 1, min(at + 1 + _MOST_AFTER, len(words))):
        word = words[following]
        if not word.near or (word.begins and not words[last].capital):
            break
        if _is_surname(word) or (word.capital and len(word.typed) == 1) or is_family(word.folded):
            last = following
        elif word.folded not in listed("particles") or word.folded in _JOINING:
            break
    return last
