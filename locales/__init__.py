"""The sentences of the assistant in its languages, as gettext catalogs."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final


@dataclass(frozen=True, slots=True)
class Language:
    """A language, as its own speakers write it. ``tag``: with its country. ``typed``: words that ask for it,
    folded, besides its code. ``first_day``: how the first of a month is written; ``sharp``: an hour alone.

    Days, moments and amounts are CLDR patterns.
    """

    tag: str
    label: str
    in_it: str
    typed: tuple[str, ...]
    day: str
    first_day: str
    time: str
    sharp: str
    euros: str


LANGUAGES: Final[Mapping[str, Language]] = {
    "fr": Language(
        "fr-FR",
        "🇫🇷 Français",
        "🇫🇷 En français",
        (
            "francais",
            "en francais",
            "french",
            "in french",
            "do you speak french",
            "can we speak french",
            "parlez vous francais",
            "en francais svp",
            "en francais s il vous plait",
            "french please",
        ),
        day="d MMMM y",
        first_day="d'er' MMMM y",
        time=" 'à' H\N{NO-BREAK SPACE}'h'\N{NO-BREAK SPACE}mm",
        sharp=" 'à' H\N{NO-BREAK SPACE}'h'",
        euros="#,##0\N{NO-BREAK SPACE}¤",
    ),
    "en": Language(
        "en-GB",
        "🇬🇧 English",
        "🇬🇧 In English",
        (
            "anglais",
            "en anglais",
            "english",
            "in english",
            "do you speak english",
            "can you speak english",
            "can we speak english",
            "can i speak english",
            "speak english",
            "speak english please",
            "english please",
            "in english please",
            "is it available in english",
            "is this available in english",
            "is there an english version",
            "do you have an english version",
            "i don t speak french",
            "i do not speak french",
            "sorry i don t speak french",
            "i don t understand french",
            "i do not understand french",
            "parlez vous anglais",
            "vous parlez anglais",
            "en anglais svp",
        ),
        day="d MMMM y",
        first_day="d MMMM y",
        time=" 'at' HH:mm",
        sharp=" 'at' HH:mm",
        euros="¤#,##0",
    ),
}
"""The languages that are complete, by their code; the first is everybody's until they choose."""

FIRST: Final = next(iter(LANGUAGES))
SECOND: Final = "en"  # what is spoken to who speaks none of them, and what sentences are written in


def next_after(language: str) -> str:
    """Return the language after another one, to go round all of them."""
    codes = list(LANGUAGES)
    return codes[(codes.index(language) + 1) % len(codes)]


FOLDER: Final = Path(__file__).parent


def compiled(language: str) -> Path:
    """Return the file the assistant reads its sentences from, in ``language``."""
    return FOLDER / language / "LC_MESSAGES" / "messages.mo"
