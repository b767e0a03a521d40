"""What a button says besides its name: typed fields, encoded and decoded here and nowhere else.

A button carries ``name.part.part``: a part for each field that is not at its default, in their order. That
is what buttons in people's chats hold: fields are never renamed to other words on the wire, nor reordered.
"""

from collections.abc import Collection
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from enum import StrEnum
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Annotated, Any, ClassVar, Self, Union, get_args, get_origin, get_type_hints
from zlib import crc32

LONGEST_NUMBER = 18  # digits: what a database holds
REST = "*"
"""The word of the text that takes all that is left, its dots included."""


class Mark(int):
    """What tells what was shown above a button from anything else; 0 where a former release put none."""

    @classmethod
    def of(cls, shown: object) -> Self:
        """Return the mark of what is shown."""
        return cls(crc32(repr(shown).encode()))


Sure = Annotated[Mark | None, "yes-"]
"""The mark of what is confirmed; None before it was shown."""


@dataclass(frozen=True, slots=True)
class Argument:
    """Fields of a button: int, str, date, StrEnum, bool, a mark, some of them, or None.

    ``Annotated[…, "word"]`` has the word before the value; of a bool, it is all there is. ``action``: the
    name of what is done; where a class serves several actions, its first field is the name.
    """

    action: ClassVar[str] = ""
    former: ClassVar[Collection[str]] = ("yes", "again")
    """Words at the end that former releases put there, which say nothing any more: it is shown anew."""

    @property
    def key(self) -> str:
        """What the button carries."""
        kind: type = type(self)
        said = [_written(getattr(self, each.name), each) for each in _parts(kind)]
        return ".".join(filter(None, (self.action, *said)))

    @property
    def confirms(self) -> bool:
        """Whether it does what was shown above its button: it bears a mark, says yes, or sends it."""
        kind: type = type(self)
        said = ((getattr(self, part.name), part) for part in _parts(kind))
        return any(
            isinstance(value, Mark)
            or (value != part.default and part.word.startswith(("yes", "sure", "send")))
            for value, part in said
        )

    @classmethod
    def read(cls, key: str) -> Self | None:
        """Return what a button says; None for what no button of this action does."""
        name, _, rest = key.partition(".")
        if cls.action:
            words = rest.split(".") if rest else []
            if name != cls.action:
                return None
        else:
            words = key.split(".")
        kind: type = cls
        values = {}
        for part in _parts(kind):
            value, words = _taken(words, part)
            if value is MISSING:
                return None
            values[part.name] = value
        if len(words) > 1:
            return None
        for said in words:
            former = _without_word(said, kind)
            if former is None and said not in cls.former:
                return None
            values |= former or {}
        return cls(**values)


def key_of(action: str | Argument) -> str:
    """Return what a button carries: the name of an action, with what is said to it."""
    return action if isinstance(action, str) else action.key


@dataclass(frozen=True, slots=True)
class Confirmable(Argument):
    """What is shown before it is done. ``sure``: what was shown, on the button that confirms it."""

    sure: Sure = field(default=None, kw_only=True)


@dataclass(frozen=True, slots=True)
class Confirmed(Argument):
    """An action that is asked for twice. ``yes``: the second time."""

    name: str
    yes: Annotated[bool, "yes"] = False


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    kinds: tuple[type, ...]
    word: str
    default: object


@cache
def _parts(cls: type) -> tuple[_Part, ...]:
    hints, last = get_type_hints(cls, include_extras=True), attrgetter("kw_only")
    return tuple(_part(each.name, hints[each.name], each.default) for each in sorted(fields(cls), key=last))


def _part(name: str, hint: Any, default: object) -> _Part:
    word = ""
    if get_origin(hint) is Annotated:
        hint, word = get_args(hint)
    kinds = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    return _Part(name, tuple(kind for kind in kinds if kind is not NoneType), word, default)


def _written(value: object, part: _Part) -> str:
    if value == part.default and type(value) is type(part.default):
        return ""
    if isinstance(value, bool):
        return part.word
    if isinstance(value, Mark):
        return f"{part.word}{value:08x}"
    return f"{part.word.removesuffix(REST)}{value}"


def _taken(words: list[str], part: _Part) -> tuple[object, list[str]]:
    """Return the value of a field and the words left; MISSING where the field must have one, and has none."""
    if not words:
        return part.default, words
    if part.word == REST:
        return ".".join(words), []
    for kind in part.kinds:
        value = _value(words[0], part.word, kind)
        if value is not None:
            return value, words[1:]
    return part.default, words


def _without_word(said: str, kind: type) -> dict[str, object] | None:
    """Return the field that a former release wrote without the word before it; None for nothing known."""
    for part in _parts(kind):
        for each in part.kinds:
            if part.word and issubclass(each, StrEnum) and said in set(each):
                return {part.name: each(said)}
    return None


def _value(word: str, prefix: str, kind: type) -> object:
    """Return what a word says, as one kind of value; None when it says nothing of that kind."""
    if kind is bool:
        return True if word == prefix else None
    if kind is Mark and word == prefix.removesuffix("-"):
        return Mark(0)
    if not word.startswith(prefix) or word == prefix:
        return None
    said = word.removeprefix(prefix)
    try:
        if kind is Mark:
            return Mark(int(said, 16))
        if kind is int:
            return int(said) if said.isdecimal() and len(said) <= LONGEST_NUMBER else None
        if kind is date:
            return date.fromisoformat(said)
        if issubclass(kind, StrEnum):
            return kind(said)
    except ValueError:
        return None
    return said
