"""The outbox is emptied: calls are made in order in each chat, chats beside one another.

A call is settled in the writer's next transaction. A crash between the call and its settling makes the
call again: Telegram has no idempotency key, so messages are delivered *at least* once.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Any, NamedTuple

from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.metrics import Metrics
from bot.services.core.group_cards import follow
from bot.telegram.client.bot import CallingBot
from bot.telegram.client.refusals import AS_WANTED, GONE_MESSAGE, LOST_CHAT, is_wrong, tells
from bot.telegram.delivery.fallbacks import EDIT, EDIT_CAPTION, SEND, is_outdone, lowers_keyboard, mended
from bot.telegram.delivery.line import OPEN_TOPIC, Errand, Line
from bot.telegram.delivery.rate_limit import Pacing
from bot.telegram.delivery.receipts import Lost, Made, Settlements, Written
from bot.telegram.delivery.sweeps import Sweeps
from bot.telegram.patience import asked
from bot.telegram.render.replies import CLOSE_TOPIC
from models.database.outbox import claim, forget_rests, park, postpone, release, renew, send_instead, settle
from models.database.tables import Settles
from models.database.writer import Call, Database, StoreUnavailable, Transaction

log = logging.getLogger(__name__)

STOP_SECONDS = 8.0  # for the calls under way to end: less than supervisors wait before they kill
FIRST_RETRY_SECONDS, LONGEST_RETRY_SECONDS = 1.0, 300.0
SET_BACK = timedelta(seconds=1)  # of the clock, after which what is put off would wait for too long
LATE_SECONDS = 0.01  # a sweep that came a moment before what is due would be for nothing

TYPING = "sendChatAction"
NO_TOPIC = -1
HARMLESS = (TYPING, "editMessageReplyMarkup", "deleteMessage")  # what only tidies

Settlement = Callable[[Transaction], None]


class Rest(NamedTuple):
    """How long a chat rests before its first call is made again. ``tried``: it may have been made."""

    seconds: float
    tried: bool


class Lane(NamedTuple):
    """What is made one call after another: what a chat is told, and apart from it what nobody waits for."""

    chat_id: int
    tidies: bool = False
    lowers: bool = False


class Delivery:
    """The sender of one process.

    ``errands``: what does, by their methods, the calls that are not Telegram's. ``written``: what to do with
    the number of a delivered message whose row has ``settles``. ``lost``: what to do with a call that its
    chat refuses for good.

    A call is *held* from the moment it is taken until its outcome is committed. A new call is made by
    this process only when all that waits for its chat is held here; else it is let go of, and a sweep
    takes it, here or in another process, once what comes before it is done with. What only tidies waits
    until its chat is idle and few calls are made elsewhere; nothing waits behind it. What puts the phone's
    keyboard away is called first, and its answer is not waited for.
    """

    def __init__(
        self,
        bot: CallingBot,
        database: Database,
        pacing: Pacing,
        clock: Callable[[], datetime],
        *,
        errands: Mapping[str, Errand],
        written: Written,
        lost: Lost,
        metrics: Metrics,
    ) -> None:
        self._database, self._pacing, self._clock = database, pacing, clock
        self._line, self._lost, self._metrics = Line(bot, database, errands, metrics), lost, metrics
        self._settlements = Settlements(database, written, self._end, self._fail)
        self._lanes: dict[Lane, deque[Call]] = {}
        self._serving: dict[Lane, asyncio.Task[bool]] = {}
        self._swept_at = clock()
        self._held: set[int] = set()
        self._sweeps = Sweeps(self.sweep, self._spawn)
        self._unwritten = 0
        self._tasks: set[asyncio.Task[Any]] = set()
        self._stopping = asyncio.Event()

    @property
    def idle(self) -> bool:
        """Whether every call known here is made and settled."""
        return not (self._lanes or self._unwritten or self._tasks) and self._settlements.idle

    def accept(self, calls: Sequence[Call]) -> None:
        """Take calls that were just committed or claimed."""
        for call in calls:
            if call.id in self._held:
                continue
            if self._stopping.is_set() or not self._held.issuperset(call.follows):
                written = self._write_down(partial(release, calls=[call]))
                written.add_done_callback(lambda _: self._sweeps.behind())
                continue
            self._held.add(call.id)
            lane = self._lane_of(call)
            if (waiting := self._lanes.get(lane)) is not None:
                waiting.append(call)
            else:
                self._lanes[lane] = deque([call])
                self._serving[lane] = self._spawn(self._serve(lane))

    def _lane_of(self, call: Call) -> Lane:
        """Return where a call waits; the question that follows a keyboard that is put away does not."""
        told = Lane(call.chat_id)
        # Behind others it keeps its place: one of them may raise the keyboard.
        lowers = told not in self._lanes and lowers_keyboard(call)
        return told._replace(tidies=call.tidies, lowers=lowers)

    async def sweep(self) -> None:
        """Take the calls that no process holds: left by a crash, or put off until now."""
        held, now, lease = list(self._held), self._clock(), self._database.lease

        def take(transaction: Transaction) -> None:
            if now < self._swept_at - SET_BACK:
                forget_rests(transaction, now, lease)
            renew(transaction, held, now + lease)
            transaction.calls.extend(claim(transaction, now, lease))  # accepted before what is written later

        await self._database.run(take)
        self._swept_at = now

    async def run(self) -> None:
        """Sweep for ever."""
        await self._sweeps.run()

    async def stop(self) -> None:
        """Stop between two calls; what is left waits in the outbox."""
        self._stopping.set()
        self._sweeps.stop()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=STOP_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        with suppress(StoreUnavailable):
            await self._database.run(lambda transaction: None)  # what was made rides along

    def _spawn(self, work: Coroutine[None, None, Any]) -> asyncio.Task[Any]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def _write_down(self, settlement: Settlement, ended: Sequence[Call] = ()) -> "asyncio.Future[None]":
        """Have something written in the next transaction; the calls it ends are held until then."""
        self._unwritten += 1
        written = self._database.ride(settlement)
        written.add_done_callback(partial(self._written_down, ended))
        return written

    def _written_down(self, ended: Sequence[Call], done: "asyncio.Future[None]") -> None:
        self._unwritten -= 1
        if error := done.exception():
            self._fail(ended, error)
        else:
            self._end(ended)

    def _end(self, calls: Sequence[Call]) -> None:
        self._held.difference_update(call.id for call in calls)

    def _fail(self, calls: Sequence[Call], error: BaseException) -> None:
        """Put calls aside whose outcome cannot be written: they must not be made again and again."""
        log.error("What came of calls could not be written down", exc_info=error)
        for call in calls:
            self._put_aside(call, type(error).__name__)

    def _put_aside(self, call: Call, reason: str) -> None:
        self._metrics.parked_calls.inc()
        self._write_down(partial(park, call_id=call.id, reason=reason, now=self._clock()), [call])

    async def _serve(self, lane: Lane) -> bool:
        """Make the calls of a lane one after another; false when some are left to a later sweep."""
        waiting = self._lanes[lane]
        rest: Rest | None = None
        try:
            while waiting and rest is None and await self._place(waiting[0]):
                while is_outdone(waiting):
                    self._write_down(partial(settle, call_ids=[waiting[0].id]), [waiting.popleft()])
                rest = await self._make(waiting)
        finally:
            del self._lanes[lane], self._serving[lane]
        if waiting:
            self._let_go(waiting, rest)
        return not waiting

    def _let_go(self, waiting: Sequence[Call], rest: Rest | None) -> None:
        """Leave calls to a later sweep, in their order: after a rest if the first has to be made again."""
        self._end(waiting)
        if rest is None:
            self._write_down(partial(release, calls=waiting))
            return
        due = self._clock() + timedelta(seconds=rest.seconds)
        self._write_down(partial(postpone, calls=waiting, due=due, tried=rest.tried))
        self._sweeps.after(rest.seconds and rest.seconds + LATE_SECONDS)

    async def _place(self, call: Call) -> bool:
        """Wait for a call's place within Telegram's limits; false when it is left to a later sweep."""
        if self._line.is_errand(call) or call.method == TYPING:
            return not self._stopping.is_set()
        while await self._comes(call) and not self._stopping.is_set():
            if not (pause := self._pacing.wait(call.chat_id, spare=call.tidies)):
                return True
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), pause)
        return False

    async def _comes(self, call: Call) -> bool:
        """Wait, before a call that only tidies, until its chat is told all else; false when some is left."""
        while call.tidies and (serving := self._serving.get(Lane(call.chat_id))):
            if not await serving:  # what is left may draw again the buttons that are to go
                return False
        return True

    async def _make(self, waiting: deque[Call]) -> Rest | None:
        """Make the first call; return the rest of its chat when it has to be made again."""
        call = waiting[0]
        try:
            number = await self._line.make(call)
        except TelegramError as refusal:
            return self._refused(waiting, refusal)
        except StoreUnavailable:
            return _backoff(call)
        except Exception as error:  # a bug must not block what is behind
            log.error("%s failed and was put aside (call %s)", call.method, call.id, exc_info=error)
            self._put_aside(waiting.popleft(), type(error).__name__)
        else:
            self._settlements.add(Made(waiting.popleft(), number))
        return None

    def _refused(self, waiting: deque[Call], refusal: TelegramError) -> Rest | None:
        """Deal with a refusal: to be made again, harmless, the chat's end, or a bug that must not block."""
        call, words = waiting[0], str(refusal).lower()
        erasing = call.settles == Settles.ERASING
        lowers = lowers_keyboard(call)
        harmless = lowers or call.method in HARMLESS or tells(words, AS_WANTED)
        harmless = harmless or (erasing and tells(words, GONE_MESSAGE))
        match refusal:
            case ChatMigrated():
                self._write_down(partial(follow, old=call.chat_id, new=refusal.new_chat_id))
                self._sweeps.behind()
                return Rest(0.0, tried=False)
            case RetryAfter():
                return Rest(asked(refusal), tried=False)
            case Forbidden() if not (call.tidies or lowers):  # what is said there will tell
                self._lose(waiting)
            case BadRequest() if call.method in (OPEN_TOPIC, CLOSE_TOPIC):  # no right, no topics: go without
                self._settlements.add(Made(waiting.popleft(), NO_TOPIC))
            case Forbidden() | BadRequest() if harmless:
                self._settlements.add(Made(waiting.popleft()))
            case BadRequest() if instead := mended(call, words):
                if instead.method == SEND and call.method in (EDIT, EDIT_CAPTION):
                    self._write_down(partial(send_instead, call_id=call.id))
                waiting[0] = instead
            case BadRequest() if tells(words, LOST_CHAT) and not erasing:  # a file may be refused alone
                self._lose(waiting)
            case _ if is_wrong(refusal, words):
                log.error("%s was refused and put aside (call %s): %s", call.method, call.id, refusal)
                self._put_aside(waiting.popleft(), str(refusal))
            case _ if call.method == TYPING:  # what it announces is worth more than itself
                self._settlements.add(Made(waiting.popleft()))
            case _:
                return _backoff(call)
        return None

    def _lose(self, waiting: deque[Call]) -> None:
        """Give a chat up, with all that waits for it."""
        self._write_down(partial(self._lost, call=waiting[0]), list(waiting))
        waiting.clear()


def _backoff(call: Call) -> Rest:
    doublings = min(call.attempts, 10)
    return Rest(min(FIRST_RETRY_SECONDS * 2.0**doublings, LONGEST_RETRY_SECONDS), tried=True)
