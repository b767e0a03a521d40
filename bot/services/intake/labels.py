"""What a button says is typed instead of being touched: words are compared with the labels as they are shown.

Those of the draft's card are known from the draft; of the other screens, what may be typed for their buttons
was noted when they were said. The word of a command is typed without its slash.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from bot.services.core.screens import Reply, Verb, words
from bot.services.core.visitors import Tap, Visitor, spoken
from bot.services.intake import amendments
from bot.services.intake.card import buttons_shown
from bot.services.intake.free_text import LEFT_ASIDE
from bot.services.intake.help import named_language
from bot.services.intake.own_dossiers import awaits_an_answer, offer_to_ask, perhaps_passed_on
from bot.services.intake.reading import is_understood, yes_or_no_to_what_was_read
from bot.services.intake.turn import Talk
from bot.services.messages.menus import carried
from bot.services.messages.relay import Sent
from conversations.engine.draft import REVIEW
from conversations.engine.step import Step
from conversations.inputs import TICKED, Entry, Option
from conversations.inputs.labels import LONGEST, in_one, named, pieces
from conversations.intake import INTAKE
from conversations.intake.consents import (
    NAMED,
    Consented,
    agreed_before_sending,
    agreement,
    agreements,
    consented,
    is_all_right,
    is_plain,
    still_needed,
    taken_back,
    ticked,
    untick,
)
from conversations.messages import Message
from conversations.situation import Situation, World
from conversations.understanding.agreement import says_no, says_yes
from conversations.understanding.wishes import Wish, takes_back, wish_of
from conversations.understanding.words import fold
from models.database.writer import Transaction
from models.intake.queries import Menus
from models.messages.queries import last_told

_BOTH = ("les deux", "les 2", "both", "both of them", "toutes les deux", "oui les deux")
Say = Callable[[Message], str]
_WITHOUT = re.compile(
    r"(?:pas|plus|sans|enleve[zr]?|retire[zr]?|decoche[zr]?|without|not|no|remove|untick) "
    r"(?:de |d |le |la |les |l )?"
)


@dataclass(frozen=True, slots=True)
class Touch:
    """What it takes to touch a button by its name, or to obey a command that is typed without its slash.

    ``obey``: what obeys the command that words name; None for other words. It answers None to other roles.
    ``speak``: a label in a language, as it is shown. ``decode``: what is tapped, from what it carries.
    """

    press: Callable[[Transaction, World, Visitor, Tap, datetime], Reply]
    obey: Callable[[Transaction, World, Visitor, Sent, datetime], Callable[[], Reply | None] | None]
    speak: Callable[[Message, str], str]
    decode: Callable[[str], Tap | None]

    def said_in(self, language: str) -> Say:
        """Return what says labels in a language."""
        return lambda label: self.speak(label, language)


def says_yes_or_no(text: str) -> bool:
    """Tell whether a text says yes or no, and nothing else."""
    return says_yes(fold(text)) or says_no(fold(text))


def named_on_card(talk: Talk, sent: Sent, touch: Touch) -> Tap | None:
    """Return the tap on the draft's card that a text stands for; None for any other words."""
    opened = talk.open
    if opened is None or len(sent.text) > LONGEST:
        return None
    speak, step = touch.said_in(spoken(talk.visit)), INTAKE.asked(talk.walk)
    shown = buttons_shown(talk.walk, partial(amendments.review, talk.transaction))
    labels = [speak(button.label) for button in shown]
    kept = [button.verb is Verb.KEEP for button in shown]
    place = named(
        sent.text, [in_one(label) if keeps else label for label, keeps in zip(labels, kept, strict=True)]
    )
    ticked = step and _ticked(step, opened.draft.entry, talk.walk.situation, sent.text, speak)
    if ticked and (place is None or shown[place].verb is Verb.ANSWER):
        verb, key = Verb.ANSWER, ticked
    elif place is not None:
        verb, key = shown[place].verb, shown[place].key
    else:
        return None
    return Tap(0, opened.id, opened.revision, verb, key, str(sent.number))


