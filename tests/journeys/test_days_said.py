"""Days given, said by who gives them: the firm confirms in one tap, and nobody's word alone counts."""

from datetime import timedelta

import pytest

from bot.playground.telegram.chats import Chat
from conversations.dossiers.lifecycle import Event
from models.support.tables import DaysStatement, MissionAdvisor
from tests.journeys.acting import Actor, Tap
from tests.journeys.granted import granted, rows
from tests.journeys.lending import lends
from tests.journeys.offices import TOUL
from tests.journeys.sittings import forges, taps
from tests.stage import Stage


@pytest.fixture
async def claire(stage: Stage, camille: Actor, toul: Chat, sacha: Actor) -> Actor:
    """An advisor in the middle of a mission at Camille's: two days were agreed."""
    await granted(stage, camille, sacha, toul, Event.GRANT_SKILLS)
    claire = await lends(stage, "Claire", TOUL, "Forges du Val", "Claire Morel")
    await sacha.does(("/file", Tap("open"), Tap("contract"), Tap("contract.sign"), Tap("contract.today")))
    await sacha.does(
        (Tap("yes"), Tap("start"), Tap("start.today"), Tap("yes"), Tap("mission_end.12"), Tap("yes"))
    )
    return claire


def delivered(stage: Stage) -> list[int]:
    """Return the tenths of a day that count, of each share."""
    return [share.tenths_delivered for share in rows(stage, MissionAdvisor)]


async def later(stage: Stage, delay: timedelta = timedelta(minutes=5)) -> None:
    """Let time pass, and the periodic task run."""
    stage.clock.passes(delay)
    await stage.ticks()


async def test_days_count_once_both_have_said_the_same(stage: Stage, camille: Actor, claire: Actor) -> None:
    await claire.does("/missions")
    assert "Tilleuls" in claire.screen, "the agreement is signed: the firm has a name"
    await taps(claire, "days_given.5")
    await taps(claire, "days_given.10")
    assert delivered(stage)[0] == 0
    await later(stage)
    asked = [message for message in camille.person.chat.history if "⏱" in (message.text or "")]
    assert len(asked) == 1 and "1,5" in camille.screen, "several taps are one question"
    await taps(camille, "days_heard")

    assert delivered(stage)[0] == 15
    assert "confirme" in claire.screen
    await later(stage)
    assert "1,5" in camille.screen and len(rows(stage, DaysStatement)) == 1


async def test_a_doubled_tap_says_half_a_day_once(stage: Stage, claire: Actor) -> None:
    await claire.does("/missions")
    button = claire.button("days_given.5.on-0").data or ""
    await forges(claire, button, button)
    assert [statement.tenths for statement in rows(stage, DaysStatement)] == [5]


async def test_days_said_differently_are_settled_by_the_operator_in_front_of_both(
    stage: Stage, camille: Actor, claire: Actor, sacha: Actor
) -> None:
    await claire.does("/missions")
    await claire.does(Tap("days_given"))
    await claire.does("2 j")
    await later(stage)
    await taps(camille, "days_heard.1.20.other")
    await camille.does("un jour et demi")
    assert delivered(stage)[0] == 0
    assert "1,5" in claire.screen and "2" in claire.screen
    assert "⚖️" in sacha.screen
    await sacha.does("/file")
    assert "⚖️" in sacha.screen

    await taps(sacha, "mission")
    await taps(sacha, "days_settled.1.15")
    assert delivered(stage)[0] == 0, "what both read is shown first"
    await sacha.does(Tap("yes"))
    assert delivered(stage)[0] == 15
    assert "1,5" in camille.screen and "1,5" in claire.screen
    await sacha.does("/file")
    assert "⚖️" not in sacha.screen


async def test_another_number_before_the_answer_takes_the_place_of_the_first(
    stage: Stage, camille: Actor, claire: Actor
) -> None:
    await claire.does("/missions")
    await taps(claire, "days_given.10")
    await later(stage)
    former = camille.button("days_heard.1.10").data or ""
    await claire.does("/missions")
    await taps(claire, "days_given.5")
    await forges(camille, former)
    assert delivered(stage)[0] == 0, "the button says what is no longer said"
    assert "1,5" in camille.screen
    await later(stage, timedelta(days=1))
    await taps(camille, "days_heard.1.15")
    assert delivered(stage)[0] == 15
    await forges(camille, former)
    assert delivered(stage)[0] == 15


async def test_days_typed_unasked_are_taken_and_other_words_are_not(
    stage: Stage, camille: Actor, claire: Actor
) -> None:
    await claire.does("1,5 j faits")
    assert [statement.tenths for statement in rows(stage, DaysStatement)] == [15]
    await claire.does(("bonjour", "12", "rendez-vous dans 2 jours ou 3"))
    assert [statement.tenths for statement in rows(stage, DaysStatement)] == [15]
    await later(stage)
    await taps(camille, "days_heard.1.15")
    assert delivered(stage)[0] == 15


async def test_who_does_not_answer_is_reminded_once_then_the_operator_is_told(
    stage: Stage, camille: Actor, claire: Actor, sacha: Actor
) -> None:
    await claire.does("/missions")
    await taps(claire, "days_given.10")
    await later(stage)
    heard = len(camille.person.chat.history)
    await later(stage, timedelta(days=7))
    await later(stage)
    assert len(camille.person.chat.history) == heard + 1
    await later(stage, timedelta(days=7))
    await later(stage)
    assert len(camille.person.chat.history) == heard + 1
    assert "n’a pas répondu" in sacha.screen
    assert delivered(stage)[0] == 0
    await taps(camille, "days_heard.1.10")
    assert delivered(stage)[0] == 10, "late, and still right"


