"""Years and periods, as they are typed."""

import pytest

from bot.i18n import speak
from conversations.inputs import Kept, Settled, When, Year
from conversations.intake.told import dates
from conversations.situation import Answer
from tests.conversations.inputs.test_measures import SITUATION, candidates, refused, settled

FOUNDED = Year(low=1700)
START = When()


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2011", 2011), ("en 2011", 2011), ("in 2011", 2011), ("mars 2011", 2011), ("12/03/2011", 2011),
        ("deux mille onze", 2011), ("98", 1998), ("en 98", 1998), ("'98", 1998), ("1850", 1850),
        ("2026", 2026),
        ("nineteen ninety-eight", 1998), ("twenty sixteen", 2016),
        ("il y a 5 ans", 2021), ("5 ans", 2021), ("12 years ago", 2014), ("l'an dernier", 2025),
        ("cette année", 2026), ("last year", 2025), ("12/05/98", 1998), ("en 2O15", 2015),
        ("l'an 2000", 2000), ("en l'an 2000", 2000), ("la boîte a 10 ans", 2016), ("20 ans environ", 2006),
        ("l'entreprise existe depuis 10 ans", 2016), ("we have been trading for 10 years", 2016),
        ("fondée en 1975 par mon père", 1975), ("je crois que c'est 2015", 2015),
    ],
)  # fmt: skip
def test_a_year_is_read_in_full_in_short_or_as_an_age(text: str, year: int) -> None:
    assert settled(FOUNDED, text) == year


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("11", [2011, 1911]), ("en 2011, reprise en 2015", [2011, 2015]), ("1998 ou 1999", [1998, 1999]),
        ("the 1980s", [1980]), ("plus de 20 ans", [2006, 1986]),
        ("27", [1927, 1999]), ("50", [1950, 1976]), ("en 27", [1927]), ("depuis 31", [1931]),
        ("après 2000", [2001]), ("avant 2000", [2000]), ("in the 90s", [1990]), ("the nineties", [1990]),
        ("une quinzaine d'années", [2011]), ("j'ai 45 ans", [1981]), ("mon père a 80 ans", [1946]),
        ("20 ans de métier", [2006]), ("bientôt 10 ans", [2016]),
    ],
)  # fmt: skip
def test_a_year_that_may_be_two_is_offered(text: str, years: list[int]) -> None:
    assert candidates(FOUNDED, text) == years


@pytest.mark.parametrize(
    "text",
    [
        "dans 10 ans",
        "l'an prochain",
        "longtemps",
        "3012",
        "1500",
        "2027",
        "²",
        "",
        "5",
        "123456789",
        "9" * 4000,
    ],
)
def test_a_year_is_never_guessed(text: str) -> None:
    assert refused(FOUNDED, text) == "I need a year between {low} and {high}: “1998”, or “ten years ago”."


@pytest.mark.parametrize("answer", ["2011", None, 1600, 2027, True, {}])
def test_a_stored_year_of_another_shape_does_not_fit(answer: Answer) -> None:
    assert not FOUNDED.fits(answer, SITUATION)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("début mars", "2027-03-01", "2027-03-10"),
        ("early March", "2027-03-01", "2027-03-10"),
        ("15/03/2027", "2027-03-15", "2027-03-15"),
        ("tout de suite", "2026-11-23", "2026-11-23"),
        ("T2 2027", "2027-04-01", "2027-06-30"),
        ("1 er mars", "2027-03-01", "2027-03-01"),
        ("1e semaine de mars", "2027-03-01", "2027-03-07"),
        ("mercredi de la semaine prochaine", "2026-12-02", "2026-12-02"),
        ("lundi de cette semaine", "2026-11-23", "2026-11-23"),
        ("mercredi dans une semaine", "2026-12-02", "2026-12-02"),
        ("du 13 au 15", "2026-12-13", "2026-12-15"),
        ("du 25 au 27", "2026-11-25", "2026-11-27"),
        ("jusqu'au 15", "2026-11-23", "2026-12-15"),
        ("au plus tard le 25", "2026-11-23", "2026-11-25"),
        ("cet après-midi", "2026-11-23", "2026-11-23"),
        ("demain après-midi", "2026-11-24", "2026-11-24"),
        ("lun.", "2026-11-30", "2026-11-30"),
        ("la semaine qui suit", "2026-11-30", "2026-12-06"),
        ("d'ici la fin de la 1e semaine de mars", "2026-11-23", "2027-03-07"),
        ("mars entre le 8 et le 12", "2027-03-08", "2027-03-12"),
        ("mars 8 au 12", "2027-03-08", "2027-03-12"),
        ("3 jusqu'au 12 mars", "2027-03-03", "2027-03-12"),
        ("2027.3", "2027-03-01", "2027-03-31"),
        ("à partir de J+10", "2026-12-03", "2026-12-03"),
        ("ouverture prévue en mars", "2027-03-01", "2027-03-31"),
    ],
)
def test_a_start_is_a_day_or_a_period_to_come(text: str, first: str, last: str) -> None:
    assert settled(START, text) == {"from": first, "to": last}


