"""What is taken away from the dashboard: spreadsheets and the report, made when they are asked for.

Spreadsheets are without personal data here: with it, they are asked for in the chat, which asks why.
"""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol, TypeVar
from urllib.parse import quote

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from bot.dashboard.filters import choice_of, picker_of, settled
from bot.dashboard.visits import Apart, Visit
from bot.documents.process import NotMade, drawn_apart
from bot.documents.spoken import SpokenPaper, spoken
from bot.documents.spreadsheets.worker import made_apart
from bot.documents.spreadsheets.writer import Progress, file_name
from bot.documents.word.markdown import markdown
from bot.i18n import speak
from bot.services.core.export_orders import Format
from bot.services.figures.exports import Export, acting_role, may_take, note_export
from bot.services.reports.findings import findings
from bot.services.reports.forms import Form
from bot.services.reports.json_figures import figures_of
from bot.services.reports.report import nothing_to_tell, report
from bot.services.reports.wording import file_name as report_name
from conversations.messages import Message, say, say_n, verbatim
from conversations.situation import World
from locales import LANGUAGES
from models.database.writer import Database
from models.figures.export_extents import how_many

DRAWN_BY = {Form.PDF: "bot.documents", Form.DOCX: "bot.documents.word"}
TYPES: Mapping[str, str] = {
    Form.PDF: "application/pdf",
    Form.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Form.MD: "text/markdown",
    Form.JSON: "application/json",
}

LABELS = {Form.PDF: say("PDF"), Form.DOCX: say("Word"), Form.MD: say("Text"), Form.JSON: say("Data (JSON)")}

NO_FORMAT = say("Files are made as XLSX or CSV, reports as PDF, DOCX, MD or JSON.")
NOT_MADE = say("The file could not be made. Try again; if it comes back, tell who administers the bot.")

T = TypeVar("T")


class Visiting(Protocol):
    """Does something for who asks; raises Apart for who may see nothing."""

    async def __call__(self, request: Request, work: Callable[[Visit], T], /) -> T: ...


@dataclass(frozen=True, slots=True)
class _Asked:
    """An export that may be taken now."""

    export: Export
    world: World


def page(visit: Visit) -> Response:
    """Offer what can be taken of a period and a territory."""
    choice = choice_of(visit)
    if elsewhere := settled(visit, choice):
        return elsewhere
    asked = visit.asked(choice.period, choice.basin)
    found = findings(asked)
    n = how_many(visit.connection, _export(visit, Format.XLSX).export.extent)
    return visit.shows(
        "taking.html",
        choice=choice,
        picker=picker_of(visit, choice),
        asked=asked,
        n=n,
        many=say_n("{n} request", "{n} requests", n),
        nothing=nothing_to_tell(asked) if found.now.is_empty else None,
        languages={code: verbatim(each.label) for code, each in LANGUAGES.items()},
        forms=tuple(LABELS.items()),
        current="taking",
    )


def _export(visit: Visit, form: Format) -> _Asked:
    choice = choice_of(visit)
    scope = may_take(visit.held, choice.basin)
    assert scope is not None  # who visits sees figures, of the territory that was checked
    role = acting_role(visit.held)
    export = Export(scope, choice.period, visit.now, choice.basin, form, language=visit.language, role=role)
    return _Asked(export, visit.world)


class Taking:
    """Makes the files, for those whose ``visiting`` allows it."""

    def __init__(self, database: Database, visiting: Visiting) -> None:
        self._database, self._visiting = database, visiting

    async def export(self, request: Request) -> Response:
        """Make a spreadsheet and hand it over; it is made, and erased, in a folder of its own."""
        form = request.path_params["form"]
        if form not in set(Format):
            raise Apart(404, say("Nothing here"), NO_FORMAT)
        asked = await self._visiting(request, lambda visit: _export(visit, Format(form)))
        folder = await asyncio.to_thread(TemporaryDirectory, prefix="alize-export-")
        path = Path(folder.name) / file_name(asked.export, asked.world)
        try:
            written = await made_apart(self._database.engine.url, asked.export, path, _unheard)
            await self._database.run(
                lambda transaction: note_export(transaction.connection, asked.export, written.dossiers)
            )
        except NotMade as failure:
            folder.cleanup()
            raise Apart(500, say("This page failed"), NOT_MADE) from failure
        except BaseException:
            folder.cleanup()
            raise
        return FileResponse(path, filename=path.name, background=BackgroundTask(folder.cleanup))

    async def report(self, request: Request) -> Response:
        """Make the report and hand it over."""
        if request.path_params["form"] not in set(Form):
            raise Apart(404, say("Nothing here"), NO_FORMAT)
        form = Form(request.path_params["form"])
        told = await self._visiting(request, _report)
        if isinstance(told, Response):
            return told
        if form is Form.JSON:
            content = json.dumps(told.figures, ensure_ascii=False, indent=2).encode()
        elif form is Form.MD:
            content = markdown(told.paper).encode()
        else:
            try:
                content = await drawn_apart(DRAWN_BY[form], told.paper)
            except NotMade as failure:
                raise Apart(500, say("This page failed"), NOT_MADE) from failure
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(told.name)}.{form}"}
        return Response(content, media_type=TYPES[form], headers=headers)


@dataclass(frozen=True, slots=True)
class _Report:
    """A report in words, and its figures for other programs."""

    name: str
    paper: SpokenPaper
    figures: dict[str, Any]


def _report(visit: Visit) -> _Report | Response:
    """Return the report; the way back to the page that says why, where there is nothing to tell."""
    choice, wanted = choice_of(visit), visit.request.query_params
    language = wanted.get("language", "")
    language = language if language in LANGUAGES else visit.language
    public = wanted.get("public") == "yes"
    found = findings(visit.asked(choice.period, choice.basin), public=public)
    if found.now.is_empty:
        return RedirectResponse(visit.to("taking", choice.query()), 303)

    def said(message: Message) -> str:
        return speak(message, language, markup=False)

    name = report_name(found.asked, language, public=public)
    paper = spoken(report(found, visit.now), language, speak)
    return _Report(name, paper, {"language": language, **figures_of(found, said)})


async def _unheard(progress: Progress) -> None:
    """Say nothing: the browser waits."""
