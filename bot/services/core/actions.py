"""What buttons do to dossiers and at the office: rows, with who may press each.

A row names what allows it: an event of the lifecycle, or the parts in which one must act. It is checked at
the tap, whatever the button was when it was drawn. Features list their rows as ``ACTIONS``.
"""

import logging
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, get_type_hints

from bot.services.core.arguments import Argument
from bot.services.core.handling import Handling, NotAllowed
from bot.services.core.rights import STAFF, Rights, Role
from bot.services.core.screens import Reply, Verb
from bot.services.core.visitors import Tap
from conversations.dossiers.lifecycle import Event
from conversations.dossiers.statuses import Part
from conversations.exchanges.files import Arrived
from conversations.messages import say
from models.dossiers.tables import Dossier
from models.messages.tables import Prompt

log = logging.getLogger(__name__)

SHOWN = re.compile(r"\.f\d+$")
"""At the end of a button: the request whose firm is named above it, to somebody else, so that it is noted."""

NOT_YOURS = say("This is not for you, or not any more.")

Work = Callable[[Handling, Dossier], Reply] | Callable[[Handling, Dossier, Any], Reply]
OfficeWork = Callable[[Handling, int], Reply] | Callable[[Handling, int, Any], Reply]
TypedOf = Callable[[Handling, Dossier, Prompt, str], Reply]
Typed = Callable[[Handling, Prompt, str], Reply]
Filed = Callable[[Handling, Prompt, Arrived], Reply]


@dataclass(frozen=True, slots=True)
class OnDossier:
    """Something done to a dossier: an event, allowed when it is, else what those who act in ``parts`` may do.

    ``name``: as buttons and prompts store it, never renamed. ``work``: takes the dossier, and what its
    buttons say where they say something. ``typed``: takes what is typed once it asked for it. ``fresh``: only
    from a button of the dossier's current version. ``at_once``: why one tap of it may write to others, where
    nothing was shown to be confirmed; empty where it may not. ``takes_no``: a mere no answers it; elsewhere
    it leaves what is asked.
    """

    name: str
    work: Work
    parts: Iterable[Part] = ()
    typed: TypedOf | None = None
    fresh: bool = True
    at_once: str = ""
    takes_no: bool = False

    def allows(self, handling: Handling, dossier: Dossier) -> bool:
        """Tell whether the person may do it now."""
        if isinstance(self.name, Event):
            return handling.may(dossier, self.name)
        return not handling.parts(dossier).isdisjoint(self.parts)


@dataclass(frozen=True, slots=True)
class AtOffice:
    """Something done elsewhere than on a dossier, by those who have one of the roles somewhere.

    ``command``: takes the words typed after its command, where they say something. ``outside``: it is for
    who has no role yet and waits for one; the work checks that they do. ``at_once``: as for a dossier.
    ``takes_back``: words that leave what is asked elsewhere take back what was said there.
    """

    name: str
    work: OfficeWork
    roles: Iterable[Role]
    typed: Typed | None = None
    takes_back: bool = False
    command: Callable[[Handling, str], Reply] | None = None
    outside: bool = False
    at_once: str = ""

    def allows(self, held: Rights) -> bool:
        """Tell whether somebody may do it; the work checks the basin."""
        return self.outside or not held.roles.isdisjoint(self.roles)


@dataclass(frozen=True, slots=True)
class BetweenFirms:
    """Something done in exchanges between firms, by whoever has a part in them, or works for a basin.

    Buttons: ``between``. The work checks whose question, offer or exchange it is. ``filed``: takes a file
    that is sent once it asked for something. ``at_once``: as for a dossier.
    """

    name: str
    work: OfficeWork
    typed: Typed | None = None
    filed: Filed | None = None
    at_once: str = ""

    def allows(self, handling: Handling) -> bool:
        """Tell whether somebody may do it now."""
        return handling.participant is not None or handling.held.works


@dataclass(frozen=True, slots=True)
class Asked:
    """An action somebody asks for: its name and argument, on which row, from which message of which chat.

    ``message_id``: None where no button was tapped. ``command``: it was asked by a command. ``typed``: what
    its button says was typed.
    """

    name: str
    argument: str
    subject: int
    version: int
    chat_id: int
    message_id: int | None
    command: bool = False
    typed: bool = False

    @property
    def key(self) -> str:
        """What the button carries."""
        return f"{self.name}.{self.argument}" if self.argument else self.name

    @classmethod
    def by(cls, tapped: Tap, chat_id: int) -> "Asked":
        """Return what a tapped button asks for."""
        key = SHOWN.sub("", tapped.key) if tapped.verb in (Verb.EXCHANGE, Verb.OFFICE) else tapped.key
        name, _, argument = key.partition(".")
        row, number = (tapped.draft_id, tapped.revision), tapped.message_id or None
        return cls(name, argument, *row, chat_id, number, typed=bool(tapped.typed))


Action = OnDossier | AtOffice | BetweenFirms


def done(action: Action, handling: Handling, subject: Dossier | int, asked: Asked) -> Reply:
    """Do an action on its subject, with what its button says; raise NotAllowed for what no button says.

    That who works here wrote to others on one tap, without seeing it first, is noted as a fault of ours.
    """
    reply = _done(action, handling, subject, asked)
    others = [each for each in reply.told if each.chat_id > 0 and each.chat_id != handling.person_id]
    is_staff = bool(handling.held.roles.intersection(STAFF))
    if others and is_staff and not (action.at_once or is_confirmed(action, asked)):
        log.error("%s: one tap wrote to %d others", action.name, len(others))
    return reply


def _done(action: Action, handling: Handling, subject: Dossier | int, asked: Asked) -> Reply:
    if asked.command and isinstance(action, AtOffice) and action.command is not None:
        return action.command(handling, asked.argument)
    work: Callable[..., Reply] = action.work
    takes = _takes(work)
    if takes is None:
        return work(handling, subject)
    argument = takes.read(asked.key)
    if argument is None and asked.command:  # words after a command, which say nothing to it
        argument = takes.read(asked.name)
    if argument is None:
        raise NotAllowed
    return work(handling, subject, argument)


def is_confirmed(action: Action, asked: Asked) -> bool:
    """Tell whether a button confirms what was shown above it."""
    takes = _takes(action.work)
    argument = takes.read(asked.key) if takes is not None else None
    return argument is not None and argument.confirms


@cache
def _takes(work: Callable[..., Reply]) -> type[Argument] | None:
    """Return what the buttons of an action say, as its work takes it; None for nothing."""
    return get_type_hints(work).get("argument")
