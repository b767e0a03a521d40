"""A reply becomes calls to Telegram, written to the outbox in the turn's own transaction."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.documents.charts import serialize as charts
from bot.documents.spoken import spoken, spoken_poster
from bot.i18n import speak
from bot.services.core.export_orders import LANE, order_to_json
from bot.services.core.papers import Poster
from bot.services.core.screens import (
    SENT_ANEW_AS,
    Announcement,
    Card,
    Document,
    GuideText,
    Notice,
    Picture,
    Reply,
    Screen,
    SharedFile,
)
from bot.services.messages.menus import Menu, menu_of, note_shown, note_told
from bot.telegram.render.callbacks import encode
from bot.telegram.render.menus import menu_of as listing_of
from bot.telegram.render.screens import keyboard_of, lowering_of, message_of, sharing_of
from models.database.tables import Settles
from models.database.writer import Transaction

LOOK_UP = "@look_up"
"""The method of an outbox row that is a search in the company registry: kept and retried like the rest."""

EXPORT = "@export"
"""The method of an outbox row that orders an export."""

SEND_PICTURE = "sendPhoto"
AS_THEY_ARE = {"photo": "sendPhoto", "document": "sendDocument"}
CLOSE_TOPIC = "closeForumTopic"


def present(
    transaction: Transaction, chat_id: int, reply: Reply, now: datetime, tapped: int | None = None
) -> None:
    """Write down everything a reply says. ``tapped``: the message whose button was tapped, if any."""
    card, language = reply.card, reply.language

    def post(method: str, payload: dict[str, Any], settles: str | None = None) -> None:
        transaction.post(chat_id, method, payload, now=now, settles=settles)

    if reply.lowered:
        post("sendMessage", lowering_of(language, chat_id))
    for screen in reply.screens:
        post("sendMessage", message_of(screen, language, chat_id))
    _post_files(post, reply, chat_id)
    if card:
        _post_card(post, card, language, chat_id)
    for message_id, settles in _retired(reply, tapped).items():
        post("editMessageReplyMarkup", {"chat_id": chat_id, "message_id": message_id}, settles)
    if reply.page:
        shown = message_of(reply.page, language, chat_id)
        edited = {} if tapped is None else {"message_id": tapped}
        post("editMessageText" if edited else "sendMessage", {**shown, **edited})
    _note_shown(transaction, chat_id, reply, now, tapped)
    if reply.look_up:
        post("sendChatAction", {"chat_id": chat_id, "action": "typing"})
        post(LOOK_UP, {"words": reply.look_up, "language": language})
    if reply.export:
        transaction.post(LANE, EXPORT, order_to_json(reply.export), now=now)
    for announcement in reply.announced:
        announce(transaction, announcement, now)
    for menu in reply.menus:
        method, payload = listing_of(menu)
        transaction.post(menu.person_id, method, payload, now=now)
    for notice in reply.told:
        tell(transaction, notice, now)


def _note_shown(
    transaction: Transaction, person_id: int, reply: Reply, now: datetime, tapped: int | None
) -> None:
    """Note what may be typed for the buttons of a reply, those of its card being known from the draft."""
    if person_id < 0:  # a group, where nothing that is typed is read
        return
    picture = Screen((), rows=reply.picture.rows) if reply.picture else None
    screens = (*reply.screens, *filter(None, (reply.page, picture)))
    menus = [_menu(screen, reply.language, now) for screen in screens]
    shown = [menu for menu in menus if menu is not None]
    gone = bool(reply.screens) and tapped is not None and not reply.leaves_tapped
    if shown or gone or (reply.card is not None and reply.card.covers):
        note_shown(transaction, person_id, shown, below=reply.card is None)


def _menu(screen: Screen, language: str, now: datetime, *, told: bool = False) -> Menu | None:
    return menu_of(screen, lambda label: speak(label, language, markup=False), encode, now, told=told)


def _note_told(transaction: Transaction, chat_id: int, screen: Screen, language: str, now: datetime) -> None:
    menu = _menu(screen, language, now, told=True) if chat_id > 0 else None
    if menu is not None:
        note_told(transaction, chat_id, menu)


def _retired(reply: Reply, tapped: int | None) -> dict[int, Settles | None]:
    """Return the messages that lose their buttons: the menu that was tapped, and the old card.

    Those of an old card are of an older revision, refused already, and nothing is drawn on it again: it
    is tidied when the chat is idle. A menu may be drawn again by another of its buttons: it is in order.
    """
    retired: dict[int, Settles | None] = {}
    if tapped is not None and (reply.screens or reply.card) and not (reply.leaves_tapped or reply.page):
        retired[tapped] = None
    for old in (reply.retires, reply.card and reply.card.retires):
        if old:
            retired[old] = Settles.TIDYING
    if reply.card and reply.card.edits:
        retired.pop(reply.card.edits, None)
    return retired


def _post_files(post: Callable[..., None], reply: Reply, chat_id: int) -> None:
    if reply.document:
        post("sendDocument", document_of(reply.document, reply.language, chat_id))
    if reply.picture:
        post(SEND_PICTURE, picture_of(reply.picture, reply.language, chat_id))


def _post_card(post: Callable[..., None], card: Card, language: str, chat_id: int) -> None:
    payload = message_of(card.screen, language, chat_id, card.draft_id, card.revision)
    settles = Settles.DRAFT.of(card.draft_id, card.revision)
    if card.edits:
        post("editMessageText", {**payload, "message_id": card.edits}, settles)
    else:
        post("sendMessage", payload, settles)
    if card.screen.share:
        post("sendMessage", sharing_of(card.screen.share, language, chat_id))


def announce(transaction: Transaction, announcement: Announcement, now: datetime) -> None:
    """Write a dossier's card down, to be posted in its queue's group."""
    chat_id, language = announcement.chat_id, announcement.language
    if announcement.topic:  # the card follows once it is open
        opening = {"chat_id": chat_id, "name": announcement.topic}
        settles = Settles.TOPIC.of(announcement.dossier_id)
        transaction.post(chat_id, "createForumTopic", opening, now=now, settles=settles)
        return
    payload = message_of(announcement.screen, language, chat_id)
    # An edit settles too: a card that is gone is sent anew.
    card = Settles.DOSSIER.of(announcement.dossier_id, announcement.version) if announcement.kept else None
    if announcement.edits:
        payload["message_id"] = announcement.edits
    elif announcement.thread:
        payload["message_thread_id"] = announcement.thread
    method = "editMessageText" if announcement.edits else "sendMessage"
    transaction.post(chat_id, method, payload, now=now, settles=card)
    _note_told(transaction, chat_id, announcement.screen, language, now)
    if announcement.closes:
        closing = {"chat_id": chat_id, "message_thread_id": announcement.thread}
        transaction.post(chat_id, CLOSE_TOPIC, closing, now=now)


def tell(transaction: Transaction, notice: Notice, now: datetime) -> None:
    """Write down what is said to somebody else than who the turn answers."""
    if notice.document is not None:
        method, payload = "sendDocument", document_of(notice.document, notice.language, notice.chat_id)
    elif notice.picture is not None:
        method, payload = SEND_PICTURE, picture_of(notice.picture, notice.language, notice.chat_id)
    else:
        assert notice.screen is not None
        method, payload = "sendMessage", message_of(notice.screen, notice.language, notice.chat_id)
        if notice.file:
            method, payload = _shared(notice.file, payload)
        if notice.edits:
            method, payload["message_id"] = "editMessageText", notice.edits
    if notice.thread and method != "editMessageText":
        payload["message_thread_id"] = notice.thread
    if notice.answers:
        payload["reply_parameters"] = {"message_id": notice.answers, "allow_sending_without_reply": True}
    transaction.post(notice.chat_id, method, payload, now=now, settles=notice.settles)
    shown = Screen((), rows=notice.picture.rows) if notice.picture else notice.screen
    if shown is not None:
        _note_told(transaction, notice.chat_id, shown, notice.language, now)


def _shared(file: SharedFile, message: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the call that passes a file on, with a message's words as its caption.

    Telegram sends a file again as what it was sent as, and lets nothing take the place of a voice message:
    what is no photo nor document is read and sent anew.
    """
    kept = {part: value for part, value in message.items() if part not in ("text", "link_preview_options")}
    kept["caption"] = message["text"]
    if file.kind in AS_THEY_ARE:
        return AS_THEY_ARE[file.kind], {**kept, file.kind: file.file_id}
    name = file.name or SENT_ANEW_AS.get(file.kind, file.kind)
    return "sendDocument", {**kept, "document": {"name": name, "kept": file.file_id}}


