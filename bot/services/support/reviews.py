"""What a mission that is over gave, in three taps of each side: useful, done again, still in touch."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.services.core.actions import AtOffice, OnDossier
from bot.services.core.arguments import Argument
from bot.services.core.company_names import lent_to
from bot.services.core.dossier_page import do
from bot.services.core.handling import OUT_OF_DATE, Handling, NotAllowed
from bot.services.core.rights import Role
from bot.services.core.screens import Button, Reply, Screen, stacked
from bot.services.core.worklist import office
from bot.services.support.follow_ups import told_for
from bot.services.support.results import FACES
from conversations.dossiers.statuses import Part
from conversations.messages import Message, say, verbatim
from conversations.situation import World
from models.database.writer import Connection, Session, Transaction
from models.dossiers.tables import Dossier
from models.support.door import Lent, advisors_spoken_for, lent_share, who_speaks_for
from models.support.queries import Member, team_of
from models.support.reviews import missions_to_review, reviews_of
from models.support.tables import Mission, MissionReview

OF_FIRM, OF_CONTRIBUTOR = "mission_review", "lent_review"


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


def due(connection: Connection, now: datetime) -> list[int]:
    """Return the missions that have just ended, of which nobody was asked yet."""
    return missions_to_review(connection, now.date())


def ask(transaction: Transaction, world: World, now: datetime, *, mission_id: int) -> Reply | None:
    """Ask each side of a mission that is over what it gave, once."""
    with transaction.session() as session:
        handling = Handling.of_the_bot(transaction, session, world, now)
        mission = session.get_one(Mission, mission_id, with_for_update=True)
        dossier = session.get_one(Dossier, mission.dossier_id)
        if not told_for(handling, dossier):
            return None
        review = _added(handling, MissionReview(mission_id=mission.id, asked_at=now))
        screen = _of_firm(dossier, review)
        handling.tell_applicant(dossier, *screen.paragraphs, rows=screen.rows)
        for member in team_of(session, mission):
            people = who_speaks_for(session, member.advisor)
            each = lent_share(session, member.share.id)
            if people and each is not None and member.share.tenths_delivered:
                own = MissionReview(mission_id=mission.id, share_id=member.share.id, asked_at=now)
                asked = _of_contributor(handling, each, _added(handling, own))
                for person_id in people:
                    handling.tell(person_id, asked)
        return handling.reply()


def _added(handling: Handling, review: MissionReview) -> MissionReview:
    handling.session.add(review)
    handling.session.flush()
    return review


def _of_firm(dossier: Dossier, review: MissionReview) -> Screen:
    def button(label: Message, field: Field, value: int) -> Button:
        return do(dossier, Review(OF_FIRM, review.id, field, value), label)

    return question(review, say("🏁 Your mission is over. Three taps on what it gave?"), button)


def _of_contributor(handling: Handling, each: Lent, review: MissionReview) -> Screen:
    def button(label: Message, field: Field, value: int) -> Button:
        return office(label, Review(OF_CONTRIBUTOR, review.id, field, value), names=each.dossier.id)

    about = say("🏁 {name}, the mission with {firm} is over. Three taps on what it gave?",
                name=each.advisor.name, firm=lent_to(handling.session, each))  # fmt: skip
    screen = question(review, about, button)
    if pending(review) is not None:
        return screen
    back = office(say("🤝 My missions"), "missions", names=each.dossier.id)
    return Screen(screen.paragraphs, rows=((back,),))


def of_firm(handling: Handling, dossier: Dossier, argument: Review) -> Reply:
    """Take an answer of the applicant."""
    review = handling.session.get(MissionReview, argument.review, with_for_update=True)
    mission = handling.session.get(Mission, review.mission_id) if review else None
    if review is None or mission is None or review.share_id is not None or mission.dossier_id != dossier.id:
        raise NotAllowed
    taken = _take(handling, review, argument)
    return handling.reply(_of_firm(dossier, review), alert=None if taken else OUT_OF_DATE)


def of_contributor(handling: Handling, subject: int, argument: Review) -> Reply:
    """Take an answer of who was lent, or of who represents their firm."""
    review = handling.session.get(MissionReview, argument.review, with_for_update=True)
    each = lent_share(handling.session, review.share_id) if review and review.share_id else None
    spoken_for = advisors_spoken_for(handling.session, handling.person_id, handling.today)
    if review is None or each is None or each.advisor.id not in {advisor.id for _, advisor in spoken_for}:
        raise NotAllowed
    taken = _take(handling, review, argument)
    return handling.reply(_of_contributor(handling, each, review), alert=None if taken else OUT_OF_DATE)


def _take(handling: Handling, review: MissionReview, argument: Review) -> bool:
    if argument.field is None or argument.value is None:
        raise NotAllowed
    taken = take(review, argument.field, argument.value)
    if pending(review) is None and review.answered_at is None:
        review.answered_at = handling.now
    handling.session.flush()
    return taken


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


ACTIONS = (
    OnDossier(OF_FIRM, of_firm, (Part.APPLICANT,), fresh=False),
    AtOffice(OF_CONTRIBUTOR, of_contributor, (Role.CONTRIBUTOR,)),
)
