"""The files that people ordered: made apart, telling how far they are, then sent."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, Protocol

from telegram import InputFile
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from bot.documents.process import NotMade
from bot.documents.spreadsheets.about import territory
from bot.documents.spreadsheets.worker import made_apart
from bot.documents.spreadsheets.writer import Progress, Written, file_name
from bot.i18n import speak
from bot.services.core.export_orders import Order, order_from_json
from bot.services.core.rights import rights
from bot.services.core.screens import Notice, Reply, words
from bot.services.figures.export_pages import heading, preparing
from bot.services.figures.exports import Export, acting_role, may_take, note_export
from bot.telegram.patience import asked
from bot.telegram.turns import Desk
from conversations.messages import Message, say, say_n
from models.database.engines import URL
from models.database.writer import Call, Connection, Session, StoreUnavailable

log = logging.getLogger(__name__)

TOLD_EVERY: Final = 3.0  # seconds: each time is an edit of a message
UPLOAD_LIMIT: Final = 50_000_000  # bytes of a file that a bot sends [Bot API, Sending files]
PAUSES: Final = (2.0, 10.0, 30.0)  # seconds between the times a file is sent

NOT_YOURS_ANY_MORE = say("This export is not made: your role has changed since you asked for it.")
FAILED = say("The file could not be made, and nothing was sent. Please ask for it again: /export")
NOT_SENT = say("Telegram did not take the file. Please ask for it again: /export")


class Made(Protocol):
    """Writes an export to a file, telling how far it is; raises NotMade."""

    async def __call__(
        self, database: URL, export: Export, path: Path, hear: Callable[[Progress], Awaitable[None]], /
    ) -> Written: ...


class Exports:
    """Makes what was ordered: delivery gives it one order at a time.

    ``made``: makes the file. ``limit``: bytes of it. ``told_every``: seconds between two words on how far
    it is.
    """

    def __init__(
        self,
        desk: Desk,
        *,
        made: Made = made_apart,
        limit: int = UPLOAD_LIMIT,
        told_every: float = TOLD_EVERY,
    ) -> None:
        self._desk, self._made_by, self._limit, self._told_every = desk, made, limit, told_every

    async def make(self, call: Call) -> None:
        """Make an export and send it; whatever happens, who asked is told. Raises StoreUnavailable."""
        order = order_from_json(call.payload)
        try:
            told = await self._made(order)
        except StoreUnavailable:  # it is made again when the database answers
            raise
        except Exception as error:
            # The words of most errors may be somebody's.
            cause = str(error) if isinstance(error, NotMade) else type(error).__name__
            log.error("An export failed (call %s): %s", call.id, cause)
            told = FAILED
        await self._tell(order, told)

    async def _made(self, order: Order) -> Message:
        """Make and send; return what is said of it."""
        export = await self._allowed(order)
        if export is None:
            return NOT_YOURS_ANY_MORE
        world = self._desk.world(export.made_at)
        title = heading(export.period, territory(export, world))
        loop = asyncio.get_running_loop()
        told_at = loop.time()

        async def hear(progress: Progress) -> None:
            nonlocal told_at
            if order.message is None or loop.time() < told_at + self._told_every:
                return
            told_at = loop.time()
            percent = 100 * progress.done // (progress.total or 1)
            with suppress(StoreUnavailable):  # the file is made all the same
                await self._tell(order, title, preparing(progress.dossiers, percent))

        with TemporaryDirectory(prefix="alize-export-") as folder:
            path = Path(folder) / file_name(export, world)
            written = await self._made_by(self._desk.database.engine.url, export, path, hear)
            size = path.stat().st_size
            if size > self._limit:
                return _too_large(size, self._limit)

            await self._desk.database.run(
                lambda transaction: note_export(transaction.connection, export, written.dossiers)
            )
            sent = await self._sent(order, path, written)
        return (
            say("{title}\n\n✅ The file is here: {name}", title=title, name=path.name) if sent else NOT_SENT
        )

    async def _allowed(self, order: Order) -> Export | None:
        """Return the export that the person may take now; None when they may not."""
        now = self._desk.clock()

        def look(connection: Connection) -> Export | None:
            with Session(connection) as session:
                held = rights(session, order.person_id, now)
            scope = may_take(held, order.basin)
            if scope is None:
                return None
            return Export(
                scope, order.period, now, order.basin, order.format, order.personal,
                language=order.language, role=acting_role(held), reason=order.reason,
                person_id=order.person_id, stands_for=held.stands_for,
            )  # fmt: skip

        return await self._desk.database.read(look)

    async def _sent(self, order: Order, path: Path, written: Written) -> bool:
        """Send the file, again where the network failed; it is read as it goes."""
        caption = say_n("📤 {n} request", "📤 {n} requests", written.dossiers)
        if order.personal:
            kept = say("🔒 Personal data: keep it to yourself, and delete it once it has served.")
            caption = say("{caption}\n{kept}", caption=caption, kept=kept)
        payload: dict[str, Any] = {
            "chat_id": order.person_id,
            "caption": speak(caption, order.language, markup=True),
            "parse_mode": "HTML",
        }
        for pause in (*PAUSES, None):
            rest = pause
            with path.open("rb") as file:
                document = InputFile(file, path.name, read_file_handle=False)
                try:
                    await self._desk.bot.call("sendDocument", {**payload, "document": document})
                except (BadRequest, Forbidden) as refusal:
                    log.error("An export was refused: %s", refusal)
                    return False
                except RetryAfter as busy:
                    rest = asked(busy)
                except TelegramError as error:
                    if pause is None:
                        log.warning("An export is not sent: %s", type(error).__name__)
                else:
                    return True
            if pause is not None and rest is not None:
                await asyncio.sleep(rest)
        return False

    async def _tell(self, order: Order, *paragraphs: Message) -> None:
        """Say something on the message of the order, or in a new one where there is none."""
        notice = Notice(order.person_id, order.language, words(*paragraphs), edits=order.message)
        reply = Reply(order.language, told=(notice,))
        await self._desk.do(order.person_id, lambda transaction, world, now: reply)


def _too_large(size: int, limit: int) -> Message:
    return say(
        "The file weighs {size} MB, and Telegram takes {limit} at most. Choose a shorter period or one "
        "territory; or an administrator makes it with: alize export",
        size=-(-size // 1_000_000),
        limit=limit // 1_000_000,
    )