def document_of(document: Document, language: str, chat_id: int) -> dict[str, Any]:
    """Return the payload of a file; delivery turns ``document`` into an upload."""
    return {
        "chat_id": chat_id,
        "document": {"name": document.name, **_content_of(document, language)},
        "caption": speak(document.caption, language, markup=True),
        "parse_mode": "HTML",
    }


def _content_of(document: Document, language: str) -> dict[str, Any]:
    """Return what a file is made of, under the key by which delivery makes it. Keys wait in the outbox."""
    match document.content:
        case str(text):
            return {"content": text}
        case GuideText(name):
            return {"guide": name}
        case Poster() as poster:
            return {"poster": spoken_poster(poster, language, speak)}
        case paper:
            return {"paper": spoken(paper, language, speak)}


def picture_of(picture: Picture, language: str, chat_id: int) -> dict[str, Any]:
    """Return the payload of a chart; delivery turns ``photo`` into an upload."""
    payload: dict[str, Any] = {
        "chat_id": chat_id,
        "photo": {"chart": charts.spoken(picture.chart, language, speak)},
        "caption": charts.caption(picture.chart, language, speak),
        "parse_mode": "HTML",
    }
    keyboard = keyboard_of(Screen((), rows=picture.rows), language)
    return {**payload, "reply_markup": keyboard} if keyboard else payload
