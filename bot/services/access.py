"""Who may do what: one-time invitations, memberships, and the groups bound to queues."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Session, col, select

from bot.services.queue import GROUP_LANGUAGE, bind
from bot.services.screens import Reply, words
from bot.services.visits import spoken
from conversations.messages import Message, say, verbatim
from conversations.network import Network
from conversations.situation import World
from models.database import Transaction
from models.drafts import Visit
from models.tables import Invitation, Membership

INVITATION_LIFE = timedelta(days=14)
NATIONAL = "national"  # what is typed for the national queue
INVITATION = "i-"  # how a deep link's parameter that is an invitation begins; the others are campaigns


class Role(StrEnum):
    """What a person may be besides an applicant. Values are stored: never renamed."""

    OPERATOR = "operator"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "admin"


TITLES = {
    Role.OPERATOR: say("operator"),
    Role.COORDINATOR: say("national coordinator"),
    Role.ADMINISTRATOR: say("administrator"),
}


@dataclass(frozen=True, slots=True)
class Rights:
    """What a person may do now. ``basins``: the codes an operator works for; all of them for others."""

    roles: frozenset[Role]
    basins: frozenset[str]

    def may_handle(self, basin_code: str) -> bool:
        """Tell whether the person may act for a basin; "" is the national queue."""
        if self.roles & {Role.COORDINATOR, Role.ADMINISTRATOR}:
            return True
        return Role.OPERATOR in self.roles and basin_code in self.basins

    def holds(self, role: Role, basin_code: str | None) -> bool:
        """Tell whether the person has a role already, for a basin where the role has one."""
        return role in self.roles and (basin_code is None or basin_code in self.basins)


def invite(transaction: Transaction, role: Role, basin_code: str | None, now: datetime) -> str:
    """Open an invitation and return the parameter of its one-time link; only its hash is kept."""
    code = INVITATION + secrets.token_urlsafe(24)
    with transaction.session() as session:
        session.add(
            Invitation(
                code_hash=_hash(code),
                role=role.value,
                basin_code=basin_code,
                expires_at=now + INVITATION_LIFE,
            )
        )
        session.flush()
    return code


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def accept(transaction: Transaction, network: Network, visit: Visit, code: str, now: datetime) -> Reply:
    """Give the invited person their role; a used or expired link gives nothing."""
    with transaction.session() as session:
        query = select(Invitation).where(Invitation.code_hash == _hash(code)).with_for_update()
        invitation = session.exec(query).first()
        if invitation is None or invitation.used_at or invitation.expires_at < now:
            expired = say("This invitation was already used or has expired. Ask for a new one.")
            return Reply(spoken(visit), screens=(words(expired),))
        invitation.used_at, invitation.used_by = now, visit.person_id
        role, basin_code = Role(invitation.role), invitation.basin_code
        if not rights(session, visit.person_id, now).holds(role, basin_code):
            session.add(
                Membership(
                    person_id=visit.person_id, role=role.value, basin_code=basin_code, since=now.date()
                )
            )
        session.flush()
    title, basin = TITLES[role], network.basin(basin_code)
    if basin:
        title = say("{role}, {basin}", role=title, basin=basin.name)
    return Reply(
        spoken(visit),
        screens=(
            words(
                say("Welcome! You are now: {title}.", title=title),
                say("Add me to your team's group and type /group there: its requests will arrive there."),
            ),
        ),
    )


def rights(session: Session, person_id: int, now: datetime) -> Rights:
    """Return what a person may do at this moment."""
    query = select(Membership).where(Membership.person_id == person_id, col(Membership.until).is_(None))
    held = [membership for membership in session.exec(query) if membership.since <= now.date()]
    return Rights(
        frozenset(Role(membership.role) for membership in held),
        frozenset(membership.basin_code for membership in held if membership.basin_code),
    )


def group(
    transaction: Transaction, world: World, person_id: int, chat_id: int, wanted: str, now: datetime
) -> Reply:
    """Bind the group to a queue: the operator's basin, the one named, or the national one.

    ``wanted``: what followed the command: a basin's code, "national", or nothing.
    """
    with transaction.session() as session:
        held = rights(session, person_id, now)
    network = world.network
    queues = {
        code: queue
        for code, queue in {NATIONAL: "", **{basin.code: basin.code for basin in network.basins}}.items()
        if held.may_handle(queue)
    }
    if not queues:
        outsider = say(
            "Only invited operators and coordinators may bind a group. Ask for an invitation link."
        )
        return Reply(GROUP_LANGUAGE, screens=(words(outsider),))
    if not wanted and (NATIONAL in queues or len(queues) == 1):
        wanted = next(iter(queues))
    if wanted.casefold() not in queues:
        which = say("Which territory? Type /group followed by one of: {codes}", codes=", ".join(queues))
        return Reply(GROUP_LANGUAGE, screens=(words(which),))
    code = queues[wanted.casefold()]
    cards = bind(transaction, world, code, chat_id, person_id, now)
    basin = network.basin(code)
    name: Message = verbatim(basin.name) if basin else say("national queue")
    done = say("Done: requests for “{queue}” arrive here.", queue=name)
    return Reply(GROUP_LANGUAGE, screens=(words(done),), announced=cards)
