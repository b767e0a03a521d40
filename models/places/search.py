"""Places found from people's words, or from a shared location, in the table of communes."""

import math
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from conversations.network.basins import ZoneType
from conversations.network.places import Place, PlaceSearch, TownNamed
from models.data import COMMUNES
from models.places.addresses import rest_of
from models.places.around import beside_area
from models.places.beside import beside_town, is_mere_word, named_first
from models.places.certainty import holds_town, is_certain, is_street, is_street_alone
from models.places.mentions import mentions
from models.places.names import key
from models.places.quarters import without_quarter
from models.places.ranking import Match, Scope, match_of, matches
from models.places.reading import read
from models.places.table import CommuneFile, Named
from models.places.wording import Wording

_TOWN: Final = 2_000
"""Inhabitants from which a commune named like an area (Vienne, Mayenne) may be the one meant."""

_REACH_KM: Final = 30.0
"""Farther than this from any known inhabited place, a shared location is abroad."""

_KM_PER_DEGREE: Final = 111.2


RECENT, POSTCODES = 2048, 16  # communes, and postal codes with theirs, kept at hand
DEPARTMENTS = 8  # whose villages are kept at hand
_SEARCHES, _SHORT = 512, 40  # searches kept at hand, of answers of few letters: those of a basin come again


