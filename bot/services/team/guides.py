"""The guides of the product, by role: which there are, and how one reaches who asks for it."""

from dataclasses import dataclass
from typing import Final

from bot.services.core.actions import AtOffice
from bot.services.core.handling import Handling
from bot.services.core.rights import Rights, Role
from bot.services.core.screens import Document, GuideText, Notice, Reply, stacked
from bot.services.core.visitors import spoken
from conversations.messages import Message, say

WRITTEN_IN: Final = "fr"
IN_FRENCH: Final = say(
    "It is in French, as the papers of the network are. /help tells the essential in English, and the "
    "buttons that the guide names stand in the same places."
)


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide. ``name``: of its file in ``bot/guides/fr``, its page and its PDF; ``roles``: whose it is."""

    name: str
    title: Message
    roles: tuple[Role, ...]


GUIDES: Final = (
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


def send(handling: Handling, subject: int) -> Reply:
    """Send the guides of the person's roles, one PDF each."""
    language = spoken(handling.visit)
    for guide in guides_of(handling.held):
        title = say("<b>{title}</b>", title=guide.title)
        told = title if language == WRITTEN_IN else stacked([title, IN_FRENCH])
        document = Document(f"alize-{guide.name}.pdf", GuideText(guide.name), told)
        handling.told.append(Notice(handling.person_id, language, document=document))
    return handling.reply()


ACTIONS = (AtOffice("guide", send, tuple(Role)),)
