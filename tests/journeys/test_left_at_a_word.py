"""Under what asks for words, a word that leaves leaves, a button's words touch it, a reference is opened."""

import pytest

from bot.playground.telegram.chats import Chat
from conversations.dossiers.statuses import Status
from conversations.dossiers.traces import Trace
from tests.journeys.acting import Actor, Tap, events
from tests.journeys.offices import stored, taps_in
from tests.journeys.sending import sends
from tests.stage import Stage

pytestmark = pytest.mark.wordings

WORDS = ("annule", "non", "retour")


@pytest.fixture
async def held(stage: Stage, camille: Actor, toul: Chat, sacha: Actor) -> str:
    """The reference of a request that Sacha has taken in charge, and whose page is open."""
    await sends(camille)
    await taps_in(sacha, toul, "claim")
    return camille.dossiers()[0].reference


@pytest.mark.parametrize("word", WORDS)
async def test_no_word_that_leaves_is_the_reason_that_a_firm_reads(
    stage: Stage, camille: Actor, sacha: Actor, held: str, word: str
) -> None:
    heard = len(camille.person.chat.history)
    await sacha.does((Tap("more"), Tap("decline"), "trop gros pour nous", word))
    assert "👁" not in sacha.screen
    await sacha.does("je confirme")
    assert stored(stage, camille.dossiers()[0]).status == Status.CLAIMED
    assert len(camille.person.chat.history) == heard


@pytest.mark.parametrize("word", WORDS)
async def test_no_word_that_leaves_is_a_message(
    stage: Stage, camille: Actor, sacha: Actor, held: str, word: str
) -> None:
    heard = len(camille.person.chat.history)
    await sacha.does((Tap("message"), "bonjour, quand vous appeler ?", word, "envoyer"))
    assert len(camille.person.chat.history) == heard


@pytest.mark.parametrize("word", WORDS)
async def test_no_word_that_leaves_is_a_note(stage: Stage, sacha: Actor, held: str, word: str) -> None:
    await sacha.does((Tap("note"), word))
    assert "Noté" not in sacha.screen
    await sacha.does("vu au téléphone")
    assert [each for each in events(stage) if each.event == Trace.NOTE] == []


async def test_the_words_of_a_button_are_no_reason(
    stage: Stage, camille: Actor, sacha: Actor, held: str
) -> None:
    await sacha.does((Tap("more"), Tap("decline"), "trop gros pour nous", "Je confirme"))
    assert stored(stage, camille.dossiers()[0]).status == Status.DECLINED
    assert "trop gros pour nous" in camille.screen and "Je confirme" not in camille.screen


async def test_a_page_that_is_left_for_another_asks_for_nothing(sacha: Actor, held: str) -> None:
    await sacha.does((Tap("more"), Tap("decline"), "retour", "trop gros pour nous"))
    assert "👁" not in sacha.screen and "Aucun résultat" in sacha.screen


async def test_a_whole_reference_typed_under_what_asks_for_words_is_opened(
    stage: Stage, camille: Actor, sacha: Actor, held: str
) -> None:
    await sends(Actor(stage, stage.telegram.person("Noé", language="fr")))
    other = f"{held[:-1]}2"
    await sacha.does((Tap("note"), other))
    assert f"📁 {other}" in sacha.screen
    await sacha.does("vu au téléphone")
    assert [each for each in events(stage) if each.event == Trace.NOTE] == []


async def test_none_is_still_said_where_it_answers(sacha: Actor, held: str) -> None:
    await sacha.does((Tap("note"), "Non, il ne veut plus d’avance."))
    assert "C’est noté" in sacha.screen
