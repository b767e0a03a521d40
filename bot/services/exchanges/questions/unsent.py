"""What somebody is writing, a question or an offer, kept until it is sent or dropped."""

from typing import Any

from bot.services.core.handling import Handling, NotAllowed
from conversations.exchanges.writing import Unsent, unsent
from conversations.network.basins import Basin
from models.exchanges.people import participation_of
from models.exchanges.tables import Participation

QUESTION, OFFER = "question", "offer"


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
    kept = _written(handling, OFFER)
    return str(kept["text"]) if kept.get("question") == question_id else None


def keep_words(handling: Handling, question_id: int, text: str | None) -> None:
    """Keep what somebody is about to offer to a question; None: it is sent, or dropped."""
    _keep(handling, OFFER, None if text is None else {"question": question_id, "text": text})


def basin_at(handling: Handling) -> Basin:
    """Return the basin to which somebody writes a question."""
    code = unsent_of(handling).basin
    basin = handling.world.network.basin(code) if code else None
    if basin is None:
        raise NotAllowed
    return basin


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
