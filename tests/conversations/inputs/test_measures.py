"""Counts, amounts and days, as they are typed."""

import pytest

from conversations.inputs import Days, InvalidAnswer, Kept, Money, Settled, Whole
from conversations.inputs.base import Input
from conversations.intake import INTAKE
from conversations.messages import N_, Euros
from conversations.situation import Answer, Situation
from tests.conversations.worlds import sample_world

SITUATION = Situation({}, sample_world())
STAFF = Whole(low=0, high=1_000, quick=(1, 2, 10))
BUDGET = Money(high=1_000_000, none=N_("None"))
DAYS = Days(high=60)


def settled(question: Input, text: str) -> Answer:
    outcome = question.read(text, {}, SITUATION)
    assert isinstance(outcome, Settled), f"{text} is not settled: {outcome}"
    assert question.fits(outcome.answer, SITUATION)
    return outcome.answer


def candidates(question: Input, text: str) -> Answer:
    outcome = question.read(text, {}, SITUATION)
    assert isinstance(outcome, Kept), f"{text} is settled: {outcome}"
    assert outcome.note is not None
    offered = outcome.entry["candidates"]
    assert isinstance(offered, list)
    for index, candidate in enumerate(offered):
        assert question.fits(candidate, SITUATION), f"{candidate} is out of bounds"
        assert question.tap(f"c{index}", outcome.entry, SITUATION) == Settled(candidate)
    keys = [option.key for option in question.options(outcome.entry, SITUATION)]
    assert [key for key in keys if key != "again"] == [f"c{index}" for index in range(len(offered))]
    return offered


def refused(question: Input, text: str) -> str:
    with pytest.raises(InvalidAnswer) as refusal:
        question.read(text, {}, SITUATION)
    return refusal.value.message.msgid


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("12", 12), ("douze", 12), ("twelve", 12), ("12 personnes", 12), ("12 salariés, 2 M€", 12),
        ("une vingtaine", 20), ("about twenty", 20), ("0", 0), ("aucun", 0), ("none", 0), ("zéro", 0),
        ("12 salariés et 2 apprentis", 14), ("nous sommes 8", 8), ("we are 8", 8),
        ("entre 3 et 3", 3), ("1 000", 1_000), ("~15", 15),
    ],
)  # fmt: skip
def test_a_count_is_read_in_figures_and_in_words(text: str, count: int) -> None:
    assert settled(STAFF, text) == count


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("entre 3 et 5", [3, 4, 5]), ("3 to 5", [3, 4, 5]), ("10-12", [10, 11, 12]),
        ("100 à 200", [100, 200]),
        ("12 salariés, 2 apprentis", [12, 14]), ("900 à 1200", [900]), ("moins de 250", [250]),
        ("plus de 10", [10]), ("2,5", [2, 3]), ("at least 5", [5]),
    ],
)  # fmt: skip
def test_a_count_that_may_be_read_in_several_ways_is_offered(text: str, counts: list[int]) -> None:
    assert candidates(STAFF, text) == counts


@pytest.mark.parametrize("text", ["beaucoup", "a lot", "", "👍", "3 jours par semaine", "06 12 34 56 78"])
def test_a_count_is_never_guessed(text: str) -> None:
    assert (
        refused(STAFF, text)
        == "I found no number there. One is enough, in figures or in words: “8”, “around fifteen”."
    )


@pytest.mark.parametrize("text", ["5000", "dix mille", "2000 à 3000"])
def test_a_count_beyond_the_bounds_is_told_them(text: str) -> None:
    assert refused(STAFF, text) == "I need a number between {low} and {high}."


@pytest.mark.parametrize("key", ["3", "c0", "²", "-1", "", "01"])
def test_only_the_counts_offered_can_be_tapped(key: str) -> None:
    assert STAFF.tap("2", {}, SITUATION) == Settled(2)
    with pytest.raises(InvalidAnswer):
        STAFF.tap(key, {}, SITUATION)


@pytest.mark.parametrize("answer", ["12", None, True, -1, 1_001, [12], {"low": 1}])
def test_a_stored_count_of_another_shape_does_not_fit(answer: Answer) -> None:
    assert not STAFF.fits(answer, SITUATION)


