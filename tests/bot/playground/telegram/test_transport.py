"""A real python-telegram-bot application, with the simulator in place of the network."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import (
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
    Update,
)
from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.ext import Application, ApplicationBuilder, CallbackQueryHandler, CommandHandler, ContextTypes

from bot.playground.telegram.calls import (
    BadGateway,
    Failure,
    NoAnswer,
    Upload,
    forbidden,
    server_error,
    too_many_requests,
)
from bot.playground.telegram.chats import Membership
from bot.playground.telegram.phone import Person
from bot.playground.telegram.simulator import Simulator
from bot.playground.telegram.transport import SimulatedRequest

PtbApplication = Application[Any, Any, Any, Any, Any, Any]


pytestmark = pytest.mark.usefixtures("spans_in_errors")


def build(telegram: Simulator, token: str) -> PtbApplication:
    request = SimulatedRequest(telegram)
    return ApplicationBuilder().token(token).request(request).get_updates_request(request).build()


@pytest.fixture
async def application(telegram: Simulator) -> AsyncIterator[PtbApplication]:
    async with build(telegram, telegram.token) as application:
        yield application


async def process(application: PtbApplication, telegram: Simulator) -> None:
    for update in telegram.take_updates():
        await application.process_update(Update.de_json(update, application.bot))


async def ask_to_continue(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message is not None
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Continuer", callback_data="go:1")]])
    await update.message.reply_html("<b>Bonjour</b>", reply_markup=keyboard)


async def thank(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.callback_query is not None
    await update.callback_query.answer("C'est noté")
    await update.callback_query.edit_message_text("Merci")


async def test_a_conversation_with_a_real_application(
    application: PtbApplication, telegram: Simulator, camille: Person
) -> None:
    application.add_handler(CommandHandler("start", ask_to_continue))
    application.add_handler(CallbackQueryHandler(thank, pattern="^go:"))
    camille.types("/start")
    await process(application, telegram)
    assert (camille.chat.last.html, camille.chat.screen.labels) == ("<b>Bonjour</b>", ["Continuer"])
    camille.taps("Continuer")
    await process(application, telegram)
    assert (camille.chat.last.text, camille.chat.screen.labels) == ("Merci", [])
    assert camille.alerts == ["C'est noté"]
    assert telegram.unanswered_queries() == []


async def test_a_long_poll_in_process_wakes_when_somebody_writes(
    application: PtbApplication, camille: Person
) -> None:
    poll = asyncio.create_task(application.bot.get_updates(timeout=30))
    await asyncio.sleep(0.01)
    assert not poll.done()
    camille.types("Bonjour")
    (update,) = await poll
    assert update.message is not None and update.message.text == "Bonjour"


async def test_reply_keyboards_are_accepted_and_shown(
    application: PtbApplication, telegram: Simulator, camille: Person
) -> None:
    button = KeyboardButton("Partager mon numéro", request_contact=True)
    await application.bot.send_message(
        camille.id, "Votre numéro ?", reply_markup=ReplyKeyboardMarkup([[button]])
    )
    camille.taps("Partager")
    (update,) = telegram.take_updates()
    received = Update.de_json(update, application.bot)
    assert received.message is not None and received.message.contact is not None
    assert received.message.contact.user_id == camille.id
    await application.bot.send_message(camille.id, "Merci", reply_markup=ReplyKeyboardRemove())
    assert camille.chat.keyboard is None


async def test_documents_go_both_ways(
    application: PtbApplication, telegram: Simulator, camille: Person
) -> None:
    sent = await application.bot.send_document(
        camille.id,
        b"%PDF-1.7",
        filename="récapitulatif.pdf",
        caption="<i>Vos réponses</i>",
        parse_mode="HTML",
    )
    assert sent.document is not None
    shown = camille.chat.last
    assert shown.file is not None
    assert (shown.file.name, shown.file.content, shown.text) == (
        "récapitulatif.pdf",
        b"%PDF-1.7",
        "Vos réponses",
    )
    await application.bot.send_document(camille.id, sent.document.file_id)
    assert camille.chat.last.file is shown.file

    camille.sends_document("devis.pdf", b"bytes of the quote", caption="Mon devis")
    (update,) = telegram.take_updates()
    message = Update.de_json(update, application.bot).message
    assert message is not None and message.document is not None
    file = await message.document.get_file()
    assert bytes(await file.download_as_bytearray()) == b"bytes of the quote"


async def test_every_kind_of_message_is_read_by_ptb(
    application: PtbApplication, telegram: Simulator, camille: Person
) -> None:
    camille.sends_photo(caption="L'atelier")
    camille.sends_voice()
    camille.sends_sticker()
    camille.shares_location(48.77, 5.16)
    kinds = [Update.de_json(update, application.bot).message for update in telegram.take_updates()]
    photo, voice, sticker, location = kinds
    assert photo and photo.photo and photo.caption == "L'atelier"
    assert voice and voice.voice and sticker and sticker.sticker
    assert location and location.location and location.location.latitude == 48.77


async def test_topics_and_albums_go_through_ptb(
    application: PtbApplication, telegram: Simulator, camille: Person
) -> None:
    bot = application.bot
    forum = telegram.group("Comité", [camille], forum=True, bot=Membership.ADMINISTRATOR)
    topic = await bot.create_forum_topic(forum.id, "AZ-1", icon_color=9367192)
    sent = await bot.send_message(forum.id, "Qui prend ?", message_thread_id=topic.message_thread_id)
    assert sent.is_topic_message and sent.message_thread_id == topic.message_thread_id
    pdf = Upload("devis.pdf", b"%PDF", "application/pdf")
    camille.sends_album([pdf, pdf], chat=forum, thread_id=topic.message_thread_id)
    first, second = (Update.de_json(update, bot).message for update in telegram.take_updates())
    assert first and second and first.media_group_id == second.media_group_id
    assert first.document and first.reply_to_message and first.reply_to_message.forum_topic_created
    with pytest.raises(BadRequest, match="thread not found"):
        await bot.send_message(forum.id, "Bonjour", message_thread_id=999)


async def test_memberships_are_read_by_ptb(
    application: PtbApplication, telegram: Simulator, camille: Person
) -> None:
    group = telegram.group("Comité Meuse", [camille])
    camille.removes_bot(group)
    (update,) = telegram.take_updates()
    change = Update.de_json(update, application.bot).my_chat_member
    assert change is not None and change.new_chat_member.status == "kicked"


async def test_the_profile_is_set_through_ptb(
    application: PtbApplication, telegram: Simulator, camille: Person
) -> None:
    bot = application.bot
    await bot.set_my_commands([BotCommand("suivi", "Où en est mon dossier")], language_code="fr")
    assert [command["command"] for command in telegram.menu(camille)] == ["suivi"]
    await bot.set_my_description("Bonjour", language_code="fr")
    assert telegram.profile.text("description", "fr") == "Bonjour"
    assert telegram.profile.text("name", "fr") == "Alizé"


async def test_a_reply_to_a_missing_message_is_refused_unless_allowed(
    application: PtbApplication, camille: Person
) -> None:
    with pytest.raises(BadRequest, match="replied not found"):
        await application.bot.send_message(camille.id, "Oui", reply_parameters=ReplyParameters(99))
    await application.bot.send_message(
        camille.id, "Oui", reply_parameters=ReplyParameters(99, allow_sending_without_reply=True)
    )


@pytest.mark.parametrize(
    ("failure", "error"),
    [
        (too_many_requests(3), RetryAfter),
        (forbidden("user is deactivated"), Forbidden),
        (server_error(), NetworkError),
        (BadGateway(), NetworkError),
        (NoAnswer(timed_out=True), TimedOut),
        (NoAnswer(timed_out=False), NetworkError),
    ],
)
async def test_a_fault_becomes_the_exception_ptb_raises_for_it(
    application: PtbApplication,
    telegram: Simulator,
    camille: Person,
    failure: Failure,
    error: type[TelegramError],
) -> None:
    telegram.fail(failure, "sendMessage")
    with pytest.raises(error) as raised:
        await application.bot.send_message(camille.id, "Bonjour")
    assert type(raised.value) is error


async def test_refusals_become_the_exceptions_ptb_raises_for_them(
    application: PtbApplication, telegram: Simulator, camille: Person
) -> None:
    bot = application.bot
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(1, "Bonjour")
    with pytest.raises(EndPointNotFound):
        await bot.do_api_request("sendTelepathy")
    with pytest.raises(BadRequest, match="not modified"):
        await (await bot.send_message(camille.id, "Bonjour")).edit_text("Bonjour")
    group = telegram.group("Comité", [camille])
    supergroup = telegram.migrate(group)
    with pytest.raises(ChatMigrated) as raised:
        await bot.send_message(group.id, "Bonjour")
    assert raised.value.new_chat_id == supergroup.id


async def test_another_token_is_refused(telegram: Simulator) -> None:
    application = build(telegram, "1:wrong")
    with pytest.raises(InvalidToken):
        await application.initialize()
