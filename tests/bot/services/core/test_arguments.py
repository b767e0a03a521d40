"""What buttons say is read as it was written, and what no button says is read as nothing."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

import pytest

from bot.services.core.arguments import REST, Argument, Mark, Sure


class Colour(StrEnum):
    """A closed list."""

    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class Paint(Argument):
    """Every kind of field."""

    action = "paint"

    wall: int
    colour: Colour | None = None
    on: date | None = None
    aside: Annotated[bool, "aside"] = False
    because: Annotated[Colour | None, "because-"] = None
    sure: Sure = None


@dataclass(frozen=True, slots=True)
class Seek(Argument):
    """Words, after where to begin."""

    colour: Colour
    words: Annotated[str, REST] = ""


WRITTEN = {
    "paint.3": Paint(3),
    "paint.3.red": Paint(3, Colour.RED),
    "paint.3.2027-03-15": Paint(3, on=date(2027, 3, 15)),
    "paint.3.blue.aside.because-red": Paint(3, Colour.BLUE, aside=True, because=Colour.RED),
    "paint.3.red.yes-0000beef": Paint(3, Colour.RED, sure=Mark(0xBEEF)),
    "red": Seek(Colour.RED),
    "red.3.5 rue du Four": Seek(Colour.RED, "3.5 rue du Four"),
}


@pytest.mark.parametrize("key", WRITTEN)
def test_it_is_read_as_it_was_written(key: str) -> None:
    assert WRITTEN[key].key == key
    assert type(WRITTEN[key]).read(key) == WRITTEN[key]


@pytest.mark.parametrize(
    "key",
    ["paint", "paint.", "paint.red", "paint.3.green", "paint.3.red.blue.red", "paint.3.2027-02-30",
     "paint.3.because-", "paint.3.yes-xyz", "paint.1234567890123456789", "paint.-1", "draw.3", "red.3", ""],
)  # fmt: skip
def test_what_no_button_says_is_nothing(key: str) -> None:
    assert Paint.read(key) is None


def test_a_confirmation_of_a_former_release_had_no_mark() -> None:
    assert Paint.read("paint.3.yes") == Paint(3, sure=Mark(0))


def test_a_reason_of_a_former_release_had_no_word_before_it() -> None:
    assert Paint.read("paint.3.red.blue") == Paint(3, Colour.RED, because=Colour.BLUE)


def test_a_mark_tells_what_was_shown() -> None:
    assert Mark.of(("a", 1)) == Mark.of(("a", 1)) != Mark.of(("a", 2))
