"""Another answer, given where one stands in the way of the request: "Commercy alors"."""

import re
from collections.abc import Sequence

from conversations.engine.draft import Walk
from conversations.engine.ladder import asks_to_go_on
from conversations.engine.overheard import Overheard, Plainly, readings_of
from conversations.engine.step import Step
from conversations.network.basins import Severity
from conversations.patterns import pattern

_MOST = 200  # characters
_PARTS = pattern(r"[,;.!?]|\s(?:et|mais|car|and|but)\s")
_INSTEAD = pattern(
    r"^(?:(?:et|mais|bon|alors|ben|bah|ok|non|oui|dans ce cas|sinon|du coup|if|then|so|well|no|yes)[\s,]+)*"
    r"(?:(?:si )?(?:je|on|nous|i|we) (?:peux|peut|pouvons|veux|vais|voudrais|préfère|prefere|can|could"
    r"|will)? ?)?"
    r"(?:mets?|mettre|mettez|met|mettons|prends|prenez|prendre|choisis|essaye[rz]?|essaie|note[rz]?|plutôt"
    r"|plutot"
    r"|disons|put|take|try|rather|let's say)\s+",
    re.IGNORECASE,
)
"""How one says what may be put in the place of what stands in the way."""
_THEN = pattern(
    r"[\s,]+(?:alors|donc|du coup|then|so|svp|stp|please|plut[oô]t|rather|instead)[\s.!]*$", re.IGNORECASE
)
"""How one ends it."""


def given_instead(walk: Walk, here: Step | None, answered: Sequence[Step], text: str) -> list[Overheard]:
    """Return the other answer that a text plainly gives to a question whose answer stands in the way."""
    if here is None or not asks_to_go_on(walk, here) or len(text) > _MOST:
        return []
    barring = {finding.fact for finding in walk.situation.verdict.of(Severity.REDIRECT)}
    for step in (step for step in answered if step.name in barring):
        said = _THEN.sub("", _INSTEAD.sub("", text.strip()))
        for words in dict.fromkeys((said, *map(str.strip, _PARTS.split(said)))):
            readings = readings_of(step, Plainly(words), walk.situation) if words else []
            readings = readings or [
                each
                for each in readings_of(step, words, walk.situation)
                if step.input.is_called(each, words, walk.situation)
            ]
            if readings and readings != [walk.draft.answers[step.name]]:
                return [Overheard(step, tuple(readings), words)]
    return []
