"""What applicants do with the request under way: begin it or another, drop it, bring it back, add to it.

What is kept there for the operator (to be called, a question) is an answer of the request: it goes with it,
and its applicant sees it in the review, and may change it.
"""

import re
from dataclasses import replace
from datetime import datetime

from bot.services.core.actions import OnDossier
from bot.services.core.answers import given
from bot.services.core.handling import Handling
from bot.services.core.screens import Button, Reply, Screen, Verb, words
from bot.services.core.visitors import Tap, Visitor, spoken
from bot.services.intake.calls.asking import keep_for_operator, words_for_operator
from bot.services.intake.discard import (
    REFUSED,
    as_it_is,
    before_dropping,
    before_swapping,
    draft_menu,
    is_about,
    way_back,
)
from bot.services.intake.help import invitation_to_apply, nothing_under_way
from bot.services.intake.own_dossiers import still_asked
from bot.services.intake.reminders import offered_again
from bot.services.intake.submission import standing, standings
from bot.services.intake.turn import Talk
from bot.services.messages.menus import is_below_card
from conversations.dossiers.statuses import Part
from conversations.engine.ladder import HELPED, Helped, explained
from conversations.engine.reactions import ALL_IS_ANSWERED
from conversations.inputs import InvalidAnswer
from conversations.inputs.texts import PART, one_part, parts_of
from conversations.intake import ASKED_IN_ALL, INTAKE, WELCOME
from conversations.intake.consents import still_needed
from conversations.intake.faq_moments import reached
from conversations.messages import Message, say, say_n
from conversations.situation import World
from conversations.understanding.wishes import is_at_a_loss
from conversations.understanding.words import excerpt
from models.database.writer import Transaction
from models.dossiers.tables import Dossier
from models.intake.dropped_drafts import KEPT_FOR, dropped_by, find_dropped
from models.intake.nudges import keep_longer
from models.intake.queries import OpenDraft, Visit
from models.messages.prompts import ask_no_more, asked_of
from models.messages.queries import last_told

YOU_ARE_WELCOME = say("🙏 With pleasure!")
QUESTION_MAX = 300  # characters of one question
FEW = 3  # words of the review: no more tell an operator nothing
OFFERED_AT_MOST = 3  # questions, to be kept by one touch


def start(
    transaction: Transaction, world: World, visitor: Visitor, origin: str | None, now: datetime
) -> Reply:
    """Open the door: what was sent comes first, then the draft under way, then a first question.

    ``origin``: the campaign whose link was opened.
    """
    talk = Talk(transaction, world, visitor, now)
    answered = talk.open is not None and bool(given(transaction, talk.open))
    if talk.open:
        keep_longer(transaction, talk.open.id, now)
    menu = (offered_again(talk),) if answered else ()
    sent = standings(transaction, world, talk.visit)
    if sent:
        another = Button(say("🆕 Prepare another request"), Verb.NEW, _from(origin))
        more = menu or (Screen((say("Something else in mind?"),), rows=((another,),)),)
        return talk.says(*sent, *more)
    if menu:
        return talk.says(*menu)
    if talk.open is not None and "privacy" in talk.open.draft.answers:
        return talk.show()
    back = ways_back(transaction, talk.visit, now)
    reply = talk.begin(origin)
    return replace(reply, screens=(*back, *reply.screens))


def begin(transaction: Transaction, world: World, visitor: Visitor, now: datetime) -> Reply:
    """Begin a new request, or offer the choice to go on with the one under way."""
    talk = Talk(transaction, world, visitor, now)
    if talk.open is not None and given(transaction, talk.open):
        keep_longer(transaction, talk.open.id, now)
        return talk.says(offered_again(talk))
    return talk.begin()


FROM = re.compile(
    r"from\.([A-Za-z0-9_-]{1,53})"
)  # with what is before it, the 64 bytes of a button [Bot API]


def _from(origin: str | None) -> str:
    """Return what a button carries of a campaign; one too long for it is not counted."""
    carried = f"from.{origin}"
    return carried if origin and FROM.fullmatch(carried) else ""


