"""What is read of the registry's answers, whatever they hold."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.companies.answers import MASKED, RESULTS, read_companies
from conversations.companies import RegisteredCompany

SIREN, HEAD_OFFICE, BRANCH = "000100297", "00010029700019", "00010029700027"


def establishment(siret: str = HEAD_OFFICE, **changes: object) -> dict[str, object]:
    """Return an establishment as the registry gives it."""
    return {
        "siret": siret,
        "commune": "75115",
        "libelle_commune": "PARIS 15",
        "epci": "200054781",
        "code_postal": "75015",
        "latitude": "48.83",
        "etat_administratif": "A",
    } | changes


def result(**changes: object) -> dict[str, object]:
    """Return a company as the registry gives it."""
    return {
        "siren": SIREN,
        "nom_complet": "CONSEIL FICTIF",
        "nom_raison_sociale": "CONSEIL FICTIF",
        "siege": establishment(),
        "activite_principale": "70.22Z",
        "categorie_entreprise": "PME",
        "date_creation": "2014-03-01",
        "etat_administratif": "A",
        "nature_juridique": "5710",
        "section_activite_principale": "M",
        "tranche_effectif_salarie": "11",
        "annee_tranche_effectif_salarie": "2024",
        "matching_etablissements": [],
        "finances": {
            "2023": {"ca": 1_500_000, "resultat_net": 1},
            "2024": {"ca": 1_800_000, "resultat_net": 1},
        },
        "a_new_key": {"of": "tomorrow"},
    } | changes


def read(number: str | None = None, **changes: object) -> RegisteredCompany:
    """Read one company out of an answer."""
    (company,) = read_companies([result(**changes)], number)
    return company


def test_a_complete_answer_is_read_whole() -> None:
    assert read() == RegisteredCompany(
        siren=SIREN,
        name="CONSEIL FICTIF",
        siret=HEAD_OFFICE,
        commune="75115",
        city="PARIS 15",
        created_on=date(2014, 3, 1),
        headcount_band="11",
        headcount_year=2024,
        naf="70.22Z",
        section="M",
        legal_form="5710",
        category="PME",
        active=True,
        turnover=1_800_000,
        turnover_year=2024,
    )


def test_the_establishment_asked_for_is_preferred_to_the_head_office() -> None:
    branch = establishment(BRANCH, commune="54528", libelle_commune="TOUL")
    company = read(BRANCH, matching_etablissements=[branch])
    assert (company.siret, company.commune, company.city) == (BRANCH, "54528", "TOUL")


def test_the_head_office_asked_for_by_its_own_number_is_found() -> None:
    assert read(HEAD_OFFICE).commune == "75115"


def test_an_establishment_missing_from_the_answer_is_never_replaced_by_another() -> None:
    company = read(BRANCH, matching_etablissements=[establishment("00010029700035")])
    assert (company.siren, company.siret, company.commune) == (SIREN, None, None)


@pytest.mark.parametrize("number", [SIREN, None])
def test_a_siren_or_a_name_leads_to_the_head_office(number: str | None) -> None:
    assert read(number, matching_etablissements=[establishment(BRANCH)]).siret == HEAD_OFFICE


def test_another_company_than_the_one_asked_for_is_ignored() -> None:
    assert read_companies([result()], "000100016") == ()


def test_a_name_gives_no_more_companies_than_fit_on_a_phone() -> None:
    assert len(read_companies([result()] * 25, None)) == RESULTS


@pytest.mark.parametrize(
    ("company_state", "place_state", "active"),
    [
        ("A", "A", True),
        ("C", "F", False),
        ("C", "A", False),
        ("A", "F", False),
        (None, None, None),
        ("?", 1, None),
    ],
)
def test_a_closed_company_or_establishment_is_kept_and_told_closed(
    company_state: str | None, place_state: object, active: bool | None
) -> None:
    place = establishment(BRANCH, etat_administratif=place_state)
    company = read(BRANCH, etat_administratif=company_state, matching_etablissements=[place])
    assert company.active is active


def test_a_closed_head_office_does_not_close_a_company_found_by_its_name() -> None:
    assert read(siege=establishment(etat_administratif="F")).active is True
    assert read(siege={"etat_administratif": "F"}).active is True


def test_a_company_that_hides_its_name_and_address_still_says_where_it_is() -> None:
    hidden = establishment(code_postal=MASKED, adresse=MASKED, latitude=MASKED, libelle_commune=MASKED)
    company = read(nom_complet=MASKED, nom_raison_sociale=MASKED, sigle=MASKED, siege=hidden)
    assert (company.name, company.commune, company.city) == ("", "75115", None)


def test_empty_brackets_after_a_name_are_dropped() -> None:
    assert read(nom_complet="CONSEIL FICTIF ()").name == "CONSEIL FICTIF"


def test_a_company_without_full_name_takes_its_legal_name() -> None:
    assert read(nom_complet=None, nom_raison_sociale="ATELIER FICTIF").name == "ATELIER FICTIF"


@pytest.mark.parametrize(
    "ghost", [{}, {"siren": None}, {"siren": "000000000", "nom_complet": None}, None, 3, "x", []]
)
def test_a_ghost_is_not_a_company(ghost: object) -> None:
    assert read_companies([ghost, result()], None) == (read(),)


@pytest.mark.parametrize(
    ("finances", "turnover"),
    [
        (None, (None, None)),
        ({}, (None, None)),
        ([], (None, None)),
        ({"2024": None}, (None, None)),
        ({"2024": {"ca": None, "resultat_net": 5}}, (None, None)),
        ({"2024": {"ca": "12"}}, (None, None)),
        ({"2024": {"ca": True}}, (None, None)),
        ({"2024": {"ca": 0, "resultat_net": 437_133}}, (None, None)),
        ({"2024": {"ca": 0}, "2022": {"ca": 7}, "2019": {"ca": 9}}, (7, 2022)),
        ({"soon": {"ca": 7}}, (None, None)),
    ],
)
def test_the_turnover_is_the_last_one_worth_showing(
    finances: object, turnover: tuple[int | None, int | None]
) -> None:
    company = read(finances=finances)
    assert (company.turnover, company.turnover_year) == turnover


def test_the_section_comes_from_the_code_and_not_from_a_letter_that_changed_in_2025() -> None:
    assert read(activite_principale="62.20G", section_activite_principale="K").section == "J"


def test_an_unknown_activity_code_is_kept_without_section() -> None:
    company = read(activite_principale="ZZ.99")
    assert (company.naf, company.section) == ("ZZ.99", None)


@pytest.mark.parametrize("wrong", [None, MASKED, 12, 1.5, True, [], {}, "", "  ", "n/a\nn/a", "9999999999"])
def test_a_value_of_a_wrong_kind_is_a_value_not_known(wrong: object) -> None:
    company = read(
        siege=establishment(wrong if isinstance(wrong, str) else "", commune=wrong),
        date_creation=wrong,
        annee_tranche_effectif_salarie=wrong,
        etat_administratif=wrong,
    )
    assert (company.siret, company.commune, company.created_on) == (None, None, None)
    assert (company.headcount_year, company.active) == (None, None)


@pytest.mark.parametrize("wrong", ["Faïencerie " * 30, "Faïencerie\x00", "Faïencerie \ud800"])
def test_a_name_that_no_message_could_show_is_a_name_not_known(wrong: str) -> None:
    company = read(nom_complet=wrong, nom_raison_sociale=None, siege=establishment(libelle_commune=wrong))
    assert (company.name, company.city) == ("", None)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.just(MASKED),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=4), inside, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from(sorted(result()) + sorted(establishment()))


@given(st.dictionaries(KEYS, anything | st.just(establishment())), st.sampled_from([None, SIREN, BRANCH]))
def test_no_answer_is_strange_enough_to_fail(changes: dict[str, object], number: str | None) -> None:
    for company in read_companies([result(**changes), changes], number):
        assert RegisteredCompany.from_answer(company.as_answer()) == company
