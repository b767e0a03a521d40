"""What many tests begin with: files made once for all the processes of a run, then copied."""

import fcntl
from collections.abc import Callable
from pathlib import Path


class Prepared:
    """Files by their names, in a folder that the processes of a run share."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def file(self, name: str, make: Callable[[Path], object]) -> Path:
        """Return a file to be copied, not changed; ``make`` writes it at the path it is given, once."""
        done = self._folder / f"prepared-{name}"
        with (self._folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # another process may be making it
            if not done.exists():
                begun = self._folder / f"begun-{name}"
                begun.unlink(missing_ok=True)
                make(begun)
                begun.rename(done)
        return done
