"""The table of communes shipped with the product: complete, attributed, and forgiving of typos."""

import json
import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from conversations.network.basins import ZoneType
from conversations.network.places import PlaceSearch
from models.data import ATTRIBUTION, COMMUNES
from models.places.build_communes import build
from models.places.search import CommuneTable

gazetteer = CommuneTable()


def test_a_former_commune_leads_to_the_one_that_absorbed_it() -> None:
    assert gazetteer.find("Bellegarde-sur-Valserine").places[0].name == "Valserhône"
    former = gazetteer.commune("01033")
    assert former is not None and former.name == "Valserhône"
    assert gazetteer.commune("01091") == former


@pytest.mark.parametrize(
    ("former", "code"),
    [
        ("Olonne-sur-Mer", "85194"), ("Beaupréau", "49023"), ("Damville", "27198"), ("Triaucourt", "55517"),
        ("Saint-Eutrope 16190", "16230"), ("Thorens-Glières", "74282"), ("Châlons-sur-Marne", "51108"),
    ],
)  # fmt: skip
def test_a_name_that_a_commune_bore_since_1943_leads_to_it(former: str, code: str) -> None:
    assert gazetteer.find(former).places[0].code == code


def test_as_many_former_names_are_known_as_former_codes(table: sqlite3.Connection) -> None:
    [former] = table.execute("SELECT count(*) FROM names WHERE kind = 'former'").fetchone()
    [codes] = table.execute("SELECT count(*) FROM former_codes").fetchone()
    assert former >= codes


def test_an_arrondissement_knows_its_commune_and_shares_its_intercommunality() -> None:
    arrondissement, city = gazetteer.commune("13208"), gazetteer.commune("13055")
    assert arrondissement is not None and city is not None
    assert arrondissement.parent == city.code
    assert arrondissement.epci == city.epci == "200054807"
    assert city.parent is None


def test_a_commune_is_told_in_full() -> None:
    place = gazetteer.commune("13005")
    assert place is not None
    assert (place.name, place.postcodes, place.epci_name) == (
        "Aubagne",
        ("13400",),
        "Métropole d'Aix-Marseille-Provence",
    )
    assert (place.department_name, place.region_name) == ("Bouches-du-Rhône", "Provence-Alpes-Côte d'Azur")
    assert place.population > 40_000


def test_a_commune_without_intercommunality_has_none() -> None:
    island = gazetteer.find("Île-d'Yeu").places[0]
    assert (island.name, island.epci, island.epci_name) == ("L'Île-d'Yeu", None, None)


@pytest.mark.parametrize("code", ["", "00000", "99999", "aubagne"])
def test_an_unknown_code_is_no_commune(code: str) -> None:
    assert gazetteer.commune(code) is None


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (ZoneType.COMMUNE, "13005"),
        (ZoneType.COMMUNE, "75115"),
        (ZoneType.EPCI, "200054807"),
        (ZoneType.DEPARTMENT, "2A"),
        (ZoneType.DEPARTMENT, "974"),
        (ZoneType.REGION, "93"),
    ],
)
def test_every_kind_of_zone_is_known_by_its_code(kind: ZoneType, code: str) -> None:
    assert gazetteer.has(kind, code)
    assert not gazetteer.has(kind, code + "0")


def test_the_code_of_a_former_commune_is_no_zone() -> None:
    assert not gazetteer.has(ZoneType.COMMUNE, "01091")


def test_zones_are_named_by_their_code() -> None:
    assert gazetteer.epci_name("200046977") == "Métropole de Lyon"
    assert gazetteer.department_name("2B") == "Haute-Corse"
    assert gazetteer.region_name("04") == "La Réunion"
    assert gazetteer.epci_name("0") is gazetteer.department_name("0") is gazetteer.region_name("0") is None


@pytest.mark.parametrize(
    ("latitude", "longitude", "name"),
    [
        (43.2927, 5.5708, "Aubagne"),
        (48.6750, 5.8917, "Toul"),
        (48.8566, 2.3522, "Paris"),
        (41.9192, 8.7386, "Ajaccio"),
        (-20.8823, 55.4504, "Saint-Denis"),
        (-22.2758, 166.4580, "Nouméa"),
        (14.6161, -61.0588, "Fort-de-France"),
    ],
)
def test_a_shared_location_finds_its_commune_first_or_second(
    latitude: float, longitude: float, name: str
) -> None:
    search = gazetteer.near(latitude, longitude)
    assert name in [place.name for place in search.places[:2]]
    assert not search.certain
    assert len({place.code for place in search.places}) == len(search.places) == 4


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(51.5074, -0.1278), (40.4168, -3.7038), (0.0, 0.0), (46.0, -20.0), (90.0, 180.0), (-90.0, -180.0)],
)
def test_a_location_far_from_any_commune_is_abroad(latitude: float, longitude: float) -> None:
    assert gazetteer.near(latitude, longitude) == PlaceSearch(abroad=True)


@pytest.fixture
def table() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(COMMUNES)
    yield connection
    connection.close()


