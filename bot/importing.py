"""``alize import``: the past, brought from spreadsheets, with what it is doing and all there is to mend."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bot.administering import known_network, skill_names
from bot.i18n import LANGUAGES, speak
from bot.running import Unable, able, opened_database
from bot.services.queue import GROUP_LANGUAGE
from bot.settings import Settings
from conversations.deadlines import time_zone
from conversations.network import Network
from conversations.reasons import WORDINGS
from conversations.words import fold
from models import history_file
from models.gazetteer import CommuneTable
from models.history import Bringing, Count, Loaded
from models.history_cells import CellReader
from models.history_file import Phase, read_history
from models.history_template import template_files, write_template
from models.history_words import Wordings
from models.spreadsheets import SpreadsheetError

FAULTS_SHOWN = 200
PHASES = {Phase.READING: "Reading", Phase.CHECKING: "Checking", Phase.WRITING: "Writing"}


async def bring(settings: Settings, paths: Sequence[Path], *, dry: bool) -> Loaded:
    """Bring the past, whole or not at all; ``dry`` only tells what would be. Raise SpreadsheetError."""
    network = await known_network(settings)
    communes, today = CommuneTable(), datetime.now(UTC).astimezone(time_zone(None)).date()
    with able(settings), _shown() as progress:
        read = read_history(paths, CellReader(network, _wordings(), communes, today), progress)
        bringing = Bringing(network, communes, today, progress)
        async with opened_database(settings) as database:
            # Nothing is locked while there may be something to mend.
            loaded = await database.read(lambda connection: bringing(connection, read, dry=True))
            if not dry:
                loaded = await database.run(
                    lambda transaction: bringing(transaction.connection, read, dry=False)
                )
    return loaded


def write_empty_history(network: Network, path: Path) -> list[Path]:
    """Write the spreadsheets of the past, to be filled in, and return them; never over existing files."""
    if path.suffix.lower() not in (".csv", ".xlsx"):
        raise Unable("A template is an .xlsx file, or .csv files.")
    files = template_files(path)
    if taken := [str(file) for file in files if file.exists()]:
        raise Unable(f"{', '.join(taken)} exists already: choose another name.")
    try:
        write_template(path, network, lambda told: speak(told, GROUP_LANGUAGE, markup=False))
    except OSError as error:
        raise Unable(f"{path} cannot be written: {error.strerror}.") from None
    return files


def faults_told(error: SpreadsheetError) -> Iterator[str]:
    """Tell what there is to mend, line by line, as much as may be read at once."""
    yield from (str(fault) for fault in error.faults[:FAULTS_SHOWN])
    more = len(error.faults) - FAULTS_SHOWN
    if more > 0:
        yield f"… and {more} more."


def loaded_told(loaded: Loaded) -> Iterator[str]:
    """Tell what was brought, line by line."""
    for name, count in (
        ("Dossiers, with all that is theirs", loaded.dossiers),
        ("Contributor companies", loaded.firms),
        ("Representatives", loaded.representatives),
    ):
        if count != Count():
            yield f"{name}: {count.new} new, {count.changed} changed, {count.unchanged} unchanged."
    if loaded.handled:
        yield f"Left as they are, handled here since they were imported: {loaded.handled} dossiers."


def _wordings() -> Wordings:
    reasons = {
        fold(speak(wording.label, language, markup=False)): reason.value
        for reason, wording in WORDINGS.items()
        for language in LANGUAGES
    }
    return Wordings(skill_names(), reasons)


@contextmanager
def _shown() -> Iterator[history_file.Progress]:
    """Show how far the work is, where somebody looks."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bars:
        tasks = {phase: bars.add_task(told, total=None, visible=False) for phase, told in PHASES.items()}

        def hear(phase: Phase, done: int, total: int) -> None:
            bars.update(tasks[phase], completed=done, total=total or None, visible=True)

        yield hear
