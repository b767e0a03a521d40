"""Rules that rewrite words: a pattern, and what takes the place of what it finds."""

import re
from collections.abc import Callable
from typing import TypeAlias

from conversations.patterns import Listed, Text, pattern

Replacement: TypeAlias = str | Callable[[re.Match[str]], str]
Rule: TypeAlias = tuple[re.Pattern[str], Replacement]


class Rules(Listed[Rule]):
    """Rules that are applied in their order."""

    def rewrite(self, text: str) -> str:
        """Return a text as they put it."""
        for sought, put in self:
            text = sought.sub(put, text)
        return text


def rules(*pairs: tuple[Text, Replacement]) -> tuple[Rule, ...]:
    """Return rules that are written in the code."""
    return tuple(rule(*pair) for pair in pairs)


def rule(sought: Text, replacement: Replacement, flags: re.RegexFlag | int = 0) -> Rule:
    """Return a rule. A template is filled in only where its pattern is found.

    Given to ``sub`` as text it is read at each call, which costs three times as much as to find nothing.
    """
    if isinstance(replacement, str) and "\\" in replacement:
        template = replacement
        return pattern(sought, flags), lambda found: found.expand(template)
    return pattern(sought, flags), replacement
