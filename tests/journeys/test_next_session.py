"""The next committee is told with its condition, in days of Paris, and never moves without a word."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.playground.telegram.chats import Chat
from bot.services.core.rights import Role
from tests.journeys.acting import BAKER, Actor, Tap
from tests.journeys.offices import TOUL, enrolled, taps_in
from tests.journeys.sending import sends
from tests.journeys.sittings import everything_read, goes_on_agenda, made_ready, taps
from tests.stage import Stage


@pytest.mark.wordings
@pytest.mark.parametrize(
    ("instant", "told"),
    [
        ("2026-12-14T22:59", "15 décembre 2026"),  # the eve, 23:59 in Paris
        ("2026-12-14T23:00", "20 mai 2027"),  # the day itself in Paris: too late for its agenda, in winter
        ("2027-05-19T21:59", "20 mai 2027"),
        ("2027-05-19T22:00", "7 octobre 2027"),  # midnight in Paris, in summer
        ("2027-10-06T22:00", None),
    ],
)
async def test_a_committee_is_the_next_one_until_its_eve_at_midnight_in_paris(
    stage: Stage, camille: Actor, toul: Chat, instant: str, told: str | None
) -> None:
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    await sends(camille)
    await taps_in(sacha, toul, "claim")
    await sacha.does((Tap("make_ready"), Tap("yes")))
    stage.clock.now = datetime.fromisoformat(instant).replace(tzinfo=UTC)
    await camille.does("/suivi")

    assert told is None or told in camille.screen
    assert ("n’est pas encore fixée" in camille.screen) == (told is None)


BOTH = "15 décembre 2026, si votre dossier est instruit d’ici là ; sinon le 20 mai 2027"
NOT_ON_IT = "n’est pas à l’ordre du jour du comité du 15 décembre 2026"


def plain(text: str) -> str:
    """Return a text with ordinary spaces."""
    return " ".join(text.split())


async def test_the_date_told_on_sending_is_the_same_until_the_request_is_ready(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    await sends(camille)
    assert BOTH in plain(camille.screen)
    await camille.does("/suivi")
    assert BOTH in plain(camille.screen)
    stage.clock.passes(timedelta(days=3))
    await taps_in(sacha, toul, "claim")
    assert BOTH in plain(sacha.screen), "their operator reads what they were told"
    await camille.does("/suivi")
    assert BOTH in plain(camille.screen)
    stage.clock.passes(timedelta(days=12))
    await camille.does("/suivi")
    assert BOTH in plain(camille.screen)
    await sacha.does((Tap("make_ready"), Tap("yes")))
    await camille.does("/suivi")
    assert "15 décembre 2026." in plain(camille.screen) and "20 mai" not in camille.screen


async def test_the_answer_to_the_question_tells_the_same_dates(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="headcount")
    await camille.does("c'est quand le prochain comité ?")
    assert BOTH in plain(" ".join(everything_read(camille)))
    await camille.does("c'est combien de temps ?")
    assert BOTH in plain(camille.screen)


async def test_a_day_that_passes_without_the_request_is_told_once_with_the_next_one(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    await sends(camille)
    for hours in (0, 2, 24, 72):
        stage.clock.now = datetime(2026, 12, 15, 10, tzinfo=UTC) + timedelta(hours=hours)
        await stage.ticks()
    told = [plain(text) for text in everything_read(camille) if NOT_ON_IT in plain(text)]

    assert len(told) == 1 and "20 mai 2027" in told[0]


async def test_a_request_on_the_agenda_or_sent_too_late_for_it_hears_nothing_of_that_day(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    alex = Actor(stage, stage.telegram.person("Alex", "Petit", language="en"))
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    await made_ready(camille, sacha, toul)
    await sacha.does(Tap("schedule"))
    await goes_on_agenda(sacha)
    stage.clock.now = datetime(2026, 12, 14, 10, tzinfo=UTC)
    await sends(alex)
    stage.clock.now = datetime(2026, 12, 15, 10, tzinfo=UTC)
    await stage.ticks()

    assert NOT_ON_IT not in plain(" ".join(everything_read(camille)))
    assert "not on the agenda" not in " ".join(everything_read(alex))


async def test_who_waits_for_a_session_that_is_moved_or_cancelled_hears_of_it(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    await sends(camille)
    await sacha.does("/seances")
    await taps(sacha, "session")
    await sacha.does((Tap("session_move"), "17/12/2026 14:30"))
    assert "Alix" not in sacha.screen and "17 décembre 2026, si" in plain(sacha.screen)
    await taps(sacha, "session_sure")
    assert "17 décembre 2026, si votre dossier est instruit" in plain(camille.screen)

    await sacha.does("/seances")
    await taps(sacha, "session")
    await taps(sacha, "session_cancel")
    await taps(sacha, "session_cancel")
    assert "20 mai 2027, si votre dossier est instruit" in plain(camille.screen)
