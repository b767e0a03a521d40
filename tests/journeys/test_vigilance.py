"""Nobody is left in silence: what does not move is recalled to who can act, and the applicant hears of it."""

from datetime import UTC, datetime, timedelta

from bot.playground.telegram.chats import Chat
from bot.services.core.rights import Role
from tests.journeys.acting import Actor, Tap
from tests.journeys.offices import TOUL, enrolled, stored, taps_in
from tests.journeys.sending import sends
from tests.journeys.sittings import DECEMBER, ON_THE_DAY, made_ready, scheduled
from tests.stage import Stage


async def lives(stage: Stage, days: int) -> None:
    """Let days pass, one tick each."""
    for _ in range(days):
        stage.clock.passes(timedelta(days=1))
        await stage.ticks()


async def test_a_request_nobody_claims_is_recalled_to_the_team_then_to_the_coordination(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    alex = await enrolled(stage, "Alex", Role.COORDINATOR)
    await sends(camille)
    [dossier] = camille.dossiers()
    quiet = len(toul.history)
    await lives(stage, 4)
    assert len(toul.history) == quiet + 1
    assert dossier.reference in toul.last.text
    assert dossier.reference not in alex.screen
    await lives(stage, 14)

    assert dossier.reference in "".join(message.text for message in alex.person.chat.history)


async def test_a_claim_with_no_action_goes_back_after_a_warning(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await sends(camille)
    [dossier] = camille.dossiers()
    await taps_in(sacha, toul, "claim")
    await lives(stage, 12)
    assert stored(stage, dossier).holder_id == sacha.person.id
    heard = "".join(message.text for message in sacha.person.chat.history)
    await lives(stage, 4)

    assert stored(stage, dossier).holder_id is None
    assert stored(stage, dossier).status == "received"
    assert dossier.reference in heard
    assert dossier.reference in sacha.person.chat.history[-1].text or dossier.reference in sacha.screen


async def test_the_applicant_hears_of_a_request_that_does_not_move(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    await sends(camille)
    heard = len(camille.person.chat.history)
    await lives(stage, 30)

    late, committee = (each.text for each in camille.person.chat.history[heard:])
    assert "C’est plus long qu’annoncé" in late and "nouvelles au plus tard le" in late
    assert "n’est pas à l’ordre du jour" in committee


async def test_the_morning_word_comes_once_and_can_be_turned_off(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await sends(camille)
    heard = len(sacha.person.chat.history)
    stage.clock.passes(timedelta(hours=22))
    await stage.ticks()
    await stage.ticks()
    assert len(sacha.person.chat.history) == heard + 1
    await sacha.does(("/reglages", Tap("settings.digest")))
    heard = len(sacha.person.chat.history)
    stage.clock.passes(timedelta(days=1))
    await stage.ticks()

    assert len(sacha.person.chat.history) == heard


async def test_a_snoozed_request_leaves_the_list_until_its_day(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await sends(camille)
    [dossier] = camille.dossiers()
    await taps_in(sacha, toul, "claim")
    await lives(stage, 11)
    await sacha.does((Tap("snooze.3"), "/file"))
    assert dossier.reference not in sacha.screen
    await lives(stage, 3)
    await sacha.does("/file")

    assert dossier.reference in sacha.screen


async def test_a_decision_not_recorded_after_its_session_is_recalled(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await scheduled(camille, sacha, toul)
    stage.clock.now = ON_THE_DAY
    heard = len(sacha.person.chat.history)
    await lives(stage, 3)

    told = [message.text for message in sacha.person.chat.history[heard:] if DECEMBER in (message.text or "")]
    assert len(told) == 1


async def test_what_waits_is_told_since_the_day_it_waits(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await enrolled(stage, "Alex", Role.COORDINATOR)
    await sends(camille)
    before = len(toul.history)
    await lives(stage, 12)

    told = [message.text for message in toul.history[before:]]
    assert len(told) == 2
    assert all("23 novembre" in text for text in told)


async def test_a_claim_is_always_warned_days_before_it_goes_back(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await sends(camille)
    [dossier] = camille.dossiers()
    await taps_in(sacha, toul, "claim")
    heard = len(sacha.person.chat.history)
    stage.clock.passes(timedelta(days=42))  # nothing ran meanwhile
    await stage.ticks()
    assert stored(stage, dossier).holder_id == sacha.person.id
    assert len(sacha.person.chat.history) > heard
    await lives(stage, 1)
    assert stored(stage, dossier).holder_id == sacha.person.id
    await lives(stage, 2)

    assert stored(stage, dossier).holder_id is None


async def test_the_applicant_finds_the_day_of_the_committee(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await scheduled(camille, sacha, toul)
    await camille.does("/suivi")

    assert DECEMBER in camille.screen


async def test_a_group_is_not_asked_who_can_look_at_what_one_of_its_members_holds(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    maud = await enrolled(stage, "Maud", Role.MANAGER, TOUL)
    await made_ready(camille, sacha, toul)
    [dossier] = camille.dossiers()
    quiet = len(toul.history)
    await lives(stage, 40)

    assert not any("⏰" in message.text for message in toul.history[quiet:])
    told = [message.text for message in maud.person.chat.history if "⏰" in message.text]
    assert any(dossier.reference in text and "Sacha" in text for text in told)


async def test_what_is_ready_has_to_be_on_the_agenda_before_its_committee_meets(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    stage.clock.now = datetime(2026, 12, 1, 9, tzinfo=UTC)  # ten working days before the session of the 15th
    await made_ready(camille, sacha, toul)
    assert "8 décembre" in sacha.screen  # the agenda closes five working days before
    await camille.does("/suivi")

    assert "8 décembre" in camille.screen


async def test_what_is_late_stands_above_what_came_since_whoever_is_to_do_it(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await sends(camille)
    [late] = camille.dossiers()
    await taps_in(sacha, toul, "claim")
    stage.clock.passes(timedelta(days=20))
    nour = Actor(stage, stage.telegram.person("Nour", language="fr"))
    await sends(nour)
    [new] = nour.dossiers()
    await sacha.does("/file")

    assert 0 < sacha.screen.index(late.reference) < sacha.screen.index(new.reference)


async def test_a_morning_with_nothing_to_do_is_told_on_mondays_only(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await sends(camille)
    await taps_in(sacha, toul, "claim")
    await sacha.does((Tap("ask"), "Envoyez-moi votre bilan.", Tap("ask.d-15"), Tap("ask.send")))
    told = []
    for _ in range(7):
        heard = len(sacha.person.chat.history)
        stage.clock.passes(timedelta(days=1))
        await stage.ticks()
        if any("En attente d’autres" in each.text for each in sacha.person.chat.history[heard:]):
            told.append(f"{stage.clock():%A}")
    assert told == ["Monday"]