def cancel(transaction: Transaction, world: World, visit: Visit, now: datetime) -> Reply:
    """Stop what is being asked, or tell what can be stopped: the form, or the request that was sent."""
    if asked_of(transaction, visit.person_id) is not None:
        ask_no_more(transaction, visit.person_id)
        return Reply(spoken(visit), screens=(words(say("Fine: nothing changes.")),))
    followed = last_told(transaction, visit.person_id) is not None
    if visit.open is not None:
        menu = draft_menu(transaction, visit.open)
        untouched = (say("What you sent is not concerned: /status shows it."),) if followed else ()
        shown = Screen((*menu.paragraphs, *untouched), rows=menu.rows)
        return Reply(spoken(visit), screens=(shown,), leaves_tapped=True)
    back = ways_back(transaction, visit, now)
    if followed:
        stands = say("No form is under way. What you sent follows its course; it can be withdrawn here:")
        return Reply(spoken(visit), screens=(words(stands), *standings(transaction, world, visit), *back))
    return Reply(spoken(visit), screens=back or (words(nothing_under_way(transaction, visit, now)),))


def ways_back(transaction: Transaction, visit: Visit, now: datetime) -> tuple[Screen, ...]:
    """Return the way to bring back what was deleted last, while it is kept."""
    kept = [each for each in dropped_by(transaction, visit.person_id) if each["dropped_at"] > now - KEPT_FOR]
    if not kept:
        return ()
    last = max(kept, key=lambda each: each["dropped_at"])
    return (way_back(last["id"], last["dropped_at"]),)


def begin_another(talk: Talk, key: str) -> Reply:
    """Begin a new request; what is answered in the one under way is lost only once that is confirmed."""
    opened = talk.open
    if opened is None or key == as_it_is(opened) or not given(talk.transaction, opened):
        campaign = FROM.fullmatch(key)
        return talk.begin(campaign[1] if campaign else None)
    if is_about(opened, key):
        return talk.says(before_dropping(talk.transaction, opened, Verb.NEW))
    return talk.says(draft_menu(talk.transaction, opened))  # of an old button, or of a status


def drop(talk: Talk, opened: OpenDraft, key: str) -> Reply:
    """Drop the draft under way, once it is confirmed that its answers may go."""
    if key == as_it_is(opened, REFUSED):
        return talk.refuse()
    if key == as_it_is(opened) or not given(talk.transaction, opened):
        return then_what_is_asked(talk, talk.leave())
    return talk.says(before_dropping(talk.transaction, opened, Verb.DROP))


def bring_back(talk: Talk, tapped: Tap) -> Reply:
    """Bring back a dropped draft, once it is confirmed that the one under way may go instead."""
    dropped = find_dropped(talk.transaction, talk.visit.person_id, tapped.draft_id, talk.now)
    if dropped is None:
        return talk.says(alert=say("It is no longer kept: a deleted request is kept for one day."))
    opened = talk.open
    if opened is not None and tapped.key != as_it_is(opened) and given(talk.transaction, opened):
        return talk.says(before_swapping(talk.transaction, opened, dropped))
    return talk.bring_back(dropped)


def then_what_is_asked(talk: Talk, reply: Reply) -> Reply:
    """Offer the form that waited for another one to be sent or deleted."""
    return replace(reply, screens=(*reply.screens, *still_asked(talk.transaction, talk.visit.person_id)))


def unknown(talk: Talk, question: str) -> Message:
    """Say that only a person can answer a question, which one touch keeps for the operator."""
    if talk.open is None:
        return say(
            "Good question, and I do not have the answer: a person will. "
            "Prepare a request and ask it there, or ask {coordination}.",
            coordination=reached(talk.world.network, None) or talk.world.network.coordination,
        )
    step = INTAKE.step(talk.walk.draft)
    if step is not None and step.section is WELCOME:
        return say(
            "Good question, and I do not have the answer. Ask it again once we have begun: "
            "I keep it for the operator."
        )
    return say_n(
        "Good question, and I do not have the answer. One touch keeps it for {operator}, with your request.",
        "I do not have that answer either. One touch keeps your last {n} questions for {operator}, with your "
        "request.",
        _offer_to_keep(talk, question),
        **talk.walk.situation.words,
    )


