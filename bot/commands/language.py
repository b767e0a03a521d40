"""What commands say, in the language of whoever types them."""

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

from locales import LANGUAGES

if TYPE_CHECKING:
    from conversations.messages import Message


def spoken() -> ArgumentParser:
    """Return the option that commands in two languages share."""
    shared = ArgumentParser(add_help=False)
    shared.add_argument(
        "--lang", choices=LANGUAGES, help="in which language (default: that of the locale, else fr)"
    )
    return shared


def language_of(options: Namespace) -> str:
    """Return the language of a command: the one asked for, else that of the locale."""
    from bot.i18n import language_of_locale

    language: str | None = getattr(options, "lang", None)
    return language or language_of_locale(os.environ)


def tell(options: Namespace, told: "Iterable[Message]", file: TextIO | None = None) -> None:
    """Print sentences, a line each."""
    from bot.i18n import speak

    for message in told:
        print(speak(message, language_of(options), markup=False), file=file)
