"""What a command of the chat is: menus, help and what answers it come from its row, in ``registry.py``."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.services.core.actions import Asked
from bot.services.core.rights import Rights, Role
from bot.services.core.screens import Notice, Reply, words
from bot.services.core.visitors import Visitor, welcome
from bot.services.runner import Actions
from conversations.inputs.labels import LONGEST
from conversations.messages import Message, say
from conversations.privacy.retention import Controller
from conversations.situation import World
from conversations.understanding.residue import IDLE
from conversations.understanding.words import fold
from locales import LANGUAGES
from models.database.writer import Transaction
from models.intake.queries import Visit

SHORTEST = 3  # letters that tell a command, whatever idle words stand around them
NEAR = 0.6
"""How like a command a word is, of 1, that is taken for a slip: "aid" is 0.75, "nouveau" 0.62."""


class Offered(StrEnum):
    """The menus of Telegram, by the type of their scope: to whom they list commands [Bot API]."""

    PRIVATE = "all_private_chats"
    MEMBER = "chat"
    GROUPS = "all_chat_administrators"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is typed: a message of a chat. ``anonymous``: Telegram hides who writes."""

    chat_id: int
    number: int
    thread_id: int | None = None
    has_topics: bool = False
    anonymous: bool = False

    def notice(self, language: str, word: Message) -> Notice:
        """Return a word said there, in answer to the message."""
        return Notice(self.chat_id, language, words(word), thread=self.thread_id, answers=self.number)


@dataclass(frozen=True, slots=True)
class Called:
    """A command that is typed. ``argument``: the words after it."""

    transaction: Transaction
    world: World
    visitor: Visitor
    now: datetime
    argument: str
    place: Place
    controller: Controller

    @property
    def visit(self) -> Visit:
        """What is known of who types it, noting somebody new."""
        return welcome(self.transaction, self.visitor, self.now)

    @property
    def word(self) -> str:
        """The first word after it; empty without."""
        return next(iter(self.argument.split()), "")


@dataclass(frozen=True, slots=True)
class CommandSpec:
    """A command. ``called``: its word in French, then in English; ``also``: others that mean it.

    ``does``: the name of an action at the office, for the roles of that action; else what it does for
    everybody. ``menu``: its line in the menus that it is ``offered`` in. ``help``: what /help says of it.
    ``said``: what else means it, typed without a slash. ``asked``: tells whether a sentence asks for it, as
    if it were typed after it. ``stops_typing``: what was asked before is no longer expected. ``otherwise``:
    what it does for who has none of its roles, None where it does nothing. ``beside``: the command of
    everybody after which it is listed for them, "" where it is not.
    """

    called: str
    does: str | Callable[[Called], Reply]
    menu: Message | None = None
    help: Message | None = None
    offered: Collection[Offered] = ()
    also: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    asked: Callable[[str], bool] | None = None
    stops_typing: bool = True
    otherwise: Callable[[Called], Reply | None] | None = None
    beside: str = ""

    @property
    def words(self) -> frozenset[str]:
        """All that it answers to."""
        return frozenset((*self.called.split(), *self.also))

    @property
    def in_groups(self) -> bool:
        """Whether it is for groups, and for nothing else."""
        return list(self.offered) == [Offered.GROUPS]

    def name(self, language: str) -> str:
        """Return its word in a language; the English one where it has none. One word is everybody's."""
        words = self.called.split()
        return words[min(list(LANGUAGES).index(language), len(words) - 1)]

    def line(self, language: str) -> Message:
        """Return its line of help."""
        assert self.help is not None
        return say("/{command} – {told}", command=self.name(language), told=self.help)


def _telling(text: str) -> str:
    said = fold(text)
    told = " ".join(word for word in said.split() if word not in IDLE)
    return told if len(told) > SHORTEST else said  # "où ça en est" is not just any "where"