def test_a_start_that_may_be_read_in_two_ways_is_offered() -> None:
    outcome = START.read("03/04/2027", {}, SITUATION)

    assert isinstance(outcome, (Settled, Kept))
    assert refused(START, "hier") == "{day} is already past. When do you plan to start?"
    assert refused(START, "un jour") == (
        "I did not recognise a date. A month is enough: “in June”, or “in six months”."
    )
    assert refused(START, "15/03/2099") == "That is very far away. When do you plan to start?"


@pytest.mark.parametrize(("text", "ends"), [("dans 10 ans", "2036-11-23"), ("en 2030", "2030-12-31")])
def test_a_start_far_away_is_confirmed(text: str, ends: str) -> None:
    outcome = START.read(text, {}, SITUATION)

    assert isinstance(outcome, Kept)
    offered = outcome.entry["candidates"]
    assert isinstance(offered, list)
    assert [each["to"] for each in offered if isinstance(each, dict)] == [ends]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("très vite", "2026-12-23"), ("c'est urgent", "2026-12-23"), ("rapidement", "2026-12-23"),
        ("dans plus d'un an", "2028-11-23"),
    ],
)  # fmt: skip
def test_what_is_near_a_usual_delay_or_open_is_proposed(text: str, last: str) -> None:
    outcome = START.read(text, {}, SITUATION)

    assert isinstance(outcome, Kept)
    assert isinstance(outcome.entry["candidates"], list)
    assert [each["to"] for each in outcome.entry["candidates"] if isinstance(each, dict)] == [last]


@pytest.mark.parametrize("key", ["now", "quarter", "half", "later"])
def test_the_usual_delays_are_periods_to_come(key: str) -> None:
    outcome = START.tap(key, {}, SITUATION)

    assert isinstance(outcome, Settled)
    assert START.fits(outcome.answer, SITUATION)
    assert isinstance(outcome.answer, dict)
    assert "2026-11-23" <= str(outcome.answer["from"]) <= str(outcome.answer["to"])


@pytest.mark.parametrize(
    "answer", ["2027", None, {"from": "2027-03-01"}, {"from": "x", "to": "y"}, {"from": 1}]
)
def test_a_stored_start_of_another_shape_does_not_fit(answer: Answer) -> None:
    assert not START.fits(answer, SITUATION)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("mars 2027", "mars 2027"), ("en 2028", "2028"), ("15/03/2027", "15 mars 2027"),
     ("du 3 au 14 mai 2027", "du 3 mai 2027 au 14 mai 2027")],
)  # fmt: skip
def test_a_whole_month_or_year_is_shown_by_its_name(text: str, shown: str) -> None:
    assert speak(START.show(settled(START, text), SITUATION), "fr", markup=False) == shown


@pytest.mark.parametrize("text", [
    "déjà commencé", "c'est en cours", "on a déjà commencé", "le projet est déjà lancé", "already started",
    "it's under way", "travaux en cours",
])  # fmt: skip
def test_a_project_that_goes_on_is_offered_from_today(text: str) -> None:
    now = START.tap("now", {}, SITUATION)

    assert isinstance(now, Settled)
    assert candidates(START, text) == [now.answer]


@pytest.mark.parametrize("text", ["29 février", "le 29/02"])
def test_a_day_that_the_coming_year_does_not_have_is_asked(text: str) -> None:
    days = [{"from": day, "to": day} for day in ("2027-02-28", "2028-02-29")]
    assert candidates(START, text) == days


@pytest.mark.parametrize("text", [
    "je dirige une scierie à Toul, on est 3, en 2027 on sera 5", "on sera 5 en 2027",
    "en 2027, nous serons cinq",
])  # fmt: skip
def test_the_year_of_a_staff_to_come_is_not_when_a_project_begins(text: str) -> None:
    assert [*dates.start(text)] == []
    assert [*dates.start(f"{text}. Lancer le projet en mars 2027.")]
