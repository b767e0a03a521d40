"""What people wrote around a dossier goes with its personal data; what the yearly figures count stays."""

from sqlalchemy import Text, cast, delete, exists, or_, update
from sqlmodel import Session, col, select

from models.committee_tables import AgendaItem, Opinion, ReplacedDecision
from models.desk_tables import InformationRequest, Prompt, RelayedMessage, Snooze
from models.oversight_tables import WebKey
from models.relays import WRITE
from models.support_tables import FollowUp
from models.tables import DossierEvent, Invitation, Membership


def forget_exchanges(session: Session, dossier_id: int, person_id: int | None) -> None:
    """Forget the messages, files, comments and conditions of a dossier, and what was about to be written."""
    typed = cast(Prompt.content, Text) != "{}"
    items = select(AgendaItem.id).where(AgendaItem.dossier_id == dossier_id)
    for statement in (
        delete(RelayedMessage).where(col(RelayedMessage.dossier_id) == dossier_id),
        delete(Invitation).where(col(Invitation.dossier_id) == dossier_id),
        delete(Snooze).where(col(Snooze.dossier_id) == dossier_id),
        delete(Prompt).where(col(Prompt.subject) == dossier_id, col(Prompt.version) > 0),
        # What was typed and waits to be confirmed, about it or its item; once, about a row of that number.
        delete(Prompt).where(or_(col(Prompt.subject) == dossier_id, col(Prompt.subject).in_(items)), typed),
        delete(Prompt).where(col(Prompt.person_id) == person_id, col(Prompt.purpose) == WRITE),
        update(InformationRequest).where(col(InformationRequest.dossier_id) == dossier_id).values(text=None),
        update(AgendaItem)
        .where(col(AgendaItem.dossier_id) == dossier_id)
        .values(conditions=None, prepared=None),
        update(ReplacedDecision)
        .where(col(ReplacedDecision.item_id).in_(items))
        .values(conditions=None, why=None),
        update(Opinion).where(col(Opinion.item_id).in_(items)).values(comment=None),
        update(FollowUp).where(col(FollowUp.dossier_id) == dossier_id).values(comment=None),
    ):
        session.exec(statement)


def forget_person(session: Session, person_id: int) -> None:
    """Forget what was being asked of a person, what they opened, and what they wrote as an applicant.

    What is left of the latter is about no dossier yet, or about one that is another person's now.
    """
    in_the_network = exists().where(col(Membership.person_id) == person_id)
    for statement in (
        delete(WebKey).where(col(WebKey.person_id) == person_id),
        delete(Prompt).where(col(Prompt.person_id) == person_id),
        delete(RelayedMessage).where(
            col(RelayedMessage.from_person) == person_id,
            or_(col(RelayedMessage.from_applicant), col(RelayedMessage.dossier_id).is_(None)),
        ),
        update(DossierEvent)
        .where(col(DossierEvent.actor_id) == person_id, ~in_the_network)
        .values(actor_id=None),
    ):
        session.exec(statement)
