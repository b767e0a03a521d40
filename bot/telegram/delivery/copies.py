"""What the bot wrote about a dossier in other chats than its applicant's: noted, and replaced once erased.

Nothing has to declare what it shows: a message that names a dossier, or has a button that acts on one,
is noted when it is delivered.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from bot.i18n import speak
from bot.services.core.group_cards import GROUP_LANGUAGE
from bot.services.privacy.erasure import erased_copy
from models.database import json_text
from models.database.tables import Settles
from models.database.writer import Call, Transaction
from models.privacy.sent_copies import Copy, Shown, dossiers_in, note_shown, shows_no_more, take_left
from models.privacy.tables import CopyKind

NEUTRAL: Final = "neutral"
"""What stands in an outbox row for the image that replaces a file."""

PER_CHAT, AT_ONCE = 5, 60  # each tick: replacements leave room for what the chat is told meanwhile

_KINDS: Final = {
    "sendMessage": CopyKind.TEXT,
    "editMessageText": CopyKind.TEXT,
    "sendPhoto": CopyKind.MEDIA,
    "sendDocument": CopyKind.MEDIA,
    "editMessageCaption": CopyKind.MEDIA,
    "editMessageMedia": CopyKind.MEDIA,
}


def note_copies(transaction: Transaction, made: Sequence[tuple[Call, int | None]]) -> None:
    """Note what the messages of calls that were made show, and forget what they showed before.

    Each with the number of the message it made, None for an edit.
    """
    changed: list[tuple[int, int]] = []
    shown: list[Shown] = []
    for call, number in made:
        edited = call.payload.get("message_id")
        if edited and (call.method in _KINDS or call.method == "deleteMessage"):
            changed.append((call.chat_id, edited))
        if call.method in _KINDS:
            shown += _shown(call, edited or number)
    shows_no_more(transaction, changed)
    note_shown(transaction, shown)


def _shown(call: Call, message: int | None) -> Iterator[Shown]:
    kind, _, key = (call.settles or "").partition(":")
    if message is None or kind == Settles.DRAFT:  # an applicant's own form: most of what is sent
        return
    found = dossiers_in(json_text.write(call.payload))
    if kind == Settles.SHOWS:
        found.add(("", int(key)))
    for reference, number in sorted(found):
        yield Shown(call.chat_id, message, _KINDS[call.method], call.id, reference, number)


def replace_copies(transaction: Transaction, now: datetime) -> int:
    """Have the next messages that show what was erased say so instead; return how many."""
    copies = take_left(transaction, PER_CHAT, AT_ONCE, now)
    for copy in copies:
        method, payload = replacement(copy)
        transaction.post(copy.chat_id, method, payload, now=now, settles=Settles.ERASING)
    return len(copies)


def replacement(copy: Copy) -> tuple[str, dict[str, Any]]:
    """Return the call that replaces a message; its buttons go too."""
    words = speak(erased_copy(copy), copy.language or GROUP_LANGUAGE, markup=True)
    message = {"chat_id": copy.chat_id, "message_id": copy.message_id}
    if copy.kind == CopyKind.TEXT:
        return "editMessageText", {**message, "text": words, "parse_mode": "HTML"}
    media = {"type": "photo", "media": NEUTRAL, "caption": words, "parse_mode": "HTML"}
    return "editMessageMedia", {**message, "media": media}