def agree_in_words(talk: Talk, sent: Sent, named: Tap | None, touch: Touch) -> Reply | None:
    """Tick what a text agrees to, or send; None for other words, or where it may answer something else.

    ``named``: the tap that the text stands for, as the label of a button.
    """
    walk, opened = talk.walk, talk.open
    if opened is None or walk.state != REVIEW:
        return yes_or_no_to_what_was_read(talk, sent.text) if opened else None
    if named is None and walk.draft.completes is None and (back := taken_back(sent.text)) is not None:
        return talk.show(note=untick(walk, NAMED[back]))
    if walk.draft.entry:
        return None
    if named is not None and named.verb is Verb.AGREE:
        return talk.show(note=ticked(walk, (named.key,) if is_plain(sent.text) else ()))
    said = consented(sent.text) if named is None else None
    sends = named is None and said is None and (said := agreed_before_sending(sent.text)) is not None
    yes = wish_of(sent.text) is Wish.AGREEING or is_all_right(sent.text)
    if (said is None and not yes) or _may_answer_news(talk):
        return None
    if said is None:
        return talk.says(words(still_needed(walk)))  # a mere yes may mean less than a consent
    if said is Consented.SENDING:
        return _send(talk, sent, touch)
    if walk.draft.completes is not None:
        return None  # nothing is agreed to anew
    missing = [name for name in agreements(walk) if agreement(walk, name) not in walk.draft.agreements]
    reply = talk.show(note=ticked(walk, NAMED.get(said, tuple(missing[:1]))))
    return _send(talk, sent, touch) if sends else reply


def _send(talk: Talk, sent: Sent, touch: Touch) -> Reply:
    """Touch what sends the request; what it lacks is said."""
    assert talk.open is not None
    send = Tap(0, talk.open.id, talk.open.revision, Verb.SEND, "", str(sent.number))
    return touch.press(talk.transaction, talk.world, talk.visitor, send, talk.now)


def _may_answer_news(talk: Talk) -> bool:
    """Tell whether the chat has shown news of another request since the review was, or long ago."""
    assert talk.open is not None
    told_at, drawn_at = last_told(talk.transaction, talk.visit.person_id), talk.open.answered_at
    return told_at is not None and (told_at > drawn_at or talk.now - drawn_at > LEFT_ASIDE)


def named_on_menus(menus: Menus, sent: Sent, now: datetime, touch: Touch) -> Tap | None:
    """Return the tap on one of the other screens that a text stands for; None for any other words."""
    data = carried(menus, sent.text, now)
    tap = touch.decode(data) if data else None
    return replace(tap, typed=str(sent.number)) if tap else None


def obeyed(talk: Talk, sent: Sent, touch: Touch) -> Reply | None:
    """Obey a command that is typed without its slash, or a wish to speak a language; None for other words.

    None too for those that answer a question. What is typed after an operator's word may be an answer to
    them: the way to pass it on is kept.
    """
    if talk.open is not None and (language := named_language(sent.text, in_a_phrase=True)) is not None:
        talk.speak(language)
        return talk.show()
    obey = touch.obey(talk.transaction, talk.world, talk.visitor, sent, talk.now)
    if obey is None:
        return None
    if talk.open is not None:
        answers = wish_of(sent.text) is not None or is_understood(talk, sent.text)
        return None if answers else obey()
    if takes_back(sent.text) and offer_to_ask(talk, sent):
        return None
    done = obey()
    if done is not None and awaits_an_answer(talk.transaction, talk.visit, talk.now):
        return perhaps_passed_on(done, talk, sent)
    return done


def option_named(step: Step, situation: Situation, text: str, speak: Say) -> str | None:
    """Return the option of a question that a text names; None for any other words."""
    options = step.input.options({}, situation)
    place = named(text, [speak(option.label) for option in options])
    return None if place is None else options[place].key


def _ticked(step: Step, entry: Entry, situation: Situation, text: str, speak: Say) -> str | None:
    """Return what ticks all the boxes that a text names, one after another; None if it says more.

    A box that is ticked stays so: who names it wants it. "Without" before its name takes the tick off.
    """
    boxes = [option for option in step.input.options(entry, situation) if option.ticked is not None]
    labels = [speak(box.label) for box in boxes]
    without = _WITHOUT.match(fold(text))
    if boxes and without:
        box = _box(fold(text)[without.end() :], boxes, labels)
        return box.key if box and box.ticked else None
    both = len(boxes) == 2 and fold(text) in _BOTH
    found = boxes if both else [_box(piece, boxes, labels) for piece in pieces(text)] if boxes else []
    return "".join(f"{TICKED}{box.key}" for box in found if box) if found and all(found) else None


def _box(piece: str, boxes: list[Option], labels: list[str]) -> Option | None:
    place = named(piece, labels)
    if place is not None:
        return boxes[place]
    return next((box for box in boxes if fold(piece) in box.words), None)


def as_said(reply: Reply) -> Reply:
    """Have what would be a word on the tapped button said in the chat: nothing was tapped."""
    if reply.alert is None:
        return reply
    return replace(reply, alert=None, screens=(words(reply.alert), *reply.screens))
