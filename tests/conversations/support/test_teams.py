"""The smallest team covers every need; among the smallest, those who are free and least busy."""

import random
import sys
from datetime import date, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from conversations.support.teams import Candidate, Share, suggest_team

TODAY = date(2026, 11, 23)
NEEDS = ("strategy", "sales", "hr", "quality", "digital")


def an_advisor(id: int, *skills: str, free_in: int = 0, tenths: int = 0) -> Candidate:
    """Build an advisor who is free in so many days."""
    return Candidate(id, frozenset(skills), TODAY + timedelta(free_in) if free_in else None, tenths)


def test_one_who_covers_everything_is_preferred_to_two_who_share_it() -> None:
    team = suggest_team(
        ("sales", "hr"),
        [an_advisor(1, "sales"), an_advisor(2, "hr"), an_advisor(3, "sales", "hr", "quality")],
        TODAY,
    )
    assert team.shares == (Share(3, ("sales", "hr")),)


def test_who_is_available_comes_before_who_is_less_busy() -> None:
    away = an_advisor(1, "sales", free_in=3)
    busy = an_advisor(2, "sales", tenths=80)
    free = an_advisor(3, "sales", tenths=20)
    assert [share.advisor_id for share in suggest_team(("sales",), [away, busy], TODAY).shares] == [2]
    assert [share.advisor_id for share in suggest_team(("sales",), [away, busy, free], TODAY).shares] == [3]


def test_a_smaller_team_is_preferred_even_when_it_has_to_be_waited_for() -> None:
    team = suggest_team(
        ("sales", "hr"),
        [an_advisor(1, "sales"), an_advisor(2, "hr"), an_advisor(3, "sales", "hr", free_in=30)],
        TODAY,
    )
    assert [share.advisor_id for share in team.shares] == [3]


def test_a_need_that_nobody_covers_is_named_and_the_others_are_covered() -> None:
    team = suggest_team(("legal", "sales"), [an_advisor(1, "sales")], TODAY)
    assert team.uncovered == ("legal",)
    assert [share.advisor_id for share in team.shares] == [1]
    assert suggest_team(("legal",), [], TODAY).shares == ()


advisors = st.lists(
    st.builds(
        lambda skills, free_in, tenths: (skills, free_in, tenths),
        st.frozensets(st.sampled_from(NEEDS)),
        st.integers(0, 3),
        st.integers(0, 4),
    ),
    max_size=6,
)


@given(advisors)
def test_no_team_is_smaller_nor_better_than_the_one_suggested(
    known: list[tuple[frozenset[str], int, int]],
) -> None:
    people = [
        an_advisor(number, *skills, free_in=free_in, tenths=tenths)
        for number, (skills, free_in, tenths) in enumerate(known, 1)
    ]
    coverable = frozenset[str]().union(*(person.skills for person in people))

    def worth(members: tuple[Candidate, ...]) -> tuple[int, int, int, int]:
        waits = [member.waits(TODAY) for member in members]
        busy = sum(member.tenths_contracted for member in members)
        return len(members), sum(wait > 0 for wait in waits), sum(waits), busy

    covering = [
        members
        for size in range(len(people) + 1)
        for members in combinations(people, size)
        if frozenset[str]().union(*(member.skills for member in members)) >= coverable
    ]
    team = suggest_team(NEEDS, people, TODAY)
    chosen = {share.advisor_id for share in team.shares}
    members = tuple(person for person in people if person.id in chosen)
    assert worth(members) == min(map(worth, covering))
    assert set(team.uncovered) == set(NEEDS) - coverable


def test_two_hundred_advisors_and_ten_needs_take_a_bounded_number_of_steps() -> None:
    chance = random.Random(2017)
    needs = tuple(f"need{number}" for number in range(10))
    people = [an_advisor(number, *chance.sample(needs, 2), tenths=number) for number in range(200)]
    steps = 0

    def count(*_: object) -> None:
        nonlocal steps
        steps += 1

    sys.setprofile(count)
    try:
        team = suggest_team(needs, people, TODAY)
    finally:
        sys.setprofile(None)
    assert len(team.shares) == 5 and not team.uncovered
    assert steps < 200_000, "calls and returns, a fraction of a second"
