"""How a trade is said: by whom, of what, where, of which kind, with what left out."""

import pytest

from conversations.inputs import Kept, Settled
from conversations.intake import INTAKE
from conversations.situation import Situation
from tests.conversations.worlds import sample_world

FIELD = INTAKE.by_name["sector"].input
SITUATION = Situation({}, sample_world())


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("magasin de broderie", "G"), ("boutique de vêtements de travail", "G"), ("grossiste coiffure", "G"),
        ("concessionnaire de quads", "G"), ("rachat de bijoux", "G"),
    ],
)  # fmt: skip
def test_where_things_are_sold_whatever_trade_they_are_of_is_a_shop(text: str, key: str) -> None:
    assert FIELD.read(text, {}, SITUATION) == Settled(key)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("restaurant de fruits de mer", "I"), ("bar à huîtres", "I"), ("musée du chocolat", "RST"),
        ("distillerie de mirabelle", "BC"), ("imprimeur offset et numérique", "BC"),
        ("vente de bijoux sur internet", "G"), ("brasserie de la gare", None), ("café de la gare", "I"),
    ],
)  # fmt: skip
def test_what_is_served_where_and_of_which_kind_changes_no_trade(text: str, key: str | None) -> None:
    outcome = FIELD.read(text, {}, SITUATION)
    assert outcome == Settled(key) if key else isinstance(outcome, Kept)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("je répare des vélos", "RST"), ("on fait du pain et des gâteaux", "BC"),
        ("nous élevons des chèvres", "A"),
        ("je produis du miel", "A"), ("on fait des meubles", "BC"), ("on torréfie du café", "BC"),
    ],
)  # fmt: skip
def test_what_somebody_says_they_do_is_a_trade(text: str, key: str) -> None:
    assert FIELD.read(text, {}, SITUATION) == Settled(key)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("coiffure hors salon", "RST"), ("blanchisserie (sauf libre-service)", "RST"),
        ("boulangerie sans gluten", "BC"),
        ("fabrication de tables et de chaises", "BC"), ("réparation de montres et d'horloges", "RST"),
    ],
)  # fmt: skip
def test_what_is_left_out_or_goes_on_is_read_with_what_it_is_said_of(text: str, key: str) -> None:
    assert FIELD.read(text, {}, SITUATION) == Settled(key)


@pytest.mark.parametrize(
    ("text", "key"),
    [("agence web", "J"), ("magasin d'enseignes", "G"), ("maçonnerie, taille de pierre", "F")],
)
def test_a_word_like_another_is_not_taken_for_it(text: str, key: str) -> None:
    assert FIELD.read(text, {}, SITUATION) == Settled(key)


@pytest.mark.parametrize(
    "text",
    [
        "menuiserie", "galerie d'art", "événementiel", "restaurant épicerie", "vente et réparation de vélos",
        "hôtel pour reptiles", "boulangerie et restaurant", "élevage de chèvres, fromages", "librairie café",
        "photos, événementiel", "restauration de véhicules anciens", "production et transformation de fruits",
        "sellerie automobile", "vente de plantes, horticulture", "boutique de tatouage",
    ],
)  # fmt: skip
def test_two_trades_or_one_of_two_sections_are_asked_about(text: str) -> None:
    assert isinstance(FIELD.read(text, {}, SITUATION), Kept)


@pytest.mark.parametrize(
    ("text", "sectors"),
    [
        ("location de zourbis", {"MN"}), ("location de groupes électrogènes", {"MN"}),
        ("location de zourbis gonflables", {"MN", "RST"}), ("location", {"MN", "KL"}),
        ("location de salles", {"KL", "RST"}), ("location de hangars", {"MN", "KL"}),
    ],
)  # fmt: skip
def test_a_thing_hired_out_is_no_property_let(text: str, sectors: set[str]) -> None:
    outcome = FIELD.read(text, {}, SITUATION)
    if isinstance(outcome, Settled):
        assert {outcome.answer} == sectors
    else:
        candidates = outcome.entry["candidates"]
        assert isinstance(candidates, list)
        assert sectors <= {*candidates}
