"""Where each key of a TOML document stands.

The standard library reads TOML without telling lines, and tomlkit keeps none either; an operator
mending a file needs them.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import count
from typing import TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""Keys and places in arrays (from 0) that lead to a value."""

_TOKEN = re.compile(
    r"""(?P<skip>[ \t\r]+|\#[^\n]*)
      | (?P<newline>\n)
      | (?P<string>\"{3}(?:\\.|[^\\])*?\"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\])*"|'[^']*')
      | (?P<sign>[\[\]{}=,.])
      | (?P<bare>[^\s\[\]{}=,.\#"']+)""",
    re.VERBOSE | re.DOTALL,
)


def lines_of(document: str) -> Mapping[Path, int]:
    """Return the line, from 1, of every table, key and array item of a valid TOML document."""
    return _Walk(document).lines


class _Walk:
    """One pass over the words of a document, following its tables, keys and arrays."""

    def __init__(self, document: str) -> None:
        self.lines: dict[Path, int] = {(): 1}
        self._words = [*_words(document), ("end", "", document.count("\n") + 1)]
        self._at = 0
        self._arrays: dict[Path, int] = {}  # the last place of each array of tables
        here: Path = ()
        while self._kind != "end":
            if self._kind == "newline":
                self._take()
            elif self._word == "[":
                here = self._header()
            else:
                self._pair(here)

    @property
    def _kind(self) -> str:
        return self._words[self._at][0]

    @property
    def _word(self) -> str:
        return self._words[self._at][1]

    @property
    def _line(self) -> int:
        return self._words[self._at][2]

    def _take(self) -> str:
        self._at += 1
        return self._words[self._at - 1][1]

    def _take_newlines(self) -> None:
        while self._kind == "newline":
            self._take()

    def _header(self) -> Path:
        line = self._line
        self._take()
        array = self._word == "["
        if array:
            self._take()
        parts = self._key()
        while self._word == "]":
            self._take()
        path: Path = ()
        for part in parts:
            if path in self._arrays:
                path = (*path, self._arrays[path])
            path = (*path, part)
            self.lines.setdefault(path, line)
        if array:
            self._arrays[path] = self._arrays.get(path, -1) + 1
            path = (*path, self._arrays[path])
        self.lines[path] = line
        return path

    def _key(self) -> tuple[str, ...]:
        """Read a dotted key."""
        parts = [_unquoted(self._take())]
        while self._word == ".":
            self._take()
            parts.append(_unquoted(self._take()))
        return tuple(parts)

    def _pair(self, path: Path) -> None:
        line = self._line
        for part in self._key():
            path = (*path, part)
            self.lines.setdefault(path, line)
        self._take()  # the equals sign
        self._value(path)

    def _value(self, path: Path) -> None:
        if self._word == "[":
            self._array(path)
        elif self._word == "{":
            self._take()
            self._take_newlines()
            while self._word != "}":
                self._pair(path)
                self._take_newlines()
                if self._word == ",":
                    self._take()
                self._take_newlines()
            self._take()
        else:
            while self._kind not in ("newline", "end") and self._word not in (",", "]", "}"):
                self._take()

    def _array(self, path: Path) -> None:
        self._take()
        for place in count():
            self._take_newlines()
            if self._word == "]":
                break
            self.lines[(*path, place)] = self._line
            self._value((*path, place))
            self._take_newlines()
            if self._word == ",":
                self._take()
        self._take()


def _words(document: str) -> Iterator[tuple[str, str, int]]:
    """List the words of a document: what each is, its text, its line."""
    line = 1
    for match in _TOKEN.finditer(document):
        if match.lastgroup and match.lastgroup != "skip":
            yield match.lastgroup, match.group(), line
        line += match.group().count("\n")


def _unquoted(key: str) -> str:
    return key[1:-1] if key[:1] in ("'", '"') else key
