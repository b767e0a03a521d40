"""Erasing is as said: in the tables, in the files of the database, and in the chats of those who read it."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import make_url
from sqlmodel import Session, select

from bot.playground.telegram.calls import bad_request, forbidden, too_many_requests
from bot.playground.telegram.chats import Chat, ChatMessage
from bot.services.core.rights import Role
from bot.telegram.delivery.copies import PER_CHAT
from models.privacy.tables import Erasure, SentCopy
from tests.journeys.acting import Actor, Tap, events, refusals
from tests.journeys.noted import unnoted
from tests.journeys.offices import TOUL, enrolled, taps_in
from tests.journeys.sending import sends
from tests.journeys.sittings import goes_on_agenda, made_ready, sits, taps
from tests.journeys.test_privacy import PERSONAL, TELLING, dossiers, erases, kept
from tests.stage import Stage

ERASED = "effacé à la demande de la personne"
EXPIRED = "la durée de conservation est écoulée"
SECRETS = (*PERSONAL, "Barnabé", "Cunégonde", "Philomène", "Anicet", "Sidonie")
"""What must be found nowhere: the answers, then what was written around them."""

LONG = " ".join(f"phrase{n} de Barnabé" for n in range(250))


@pytest.fixture
def hippolyte(stage: Stage) -> Actor:
    """Somebody whose every word is recognisable."""
    return Actor(stage, stage.telegram.person("Hippolyte", "Vauquelin", language="fr"))


@pytest.fixture
async def nour(stage: Stage) -> Actor:
    """A member of its committee."""
    return await enrolled(stage, "Nour", Role.MEMBER, TOUL)


async def lives(hippolyte: Actor, sacha: Actor, nour: Actor, toul: Chat) -> None:
    """Have a request claimed, written about both ways, noted on, put on an agenda, and read by a member."""
    stage = hippolyte.stage
    dossier = await made_ready(hippolyte, sacha, toul, TELLING)
    await sacha.does((Tap("contact"), Tap("open"), Tap("note"), "Rappeler Philomène, sa sœur"))
    await hippolyte.does((LONG[:4000], "Une précision de Cunégonde"))
    hippolyte.person.sends_photo(caption="L’atelier d’Anicet")
    hippolyte.person.sends_document("devis-Sidonie.pdf", b"%PDF-1.7 Sidonie")
    hippolyte.person.sends_voice(b"OggS Sidonie")
    await stage.plays()
    await sacha.does((Tap("message"), "Bonjour Barnabé, et Cunégonde ?"))
    await taps(sacha, "message.send")
    await sacha.does((f"/chercher {dossier.reference}", Tap("schedule")))
    await goes_on_agenda(sacha)
    await taps(sacha, "call_members")
    await sacha.does(Tap("yes"))
    await sits(nour, "Fonderie de Moselle")
    await taps(nour, "brief")
    await nour.does((Tap("opinion.favourable"), Tap("comment"), "Je connais Philomène."))
    await sacha.does("/seances")
    await taps(sacha, "session")
    await taps(sacha, "item")
    await sacha.does(("/file", "/chercher Zéphyrine", f"/chercher {dossier.reference}", Tap("contact")))


async def replaces_all(stage: Stage) -> int:
    """Let the periodic task run until nothing is left to be replaced; return how many times."""
    for tick in range(1, 60):
        await stage.ticks()
        with Session(stage.assistant.desk.database.engine) as session:
            if not session.exec(select(SentCopy)).all():
                return tick
    raise AssertionError("messages are left")


def others(stage: Stage, but: Actor) -> list[ChatMessage]:
    """Return what the bot shows to everybody else."""
    return [
        message
        for chat in stage.telegram.chats.values()
        for message in chat.history
        if chat.id != but.person.id and message.sender.is_bot
    ]


def told(messages: list[ChatMessage]) -> list[str]:
    """Return the secrets that messages show: in their words, their buttons, their files."""
    shown = [
        f"{each.text} {each.labels} {each.file.name if each.file else ''}".encode()
        + (each.file.content if each.file else b"")
        for each in messages
    ]
    return [secret for secret in SECRETS if any(secret.encode() in each for each in shown)]


def files_of(stage: Stage) -> bytes:
    """Return every byte of the files of a SQLite database; nothing on PostgreSQL."""
    url = make_url(str(stage.assistant.desk.database.engine.url))
    if url.get_backend_name() != "sqlite":
        return b""
    return b"".join(file.read_bytes() for file in Path(str(url.database)).parent.glob("alize.db*"))


async def test_what_a_person_erased_is_found_nowhere_but_where_it_was_announced(
    stage: Stage, hippolyte: Actor, sacha: Actor, nour: Actor, toul: Chat
) -> None:
    await lives(hippolyte, sacha, nour, toul)
    shown = told(others(stage, hippolyte))
    assert set(SECRETS) - set(shown) == {"98765432"}, "the story shows everything, or proves nothing"
    assert any(
        message.file and message.file.content.startswith(b"%PDF") for message in nour.person.chat.history
    )
    await erases(hippolyte)
    await replaces_all(stage)

    assert told(others(stage, hippolyte)) == []
    assert not [secret for secret in SECRETS if secret in kept(stage)]
    assert not [secret for secret in SECRETS if secret.encode() in files_of(stage)]
    assert "Vauquelin" in str([message.text for message in hippolyte.person.chat.history]), "as announced"
    assert "Philomène" in str([m.text for m in sacha.person.chat.history if not m.sender.is_bot]), "likewise"
    replaced = [message for message in others(stage, hippolyte) if ERASED in message.text]
    assert len(replaced) > 10 and not any(message.rows for message in replaced)
    for message in replaced:
        assert message.file is None or message.file.content.startswith(b"\x89PNG")


async def test_expiry_erases_the_same_way_and_says_so(
    stage: Stage, hippolyte: Actor, sacha: Actor, nour: Actor, toul: Chat
) -> None:
    await lives(hippolyte, sacha, nour, toul)
    stage.clock.passes(timedelta(days=3 * 365 + 30))
    await replaces_all(stage)

    assert told(others(stage, hippolyte)) == []
    assert not [secret for secret in SECRETS if secret in kept(stage)]
    assert not [secret for secret in SECRETS if secret.encode() in files_of(stage)]
    replaced = [message for message in others(stage, hippolyte) if EXPIRED in message.text]
    assert len(replaced) > 10 and not any(ERASED in message.text for message in others(stage, hippolyte))


async def test_what_erasing_does_and_what_is_out_of_reach_is_told_before_and_after(
    stage: Stage, hippolyte: Actor, toul: Chat
) -> None:
    await sends(hippolyte, TELLING)
    await hippolyte.does("/supprimer")
    for announced in (
        "Effacé",
        "Gardé",
        "Remplacé",
        "Hors de ma portée",
        "sauvegardes",
        "exports",
        "imprimé",
    ):
        assert announced in hippolyte.screen
    await hippolyte.does(Tap("z"))

    assert "C’est fait : vos données personnelles sont effacées." in hippolyte.screen.replace("\xa0", " ")
    assert "Hors de ma portée" in hippolyte.screen


async def test_whoever_had_sent_nothing_is_told_of_nothing_out_of_reach(
    stage: Stage, hippolyte: Actor
) -> None:
    await hippolyte.does(("/start", "oui", "/supprimer"))
    assert "Hors de ma portée" not in hippolyte.screen
    await hippolyte.does(Tap("z"))

    assert "vos données personnelles sont effacées" in hippolyte.screen
    assert "Hors de ma portée" not in hippolyte.screen
    await stage.ticks()
    assert b"Vauquelin" not in files_of(stage)


async def test_a_member_is_told_that_their_name_stays_for_their_work(stage: Stage, sacha: Actor) -> None:
    await sacha.does("/supprimer")
    assert "à votre nom" in sacha.screen, "told before anything is erased"
    assert "Effacé\N{NO-BREAK SPACE}: votre nom" not in sacha.screen
    await sacha.does(Tap("z"))

    assert "reste à votre nom" in sacha.screen
    assert "vos données personnelles sont effacées" not in sacha.screen


async def test_the_groups_card_is_drawn_again_and_not_replaced(
    stage: Stage, hippolyte: Actor, toul: Chat
) -> None:
    await sends(hippolyte, TELLING)
    await erases(hippolyte)
    await replaces_all(stage)

    assert "🚫" in toul.last.text and ERASED not in toul.last.text


async def test_what_is_said_after_an_erasure_stays(
    stage: Stage, hippolyte: Actor, sacha: Actor, toul: Chat
) -> None:
    await sends(hippolyte, TELLING)
    await taps_in(sacha, toul, "claim")
    await erases(hippolyte)
    await replaces_all(stage)
    [dossier] = dossiers(stage)
    await sacha.does(f"/chercher {dossier.reference}")
    page = sacha.person.chat.last
    await stage.ticks()

    assert any("retiré" in m.text and ERASED not in m.text for m in sacha.person.chat.history)
    assert dossier.reference in page.text and ERASED not in page.text


async def test_a_message_that_was_leaving_while_it_was_erased_is_replaced_when_it_arrives(
    stage: Stage, hippolyte: Actor, sacha: Actor, toul: Chat
) -> None:
    await sends(hippolyte, TELLING)
    await taps_in(sacha, toul, "claim")
    for _ in range(2):
        stage.telegram.fail(too_many_requests(0), "sendMessage", chat=sacha.person.chat)
    await hippolyte.does("Une précision de Cunégonde")
    await erases(hippolyte)
    await stage.ticks()
    stage.clock.passes(timedelta(minutes=5))
    await replaces_all(stage)
    stage.telegram.calls.clear()  # the refusals were ours

    assert told(others(stage, hippolyte)) == []


async def test_what_waited_or_was_refused_is_dropped_with_the_rest(
    stage: Stage, hippolyte: Actor, sacha: Actor, toul: Chat
) -> None:
    await sends(hippolyte, TELLING)
    await taps_in(sacha, toul, "claim")
    stage.telegram.fail(bad_request("can't parse entities"), "sendMessage", chat=sacha.person.chat)
    await hippolyte.does("Une précision de Cunégonde")
    assert "Cunégonde" in kept(stage)
    stage.telegram.fail(too_many_requests(600), "sendMessage", chat=sacha.person.chat)
    await hippolyte.does("Une autre de Philomène")
    stage.telegram.calls.clear()  # the refusals were ours
    await erases(hippolyte)

    assert not [secret for secret in SECRETS if secret in kept(stage)]
    stage.clock.passes(timedelta(hours=1))
    await replaces_all(stage)
    assert told(others(stage, hippolyte)) == []


async def test_a_message_that_its_reader_deleted_needs_no_replacement(
    stage: Stage, hippolyte: Actor, sacha: Actor, toul: Chat
) -> None:
    await sends(hippolyte, TELLING)
    await taps_in(sacha, toul, "claim")
    page = sacha.person.chat.last
    del sacha.person.chat.messages[page.id]
    await erases(hippolyte)
    before = len(sacha.person.chat.history)
    await replaces_all(stage)

    assert len(sacha.person.chat.history) == before, "nothing is sent in its place"
    assert refusals(stage) == [("editMessageText", "Bad Request: message to edit not found")]
    stage.telegram.calls.clear()


async def test_a_file_that_cannot_be_replaced_loses_no_group_and_is_counted(
    stage: Stage, hippolyte: Actor, sacha: Actor, toul: Chat
) -> None:
    await sends(hippolyte, TELLING)
    await taps_in(sacha, toul, "claim")
    hippolyte.person.sends_photo(caption="L’atelier d’Anicet")
    await stage.plays()
    await erases(hippolyte)
    refusal = bad_request("not enough rights to send photos to the chat")
    stage.telegram.fail(refusal, "editMessageMedia", chat=sacha.person.chat)
    await replaces_all(stage)

    assert "ot enough rights" in kept(stage), "put aside, for the doctor to tell"
    await sacha.does("/file")
    assert sacha.screen, "who reads it is still written to"
    stage.telegram.calls.clear()


async def test_who_blocked_the_bot_does_not_keep_the_others_messages(
    stage: Stage, hippolyte: Actor, sacha: Actor, nour: Actor, toul: Chat
) -> None:
    await lives(hippolyte, sacha, nour, toul)
    stage.telegram.fail(forbidden("bot was blocked by the user"), chat=sacha.person.chat)
    await erases(hippolyte)
    await replaces_all(stage)

    assert told([message for message in others(stage, hippolyte) if message.chat is nour.person.chat]) == []
    stage.telegram.calls.clear()


async def test_a_page_drawn_again_as_that_of_another_request_is_left_as_it_is(
    stage: Stage, hippolyte: Actor, camille: Actor, sacha: Actor, toul: Chat
) -> None:
    await sends(camille)
    await taps_in(sacha, toul, "claim")
    await sends(hippolyte, TELLING)
    await taps_in(sacha, toul, "claim")
    page = sacha.person.chat.last
    assert "Zéphyrine" in page.text
    [kept_one] = camille.dossiers()
    sacha.person.forges_tap(f"f:{kept_one.id}:0:open", page)
    await stage.plays()
    assert "Tilleuls" in page.text
    await erases(hippolyte)
    for _ in range(5):
        await stage.ticks()

    assert "Tilleuls" in page.text and page.rows
    assert told(others(stage, hippolyte)) == []


async def test_replacing_leaves_room_for_what_a_chat_is_told_meanwhile(
    stage: Stage, hippolyte: Actor, sacha: Actor, toul: Chat
) -> None:
    await sends(hippolyte, TELLING)
    await taps_in(sacha, toul, "claim")
    for _ in range(2 * PER_CHAT):
        await hippolyte.does("Encore Cunégonde")
    await erases(hippolyte)
    stage.telegram.calls.clear()
    await stage.ticks()

    edits = [call for call in stage.telegram.calls if call.chat_id == sacha.person.id]
    assert len(edits) == PER_CHAT
    assert await replaces_all(stage) >= 1


async def test_erasures_are_remembered_without_whose_they_were(
    stage: Stage, hippolyte: Actor, toul: Chat
) -> None:
    await sends(hippolyte, TELLING)
    await erases(hippolyte)
    await replaces_all(stage)
    stage.clock.passes(timedelta(days=2))
    await stage.ticks()

    with Session(stage.assistant.desk.database.engine) as session:
        [erasure] = session.exec(select(Erasure)).all()
    assert (erasure.cause, erasure.replaced_at is not None) == ("asked", True)
    assert [event.event for event in events(stage)] == ["submit", "withdraw"]


async def test_a_message_that_nothing_noted_would_be_found(
    stage: Stage, hippolyte: Actor, sacha: Actor, toul: Chat
) -> None:
    """The rule that every journey ends with has teeth."""
    await sends(hippolyte, TELLING)
    await taps_in(sacha, toul, "claim")
    assert unnoted(stage) == []
    smuggled = {"chat_id": sacha.person.id, "text": "Appelez Hippolyte Vauquelin"}
    stage.telegram.call("sendMessage", smuggled)

    assert unnoted(stage) == ["Appelez Hippolyte Vauquelin"]
    del sacha.person.chat.messages[sacha.person.chat.last.id]
