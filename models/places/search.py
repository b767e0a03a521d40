"""Places found from people's words, or from a shared location, in the table of communes."""

import math
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Final

from conversations.network.basins import ZoneType
from conversations.network.places import Place, PlaceSearch
from models.data import COMMUNES
from models.places.names import Wording, key, read
from models.places.ranking import Match, Scope, matches
from models.places.table import CommuneFile

_TOWN: Final = 2_000
"""Inhabitants from which a commune named like an area (Vienne, Mayenne) may be the one meant."""

_OVERSHADOWED: Final = 20
"""A longer or former name is another reading, unless its commune is this many times smaller."""

_REACH_KM: Final = 30.0
"""Farther than this from any known inhabited place, a shared location is abroad."""

_KM_PER_DEGREE: Final = 111.2


RECENT, POSTCODES = 2048, 16  # communes, and postal codes with theirs, kept at hand


class CommuneTable:
    """The communes of France and their search; implements ``conversations.network.places.Gazetteer``.

    Any number of threads may share one. Its file is opened at the first question.
    """

    def __init__(self, path: Path = COMMUNES) -> None:
        self._file = CommuneFile(path)
        self._recent = lru_cache(maxsize=RECENT)(self._read)  # each turn asks for its draft's commune
        self._under = lru_cache(maxsize=POSTCODES)(self._read_under)  # a search looks at them twice

    def find(self, words: str, limit: int = 6) -> PlaceSearch:
        """Search by commune name, postal code, or both, tolerating typos and missing accents."""
        wording = read(words)
        if search := self._arrondissement(wording):
            return search
        scope = self._scope(wording)
        found: list[Match] = []
        if area := self._area(wording, scope):
            scope = scope or Scope(area)
        elif wording.meant or self._file.named([key(wording.written)]):
            found = matches(self._file, wording, scope)
        if not found:
            return self._without_name(wording, scope, limit)
        codes = self._narrowed((match.name.code for match in found), wording.postcode)
        return PlaceSearch(self._places(codes[:limit]), certain=self._is_certain(wording, scope, found))

    def commune(self, code: str) -> Place | None:
        """Return the commune or arrondissement with this INSEE code; a former code gives its successor."""
        return self._recent(code)

    def _read(self, code: str) -> Place | None:
        return self._file.place(code) or self._file.place(self._file.successor(code) or "")

    def _read_under(self, postcode: str) -> tuple[Place, ...]:
        return self._places(self._file.postcode(postcode))

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

    def _arrondissement(self, wording: Wording) -> PlaceSearch | None:
        """Read "Paris 15" or "Lyon 3e". In "Marseille 13", the number may be the department's."""
        city = self._file.cities.get(key(wording.meant))
        if city is None or wording.rank is None or not 1 <= wording.rank <= len(city.arrondissements):
            return None
        [place] = self._places([city.arrondissements[wording.rank - 1]])
        if wording.ordinal is None and place.department == wording.number:
            return PlaceSearch((*self._places([city.code]), place))
        contradicted = wording.postcode is not None and wording.postcode not in place.postcodes
        return PlaceSearch((place,), certain=not (wording.hedged or wording.cedex or contradicted))

    def _scope(self, wording: Wording) -> Scope:
        if wording.postcode is None:
            return self._department((wording.number or "").upper().zfill(2))
        places = self._under(wording.postcode)
        if places:
            communes = {place.code for place in places} | {place.parent or place.code for place in places}
            return Scope(frozenset(place.department for place in places), frozenset(communes))
        return self._department(_department_of(wording.postcode))  # CEDEX codes are in no table

    def _department(self, code: str) -> Scope:
        return Scope(frozenset({code}) if self.has(ZoneType.DEPARTMENT, code) else frozenset())

    def _area(self, wording: Wording, scope: Scope) -> frozenset[str] | None:
        """Return the departments of the area that is all the words name, unless a town bears its name."""
        for name in (wording.written, wording.meant):
            area = self._file.areas.get(key(name))
            homonyms = [named for named in self._file.named([key(name)]) if scope.holds(named)]
            if area and not any(scope or named.population >= _TOWN for named in homonyms):
                return area
        return None

    def _without_name(self, wording: Wording, scope: Scope, limit: int) -> PlaceSearch:
        if scope.communes and wording.postcode:
            return PlaceSearch(self._under(wording.postcode)[:limit])
        if len(scope.departments) != 1:
            return PlaceSearch()
        [department] = scope.departments
        sole = self._sole_commune(department)
        return PlaceSearch(self._places([sole])) if sole else PlaceSearch(department=department)

    def _sole_commune(self, department: str) -> str | None:
        """Return the only commune of a department (Paris, some islands), None where there are several."""
        codes = self._file.communes_in(department)
        return codes[0] if len(codes) == 1 else None

    def _narrowed(self, codes: Iterable[str], postcode: str | None) -> list[str]:
        """Put the arrondissement of a postal code in the place of its city."""
        places = self._under(postcode) if postcode else ()
        narrower = {place.parent: place.code for place in places if place.parent}
        return list(dict.fromkeys(narrower.get(code, code) for code in codes))

    def _is_certain(self, wording: Wording, scope: Scope, found: list[Match]) -> bool:
        """Tell whether the words leave no other reading than the first.

        A CEDEX address never does: its town may be that of the sorting office, not of the firm.
        """
        best, *others = found
        landmark = wording.hedged and best.name.key != key(wording.written)
        if not (best.exact and best.in_scope) or wording.cedex or landmark:
            return False
        if not scope and best.name.key in self._file.areas and not self._sole_commune(best.name.department):
            return False
        return not any(
            (match.exact and match.name.kind == "own")
            or match.name.population * _OVERSHADOWED >= best.name.population
            for match in others
        )


def _department_of(postcode: str) -> str:
    """Return the department of a postal code by its first digits, which may be of none."""
    if postcode.startswith("20"):
        return "2A" if postcode < "202" else "2B"
    return postcode[:3] if postcode.startswith(("97", "98")) else postcode[:2]
