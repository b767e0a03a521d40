"""Between firms only words go: a picture, a paper or a voice may tell who somebody is; nothing is lost."""

from collections.abc import Callable

import pytest

from bot.playground.telegram.calls import Upload
from bot.services.core.rights import Role
from models.exchanges.tables import NetworkQuestion, Offer
from models.messages.tables import RelayedMessage
from tests.journeys.acting import Actor, Tap
from tests.journeys.firms import PETRIN, Firm, asks, contributor, passes, supported
from tests.journeys.granted import rows
from tests.journeys.offices import TOUL, enrolled
from tests.stage import Stage

SENT: dict[str, Callable[[Actor], object]] = {
    "photo": lambda actor: actor.person.sends_photo(),
    "document": lambda actor: actor.person.sends_document("enseigne.pdf", b"%PDF", caption="Voici"),
    "voice": lambda actor: actor.person.sends_voice(),
}


@pytest.fixture
async def sacha(stage: Stage) -> Actor:
    """An operator of Toul."""
    return await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)


@pytest.fixture
async def nora(stage: Stage) -> Firm:
    """A baker of Toul whose request was granted."""
    return await supported(stage, "Nora Lambert", "Fournil Lambert", "06 39 98 12 34")


@pytest.mark.parametrize("kind", SENT)
async def test_a_file_sent_for_a_question_goes_to_nobody_and_the_question_is_still_asked(
    stage: Stage, sacha: Actor, nora: Firm, kind: str
) -> None:
    heard = len(sacha.person.chat.history)
    await nora.actor.does(("/entraide", Tap("question_new"), Tap("question_kind.advice")))
    SENT[kind](nora.actor)
    await stage.plays()

    assert "des mots" in nora.actor.screen
    assert rows(stage, RelayedMessage) == []
    assert len(sacha.person.chat.history) == heard
    await nora.actor.does(PETRIN)
    assert nora.actor.has("question_skill.digital") or nora.actor.has("question_skill.every")


@pytest.mark.parametrize("kind", SENT)
async def test_a_file_sent_for_an_offer_goes_to_nobody_and_the_words_are_still_asked(
    stage: Stage, sacha: Actor, nora: Firm, kind: str
) -> None:
    hugo = await contributor(stage, "Hugo Marin", "Câbles Marin", "06 39 98 33 11", "digital")
    await asks(nora.actor)
    await passes(stage, sacha)
    await hugo.actor.does(Tap("question_can"))
    heard = len(nora.actor.person.chat.history)
    SENT[kind](hugo.actor)
    await stage.plays()
    assert "des mots" in hugo.actor.screen
    assert len(nora.actor.person.chat.history) == heard
    await hugo.actor.does(("Je vous raconte quand vous voulez.", Tap("offer_send.yes")))

    assert [offer.words for offer in rows(stage, Offer)] == ["Je vous raconte quand vous voulez."]
    assert len(rows(stage, NetworkQuestion)) == 1


async def test_an_album_is_answered_once(stage: Stage, nora: Firm) -> None:
    await nora.actor.does(("/entraide", Tap("question_new"), Tap("question_kind.visit")))
    nora.actor.person.sends_album([Upload(f"{n}.jpg", b"\xff\xd8", "image/jpeg") for n in range(3)])
    await stage.plays()

    told = [message.text for message in nora.actor.person.chat.history if "que des mots" in message.text]
    assert len(told) == 1
