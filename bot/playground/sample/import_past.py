"""Bring the invented past into a database, as if it had been imported from a spreadsheet."""

from dataclasses import replace
from datetime import date

from bot.playground.sample.past import Story
from conversations.network.basins import Network
from models.database.writer import Connection
from models.history.importer import Bringing
from models.history.reader import HistoryFile, silent
from models.history.rows import History, Line, Past, PastDossier
from models.places.search import CommuneTable


def bring_past(connection: Connection, network: Network, communes: CommuneTable, today: date) -> None:
    """Bring four years that end today."""
    past = until(Story(today.year).told(), today)
    Bringing(network, communes, today, silent)(connection, as_read(*past), dry=False)


def until(history: History, day: date) -> History:
    """Return what was over on a day: what was decided, signed, paid out and answered by then."""
    kept = History()
    kept.dossiers += [row for row in history.dossiers if row.decided and row.decided <= day]
    known = {row.source for row in kept.dossiers}
    for share in history.shares:
        if share.source in known and share.agreed <= day:
            ended = share.ended if share.ended and share.ended <= day else None
            kept.shares.append(replace(share, ended=ended))
    kept.advances += [row for row in history.advances if row.source in known]
    kept.contributors += [row for row in history.contributors if not row.since or row.since <= day]
    kept.follow_ups += [row for row in history.follow_ups if row.source in known and row.answered <= day]
    return kept


def as_read(*rows: Past) -> HistoryFile:
    """Return rows as if they had been read."""
    lines = [Line("passé.xlsx, Feuille", number, row) for number, row in enumerate(rows, 2)]
    return HistoryFile(lines, told={row.source for row in rows if isinstance(row, PastDossier)})
