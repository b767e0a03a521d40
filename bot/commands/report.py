"""``alize report``: the report of a year, or of any period, as a file or in the terminal."""

import json
from pathlib import Path

from bot.commands.administration import write_new
from bot.commands.opening import Unable
from bot.commands.stats import Question, question
from bot.documents.papers import render
from bot.documents.spoken import spoken
from bot.documents.word.docx import word
from bot.documents.word.markdown import markdown
from bot.i18n import speak
from bot.services.reports.findings import findings
from bot.services.reports.forms import Form
from bot.services.reports.json_figures import figures_of
from bot.services.reports.report import nothing_to_tell, report
from bot.services.reports.wording import file_name
from bot.settings import Settings
from conversations.messages import Message, say
from models.database.writer import Connection

PRINTED = (Form.MD, Form.JSON)
"""The formats that are printed where no file is named."""


async def write_report(
    settings: Settings,
    period: str,
    basin: str | None,
    path: Path | None,
    *,
    language: str,
    form: str | None,
    public: bool,
) -> Path | str:
    """Write a report and return its file, or the text that is to be printed where no file is named.

    ``form``: a ``Form``, None for that of the file, PDF without. Raise Unable for what makes no
    sense, for a period with nothing to tell, and rather than write over a file.
    """
    if path is not None and form not in (None, _form(path)):
        raise Unable(
            say(
                "{file} would hold {form}: name it .{form}, or leave --format out.",
                file=str(path),
                form=form or "",
            )
        )
    form = form or _form(path)
    async with question(settings, period, basin) as asking:
        name, content = await asking.database.read(
            lambda connection: _content(connection, asking, form, language, public=public)
        )
    if path is None and form in PRINTED:
        return content.decode()
    return write_new(path or Path(f"{name}.{form}"), content)


def _form(path: Path | None) -> str:
    if path is None:
        return Form.PDF
    suffix = path.suffix.lower().removeprefix(".")
    if suffix not in set(Form):
        forms = ", ".join(f".{form}" for form in Form)
        raise Unable(
            say("{file}: which format? Name it {forms}, or add --format.", file=str(path), forms=forms)
        )
    return suffix


def _content(
    connection: Connection, asking: Question, form: str, language: str, *, public: bool
) -> tuple[str, bytes]:
    def said(message: Message) -> str:
        return speak(message, language, markup=False)

    asked = asking.on(connection)
    found = findings(asked, public=public)
    if found.now.is_empty:
        raise Unable(nothing_to_tell(asked))
    name = file_name(asked, language, public=public)
    if form == Form.JSON:
        told = {"language": language, **figures_of(found, said)}
        return name, (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()
    paper = spoken(report(found, asking.now), language, speak)
    match form:
        case Form.PDF:
            return name, render(paper)
        case Form.DOCX:
            return name, word(paper)
        case _:
            return name, markdown(paper).encode()
