"""Skills, availability and absence are kept up to date by who lends themselves, and asked after."""

from datetime import date, timedelta

import pytest

from bot.services.core.rights import Role
from models.support.tables import Advisor
from models.team.tables import Absence
from tests.journeys.acting import Actor, Tap
from tests.journeys.granted import rows
from tests.journeys.lending import lends
from tests.journeys.offices import TOUL, enrolled
from tests.journeys.sittings import forges, taps
from tests.stage import Stage

HALF_A_YEAR = timedelta(days=183)


@pytest.fixture
async def claire(stage: Stage) -> Actor:
    """An advisor who has an account."""
    return await lends(stage, "Claire", TOUL, "Forges du Val", "Claire Morel")


def advisor(stage: Stage) -> Advisor:
    """Return the advisor as stored."""
    [found] = rows(stage, Advisor)
    return found


async def test_one_touch_says_that_nothing_has_changed_and_the_operator_sees_it(
    stage: Stage, claire: Actor
) -> None:
    await claire.does(("/missions", Tap("own"), Tap("own_same")))
    assert advisor(stage).reviewed_on == date(2026, 11, 23)
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    await sacha.does("/intervenants")
    await taps(sacha, "advisor")
    assert "À jour au 23 novembre" in sacha.screen


async def test_skills_and_availability_are_changed_by_oneself(stage: Stage, claire: Actor) -> None:
    await claire.does(("/missions", Tap("own"), Tap("own_skills"), Tap("own_skills.hr"), Tap("own")))
    assert "hr" in advisor(stage).skills
    await claire.does((Tap("own_from"), "15 mars 2027"))
    assert advisor(stage).available_from == date(2027, 3, 15)
    await claire.does((Tap("own_from"), Tap("own_from.now")))
    assert advisor(stage).available_from is None


async def test_days_away_are_noted_shown_and_cancelled(stage: Stage, claire: Actor) -> None:
    await claire.does(("/missions", Tap("own"), Tap("own_absence"), "du 1er au 12 décembre"))
    [away] = rows(stage, Absence)
    assert (away.since, away.until, away.substitute_id) == (date(2026, 12, 1), date(2026, 12, 12), None)
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    stage.clock.passes(timedelta(days=9))
    await sacha.does("/intervenants")
    await taps(sacha, "advisor")
    assert "12 décembre" in sacha.screen
    await claire.does((Tap("own_absence"), Tap("own_absence.cancel")))
    assert not rows(stage, Absence)


async def test_it_is_asked_twice_a_year_and_no_more_once_stopped(stage: Stage, claire: Actor) -> None:
    stage.clock.passes(timedelta(days=30))
    await stage.ticks()
    assert not claire.has("own_quiet")
    stage.clock.passes(HALF_A_YEAR)
    await stage.ticks()
    assert claire.has("own_same") and claire.has("own_quiet")
    heard = len(claire.person.chat.history)
    stage.clock.passes(timedelta(days=30))
    await stage.ticks()
    assert len(claire.person.chat.history) == heard, "not again before half a year"
    await claire.does(Tap("own_quiet"))
    heard = len(claire.person.chat.history)
    stage.clock.passes(HALF_A_YEAR)
    await stage.ticks()
    assert len(claire.person.chat.history) == heard
    await claire.does(("/reglages", Tap("settings.availability")))
    heard = len(claire.person.chat.history)
    stage.clock.passes(timedelta(days=1))  # to a Monday
    await stage.ticks()
    assert len(claire.person.chat.history) == heard + 1


async def test_it_is_asked_in_working_hours_only(stage: Stage, claire: Actor) -> None:
    stage.clock.now = stage.clock.now.replace(hour=3) + timedelta(days=185)
    heard = len(claire.person.chat.history)
    await stage.ticks()
    assert len(claire.person.chat.history) == heard


async def test_who_represents_the_firm_keeps_its_advisors_up_to_date_and_no_others(
    stage: Stage, claire: Actor
) -> None:
    hugo = await lends(stage, "Hugo", TOUL, "Forges du Val")
    await hugo.does(("/missions", Tap("own"), Tap("own_same")))
    assert advisor(stage).reviewed_on is not None
    assert not hugo.has("own_absence"), "days away are said by oneself"
    lea = await lends(stage, "Léa", TOUL, "Verrerie de Toul")
    await lea.does("/missions")
    await forges(lea, f"o:{advisor(stage).id}:0:own_skills.hr")
    assert "hr" not in advisor(stage).skills
