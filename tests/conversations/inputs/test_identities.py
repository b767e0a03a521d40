"""Companies, communes and contacts, as they are typed, tapped and shared."""

import pytest

from conversations.companies import RegisteredCompany
from conversations.inputs import CompanyInput, ContactInput, InvalidAnswer, Kept, PlaceInput, Settled
from conversations.situation import Answer, Situation
from tests.conversations.inputs.test_measures import candidates, refused, settled
from tests.conversations.worlds import sample_world

ALONE = Situation({}, sample_world())
WITH_REGISTRY = Situation({}, sample_world(registry=True))
COMPANY, PLACE, CONTACT = CompanyInput(), PlaceInput(), ContactInput()
FOUND = tuple(RegisteredCompany(f"00010011{last}", f"FAÏENCERIE {last}", city="TOUL") for last in range(7))


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("732 829 320", {"kind": "number", "siren": "732829320", "siret": None}),
        ("732 829 320 00074", {"kind": "number", "siren": "732829320", "siret": "73282932000074"}),
        ("Boulangerie  des\nTilleuls", {"kind": "named", "name": "Boulangerie des Tilleuls"}),
    ],
)
def test_a_company_without_registry_is_noted_as_typed(text: str, answer: Answer) -> None:
    assert settled(COMPANY, text) == answer


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("732 829 321", "One digit must be wrong"),
        ("732 829", "I count {digits} digits"),
        ("x", "Type the company's name"),
        ("Bois " * 25, "Type the company's name"),
    ],
)
def test_a_company_is_told_what_is_wrong(text: str, said: str) -> None:
    assert refused(COMPANY, text).startswith(said)


def test_a_company_is_looked_up_where_a_registry_answers() -> None:
    assert COMPANY.read("Faïencerie", {}, WITH_REGISTRY) == Kept(
        {"sought": "Faïencerie"}, look_up="Faïencerie"
    )
    by_number = COMPANY.read("siren 732 829 320", {}, WITH_REGISTRY)
    assert isinstance(by_number, Kept)
    assert by_number.look_up == "732829320"


def test_a_single_company_found_is_confirmed_by_a_tap() -> None:
    outcome = COMPANY.found(FOUND[:1], {"sought": "Faïencerie"}, WITH_REGISTRY)

    assert isinstance(outcome, Kept)
    assert [option.key for option in COMPANY.options(outcome.entry, WITH_REGISTRY)] == ["c0", "none"]
    assert COMPANY.recap(outcome.entry, WITH_REGISTRY) is not None
    confirmed = COMPANY.tap("c0", outcome.entry, WITH_REGISTRY)
    assert isinstance(confirmed, Settled)
    assert COMPANY.fits(confirmed.answer, WITH_REGISTRY)


def test_several_companies_found_are_offered_five_at_most() -> None:
    outcome = COMPANY.found(FOUND, {"sought": "Faïencerie"}, WITH_REGISTRY)

    assert isinstance(outcome, Kept)
    keys = [option.key for option in COMPANY.options(outcome.entry, WITH_REGISTRY)]
    assert keys == ["c0", "c1", "c2", "c3", "c4", "none"]
    with pytest.raises(InvalidAnswer):
        COMPANY.tap("c5", outcome.entry, WITH_REGISTRY)
    assert COMPANY.tap("none", outcome.entry, WITH_REGISTRY) == Settled(
        {"kind": "named", "name": "Faïencerie"}
    )


@pytest.mark.parametrize(
    ("sought", "answer"),
    [
        ("Faïencerie", {"kind": "named", "name": "Faïencerie"}),
        ("732829320", {"kind": "number", "siren": "732829320", "siret": None}),
    ],
)
def test_a_registry_that_does_not_answer_leaves_the_words_as_typed(sought: str, answer: Answer) -> None:
    assert COMPANY.found(None, {"sought": sought}, WITH_REGISTRY) == Settled(answer)


def test_a_company_not_found_is_confirmed_as_typed() -> None:
    outcome = COMPANY.found((), {"sought": "Faïencerie"}, WITH_REGISTRY)

    assert isinstance(outcome, Kept)
    assert COMPANY.tap("c0", outcome.entry, WITH_REGISTRY) == Settled({"kind": "named", "name": "Faïencerie"})
    assert "creation" in [option.key for option in COMPANY.options(outcome.entry, WITH_REGISTRY)]


