"""The bot as a caller: outbox rows are calls already, so no parameter is built again."""

from collections.abc import Mapping
from typing import Any

from telegram.ext import ExtBot


class CallingBot(ExtBot[None]):
    """PTB's bot, which also makes a call given as its method and payload (18 µs against 85 and more)."""

    async def call(self, method: str, payload: Mapping[str, Any]) -> Any:
        """Make the call and return its result; PTB's errors are raised."""
        return await self._post(method, dict(payload))
