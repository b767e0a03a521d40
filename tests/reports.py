"""The database of the fictional past, counted, and its reports in every form."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from sqlalchemy import Connection, Engine, insert

from bot.documents.papers import render
from bot.documents.spoken import SpokenPaper, spoken
from bot.documents.word.docx import word
from bot.documents.word.markdown import markdown
from bot.i18n import speak
from bot.services.figures.scope import asked_of
from bot.services.figures.sections import Asked
from bot.services.reports.findings import Findings, findings
from bot.services.reports.json_figures import figures_of
from bot.services.reports.report import report
from conversations.messages import Message
from conversations.network.basins import Network
from conversations.network.routing import Atlas
from conversations.situation import World
from conversations.understanding.named_periods import Period
from models.database.engines import WRITES, open_engine
from models.database.prepared import table_of
from models.figures.queries import Scope
from models.figures.tallies import count
from models.history.importer import Bringing
from models.history.rows import Past
from models.migrate import migrate
from models.network.file import network_to_json
from models.network.tables import NetworkLoad
from models.places.search import CommuneTable
from tests import pdfs
from tests.history import a_history_of_2017, a_network_of_2017, as_read, silent

EVERYTHING = Scope()
NOW = datetime(2018, 2, 1, 9, tzinfo=UTC)
LOADS = table_of(NetworkLoad)


@dataclass(frozen=True)
class Records:
    """A database with dossiers of the past, read on some day."""

    engine: Engine
    world: World
    now: datetime

    def asked(self, connection: Connection, period: Period, scope: Scope, basin: str | None) -> Asked:
        """Return a question."""
        return asked_of(connection, self.world, scope, period, self.now, basin)

    def findings(
        self,
        period: Period,
        *,
        public: bool = False,
        scope: Scope = EVERYTHING,
        basin: str | None = None,
    ) -> Findings:
        """Return what a report tells of."""
        with self.engine.connect() as connection:
            return findings(self.asked(connection, period, scope, basin), public=public)

    def figures(self, period: Period, language: str = "en", **options: Any) -> dict[str, Any]:
        """Return the figures of a report as other programs read them."""
        return figures_of(self.findings(period, **options), _in(language))

    def paper(self, period: Period, language: str = "fr", **options: Any) -> SpokenPaper:
        """Return a report, spoken."""
        return self.told(self.findings(period, **options), language)

    def told(self, found: Findings, language: str) -> SpokenPaper:
        """Return what was found as a report, spoken."""
        return spoken(report(found, self.now), language, speak)

    def paragraphs(self, period: Period, language: str = "fr", **options: Any) -> str:
        """Return the text of a report."""
        return self.text(self.findings(period, **options), language)

    def text(self, found: Findings, language: str) -> str:
        """Return what was found as the text of a report."""
        blocks = self.told(found, language)["blocks"]
        return plain("\n".join(block["rows"][0][0] for block in blocks if block["kind"] == "paragraph"))


def _in(language: str) -> Callable[[Message], str]:
    return lambda message: speak(message, language, markup=False)


def records(file: Path, rows: tuple[Past, ...], network: Network, now: datetime) -> Records:
    """Return a database, new in a file, where dossiers of the past were brought."""
    read = records_in(file, network, now)
    engine, communes = read.engine, CommuneTable()
    migrate(engine)
    with engine.connect().execution_options(**WRITES) as connection, connection.begin():
        connection.execute(insert(LOADS).values(loaded_at=now, definition=network_to_json(network)))
        Bringing(network, communes, now.date(), silent)(connection, as_read(*rows), dry=False)
        count(connection)
    return read


def records_in(file: Path, network: Network, now: datetime = NOW) -> Records:
    """Return what is in a database as it is read on some day."""
    world = World(now.date(), network, Atlas(network), CommuneTable())
    return Records(open_engine(f"sqlite:///{file}"), world, now)


def records_of_2017(file: Path, now: datetime = NOW) -> Records:
    """Return the past whose 2017 has the totals of the published page, in a new file."""
    return records(file, tuple(a_history_of_2017()), a_network_of_2017(), now)


def plain(text: str) -> str:
    """Return a text on one line, with ordinary spaces and apostrophes."""
    for space in "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}":
        text = text.replace(space, " ")
    return " ".join(text.replace("’", "'").split())


def in_pdf(paper: SpokenPaper) -> str:
    """Return all that is read in the PDF of a paper."""
    return plain(pdfs.text(render(paper)))


def in_word(paper: SpokenPaper) -> str:
    """Return all that is read in the Word document of a paper."""
    document = Document(BytesIO(word(paper)))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return plain("\n".join((*(paragraph.text for paragraph in document.paragraphs), *cells)))


def in_markdown(paper: SpokenPaper) -> str:
    """Return the text of a paper."""
    return plain(markdown(paper).replace("*", ""))
