"""Reminders of drafts left aside, the notice of their erasure, and their erasure."""

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from bot.playground.telegram.chats import Membership
from bot.services.intake.reminders import AT_ONCE, UNTOLD_RETENTION
from bot.telegram.scheduler import Timers
from conversations.engine.draft import Draft
from conversations.network.basins import Network
from models.database.writer import Transaction
from models.intake.queries import add_draft, add_person, set_unreachable
from tests.journeys.acting import BAKER, Act, Actor, Tap
from tests.journeys.sending import sends
from tests.stage import MONDAY, Clock, Stage, staged

DAY = timedelta(days=1)


def begun() -> Draft:
    """Return a draft in which one question is answered."""
    return Draft(state="company", answers={"privacy": "yes", "role": "head"})


def said(actor: Actor) -> int:
    """Count what the bot told a person."""
    return sum(message.sender.is_bot for message in actor.person.chat.history)


async def begins(actor: Actor, place: str | None = None) -> None:
    """Begin a request, up to the question after the commune when one is named."""
    answers: dict[str, Act] = BAKER | {"human_review": Tap("yes")} | ({"place": place} if place else {})
    await actor.does("/start")
    await actor.fills_in(answers, until="headcount" if place else "company")


async def nudged(stage: Stage, actor: Actor, delay: timedelta) -> bool:
    """Let time pass, then the periodic task run; tell whether it wrote to the person."""
    before = said(actor)
    stage.clock.passes(delay)
    await stage.ticks()
    return said(actor) > before


async def hears_at(
    stage: Stage, actor: Actor, until: datetime, step: timedelta = timedelta(hours=3)
) -> list[datetime]:
    """Let the hours pass; return the moments when the bot wrote."""
    heard = []
    while stage.clock.now < until:
        if await nudged(stage, actor, step):
            heard.append(stage.clock.now)
    return heard


async def test_a_draft_left_aside_is_recalled_after_a_day_three_and_seven(
    stage: Stage, camille: Actor
) -> None:
    await begins(camille)
    heard = await hears_at(stage, camille, MONDAY + 8 * DAY)

    assert [moment.date() for moment in heard] == [date(2026, 11, 24), date(2026, 11, 26), date(2026, 11, 30)]
    assert camille.has("c")


async def test_continuing_from_a_reminder_shows_the_question(stage: Stage, camille: Actor) -> None:
    await begins(camille)
    assert await nudged(stage, camille, DAY)
    await camille.does(Tap("c"))

    assert camille.state == "company"
    assert camille.has("creation")


async def test_an_answer_puts_the_reminders_off(stage: Stage, camille: Actor) -> None:
    await begins(camille)
    stage.clock.passes(timedelta(hours=23))
    await camille.does("Boulangerie des Tilleuls")

    assert not await nudged(stage, camille, timedelta(hours=2))
    assert await nudged(stage, camille, timedelta(hours=23))


@pytest.mark.parametrize(
    ("answered", "recalled"),
    [
        # In Paris: a Friday at 17:30, recalled on the Monday.
        (datetime(2026, 11, 27, 16, 30, tzinfo=UTC), datetime(2026, 11, 30, 8, tzinfo=UTC)),
        # A Monday at 22:00, recalled on the Wednesday morning.
        (datetime(2026, 11, 23, 21, 0, tzinfo=UTC), datetime(2026, 11, 25, 8, tzinfo=UTC)),
        # The eve of Christmas Eve at noon: Friday 25 is a holiday, then comes the week-end.
        (datetime(2026, 12, 24, 11, 0, tzinfo=UTC), datetime(2026, 12, 28, 8, tzinfo=UTC)),
    ],
    ids=["week-end", "night", "holiday"],
)
async def test_reminders_keep_to_working_hours(
    stage: Stage, camille: Actor, answered: datetime, recalled: datetime
) -> None:
    stage.clock.now = answered
    await begins(camille)
    stage.clock.now += DAY - timedelta(hours=1)
    heard = await hears_at(stage, camille, recalled + timedelta(hours=1), timedelta(hours=1))

    assert len(heard) == 1
    assert recalled <= heard[0] < recalled + timedelta(hours=1)


async def test_working_hours_are_those_of_the_company(stage: Stage, camille: Actor) -> None:
    await begins(camille, "Saint-Denis 97400")
    stage.clock.now = datetime(2026, 11, 25, 4, 30, tzinfo=UTC)  # 8:30 over there, night in Paris
    assert not await nudged(stage, camille, timedelta())
    assert await nudged(stage, camille, timedelta(minutes=31))


