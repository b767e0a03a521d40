"""What shows who asks, in other chats than theirs, is noted: else it could not be replaced once erased."""

from collections.abc import Iterator

from sqlmodel import Session, select

from bot.playground.telegram.chats import Chat, ChatMessage
from models.dossiers.tables import Dossier
from models.privacy.tables import SentCopy
from models.team.tables import Membership
from tests.stage import Stage

SPECIFIC = 30  # characters of a text that tell it from any other


def telling(dossier: Dossier) -> frozenset[str]:
    """Return the words, without spaces, by which a request's applicant would be known."""
    answers = dossier.answers
    company, contact = answers.get("company") or {}, answers.get("contact") or {}
    phone = str(contact.get("phone") or "").removeprefix("+33")
    words = (
        answers.get("name"), company.get("name"), company.get("siren"), contact.get("email"), phone,
        str(answers.get("description") or "")[:SPECIFIC], answers.get("excluded"),
    )  # fmt: skip
    return frozenset(squeezed(word) for word in words if word)


def squeezed(text: str) -> str:
    return "".join(text.split())


def of_others(stage: Stage, session: Session) -> Iterator[Chat]:
    """Give the chats where somebody works: groups, and those of members."""
    members = set(session.exec(select(Membership.person_id)))
    yield from (
        chat
        for chat in stage.telegram.chats.values()
        if (chat.id < 0 or chat.id in members) and chat.migrated_to is None
    )


def unnoted(stage: Stage) -> list[str]:
    """Return the messages that tell of a request to others, and that nothing noted."""
    with Session(stage.assistant.desk.database.engine) as session:
        dossiers = session.exec(select(Dossier).where(Dossier.person_id != None)).all()  # noqa: E711
        noted = {(copy.chat_id, copy.message_id, copy.dossier_id) for copy in session.exec(select(SentCopy))}

        def is_noted(chat: Chat, message: ChatMessage) -> bool:
            text = squeezed(message.text)
            told = [dossier for dossier in dossiers if any(word in text for word in telling(dossier))]
            known = [
                dossier for dossier in told
                if dossier.person_id == chat.id or (chat.id, message.id, dossier.id) in noted
            ]  # fmt: skip
            return bool(known) or not told

        return [
            message.text
            for chat in of_others(stage, session)
            for message in chat.history
            if message.sender.is_bot and not is_noted(chat, message)
        ]
