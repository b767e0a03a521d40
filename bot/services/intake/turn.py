"""One turn of a person's draft: what is entered is taken, written down, and the card is drawn again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from bot.services.core.answers import given
from bot.services.core.rights import rights
from bot.services.core.screens import Card, Menu, Reply, Screen, words
from bot.services.core.visitors import Tap, Visitor, part, spoken, welcome
from bot.services.intake import amendments
from bot.services.intake.card import draw, with_care
from bot.services.intake.discard import before_refusing, draft_menu, way_back
from bot.services.intake.review import review
from conversations.engine.draft import Draft
from conversations.engine.questionnaire import Reaction, Walk
from conversations.engine.reactions import LISTENED, RESTING, RESUMED
from conversations.engine.reading import Reading
from conversations.engine.step import Step
from conversations.inputs import InvalidAnswer
from conversations.inputs.companies import TO_LOOK_UP
from conversations.intake import INTAKE
from conversations.messages import Message, say
from conversations.situation import World
from conversations.understanding.person_names import read_person_name
from conversations.understanding.residue import Understood
from models.database.outbox import is_tidied
from models.database.writer import Transaction
from models.intake.dropped_drafts import drop_draft, forget_dropped, restore_draft
from models.intake.queries import OpenDraft, Visit, add_draft, end_draft, find_visit, save_draft, set_language
from models.intake.tables import DraftEnd

NOTHING = Reaction()

BEFORE_THE_NOTICE = say(
    "What you wrote before these lines is kept nowhere: touch who you are, then send it again, I make use of "
    "it."
)
"""What is said to somebody who tells everything before they could know who reads it."""


class Talk:
    """A visitor and their draft, for the length of a turn.

    ``on_card``: the tapped message, on which the card is drawn again; None to draw it below.
    """

    def __init__(
        self,
        transaction: Transaction,
        world: World,
        visitor: Visitor,
        now: datetime,
        on_card: int | None = None,
    ) -> None:
        self.transaction, self.world, self.visitor, self.now = transaction, world, visitor, now
        self.on_card = on_card or None
        self.visit: Visit = welcome(transaction, visitor, now)
        self._walk: Walk | None = None
        self._menus: tuple[Menu, ...] = ()

    @property
    def open(self) -> OpenDraft | None:
        """The draft as it is stored; None when nothing is under way."""
        return self.visit.open

    @property
    def walk(self) -> Walk:
        """The draft in the hands of the engine, at a valid question."""
        if self._walk is None:
            assert self.visit.open is not None
            self._walk = Walk(self.visit.open.draft, self.world)
            if not self._walk.is_checked:
                INTAKE.resume(self._walk)
        return self._walk

    def still_holds(self, reading: Reading | None) -> Reading | None:
        """Return what was read before the turn, if the draft and the world are those it was read in."""
        if reading is None or self.open is None or not self.world.edition:
            return None
        now = (self.open.id, self.open.revision, self.world.edition)
        return reading if (reading.draft_id, reading.revision, reading.edition) == now else None

    def says(self, *screens: Screen, alert: Message | None = None, leaves_tapped: bool = False) -> Reply:
        """Say something without showing the card."""
        return Reply(
            spoken(self.visit), screens=screens, alert=alert, leaves_tapped=leaves_tapped, menus=self._menus
        )

    def speak(self, language: str) -> None:
        """Speak a language from now on, in the list of commands too."""
        set_language(self.transaction, self.visit, language)
        with self.transaction.session() as session:
            roles = rights(session, self.visit.person_id, self.now).roles
        self._menus = (Menu(self.visit.person_id, language, roles),)

    def begin(self, origin: str | None = None, unheard: str = "") -> Reply:
        """Open a new draft; what was answered in the one under way is kept for the day.

        ``unheard``: what was written before the notice, which is not kept.
        """
        previous, told = self.visit.open, self.put_aside()
        draft = Draft()
        origin = origin or (previous.origin if previous else None)
        opened = add_draft(self.transaction, self.visit, draft, origin, self.now)
        if previous:
            opened.card_id, draft.sharing = previous.card_id, previous.draft.sharing
            draft.welcomed = "" if told else previous.draft.welcomed
            if not told:  # what was said, and sent, under a welcome that nobody answered
                draft.heard, draft.files = previous.draft.heard, previous.draft.files
        reply = self.show(note=BEFORE_THE_NOTICE if INTAKE.overheard(self.walk, unheard) else None)
        return replace(reply, screens=(*told, *reply.screens))

    def put_aside(self) -> tuple[Screen, ...]:
        """End the draft under way; return what tells until when it can be brought back, if it can."""
        opened = self.visit.open
        if opened is None:
            return ()
        answered = given(self.transaction, opened)
        self.visit.open = self._walk = None
        if not answered:
            end_draft(self.transaction, opened, DraftEnd.DROPPED)
            return ()
        kept = replace(opened, draft=replace(opened.draft, sharing=False))
        if opened.draft.completes is not None:  # the rest is the dossier's, which may move on meanwhile
            kept.draft.answers = {name: opened.draft.answers[name] for name in answered}
        drop_draft(self.transaction, self.visit, kept, self.now)
        return (way_back(opened.id, self.now),)

    def leave(self) -> Reply:
        """End the draft under way."""
        opened, told = self.visit.open, self.put_aside()
        reply = self.says(*(told or (words(say("Deleted. /new when you like.")),)))
        if opened is None:
            return reply
        return replace(reply, lowered=opened.draft.sharing, retires=opened.card_id)

    def refuse(self) -> Reply:
        """Keep nothing of somebody who does not want it."""
        opened = self.visit.open
        assert opened is not None
        end_draft(self.transaction, opened, DraftEnd.DROPPED)
        forget_dropped(self.transaction, self.visit.person_id)
        self.visit.open = None
        gone = part(self.transaction, self.visit)
        farewell = (
            say("Understood: nothing is kept. If you change your mind, /start is enough.")
            if gone
            else say("Understood: nothing of it is kept. /mydata shows what is kept of you otherwise.")
        )
        reply = self.says(words(farewell))
        return replace(reply, lowered=opened.draft.sharing, retires=opened.card_id)

    def open_form(self, form: Draft) -> Reply:
        """Open a form; one at a time: another one that holds answers is to be sent or deleted first."""
        if self.open is not None and not given(self.transaction, self.open):
            self.put_aside()
        if self.open is not None:
            first = say("One form at a time: send this one or delete it, and the other one opens.")
            menu = draft_menu(self.transaction, self.open)
            return self.says(Screen((first, *menu.paragraphs), rows=menu.rows), leaves_tapped=True)
        add_draft(self.transaction, self.visit, form, None, self.now)
        return self.show()

    def bring_back(self, dropped: OpenDraft) -> Reply:
        """Open a dropped draft again, in the place of the one under way."""
        previous = self.visit.open
        if dropped.draft.completes is not None:
            with self.transaction.session() as session:
                form = amendments.renewed(session, self.visit.person_id, dropped.draft)
            if form is None:
                return self.says(alert=say("What was asked there is no longer needed."), leaves_tapped=True)
            dropped.draft = form
        told = self.put_aside()
        restore_draft(self.transaction, self.visit, dropped, self.now)
        if previous:
            dropped.card_id, dropped.draft.sharing = previous.card_id, previous.draft.sharing
        reply = self.show(aside=say("↩️ It is back, as you left it."))
        return replace(reply, screens=(*told, *reply.screens))

    def take(
        self, entry: Callable[[], Reaction], otherwise: Callable[[InvalidAnswer], Reply] | None = None
    ) -> Reply:
        """Take an entry; what cannot be understood leaves every answer as it was, with a word on it.

        ``otherwise``: answers what was typed and not understood.
        """
        try:
            reaction = entry()
        except InvalidAnswer as invalid:
            return otherwise(invalid) if otherwise else self.show(note=invalid.message)
        opened = self.visit.open
        assert opened is not None
        if opened.draft.answers.get("privacy") == "no":
            return self._refused()
        self._offer_name(opened.draft)
        if reaction.look_up:
            return self._look_up(reaction.look_up, reaction.answered)
        return self.show(reaction)

    def _look_up(self, sought: str, answered: tuple[Step, ...]) -> Reply:
        """Have the registry searched; what was answered is repeated on the card that tells what it found."""
        self.walk.draft.unsaid += [step.name for step in answered]
        save_draft(self.transaction, self.visit, self.now)
        return Reply(spoken(self.visit), look_up=sought)

    def missed(self, invalid: InvalidAnswer) -> Reply:
        """Count what was typed as no answer to the question, and help the more, the more often it happens."""
        return self.show(note=INTAKE.missed(self.walk, invalid))

    def _refused(self) -> Reply:
        """Keep nothing, once it is sure that what was answered before is to be erased."""
        stored = find_visit(self.transaction, self.visit.person_id)
        assert stored is not None and stored.open is not None
        if not given(self.transaction, stored.open):
            return self.refuse()
        return self.says(before_refusing(self.transaction, stored.open), leaves_tapped=True)

    def _offer_name(self, draft: Draft) -> None:
        """Offer the name of the profile where it is asked, once its owner agreed to be asked anything."""
        name = self.visitor.name
        known = "name" in draft.answers or "name" in draft.heard
        if draft.answers.get("privacy") == "yes" and not known and name and " " in name:
            said = read_person_name(name)  # a first and a last name, and no firm
            if isinstance(said, Understood):
                draft.heard["name"] = {"candidates": [said.readings[0]], "said": "", "by": "profile"}

    def show(
        self,
        reaction: Reaction = NOTHING,
        *,
        note: Message | None = None,
        aside: Message | None = None,
        alert: Message | None = None,
        why: bool = False,
        section: str = "",
        confirmed: tuple[Step, ...] = (),
    ) -> Reply:
        """Draw the card and write the draft down.

        ``aside``: something said before the card, such as the answer to a question. ``section``: the one
        that is opened in the review. ``confirmed``: the questions that one tap answered.
        """
        opened, walk = self.visit.open, self.walk
        assert opened is not None
        if walk.draft.said in (LISTENED, RESTING, RESUMED):
            walk.draft.said = ""
        if not (note or aside or why) and opened.draft.entry.pop(TO_LOOK_UP, False):
            return self._look_up(str(opened.draft.entry["sought"]), confirmed or reaction.answered)
        completes = opened.draft.completes is not None
        told_before, language, step = opened.draft.told, spoken(self.visit), INTAKE.step(opened.draft)
        on_card = None if aside else self.on_card
        unsaid = [step for name in opened.draft.unsaid if (step := INTAKE.by_name.get(name))]
        opened.draft.unsaid = []
        screen = draw(
            walk,
            echoes=(*unsaid, *(confirmed or reaction.answered)),
            note=note or reaction.note,
            why=why,
            again=opened.draft.welcomed == language and on_card is None,
            section=section,
            reviewed=partial(amendments.review, self.transaction) if completes else review,
        )
        if step is not None and step.again:
            opened.draft.welcomed = language
        was_sharing, opened.draft.sharing = opened.draft.sharing, screen.share is not None
        if was_sharing and screen.share:
            screen = replace(screen, share=None)  # the phone's keyboard is up already
        before = [words(*said) for said in ((aside,) if aside else (), with_care(walk, told_before)) if said]
        on_card = None if before else self.on_card  # the question comes below what is said first
        replaced, opened.card_id = opened.card_id, on_card
        save_draft(self.transaction, self.visit, self.now)
        return Reply(
            spoken(self.visit),
            screens=tuple(before),
            card=Card(
                screen, opened.id, opened.revision, on_card, replaced, covers=self.visit.menus is not None
            ),
            alert=alert,
            lowered=was_sharing and not opened.draft.sharing,
            menus=self._menus,
        )


def is_replaced(talk: Talk, opened: OpenDraft, tapped: Tap) -> bool:
    """Tell a card that is shown elsewhere by now: its buttons are about to leave, whatever it shows.

    A menu tells nothing of what was drawn on it: the outbox knows whether its buttons still have to leave.
    """
    if tapped.message_id == opened.card_id:
        return False
    if tapped.draft_id:
        return (tapped.draft_id, tapped.revision) != (opened.id, opened.revision)
    return is_tidied(talk.transaction, talk.visit.person_id, tapped.message_id)
