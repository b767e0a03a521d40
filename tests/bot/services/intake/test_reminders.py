"""When something is said of a draft left aside, and when nothing is."""

from datetime import UTC, datetime, timedelta
from functools import partial

from bot.services.core.screens import Button, Reply, Verb
from bot.services.intake import reminders
from conversations.dossiers.deadlines import purge_notice_due
from conversations.situation import Answer
from models.database.writer import Database, Transaction
from models.intake.queries import find_visit
from tests.bot.services.privacy.keeping import CAMILLE, a_draft, camille
from tests.conversations.worlds import sample_world
from tests.stage import MONDAY

DAY = timedelta(days=1)
REUNION: Answer = {"code": "97411", "name": "Saint-Denis", "department": "974"}


async def remind(database: Database, draft_id: int, now: datetime) -> Reply | None:
    """Say of a draft what is due."""
    return await database.run(partial(reminders.nudge, world=sample_world(), now=now, draft_id=draft_id))


async def due(database: Database, now: datetime) -> list[tuple[int, int]]:
    """Return what something is to be said of."""
    return await database.read(partial(reminders.due, now=now))


async def stop(database: Database) -> Reply:
    """Have Camille ask for no more reminders."""

    def work(transaction: Transaction) -> Reply:
        return reminders.stop(transaction, find_visit(transaction, CAMILLE) or camille(transaction))

    return await database.run(work)


def verbs(reply: Reply) -> set[Verb]:
    """Return what the buttons of a reply do."""
    rows = (row for screen in reply.screens for row in screen.rows)
    return {button.verb for row in rows for button in row if isinstance(button, Button)}


async def test_a_reminder_due_at_night_waits_for_the_opening(database: Database) -> None:
    draft = await database.run(a_draft)
    night = datetime(2026, 11, 24, 22, tzinfo=UTC)
    opening = datetime(2026, 11, 25, 8, tzinfo=UTC)  # 9:00 in Paris

    assert await remind(database, draft, night) is None
    assert await due(database, opening - timedelta(seconds=1)) == []
    assert await due(database, opening) == [(draft, CAMILLE)]
    assert await remind(database, draft, opening) is not None


async def test_the_opening_is_that_of_the_place_of_the_project(database: Database) -> None:
    draft = await database.run(partial(a_draft, place=REUNION))

    assert await remind(database, draft, datetime(2026, 11, 25, 4, 59, tzinfo=UTC)) is None
    assert await remind(database, draft, datetime(2026, 11, 25, 5, tzinfo=UTC)) is not None


async def test_a_draft_is_reminded_of_once_however_many_ask(database: Database) -> None:
    draft, now = await database.run(a_draft), MONDAY + DAY

    assert await remind(database, draft, now) is not None
    assert await remind(database, draft, now) is None


async def test_every_reminder_but_the_last_offers_to_be_the_last(database: Database) -> None:
    draft, stops = await database.run(a_draft), []
    for days in (1, 3, 7):
        reply = await remind(database, draft, MONDAY + days * DAY)
        assert reply is not None
        assert Verb.CONTINUE in verbs(reply)
        stops.append(Verb.NO_NUDGE in verbs(reply))

    assert stops == [True, True, False]


async def test_whoever_wants_no_reminder_is_told_before_the_draft_is_erased_all_the_same(
    database: Database,
) -> None:
    draft = await database.run(a_draft)
    await stop(database)
    told_at = purge_notice_due(MONDAY, None)

    assert await due(database, told_at - timedelta(seconds=1)) == []
    assert await due(database, told_at) == [(draft, CAMILLE)]
    notice = await remind(database, draft, told_at)
    assert notice is not None
    assert verbs(notice) == {Verb.CONTINUE, Verb.DROP}


async def test_stopping_after_the_notice_does_not_put_the_erasure_off(database: Database) -> None:
    draft, told_at = await database.run(a_draft), purge_notice_due(MONDAY, None)
    assert await remind(database, draft, told_at) is not None
    await stop(database)

    assert await due(database, MONDAY + 60 * DAY) == []
    assert await database.run(partial(reminders.purge, now=MONDAY + 30 * DAY)) == 1


async def test_stopping_without_a_draft_says_how_to_begin_one(database: Database) -> None:
    [screen] = (await stop(database)).screens

    assert "/new" in screen.paragraphs[0].msgid
