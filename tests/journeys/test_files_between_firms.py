"""Files go with a question or an offer by Telegram's number, to the other firm once both agreed; see who."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.playground.telegram.calls import Upload
from bot.playground.telegram.chats import ChatMessage
from bot.services.core.rights import Role
from conversations.exchanges.files import MOST_FILES
from models.exchanges.tables import ExchangeFile, NetworkQuestion, Offer
from models.messages.tables import RelayedMessage
from tests.journeys.acting import Actor, Tap, refusals
from tests.journeys.firms import (
    MEUSE,
    PETRIN,
    Firm,
    asks,
    choices_of,
    contributor,
    days_pass,
    passes,
    supported,
    writes,
)
from tests.journeys.granted import rows
from tests.journeys.offices import enrolled
from tests.stage import Stage

PLAN, VOICE, PICTURE = (
    b"%PDF the plan of the bakery",
    b"OggS the voice of the baker",
    b"\xff\xd8\xff the bakery",
)

SENT: dict[str, tuple[Callable[[Actor], object], bytes]] = {
    "photo": (lambda actor: actor.person.sends_photo(PICTURE), PICTURE),
    "document": (lambda actor: actor.person.sends_document("fournil-lambert.pdf", PLAN), PLAN),
    "voice": (lambda actor: actor.person.sends_voice(VOICE), VOICE),
}


@pytest.fixture
async def paul(stage: Stage) -> Firm:
    """An advisor of a firm that lends its people, who knows software."""
    return await contributor(stage, "Paul Weber", "Verrerie Weber", "06 39 98 77 88", "digital")


@pytest.fixture
async def lea(stage: Stage) -> Firm:
    """A joiner of Nancy whose request was granted."""
    return await supported(stage, "Léa Roux", "Menuiserie Roux", "06 39 98 55 66", commune="54395")


def shown(actor: Actor) -> str:
    """Return all that somebody was told."""
    told = "\n".join(message.text for message in actor.person.chat.history if message.sender.is_bot)
    return told.replace("\u00a0", " ")


def received(actor: Actor) -> list[bytes]:
    """Return what the files hold that the bot sent somebody."""
    return [message.file.content for message in with_file(actor) if message.file]


def with_file(actor: Actor) -> list[ChatMessage]:
    """Return the messages of the bot that carry a file."""
    return [message for message in actor.person.chat.history if message.sender.is_bot and message.file]


async def sends(stage: Stage, actor: Actor, kind: str = "document") -> None:
    """Send a file, of which the bot is told."""
    SENT[kind][0](actor)
    await stage.plays()


async def asks_with(stage: Stage, firm: Firm, *kinds: str) -> None:
    """Ask a question with files, sent while it is reviewed."""
    await writes(firm.actor)
    for kind in kinds:
        await sends(stage, firm.actor, kind)
    await firm.actor.does((Tap("question_new"), Tap("question_send.yes")))


async def offers_with(stage: Stage, firm: Firm, *kinds: str) -> None:
    """Offer help with files, sent before the words."""
    await firm.actor.does(Tap("question_can"))
    for kind in kinds:
        await sends(stage, firm.actor, kind)
    await firm.actor.does(("Je vous raconte quand vous voulez.", Tap("offer_send.yes")))


async def test_both_are_handed_the_files_of_the_other_once_both_agreed_and_not_before(
    stage: Stage, sacha: Actor, nora: Firm, paul: Firm, lea: Firm
) -> None:
    await asks_with(stage, nora, *SENT)
    await passes(stage, sacha)
    assert "3 fichiers, remis à la mise en relation" in paul.actor.screen
    await offers_with(stage, paul, "voice")
    assert "1 fichier, remis à la mise en relation" in nora.actor.screen
    assert "3 fichiers à vous" in nora.actor.screen
    await nora.actor.does(Tap("offer_want.yes"))
    assert received(nora.actor) == received(paul.actor) == []
    await paul.actor.does(Tap("offer_confirm.yes"))

    assert received(paul.actor) == [content for _, content in SENT.values()]
    assert received(nora.actor) == [VOICE]
    assert "Nora Lambert" in with_file(paul.actor)[0].text
    assert received(lea.actor) == received(sacha) == []
    assert rows(stage, RelayedMessage) == [], "what is stored is a number"
    assert refusals(stage) == []


async def test_the_question_is_still_asked_and_its_author_is_told_who_sees_a_file(
    stage: Stage, sacha: Actor, nora: Firm
) -> None:
    heard = len(sacha.person.chat.history)
    await nora.actor.does(("/entraide", Tap("question_new"), Tap("question_kind.advice")))
    await sends(stage, nora.actor, "voice")
    assert "Gardé : fichier 1, sur 3 au plus" in shown(nora.actor)
    assert "Aucune autre entreprise" in nora.actor.screen
    assert "La question elle-même se dit en mots" in nora.actor.screen
    assert len(sacha.person.chat.history) == heard, "it is nobody's yet"
    await nora.actor.does(PETRIN)

    assert nora.actor.has("question_skill.digital") or nora.actor.has("question_skill.every")


async def test_a_file_may_come_at_any_step_of_a_question(stage: Stage, nora: Firm) -> None:
    await nora.actor.does(("/entraide", Tap("question_new")))
    await sends(stage, nora.actor)
    await nora.actor.does((Tap("question_kind.advice"), PETRIN))
    await sends(stage, nora.actor)
    await nora.actor.does((Tap("question_skill.every"), Tap("question_skill.digital")))
    await sends(stage, nora.actor)
    await nora.actor.does((Tap("question_except.nobody"), Tap("question_send.yes")))

    assert len(rows(stage, ExchangeFile)) == MOST_FILES


async def test_the_caption_of_a_file_is_the_text_of_the_question(stage: Stage, nora: Firm) -> None:
    await nora.actor.does(("/entraide", Tap("question_new"), Tap("question_kind.visit")))
    nora.actor.person.sends_photo(PICTURE, caption=PETRIN)
    await stage.plays()
    await nora.actor.does((Tap("question_except.nobody"), Tap("question_send.yes")))

    [question], [file] = rows(stage, NetworkQuestion), rows(stage, ExchangeFile)
    assert question.text == PETRIN
    assert (file.question_id, file.kind) == (question.id, "photo")


async def test_a_caption_too_short_for_a_question_loses_no_file(stage: Stage, nora: Firm) -> None:
    await nora.actor.does(("/entraide", Tap("question_new"), Tap("question_kind.visit")))
    nora.actor.person.sends_photo(PICTURE, caption="Voici")
    await stage.plays()
    assert "👉" in nora.actor.screen or "👉" in shown(nora.actor)
    await nora.actor.does((PETRIN, Tap("question_except.nobody"), Tap("question_send.yes")))

    assert len(rows(stage, ExchangeFile)) == 1


async def test_beyond_three_files_it_is_said_and_nothing_is_lost(stage: Stage, nora: Firm) -> None:
    await writes(nora.actor)
    for kind in ("photo", "document", "voice"):
        await sends(stage, nora.actor, kind)
    await sends(stage, nora.actor, "photo")
    assert "3 fichiers au plus" in nora.actor.screen
    await nora.actor.does((Tap("question_new"), Tap("question_send.yes")))

    assert [each.kind for each in rows(stage, ExchangeFile)] == ["photo", "document", "voice"]


async def test_an_album_counts_each_file_and_is_answered_once(stage: Stage, nora: Firm) -> None:
    await writes(nora.actor)
    nora.actor.person.sends_album([Upload(f"{n}.jpg", b"\xff\xd8", "image/jpeg") for n in range(5)])
    await stage.plays()
    told = shown(nora.actor)
    assert told.count("tout son album") == told.count("ce qui vient après n’est pas gardé") == 1
    await nora.actor.does((Tap("question_new"), Tap("question_send.yes")))

    assert len(rows(stage, ExchangeFile)) == MOST_FILES


async def test_a_file_too_large_is_said_and_the_question_goes_on(stage: Stage, nora: Firm) -> None:
    await writes(nora.actor)
    nora.actor.person.sends_document("film.mp4", b"x" * 20_000_001)
    await stage.plays()
    assert "20\u00a0Mo au plus" in nora.actor.screen
    await nora.actor.does(Tap("question_send.yes"))

    assert len(rows(stage, NetworkQuestion)) == 1 and rows(stage, ExchangeFile) == []


async def test_the_caption_of_a_file_that_is_not_kept_is_the_text_all_the_same(
    stage: Stage, nora: Firm
) -> None:
    await nora.actor.does(("/entraide", Tap("question_new"), Tap("question_kind.visit")))
    nora.actor.person.sends_document("film.mp4", b"x" * 20_000_001, caption=PETRIN)
    await stage.plays()
    await nora.actor.does((Tap("question_except.nobody"), Tap("question_send.yes")))

    assert [each.text for each in rows(stage, NetworkQuestion)] == [PETRIN]
    assert rows(stage, ExchangeFile) == []


async def test_each_file_or_all_are_taken_back_before_it_goes(stage: Stage, nora: Firm) -> None:
    await writes(nora.actor)
    for kind in ("photo", "document", "voice"):
        await sends(stage, nora.actor, kind)
    await nora.actor.does(Tap("question_files"))
    assert "1. une photo\n2. un document\n3. un message vocal" in nora.actor.screen
    gone = next(label for label in nora.actor.labels if "Retirer 1" in label)
    page = nora.actor.person.chat.history[-1]
    forged = next(button.data or "" for row in page.rows for button in row if button.label == gone)
    nora.actor.person.taps("Retirer 1")
    await stage.plays()
    assert "1. un document\n2. un message vocal" in nora.actor.screen
    nora.actor.person.taps("Tout retirer")
    await stage.plays()
    assert "Aucun fichier ne l’accompagne" in nora.actor.screen
    nora.actor.person.forges_tap(forged, page)
    await stage.plays()
    assert nora.actor.alert.startswith("Ce bouton n’est plus à jour"), nora.actor.alert
    await nora.actor.does((Tap("question_new"), Tap("question_send.yes")))

    assert rows(stage, ExchangeFile) == []


async def test_more_files_and_other_words_are_taken_where_those_kept_are_shown(
    stage: Stage, sacha: Actor, nora: Firm, paul: Firm
) -> None:
    await writes(nora.actor)
    await sends(stage, nora.actor, "photo")
    await nora.actor.does((Tap("question_new"), Tap("question_files")))
    await sends(stage, nora.actor, "voice")
    assert "fichier 2" in shown(nora.actor)
    await nora.actor.does((Tap("question_new"), Tap("question_send.yes")))
    await passes(stage, sacha)
    await paul.actor.does(Tap("question_can"))
    await sends(stage, paul.actor, "photo")
    await paul.actor.does(("Je vous raconte.", Tap("offer_files"), Tap("offer_send"), Tap("offer_files")))
    await sends(stage, paul.actor, "document")
    await paul.actor.does(("Je vous raconte quand vous voulez.", Tap("offer_send.yes")))

    assert [offer.words for offer in rows(stage, Offer)] == ["Je vous raconte quand vous voulez."]
    assert [file.kind for file in rows(stage, ExchangeFile)] == ["photo", "voice", "photo", "document"]


async def test_an_old_button_of_files_shows_how_things_stand(
    stage: Stage, sacha: Actor, nora: Firm, paul: Firm
) -> None:
    await asks_with(stage, nora, "photo")
    nora.actor.person.forges_tap("t:0:0:question_files", nora.actor.person.chat.history[-1])
    await stage.plays()
    assert "a été envoyée" in nora.actor.alert
    await passes(stage, sacha)
    await offers_with(stage, paul, "photo")
    old = paul.actor.person.chat.history[-1]
    paul.actor.person.forges_tap("t:1:0:offer_files.every", old)
    await stage.plays()
    assert "Ma proposition" in old.text
    await sends(stage, nora.actor, "voice")

    assert [file.kind for file in rows(stage, ExchangeFile)] == ["photo", "photo"]


async def test_a_file_added_after_the_review_was_shown_is_looked_at_before_it_goes(
    stage: Stage, nora: Firm
) -> None:
    await writes(nora.actor)
    before = nora.actor.button("question_send.yes").data or ""
    review = nora.actor.person.chat.history[-1]
    await sends(stage, nora.actor)
    nora.actor.person.forges_tap(before, review)
    await stage.plays()

    assert rows(stage, NetworkQuestion) == []
    assert "1 fichier, remis à la mise en relation" in review.text
    assert "peut l’ouvrir pour lire votre question" in review.text


async def test_the_operator_opens_the_files_of_a_question_that_waits_and_of_no_other(
    stage: Stage, sacha: Actor, nora: Firm, paul: Firm
) -> None:
    await asks_with(stage, nora, "document", "voice")
    assert "2 fichiers" in sacha.screen
    await sacha.does((Tap("desk_question"), Tap("desk_files")))
    assert received(sacha) == [PLAN, VOICE]
    assert "AZ-25-9" in with_file(sacha)[0].text, "it is replaced once the data is erased"
    opening = sacha.button("desk_files").data or ""
    card = sacha.person.chat.history[-3]
    await sacha.does(Tap("desk_forward.yes"))
    await stage.ticks()
    sacha.person.forges_tap(opening, card)
    await stage.plays()

    assert received(sacha) == [PLAN, VOICE], "passed on, it is no longer theirs to open"
    assert received(paul.actor) == []


async def test_other_words_go_with_the_same_files_or_without(stage: Stage, sacha: Actor, nora: Firm) -> None:
    await asks_with(stage, nora, "photo", "document")
    await sacha.does((Tap("desk_question"), Tap("desk_reword"), "Dites quel logiciel."))
    await sacha.does(Tap("desk_reword.yes"))
    await nora.actor.does((Tap("question_reword"), PETRIN + " Sage, par exemple."))
    assert "2 fichiers" in nora.actor.screen
    await nora.actor.does(Tap("question_files"))
    nora.actor.person.taps("Retirer 1")
    await stage.plays()
    await nora.actor.does((Tap("question_new"), Tap("question_send.yes")))

    assert [each.kind for each in rows(stage, ExchangeFile)] == ["document"]


async def test_an_offer_that_is_not_chosen_gives_its_files_to_nobody(
    stage: Stage, sacha: Actor, nora: Firm, paul: Firm, lea: Firm
) -> None:
    await asks_with(stage, nora, "document")
    await passes(stage, sacha)
    await offers_with(stage, paul, "photo")
    await nora.actor.does((Tap("offer_decline"), Tap("offer_decline.yes")))
    await offers_with(stage, lea, "voice")
    await nora.actor.does(Tap("offer_want.yes"))
    await lea.actor.does(Tap("offer_confirm.yes"))

    assert received(nora.actor) == [VOICE]
    assert received(lea.actor) == [PLAN]
    assert received(paul.actor) == []
    [left] = rows(stage, ExchangeFile)
    assert left.question_id is not None, "of the question, which somebody else may still answer"


async def test_a_question_withdrawn_keeps_no_file(stage: Stage, sacha: Actor, nora: Firm, paul: Firm) -> None:
    await asks_with(stage, nora, "document")
    await passes(stage, sacha)
    await offers_with(stage, paul, "photo")
    await nora.actor.does((Tap("question_page"), Tap("question_withdraw"), Tap("question_withdraw.yes")))

    assert rows(stage, ExchangeFile) == []
    assert received(paul.actor) == received(nora.actor) == []


async def test_a_question_declined_keeps_no_file(stage: Stage, sacha: Actor, nora: Firm) -> None:
    await asks_with(stage, nora, "document")
    await sacha.does((Tap("desk_question"), Tap("desk_decline"), "Ce n’est pas pour le réseau."))
    await sacha.does(Tap("desk_decline.yes"))

    assert rows(stage, ExchangeFile) == []


async def test_an_offer_dropped_before_it_goes_takes_its_files_with_it(
    stage: Stage, sacha: Actor, nora: Firm, paul: Firm
) -> None:
    await asks(nora.actor)
    await passes(stage, sacha)
    await paul.actor.does(Tap("question_can"))
    await sends(stage, paul.actor)
    await paul.actor.does((Tap("question_heard"), Tap("question_can"), "Je peux vous raconter tout cela."))
    await paul.actor.does(Tap("offer_send.yes"))

    assert len(rows(stage, Offer)) == 1 and rows(stage, ExchangeFile) == []


async def test_who_is_erased_leaves_no_file_and_what_was_handed_over_is_replaced(
    stage: Stage, sacha: Actor, nora: Firm, paul: Firm, lea: Firm
) -> None:
    await asks_with(stage, nora, "document", "voice")
    await sacha.does((Tap("desk_question"), Tap("desk_files"), Tap("desk_forward.yes")))
    await stage.ticks()
    await offers_with(stage, paul, "photo")
    await nora.actor.does(Tap("offer_want.yes"))
    await paul.actor.does(Tap("offer_confirm.yes"))
    assert received(sacha) == received(paul.actor) == [PLAN, VOICE]
    await nora.actor.does(("/supprimer", Tap("z")))
    for _ in range(3):
        await stage.ticks()

    assert rows(stage, ExchangeFile) == []
    assert not {PLAN, VOICE} & {*received(paul.actor), *received(sacha)}
    assert "Nora" not in "\n".join(message.text for message in with_file(paul.actor))


async def test_a_file_that_telegram_gives_no_more_blocks_nothing(
    stage: Stage, sacha: Actor, nora: Firm, paul: Firm
) -> None:
    await asks_with(stage, nora, "photo", "document", "voice")
    await passes(stage, sacha)
    await offers_with(stage, paul)
    await nora.actor.does(Tap("offer_want.yes"))
    for file in rows(stage, ExchangeFile)[:1]:
        del stage.telegram.files[file.file_id]
    await paul.actor.does(Tap("offer_confirm.yes"))

    assert nora.phone in shown(paul.actor) and paul.name in shown(nora.actor)
    assert received(paul.actor) == [PLAN, VOICE]
    assert "1 sur 3 : une photo · Nora Lambert" in shown(paul.actor)
    await paul.actor.does("/entraide")
    assert paul.actor.has("question_new"), "the chat goes on"
    stage.telegram.calls.clear()  # the refusal was meant


async def test_who_is_suspended_has_their_files_go_nowhere(
    stage: Stage, sacha: Actor, nora: Firm, paul: Firm
) -> None:
    await asks_with(stage, nora, "document")
    await passes(stage, sacha)
    await paul.actor.does(Tap("report_question"))
    await sacha.does((Tap("suspend"), "Pas de publicité ici.", Tap("suspend.yes")))
    await stage.ticks()
    await nora.actor.does("/entraide")
    await sends(stage, nora.actor)

    assert rows(stage, ExchangeFile) == []
    assert received(paul.actor) == []


async def test_each_of_those_who_help_is_handed_the_files_of_the_question_and_not_of_the_other(
    stage: Stage, sacha: Actor, nora: Firm, paul: Firm, lea: Firm
) -> None:
    await asks_with(stage, nora, "document")
    await passes(stage, sacha)
    await offers_with(stage, paul, "photo")
    await offers_with(stage, lea, "voice")
    for _ in range(2):
        await nora.actor.does(Tap("offer_want.yes"))
        await nora.actor.does(Tap("question_page"))
        waiting = [label for label in nora.actor.labels if "à vous" in label]
        if waiting:
            nora.actor.person.taps(waiting[0])
            await stage.plays()
    await paul.actor.does(Tap("offer_confirm.yes"))
    await lea.actor.does(Tap("offer_confirm.yes"))

    assert received(paul.actor) == received(lea.actor) == [PLAN]
    assert received(nora.actor) == [PICTURE, VOICE]


async def test_a_question_asked_farther_hands_its_files_over_as_at_home(
    stage: Stage, sacha: Actor, nora: Firm
) -> None:
    bruno = await contributor(
        stage, "Bruno Petit", "Scierie de la Meuse", "06 39 98 91 92", "digital", basin=MEUSE
    )
    ayoub = await enrolled(stage, "Ayoub", Role.OPERATOR, MEUSE)
    await asks_with(stage, nora, "document")
    await passes(stage, sacha)
    await days_pass(stage, 11)
    await nora.actor.does(Tap("question_widen.yes"))
    await stage.ticks()
    assert "1 fichier, remis à la mise en relation" in bruno.actor.screen
    await offers_with(stage, bruno, "voice")
    await nora.actor.does(Tap("offer_want.yes"))
    assert received(bruno.actor) == received(nora.actor) == received(ayoub) == []
    await bruno.actor.does(Tap("offer_confirm.yes"))

    assert received(bruno.actor) == [PLAN] and received(nora.actor) == [VOICE]
    assert received(ayoub) == [], "the operator there reads the question, and no file"


async def test_what_helps_is_erased_with_who_offered_it(
    stage: Stage, sacha: Actor, nora: Firm, lea: Firm
) -> None:
    await asks(nora.actor)
    await passes(stage, sacha)
    await offers_with(stage, lea, "voice")
    await lea.actor.does(("/supprimer", Tap("z")))
    await stage.ticks()

    assert rows(stage, ExchangeFile) == []
    assert received(nora.actor) == []


async def test_a_file_sent_long_after_is_for_whoever_follows_the_request(
    stage: Stage, sacha: Actor, nora: Firm
) -> None:
    await writes(nora.actor)
    stage.clock.passes(timedelta(days=2))
    await sends(stage, nora.actor, "photo")

    assert len(rows(stage, RelayedMessage)) == 1
    assert choices_of(stage, nora).writing is not None
    assert "files" not in str(choices_of(stage, nora).writing)


async def test_once_left_for_later_a_file_is_for_whoever_follows_the_request(
    stage: Stage, nora: Firm
) -> None:
    await writes(nora.actor)
    await nora.actor.does(Tap("question_later"))
    await sends(stage, nora.actor, "photo")

    assert len(rows(stage, RelayedMessage)) == 1


async def test_who_asks_for_their_data_reads_which_files_wait_and_no_number(
    stage: Stage, sacha: Actor, paul: Firm
) -> None:
    await asks_with(stage, paul, "photo", "voice")
    await paul.actor.does(("/entraide", Tap("question_new"), Tap("question_kind.visit")))
    await sends(stage, paul.actor, "document")
    await paul.actor.does("/mesdonnees")

    taken = json.loads(received(paul.actor)[-1])["exchanges"]
    assert [file["kind"] for file in taken["files"]] == ["photo", "voice"]
    assert not {"file_id", "source_id"} & set(taken["files"][0])


async def test_where_only_words_are_asked_a_file_goes_to_nobody_and_the_words_are_still_asked(
    stage: Stage, sacha: Actor, nora: Firm, paul: Firm
) -> None:
    await asks(nora.actor)
    await passes(stage, sacha)
    await offers_with(stage, paul)
    await nora.actor.does(Tap("offer_reach"))
    await sends(stage, nora.actor, "photo")
    assert "Ici, je ne prends que des mots" in nora.actor.screen
    await nora.actor.does("06 39 98 00 00")

    assert "06 39 98 00 00" in shown(nora.actor)


async def test_the_caption_of_one_file_too_many_is_said_to_change_nothing(stage: Stage, nora: Firm) -> None:
    await writes(nora.actor)
    for _ in range(MOST_FILES):
        await sends(stage, nora.actor, "voice")
    nora.actor.person.sends_photo(PICTURE, caption="Non, finalement un transpalette.")
    await stage.plays()

    assert "Sa légende non plus" in nora.actor.screen


async def test_a_file_that_nothing_asks_of_a_contributor_begins_no_request(stage: Stage, paul: Firm) -> None:
    paul.actor.person.sends_photo(PICTURE)
    await stage.plays()

    assert "n’est gardé nulle part" in paul.actor.screen and "demande" not in paul.actor.screen
