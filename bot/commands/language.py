"""What commands say, in the language of whoever types them, helps and refusals of argparse included."""

import os
import re
import sys
from argparse import Action, ArgumentParser, HelpFormatter, Namespace
from collections.abc import Callable, Iterable
from typing import Any, Final, NoReturn, Protocol, TextIO

from bot.i18n import language_of_locale, speak
from conversations.messages import N_, Message, Msgid, say
from locales import LANGUAGES

_USAGE: Final = say("usage:")
_OF_ARGPARSE: Final = (N_("options"), N_("positional arguments"), N_("show this help message and exit"))
"""What argparse says around our helps, for the catalogs."""

_REFUSALS: Final = (
    (r"the following arguments are required: (?P<names>.+)", N_("this is missing: {names}")),
    (r"one of the arguments (?P<names>.+) is required", N_("one of these is missing: {names}")),
    (r"unrecognized arguments: (?P<names>.+)", N_("this is not understood: {names}")),
    (
        r"argument (?P<name>.+?): invalid choice: (?P<value>.+) \(choose from (?P<choices>.+)\)",
        N_("{name}: {value} is none of {choices}"),
    ),
    (
        r"argument (?P<name>.+?): not allowed with argument (?P<other>.+)",
        N_("{name} does not go with {other}"),
    ),
    (r"argument (?P<name>.+?): expected .*argument", N_("{name}: its value is missing")),
    (r"argument (?P<name>.+?): invalid \w+ value: (?P<value>.+)", N_("{name}: {value} cannot be used")),
    (r"argument (?P<name>.+?): (?P<cause>.+)", N_("{name}: {cause}")),
)
"""What argparse refuses, in its words and in ours: its own are translated in no language."""


class Parser(ArgumentParser):
    """A parser whose helps are sentences of the catalogs, with ``{default}`` and ``{choices}`` as places."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        named.setdefault("formatter_class", _Speaking)
        super().__init__(*arguments, **named)

    def error(self, message: str) -> NoReturn:
        """Tell what cannot be, and how the command is typed."""
        self.print_usage(sys.stderr)
        for refusal, ours in _REFUSALS:
            if found := re.fullmatch(refusal, message):
                message = in_words(Message(ours, found.groupdict()))
                break
        self.exit(2, f"{self.prog}: {message}\n")


class _Speaking(HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, f"{in_words(_USAGE)} " if prefix is None else prefix)

    def add_text(self, text: str | None) -> None:
        super().add_text(_translated(text))

    def start_section(self, heading: str | None) -> None:
        super().start_section(_translated(heading))

    def _get_help_string(self, action: Action) -> str | None:  # what argparse's own formatters change
        text = _translated(action.help)
        return text and text.replace("{default}", "%(default)s").replace("{choices}", "%(choices)s")


def _translated(text: str | None) -> str | None:
    """Return a help in the language of the locale, its places as they are."""
    if not text or text.startswith("%("):
        return text
    places = {place: f"{{{place}}}" for place in ("default", "choices")}
    return in_words(Message(Msgid(text), places))


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
        help=N_("in which language (default: that of the locale, else fr)"),
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
