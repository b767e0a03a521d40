"""What is sent before a request leaves goes with it: photos, documents, voice messages, long texts."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from bot.playground.telegram.calls import Upload
from bot.playground.telegram.chats import Chat
from models.messages.tables import RelayedMessage
from tests.journeys.acting import BAKER, Actor, Tap, refusals
from tests.journeys.offices import taps_in
from tests.journeys.sittings import everything_read, own_data
from tests.stage import Stage

LONG = (
    "Nous reprenons le fournil voisin et la suite est longue. "
    + "Il faut réorganiser la production. " * 60
    + "Voilà."
)
ALBUM = [Upload(f"{n}.jpg", b"\xff\xd8", "image/jpeg") for n in range(3)]


def relayed(stage: Stage) -> list[RelayedMessage]:
    """Return what was passed on, in its order."""
    with Session(stage.assistant.desk.database.engine) as session:
        return list(session.exec(select(RelayedMessage).order_by(RelayedMessage.id)))  # type: ignore[arg-type]


async def asks(actor: Actor, question: str) -> None:
    """Come to a question of a new request."""
    await actor.does("/start")
    await actor.fills_in(BAKER, until=question)


async def test_a_voice_message_is_no_dead_end_and_goes_with_the_request(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await asks(camille, "headcount")
    camille.person.sends_voice(b"OggS douze")
    await stage.plays()
    assert "recevra avec votre demande" in camille.person.chat.history[-2].text
    assert camille.state == "headcount", "the question stays"

    await camille.fills_in(BAKER)
    assert relayed(stage) == [], "nobody reads it before it is sent"
    await camille.sends()
    assert "1 message l’accompagne" in camille.screen
    await taps_in(sacha, toul, "claim")
    assert "1 message" in sacha.screen, "it waits for who took the request up"
    await sacha.does(Tap("message"))
    [heard] = [message for message in sacha.person.chat.history if message.file]
    assert heard.file is not None and heard.file.content == b"OggS douze"
    assert refusals(stage) == []


async def test_the_words_of_a_photo_that_telegram_lost_reach_the_operator(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await asks(camille, "headcount")
    camille.person.sends_photo(caption="La façade qui est à refaire")
    await stage.plays()
    await camille.fills_in(BAKER)
    await camille.sends()
    stage.telegram.files.clear()
    await taps_in(sacha, toul, "claim")
    await sacha.does(Tap("message"))

    assert any("La façade qui est à refaire" in message.text for message in sacha.person.chat.history)
    stage.telegram.calls.clear()  # the refusal was meant


async def test_an_album_is_kept_whole_and_answered_once(stage: Stage, camille: Actor) -> None:
    await asks(camille, "headcount")
    before = len(camille.person.chat.history)
    camille.person.sends_album(ALBUM, caption="Le fournil")
    await stage.plays()

    said = [message for message in camille.person.chat.history[before:] if message.sender.is_bot]
    assert len(said) == 2, "the note, and the question once more"
    await camille.does(Tap("20"))
    assert camille.state == "founded", "its buttons work"
    await camille.fills_in(BAKER)
    await camille.sends()
    assert [message.text for message in relayed(stage)] == ["Le fournil", None, None]
    assert {message.kind for message in relayed(stage)} == {"photo"}


async def test_a_caption_answers_where_words_are_the_answer(stage: Stage, camille: Actor) -> None:
    words = "Voici l'atelier que nous voulons agrandir pour doubler la production."
    await asks(camille, "description")
    photo = camille.person.sends_photo(caption=words)
    await stage.plays()

    assert "l'atelier" in camille.screen
    camille.person.edits(photo, words.replace("doubler", "tripler"))
    await stage.plays()
    await camille.does(Tap("done"))
    assert "tripler" in camille.answers["description"]
    await camille.fills_in(BAKER)
    await camille.sends()
    [message] = relayed(stage)
    assert "tripler" in (message.text or "")


@pytest.mark.parametrize("why", ["one too many", "too large"])
async def test_the_caption_of_a_file_that_is_not_kept_answers_all_the_same(
    stage: Stage, camille: Actor, why: str
) -> None:
    words = "Voici l'atelier que nous voulons agrandir pour doubler la production."
    await asks(camille, "description")
    for _ in range(10 if why == "one too many" else 0):
        camille.person.sends_photo()
        await stage.plays()
        stage.clock.passes(timedelta(minutes=1))
    content = b"x" if why == "one too many" else b"x" * 20_000_001
    film = camille.person.sends_document("atelier.mp4", content, caption=words)
    await stage.plays()

    assert "l'atelier" in camille.screen
    assert any(("10 fichiers" in text) or ("trop" in text) for text in everything_read(camille))
    camille.person.edits(film, words.replace("doubler", "tripler"))
    await stage.plays()
    await camille.does(Tap("done"))
    assert "tripler" in camille.answers["description"]


async def test_files_are_few_enough_to_be_read(stage: Stage, camille: Actor) -> None:
    await asks(camille, "headcount")
    for _ in range(11):
        camille.person.sends_photo()
        await stage.plays()
        stage.clock.passes(timedelta(minutes=1))

    assert any("10 fichiers" in message.text for message in camille.person.chat.history)
    draft = camille.draft()
    assert draft is not None and len(draft.content["files"]) == 10


async def test_a_text_that_is_too_long_is_cut_with_a_word_and_goes_whole_to_the_operator(
    stage: Stage, camille: Actor
) -> None:
    await asks(camille, "description")
    await camille.does(LONG)

    assert "✂️" in camille.screen
    assert "partira avec votre demande" in camille.screen
    assert camille.has("done") and camille.has("again")
    await camille.does(Tap("done"))
    kept = camille.answers["description"]
    assert 1_400 < len(kept) <= 1_500 and kept.endswith("…") and LONG.startswith(kept[:-1])
    await camille.fills_in(BAKER)
    await camille.sends()
    assert [message.text for message in relayed(stage)] == [LONG]


async def test_a_text_made_shorter_is_all_there_is(stage: Stage, camille: Actor) -> None:
    await asks(camille, "description")
    message = camille.person.types(LONG)
    await stage.plays()
    camille.person.edits(message, LONG[:200])
    await stage.plays()
    await camille.does(Tap("done"))

    assert camille.answers["description"] == LONG[:200].strip()
    await camille.fills_in(BAKER)
    await camille.sends()
    assert relayed(stage) == []


async def test_what_was_sent_is_erased_with_the_draft_and_told_before(stage: Stage, camille: Actor) -> None:
    await asks(camille, "headcount")
    camille.person.sends_document("devis-du-four.pdf", b"%PDF", caption="Le devis du four")
    await stage.plays()
    await camille.does("/mesdonnees")
    assert "devis-du-four.pdf" in own_data(camille)

    await camille.does(("/supprimer", Tap("z")))
    assert camille.draft() is None
    assert relayed(stage) == []


async def test_a_file_before_the_notice_is_not_kept(stage: Stage, camille: Actor) -> None:
    camille.person.sends_voice()
    await stage.plays()
    assert "Commencez d’abord" in camille.screen
    await camille.does("/start")

    draft = camille.draft()
    assert draft is not None and "files" not in draft.content
