"""Files are handed over by Telegram's numbers: to who reads a question first, to both once introduced."""

from collections.abc import Mapping
from typing import Any

from bot.services.core.handling import Handling
from bot.services.core.screens import Notice, Screen, SharedFile
from bot.services.core.visitors import spoken
from conversations.exchanges.files import Files
from conversations.messages import Message, say
from models.database.outbox import waiting_payloads
from models.database.tables import Settles


def hand(
    handling: Handling, person_id: int, files: Files, whose: Message, dossier_id: int | None = None
) -> None:
    """Send files to somebody, each with a line that says whose it is; nothing to who cannot be written to.

    ``dossier_id``: the request of whose they are: each is replaced once it is erased.
    """
    visit = handling.reached(person_id)
    if visit is None:
        return
    for n, each in enumerate(files, 1):
        line = say("📎 {n} of {all}: {file} · {whose}", n=n, all=len(files), file=each.named, whose=whose)
        handling.told.append(
            Notice(
                visit.person_id,
                spoken(visit),
                Screen((line,)),
                file=SharedFile(each.kind, each.file_id),
                settles=Settles.SHOWS.of(dossier_id) if dossier_id is not None else None,
            )
        )


def is_on_its_way(handling: Handling, files: Files) -> bool:
    """Tell whether some of these files are about to reach the person who acts: they are not sent twice."""
    numbers = {each.file_id for each in files}
    waiting = waiting_payloads(handling.transaction, handling.person_id)
    return any(numbers & _files_in(payload) for payload in waiting)


def _files_in(payload: Mapping[str, Any]) -> set[str]:
    document = payload.get("document")
    anew = document.get("kept") if isinstance(document, dict) else document
    return {each for each in (payload.get("photo"), anew) if isinstance(each, str)}
