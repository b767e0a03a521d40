"""A past brought from spreadsheets: it is counted, and nothing of it is late, silent or impossible."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlmodel import Session

from bot.services.figures.chat.text import compared
from bot.services.figures.drilldown import behind as listed
from bot.services.figures.key_sections import key
from bot.services.figures.openings import Opening
from bot.services.figures.registry import SECTIONS
from bot.services.figures.sections import Figure, Section
from conversations.figures.charts import UNKNOWN
from conversations.figures.periods import year_of
from conversations.messages import Message
from models.database.engines import WRITES
from models.figures import topics
from models.figures.queries import behind
from models.support.contributors import add_contributor
from tests.reports import EVERYTHING, Records, records_of_2017

LONG_AFTER = datetime(2026, 11, 23, 9, tzinfo=UTC)
TOUL = "terres-de-lorraine"


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Records:
    """The years 2014 to 2017, brought and read nine years later: nobody has used the assistant yet."""
    return records_of_2017(tmp_path_factory.mktemp("long_past") / "past.db", LONG_AFTER)


def section(records: Records, name: str, year: int = 2017) -> Section:
    """Return a section of the whole network."""
    with records.engine.connect() as connection:
        return SECTIONS[name](records.asked(connection, year_of(year), EVERYTHING, None))


def test_nothing_stands_still(past: Records) -> None:
    assert section(past, "ageing").rows == ()
    with past.engine.connect() as connection:
        assert topics.aged(connection, EVERYTHING, LONG_AFTER, (), 0, 10).total == 0


def test_no_territory_is_silent_before_the_assistant_has_listened(past: Records) -> None:
    assert section(past, "silent").rows == ()


def test_no_request_waits_to_be_claimed(past: Records) -> None:
    with past.engine.connect() as connection:
        for year in (2014, 2015, 2016, 2017):
            assert topics.delays(connection, EVERYTHING, year_of(year)).waiting_for_care == 0


def of_requests(figure: Figure) -> bool:
    return isinstance(figure.opens, Opening) and figure.opens.of_requests


def test_each_stage_counts_whoever_reached_a_later_one_and_opens_on_them(past: Records) -> None:
    found = section(past, "funnel")
    stages = [figure for figure in (row.figures[0] for row in found.rows) if of_requests(figure)]
    numbers = [int(str(figure.value)) for figure in stages]
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[1] > 0
    with past.engine.connect() as connection:
        for figure in stages:
            assert isinstance(figure.opens, Opening)
            opened = behind(connection, figure.opens.measure, EVERYTHING, year_of(2017), figure.opens.keys)
            assert opened.total == figure.value


def test_no_stage_has_more_than_the_whole_of_the_one_before(past: Records) -> None:
    for year in (2014, 2015, 2016, 2017):
        for row in section(past, "funnel", year).rows:
            share = row.figures[1].value
            assert share is None or (isinstance(share, Message) and int(str(share.values["n"])) <= 100)


def test_a_chart_draws_nothing_that_its_table_does_not_know(past: Records) -> None:
    for name in SECTIONS:
        found = section(past, name)
        if found.chart is None or len(found.chart.labels) != len(found.rows):
            continue
        for place, row in enumerate(found.rows):
            if row.figures[0].value is None:
                assert found.chart.series[0].values[place] is None, name


def test_jobs_observed_are_the_same_beside_another_year_and_have_no_change(past: Records) -> None:
    own, beside = section(past, "key", 2016), section(past, "key")
    for mine, theirs in zip(own.rows, beside.rows, strict=True):
        assert mine.label == theirs.label
        assert theirs.figures[1].value == mine.figures[0].value
    observed = [row for row in beside.rows if not row.compared]
    assert len(observed) == 2
    assert all(row.figures[1].value for row in observed)
    assert all("change" not in compared(row).values for row in observed)


def test_a_firm_that_is_noted_today_took_no_part_in_the_past(past: Records) -> None:
    def firms(year: int) -> object:
        with past.engine.connect() as connection:
            asked = past.asked(connection, year_of(year), EVERYTHING, None)
            return next(row.figures[0].value for row in key(asked).rows
                        if str(row.label.msgid).startswith("Contributor companies"))  # fmt: skip

    before, now = firms(2016), firms(2026)
    writing = past.engine.connect().execution_options(**WRITES)
    with writing as connection, connection.begin(), Session(connection) as session:
        add_contributor(session, TOUL, "Forges du Val", None, LONG_AFTER.date())
    assert firms(2016) == before
    assert firms(2026) == int(str(now)) + 1


def test_a_few_requests_have_no_course(past: Records) -> None:
    with past.engine.connect() as connection:
        asked = past.asked(connection, year_of(2017), EVERYTHING, TOUL)
        assert all(row.figures[-1].value == UNKNOWN for row in SECTIONS["trends"](asked).rows)


def test_a_year_under_way_is_shown_and_compared_with_none(tmp_path: Path) -> None:
    records = records_of_2017(tmp_path / "past.db", datetime(2017, 11, 2, 9, tzinfo=UTC))
    with records.engine.connect() as connection:
        years, found = topics.need_trends(connection, EVERYTHING, 2017, date(2017, 11, 2))
    assert years[-1] == 2017
    assert {year.year for trend in found for year in trend.compared} == {2014, 2015, 2016}


@pytest.mark.parametrize("name", ["months", "teams"])
def test_a_number_of_a_month_or_of_a_year_opens_on_its_requests(past: Records, name: str) -> None:
    opened = []
    with past.engine.connect() as connection:
        asked = past.asked(connection, year_of(2017), EVERYTHING, None)
        for row in SECTIONS[name](asked).rows:
            for figure in row.figures:
                if isinstance(figure.opens, Opening):
                    assert listed(asked, figure.opens).total == figure.value
                    opened.append(figure.value)

    assert len(list(filter(None, opened))) > 3
