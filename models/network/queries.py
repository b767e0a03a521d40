"""The network in force, and the ones before it: loaded files are added, never deleted."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection
from sqlmodel import Session, col, func, select

from conversations.dossiers.deadlines import time_zone
from conversations.network.basins import Network
from models.database.engines import Lock
from models.database.writer import Transaction
from models.network.file import network_from_json, network_to_json
from models.network.tables import NetworkLoad
from models.support.contributors import load_contributors


def store_network(transaction: Transaction, network: Network, now: datetime) -> bool:
    """Put a network in force; false when it is the one in force already.

    The contributor companies it lists become rows: people's names and contacts are not kept in the
    definitions, which are never deleted.
    """
    listed = [(basin.code, contributor) for basin in network.basins for contributor in basin.contributors]
    basins = tuple(replace(basin, contributors=()) for basin in network.basins)
    definition = network_to_json(replace(network, basins=basins))
    if transaction.connection.dialect.name == "postgresql":  # processes that start together load it once
        transaction.execute(select(func.pg_advisory_xact_lock(Lock.NETWORK)))
    with transaction.session() as session:
        loaded = load_contributors(session, listed, now.astimezone(time_zone(None)).date())
        last = session.exec(select(NetworkLoad).order_by(col(NetworkLoad.id).desc()).limit(1)).first()
        if last is not None and last.definition == definition:
            return bool(loaded)
        session.add(NetworkLoad(loaded_at=now, definition=definition))
        session.flush()
    return True


_NUMBER = select(func.max(NetworkLoad.id))


def network_number(connection: Connection) -> int | None:
    """Return the number of the network in force; None when none was loaded."""
    return connection.execute(_NUMBER).scalar_one()


def network_in_force(connection: Connection) -> Network | None:
    """Return the network in force; None when none was loaded."""
    with Session(connection) as session:
        last = session.exec(select(NetworkLoad).order_by(col(NetworkLoad.id).desc()).limit(1)).first()
        return None if last is None else network_from_json(last.definition)
