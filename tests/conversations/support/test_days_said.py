"""Days that an advisor says in a message: how many, more or in all; what else is said of them is a doubt."""

from decimal import Decimal

import pytest

from conversations.support.days_said import Counted, DaysSaid, read_days_said


@pytest.mark.parametrize(
    ("text", "days", "counted"),
    [
        ("1,5 j faits", 1.5, None),
        ("2 jours", 2, None),
        ("j'ai passé une demi-journée chez eux", 0.5, None),
        ("2 j en tout", 2, Counted.IN_ALL),
        ("j'en suis à 3 jours au total", 3, Counted.IN_ALL),
        ("j'ai fait 1 jour lundi", 1, Counted.MORE),
        ("encore 1 jour", 1, Counted.MORE),
        ("on a fait deux jours la semaine dernière", 2, Counted.MORE),
        ("1 jour de plus hier", 1, Counted.MORE),
        ("I spent 2 days there last week", 2, Counted.MORE),
        ("-1 jour", 1, Counted.LESS),
        ("– 0,5 j", 0.5, Counted.LESS),
        ("1 jour de trop", 1, Counted.LESS),
        ("non 3 en tout", 3, Counted.IN_ALL),
    ],
)
def test_days_that_are_said_plainly_are_read(text: str, days: float, counted: Counted | None) -> None:
    assert read_days_said(text) == DaysSaid(Decimal(str(days)), counted, plain=True)


@pytest.mark.parametrize(
    "text",
    ["bonjour", "12", "rendez-vous dans 2 jours ou 3", "3 heures", "je serai absent 3 jours", "lundi",
     "il me faudrait 2 jours", "j'ai fait le tour de la question"],
)  # fmt: skip
def test_what_tells_no_days_given_is_left(text: str) -> None:
    assert read_days_said(text) is None


@pytest.mark.parametrize("text", ["1 jour lundi", "j'ai fait 1 jour mais sans la patronne"])
def test_what_says_more_is_a_doubt(text: str) -> None:
    said = read_days_said(text)
    assert said is not None and not said.plain and said.days == 1
