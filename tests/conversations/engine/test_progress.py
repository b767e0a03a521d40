"""One thread from the first question to the review: the step that is shown never goes back."""

import pytest
from hypothesis import given, settings

from conversations.engine.draft import REVIEW, Draft, Walk
from conversations.intake import INTAKE
from tests.conversations.engine.test_questionnaire import ACTS, does
from tests.conversations.worlds import a_walk, goes_on, sample_world


@given(ACTS)
@settings(max_examples=150)
def test_whatever_is_done_the_step_shown_never_goes_back_nor_does_their_number_change(
    acts: list[tuple[str, object]],
) -> None:
    walk = Walk(Draft(), sample_world())
    INTAKE.resume(walk)
    shown, totals = [], set()
    for number, act in enumerate(acts):
        does(walk, act, number)
        progress = INTAKE.progress(walk)
        totals.add(progress.total)
        shown += [progress.number] if progress.number is not None else []
    assert shown == sorted(shown)
    assert len(totals) <= 1
    goes_on(walk)
    last = INTAKE.progress(walk)
    assert (last.number, last.section) == (last.total, None)


def test_a_step_is_a_section_of_the_request_and_the_last_one_is_the_review() -> None:
    assert [a_step(name) for name in ("role", "company", "project_kind", "days", "jobs_created")] == [
        1,
        2,
        3,
        4,
        5,
    ]
    assert [a_step(name) for name in ("advance", "contact", REVIEW)] == [6, 7, 8]
    assert a_step("privacy") is None


def a_step(name: str) -> int | None:
    """Return the step that is shown where a question is first asked."""
    return INTAKE.progress(a_walk(until=name)).number


def test_a_territory_without_advance_steps_over_the_money() -> None:
    walk = a_walk(until="jobs_kept", place={"code": "36044", "name": "Châteauroux", "department": "36"})
    totals = {INTAKE.progress(walk).total}
    goes_on(walk, until="contact")

    assert INTAKE.progress(walk).number == 7
    assert {INTAKE.progress(walk).total} == totals


@pytest.mark.parametrize("name", ["role", "headcount", "description", "contact"])
def test_a_correction_is_beside_the_way(name: str) -> None:
    walk = a_walk()

    assert INTAKE.edit(walk, name)
    assert INTAKE.progress(walk).number is None
    INTAKE.keep(walk)
    assert INTAKE.progress(walk).number == INTAKE.progress(walk).total


def test_going_back_over_a_step_shows_no_earlier_number() -> None:
    walk = a_walk(until="project_kind")

    assert INTAKE.back(walk)
    assert walk.state == "sector"
    assert INTAKE.progress(walk).number is None


def test_a_draft_that_another_release_stored_goes_on_from_where_it_stands() -> None:
    walk = a_walk(until="days")
    stored = Draft.restored("days", {"answers": walk.draft.answers})
    again = Walk(stored, walk.world)
    INTAKE.resume(again)

    assert INTAKE.progress(again).number == INTAKE.progress(walk).number
    assert INTAKE.edit(again, "headcount")
    assert INTAKE.progress(again).number is None
