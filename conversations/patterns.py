"""Regular expressions compiled at their first use, or all at once: a start, or a command, waits for none.

Python compiles some hundreds of them, of alternatives by the dozen, in a third of a second.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any, Final, TypeAlias, TypeVar, cast

T = TypeVar("T")
_NOT_YET: Final[list[Callable[[], object]]] = []
Text: TypeAlias = str | Callable[[], str]
"""Of an expression: as it is, or where it is to be read from."""


class _Pattern:
    """What stands in the place of a compiled pattern; its methods become the compiled one's."""

    def __init__(self, text: Text, flags: re.RegexFlag | int) -> None:
        self._text, self._flags = text, flags
        _NOT_YET.append(lambda: self.search)

    @property
    def pattern(self) -> str:
        """The text of the expression."""
        return self._text if isinstance(self._text, str) else self._text()

    def __getattr__(self, name: str) -> Any:
        """Return what the compiled pattern has, and keep it: the next time it is found without this."""
        if name == "_compiled":
            found: Any = re.compile(self.pattern, self._flags)
        else:
            found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found


def pattern(text: Text, flags: re.RegexFlag | int = 0) -> re.Pattern[str]:
    """Return a regular expression as ``re.compile`` does, which is compiled when somebody looks for it."""
    return cast(re.Pattern[str], _Pattern(text, flags))


class Listed(Iterable[T]):
    """What is made of patterns, in an order, when somebody first goes through it."""

    def __init__(self, made: Callable[[], Iterable[T]]) -> None:
        self._made = made
        _NOT_YET.append(lambda: self._all)

    @cached_property
    def _all(self) -> tuple[T, ...]:
        return tuple(self._made())

    def __iter__(self) -> Iterator[T]:
        return iter(self._all)


class Ways(Listed[re.Pattern[str]]):
    """Patterns that are tried in their order."""

    def search(self, text: str) -> re.Match[str] | None:
        """Return what the first way that finds anything finds."""
        return next((found for way in self if (found := way.search(text))), None)

    def sub(self, put: str, text: str) -> str:
        """Return a text in which something stands in the place of what each finds."""
        for way in self:
            text = way.sub(put, text)
        return text


def compile_patterns() -> None:
    """Compile what is not yet."""
    while _NOT_YET:
        _NOT_YET.pop()()
