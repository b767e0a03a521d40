"""Telegram's limits on sending, checked afterwards on the log of calls."""

from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.playground.telegram.calls import Call


class Limit(StrEnum):
    """What Telegram asks of senders (Bot API FAQ, "My bot is hitting limits")."""

    OVERALL = "30 messages a second"
    CHAT = "1 message a second in a chat"
    GROUP = "20 messages a minute in a group"


@dataclass(frozen=True, slots=True)
class Excess:
    """One message sent too soon."""

    limit: Limit
    chat_id: int
    at: datetime


def too_fast(calls: Iterable[Call], burst: int = 3) -> list[Excess]:
    """Return the messages sent beyond a limit.

    ``burst``: how many messages a chat may get at once before the one-a-second rule bites; the FAQ
    allows short bursts without a figure.
    """
    excesses: list[Excess] = []
    overall = _Window(30, timedelta(seconds=1))
    chats: dict[int, _Window] = defaultdict(lambda: _Window(burst, timedelta(seconds=burst)))
    groups: dict[int, _Window] = defaultdict(lambda: _Window(20, timedelta(minutes=1)))
    for call in calls:
        if call.chat_id is None or not call.method.lower().startswith("send") or call.error is not None:
            continue
        if call.method.lower() == "sendchataction":
            continue
        broken = [Limit.OVERALL] if overall.overflows(call.at) else []
        if chats[call.chat_id].overflows(call.at):
            broken.append(Limit.CHAT)
        if call.chat_id < 0 and groups[call.chat_id].overflows(call.at):
            broken.append(Limit.GROUP)
        excesses += [Excess(limit, call.chat_id, call.at) for limit in broken]
    return excesses


class _Window:
    """At most ``limit`` messages in any ``span``."""

    def __init__(self, limit: int, span: timedelta) -> None:
        self._limit = limit
        self._span = span
        self._recent: deque[datetime] = deque()

    def overflows(self, at: datetime) -> bool:
        while self._recent and at - self._recent[0] >= self._span:
            self._recent.popleft()
        self._recent.append(at)
        return len(self._recent) > self._limit
