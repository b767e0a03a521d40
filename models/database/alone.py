"""A SQLite file serves one process: its calls are held by nobody else, its limits are shared with nobody."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from models.database.engines import PRIVATE, file_of


class DatabaseTaken(Exception):
    """Another process is at work on the database. Its text is the name of the file."""


@contextmanager
def alone(url: str) -> Iterator[None]:
    """Be the only process at work on a SQLite file while the block runs; raise DatabaseTaken.

    A file beside it is locked, not itself: closing it would let go of the locks of SQLite. The system lets go
    of the lock of a process that died.
    """
    file = file_of(url)
    if file is None:
        yield
        return
    try:
        lock = os.open(f"{file}-lock", os.O_CREAT | os.O_RDWR, PRIVATE)
    except OSError:  # SQLite, which opens its own files there, says what is wrong
        yield
        return
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise DatabaseTaken(str(file)) from None
        yield
    finally:
        os.close(lock)
