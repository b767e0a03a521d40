"""A draft is never destroyed by one tap: what would be lost is named first, and it can be brought back."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.playground.telegram.chats import Chat
from tests.journeys.acting import BAKER, Actor, Tap
from tests.journeys.sending import BREST, sends
from tests.stage import Stage

HOUR = timedelta(hours=1)


async def begins(actor: Actor, until: str = "founded") -> None:
    """Begin a request, up to a question; two answers are the registry's or the profile's, not counted."""
    await actor.does("/start")
    await actor.fills_in(BAKER, until=until)


def kept(stage: Stage) -> int:
    with stage.assistant.desk.database.engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM dropped_draft")).scalar_one())


@pytest.mark.parametrize("way", ["n", "d"])
@pytest.mark.parametrize("command", ["/start", "/annuler"])
async def test_what_would_be_lost_is_named_before_anything_is(
    stage: Stage, camille: Actor, command: str, way: str
) -> None:
    await begins(camille)
    await camille.does((command, Tap(way)))

    assert camille.answers["headcount"] == 12, "one tap destroys nothing"
    assert "Boulangerie des Tilleuls" in camille.screen
    assert "4 réponses" in camille.screen
    assert "23 novembre 2026" in camille.screen
    await camille.does(Tap("c"))
    assert camille.state == "founded"


async def test_a_draft_dropped_by_mistake_is_brought_back_within_the_day(
    stage: Stage, camille: Actor
) -> None:
    await begins(camille)
    await camille.does(("/annuler", Tap("d"), Tap("d")))
    assert camille.draft() is None
    assert "24 novembre 2026 à 10\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}30" in camille.screen
    stage.clock.passes(23 * HOUR)
    await stage.ticks()
    await camille.does(Tap("u"))

    assert camille.state == "founded"
    assert camille.answers["headcount"] == 12
    assert kept(stage) == 0


@pytest.mark.wordings
@pytest.mark.parametrize("looks_for_it", ["/start", "oups", "annule", "je me suis trompé"])
async def test_whoever_looks_for_what_they_deleted_finds_the_way_back(
    stage: Stage, camille: Actor, looks_for_it: str
) -> None:
    await begins(camille)
    await camille.does(("/annuler", Tap("d"), Tap("d")))
    stage.clock.passes(HOUR)
    before = len(camille.person.chat.history)
    await camille.does(looks_for_it)
    since = camille.person.chat.history[before:]
    assert any("24 novembre 2026" in message.text for message in since)
    await camille.does(Tap("u"))

    assert camille.answers["headcount"] == 12


async def test_a_draft_that_made_way_for_another_is_brought_back_too(stage: Stage, camille: Actor) -> None:
    await begins(camille)
    await camille.does(("/nouvelle", Tap("n"), Tap("n")))
    assert camille.answers == {}
    await camille.does(Tap("u"))

    assert camille.answers["headcount"] == 12, "the new one, empty, gave way without a question"


async def test_bringing_one_back_asks_before_another_gives_way(stage: Stage, camille: Actor) -> None:
    await begins(camille)
    await camille.does(("/nouvelle", Tap("n"), Tap("n"), Tap("adviser"), Tap("u")))
    assert camille.answers["role"] == "adviser"
    assert "1 réponse" in camille.screen
    await camille.does(Tap("u"))

    assert camille.answers["role"] == "head"
    assert kept(stage) == 1, "the other one is kept in its turn"


async def test_after_the_day_nothing_is_kept_and_the_button_says_so(stage: Stage, camille: Actor) -> None:
    await begins(camille)
    await camille.does(("/annuler", Tap("d"), Tap("d")))
    stage.clock.passes(25 * HOUR)
    await stage.ticks()

    assert kept(stage) == 0
    await camille.does(Tap("u"))
    assert camille.draft() is None
    assert "jour" in camille.alert


async def test_erasing_takes_dropped_drafts_at_once(stage: Stage, camille: Actor) -> None:
    await begins(camille)
    await camille.does(("/annuler", Tap("d"), Tap("d"), "/supprimer", Tap("z")))

    assert kept(stage) == 0
    with stage.assistant.desk.database.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM person")).scalar_one() == 0


async def test_a_copy_of_ones_data_holds_what_was_just_dropped(camille: Actor) -> None:
    await begins(camille)
    await camille.does(("/annuler", Tap("d"), Tap("d"), "/mesdonnees"))

    document = camille.person.chat.last.file
    assert document is not None
    assert "Boulangerie des Tilleuls" in str(document.content)


async def test_nothing_answered_is_dropped_without_a_question(stage: Stage, camille: Actor) -> None:
    await camille.does(("/start", "oui", "/annuler", Tap("d")))

    assert camille.draft() is None
    assert kept(stage) == 0


async def test_a_confirmation_left_on_the_screen_does_not_drop_later_answers(
    stage: Stage, camille: Actor
) -> None:
    await begins(camille)
    await camille.does(("/annuler", Tap("d")))
    confirm, message = camille.button("d").data or "", camille.person.chat.last
    await camille.does((Tap("c"), "2011"))
    camille.person.forges_tap(confirm, message)
    await stage.plays()

    assert camille.answers["founded"] == 2011
    assert "5 réponses" in camille.screen, "what is lost now is named"


@pytest.mark.parametrize("verb", ["n", "d"])
async def test_the_buttons_of_the_release_before_ask_first(stage: Stage, camille: Actor, verb: str) -> None:
    await begins(camille)
    await camille.does("/annuler")
    draft = camille.draft()
    assert draft is not None
    camille.person.forges_tap(f"{verb}:0:0:{draft.id}", camille.person.chat.last)
    await stage.plays()

    assert camille.answers["headcount"] == 12
    assert "4 réponses" in camille.screen


async def test_withdrawing_consent_by_a_slip_destroys_nothing(stage: Stage, camille: Actor) -> None:
    await begins(camille, until="company")
    await camille.does((Tap("b"), Tap("b"), Tap("no")))

    assert camille.answers["role"] == "head"
    assert "1 réponse" in camille.screen
    await camille.does(Tap("d"))
    assert camille.draft() is None
    assert kept(stage) == 0, "who refuses that anything be kept has nothing kept"


async def test_dropped_twice_both_come_back(stage: Stage, camille: Actor, toul: Chat) -> None:
    await begins(camille)
    await camille.does(("/annuler", Tap("d"), Tap("d")))
    first, message = camille.button("u").data or "", camille.person.chat.last
    await begins(camille, until="company")
    await camille.does(("/annuler", Tap("d"), Tap("d")))
    assert kept(stage) == 2
    camille.person.forges_tap(first, message)
    await stage.plays()

    assert camille.answers["headcount"] == 12


async def test_somebody_else_brings_nothing_back(stage: Stage, camille: Actor) -> None:
    alex = Actor(stage, stage.telegram.person("Alex", "Martin", language="en"))
    await begins(camille)
    await camille.does(("/annuler", Tap("d"), Tap("d")))
    undo = camille.button("u").data or ""
    await alex.does("/start")
    alex.person.forges_tap(undo, alex.person.chat.last)
    await stage.plays()

    assert alex.answers == {}
    assert kept(stage) == 1


async def test_a_sent_request_and_a_dropped_draft_keep_apart(
    stage: Stage, camille: Actor, toul: Chat, coordination: Chat
) -> None:
    await sends(camille, BREST)
    await camille.does("/nouvelle")
    await camille.fills_in(BAKER, until="headcount")
    await camille.does(("/annuler", Tap("d"), Tap("d"), Tap("u")))

    assert camille.state == "headcount"
    assert len(camille.dossiers()) == 1


async def test_a_correction_that_makes_answers_useless_says_so_and_keeps_them_aside(camille: Actor) -> None:
    await camille.applies()
    await camille.does((Tap("company"), Tap("creation")))
    assert "Je ne vous demande plus" in camille.screen
    assert "founded" not in camille.answers
    await camille.does((Tap("company"), "Boulangerie des Tilleuls"))
    assert camille.state == "founded"
    assert any("2011" in label for label in camille.labels)
    await camille.does(Tap("k"))

    assert camille.answers["founded"] == 2011


async def test_whoever_is_forgotten_takes_what_they_dropped_along(stage: Stage, camille: Actor) -> None:
    """Whatever forgets a person, the release before included."""
    await begins(camille)
    await camille.does(("/annuler", Tap("d"), Tap("d")))
    with stage.assistant.desk.database.engine.begin() as connection:
        connection.execute(text("DELETE FROM person"))

    assert kept(stage) == 0
