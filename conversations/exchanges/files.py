"""Files that go with a question or an offer: a few, kept by the numbers Telegram gives them. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from conversations.messages import Message, say

MOST_FILES = 3
"""Files of one question, and of one offer; each one of an album counts."""

FILES_TOO = say(
    "📎 You may also send a photo, a document or a voice message: {most} at most.", most=MOST_FILES
)
"""Told where files are taken with what is asked for."""

FILE_NAMES: dict[str, Message] = {
    "photo": say("a photo"),
    "document": say("a document"),
    "voice": say("a voice message"),
    "audio": say("a recording"),
    "video": say("a video"),
    "video_note": say("a video message"),
}
"""What a file is called, by what Telegram calls it. Its own name is not kept: it may tell who somebody is."""


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file that goes with a question or an offer.

    ``kind``: what Telegram calls it; ``file_id``: the number Telegram gives it; ``number``: that of the
    message which brought it, in its author's chat.
    """

    kind: str
    file_id: str
    number: int

    @property
    def named(self) -> Message:
        """Return what it is called."""
        return FILE_NAMES.get(self.kind, FILE_NAMES["document"])


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that somebody has just sent. ``album``: what Telegram calls those sent at once, None for one."""

    file: AttachedFile
    caption: str = ""
    album: str | None = None
    too_large: bool = False


Files = tuple[AttachedFile, ...]


def files_stored(files: Sequence[AttachedFile]) -> list[dict[str, Any]]:
    """Return files in JSON terms."""
    return [{"kind": each.kind, "file_id": each.file_id, "number": each.number} for each in files]


def files_read(stored: object) -> Files:
    """Return files as they are stored, but what another release may have stored in another shape."""
    found = stored if isinstance(stored, list) else []
    return tuple(
        AttachedFile(each["kind"], each["file_id"], each["number"])
        for each in found
        if isinstance(each, dict) and {"kind", "file_id", "number"} <= each.keys()
    )
