"""The words that put one value in the place of another, or say which answer is wrong.

"Pas Toul mais Nancy", "je me suis trompée d'année : 2010", "l'année est fausse", "non plutôt mai". They are
short: what goes on is told for itself.
"""

import re
from collections.abc import Iterator
from functools import cache

from conversations.frozen import frozen
from conversations.understanding.turns import turns
from conversations.understanding.words import fold, legible

LONGEST = 90  # characters
_SAID = turns("replacements")
_IN_PLACE, _WRONG, _PUT_BY_NAME = (
    _SAID.ways(each, re.IGNORECASE) for each in ("in_place", "wrong", "put_by_name")
)
_MARKED, _MARKED_LAST, _PART = (
    _SAID.pattern(each, re.IGNORECASE) for each in ("marked", "marked_last", "part")
)
_RECALLED = _SAID.pattern("recalled")
_FIGURE_AFTER_NO = turns("marks").pattern("figure_after_no", re.IGNORECASE)


@cache
def of_marks() -> frozenset[str]:
    """Return the folded words by which an answer is put right: they are no answer themselves."""
    return frozenset(re.findall(r"\w+", f"{turns('marks').text('all')} {turns('marks').text('forgotten')}"))


@frozen
class Wrong:
    """What somebody calls the answer that is wrong, folded; and what it is, where they say it."""

    called: str
    value: str


def replacements(text: str) -> Iterator[tuple[str, str]]:
    """Return, for each way to cut a text so, the value that is wrong and the one in its place."""
    if len(text) <= LONGEST:
        for form in _IN_PLACE:
            if found := form.search(legible(text)):
                yield found["old"], found["new"]


def said_wrong(text: str) -> Iterator[Wrong]:
    """Return, for each way to cut a text so, which answer it says is wrong."""
    if len(text) <= LONGEST:
        for form in _WRONG:
            if found := form.search(legible(text)):
                yield Wrong(fold(found["called"]), found["new"] or "")


def put_by_name(text: str) -> Iterator[Wrong]:
    """Return, for each way to cut a text so, the answer that it calls by its name, with what it is.

    "C'est 2018 la création", "activité : bâtiment": where nothing is asked, they put an answer right.
    """
    if len(text) <= LONGEST:
        for form in _PUT_BY_NAME:
            if found := form.search(legible(text)):
                yield Wrong(fold(found["called"]), found["new"])


def after_a_mark(text: str) -> str:
    """Return what a text says after "no, rather"; empty where nothing of the kind begins it."""
    found = _MARKED.search(legible(text)) if len(text) <= LONGEST else None
    return found["new"] if found and not _says_only_marks(found["new"]) else ""


def _says_only_marks(text: str) -> bool:
    return of_marks().issuperset(fold(text).split())


def recalls(text: str) -> bool:
    """Tell whether a text begins as what was forgotten: "j'ai oublié, on est 14"."""
    return len(text) <= LONGEST and _RECALLED.match(fold(text)) is not None


def parts_put_right(text: str) -> list[tuple[str, str]]:
    """Return the parts of a text that says several things, each with the value that a mark beside it gives.

    Empty where there is one part, or no mark; a part without its own has an empty value.
    """
    parts = [part.strip() for part in _PART.split(legible(text))] if len(text) <= LONGEST else []
    if len(parts) < 2 or any(replacements(text)):
        return []
    values = [after_a_mark(part) or _before_a_mark(part) for part in parts]
    return [(part, value) for part, value in zip(parts, values, strict=True) if part] if any(values) else []


def _before_a_mark(part: str) -> str:
    found = _MARKED_LAST.search(part)
    return found["new"] if found and not _says_only_marks(found["new"]) else ""


def puts_right(text: str) -> bool:
    """Tell whether a text begins as what puts an answer right, or says which is wrong."""
    return bool(after_a_mark(text)) or any(replacements(text)) or any(said_wrong(text))


def after_no(text: str) -> str:
    """Return a text without the no that begins it: "non, 9". "Non salarié" says something else."""
    return _FIGURE_AFTER_NO.sub("", text)