def test_the_table_holds_the_communes_of_2026(table: sqlite3.Connection) -> None:
    [counts] = table.execute("SELECT sum(parent IS NULL), sum(parent IS NOT NULL) FROM communes")
    assert counts == (34_969, 45)


def test_every_commune_has_a_department_and_a_region(table: sqlite3.Connection) -> None:
    codes = [code for (code,) in table.execute("SELECT code FROM communes")]
    places = [gazetteer.commune(code) for code in codes]
    assert all(place and place.department_name and place.region_name for place in places)


def test_the_attribution_names_every_source_shipped(table: sqlite3.Connection) -> None:
    facts = table.execute("SELECT fact FROM sources").fetchall()
    assert facts
    assert all(fact in ATTRIBUTION for (fact,) in facts)


def test_no_part_of_the_table_names_a_commune_that_is_not_in_it(table: sqlite3.Connection) -> None:
    for part in ("names", "postcodes", "former_codes", "points"):
        statement = f"SELECT count(*) FROM {part} WHERE commune NOT IN (SELECT code FROM communes)"
        assert table.execute(statement).fetchone() == (0,)
    assert table.execute("SELECT count(*) FROM communes WHERE instr(code, department) <> 1").fetchone() == (
        0,
    )


def one_typo(word: str, chance: random.Random) -> str:
    """Return the word with one letter dropped, doubled, swapped with the next or replaced."""
    at = chance.randrange(1, len(word) - 1)
    letter = chance.choice("abcdefghijklmnopqrstuvwxyz")
    return chance.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :],
            word[:at] + letter + word[at + 1 :],
        ]
    )


def test_one_typo_in_a_town_name_is_forgiven_nine_times_in_ten(table: sqlite3.Connection) -> None:
    towns = table.execute(
        "SELECT code, name FROM communes"
        " WHERE population > 5000 AND parent IS NULL AND length(name) > 4 ORDER BY code"
    ).fetchall()
    chance = random.Random(2026)
    first = shown = misled = 0
    for code, name in chance.sample(towns, 400):
        search = gazetteer.find(one_typo(name, chance))
        codes = [place.code for place in search.places]
        first += codes[:1] == [code]
        shown += code in codes
        misled += search.certain and codes[0] != code
    print(f"one typo in 400 towns: {first / 4} % first, {shown / 4} % shown, {misled} wrongly certain")
    assert first >= 0.9 * 400
    assert misled <= 0.01 * 400


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Give a source of one commune, laid out like the real one."""
    commune = {
        "code": "99001",
        "nom": "Sainte-Fictive-lès-Tests",
        "type": "commune-actuelle",
        "departement": "99",
        "region": "98",
        "codesPostaux": ["99100"],
        "population": 1200,
        "anciensCodes": ["99002"],
    }
    area = {"code": "99", "nom": "Essai", "region": "98"}
    epci = {"code": "200000000", "nom": "CC des Tests", "membres": [{"code": "99001"}]}
    files = {
        "communes": [commune],
        "departements": [area],
        "regions": [{"code": "98", "nom": "Épreuve"}],
        "epci": [epci],
        "historique-communes": [{"code": "99002", "nom": "Vieille-Fictive", "type": "COM"}],
    }
    (tmp_path / "data").mkdir()
    for name, entries in files.items():
        (tmp_path / "data" / f"{name}.json").write_text(json.dumps(entries), "utf-8")
    place = [
        "1",
        "Tests",
        "Tests",
        "",
        "45.5",
        "3.5",
        "P",
        "PPL",
        "FR",
        "",
        "98",
        "99",
        "991",
        "99001",
        "900",
    ]
    (tmp_path / "cities500.txt").write_text("\t".join(place) + "\n", "utf-8")
    (tmp_path / "aliases.tsv").write_text("# comment\nTestville\t99001 Sainte-Fictive-lès-Tests\n", "utf-8")
    return tmp_path


def test_the_table_is_built_from_its_sources_the_same_each_time(package: Path) -> None:
    def built(name: str) -> Path:
        build(package, package, package / "cities500.txt", package / name, package / "aliases.tsv")
        return package / name

    table = CommuneTable(built("once.sqlite"))
    for words in ("Ste Fictive les Tests", "testville", "vieille fictive", "99100"):
        assert [place.code for place in table.find(words).places] == ["99001"]
    assert table.commune("99002") == table.commune("99001") == table.near(45.51, 3.5).places[0]
    assert built("again.sqlite").read_bytes() == (package / "once.sqlite").read_bytes()


def test_an_everyday_name_whose_code_and_commune_disagree_stops_the_build(package: Path) -> None:
    (package / "aliases.tsv").write_text("Testville\t99001 Ailleurs\n", "utf-8")
    with pytest.raises(ValueError, match="Testville: 99001 is Sainte-Fictive-lès-Tests"):
        cities, target = package / "cities500.txt", package / "communes.sqlite"
        build(package, package, cities, target, package / "aliases.tsv")
