import pytest

from conversations.privacy.name_masking import without_names


@pytest.mark.parametrize(
    ("text", "name", "left"),
    [
        ("Le FOURNIL ZÉPHYRINE embauche.", "Fournil Zéphyrine", "Le ••• embauche."),
        ("Le fournil-zephyrine embauche", "Fournil Zéphyrine", "Le ••• embauche"),
        ("La boulangerie Zéphyrine embauche", "SARL BOULANGERIE ZEPHYRINE", "La ••• embauche"),
        ("Chez Zéphyrine, on embauche", "Zéphyrine", "Chez •••, on embauche"),
        ("Notre boulangerie embauche", "Boulangerie des Tilleuls", "Notre boulangerie embauche"),
        ("de la qualité", "Atelier de la Fée", "de la qualité"),
        ("Camille Durand reprend l’atelier", "Camille Durand", "••• reprend l’atelier"),
        ("rien à cacher", "", "rien à cacher"),
    ],
)
def test_what_would_tell_who_asks_is_left_out_and_nothing_else(text: str, name: str, left: str) -> None:
    assert without_names(text, [name]) == left


def test_names_that_overlap_are_both_left_out() -> None:
    assert "Vauquelin" not in without_names(
        "Menuiserie Hippolyte Vauquelin", ["Menuiserie Hippolyte", "Hippolyte Vauquelin"]
    )