def test_a_company_being_created_needs_no_name() -> None:
    assert COMPANY.tap("creation", {}, ALONE) == Settled({"kind": "creation"})


@pytest.mark.parametrize(
    "answer",
    [
        None, "x", {}, {"kind": "registered"}, {"kind": "number"}, {"kind": "named", "name": 3},
        {"kind": "new"}, {"kind": "registered", "siren": "000100115", "created_on": "hier"},
    ],
)  # fmt: skip
def test_a_stored_company_of_another_shape_does_not_fit(answer: Answer) -> None:
    assert not COMPANY.fits(answer, ALONE)


@pytest.mark.parametrize(
    ("text", "code"),
    [("Toul", "54528"), ("54200 Toul", "54528"), ("brest 29", "29019"), ("Marseille 3e", "13203")],
)
def test_a_commune_named_for_certain_is_taken(text: str, code: str) -> None:
    answer = settled(PLACE, text)
    assert isinstance(answer, dict)
    assert answer["code"] == code


@pytest.mark.parametrize("text", ["54200", "Saint-Martin", "Toull"])
def test_a_commune_that_is_not_certain_is_offered(text: str) -> None:
    assert candidates(PLACE, text)


@pytest.mark.parametrize("text", ["Atlantide sur Mer du Milieu", "99999", "👍"])
def test_an_unknown_commune_is_asked_again(text: str) -> None:
    assert refused(PLACE, text)


def test_a_shared_location_offers_the_communes_around() -> None:
    outcome = PLACE.read_location(48.675, 5.89, {}, ALONE)

    assert isinstance(outcome, Kept)
    assert isinstance(outcome.entry["candidates"], list)
    assert {"code": "54528", "name": "Toul", "department": "54"} in outcome.entry["candidates"]
    with pytest.raises(InvalidAnswer):
        PLACE.read_location(0.0, 0.0, {}, ALONE)


@pytest.mark.parametrize("answer", [None, "Toul", {}, {"code": 54528}, {"code": "00000"}])
def test_a_stored_commune_that_is_no_more_does_not_fit(answer: Answer) -> None:
    assert not PLACE.fits(answer, ALONE)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("06 12 34 56 78", {"phone": "+33612345678"}),
        ("camille@example.com", {"email": "camille@example.com"}),
        ("06 12 34 56 78 camille@example.com", {"phone": "+33612345678", "email": "camille@example.com"}),
        ("camille@example.com\n+33 6 12 34 56 78", {"phone": "+33612345678", "email": "camille@example.com"}),
    ],
)
def test_a_contact_is_a_number_an_address_or_both(text: str, answer: Answer) -> None:
    assert settled(CONTACT, text) == answer


def test_a_slip_in_an_address_is_offered_corrected_first() -> None:
    assert candidates(CONTACT, "camille@gmial.com") == [
        {"email": "camille@gmail.com"},
        {"email": "camille@gmial.com"},
    ]


@pytest.mark.parametrize("text", ["appelez-moi", "12", "732 829 320"])
def test_a_contact_is_never_guessed(text: str) -> None:
    assert refused(CONTACT, text).startswith("I found neither")


@pytest.mark.parametrize("phone", ["+33612345678", "33612345678"])
def test_a_shared_contact_gives_its_number(phone: str) -> None:
    assert CONTACT.read_contact(phone, {}, ALONE) == Settled({"phone": "+33612345678"})


def test_a_contact_is_only_taken_where_it_is_asked_for() -> None:
    with pytest.raises(InvalidAnswer):
        PLACE.read_contact("+33612345678", {}, ALONE)
    with pytest.raises(InvalidAnswer):
        CONTACT.read_location(48.0, 5.0, {}, ALONE)
    with pytest.raises(InvalidAnswer):
        CONTACT.found((), {}, ALONE)


@pytest.mark.parametrize("answer", [None, "06", {}, {"phone": "06"}, {"phone": "+33612345678", "email": 3}])
def test_a_stored_contact_of_another_shape_does_not_fit(answer: Answer) -> None:
    assert not CONTACT.fits(answer, ALONE)
