"""The Bot API methods that write, change and remove what people see in a chat."""

from dataclasses import dataclass
from datetime import timedelta

from bot.playground import rules
from bot.playground.calls import JsonObject, Parameters, Refused, bad_request, forbidden
from bot.playground.chats import Chat, ChatKind, ChatMessage, Membership, ReplyKeyboard, Rows, StoredFile
from bot.playground.entities import FormattedText
from bot.playground.world import Change, Event, World

DELETABLE_FOR = timedelta(hours=48)
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
    return _send(world, chat, parameters, _worded("text", plain), plain.text, html).json()


def send_document(world: World, parameters: Parameters) -> JsonObject:
    """Send a file."""
    chat = chat_to_write_to(world, parameters)
    plain, html = rules.caption(parameters)
    file = _file(world, parameters, "document", rules.UPLOAD_LIMIT_BYTES)
    document: JsonObject = {**file.json(), "file_name": file.name, "mime_type": file.mime_type}
    content = {"document": document, **_worded("caption", plain)}
    return _send(world, chat, parameters, content, plain.text, html, file).json()


def send_photo(world: World, parameters: Parameters) -> JsonObject:
    """Send a photo."""
    chat = chat_to_write_to(world, parameters)
    plain, html = rules.caption(parameters)
    file = _file(world, parameters, "photo", rules.PHOTO_LIMIT_BYTES)
    content = {"photo": [{**file.json(), "width": 800, "height": 600}], **_worded("caption", plain)}
    return _send(world, chat, parameters, content, plain.text, html, file).json()


def send_chat_action(world: World, parameters: Parameters) -> bool:
    """Show "typing…"."""
    chat = chat_to_write_to(world, parameters)
    if parameters.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.tell(Change(Event.TYPING, chat, person=world.bot))
    return True


def edit_message_text(world: World, parameters: Parameters) -> JsonObject:
    """Replace a text and its inline keyboard."""
    message = _own_message(world, parameters)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    plain, html = rules.message_text(parameters)
    return _edit(world, message, _worded("text", plain), plain.text, html, parameters)


def edit_message_caption(world: World, parameters: Parameters) -> JsonObject:
    """Replace a caption and the inline keyboard."""
    message = _own_message(world, parameters)
    if message.file is None:
        raise bad_request("there is no caption in the message to edit")
    plain, html = rules.caption(parameters)
    kept = {key: value for key, value in message.content.items() if not key.startswith("caption")}
    return _edit(world, message, kept | _worded("caption", plain), plain.text, html, parameters)


def edit_message_reply_markup(world: World, parameters: Parameters) -> JsonObject:
    """Replace the inline keyboard."""
    message = _own_message(world, parameters)
    return _edit(world, message, message.content, message.text, message.html, parameters)


def delete_message(world: World, parameters: Parameters) -> bool:
    """Remove a message: an own one, one of a private chat, or any where the bot is administrator."""
    chat = chat_to_write_to(world, parameters)
    message = chat.messages.get(parameters.whole("message_id") or 0)
    if message is None:
        raise bad_request("message to delete not found")
    allowed = message.sender.is_bot or chat.kind is ChatKind.PRIVATE or chat.bot.administers
    if not allowed or (world.now() - message.date > DELETABLE_FOR and not chat.bot.administers):
        raise bad_request("message can't be deleted")
    world.delete(message)
    return True


def answer_callback_query(world: World, parameters: Parameters) -> bool:
    """Stop the waiting of a tapped button, with a notice or not."""
    text = parameters.text("text")
    if len(text) > rules.CALLBACK_ANSWER_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    query = world.queries.pop(parameters.text("callback_query_id"), None)
    if query is None:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if text:
        world.alerts[query.person.id].append(text)
    modal = parameters.flag("show_alert")
    world.tell(Change(Event.ALERT, query.message.chat, query.message, query.person, text, modal))
    return True


def set_message_reaction(world: World, parameters: Parameters) -> bool:
    """React to a message with one emoji, or with none."""
    chat = chat_to_write_to(world, parameters)
    message = chat.messages.get(parameters.whole("message_id") or 0)
    if message is None:
        raise bad_request("message to react not found")
    reactions = [
        str(reaction.get("emoji", "")).replace("\ufe0f", "")
        for reaction in parameters.array("reaction") or []
        if isinstance(reaction, dict)
    ]
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if not rules.REACTIONS.issuperset(reactions):
        raise bad_request("REACTION_INVALID")
    message.reactions = tuple(reactions)
    world.tell(Change(Event.REACTION, chat, message))
    return True


