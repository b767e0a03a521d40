"""The outbox is emptied: calls are made in order in each chat, chats beside one another.

A call is settled in the writer's next transaction. A crash between the call and its settling makes the
call again: Telegram has no idempotency key, so messages are delivered *at least* once.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Protocol

from telegram import InputFile
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.chat.calls import CallingBot
from bot.chat.pacing import Pacing
from bot.chat.presenting import LOOK_UP
from models.database import Call, Database, StoreUnavailable, Transaction
from models.outbox import claim, follow_migration, park, postpone, renew, send_instead, settle

log = logging.getLogger(__name__)

SETTLE_SECONDS = 0.03  # how long a made call may wait for another transaction to ride in
SWEEP_SECONDS = 5.0
FIRST_RETRY_SECONDS, LONGEST_RETRY_SECONDS = 1.0, 300.0

UNPACED = frozenset({LOOK_UP, "sendChatAction"})
LOST_CHAT = ("chat not found", "group chat was deleted", "not enough rights", "have no rights")
GONE_MESSAGE = ("message to edit not found", "message can't be edited", "message_id_invalid")
SAME_MESSAGE = "message is not modified"

Settlement = Callable[[Transaction], None]


class Written(Protocol):
    """Writes the number of a delivered message where its row says."""

    def __call__(self, transaction: Transaction, settles: str, number: int) -> None: ...


class Lost(Protocol):
    """Deals with a call that its chat refuses for good."""

    def __call__(self, transaction: Transaction, call: Call) -> None: ...


class Delivery:
    """The sender of one process.

    ``look_up``: makes the search of an outbox row whose method is ``LOOK_UP``. ``written``: what to do
    with the number of a delivered message whose row has ``settles``. ``lost``: what to do with a call
    that its chat refuses for good.
    """

    def __init__(
        self,
        bot: CallingBot,
        database: Database,
        pacing: Pacing,
        clock: Callable[[], datetime],
        *,
        look_up: Callable[[Call], Awaitable[None]],
        written: Written,
        lost: Lost,
    ) -> None:
        self._bot, self._database, self._pacing, self._clock = bot, database, pacing, clock
        self._look_up, self._written, self._lost = look_up, written, lost
        self._chats: dict[int, deque[Call]] = {}
        self._held: set[int] = set()
        self._resting: dict[int, datetime] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._settlements: deque[Settlement] = deque()
        self._flush: asyncio.TimerHandle | None = None

    @property
    def idle(self) -> bool:
        """Whether every call known here is made and settled."""
        return not (self._chats or self._settlements or self._tasks)

    def accept(self, calls: Sequence[Call]) -> None:
        """Take calls that were just committed or claimed."""
        for call in calls:
            if call.id in self._held:
                continue
            rest = self._resting.get(call.chat_id)
            if rest is not None:
                self._settle(partial(postpone, calls=[call], due=rest))
                continue
            self._held.add(call.id)
            waiting = self._chats.get(call.chat_id)
            if waiting is not None:
                waiting.append(call)
            else:
                self._chats[call.chat_id] = deque([call])
                self._spawn(self._serve(call.chat_id))

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def sweep(self) -> None:
        """Take the calls that no process holds: left by a crash, or put off until now."""
        now = self._clock()
        until = now + self._database.lease
        held = list(self._held)

        def take(transaction: Transaction) -> list[Call]:
            renew(transaction, held, until)
            return claim(transaction, now, self._database.lease)

        self._resting = {chat: rest for chat, rest in self._resting.items() if rest > now}
        self.accept(await self._database.run(take))

    async def run(self) -> None:
        """Sweep for ever."""
        while True:
            try:
                await self.sweep()
            except StoreUnavailable:
                log.warning("The database does not answer: trying again in %s s", SWEEP_SECONDS)
            await asyncio.sleep(SWEEP_SECONDS)

    async def stop(self) -> None:
        """Stop between two calls; what is left waits in the outbox."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._settlements:
            await self._database.run(lambda transaction: None)

    def apply(self, transaction: Transaction) -> None:
        """Write down what was made since the last transaction: called first in each of them."""
        while self._settlements:
            self._settlements.popleft()(transaction)

    def _settle(self, settlement: Settlement) -> None:
        """Have something written in the next transaction, or in one of its own when none comes."""
        self._settlements.append(settlement)
        if self._flush is None:
            self._flush = asyncio.get_running_loop().call_later(SETTLE_SECONDS, self._flush_now)

    def _flush_now(self) -> None:
        self._flush = None
        if self._settlements:
            self._spawn(self._write_down())

    async def _write_down(self) -> None:
        try:
            await self._database.run(lambda transaction: None)
        except StoreUnavailable:
            log.warning("The database does not answer: deliveries will be written down later")

    async def _serve(self, chat_id: int) -> None:
        waiting = self._chats[chat_id]
        try:
            while waiting:
                call = waiting[0]
                pause = 0.0 if call.method in UNPACED else self._pacing.wait(chat_id)
                if pause:
                    await asyncio.sleep(pause)
                seconds = await self._make(call)
                if seconds is not None:
                    self._rest(chat_id, seconds)
                    return
                waiting.popleft()
                self._held.discard(call.id)
        finally:
            self._held.difference_update(call.id for call in waiting)
            del self._chats[chat_id]

    def _rest(self, chat_id: int, seconds: float) -> None:
        """Leave a chat alone for a while, its calls kept in order."""
        due = self._clock() + timedelta(seconds=seconds)
        self._resting[chat_id] = due
        self._settle(partial(postpone, calls=list(self._chats[chat_id]), due=due))
        asyncio.get_running_loop().call_later(seconds, self._spawn_sweep)

    def _spawn_sweep(self) -> None:
        self._spawn(self._sweep_once())

    async def _sweep_once(self) -> None:
        try:
            await self.sweep()
        except StoreUnavailable:
            log.warning("The database does not answer: the next sweep will do")

    async def _make(self, call: Call) -> float | None:
        """Make one call; return the seconds its chat has to rest when it has to be made again."""
        try:
            number = await self._call(call)
        except ChatMigrated as moved:
            self._settle(partial(follow_migration, old=call.chat_id, new=moved.new_chat_id))
            return SETTLE_SECONDS * 2
        except RetryAfter as wait:
            seconds = wait.retry_after
            return seconds.total_seconds() if isinstance(seconds, timedelta) else float(seconds)
        except Forbidden:
            self._settle(partial(self._lost, call=call))
        except (BadRequest, InvalidToken) as refusal:
            return self._excuse(call, str(refusal))
        except (TelegramError, StoreUnavailable) as trouble:
            log.info("%s is not delivered (%s): trying again", call.method, type(trouble).__name__)
            return min(FIRST_RETRY_SECONDS * 2.0**call.attempts, LONGEST_RETRY_SECONDS)
        else:
            self._settle(partial(settle, call_id=call.id))
            if call.settles and number and not call.method.startswith("edit"):
                self._settle(partial(self._written, settles=call.settles, number=number))
        return None

    def _excuse(self, call: Call, refusal: str) -> float | None:
        """Deal with a refusal: harmless, mendable, the chat's end, or a bug that must not block."""
        words = refusal.lower()
        harmless = SAME_MESSAGE in words or call.method == "editMessageReplyMarkup"
        if harmless or (call.method == "sendChatAction"):
            self._settle(partial(settle, call_id=call.id))
        elif call.method == "editMessageText" and any(gone in words for gone in GONE_MESSAGE):
            self._settle(partial(send_instead, call_id=call.id))
            return SETTLE_SECONDS * 2
        elif any(lost in words for lost in LOST_CHAT):
            self._settle(partial(self._lost, call=call))
        else:
            log.error("%s was refused and put aside (call %s): %s", call.method, call.id, refusal)
            self._settle(partial(park, call_id=call.id, reason=refusal, now=self._clock()))
        return None

    async def _call(self, call: Call) -> int | None:
        """Make one call; return the number of the message it made."""
        if call.method == LOOK_UP:
            await self._look_up(call)
            return None
        payload: dict[str, Any] = dict(call.payload)
        payload["chat_id"] = call.chat_id  # a migrated group has another one than when it was written
        document = payload.get("document")
        if isinstance(document, dict):
            payload["document"] = InputFile(document["content"].encode(), filename=document["name"])
        result = await self._bot.call(call.method, payload)
        return result.get("message_id") if isinstance(result, dict) else None
