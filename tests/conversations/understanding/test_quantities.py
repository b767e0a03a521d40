"""What people answer to "how many?" and "how much?"."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.understanding.quantities.reading import Limit, Quantity, Unit, read_figure, read_quantities


def exactly(amount: str | int, unit: Unit | None = None, per: Unit | None = None) -> Quantity:
    return Quantity(Decimal(amount), Decimal(amount), unit=unit, per=per)


def about(amount: str | int, unit: Unit | None = None) -> Quantity:
    return Quantity(Decimal(amount), Decimal(amount), approximate=True, unit=unit)


def between(low: str | int, high: str | int, unit: Unit | None = None, per: Unit | None = None) -> Quantity:
    return Quantity(Decimal(low), Decimal(high), unit=unit, per=per)


def bounded(amount: str | int, limit: Limit, unit: Unit | None = None) -> Quantity:
    return Quantity(Decimal(amount), Decimal(amount), approximate=True, unit=unit, limit=limit)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12), ("12.", 12), ("douze", 12), ("Vingt-quatre", 24), ("vingt et un", 21), ("septante", 70),
        ("nonante-deux", 92), ("twenty six", 26), ("mille", 1000), ("12,5", "12.5"), ("½", "0.5"),
        ("2 ½", "2.5"), ("0", 0), ("zéro", 0), ("aucun", 0), ("aucune pour l'instant", 0),
        ("rien", 0),
        ("pas encore", 0), ("none yet", 0), ("nobody", 0), ("+3", 3), ("nous sommes 12", 12),
        ("nous sommes une équipe de 12", 12), ("12, en 2027", 12),
    ],
)  # fmt: skip
def test_a_plain_number_is_read_in_digits_or_in_words(text: str, number: str | int) -> None:
    assert read_quantities(text).readings == (exactly(number),)


@pytest.mark.parametrize(
    ("text", "euros"),
    [
        ("25 000 €", 25_000), ("25\u00a0000\u00a0€", 25_000), ("25\u202f000 €", 25_000), ("25.000 €", 25_000),
        ("25'000 €", 25_000), ("25’000 euros", 25_000), ("€25,000", 25_000), ("EUR 25 000", 25_000),
        ("25000e", 25_000), ("1 200,50 €", "1200.50"), ("1.200,50 €", "1200.50"), ("1,200.50 €", "1200.50"),
        ("250 k€", 250_000), ("250K€", 250_000), ("250 keur", 250_000), ("1200k€", 1_200_000),
        ("1,2 M€", 1_200_000), ("1.2m€", 1_200_000), ("1,2 MEUR", 1_200_000), ("2 M d'euros", 2_000_000),
        ("1 Md€", 1_000_000_000), ("deux cent cinquante mille euros", 250_000), ("300 mille euros", 300_000),
        ("un million et demi d'euros", 1_500_000), ("1,5 million d'euros", 1_500_000),
        ("2 millions deux cent mille euros", 2_200_000), ("1 million 200 000 €", 1_200_000),
        ("a hundred thousand euros", 100_000), ("un projet de 20 k€", 20_000),
        ("CA 1,2M€ en 2025", 1_200_000),
    ],
)  # fmt: skip
def test_an_amount_in_euros_is_read(text: str, euros: str | int) -> None:
    assert read_quantities(text).readings == (exactly(euros, Unit.EURO),)


@pytest.mark.parametrize(
    ("text", "number"),
    [("250k", 250_000), ("1M", 1_000_000), ("1.2M", 1_200_000), ("un million et demi", 1_500_000),
     ("a million and a half", 1_500_000), ("one and a half million", 1_500_000), ("2 milliards", 2 * 10**9)],
)  # fmt: skip
def test_thousands_and_millions_are_never_dropped(text: str, number: int) -> None:
    assert read_quantities(text).readings == (exactly(number),)


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("12 personnes", exactly(12, Unit.PERSON)),
        ("12 nouveaux salariés", exactly(12, Unit.PERSON)),
        ("12 salarié(e)s", exactly(12, Unit.PERSON)),
        ("12 salarié·e·s", exactly(12, Unit.PERSON)),
        ("trente et une personnes", exactly(31, Unit.PERSON)),
        ("une personne", exactly(1, Unit.PERSON)),
        ("personne", exactly(0, Unit.PERSON)),
        ("il n'y a personne pour l'instant", exactly(0, Unit.PERSON)),
        ("12 ETP", exactly(12, Unit.FULL_TIME)),
        ("pas de salarié", exactly(0, Unit.PERSON)),
        ("no employees", exactly(0, Unit.PERSON)),
        ("0 emploi", exactly(0, Unit.JOB)),
        ("3 créations d'emplois", exactly(3, Unit.JOB)),
        ("50 %", exactly(50, Unit.PERCENT)),
        ("cinquante pour cent", exactly(50, Unit.PERCENT)),
        ("2 jours par mois", exactly(2, Unit.DAY, Unit.MONTH)),
        ("2j/mois", exactly(2, Unit.DAY, Unit.MONTH)),
        ("2 days a month", exactly(2, Unit.DAY, Unit.MONTH)),
        ("a day a week", exactly(1, Unit.DAY, Unit.WEEK)),
        ("8 h par semaine", exactly(8, Unit.HOUR, Unit.WEEK)),
        ("une demi-journée par semaine", exactly("0.5", Unit.DAY, Unit.WEEK)),
        ("4 demi-journées", exactly(2, Unit.DAY)),
        ("2 jours et demi", exactly("2.5", Unit.DAY)),
        ("two and a half days", exactly("2.5", Unit.DAY)),
        ("trois semaines", exactly(3, Unit.WEEK)),
    ],
)
def test_the_unit_and_the_frequency_are_read(text: str, quantity: Quantity) -> None:
    assert read_quantities(text).readings == (quantity,)


@pytest.mark.parametrize(
    "text", ["moi seul", "juste moi", "que moi", "je suis seule", "only me", "just me", "solo"]
)
def test_the_head_alone_makes_one_person(text: str) -> None:
    assert read_quantities(text).readings == (exactly(1, Unit.PERSON),)


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("entre 3 et 5", between(3, 5)), ("3 à 5", between(3, 5)), ("3-5", between(3, 5)),
        ("3 – 5", between(3, 5)), ("de 3 à 5", between(3, 5)), ("between 3 and 5", between(3, 5)),
        ("trois-quatre", between(3, 4)), ("de 3 jusqu'à 5", between(3, 5)),
        ("2 à 3 jours par mois", between(2, 3, Unit.DAY, Unit.MONTH)),
        ("un à deux jours", between(1, 2, Unit.DAY)),
        ("25 à 30 k€", between(25_000, 30_000, Unit.EURO)),
        ("entre 250k€ et 300k€", between(250_000, 300_000, Unit.EURO)),
        ("800 k à 1,2 M€", between(800_000, 1_200_000, Unit.EURO)),
        ("120 000 à 150 000 €", between(120_000, 150_000, Unit.EURO)),
        ("de 12 à 15 salariés d'ici 3 ans", between(12, 15, Unit.PERSON)),
    ],
)  # fmt: skip
def test_a_range_is_one_quantity(text: str, quantity: Quantity) -> None:
    assert read_quantities(text).readings == (quantity,)


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("environ 20", about(20)), ("~20", about(20)), ("20 à peu près", about(20)),
        ("à peu près 20", about(20)), ("about 20", about(20)), ("plus ou moins 20", about(20)),
        ("20ish", about(20)), ("près de 30", about(30)),
        ("une vingtaine", about(20)), ("une bonne vingtaine", about(20)), ("quinzaine", about(15)),
        ("une trentaine de salariés", about(30, Unit.PERSON)), ("une douzaine", about(12)),
        ("two dozen people", about(24, Unit.PERSON)), ("une demi-douzaine", about(6)),
        ("300 milliers", about(300_000)), ("environ 1,2 million d'euros", about(1_200_000, Unit.EURO)),
    ],
)  # fmt: skip
def test_an_approximation_says_so(text: str, quantity: Quantity) -> None:
    assert read_quantities(text).readings == (quantity,)


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("plus de 10", bounded(10, Limit.AT_LEAST)), ("au moins 3", bounded(3, Limit.AT_LEAST)),
        ("20+", bounded(20, Limit.AT_LEAST)), ("20 et plus", bounded(20, Limit.AT_LEAST)),
        ("plus d'une centaine", bounded(100, Limit.AT_LEAST)), ("moins de 5", bounded(5, Limit.AT_MOST)),
        ("jusqu'à 5", bounded(5, Limit.AT_MOST)), ("pas plus de 3", bounded(3, Limit.AT_MOST)),
        ("20 maximum", bounded(20, Limit.AT_MOST)), ("au maximum une vingtaine", bounded(20, Limit.AT_MOST)),
        ("moins d'un million d'euros", bounded(1_000_000, Limit.AT_MOST, Unit.EURO)),
    ],
)  # fmt: skip
def test_an_open_quantity_keeps_its_bound_and_its_side(text: str, quantity: Quantity) -> None:
    assert read_quantities(text).readings == (quantity,)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("1.500", [exactly(1500), exactly("1.5")]),
        ("1,500", [exactly("1.5"), exactly(1500)]),
        ("1.500 k€", [exactly(1_500_000, Unit.EURO), exactly(1500, Unit.EURO)]),
        ("3 ou 4", [exactly(3), exactly(4)]),
        ("3, 4 ou 5", [exactly(3), exactly(4), exactly(5)]),
        ("3/4 personnes", [exactly(3, Unit.PERSON), exactly(4, Unit.PERSON)]),
        ("12 15", [exactly(12), exactly(15)]),
        ("deux trois jours", [exactly(2, Unit.DAY), exactly(3, Unit.DAY)]),
        ("12 salariés et 2 apprentis", [exactly(12, Unit.PERSON), exactly(14, Unit.PERSON)]),
        ("2 associés et 5 salariés", [exactly(5, Unit.PERSON), exactly(7, Unit.PERSON)]),
        ("12 salariés + 2 apprentis + 3 stagiaires", [exactly(12, Unit.PERSON), exactly(17, Unit.PERSON)]),
        ("moi et 3 salariés", [exactly(3, Unit.PERSON), exactly(4, Unit.PERSON)]),
        ("moi et mes deux fils", [exactly(2, Unit.PERSON), exactly(3, Unit.PERSON)]),
        ("5 sans moi", [exactly(5, Unit.PERSON), exactly(6, Unit.PERSON)]),
        ("5 sans compter moi", [exactly(5, Unit.PERSON), exactly(6, Unit.PERSON)]),
        ("5 salariés, sans me compter", [exactly(5, Unit.PERSON), exactly(6, Unit.PERSON)]),
        ("4 not counting me", [exactly(4, Unit.PERSON), exactly(5, Unit.PERSON)]),
        ("on est 8 à l'atelier et 3 au bureau", [exactly(8), exactly(11)]),
        ("on est 10, on sera 12", [exactly(10), exactly(12)]),
        ("12 saisonniers l'été, 5 à l'année", [exactly(5, Unit.PERSON), exactly(17, Unit.PERSON)]),
        ("aucun pour l'instant, 3 prévus", [exactly(0), exactly(3)]),
        ("250 à 300 000 €", [between(250_000, 300_000, Unit.EURO), between(250, 300_000, Unit.EURO)]),
    ],
)
def test_what_can_be_meant_in_several_ways_gives_each(text: str, readings: list[Quantity]) -> None:
    assert read_quantities(text).readings == tuple(readings)


@pytest.mark.parametrize(
    "text",
    [
        "12 personnes dont 3 apprentis", "12 personnes (dont 3 apprentis)", "12 personnes hors intérimaires",
        "12 personnes depuis 2015", "12 personnes en 2 ans", "12 people, including 3 apprentices",
    ],
)  # fmt: skip
def test_what_only_details_the_number_does_not_count(text: str) -> None:
    assert read_quantities(text).readings == (exactly(12, Unit.PERSON),)


@pytest.mark.parametrize(
    "text",
    [
        "", "je ne sais pas", "aucune idée", "quelques", "des dizaines", "la moitié", "un tiers", "half",
        "-5", "- 5", "moins 5", "pas 12", "5 à 3", "500 à 1 M€", "2 millions 5", "6m", "10 m²",
        "25000 dollars", "$25000", "3 fois par semaine", "1 jour sur 2", "0612345678",
        "06 12 34 56 78", "+33 6 12 34 56 78", "06-12-34-56-78", "732 829 320 00074", "15/03/2027",
        "2027-03-15", "12 mars", "mars 2027", "depuis 2015", "2e trimestre", "12 rue de la Paix", "n°12",
        "1.2.3.4", "1e6", "007", "9" * 40, "1 2 3 4 5 6",
        "moi et mes salariés", "moi et quelques saisonniers", "l'équipe plus moi",
        "et moi je fais quoi", "quelques uns", "quelques-unes",
        "tous sauf 1", "everyone but two",
    ],
)  # fmt: skip
def test_what_would_be_a_guess_is_not_read(text: str) -> None:
    assert read_quantities(text).readings == ()


@pytest.mark.parametrize(
    ("text", "wanted", "readings"),
    [
        ("12 personnes, 2 M€", Unit.EURO, [exactly(2_000_000, Unit.EURO)]),
        ("12 personnes, 2 M€", Unit.PERSON, [exactly(12, Unit.PERSON)]),
        ("12 ETP", Unit.PERSON, [exactly(12, Unit.FULL_TIME)]),
        ("12", Unit.EURO, [exactly(12)]),
        ("12 personnes", Unit.EURO, []),
        ("personne", Unit.EURO, []),
        ("3 semaines", Unit.DAY, [exactly(3, Unit.WEEK)]),
    ],
)
def test_only_the_kind_asked_for_is_kept(text: str, wanted: Unit, readings: list[Quantity]) -> None:
    assert read_quantities(text, wanted).readings == tuple(readings)


whole = st.integers(0, 10**12 - 1)


@given(whole)
def test_a_number_in_digits_is_read_back(number: int) -> None:
    assert read_quantities(str(number)).readings == (exactly(number),)


@given(whole, st.sampled_from([" ", "\u00a0", "\u202f", "'", "’"]))
def test_a_number_grouped_as_in_french_is_read_back(number: int, space: str) -> None:
    grouped = f"{number:,}".replace(",", space)
    assert read_quantities(grouped).readings == (exactly(number),)
    assert read_quantities(f"{grouped} €").readings == (exactly(number, Unit.EURO),)


@given(
    st.integers(1, 999_999),
    st.sampled_from([("k€", 1000), (" k€", 1000), (" M€", 10**6), (" millions d'euros", 10**6)]),
)
def test_an_amount_with_its_scale_is_read_back(number: int, scale: tuple[str, int]) -> None:
    suffix, factor = scale
    assert read_quantities(f"{number}{suffix}").readings == (exactly(number * factor, Unit.EURO),)


@given(st.decimals(0, 999, places=2))
def test_a_number_with_a_decimal_comma_is_read_back(number: Decimal) -> None:
    assert read_quantities(f"{number}".replace(".", ",")).readings == (exactly(str(number)),)


@given(whole, whole)
def test_a_range_in_words_is_read_back(low: int, high: int) -> None:
    low, high = sorted((low, high))
    assert between(low, high) in read_quantities(f"entre {low} et {high}").readings


WORDS = st.lists(
    st.sampled_from(
        "un une et demi million k M€ € 3 12 1.500 0,5 à - entre ou plus de moins environ vingtaine "
        "jours par mois personnes dont aucun moi + % / tous les dix mille".split()
    ),
    max_size=14,
).map(" ".join)


@given(st.text(max_size=400) | WORDS)
def test_no_text_raises_and_no_quantity_is_negative_or_upside_down(text: str) -> None:
    assert all(0 <= reading.low <= reading.high for reading in read_quantities(text).readings)


@pytest.mark.parametrize(
    ("text", "unit", "figures"),
    [
        ("25 000", Unit.EURO, [25_000]),
        ("25.000", Unit.EURO, [25_000, 25]),
        ("25,000", None, [25, 25_000]),
        ("12.000 €", Unit.EURO, [12_000]),
        ("€ 1,250.50", Unit.EURO, [Decimal("1250.50")]),
        ("2 ½ jours", Unit.DAY, [Decimal("2.5")]),
        ("1,2 M€", Unit.EURO, [1_200_000]),
        ("vingt", None, [20]),
        ("12 mois", Unit.DAY, []),  # another unit, of the same kind
        ("12 personnes", Unit.EURO, []),
        ("une vingtaine", None, []),
        ("plus de 20", None, []),
        ("20 à 25", None, []),
        ("3 x 10 000", None, []),
        ("12 salariés et 2 apprentis", Unit.PERSON, []),
        ("3 jours par mois", Unit.DAY, []),
        ("100 000 XPF", Unit.EURO, []),
        ("12 dont 3 apprentis", Unit.PERSON, []),
        ("12 en tout", None, []),
        ("oui, 12", None, []),
        ("12 000 € et 50 centimes", Unit.EURO, []),
        ("-5", None, []),
        ("(5)", None, []),
        ("", None, []),
    ],
)
def test_one_exact_figure_is_read_leaving_no_word_aside(
    text: str, unit: Unit | None, figures: list[int | Decimal]
) -> None:
    assert list(read_figure(text, unit)) == figures


@pytest.mark.parametrize("text", ["7,86E+13", "2.5e4", "1E+06 €"])
def test_a_figure_that_a_spreadsheet_rounded_is_not_guessed(text: str) -> None:
    assert read_quantities(text).readings == read_figure(text) == ()
