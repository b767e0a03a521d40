"""Words typed in the review that give an answer again: offered as a correction, never written alone."""

import pytest

from conversations.engine.draft import REVIEW, Draft, Walk
from conversations.engine.overheard import words_heard
from conversations.inputs import InvalidAnswer
from conversations.intake import INTAKE
from tests.conversations.worlds import GOOD, a_walk, sample_world, typed

NEW_NUMBER = {"phone": "+33639981234", "email": "camille@example.com"}


def in_review() -> Walk:
    return a_walk(contact={"phone": "+33612345678", "email": "camille@example.com"})


def offered(walk: Walk) -> dict[str, object]:
    return {step.name: answer for step, answer in INTAKE.corrections(walk)}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("en fait c'est 4 emplois", {"jobs_created": 4}),
        ("le téléphone c'est plutôt 06 39 98 12 34", {"contact": NEW_NUMBER}),
        ("j'ai oublié : on est 14", {"headcount": 14}),
        ("non, 14 salariés", {"headcount": 14}),
        ("en fait on est à Nancy", {"place": {"code": "54395", "name": "Nancy", "department": "54"}}),
        ("le budget est plutôt de 300 000 €", {"project_budget": 300_000}),
        ("plutôt en septembre", {"start": {"from": "2027-09-01", "to": "2027-09-30"}}),
        ("je suis l'expert-comptable", {"role": "adviser", "sector": "MN"}),
        ("actually we are 14", {"headcount": 14}),
        ("on est 14 et on veut recruter 5 personnes", {"headcount": 14, "jobs_created": 5}),
    ],
)
def test_a_correction_is_offered_and_changes_nothing_before_it_is_confirmed(
    words: str, expected: dict[str, object]
) -> None:
    walk = in_review()
    before = dict(walk.draft.answers)
    typed(walk, words)

    assert offered(walk) == expected
    assert (walk.state, walk.draft.answers) == (REVIEW, before)


def test_one_touch_writes_it_and_only_it() -> None:
    walk = in_review()
    before = dict(walk.draft.answers)
    typed(walk, "on est 14 et on veut recruter 5 personnes")
    INTAKE.tap(walk, "c1")

    assert walk.draft.answers == before | {"jobs_created": 5}
    assert (walk.state, offered(walk)) == (REVIEW, {})


def test_yes_confirms_the_only_one() -> None:
    walk = in_review()
    typed(walk, "on est 14")
    typed(walk, "oui")

    assert walk.draft.answers["headcount"] == 14


@pytest.mark.parametrize(
    "words", ["bonjour", "merci", "envoyez", "xyzzy", "c'est quoi la suite", "12 salariés"]
)
def test_other_words_offer_nothing(words: str) -> None:
    walk = in_review()

    assert typed(walk, words)
    assert offered(walk) == {}


def test_a_correction_asks_what_it_newly_requires() -> None:
    walk = in_review()
    typed(walk, "en fait on est 60")
    INTAKE.tap(walk, "c0")

    assert walk.state == "turnover"


def test_a_button_of_a_correction_that_is_gone_changes_nothing() -> None:
    walk = in_review()
    typed(walk, "on est 14")
    INTAKE.edit(walk, "sector")
    INTAKE.keep(walk)

    with pytest.raises(InvalidAnswer):
        INTAKE.tap(walk, "c0")
    assert walk.draft.answers["headcount"] == GOOD["headcount"]


def test_a_stored_review_still_offers_it() -> None:
    walk = in_review()
    typed(walk, "on est 14")
    stored = {"answers": walk.draft.answers, "entry": walk.draft.entry}
    again = Walk(Draft.restored(REVIEW, stored), sample_world())
    INTAKE.resume(again)

    assert offered(again) == {"headcount": 14}


def test_a_correction_typed_at_another_question_asks_its_own_again_with_what_was_said() -> None:
    walk = a_walk(until="days")
    typed(walk, "en fait on est 14 salariés")

    assert walk.state == "headcount"
    assert walk.draft.answers["headcount"] == GOOD["headcount"], "nothing is changed yet"
    assert words_heard(walk.draft) == "en fait on est 14 salariés"
    typed(walk, "oui")
    assert walk.draft.answers["headcount"] == 14
    assert walk.state == "days", "it goes on from where it was"


def test_a_correction_typed_at_another_question_is_given_up_by_going_back() -> None:
    walk = a_walk(until="days")
    typed(walk, "en fait on est 14 salariés")
    INTAKE.back(walk)

    assert (walk.state, walk.draft.answers["headcount"]) == ("days", GOOD["headcount"])


def test_words_that_may_correct_several_answers_correct_none() -> None:
    walk = a_walk(until="sector")
    with pytest.raises(InvalidAnswer):
        INTAKE.read(walk, "on est 14, à Nancy")

    assert walk.state == "sector"