class CommuneTable:
    """The communes of France and their search; implements ``conversations.network.places.Gazetteer``.

    Any number of threads may share one. Its file is opened at the first question.
    """

    def __init__(self, path: Path = COMMUNES) -> None:
        self._file = CommuneFile(path)
        self._recent = lru_cache(maxsize=RECENT)(self._read)  # each turn asks for its draft's commune
        self._under = lru_cache(maxsize=POSTCODES)(self._read_under)  # a search looks at them twice
        self._small = lru_cache(maxsize=DEPARTMENTS)(self._read_villages)
        self._found = lru_cache(maxsize=_SEARCHES)(self._find)
        self._point = lru_cache(maxsize=RECENT)(self._file.point)

    def find(self, words: str, limit: int = 6) -> PlaceSearch:
        """Search by commune name, postal code, or both, tolerating typos and missing accents."""
        return self._found(words, limit) if len(words) <= _SHORT else self._find(words, limit)

    def _find(self, words: str, limit: int) -> PlaceSearch:
        wording = read(words)
        scope = self._scope(wording)
        if area := self._area(wording, scope):
            return self._without_name(wording, scope or Scope(area), limit)
        beside, inside = beside_area(self._file, wording, scope)
        found = matches(self._file, beside, inside, self._arrondissements(beside, inside))
        if not found and beside is not wording:  # "we are in Paris, near the Eiffel Tower"
            found = matches(self._file, wording, scope)
        else:
            wording, scope = beside, inside
        if not wording.postcode and is_street_alone(wording, found):
            return PlaceSearch(street=True)
        if not found and not wording.postcode:
            wording = replace(wording, streets=False)  # "rue de Toul": near it, if not in it
            found = matches(self._file, wording, scope)
        if all(is_mere_word(wording, match) for match in found):
            return self._without_name(wording, scope, limit)
        found = named_first(wording, found if scope else beside_town(wording, found, self.apart))
        codes = self._narrowed((match.name.code for match in found), wording.postcode)
        if scope and not any(match.in_scope for match in found):
            codes = [*self._sole_commune(scope), *codes]
        number = next((at for said, at in wording.numbers if self._department(said)), None)
        wording, found = without_quarter(self._file, wording, found)
        rest = rest_of(wording, found[0], number)
        certain = is_certain(self._file, wording, scope, found, rest)
        return PlaceSearch(self._places(codes[:limit]), certain, rest)

    def named_in(self, text: str) -> tuple[TownNamed, ...]:
        """Return where a text holds the names of communes, word for word."""
        return mentions(self._file, text)

    def commune(self, code: str) -> Place | None:
        """Return the commune or arrondissement with this INSEE code; a former code gives its successor."""
        return self._recent(code)

    def _read(self, code: str) -> Place | None:
        return self._file.place(code) or self._file.place(self._file.successor(code) or "")

    def _read_under(self, postcode: str) -> tuple[Place, ...]:
        return self._places(self._file.postcode(postcode))

    def villages(self, department: str, most: int) -> frozenset[str]:
        """Return the folded names of the communes of a department that have so many inhabitants at most."""
        return self._small(department, most)

    def _read_villages(self, department: str, most: int) -> frozenset[str]:
        return frozenset(each.folded for each in self._file.named_in(department) if each.population <= most)

    def near(self, latitude: float, longitude: float, limit: int = 4) -> PlaceSearch:
        """Return the communes nearest to a point, in degrees.

        Two communes in five, home to nine people in ten, have a known point: a small one may be missing.
        """
        reach = _REACH_KM / _KM_PER_DEGREE
        narrowing = math.cos(math.radians(latitude))
        nearest: dict[str, float] = {}
        for north, east, code in self._file.points(latitude - reach, latitude + reach):
            distance = math.hypot(north - latitude, (east - longitude) * narrowing)
            if distance <= nearest.get(code, reach):
                nearest[code] = distance
        codes = sorted(nearest, key=lambda code: (nearest[code], code))
        return PlaceSearch(self._places(codes[:limit]), abroad=not codes)

    def apart(self, one: str, other: str) -> float | None:
        """Return the kilometres between two communes by their codes; None where a point is not known."""
        here, there = self._point(one), self._point(other)
        if here is None or there is None:
            return 0.0 if one == other else None
        narrowing = math.cos(math.radians((here[0] + there[0]) / 2))
        return _KM_PER_DEGREE * math.hypot(here[0] - there[0], (here[1] - there[1]) * narrowing)

    def has(self, kind: ZoneType, code: str) -> bool:
        """Tell whether a zone of this kind exists today under this code."""
        return self._file.name_of(kind, code) is not None

    def epci_name(self, code: str) -> str | None:
        """Return the name of an intercommunality, None when the code is unknown."""
        return self._file.name_of(ZoneType.EPCI, code)

    def department_name(self, code: str) -> str | None:
        """Return the name of a department or overseas collectivity, None when the code is unknown."""
        return self._file.name_of(ZoneType.DEPARTMENT, code)

    def region_name(self, code: str) -> str | None:
        """Return the name of a region, None when the code is unknown."""
        return self._file.name_of(ZoneType.REGION, code)

    def _places(self, codes: Iterable[str]) -> tuple[Place, ...]:
        return tuple(self._file.places(list(codes)))

    def _arrondissements(self, wording: Wording, scope: Scope) -> list[Match]:
        """Read "Paris 15" or "Lyon 3e". In "Marseille 13", the figure may be the department's."""
        found = []
        for said in wording.city_ranks:
            city = self._file.cities[said.city]
            for code in city.arrondissements[said.rank - 1 : said.rank]:
                found.append(match_of(self._city(said.city, code), scope, said.span))
                if said.bare and found[-1].name.department == str(said.rank):
                    found.insert(0, match_of(self._city(said.city, city.code), scope, said.span))
        if wording.cedex and not scope.communes:  # the post office of an arrondissement serves it, as a rule
            found += [
                match_of(self._city(city, each.arrondissements[wording.cedex - 1]), scope, wording.cedex_at)
                for city, each in self._file.cities.items()
                if city in wording.words and wording.cedex <= len(each.arrondissements)
            ]
        return found

    def _city(self, name: str, code: str) -> Named:
        """Return a city with arrondissements, or one of these, under the name of the city."""
        [named] = [each for each in self._file.named([name]) if each.code == self._file.cities[name].code]
        return named._replace(code=code)

    def _scope(self, wording: Wording) -> Scope:
        if wording.postcode is None:
            numbers = (number for number, _ in wording.numbers)
            return next(filter(None, map(self._department, numbers)), Scope())
        places = self._under(wording.postcode)
        if places:
            communes = {place.code for place in places} | {place.parent or place.code for place in places}
            return Scope(frozenset(place.department for place in places), frozenset(communes))
        return self._department(_department_of(wording.postcode))  # CEDEX codes are in no table

    def _department(self, number: str) -> Scope:
        """Return a department by its number, which has two figures: "3 ou 4 jours" is in none."""
        code = number.upper()
        known = len(code) > 1 and self.has(ZoneType.DEPARTMENT, code)
        return Scope(frozenset({code}) if known else frozenset())

    def _area(self, wording: Wording, scope: Scope) -> frozenset[str] | None:
        """Return the departments of the area that is all the words name, unless a town bears its name."""
        for span in (wording.written, wording.meant(wording.written)):
            name = wording.said(span)
            area = self._file.areas.get(key(name))
            homonyms = [named for named in self._file.named([key(name)]) if scope.holds(named)]
            towns = [named for named in homonyms if scope or named.population >= _TOWN]
            if area and (not towns or {"dans", "departement"} & {*wording.words}):
                return area
        return None

    def _without_name(self, wording: Wording, scope: Scope, limit: int) -> PlaceSearch:
        if scope.communes and wording.postcode:
            places = self._under(wording.postcode)
            return PlaceSearch(places[:limit], len(places) == 1 and self._is_street(wording))
        if len(scope.departments) != 1:
            return PlaceSearch()
        [department] = scope.departments
        sole = self._sole_commune(scope)
        return PlaceSearch(self._places(sole)) if sole else PlaceSearch(department=department)

    def _is_street(self, wording: Wording) -> bool:
        """Tell whether what stands beside a postal code is a street, with no town after it."""
        named = all(
            is_street(wording, part) and not holds_town(self._file, wording, part)
            for part in wording.segments
        )
        return bool(wording.segments) and wording.street_only and named

    def _sole_commune(self, scope: Scope) -> list[str]:
        """Return the only commune of a department (Paris, some islands), nothing where there are several."""
        return self._file.sole_commune(scope.departments)

    def _narrowed(self, codes: Iterable[str], postcode: str | None) -> list[str]:
        """Put the arrondissement of a postal code in the place of its city."""
        places = self._under(postcode) if postcode else ()
        narrower = {place.parent: place.code for place in places if place.parent}
        return list(dict.fromkeys(narrower.get(code, code) for code in codes))


def _department_of(postcode: str) -> str:
    """Return the department of a postal code by its first digits, which may be of none."""
    if postcode.startswith("20"):
        return "2A" if postcode < "202" else "2B"
    return postcode[:3] if postcode.startswith(("97", "98")) else postcode[:2]
