"""Where the marks of charts go."""

from hypothesis import given
from hypothesis import strategies as st

from bot.dashboard.drawing import HEIGHT, ROOM, TOP, drawn
from conversations.figures.charts import Chart, ChartKind, Series
from conversations.messages import verbatim

VALUES = st.lists(st.none() | st.integers(0, 2_000_000), min_size=1, max_size=60)


def a_chart(kind: ChartKind, *series: list[int | None]) -> Chart:
    named = tuple(Series(verbatim(str(at)), tuple(values)) for at, values in enumerate(series))
    labels = tuple(verbatim(str(at)) for at in range(len(series[0])))
    return Chart(kind, verbatim("title"), verbatim("2026"), labels, named, verbatim("requests"))


@given(st.sampled_from(ChartKind), VALUES)
def test_nothing_is_drawn_outside(kind: ChartKind, values: list[int | None]) -> None:
    drawing = drawn(a_chart(kind, values, values[::-1]))
    for trace in drawing.traces:
        for mark in trace.marks:
            assert -0.01 <= mark.x <= mark.x + mark.width <= 100.1
            if kind is not ChartKind.BARS:
                assert TOP <= mark.y <= TOP + HEIGHT
                assert mark.y + mark.height <= TOP + HEIGHT + 0.2
    heights = [tick.y for tick in drawing.ticks]
    assert heights == sorted(heights, reverse=True) and len(heights) <= 6


def test_the_largest_value_fills_the_room_of_bars_and_others_are_in_proportion() -> None:
    (trace,) = drawn(a_chart(ChartKind.BARS, [40, 10, 0, None])).traces
    assert [mark.width for mark in trace.marks] == [100, 25, 0, 0]


def test_a_column_of_twice_the_value_is_twice_as_high() -> None:
    (trace,) = drawn(a_chart(ChartKind.COLUMNS, [5, 10, 0])).traces
    five, ten, zero = trace.marks
    assert (ten.height, zero.height) == (2 * five.height, 0)


def test_a_line_passes_over_what_is_not_known() -> None:
    (trace,) = drawn(a_chart(ChartKind.LINES, [1, None, 3, 4])).traces
    assert [mark.value for mark in trace.marks] == [1, 3, 4]
    assert [(line.start.value, line.end.value) for line in trace.lines] == [(1, 3), (3, 4)]


def test_labels_leave_room_for_one_another() -> None:
    for many in (1, 4, 11, 24, 60):
        labels = drawn(a_chart(ChartKind.COLUMNS, [1] * many)).labels
        for width, most in ROOM.items():
            assert 1 <= sum(width in label.widths for label in labels) <= most
