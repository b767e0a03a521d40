"""Leave out the numbers and addresses that a text says not to use: former, dead, another's."""

import re
from collections.abc import Sequence

from conversations.patterns import pattern

_A_LINE = (
    r"(?:(?:num[ée]ros?|number|n°|t[ée]l\w*|portables?|mobile|fixe|ligne|phone|cell)\b\s*)"
    r"{0,3}"
)
_NOT_TO_CALL = pattern(
    r"(?:\b(?:ne |n['’])?(?:m['’]|me |nous )?(?:\w{1,20}(?:ez|er)|utilise) )?"
    r"(?:(?<!hésitez )(?<!hesitez )\b(?:pas|plus|jamais) (?:au|aux|à|a|le|sur|ce) (?:le |mon |ce )?"
    r"|\b(?:not|never|no longer|don['’]?t) (?:(?:call|ring|phone|text|use)(?: me| us)? )?(?:on |at )?"
    r"(?:my |this )?"
    r"|\b(?:(?:mon|notre|l['’]|my|the|our) ?)?(?:ancien(?:ne)?s?|old|former) )"
    rf"{_A_LINE}:?\s*$",
    re.IGNORECASE,
)
"""What stands before a number that is not to be called, or no longer."""
_IN_ITS_PLACE = pattern(
    r"(?:\b(?:plut[oô]t qu[e'’] ?|au lieu d(?:e |u )|[àa] la place d(?:e |u )|(?:qui )?remplace |replaces "
    r"|instead of |rather than |(?:and |but )?not |et non (?:pas )?)"
    r"|(?:^|\b(?:et|mais)\b|\()\s*(?:surtout )?pas (?:sur |[àa] )?)"
    rf"(?:le |la |l['’]|au |aux |the |my |mon |ce )?{_A_LINE}:?\s*$",
    re.IGNORECASE,
)
"""What stands before a number in the place of which another is given."""
_DEAD = (
    r"(?:marche|fonctionne|sert|existe|passe)(?:nt)?"
    r" (?:plus|pas(?! (?:toujours|souvent|tr[èe]s|bien|le |en |au )))"
    r"|(?:r[ée]pond(?:ent)?) plus|est (?:plus|pas) (?:le (?:bon|mien|n[oô]tre)|bon(?:ne)?|valable|valide"
    r"|attribu[ée]|en service|utilis[ée]e?|[àa] jour|acti(?:f|ve)|[àa] moi|l[ae] bonne?|la mienne)"
)
_NO_LONGER = pattern(
    rf"[\s,(]{{0,3}}(?:(?:qui|il|elle|c['’]|ça|that|which|it) ?)?(?:(?:(?:ne |n['’] ?)?(?:{_DEAD}))"
    r"|est (?:coup[ée]e?|mort|hs|r[ée]sili[ée]e?|d[ée]sactiv[ée]e?|obsol[èe]te|p[ée]rim[ée]e?|hors service"
    r"|faux|fausse|l['’]ancien(?:ne)?|mon ancien(?:ne)?|ma vieille|mon vieux)"
    r"|(?:no longer|doesn['’]?t|does not|isn['’]?t|is not|stopped) (?:works?|working|valid|in (?:use|service)"
    r"|active|mine)|is (?:dead|off|cut|out of (?:use|service)|disconnected|wrong|my old))\b[^,;.!?\n\d]*\)?",
    re.IGNORECASE,
)
"""What stands after a number that works no more."""
_OF_ANOTHER = pattern(
    r"[\s,(]{0,3}(?:c['’])?(?:est |is )(?:[àa]|celui d[e']|celle d[e']|au nom d[e']|my|for) ?"
    r"(?:ma|mon|mes|la|le|l['’]|wife|husband|partner) ?[^,;.!?\n\d]*",
    re.IGNORECASE,
)
"""What says that a number is of somebody else, where there is one's own beside it."""
_ARTICLE = pattern(
    rf"(?:\b(?:le|la|l['’]|au|mon|ma|the|my|ancien(?:ne)?|et|and) ?)*(?:adresse |address )?{_A_LINE}:?\s*$",
    re.IGNORECASE,
)
_NEAR = 80  # characters before a number, or after it


def without_those_denied(found: Sequence[re.Match[str]], text: str) -> str:
    """Return a text without those of these numbers and addresses that it denies, and without what says so.

    "Ne m'appelez pas au 06 39 98 12 34, plutôt camille@example.com" is an address.
    """
    kept, end, left = [], 0, len(found)
    for run in found:
        if run.start() < end:
            continue
        before = re.split(r"[,;.!?\n]", text[end : run.start()][-_NEAR:])[-1]
        after = text[run.end() : run.end() + _NEAR]
        dead = (_NO_LONGER.match(after) or _OF_ANOTHER.match(after)) if left > 1 else None
        instead = _IN_ITS_PLACE.search(before) if left > 1 else None
        if denied := _NOT_TO_CALL.search(before) or instead or (dead and _ARTICLE.search(before)):
            kept.append(text[end : run.start() - len(before) + denied.start()])
            end = run.end() + (dead.end() if dead else 0)
            left -= 1
    return "".join([*kept, text[end:]]) if kept else text
