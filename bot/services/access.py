"""Who may do what: one-time invitations, memberships, and the groups bound to queues."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Session, col, select

from bot.services.queue import bind
from bot.services.screens import Announcement, Reply, words
from conversations.messages import Message, say, verbatim
from conversations.network import Network
from conversations.situation import World
from models.database import Transaction
from models.drafts import Visit
from models.tables import Invitation, Membership

INVITATION_LIFE = timedelta(days=14)
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
    language = visit.language or "fr"
    with transaction.session() as session:
        query = select(Invitation).where(Invitation.code_hash == _hash(code)).with_for_update()
        invitation = session.exec(query).first()
        if invitation is None or invitation.used_at or invitation.expires_at < now:
            expired = say("This invitation was already used or has expired. Ask for a new one.")
            return Reply(language, screens=(words(expired),))
        invitation.used_at, invitation.used_by = now, visit.person_id
        session.add(
            Membership(
                person_id=visit.person_id,
                role=invitation.role,
                basin_code=invitation.basin_code,
                since=now.date(),
            )
        )
        session.flush()
        role, basin = Role(invitation.role), network.basin(invitation.basin_code)
    title = TITLES[role]
    if basin:
        title = say("{role}, {basin}", role=title, basin=basin.name)
    return Reply(
        language,
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
    if wanted:
        code = "" if wanted.casefold() == "national" else wanted.casefold()
        known = code == "" or network.basin(code) is not None
        codes = [code] if known and held.may_handle(code) else []
    elif held.roles & {Role.COORDINATOR, Role.ADMINISTRATOR}:
        codes = [""]
    else:
        codes = sorted(code for code in held.basins if network.basin(code))
    if len(codes) != 1:
        return Reply("fr", screens=(words(_which(held, network, codes)),))
    cards: tuple[Announcement, ...] = bind(transaction, world, codes[0], chat_id, person_id, now)
    basin = network.basin(codes[0])
    name: Message = verbatim(basin.name) if basin else say("national queue")
    return Reply(
        "fr", screens=(words(say("Done: requests for “{queue}” arrive here.", queue=name)),), announced=cards
    )


def _which(held: Rights, network: Network, codes: list[str]) -> Message:
    if not held.roles:
        return say("Only invited operators and coordinators may bind a group. Ask for an invitation link.")
    open_codes = codes or sorted(basin.code for basin in network.basins if held.may_handle(basin.code))
    return say("Which territory? Type /group followed by one of: {codes}", codes=", ".join(open_codes))
