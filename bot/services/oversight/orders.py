"""Orders of exports: what waits in the outbox until the file is made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from conversations.named_periods import Period

LANE = 0
"""The chat of orders in the outbox, which is nobody's: they are made one after another, and no chat waits."""


class Format(StrEnum):
    """The form of an export. Values wait in the outbox: never renamed."""

    XLSX = "xlsx"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Order:
    """An export that somebody asked for in the chat. ``message``: the one that tells how far it is.

    ``reason``: why they need who asks of every request; None for those they follow or followed. What they
    may take is looked at again when it is made.
    """

    person_id: int
    language: str
    period: Period
    basin: str | None
    format: Format
    personal: bool
    message: int | None
    reason: str | None = None


def order_to_json(order: Order) -> dict[str, Any]:
    """Return an order as it waits in the outbox."""
    return {
        "person": order.person_id,
        "language": order.language,
        "period": period_to_json(order.period),
        "basin": order.basin,
        "format": order.format.value,
        "personal": order.personal,
        "message": order.message,
        "reason": order.reason,
    }


def order_from_json(told: Mapping[str, Any]) -> Order:
    """Return the order that waited."""
    return Order(
        told["person"],
        told["language"],
        period_from_json(told["period"]),
        told["basin"],
        Format(told["format"]),
        told["personal"],
        told["message"],
        told.get("reason"),  # older orders have none: what is followed, no more
    )


def period_to_json(period: Period) -> list[str]:
    """Return the first and the last day of a period."""
    return [period.start.isoformat(), period.end.isoformat()]


def period_from_json(days: Sequence[str]) -> Period:
    """Return the period of these days."""
    start, end = (date.fromisoformat(day) for day in days)
    return Period(start, end)
