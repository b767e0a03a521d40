"""Each thing is kept as long as it serves, to the second, and not longer."""

from datetime import timedelta
from functools import partial

import pytest

from bot.services.privacy import retention
from bot.services.privacy.retention import REPEATED_WITHIN
from conversations.eligibility.assessment import Outcome
from conversations.figures.periods import everything
from conversations.privacy.retention import OUTSIDE, PASSER_BY, REFUSED, REQUEST, TAKEN_FILE
from models.database.outbox import park
from models.database.writer import Database, Transaction
from models.figures.export_extents import Disclosure, Extent, note_taken
from models.figures.queries import Scope
from models.figures.tables import TakenExport
from models.intake.queries import first_time
from tests.bot.services.privacy.keeping import CAMILLE, KEPT, a_dossier, camille, people
from tests.conversations.worlds import sample_world
from tests.stage import MONDAY

SECOND = timedelta(seconds=1)


async def test_an_update_is_known_for_as_long_as_telegram_may_repeat_it(database: Database) -> None:
    await database.run(lambda t: first_time(t, 1, MONDAY))
    latest = MONDAY + REPEATED_WITHIN

    assert await database.run(partial(retention.forget_updates, now=latest)) == 0
    assert not await database.run(lambda t: first_time(t, 1, latest))
    assert await database.run(partial(retention.forget_updates, now=latest + SECOND)) == 1


async def test_what_telegram_refused_can_be_looked_at_for_a_month(database: Database) -> None:
    def refused(transaction: Transaction) -> None:
        transaction.post(CAMILLE, "sendMessage", {"text": "…"}, now=MONDAY)
        park(transaction, transaction.calls.pop().id, "Bad Request", MONDAY)

    await database.run(refused)
    until = MONDAY + REFUSED.lasts
    assert await database.run(partial(retention.forget_parked, now=until - SECOND)) == 0
    assert await database.run(partial(retention.forget_parked, now=until)) == 1


async def test_who_took_personal_data_is_known_for_a_year(database: Database) -> None:
    def taken(transaction: Transaction) -> None:
        with transaction.session() as session:
            day = MONDAY.date()
            session.add(TakenExport(at=MONDAY, person_id=1, since=day, until=day, format="csv", dossiers=3))

    await database.run(taken)
    until = MONDAY + TAKEN_FILE.lasts
    assert await database.run(partial(retention.forget_taken, now=until)) == 0
    assert await database.run(partial(retention.forget_taken, now=until + SECOND)) == 1


async def test_a_passer_by_is_forgotten_after_a_month(database: Database) -> None:
    await database.run(camille)
    until = MONDAY + PASSER_BY.lasts

    assert await database.run(partial(retention.forget_passers_by, now=until - SECOND)) == 0
    assert await database.run(partial(retention.forget_passers_by, now=until)) == 1
    assert await database.run(people) == []


@pytest.mark.parametrize("kept", KEPT)
async def test_whoever_left_something_is_no_passer_by(database: Database, kept: str) -> None:
    await database.run(KEPT[kept])

    assert await database.run(partial(retention.forget_passers_by, now=MONDAY + PASSER_BY.lasts)) == 0
    assert await database.run(people) == [CAMILLE]


@pytest.mark.parametrize(
    ("outcome", "kept_for"),
    [
        (Outcome.PREQUALIFIED, REQUEST.lasts),
        (Outcome.TO_CHECK, REQUEST.lasts),
        (Outcome.REDIRECTED, OUTSIDE.lasts),
    ],
)
async def test_a_request_is_kept_as_long_as_its_verdict_asks(
    database: Database, outcome: Outcome, kept_for: timedelta
) -> None:
    number = await database.run(partial(a_dossier, outcome=outcome))

    assert await database.read(partial(retention.expired, now=MONDAY + kept_for - SECOND)) == []
    assert await database.read(partial(retention.expired, now=MONDAY + kept_for)) == [number]


async def test_a_request_expires_once(database: Database) -> None:
    number, now = await database.run(a_dossier), MONDAY + REQUEST.lasts
    expire = partial(retention.anonymise, world=sample_world(), now=now, dossier_id=number)

    assert await database.run(expire) is not None
    assert await database.run(expire) is None
    assert await database.read(partial(retention.expired, now=now)) == []


async def test_a_contact_taken_in_a_file_keeps_nothing_for_longer(database: Database) -> None:
    number, later = await database.run(a_dossier), MONDAY + REQUEST.lasts
    extent = Extent(Scope(), everything(MONDAY.date()), Disclosure(None, everything=True))
    await database.run(
        lambda transaction: note_taken(transaction.connection, extent, later - SECOND, "Contrôle")
    )

    assert await database.read(partial(retention.expired, now=later)) == [number]
