"""Telegram's limits: 30 messages a second overall, 1 a second in a chat, 20 a minute in a group.

Several processes divide what is overall and what is a group's: each keeps to its part, and none asks another.
What is a person's is not divided: people answer one message at a time, whichever process reads them.
"""

from collections import deque
from collections.abc import Callable

BURST = 6  # messages a chat takes at once before one a second: a card, its keyboard, a note…
GROUP_PER_MINUTE = 20
FORGOTTEN_AFTER = 10_000  # chats remembered before the quiet ones are dropped


class Window:
    """At most ``size`` messages in any ``seconds``."""

    def __init__(self, size: int, seconds: float) -> None:
        self._seconds = seconds
        self._times: deque[float] = deque(maxlen=size)

    def pause(self, now: float, *, spare: bool = False) -> float:
        """Return the seconds to wait before one more message. ``spare``: while half the places are free."""
        assert self._times.maxlen is not None
        places = (self._times.maxlen + 1) // 2 if spare else self._times.maxlen
        taken = len(self._times)
        return max(0.0, self._times[-places] + self._seconds - now) if taken >= places else 0.0

    def note(self, now: float) -> None:
        """Count a message."""
        self._times.append(now)

    def resize(self, size: int, seconds: float) -> None:
        """Change what is allowed, from the next message on."""
        self._seconds = seconds
        self._times = deque(self._times, maxlen=size)

    def quiet(self, now: float) -> bool:
        """Tell whether every message was long enough ago to be forgotten."""
        return not self._times or self._times[-1] + self._seconds <= now


class Pacing:
    """When each call may be made. ``per_second`` 0 means no pacing at all."""

    def __init__(self, per_second: float, clock: Callable[[], float]) -> None:
        self._clock, self._per_second = clock, per_second
        self._overall = Window(*_at_most(per_second)) if per_second else None
        self._in_groups = GROUP_PER_MINUTE
        self._chats: dict[int, tuple[Window, ...]] = {}

    def share(self, processes: int) -> None:
        """Keep to the part of one process among several."""
        self._in_groups = max(1, GROUP_PER_MINUTE // processes)
        if self._overall is not None:
            self._overall.resize(*_at_most(self._per_second / processes))
        for _, *of_group in self._chats.values():
            for window in of_group:
                window.resize(self._in_groups, 60.0)

    def wait(self, chat_id: int, *, spare: bool = False) -> float:
        """Take a chat's next place and return 0, or return the seconds to wait before asking again.

        ``spare``: only a place that nobody waits for, which half of them are.
        """
        if self._overall is None:
            return 0.0
        now = self._clock()
        windows = (*self._windows(chat_id, now), self._overall)
        pause = max(window.pause(now, spare=spare) for window in windows)
        if not pause:
            for window in windows:
                window.note(now)
        return pause

    def _windows(self, chat_id: int, now: float) -> tuple[Window, ...]:
        if len(self._chats) > FORGOTTEN_AFTER:
            self._chats = {
                chat: windows
                for chat, windows in self._chats.items()
                if not all(window.quiet(now) for window in windows)
            }
        windows = self._chats.get(chat_id)
        if windows is None:
            group = (Window(self._in_groups, 60.0),) if chat_id < 0 else ()
            windows = self._chats[chat_id] = (Window(BURST, float(BURST)), *group)
        return windows


def _at_most(per_second: float) -> tuple[int, float]:
    """Return a rate as a number of messages and the seconds they take."""
    size = max(1, int(per_second))
    return size, size / per_second
