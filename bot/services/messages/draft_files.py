"""What is sent with a request before it leaves: photos, documents, voice messages, words too long to be kept.

Files stay with Telegram and go by the number it gives them. They are a part of the draft: erased with it,
and passed on to the operator with the request.
"""

from collections.abc import Iterator
from datetime import datetime

from bot.services.messages.relay import Sent
from conversations.engine.draft import Draft
from conversations.messages import Message, Value, say, say_n
from conversations.situation import Answer
from models.database.writer import Session
from models.dossiers.tables import Dossier
from models.messages.queries import keep_message
from models.messages.tables import RelayedMessage

KEPT_AT_MOST = 10  # as many as an album holds

NO_FILES = say("📎 Begin a request first: what you send then goes with it to the operator.")
NOT_ASKED = say("📎 Nothing asks for a file here: it is kept nowhere, and goes to nobody.")
"""Told to who has a role, and no request under way."""
FULL = say(
    "📎 {n} files are kept with your request already: the others can go to the operator once it is sent.",
    n=KEPT_AT_MOST,
)


def keep(draft: Draft, sent: Sent) -> bool:
    """Keep a file, or words alone, with a draft; false when there is no more room."""
    others = [each for each in draft.files if not _is(each, sent.number)]
    if len(others) >= KEPT_AT_MOST:
        return False
    kept: dict[str, Answer] = {
        "number": sent.number,
        "kind": sent.file.kind if sent.file else "text",
        "file_id": sent.file.file_id if sent.file else None,
        "name": sent.file_name,
        "text": sent.text or None,
        "album": sent.album,
    }
    draft.files = [*others, kept]
    return True


def keep_whole(draft: Draft, sent: Sent, *, cut: bool) -> bool:
    """Keep the words of a message that an answer keeps a part of; none of one that is short again.

    Return whether they are kept: a draft about a sent request keeps none, its answers go by themselves.
    """
    draft.files = [each for each in draft.files if not (_is(each, sent.number) and _is_words(each))]
    return cut and draft.completes is None and keep(draft, Sent(sent.number, sent.text))


def holds_album(draft: Draft, album: str | None) -> bool:
    """Tell whether a file of an album is kept already."""
    return album is not None and any(each.get("album") == album for each in _kept(draft))


def recaption(draft: Draft, sent: Sent) -> bool:
    """Change the words of a file that is kept; false for any other message."""
    found = [each for each in _kept(draft) if _is(each, sent.number)]
    for each in found:
        each["text"] = sent.text or None
    return bool(found)


def kept_word(sent: Sent, operator: Value) -> Message:
    """Tell that a file is kept, and where it goes."""
    if sent.file is not None and sent.file.kind == "voice":
        return say(
            "🎙 I cannot listen to it, but it is kept: {operator} receives it with your request. "
            "To go on here, please write or touch your answer.",
            operator=operator,
        )
    return say("📎 Kept: {operator} receives it with your request.", operator=operator)


def hand_over(session: Session, dossier: Dossier, draft: Draft, now: datetime) -> Message | None:
    """Pass what a draft holds on with its request: who takes it up reads it. Return what tells so."""
    assert dossier.person_id is not None
    kept = list(_kept(draft))
    for each in kept:
        number, kind, file_id, name, text, album = (
            each.get(part) for part in ("number", "kind", "file_id", "name", "text", "album")
        )
        keep_message(
            session,
            RelayedMessage(
                dossier_id=dossier.id,
                from_person=dossier.person_id,
                from_applicant=True,
                at=now,
                kind=str(kind),
                text=str(text) if text else None,
                file_id=str(file_id) if file_id else None,
                file_name=str(name) if name else None,
                album=str(album) if album else None,
                source_chat=dossier.person_id,
                source_id=int(str(number)),
            ),
        )
    if not kept:
        return None
    return say_n(
        "📎 {n} message goes with it: {operator} receives it on taking up your request.",
        "📎 {n} messages go with it: {operator} receives them on taking up your request.",
        len(kept),
        operator=dossier.operator_name or "",
    )


def _kept(draft: Draft) -> Iterator[dict[str, Answer]]:
    """Return what is kept, but what another release may have kept in another shape."""
    for each in draft.files:
        number, kind = (each.get("number"), each.get("kind")) if isinstance(each, dict) else (None, None)
        if isinstance(each, dict) and isinstance(number, int) and isinstance(kind, str):
            yield each


def _is_words(kept: Answer) -> bool:
    return isinstance(kept, dict) and kept.get("kind") == "text"


def _is(kept: Answer, number: int) -> bool:
    return isinstance(kept, dict) and kept.get("number") == number
