"""Whoever would hesitate between two sectors is asked: a thing named, a thing built, a thing hired out."""

import pytest

from conversations.inputs import Kept, Settled
from conversations.intake import INTAKE
from conversations.situation import Situation
from conversations.understanding.vocabulary import rows, vocabulary, words
from tests.conversations.worlds import sample_world

FIELD = INTAKE.by_name["sector"].input
SITUATION = Situation({}, sample_world())


def offered(text: str) -> set[str]:
    """Return the sectors among which one is asked."""
    outcome = FIELD.read(text, {}, SITUATION)
    assert isinstance(outcome, Kept)
    candidates = outcome.entry["candidates"]
    assert isinstance(candidates, list)
    return {str(each) for each in candidates}


@pytest.mark.parametrize(
    ("text", "sectors"),
    [
        ("palourdes et moules", {"A", "G"}), ("spiruline", {"A", "BC", "G"}), ("framboises", {"A", "G"}),
        ("vin bio", {"A", "BC", "G"}), ("miel de lavande", {"A", "BC", "G"}), ("farine", {"BC", "G"}),
        ("pain", {"BC", "G"}), ("jouets en bois", {"BC", "G"}), ("faïence", {"BC", "G"}),
        ("plats préparés", {"BC", "G"}), ("matériaux de construction", {"BC", "G"}),
        ("canapés", {"BC", "G"}), ("produits laitiers", {"A", "BC", "G"}), ("mattresses", {"BC", "G"}),
    ],
)  # fmt: skip
def test_a_thing_named_alone_tells_not_who_makes_or_sells_it(text: str, sectors: set[str]) -> None:
    assert sectors <= offered(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("producteur de framboises", "A"), ("élevage de lapins", "A"), ("maraîchage, fraises", "A"),
        ("vente de farine", "G"), ("caviste, vins", "G"), ("magasin de jouets en bois", "G"),
        ("fabrication de canapés", "BC"), ("ferme, œufs et légumes", "A"), ("épicerie, miel", "G"),
        ("transformation de fruits", "BC"),
    ],
)  # fmt: skip
def test_what_is_done_with_a_thing_tells_the_sector(text: str, key: str) -> None:
    assert FIELD.read(text, {}, SITUATION) == Settled(key)


@pytest.mark.parametrize(
    "text",
    [
        "fabrication de vérandas", "construction de pergolas",
        "fabricant de clôtures", "construction de serres",
        "fabrication de charpentes", "construction d'escaliers", "construction de stands",
        "construction de tiny houses", "production d'abris de jardin", "fabrication de stores",
    ],
)  # fmt: skip
def test_what_a_workshop_makes_or_a_site_sees_built_is_asked(text: str) -> None:
    assert {"BC", "F"} <= offered(text)


@pytest.mark.parametrize(
    "text", ["construction de maisons", "construction", "je construis des hangars", "pose de clôtures"]
)
def test_what_stays_where_it_is_built_is_a_builders(text: str) -> None:
    assert FIELD.read(text, {}, SITUATION) == Settled("F")


@pytest.mark.parametrize(
    ("text", "sectors"),
    [
        ("location de grues avec conducteur", {"MN", "F"}), ("location de bateaux avec skipper", {"MN", "H"}),
        ("location d'échafaudages avec montage", {"MN", "F"}), ("plant hire with driver", {"MN", "F"}),
        ("promotion immobilière de bureaux", {"F", "KL"}), ("transport de déchets", {"H", "DE"}),
        ("réparation de jouets", {"RST", "BC"}),
        ("édition de meubles", {"J", "BC"}), ("chantier d'insertion", {"PQ"}),
        ("abattage d'arbres", {"MN", "A"}), ("nettoyage de fosses", {"MN", "DE"}),
        ("matériel de coiffure", {"G", "BC"}), ("produits de boulangerie", {"G", "BC"}),
        ("port de plaisance", {"H", "RST"}), ("montage de meubles", {"BC", "F"}),
        ("ferme équestre", {"A", "RST"}), ("hôtel d'entreprises", {"KL", "MN"}),
        ("élevage de chèvres, fromages", {"A", "BC"}), ("sellerie automobile", {"BC", "G"}),
        ("éleveur boucher", {"A", "BC"}), ("ferme de rencontres", {"A"}),
        ("production de lavande", {"A", "BC"}), ("ferme, canards", {"A", "BC"}),
        ("formation de chiens", {"PQ", "RST"}), ("gardiennage de bateaux", {"MN", "H"}),
    ],
)  # fmt: skip
def test_what_stands_beside_may_make_it_another_sector(text: str, sectors: set[str]) -> None:
    assert sectors <= offered(text)


PLAIN_FOR_ALL = """
    pâtisserie confiserie extraction industrie manufacture verrerie manufacturer carrosserie installation
    électrique isolation bâtiment génie civil revêtement de sol construction plomberie chauffagiste chauffage
    parquet
    chauffage central air conditioner tabac commerce commerçant commerçante magasin de meubles café transport
    manutention transport aérien camionneuse pousse-pousse programmation programmer logiciel logiciels
    informatique journal journalisme télécommunications développeuse juridique conseil photographe
    photographie photographer voyagiste location de matériel sondages location de camions prêts banque
    médical foyer diététique loisirs sport parc de loisirs beauté réparation électronique fantaisiste
    transformiste agricole ferme forestière gaz naturel déchets construction de machines
"""
"""What people name a trade with, whose words are in the names of classes of other sections too.

There, they tell of what is made or sold for the trade, or of another trade by a longer name.
"""


def test_a_trade_named_in_classes_of_other_sections_is_asked_unless_it_is_plain_for_all() -> None:
    classes = [(sector, frozenset(word.stem for word in words(name))) for sector, name in rows("naf")]
    trades = [
        (sector, term) for sector, terms in vocabulary("activities")["trades"].items() for term in terms
    ]
    trades += [(sector, term) for sector, term in rows("trades") if " " not in sector + term]
    elsewhere = [
        term
        for own, term in trades
        if any(sector != own and {word.stem for word in words(term)} <= name for sector, name in classes)
    ]
    known = " ".join(PLAIN_FOR_ALL.split())
    assert [term for term in elsewhere if term not in known] == []
