"""A commune as people say it: settled when nothing else is said, offered when something is."""

import sqlite3
from contextlib import closing

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from conversations.inputs import InvalidAnswer, Kept, PlaceInput, Settled
from conversations.network.places import LANDMARK, SAYING_WHERE
from conversations.situation import Situation
from conversations.understanding.residue import IDLE
from models.data import COMMUNES
from models.places.names import fold, key
from tests.conversations.inputs.test_measures import candidates, refused, settled
from tests.conversations.worlds import sample_world

ALONE = Situation({}, sample_world())
PLACE = PlaceInput()
FEW = 3

SETTLED = [
    # the name, and only the words in which it is said
    ("Toul", "54528"), ("à Toul", "54528"), ("à Nancy", "54395"), ("Toul centre", "54528"),
    ("C'est à Toul, merci", "54528"),
    ("On est basés sur Aubagne", "13005"), ("we are in Lyon", "69123"), ("ville de Toul", "54528"),
    # its department, its region or its postal code agree
    ("ales dans le gard", "30007"), ("Saint-Denis 93", "93066"), ("Saint-Denis (93)", "93066"),
    ("Saint-Denis à la Réunion", "97411"), ("Saint-Pierre, Martinique", "97225"),
    ("toul en lorraine", "54528"),
    ("Montlebon, Doubs, Bourgogne-Franche-Comté", "25403"),
    ("Étretat, Normandy", "76254"), ("54200 Toul", "54528"),
    ("Toul - 54200 - France", "54528"), ("92300 Levallois", "92044"), ("97150 Marigot", "97801"),
    ("charmes dans les vosges", "88090"), ("Dax dans les Landes", "40088"),
    ("Gurunhuel, dans les Côtes-d'Armor", "22072"),
    ("Saint-Martin-du-Var (Provence-Alpes-Côte d'Azur)", "06126"),  # no Saint-Martin of the Var
    # where it is in the town, whose firm it is, beside what
    ("Toul, quartier de la gare", "54528"), ("hyper centre Toul", "54528"), ("Toul 2ème étage", "54528"),
    ("en face de la mairie à Toul", "54528"), ("près de la gare, à Toul", "54528"),
    ("au bord du canal à Toul", "54528"), ("galerie marchande à Toul", "54528"),
    ("hôtel d'entreprises, Toul", "54528"), ("dans le centre historique de Toul", "54528"),
    ("siège et ateliers à Toul", "54528"),
    ("j'ai mon salon à Toul", "54528"), ("mon bar est à Toul", "54528"),
    ("on loue un local à Toul", "54528"), ("plaquiste à Toul", "54528"), ("SARL Martin, Toul", "54528"),
    ("Boulangerie Martin à Toul", "54528"), ("Toul, entre Nancy et Bar-le-Duc", "54528"),
    ("Fontaine, juste à côté de Grenoble", "38169"), ("Lavau, dans l'agglo de Troyes", "10191"),
    ("Lucé près de Chartres", "28218"),
    # an address that ends in both, or a town before its street
    ("12 rue de la Gare 54200 Toul", "54528"), ("12 bis, rue de Nancy\n54200 TOUL", "54528"),
    ("ZA les Prés, 49600 Beaupréau", "49023"), ("14 rue Neuve BP 70318 59400 Cambrai", "59122"),
    ("Angers, 3 rue de Nantes", "49007"),
    ("49 rue Aristide Briand Osny", "95476"), ("12 rue Paul Éluard Charenton le Pont", "94018"),
    ("12 rue Victor Hugo Vanves", "92075"), ("rue du 8 mai 1945 Cormery", "37083"),
    ("9 rue de l'école Bitschhoffen", "67048"), ("3 rue de la gare Commercy", "55122"),
    ("12 rue des Lilas Commercy", "55122"), ("5 rue nationale Fort-Mardyck", "59183"),
    ("22 avenue de la République à Créteil", "94028"), ("39 rue de Beaulieu, Poitiers", "86194"),
    ("7 place du Petit Rochefort à Claix Isère", "38111"), ("12 rue Victor Hugo Le Bugue", "24067"),
    # a firm, premises or a hamlet before its town
    ("Zone industrielle des Paluds, Aubagne", "13005"), ("ZI les Chanoux Neuilly sur Marne", "93050"),
    ("Menuiserie Mirabelle - 15 place Carnot - 69002 Lyon", "69382"),
    ("Atelier Martin - Toul, 3 rue Haute 54200 Toul", "54528"), ("Les Bouillides, 06560 Valbonne", "06152"),
    ("boulangerie à Toul", "54528"), ("a restaurant in Étretat", "76254"),
    ("un hameau de Cremps, dans le Lot", "46082"),
    ("a small town called Artix in the Pyrénées-Atlantiques", "64061"),
    ("COURBEVOIE 92925 PARIS LA DEFENSE CEDEX", "92026"),
    ("Les Granges 35580 Guichen", "35126"), ("lieu-dit le Bourg, 35580 Guichen", "35126"),
    # sentences
    ("chez moi à Guichen", "35126"), ("à Guichen même", "35126"), ("Guichen, bonne journée", "35126"),
    ("Guichen, merci d'avance", "35126"), ("je tiens un commerce à Guichen", "35126"),
    ("je suis coiffeuse à Guichen", "35126"), ("en centre-ville à Guichen", "35126"),
    ("on est restés à Guichen", "35126"), ("je crois que c'est Guichen", "35126"),
    ("le projet se fera sur notre site de Guichen", "35126"),
    # near another one, which only tells where the first is
    ("Guichen près de Rennes", "35126"), ("on est à Guichen, à côté de Rennes", "35126"),
    ("Guichen, banlieue de Rennes", "35126"), ("Guichen, near Rennes", "35126"),
    ("le siège social est à Commercy (55)", "55122"), ("je suis artisan à Commercy depuis 10 ans", "55122"),
    ("our head office is in Commercy, France", "55122"), ("we are in Paris, near the Eiffel Tower", "75056"),
    ("l'entreprise se situe à Commercy, près de la gare", "55122"),
    # slips that leave one commune
    ("22 bd de la République Sant-Sulpice-la-Forêt", "35315"), ("Champplan Essonne", "91136"),
    ("lhaylesroses", "94038"), ("rue des Lilas Cernay-lèss-Reims", "51105"), ("bordaux", "33063"),
    # arrondissements
    ("marseille 15eme", "13215"), ("Marseille, quinzième", "13215"), ("Lyon septième", "69387"),
    ("paris 11", "75111"), ("Paris XI", "75111"), ("dans le 11e à Paris", "75111"),
    ("La Rochelle", "17300"), ("avon", "77014"),  # where a namesake is two hundred times smaller
    ("à Paris 11e", "75111"), ("à marseille 1er", "13201"), ("a lyon 3", "69383"),
    ("boutique rue Chapon, Paris 3ème", "75103"),
    # former and everyday names
    ("Les Milles, Aix-en-Provence", "13001"), ("Sophia Antipolis, 06560 Valbonne", "06152"),
    ("Olonne-sur-Mer", "85194"), ("Beaupréau", "49023"), ("Gustavia", "97701"), ("Grand-Case", "97801"),
]  # fmt: skip

