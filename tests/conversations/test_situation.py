"""What the answers mean in the world."""

import pytest

from conversations.eligibility.assessment import Facts, Verdict
from conversations.inputs import CompanyInput
from conversations.situation import Answer, Answers, Situation
from tests.conversations.worlds import GOOD, sample_world

SHAPES: list[Answer] = ["abc", 12, True, None, [], ["x"], {}, {"codes": "x"}, {"code": 5, "kind": 3}]


def situation(**answers: Answer) -> Situation:
    return Situation(answers, sample_world())


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_answers_of_any_shape_never_raise(shape: Answer) -> None:
    read: Answers = dict.fromkeys(GOOD, shape)
    read["company"] = shape if CompanyInput().fits(shape, situation()) else {}
    odd = Situation(read, sample_world())

    assert isinstance(odd.facts, Facts)
    assert isinstance(odd.verdict, Verdict)
    assert odd.words


def test_a_skipped_answer_is_unknown() -> None:
    skipped = situation(aid_received=None, project_budget=None)

    assert skipped.number("aid_received") is None
    assert skipped.facts.aid_received is None


def test_true_is_no_number() -> None:
    assert situation(headcount=True).number("headcount") is None


def test_a_basin_that_covers_the_place_alone_needs_no_choice() -> None:
    toul = situation(place=GOOD["place"])

    assert toul.basin is not None
    assert toul.basin.code == "terres-de-lorraine"
    assert toul.words["operator"] != situation().words["operator"]


def test_where_basins_overlap_none_is_meant_before_the_choice() -> None:
    bouligny: Answer = {"code": "55063", "name": "Bouligny", "department": "55"}

    assert situation(place=bouligny).basin is None
    assert situation(place=bouligny, basin="elsewhere").basin is None
    chosen = situation(place=bouligny, basin="meuse").basin
    assert chosen is not None
    assert chosen.code == "meuse"


def test_without_basin_the_coordination_is_spoken_of() -> None:
    brest = situation(place={"code": "29019", "name": "Brest", "department": "29"})

    assert brest.basin is None
    assert not brest.advance_practised
    assert brest.words["operator"] != situation().words["operator"]


def test_where_there_are_no_jobs_to_keep_none_is_kept() -> None:
    creation: Answers = {"company": {"kind": "creation"}, "project_kind": "creation"}

    assert situation(**creation).facts.jobs_kept is None
    assert situation(**creation, jobs_created=0).facts.jobs_kept == 0
    assert situation(**creation | {"project_kind": "takeover"}, jobs_created=0).facts.jobs_kept is None
    assert situation(company=GOOD["company"], jobs_created=0).facts.jobs_kept is None


def test_facts_not_asked_for_yet_are_unknown() -> None:
    nothing = situation().facts

    assert nothing.in_group is None
    assert nothing.skills is None
    assert nothing.wants_advance is None
    assert situation(difficulties={"codes": []}).facts.in_group is False
    assert situation(advance=0).facts.wants_advance is False
