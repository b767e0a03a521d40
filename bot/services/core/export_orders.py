"""Orders of exports: what waits in the outbox until the file is made."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainSerializer, TypeAdapter

from conversations.understanding.named_periods import Period

LANE = 0
"""The chat of orders in the outbox, which is nobody's: they are made one after another, and no chat waits."""


class Format(StrEnum):
    """The form of an export. Values wait in the outbox: never renamed."""

    XLSX = "xlsx"
    CSV = "csv"


def _as_days(period: Period) -> list[str]:
    return [period.start.isoformat(), period.end.isoformat()]


def _of_days(stored: object) -> object:
    return Period(*map(date.fromisoformat, stored)) if isinstance(stored, list) else stored


Days = Annotated[Period, BeforeValidator(_of_days), PlainSerializer(_as_days)]
"""A period, stored as its first and its last day."""


@dataclass(frozen=True, slots=True)
class Order:
    """An export that somebody asked for in the chat. ``message``: the one that tells how far it is.

    ``reason``: why they need who asks of every request; None for those they follow or followed. What they
    may take is looked at again when it is made.
    """

    person_id: Annotated[int, Field(alias="person")]
    language: str
    period: Days
    basin: str | None
    format: Format
    personal: bool
    message: int | None
    reason: str | None = None


_ORDER = TypeAdapter(Order)


def order_to_json(order: Order) -> dict[str, Any]:
    """Return an order as it waits in the outbox."""
    stored: dict[str, Any] = _ORDER.dump_python(order, mode="json", by_alias=True)
    return stored


def order_from_json(told: Mapping[str, Any]) -> Order:
    """Return the order that waited; older ones have no reason: they tell what is followed, no more."""
    return _ORDER.validate_python(told)
