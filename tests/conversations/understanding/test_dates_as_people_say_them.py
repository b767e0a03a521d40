"""Days and periods as people say them: what is settled, what is asked, what is no date at all.

Read as on Sunday 29 November 2026. The examples come from the public reports of other parsers, each with
neighbours of its kind.
"""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.inputs import InvalidAnswer, Kept, Settled, When, Year
from conversations.situation import Answer, Situation
from conversations.understanding.periods import read_periods
from conversations.understanding.residue import IDLE
from tests.conversations.inputs.test_measures import SITUATION

TODAY = date(2026, 11, 29)
NOW = Situation({}, replace(SITUATION.world, today=TODAY))
START, FOUNDED = When(), Year(low=1700)
PAST = "{day} is already past. When do you plan to start?"
NO_SUCH_DAY = "“{said}”: no calendar has this day. Check the day and the month."


def said(answer: Answer) -> str:
    """Write a period as "2027-03-01..2027-03-10", one day or one year as itself."""
    if not isinstance(answer, dict):
        return str(answer)
    first, last = answer["from"], answer["to"]
    return str(first) if first == last else f"{first}..{last}"


def settled(question: When | Year, text: str) -> str:
    """Return what is settled without a question."""
    outcome = question.read(text, {}, NOW)
    assert isinstance(outcome, Settled), f"{text} is not settled: {outcome}"
    return said(outcome.answer)


def offered(question: When | Year, text: str) -> list[str]:
    """Return what is offered by buttons, nothing being settled."""
    outcome = question.read(text, {}, NOW)
    assert isinstance(outcome, Kept), f"{text} is settled: {outcome}"
    candidates = outcome.entry["candidates"]
    assert isinstance(candidates, list)
    return [said(candidate) for candidate in candidates]


