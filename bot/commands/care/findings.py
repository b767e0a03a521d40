"""What the doctor finds on the machine: modes of files, folders, room on the disk, the network file."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.settings import ENV_FILE, Settings, variable
from conversations.messages import Message, say
from models.database.engines import file_of
from models.network.file import NetworkFileError, load_network
from models.places.search import CommuneTable

ROOM_BYTES = 1_000_000_000
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: how it is, or what is wrong with its mend."""

    well: bool
    told: Message


def on_this_machine(settings: Settings) -> Iterator[Finding]:
    """Look at what needs neither the database nor Telegram."""
    yield from _modes(settings)
    stored = file_of(settings.database_url)
    if stored:
        yield from _folder(stored.absolute().parent)
    yield _register(settings.erasures_file, stored)
    if settings.network_file:
        yield from _network(settings.network_file)


def _modes(settings: Settings) -> Iterator[Finding]:
    """Look at who may read what holds personal data or the token; Windows has no such modes."""
    stored = file_of(settings.database_url)
    of_database = [Path(f"{stored}{end}") for end in ("", "-wal", "-shm")] if stored else []
    named = [ENV_FILE, settings.erasures_file, *of_database]
    files = [file for file in named if file.is_file()] if os.name == "posix" else []
    open_files = [file for file in files if file.stat().st_mode & 0o077]
    for file in open_files:
        mode = file.stat().st_mode & 0o777
        told = say(
            "{file} can be read or changed by others (mode {mode}): chmod 600 {file}",
            file=str(file), mode=f"{mode:o}",
        )  # fmt: skip
        yield Finding(False, told)
    if files and not open_files:
        yield Finding(True, say("Only their owner reads {files}", files=", ".join(map(str, files))))


def _folder(folder: Path) -> Iterator[Finding]:
    """Look at where SQLite writes, beside its file too."""
    if not folder.is_dir():
        told = say(
            "{folder} does not exist, and {setting} names it: make it, for the user who runs the assistant",
            folder=str(folder), setting=variable("database_url"),
        )  # fmt: skip
        yield Finding(False, told)
        return
    if not os.access(folder, os.W_OK | os.X_OK):
        told = say(
            "{folder} cannot be written in, and SQLite has to: chown it to who runs the assistant",
            folder=str(folder),
        )
        yield Finding(False, told)
    free = shutil.disk_usage(folder).free
    room = say("Room left on the disk of {folder}: {n} MB", folder=str(folder), n=free // MEGABYTE)
    short = say("{room}. Make some: without any, nothing more is taken", room=room)
    yield Finding(free >= ROOM_BYTES, room if free >= ROOM_BYTES else short)


def _register(register: Path, stored: Path | None) -> Finding:
    """Look at where erasures are noted."""
    name, folder = str(register), register.absolute().parent
    if not os.access(register if register.exists() else folder, os.W_OK):
        told = say(
            "{register} cannot be written, and what is erased is noted there: see {setting}",
            register=name, setting=variable("erasures_file"),
        )  # fmt: skip
        return Finding(False, told)
    beside = stored is not None and stored.exists() and stored.stat().st_dev == folder.stat().st_dev
    noted = say("What is erased is noted in {register}", register=name)
    advice = say(
        "{noted}, on the disk of the database: copy it elsewhere with each backup, or see {setting}",
        noted=noted, setting=variable("erasures_file"),
    )  # fmt: skip
    return Finding(True, advice if beside else noted)


def _network(file: Path) -> Iterator[Finding]:
    """Look at the file that starting loads."""
    try:
        load_network(file, CommuneTable())
    except NetworkFileError as error:
        for problem in error.problems:
            yield Finding(False, problem.told)
    else:
        yield Finding(True, say("{file} can be loaded", file=str(file)))
