"""An agreement given in words at the review, or the wish to send; ticked by name, never unticked."""

from bot.services.core.screens import Reply, Verb
from bot.services.core.visitors import Tap
from bot.services.intake.agreements import AGREEMENTS, agreement, agreements, still_needed, wordings
from bot.services.intake.free_text import LEFT_ASIDE
from bot.services.intake.labels import Touch
from bot.services.intake.turn import Talk
from bot.services.messages.relay import Sent
from conversations.engine.draft import REVIEW
from conversations.engine.questionnaire import Walk
from conversations.intake.consents import Consented, consented, is_plain
from conversations.messages import Message, say
from models.messages.queries import last_told

_NAMED = {
    Consented.OPERATOR: AGREEMENTS[:1],
    Consented.COMMITTEE: AGREEMENTS[1:],
    Consented.BOTH: AGREEMENTS,
}


def agree_in_words(talk: Talk, sent: Sent, named: Tap | None, touch: Touch) -> Reply | None:
    """Tick what a text agrees to, or send; None for other words, or where it may answer something else.

    ``named``: the tap that the text stands for, as the label of a button.
    """
    walk, opened = talk.walk, talk.open
    if opened is None or walk.state != REVIEW or walk.draft.entry:
        return None
    if named is not None and named.verb is Verb.AGREE:
        return talk.show(note=_ticked(walk, (named.key,) if is_plain(sent.text) else ()))
    said = consented(sent.text) if named is None else None
    if said is None or _may_answer_news(talk):
        return None
    if said is Consented.SENDING:
        send = Tap(0, opened.id, opened.revision, Verb.SEND, "", str(sent.number))
        return touch.press(talk.transaction, talk.world, talk.visitor, send, talk.now)
    if walk.draft.completes is not None:
        return None  # nothing is agreed to anew
    missing = [name for name in agreements(walk) if agreement(walk, name) not in walk.draft.agreements]
    return talk.show(note=_ticked(walk, _NAMED.get(said, tuple(missing[:1]))))


def toggle(walk: Walk, name: str) -> None:
    """Tick an agreement that is asked for, or untick it."""
    toggled = {agreement(walk, name)} ^ set(walk.draft.agreements)
    walk.draft.agreements = [
        kept for kept in (agreement(walk, each) for each in agreements(walk)) if kept in toggled
    ]


def _may_answer_news(talk: Talk) -> bool:
    """Tell whether the chat has shown news of another request since the review was, or long ago."""
    assert talk.open is not None
    told_at, drawn_at = last_told(talk.transaction, talk.visit.person_id), talk.open.answered_at
    return told_at is not None and (told_at > drawn_at or talk.now - drawn_at > LEFT_ASIDE)


def _ticked(walk: Walk, names: tuple[str, ...]) -> Message:
    """Tick agreements; return which ones were, with what is left to do."""
    asked = agreements(walk)
    new = [name for name in asked if name in names and agreement(walk, name) not in walk.draft.agreements]
    for name in new:
        toggle(walk, name)
    left = still_needed(walk)
    if len(new) > 1:
        return say("Both agreements are ticked. {left}", left=left)
    return say("Ticked: “{agreement}”. {left}", agreement=wordings(walk)[new[0]], left=left) if new else left
