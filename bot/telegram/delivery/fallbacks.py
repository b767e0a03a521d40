"""What is called instead of a call that Telegram refuses."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, Final

from bot.telegram.client.refusals import (
    GONE_MESSAGE,
    GONE_THREAD,
    LONG_CAPTION,
    LONG_MARKUP,
    LONG_TEXT,
    LOST_FILE,
    NO_TEXT,
    tells,
)
from bot.telegram.delivery.cutting import cut_buttons, cut_text
from bot.telegram.render.replies import SEND_PICTURE
from models.database.writer import Call

log = logging.getLogger(__name__)

SEND, EDIT, EDIT_CAPTION = "sendMessage", "editMessageText", "editMessageCaption"
LOOKED_AT: Final = 50  # edits that wait, for a later one of the same message: bounds what one costs


def mended(call: Call, words: str) -> Call | None:
    """Return the call to make instead, None when there is none. ``words``: those of the refusal."""
    if call.payload.get("message_thread_id") and tells(words, GONE_THREAD):
        return replace(call, payload=_without(call, "message_thread_id"))
    if is_sent_anew(call):
        log.error("A file cannot be read again, its words are sent (call %s): %s", call.id, words)
        return _in_words(call, "document")
    if (file := kept_file(call)) and tells(words, LOST_FILE):
        log.error("A file is lost at Telegram, its words are sent (call %s): %s", call.id, words)
        return _in_words(call, file)
    if is_picture(call):  # a group may forbid photos alone
        log.error("A chart is sent in words (call %s): %s", call.id, words)
        return in_words(call)
    if call.method == EDIT and tells(words, NO_TEXT):
        caption = _without(call, "text", "link_preview_options") | {"caption": call.payload["text"]}
        return replace(call, method=EDIT_CAPTION, payload=caption)
    if call.method == EDIT and tells(words, GONE_MESSAGE):
        return replace(call, method=SEND, payload=_without(call, "message_id"))
    if call.method == EDIT_CAPTION and tells(words, (*GONE_MESSAGE, *LONG_CAPTION)):
        text = _without(call, "message_id", "caption") | {"text": call.payload["caption"]}
        return replace(call, method=SEND, payload=text)
    if "text" in call.payload and tells(words, LONG_TEXT):
        log.error("A message is too long, its beginning is sent (call %s): %s", call.id, words)
        return _shortened(call, "text", cut_text(call.payload["text"]))
    if "reply_markup" in call.payload and tells(words, LONG_MARKUP):
        log.error("A message has too many buttons, the first are sent (call %s): %s", call.id, words)
        return _shortened(call, "reply_markup", cut_buttons(call.payload["reply_markup"]))
    return None


def _shortened(call: Call, name: str, value: Any) -> Call | None:
    """Return a call with less of what is too long; None when less was refused already."""
    return replace(call, payload={**call.payload, name: value}) if value != call.payload[name] else None


def is_outdone(waiting: Sequence[Call]) -> bool:
    """Tell whether the first call that waits in a chat need not be made: a later one says what it would.

    Several edits of one message that wait become the last one. Two keep the first: a message to be sent
    between them, which may speak of what the first shows; and that it was tried, for it may be seen.
    """
    first = waiting[0]
    if first.method != EDIT or first.attempts:
        return False
    for later in islice(waiting, 1, LOOKED_AT):
        if later.method != EDIT:
            return False
        if later.payload["message_id"] == first.payload["message_id"]:
            return True
    return False


def lowers_keyboard(call: Call) -> bool:
    """Tell whether a call puts the phone's keyboard away: that is all it says."""
    return "remove_keyboard" in call.payload.get("reply_markup", ())


def is_picture(call: Call) -> bool:
    """Tell whether a call sends a chart, which can be said in words."""
    return call.method == SEND_PICTURE and isinstance(call.payload.get("photo"), dict)


def is_sent_anew(call: Call) -> bool:
    """Tell whether a call sends a file that is read from Telegram first."""
    document = call.payload.get("document")
    return isinstance(document, dict) and "kept" in document


def kept_file(call: Call) -> str | None:
    """Return where a call has the number of a file that Telegram keeps, with words; None for another call."""
    files = ("photo", "document") if call.payload.get("caption") else ()
    return next((file for file in files if isinstance(call.payload.get(file), str)), None)


def in_words(call: Call) -> Call:
    """Return what sends the caption of a chart as a message."""
    return _in_words(call, "photo")


def _in_words(call: Call, file: str) -> Call:
    text = _without(call, file, "caption") | {"text": call.payload["caption"]}
    return replace(call, method=SEND, payload=text)


def _without(call: Call, *names: str) -> dict[str, Any]:
    return {name: value for name, value in call.payload.items() if name not in names}
