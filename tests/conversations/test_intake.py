"""The applicant's questions: who is asked what, and what each needs to be shown."""

import pytest

from conversations.companies import RegisteredCompany
from conversations.inputs import Choice
from conversations.intake import INTAKE, STEPS
from conversations.messages import Message
from conversations.situation import Answer, Situation
from conversations.steps import Step
from tests.conversations.worlds import GOOD, a_walk, goes_on, sample_world

CREATION: Answer = {"kind": "creation"}
SAVOIE: Answer = {"code": "73065", "name": "Chambéry", "department": "73"}


def asked(**answers: Answer) -> list[str]:
    return goes_on(a_walk(until="privacy"), until="review", **answers)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_every_question_can_be_asked_before_anything_is_known(step: Step) -> None:
    situation = Situation({}, sample_world())

    assert isinstance(step.ask(situation), Message)
    step.input.options({}, situation)
    step.input.recap({}, situation)
    if step.name in GOOD and step.fits(GOOD[step.name], situation) and GOOD[step.name] is not None:
        assert isinstance(step.input.show(GOOD[step.name], situation), Message)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_every_question_fits_the_buttons_of_telegram(step: Step) -> None:
    assert len(f"a:{10**9}:{10**5}:{step.name}".encode()) <= 64
    if isinstance(step.input, Choice):
        keys = [pick.key for pick in step.input.picks]
        assert len(keys) == len(set(keys))


def test_an_ordinary_firm_is_asked_what_the_committee_needs_and_no_more() -> None:
    assert len(asked(advance=0)) <= 21
    assert not {"head_agrees", "human_review", "basin", "balance", "excluded"} & set(asked())


def test_a_company_being_created_is_asked_nothing_of_its_past() -> None:
    questions = asked(company=CREATION)

    assert not {"founded", "turnover", "balance", "difficulties", "jobs_kept"} & set(questions)
    assert {"headcount", "project_kind"} <= set(questions)


def test_a_takeover_by_a_new_company_is_asked_about_the_jobs_kept() -> None:
    assert "jobs_kept" in asked(company=CREATION, project_kind="takeover")


def test_a_very_small_firm_is_not_asked_for_its_turnover() -> None:
    assert "turnover" not in asked(headcount=9)
    assert "turnover" in asked(headcount=10)


def test_the_balance_sheet_matters_over_50_million_only() -> None:
    assert "balance" in asked(turnover="over_50m")
    assert "balance" not in asked(turnover="10_to_50m")


def test_money_is_spoken_of_where_an_advance_is_practised_only() -> None:
    money = {"advance", "accepts_skills", "project_budget", "aid_received"}

    assert not money & set(asked(place=SAVOIE))
    assert money & set(asked(advance=0)) == {"advance"}


def test_one_skill_needs_no_order() -> None:
    assert "priority_skill" not in asked(skills={"codes": ["sales"]})


def test_what_the_register_says_of_the_headcount_is_told_with_the_question() -> None:
    company = RegisteredCompany("000100115", "FAÏENCERIE", headcount_band="11")
    walk = a_walk(until="headcount", company={"kind": "registered", **company.as_answer()})

    question = INTAKE.by_name["headcount"].ask(walk.situation)
    assert (question.values["low"], question.values["high"]) == (10, 19)


def test_what_was_told_of_the_project_ticks_skills_in_advance() -> None:
    walk = a_walk(
        until="skills", description="Il faut réorganiser la production et recruter deux opérateurs."
    )

    ticked = [
        option.key for option in INTAKE.by_name["skills"].input.options({}, walk.situation) if option.ticked
    ]
    assert {"industrial_organisation", "hr"} <= set(ticked)
