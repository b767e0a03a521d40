"""The file of communes, read on demand: rows stay on disk until a search needs them."""

import sqlite3
import weakref
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from io import StringIO
from itertools import accumulate
from math import ceil, floor
from pathlib import Path
from typing import Final, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from conversations.network.basins import ZoneType
from conversations.network.places import Place
from models.places.areas import FORMER_REGIONS, OTHER_NAMES
from models.places.names import fold, key


class Named(NamedTuple):
    """One name of a commune; ``kind`` and ``prior`` are told in the schema, in ``build_communes``."""

    code: str
    folded: str
    key: str
    kind: str
    prior: float
    department: str
    population: int


class City(NamedTuple):
    """A commune and the codes of its arrondissements, the first one first."""

    code: str
    arrondissements: tuple[str, ...]


class Names:
    """Names by their length: a search compares those that are about as long as what is sought, no others.

    They are kept as one text, cut up at each search: as objects they would take five times the memory.
    """

    def __init__(self, names: Iterable[tuple[str, int]]) -> None:
        """Take names with their positions, shortest first, those of one length in their order."""
        text = StringIO()
        self._positions, self._lengths = array("i"), array("i")
        self._firsts: dict[tuple[int, str], tuple[int, int]] = {}  # of one length, by their first letter
        for at, (name, position) in enumerate(names):
            text.write(f"{name}\n")
            self._positions.append(position)
            self._lengths.append(len(name))
            first, _ = self._firsts.get((len(name), name[0]), (at, at))
            self._firsts[len(name), name[0]] = first, at + 1
        self._text = text.getvalue()
        self._starts = array("i", accumulate((length + 1 for length in self._lengths), initial=0))

    def alike(self, sought: str, least: float, limit: int) -> list[tuple[str, int]]:
        """Return the names most like the one sought, with their positions; ``least``: 0 to 1."""
        first = bisect_left(self._lengths, len(sought) * least)
        last = bisect_right(self._lengths, len(sought) / least)
        names = self._text[self._starts[first] : self._starts[last]].splitlines()
        found = process.extract(sought, names, scorer=LIKENESS, score_cutoff=least, limit=limit)
        return [(name, self._positions[first + at]) for name, _, at in found]

    def alike_from(
        self, letters: Iterable[str], sought: str, least: float, limit: int
    ) -> list[tuple[str, int]]:
        """Return what ``alike`` does of the names that begin with one of some letters: a tenth, as a rule."""
        shortest, longest = ceil(len(sought) * least), floor(len(sought) / least)
        parts = [
            part
            for length in range(shortest, longest + 1)
            for letter in letters
            if (part := self._firsts.get((length, letter)))
        ]
        names = "".join(self._text[self._starts[first] : self._starts[last]] for first, last in parts)
        places = [at for part in parts for at in range(*part)]
        found = process.extract(sought, names.splitlines(), scorer=LIKENESS, score_cutoff=least, limit=limit)
        return [(name, self._positions[places[at]]) for name, _, at in found]


CACHE_KIB: Final = 256  # the system keeps the file in memory as well: 2 MB of it twice gain nothing
_MOST_BEGINNING: Final = 200  # names
LIKENESS: Final = OSA.normalized_similarity  # counts two letters swapped as one typo

_NAMED: Final = (
    "SELECT n.commune, n.folded, n.key, n.kind, n.prior, c.department, c.population"
    " FROM names n JOIN communes c ON c.code = n.commune "
)
_PLACES: Final = (
    "SELECT c.code, c.name, c.postcodes, c.epci, e.name, c.department, d.name, d.region, r.name,"
    " c.population, c.parent FROM communes c JOIN departments d ON d.code = c.department"
    " JOIN regions r ON r.code = d.region LEFT JOIN epcis e ON e.code = c.epci "
)
_TABLES: Final = {
    ZoneType.COMMUNE: "communes",
    ZoneType.EPCI: "epcis",
    ZoneType.DEPARTMENT: "departments",
    ZoneType.REGION: "regions",
}