@dataclass(frozen=True, slots=True)
class _Markup:
    """The ``reply_markup`` of a call: an inline keyboard, or an order about the reply keyboard."""

    rows: Rows = ()
    inline: JsonObject | None = None
    keyboard: ReplyKeyboard | None = None
    changes_keyboard: bool = False
    forces_reply: bool = False


def _markup(parameters: Parameters, chat: Chat) -> _Markup:
    markup = parameters.mapping("reply_markup")
    if "inline_keyboard" in markup:
        rows = rules.inline_rows(markup, chat)
        return _Markup(rows, markup if rows else None)
    if "keyboard" in markup:
        return _Markup(keyboard=rules.reply_keyboard(markup, chat), changes_keyboard=True)
    if markup.get("remove_keyboard"):
        return _Markup(changes_keyboard=True)
    if markup.get("force_reply"):
        return _Markup(forces_reply=True)
    if markup:
        raise bad_request("object expected as reply markup")
    return _Markup()


def _send(
    world: World,
    chat: Chat,
    parameters: Parameters,
    content: JsonObject,
    text: str,
    html: str,
    file: StoredFile | None = None,
) -> ChatMessage:
    markup = _markup(parameters, chat)
    message = world.post(
        chat,
        world.bot,
        content,
        text=text,
        html=html,
        rows=markup.rows,
        markup=markup.inline,
        file=file,
        thread_id=_thread(chat, parameters),
        reply_to=_reply_to(chat, parameters),
    )
    if markup.changes_keyboard:
        chat.keyboard = markup.keyboard
        world.tell(Change(Event.KEYBOARD, chat, message))
    message.keyboard_sent = markup.changes_keyboard or markup.forces_reply
    return message


def _edit(
    world: World, message: ChatMessage, content: JsonObject, text: str, html: str, parameters: Parameters
) -> JsonObject:
    markup = _markup(parameters, message.chat)
    if markup.changes_keyboard or markup.forces_reply:
        raise bad_request("inline keyboard expected")
    if content == message.content and markup.inline == message.markup:
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message"
        )
    message.content, message.text, message.html = content, text, html
    # An edit without a keyboard removes the one there was.
    message.rows, message.markup = markup.rows, markup.inline
    message.edited = world.now()
    world.tell(Change(Event.EDITED, message.chat, message))
    return message.json()


def _own_message(world: World, parameters: Parameters) -> ChatMessage:
    chat = chat_to_write_to(world, parameters)
    message = chat.messages.get(parameters.whole("message_id") or 0)
    if message is None:
        raise bad_request("message to edit not found")
    if not message.sender.is_bot or message.keyboard_sent:
        raise bad_request("message can't be edited")
    return message


def _worded(name: str, plain: FormattedText) -> JsonObject:
    if not plain.text:
        return {}
    content: JsonObject = {name: plain.text}
    if plain.entities:
        content["entities" if name == "text" else "caption_entities"] = list(plain.entities)
    return content


def _file(world: World, parameters: Parameters, name: str, limit_bytes: int) -> StoredFile:
    wanted = parameters.text(name)
    upload = parameters.files.get(wanted.removeprefix("attach://") if wanted else name)
    if upload is None and not wanted:
        raise bad_request(f"there is no {name} in the request")
    if upload is None:
        if wanted not in world.files:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return world.files[wanted]
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > limit_bytes:
        raise Refused(413, "Request Entity Too Large")
    return world.keep(upload.name, upload.mime_type, upload.content)


def _thread(chat: Chat, parameters: Parameters) -> int | None:
    thread_id = parameters.whole("message_thread_id")
    if thread_id is None:
        return None
    topic = chat.topics.get(thread_id)
    if topic is None:
        raise bad_request("message thread not found")
    if topic.closed and not chat.bot.administers:
        raise bad_request("TOPIC_CLOSED")
    return thread_id


def _reply_to(chat: Chat, parameters: Parameters) -> int | None:
    reply = parameters.mapping("reply_parameters")
    message_id = reply.get("message_id")
    if not isinstance(message_id, int):
        return None
    if message_id in chat.messages:
        return message_id
    if reply.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def _closed_door(chat: Chat) -> Refused:
    kicked = chat.bot is Membership.KICKED
    if chat.person is not None:
        return forbidden(
            "bot was blocked by the user" if kicked else "bot can't initiate conversation with a user"
        )
    return forbidden(f"bot {'was kicked from' if kicked else 'is not a member of'} the {chat.kind} chat")
