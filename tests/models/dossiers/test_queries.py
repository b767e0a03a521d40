"""Dossiers and the firms they are about."""

import asyncio
import threading

from sqlmodel import Session, select

from models.database.writer import Transaction
from models.dossiers.queries import note_company
from models.dossiers.tables import Company
from tests.models.database.opening import opened

SIREN = "732829320"


async def test_two_people_who_apply_at_once_for_a_firm_make_it_one(database_url: str) -> None:
    async with opened(database_url) as database, opened(database_url) as other:
        meeting = threading.Barrier(2)

        def find(transaction: Transaction) -> int | None:
            if database.engine.dialect.name == "postgresql":  # SQLite has one writer at a time
                meeting.wait(10)
            with transaction.session() as session:
                return note_company(session, SIREN, "Boulangerie des Tilleuls", "54528")

        first, second = await asyncio.gather(database.run(find), other.run(find))
        assert first == second
        with Session(database.engine) as session:
            [company] = session.exec(select(Company))
        assert (company.siren, company.name, company.commune) == (SIREN, "Boulangerie des Tilleuls", "54528")