def refused(question: When | Year, text: str) -> str:
    """Return why it is no answer."""
    with pytest.raises(InvalidAnswer) as raised:
        question.read(text, {}, NOW)
    return raised.value.message.msgid


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("début janvier, le plus tôt sera le mieux", "2027-01-01..2027-01-10"),
        # moving feasts
        ("lundi de Pâques", "2027-03-29"),
        ("à Pâques", "2027-03-28"),
        ("Ascension", "2027-05-06"),
        ("jeudi de l'Ascension", "2027-05-06"),
        ("pont de l'Ascension", "2027-05-06..2027-05-09"),
        ("Pentecôte", "2027-05-16"),
        ("lundi de Pentecôte 2028", "2028-06-05"),
        ("Good Friday", "2027-03-26"),
        ("Easter Monday", "2027-03-29"),
        ("mardi gras", "2027-02-09"),
        ("fête des mères", "2027-05-30"),
        # fixed ones
        ("Toussaint", "2027-11-01"),
        ("à la Toussaint", "2027-11-01"),
        ("14 juillet", "2027-07-14"),
        ("pour Noël", "2026-12-25"),
        ("le 15 août", "2027-08-15"),
        ("la Chandeleur", "2027-02-02"),
        ("la veille de Noël", "2026-12-24"),
        ("le lendemain de Noël", "2026-12-26"),
        ("3 jours après Noël", "2026-12-28"),
        ("2 weeks before Easter", "2027-03-14"),
        ("entre Noël et le jour de l'an", "2026-12-25..2027-01-01"),
        # ranks
        ("dernier vendredi du mois", "2026-12-25"),
        ("le dernier vendredi de mars", "2027-03-26"),
        ("premier lundi de mars", "2027-03-01"),
        ("le premier mercredi du mois prochain", "2026-12-02"),
        ("first Monday of March", "2027-03-01"),
        ("last Friday of January 2027", "2027-01-29"),
        ("dernier jour de janvier", "2027-01-31"),
        ("premier jour ouvré de janvier", "2027-01-04"),
        ("1er week-end de septembre", "2027-09-04..2027-09-05"),
        ("première semaine de mars", "2027-03-01..2027-03-07"),
        ("la dernière semaine d'août", "2027-08-25..2027-08-31"),
        # fortnights and halves
        ("2e quinzaine d'avril", "2027-04-16..2027-04-30"),
        ("première quinzaine de mars", "2027-03-01..2027-03-15"),
        ("dans la deuxième quinzaine de mars", "2027-03-16..2027-03-31"),
        ("second half of March", "2027-03-16..2027-03-31"),
        ("première moitié de 2027", "2027-01-01..2027-06-30"),
        # weeks and week-ends
        ("semaine 12", "2027-03-22..2027-03-28"),
        ("S12", "2027-03-22..2027-03-28"),
        ("en semaine 3", "2027-01-18..2027-01-24"),
        ("week 12 2027", "2027-03-22..2027-03-28"),
        ("2027-W12", "2027-03-22..2027-03-28"),
        ("semaines 12 à 14", "2027-03-22..2027-04-11"),
        ("la semaine du 15 mars", "2027-03-15..2027-03-21"),
        ("ce week-end", "2026-11-29"),  # from today on
        ("le week-end prochain", "2026-12-05..2026-12-06"),
        ("next weekend", "2026-12-05..2026-12-06"),
        ("week-end du 14 mars", "2027-03-13..2027-03-14"),
        ("Monday week", "2026-12-07"),
        # weekdays cut short
        ("mar. 6 avril 2027", "2027-04-06"),
        ("lun. 7 déc.", "2026-12-07"),
        ("Mon, 15 Mar 2027", "2027-03-15"),
        # spans
        ("3-6 mois", "2027-02-28..2027-05-29"),
        ("3 à 6 mois", "2027-02-28..2027-05-29"),
        ("in 2-3 months", "2027-01-29..2027-02-28"),
        ("10/03 - 15/03", "2027-03-10..2027-03-15"),
        ("du lundi 1er au vendredi 5 mars", "2027-03-01..2027-03-05"),
        ("T1-T2 2027", "2027-01-01..2027-06-30"),
        ("fin février/début mars", "2027-02-19..2027-03-10"),
        ("printemps-été 2027", "2027-03-20..2027-09-22"),
        ("2027-2028", "2027-01-01..2028-12-31"),
        # from today
        ("sous trois semaines", "2026-11-29..2026-12-20"),
        ("dans quelques mois", "2027-01-29..2027-05-29"),
        ("dans les prochaines semaines", "2026-11-29..2027-01-24"),
        ("in a few weeks", "2026-12-13..2027-01-24"),
        ("J+30", "2026-12-29"),
        ("sous huitaine", "2026-11-29..2026-12-06"),
        ("sous 48h", "2026-11-29..2026-12-01"),
        ("d'ici 6 mois", "2026-11-29..2027-05-29"),
        ("dans moins de 3 mois", "2026-11-29..2027-02-28"),
        ("les 3 prochains mois", "2026-11-29..2027-02-28"),
        ("next 3 months", "2026-11-29..2027-02-28"),
        ("au plus tard en mars", "2026-11-29..2027-03-31"),
        ("fin juin grand max", "2026-11-29..2027-06-30"),
        ("by year end", "2026-11-29..2026-12-31"),
        ("dans les meilleurs délais", "2026-11-29"),
        # after
        ("après l'été", "2027-09-23..2027-12-22"),
        ("après le 15 janvier", "2027-01-16..2027-04-15"),
        ("après-demain", "2026-12-01"),
        ("apres demain", "2026-12-01"),
        ("une fois l'été passé", "2027-09-23..2027-12-22"),
        # a part of something, or beside it
        ("les 15 premiers jours de mars", "2027-03-01..2027-03-15"),
        ("the first 2 weeks of March", "2027-03-01..2027-03-14"),
        ("les deux derniers mois de 2027", "2027-11-01..2027-12-31"),
        ("du 4 au 23 le mois prochain", "2026-12-04..2026-12-23"),
        ("le 15 du mois de mars", "2027-03-15"),
        ("samedi 13 et dimanche 14 mars", "2027-03-13..2027-03-14"),
        ("avril/mai/juin", "2027-04-01..2027-06-30"),
        ("the third of March", "2027-03-03"),
        ("coming week", "2026-11-30..2026-12-06"),
        ("la semaine d'après", "2026-11-30..2026-12-06"),
        ("hiver 2026-2027", "2026-12-21..2027-03-19"),
        ("cet automne", "2026-11-29..2026-12-20"),
        ("fin de l'automne", "2026-11-29..2026-12-20"),
        ("l'automne prochain", "2027-09-23..2027-12-20"),
        ("2028 troisième trimestre", "2028-07-01..2028-09-30"),
        ("20270315", "2027-03-15"),
        # years, quarters, halves of a year
        ("courant 2027", "2027-01-01..2027-12-31"),
        ("fin 27", "2027-10-01..2027-12-31"),
        ("T2 27", "2027-04-01..2027-06-30"),
        ("Q1'27", "2027-01-01..2027-03-31"),
        ("1er trim. 2027", "2027-01-01..2027-03-31"),
        ("premier trimestre de l'année prochaine", "2027-01-01..2027-03-31"),
        ("in the new year", "2027-01-01..2027-03-31"),
        ("10-27", "2027-10-01..2027-10-31"),
        ("le 03/04", "2027-04-03"),
        ("01/09/27", "2027-09-01"),
        ("03/04/2027", "2027-04-03"),
        ("à partir du 01/09/27", "2027-09-01"),
        ("17 02", "2027-02-17"),
        ("15mars2027", "2027-03-15"),
        # hours and hedges
        ("le 15 mars à 14 h 30", "2027-03-15"),
        ("demain matin", "2026-11-30"),
        ("autour du 15 mars", "2027-03-15"),
        ("on voudrait démarrer début mars 2027 si possible", "2027-03-01..2027-03-10"),
        ("we would like to start in early March if possible", "2027-03-01..2027-03-10"),
        ("ce serait idéalement en septembre prochain", "2027-09-01..2027-09-30"),
        ("on veut commencé en mars", "2027-03-01..2027-03-31"),
        ("le projet sera lancé en mars", "2027-03-01..2027-03-31"),
    ],
)
def test_a_date_is_read_as_it_is_said(text: str, period: str) -> None:
    assert settled(START, text) == period


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        # what stands around may change it
        ("pas avant mars", ["2027-03-01..2027-08-31"]),
        ("fin mars si la banque suit", ["2027-03-21..2027-03-31"]),
        ("dans 3 mois si la banque suit", ["2027-02-28"]),
        ("j'ai été malade, dès que possible", ["2026-11-29"]),
        ("on est prêts, tout de suite", ["2026-11-29"]),
        ("12 personnes en mars", ["2027-03-01..2027-03-31"]),
        ("reporté à septembre", ["2027-09-01..2027-09-30"]),
        ("mars à confirmer", ["2027-03-01..2027-03-31"]),
        ("juin, mais ça dépend du permis", ["2027-06-01..2027-06-30"]),
        ("on a signé en mars, on commence en avril", ["2027-04-01..2027-04-30"]),
        ("mars au lieu d'avril", ["2027-03-01..2027-03-31", "2027-04-01..2027-04-30"]),
        # two readings
        ("juin 27", ["2027-06-01..2027-06-30", "2027-06-27"]),
        ("March 28", ["2028-03-01..2028-03-31", "2027-03-28"]),
        ("04/27", ["2027-04-01..2027-04-30", "2027-04-27"]),
        ("mar 6", ["2027-04-06", "2027-03-06"]),
        ("hiver 2027", ["2026-12-21..2027-03-19", "2027-12-21..2028-03-19"]),
        ("semaine 12 ou 13", ["2027-03-22..2027-03-28", "2027-03-29..2027-04-04"]),
        ("dans une semaine ou deux", ["2026-12-06", "2026-12-13"]),
        ("week-end du 14 juillet", ["2027-07-10..2027-07-11", "2027-07-17..2027-07-18"]),
        ("le 15 ou 16 mars", ["2027-03-15", "2027-03-16"]),
        ("le 17 ou 18", ["2026-12-17", "2026-12-18"]),
        ("last quarter", ["2026-11-29..2026-12-31"]),
        # a season that is running: this one's end, or the next one
        ("in the fall", ["2026-11-29..2026-12-20", "2027-09-23..2027-12-20"]),
        ("autumn", ["2026-11-29..2026-12-20", "2027-09-23..2027-12-20"]),
        ("samedi prochain ou lundi", ["2026-12-05", "2026-11-30"]),
        # a weekday that the day is not
        ("lundi 16 mars 2027", ["2027-03-16"]),
        # about
        ("dans plus de 6 mois", ["2027-05-29..2027-11-29"]),
        ("6 mois", ["2027-05-29"]),
        ("vacances de Pâques", ["2027-04-03..2027-05-03"]),
        ("après les fêtes", ["2027-01-05..2027-04-04"]),
        ("summer holidays", ["2027-07-04..2027-08-31"]),
    ],
)
def test_what_is_not_plain_is_offered_never_settled(text: str, periods: list[str]) -> None:
    assert offered(START, text) == periods


