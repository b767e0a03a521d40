"""What an operator types of a complement, line after line: all of it is asked, and a delay is the delay."""

import pytest

from bot.playground.telegram.chats import Chat
from tests.journeys.acting import Actor, Tap
from tests.journeys.offices import taps_in
from tests.journeys.sending import sends
from tests.stage import Stage


@pytest.fixture
async def sacha(camille: Actor, toul: Chat, sacha: Actor) -> Actor:
    """An operator of Toul, who holds the request of Camille."""
    await sends(camille)
    await taps_in(sacha, toul, "claim")
    return sacha


async def test_words_typed_in_several_lines_are_all_asked_and_a_delay_is_the_delay(
    camille: Actor, sacha: Actor
) -> None:
    await sacha.does((Tap("ask"), "Il manque le devis.", "Et le chiffre d’affaires 2025.", "sous 3 jours"))
    assert "devis" in sacha.screen and "chiffre" in sacha.screen and "26 novembre 2026" in sacha.screen
    await sacha.does(Tap("ask.send"))
    assert "Il manque le devis.\nEt le chiffre d’affaires 2025." in camille.screen
    assert "26 novembre 2026" in camille.screen and "sous 3 jours" not in camille.screen


async def test_words_that_were_typed_may_be_taken_off(camille: Actor, sacha: Actor) -> None:
    await sacha.does((Tap("ask"), "Il manque le devis.", Tap("ask.clear")))
    assert "devis" not in sacha.screen and not sacha.has("ask.send")
    await sacha.does(("Quel est votre effectif ?", Tap("ask.send")))
    assert "effectif" in camille.screen and "devis" not in camille.screen


async def test_a_message_that_is_edited_before_it_is_sent_is_asked_once(
    stage: Stage, camille: Actor, sacha: Actor
) -> None:
    await sacha.does(Tap("ask"))
    message = sacha.person.types("Il manque le devis.")
    await stage.plays()
    sacha.person.edits(message, "Il manque le bilan.")
    await stage.plays()
    await sacha.does(Tap("ask.send"))
    assert "bilan" in camille.screen and "devis" not in camille.screen


@pytest.mark.parametrize("word", ["annule", "laisse tomber", "retour"])
async def test_what_is_asked_is_left_at_a_word(camille: Actor, sacha: Actor, word: str) -> None:
    heard = len(camille.person.chat.history)
    await sacha.does((Tap("ask"), "Il manque le devis.", word))
    assert not sacha.screen.startswith("❓")
    assert len(camille.person.chat.history) == heard
