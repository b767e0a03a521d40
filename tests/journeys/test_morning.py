"""A morning with many requests: what is urgent is seen at once, and what goes together is done together."""

from datetime import UTC, datetime

import pytest

from bot.playground.telegram.chats import Chat
from tests.journeys.acting import Actor, Tap
from tests.journeys.offices import taps_in
from tests.journeys.sending import sends
from tests.journeys.sittings import items, made_ready, taps
from tests.stage import Stage

pytestmark = pytest.mark.wordings


def another(stage: Stage, name: str) -> Actor:
    return Actor(stage, stage.telegram.person(name, language="fr"))


async def test_the_list_says_what_each_request_is_about_before_anybody_has_it(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await sends(camille, {"difficulties": {"codes": ["insolvency"]}})
    await sacha.does("/file")

    [line] = [each for each in sacha.screen.splitlines() if each.startswith("• AZ-26-0001")]
    assert "Toul" in line and "Investir" in line and "vérifier" in line, line
    assert "Tilleuls" not in line, "the firm is named once somebody has it"


async def test_who_has_claimed_one_is_led_to_the_next(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await sends(another(stage, "Noé"))
    await sends(camille)
    await sacha.does(("/file", Tap("open"), Tap("claim")))
    following = "AZ-26-0002" if "AZ-26-0001" in sacha.screen.rpartition("📁 ")[2] else "AZ-26-0001"
    assert f"➡️ {following}" in sacha.labels
    await sacha.does(f"➡️ {following}")

    assert sacha.has("claim") and following in sacha.screen


async def test_all_that_is_ready_goes_on_an_agenda_at_once_once_what_leaves_is_seen(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    noe = another(stage, "Noé")
    for applicant in (camille, noe):
        await made_ready(applicant, sacha, toul)
    await sacha.does("/seances")
    await taps(sacha, "session")
    await sacha.does((Tap("add"), Tap("add_all")))
    assert "2 entreprises" in sacha.screen and "l’ordre du jour" in sacha.screen
    assert items(stage) == [] and "est à l’ordre du jour" not in camille.screen

    await sacha.does(Tap("yes"))
    assert len(items(stage)) == 2
    for applicant in (camille, noe):
        assert "à l’ordre du jour du comité d’agrément du 15 décembre 2026" in applicant.screen


async def test_another_request_that_becomes_ready_meanwhile_is_seen_before_it_goes(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    for applicant in (camille, another(stage, "Noé")):
        await made_ready(applicant, sacha, toul)
    await sacha.does("/seances")
    await taps(sacha, "session")
    await sacha.does((Tap("add"), Tap("add_all")))
    shown = sacha.person.chat.last
    late = another(stage, "Awa")
    await sends(late)
    await taps_in(sacha, toul, "claim")
    await sacha.does((Tap("make_ready"), Tap("yes")))
    button = next(button for row in shown.rows for button in row if "confirme" in button.label)
    sacha.person.forges_tap(button.data or "", shown)
    await stage.plays()

    assert items(stage) == []
    assert "3 entreprises" in sacha.screen and "changé" in sacha.alert


async def test_what_is_due_the_same_day_for_many_requests_is_one_message(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    for applicant in (camille, another(stage, "Noé"), another(stage, "Léa"), another(stage, "Zoé")):
        await made_ready(applicant, sacha, toul)
    heard = len(sacha.person.chat.history)
    stage.clock.now = datetime(2026, 12, 8, 8, tzinfo=UTC)
    await stage.ticks()
    await stage.ticks()
    due = [each for each in sacha.person.chat.history[heard:] if "⏰" in each.text]
    [told] = due
    assert "4 demandes" in " ".join(told.text.split())
    assert all(f"AZ-26-000{n}" in told.text for n in range(1, 5))
    await sacha.does(Tap("list"))
    assert "Votre liste" in sacha.screen
