"""One person cannot keep the others waiting: beyond a limit, messages are refused politely."""

from collections import deque
from collections.abc import Callable

UPDATES, SECONDS = 40, 10.0  # far above what a person does, far below what a script does
REMEMBERED = 10_000


class Flood:
    """How many updates each chat sent lately."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._times: dict[int, deque[float]] = {}

    def excess(self, chat_id: int, age: float = 0.0) -> int:
        """Count an update; return by how many the chat is over the limit, 0 within it, at most 2.

        ``age``: how long ago it was sent, in seconds. What waited for the end of an outage arrives at
        once, and is no flood.
        """
        now = self._clock()
        sent = now - age
        if len(self._times) > REMEMBERED:
            self._times = {chat: times for chat, times in self._times.items() if times[-1] > now - SECONDS}
        near = [time for time in self._times.get(chat_id, ()) if abs(time - sent) < SECONDS]
        times = self._times[chat_id] = deque((*near, sent), maxlen=UPDATES + 2)
        return max(0, len(times) - UPDATES)

    def forgive(self, chat_id: int) -> None:
        """Forget the last update of a chat: it had been taken before, or will come again."""
        times = self._times[chat_id]
        times.pop()
        if not times:
            del self._times[chat_id]