async def test_a_local_holiday_is_a_holiday(stage: Stage, camille: Actor) -> None:
    """On 26 December people rest in Alsace; in 2028 it is a Tuesday."""
    stage.clock.now = datetime(2028, 12, 22, 9, tzinfo=UTC)
    await begins(camille, "Colmar")
    stage.clock.now = datetime(2028, 12, 26, 10, tzinfo=UTC)
    assert not await nudged(stage, camille, timedelta())
    assert await nudged(stage, camille, DAY)


async def test_reminders_stop_when_asked(stage: Stage, camille: Actor) -> None:
    await begins(camille)
    assert await nudged(stage, camille, DAY)
    await camille.does(Tap("m"))

    assert not await hears_at(stage, camille, MONDAY + 15 * DAY)
    assert camille.draft() is not None


async def test_a_new_answer_starts_stopped_reminders_again(stage: Stage, camille: Actor) -> None:
    await begins(camille)
    assert await nudged(stage, camille, DAY)
    await camille.does((Tap("m"), "Boulangerie des Tilleuls"))

    assert await nudged(stage, camille, DAY)


async def test_stopping_the_reminders_of_a_request_that_was_sent_breaks_nothing(
    stage: Stage, camille: Actor
) -> None:
    await begins(camille)
    assert await nudged(stage, camille, DAY)
    reminder = camille.person.chat.last
    data = camille.button("m").data
    await camille.does(("/annuler", Tap("d"), Tap("d")))
    camille.person.forges_tap(data, reminder)
    await stage.plays()

    assert camille.draft() is None


async def test_nobody_is_reminded_of_a_request_that_was_sent(stage: Stage, camille: Actor) -> None:
    await sends(camille)

    assert not await nudged(stage, camille, DAY)


async def test_whoever_blocked_the_bot_is_left_alone(stage: Stage, camille: Actor) -> None:
    await begins(camille)
    camille.person.blocks_bot()
    await stage.plays()

    assert not await nudged(stage, camille, DAY)
    assert not stage.telegram.calls_to("sendMessage")[-1].error
    camille.person.unblocks_bot()
    await stage.plays()
    assert await nudged(stage, camille, timedelta(hours=1))


async def test_reminders_held_up_by_an_outage_do_not_come_together(stage: Stage, camille: Actor) -> None:
    await begins(camille)
    assert await nudged(stage, camille, 10 * DAY)

    assert not await nudged(stage, camille, timedelta(hours=4))
    assert await nudged(stage, camille, DAY)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_two_processes_remind_once(database_url: str, network: Network) -> None:
    clock = Clock()
    async with staged(database_url, network, clock=clock) as stage:
        people = [Actor(stage, stage.telegram.person(f"Camille{n}", "Durand")) for n in range(5)]
        for person in people:
            await begins(person)
        clock.passes(DAY)
        before = [said(person) for person in people]
        async with staged(database_url, network, clock=clock, telegram=stage.telegram) as other:
            timers = [Timers(stage.assistant.desk), Timers(other.assistant.desk)]
            await asyncio.gather(*(each.tick() for each in timers), *(each.tick() for each in timers))
            await stage.rests()
            await other.rests()

        assert [said(person) - told for person, told in zip(people, before, strict=True)] == [1] * 5


async def test_reminders_held_up_together_are_spread_over_several_sweeps(stage: Stage) -> None:
    people = [stage.telegram.person(f"Camille {n}") for n in range(AT_ONCE + 20)]
    for person in people:
        person.chat.bot = Membership.MEMBER

    def begin(transaction: Transaction) -> None:
        for person in people:
            visit = add_person(transaction, person.id, "fr", MONDAY)
            add_draft(
                transaction,
                visit,
                begun(),
                None,
                MONDAY,
            )

    await stage.assistant.desk.database.run(begin)
    stage.clock.passes(DAY)
    reminded = []
    for _ in range(3):
        await stage.ticks()
        reminded.append(len(stage.telegram.calls_to("sendMessage")))

    assert reminded == [AT_ONCE, AT_ONCE + 20, AT_ONCE + 20]


