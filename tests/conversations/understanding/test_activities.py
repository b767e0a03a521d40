"""What a firm does, told by what it does, with what, where and for whom."""

import pytest

from conversations.inputs import InvalidAnswer, Kept, Settled
from conversations.intake import INTAKE
from conversations.situation import Situation
from tests.conversations.worlds import sample_world

FIELD = INTAKE.by_name["sector"].input
SITUATION = Situation({}, sample_world())


def offered(text: str) -> list[str]:
    """Return the sectors among which one is asked."""
    outcome = FIELD.read(text, {}, SITUATION)
    assert isinstance(outcome, Kept)
    candidates = outcome.entry["candidates"]
    assert isinstance(candidates, list)
    return [str(each) for each in candidates]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("fabrication de machines agricoles", "BC"), ("je fabrique des zourbis en bois", "BC"),
        ("fabricant de meubles pour enfants", "BC"), ("instruments de musique, fabrication", "BC"),
        ("vente de zourbis", "G"), ("commerce de véhicules d'occasion", "G"), ("grossiste en céréales", "G"),
        ("bureau d'études thermiques", "MN"), ("nettoyage de bâtiments", "MN"),
        ("avocat en droit social", "MN"),
        ("photographe de mariage", "MN"), ("école de coiffure", "PQ"), ("formations en restauration", "PQ"),
        ("transport de personnes à mobilité réduite", "H"), ("transport de béton", "H"),
        ("je construis des maisons", "F"), ("pose de parquet", "F"), ("élevage de lapins", "A"),
        ("furniture shop", "G"), ("shoe store", "G"), ("car garage", "G"), ("toy maker", "BC"),
        ("vente de vêtements en ligne", "G"), ("boutique de matériel de coiffure", "G"),
        ("plâtrerie et peinture", "F"), ("réparation d'objets domestiques", "RST"),
    ],
)  # fmt: skip
def test_what_is_done_decides_whatever_it_is_done_with(text: str, key: str) -> None:
    assert FIELD.read(text, {}, SITUATION) == Settled(key)


@pytest.mark.parametrize(
    ("text", "sectors"),
    [
        ("camping et location de vélos", {"I", "MN"}), ("boulangerie, vente", {"BC", "G"}),
        ("commerce de boulangerie", {"BC", "G"}), ("vente de plantes, horticulture", {"A", "G"}),
        ("formation et informatique", {"PQ", "J"}), ("transport + café", {"H", "I"}),
        ("vente et pose de fenêtres", {"G", "F"}), ("je cultive des légumes puis je les vends", {"A", "G"}),
    ],
)  # fmt: skip
def test_two_things_done_are_asked_about(text: str, sectors: set[str]) -> None:
    assert {*offered(text)[:2]} == sectors


@pytest.mark.parametrize(
    "text",
    [
        "rénovation de meubles", "livraison de repas", "construction de meubles", "vente de services",
        "fabrication de logiciels", "vente de formations", "hôtel pour reptiles", "hôtel pour chiens",
        "restauration de véhicules anciens", "école de chiens", "recyclage de vêtements",
    ],
)  # fmt: skip
def test_words_that_may_tell_another_sector_are_asked_about(text: str) -> None:
    assert offered(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("boulanger à Bar-le-Duc", "BC"), ("plombier en Bretagne", "F"), ("maraîchage sur un toit", "A"),
        ("restaurant italien", "I"), ("camping 3 étoiles", "I"), ("taxi conventionné", "H"),
        ("gérante d'un salon de coiffure", "RST"), ("je tiens une librairie depuis 10 ans", "G"),
        ("épicerie fine, produits bio et locaux", "G"), ("prestations de nettoyage", "MN"),
    ],
)  # fmt: skip
def test_where_for_whom_and_how_change_no_sector(text: str, key: str) -> None:
    assert FIELD.read(text, {}, SITUATION) == Settled(key)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Commerce de détail d'habillement en magasin spécialisé", "G"),
        ("Travaux d'installation d'eau et de gaz en tous locaux", "F"),
        ("Autres services de restauration n.c.a.", "I"),
        ("Conseil pour les affaires et autres conseils de gestion", "MN"),
    ],
)  # fmt: skip
def test_the_name_of_a_class_is_known_as_it_is_copied_from_papers(text: str, key: str) -> None:
    assert FIELD.read(text, {}, SITUATION) == Settled(key)


def test_a_word_of_the_classes_keeps_its_everyday_meaning() -> None:
    assert {*offered("Charcuterie")} == {"BC", "G"}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("aviculteur", "A"), ("trufficulture", "A"), ("bouquiniste", "G"), ("mareyeuse", "G"),
        ("crêpier", "I"),
        ("ophtalmologue", "PQ"), ("scaffolder", "F"), ("laundromat", "RST"), ("batelière", "H"),
    ],
)  # fmt: skip
def test_rarer_trades_are_known(text: str, key: str) -> None:
    assert FIELD.read(text, {}, SITUATION) == Settled(key)


def test_one_slip_in_a_trade_is_asked_about_and_a_trade_near_another_is_not() -> None:
    assert offered("apiculteux") == ["A"]
    assert FIELD.read("aviculteur", {}, SITUATION) == Settled("A")
    assert FIELD.read("apiculteurr", {}, SITUATION) == Settled("A")


def test_what_is_no_trade_is_refused() -> None:
    with pytest.raises(InvalidAnswer):
        FIELD.read("zourbis", {}, SITUATION)
