"""What buttons of contributors say."""

from dataclasses import dataclass
from typing import Annotated

from bot.services.core.arguments import Argument


@dataclass(frozen=True, slots=True)
class Given(Argument):
    """Days given for one mission: tenths more, or ``in_all`` once confirmed; else they are typed."""

    action = "days_given"
    more: int | None = None
    in_all: Annotated[int | None, "sure-"] = None
