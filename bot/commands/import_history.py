"""``alize import``: the past, brought from spreadsheets, with what it is doing and all there is to mend."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bot.commands.administration import known_network, skill_names, taken, unwritten
from bot.commands.opening import Unable, able, opened_database
from bot.i18n import LANGUAGES, speak
from bot.services.core.group_cards import GROUP_LANGUAGE
from bot.settings import Settings
from conversations.dossiers.deadlines import time_zone
from conversations.dossiers.reasons import WORDINGS
from conversations.messages import Message, say, say_n
from conversations.network.basins import Network
from conversations.understanding.words import fold
from models.history import reader
from models.history.cells import CellReader
from models.history.columns import Subject
from models.history.importer import Bringing, Count, Loaded
from models.history.reader import Phase, read_history
from models.history.template import template_files, write_template
from models.history.vocabulary import Wordings
from models.places.search import CommuneTable
from models.spreadsheets.sheets import Fault, SpreadsheetError

FAULTS_SHOWN = 200
ALIKE_SHOWN = 5  # of the same fault in the same column
PHASES = {Phase.READING: say("Reading"), Phase.CHECKING: say("Checking"), Phase.WRITING: say("Writing")}


async def bring(settings: Settings, paths: Sequence[Path], language: str, *, dry: bool) -> Loaded:
    """Bring the past, whole or not at all; ``dry`` only tells what would be. Raise SpreadsheetError."""
    network = await known_network(settings)
    communes, today = CommuneTable(), datetime.now(UTC).astimezone(time_zone(None)).date()
    with able(settings), _shown(language) as progress:
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


def write_empty(network: Network, path: Path, subjects: Sequence[Subject]) -> list[Path]:
    """Write spreadsheets to be filled in, and return them; never over existing files."""
    if path.suffix.lower() not in (".csv", ".xlsx"):
        raise Unable(say("A template is an .xlsx file, or .csv files."))
    files = template_files(path, subjects)
    if there := [file for file in files if file.exists()]:
        raise Unable(taken(*there))
    try:
        write_template(path, network, lambda told: speak(told, GROUP_LANGUAGE, markup=False), subjects)
    except OSError as error:
        raise Unable(unwritten(path, error)) from None
    return files


def faults_told(error: SpreadsheetError) -> Iterator[Message]:
    """Tell what there is to mend, line by line, as much as may be read at once; what is alike only counts."""
    alike = Counter(map(_kind, error.faults))
    met: Counter[object] = Counter()
    shown: list[Message] = []
    for fault in error.faults:
        kind = _kind(fault)
        met[kind] += 1
        more = alike[kind] - ALIKE_SHOWN
        if met[kind] <= ALIKE_SHOWN:
            shown.append(fault.told)
        elif met[kind] == ALIKE_SHOWN + 1:
            shown.append(say_n("… and {n} more like it.", "… and {n} more like these.", more))
    yield from shown[:FAULTS_SHOWN]
    if len(shown) > FAULTS_SHOWN:
        yield say_n("… and {n} more line.", "… and {n} more lines.", len(shown) - FAULTS_SHOWN)


def _kind(fault: Fault) -> tuple[str, str, str]:
    return fault.sheet, fault.column, fault.message.msgid


def loaded_told(loaded: Loaded) -> Iterator[Message]:
    """Tell what was brought, line by line."""
    for name, count in (
        (say("Dossiers, with all that is theirs"), loaded.dossiers),
        (say("Contributor companies"), loaded.firms),
        (say("Representatives"), loaded.representatives),
    ):
        if count != Count():
            yield say(
                "{name}: {new} new, {changed} changed, {unchanged} unchanged.",
                name=name,
                new=count.new,
                changed=count.changed,
                unchanged=count.unchanged,
            )
    if loaded.nowhere:
        yield say_n(
            "Of these, {n} dossier names no territory: it is in the national queue.",
            "Of these, {n} dossiers name no territory: they are in the national queue.",
            loaded.nowhere,
        )
    if loaded.handled:
        yield say_n(
            "{n} dossier is left as it is: somebody has handled it here since it was imported.",
            "{n} dossiers are left as they are: somebody has handled them here since they were imported.",
            loaded.handled,
        )


def _wordings() -> Wordings:
    reasons = {
        fold(speak(wording.label, language, markup=False)): reason.value
        for reason, wording in WORDINGS.items()
        for language in LANGUAGES
    }
    return Wordings(skill_names(), reasons)


@contextmanager
def _shown(language: str) -> Iterator[reader.Progress]:
    """Show how far the work is, where somebody looks."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bars:
        tasks = {
            phase: bars.add_task(speak(told, language, markup=False), total=None, visible=False)
            for phase, told in PHASES.items()
        }

        def hear(phase: Phase, done: int, total: int) -> None:
            bars.update(tasks[phase], completed=done, total=total or None, visible=True)

        yield hear
