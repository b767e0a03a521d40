"""All that is kept of one person, from every table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel, col, select

from conversations.dossiers.event_labels import words_of
from conversations.dossiers.events import Words
from conversations.dossiers.lifecycle import Trace
from models.committee.tables import AgendaItem, CommitteeSession, ReplacedDecision
from models.dossiers.queries import company_of_dossier, dossiers_of, events_of
from models.dossiers.tables import Company, Dossier, DossierEvent, SkillNeed
from models.intake.tables import Person
from models.messages.queries import messages_of
from models.messages.tables import InformationRequest, RelayedMessage
from models.support.tables import FollowUp, Mission, RepayableAdvance
from models.team.tables import Absence, Membership, Preference

T = TypeVar("T", bound=SQLModel)


@dataclass(frozen=True, slots=True)
class OwnDossier:
    """A request with all that is kept around it, but what its team notes for itself and members' opinions.

    ``decisions``: the sessions it was put before, each with its day; ``replaced``: decisions put right since.
    """

    dossier: Dossier
    company: Company | None
    needs: Sequence[SkillNeed]
    history: Sequence[DossierEvent]
    messages: Sequence[RelayedMessage]
    questions: Sequence[InformationRequest]
    decisions: Sequence[tuple[CommitteeSession, AgendaItem]]
    replaced: Sequence[ReplacedDecision]
    mission: Mission | None
    advance: RepayableAdvance | None
    follow_ups: Sequence[FollowUp]


@dataclass(frozen=True, slots=True)
class OwnData:
    """What is kept of a person, but for the drafts. ``undecided``: messages that are about no request yet."""

    person: Person
    roles: Sequence[Membership]
    absences: Sequence[Absence]
    preferences: Sequence[Preference]
    undecided: Sequence[RelayedMessage]
    dossiers: Sequence[OwnDossier]


def own_data(session: Session, person_id: int) -> OwnData:
    """Gather what is kept of a person."""
    undecided = select(RelayedMessage).where(
        RelayedMessage.from_person == person_id, col(RelayedMessage.dossier_id).is_(None)
    )
    return OwnData(
        session.get_one(Person, person_id),
        _rows(session, Membership, Membership.person_id, person_id),
        _rows(session, Absence, Absence.person_id, person_id),
        _rows(session, Preference, Preference.person_id, person_id),
        session.exec(undecided.order_by(col(RelayedMessage.id))).all(),
        [_own_dossier(session, dossier) for dossier in dossiers_of(session, person_id)],
    )


def _own_dossier(session: Session, dossier: Dossier) -> OwnDossier:
    number = dossier.id
    decisions = session.exec(
        select(CommitteeSession, AgendaItem)
        .join(AgendaItem, col(AgendaItem.session_id) == col(CommitteeSession.id))
        .where(AgendaItem.dossier_id == number)
        .order_by(col(CommitteeSession.day))
    ).all()
    items = [item.id for _, item in decisions]
    replaced = select(ReplacedDecision).where(col(ReplacedDecision.item_id).in_(items))
    return OwnDossier(
        dossier,
        company_of_dossier(session, dossier),
        _rows(session, SkillNeed, SkillNeed.dossier_id, number),
        [_told(event) for event in events_of(session, number) if event.event != Trace.NOTE],
        [message for message in messages_of(session, number) if _is_theirs(message, dossier)],
        _rows(session, InformationRequest, InformationRequest.dossier_id, number),
        decisions,
        session.exec(replaced.order_by(col(ReplacedDecision.id))).all(),
        next(iter(_rows(session, Mission, Mission.dossier_id, number)), None),
        next(iter(_rows(session, RepayableAdvance, RepayableAdvance.dossier_id, number)), None),
        _rows(session, FollowUp, FollowUp.dossier_id, number),
    )


def _rows(session: Session, table: type[T], column: Any, number: int) -> Sequence[T]:
    """Return the rows of a table that are of a person or of a dossier, as they were added."""
    keys = table.__table__.primary_key.columns  # type: ignore[attr-defined]
    return session.exec(select(table).where(column == number).order_by(*keys)).all()


def _told(event: DossierEvent) -> DossierEvent:
    """Return an event without the words that a team wrote for itself."""
    if words_of(event.event) not in (Words.OF_TEAM, Words.ASIDE):
        return event
    return DossierEvent(**{**event.model_dump(), "note": None})


def _is_theirs(message: RelayedMessage, dossier: Dossier) -> bool:
    """Tell a message of a dossier's applicant, or to them, from those of who had it before."""
    if message.from_applicant:
        return message.from_person == dossier.person_id
    return message.to_chat in (None, dossier.person_id)
