"""An export of everything: how long, and the most memory its process holds, as dossiers accumulate."""

import asyncio
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import make_url, text

from bot.documents.spreadsheets.worker import made_apart
from bot.documents.spreadsheets.writer import Progress
from bot.services.core.export_orders import Format
from bot.services.figures.exports import Export
from conversations.figures.periods import everything
from models.database.engines import WRITES
from models.database.writer import open_engine
from models.figures.export_rows import Subject
from models.figures.queries import Scope
from models.migrate import migrate
from tests.benchmarks.growth import fill

EVENTS_EACH = 10
FEW, MANY = 300, 3_000  # dossiers, of exports that must take the same memory
WATCHED_EVERY = 0.05  # seconds

_MORE_EVENTS = (
    "INSERT INTO dossier_event (dossier_id, at, event, from_status, to_status) "
    "SELECT id, submitted_at, 'note', 'received', 'claimed' FROM dossier"
)


@dataclass(frozen=True, slots=True)
class Exported:
    """What one export took. ``peak_mb``: the resident memory of its process at most [proc(5), VmHWM]."""

    dossiers: int
    events: int
    seconds: float
    peak_mb: float
    file_mb: float


def prepare(database_url: str, dossiers: int) -> None:
    """Store dossiers in an empty database, with ten events each."""
    engine = open_engine(database_url)
    migrate(engine)
    fill(database_url, dossiers, -1)
    with engine.connect().execution_options(**WRITES) as connection, connection.begin():
        for _ in range(EVENTS_EACH - 1):
            connection.execute(text(_MORE_EVENTS))
    engine.dispose()


async def exported(database_url: str, folder: Path, form: Format) -> Exported:
    """Export everything, personal data included."""
    now = datetime.now(UTC)
    export = Export(Scope(), everything(now.date()), now, format=form, personal=True)
    path, peak_kb = folder / f"everything.{form}", 0

    async def heard(progress: Progress) -> None:
        """Progress is not what is measured."""

    began = time.monotonic()
    making = asyncio.create_task(made_apart(make_url(database_url), export, path, heard))
    while not making.done():
        await asyncio.sleep(WATCHED_EVERY)
        peak_kb = max(peak_kb, *map(_peak_kb, _makers()), 0)
    written = await making
    seconds = time.monotonic() - began
    size = (await asyncio.to_thread(path.stat)).st_size
    events = written.rows[Subject.EVENTS]
    return Exported(written.dossiers, events, seconds, peak_kb / 1024, size / 1_000_000)


def _makers() -> list[Path]:
    """Return the processes that this one has make exports."""
    children = Path("/proc/self/task").glob("*/children")
    numbers = {number for each in children for number in each.read_text().split()}
    return [Path("/proc") / number for number in numbers]


def _peak_kb(process: Path) -> int:
    with suppress(OSError):  # it ended
        for line in (process / "status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    return 0


def main() -> None:
    """Measure with as many dossiers as asked, 100 000 by default, in SQLite or at the URL that follows."""
    dossiers = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        url = sys.argv[2] if len(sys.argv) > 2 else f"sqlite:///{folder}/alize.db"
        prepare(url, dossiers)
        for form in Format:
            print(form.value, asyncio.run(exported(url, Path(folder), form)))


if __name__ == "__main__":
    main()
