"""All that is kept of one person, from every table."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_
from sqlmodel import Session, col, select

from conversations.dossiers.event_labels import words_of
from conversations.dossiers.events import Words
from conversations.dossiers.traces import Trace
from models.committee.decisions import replaced_of
from models.committee.tables import AgendaItem, CommitteeSession, ReplacedDecision
from models.database.prepared import find_all
from models.dossiers.queries import company_of_dossier, dossiers_of, events_of
from models.dossiers.tables import Company, Dossier, DossierEvent, SkillNeed
from models.exchanges.tables import Exchange, ExchangeFile, NetworkQuestion, Offer, Participation
from models.intake.tables import Person
from models.messages.queries import messages_of
from models.messages.tables import InformationRequest, RelayedMessage
from models.support.queries import advance_of, follow_ups_of, mission_of
from models.support.tables import (
    Advisor,
    DaysStatement,
    FollowUp,
    Mission,
    MissionAdvisor,
    MissionReview,
    RepayableAdvance,
)
from models.team.tables import Absence, DoorKnock, Membership, Preference


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
    """What is kept of a person, but for the drafts. ``undecided``: messages that are about no request yet.

    ``lent``: what is noted of them where a contributor company lends them; ``said``: the days they said they
    gave; ``reviews``: what they said their missions gave.
    """

    person: Person
    roles: Sequence[Membership]
    lent: Sequence[Advisor]
    said: Sequence[DaysStatement]
    reviews: Sequence[MissionReview]
    absences: Sequence[Absence]
    preferences: Sequence[Preference]
    undecided: Sequence[RelayedMessage]
    dossiers: Sequence[OwnDossier]
    exchanges: "OwnExchanges"


@dataclass(frozen=True, slots=True)
class OwnExchanges:
    """What is kept of a person in exchanges between firms. ``knocks``: at the door of contributors.

    ``files``: those that wait with their questions and offers, until both agree.
    """

    participation: Participation | None
    knocks: Sequence[DoorKnock]
    questions: Sequence[NetworkQuestion]
    offers: Sequence[Offer]
    exchanges: Sequence[Exchange]
    files: Sequence[ExchangeFile]


def own_data(session: Session, person_id: int) -> OwnData:
    """Gather what is kept of a person."""
    undecided = (RelayedMessage.from_person == person_id, col(RelayedMessage.dossier_id).is_(None))
    lent = _lent(session, person_id)
    return OwnData(
        session.get_one(Person, person_id),
        find_all(session, Membership, Membership.person_id == person_id),
        lent,
        find_all(session, DaysStatement, DaysStatement.said_by == person_id),
        _reviews(session, lent),
        find_all(session, Absence, Absence.person_id == person_id),
        find_all(session, Preference, Preference.person_id == person_id),
        find_all(session, RelayedMessage, *undecided),
        [_own_dossier(session, dossier) for dossier in dossiers_of(session, person_id)],
        _own_exchanges(session, person_id),
    )


def _lent(session: Session, person_id: int) -> list[Advisor]:
    held = find_all(session, Membership, Membership.person_id == person_id)
    found = (session.get(Advisor, role.advisor_id) for role in held if role.advisor_id is not None)
    return [advisor for advisor in found if advisor is not None]


def _reviews(session: Session, lent: Sequence[Advisor]) -> Sequence[MissionReview]:
    theirs = select(MissionAdvisor.id).where(col(MissionAdvisor.advisor_id).in_([each.id for each in lent]))
    return find_all(session, MissionReview, col(MissionReview.share_id).in_(theirs)) if lent else ()


def _own_exchanges(session: Session, person_id: int) -> OwnExchanges:
    theirs = or_(col(Exchange.noted_by) == person_id, col(Exchange.other_person_id) == person_id)
    questions = find_all(session, NetworkQuestion, NetworkQuestion.asker_id == person_id)
    offers = find_all(session, Offer, Offer.helper_id == person_id)
    waiting = or_(
        col(ExchangeFile.question_id).in_([each.id for each in questions]),
        col(ExchangeFile.offer_id).in_([each.id for each in offers]),
    )
    return OwnExchanges(
        session.get(Participation, person_id),
        find_all(session, DoorKnock, DoorKnock.person_id == person_id),
        questions,
        offers,
        find_all(session, Exchange, theirs),
        find_all(session, ExchangeFile, waiting),
    )


def _own_dossier(session: Session, dossier: Dossier) -> OwnDossier:
    number = dossier.id
    decisions = session.exec(
        select(CommitteeSession, AgendaItem)
        .join(AgendaItem, col(AgendaItem.session_id) == col(CommitteeSession.id))
        .where(AgendaItem.dossier_id == number)
        .order_by(col(CommitteeSession.day))
    ).all()
    return OwnDossier(
        dossier,
        company_of_dossier(session, dossier),
        find_all(session, SkillNeed, SkillNeed.dossier_id == number),
        [_told(event) for event in events_of(session, number) if event.event != Trace.NOTE],
        [message for message in messages_of(session, number) if _is_theirs(message, dossier)],
        find_all(session, InformationRequest, InformationRequest.dossier_id == number),
        decisions,
        replaced_of(session, number),
        mission_of(session, number),
        advance_of(session, number),
        follow_ups_of(session, number),
    )


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
