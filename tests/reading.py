"""Everything that reads what people type, found in the code; and the texts that cost the most to read."""

import importlib
import inspect
import pkgutil
import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from enum import EnumType
from functools import partial
from types import ModuleType, UnionType
from typing import Any, Union, get_args, get_origin

import bot.services
import conversations
from bot.services.core.screens import Screen
from bot.telegram.render.screens import message_of
from conversations.dossiers.lifecycle import Event
from conversations.engine.overheard import overhear
from conversations.exchanges.concealment import Own
from conversations.intake import INTAKE
from conversations.intake.faq_moments import NOBODY, Asking
from conversations.messages import ConversationError, Message, say
from conversations.situation import Situation
from models.places import names
from tests.conversations.worlds import TODAY, a_walk

Reader = Callable[[str], object]

LONG, SHORT = 4_096, 1_024  # characters: the longest message of Telegram, and a quarter of it
HELD_UP_SECONDS = 0.5
"""Of the processor, for one text: 25 times the goal of `make bench`; a busy machine changes nothing."""
PLAIN = "Nous sommes douze en mécanique, et un client veut doubler les volumes avant l'été. "
TYPED = ("text", "description", "by_applicant", "answer")
"""What a parameter is called that holds what somebody typed."""

PIECES = (
    *(" ", "\n", "\t", " \n", "\u00a0", "\u200b", "\x00", "\ufeff"),
    *("7", "0", "0 ", "1,", "9.", "9 a ", "1 K ", "1h ", "12 et ", "0o", "½", "(0)", "+0 ", "2 millions "),
    *("@", " @ ", "a@", "a@b.c ", "a arobase ", "a(at)", "06 12 34 56 78 ", "06.12.34.56.78\n", "0033612 "),
    *("732829320 ", "12345678 a ", "FR 12 ", "a", "a.", "a-", "vingt-", "n'", "demi-", "cinquante "),
    *(".", ",", "-", "/", "(", ")", "?", "«»", "<", "&", "+", "_"),
    *(
        "\u0301",
        "e\u0301",
        "\ufdfa",
        "\ufb03",
        "\u202e\u05d0",
        "\u0627\u0644",
        "\u200d",
        "👩\u200d👧",
        "ß",
        "İ",
    ),
    *("un ", "le ", "du 1 au ", "entre ", "plus de ", "environ ", "et demi ", "dont ", "non ", "personne "),
    *("mars ", "mars ou ", "dans ", "dans 3 jours ", "fin de ", "sept ", "il y a ", "2 jours par mois "),
    *("saint ", "saint denis sur ", "a toul ", "pres de ", "sur ", "Qui décide ? ", "Nous ", "client "),
    *("à Xa-", "54200 Xa ", "Xharlevilu, ", "recruter 2 ", "garder 2 ", "10 000 budget ", "gérant 06 "),
    *("boulangerie Xa, ", "je suis ", "ma femme ", "pas besoin ", "c'est quoi "),
)
"""What makes a text that is dear to read, said over and over."""


_TOWNS = (
    *("Xharlevilu", "Brazkoducq", "Saint Dizquerr", "Chalouz en Kampane", "Vitrz le Franqouz"),
    *("Pontz a Mouzzom", "Luneqvilze", "Epinqqull", "Marzeilqe", "Ztrazbourque", "Mulhouzze sur Riin"),
)


