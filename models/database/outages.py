"""A service that does not answer is told once when it stops answering, and once when it answers again."""

import time
from collections.abc import Callable


class Outage:
    """Whether a service answers. ``clock``: monotonic, in seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._since: float | None = None

    @property
    def lasts(self) -> bool:
        """Whether the last call was not answered."""
        return self._since is not None

    def begins(self) -> bool:
        """Note a call without an answer; true for the first one, which is to be told."""
        first = self._since is None
        if first:
            self._since = self._clock()
        return first

    def ends(self) -> str | None:
        """Note an answer; return how long none came when it is the first one, None otherwise."""
        if self._since is None:
            return None
        seconds, self._since = self._clock() - self._since, None
        return lasting(seconds)


def lasting(seconds: float) -> str:
    """Return a duration in words, as a log tells it."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02} min"
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
