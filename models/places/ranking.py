"""Which communes the words may mean, and how well: names compared, then weighed by place and size."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from models.places.lexicon import says_no_name
from models.places.names import key
from models.places.nearness import closest, is_usual_slip, least, likenesses, longer_names, sound_alike, typos
from models.places.spans import Segment, Span
from models.places.table import CommuneFile, Named
from models.places.wording import Wording

# Likeness of a name to the words, 0 to 1; what the words say around it and the size of the commune come on
# top. Checked by the figures of tests/models/places/test_build_communes.py.
_SAME: Final = 1.0
_SAME_BUT_LINKS: Final = 0.97  # "Hay les roses"
_BEGINNING: Final = 0.92  # "Clermont" for Clermont-Ferrand
_CUT_SHORT: Final = 0.7  # "Strasb"
_LEAST_WEIGHT: Final = 0.65  # of a name found in a sentence
_LEAST_WEIGHT_OF_TOWN: Final = 0.55
_TELLING: Final = 0.8  # of a name that stands where a commune does
_MUCH_ALIKE: Final = 0.82
_PART: Final = 0.3  # a name that is the end, or the beginning, of another one
_UNNAMED: Final = 0.2  # a commune of the postal code that bears another name
_IN_SCOPE: Final = 0.5
_IN_DEPARTMENT: Final = 0.3

_MOST_READINGS: Final = 4  # compared with the names of all France: each takes milliseconds
_FEW_READINGS: Final = 2  # each with all names, whatever letter they begin with
_LONGEST_READING: Final = 6  # words
_SAID_TWICE: Final = 0.3  # and of the commune written before the post office of a CEDEX
_LANDMARK: Final = 0.4  # "near Toul" tells of another place
_SHORTEST_CUT: Final = 4  # letters
_MOST_CUT_SHORT: Final = 3
_CUT_WEIGHT: Final = 0.95  # of words that are all of an answer, or of what comes before a street

_VILLAGE: Final = 5_000  # inhabitants at most
_CITY: Final = 20_000
_MUCH_LARGER: Final = 10
_FAR_LARGER: Final = 200

_CENTRE: Final = "bourg"  # of a village, as a rule
_FORMER: Final = 500


@dataclass(frozen=True, slots=True)
class Scope:
    """Where the words around the name place it; both empty: anywhere.

    ``communes``: those of a known postal code, and the city of an arrondissement.
    """

    departments: frozenset[str] = frozenset()
    communes: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.departments)

    def holds(self, name: Named) -> bool:
        """Tell whether nothing around the name contradicts it."""
        return not self or (name.code in self.communes if self.communes else self.is_near(name))

    def is_near(self, name: Named) -> bool:
        """Tell whether the department at least is right."""
        return name.department in self.departments


@dataclass(frozen=True, slots=True)
class Match:
    """A commune under one of its names, and the words that name it.

    ``exact``: these are that name, but for accents and links; or, under a postal code, its beginning.
    ``also``: other words that are a name of the same commune: "Les Milles, Aix-en-Provence".
    """

    name: Named
    score: float
    exact: bool
    in_scope: bool
    span: Span
    also: tuple[Span, ...] = ()


def matches(file: CommuneFile, wording: Wording, scope: Scope, known: Iterable[Match] = ()) -> list[Match]:
    """Return the communes the words may mean, best first, each once. ``known``: those found already."""
    found = [*known, *named_in(file, wording, scope, [match.span for match in known])]
    readings = list(readings_of(wording, [match.span for match in found]))
    if not all(wording.is_landmark(match.span) for match in found):  # "pas à Nancy, à Toul"
        readings = [each for each in readings if not wording.is_landmark(wording.meant(each[0]))]
    for span, weight in readings:
        begun = file.beginning_with(key(wording.said(span)), scope.departments)
        found += [_match(name, _BEGINNING * weight, scope, span) for name in begun]
    if scope:
        found = _sole_beginning(found)
    telling = [match for match in found if match.in_scope and match.score >= _floor(match, _TELLING)]
    named = [match for match in telling if match.exact] or telling
    if telling and not any(wording.goes_on(match.span, known=_is_city(match)) for match in named):
        for span in {match.span for match in named}:
            for names, longer in longer_names(file, wording, span):
                found += _alike(names, wording.said(longer), 1.0, scope, longer)
        found = _whole_first(wording, found)
        return _best([*found, *([] if scope else _overlooked(file, wording, telling))])
    around = file.named_in(*scope.departments) if readings and len(scope.departments) == 1 else []
    for span, weight in readings[:_MOST_READINGS]:
        name = wording.said(span)
        found += _cut_short(file, name, weight, scope, span)
        found += _alike(around, name, weight, scope, span)
        if len(name.split()) <= _LONGEST_READING:
            alone = len(readings) <= _FEW_READINGS
            found += _alike(closest(file, name, alone=alone), name, weight, scope, span)
    found = _whole_first(wording, found)
    if found and wording.postcode:
        found += [_match(name, _UNNAMED, scope, Span(0, 0)) for name in file.with_postcode(wording.postcode)]
    return _best(found)


def _is_city(match: Match) -> bool:
    return match.exact and match.name.kind == "own" and match.name.population >= _CITY


def _whole_first(wording: Wording, found: list[Match]) -> list[Match]:
    """Put names that are a part of a longer one, misspelt, after it: "Gonesse" in "Garge-lès-Gonesse"."""
    longer = [
        match.span
        for match in found
        if not match.exact and likenesses(wording.said(match.span), [match.name])[0] >= _MUCH_ALIKE
    ]
    return [
        replace(match, score=match.score - _PART)
        if any(within(match.span, span, wording) and span != match.span for span in longer)
        else match
        for match in found
    ]


def _cut_short(file: CommuneFile, name: str, weight: float, scope: Scope, span: Span) -> list[Match]:
    """Find the largest communes whose names go on after these letters: "Strasb"."""
    begun = key(name)
    known = len(begun) >= _SHORTEST_CUT and weight >= _CUT_WEIGHT
    longer = file.cut_short(begun, _MOST_CUT_SHORT) if known else []
    return [_match(named, _CUT_SHORT * weight, scope, span) for named in longer]


def inhabitants(name: Named) -> int:
    """Return the inhabitants of what bears a name: of a former commune, about what it had."""
    return min(name.population, _FORMER) if name.kind == "former" else name.population


def match_of(named: Named, scope: Scope, span: Span) -> Match:
    """Return the match of a commune that the words name plainly."""
    return _match(named, _SAME, scope, span, exact=True)


def _match(name: Named, likeness: float, scope: Scope, span: Span, *, exact: bool = False) -> Match:
    in_scope = scope.holds(name)
    score = likeness + name.prior
    score += _IN_SCOPE if in_scope else _IN_DEPARTMENT if scope.is_near(name) else 0
    return Match(name, score, exact, in_scope, span)


def _floor(match: Match, likeness: float) -> float:
    return likeness * _SAME_BUT_LINKS + match.name.prior + _IN_SCOPE


def _best(found: Sequence[Match]) -> list[Match]:
    """Return the matches best first, each commune once."""
    return sorted(_said_twice(_likeliest(found), found), key=lambda match: (-match.score, match.name.code))


def _likeliest(found: Sequence[Match]) -> dict[str, Match]:
    best: dict[str, Match] = {}
    for match in sorted(found, key=lambda match: (-match.score, match.name.code)):
        known = best.setdefault(match.name.code, match)
        if match.exact and match.in_scope and not known.exact and match.span == known.span:
            best[match.name.code] = replace(match, score=known.score)
    return best


def _said_twice(best: dict[str, Match], found: Iterable[Match]) -> Iterator[Match]:
    spans: defaultdict[str, set[Span]] = defaultdict(set)
    for match in found:
        if match.exact:
            spans[match.name.code].add(match.span)
    for code, match in best.items():
        also = tuple(span for span in spans[code] if not (span.holds(match.span) or match.span.holds(span)))
        yield replace(match, score=match.score + _SAID_TWICE, also=also) if also and match.exact else match


def named_in(file: CommuneFile, wording: Wording, scope: Scope, taken: list[Span]) -> list[Match]:
    """Find the communes whose whole names stand in the words, outside those that are taken."""
    runs: defaultdict[str, list[tuple[Span, float]]] = defaultdict(list)
    for span, weight in wording.runs():
        if weight >= _LEAST_WEIGHT_OF_TOWN and not any(other.holds(wording.meant(span)) for other in taken):
            runs[key(wording.said(span))].append((span, weight))
    found = []
    for named in file.named(runs):
        for span, weight in runs[named.key]:
            same = named.folded == wording.said(span) and not wording.leaves_article(span)
            likeness = _SAME if same else _SAME_BUT_LINKS
            heard = weight >= _LEAST_WEIGHT or named.population > _VILLAGE
            if heard and (scope.is_near(named) or not wording.in_address(span)):
                served = wording.cedex is not None and span.end <= wording.postcode_at.start
                sure = likeness * weight + (_SAID_TWICE if served and scope.is_near(named) else 0)
                found.append(_match(named, sure, scope, span, exact=True))
    spans = {match.span for match in found}
    whole = [match for match in found if not any(within(match.span, other, wording) for other in spans)]
    if any(match.name.key != _CENTRE for match in whole):  # "le bourg, 23200 Moutier"
        whole = [match for match in whole if match.name.key != _CENTRE]
    landmarks = {span for span in spans if wording.is_landmark(span)}
    if all(match.span in landmarks for match in whole):
        return whole
    return [
        replace(match, score=match.score - _LANDMARK) if match.span in landmarks else match for match in whole
    ]


def within(span: Span, other: Span, wording: Wording) -> bool:
    """Tell whether a span is part of a longer name, but for links: "toul" is all of "à toul"."""
    return other.holds(span) and key(wording.said(other)) != key(wording.said(span))


def readings_of(wording: Wording, named: list[Span]) -> Iterator[tuple[Span, float]]:
    """Return the words that may be a name misspelt, or its beginning, the likeliest first."""
    met: set[str] = set()
    for span, weight in _parts(wording):
        said = wording.said(span)
        inside = any(within(span, other, wording) for other in named)
        if (
            wording.meant(span) != (span.start, span.start)
            and said not in met
            and not (inside or says_no_name(said))
        ):
            met.add(said)
            yield span, weight


def _parts(wording: Wording) -> Iterator[tuple[Span, float]]:
    whole, trimmed = wording.written, wording.meant(wording.written)
    if not wording.street_only:
        yield whole, 1.0
        yield trimmed, 1.0
    for part in wording.segments:
        if part.street > part.start:
            yield wording.meant(Span(part.start, part.street)), 0.95
        yield from _after_anchors(wording, part)
        for piece in wording.pieces(part):
            yield piece, 0.9
    for part in () if wording.postcode else wording.segments:
        for span in wording.street_tails(part):
            yield span, 0.85 + 0.02 * (span.end - span.start - 1)


def _after_anchors(wording: Wording, part: Segment) -> Iterator[tuple[Span, float]]:
    for start in wording.anchors(part):
        span = wording.meant(Span(start, part.end))
        if not wording.is_landmark(span):  # "Guichen, à côté de Rennes"
            yield span, 0.9


def _sole_beginning(found: list[Match]) -> list[Match]:
    """Take a beginning for a name, where one commune of the postal code has it: "92300 Levallois"."""
    inside = {match.name.code for match in found if match.in_scope}
    if len(inside) != 1:
        return found
    return [
        Match(each.name, each.score, each.in_scope or each.exact, each.in_scope, each.span) for each in found
    ]


def _overlooked(file: CommuneFile, wording: Wording, found: list[Match]) -> list[Match]:
    """Find the much larger communes that one typo turns into those found: "Rodes", for Rodès or Rodez."""
    exact = [match for match in found if match.exact]
    largest = max((inhabitants(match.name) for match in found), default=0)
    if largest > _VILLAGE or not exact:
        return []
    span = max(exact, key=lambda match: match.score).span
    name = wording.said(span)
    return [
        match
        for match in _alike(closest(file, name), name, _SAME, Scope(), span)
        if (inhabitants(match.name) > _times(key(name), match.name.key) * largest)
        or (inhabitants(match.name) >= largest and sound_alike(name, match.name))
    ]


def _times(typed: str, meant: str) -> float:
    """Return how many times larger a commune is that is thought of where the name of another is typed."""
    if typos(typed, meant) != 1:
        return math.inf
    return _MUCH_LARGER if is_usual_slip(typed, meant) else _FAR_LARGER


def _alike(names: list[Named], name: str, weight: float, scope: Scope, span: Span) -> list[Match]:
    enough = least(name)
    alike = zip(names, likenesses(name, names), strict=True)
    return [_match(named, near * weight, scope, span) for named, near in alike if near >= enough]
