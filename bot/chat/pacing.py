"""Telegram's limits: 30 messages a second overall, 1 a second in a chat, 20 a minute in a group."""

from collections.abc import Callable
from dataclasses import dataclass

BURST = 6  # messages a private chat takes at once before one a second: a card, its keyboard, a note…
GROUP_PER_MINUTE = 20
FORGOTTEN_AFTER = 10_000  # chats remembered before the quiet ones are dropped


@dataclass(slots=True)
class Bucket:
    """Tokens that come back at ``rate`` a second, up to ``size``; owing is allowed and means waiting."""

    size: float
    rate: float
    tokens: float
    at: float

    def take(self, now: float) -> float:
        """Take one token; return how many seconds to wait for it."""
        self.tokens = min(self.size, self.tokens + (now - self.at) * self.rate)
        self.at = now
        self.tokens -= 1
        return max(0.0, -self.tokens / self.rate)

    def full(self, now: float) -> bool:
        """Tell whether the chat was quiet long enough to be forgotten."""
        return self.tokens + (now - self.at) * self.rate >= self.size


class Pacing:
    """How long each call waits for its turn. ``per_second`` 0 means no pacing at all."""

    def __init__(self, per_second: float, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._all = Bucket(per_second, per_second, per_second, clock()) if per_second else None
        self._chats: dict[int, Bucket] = {}

    def wait(self, chat_id: int) -> float:
        """Book the next place of a chat and return the seconds to wait for it."""
        if self._all is None:
            return 0.0
        now = self._clock()
        if len(self._chats) > FORGOTTEN_AFTER:
            self._chats = {chat: bucket for chat, bucket in self._chats.items() if not bucket.full(now)}
        bucket = self._chats.get(chat_id)
        if bucket is None:
            size, rate = (GROUP_PER_MINUTE, GROUP_PER_MINUTE / 60) if chat_id < 0 else (BURST, 1.0)
            bucket = self._chats[chat_id] = Bucket(size, rate, size, now)
        return max(self._all.take(now), bucket.take(now))
