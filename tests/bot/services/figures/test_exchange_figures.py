"""The same exchanges give the same figures in sections, which chat, dashboard and stats show, and reports."""

from datetime import UTC, date, datetime

from sqlalchemy import Connection

from bot.services.figures.exchanges import TOO_FEW, TOO_MANY, why_undrawn
from bot.services.figures.registry import SECTIONS
from bot.services.figures.scope import asked_of
from bot.services.reports.beyond import as_figures
from bot.services.reports.findings import findings
from conversations.understanding.named_periods import Period
from models.database.writer import Database
from models.figures.queries import Scope
from models.figures.ties import MOST, Sort, Ties
from tests.conversations.worlds import sample_world
from tests.models.figures.test_exchanges import filled

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
NAMES = ("asked", "passed", "answered", "introductions", "took_place", "confirmed", "across")


async def test_every_surface_tells_the_same_exchanges(database: Database) -> None:
    await database.run(lambda transaction: filled(transaction, 7))

    def work(connection: Connection) -> None:
        for basins in (None, frozenset({"meuse"})):
            asked = asked_of(connection, sample_world(), Scope(basins), YEAR, NOW, None)
            told = as_figures(findings(asked))
            summary = [row.figures[0].value for row in SECTIONS["exchanges"](asked).rows[: len(NAMES)]]
            assert summary == [told[name] for name in NAMES]
            for by in ("exchange_kinds", "exchange_months", "exchange_basins"):
                columns = zip(
                    *((f.value for f in row.figures) for row in SECTIONS[by](asked).rows), strict=True
                )
                assert [sum(column) for column in columns] == [
                    told[name] for name in ("asked", "answered", "introductions", "took_place")
                ], by

    await database.read(work)


async def test_where_ties_are_not_drawn_the_page_says_why(database: Database) -> None:
    await database.run(lambda transaction: filled(transaction, 7))

    def work(connection: Connection) -> None:
        day = Period(YEAR.start, YEAR.start)
        whys = []
        for period in (YEAR, day):
            asked = asked_of(connection, sample_world(), Scope(None), period, NOW, None)
            section = SECTIONS["exchange_ties"](asked)
            assert (section.chart is None) == (section.undrawn is not None)
            whys.append(section.undrawn)
        assert whys[1] == TOO_FEW

    await database.read(work)


def test_the_reason_is_that_they_are_too_few_or_too_many() -> None:
    many = [((Sort.FIRM, n), (Sort.CONTRIBUTOR, n)) for n in range(1, MOST)]

    assert why_undrawn(Ties(frozenset(many[:2]), frozenset())) == TOO_FEW
    assert why_undrawn(Ties(frozenset(many[:20]), frozenset())) is None
    assert why_undrawn(Ties(frozenset(many), frozenset())) == TOO_MANY
