"""What somebody is writing, a question or an offer, kept until it is sent or dropped."""

from typing import Any

from bot.services.core.handling import Handling, NotAllowed
from conversations.exchanges.draft import Unsent, unsent
from conversations.exchanges.files import Files, files_read, files_stored
from conversations.messages import say
from conversations.network.basins import Basin
from models.exchanges.people import QUESTION, participation_of
from models.exchanges.tables import Participation

OFFER = "offer"
OVER = say("This question was sent, or dropped. To see yours: /exchanges")


def unsent_of(handling: Handling) -> Unsent:
    """Return the question that somebody is writing; an empty one when they are not."""
    return unsent(_written(handling, QUESTION))


def keep(handling: Handling, question: Unsent) -> None:
    """Keep the question that somebody is writing."""
    _keep(handling, QUESTION, question.stored())


def drop_unsent(handling: Handling) -> None:
    """Forget the question that somebody was writing."""
    _keep(handling, QUESTION, None)


def words_for(handling: Handling, question_id: int) -> str | None:
    """Return what somebody is about to offer to a question; None when they typed nothing for it."""
    text = _offer_to(handling, question_id).get("text")
    return None if text is None else str(text)


def files_for(handling: Handling, question_id: int) -> Files:
    """Return the files that go with what somebody is about to offer to a question."""
    return files_read(_offer_to(handling, question_id).get("files"))


def spared_for(handling: Handling, question_id: int) -> tuple[str, ...]:
    """Return the words of an offer that look like somebody's name, and are said to be nobody's."""
    return tuple(_offer_to(handling, question_id).get("spared") or ())


def keep_words(handling: Handling, question_id: int, text: str, spared: tuple[str, ...] = ()) -> None:
    """Keep what somebody is about to offer to a question. ``spared``: words that are nobody's name."""
    kept = {**_offer_to(handling, question_id), "question": question_id, "text": text}
    _keep(handling, OFFER, {**kept, "spared": [*spared]})


def keep_files_for(handling: Handling, question_id: int, files: Files) -> None:
    """Keep the files that go with what somebody is about to offer to a question."""
    kept = {**_offer_to(handling, question_id), "question": question_id, "files": files_stored(files)}
    _keep(handling, OFFER, kept)


def drop_offer(handling: Handling) -> None:
    """Forget what somebody was about to offer: it is sent, or dropped."""
    _keep(handling, OFFER, None)


def basin_at(handling: Handling) -> Basin:
    """Return the basin to which somebody writes a question."""
    code = unsent_of(handling).basin
    basin = handling.network.basin(code) if code else None
    if basin is None:
        raise NotAllowed
    return basin


def _offer_to(handling: Handling, question_id: int) -> dict[str, Any]:
    kept = _written(handling, OFFER)
    return kept if kept.get("question") == question_id else {}


def _written(handling: Handling, what: str) -> dict[str, Any]:
    row = handling.session.get(Participation, handling.person_id)
    found = (row.writing or {}).get(what) if row else None
    return found if isinstance(found, dict) else {}


def _keep(handling: Handling, what: str, content: dict[str, Any] | None) -> None:
    row = participation_of(handling.session, handling.person_id)
    others = {name: kept for name, kept in (row.writing or {}).items() if name != what}
    row.writing = {**others, **({what: content} if content else {})} or None
    row.writing_at = handling.now if row.writing else None
    handling.session.flush()
