"""The sentences of the assistant in its languages, as gettext catalogs."""

from pathlib import Path
from typing import Final

LANGUAGES: Final = ("fr", "en")
"""The product's first language, then its second; both are complete."""

FOLDER: Final = Path(__file__).parent


def compiled(language: str) -> Path:
    """Return the file the assistant reads its sentences from, in ``language``."""
    return FOLDER / language / "LC_MESSAGES" / "messages.mo"
