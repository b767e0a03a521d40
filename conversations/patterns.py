"""Regular expressions compiled at their first use, or all at once: a start, or a command, waits for none.

Python compiles some hundreds of them, of alternatives by the dozen, in a third of a second.
"""

import re
from typing import Any, Final, cast

_NOT_YET: Final[list["_Pattern"]] = []


class _Pattern:
    """What stands in the place of a compiled pattern; its methods become the compiled one's."""

    def __init__(self, text: str, flags: re.RegexFlag | int) -> None:
        self.pattern, self._flags = text, flags
        _NOT_YET.append(self)

    def __getattr__(self, name: str) -> Any:
        """Return what the compiled pattern has, and keep it: the next time it is found without this."""
        if name == "_compiled":
            found: Any = re.compile(self.pattern, self._flags)
        else:
            found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found


def pattern(text: str, flags: re.RegexFlag | int = 0) -> re.Pattern[str]:
    """Return a regular expression as ``re.compile`` does, which is compiled when somebody looks for it."""
    return cast(re.Pattern[str], _Pattern(text, flags))


def compile_patterns() -> None:
    """Compile what is not yet."""
    while _NOT_YET:
        _NOT_YET.pop().search  # noqa: B018
