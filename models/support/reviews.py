"""What a mission that is over gave, in the words of its two sides: whom to ask, and what they said."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import Connection, bindparam, exists
from sqlmodel import Session, col, select

from conversations.dossiers.statuses import Status
from models.database.prepared import find_all
from models.dossiers.tables import Dossier
from models.support.tables import Mission, MissionAdvisor, MissionReview

ASKED_WITHIN = timedelta(days=14)  # of its end: a past that is recorded later is not asked about
AT_ONCE = 50


_TO_REVIEW = (
    select(col(Mission.id))
    .join(Dossier, col(Dossier.id) == Mission.dossier_id)
    .where(
        col(Mission.ended_on) >= bindparam("ended_since"),
        Dossier.status == Status.CLOSED.value,
        col(Dossier.person_id).is_not(None),
        exists().where(
            col(MissionAdvisor.mission_id) == Mission.id, col(MissionAdvisor.tenths_delivered) > 0
        ),
        ~exists().where(col(MissionReview.mission_id) == Mission.id),
    )
    .order_by(col(Mission.id))
    .limit(AT_ONCE)
)


def missions_to_review(connection: Connection, today: date) -> list[int]:
    """Return the missions that have just ended, with days given, of which nobody was asked yet."""
    return list(connection.execute(_TO_REVIEW, {"ended_since": today - ASKED_WITHIN}).scalars())


def reviews_of(session: Session, mission: Mission) -> Sequence[MissionReview]:
    """Return what is asked of both sides of a mission, the applicant's first."""
    every = find_all(session, MissionReview, MissionReview.mission_id == mission.id)
    return sorted(every, key=lambda each: (each.share_id is not None, each.id))
