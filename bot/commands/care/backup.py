"""``alize backup`` and ``alize restore``: the whole database in a file, and a database made of one again."""

import asyncio
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

from bot.app import Worlds
from bot.commands.administration import taken, unwritten
from bot.commands.care.erasures import erase_what_came_back
from bot.commands.opening import Unable, able, unread
from bot.settings import Settings, variable
from conversations.messages import Message, say, say_n
from models.backups import postgresql, sqlite
from models.backups.files import BackupFault, Kind, kind_of
from models.database.alone import alone
from models.database.engines import Engine, file_of
from models.database.writer import Database, open_engine
from models.migrate import revision
from models.places.search import CommuneTable
from models.privacy.register import Noted, read_register

MEGABYTE = 1_000_000


def back_up(settings: Settings, path: Path) -> tuple[Message, ...]:
    """Copy the database to a new file, while the assistant goes on; raise Unable."""
    if path.exists():
        raise Unable(taken(path))
    with _backing(settings, path), _engine(settings.database_url) as engine:
        if revision(engine) is None:
            raise Unable(
                say("There is no database yet: {setting} names none.", setting=variable("database_url"))
            )
        file = file_of(settings.database_url)
        if file is None:
            postgresql.back_up(settings.database_url, path)
        else:
            sqlite.back_up(file, path)
    size = say("{file}: {size} MB, for its owner alone.", file=str(path), size=_megabytes(path))
    noted = say(
        "What is erased from now on is noted in {register}: keep that file apart from the database. "
        "A restore erases it again.",
        register=str(settings.erasures_file),
    )
    return size, noted


def restore(settings: Settings, path: Path, *, force: bool) -> tuple[Message, ...]:
    """Make the database of a backup, brought up to date, with what was erased since erased again.

    ``force``: in the place of the database that is there. Raise Unable: the database is then as it was, but
    where PostgreSQL fails once its tables are there: starting then erases.
    """
    register, file = settings.erasures_file, file_of(settings.database_url)
    try:
        registered = read_register(register)
    except OSError as error:
        raise Unable(unread(register, error)) from None
    with _backing(settings, path):
        kind, wanted = kind_of(path), Kind.SQLITE if file else Kind.POSTGRESQL
        if kind is not wanted:
            raise Unable(
                say(
                    "{file} is a backup of {kind}, but {setting} names a database of {wanted}.",
                    file=str(path), kind=kind.value, setting=variable("database_url"), wanted=wanted.value,
                )
            )  # fmt: skip
        if not force and _is_occupied(settings.database_url, file):
            raise Unable(
                say(
                    "There is a database already, which this would replace: keep it with alize backup, then "
                    "add --force."
                )
            )
        erased = (
            _restore_sqlite(path, file, registered)
            if file
            else _restore_postgresql(path, settings.database_url, registered)
        )
    told = [say("The database is that of {file} again.", file=str(path))]
    if not register.exists():
        told.append(
            say(
                "There is no register of erasures at {register}: if anything was erased since, it is back. "
                "Put the register there, if there was one: starting erases it again.",
                register=str(register),
            )
        )
    elif erased:
        told.append(
            say_n("{n} erasure made since the backup is made again.",
                  "{n} erasures made since the backup are made again.", erased)
        )  # fmt: skip
    return tuple(told)


def _restore_sqlite(path: Path, file: Path, registered: Sequence[Noted]) -> int:
    """Make everything ready beside the database, then put it in its place."""
    with (
        alone(f"sqlite:///{file}"),
        tempfile.TemporaryDirectory(prefix=".restore-", dir=file.absolute().parent) as folder,
    ):
        sqlite.close_log(file)
        prepared = Path(folder) / "restored.db"
        url = f"sqlite:///{prepared}"
        with _engine(url) as engine:
            prepared.touch(0o600)
            sqlite.copy_database(path, prepared)
            sqlite.bring_copy_whole(engine, path)
        erased = asyncio.run(_erase_again(url, registered))
        sqlite.put_in_place(prepared, file)
    return erased


def _restore_postgresql(path: Path, url: str, registered: Sequence[Noted]) -> int:
    """Replace the tables, then erase; were the machine to stop between the two, starting would erase."""
    with _engine(url) as engine:
        postgresql.restore(engine, path)
    return asyncio.run(_erase_again(url, registered))


async def _erase_again(url: str, registered: Sequence[Noted]) -> int:
    database, worlds = Database(url), Worlds(CommuneTable(), registry=False)
    await database.start()
    try:
        await worlds.renew(database)
        return await erase_what_came_back(database, worlds.at, registered)
    finally:
        await database.stop()


def _is_occupied(url: str, file: Path | None) -> bool:
    if file is not None:
        return file.exists() and file.stat().st_size > 0
    with _engine(url) as engine:
        return postgresql.holds_tables(engine)


@contextmanager
def _engine(url: str) -> Iterator[Engine]:
    engine = open_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def _backing(settings: Settings, path: Path) -> Iterator[None]:
    """Tell in one line what keeps a backup from being made or used."""
    try:
        with able(settings):
            yield
    except BackupFault as fault:
        raise Unable(fault.told) from None
    except OSError as error:
        raise Unable(unwritten(Path(error.filename or path), error)) from None


def _megabytes(path: Path) -> Decimal:
    return Decimal(path.stat().st_size / MEGABYTE).quantize(Decimal("0.1"))
