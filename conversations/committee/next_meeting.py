"""The next committee, as the applicant is told of it: the first that may see the request, else the one after.

One rule for the confirmation, /status, the news, the answers to questions and the operator's page. A day that
was told stands until its eve, however slowly the request moves: nobody reads another one from day to day.
"""

from collections.abc import Iterable
from datetime import date

from conversations.dossiers.deadlines import add_working_days
from conversations.dossiers.escalation import AGENDA_CLOSES
from conversations.messages import Message, say

Days = tuple[date, ...]
"""The day of the committee that is hoped for, then of the one after; () when none is fixed."""


def days_possible(
    days: Iterable[date], today: date, agreed: date, department: str | None, *, instructed: bool = False
) -> Days:
    """Return the first two days, after today, of those of a committee that may see a request.

    ``agreed``: when its applicant sent it to the committee; an agenda that closed by then is not told.
    ``instructed``: nothing is missing but a place on an agenda, which may be given until the eve.
    """
    closing = today if instructed else max(add_working_days(agreed, AGENDA_CLOSES, department), today)
    return tuple(sorted(day for day in days if day > closing)[:2])


def next_meeting(days: Days, *, instructed: bool = False) -> Message | None:
    """Tell the next committee, with the condition that goes with it; None when no day is possible."""
    match days:
        case ():
            return None
        case (day, *_) if instructed:
            return say("Next approval committee: {day}.", day=day)
        case (day, after):
            return say(
                "Next approval committee: {day}, if your request has been looked into by then; else {after}.",
                day=day,
                after=after,
            )
        case _:
            return say(
                "Next approval committee: {day}, if your request has been looked into by then.", day=days[0]
            )


def is_moved(before: Days, after: Days) -> bool:
    """Tell whether what was told stands no more: another day comes first, or the one after is dropped."""
    return before[:1] != after[:1] or not set(before) <= set(after)
