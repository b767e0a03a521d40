"""What buttons do to dossiers and at the office: one registry, with who may press each.

An action is registered with what allows it: an event of the lifecycle, or the parts in which one must
act. It is checked at the tap, whatever the button was when it was drawn.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zlib import crc32

from bot.services.dossier_page import dossier_page, may_see
from bot.services.handling import OUT_OF_DATE, Handling, NotAllowed, Overtaken, Refusal
from bot.services.prompting import NEVER_MIND, leave, no_longer_asked
from bot.services.rights import Rights, Role, rights
from bot.services.screens import Button, Reply, Screen, Verb, words
from bot.services.visits import Tap, Visitor, spoken, welcome
from conversations.dossiers import Event, Part, Trace
from conversations.messages import Message, say
from conversations.situation import World
from conversations.words import excerpt
from models.database import Transaction
from models.desk_tables import Prompt
from models.drafts import Visit
from models.tables import Dossier

NOT_YOURS = say("This is not for you, or not any more.")
NOT_TAKEN = say(
    "What you typed was neither sent nor kept: your role has changed, or this request is with somebody else."
)
MOVED_ON = say("What you typed was neither sent nor kept: this request moved on meanwhile.")

FRESH = timedelta(hours=1)  # after which words may be meant for something else than what was asked
TYPED_LATE = "typed_late"
SHOWN_AGAIN = 1_000  # characters of what was typed late
SHOWN_FIRST = ("message", Event.DECLINE, Event.REDIRECT, Event.TRANSFER, Event.REOPEN, Trace.ENTRUST)
"""What is typed for these is shown again before it counts, however late."""


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
        late = now - prompt.asked_at > FRESH and prompt.purpose not in SHOWN_FIRST
        if late and handling.held.roles and _allowed(handling, prompt):
            return _ask_again(handling, prompt, text)
        return _complete(handling, prompt, text)

    return _within(transaction, world, visitor, asked, now, work)


def _complete(handling: Handling, prompt: Prompt, text: str) -> Reply:
    if not _allowed(handling, prompt):
        no_longer_asked(handling)
        dossier = handling.session.get(Dossier, prompt.subject) if prompt.purpose in DOSSIER_ACTIONS else None
        if dossier is not None and may_see(handling, dossier):
            return handling.reply(dossier_page(handling, dossier, note=MOVED_ON))
        return handling.reply(words(NOT_TAKEN))
    try:
        return TYPED[prompt.purpose](handling, prompt, text)
    except Refusal as refusal:
        return handling.reply(words(say("👉 {note}", note=refusal.message)))


def _allowed(handling: Handling, prompt: Prompt) -> bool:
    """Tell whether the person may still do what they were asked to type something for."""
    action = DOSSIER_ACTIONS.get(prompt.purpose)
    if action is None:
        return OFFICE_ACTIONS[prompt.purpose].allows(handling.held)
    dossier = handling.session.get(Dossier, prompt.subject)
    return dossier is not None and action.allows(handling, dossier)


def _ask_again(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Keep words typed long after they were asked for, until it is sure what they are for."""
    stored = handling.session.get_one(Prompt, handling.person_id)
    stored.content = {**prompt.content, TYPED_LATE: text}
    handling.session.flush()
    dossier = handling.session.get(Dossier, prompt.subject) if prompt.purpose in DOSSIER_ACTIONS else None
    if dossier is None:
        sure = say("I asked you for something a while ago. Is this the answer?")
    elif prompt.purpose == Trace.NOTE:
        sure = say("Shall I take it as a note on {reference}?", reference=dossier.reference)
    else:
        sure = say("I asked you for something about {reference} a while ago. Is this the answer?",
                   reference=dossier.reference)  # fmt: skip
    yes = Button(say("✅ Yes"), Verb.OFFICE, "typed_late", subject=_mark(text))
    return handling.reply(
        Screen((say("“{words}”", words=excerpt(text, SHOWN_AGAIN)), sure), rows=((yes, NEVER_MIND),))
    )


@at_office("typed_late", *Role)
def typed_late(handling: Handling, subject: int, argument: str) -> Reply:
    """Take the words that were kept. ``subject``: their mark, so that a button takes those above it."""
    prompt = handling.session.get(Prompt, handling.person_id)
    text = prompt.content.get(TYPED_LATE) if prompt else None
    if prompt is None or text is None or _mark(text) != subject:
        raise Refusal(say("Something else was asked or typed since."))
    prompt.content = {name: value for name, value in prompt.content.items() if name != TYPED_LATE}
    prompt.asked_at = handling.now
    handling.session.flush()
    return _complete(handling, Prompt(**prompt.model_dump()), text)


def _mark(text: str) -> int:
    return crc32(text.encode()) or 1  # 0 is no subject


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
                turn = handling()
                return leave(turn, work(turn))
        except Refusal as refusal:
            return (_word if asked.message_id else _said)(visit, refusal.message)
        except NotAllowed:
            if asked.message_id:
                return _word(visit, NOT_YOURS)
            no_longer_asked(handling())
            return _said(visit, NOT_TAKEN)
        except Overtaken:
            if not asked.message_id:
                no_longer_asked(handling())
            return overtaken(handling(), asked.subject)


def _word(visit: Visit, word: Message) -> Reply:
    return Reply(spoken(visit), alert=word, leaves_tapped=True)


def _said(visit: Visit, word: Message) -> Reply:
    """Return a word to somebody who typed: there is no button to say it on."""
    return Reply(spoken(visit), screens=(words(word),))


def overtaken(handling: Handling, dossier_id: int) -> Reply:
    """Show a dossier as it is to who tapped a button of what it was; in a group, its card is right."""
    dossier = handling.session.get(Dossier, dossier_id, populate_existing=True)
    if dossier is None or not may_see(handling, dossier):
        return _word(handling.visit, NOT_YOURS)
    if handling.chat_id == handling.person_id:
        note = MOVED_ON if handling.tapped is None else None
        return handling.reply(dossier_page(handling, dossier, note=note), alert=OUT_OF_DATE)
    if dossier.holder_id not in (None, handling.person_id):
        return _word(
            handling.visit, say("Already taken by {name}.", name=handling.name_of(dossier.holder_id))
        )
    return _word(handling.visit, OUT_OF_DATE)
