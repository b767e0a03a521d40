"""The questions and exchanges between firms of an export: those that figures count, with nobody named."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from conversations.exchanges.questions import OfferStatus
from models.database.prepared import tables_of
from models.exchanges.tables import Exchange, NetworkQuestion, Offer
from models.figures.export_extents import Extent
from models.figures.export_rows import AT_ONCE, Batch
from models.figures.queries import moments, within

QUESTIONS, OFFERS, EXCHANGES = tables_of(NetworkQuestion, Offer, Exchange)


class QuestionRow(NamedTuple):
    """A question put in the period. ``offers``, ``introductions``: how many it got, until today."""

    basin: str
    kind: str
    skill: str | None
    asked: datetime
    passed: datetime | None
    offered: datetime | None
    widened: datetime | None
    status: str
    offers: int
    introductions: int


class ExchangeRow(NamedTuple):
    """An exchange of the period that no side denied. ``other_basin``: None within the territory."""

    basin: str
    other_basin: str | None
    kind: str
    day: date
    introduced: bool
    confirmed: bool


def questions(connection: Connection, extent: Extent) -> Iterator[Batch[QuestionRow]]:
    """Give the questions put in the period, in the order they were put."""
    table = QUESTIONS.c
    made = select(func.count()).where(OFFERS.c.question_id == table.id)
    introduced = made.where(OFFERS.c.status == OfferStatus.INTRODUCED.value)
    query = select(
        table.basin_code, table.kind, table.skill, table.asked_at, table.passed_at, table.offered_at,
        table.widened_at, table.status, made.scalar_subquery(), introduced.scalar_subquery(),
    ).where(*moments(table.asked_at, extent.period))  # fmt: skip
    found = connection.execute(within(query, table.basin_code, extent.scope).order_by(table.id))
    for rows in found.partitions(AT_ONCE):
        yield Batch(0, [QuestionRow(*row) for row in rows])


def exchanges(connection: Connection, extent: Extent) -> Iterator[Batch[ExchangeRow]]:
    """Give the exchanges of the period, by day."""
    table = EXCHANGES.c
    query = select(
        table.basin_code, table.other_basin_code, table.kind, table.took_place_on, table.offer_id,
        table.confirmed_at,
    ).where(
        table.erased_at.is_(None), table.took_place_on.between(extent.period.start, extent.period.end)
    )  # fmt: skip
    ordered = within(query, table.basin_code, extent.scope).order_by(table.took_place_on, table.id)
    for rows in connection.execute(ordered).partitions(AT_ONCE):
        yield Batch(
            0,
            [
                ExchangeRow(basin, other, kind, day, offer is not None, confirmed is not None)
                for basin, other, kind, day, offer, confirmed in rows
            ],
        )
