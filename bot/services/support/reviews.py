"""What a mission gave, in three taps of each side: useful, to be done again, still in touch."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from bot.services.core.arguments import Argument
from bot.services.core.screens import Button, Screen, stacked
from bot.services.support.follow_ups import FACES
from conversations.messages import Message, say, verbatim
from models.database.writer import Session
from models.support.queries import Member
from models.support.reviews import reviews_of
from models.support.tables import Mission, MissionReview


class Field(StrEnum):
    """A question of a review. Stored on buttons: never renamed."""

    USEFUL = "useful"
    AGAIN = "again"
    TOUCH = "touch"


@dataclass(frozen=True, slots=True)
class Review(Argument):
    """An answer of one side of a mission. ``action``: that of the side."""

    name: str
    review: int
    field: Field | None = None
    value: int | None = None


QUESTIONS = {
    Field.USEFUL: say("Was this mission useful?"),
    Field.AGAIN: say("Would you do it again?"),
    Field.TOUCH: say("Do you stay in touch?"),
}
THANKS = say("🙏 Thank you! The operator reads it, and nobody else.")
"""What either side reads at the end."""


def pending(review: MissionReview) -> Field | None:
    """Return the question to ask now; None when all are answered."""
    if review.useful is None:
        return Field.USEFUL
    if review.again is None:
        return Field.AGAIN
    return Field.TOUCH if review.in_touch is None else None


def question(
    review: MissionReview, about: Message, button: Callable[[Message, Field, int], Button]
) -> Screen:
    """Return the question to ask now, with its answers. ``about``: which mission it is."""
    field = pending(review)
    if field is None:
        return Screen((THANKS,))
    if field is Field.USEFUL:
        answers = tuple(button(verbatim(face), field, n) for n, face in enumerate(FACES, 1))
    else:
        answers = (button(say("✅ Yes"), field, 1), button(say("✖️ No"), field, 0))
    return Screen((about, QUESTIONS[field]), rows=(answers,))


def take(review: MissionReview, field: Field, value: int) -> bool:
    """Note an answer to the question being asked; false for an older one."""
    if field is not pending(review):
        return False
    if field is Field.USEFUL:
        review.useful = min(max(value, 1), len(FACES))
    elif field is Field.AGAIN:
        review.again = bool(value)
    else:
        review.in_touch = bool(value)
    return True


def review_lines(session: Session, mission: Mission, team: list[Member]) -> Message | None:
    """Return what both sides said of a mission, for who works it; None before anybody was asked."""
    names = {member.share.id: member.advisor.name for member in team}
    lines = []
    for each in reviews_of(session, mission):
        side = say("The firm") if each.share_id is None else verbatim(names.get(each.share_id, ""))
        lines.append(say("⭐ {side}: {said}", side=side, said=_said(each)))
    return stacked(lines) if lines else None


def _said(review: MissionReview) -> Message:
    if review.useful is None:
        return say("asked, no answer yet")
    told: Message = verbatim(FACES[review.useful - 1])
    if review.again is not None:
        again = say("would do it again") if review.again else say("would not do it again")
        told = say("{before}, {then}", before=told, then=again)
    if review.in_touch is not None:
        touch = say("stays in touch") if review.in_touch else say("does not stay in touch")
        told = say("{before}, {then}", before=told, then=touch)
    return told
