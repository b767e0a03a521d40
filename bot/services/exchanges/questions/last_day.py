"""Until when a question stands: a tap, or words."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.services.core.actions import BetweenFirms
from bot.services.core.arguments import Argument
from bot.services.core.handling import Handling, Refusal
from bot.services.core.prompts import ask
from bot.services.core.screens import Reply
from bot.services.exchanges.buttons import between
from bot.services.exchanges.questions.draft import LATER, filed, go_on
from bot.services.exchanges.questions.identities import may_write
from bot.services.exchanges.questions.review import REVIEWED, question_reviewed
from bot.services.exchanges.questions.unsent import basin_at, unsent_of
from conversations.exchanges.draft import LONGEST_DAYS
from conversations.messages import say, verbatim
from conversations.understanding.periods import understood_periods
from conversations.understanding.residue import changes_nothing
from models.messages.tables import Prompt

WITHIN = ("dans", "in")
UNTIL = frozenset(
    "jusqu jusque a au until till by the d ici le reponse reponses answer answers dans in".split()
)
"""Folded words in which a last day is said; they do not tell which one."""
_HOW_LONG = re.compile(r"^(?:pour|pendant|durant|for|sous)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Until(Argument):
    """The last day of a question; None to be asked."""

    action = "question_until"
    day: date | None = None


def ask_until(handling: Handling, subject: int, argument: Until) -> Reply:
    """Note the last day, or ask for it."""
    may_write(handling)
    if argument.day is not None:
        return _until(handling, argument.day)
    today, days = handling.today, basin_at(handling).exchanges.days
    quick = tuple(
        between(label, Until(today + timedelta(days=n)))
        for label, n in ((say("A week"), 7), (say("Two weeks"), 14), (say("{n} days", n=days), days))
    )
    wanted = say("Until when may people answer? A tap, or words: “end of January”")
    return ask(handling, "question_until", 0, wanted, stop=LATER, options=quick)


def until_typed(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Take the last day in words; several readings are proposed."""
    days, whole = _days_said(text, handling.today)
    if not days:
        raise Refusal(say("I did not find a day. For example: two weeks, end of January, 15 March"))
    if len(days) == 1 and whole:
        return _until(handling, days[0])
    options = tuple(between(verbatim(day), Until(day)) for day in days)
    return ask(handling, "question_until", 0, say("Which of these days?"), stop=LATER, options=options)


def tells_last_day(text: str, today: date) -> bool:
    """Tell whether words say a last day, and nothing else."""
    days, whole = _days_said(text, today)
    return len(days) == 1 and whole


def _days_said(text: str, today: date) -> tuple[list[date], bool]:
    """Return the last days that words may mean, and whether they say nothing else."""
    said = _HOW_LONG.sub("", text.strip())
    understood = understood_periods(said, today)
    for within in WITHIN:
        if not understood.readings:  # "2 semaines": how long it stands
            understood = understood_periods(f"{within} {said}", today)
    days = sorted({period.end for period in understood.readings})
    return days, changes_nothing(understood.rest, UNTIL)


def _until(handling: Handling, day: date) -> Reply:
    if day <= handling.today:
        raise Refusal(say("This day is past, or is today. Until when may people answer?"))
    if day > handling.today + timedelta(days=LONGEST_DAYS):
        raise Refusal(say("Three months at most. You can ask again then. Until when may people answer?"))
    return go_on(handling, replace(unsent_of(handling), until=day))


ACTIONS = (
    BetweenFirms("question_until", ask_until, typed=until_typed, filed=filed),
    BetweenFirms(REVIEWED, question_reviewed, typed=until_typed, filed=filed),
)
