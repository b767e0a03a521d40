"""What people wrote around a dossier goes with its personal data; what the yearly figures count stays."""

from sqlalchemy import BindParameter, Text, bindparam, cast, delete, or_, select, update
from sqlmodel import Session

from conversations.situation import Answers
from models.committee.tables import AgendaItem, ReplacedDecision, StoredOpinion
from models.database.prepared import tables_of
from models.dossiers.queries import company_has_others, to_be_counted
from models.dossiers.tables import Company, Dossier, DossierEvent, Snooze
from models.exchanges.erasure import forget_in_exchanges, forget_request_in_exchanges
from models.messages.queries import WRITE
from models.messages.tables import InformationRequest, Prompt, RelayedMessage
from models.support.tables import Advisor, FollowUp
from models.team.tables import Invitation, Membership, WebKey

EVENTS, QUESTIONS, RELAYED, PROMPTS, SNOOZES = tables_of(
    DossierEvent, InformationRequest, RelayedMessage, Prompt, Snooze
)
ITEMS, OPINIONS, REPLACED, FOLLOW_UPS = tables_of(AgendaItem, StoredOpinion, ReplacedDecision, FollowUp)
INVITATIONS, MEMBERSHIPS, WEB_KEYS, ADVISORS = tables_of(Invitation, Membership, WebKey, Advisor)

_NUMBER: BindParameter[int] = bindparam("dossier")
_items = select(ITEMS.c.id).where(ITEMS.c.dossier_id == _NUMBER)
_members = select(MEMBERSHIPS.c.person_id)
_typed = cast(PROMPTS.c.content, Text) != "{}"

_FORGET_EXCHANGES = (
    update(EVENTS).where(EVENTS.c.dossier_id == _NUMBER).values(note=None, change=None),
    # Its applicant, from whichever account.
    update(EVENTS)
    .where(EVENTS.c.dossier_id == _NUMBER, EVENTS.c.actor_id.not_in(_members))
    .values(actor_id=None),
    delete(RELAYED).where(RELAYED.c.dossier_id == _NUMBER),
    delete(INVITATIONS).where(INVITATIONS.c.dossier_id == _NUMBER),
    delete(SNOOZES).where(SNOOZES.c.dossier_id == _NUMBER),
    delete(PROMPTS).where(PROMPTS.c.subject == _NUMBER, PROMPTS.c.version > 0),
    # What was typed and waits to be confirmed, about it or its item; once, about a row of that number.
    delete(PROMPTS).where(or_(PROMPTS.c.subject == _NUMBER, PROMPTS.c.subject.in_(_items)), _typed),
    update(QUESTIONS).where(QUESTIONS.c.dossier_id == _NUMBER).values(text=None),
    update(ITEMS).where(ITEMS.c.dossier_id == _NUMBER).values(conditions=None, prepared=None),
    update(REPLACED).where(REPLACED.c.item_id.in_(_items)).values(conditions=None, why=None),
    update(OPINIONS).where(OPINIONS.c.item_id.in_(_items)).values(comment=None),
    update(FOLLOW_UPS).where(FOLLOW_UPS.c.dossier_id == _NUMBER).values(comment=None, came_of_it=None),
)
"""Built once: building them at each erasure took longer than running them."""

_FORGET_OWN_WORDS = delete(PROMPTS).where(
    PROMPTS.c.person_id == bindparam("person"), PROMPTS.c.purpose == WRITE
)
_FORGET_PERSON = (
    delete(WEB_KEYS).where(WEB_KEYS.c.person_id == bindparam("person")),
    delete(PROMPTS).where(PROMPTS.c.person_id == bindparam("person")),
    delete(RELAYED).where(
        RELAYED.c.from_person == bindparam("person"),
        or_(RELAYED.c.from_applicant, RELAYED.c.dossier_id.is_(None)),
    ),
    update(EVENTS)
    .where(EVENTS.c.actor_id == bindparam("person"), EVENTS.c.actor_id.not_in(_members))
    .values(actor_id=None),
    # Their name as an advisor is their basin's, with the missions they were part of; not how to reach them.
    update(ADVISORS)
    .where(
        ADVISORS.c.id.in_(
            select(MEMBERSHIPS.c.advisor_id).where(MEMBERSHIPS.c.person_id == bindparam("person"))
        )
    )
    .values(contact=None),
)


def forget_exchanges(session: Session, dossier_id: int, person_id: int | None) -> None:
    """Forget the messages, files, comments and conditions of a dossier, and what was about to be written."""
    session.flush()
    for statement in _FORGET_EXCHANGES:
        session.connection().execute(statement, {"dossier": dossier_id})
    session.connection().execute(_FORGET_OWN_WORDS, {"person": person_id})
    forget_request_in_exchanges(session, dossier_id)
    session.expire_all()


def forget_person(session: Session, person_id: int) -> None:
    """Forget what was being asked of a person, what they opened, and what they wrote as an applicant.

    What is left of the latter is about no dossier yet, or about one that is another person's now.
    """
    for statement in _FORGET_PERSON:
        session.connection().execute(statement, {"person": person_id})
    forget_in_exchanges(session, person_id)


def anonymise(session: Session, dossier: Dossier, impersonal: Answers) -> None:
    """Erase who asked and what they wrote, keeping what the yearly figures count.

    ``impersonal``: the answers that stay. With its last dossier a company is a number only, so that it
    still counts once; before, the dossier is cut from it.
    """
    person_id = dossier.person_id
    dossier.person_id = None
    dossier.answers = impersonal
    forget_exchanges(session, dossier.id, person_id)
    _forget_company(session, dossier)
    to_be_counted(session, dossier.id)


def _forget_company(session: Session, dossier: Dossier) -> None:
    if dossier.company_id is None:
        return
    if company_has_others(session, dossier):
        dossier.company_id = None
    else:
        company = session.get_one(Company, dossier.company_id)
        company.siren = company.name = company.commune = None
    session.flush()
