"""Places as applicants write them, searched in the real table of communes."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.network.places import PlaceSearch
from models.places.search import CommuneTable

gazetteer = CommuneTable()

FIRST_ANSWERS = [
    # A name, however it is typed
    ("Aubagne", "13005"),
    ("  AUBAGNE ", "13005"),
    ("aubange", "13005"),
    ("Toul", "54528"),
    ("chalon sur saone", "71076"),
    ("Chalons en champagne", "51108"),
    ("chalon s/ saône", "71076"),
    ("St Etienne", "42218"),
    ("saint-etiene", "42218"),
    ("ste foy les lyon", "69202"),
    ("St-Maur-des-Fossés", "94068"),
    ("saint maur des fosses", "94068"),
    ("lhay les roses", "94038"),
    ("Hay-les-Roses", "94038"),
    ("le havre", "76351"),
    ("Mans", "72181"),
    ("abymes", "97101"),
    ("villeneuve d'ascq", "59009"),
    ("villeneuve dascq", "59009"),
    ("Clermont Ferand", "63113"),
    ("Monpellier", "34172"),
    ("Toulouze", "31555"),
    ("Grenobl", "38185"),
    ("Mulouse", "68224"),
    ("Strasbroug", "67482"),
    ("Oeting", "57521"),
    ("Évry", "91228"),
    ("Bourg en bresse", "01053"),
    ("Chalon", "71076"),
    # With a department or a postal code
    ("Aubagne 13", "13005"),
    ("13400 Aubagne", "13005"),
    ("Aubagne, 13400", "13005"),
    ("13 400 aubagne", "13005"),
    ("13400 aubange", "13005"),
    ("13100 Aubagne", "13005"),
    ("Saint-Denis 93", "93066"),
    ("saint denis (974)", "97411"),
    ("St Denis Réunion", "97411"),
    ("Saint-Pierre de la Réunion", "97416"),
    ("Saint-Pierre Martinique", "97225"),
    ("Landes 17", "17202"),
    ("54 Toul", "54528"),
    ("Toul Meurthe-et-Moselle", "54528"),
    ("neuily sur marne", "93050"),
    ("3 rue des Lilas, 54200 Toul", "54528"),
    ("Aubagne, Bouches-du-Rhône, France", "13005"),
    # Arrondissements
    ("Marseille 8e", "13208"),
    ("Marseille 8ème", "13208"),
    ("13008 Marseille", "13208"),
    ("Paris 15", "75115"),
    ("Paris XV", "75115"),
    ("15e arrondissement de Paris", "75115"),
    ("75015", "75115"),
    ("75116 Paris", "75116"),
    ("Lyon 3", "69383"),
    ("Lyon 3ème arrondissement", "69383"),
    ("Lyon 69", "69123"),
    ("paris XVIe", "75116"),
    ("paris", "75056"),
    # CEDEX
    ("13457 Marseille Cedex 13", "13055"),
    ("75356 PARIS CEDEX 07", "75056"),
    ("92054 Paris La Défense Cedex", "92062"),
    ("54035 NANCY CEDEX", "54395"),
    # Overseas, Corsica
    ("97400", "97411"),
    ("Nouméa", "98818"),
    ("noumea", "98818"),
    ("Fort de France", "97209"),
    ("Cayene", "97302"),
    ("Mamoudzou", "97611"),
    ("Papeete", "98735"),
    ("20000", "2A004"),
    ("Ajaccio 2A", "2A004"),
    ("bastia corse", "2B033"),
    # A department or a region whose name is in the commune's
    ("à Saint-Martin-de-Fenouillet dans le 66", "66184"),
    ("Saint-Martin-en-Haut 69", "69227"),
    ("Loire-Authion dans le 49", "49307"),
    ("Gournay-en-Bray Seine-Maritime", "76312"),
    # In a sentence
    ("je suis à Toul (54)", "54528"),
    ("on est basés sur Aubagne", "13005"),
    ("Notre atelier est situé à Saint-Dié des Vosges", "88413"),
    ("we are based in Lyon", "69123"),
    ("mon entreprise est près de Nancy", "54395"),
    # Names that are not communes
    ("La Défense", "92062"),
    ("Sophia-Antipolis", "06152"),
    ("Fos", "13039"),
    ("j'ai une menuiserie à Aubange", "13005"),
    ("Nous sommes installés depuis 2012 à Pont-à-Mousson", "54431"),
    ("I run a bakery in Toulouze", "31555"),
    # A slip in a name that holds another one
    ("mon entreprise est à Saint-Georges-dde-Commiers", "38388"),
    ("12 rue Victor Hugo Garge-lès-Gonesse", "95268"),
    ("à Clichy-soua-Bois depuis 2012", "93014"),
    # A name until 2018
    ("Saint-Ouen", "93070"),
    ("Vire", "14762"),
]


@pytest.mark.parametrize(("words", "code"), FIRST_ANSWERS)
def test_the_commune_meant_comes_first(words: str, code: str) -> None:
    assert gazetteer.find(words).places[0].code == code


@pytest.mark.parametrize(
    "words",
    [
        "Aubagne", "aubagne 13", "13400 Aubagne", "Toul (54)", "je suis à Toul (54)", "Saint-Denis 93",
        "St Denis Réunion", "Lyon", "Paris", "Paris 15e", "13008 Marseille", "Nouméa", "Hay les Roses",
    ],
)  # fmt: skip
def test_words_with_one_reading_are_certain(words: str) -> None:
    assert gazetteer.find(words).certain


@pytest.mark.parametrize(
    "words", ["Saint-Denis", "Clermont", "Saint-Martin", "Chalon", "Vienne", "La Défense"]
)
def test_a_name_with_other_readings_is_not_certain(words: str) -> None:
    search = gazetteer.find(words)
    assert len(search.places) > 1
    assert not search.certain


@pytest.mark.parametrize("words", ["13400", "75015", "20000", "97400", "69003", "F-13400", "13 400"])
def test_a_postal_code_alone_is_never_enough(words: str) -> None:
    search = gazetteer.find(words)
    assert search.places
    assert not search.certain


@pytest.mark.parametrize(
    "words",
    [
        "Aubange", "Strasbroug", "montreil", "perigeux", "Saint-Thibo", "Rodes", "Rosey-le-Petit", "morlais",
        "13100 Aubange", "accueil",
    ],
)  # fmt: skip
def test_a_spelling_that_may_be_of_two_communes_or_of_none_is_not_certain(words: str) -> None:
    assert not gazetteer.find(words).certain


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Monpellier 34", "34172"), ("13400 Aubange", "13005"), ("sareguemine", "57631"),
        ("maisons laffite", "78358"), ("lhaylesroses", "94038"), ("carentan", "50099"),
        ("63 rue de Villiers, 92208 Neuilly-sur-Sein", "92051"), ("bordaux", "33063"),
    ],
)  # fmt: skip
def test_a_spelling_near_to_one_commune_alone_is_certain(words: str, code: str) -> None:
    search = gazetteer.find(words)
    assert search.settled
    assert search.places[0].code == code


@pytest.mark.parametrize(
    "words",
    ["13457 Marseille Cedex 13", "49045 Angers CEDEX 01", "Dijon CEDEX", "92054 Paris La Défense Cedex"],
)
def test_a_large_post_office_serves_other_towns_than_the_one_it_is_named_after(words: str) -> None:
    assert not gazetteer.find(words).certain


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("8 rue de la Savonnerie BP 101 59612 Fourmies Cedex", "59249"), ("54035 Nancy Cedex", "54395"),
        ("41 rue du Capitaine Guynemer Courbevoie 92925 PARIS LA DEFENSE CEDEX", "92026"),
    ],
)  # fmt: skip
def test_the_only_town_of_a_cedex_is_certain(words: str, code: str) -> None:
    search = gazetteer.find(words)
    assert search.settled
    assert search.places[0].code == code


@pytest.mark.parametrize("words", ["près d'Aubagne", "à côté de Toul", "Aubagne ou Toul", "near Lyon"])
def test_a_place_named_as_a_landmark_is_not_certain(words: str) -> None:
    search = gazetteer.find(words)
    assert search.places
    assert not search.certain


def test_a_village_one_letter_away_from_a_town_is_certain_only_with_its_department() -> None:
    search = gazetteer.find("Rodes")
    assert [place.name for place in search.places] == ["Rodès", "Rodez"]
    assert not search.certain
    assert gazetteer.find("Rodes 66").certain


def test_a_postal_code_that_contradicts_the_name_is_not_certain() -> None:
    search = gazetteer.find("13100 Aubagne")
    assert "Aix-en-Provence" in [place.name for place in search.places]
    assert not search.certain


def test_marseille_13_may_be_the_city_or_its_thirteenth_arrondissement() -> None:
    search = gazetteer.find("Marseille 13")
    assert {place.code for place in search.places[:2]} == {"13055", "13213"}
    assert not search.certain


def test_an_arrondissement_that_its_postal_code_contradicts_is_not_certain() -> None:
    assert gazetteer.find("69003 Lyon 3e").certain
    assert not gazetteer.find("69007 Lyon 3e").certain


def test_homonyms_are_all_proposed_largest_first() -> None:
    places = gazetteer.find("Saint-Denis").places
    assert {places[0].department, places[1].department} == {"93", "974"}


def test_all_the_communes_of_a_postal_code_are_proposed_largest_first() -> None:
    places = gazetteer.find("54200", limit=50).places
    assert places[0].name == "Toul"
    assert len(places) > 10
    assert all("54200" in place.postcodes for place in places)
    populations = [place.population for place in places]
    assert populations == sorted(populations, reverse=True)


@pytest.mark.parametrize(
    ("words", "department"),
    [
        ("13457", "13"), ("13", "13"), ("2A", "2A"), ("2b", "2B"), ("974", "974"), ("Bouches-du-Rhône", "13"),
        ("la réunion", "974"), ("Réunion", "974"), ("meurthe et moselle", "54"), ("en Haute-Corse", "2B"),
        ("département 54", "54"), ("20407 CEDEX", "2B"), ("97499", "974"), ("Nouvelle-Calédonie", "988"),
        ("01", "01"),
    ],
)  # fmt: skip
def test_a_department_alone_leaves_the_commune_to_be_asked(words: str, department: str) -> None:
    assert gazetteer.find(words) == PlaceSearch(department=department)


def test_the_department_of_paris_is_the_commune_of_paris() -> None:
    assert [place.code for place in gazetteer.find("75").places] == ["75056"]


@pytest.mark.parametrize(
    "words",
    [
        "", " ", "???", "asdfgh", "azertyuiop", "🏭🏭", "a" * 300, "Aubagne " * 60, "00000", "99999", "123",
        "je ne sais pas", "bonjour", "oui", "merci", "c'est gratuit ?", "Bretagne", "%", "*", "\x00", "à",
        "de la", "'; DROP TABLE communes; --", "356000000", "0612345678", "New York",
    ],
)  # fmt: skip
def test_words_that_name_no_place_find_nothing(words: str) -> None:
    assert gazetteer.find(words) == PlaceSearch()


def test_several_threads_may_search_at_once() -> None:
    table = CommuneTable()
    with ThreadPoolExecutor(4) as threads:
        searches = list(threads.map(table.find, ["Aubagne", "Strasbroug", "13400", "Nouméa"] * 10))
    assert searches == [gazetteer.find(words) for words in ["Aubagne", "Strasbroug", "13400", "Nouméa"] * 10]


@given(st.text(max_size=250))
def test_no_text_breaks_the_search(words: str) -> None:
    assert len(gazetteer.find(words).places) <= 6


@pytest.mark.parametrize("limit", [1, 3, 6])
def test_no_more_places_than_asked(limit: int) -> None:
    assert len(gazetteer.find("Saint-Martin", limit=limit).places) == limit


@pytest.mark.parametrize(
    "words", ["Toul près de {}1", "Toul, je me déplace partout {}1", "Toul, entre {} et {}1", "Toul, {}1"]
)
def test_a_long_word_beside_a_town_costs_no_more_than_another(words: str) -> None:
    long_word = "a" * (150 // words.count("{}"))
    gazetteer.find("Toul")
    start = time.perf_counter()
    gazetteer.find(words.replace("{}", long_word))

    assert time.perf_counter() - start < 0.1