def texts(size: int) -> dict[str, str]:
    """Return texts of that many characters, by what they are made of: blanks, pieces, and mixtures."""
    mixing = random.Random(2017)
    mixtures = ["".join(mixing.sample(PIECES, mixing.randint(2, 5))) for _ in range(40)]
    made = {repr(piece): (piece * (size // len(piece) + 1))[:size] for piece in (*PIECES, *mixtures)}
    made |= {f"a {piece!r} b": f"a{made[repr(piece)][2:]}b" for piece in PIECES[:6]}
    # All different: what was read a moment ago may be kept in mind.
    made["addresses"] = " ".join(f"a{n}@b{n}.fr" for n in range(size))[:size]
    made["towns misspelt"] = ", ".join(_TOWNS)[:size]
    made["numbers"] = ", ".join(f"{n * 7 % 10**9:010}" for n in range(10**8, 10**8 + size))[:size]
    return made


def plain(size: int) -> str:
    """Return an ordinary text of that many characters."""
    return (PLAIN * (size // len(PLAIN) + 1))[:size]


def readers() -> dict[str, Reader]:
    """Return everything that reads what people type, by name: a new question or parser is found too."""
    return {
        **{f"question {step.name}": _question(step.name) for step in INTAKE.steps},
        **{f"screen of {step.name}": _screen(step.name) for step in INTAKE.steps if step.joined},
        **{f"{module}.{name}": reader for module, name, reader in _functions()},
        "what is said beside an answer": _overheard(),
        "a message shown": lambda text: message_of(Screen((say("“{words}”", words=text),)), "fr", 1),
    }


def cpu_seconds(read: Reader, text: str, times: int = 3) -> float:
    """Return the least time of the processor that reading takes; what is refused is read too."""
    least = float("inf")
    for _ in range(times):
        began = time.process_time()
        with suppress(ConversationError):
            read(text)
        least = min(least, time.process_time() - began)
    return least


def _question(name: str) -> Reader:
    """Return what reads an answer, where the question is asked; a question that rarely is stands alone."""
    try:
        walk = a_walk(until=name)
    except AssertionError:
        walk = a_walk()
    step = INTAKE.by_name[name]
    return lambda text: step.input.read(text, {}, walk.situation)


def _screen(name: str) -> Reader:
    """Return what reads the answers to both questions of a screen."""
    walk = a_walk(until=name)
    step = INTAKE.asked(walk)
    assert step is not None
    return lambda text: step.input.read(text, {}, walk.situation)


def _overheard() -> Reader:
    """Return what reads in a text what it says of all the questions there are."""
    walk = a_walk(until="description")
    return lambda text: overhear(INTAKE.steps, text, walk.situation, lambda step: True)


def _functions() -> Iterator[tuple[str, str, Reader]]:
    """Find the functions that take a typed text first; the others of their parameters are filled in."""
    for module in (*_modules(conversations), *_modules(bot.services), names):
        for name, member in inspect.getmembers(module, callable):
            function = inspect.unwrap(member)  # what was read a moment ago may be kept in mind
            if not inspect.isfunction(function):
                continue
            first, *others = inspect.signature(function).parameters.values() or (None,)
            if function.__module__ != module.__name__ or first is None:
                continue
            if first.name not in TYPED or first.annotation is not str:
                continue
            if name.startswith("_") and not module.__name__.startswith("bot.services"):
                continue  # a part of a parser reads what the parser has bounded
            needed = {each.name: _value(each.annotation) for each in others if each.default is each.empty}
            yield module.__name__, name, partial(_called, function, needed)


def _called(function: Callable[..., object], needed: dict[str, object], text: str) -> object:
    found = function(text, **needed)
    return list(found) if isinstance(found, Iterator) else found


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        yield importlib.import_module(found.name)


def _value(kind: Any) -> object:
    """Return a value of a type; a KeyError asks for one more here."""
    if get_origin(kind) in (Union, UnionType):
        kind = next(each for each in get_args(kind) if each is not type(None))
    if get_origin(kind) is tuple:
        return tuple(_value(each) for each in get_args(kind) if each is not Ellipsis)
    if get_origin(kind) in (Iterable, Sequence, list):
        return [_value(get_args(kind)[0])]
    if get_origin(kind) is dict:
        return {}
    if get_origin(kind) is frozenset:
        return frozenset((_value(get_args(kind)[0]),))
    if isinstance(kind, EnumType):
        return next(iter(kind))
    values = {str: "Banque du Coin", int: 60, bool: True, Message: say("{n}", n=1)}
    own = Own(("Menuiserie Mirabelle",), ("Camille Durand",), ("Toul",))
    values |= {type(TODAY): TODAY, Own: own, Asking: NOBODY, Event: Event.GRANT_BOTH}
    return {**values, Situation: a_walk(until="description").situation}[kind]