def changes_no_answer(talk: Talk, text: str, invalid: InvalidAnswer) -> Message | None:
    """Say that words typed in the review change no answer, and that one touch keeps them for the operator.

    None for a word or two, and elsewhere. ``invalid``: what is said of them otherwise.
    """
    sent = talk.walk.draft.completes is not None  # its operator is written to
    if sent or invalid.message != ALL_IS_ANSWERED or len(text.split()) <= FEW or is_at_a_loss(text):
        return None
    if text.rstrip().endswith("?"):
        return unknown(talk, text)
    _offer_to_keep(talk, text)
    return say(
        "I see no answer that this changes. One touch keeps your sentence for {operator}, with your request.",
        **talk.walk.situation.words,
    )


def left_to_do(talk: Talk, invalid: InvalidAnswer) -> InvalidAnswer:
    """Return what is said in the review of words that are no answer: what is left to do before it is sent."""
    if invalid.message != ALL_IS_ANSWERED:
        return invalid
    left = still_needed(talk.walk)
    return InvalidAnswer(
        say("{left} To change an answer, touch ✏️ or tell me which, such as “12 employees”.", left=left)
    )


def yes_or_no_to_nothing(talk: Talk, *, yes: bool) -> Reply:
    """Answer a mere yes or no where no request is under way."""
    touch = say("If I asked you something, please touch one of the buttons below it.")
    if last_told(talk.transaction, talk.visit.person_id) is None:
        return talk.says(invitation_to_apply(talk, touch))
    if is_below_card(talk.visit.menus):
        return talk.says(words(touch))
    well_noted = say("👌 All right. /status tells where your request stands.")
    return talk.says(words(well_noted if yes else say("Fine: nothing changes.")))


def _offer_to_keep(talk: Talk, said: str) -> int:
    """Have the card offer to keep words for the operator; return how many of them it offers."""
    draft, last = talk.walk.draft, excerpt(one_part(said), QUESTION_MAX)
    offered = [*(each for each in parts_of(draft.asked) if each != last), last][-OFFERED_AT_MOST:]
    draft.asked = PART.join(offered)
    return len(offered)


def keep_question(talk: Talk) -> Reply:
    """Keep the question that was asked, to be sent with the request."""
    draft = talk.walk.draft
    if not draft.asked:
        return talk.show()
    asked, draft.asked = draft.asked, ""
    if len(words_for_operator(talk, asked)) > ASKED_IN_ALL:
        full = say("Your request holds many questions already. You can ask {operator} this once it is sent.",
                   **talk.walk.situation.words)  # fmt: skip
        return talk.show(aside=full)
    keep_for_operator(talk, question=asked)
    kept = say_n(
        "✓ Kept: “{question}” goes to {operator} with your request.",
        "✓ Kept: your {n} questions go to {operator} with your request.",
        len(parts_of(asked)),
        question=asked,
        **talk.walk.situation.words,
    )
    return talk.show(aside=kept)


def explain(talk: Talk) -> Reply:
    """Tell why the question is asked; to who still does not follow, something else each time."""
    step = INTAKE.asked(talk.walk)
    if step is None or talk.walk.draft.missed < HELPED:
        return talk.show(why=True)
    return talk.missed(Helped(explained(step, talk.walk.situation), HELPED))


def standing_again(handling: Handling, dossier: Dossier) -> Reply:
    """Show where one of many requests stands, below their list."""
    handling.tell(handling.person_id, standing(handling.session, dossier, handling.world))
    return handling.reply()


ACTIONS = (OnDossier("standing", standing_again, (Part.APPLICANT,), fresh=False),)
