"""The files Telegram keeps: what each was sent as, and how the Bot API tells it."""

from dataclasses import dataclass, field
from enum import StrEnum
from io import BytesIO

from bot.playground.telegram.calls import JsonObject


class FileKind(StrEnum):
    """What a file was sent as, in the words of Telegram's errors (tdlib, td/telegram/files/FileType.cpp)."""

    DOCUMENT = "Document"
    PHOTO = "Photo"
    VOICE = "VoiceNote"
    STICKER = "Sticker"


SMALL = 320
"""The longest side of the smaller size of a photo."""

SAMPLE = (800, 600)
"""The sides of what is sent as a photo in tests without being one."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file Telegram keeps. ``sides``: the width and the height of a photo."""

    id: str
    kind: FileKind
    name: str
    mime_type: str
    content: bytes = field(repr=False)
    sides: tuple[int, int] = SAMPLE

    @property
    def path(self) -> str:
        """Return where the file is downloaded from."""
        return f"documents/{self.id}"

    @property
    def preview_id(self) -> str:
        """Return the id of a photo's smaller size."""
        return f"{self.id}-small"

    def json(self) -> JsonObject:
        """Return the fields every kind of file has in the Bot API."""
        return {
            "file_id": self.id,
            "file_unique_id": self.id.removeprefix("file-"),
            "file_size": len(self.content),
        }

    def message(self) -> JsonObject:
        """Return the fields of a message that carries the file, without its caption."""
        match self.kind:
            case FileKind.DOCUMENT:
                return {"document": {**self.json(), "file_name": self.name, "mime_type": self.mime_type}}
            case FileKind.PHOTO:
                # Telegram keeps a photo in several sizes, the largest last, each with its own id.
                small = {"file_id": self.preview_id, "file_unique_id": f"{self.json()['file_unique_id']}s"}
                width, height = self.sides
                shrunk = SMALL / max(self.sides)
                return {
                    "photo": [
                        {**small, "width": round(width * shrunk), "height": round(height * shrunk)},
                        {**self.json(), "width": width, "height": height},
                    ]
                }
            case FileKind.VOICE:
                return {"voice": {**self.json(), "duration": 3, "mime_type": self.mime_type}}
            case FileKind.STICKER:
                shape = {"type": "regular", "width": 512, "height": 512, "emoji": "👍"}
                return {"sticker": {**self.json(), **shape, "is_animated": False, "is_video": False}}


def image_sides(content: bytes) -> tuple[int, int] | None:
    """Return the width and the height of an image, None when it is not one."""
    from PIL import Image, UnidentifiedImageError  # slow to load, for a few photos

    try:
        with Image.open(BytesIO(content)) as image:
            return image.size
    except UnidentifiedImageError:
        return None
