"""The number of a bank account is left out of what is read: it is no phone, no amount and no firm."""

import pytest

from conversations.understanding.bank_accounts import says_more, without_account

IBAN = "FR76 3000 6000 0112 3456 7890 189"  # the example that banks print


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (IBAN, ""),
        (IBAN.replace(" ", ""), ""),
        (IBAN.lower(), ""),
        (f"mon iban {IBAN}", ""),
        (f"20 000 €, mon IBAN : {IBAN}", "20 000 €"),
        (f"IBAN {IBAN}, tél 06 39 98 12 34", "tél 06 39 98 12 34"),
        ("DE89 3704 0044 0532 0130 00", ""),
        ("be68 5390 0754 7034 merci", "merci"),
        ("rib 30006 00001 12345678901 89 merci", "merci"),
    ],
)
def test_the_number_of_an_account_is_left_out(text: str, left: str) -> None:
    assert without_account(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "732 829 320 00074", "FR44 732 829 320", "siret 73282932000074 tva FR44732829320 Bar-le-Duc 2011",
        "06 39 98 12 34", "en 2027 on est 12", "RNA W723001234", "FR76 3000 6000 0112 3456 7890 188",
        "DE LA 12 à Toul", "",
    ],
)  # fmt: skip
def test_other_numbers_stay(text: str) -> None:
    assert without_account(text) == text


def test_what_is_left_may_say_nothing() -> None:
    assert not says_more(without_account(f"Bonjour, voici mon RIB : {IBAN} merci"))
    assert says_more(without_account(f"on est 12, IBAN {IBAN}"))