async def test_people_who_cannot_be_written_to_keep_nobody_waiting(stage: Stage, camille: Actor) -> None:
    def begin(transaction: Transaction) -> None:
        for number in range(AT_ONCE):
            visit = add_person(transaction, number + 1, "fr", MONDAY)
            add_draft(
                transaction,
                visit,
                begun(),
                None,
                MONDAY - DAY,
            )
            set_unreachable(transaction, number + 1, MONDAY)

    await stage.assistant.desk.database.run(begin)
    await begins(camille)

    assert await nudged(stage, camille, DAY)


async def test_a_reminder_that_fails_keeps_nobody_waiting(
    stage: Stage, camille: Actor, caplog: pytest.LogCaptureFixture
) -> None:
    def begin(transaction: Transaction) -> None:
        visit = add_person(transaction, 1, "a language nobody speaks", MONDAY)
        add_draft(
            transaction,
            visit,
            begun(),
            None,
            MONDAY - DAY,
        )

    await stage.assistant.desk.database.run(begin)
    await begins(camille)

    assert await nudged(stage, camille, DAY)
    assert "not done" in caplog.text


async def test_the_erasure_of_a_draft_is_announced_two_days_ahead_or_more(
    stage: Stage, camille: Actor
) -> None:
    alex = Actor(stage, stage.telegram.person("Alex", "Martin", language="en"))
    await begins(alex)
    assert await nudged(stage, alex, 7 * DAY)
    await alex.does(Tap("m"))
    heard = await hears_at(stage, alex, MONDAY + 31 * DAY)

    assert [moment.date() for moment in heard] == [date(2026, 12, 21)]
    assert "23 December 2026" in alex.screen
    assert alex.draft() is None


async def test_keeping_a_draft_about_to_be_erased_keeps_it_for_as_long_again(
    stage: Stage, camille: Actor
) -> None:
    await begins(camille)
    await hears_at(stage, camille, MONDAY + 29 * DAY, DAY)
    await camille.does(Tap("c"))
    stage.clock.passes(20 * DAY)
    await stage.ticks()

    assert camille.state == "company"


@pytest.mark.parametrize("command", ["/start", "/nouvelle"])
async def test_who_is_told_that_a_draft_is_kept_keeps_it(stage: Stage, camille: Actor, command: str) -> None:
    await begins(camille)
    await hears_at(stage, camille, MONDAY + 29 * DAY, DAY)
    await camille.does(command)
    assert "gardées" in camille.screen
    stage.clock.passes(20 * DAY)
    await stage.ticks()
    assert camille.draft() is not None
    await camille.does(Tap("c"))

    assert camille.state == "company"


async def test_a_draft_about_to_be_erased_can_be_deleted_at_once(stage: Stage, camille: Actor) -> None:
    await begins(camille)
    await hears_at(stage, camille, MONDAY + 29 * DAY, DAY)
    await camille.does((Tap("d"), Tap("d")))

    assert camille.draft() is None


async def test_no_draft_is_erased_without_notice_after_an_outage(stage: Stage, camille: Actor) -> None:
    await begins(camille)

    assert await nudged(stage, camille, 31 * DAY)
    assert "26 décembre 2026" in camille.screen
    assert not await nudged(stage, camille, 2 * DAY - timedelta(hours=1))
    assert camille.draft() is not None
    assert not await nudged(stage, camille, timedelta(hours=1))
    assert camille.draft() is None


async def test_the_draft_of_whoever_blocked_the_bot_is_erased_without_notice(
    stage: Stage, camille: Actor
) -> None:
    await begins(camille)
    camille.person.blocks_bot()
    await stage.plays()

    assert not await nudged(stage, camille, 30 * DAY)
    assert camille.draft() is None


async def test_a_draft_whose_notice_always_fails_is_erased_all_the_same(stage: Stage) -> None:
    def begin(transaction: Transaction) -> None:
        visit = add_person(transaction, 1, "a language nobody speaks", MONDAY)
        add_draft(
            transaction,
            visit,
            begun(),
            None,
            MONDAY,
        )

    await stage.assistant.desk.database.run(begin)
    stage.clock.passes(UNTOLD_RETENTION)
    await stage.ticks()

    with stage.assistant.desk.database.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM draft")).scalar_one() == 0


async def test_old_buttons_of_an_erased_draft_lead_to_a_new_one(stage: Stage, camille: Actor) -> None:
    await begins(camille)
    await nudged(stage, camille, 31 * DAY)
    await nudged(stage, camille, 2 * DAY)
    await camille.does(Tap("creation"))

    assert camille.has("n")
    assert camille.draft() is None
