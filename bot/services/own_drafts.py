"""What applicants do with the request under way: begin it, begin another, drop it, bring it back."""

from dataclasses import replace
from datetime import datetime

from bot.services.dropping import (
    REFUSED,
    as_it_is,
    before_dropping,
    before_swapping,
    draft_menu,
    given,
    is_about,
)
from bot.services.own_requests import still_asked
from bot.services.screens import Reply, Verb
from bot.services.talk import Talk
from bot.services.visits import Tap, Visitor
from conversations.messages import say
from conversations.situation import World
from models.database import Transaction
from models.drafts import OpenDraft
from models.dropped_drafts import find_dropped


def start(
    transaction: Transaction, world: World, visitor: Visitor, origin: str | None, now: datetime
) -> Reply:
    """Open the door: a first question, or the choice to go on with a draft."""
    talk = Talk(transaction, world, visitor, now)
    if talk.open and "privacy" in talk.open.draft.answers:
        return talk.says(draft_menu(transaction, talk.open))
    return talk.begin(origin)


def begin_another(talk: Talk, key: str) -> Reply:
    """Begin a new request; what is answered in the one under way is lost only once that is confirmed."""
    opened = talk.open
    if opened is None or key == as_it_is(opened) or not given(talk.transaction, opened):
        return talk.begin()
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