@pytest.mark.parametrize(
    ("text", "euros"),
    [
        ("20k", 20_000), ("20 k€", 20_000), ("20,000 €", 20_000), ("20 000 euros", 20_000),
        ("0,5 M€", 500_000),
        ("25000", 25_000), ("vingt mille euros", 20_000), ("500 €", 500), ("0", 0), ("aucune", 0), ("non", 0),
        ("rien", 0), ("none", 0), ("no", 0), ("environ 30 000 €", 30_000), ("1 million", 1_000_000),
    ],
)  # fmt: skip
def test_an_amount_is_read_with_its_unit(text: str, euros: int) -> None:
    assert settled(BUDGET, text) == euros


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("25", [25, 25_000]), ("entre 20 et 30k", [20_000, 30_000]),
        ("800 k€ à 2 M€", [800_000]), ("999", [999, 999_000]),
    ],
)  # fmt: skip
def test_an_amount_that_may_be_read_in_several_ways_is_offered(text: str, amounts: list[int]) -> None:
    assert candidates(BUDGET, text) == amounts


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("beaucoup", "I found no amount there. Type it like 25,000 € or 25k."),
        (
            "2000 € par mois",
            "I need the whole sum, rather than a sum by the month or the year. How much in all?",
        ),
        ("150 000 $", "I count in euros. How much is it in euros, roughly?"),
        ("200 000 francs", "I count in euros. How much is it in euros, roughly?"),
        (
            "la moitié du budget",
            "I need a sum in euros, rather than a share of another. How much is it, roughly?",
        ),
        ("20% du budget", "I need a sum in euros, rather than a share of another. How much is it, roughly?"),
        (
            "le maximum",
            "The operator will tell you how far it goes. How much would you need, in euros?",
        ),
        ("12 personnes", "I found no amount there. Type it like 25,000 € or 25k."),
        ("3 M€", "I can note up to {high}."),
    ],
)
def test_an_amount_is_never_guessed(text: str, said: str) -> None:
    assert refused(BUDGET, text) == said


def test_an_amount_of_zero_is_a_button_only_where_it_has_a_name() -> None:
    assert BUDGET.tap("0", {}, SITUATION) == Settled(0)
    with pytest.raises(InvalidAnswer):
        Money(high=10).tap("0", {}, SITUATION)
    assert BUDGET.show(0, SITUATION).msgid == "None"
    assert BUDGET.show(500, SITUATION).values == {"text": Euros(500)}


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("5", 5, 5), ("5 jours", 5, 5), ("cinq jours", 5, 5), ("2 à 3 jours", 2, 3), ("3 to 5 days", 3, 5),
        ("une semaine", 5, 5), ("2 weeks", 10, 10), ("une demi-journée", 1, 1),
        ("une dizaine de jours", 10, 10),
    ],
)  # fmt: skip
def test_days_are_read_exact_or_between_two_bounds(text: str, low: int, high: int) -> None:
    assert settled(DAYS, text) == {"low": low, "high": high}


@pytest.mark.parametrize("text", ["5 jours ou 10 jours", "5 ou 10", "5 or 10 days"])
def test_days_that_may_be_read_in_several_ways_are_offered(text: str) -> None:
    assert candidates(DAYS, text) == [{"low": 5, "high": 5}, {"low": 10, "high": 10}]


TURNOVER = INTAKE.by_name["turnover"].input
BALANCE = INTAKE.by_name["balance"].input


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("3 M€", "2_to_10m"), ("1,2 M€", "under_2m"), ("800k", "under_2m"), ("moins de 2 M€", "under_2m"),
        ("5 millions", "2_to_10m"), ("1 500 000 euros", "under_2m"), ("plus de 50 M€", "over_50m"),
        ("entre 2 et 10 M€", "2_to_10m"), ("entre 12 et 15 millions", "10_to_50m"),
        ("moins de 2", "under_2m"), ("1,5", "under_2m"), ("inconnu", "unknown"),
    ],
)  # fmt: skip
def test_an_amount_falls_in_its_band(text: str, band: str) -> None:
    assert settled(TURNOVER, text) == band


@pytest.mark.parametrize(
    ("text", "bands"),
    [
        ("3", ["under_2m", "2_to_10m"]), ("moins de 10", ["under_2m", "2_to_10m"]),
        ("10 M€", ["2_to_10m", "10_to_50m"]), ("entre 1 et 3 M€", ["under_2m", "2_to_10m"]),
        ("plus de 10 M€", ["10_to_50m", "over_50m"]), ("60", ["under_2m", "over_50m"]),
    ],
)  # fmt: skip
def test_an_amount_that_may_be_in_several_bands_offers_them(text: str, bands: list[str]) -> None:
    assert candidates(TURNOVER, text) == bands


@pytest.mark.parametrize(
    ("text", "band"), [("moins", "under_43m"), ("au-dessus", "over_43m"), ("30 M€", "under_43m")]
)
def test_a_balance_sheet_is_above_or_below(text: str, band: str) -> None:
    assert settled(BALANCE, text) == band