class CommuneFile:
    """Queries on ``communes.sqlite``; opened at the first one, then shared by all threads."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def _rows(self) -> sqlite3.Connection:
        # Read-only and immutable: SQLite, built serialized, then needs no lock of ours between threads.
        uri = f"{self._path.absolute().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        connection.execute(f"PRAGMA cache_size={-CACHE_KIB}")
        weakref.finalize(self, connection.close)
        return connection

    @cached_property
    def all_keys(self) -> "Names":
        """Every indexed name, once: what a misspelt one is compared with."""
        return Names(self._rows.execute("SELECT DISTINCT key, 0 FROM names ORDER BY length(key), key"))

    @cached_property
    def all_run_together(self) -> "Names":
        """Names of several words without their spaces, for "Périerssur-le-Dan"; with the rows they are in."""
        return Names(
            self._rows.execute(
                "SELECT replace(folded, ' ', ''), rowid FROM names WHERE instr(folded, ' ')"
                " ORDER BY length(replace(folded, ' ', '')), folded"
            )
        )

    @cached_property
    def areas(self) -> dict[str, frozenset[str]]:
        """The departments meant by the name of a department or of a region, as it is indexed."""
        found = self._rows.execute(
            "SELECT r.name, d.name, d.code FROM departments d JOIN regions r ON r.code = d.region"
        ).fetchall()
        regions: dict[str, frozenset[str]] = {}
        for region, _, code in found:
            regions[key(fold(region))] = regions.get(key(fold(region)), frozenset()) | {code}
        others = {
            key(fold(name)): frozenset(codes.split())
            for name, codes in (FORMER_REGIONS | OTHER_NAMES).items()
        }
        own = {key(fold(department)): frozenset({code}) for _, department, code in found}
        return others | regions | own

    @cached_property
    def cities(self) -> dict[str, City]:
        """The three cities that have arrondissements, by the key of their name."""
        found = self._rows.execute(
            "SELECT p.name, p.code, a.code FROM communes a JOIN communes p ON p.code = a.parent"
            " ORDER BY a.code"
        )
        cities: dict[str, City] = {}
        for name, city, arrondissement in found:
            _, others = cities.get(key(fold(name)), City(city, ()))
            cities[key(fold(name))] = City(city, (*others, arrondissement))
        return cities

    def place(self, code: str) -> Place | None:
        """Return the commune or arrondissement of a current INSEE code."""
        return next(iter(self.places([code])), None)

    def places(self, codes: Sequence[str]) -> list[Place]:
        """Return those of current INSEE codes, in their order."""
        marks = ", ".join("?" * len(codes))
        found = self._rows.execute(f"{_PLACES}WHERE c.code IN ({marks})", codes)
        places = {
            code: Place(code, name, tuple(postcodes.split()), *rest) for code, name, postcodes, *rest in found
        }
        return [places[code] for code in codes if code in places]

    def successor(self, code: str) -> str | None:
        """Return the code of the commune that a former INSEE code now belongs to."""
        found = self._rows.execute("SELECT commune FROM former_codes WHERE code = ?", [code]).fetchone()
        return found and str(found[0])

    def name_of(self, kind: ZoneType, code: str) -> str | None:
        """Return the name of a zone, None when no zone of this kind has this code."""
        statement = f"SELECT name FROM {_TABLES[kind]} WHERE code = ?"  # noqa: S608 — one of ours
        found = self._rows.execute(statement, [code]).fetchone()
        return found and str(found[0])

    def named(self, keys: Iterable[str]) -> list[Named]:
        """Return the names indexed under these keys."""
        wanted = list(keys)
        marks = ", ".join("?" * len(wanted))
        return self._named(f"WHERE n.key IN ({marks})", wanted)

    def numbered(self, rows: Iterable[int]) -> list[Named]:
        """Return the names in these rows."""
        rowids = list(rows)
        return self._named(f"WHERE n.rowid IN ({', '.join('?' * len(rowids))})", rowids)

    def beginning_with(self, name: str, departments: Collection[str] = ()) -> list[Named]:
        """Return the own and former names that go on after these whole words, the likeliest.

        Those of some departments come first: thousands begin with "saint".
        """
        begun = "WHERE n.key > ? AND n.key < ? AND n.kind <> 'everyday'"
        first = f" ORDER BY c.department IN ({', '.join('?' * len(departments))}) DESC, n.prior DESC LIMIT ?"
        return self._named(begun + first, [f"{name} ", f"{name}!", *departments, _MOST_BEGINNING])

    def cut_short(self, letters: str, most: int) -> list[Named]:
        """Return the own names of the largest communes that go on after these letters."""
        longer = "WHERE n.key > ? AND n.key < ? AND n.kind = 'own' ORDER BY c.population DESC, n.key LIMIT ?"
        return self._named(longer, [letters, f"{letters}~", most])

    def communes_in(self, department: str) -> list[str]:
        """Return the codes of the communes of a department."""
        found = self._rows.execute(
            "SELECT code FROM communes WHERE code > ? AND code < ? AND parent IS NULL", _codes_in(department)
        )
        return [code for (code,) in found]

    def sole_commune(self, departments: Iterable[str]) -> list[str]:
        """Return the only commune of some departments (Paris, some islands); none where there are several."""
        codes = [code for department in departments for code in self.communes_in(department)]
        return codes if len(codes) == 1 else []

    def named_in(self, department: str) -> list[Named]:
        """Return the names of the communes of a department."""
        return self._named("WHERE n.commune > ? AND n.commune < ?", _codes_in(department))

    def with_postcode(self, postcode: str) -> list[Named]:
        """Return the names of the communes of a postal code; arrondissements bear their city's."""
        return self._named("JOIN postcodes p ON p.commune = c.code WHERE p.code = ?", [postcode])

    def postcode(self, postcode: str) -> list[str]:
        """Return the codes of the communes and arrondissements of a postal code, largest first."""
        found = self._rows.execute(
            "SELECT c.code FROM postcodes p JOIN communes c ON c.code = p.commune"
            " WHERE p.code = ? ORDER BY c.population DESC, c.code",
            [postcode],
        )
        return [code for (code,) in found]

    def points(self, south: float, north: float) -> list[tuple[float, float, str]]:
        """Return (latitude, longitude, code) of the inhabited places between two latitudes."""
        return self._rows.execute(
            "SELECT * FROM points WHERE latitude BETWEEN ? AND ?", [south, north]
        ).fetchall()

    def point(self, code: str) -> tuple[float, float] | None:
        """Return where a commune is, in degrees; None for a small one whose point is not known."""
        found = self._rows.execute(
            "SELECT latitude, longitude FROM points WHERE commune = ? LIMIT 1", [code]
        ).fetchone()
        return None if found is None else (found[0], found[1])

    def _named(self, condition: str, values: Sequence[str | int]) -> list[Named]:
        return [Named(*found) for found in self._rows.execute(_NAMED + condition, values)]


def _codes_in(department: str) -> list[str]:
    """Return the bounds of the commune codes of a department: they begin with its own."""
    return [department, f"{department}~"]
