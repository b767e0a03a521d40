"""A draft under way: what of it would be lost, and what must be confirmed before it is."""

from datetime import datetime

from bot.services.core.answers import given
from bot.services.core.screens import Button, Screen, Verb
from conversations.engine.reactions import RESUMED
from conversations.messages import Message, say, say_n
from models.database.writer import Transaction
from models.dossiers.tables import Dossier
from models.intake.dropped_drafts import KEPT_FOR
from models.intake.queries import OpenDraft

CONFIRMED, REFUSED = "yes", "no"
"""What a button that confirms begins with: the draft is dropped, or nothing is kept at all."""


def described(transaction: Transaction, opened: OpenDraft) -> Message:
    """Name a draft: whose it is, how much of it is answered, since when."""
    draft, n = opened.draft, len(given(transaction, opened))
    if draft.completes is not None:
        with transaction.session() as session:
            reference = session.get_one(Dossier, draft.completes).reference
        if not n:
            return say("<b>{reference}</b>: nothing is answered yet", reference=reference)
        return say_n(
            "<b>{reference}</b>: {n} answer, not sent yet",
            "<b>{reference}</b>: {n} answers, not sent yet",
            n,
            reference=reference,
        )
    company = draft.answers.get("company")
    name = company.get("name") if isinstance(company, dict) else None
    begun = opened.started_at
    if not name:
        return say_n("{n} answer since {moment}", "{n} answers since {moment}", n, moment=begun)
    return say_n(
        "<b>{company}</b>: {n} answer since {moment}",
        "<b>{company}</b>: {n} answers since {moment}",
        n,
        company=str(name),
        moment=begun,
    )


def draft_menu(transaction: Transaction, opened: OpenDraft) -> Screen:
    """Return the choice offered to somebody who has a draft; its buttons act on this draft, no other."""
    kept = say("✏️ Your answers are not sent yet.") if opened.draft.completes is not None else say(RESUMED)
    nothing = say("A request is open, and nothing is answered in it yet.")
    about = opened.draft.completes is not None or bool(given(transaction, opened))
    go_on = Button(say("▶️ Continue"), Verb.CONTINUE, primary=True)
    new = Button(say("🆕 Start a new one"), Verb.NEW, str(opened.id))
    drop = Button(say("🗑 Delete it"), Verb.DROP, str(opened.id))
    told = (kept, described(transaction, opened)) if about else (nothing,)
    return Screen(told, rows=((go_on,), (new, drop)))


def as_it_is(opened: OpenDraft, sure: str = CONFIRMED) -> str:
    """Return what a button carries that confirms the loss of a draft: with one answer more, it does not."""
    return f"{sure}.{opened.id}.{opened.revision}"


def is_about(opened: OpenDraft, key: str) -> bool:
    """Tell whether a button is about this draft, as it is or as it was."""
    number = str(opened.id)
    return key == number or key.split(".")[1:2] == [number]


def before_dropping(transaction: Transaction, opened: OpenDraft, verb: Verb) -> Screen:
    """Name what would be lost, before it is. ``verb``: what the person wants to do."""
    lost, key = described(transaction, opened), as_it_is(opened)
    if verb is Verb.NEW:
        question = say("<b>Start another request?</b> The one under way would be deleted:")
        sure = Button(say("🆕 Delete it and start another"), verb, key)
    else:
        question = say("<b>Delete this request?</b> What would be lost:")
        sure = Button(say("🗑 Delete it"), verb, key)
    return Screen((question, lost), rows=((_keep(),), (sure,)))


def before_refusing(transaction: Transaction, opened: OpenDraft) -> Screen:
    """Name what would be lost by who takes their consent back: nothing of theirs is kept after that."""
    question = say("<b>Refuse, and erase what you answered?</b> It cannot be brought back:")
    sure = Button(say("🗑 Erase it"), Verb.DROP, as_it_is(opened, REFUSED))
    return Screen((question, described(transaction, opened)), rows=((_keep(),), (sure,)))


def way_back(dropped: int, dropped_at: datetime) -> Screen:
    """Tell until when a dropped draft can be brought back, with the way to."""
    told = say("🗑 Deleted. It can be brought back until {moment}.", moment=dropped_at + KEPT_FOR)
    return Screen((told,), rows=((Button(say("↩️ Bring it back"), Verb.UNDO, subject=dropped),),))


def before_swapping(transaction: Transaction, opened: OpenDraft, dropped: OpenDraft) -> Screen:
    """Name the draft that would give way to one that is brought back."""
    question = say("<b>Bring the other request back?</b> The one under way would be deleted:")
    sure = Button(say("↩️ Bring it back"), Verb.UNDO, as_it_is(opened), subject=dropped.id)
    return Screen((question, described(transaction, opened)), rows=((_keep(),), (sure,)))


def _keep() -> Button:
    return Button(say("▶️ Keep it and continue"), Verb.CONTINUE, primary=True)
