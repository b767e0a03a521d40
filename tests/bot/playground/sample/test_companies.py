"""The companies of the playground cannot be mistaken for real ones, and show every case."""

from stdnum.fr import siren as siren_number
from stdnum.fr import siret as siret_number

from bot.playground.sample.companies import sample_companies
from conversations.companies import headcount_range


def test_every_number_of_the_playground_is_valid_and_used_once() -> None:
    numbers = [company.siren for company in sample_companies()]
    sirets = [siret for company in sample_companies() for siret in company.establishments]
    assert all(map(siren_number.is_valid, numbers))
    assert all(map(siret_number.is_valid, sirets))
    assert len(set(numbers)) == len(numbers) >= 25
    assert all(number.startswith("000") for number in numbers)


def test_the_playground_shows_the_cases_worth_seeing() -> None:
    bands = [headcount_range(company.headcount_band) for company in sample_companies()]
    assert any(band and band[0] >= 250 for band in bands)
    assert min(company.years for company in sample_companies()) == 1
    cases = ("closed", "masked", "branches")
    assert all(any(getattr(company, case) for company in sample_companies()) for case in cases)
