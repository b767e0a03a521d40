"""A figure that is settled stays what it is, or is asked: no word beside it changes it in silence."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from conversations.inputs import InvalidAnswer, Settled
from conversations.inputs.base import Input
from conversations.intake import INTAKE
from conversations.situation import Answer, Situation
from conversations.understanding.quantities.reading import Unit, read_quantities
from conversations.understanding.residue import IDLE
from conversations.understanding.words import fold
from tests.conversations.worlds import sample_world

SITUATION = Situation({}, sample_world())
QUESTIONS = {
    "headcount": ("12", "douze", "12 salariés", "une vingtaine", "mon mari et moi", "12 dont 2 apprentis"),
    "jobs_created": ("3", "trois emplois", "2 CDI", "aucun"),
    "advance": ("20k", "20 000 €", "un demi million", "3 x 10 000 €", "une dizaine de milliers d'euros"),
    "project_budget": ("1,2 M€", "un million et demi", "250 000 euros"),
    "days": ("5", "3 à 5 jours", "une semaine", "deux demi-journées"),
    "turnover": ("3 M€", "1,2 million d'euros"),
}
CASES = [(name, text) for name, texts in QUESTIONS.items() for text in texts]


def settled(question: Input, text: str) -> Answer | None:
    """Return what a text settles; None where it is asked or refused."""
    try:
        outcome = question.read(text, {}, SITUATION)
    except InvalidAnswer:
        return None
    return outcome.answer if isinstance(outcome, Settled) else None


@pytest.mark.parametrize(("question", "text"), CASES)
@settings(max_examples=25, deadline=None)
@given(
    before=st.lists(st.sampled_from("bonjour,euh,alors,donc,disons,je dirais,oui".split(",")), max_size=2),
    after=st.lists(st.sampled_from("merci,svp,je pense,je crois,please,cordialement".split(",")), max_size=2),
)
def test_idle_words_leave_a_settled_figure_as_it_is(
    question: str, text: str, before: list[str], after: list[str]
) -> None:
    alone = settled(INTAKE.by_name[question].input, text)
    assert alone is not None
    assert settled(INTAKE.by_name[question].input, " ".join([*before, text, *after])) == alone


OTHER_WORDS = st.sampled_from(
    "bientôt avant après puis pas plus moins sauf hors dont avec sans ou mais moitié double tiers par en sur "
    "sous entre jusqu'à depuis dernier prochain covid chacun XPF CHF dollars tranche numéro max mini presque "
    "< > ( ) = encore ne jamais each per gagné perdu refusé environ ailleurs fois quart soit".split()
)


@pytest.mark.parametrize(("question", "text"), CASES)
@settings(max_examples=60, deadline=None)
@given(st.lists(OTHER_WORDS, max_size=3), st.lists(OTHER_WORDS, max_size=3))
def test_other_words_never_leave_another_figure_settled(
    question: str, text: str, before: list[str], after: list[str]
) -> None:
    kind = INTAKE.by_name[question].input
    assert settled(kind, " ".join([*before, text, *after])) in (None, settled(kind, text))


@given(st.text(alphabet=st.characters(categories=["L"]), min_size=3, max_size=12), st.integers(0, 200))
def test_an_unknown_word_has_a_figure_confirmed(word: str, count: int) -> None:
    assume(fold(word) not in IDLE)
    said = read_quantities(f"{count} {word}", Unit.PERSON)
    if said.readings and said.readings[0].low == count and said.readings[0].unit is None and said.rest == "":
        assert said.readings[0].approximate or len(said.readings) > 1, word


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("12", ""), ("nous sommes 12", "nous sommes"), ("12 anciens salariés", "anciens"),
        ("12 en 2019", ";"), ("12 salariés, 2 M€", ""), ("12 personnes hors intérimaires", ";"),
        ("tranche 12", "tranche"),
        ("bientôt 12 salariés", "bientot"), ("12 salariés dans 3 mois", "dans 3 month"), ("12 = x", "= x"),
    ],
)  # fmt: skip
def test_the_words_that_no_reading_used_are_told(text: str, rest: str) -> None:
    assert read_quantities(text, Unit.PERSON).rest == rest


UNITS = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept "
    "dix-huit dix-neuf"
).split()
TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante"}


def in_words(number: int) -> str:
    """Write a number under a thousand as the French do, a hyphen between all its words."""
    hundreds, rest = divmod(number, 100)
    if hundreds:
        head = "cent" if hundreds == 1 else f"{UNITS[hundreds]}-cent"
        return f"{head}-{in_words(rest)}" if rest else head
    if rest < 20:
        return UNITS[rest]
    if rest >= 80:
        return f"quatre-vingt-{UNITS[rest - 80]}" if rest > 80 else "quatre-vingts"
    if rest >= 70:
        return "soixante-et-onze" if rest == 71 else f"soixante-{UNITS[rest - 60]}"
    tens, units = divmod(rest, 10)
    return TENS[tens] + ("" if not units else "-et-un" if units == 1 else f"-{UNITS[units]}")


@pytest.mark.parametrize("hyphen", ["-", " "])
def test_every_number_in_words_is_read(hyphen: str) -> None:
    for number in (*range(200), *range(200, 1_000, 7), 281, 371, 980, 999):
        said = read_quantities(f"{in_words(number).replace('-', hyphen)} personnes", Unit.PERSON)
        assert [reading.low for reading in said.readings] == [number], in_words(number)
        assert said.rest == ""
