"""What is made in the words of one database, when it is first used there."""

from collections.abc import Callable
from importlib import import_module
from typing import Any, TypeVar

Made = TypeVar("Made")


class OfDialect(dict[str, Made]):
    """What is made of a dialect of SQLAlchemy, by its name: that of another database stays out of memory."""

    def __init__(self, made: Callable[[Any], Made]) -> None:
        """Take what makes it of the dialect's module, such as ``sqlalchemy.dialects.sqlite``."""
        self._made = made

    def __missing__(self, name: str) -> Made:
        """Make it, once."""
        found = self[name] = self._made(import_module(f"sqlalchemy.dialects.{name}"))
        return found
