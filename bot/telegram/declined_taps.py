"""Taps that come too fast are not taken, but their buttons stop spinning."""

from collections import deque
from typing import Final

from bot.services.core.group_cards import GROUP_LANGUAGE
from bot.telegram.turns import Desk
from bot.telegram.updates import Tapped
from conversations.messages import say

KEPT: Final = 1_000  # taps of a person that wait to be answered: more is a script, which waits for nothing

TOO_FAST = say("That is a little too fast for me: please wait a few seconds, then tap again.")


class Declined:
    """The taps to be answered with a word: one at a time for each person, so that a script costs no more."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._waiting: dict[int, deque[str]] = {}

    def decline(self, tapped: Tapped) -> None:
        """Have a tap answered after those of its person; beyond what is kept, the oldest is forgotten."""
        person, query = tapped.visitor.id, tapped.turn.query_id
        assert query is not None
        if (waiting := self._waiting.get(person)) is not None:
            waiting.append(query)
            return
        self._waiting[person] = deque([query], KEPT)
        language = tapped.visitor.language if tapped.private else GROUP_LANGUAGE
        self._desk.spawn(self._answer(person, language))

    async def _answer(self, person: int, language: str) -> None:
        waiting = self._waiting[person]
        try:
            while waiting:
                await self._desk.answered(waiting.popleft(), TOO_FAST, language)
        finally:
            del self._waiting[person]
