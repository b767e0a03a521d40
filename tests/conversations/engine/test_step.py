"""What a question says of itself: whether its answers tell who a person is."""

from dataclasses import replace

import pytest

from conversations.engine.step import Seen, Step, Subject, impersonal
from conversations.inputs import Input, Text, Whole
from conversations.intake import INTAKE, ON_CARD, STEPS
from conversations.situation import Answer
from tests.conversations.worlds import GOOD

PET = "Philémon, le teckel de la comptable"


def a_question(personal: bool | None, input: Input) -> Step:
    return replace(INTAKE.by_name["headcount"], name="pet", input=input, personal=personal)


@pytest.mark.parametrize("input", [Text(low=1, high=80), INTAKE.by_name["contact"].input, Input()])
def test_a_question_in_free_words_that_does_not_say_whether_it_is_personal_is_refused(input: Input) -> None:
    with pytest.raises(ValueError, match="pet"):
        a_question(None, input)


def test_a_question_of_a_closed_form_has_nothing_to_say() -> None:
    assert a_question(None, Whole(low=0, high=9)).personal is None


@pytest.mark.parametrize("step", [step for step in STEPS if step.input.free], ids=lambda step: step.name)
def test_every_question_asked_in_free_words_says_whether_it_is_personal(step: Step) -> None:
    assert step.personal is not None


def test_a_new_question_in_free_words_is_erased_with_its_person() -> None:
    steps = {**INTAKE.by_name, "pet": a_question(True, Text(low=1, high=80))}

    assert "pet" not in impersonal(steps, {**GOOD, "pet": PET})
    assert impersonal(steps, {"pet": PET, "headcount": 12}) == {"headcount": 12}


def test_words_that_are_said_not_to_be_personal_stay() -> None:
    steps = {"pet": a_question(False, Text(low=1, high=80))}

    assert impersonal(steps, {"pet": "teckel"}) == {"pet": "teckel"}


def test_an_answer_to_a_question_of_another_release_does_not_outlive_its_person() -> None:
    assert impersonal(INTAKE.by_name, {"pet": PET, "headcount": 12}) == {"headcount": 12}


def test_words_typed_beside_ticks_go_and_the_ticks_stay() -> None:
    skills: Answer = {"codes": ["sales"], "words": f"Quelqu'un comme {PET}"}

    assert impersonal(INTAKE.by_name, {"skills": skills}) == {"skills": {"codes": ["sales"]}}


def test_what_the_yearly_figures_count_is_kept() -> None:
    kept = impersonal(INTAKE.by_name, GOOD)

    assert {"place", "headcount", "sector", "skills", "jobs_created", "advance"} <= set(kept)
    assert not {"name", "contact", "company", "description", "excluded"} & set(kept)
    assert "Camille" not in str(kept)


def test_what_tells_who_a_person_is_is_for_the_holder_unless_its_question_says_otherwise() -> None:
    assert a_question(True, Text(low=1, high=80)).seen_where is Seen.BY_HOLDER
    assert not a_question(True, Text(low=1, high=80)).is_on_card
    assert a_question(False, Text(low=1, high=80)).is_on_card


def test_an_answer_that_only_leads_the_conversation_is_on_no_card() -> None:
    assert not INTAKE.by_name["privacy"].is_on_card
    assert not INTAKE.by_name["human_review"].is_on_card


def test_the_card_has_a_paragraph_for_each_subject_and_each_question_once() -> None:
    names = [step.name for steps in ON_CARD for step in steps]

    assert all(ON_CARD) and len(ON_CARD) == len(Subject)
    assert sorted(names) == sorted(step.name for step in STEPS if step.is_on_card)
    assert not {"name", "contact", "excluded"} & set(names)
