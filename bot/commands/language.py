"""What commands say, in the language of whoever types them."""

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable
from typing import Protocol, TextIO

from bot.i18n import language_of_locale, speak
from conversations.messages import Message, say
from locales import LANGUAGES


class Adding(Protocol):
    """Adds a command to those of the program."""

    def __call__(self, name: str, command: Callable[[Namespace], int], summary: str) -> ArgumentParser: ...


def spoken() -> ArgumentParser:
    """Return the option that commands in two languages share."""
    shared = ArgumentParser(add_help=False)
    shared.add_argument(
        "--lang",
        dest="spoken",
        choices=LANGUAGES,
        help=in_words(say("in which language (default: that of the locale, else fr)")),
    )
    return shared


def language_of(options: Namespace) -> str:
    """Return the language of a command: the one asked for, else that of the locale."""
    language: str | None = getattr(options, "spoken", None)
    return language or language_of_locale(os.environ)


def in_words(message: Message) -> str:
    """Return a sentence in the language of the locale."""
    return speak(message, language_of_locale(os.environ), markup=False)


def tell(options: Namespace, told: Iterable[Message], file: TextIO | None = None) -> None:
    """Print sentences, a line each."""
    for message in told:
        print(speak(message, language_of(options), markup=False), file=file, flush=True)
