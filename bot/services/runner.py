"""Buttons and typed words at work: who may do what is checked, then it is done, or how things stand is shown.

The rows are given by the registry: nothing here knows a feature.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zlib import crc32

from bot.services.core.actions import NOT_YOURS, Asked, AtOffice, BetweenFirms, OnDossier, done
from bot.services.core.dossier_page import dossier_page, may_see
from bot.services.core.handling import OUT_OF_DATE, Handling, NotAllowed, Overtaken, Refusal
from bot.services.core.prompts import NEVER_MIND, leave, left, no_longer_asked
from bot.services.core.rights import Role, rights
from bot.services.core.screens import Button, Reply, Screen, Verb, words
from bot.services.core.visitors import Visitor, spoken, welcome
from conversations.dossiers.desk_words import leaves
from conversations.dossiers.event_labels import HISTORY
from conversations.dossiers.lifecycle import DECISIONS, Event
from conversations.dossiers.statuses import Part
from conversations.dossiers.traces import Trace
from conversations.exchanges.files import Arrived
from conversations.messages import Message, say
from conversations.situation import World
from conversations.understanding.wishes import is_refusal
from conversations.understanding.words import excerpt
from models.database.writer import Transaction
from models.dossiers.tables import Dossier
from models.intake.queries import Visit
from models.messages.tables import Prompt

NOT_TAKEN = say(
    "What you typed was neither sent nor kept: your role has changed, or this request is with somebody else."
)
MOVED_ON = say("What you typed was neither sent nor kept: this request moved on meanwhile.")

FRESH = timedelta(hours=1)  # after which words may be meant for something else than what was asked
TYPED_LATE = "typed_late"
SHOWN_AGAIN = 1_000  # characters of what was typed late
SHOWN_FIRST = {Trace.MESSAGE} | {kind for kind, row in HISTORY.items() if row.reasons} - {*DECISIONS}
"""What is typed for these is shown again before it counts, however late; decisions have a review."""


class Actions:
    """All that buttons and typed words do, by the names that are stored: each row has one place."""

    def __init__(self, *rows: OnDossier | AtOffice | BetweenFirms) -> None:
        """Raise ValueError for two rows of one name, or an action on a dossier that nothing allows."""
        self.on_dossier: dict[str, OnDossier] = {}
        self.at_office: dict[str, AtOffice] = {}
        self.between_firms: dict[str, BetweenFirms] = {}
        self.typed: dict[str, Callable[..., Reply]] = {}
        for row in (*rows, AtOffice(TYPED_LATE, self._typed_late, Role)):
            if isinstance(row, OnDossier) and isinstance(row.name, Event) is bool(row.parts):
                raise ValueError(f"{row.name!r} is allowed by its event or to some parts, one of both")
            _put(self._rows_like(row), row.name, row)
            if row.typed is not None:
                _put(self.typed, row.name, row.typed)
        self._taking_no = {name for name, row in self.on_dossier.items() if row.takes_no}
        self._taking_back = {name for name, row in self.at_office.items() if row.takes_back}

    def _rows_like(self, row: OnDossier | AtOffice | BetweenFirms) -> dict[str, Any]:
        match row:
            case OnDossier():
                return self.on_dossier
            case AtOffice():
                return self.at_office
            case BetweenFirms():
                return self.between_firms

    def act_on_dossier(
        self, transaction: Transaction, world: World, visitor: Visitor, asked: Asked, now: datetime
    ) -> Reply:
        """Do what is asked to a dossier; what is not allowed changes nothing and shows nothing."""

        def work(handling: Handling) -> Reply:
            dossier = handling.session.get(Dossier, asked.subject)
            action = self.on_dossier.get(asked.name)
            if dossier is None or action is None:
                raise NotAllowed
            if action.fresh and asked.version != dossier.version:
                raise Overtaken
            if not action.allows(handling, dossier):
                raise Overtaken if may_see(handling, dossier) else NotAllowed
            return done(action, handling, dossier, asked)

        return _within(transaction, world, visitor, asked, now, work)

    def act_at_office(
        self, transaction: Transaction, world: World, visitor: Visitor, asked: Asked, now: datetime
    ) -> Reply:
        """Do what is asked elsewhere than on a dossier."""

        def work(handling: Handling) -> Reply:
            action = self.at_office.get(asked.name)
            if action is None or not action.allows(handling.held):
                raise NotAllowed
            return done(action, handling, asked.subject, asked)

        return _within(transaction, world, visitor, asked, now, work)

    def act_between_firms(
        self, transaction: Transaction, world: World, visitor: Visitor, asked: Asked, now: datetime
    ) -> Reply:
        """Do what is asked in exchanges between firms; what is not allowed changes and shows nothing."""

        def work(handling: Handling) -> Reply:
            action = self.between_firms.get(asked.name)
            if action is None or not handling.in_private or not action.allows(handling):
                raise NotAllowed
            return done(action, handling, asked.subject, asked)

        return _within(transaction, world, visitor, asked, now, work)

    def may_at_office(self, transaction: Transaction, visitor: Visitor, name: str, now: datetime) -> bool:
        """Tell whether somebody may do this at all."""
        with transaction.session() as session:
            return self.at_office[name].allows(rights(session, visitor.id, now))

    def is_of_members(self, name: str) -> bool:
        """Tell whether words are typed for this by who works here; others answer several things in a row."""
        action = self.on_dossier.get(name)
        return name in self.at_office or (action is not None and action.parts != (Part.APPLICANT,))

    def complete(
        self,
        transaction: Transaction,
        world: World,
        visitor: Visitor,
        prompt: Prompt,
        text: str,
        now: datetime,
    ) -> Reply:
        """Do what typed words complete, if it still may be done; what cannot be taken is asked again."""
        asked = Asked(prompt.purpose, "", prompt.subject, prompt.version, visitor.id, None)

        def work(handling: Handling) -> Reply:
            if self._is_left(handling, prompt, text):
                return left(handling, self._dossier(handling, prompt))
            late = now - prompt.asked_at > FRESH and prompt.purpose not in SHOWN_FIRST
            if late and handling.held.roles and self._allows(handling, prompt):
                return self._ask_again(handling, prompt, text)
            return self._complete(handling, prompt, text)

        return _within(transaction, world, visitor, asked, now, work)

    def _is_left(self, handling: Handling, prompt: Prompt, text: str) -> bool:
        """Tell whether words leave what a member, or a firm among others, is asked, and answer nothing."""
        name, of_firms = prompt.purpose, prompt.purpose in self.between_firms
        said = leaves(text) or (not of_firms and is_refusal(text) and name not in self._taking_no)
        theirs = bool(handling.held.roles) and self.is_of_members(name) and name not in self._taking_back
        return said and (of_firms or theirs)

    def _complete(
        self,
        handling: Handling,
        prompt: Prompt,
        sent: str | Arrived,
        taker: Callable[..., Reply] | None = None,
    ) -> Reply:
        """Give what was sent to what takes it. ``taker``: None for what takes words."""
        if not self._allows(handling, prompt):
            no_longer_asked(handling)
            dossier = self._dossier(handling, prompt)
            if dossier is not None and may_see(handling, dossier):
                return handling.reply(dossier_page(handling, dossier, note=MOVED_ON))
            return handling.reply(words(NOT_TAKEN))
        dossier, work = self._dossier(handling, prompt), taker or self.typed[prompt.purpose]
        try:
            return work(handling, prompt, sent) if dossier is None else work(handling, dossier, prompt, sent)
        except Refusal as refusal:
            return handling.reply(words(say("👉 {note}", note=refusal.message)))

    def receive(
        self,
        transaction: Transaction,
        world: World,
        visitor: Visitor,
        prompt: Prompt,
        arrived: Arrived,
        now: datetime,
    ) -> Reply | None:
        """Take a file for what was asked between firms; None where words alone are taken."""
        action = self.between_firms.get(prompt.purpose)
        filed = action.filed if action else None
        if filed is None:
            return None
        asked = Asked(prompt.purpose, "", prompt.subject, prompt.version, visitor.id, None)

        def work(handling: Handling) -> Reply:
            return self._complete(handling, prompt, arrived, filed)

        return _within(transaction, world, visitor, asked, now, work)

    def _dossier(self, handling: Handling, prompt: Prompt) -> Dossier | None:
        """Return the dossier that something was asked for; None for what is asked elsewhere."""
        on_one = prompt.purpose in self.on_dossier
        return handling.session.get(Dossier, prompt.subject) if on_one else None

    def _allows(self, handling: Handling, prompt: Prompt) -> bool:
        """Tell whether the person may still do what they were asked to type something for."""
        purpose, dossier = prompt.purpose, self._dossier(handling, prompt)
        if purpose in self.on_dossier:
            return dossier is not None and self.on_dossier[purpose].allows(handling, dossier)
        if purpose in self.between_firms:
            return self.between_firms[purpose].allows(handling)
        return self.at_office[purpose].allows(handling.held)

    def _ask_again(self, handling: Handling, prompt: Prompt, text: str) -> Reply:
        """Keep words typed long after they were asked for, until it is sure what they are for."""
        stored = handling.session.get_one(Prompt, handling.person_id)
        stored.content = {**prompt.content, TYPED_LATE: text}
        handling.session.flush()
        dossier = self._dossier(handling, prompt)
        if dossier is None:
            sure = say("I asked you for something a while ago. Is this the answer?")
        elif prompt.purpose == Trace.NOTE:
            sure = say("Shall I take it as a note on {reference}?", reference=dossier.reference)
        else:
            sure = say("I asked you for something about {reference} a while ago. Is this the answer?",
                       reference=dossier.reference)  # fmt: skip
        yes = Button(say("✅ Yes"), Verb.OFFICE, TYPED_LATE, subject=_mark(text))
        return handling.reply(
            Screen((say("“{words}”", words=excerpt(text, SHOWN_AGAIN)), sure), rows=((yes, NEVER_MIND),))
        )

    def _typed_late(self, handling: Handling, subject: int) -> Reply:
        """Take the words that were kept. ``subject``: their mark, so that a button takes those above it."""
        prompt = handling.session.get(Prompt, handling.person_id)
        text = prompt.content.get(TYPED_LATE) if prompt else None
        if prompt is None or text is None or _mark(text) != subject:
            raise Refusal(say("Something else was asked or typed since."))
        content = {name: value for name, value in prompt.content.items() if name != TYPED_LATE}
        prompt.asked_at, prompt.content = handling.now, content
        handling.session.flush()
        return self._complete(handling, Prompt(**prompt.model_dump()), text)


def _put(rows: dict[str, Any], name: str, row: object) -> None:
    if name in rows:
        raise ValueError(f"two actions are called {name!r}")
    rows[name] = row


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
                return leave(turn, work(turn), typed=asked.typed)
        except Refusal as refusal:
            return (_word if asked.message_id else _said)(visit, refusal.message)
        except (NotAllowed, Overtaken) as late:
            if not asked.message_id:
                no_longer_asked(handling())
            if isinstance(late, Overtaken):
                return overtaken(handling(), asked.subject)
            return _word(visit, NOT_YOURS) if asked.message_id else _said(visit, NOT_TAKEN)


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
        name = handling.name_of(dossier.holder_id)
        return _word(handling.visit, say("Already taken by {name}.", name=name))
    return _word(handling.visit, OUT_OF_DATE)