class Commands:
    """All the commands, in the order in which they are offered."""

    def __init__(self, actions: Actions, *rows: CommandSpec) -> None:
        """Raise ValueError for a word that two commands answer to, or an action that is none."""
        self.actions, self.rows = actions, rows
        self.by_word: dict[str, CommandSpec] = {}
        self._by_saying: dict[str, CommandSpec] = {}
        for row in rows:
            if isinstance(row.does, str) and row.does not in actions.at_office:
                raise ValueError(f"/{row.called} does {row.does!r}, which is no action at the office")
            for word in row.words:
                if self.by_word.setdefault(word, row) is not row:
                    raise ValueError(f"/{word} is two commands")
            for saying in () if row.in_groups else (*row.words, *row.said):
                if self._by_saying.setdefault(_telling(saying), row) is not row:
                    raise ValueError(f"{saying!r} means two commands")

    def named(self, text: str) -> CommandSpec | None:
        """Return the command that a text names without its slash, and says nothing else; None without."""
        if len(text) > LONGEST:
            return None
        asked = (row for row in self.rows if row.asked and row.asked(text))
        return self._by_saying.get(_telling(text)) or next(asked, None)

    def roles(self, row: CommandSpec) -> tuple[Role, ...] | None:
        """Return the roles that a command is for, None where it is everybody's."""
        if not isinstance(row.does, str):
            return None
        return tuple(role for role in Role if role in self.actions.at_office[row.does].roles)

    def words(self, *, in_groups: bool, of_members: bool) -> list[str]:
        """Return what some commands answer to: those of groups, else of members, else everybody's."""
        return [
            word
            for word, row in self.by_word.items()
            if row.in_groups is in_groups and isinstance(row.does, str) is of_members
        ]

    def menu(
        self, offered: Offered, language: str, roles: frozenset[Role] = frozenset()
    ) -> Iterator[tuple[str, Message]]:
        """Give the commands of a menu, each with its line; those of roles to who has one of them."""
        if offered is Offered.PRIVATE:
            yield from ((row.name(language), row.menu) for row in self._of_everybody() if row.menu)
            return
        for row in self.rows:
            of = self.roles(row)
            if offered in row.offered and row.menu is not None and (of is None or not roles.isdisjoint(of)):
                yield row.name(language), row.menu

    def _of_everybody(self) -> Iterator[CommandSpec]:
        """Give the commands of who has no role, with what those of members do for them."""
        for row in self.rows:
            if not isinstance(row.does, str) and not row.in_groups:
                yield row
                yield from (other for other in self.rows if other.beside in row.words)

    def told(self, language: str, held: Rights | None = None) -> list[Message]:
        """Return the lines of help about the commands of everybody, else about those of one's roles."""
        if held is None:
            return [row.line(language) for row in self._of_everybody() if row.help is not None]
        return [
            row.line(language)
            for row in self.rows
            if row.help is not None
            and isinstance(row.does, str)
            and self.actions.at_office[row.does].allows(held)
        ]

    def allows(self, row: CommandSpec, called: Called) -> bool:
        """Tell whether somebody may use a command."""
        return not isinstance(row.does, str) or self.actions.may_at_office(
            called.transaction, called.visitor, row.does, called.now
        )

    def nearest(self, word: str, called: Called) -> CommandSpec | None:
        """Return the command whose word comes nearest to one that is none, of those somebody may use."""
        usable = [
            row for row in self.rows if not row.in_groups and (self.allows(row, called) or row.otherwise)
        ]
        words = {each: row for row in usable for each in row.words}
        found = process.extractOne(
            fold(word), list(words), processor=None, scorer=OSA.normalized_similarity, score_cutoff=NEAR
        )
        return words[found[0]] if found else None

    def obey(self, row: CommandSpec, called: Called) -> Reply | None:
        """Do what a command asks for; None where it does nothing for who has none of its roles."""
        if not isinstance(row.does, str):
            return row.does(called)
        if not self.allows(row, called):
            return row.otherwise(called) if row.otherwise else None
        asked = Asked(row.does, called.argument, 0, 0, called.visitor.id, None, command=True)
        return self.actions.act_at_office(called.transaction, called.world, called.visitor, asked, called.now)
