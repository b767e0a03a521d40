"""The figures of a real life: what a dossier adds at each step, whatever happens to it afterwards."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from sqlalchemy import Connection, delete, select

from bot.playground.telegram.chats import Chat
from bot.services.core.rights import Role
from bot.services.figures.registry import SECTIONS
from bot.services.figures.scope import asked_of
from conversations.figures.periods import year_of
from models.database.writer import Transaction
from models.figures.key_figures import by_basin, key_figures
from models.figures.measures import MEASURES
from models.figures.queries import Scope, behind, by_key, counted, tallied
from models.figures.tallies import SHARES, TALLIES, count, recount
from models.figures.topics import ageing, delays, funnel, needs, workload
from tests.journeys.acting import Actor
from tests.journeys.offices import TOUL, enrolled, taps_in
from tests.journeys.sending import sends
from tests.stage import Stage

T = TypeVar("T")
YEAR = year_of(2026)


async def read(stage: Stage, question: Callable[[Connection], T]) -> T:
    """Ask once everything is counted."""

    def work(transaction: Transaction) -> T:
        count(transaction.connection)
        return question(transaction.connection)

    return await stage.assistant.desk.database.run(work)


async def test_a_request_is_counted_where_it_stands(stage: Stage, camille: Actor, toul: Chat) -> None:
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    await sends(camille)
    [dossier] = camille.dossiers()
    received = await read(stage, lambda connection: by_key(connection, "received", Scope(), YEAR))
    assert {key: found.n for key, found in received.items()} == {"received": 1}

    await taps_in(sacha, toul, "claim")
    received = await read(stage, lambda connection: by_key(connection, "received", Scope(), YEAR))
    assert {key: found.n for key, found in received.items()} == {"claimed": 1}
    listed = await read(stage, lambda connection: behind(connection, "received", Scope(), YEAR, ("claimed",)))
    assert (listed.total, listed.dossiers) == (1, (dossier.id,))


async def test_tallies_are_what_counting_everything_anew_gives(stage: Stage, camille: Actor) -> None:
    await sends(camille)

    def again(connection: Connection) -> tuple[list[str], list[str]]:
        kept = sorted(map(repr, connection.execute(select(TALLIES).where(TALLIES.c.n != 0))))
        connection.execute(delete(TALLIES))
        connection.execute(delete(SHARES))
        recount(connection, [dossier.id or 0 for dossier in camille.dossiers()])
        return kept, sorted(map(repr, connection.execute(select(TALLIES))))

    kept, anew = await read(stage, again)
    assert kept == anew != []


async def test_all_questions_are_answered(stage: Stage, camille: Actor) -> None:
    await sends(camille)
    today = date(2026, 11, 23)

    def ask(connection: Connection) -> None:
        for name in MEASURES:
            counted(connection, name, Scope(), YEAR)
            tallied(connection, name, Scope(frozenset({TOUL, ""})), YEAR, ("month", "basin", "key"))
            behind(connection, name, Scope(), YEAR)
        world = stage.assistant.worlds.at(stage.clock())
        print(key_figures(connection, world.network, Scope(), YEAR, today))
        print(by_basin(connection, world.network, Scope(), YEAR, today)[TOUL])
        print(funnel(connection, Scope(), YEAR))
        print(delays(connection, Scope(), YEAR), needs(connection, Scope(), YEAR))
        print(workload(connection, Scope(), today), ageing(connection, Scope(), stage.clock()))
        for build in SECTIONS.values():
            section = build(asked_of(connection, world, Scope(), YEAR, stage.clock()))
            assert section.about and all(len(row.figures) == len(section.columns) for row in section.rows)

    await read(stage, ask)
