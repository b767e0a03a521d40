"""What is called instead of a call that Telegram refuses."""

import logging
from dataclasses import replace
from typing import Any

from bot.telegram.client.refusals import GONE_MESSAGE, GONE_THREAD, LONG_CAPTION, NO_TEXT, tells
from bot.telegram.render.replies import SEND_PICTURE
from models.database.writer import Call

log = logging.getLogger(__name__)

SEND, EDIT, EDIT_CAPTION = "sendMessage", "editMessageText", "editMessageCaption"


def mended(call: Call, words: str) -> Call | None:
    """Return the call to make instead, None when there is none. ``words``: those of the refusal."""
    if call.payload.get("message_thread_id") and tells(words, GONE_THREAD):
        return replace(call, payload=_without(call, "message_thread_id"))
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
    return None


def is_picture(call: Call) -> bool:
    """Tell whether a call sends a chart, which can be said in words."""
    return call.method == SEND_PICTURE and isinstance(call.payload.get("photo"), dict)


def in_words(call: Call) -> Call:
    """Return what sends the caption of a chart as a message."""
    text = _without(call, "photo", "caption") | {"text": call.payload["caption"]}
    return replace(call, method=SEND, payload=text)


def _without(call: Call, *names: str) -> dict[str, Any]:
    return {name: value for name, value in call.payload.items() if name not in names}
