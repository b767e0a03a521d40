"""People of the network on the stage, with their roles, and the groups they work in."""

from sqlmodel import Session

from bot.playground.telegram.chats import Chat, ChatMessage
from bot.services.core.rights import Role
from models.dossiers.tables import Dossier
from tests.journeys.acting import Actor, invited
from tests.stage import Stage

TOUL = "terres-de-lorraine"


async def enrolled(stage: Stage, name: str, role: Role, *basin_codes: str) -> Actor:
    """Return somebody who accepted an invitation, in each basin where the role has some."""
    actor = Actor(stage, stage.telegram.person(name, language="fr"))
    for basin_code in basin_codes or (None,):
        await actor.does(f"/start {await invited(stage, role, basin_code)}")
    return actor


async def taps_in(actor: Actor, chat: Chat, key: str) -> None:
    """Tap the button of an action under the last message of a group that has it."""
    message, data = _button(chat, key)
    actor.person.forges_tap(data, message)
    await actor.stage.plays()


def _button(chat: Chat, key: str) -> tuple[ChatMessage, str]:
    for message in reversed(chat.history):
        for row in message.rows:
            for button in row:
                if (button.data or "").split(":", 3)[-1] == key:
                    return message, button.data or ""
    raise LookupError(f"no button {key!r} in {chat.title}")


def stored(stage: Stage, dossier: Dossier) -> Dossier:
    """Return a dossier as it is now."""
    with Session(stage.assistant.desk.database.engine) as session:
        return session.get_one(Dossier, dossier.id)
