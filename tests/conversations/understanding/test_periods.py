"""What people answer to "when?", said on Sunday 22 November 2026."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.understanding.periods import Period, read_periods

TODAY = date(2026, 11, 22)


def period(interval: str) -> Period:
    """Build a period from "2027-03-01..2027-03-10", or from one day."""
    start, _, end = interval.partition("..")
    return Period(date.fromisoformat(start), date.fromisoformat(end or start))


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("15/03", "2027-03-15"),
        ("15/03/2027", "2027-03-15"),
        ("15/03/27", "2027-03-15"),
        ("2027-03-15", "2027-03-15"),
        ("03.04.2027", "2027-04-03"),
        ("1er mars", "2027-03-01"),
        ("lundi 15 mars 2027", "2027-03-15"),
        ("le quinze mars deux mille vingt-sept", "2027-03-15"),
        ("15 mars 27", "2027-03-15"),
        ("15-mars-2027", "2027-03-15"),
        ("5/déc.", "2026-12-05"),
        ("5 janv. '27", "2027-01-05"),
        ("15.mars.27 à 14h", "2027-03-15"),
        ("15 mars 98", "1998-03-15"),
        ("le 15 septembre-", "2027-09-15"),
        ("lundi 15 janv/", "2027-01-15"),
        ("in a fortnight", "2026-12-06"),
        ("le 3 janvier à 14h", "2027-01-03"),
        ("March 15th, 2027", "2027-03-15"),
        ("15th of March", "2027-03-15"),
        ("le 15", "2026-12-15"),
        ("le 25", "2026-11-25"),
        ("le 15 du mois prochain", "2026-12-15"),
        ("29 février", "2028-02-29"),
        ("lundi", "2026-11-23"),
        ("lundi prochain", "2026-11-23"),
        ("vendredi en huit", "2026-12-04"),
        ("lundi 12", "2027-04-12"),
        ("demain", "2026-11-23"),
        ("après-demain", "2026-11-24"),
        ("tomorrow", "2026-11-23"),
        ("noël", "2026-12-25"),
    ],
)
def test_a_day_is_read(text: str, interval: str) -> None:
    assert read_periods(text, TODAY) == (period(interval),)


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("début mars", "2027-03-01..2027-03-10"),
        ("mi-mars", "2027-03-11..2027-03-20"),
        ("fin mars", "2027-03-21..2027-03-31"),
        ("fin mars 2028", "2028-03-21..2028-03-31"),
        ("early March", "2027-03-01..2027-03-10"),
        ("mars", "2027-03-01..2027-03-31"),
        ("mars 2027", "2027-03-01..2027-03-31"),
        ("03/2027", "2027-03-01..2027-03-31"),
        ("en mars prochain", "2027-03-01..2027-03-31"),
        ("courant du mois de mars", "2027-03-01..2027-03-31"),
        ("sept", "2027-09-01..2027-09-30"),
        ("à la rentrée", "2027-09-01..2027-09-30"),
        ("T2 2027", "2027-04-01..2027-06-30"),
        ("2T2027", "2027-04-01..2027-06-30"),
        ("2e trimestre 2027", "2027-04-01..2027-06-30"),
        ("deuxième trimestre", "2027-04-01..2027-06-30"),
        ("Q2 2027", "2027-04-01..2027-06-30"),
        ("début T2", "2027-04-01..2027-04-30"),
        ("dernier trimestre 2027", "2027-10-01..2027-12-31"),
        ("S1 2027", "2027-01-01..2027-06-30"),
        ("premier semestre", "2027-01-01..2027-06-30"),
        ("second half of 2027", "2027-07-01..2027-12-31"),
        ("cet été", "2027-06-21..2027-09-22"),
        ("l'été prochain", "2027-06-21..2027-09-22"),
        ("au printemps", "2027-03-20..2027-06-20"),
        ("cet hiver", "2026-12-21..2027-03-19"),
        ("en 2027", "2027-01-01..2027-12-31"),
        ("début 2027", "2027-01-01..2027-03-31"),
        ("mi-2027", "2027-05-01..2027-08-31"),
        ("end of 2027", "2027-10-01..2027-12-31"),
        ("fin d'année", "2026-10-01..2026-12-31"),
        ("début d'année", "2027-01-01..2027-03-31"),
        ("la semaine prochaine", "2026-11-23..2026-11-29"),
        ("le mois prochain", "2026-12-01..2026-12-31"),
        ("next month", "2026-12-01..2026-12-31"),
        ("au prochain trimestre", "2027-01-01..2027-03-31"),
        ("l'année prochaine", "2027-01-01..2027-12-31"),
        ("l'an prochain", "2027-01-01..2027-12-31"),
        ("fin du mois prochain", "2026-12-21..2026-12-31"),
        ("juin de l'année prochaine", "2027-06-01..2027-06-30"),
    ],
)
def test_a_period_is_read_as_an_interval(text: str, interval: str) -> None:
    assert read_periods(text, TODAY) == (period(interval),)


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("tout de suite", "2026-11-22"),
        ("maintenant", "2026-11-22"),
        ("dès que possible", "2026-11-22"),
        ("ASAP", "2026-11-22"),
        ("dans 3 mois", "2027-02-22"),
        ("dans environ 3 mois", "2027-02-22"),
        ("in 3 months", "2027-02-22"),
        ("3 weeks from now", "2026-12-13"),
        ("dans quinze jours", "2026-12-06"),
        ("dans 6 semaines", "2027-01-03"),
        ("dans un an et demi", "2028-05-22"),
        ("in a year", "2027-11-22"),
        ("dans 2 à 3 mois", "2027-01-22..2027-02-22"),
        ("d'ici 3 mois", "2026-11-22..2027-02-22"),
        ("sous 15 jours", "2026-11-22..2026-12-06"),
        ("within 2 weeks", "2026-11-22..2026-12-06"),
        ("dans les 6 prochains mois", "2026-11-22..2027-05-22"),
        ("d'ici l'été", "2026-11-22..2027-06-21"),
        ("by summer", "2026-11-22..2027-06-21"),
        ("d'ici fin 2027", "2026-11-22..2027-12-31"),
        ("avant Noël", "2026-11-22..2026-12-24"),
        ("avant fin mars", "2026-11-22..2027-03-31"),
        ("avant le 15 mars", "2026-11-22..2027-03-14"),
        ("before March", "2026-11-22..2027-02-28"),
        ("au plus tard fin mars", "2026-11-22..2027-03-31"),
        ("à partir de mars", "2027-03-01..2027-03-31"),
        ("pas avant mars", "2027-03-01..2027-08-31"),
        ("il y a 3 mois", "2026-08-22"),
    ],
)
def test_what_is_counted_from_today_is_read(text: str, interval: str) -> None:
    assert read_periods(text, TODAY) == (period(interval),)


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("entre mars et mai", "2027-03-01..2027-05-31"),
        ("de mars à mai 2028", "2028-03-01..2028-05-31"),
        ("from March to May 2027", "2027-03-01..2027-05-31"),
        ("mars-avril", "2027-03-01..2027-04-30"),
        ("mars/avril", "2027-03-01..2027-04-30"),
        ("mi-juin à mi-juillet", "2027-06-11..2027-07-20"),
        ("novembre à février", "2026-11-01..2027-02-28"),
        ("du 1er au 15 mars", "2027-03-01..2027-03-15"),
        ("entre le 1er et le 15 mars", "2027-03-01..2027-03-15"),
        ("15-20 mars", "2027-03-15..2027-03-20"),
    ],
)
def test_a_range_of_dates_is_one_interval(text: str, interval: str) -> None:
    assert read_periods(text, TODAY) == (period(interval),)


@pytest.mark.parametrize(
    ("text", "intervals"),
    [
        ("03/04/2027", ["2027-04-03", "2027-03-04"]),
        ("mars ou avril", ["2027-03-01..2027-03-31", "2027-04-01..2027-04-30"]),
        ("mars si possible, sinon avril", ["2027-03-01..2027-03-31", "2027-04-01..2027-04-30"]),
    ],
)
def test_several_readings_are_offered_the_french_order_first(text: str, intervals: list[str]) -> None:
    assert read_periods(text, TODAY) == tuple(map(period, intervals))


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("on voudrait démarrer début mars 2027 si possible", "2027-03-01..2027-03-10"),
        ("we may start in June", "2027-06-01..2027-06-30"),
    ],
)
def test_a_date_is_found_in_a_sentence(text: str, interval: str) -> None:
    assert read_periods(text, TODAY) == (period(interval),)


@pytest.mark.parametrize(
    "text",
    [
        "", "12", "3 mois", "bientôt", "je ne sais pas", "l'année", "dans l'année",
        "pas en mars mais en avril", "31/02/2027", "30 février", "32/13/2027", "dans 99999 ans",
        "12 personnes", "06 12 34 56 78", "25 000 €",
    ],
)  # fmt: skip
def test_what_would_be_a_guess_is_not_read(text: str) -> None:
    assert read_periods(text, TODAY) == ()


def test_a_month_already_past_is_next_year_s_and_the_current_one_this_year_s() -> None:
    early = TODAY.replace(day=12)
    assert read_periods("octobre", TODAY) == (period("2027-10-01..2027-10-31"),)
    assert read_periods("novembre", early) == (period("2026-11-01..2026-11-30"),)
    assert read_periods("début novembre", TODAY) == (period("2027-11-01..2027-11-10"),)


def test_a_period_that_is_nearly_over_may_be_that_of_the_next_year() -> None:
    this, other = period("2026-11-01..2026-11-30"), period("2027-11-01..2027-11-30")
    assert read_periods("en novembre", TODAY.replace(day=23)) == (this, other)
    assert read_periods("novembre 2026", TODAY.replace(day=23)) == (this,)
    assert read_periods("S2", TODAY)[0].end.year == 2026 and read_periods("S2", TODAY)[1].end.year == 2027


def test_a_past_date_that_is_written_out_is_kept() -> None:
    assert read_periods("mars 2020", TODAY) == (period("2020-03-01..2020-03-31"),)


days = st.dates(date(2000, 1, 1), date(2090, 12, 31))
FRENCH_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
    "novembre", "décembre",
)  # fmt: skip


@given(days, days)
def test_a_date_written_in_full_is_read_back(day: date, today: date) -> None:
    in_full = f"{day.day} {FRENCH_MONTHS[day.month - 1]} {day.year}"
    assert read_periods(in_full, today) == (Period(day, day),)
    assert read_periods(day.isoformat(), today) == (Period(day, day),)
    assert read_periods(f"{day:%d/%m/%Y}", today)[0] == Period(day, day)


@given(
    days,
    st.sampled_from(
        ["mars", "début mars", "fin février", "T1", "cet hiver", "le 31", "29/02", "à la rentrée"]
    ),
)
def test_what_has_no_year_is_never_over(today: date, text: str) -> None:
    for read in read_periods(text, today):
        assert today <= read.end <= today + timedelta(days=9 * 366)
    assert read_periods(text, today)


WORDS = st.lists(
    st.sampled_from(
        "avant d'ici le la de du au à et ou entre dans fin mi début mars été 3 15 2027 mois an".split()
    ),
    max_size=12,
).map(" ".join)


@settings(deadline=None)
@given(st.text(max_size=60) | WORDS, days)
def test_no_text_raises_and_no_period_ends_before_it_starts(text: str, today: date) -> None:
    assert all(read.start <= read.end for read in read_periods(text, today))