OFFERED = [
    # a landmark, or not the one
    ("près de Toul", ["54528"]), ("à côté de Nancy", ["54395"]), ("pas à Paris", ["75056"]),
    ("à 10 minutes de Toul", ["54528"]), ("vers Toul", ["54528"]), ("Toul nord", ["54528"]),
    ("not in Paris", ["75056"]), ("partout sauf Toul", ["54528"]),
    ("mon comptable est à Guichen", ["35126"]), ("on a fermé à Guichen", ["35126"]),
    ("j'habite à Guichen", ["35126"]), ("Nancy 35580 Guichen", ["35126", "54395"]),
    ("Guichen ou à côté de Rennes", ["35126"]), ("à 20 km de Rennes", ["35238"]),
    ("près de Guichen, à côté de Rennes", ["35126"]),
    # two of them
    ("entre Toul et Nancy", ["54528", "54395"]), ("Toul et Commercy", ["54528", "55122"]),
    ("Toul ou Nancy", ["54528", "54395"]), ("Toul, Nancy", ["54528", "54395"]),
    ("on a deux sites, Toul et Lunéville", ["54528", "54329"]),
    ("Paris 8 et Roubaix", ["75108", "59512"]), ("on est à Commercy et on livre Toul", ["55122", "54528"]),
    ("on livre à Toul", ["54528"]), ("j'ai quitté Nancy pour Toul", ["54528", "54395"]),
    # an address whose town is only likely, or two towns in it
    ("12 rue Danielle Casanova", ["2B074"]),
    ("Toul, ZI de Gondreville", ["54528", "54232"]),
    ("5 chemin du Bois, Alvimare, 76640 Fauville en Caux", ["76258", "76002"]),
    # the office of a CEDEX may be elsewhere
    ("49045 ANGERS CEDEX 01", ["49007"]), ("Lyon, 69061, CEDEX 06", ["69123", "69386"]),
    ("92054 Paris La Défense Cedex", ["92062"]),
    ("Sophia Antipolis, côté Biot", ["06018"]),
    # homonyms, by the ear too
    ("Marigot", ["97216", "97801"]), ("Saint-Martin", ["97801"]), ("Saint-Thibaut", ["10363"]),
    ("Saint-Gilles", ["97415", "30258"]), ("Ducos", ["97207", "98818"]),
    ("ZI Nord, La Flamengrie", ["59232", "02312"]),
    # what contradicts itself
    ("13100 Aubagne", ["13005"]), ("Toul 55", ["54528"]), ("54200", ["54528"]),
    ("Villeneuve (Lot)", []), ("Ay-sur-Marne", ["02042"]), ("69, rue de Varenne - 75700", ["75056"]),
    # slips and short forms
    ("toulouze et perpinian", ["31555", "66136"]),
    ("perpinian", ["66136"]),
    ("Monpellier", ["34172"]), ("azinc", ["62069"]),
    ("allau rue des moulins", ["13002"]), ("La Roche", ["85191"]), ("bar", ["55029"]),
]  # fmt: skip

