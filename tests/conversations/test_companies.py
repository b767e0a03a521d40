"""What a registered company tells the conversation."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.companies import (
    SECTIONS,
    SECTORS,
    RegisteredCompany,
    headcount_range,
    section_of_naf,
)

texts = st.none() | st.text(min_size=1, max_size=20)
companies = st.builds(
    RegisteredCompany,
    siren=st.from_regex(r"[0-9]{9}", fullmatch=True),
    name=st.text(max_size=40),
    siret=texts,
    commune=texts,
    city=texts,
    created_on=st.none() | st.dates(),
    headcount_band=texts,
    headcount_year=st.none() | st.integers(1900, 2100),
    naf=texts,
    section=texts,
    legal_form=texts,
    category=texts,
    active=st.none() | st.booleans(),
    turnover=st.none() | st.integers(min_value=1),
    turnover_year=st.none() | st.integers(1900, 2100),
)


@given(companies)
def test_a_company_survives_its_storage_as_json(company: RegisteredCompany) -> None:
    assert RegisteredCompany.from_answer(json.loads(json.dumps(company.as_answer()))) == company


def test_a_company_stored_by_another_release_is_still_read() -> None:
    stored = {"kind": "registered", "siren": "000100016", "created_on": "2014-03-01", "dropped": [1]}
    assert RegisteredCompany.from_answer(stored) == RegisteredCompany(
        "000100016", created_on=date(2014, 3, 1)
    )


@pytest.mark.parametrize(
    ("band", "bounds"),
    [
        ("NN", (0, 0)),
        ("00", (0, 0)),
        ("01", (1, 2)),
        ("12", (20, 49)),
        ("31", (200, 249)),
        ("53", (10_000, None)),
    ],
)
def test_a_headcount_band_gives_its_bounds(band: str, bounds: tuple[int, int | None]) -> None:
    assert headcount_range(band) == bounds


@pytest.mark.parametrize("band", [None, "", "99", "beaucoup"])
def test_an_unknown_headcount_band_gives_no_bounds(band: str | None) -> None:
    assert headcount_range(band) is None


def test_headcount_bands_follow_one_another_without_gap_or_overlap() -> None:
    codes = ["01", "02", "03", "11", "12", "21", "22", "31", "32", "41", "42", "51", "52", "53"]
    bounds = [headcount_range(code) for code in codes]
    ends = [after[0] for after in bounds[1:] if after]
    assert [before[1] for before in bounds[:-1] if before] == [end - 1 for end in ends]


@pytest.mark.parametrize(
    ("code", "section"),
    [
        ("01.21Z", "A"),
        ("10.71C", "C"),
        ("1071C", "C"),
        (" 43.32a ", "F"),
        ("45.20A", "G"),
        ("62.01Z", "J"),
        ("96.02A", "S"),
        ("62", "J"),
    ],
)
def test_an_activity_code_gives_its_section_however_it_is_written(code: str, section: str) -> None:
    assert section_of_naf(code) == section


@pytest.mark.parametrize(
    ("code", "section"),
    [("10.71H", "C"), ("62.20G", "J"), ("70.10Y", "M"), ("95.31A", "G"), ("95.29Y", "S")],
)
def test_a_code_of_naf_2025_gives_the_section_it_had_before(code: str, section: str) -> None:
    assert section_of_naf(code) == section


@pytest.mark.parametrize("code", [None, "", "00.00Z", "Z", "[NON-DIFFUSIBLE]", "5"])
def test_an_unreadable_activity_code_gives_no_section(code: str | None) -> None:
    assert section_of_naf(code) is None


@given(st.text())
def test_no_activity_code_is_ever_refused(code: str) -> None:
    assert section_of_naf(code) in {None, *SECTIONS}


def test_every_section_a_firm_may_be_in_belongs_to_exactly_one_sector() -> None:
    assert sorted("".join(sector.sections for sector in SECTORS)) == sorted(SECTIONS.keys() - {"O", "U"})


def test_sectors_fit_on_the_buttons_of_a_phone() -> None:
    assert len(SECTORS) <= 12
    assert all(len(label) <= 36 for label in [*SECTIONS.values(), *(sector.label for sector in SECTORS)])
