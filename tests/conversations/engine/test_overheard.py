"""What was said elsewhere is offered where it is asked, and is an answer only once it is confirmed."""

from contextlib import suppress

import pytest

from conversations.engine.draft import REVIEW, Draft, Walk
from conversations.engine.overheard import words_heard
from conversations.inputs import InvalidAnswer
from conversations.intake import INTAKE
from tests.conversations.worlds import a_walk, goes_on, sample_world, typed

PROJECT = (
    "Nous reprenons le fournil voisin : il faut réorganiser la production. "
    "On veut recruter deux personnes, avec un budget de 80 000 €."
)


def told() -> Walk:
    """Return a walk whose description says two other things."""
    walk = a_walk(until="description")
    typed(walk, PROJECT)
    INTAKE.tap(walk, "done")
    return walk


def keys(walk: Walk) -> list[str]:
    step = INTAKE.step(walk.draft)
    assert step is not None
    return [option.key for option in step.input.options(walk.draft.entry, walk.situation)]


def test_it_is_no_answer_by_itself() -> None:
    walk = told()

    assert not {"jobs_created", "project_budget"} & set(walk.draft.answers)
    goes_on(walk, until="jobs_created")
    assert walk.state == "jobs_created"


def test_it_is_offered_first_with_the_words_it_comes_from() -> None:
    walk = told()
    goes_on(walk, until="jobs_created")

    assert keys(walk)[0] == "c0"
    assert words_heard(walk.draft) == "On veut recruter deux personnes"
    INTAKE.tap(walk, "c0")
    assert walk.draft.answers["jobs_created"] == 2
    assert "jobs_created" not in walk.draft.heard


def test_yes_confirms_it() -> None:
    walk = told()
    goes_on(walk, until="jobs_created")
    typed(walk, "oui")

    assert walk.draft.answers["jobs_created"] == 2


def test_another_answer_drops_it() -> None:
    walk = told()
    goes_on(walk, until="jobs_created")
    typed(walk, "3")

    assert walk.draft.answers["jobs_created"] == 3
    INTAKE.edit(walk, "jobs_created")
    assert words_heard(walk.draft) is None


def test_passing_the_question_drops_it_too() -> None:
    walk = told()
    goes_on(walk, until="jobs_created")
    INTAKE.skip(walk)

    assert walk.draft.answers["jobs_created"] is None
    assert "jobs_created" not in walk.draft.heard


def test_it_waits_for_a_question_that_may_never_be_asked() -> None:
    walk = told()
    goes_on(walk, advance=0)

    assert "project_budget" not in walk.draft.answers


def test_what_is_already_answered_is_not_heard_again() -> None:
    walk = a_walk(until="description", headcount=14)
    typed(walk, "Nous sommes 12 dans l'atelier, il faut réorganiser toute la production.")

    assert "headcount" not in walk.draft.heard


def test_what_no_longer_fits_is_not_offered() -> None:
    walk = a_walk(until="description", headcount=5)
    typed(walk, "Il s'agit de garder les 12 emplois actuels, et de réorganiser la production.")
    INTAKE.tap(walk, "done")
    goes_on(walk, until="jobs_kept")

    assert keys(walk)[0] != "c0" or walk.draft.entry["candidates"] == [5]


def test_a_text_that_is_no_answer_leaves_everything_as_it_was() -> None:
    walk = a_walk(until="role")
    with pytest.raises(InvalidAnswer):
        INTAKE.read(walk, "mon budget est de 80 000 €")

    assert walk.draft.heard == {}


@pytest.mark.parametrize("kept", [None, 3, "x", [], {}, {"candidates": 3}, {"candidates": ["x", None, -1]}])
def test_what_another_release_kept_is_offered_only_if_it_is_an_answer(kept: object) -> None:
    before = a_walk(until="jobs_kept")
    walk = Walk(
        Draft.restored("jobs_created", {"answers": before.draft.answers, "heard": {"jobs_created": kept}}),
        sample_world(),
    )
    del walk.draft.answers["jobs_created"]
    INTAKE.resume(walk)
    INTAKE.back(walk)
    goes_on(walk)

    assert walk.state == REVIEW


def test_one_tap_confirms_all_that_was_said_plainly() -> None:
    walk = told()
    goes_on(walk, until="jobs_created")
    walk.draft.heard["name"] = {"candidates": ["Camille Durand"], "said": "Camille Durand"}

    assert [step.name for step, _ in INTAKE.heard(walk)] == ["jobs_created", "name"]
    assert INTAKE.confirm(walk)
    assert (walk.draft.answers["jobs_created"], walk.draft.answers["name"]) == (2, "Camille Durand")
    assert walk.state == "jobs_kept"


def test_one_tap_confirms_what_is_asked_on_demand_as_well() -> None:
    walk = a_walk(until="advance")
    typed(walk, "30 000 €, budget : 90 000 €, aides de minimis : 12 000 €")
    goes_on(walk, until="project_budget")

    assert [step.name for step, _ in INTAKE.heard(walk)] == ["project_budget", "aid_received"]
    assert INTAKE.confirm(walk)
    assert (walk.draft.answers["project_budget"], walk.draft.answers["aid_received"]) == (90_000, 12_000)
    assert walk.state == "name"


def test_what_is_not_asked_or_not_plain_is_not_confirmed_with_the_rest() -> None:
    walk = told()
    goes_on(walk, until="jobs_created")
    walk.draft.heard["call_time"] = {"candidates": ["morning", "noon"], "said": "avant 13 h"}

    assert "project_budget" in walk.draft.heard, "asked only of who wants an advance"
    assert INTAKE.heard(walk) == []
    assert INTAKE.confirm(walk) == ()
    assert walk.state == "jobs_created"


@pytest.mark.parametrize("text", ["-12", ".12", "·-12", "- -12", "−12", "-5000"])
@pytest.mark.parametrize("question", ["headcount", "jobs_created"])
def test_the_sign_before_a_figure_is_never_left_out(question: str, text: str) -> None:
    walk = a_walk(until=question)
    before = dict(walk.draft.answers)
    with suppress(InvalidAnswer):
        INTAKE.read(walk, text)

    assert (walk.state, walk.draft.answers) == (question, before)
