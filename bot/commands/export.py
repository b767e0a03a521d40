"""``alize export``: the requests of a period, saved to a file, with how far it is."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

from bot.commands.administration import taken, unwritten
from bot.commands.language import in_words
from bot.commands.opening import Unable, able
from bot.commands.stats import Question, question
from bot.documents.spreadsheets.sheets import sheets
from bot.documents.spreadsheets.writer import Hear, Progress, Written, suffix, write_export
from bot.services.core.export_orders import Format
from bot.services.figures.exports import Export, note_export
from bot.settings import Settings
from conversations.figures.periods import month_name, named
from conversations.messages import Listing, Message, say
from models.database.engines import WRITES, Engine
from models.database.writer import open_engine
from models.figures.export_extents import how_many
from models.figures.export_rows import Subject, snapshot
from models.figures.nearest import nearest_month
from models.figures.queries import Scope

FORMATS = {".xlsx": Format.XLSX, ".csv": Format.CSV, ".zip": Format.CSV}


class Nothing(Exception):
    """There is nothing to export; what it tells is where there is something."""

    def __init__(self, told: Message) -> None:
        super().__init__(told.msgid)
        self.told = told


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a command asks for. ``format``: None for the one that the name of the file tells."""

    path: Path
    period: str | None = None
    basin: str | None = None
    format: Format | None = None
    personal: bool = False
    only: Subject | None = None
    language: str = "fr"
    reason: str | None = None


def wanted(
    *,
    file: Path,
    period: str | None,
    basin: str | None,
    format: str | None,
    only: str | None,
    with_personal_data: bool,
    reason: str | None,
    lang: str,
    **other: object,
) -> Wanted:
    """Return what the options of the command ask for."""
    subject = Subject(only.replace("-", "_")) if only else None
    why = " ".join((reason or "").split()) or None
    form = Format(format) if format else None
    return Wanted(file, period, basin, form, with_personal_data, subject, lang, why)


def save(settings: Settings, wanted: Wanted) -> tuple[Message, ...]:
    """Save an export to a new file and tell what it holds; raise Unable, or Nothing.

    What is interrupted leaves no file.
    """
    form = _form(wanted)
    if wanted.personal and wanted.reason is None:
        raise Unable(
            say("--with-personal-data needs --reason TEXT: it is noted in each request, which shows it.")
        )
    _check(wanted.path)
    asking = asyncio.run(_asked(settings, wanted))
    export = Export(
        Scope(), asking.period, asking.now, wanted.basin, form, wanted.personal, wanted.only, wanted.language,
        reason=wanted.reason,
    )  # fmt: skip
    if (ending := suffix(export)) != wanted.path.suffix.lower().lstrip("."):
        raise Unable(_misnamed(wanted.path, ending, export))
    engine = open_engine(settings.database_url)
    try:
        with able(settings):
            written = _saved(engine, asking, export, wanted.path)
    except FileExistsError:
        raise Unable(taken(wanted.path)) from None
    except OSError as error:
        raise Unable(unwritten(wanted.path, error)) from None
    finally:
        engine.dispose()
    titles = sheets(asking.world, {})
    rows = Listing(
        tuple(
            say("{subject}: {n}", subject=titles[subject].title, n=n) for subject, n in written.rows.items()
        )
    )
    held = say("{file}: {rows}.", file=str(wanted.path), rows=rows)
    kept = say("It holds personal data: keep it to yourself, and delete it once it has served.")
    return (held, kept) if wanted.personal else (held,)


def _form(wanted: Wanted) -> Format:
    named_by = FORMATS.get(wanted.path.suffix.lower())
    form = wanted.format or named_by
    if form is None:
        raise Unable(say("{file}: name a .xlsx file, or a .zip of CSV files.", file=str(wanted.path)))
    return form


def _misnamed(path: Path, ending: str, export: Export) -> Message:
    if ending == "zip":
        return say(
            "{file} would be a .zip file: name it so. A .csv holds one subject: choose it with --only.",
            file=str(path),
        )
    if export.format is Format.CSV:
        return say(
            "{file} would be a .{ending} file: name it so. CSV files of several subjects come in a .zip.",
            file=str(path), ending=ending,
        )  # fmt: skip
    return say("{file} would be a .{ending} file: name it so.", file=str(path), ending=ending)


def _check(path: Path) -> None:
    if path.exists():
        raise Unable(taken(path))
    if not path.absolute().parent.is_dir():
        folder = str(path.absolute().parent)
        raise Unable(say("{folder} is no folder: make it first, or choose another one.", folder=folder))


async def _asked(settings: Settings, wanted: Wanted) -> Question:
    async with question(settings, wanted.period, wanted.basin) as asking:
        return asking


def _saved(engine: Engine, asking: Question, export: Export, path: Path) -> Written:
    with snapshot(engine) as connection, _shown() as hear:
        if not how_many(connection, export.extent):
            month = nearest_month(connection, export.extent.scope, export.period)
            raise Nothing(_nothing(export, month_name(month) if month else None))
        written = write_export(connection, asking.world, export, path, hear)
    try:
        with engine.connect().execution_options(**WRITES) as connection, connection.begin():
            note_export(connection, export, written.dossiers)
    except BaseException:  # personal data never leaves without a trace
        path.unlink()
        raise
    return written


def _nothing(export: Export, month: Message | None) -> Message:
    if month is None:
        return say("No request was ever received here.")
    return say("Nothing in {period}. The nearest requests are of {month}.",
               period=named(export.period), month=month)  # fmt: skip


@contextmanager
def _shown() -> Iterator[Hear]:
    """Show how far it is, where somebody looks."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Bars(*columns, console=console, disable=not console.is_terminal) as bars:
        task = bars.add_task(in_words(say("Exporting")), total=None)

        def hear(progress: Progress) -> None:
            bars.update(task, completed=progress.done, total=progress.total or None)

        yield hear
