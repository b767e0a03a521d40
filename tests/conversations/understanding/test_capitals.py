"""Names that the register has in capitals are shown as people write them."""

import pytest

from conversations.understanding.capitals import as_written, in_small_letters


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("BOULANGERIE MIRABELLE", "Boulangerie Mirabelle"),
        ("SARL BOULANGERIE DES TILLEULS", "SARL Boulangerie des Tilleuls"),
        ("FAÏENCERIE", "Faïencerie"),
        ("L'ATELIER DE L'EST", "L'Atelier de l'Est"),
        ("GARAGE J.P. MARTIN ET FILS", "Garage J.P. Martin et Fils"),
        ("BTP LORRAINE SAS", "BTP Lorraine SAS"),
        ("ETS DUPONT", "Ets Dupont"),
        ("MENUISERIE 54", "Menuiserie 54"),
        ("IKRA", "IKRA"),
        ("Déjà Écrit", "Déjà Écrit"),
        ("Le COMPTOIR", "Le COMPTOIR"),
    ],
)
def test_a_name_in_capitals_gets_small_letters_but_for_forms_and_initials(kept: str, shown: str) -> None:
    assert as_written(kept) == shown


def test_a_town_gets_small_letters_however_short() -> None:
    assert (in_small_letters("TOUL"), in_small_letters("BAR-LE-DUC")) == ("Toul", "Bar-le-Duc")