ABROAD = [
    "Monaco", "98000", "98000 Monaco", "Genève", "1201 Genève", "je suis à Genève (Suisse)",
    "Kehl, Allemagne", "Dakar", "Charleroi", "Jersey", "San Sebastian", "près de Genève", "B-1000 Bruxelles",
    "la Chaux-de-Fonds", "Sénégal", "London, UK",
]  # fmt: skip


@pytest.mark.parametrize(("text", "code"), SETTLED)
def test_a_commune_said_plainly_is_taken(text: str, code: str) -> None:
    answer = settled(PLACE, text)
    assert isinstance(answer, dict)
    assert answer["code"] == code


@pytest.mark.parametrize(("text", "codes"), OFFERED)
def test_a_commune_beside_which_something_is_said_is_offered(text: str, codes: list[str]) -> None:
    answers = candidates(PLACE, text)
    assert isinstance(answers, list) and answers
    offered = [answer["code"] for answer in answers if isinstance(answer, dict)]
    assert {*codes} <= {*offered[:FEW]}


@pytest.mark.parametrize("text", ABROAD)
def test_a_town_abroad_is_told_that_alize_helps_in_france(text: str) -> None:
    assert refused(PLACE, text).startswith("Alizé helps establishments in France")


def test_communes_that_have_the_name_of_a_town_abroad_are_offered() -> None:
    outcome = PLACE.read("Tournai", {}, ALONE)
    assert isinstance(outcome, Kept) and outcome.note
    assert outcome.note.msgid.startswith("Alizé helps establishments in France")


@pytest.mark.parametrize("text", ["12 rue d'Italie 54200 Toul", "place de Monaco, 54200 Toul"])
def test_a_street_named_after_a_country_is_in_france(text: str) -> None:
    assert settled(PLACE, text)


def communes() -> list[tuple[str, str]]:
    """Return communes that are settled by their name alone: their names and their codes."""
    with closing(sqlite3.connect(COMMUNES)) as table:
        rows = table.execute("SELECT name, code FROM communes WHERE population > 1500 AND parent IS NULL")
        some = rows.fetchall()[::40]
    return [(name, code) for name, code in some if found(name) == code]


