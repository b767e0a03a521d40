"""What has to be done before anything else waits for Telegram, however long it takes."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.telegram.client.refusals import cause_of
from models.database.outages import Outage

log = logging.getLogger(__name__)

T = TypeVar("T")

FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 1.0, 60.0
LONGEST_ASKED_SECONDS = 86_400.0


async def patiently(
    what: str, work: Callable[[], Awaitable[T]], sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
) -> T:
    """Do something again and again until Telegram answers; raise what only an administrator mends.

    ``what``: its name in the log, which has one line when the wait begins and one when it ends.
    """
    outage, pause = Outage(), FIRST_PAUSE_SECONDS
    while True:
        try:
            result = await work()
        except (BadRequest, Forbidden, InvalidToken):
            raise
        except RetryAfter as refusal:
            rest = asked(refusal)
            if outage.begins():
                log.warning("Telegram has %s wait, for %d s at first", what, rest)
        except TelegramError as error:
            rest, pause = pause, min(2 * pause, LONGEST_PAUSE_SECONDS)
            if outage.begins():
                log.warning("Telegram does not answer (%s): %s waits for it", cause_of(error), what)
        else:
            if length := outage.ends():
                log.warning("Telegram answers, after %s: %s is done", length, what)
            return result
        await sleep(rest)


def asked(refusal: RetryAfter) -> float:
    """Return the seconds that Telegram asks to wait: one at least, a day at most."""
    seconds = refusal.retry_after
    told = seconds.total_seconds() if isinstance(seconds, timedelta) else float(seconds)
    return min(max(told, 1.0), LONGEST_ASKED_SECONDS)