@pytest.mark.parametrize(
    "text",
    [
        "en mars dernier", "mars passé", "janvier 2026", "on a déjà commencé en octobre",
        "commencé en octobre", "en octobre on a commencé", "c'était en mars", "depuis mars", "l'été dernier",
        "l'hiver dernier", "dimanche dernier", "le week-end dernier", "fin janvier dernier",
        "octobre de l'an dernier",
        "we started in October", "last March", "last summer", "j'ai commencé il y a 3 mois", "avant-hier",
    ],
)  # fmt: skip
def test_a_past_is_told_to_be_past_not_read_as_next_year_s(text: str) -> None:
    assert refused(START, text) == PAST


@pytest.mark.parametrize(
    "text",
    [
        "le 31 février", "30 février", "29 février 2027", "31/02", "31/02/2027", "31 juin",
        "le 31 avril 2027", "45 mars", "32/01", "from 30 to 31 February",
    ],
)  # fmt: skip
def test_a_day_that_no_calendar_has_is_told_so(text: str) -> None:
    assert refused(START, text) == NO_SUCH_DAY


@pytest.mark.parametrize("text", ["29 février", "29 février 2028", "31 mars", "le 1er", "1.5"])
def test_a_day_that_some_years_have_is_not_refused_for_it(text: str) -> None:
    try:
        START.read(text, {}, NOW)
    except InvalidAnswer as invalid:
        assert invalid.message.msgid != NO_SUCH_DAY


