"""The Bot API methods that change, mark and remove what people see in a chat."""

from datetime import timedelta

from bot.playground.telegram import rules
from bot.playground.telegram.calls import JsonObject, Parameters, bad_request
from bot.playground.telegram.chats import ChatKind, ChatMessage
from bot.playground.telegram.files import FileKind, StoredFile
from bot.playground.telegram.send_methods import chat_to_write_to, file_of, markup_of, worded
from bot.playground.telegram.world import Change, Event, World

DELETABLE_FOR = timedelta(hours=48)
_MEDIA = {"photo": FileKind.PHOTO, "document": FileKind.DOCUMENT}


def edit_message_text(world: World, parameters: Parameters) -> JsonObject:
    """Replace a text and its inline keyboard."""
    message = _own_message(world, parameters)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    plain, html = rules.message_text(parameters)
    return _edit(world, message, worded("text", plain), plain.text, html, parameters)


def edit_message_caption(world: World, parameters: Parameters) -> JsonObject:
    """Replace a caption and the inline keyboard."""
    message = _own_message(world, parameters)
    if message.file is None:
        raise bad_request("there is no caption in the message to edit")
    plain, html = rules.caption(parameters)
    kept = {key: value for key, value in message.content.items() if not key.startswith("caption")}
    return _edit(world, message, kept | worded("caption", plain), plain.text, html, parameters)


def edit_message_media(world: World, parameters: Parameters) -> JsonObject:
    """Replace a photo or a document, its caption and the inline keyboard; a text may get one too."""
    message = _own_message(world, parameters)
    media = Parameters(parameters.mapping("media"), parameters.files)
    kind = _MEDIA.get(media.text("type"))
    if kind is None:
        raise bad_request("can't parse InputMedia: wrong type specified")
    plain, html = rules.caption(media)
    file = file_of(world, media, "media", kind)
    content = file.message() | worded("caption", plain)
    return _edit(world, message, content, plain.text, html, parameters, file)


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
    world.tell(Change(Event.ALERT, query.message.chat, query.message, query.person, text))
    return True


def _edit(
    world: World,
    message: ChatMessage,
    content: JsonObject,
    text: str,
    html: str,
    parameters: Parameters,
    file: StoredFile | None = None,
) -> JsonObject:
    markup = markup_of(parameters, message.chat)
    if markup.changes_keyboard:
        raise bad_request("inline keyboard expected")
    if content == message.content and markup.inline == message.markup:
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message"
        )
    message.content, message.text, message.html = content, text, html
    message.file = file or message.file
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
