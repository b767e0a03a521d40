"""The rows that make a figure of the network: firms and people who lend, territories, conversations."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from conversations.dossiers.deadlines import time_zone
from conversations.network.basins import Network
from conversations.understanding.named_periods import Period
from models.database.prepared import tables_of
from models.figures.basins import active, announced, created
from models.figures.key_figures import taking_part
from models.figures.queries import Scope, moments
from models.intake.tables import DraftEnd, EndedDrafts, StoredDraft

DRAFTS, ENDED = tables_of(StoredDraft, EndedDrafts)
_PARIS = time_zone(None)


class OfNetwork(StrEnum):
    """What a figure of the network counts. Values are in addresses: never renamed."""

    REPRESENTATIVES = "representatives"
    CONTRIBUTORS = "contributor_companies"
    ACTIVE = "basins_active"
    ANNOUNCED = "basins_announced"
    CREATED = "basins_created"
    BEGUN = "conversations_begun"
    SENT = "conversations_sent"
    LEFT = "conversations_left"
    UNFINISHED = "conversations_unfinished"


OF_FIRMS = (OfNetwork.REPRESENTATIVES, OfNetwork.CONTRIBUTORS)
OF_BASINS = {OfNetwork.ACTIVE: active, OfNetwork.ANNOUNCED: announced, OfNetwork.CREATED: created}


class Lender(NamedTuple):
    """A contributor company, or somebody who represents it. ``basins``: where; ``companies``: its rows."""

    firm: str
    person: str
    basins: tuple[str, ...]
    companies: tuple[int, ...]


def lenders(
    connection: Connection, network: Network, scope: Scope, period: Period, *, people: bool
) -> list[Lender]:
    """Return the firms, or the people, who took part in a period, each once, by name."""
    found: dict[tuple[str, str], list[tuple[str, str, str, int]]] = {}
    for each in taking_part(connection, network, scope, period):
        if people and each.contact is None:
            continue
        key = (each.key, each.contact_key if people else "")
        found.setdefault(key, []).append((each.firm, each.contact or "", each.basin, each.number))
    rows = (
        Lender(
            same[0][0],
            same[0][1] if people else "",
            tuple(dict.fromkeys(basin for *_, basin, _ in same)),
            tuple(dict.fromkeys(number for *_, number in same)),
        )
        for same in found.values()
    )
    return sorted(rows, key=lambda row: (row.firm.casefold(), row.person.casefold()))


def territories(counts: OfNetwork, network: Network, scope: Scope, period: Period, today: date) -> list[str]:
    """Return the territories that a figure counts, in the order of the network."""
    return [basin.code for basin in OF_BASINS[counts](network, scope, period, today)]


def conversations(
    connection: Connection, counts: OfNetwork, period: Period, questions: Sequence[str]
) -> dict[date, int]:
    """Return how many conversations a figure counts, by the month in which they began; nobody is named.

    ``questions``: where they stood; () for anywhere.
    """
    found: dict[date, int] = {}
    if counts is not OfNetwork.UNFINISHED:
        ended = select(ENDED.c.month, func.sum(ENDED.c.n)).where(
            ENDED.c.month.between(period.start.replace(day=1), period.end)
        )
        if counts is not OfNetwork.BEGUN:
            sent = ENDED.c.outcome == DraftEnd.SENT.value
            ended = ended.where(sent if counts is OfNetwork.SENT else ~sent)
        if questions:
            ended = ended.where(ENDED.c.question.in_(questions))
        found = {month: int(n) for month, n in connection.execute(ended.group_by(ENDED.c.month))}
    if counts in (OfNetwork.BEGUN, OfNetwork.UNFINISHED):
        begun = select(DRAFTS.c.started_at).where(*moments(DRAFTS.c.started_at, period))
        if questions:
            begun = begun.where(DRAFTS.c.state.in_(questions))
        for moment in connection.execute(begun).scalars():
            month = moment.astimezone(_PARIS).date().replace(day=1)
            found[month] = found.get(month, 0) + 1
    return dict(sorted((month, n) for month, n in found.items() if n))
