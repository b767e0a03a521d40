"""When a firm began, when its project does and for how many days, told in a sentence of something else."""

from collections.abc import Iterator

from conversations.intake.told.clauses import beside, first_told, own_text, within
from conversations.situation import Situation
from conversations.understanding.turns import turns
from conversations.understanding.words import LONGEST_READ, fold

_SAID = turns("dates_told")
_BARE_YEAR, _STAFF_TO_COME = _SAID.pattern("bare_year"), _SAID.pattern("staff_to_come")
_NOT_BEFORE = _SAID.pattern("not_start_before")

founded = first_told(
    beside(_SAID.pattern("founded_beside"), unless=_SAID.pattern("not_founded_beside")),
    within(_SAID.ways("founded"), unless=_SAID.pattern("not_founded")),
)
days = beside(_SAID.pattern("days_beside"))
_any_days = within(
    _SAID.ways("days"), unless=_SAID.pattern("at_other_times"), after=_SAID.pattern("of_something_else")
)
_start = first_told(
    within(_SAID.ways("start_before"), unless=_NOT_BEFORE),
    beside(_SAID.pattern("start_beside"), unless=_SAID.pattern("not_start_beside")),
    beside(_SAID.pattern("start_in_year"), unless=_SAID.pattern("not_start_in_year")),
    within(_SAID.ways("start_at"), unless=_NOT_BEFORE),
    within(_SAID.ways("start_in_month"), unless=_NOT_BEFORE),
)


def days_spotted(text: str, situation: Situation) -> Iterator[tuple[str, str]]:
    """Give how many days a text that tells everything speaks of, and not of what."""
    return _any_days(text)


def founded_spotted(text: str, situation: Situation) -> Iterator[tuple[str, str]]:
    """Give the only year of a text that tells everything, where it stands alone: "Millau 2013 seul"."""
    years = [*_BARE_YEAR.finditer(fold(own_text(text)[:LONGEST_READ]))]
    if len(years) == 1 and int(years[0]["value"]) < situation.world.today.year:
        yield years[0]["value"], years[0]["value"]


def start(text: str) -> Iterator[tuple[str, str]]:
    """Give when the project begins."""
    yield from _start(_STAFF_TO_COME.sub(" ", text))
