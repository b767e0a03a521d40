"""What commands open, the database and the way to Telegram, and what keeps them from it, in one line."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from telegram import User
from telegram.error import InvalidToken, TelegramError

from bot.i18n import speak
from bot.settings import Settings, variable
from bot.telegram.client.bot import CallingBot
from bot.telegram.client.request import KeptRequest
from conversations.messages import Message, say
from models.database.alone import DatabaseTaken
from models.database.engines import DatabaseError
from models.database.writer import Database, StoreUnavailable
from models.migrate import DatabaseTooNew, migrate, migrated


class Unable(Exception):
    """What keeps a command from doing its work: one line, with the mend. Its text is in English."""

    def __init__(self, told: Message) -> None:
        self.message = told
        super().__init__(speak(self.message, "en", markup=False))


def unread(path: Path, error: OSError) -> Message:
    """Tell that a file cannot be read."""
    cause = error.strerror or type(error).__name__
    return say("{file} cannot be read ({cause}).", file=str(path), cause=cause)


@contextmanager
def able(settings: Settings) -> Iterator[None]:
    """Tell what is wrong around the assistant in one line: raise Unable for what an administrator mends."""
    try:
        yield
    except InvalidToken:
        raise Unable(
            say(
                "Telegram does not know this bot: copy the token of @BotFather to {setting}.",
                setting=variable("telegram_token"),
            )
        ) from None
    except TelegramError as error:
        raise Unable(
            say(
                "Telegram does not answer at {address} ({cause}): check the network, or {setting}.",
                address=settings.telegram_api_url,
                cause=type(error).__name__,
                setting=variable("telegram_api_url"),
            )
        ) from None
    except DatabaseTooNew:
        raise Unable(
            say("The database was made by a later release: install that release or a later one.")
        ) from None
    except DatabaseTaken as taken:
        raise Unable(
            say(
                "Another process is at work on {file}, and a SQLite database serves one: stop it, or have "
                "{setting} name a PostgreSQL database, which serves several.",
                file=str(taken),
                setting=variable("database_url"),
            )
        ) from None
    except (DatabaseError, StoreUnavailable) as error:
        cause = str(getattr(error, "orig", error)).strip().split("\n")[0]
        raise Unable(
            say(
                "The database cannot be opened ({cause}): check {setting}, and that its server runs or its "
                "folder exists.",
                cause=cause,
                setting=variable("database_url"),
            )
        ) from None


def token_of(settings: Settings) -> str:
    """Return the bot's token; raise Unable without."""
    if settings.telegram_token is None:
        raise Unable(
            say(
                "{setting} is missing: ask @BotFather for a token, and put it in .env as {setting}=…",
                setting=variable("telegram_token"),
            )
        )
    return settings.telegram_token.get_secret_value()


@asynccontextmanager
async def known_bot(settings: Settings) -> AsyncIterator[tuple[CallingBot, User]]:
    """Open the way to Telegram, and tell who the bot is there; raises PTB's errors."""
    bot = CallingBot(
        token_of(settings),
        base_url=f"{settings.telegram_api_url}/bot",
        base_file_url=f"{settings.telegram_api_url}/file/bot",
        request=KeptRequest(),
        get_updates_request=KeptRequest(),
    )
    async with bot:
        yield bot, bot.bot


@asynccontextmanager
async def opened_database(settings: Settings, *, made: bool = False) -> AsyncIterator[Database]:
    """Open a database that is up to date; raise Unable for another.

    ``made``: it is made or brought up to date instead, as for all that writes what it is asked to.
    """
    database = Database(settings.database_url)
    try:
        with able(settings):
            if made:
                await asyncio.to_thread(migrate, database.engine)
            elif not await asyncio.to_thread(migrated, database.engine):
                raise Unable(
                    say(
                        "{setting} names a database that is not ready: run alize migrate.",
                        setting=variable("database_url"),
                    )
                )
            await database.start()
        yield database
    finally:
        await database.stop()
