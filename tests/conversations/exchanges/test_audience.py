"""Whom a question goes to: never who asks, nor whom they exclude; who knows first, then who is near."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.exchanges.audience import MOST_ASKED, Asked, Candidate, LeftOut, audience, why_not
from conversations.exchanges.distances import CLASSES, FARTHER, classed
from conversations.exchanges.kinds import ExchangeKind
from conversations.exchanges.participants import Capacity, Choices, Participant

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ASKED = Asked(ExchangeKind.ADVICE, "digital", 1, firm="Fournil Lambert", dossier_id=10)


def candidate(person: int = 2, skills: str = "", **parts: object) -> Candidate:
    """Return somebody who may be asked."""
    who = Participant(
        person, Capacity.FIRM, "toul", firm=f"Firm {person}", dossier_id=100 + person,
        skills=frozenset(skills.split()), choices=Choices(agreed=True),
    )  # fmt: skip
    return replace(Candidate(who), **parts)  # type: ignore[arg-type]


def with_who(each: Candidate, **parts: object) -> Candidate:
    """Return a candidate of whom something is otherwise."""
    return replace(each, who=replace(each.who, **parts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("each", "why"),
    [
        (candidate(1), LeftOut.ASKER),
        (with_who(candidate(), dossier_id=10), LeftOut.SAME_FIRM),
        (with_who(candidate(), firm="FOURNIL  LAMBERT"), LeftOut.SAME_FIRM),
        (with_who(candidate(), choices=Choices()), LeftOut.NO_PART),
        (with_who(candidate(), choices=Choices(agreed=True, suspended=True)), LeftOut.NO_PART),
        (candidate(excluded=True), LeftOut.EXCLUDED),
        (
            with_who(candidate(), choices=Choices(agreed=True, refused_kinds=frozenset({"advice"}))),
            LeftOut.REFUSED,
        ),
        (candidate(sent=2), LeftOut.MONTH_FULL),
        (with_who(candidate(), choices=Choices(agreed=True, monthly=0)), LeftOut.MONTH_FULL),
        (candidate(told=True), LeftOut.ASKED_ALREADY),
        (candidate(sent=1), None),
        (with_who(candidate(sent=3), choices=Choices(agreed=True, monthly=4)), None),
    ],
)
def test_who_is_left_out_and_why(each: Candidate, why: LeftOut | None) -> None:
    assert why_not(ASKED, each) is why


def test_who_knows_comes_first_then_who_is_near_then_who_waited_longest() -> None:
    far, near, knows = candidate(2, km=80.0), candidate(3, km=12.0), candidate(4, "digital", km=90.0)
    asked_lately = candidate(5, km=15.0, asked_at=NOW)
    found = audience(ASKED, [far, asked_lately, near, knows]).chosen

    assert [each.who.person_id for each in found] == [4, 3, 5, 2]


def test_a_kind_that_does_not_go_by_skill_goes_to_the_nearest() -> None:
    asked = replace(ASKED, kind=ExchangeKind.EQUIPMENT)
    found = audience(asked, [candidate(2, "digital", km=80.0), candidate(3, km=12.0)]).chosen

    assert [each.who.person_id for each in found] == [3, 2]


@given(st.lists(st.integers(2, 200), unique=True, max_size=80), st.integers(0, 60))
def test_never_more_than_thirty_and_everybody_is_accounted_for(people: list[int], days: int) -> None:
    everybody = [candidate(each, asked_at=NOW - timedelta(days=days * each % 60)) for each in people]
    found = audience(ASKED, everybody)

    assert len(found.chosen) <= MOST_ASKED
    assert len(found.chosen) + sum(found.left_out.values()) == len(everybody)


@given(st.floats(0, 2_000))
def test_a_distance_is_told_by_classes_none_finer_than_ten_kilometres(km: float) -> None:
    bound = classed(km)
    assert bound in (*CLASSES, FARTHER)
    assert bound == FARTHER or km <= bound
