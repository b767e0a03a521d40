"""The words that put one value in the place of another, or say which answer is wrong.

"Pas Toul mais Nancy", "je me suis trompée d'année : 2010", "l'année est fausse", "non plutôt mai". They are
short: what goes on is told for itself.
"""

import re
from collections.abc import Iterator

from conversations.frozen import frozen
from conversations.patterns import pattern
from conversations.understanding.marks import typed_marks
from conversations.understanding.turns import turns
from conversations.understanding.words import fold, legible

LONGEST = 90  # characters
_STOPS = r"\b[\s,:;.!…]*"
_MARKS = f"(?:{typed_marks('all')}{_STOPS})"
SECOND_THOUGHT = f"(?:{_MARKS}|{typed_marks('in_between')}{_STOPS})"
"""What stands between a value and the one said in its place: "15 salariés, non pardon 13"."""
_IS = (
    r"(?:(?:c\s?['’ ]?\s?est|c['’ ]?[ée]tait|ce sera|il s['’]agit d['’e]|on est|nous sommes|je suis|il faut"
    r"(?: mettre)?|mettez|mets|it['’ ]?s|it is|we are)\b\s*)"
)
_VALUE = r"(?:(?:à|a|au|en|de|in|at)\s+)?(?P<{}>[^,;:!?\n]{{1,50}}?)"
_OLD, _NEW = _VALUE.format("old"), _VALUE.format("new")
_BUT = r"(?:[\s,;:]+(?:mais|but|plut[oô]t|rather)\b\s*" + _IS + r"?|[\s,;:]+" + _IS + ")"
_NOT = (
    r"[\s,;:]+(?:et\s+|and\s+)?(?:non\s+pas\s|pas\s|non\s|not\s|au lieu d(?:e\s|['’])"
    r"|à la place d(?:e\s|['’])|plut[oô]t qu(?:e\s|['’])|instead of\s|rather than\s)\s*" + _IS + "?"
)
_END = r"[\s.!…]*$"
_IN_PLACE = tuple(
    pattern(f"^{_MARKS}*{form}{_END}", re.IGNORECASE)
    for form in (
        rf"(?:{_IS}|c\s)?(?:pas|not)\s+{_OLD}{_BUT}{_NEW}",
        rf"(?:non|no)\b[\s,:;.!…]*{_IS}?(?:pas|not)\s+{_OLD}\s*,\s*{_NEW}",
        rf"{_IS}?{_NEW}{_NOT}{_OLD}",
        rf"(?:remplace[rz]?|change[rz]?|modifie[rz]?|corrige[rz]?|replace|change)\s+{_OLD}"
        rf"\s+(?:par|en|with|by|to|into)\s+{_NEW}",
    )
)
_THE = r"(?:(?:l['’]|d['’]|(?:la|le|les|de|du|des|mon|ma|mes|notre|nos|votre|the|my|our|of)\s+)*)"
_CALLED = r"(?P<called>[^,;:.!?\n\d]{3,40}?)"
_NOW = r"(?:\s+(?:maintenant|d[ée]sormais|[àa] pr[ée]sent|now))?"
_SAID = rf"(?:[\s,:;.]*[,:;.]\s*{_IS}?|\s+(?:en|par|to|into)\s+|\s+{_IS})"
_WRONG = tuple(
    pattern(f"^{_MARKS}*{form}(?:{_SAID}{_NEW}{_NOW})?{_END}", re.IGNORECASE)
    for form in (
        rf"(?:je me suis tromp[ée]e?s?|(?:j['’]ai fait |il y a )?(?:une )?(?:erreur|faute)|(?:i made )?an? "
        rf"(?:error|mistake))\s+(?:dans\s+|sur\s+|pour\s+|in\s+|on\s+|about\s+)?{_THE}{_CALLED}",
        rf"{_THE}{_CALLED}\s+(?:n['’ ]?)?(?:est|sont|is|are)\s+(?:fausses?|faux|mauvaise?s?|inexacte?s?"
        rf"|erron[ée]e?s?|wrong|incorrecte?s?|pas\s+(?:bon(?:ne)?s?|justes?|exacte?s?|correcte?s?|(?:le|la)"
        rf" bon(?:ne)?)|not\s+(?:right|correct))",
        rf"{_THE}{_CALLED}\s+(?:a|ont|has|have)\s+(?:chang[ée]+e?s?|[ée]t[ée] modifi[ée]e?s?|changed)"
        rf"(?:\s+(?:depuis|since then))?",
        rf"(?:on|nous|j['’]|je|we|i)\s*(?:['’ ]?ai|avons|a|have|['’]ve)?\s*(?:chang[ée]|changed)\s+{_THE}"
        rf"{_CALLED}",
        rf"{_THE}(?:nouvelles?|nouveaux?|nouvel|new)\s+{_CALLED}",
        rf"(?:(?:je (?:veux|voudrais|dois|peux)|il faut|on peut|i want to|can i)\s+)?(?:corrige[rz]?"
        rf"|change[rz]?|modifie[rz]?|rectifie[rz]?|correct|change|modify|edit|fix)\s+{_THE}{_CALLED}",
        rf"j['’ ]?ai\s+(?:mis|donn[ée]|[ée]crit|tap[ée]|indiqu[ée])\s+(?:la|le|les|une?|de)\s+"
        rf"(?:mauvaise?s?|fausses?|faux)\s+{_CALLED}",
    )
)
_ONE_OF_THE = r"(?:l['’]\s?|(?:la|le|les|mon|ma|mes|notre|nos|votre|the|my|our)\s+)"
_PUT_BY_NAME = tuple(
    pattern(f"^{_MARKS}*{form}{_END}", re.IGNORECASE)
    for form in (
        rf"{_THE}{_CALLED}(?:{_SAID}|\s+(?:est|is)\s+)(?:plut[oô]t\s+)?{_NEW}{_NOW}",
        rf"{_THE}{_CALLED}\s+(?P<new>\d[\d\s]*)",
        rf"{_IS}?(?:bien\s+)?{_NEW}[\s,]+(?:(?:pour|comme|for|as)\s+)?{_ONE_OF_THE}{_CALLED}",
        rf"{_IS}?(?:bien\s+)?{_NEW}[\s,]+(?:pour|comme|for|as)\s+{_CALLED}",
    )
)
_MARKED = pattern(rf"^{_MARKS}+{_IS}?(?P<new>.+?){_END}", re.IGNORECASE)

OF_MARKS = frozenset(re.findall(r"\w+", turns("marks").text("all")))
"""The folded words by which an answer is put right: they are no answer themselves."""


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
    return found["new"] if found else ""


_PART = pattern(r"[,;.!?…](?=\s|$)|\n+|\s(?:et|mais|puis|and|but|then)\s", re.IGNORECASE)
_MARKED_LAST = pattern(rf"^(?P<new>\S.*?)[\s,]+{typed_marks('sorry', 'after_all')}$", re.IGNORECASE)


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
    return found["new"] if found else ""


def puts_right(text: str) -> bool:
    """Tell whether a text begins as what puts an answer right, or says which is wrong."""
    return bool(after_a_mark(text)) or any(replacements(text)) or any(said_wrong(text))