def found(text: str) -> object:
    """Return the code of the commune that a text settles, None where it settles none."""
    try:
        outcome = PLACE.read(text, {}, ALONE)
    except InvalidAnswer:
        return None
    answer = outcome.answer if isinstance(outcome, Settled) else None
    return answer["code"] if isinstance(answer, dict) else None


def everywhere() -> tuple[list[tuple[str, str, str, str]], frozenset[str]]:
    """Return all communes, by name, code, department and postal code; and the keys of all names."""
    with closing(sqlite3.connect(COMMUNES)) as table:
        rows = table.execute(
            "SELECT name, code, department, substr(postcodes, 1, 5) FROM communes"
            " WHERE parent IS NULL AND postcodes <> '' AND length(name) > 1"
            " AND code NOT IN (SELECT parent FROM communes WHERE parent IS NOT NULL) ORDER BY code"
        ).fetchall()
        keys = frozenset(name for (name,) in table.execute("SELECT key FROM names"))
    return rows, keys


ALL, NAMES = everywhere()
PLAIN = communes()
IN_NAMES = frozenset(("cedex", "ville", "eaux", "coeur", "elle", "mon", "ma", "mes"))
"""Words that make of a name nearly another: it is asked then."""
WORDS = st.sampled_from(sorted((IDLE | SAYING_WHERE) - LANDMARK - IN_NAMES))
STREETS, TOWNS = frozenset(("rue", "place")), frozenset(("Nancy", "Lyon", "Brest"))
OTHERS = st.sampled_from(
    "pas près sauf vers boulangerie client livre quitté 12 75011 Nancy Lyon Brest Suisse rue place nord et"
    " ou cedex entre demain projet ancien futur secteur 93 97 bassin".split()
)


@given(st.sampled_from(PLAIN), st.lists(WORDS, max_size=2), st.lists(WORDS, max_size=2))
def test_idle_words_change_no_commune(plain: tuple[str, str], before: list[str], after: list[str]) -> None:
    name, code = plain
    assert found(" ".join([*before, name, *after])) == code


SLIPS = st.tuples(
    st.integers(1, 60), st.sampled_from(["drop", "double", "swap", "other"]), st.sampled_from("aeionrst")
)
AROUND = st.sampled_from(
    ("{}", "12 rue Victor Hugo {}", "3 rue de la gare {}", "22 avenue de la République à {}", "ZI Nord, {}",
     "une boulangerie à {}", "à {} dans le {department}", "{} {department}", "8 rue Haute {code} {}")
)  # fmt: skip


def slipped(name: str, slip: tuple[int, str, str]) -> str:
    """Return a name with one slip of the finger."""
    place, kind, letter = slip
    at = place % (len(name) - 1)
    written = {"drop": "", "double": name[at] * 2, "swap": name[at + 1] + name[at], "other": letter}[kind]
    return name[:at] + written + name[at + 1 + (kind == "swap") :]


@example(("Mont-Dauphin", "05082", "05", "05600"), (58, "drop", ""), "{}")
@given(st.sampled_from(ALL), SLIPS, AROUND)
def test_one_slip_never_settles_another_commune(
    commune: tuple[str, str, str, str], slip: tuple[int, str, str], around: str
) -> None:
    name, code, department, postcode = commune
    typed = slipped(name, slip)
    said = around.format(typed, department=department, code=postcode)
    assert key(fold(typed)) in NAMES or found(said) in (code, None)


@given(st.sampled_from(ALL), AROUND)
def test_a_name_never_settles_another_commune(commune: tuple[str, str, str, str], around: str) -> None:
    name, code, department, postcode = commune
    assert found(around.format(name, department=department, code=postcode)) in (code, None)


@given(st.sampled_from(PLAIN), st.lists(OTHERS, max_size=2), st.lists(OTHERS, max_size=2))
def test_no_other_word_settles_another_commune(
    plain: tuple[str, str], before: list[str], after: list[str]
) -> None:
    name, code = plain
    assume(not (STREETS.intersection(before) and TOWNS.intersection(after)))  # "rue Dinan Brest" is in Brest
    assume((name, "12") != ("Gaillac", *before[-1:]))  # of the Aveyron
    assert found(" ".join([*before, name, *after])) in (code, None)
