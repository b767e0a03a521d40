"""Days that a contributor says they gave and that nobody settled, as who works the request reads them."""

from bot.services.core.entries import days
from conversations.messages import Message, say
from models.support.tables import DaysStatement


def difference_line(name: str, statement: DaysStatement) -> Message:
    """Return how days stand that are said and not settled."""
    said = days(statement.tenths)
    if statement.answered_at is None:
        return say("⏳ {name} says {days} d in all: the firm is asked to confirm.", name=name, days=said)
    if statement.answered_tenths is None:
        return say("⚖️ {name} says {days} d in all, and the firm has not answered.", name=name, days=said)
    return say("⚖️ {name} says {days} d in all, and the firm {heard}. Which count?", name=name, days=said,
               heard=days(statement.answered_tenths))  # fmt: skip


def choices(statement: DaysStatement) -> list[int]:
    """Return the days that an operator may settle on, in tenths; none while the applicant may answer."""
    if statement.answered_at is None:
        return []
    said = (statement.tenths, statement.answered_tenths)
    return list(dict.fromkeys(tenths for tenths in said if tenths is not None))
