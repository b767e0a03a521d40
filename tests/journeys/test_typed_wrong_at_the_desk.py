"""Who works here edits what they typed: what still waits takes the new words, what was sent is told again."""

from collections.abc import Sequence

import pytest

from bot.playground.telegram.chats import Chat, ChatMessage
from tests.journeys.acting import Actor, Tap
from tests.journeys.offices import taps_in
from tests.journeys.sending import sends
from tests.stage import Stage

WRONG, RIGHT = "Le comité se réunit le 12 décembre.", "Le comité se réunit le 15 décembre."


@pytest.fixture
async def held(stage: Stage, camille: Actor, toul: Chat, sacha: Actor) -> None:
    """Have Camille's request held by Sacha."""
    await sends(camille)
    await taps_in(sacha, toul, "claim")


async def types(actor: Actor, words: str) -> ChatMessage:
    message = actor.person.types(words)
    await actor.stage.plays()
    return message


async def edits(actor: Actor, message: ChatMessage, words: str) -> None:
    actor.person.edits(message, words)
    await actor.stage.plays()


def received(actor: Actor) -> Sequence[str]:
    return [each.text for each in actor.person.chat.history if each.sender.is_bot]


async def test_a_message_edited_before_it_is_sent_leaves_as_it_was_edited(
    stage: Stage, camille: Actor, sacha: Actor, held: None
) -> None:
    await sacha.does(Tap("message"))
    message = await types(sacha, WRONG)
    await edits(sacha, message, RIGHT)
    assert RIGHT in sacha.screen and "l’entreprise lira" in sacha.screen
    await sacha.does("📨 Envoyer")
    assert RIGHT in camille.screen
    assert not any(WRONG in text for text in received(camille))


async def test_a_caption_edited_before_its_file_is_sent_leaves_as_it_was_edited(
    stage: Stage, camille: Actor, sacha: Actor, held: None
) -> None:
    await sacha.does(Tap("message"))
    photo = sacha.person.sends_photo(caption=WRONG)
    await stage.plays()
    await edits(sacha, photo, RIGHT)
    assert RIGHT in sacha.screen and "l’entreprise lira" in sacha.screen
    await sacha.does("📨 Envoyer")
    assert RIGHT in camille.screen and WRONG not in camille.screen
    await edits(sacha, photo, "Le comité se réunit le 16 décembre.")
    assert "16 décembre" in camille.screen and "corrigé" in camille.screen


async def test_a_message_edited_once_sent_is_told_again(
    stage: Stage, camille: Actor, sacha: Actor, held: None
) -> None:
    await sacha.does(Tap("message"))
    message = await types(sacha, WRONG)
    await sacha.does("📨 Envoyer")
    await edits(sacha, message, RIGHT)
    assert "corrigé" in camille.screen and RIGHT in camille.screen
    assert "la nouvelle version est transmise" in sacha.screen


async def test_what_is_asked_of_a_firm_is_edited_before_it_is_sent(
    stage: Stage, camille: Actor, sacha: Actor, held: None
) -> None:
    await sacha.does(Tap("ask"))
    message = await types(sacha, WRONG)
    await edits(sacha, message, RIGHT)
    await sacha.does("📨 Envoyer")
    assert RIGHT in camille.screen and WRONG not in camille.screen


async def test_what_is_asked_of_a_firm_is_told_again_once_edited(
    stage: Stage, camille: Actor, sacha: Actor, held: None
) -> None:
    await sacha.does(Tap("ask"))
    message = await types(sacha, WRONG)
    await sacha.does("📨 Envoyer")
    await edits(sacha, message, RIGHT)
    assert RIGHT in camille.screen


async def test_what_was_not_understood_is_edited_and_taken(stage: Stage, sacha: Actor) -> None:
    await sacha.does(("/seances", "➕ Nouvelle séance"))
    message = await types(sacha, "la semaine des quatre jeudis")
    await edits(sacha, message, "14 janvier 2027 à 14 h, à Toul")
    assert "14 janvier 2027" in sacha.screen and "Aucun résultat" not in sacha.screen


async def test_a_note_says_what_its_message_says_once_it_is_edited(
    stage: Stage, camille: Actor, sacha: Actor, held: None
) -> None:
    await sacha.does(Tap("note"))
    message = await types(sacha, "Appelée : d’accord pour juin.")
    await sacha.does((Tap("note"), "Rappeler la banque."))
    await edits(sacha, message, "Appelée : d’accord pour juillet.")
    assert "corrigée" in sacha.screen
    await sacha.does(("/file", Tap("open"), Tap("note")))
    assert "juillet" in sacha.screen and "juin" not in sacha.screen and "la banque" in sacha.screen
    heard = len(received(camille))
    await edits(sacha, message, "x" * 1_001)
    assert "1001" in sacha.screen.replace("\u202f", "")
    assert len(received(camille)) == heard, "a note stays between those who handle the request"


async def test_an_edit_of_what_was_looked_for_says_that_it_changes_nothing(
    stage: Stage, camille: Actor, sacha: Actor, held: None
) -> None:
    message = await types(sacha, "boulangerie")
    await edits(sacha, message, "menuiserie")
    assert "ne change rien" in sacha.screen


async def test_an_edit_is_for_the_prompt_that_its_words_were_for(
    stage: Stage, camille: Actor, sacha: Actor, held: None
) -> None:
    await sacha.does(Tap("note"))
    message = await types(sacha, "Appelée : d’accord pour juin.")
    await sacha.does(Tap("message"))
    await edits(sacha, message, "Appelée : d’accord pour juillet.")
    assert "l’entreprise lira" not in sacha.screen
