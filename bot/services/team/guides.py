"""The guides of the product, by role: which there are, and how one reaches who asks for it."""

from dataclasses import dataclass
from typing import Final

from bot.services.commands import Called
from bot.services.core.actions import AtOffice, BetweenFirms
from bot.services.core.handling import Handling
from bot.services.core.rights import Rights, Role
from bot.services.core.screens import Document, GuideText, Notice, Reply, stacked
from bot.services.core.visitors import spoken
from conversations.exchanges.participants import Capacity
from conversations.messages import Message, say

WRITTEN_IN: Final = "fr"
IN_FRENCH: Final = say(
    "It is in French, as the papers of the network are. /help tells the essential in English, and the "
    "buttons that the guide names stand in the same places."
)


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide. ``name``: of its file in ``bot/guides/fr``, its page and its PDF; ``roles``: whose it is.

    ``lent_to``: roles that find it on the dashboard, to hand it to those it is for.
    """

    name: str
    title: Message
    roles: tuple[Role, ...]
    lent_to: tuple[Role, ...] = ()


EXCHANGES: Final = Guide(
    "entraide", say("Firms that help firms"), (),
    (Role.OPERATOR, Role.MANAGER, Role.COORDINATOR, Role.ADMINISTRATOR),
)  # fmt: skip
"""Of the firms that the network supports: those who lead them have no role."""

GUIDES: Final = (
    EXCHANGES,
    Guide("operateur", say("The operator's guide"), (Role.OPERATOR, Role.MANAGER)),
    Guide("apporteuse", say("The contributor company's guide"), (Role.CONTRIBUTOR,)),
    Guide("comite", say("The committee member's guide"), (Role.MEMBER,)),
    Guide("coordination", say("The coordination's guide"), (Role.COORDINATOR, Role.ADMINISTRATOR)),
    Guide("mise-en-service", say("Putting into service"), (Role.ADMINISTRATOR,)),
    Guide("exploitation", say("Running the assistant"), (Role.ADMINISTRATOR,)),
    Guide("registre-rgpd", say("The GDPR register and notice"), (Role.COORDINATOR, Role.ADMINISTRATOR)),
)


def guides_of(held: Rights) -> tuple[Guide, ...]:
    """Return the guides of somebody's roles."""
    return tuple(guide for guide in GUIDES if not held.roles.isdisjoint(guide.roles))


def guides_within_reach(held: Rights) -> tuple[Guide, ...]:
    """Return the guides of somebody's roles, then those that they may hand to others."""
    lent = tuple(guide for guide in GUIDES if not held.roles.isdisjoint(guide.lent_to))
    return (*guides_of(held), *lent)


def send(handling: Handling, subject: int) -> Reply:
    """Send the guides of the person's roles, one PDF each."""
    return _send(handling, guides_of(handling.held))


def send_to_firm(handling: Handling, subject: int) -> Reply:
    """Send who may take part in exchanges the guide of these."""
    who = handling.participant
    if who is None or who.capacity is not Capacity.FIRM:
        return _send(handling, guides_of(handling.held))
    return _send(handling, (EXCHANGES,))


def without_role(called: Called) -> Reply | None:
    """Answer the command of who has no role: a supported firm has its guide; None for anybody else."""
    visit = called.visit
    with called.transaction.session() as session:
        handling = Handling(called.transaction, session, called.world, called.now, visit, visit.person_id)
        return None if handling.participant is None else send_to_firm(handling, 0)


def _send(handling: Handling, guides: tuple[Guide, ...]) -> Reply:
    language = spoken(handling.visit)
    for guide in guides:
        title = say("<b>{title}</b>", title=guide.title)
        told = title if language == WRITTEN_IN else stacked([title, IN_FRENCH])
        document = Document(f"alize-{guide.name}.pdf", GuideText(guide.name), told)
        handling.told.append(Notice(handling.person_id, language, document=document))
    return handling.reply()


ACTIONS = (AtOffice("guide", send, tuple(Role)), BetweenFirms("exchange_guide", send_to_firm))