@pytest.mark.parametrize(
    "text", ["pas en mars", "ni mars ni avril", "dès qu'on a le financement", "un jour", "bientôt"]
)
def test_what_names_no_date_is_asked_again(text: str) -> None:
    assert refused(START, text).startswith("I did not recognise a date.")


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("créée en 2016", "2016"), ("l'entreprise a été créée en 2016", "2016"), ("depuis 2019", "2019"),
        ("créée le 12 mars 2019", "2019"), ("12 mars 98", "1998"), ("fin 2019", "2019"),
        ("depuis 5 ans", "2021"), ("on a démarré en octobre", "2026"), ("en mars dernier", "2026"),
        ("founded in 1987", "1987"),
    ],
)  # fmt: skip
def test_the_year_of_a_beginning_is_read(text: str, year: str) -> None:
    assert settled(FOUNDED, text) == year


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("repris en 2019", ["2019"]), ("j'ai repris en 2019", ["2019"]), ("rachetée en 2015", ["2015"]),
        ("avant 2019", ["2019"]), ("1987, rachetée en 2015", ["1987", "2015"]), ("mars 11", ["2011", "1911"]),
        ("03/11", ["2011", "1911"]), ("2019-2020", ["2019", "2020"]), ("une dizaine d'années", ["2016"]),
        ("on était 3 en 2011", ["2011"]),
    ],
)  # fmt: skip
def test_a_year_that_may_be_of_something_else_is_offered(text: str, years: list[str]) -> None:
    assert offered(FOUNDED, text) == years


