"""What buttons of contributors say."""

from dataclasses import dataclass
from typing import Annotated

from bot.services.core.arguments import Argument


@dataclass(frozen=True, slots=True)
class Given(Argument):
    """Days given for one mission: tenths more, or ``in_all`` once confirmed; else they are typed.

    ``known``: the tenths said so far when the button was drawn: a doubled tap counts once.
    """

    action = "days_given"
    more: int | None = None
    in_all: Annotated[int | None, "sure-"] = None
    known: Annotated[int | None, "on-"] = None
