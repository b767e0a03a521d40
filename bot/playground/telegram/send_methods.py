"""The Bot API methods that write in a chat."""

import re
from dataclasses import dataclass

from bot.playground.telegram import rules
from bot.playground.telegram.calls import JsonObject, Parameters, Refused, bad_request, forbidden
from bot.playground.telegram.chats import Chat, ChatMessage, Membership, ReplyKeyboard, Rows
from bot.playground.telegram.entities import FormattedText
from bot.playground.telegram.files import FileKind, StoredFile
from bot.playground.telegram.world import Change, Event, World

_FILE_ID = re.compile(r"[\w-]+", re.ASCII)
_ACTIONS = frozenset(
    "typing upload_photo record_video upload_video record_voice upload_voice upload_document "
    "choose_sticker find_location record_video_note upload_video_note".split()
)


def chat_to_write_to(world: World, parameters: Parameters) -> Chat:
    """Return the chat a call names; raise Telegram's refusal when the bot cannot write there."""
    if not parameters.text("chat_id"):
        raise bad_request("chat_id is empty")
    chat = world.chats.get(parameters.whole("chat_id") or 0)
    if chat is None:
        raise bad_request("chat not found")
    if chat.migrated_to is not None:
        raise bad_request("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated_to)
    if not chat.bot.inside:
        raise _closed_door(chat)
    return chat


def send_message(world: World, parameters: Parameters) -> JsonObject:
    """Send a text."""
    chat = chat_to_write_to(world, parameters)
    plain, html = rules.message_text(parameters)
    return _send(world, chat, parameters, worded("text", plain), plain.text, html).json()


def send_file(world: World, parameters: Parameters, name: str, kind: FileKind) -> JsonObject:
    """Send a file, which the parameter ``name`` holds."""
    chat = chat_to_write_to(world, parameters)
    plain, html = rules.caption(parameters)
    file = file_of(world, parameters, name, kind)
    content = file.message() | worded("caption", plain)
    return _send(world, chat, parameters, content, plain.text, html, file).json()


def send_chat_action(world: World, parameters: Parameters) -> bool:
    """Show "typing…"."""
    chat = chat_to_write_to(world, parameters)
    if parameters.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    _thread(chat, parameters, None)
    world.tell(Change(Event.TYPING, chat, person=world.bot))
    return True


@dataclass(frozen=True, slots=True)
class Markup:
    """The ``reply_markup`` of a call: an inline keyboard, or an order about the reply keyboard."""

    rows: Rows = ()
    inline: JsonObject | None = None
    keyboard: ReplyKeyboard | None = None
    changes_keyboard: bool = False


def markup_of(parameters: Parameters, chat: Chat) -> Markup:
    """Return the keyboard of a call, or what it orders about it."""
    markup = parameters.mapping("reply_markup")
    if "inline_keyboard" in markup:
        rows = rules.inline_rows(markup, chat)
        return Markup(rows, markup if rows else None)
    if "keyboard" in markup:
        return Markup(keyboard=rules.reply_keyboard(markup, chat), changes_keyboard=True)
    if markup.get("remove_keyboard"):
        return Markup(changes_keyboard=True)
    if markup:
        raise bad_request("object expected as reply markup")
    return Markup()


def _send(
    world: World,
    chat: Chat,
    parameters: Parameters,
    content: JsonObject,
    text: str,
    html: str,
    file: StoredFile | None = None,
) -> ChatMessage:
    markup = markup_of(parameters, chat)
    reply_to = _reply_to(chat, parameters)
    message = world.post(
        chat,
        world.bot,
        content,
        text=text,
        html=html,
        rows=markup.rows,
        markup=markup.inline,
        file=file,
        thread_id=_thread(chat, parameters, reply_to),
        reply_to=reply_to.id if reply_to else None,
    )
    if markup.changes_keyboard:
        chat.keyboard = markup.keyboard
        world.tell(Change(Event.KEYBOARD, chat, message))
    message.keyboard_sent = markup.changes_keyboard
    return message


def worded(name: str, plain: FormattedText) -> JsonObject:
    """Return the fields of a message for its ``text`` or ``caption``, with its markup."""
    if not plain.text:
        return {}
    content: JsonObject = {name: plain.text}
    if plain.entities:
        content["entities" if name == "text" else "caption_entities"] = list(plain.entities)
    return content


def file_of(world: World, parameters: Parameters, name: str, kind: FileKind) -> StoredFile:
    """Return the file that a parameter sends: uploaded, or kept from before."""
    wanted = parameters.text(name)
    upload = parameters.files.get(wanted.removeprefix("attach://") if wanted else name)
    if upload is None and not wanted:
        raise bad_request(f"there is no {name} in the request")
    if upload is None:
        return _kept(world, wanted, kind)
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > rules.UPLOAD_LIMIT_BYTES:
        raise Refused(413, "Request Entity Too Large")
    if kind is FileKind.PHOTO:
        rules.photo(upload.content)
    return world.keep(kind, upload.name, upload.mime_type, upload.content)


def _kept(world: World, file_id: str, kind: FileKind) -> StoredFile:
    """Return a file sent before, of any size: the limits are on what travels."""
    file = world.files.get(file_id)
    if not _FILE_ID.fullmatch(file_id):
        raise bad_request("wrong remote file identifier specified: Wrong character in the string")
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if file.kind is not kind:
        raise bad_request(f"can't use file of type {file.kind} as {kind}")
    return file


def _thread(chat: Chat, parameters: Parameters, reply_to: ChatMessage | None) -> int | None:
    """Return the topic to write in: the one named, else that of the message answered; None for General."""
    thread_id = parameters.whole("message_thread_id") or (reply_to.thread_id if reply_to else None)
    if thread_id is None:
        return None
    topic = chat.topics.get(thread_id)
    if topic is None:
        raise bad_request("message thread not found")
    if topic.closed and not chat.bot_manages_topics:
        raise bad_request("TOPIC_CLOSED")
    return thread_id


def _reply_to(chat: Chat, parameters: Parameters) -> ChatMessage | None:
    reply = parameters.mapping("reply_parameters")
    message_id = reply.get("message_id")
    if not isinstance(message_id, int):
        return None
    message = chat.messages.get(message_id)
    if message is None and not reply.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return message


def _closed_door(chat: Chat) -> Refused:
    kicked = chat.bot is Membership.KICKED
    if chat.person is not None:
        return forbidden(
            "bot was blocked by the user" if kicked else "bot can't initiate conversation with a user"
        )
    return forbidden(f"bot {'was kicked from' if kicked else 'is not a member of'} the {chat.kind} chat")