@pytest.mark.parametrize(
    ("text", "rhythms"),
    [
        ("2 à 3 jours par mois", [(6, 9, 3), (12, 18, 6), (24, 36, 12)]),
        ("2 to 3 days a month", [(6, 9, 3), (12, 18, 6), (24, 36, 12)]),
        ("1 jour par semaine", [(12, 12, 3), (24, 24, 6), (48, 48, 12)]),
        ("2 days per week", [(24, 24, 3), (48, 48, 6)]),
    ],
)
def test_a_rhythm_is_offered_over_several_lengths(text: str, rhythms: list[tuple[int, int, int]]) -> None:
    assert candidates(DAYS, text) == [
        {"low": low, "high": high, "months": months} for low, high, months in rhythms
    ]


@pytest.mark.parametrize("text", ["beaucoup", "200", "0", "5 personnes", "7 jours par semaine", "3 mois", ""])
def test_days_are_never_guessed(text: str) -> None:
    assert refused(DAYS, text).startswith("I need a number of days")


def test_not_knowing_how_many_days_is_an_answer() -> None:
    assert DAYS.tap("unknown", {}, SITUATION) == Settled(None)
    assert DAYS.fits(None, SITUATION)
    assert DAYS.show(None, SITUATION).msgid == "I do not know yet"


def test_days_are_shown_in_the_number_they_need() -> None:
    assert DAYS.show({"low": 1, "high": 1}, SITUATION).msgid == "{n} day"
    assert DAYS.show({"low": 3, "high": 5}, SITUATION).msgid == "{low} to {high} days"
    assert DAYS.show({"low": 6, "high": 9, "months": 3}, SITUATION).msgid == "{days} over {months} months"


@pytest.mark.parametrize(
    "answer", [5, "5", {"low": 3}, {"low": "3", "high": 5}, {"low": 5, "high": 3}, [3, 5]]
)
def test_stored_days_of_another_shape_do_not_fit(answer: Answer) -> None:
    assert not DAYS.fits(answer, SITUATION)


HEADCOUNT, ADVANCE, CREATED, WANTED = (
    INTAKE.by_name[name].input for name in ("headcount", "advance", "jobs_created", "days")
)


@pytest.mark.parametrize(
    ("question", "text", "offered"),
    [
        (HEADCOUNT, "bientôt 5", [5]), (HEADCOUNT, "12 l'atelier compris", [12]),
        (HEADCOUNT, "12 avant le covid", [12]), (HEADCOUNT, "12 hors intérimaires", [12]),
        (HEADCOUNT, "12 anciens salariés", [12]), (HEADCOUNT, "12 en 2019", [12]),
        (HEADCOUNT, "12 mais bientôt 15", [12, 15]), (CREATED, "1 cdi 1 cdd", [1, 2]),
        (ADVANCE, "au moins 10 000 €", [10_000]), (ADVANCE, "10 000 € par personne, 3 personnes", [10_000]),
        (ADVANCE, "20 000 € si la banque suit", [20_000]),
        (WANTED, "5 jours pour chaque salarié", [{"low": 5, "high": 5}]),
    ],
)  # fmt: skip
def test_words_that_may_change_a_figure_have_it_confirmed(
    question: Input, text: str, offered: list[Answer]
) -> None:
    assert candidates(question, text) == offered


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        (HEADCOUNT, "Bonjour, nous sommes actuellement 12 dans l'entreprise, moi compris, merci", 12),
        (CREATED, "on pense créer 3 nouveaux emplois", 3), (ADVANCE, "je souhaiterais 20 000 € svp", 20_000),
        (WANTED, "il me faudrait 5 jours d'appui", {"low": 5, "high": 5}),
        (TURNOVER, "notre CA est d'environ 3 M€ par an", "2_to_10m"),
    ],
)  # fmt: skip
def test_courtesy_and_the_words_of_the_question_change_no_figure(
    question: Input, text: str, answer: Answer
) -> None:
    assert settled(question, text) == answer


@pytest.mark.parametrize(
    ("text", "amounts"), [("10 à 15", [10, 15, 10_000, 15_000]), ("10 ou 15", [10_000, 15_000])]
)
def test_small_bare_amounts_may_all_be_thousands(text: str, amounts: Answer) -> None:
    assert candidates(BUDGET, text) == amounts


def test_days_that_are_contradicted_by_a_limit_are_asked() -> None:
    fives = [{"low": 5, "high": 5}, {"low": 4, "high": 4}]
    assert candidates(DAYS, "5 jours mais pas plus de 4") == fives


@pytest.mark.parametrize("text", ["pas 3, 4", "pas 3 mais 4", "pas 3 jours, plutôt 4"])
def test_days_that_are_corrected_are_proposed(text: str) -> None:
    assert candidates(DAYS, text) == [{"low": 4, "high": 4}]
