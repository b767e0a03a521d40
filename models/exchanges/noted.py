"""Exchanges that took place, as they are noted, confirmed and told."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, and_, func, or_, select
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from models.database.prepared import table_of
from models.exchanges.tables import Exchange
from models.exchanges.ties import Side

EXCHANGES = table_of(Exchange)


def sides_of(exchange: Exchange) -> tuple[Side, Side]:
    """Return the two sides of an exchange: of who noted it, then the other one."""
    return (
        Side(exchange.dossier_id, exchange.company_id),
        Side(exchange.other_dossier_id, exchange.other_company_id),
    )


def exchanges_of(session: Session, side: Side) -> Sequence[Exchange]:
    """Return the exchanges of a firm that count, latest first."""
    theirs = (
        or_(col(Exchange.dossier_id) == side.dossier_id, col(Exchange.other_dossier_id) == side.dossier_id)
        if side.dossier_id is not None
        else or_(
            col(Exchange.company_id) == side.company_id, col(Exchange.other_company_id) == side.company_id
        )
    )
    query = (
        select_rows(Exchange)
        .where(theirs, col(Exchange.erased_at).is_(None))
        .order_by(col(Exchange.took_place_on).desc(), col(Exchange.id).desc())
    )
    return session.exec(query).all()


def note_exchange(session: Session, exchange: Exchange) -> Exchange:
    """Note an exchange; return the one that its firm has already noted of that kind, day and other side."""
    own, other = sides_of(exchange)
    about = (exchange.kind, exchange.took_place_on, other, exchange.other_name)
    for each in exchanges_of(session, own):
        if (each.kind, each.took_place_on, sides_of(each)[1], each.other_name) == about:
            return each
    session.add(exchange)
    session.flush()
    return exchange


def noted_since(session: Session, person_id: int, since: datetime) -> int:
    """Return how many exchanges somebody has noted since a moment, those taken back too."""
    query = select(func.count()).where(EXCHANGES.c.noted_by == person_id, EXCHANGES.c.noted_at >= since)
    return int(session.connection().execute(query).scalar_one())


def exchanges_to_tell(connection: Connection, noted_before: datetime, at_most: int) -> list[int]:
    """Return the exchanges noted before a moment that a firm of the network has not been told of yet."""
    known = or_(EXCHANGES.c.other_dossier_id.is_not(None), EXCHANGES.c.other_company_id.is_not(None))
    query = (
        select(EXCHANGES.c.id)
        .where(
            and_(EXCHANGES.c.told_at.is_(None), EXCHANGES.c.erased_at.is_(None)),
            EXCHANGES.c.offer_id.is_(None),
            EXCHANGES.c.noted_at <= noted_before,
            known,
        )
        .order_by(EXCHANGES.c.id)
        .limit(at_most)
    )
    return list(connection.execute(query).scalars())
