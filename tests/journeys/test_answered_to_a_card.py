"""What a team answers to a request's card in its group: taking it, asking who has it, a note and its edit."""

import pytest

from bot.playground.telegram.chats import Chat, ChatMessage
from bot.services.core.rights import Role
from conversations.dossiers.statuses import Status
from conversations.dossiers.traces import Trace
from models.dossiers.tables import Dossier
from tests.journeys.acting import Actor, Tap, events
from tests.journeys.offices import TOUL, enrolled, stored, taps_in
from tests.journeys.sending import sends
from tests.stage import Stage


@pytest.fixture
async def dossier(stage: Stage, camille: Actor, toul: Chat, sacha: Actor) -> Dossier:
    """A request that nobody has claimed, whose card is in the group of Toul."""
    sacha.person.joins(toul)
    await sends(camille)
    return camille.dossiers()[0]


async def answers(actor: Actor, group: Chat, text: str) -> tuple[ChatMessage, list[str]]:
    """Answer the first card of a group; return the message, and what the bot says there then."""
    card = next(each for each in group.history if "AZ-26" in each.text)
    before = len(group.history)
    message = actor.person.types(text, chat=group, reply_to=card)
    await actor.stage.plays()
    return message, [each.text for each in group.history[before:] if each.sender.is_bot]


def notes(stage: Stage) -> list[str | None]:
    """Return the notes, oldest first."""
    return [each.note for each in events(stage) if each.event == Trace.NOTE]


@pytest.mark.parametrize("text", ["je prends", "Je m’en occupe !", "ok c’est pour moi", "I’ll take it"])
async def test_who_says_that_they_take_it_has_it(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, dossier: Dossier, text: str
) -> None:
    heard = len(camille.person.chat.history)
    _, said = await answers(sacha, toul, text)
    assert stored(stage, dossier).holder_id == sacha.person.id and notes(stage) == []
    assert len(camille.person.chat.history) == heard + 1, "the firm hears of it"
    assert any("conversation privée" in each for each in said)


async def test_who_comes_too_late_is_told_who_has_it(
    stage: Stage, toul: Chat, sacha: Actor, dossier: Dossier
) -> None:
    lea = await enrolled(stage, "Léa", Role.OPERATOR, TOUL)
    lea.person.joins(toul)
    await answers(sacha, toul, "qui s’en occupe ?")
    _, said = await answers(sacha, toul, "qui s’en occupe ?")
    assert said == [f"🙋 Personne n’a encore pris {dossier.reference}."]
    await taps_in(sacha, toul, "claim")
    for text in ("je prends", "qui s’en occupe ?"):
        _, said = await answers(lea, toul, text)
        assert said == [f"👤 {dossier.reference} est suivi par Sacha."]
    _, said = await answers(sacha, toul, "je prends")
    assert said == [f"👤 Vous avez déjà {dossier.reference}."]
    assert notes(stage) == [] and stored(stage, dossier).status == Status.CLAIMED


@pytest.mark.parametrize("text", ["ok", "merci", "👍", "non", "super merci"])
async def test_courtesy_is_no_note(
    stage: Stage, toul: Chat, sacha: Actor, dossier: Dossier, text: str
) -> None:
    _, said = await answers(sacha, toul, text)
    assert said == [] and notes(stage) == []


async def test_a_note_of_the_group_says_what_its_message_says_once_it_is_edited(
    stage: Stage, toul: Chat, sacha: Actor, dossier: Dossier
) -> None:
    message, said = await answers(sacha, toul, "Appelée : d’accord pour juin.")
    assert "Noté" in said[0]
    await answers(sacha, toul, "Rappeler la banque.")
    before = len(toul.history)
    sacha.person.edits(message, "Appelée : d’accord pour juillet.")
    await stage.plays()
    assert [each.text for each in toul.history[before:]] == [
        f"📝 La note sur {dossier.reference} est corrigée."
    ]
    await taps_in(sacha, toul, "claim")
    await sacha.does(Tap("note"))
    assert "juillet" in sacha.screen and "juin" not in sacha.screen and "la banque" in sacha.screen


async def test_an_edit_of_what_is_no_note_says_nothing(
    stage: Stage, toul: Chat, sacha: Actor, dossier: Dossier
) -> None:
    message, _ = await answers(sacha, toul, "merci")
    before = len(toul.history)
    sacha.person.edits(message, "merci beaucoup")
    await stage.plays()
    assert len(toul.history) == before
