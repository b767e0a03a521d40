"""Who may do what: one-time invitations, and the memberships they give."""

import hashlib
import secrets
from datetime import datetime, timedelta

from bot.services.core.rights import EVERYWHERE, Role, rights, titled
from bot.services.core.screens import Menu, Reply, Screen, words
from bot.services.core.visitors import spoken
from conversations.messages import say
from conversations.network.basins import Network
from models.database.writer import Session, Transaction
from models.intake.queries import Visit
from models.intake.tables import Person
from models.network.tables import Queue
from models.support.door import same_account
from models.support.tables import ContributorCompany
from models.team.queries import invitation_of
from models.team.tables import Invitation, Membership

INVITATION_LIFE = timedelta(days=14)
INVITATION = "i-"  # how a deep link's parameter that is an invitation begins; the others are campaigns


def invite(
    transaction: Transaction,
    role: Role,
    basin_code: str | None,
    now: datetime,
    invited_by: int | None = None,
    *,
    company_id: int | None = None,
    advisor_id: int | None = None,
) -> str:
    """Open an invitation and return the parameter of its one-time link; only its hash is kept.

    ``company_id``, ``advisor_id``: the firm of a contributor, and who of its advisors they are.
    """
    with transaction.session() as session:
        opened = Invitation(
            code_hash="", role=role.value, basin_code=basin_code, expires_at=now + INVITATION_LIFE,
            invited_by=invited_by, company_id=company_id, advisor_id=advisor_id,
        )  # fmt: skip
        return open_link(session, opened)


def open_link(session: Session, invitation: Invitation) -> str:
    """Store what a one-time link gives, and return its parameter."""
    code = INVITATION + secrets.token_urlsafe(24)
    invitation.code_hash = _hash(code)
    session.add(invitation)
    session.flush()
    return code


def opened_by(session: Session, code: str, now: datetime) -> Invitation | None:
    """Return what a link gives, locked; None when it was used or has expired."""
    invitation = invitation_of(session, _hash(code))
    if invitation is None or invitation.used_at or invitation.expires_at < now:
        return None
    return invitation


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def accept(
    transaction: Transaction,
    network: Network,
    visit: Visit,
    code: str,
    now: datetime,
    name: str | None = None,
) -> Reply:
    """Give the invited person their role; a used or expired link gives nothing.

    ``name``: what colleagues will call them.
    """
    with transaction.session() as session:
        invitation = opened_by(session, code, now)
        if invitation is None:
            told = say("This invitation was already used or has expired. Ask for a new one.")
            used, roles = invitation_of(session, _hash(code)), rights(session, visit.person_id, now).roles
            if used is not None and used.used_by == visit.person_id and roles:
                told = say("You have used this invitation already. /help lists what you can do.")
            return Reply(spoken(visit), screens=(words(told),))
        invitation.used_at, invitation.used_by = now, visit.person_id
        session.get_one(Person, visit.person_id).name = name
        role, basin_code = Role(invitation.role), invitation.basin_code
        if role is Role.CONTRIBUTOR:
            return welcomed(session, network, visit, invitation, now)
        if not rights(session, visit.person_id, now).holds(role, basin_code):
            session.add(
                Membership(
                    person_id=visit.person_id, role=role.value, basin_code=basin_code, since=now.date()
                )
            )
        session.flush()
        roles = rights(session, visit.person_id, now).roles
        is_bound = session.get(Queue, basin_code or EVERYWHERE) is not None
    title = titled(role, network.basin(basin_code))
    queue = say("Add me to your team's group and type /group there: its requests will arrive there.")
    if is_bound:
        queue = say("Requests arrive in your team's group: ask a colleague to let you in.")
    desk = (queue, say("/queue: your work. /guide: how it goes, step by step."))
    sessions = say("Your committee meets in /sessions: the requests to read, and your opinion in one tap.")
    next_step = desk if roles - {Role.MEMBER} else (sessions,)
    return Reply(
        spoken(visit),
        menus=(Menu(visit.person_id, spoken(visit), roles),),
        screens=(words(say("Welcome! You are now: {title}.", title=title), *next_step),),
    )


def welcomed(
    session: Session, network: Network, visit: Visit, invitation: Invitation, now: datetime
) -> Reply:
    """Open the contributors' door to who was invited, and tell what is behind it."""
    assert invitation.company_id is not None
    company = session.get_one(ContributorCompany, invitation.company_id)
    menu = open_door(session, visit, company, invitation.advisor_id, now)
    return Reply(spoken(visit), menus=(menu,), screens=(welcome_of(company, network),))


def open_door(
    session: Session, visit: Visit, company: ContributorCompany, advisor_id: int | None, now: datetime
) -> Menu:
    """Give somebody the role of contributor for a firm, once; return their commands."""
    if not same_account(session, visit.person_id, company.id, advisor_id):
        session.add(
            Membership(
                person_id=visit.person_id, role=Role.CONTRIBUTOR.value, basin_code=company.basin_code,
                since=now.date(), company_id=company.id, advisor_id=advisor_id,
            )
        )  # fmt: skip
    session.flush()
    return Menu(visit.person_id, spoken(visit), rights(session, visit.person_id, now).roles)


def welcome_of(company: ContributorCompany, network: Network) -> Screen:
    """Return what somebody is told who comes in for a contributor company."""
    return words(
        say("🤝 Welcome! {firm} lends its specialists to the small firms of {basin}: you follow it here.",
            firm=company.name, basin=network.name_of(company.basin_code)),
        say("/missions: whom you help, your days, your skills and your availability."),
        say("/exchanges: firms that help firms, beyond the missions. What is kept about you: /mydata."),
    )  # fmt: skip
