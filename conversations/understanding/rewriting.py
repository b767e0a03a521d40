"""Rules that rewrite words: a pattern, and what takes the place of what it finds."""

import re
from collections.abc import Callable
from typing import TypeAlias

from conversations.patterns import pattern

Replacement: TypeAlias = str | Callable[[re.Match[str]], str]
Rule: TypeAlias = tuple[re.Pattern[str], Replacement]


def rules(*pairs: tuple[str, Replacement]) -> tuple[Rule, ...]:
    """Compile rules. A template is filled in only where its pattern is found.

    Given to ``sub`` as text it is read at each call, which costs three times as much as to find nothing.
    """
    return tuple(_rule(*pair) for pair in pairs)


def _rule(sought: str, replacement: Replacement) -> Rule:
    if isinstance(replacement, str) and "\\" in replacement:
        template = replacement
        return pattern(sought), lambda found: found.expand(template)
    return pattern(sought), replacement
