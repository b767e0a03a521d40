"""What is behind a number: what its list counts, and what that adds up to; or why it opens none."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, StrEnum

from bot.services.core.entries import days
from conversations.messages import Euros, Message, say, say_n
from conversations.understanding.named_periods import Period
from models.figures.behind_exchanges import Beyond
from models.figures.behind_network import OfNetwork
from models.figures.measures import MEASURES
from models.figures.queries import Behind, Part

AGEING = "ageing"
"""Opens the dossiers that stand still: no measure counts them, since their age grows by itself."""

EXCHANGED = "exchanged"
"""Opens the supported firms with an exchange in the period: no measure counts these."""


class Of(StrEnum):
    """What a number is of, where its list is of requests. Values are in addresses: never renamed."""

    TIMES = "times"  # what happened to them: at most once each, for most measures
    FIRMS = "firms"
    DAYS = "days"
    JOBS = "jobs"
    EUROS = "euros"
    MEAN = "mean"  # of euros


@dataclass(frozen=True, slots=True)
class Opening:
    """What is behind a number: the dossiers of a measure, of some keys, in a basin or in the whole scope.

    ``measure``: else what is counted of exchanges, by a kind or a month as only key, or of the network.
    ``period``: that of the row, where the number is not of the period asked about.
    """

    measure: str
    keys: tuple[str, ...] = ()
    basin: str | None = None
    period: Period | None = None
    of: Of = Of.TIMES

    def __post_init__(self) -> None:
        """Raise ValueError for a measure that there is not."""
        if not self.of_requests and self.beyond is None and self.of_network is None:
            raise ValueError(f"no measure is called {self.measure!r}")

    @property
    def of_requests(self) -> bool:
        """Whether what it opens is requests."""
        return self.measure in MEASURES or self.measure in (AGEING, EXCHANGED)

    @property
    def beyond(self) -> Beyond | None:
        """What it counts of exchanges; None where it counts something else."""
        return Beyond(self.measure) if self.measure in set(Beyond) else None

    @property
    def of_network(self) -> OfNetwork | None:
        """What it counts of the network; None where it counts something else."""
        return OfNetwork(self.measure) if self.measure in set(OfNetwork) else None


class Closed(Enum):
    """Why a number opens no list: its row says so."""

    SHARE = "a share: the number it is of opens"
    RANGE = "days between which requests lie: how many they are opens"
    A_DAY = "a day, and no number"


def number_of(opening: Opening, found: Behind) -> int | Decimal | Euros:
    """Return what a list adds up to, in its unit."""
    match opening.of:
        case Of.TIMES:
            return found.counted.n
        case Of.FIRMS:
            return found.total
        case Of.MEAN:
            return Euros(round(found.counted.total / (found.counted.n or 1)))
        case _:
            return amount_of(opening.of, found.counted.total)


def amount_of(of: Of, value: int) -> int | Decimal | Euros:
    """Return what values add up to, in their unit: days are kept in tenths."""
    if of is Of.DAYS:
        return days(value)
    return Euros(value) if of in (Of.EUROS, Of.MEAN) else value


def part_told(of: Of, part: Part) -> Message | None:
    """Return what a line of a list adds to its number; None where it is one."""
    amount = amount_of(of, part.value)
    match of:
        case Of.TIMES:
            return say("{n} times", n=part.n) if part.n > 1 else None
        case Of.FIRMS:
            return None
        case Of.DAYS:
            return say("{days} d", days=amount)
        case Of.JOBS:
            return say_n("{n} job", "{n} jobs", part.value)
        case _:
            return say("{amount}", amount=amount)


HEADS: Mapping[Of, Message] = {
    Of.TIMES: say("Times"),
    Of.FIRMS: say("Firm"),
    Of.DAYS: say("Days"),
    Of.JOBS: say("Jobs"),
    Of.EUROS: say("Amount"),
    Of.MEAN: say("Amount"),
}
"""The head of the column of what each line adds."""


def list_told(opening: Opening, found: Behind) -> Message:
    """Return the number that a list adds up to, and of how many requests where these are not as many."""
    number, requests = number_of(opening, found), say_n("{n} request", "{n} requests", found.total)
    match opening.of:
        case Of.TIMES if number == found.total:
            return requests
        case Of.TIMES:
            return say("{n} times, {requests}", n=number, requests=requests)
        case Of.FIRMS:
            return say_n("{n} firm", "{n} firms", found.total)
        case Of.DAYS:
            return say("{days} d, {requests}", days=number, requests=requests)
        case Of.JOBS:
            return say("{jobs}, {requests}", jobs=say_n("{n} job", "{n} jobs", found.counted.total),
                       requests=requests)  # fmt: skip
        case Of.MEAN:
            return say("{amount} on average, {requests}", amount=number, requests=requests)
        case _:
            return say("{amount}, {requests}", amount=number, requests=requests)
