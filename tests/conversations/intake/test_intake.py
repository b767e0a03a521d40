"""The applicant's questions: who is asked what, and what each needs to be shown."""

from enum import StrEnum

import pytest

from conversations.companies import RegisteredCompany
from conversations.eligibility.facts import ApplicantRole, Balance, ProjectKind, Turnover
from conversations.engine.step import Step
from conversations.inputs import Choice, Settled
from conversations.inputs.base import listed
from conversations.intake import INTAKE, STEPS
from conversations.messages import Message
from conversations.situation import Answer, Situation
from tests.conversations.worlds import GOOD, a_walk, goes_on, sample_world

CREATION: Answer = {"kind": "creation"}
SAVOIE: Answer = {"code": "73065", "name": "Chambéry", "department": "73"}
LONGWY: Answer = {"code": "54323", "name": "Longwy", "department": "54"}


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


@pytest.mark.parametrize(
    ("name", "known"),
    [("role", ApplicantRole), ("turnover", Turnover), ("balance", Balance), ("project_kind", ProjectKind)],
)
def test_what_rules_judge_by_is_what_may_be_chosen(name: str, known: type[StrEnum]) -> None:
    question = INTAKE.by_name[name].input

    assert isinstance(question, Choice)
    assert [pick.key for pick in question.picks] == list(known)


def test_an_ordinary_firm_is_asked_what_the_committee_needs_and_no_more() -> None:
    assert len(asked(advance=0)) <= 19
    assert not {"head_agrees", "human_review", "basin", "balance", "excluded"} & set(asked())


def test_a_company_being_created_is_asked_nothing_of_its_past() -> None:
    questions = asked(company=CREATION)

    assert not {"founded", "turnover", "balance", "difficulties", "jobs_kept"} & set(questions)
    assert {"headcount", "project_kind"} <= set(questions)


def test_a_takeover_by_a_new_company_is_asked_about_the_jobs_kept() -> None:
    assert "jobs_kept" in asked(company=CREATION, project_kind="takeover")


def test_the_longest_ordinary_path_is_short_enough() -> None:
    """An adviser, a firm the registry does not know, an advance tied to skills."""
    longest = asked(role="adviser", place=LONGWY, skills={"codes": ["sales", "hr", "quality"]})

    assert {"head_agrees", "advance", "head_contact"} <= set(longest)
    assert len(longest) <= 20


@pytest.mark.parametrize(
    "amount", [("15 000 €",), ("juste l'argent, pas de conseil : 15 000 €", "oui, 15 000 €")]
)
def test_typing_an_amount_accepts_no_skills_with_it(amount: tuple[str, ...]) -> None:
    walk = a_walk(until="advance", place=LONGWY)
    for typed in amount:  # words beside the amount have it asked again
        INTAKE.read(walk, typed)

    assert "accepts_skills" not in walk.draft.answers
    INTAKE.edit(walk, "advance")
    asked = INTAKE.by_name["advance"].ask(walk.situation)
    assert "never alone" in str(asked.values["tied"]), "it is told before the amount is"


def test_an_amount_that_changes_leaves_what_was_accepted_and_none_forgets_it() -> None:
    walk = a_walk(place=LONGWY)
    INTAKE.edit(walk, "accepts_skills")
    INTAKE.tap(walk, "no")
    INTAKE.edit(walk, "advance")
    INTAKE.read(walk, "12 000 €")
    assert walk.draft.answers["accepts_skills"] == "no"

    INTAKE.edit(walk, "advance")
    INTAKE.read(walk, "0 €")
    assert "accepts_skills" not in walk.draft.answers


def test_an_agreement_that_an_older_release_wrote_down_by_itself_is_no_longer_one() -> None:
    walk = a_walk(place=LONGWY)
    walk.draft.answers["accepts_skills"] = "yes"
    walk.draft.implied["accepts_skills"] = "advance"
    walk.draft.checked = ""
    INTAKE.resume(walk)

    assert "accepts_skills" not in walk.draft.answers
    assert INTAKE.edit(walk, "accepts_skills")


@pytest.mark.parametrize("contact", [{"phone": "+33612345678"}, {"email": "camille@example.com"}])
def test_the_time_to_call_is_asked_to_a_head_with_a_phone(contact: Answer) -> None:
    assert ("call_time" in asked(contact=contact)) == ("phone" in str(contact))
    assert "call_time" not in asked(role="adviser", contact=contact)


@pytest.mark.parametrize("role", ["adviser", "delegate"])
def test_who_applies_for_the_head_says_how_to_call_them(role: str) -> None:
    assert {"name", "contact", "head_contact"} <= set(asked(role=role))
    assert "head_contact" not in asked(role="head")


def test_the_head_told_beside_ones_own_address_is_offered_and_not_taken() -> None:
    walk = a_walk(until="contact", role="adviser")
    heard = INTAKE.overheard(walk, "le gérant est joignable au 06 39 98 56 78")

    assert heard["head_contact"] == {
        "candidates": [{"phone": "+33639985678"}],
        "said": "le gérant est joignable au 06 39 98 56 78",
    }
    assert "head_contact" not in walk.draft.answers


def test_a_small_firm_is_not_asked_for_its_turnover() -> None:
    assert "turnover" not in asked(headcount=49)
    assert "turnover" in asked(headcount=50)


def test_the_balance_sheet_matters_over_50_million_only() -> None:
    assert INTAKE.edit(a_walk(headcount=60, turnover="over_50m"), "balance")
    assert not INTAKE.edit(a_walk(headcount=60, turnover="10_to_50m"), "balance")


def test_money_is_spoken_of_where_an_advance_is_practised_only() -> None:
    money = {"advance", "accepts_skills", "project_budget", "aid_received"}

    assert not money & set(asked(place=SAVOIE))
    assert money & set(asked(advance=0)) == {"advance"}


def test_two_skills_need_no_order() -> None:
    assert not INTAKE.edit(a_walk(skills={"codes": ["sales", "hr"]}), "priority_skill")
    assert INTAKE.edit(a_walk(skills={"codes": ["sales", "hr", "quality"]}), "priority_skill")


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


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("vendre sur le net", {ProjectKind.GROWTH}),
        ("une boutique en ligne", {ProjectKind.GROWTH}),
        ("je veux ouvrir un 2e salon", {ProjectKind.GROWTH}),
        ("vendre ma boîte", {ProjectKind.TAKEOVER, ProjectKind.GROWTH}),
        ("acheter un second four", {ProjectKind.INVESTMENT}),
    ],
)
def test_what_is_wanted_names_its_kind_of_project(text: str, kinds: set[ProjectKind]) -> None:
    outcome = INTAKE.by_name["project_kind"].input.read(text, {}, Situation({}, sample_world()))
    assert ({outcome.answer} if isinstance(outcome, Settled) else {*listed(outcome)}) == kinds
