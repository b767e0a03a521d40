import pytest

from conversations.understanding.skills import suggest

NAMED = (
    ("bar le duc 8 pers 2003 menuiserie besoin commercial 10j", "sales"),
    ("4 jours de compta et 6 jours de marketing", "management_finance communication_marketing"),
    ("boulangère à Toul, il me faut 4 jours de compta et 6 de marketing",
     "management_finance communication_marketing"),
    ("besoin : compta, rh, commercial", "management_finance hr sales"),
    ("garage, 12 salariés, besoin RH", "hr"),
    ("on cherche un appui juridique", "legal"),
    ("je voudrais un coup de main côté finances", "management_finance"),
    ("besoins commerciaux et numériques", "sales digital"),
    ("compta 3j, marketing 2j", "management_finance communication_marketing"),
    ("Coiffeuse à Verdun. Besoin de com.", "communication_marketing"),
    ("SARL Menuiserie du Val ; besoin : un plan de développement commercial, 8 jours, à compter du 15 "
     "février 2027 ; création de 2 ETP", "sales"),
    ("il nous faut de la stratégie et de l'export", "strategy export"),
    ("scierie à Commercy, besoin d'aide en qualité", "quality"),
    ("we need help with marketing and hr, 5 days", "communication_marketing hr"),
    ("bakery in Toul, need accounting help", "management_finance"),
    ("3 days of digital, 2 days of legal please", "digital legal"),
)  # fmt: skip


@pytest.mark.parametrize(("description", "needs"), NAMED)
def test_needs_named_outright_are_suggested_alone(description: str, needs: str) -> None:
    assert [each.code for each in suggest(description)] == needs.split()


@pytest.mark.parametrize(
    ("description", "first", "also"),
    [
        (
            "Besoin commercial. Et on voudrait vendre en Allemagne, les douanes nous perdent.",
            "sales",
            "export",
        ),
        ("Besoin de compta, et impossible de trouver un boulanger.", "management_finance", "hr"),
        ("We need marketing. Nobody answers our job ads.", "communication_marketing", "hr"),
    ],
)
def test_what_is_told_beside_comes_after_the_needs_named(description: str, first: str, also: str) -> None:
    found = [each.code for each in suggest(description)]
    assert found[0] == first
    assert also in found[1:]


@pytest.mark.parametrize(
    ("description", "never"),
    [
        ("pas besoin de commercial, mais refaire le site", "sales"),
        ("we need it by Monday", "digital"),
        ("besoin de communication interne entre les équipes", "communication_marketing"),
        ("la production a 10 jours de retard sur la sécurité du site de production", "hse"),
    ],
)
def test_what_is_no_field_s_name_is_not_taken_for_one(description: str, never: str) -> None:
    assert [each.code for each in suggest(description)][:1] != [never]
