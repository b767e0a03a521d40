"""One person cannot keep the others waiting: beyond a limit, messages are refused politely."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

LIMITS: Final = ((40, 0.25), (300, 2.0), (3_000, 30.0))
"""How many updates somebody may send at once, and the seconds in which each of them comes back.

Far above what a person does, for a moment, for an hour and for a day; far below what a script does.
"""

RESUMED = 40  # updates that must have come back before somebody who was refused is read again
LATE_SECONDS = 30.0  # what is sent so long before what was counted last waited for the end of an outage
REMEMBERED = 10_000


@dataclass(slots=True)
class _Sender:
    """What somebody may still send under each limit, as it was at an instant."""

    at: float
    left: list[float] = field(default_factory=lambda: [float(most) for most, _ in LIMITS])
    is_refused: bool = False

    @property
    def spent(self) -> float:
        """How much of the nearest limit was used, from 0 to 1."""
        return max(1 - left / most for left, (most, _) in zip(self.left, LIMITS, strict=True))

    def passes(self, at: float) -> None:
        """Have what was sent come back with time."""
        if at < self.at - LATE_SECONDS:
            self.at = at
        passed = max(0.0, at - self.at)
        self.at += passed
        for place, (most, seconds) in enumerate(LIMITS):
            self.left[place] = min(most, self.left[place] + passed / seconds)


class Flood:
    """How much each person sent lately."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._senders: dict[int, _Sender] = {}

    def excess(self, sender_id: int, age: float = 0.0) -> int:
        """Count an update; return 0 within the limits, 1 for the first one beyond, 2 for those that follow.

        ``age``: how long ago it was sent, in seconds. What waited for the end of an outage arrives at
        once, and is no flood.
        """
        now = self._clock()
        if len(self._senders) > REMEMBERED:
            self._forget_the_quiet(now)
        sender = self._senders.setdefault(sender_id, _Sender(now - age))
        sender.passes(now - age)
        if min(sender.left) < (RESUMED if sender.is_refused else 1):
            told, sender.is_refused = sender.is_refused, True
            return 2 if told else 1
        sender.is_refused = False
        sender.left = [left - 1 for left in sender.left]
        return 0

    def forgive(self, sender_id: int) -> None:
        """Forget the last update of somebody: it had been taken before, or will come again."""
        sender = self._senders.get(sender_id)
        if sender is None:  # forgotten meanwhile, among many others
            return
        if sender.is_refused:  # the word that says so was not written down
            sender.is_refused = False
        else:
            sender.left = [left + 1 for left in sender.left]

    def _forget_the_quiet(self, now: float) -> None:
        """Forget who may send everything again, and beyond that, who sent least."""
        for sender in self._senders.values():
            sender.passes(max(now, sender.at))
        busy = [(sender.spent, number) for number, sender in self._senders.items() if sender.spent]
        self._senders = {number: self._senders[number] for _, number in sorted(busy)[-REMEMBERED // 2 :]}
