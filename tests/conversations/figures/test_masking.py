"""What is published gives no small count away, alone or by subtraction."""

from collections.abc import Iterable, Mapping
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from conversations.figures.masking import SMALLEST_SHOWN, Cell, Secret, Sum, secrets

SMALL = set(range(1, SMALLEST_SHOWN))


def published(counts: Iterable[int]) -> dict[str, Secret]:
    """Return what is left out of a column of counts and their total."""
    cells = {str(place): Cell(n) for place, n in enumerate(counts)}
    cells["total"] = Cell(sum(cell.value for cell in cells.values()))
    return secrets(cells, [Sum("total", tuple(key for key in cells if key != "total"))])


def possible(counts: list[int], found: Mapping[str, Secret]) -> dict[str, set[int]]:
    """Return the values that each number left out may have, for who knows the others and the rule."""
    places = [str(place) for place in range(len(counts))]
    hidden = [place for place in places if place in found]
    shown = sum(n for place, n in zip(places, counts, strict=True) if place not in found)
    left = sum(counts) - shown
    may_be = {
        place: sorted(SMALL) if found[place] is Secret.SMALL else range(SMALLEST_SHOWN, left + 1)
        for place in hidden
    }
    if "total" in found:
        return {place: set(values) for place, values in may_be.items()}
    seen: dict[str, set[int]] = {place: set() for place in hidden}
    for values in product(*(may_be[place] for place in hidden)):
        if sum(values) == left:
            for place, value in zip(hidden, values, strict=True):
                seen[place].add(value)
    return seen


@given(st.lists(st.integers(0, 14), min_size=1, max_size=5))
def test_no_small_count_is_found_again_by_subtraction(counts: list[int]) -> None:
    found = published(counts)
    for place, values in possible(counts, found).items():
        assert values >= SMALL if found[place] is Secret.SMALL else len(values) > 1


@given(st.lists(st.integers(0, 40), min_size=1, max_size=12))
def test_small_counts_are_never_published_and_zeros_always_are(counts: list[int]) -> None:
    found = published(counts)
    for place, n in enumerate(counts):
        assert (str(place) in found) >= (n in SMALL)
        assert n or str(place) not in found


@given(st.lists(st.integers(SMALLEST_SHOWN, 90), min_size=1, max_size=12))
def test_where_nothing_is_small_everything_is_published(counts: list[int]) -> None:
    assert published(counts) == {}


@pytest.mark.parametrize(
    ("counts", "left_out"),
    [
        ([3, 8, 20, 30], {"0", "1"}),
        ([1, 5, 20, 30], {"0", "1", "2"}),  # 1 + 5: were both left out alone, the sum would tell the 1
        ([1, 1, 20, 30], {"0", "1", "2"}),
        ([2, 3, 4, 4, 30], {"0", "1", "2", "3"}),
        ([3], {"0", "total"}),
        ([2, 9], {"0", "1"}),
    ],
)
def test_the_smallest_numbers_are_left_out_and_no_more_than_needed(
    counts: list[int], left_out: set[str]
) -> None:
    assert published(counts).keys() == left_out


@given(st.lists(st.tuples(st.integers(1, 900), st.integers(1, 9)), min_size=2, max_size=8))
def test_a_sum_over_few_dossiers_is_not_known_to_half(rows: list[tuple[int, int]]) -> None:
    assume(any(few < SMALLEST_SHOWN for _, few in rows))
    cells = {str(place): Cell(amount, over) for place, (amount, over) in enumerate(rows)}
    cells["total"] = Cell(sum(amount for amount, _ in rows), sum(over for _, over in rows))
    found = secrets(cells, [Sum("total", tuple(key for key in cells if key != "total"))])
    hidden = [place for place in cells if place in found and place != "total"]
    for place, (amount, over) in enumerate(rows):
        if over < SMALLEST_SHOWN:
            assert str(place) in found
            others = sum(cells[each].value for each in hidden) - amount
            assert "total" in found or others > 0


def test_what_is_left_out_of_one_sum_protects_the_other() -> None:
    cells = {"a": Cell(3), "b": Cell(9), "c": Cell(20), "ab": Cell(12), "all": Cell(32)}
    found = secrets(cells, [Sum("all", ("a", "b", "c")), Sum("ab", ("a", "b"))])
    assert found == {"a": Secret.SMALL, "b": Secret.HIDDEN}
    alone = secrets({**cells, "only": Cell(9)}, [Sum("all", ("a", "b", "c")), Sum("only", ("b",))])
    assert alone["only"] is Secret.HIDDEN  # the same number under another name
