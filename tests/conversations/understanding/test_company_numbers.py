"""What the applicant pastes as a company number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from conversations.understanding.company_numbers import (
    CompanyNumber,
    FaultyNumber,
    NumberFault,
    read_company_number,
    show_company_number,
)

COMPANY = CompanyNumber("732829320")
ESTABLISHMENT = CompanyNumber("732829320", "73282932000074")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("732829320", COMPANY),
        ("732 829 320", COMPANY),
        ("732\u00a0829\u202f320", COMPANY),
        ("732.829.320", COMPANY),
        ("732-829-320", COMPANY),
        ("SIREN 732 829 320", COMPANY),
        ("siren:732829320", COMPANY),
        ("SIREN732829320", COMPANY),
        ("n° 732829320", COMPANY),
        ("RCS Marseille B 732 829 320", COMPANY),
        ("Boulangerie Martin, 732829320", COMPANY),
        ("SIREN: 732829320\n13005 Marseille", COMPANY),
        ("73282932O", COMPANY),
        ("FR44732829320", COMPANY),
        ("TVA FR 44 732 829 320", COMPANY),
        ("73282932000074", ESTABLISHMENT),
        ("732 829 320 00074", ESTABLISHMENT),
        ("SIRET : 732 829 320 00074", ESTABLISHMENT),
        ("SIREN 732829320 SIRET 73282932000074", ESTABLISHMENT),
        ("356000000", CompanyNumber("356000000")),
    ],
)
def test_a_number_is_read_however_it_is_written(text: str, number: CompanyNumber) -> None:
    assert read_company_number(text) == number


def test_the_establishments_of_la_poste_follow_their_own_check() -> None:
    """Their SIRET has no Luhn key: the sum of its digits is a multiple of five."""
    assert read_company_number("356 000 000 00011") == FaultyNumber(
        "35600000000011", NumberFault.WRONG_CHECK_DIGIT, "356000000"
    )
    assert read_company_number("356 000 000 00010") == CompanyNumber("356000000", "35600000000010")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("73282932", NumberFault.WRONG_LENGTH),
        ("7328293200", NumberFault.WRONG_LENGTH),
        ("732 829 320 0007", NumberFault.WRONG_LENGTH),
        ("SIREN 7328", NumberFault.WRONG_LENGTH),
        ("06 12 34 56 78", NumberFault.WRONG_LENGTH),
        ("732829321", NumberFault.WRONG_CHECK_DIGIT),
        ("732 829 320 00075", NumberFault.WRONG_CHECK_DIGIT),
        ("FR45732829320", NumberFault.WRONG_CHECK_DIGIT),
        ("000000000", NumberFault.WRONG_CHECK_DIGIT),
        ("732829320 et 404833048", NumberFault.SEVERAL),
    ],
)
def test_what_is_wrong_with_a_number_is_told(text: str, fault: NumberFault) -> None:
    reading = read_company_number(text)
    assert isinstance(reading, FaultyNumber)
    assert reading.fault is fault


def test_the_digits_counted_are_the_digits_typed() -> None:
    assert read_company_number("SIREN 73 28 29 32") == FaultyNumber("73282932", NumberFault.WRONG_LENGTH)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Boulangerie Martin",
        "Boulangerie 13005",
        "13005",
        "1664",
        "Atelier 2000 et fils",
        "je ne sais pas",
    ],
)
def test_a_name_is_not_a_number(text: str) -> None:
    assert read_company_number(text) is None


sirens = st.text("0123456789", min_size=8, max_size=8).map(
    lambda digits: digits + luhn.calc_check_digit(digits)
)


@given(sirens.filter(lambda siren: set(siren) != {"0"}))
def test_a_siren_shown_is_read_back(siren: str) -> None:
    assert read_company_number(show_company_number(CompanyNumber(siren))) == CompanyNumber(siren)


@given(sirens.filter(lambda siren: set(siren) != {"0"} and siren != "356000000"), st.integers(0, 9999))
def test_a_siret_shown_is_read_back(siren: str, establishment: int) -> None:
    digits = f"{siren}{establishment:04d}"
    number = CompanyNumber(siren, digits + luhn.calc_check_digit(digits))
    assert read_company_number(show_company_number(number)) == number


@given(st.text())
def test_no_text_raises(text: str) -> None:
    read_company_number(text)


def test_a_number_shown_is_never_cut_between_two_lines() -> None:
    assert show_company_number(CompanyNumber("732829320")) == "732\u00a0829\u00a0320"