async def test_more_days_than_agreed_are_asked_twice_and_fewer_than_confirmed_are_not_taken(
    stage: Stage, camille: Actor, claire: Actor
) -> None:
    await claire.does("/missions")
    await claire.does(Tap("days_given"))
    await claire.does("2,5")
    assert not rows(stage, DaysStatement)
    await taps(claire, "days_given.sure-25")
    await later(stage)
    await taps(camille, "days_heard.1.25")
    assert delivered(stage)[0] == 25
    await claire.does("/missions")
    await claire.does(Tap("days_given"))
    await claire.does("2")
    assert delivered(stage)[0] == 25
    assert "2,5" in claire.screen
    await claire.does("1 000 jours")
    assert delivered(stage)[0] == 25


async def test_who_leaves_keeps_what_they_gave_and_the_operator_hears_of_the_rest(
    stage: Stage, camille: Actor, claire: Actor, sacha: Actor
) -> None:
    await claire.does("/missions")
    await taps(claire, "days_given.10")
    await later(stage)
    await taps(camille, "days_heard.1.10")
    await claire.does("/missions")
    await taps(claire, "days_given.5")
    button = claire.button("days_given.5.on-15").data or ""
    await taps(claire, "contributor_end")
    await claire.does(Tap("contributor_end.yes"))
    assert "1,5" in sacha.screen
    assert delivered(stage)[0] == 10
    await forges(claire, button)
    assert rows(stage, DaysStatement)[-1].tenths == 15, "an older button says nothing more"
    await later(stage, timedelta(days=1))
    await taps(camille, "days_heard.2.15")
    assert delivered(stage)[0] == 15


async def test_who_said_days_stays_in_the_team_until_they_are_settled(
    stage: Stage, camille: Actor, claire: Actor, sacha: Actor
) -> None:
    await claire.does("1 jour")
    await sacha.does(("/file", Tap("open"), Tap("support"), Tap("mission"), Tap("team"), Tap("team_out.1")))
    assert "jours" in sacha.alert
    await later(stage)
    await camille.does((Tap("days_heard.1.10.other"), "0"))
    await sacha.does(
        ("/file", Tap("mission"), Tap("days_settled.1.0"), Tap("yes"), Tap("team"), Tap("team_out.1"))
    )
    await sacha.does(Tap("yes"))
    assert [share.id for share in rows(stage, MissionAdvisor)] == [2]


async def test_nobody_says_days_for_a_firm_that_is_not_theirs(stage: Stage, claire: Actor) -> None:
    hugo = await lends(stage, "Hugo", TOUL, "Verrerie de Toul")
    await hugo.does("/missions")
    shares = {share.id: share.advisor_id for share in rows(stage, MissionAdvisor)}
    of_claire = min(shares)
    await forges(hugo, f"o:{of_claire}:0:days_given.10")
    assert not rows(stage, DaysStatement)


async def test_days_said_and_taken_back_again_and_again_ask_the_firm_once_a_day(
    stage: Stage, camille: Actor, claire: Actor
) -> None:
    await claire.does("/missions")
    await taps(claire, "days_given.5")
    await later(stage)
    for _ in range(4):
        await claire.does("0 jour")
        await claire.does("0,5 jour")
        await later(stage)

    asked = [message for message in camille.person.chat.history if "⏱" in (message.text or "")]
    assert len(asked) == 1
    await later(stage, timedelta(days=1))
    asked = [message for message in camille.person.chat.history if "⏱" in (message.text or "")]
    assert len(asked) == 2


async def test_days_said_of_a_day_are_more_or_all_as_the_advisor_chooses(
    stage: Stage, camille: Actor, claire: Actor
) -> None:
    await claire.does("j'ai fait 1 jour lundi")
    assert [statement.tenths for statement in rows(stage, DaysStatement)] == [10], "the first there are"
    await claire.does("j'ai fait une demi-journée ce matin")
    assert [statement.tenths for statement in rows(stage, DaysStatement)] == [15]
    await claire.does("2 jours faits")
    assert [statement.tenths for statement in rows(stage, DaysStatement)] == [15], "more, or in all?"
    assert claire.labels[:2] == ["3,5 j en tout (2 convenus)", "2 j en tout"]
    await claire.does("3,5 j en tout (2 convenus)")
    assert [statement.tenths for statement in rows(stage, DaysStatement)] == [35]
    await claire.does("2 j en tout")
    assert [statement.tenths for statement in rows(stage, DaysStatement)] == [20]
    await claire.does(("je serai absente 3 jours", "3 heures"))
    assert [statement.tenths for statement in rows(stage, DaysStatement)] == [20]


async def test_who_comes_hears_that_the_firm_withdraws_and_that_it_goes_on(
    stage: Stage, camille: Actor, claire: Actor
) -> None:
    await camille.does(("/suivi", Tap("withdraw"), "La retirer"))
    assert "Tilleuls retire sa demande" in claire.screen
    await camille.does(("/suivi", Tap("reopen")))
    assert "Tilleuls reprend sa demande" in claire.screen


async def test_who_comes_hears_that_the_firm_is_erased_in_no_message_that_names_it_later(
    stage: Stage, camille: Actor, claire: Actor
) -> None:
    await camille.does(("/supprimer", Tap("z")))
    for _ in range(3):
        await later(stage)
    told = " ".join(each.text for each in claire.person.chat.history if each.sender.is_bot)
    assert "Tilleuls" not in told and "retire sa demande" in told


async def test_who_closes_a_mission_is_told_of_days_that_nobody_confirmed(
    stage: Stage, camille: Actor, claire: Actor, sacha: Actor
) -> None:
    await claire.does("1,5 j faits")
    await sacha.does(("/file", Tap("open"), Tap("close")))
    assert "Claire Morel" in sacha.screen and "⏳" in sacha.screen and "1,5" in sacha.screen
