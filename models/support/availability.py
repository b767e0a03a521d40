"""Advisors who keep their skills and availability up to date, and when they are asked after."""

from datetime import date, timedelta

from sqlalchemy import Connection, exists, func, or_
from sqlmodel import Session, col, select

from models.intake.tables import Person
from models.support.tables import Advisor
from models.team.tables import Absence, Membership, Preference

AVAILABILITY = "availability"  # what contributors may choose to hear of no more; stored
REVIEWED_EVERY = timedelta(days=182)  # twice a year
AT_ONCE = 50


def advisors_to_ask(connection: Connection, today: date) -> list[int]:
    """Return the advisors with an account of their own who have said nothing for half a year."""
    before = today - REVIEWED_EVERY
    stopped = exists().where(
        col(Preference.person_id) == Membership.person_id,
        col(Preference.kind) == AVAILABILITY,
        col(Preference.value) == "off",
    )
    query = (
        select(col(Advisor.id))
        .join(Membership, col(Membership.advisor_id) == Advisor.id)
        .join(Person, col(Person.id) == Membership.person_id)
        .where(
            col(Membership.until).is_(None),
            or_(col(Advisor.left_on).is_(None), col(Advisor.left_on) > today),
            func.coalesce(col(Advisor.reviewed_on), col(Membership.since)) <= before,
            or_(col(Advisor.nudged_on).is_(None), col(Advisor.nudged_on) <= before),
            col(Person.unreachable_since).is_(None),
            ~stopped,
        )
        .distinct()
        .limit(AT_ONCE)
    )
    return list(connection.execute(query).scalars())


def away_until(session: Session, advisor_ids: list[int], today: date) -> dict[int, date]:
    """Return until when the advisors are away who are on a day, as they said themselves."""
    query = (
        select(Membership.advisor_id, func.max(Absence.until))
        .join(Absence, col(Absence.person_id) == Membership.person_id)
        .where(
            col(Membership.advisor_id).in_(advisor_ids),
            col(Membership.until).is_(None),
            Absence.since <= today,
            Absence.until >= today,
        )
        .group_by(col(Membership.advisor_id))
    )
    return {advisor_id: until for advisor_id, until in session.exec(query) if advisor_id}