# "Now" and "today" name a day themselves, as "on Mon"; "12 am" is an hour.
AROUND = st.lists(
    st.sampled_from(sorted(IDLE - {"maintenant", "now", "today", "aujourd", "hui", "jour", "am", "mon"})),
    max_size=3,
)
PLAIN = st.sampled_from(
    [
        "début mars 2027",
        "T2 2027",
        "15/03/2027",
        "semaine 12",
        "lundi de Pâques",
        "premier lundi de mars",
        "juillet",
    ]
)
CHANGING = st.sampled_from(
    (
        "pas sauf sinon avant après depuis reporté banque permis dernier 3 ou et puis mais jusqu'à pour "
        "unless if not"
    ).split()
)


@given(AROUND, PLAIN, AROUND)
def test_idle_words_around_a_date_change_nothing(before: list[str], plain: str, after: list[str]) -> None:
    assert settled(START, " ".join((*before, plain, *after))) == settled(START, plain)


@given(AROUND, st.lists(CHANGING, min_size=1, max_size=2), PLAIN, AROUND, st.booleans())
def test_other_words_beside_a_date_never_settle_it_unheard(
    before: list[str], changing: list[str], plain: str, after: list[str], first: bool
) -> None:
    words = (*before, *changing, plain, *after) if first else (*before, plain, *changing, *after)
    text = " ".join(words)
    try:
        outcome = START.read(text, {}, NOW)
    except InvalidAnswer:
        return
    if isinstance(outcome, Settled) and said(outcome.answer) != settled(START, plain):
        # Only for words that belong to the date: "avant mars", "après Pâques", "mars dernier", "3 juillet".
        assert read_periods(text, TODAY), text
        own = {"avant", "après", "depuis", "jusqu'à", "pas", "not", "dernier"}
        assert (own | {"3"} if plain == "juillet" else own) & {*changing}, text


@given(
    AROUND,
    st.sampled_from("sinon reporté banque permis unless unlikely machine".split()),
    PLAIN,
    st.booleans(),
)
def test_a_word_that_no_date_has_leaves_it_to_be_confirmed(
    before: list[str], foreign: str, plain: str, first: bool
) -> None:
    text = " ".join((*before, foreign, plain) if first else (*before, plain, foreign))
    assert offered(START, text) == [settled(START, plain)]


def test_a_possessive_said_twice_is_no_monday() -> None:
    assert offered(START, "mon mon sinon début mars 2027") == [settled(START, "début mars 2027")]


@pytest.mark.parametrize(
    "text", ["dans les aines", "sous une dizaine", "dans une centaine", "in a fortnight's"]
)
def test_a_delay_of_nothing_is_no_date(text: str) -> None:
    assert read_periods(text, TODAY) == ()


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("vendredi prochain", ["2026-11-27", "2026-12-04"]),
        ("next Friday", ["2026-11-27", "2026-12-04"]),
        ("lundi prochain", ["2026-11-30"]),
        ("vendredi", ["2026-11-27"]),
        ("ce vendredi", ["2026-11-27"]),
    ],
)
def test_next_friday_said_on_a_monday_may_be_of_this_week_or_of_the_next(text: str, days: list[str]) -> None:
    assert [str(period.start) for period in read_periods(text, date(2026, 11, 23))] == days


@pytest.mark.parametrize(
    ("typed", "said_so"),
    [
        ("dici 3 mois", "d'ici 3 mois"),
        ("dici lete", "d'ici l'été"),
        ("apres lete", "après l'été"),
        ("davril", "d'avril"),
        ("lannee prochaine", "l'année prochaine"),
        ("lan prochain", "l'an prochain"),
    ],
)
def test_a_day_is_read_without_its_apostrophe(typed: str, said_so: str) -> None:
    assert settled(START, typed) == settled(START, said_so)


@pytest.mark.parametrize("text", ["peu importe", "quand vous voulez", "n'importe quand", "whenever you like"])
def test_whoever_leaves_the_day_to_others_is_asked_how_soon(text: str) -> None:
    assert offered(START, text) == ["2026-11-29..2026-12-29", "2026-11-29..2027-02-28"]


@pytest.mark.parametrize("text", ["650 000 l'an dernier", "650000 euros l'an dernier", "120k en 2025"])
def test_what_was_earned_in_a_year_tells_no_beginning(text: str) -> None:
    with pytest.raises(InvalidAnswer):
        FOUNDED.read(text, {}, NOW)
