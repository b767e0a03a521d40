"""What both kinds of backup share: a file that is whole or not there, and what is wrong with one."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path

from conversations.messages import Message, say

SQLITE_HEAD, POSTGRESQL_HEAD = b"SQLite format 3\0", b"--\n-- PostgreSQL database dump\n"


class Kind(Enum):
    """Which database a backup is of."""

    SQLITE = "SQLite"
    POSTGRESQL = "PostgreSQL"


class BackupFault(Exception):
    """A backup that cannot be made, or used: one line, with the mend."""

    def __init__(self, told: Message) -> None:
        super().__init__(told.msgid)
        self.told = told


def not_one(path: Path) -> BackupFault:
    """Tell that a file is no backup of the assistant."""
    return BackupFault(
        say("{file} is not a whole backup of the assistant: nothing was changed.", file=str(path))
    )


def kind_of(path: Path) -> Kind:
    """Return which database a file is a backup of; raise BackupFault for any other file."""
    try:
        with path.open("rb") as file:
            head = file.read(64)
    except OSError as error:
        cause = error.strerror or type(error).__name__
        raise BackupFault(say("{file} cannot be read ({cause}).", file=str(path), cause=cause)) from None
    if head.startswith(SQLITE_HEAD):
        return Kind.SQLITE
    if head.startswith(POSTGRESQL_HEAD):
        return Kind.POSTGRESQL
    raise not_one(path)


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Give a new file of its owner alone beside ``path``, which it replaces once the block has ended well.

    Raises OSError.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.absolute().parent)
    os.close(handle)
    beside = Path(name)
    try:
        yield beside
        with beside.open("rb") as written:
            os.fsync(written.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
