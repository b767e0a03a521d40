"""What people type to be reached."""

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.understanding.contacts.reading import (
    Contact,
    mask,
    read_contact,
    read_email,
    read_phone,
    show_phone,
    suggest_email,
)


@pytest.mark.parametrize(
    ("text", "e164"),
    [
        ("06 12 34 56 78", "+33612345678"),
        ("0612345678", "+33612345678"),
        ("06.12.34.56.78", "+33612345678"),
        ("06-12-34-56-78", "+33612345678"),
        ("06\u00a012\u202f34 56 78", "+33612345678"),
        ("+33 6 12 34 56 78", "+33612345678"),
        ("+33 (0)6 12 34 56 78", "+33612345678"),
        ("(+33) 6 12 34 56 78", "+33612345678"),
        ("0033612345678", "+33612345678"),
        ("+(33) 6 39 98 12 34", "+33639981234"),
        ("+(33)(0)4 91 00 00 00", "+33491000000"),
        ("+(0033) 6 39 98 12 34", "+33639981234"),
        ("06 39 98 12 4O", "+33639981240"),
        ("063998124O", "+33639981240"),
        ("06 39 98 12 O4", "+33639981204"),
        ("33612345678", "+33612345678"),
        ("tél:0491000000", "+33491000000"),
        ("mon numéro c'est le 06 12 34 56 78, merci", "+33612345678"),
        ("0692 12 34 56", "+262692123456"),
        ("0262 20 12 34", "+262262201234"),
        ("0690 12 34 56", "+590690123456"),
        ("0694 20 12 34", "+594694201234"),
        ("0696 20 12 34", "+596696201234"),
        ("0639 69 12 34", "+262639691234"),
        ("+32 470 12 34 56", "+32470123456"),
        ("+41 79 123 45 67", "+41791234567"),
    ],
)
def test_a_phone_number_is_read_however_it_is_written(text: str, e164: str) -> None:
    assert read_phone(text) == e164


@pytest.mark.parametrize("text", ["356000000", "732 829 320", "SIREN 732829320", "732 829 320 00074"])
def test_a_company_number_is_never_a_phone_number(text: str) -> None:
    assert read_phone(text) is None


@pytest.mark.parametrize("text", ["", "12", "06 12 34 56", "15/03/2027", "25 000 €", "appelez-moi"])
def test_what_is_no_phone_number_is_not_read_as_one(text: str) -> None:
    assert read_phone(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "+33 4 92 58 76", "+33 6 39 98 12", "0033 1 40 20 50", "33 6 39 98 12", "+33 (0)6 39 98 12",
        "+3363998123", "+(33) 6 39 98 12", "+336 39 98", "06 39 98 12 3", "+33 5 56 481234 9 8 7",
    ],
)  # fmt: skip
def test_a_number_with_digits_missing_or_too_many_is_never_completed(text: str) -> None:
    assert read_phone(text) is None


@pytest.mark.parametrize(
    ("e164", "shown"),
    [
        ("+33612345678", "06 12 34 56 78"),
        ("+262692123456", "0692 12 34 56"),
        ("+32470123456", "+32 470 12 34 56"),
    ],
)
def test_french_numbers_are_shown_in_pairs_and_foreign_ones_with_their_code(e164: str, shown: str) -> None:
    assert show_phone(e164) == shown


@given(
    st.integers(600_000_000, 799_999_999).filter(
        lambda n: phonenumbers.is_valid_number_for_region(phonenumbers.parse(f"+33{n}"), "FR")
    )
)
def test_a_phone_number_shown_is_read_back(number: int) -> None:
    assert read_phone(show_phone(f"+33{number}")) == f"+33{number}"


@pytest.mark.parametrize(
    ("text", "email"),
    [
        ("camille@exemple.fr", "camille@exemple.fr"),
        ("Camille Martin <camille@exemple.fr>.", "camille@exemple.fr"),
        ("mailto:camille@exemple.fr", "camille@exemple.fr"),
        ("camille @ exemple.fr", "camille@exemple.fr"),
        ("camille(at)exemple.fr", "camille@exemple.fr"),
        ("camille arobase exemple.fr", "camille@exemple.fr"),
        ("écrivez à camille@exemple.fr, merci", "camille@exemple.fr"),
        ("camille@EXEMPLE.FR", "camille@exemple.fr"),
        ("camille@exemple[.com]", "camille@exemple.com"),
        ("camille[@]exemple[.]fr", "camille@exemple.fr"),
        ("camille [at] exemple [.fr]", "camille@exemple.fr"),
        ("camille@exemple", None),
        ("camille.exemple.fr", None),
        ("@", None),
        ("", None),
    ],
)
def test_an_email_address_is_read_or_refused(text: str, email: str | None) -> None:
    assert read_email(text) == email


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("camille@gmial.com", "camille@gmail.com"),
        ("camille@gmail.con", "camille@gmail.com"),
        ("camille@gmail,con", "camille@gmail.com"),
        ("camille@gmail", "camille@gmail.com"),
        ("camille@gmail.fr", "camille@gmail.com"),
        ("camille@oragne.fr", "camille@orange.fr"),
        ("camille@hotmal.fr", "camille@hotmail.fr"),
        ("camille@gmail.com", None),
        ("camille@mail.com", None),
        ("camille@exemple.fr", None),
        ("camille", None),
    ],
)
def test_a_slip_in_a_common_domain_gets_a_suggestion(text: str, meant: str | None) -> None:
    assert suggest_email(text) == meant


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("06 12 34 56 78 camille@exemple.fr", Contact(("+33612345678",), ("camille@exemple.fr",))),
        ("camille@exemple.fr, 06 12 34 56 78", Contact(("+33612345678",), ("camille@exemple.fr",))),
        ("camille0612345678@exemple.fr", Contact((), ("camille0612345678@exemple.fr",))),
        ("06 12 34 56 78", Contact(("+33612345678",))),
        ("06 12 34 56 78, soit 0612345678", Contact(("+33612345678",))),
        ("06 12 34 56 78 ou 07 11 22 33 44", Contact(("+33612345678", "+33711223344"))),
        ("06 12 34 56 78 / 07 11 22 33 44", Contact(("+33612345678", "+33711223344"))),
        ("06 12 34 56 78 07 11 22 33 44", Contact(("+33612345678", "+33711223344"))),
        ("06 12 34 56 78 camille@exemple", Contact(("+33612345678",), (), ("camille@exemple",))),
        ("camille@exemple.fr 06 12 34 56", Contact((), ("camille@exemple.fr",), ("06 12 34 56",))),
        ("SIREN 732 829 320, 06 12 34 56 78", Contact(("+33612345678",))),
        ("plus tard", Contact()),
    ],
)
def test_one_message_may_give_both(text: str, contact: Contact) -> None:
    assert read_contact(text) == contact


@given(st.text() | st.text("0123456789+() .-@a,", max_size=40))
def test_no_text_raises(text: str) -> None:
    read_contact(text)
    suggest_email(text)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Appelez le 06 12 34 56 78 vite", "Appelez le ••• vite"),
        ("+33612345678 / 07.11.22.33.44", "•••"),
        ("camille@example.com merci", "••• merci"),
        ("camille (at) example.com", "•••"),
        ("le zéro six trente-neuf quatre-vingt-dix-huit douze trente-quatre", "le •••"),
        ("Depuis 2019, 250 000 € et 12 salariés", "Depuis 2019, 250 000 € et 12 salariés"),
        ("SIREN 732 829 320", "SIREN 732 829 320"),
    ],
)
def test_only_what_reaches_a_person_is_masked(text: str, masked: str) -> None:
    assert mask(text) == masked
