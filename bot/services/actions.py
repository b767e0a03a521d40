"""What buttons do to dossiers and at the office: one registry, with who may press each.

An action is registered with what allows it: an event of the lifecycle, or the parts in which one must
act. It is checked at the tap, whatever the button was when it was drawn.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.services.dossier_page import dossier_page, may_see
from bot.services.handling import OUT_OF_DATE, Handling, NotAllowed, Overtaken, Refusal
from bot.services.prompting import no_longer_asked
from bot.services.rights import Rights, Role, rights
from bot.services.screens import Reply, words
from bot.services.visits import Tap, Visitor, spoken, welcome
from conversations.dossiers import Event, Part
from conversations.messages import Message, say
from conversations.situation import World
from models.database import Transaction
from models.desk_tables import Prompt
from models.drafts import Visit
from models.tables import Dossier

NOT_YOURS = say("This is not for you, or not any more.")

Work = Callable[[Handling, Dossier, str], Reply]
OfficeWork = Callable[[Handling, int, str], Reply]
Typed = Callable[[Handling, Prompt, str], Reply]


@dataclass(frozen=True, slots=True)
class Action:
    """Something done to a dossier: allowed when ``event`` is, else to those who act in ``parts``.

    ``fresh``: only from a button of the dossier's current version.
    """

    work: Work
    event: Event | None
    parts: frozenset[Part]
    fresh: bool

    def allows(self, handling: Handling, dossier: Dossier) -> bool:
        """Tell whether the person may do it now."""
        if self.event is not None:
            return handling.may(dossier, self.event)
        return bool(self.parts & handling.parts(dossier))


@dataclass(frozen=True, slots=True)
class OfficeAction:
    """Something done elsewhere than on a dossier, by those who have one of the roles somewhere."""

    work: OfficeWork
    roles: frozenset[Role]

    def allows(self, held: Rights) -> bool:
        """Tell whether somebody may do it; the work checks the basin."""
        return bool(self.roles & held.roles)


DOSSIER_ACTIONS: dict[str, Action] = {}
OFFICE_ACTIONS: dict[str, OfficeAction] = {}
TYPED: dict[str, Typed] = {}
"""What the next typed message completes, by the name of the action that asked for it."""


def on_dossier(
    name: str, *parts: Part, event: Event | None = None, fresh: bool = True
) -> Callable[[Work], Work]:
    """Register an action on a dossier: ``(handling, dossier, argument) -> Reply``."""

    def register(work: Work) -> Work:
        assert name not in DOSSIER_ACTIONS and (event is None) is bool(parts)
        DOSSIER_ACTIONS[name] = Action(work, event, frozenset(parts), fresh)
        return work

    return register


def at_office(name: str, *roles: Role) -> Callable[[OfficeWork], OfficeWork]:
    """Register an action elsewhere: ``(handling, subject, argument) -> Reply``."""

    def register(work: OfficeWork) -> OfficeWork:
        assert name not in OFFICE_ACTIONS
        OFFICE_ACTIONS[name] = OfficeAction(work, frozenset(roles))
        return work

    return register


def when_typed(name: str) -> Callable[[Typed], Typed]:
    """Register what is done with the message typed after the action ``name`` asked for it."""

    def register(work: Typed) -> Typed:
        assert name in DOSSIER_ACTIONS or name in OFFICE_ACTIONS
        TYPED[name] = work
        return work

    return register


@dataclass(frozen=True, slots=True)
class Asked:
    """An action somebody asks for: its name and argument, on which row, from which message of which chat."""

    name: str
    argument: str
    subject: int
    version: int
    chat_id: int
    message_id: int | None

    @classmethod
    def by(cls, tapped: Tap, chat_id: int) -> "Asked":
        """Return what a tapped button asks for."""
        name, _, argument = tapped.key.partition(".")
        return cls(name, argument, tapped.draft_id, tapped.revision, chat_id, tapped.message_id or None)


def act_on_dossier(
    transaction: Transaction, world: World, visitor: Visitor, asked: Asked, now: datetime
) -> Reply:
    """Do what is asked to a dossier; what is not allowed changes nothing and shows nothing."""

    def work(handling: Handling) -> Reply:
        dossier = handling.session.get(Dossier, asked.subject)
        action = DOSSIER_ACTIONS.get(asked.name)
        if dossier is None or action is None:
            raise NotAllowed
        if action.fresh and asked.version != dossier.version:
            raise Overtaken
        if not action.allows(handling, dossier):
            raise Overtaken if may_see(handling, dossier) else NotAllowed
        return action.work(handling, dossier, asked.argument)

    return _within(transaction, world, visitor, asked, now, work)


def act_at_office(
    transaction: Transaction, world: World, visitor: Visitor, asked: Asked, now: datetime
) -> Reply:
    """Do what is asked elsewhere than on a dossier."""

    def work(handling: Handling) -> Reply:
        action = OFFICE_ACTIONS.get(asked.name)
        if action is None or not action.allows(handling.held):
            raise NotAllowed
        return action.work(handling, asked.subject, asked.argument)

    return _within(transaction, world, visitor, asked, now, work)


def may_at_office(transaction: Transaction, visitor: Visitor, name: str, now: datetime) -> bool:
    """Tell whether somebody may do this at all."""
    with transaction.session() as session:
        return OFFICE_ACTIONS[name].allows(rights(session, visitor.id, now))


def complete(
    transaction: Transaction, world: World, visitor: Visitor, prompt: Prompt, text: str, now: datetime
) -> Reply:
    """Do what typed words complete, if it is still allowed; words that cannot be taken are asked again."""
    asked = Asked(prompt.purpose, "", prompt.subject, prompt.version, visitor.id, None)

    def work(handling: Handling) -> Reply:
        action = DOSSIER_ACTIONS.get(asked.name)
        if action is not None:
            dossier = handling.session.get(Dossier, asked.subject)
            if dossier is None or not action.allows(handling, dossier):
                no_longer_asked(handling)
                return handling.reply(words(NOT_YOURS))
        elif not OFFICE_ACTIONS[asked.name].allows(handling.held):
            no_longer_asked(handling)
            return handling.reply(words(NOT_YOURS))
        try:
            return TYPED[asked.name](handling, prompt, text)
        except Refusal as refusal:
            return handling.reply(words(say("👉 {note}", note=refusal.message)))

    return _within(transaction, world, visitor, asked, now, work)


def _within(
    transaction: Transaction,
    world: World,
    visitor: Visitor,
    asked: Asked,
    now: datetime,
    work: Callable[[Handling], Reply],
) -> Reply:
    visit = welcome(transaction, visitor, now)
    with transaction.session() as session:

        def handling() -> Handling:
            return Handling(transaction, session, world, now, visit, asked.chat_id, asked.message_id)

        try:
            with session.begin_nested():
                return work(handling())
        except NotAllowed:
            return _word(visit, NOT_YOURS)
        except Refusal as refusal:
            return _word(visit, refusal.message)
        except Overtaken:
            return overtaken(handling(), asked.subject)


def _word(visit: Visit, word: Message) -> Reply:
    return Reply(spoken(visit), alert=word, leaves_tapped=True)


def overtaken(handling: Handling, dossier_id: int) -> Reply:
    """Show a dossier as it is to who tapped a button of what it was; in a group, its card is right."""
    dossier = handling.session.get(Dossier, dossier_id, populate_existing=True)
    if dossier is None or not may_see(handling, dossier):
        return _word(handling.visit, NOT_YOURS)
    if handling.chat_id == handling.person_id:
        return handling.reply(dossier_page(handling, dossier), alert=OUT_OF_DATE)
    if dossier.holder_id not in (None, handling.person_id):
        return _word(
            handling.visit, say("Already taken by {name}.", name=handling.name_of(dossier.holder_id))
        )
    return _word(handling.visit, OUT_OF_DATE)
