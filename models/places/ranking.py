"""Which communes the words may mean, and how well: names compared, then weighed by place and size."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import OSA

from models.places.names import Wording, after_anchor, key, phrases, run_together
from models.places.table import LIKENESS, CommuneFile, Named

# Likeness of a name to the words, 0 to 1; what the words say around it and the size of the commune come on
# top. Checked by the figures of tests/models/places/test_build_communes.py.
_SAME: Final = 1.0
_SAME_BUT_LINKS: Final = 0.97  # "Hay les roses"
_BEGINNING: Final = 0.92  # "Clermont" for Clermont-Ferrand
_LEAST_ALIKE: Final = 0.72  # one typo in four letters
_LEAST_ALIKE_IF_LONG: Final = 0.66  # three typos in nine letters
_LONG: Final = 8
_LEAST_WEIGHT: Final = 0.65  # of a name found in a sentence
_UNNAMED: Final = 0.2  # a commune of the postal code that bears another name
_IN_SCOPE: Final = 0.5
_IN_DEPARTMENT: Final = 0.3

_MOST_ALIKE_KEPT: Final = 20

_VILLAGE: Final = 5_000  # inhabitants at most
_MUCH_LARGER: Final = 10

_typos: Final = OSA.distance


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
    """A commune under one of its names. ``exact``: the words are that name, but for accents and links."""

    name: Named
    score: float
    exact: bool
    in_scope: bool


def matches(file: CommuneFile, wording: Wording, scope: Scope) -> list[Match]:
    """Return the communes the words may mean, best first, each once."""
    readings = [(wording.written, scope), (wording.meant, scope), *_beside_areas(file, wording.meant)]
    found: list[Match] = []
    for name, where in readings:
        exact = list(_bearing(file, name, where)) if name else []
        if agreeing := [match for match in exact if match.in_scope]:
            return _best(agreeing if where else [*agreeing, *_overlooked(file, name, agreeing)])
        found += exact
    for name, where in readings[1:]:
        for department in where.departments:
            # Scored without regard to an area in the words: "Neuily sur Marne" is not in the Marne.
            found += _alike(file.named_in(department), name, scope)
    for name in {wording.written, wording.meant, after_anchor(wording.written)} - {""}:
        found += _alike(_closest(file, name), name, scope)
    found += _in_sentence(file, wording.written, scope)
    if found and wording.postcode:
        found += [_match(name, _UNNAMED, scope) for name in file.with_postcode(wording.postcode)]
    return _best(found)


def _match(name: Named, likeness: float, scope: Scope, *, exact: bool = False) -> Match:
    in_scope = scope.holds(name)
    score = likeness + name.prior
    score += _IN_SCOPE if in_scope else _IN_DEPARTMENT if scope.is_near(name) else 0
    return Match(name, score, exact, in_scope)


def _best(found: Iterable[Match]) -> list[Match]:
    best: dict[str, Match] = {}
    for match in sorted(found, key=lambda match: (-match.score, match.name.code)):
        best.setdefault(match.name.code, match)
    return list(best.values())


def _beside_areas(file: CommuneFile, name: str) -> list[tuple[str, Scope]]:
    """Split "Saint-Denis Réunion" or "Corse Bastia" into a name and where it is, the longest area first."""
    words = name.split()
    cuts = [(words[:cut], words[cut:]) for cut in range(1, len(words))]
    for place, area in [*cuts, *((tail, head) for head, tail in reversed(cuts))]:
        if departments := file.areas.get(key(" ".join(area))):
            return [(" ".join(place), Scope(departments))]
    return []


def _bearing(file: CommuneFile, name: str, scope: Scope) -> Iterator[Match]:
    """Find the communes that bear this name, or a longer one that begins with it."""
    for named in file.named([key(name)]):
        yield _match(named, _SAME if named.folded == name else _SAME_BUT_LINKS, scope, exact=True)
    for named in file.beginning_with(key(name)):
        yield _match(named, _BEGINNING, scope)


def _closest(file: CommuneFile, name: str) -> list[Named]:
    """Return the names most alike: a comparison with the thousands as long, twice, takes milliseconds."""
    by_key = file.all_keys.alike(key(name), _least(name), _MOST_ALIKE_KEPT)
    together = file.all_run_together.alike(run_together(name), _least(name), _MOST_ALIKE_KEPT)
    return file.named(found for found, _ in by_key) + file.numbered(at for _, at in together)


def _overlooked(file: CommuneFile, name: str, found: list[Match]) -> list[Match]:
    """Find the much larger communes that one typo turns into those found: "Rodes", for Rodès or Rodez."""
    largest = max(match.name.population for match in found)
    if largest > _VILLAGE:
        return []
    return [
        match
        for match in _alike(_closest(file, name), name, Scope())
        if match.name.population > _MUCH_LARGER * largest and _typos(key(name), match.name.key) == 1
    ]


def _alike(names: list[Named], name: str, scope: Scope) -> list[Match]:
    typed, together, least = key(name), run_together(name), _least(name)
    likeness = [
        max(LIKENESS(typed, named.key), LIKENESS(together, run_together(named.folded))) for named in names
    ]
    return [
        _match(named, alike, scope) for named, alike in zip(names, likeness, strict=True) if alike >= least
    ]


def _least(name: str) -> float:
    return _LEAST_ALIKE_IF_LONG if len(key(name)) >= _LONG else _LEAST_ALIKE


def _in_sentence(file: CommuneFile, sentence: str, scope: Scope) -> list[Match]:
    weights = {key(run): weight for run, weight in phrases(sentence) if weight >= _LEAST_WEIGHT}
    return [_match(named, weights[named.key], scope) for named in file.named(weights)]
