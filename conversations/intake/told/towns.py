"""The town that a sentence about something else is written from."""

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from conversations.engine.overheard import Plainly
from conversations.intake.told.clauses import CLAUSE, LONGEST, SHOWN, clauses, own_text
from conversations.patterns import pattern
from conversations.situation import Situation
from conversations.understanding.turns import turns
from conversations.understanding.vocabulary import words_of
from conversations.understanding.words import denies, excerpt, fold

_SAID = turns("towns")
(
    _TOWN,
    _MORE,
    _SMALL,
    _OF_ALL,
    _NOT_FROM,
    _UNTIL,
    _BESIDE,
    _SMALL_WORD_LEFT,
    _CAPITAL_BEFORE,
    _CAPITAL_AFTER,
) = (
    _SAID.pattern(each)
    for each in (
        *("town", "more", "small", "of_all", "not_from", "until", "beside", "small_word_left"),
        *("capital_before", "capital_after"),
    )
)
_EXACTLY, _AREA_BEFORE = _SAID.pattern("of_department"), _SAID.pattern("area_before", re.IGNORECASE)
"""What tells which part of a city it is, or which of the towns so named, right after a name."""
_ENGLISH = _SAID.pattern("english", re.IGNORECASE)
_NAMES = 3  # of towns in a text: each is looked up
_AND, _SHORT = pattern(r"\b(?:et|ou|and|or)\b(?: (?:a|in)\b)?"), 25  # characters of a name
_ARTICLE = pattern(r"^(?:la|le|les|l) ")


def town(text: str) -> Iterator[tuple[str, str]]:
    """Return the town that a text is written from: a capital after "à", or a postal code and a name.

    Without a capital, what is said there has to be a town, and nothing else.
    """
    named = list(_named(text))
    yield from named or _in_small_letters(text)


def _in_small_letters(text: str) -> Iterator[tuple[str, str]]:
    for (clause, folded), (_, after) in pairwise((*clauses(text), ("", ""))):
        found = _SMALL.search(folded)
        if found and not denies(folded[: found.start("value")]) and not _NOT_FROM.search(folded):
            yield excerpt(clause, SHOWN), Plainly(found["value"])
            more = _AND.split(f"{folded[found.end() :]} et {after}")
            yield from ((name, Plainly(name)) for name in map(str.strip, more) if 0 < len(name) <= _SHORT)


def _named(text: str) -> Iterator[tuple[str, str]]:
    own = own_text(text)[:LONGEST]
    whole: list[tuple[str, str]] = []
    parts: list[tuple[str, str]] = []
    read_to = 0
    for found in islice(_TOWN.finditer(own), _NAMES):
        if found.start() < read_to or (found[0][:2] in ("a ", "A ") and _ENGLISH.search(own)):
            continue
        before, after = _clause_around(own, found.start(), found.end())
        if _is_from(before, after):
            name = found["value"] or found["again"] or found["code"]
            told = parts if _OF_ALL.search(before) else whole
            told.append((_SMALL_WORD_LEFT.sub("", found[0]), name))
            more = list(_with_it(own, found.end()))
            told += [(name, Plainly(name)) for name, _ in more]
            read_to = max((end for _, end in more), default=0)
    yield from (whole or (parts if len(parts) > 1 else []))[:_NAMES]


def _with_it(own: str, at: int) -> Iterator[tuple[str, int]]:
    """Return the towns that go on with one, and where each ends: what is no town for sure is not one."""
    for _ in range(_NAMES - 1):
        more = _MORE.match(own, at)
        if more is None:
            return
        at = more.end()
        yield _SMALL_WORD_LEFT.sub("", more["value"]), at


def _clause_around(own: str, start: int, end: int) -> tuple[str, str]:
    """Return the folded words of a clause before what stands in it, and those after."""
    cuts = [0, *(each.end() for each in CLAUSE.finditer(own)), len(own)]
    begins, ends = max(cut for cut in cuts if cut <= start), min(cut for cut in cuts if cut >= end)
    return fold(own[begins:start]), fold(own[end:ends])


def _is_from(before: str, after: str) -> bool:
    """Tell whether a text is written from a town, by the words of its clause before and after it."""
    return not (_NOT_FROM.search(_PREPOSITION_LEFT.sub("", before)) or _UNTIL.search(after))


_PREPOSITION_LEFT = pattern(r"(?: (?:a|au|aux|sur|in|en|de|d))+$")
_STOPS_BEFORE, _STOPS_AFTER = pattern(r"(?:^|[,;:.!?(\n/|–—-])\s*$"), pattern(r"^\s*(?:$|[,;:.!?)\n/|–—-])")
_SENTENCE_BEFORE = pattern(r"(?:^|[.!?\n])\s*$")
_AFTER_A = frozenset(("bas", "contes", "jour", "neuf", "part", "vif", "vue"))  # "à vif"
_KNOWN = 1_000  # inhabitants of a town that is named with no capital
_SHORTEST = 4  # letters of its name
_FAR = 40  # characters before a name
_STORY = 600  # characters of a text: beyond, a town is where something happened


def spotted(text: str, situation: Situation) -> Iterator[tuple[str, str]]:
    """Return the towns that stand in a text with no word that says so: "un hôtel, Bar-le-Duc, 9 salariés"."""
    own = own_text(text)[:_STORY]
    alone, among = [], []
    for each in situation.world.gazetteer.named_in(own):
        exactly = _EXACTLY.match(own, each.end)
        end = exactly.end() if exactly else each.end
        town, said, before, after = (
            own[each.start : each.end],
            own[each.start : end],
            own[: each.start],
            own[end:],
        )
        asked = after.lstrip(" ").startswith("?")
        if (
            asked
            or _BESIDE.search(fold(before[-_FAR:]))
            or not _is_from(*_clause_around(own, each.start, each.end))
        ):
            continue
        name = _ARTICLE.sub("", fold(town))
        is_alone = _STOPS_BEFORE.search(before) is not None and _STOPS_AFTER.search(after) is not None
        capital, known = said[0].isupper(), each.inhabitants >= _KNOWN
        is_word = name in words_of("town_words", "words") and not (
            before.endswith("à ") and name == fold(town) not in _AFTER_A
        )
        if not exactly and (area := _AREA_BEFORE.search(before)):
            said = f"{said} {area['area']}"  # "à la Réunion, St Denis"
        if is_alone and capital and (" " in name or known or not is_word):
            alone.append(said)
        elif " " in name or (
            not is_word and (_is_a_towns(before, after) if capital else known and len(name) >= _SHORTEST)
        ):
            among.append(said)
    yield from ((said, said) for said in alone or among)


def _is_a_towns(before: str, after: str) -> bool:
    """Tell whether a capital is a town's: it begins no sentence, and is no part of another name."""
    part_of_a_name = _CAPITAL_BEFORE.search(before) or _CAPITAL_AFTER.search(after)
    return not (part_of_a_name or _SENTENCE_BEFORE.search(before))
