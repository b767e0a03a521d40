"""The rows that make a figure of exchanges: questions, introductions, exchanges, contributor companies."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, func, select

from conversations.figures.periods import month_of, overlap
from conversations.understanding.named_periods import Period
from models.figures.exchanges import (
    ACROSS,
    EXCHANGES,
    OFFERS,
    QUESTIONS,
    asked_in,
    introduced_in,
    lenders_in,
    took_place_in,
)
from models.figures.queries import Scope, within
from models.figures.ties import Point, Sort, Tied, made


class Beyond(StrEnum):
    """What a figure of exchanges counts. Values are in buttons and addresses: never renamed."""

    ASKED = "questions_asked"
    PASSED = "questions_passed"
    ANSWERED = "questions_answered"
    INTRODUCTIONS = "introductions"
    TOOK_PLACE = "exchanges_held"
    CONFIRMED = "exchanges_confirmed"
    ACROSS = "exchanges_across"
    LENDERS = "exchange_lenders"
    TIED_FIRMS = "tied_firms"
    TIED_LENDERS = "tied_lenders"
    MISSION_TIES = "mission_ties"
    TIES_BEYOND = "ties_beyond"


OF_TIES = (Beyond.TIED_FIRMS, Beyond.TIED_LENDERS, Beyond.MISSION_TIES, Beyond.TIES_BEYOND)
OF_QUESTIONS = (Beyond.ASKED, Beyond.PASSED, Beyond.ANSWERED, Beyond.INTRODUCTIONS)


class QuestionRow(NamedTuple):
    """A question, or an introduction that came of one. ``day``: when it was asked, or both said yes."""

    number: int
    basin: str
    kind: str
    day: datetime
    status: str
    passed: datetime | None
    offered: datetime | None


class ExchangeRow(NamedTuple):
    """An exchange that no side denied. ``dossiers``: the requests of its sides, where they have one."""

    number: int
    basin: str
    kind: str
    day: date
    other_basin: str | None
    confirmed: bool
    dossiers: tuple[int, ...]


class TieRow(NamedTuple):
    """Somebody tied, or both sides of a tie. ``basin``: where it was made; the first of several.

    ``lenders``: the contributor companies among its sides. ``requests``: those of its firms.
    """

    sides: tuple[Point, ...]
    basin: str
    lenders: tuple[int, ...]
    requests: tuple[int, ...]


class Found(NamedTuple):
    """A page of rows, latest first; of ties, by territory. ``total``: however many are given."""

    total: int
    questions: Sequence[QuestionRow] = ()
    exchanges: Sequence[ExchangeRow] = ()
    lenders: Sequence[int] = ()
    ties: Sequence[TieRow] = ()


def behind(
    connection: Connection, counts: Beyond, scope: Scope, period: Period, key: str, start: int, at_most: int
) -> Found:
    """Return the rows that a figure counts. ``key``: a kind, a month as 2026-05, or "" for all of them."""
    month = _month(key)
    if month is not None:
        period = overlap(period, month)
    kind = "" if month is not None else key
    if counts is Beyond.LENDERS:
        companies = sorted(lenders_in(connection, scope, period))
        return Found(len(companies), lenders=companies[start : start + at_most])
    if counts in OF_TIES:
        rows = _ties(counts, *made(connection, scope, period))
        return Found(len(rows), ties=rows[start : start + at_most])
    of_questions = counts in OF_QUESTIONS
    query = _questions(counts, period) if of_questions else _exchanges(counts, period)
    table = QUESTIONS.c if of_questions else EXCHANGES.c
    query = within(query.where(table.kind == kind) if kind else query, table.basin_code, scope)
    total = connection.execute(select(func.count()).select_from(query.subquery())).scalar_one()
    by = OFFERS.c.introduced_at if counts is Beyond.INTRODUCTIONS else None
    at = by if by is not None else QUESTIONS.c.asked_at if of_questions else EXCHANGES.c.took_place_on
    page = query.order_by(at.desc(), table.id.desc()).offset(start).limit(at_most)
    found = connection.execute(page)
    if of_questions:
        return Found(total, questions=[QuestionRow(*row) for row in found])
    return Found(total, exchanges=[_exchange(*row) for row in found])


def _ties(counts: Beyond, missions: Sequence[Tied], exchanges: Sequence[Tied]) -> list[TieRow]:
    """Return each tie once, or each firm or contributor company that has one."""
    of = {Beyond.MISSION_TIES: missions, Beyond.TIES_BEYOND: exchanges}
    wanted = {Beyond.TIED_FIRMS: Sort.FIRM, Beyond.TIED_LENDERS: Sort.CONTRIBUTOR}.get(counts)
    by_sides: dict[tuple[Point, ...], list[Tied]] = {}
    for each in of.get(counts, (*missions, *exchanges)):
        alone = [(point,) for point in each.tie if point[0] is wanted]
        for sides in [each.tie] if wanted is None else alone:
            by_sides.setdefault(sides, []).append(each)
    rows = (
        TieRow(
            sides,
            min(each.basin for each in times),
            tuple(number for sort, number in sides if sort is Sort.CONTRIBUTOR),
            tuple(sorted({number for each in times for point, number in each.requests if point in sides})),
        )
        for sides, times in by_sides.items()
    )
    return sorted(rows, key=lambda row: (row.basin, [(sort.value, number) for sort, number in row.sides]))


def _questions(counts: Beyond, period: Period) -> Select[Any]:
    table = QUESTIONS.c
    met = counts is Beyond.INTRODUCTIONS
    day = OFFERS.c.introduced_at if met else table.asked_at
    query = select(
        table.id, table.basin_code, table.kind, day, table.status, table.passed_at, table.offered_at
    )
    if met:
        return query.join(OFFERS, OFFERS.c.question_id == table.id).where(*introduced_in(period))
    query = query.where(*asked_in(period))
    if counts is Beyond.PASSED:
        return query.where(table.passed_at.is_not(None))
    return query.where(table.offered_at.is_not(None)) if counts is Beyond.ANSWERED else query


def _exchanges(counts: Beyond, period: Period) -> Select[Any]:
    table = EXCHANGES.c
    query = select(
        table.id, table.basin_code, table.kind, table.took_place_on, table.other_basin_code,
        table.confirmed_at, table.dossier_id, table.other_dossier_id,
    ).where(*took_place_in(period))  # fmt: skip
    if counts is Beyond.CONFIRMED:
        return query.where(table.confirmed_at.is_not(None))
    return query.where(ACROSS) if counts is Beyond.ACROSS else query


def _exchange(
    number: int,
    basin: str,
    kind: str,
    day: date,
    other: str | None,
    confirmed: datetime | None,
    *dossiers: int | None,
) -> ExchangeRow:
    sides = tuple(each for each in dossiers if each is not None)
    across = other if other != basin else None
    return ExchangeRow(number, basin, kind, day, across, confirmed is not None, sides)


def _month(key: str) -> Period | None:
    try:
        return month_of(date.fromisoformat(f"{key}-01"))
    except ValueError:
        return None
