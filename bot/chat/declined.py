"""Taps that come too fast are not taken, but their buttons stop spinning."""

from collections import deque
from typing import Final

from bot.chat.desk import Desk
from bot.chat.incoming import Tapped
from bot.services.queue import GROUP_LANGUAGE
from conversations.messages import say

KEPT: Final = 1_000  # taps of one chat that wait to be answered: more is a script, which waits for nothing

TOO_FAST = say("That is a little too fast for me: please wait a few seconds, then tap again.")


class Declined:
    """The taps to be answered with a word: one at a time in each chat, so that a script costs no more."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._waiting: dict[int, deque[str]] = {}

    def decline(self, tapped: Tapped) -> None:
        """Have a tap answered after those of its chat; beyond what is kept, the oldest is forgotten."""
        chat, query = tapped.turn.chat_id, tapped.turn.query_id
        assert query is not None
        if (waiting := self._waiting.get(chat)) is not None:
            waiting.append(query)
            return
        self._waiting[chat] = deque([query], KEPT)
        language = tapped.visitor.language if tapped.private else GROUP_LANGUAGE
        self._desk.spawn(self._answer(chat, language))

    async def _answer(self, chat: int, language: str) -> None:
        waiting = self._waiting[chat]
        try:
            while waiting:
                await self._desk.answered(waiting.popleft(), TOO_FAST, language)
        finally:
            del self._waiting[chat]
