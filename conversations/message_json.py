"""Messages as JSON values, to be stored and read back as they were."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

from conversations.messages import Euros, Listing, Message, Msgid, Value

Json: TypeAlias = str | int | float | bool | Sequence["Json"] | Mapping[str, "Json"] | None
"""What the standard library's ``json`` writes and reads."""


def message_to_json(message: Message) -> dict[str, Json]:
    """Return a message as JSON values."""
    return {
        "msgid": message.msgid,
        "values": {place: _value_to_json(value) for place, value in message.values.items()},
        "plural": message.plural,
        "count": message.count,
    }


def message_from_json(stored: Json) -> Message:
    """Read back a message; raise ValueError when ``stored`` is not one."""
    match stored:
        case {"msgid": str(msgid), "values": Mapping() as values, "plural": str(plural), "count": int(count)}:
            return Message(Msgid(msgid), _values_from_json(values), Msgid(plural), count)
        case {"msgid": str(msgid), "values": Mapping() as values}:
            return Message(Msgid(msgid), _values_from_json(values))
    raise ValueError(f"not a stored message: {stored!r}")


def _values_from_json(stored: Mapping[str, Json]) -> Mapping[str, Value]:
    return {place: _value_from_json(value) for place, value in stored.items()}


def _value_to_json(value: Value) -> Json:
    """Strings and whole numbers stand for themselves; any other value is tagged with its kind."""
    match value:
        case str() | int():
            return value
        case Euros(amount):
            return {"euros": amount}
        case Listing(values):
            return {"listing": [_value_to_json(item) for item in values]}
        case Decimal():
            return {"decimal": str(value)}
        case datetime():  # before date: a datetime is a date
            return {"datetime": value.isoformat()}
        case date():
            return {"date": value.isoformat()}
        case Message():
            return {"message": message_to_json(value)}


def _value_from_json(stored: Json) -> Value:
    match stored:
        case str() | int():
            return stored
        case {"euros": int(amount)}:
            return Euros(amount)
        case {"listing": [*items]}:
            return Listing(tuple(_value_from_json(item) for item in items))
        case {"decimal": str(digits)}:
            return Decimal(digits)
        case {"datetime": str(moment)}:
            return datetime.fromisoformat(moment)
        case {"date": str(day)}:
            return date.fromisoformat(day)
        case {"message": message}:
            return message_from_json(message)
    raise ValueError(f"not a stored value: {stored!r}")
