"""How many they are, the jobs that a project creates or keeps, told in a sentence of something else."""

from collections.abc import Iterator

from conversations.intake.told.clauses import PAST, SHOWN, beside, clauses, first_told, within
from conversations.patterns import pattern
from conversations.understanding.turns import turns
from conversations.understanding.words import denies, excerpt

_SAID = turns("staff_told")
_NOBODY_HIRED, _ONE_HIRED = _SAID.pattern("nobody_hired"), _SAID.pattern("one_hired")
_ONE = pattern(r"^(?:une?|an?|one)$")

headcount = first_told(
    beside(_SAID.pattern("headcount_beside"), unless=_SAID.pattern("headcount_not_beside")),
    within(_SAID.ways("headcount"), unless=_SAID.pattern("not_ours"), after=_SAID.pattern("not_staff")),
    within(_SAID.ways("alone")),
)


def _one_of_any(text: str) -> Iterator[tuple[str, str]]:
    """Give how many are hired whatever their trade, or that nobody is."""
    for clause, folded in clauses(text):
        one = _ONE_HIRED.search(folded)
        if _NOBODY_HIRED.search(folded):
            yield excerpt(clause, SHOWN), "0"
        elif one and not (denies(folded[: one.start()]) or PAST.search(folded)):
            yield excerpt(clause, SHOWN), _ONE.sub("1", one["count"])


jobs_created = first_told(
    within(_SAID.ways("jobs_created")),
    _one_of_any,
    beside(_SAID.pattern("jobs_created_beside"), unless=_SAID.pattern("jobs_not_created")),
)
jobs_kept = first_told(
    within(_SAID.ways("jobs_kept_counted"), unless=PAST), beside(_SAID.pattern("jobs_kept"), unless=PAST)
)
