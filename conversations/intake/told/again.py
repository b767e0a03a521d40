"""The words that correct an answer already given: those of its own question, or a mark such as "in fact".

What is typed there may be a remark, or small talk: "I am in Paris on Monday" moves no company. A figure goes
with the unit beside it. Where words may be misread they correct nothing: the button does.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from conversations.intake.told import dates, money
from conversations.intake.told.clauses import (
    LONGEST,
    MONTHS,
    NUMBER,
    PAST,
    SHOWN,
    WHEN,
    Telling,
    own_text,
)
from conversations.intake.told.staff import JOBS
from conversations.patterns import pattern
from conversations.understanding.marks import folded_marks
from conversations.understanding.turns import turns
from conversations.understanding.words import excerpt, fold

_CORRECTED = f"(?:{turns('marks').text('corrected')})"
_MARK = rf"(?:{_CORRECTED}|c est|c etait|ce sera|it is|it s|it will be)"
_NO = f"(?:{folded_marks('no', 'hesitation')}|oui|yes|et)"
_LEAD = rf"^(?:(?:{_MARK}|{_NO}) )*"
_FINALLY = folded_marks("after_all")
_AFTER = rf"(?: {_FINALLY})*$"

_MARKED_LAST = pattern(rf"^(?P<said>.+?) (?P<marks>(?:{folded_marks('sorry', 'after_all')}(?: |$))+)$")

_FIGURE = rf"{NUMBER}(?: (?:a|ou|or|to) {NUMBER})?"
_UNIT = r"(?:emplois?|postes?|salaries?|jours|journees|jobs?|positions?|employees|days)"
_NOT_THIS = pattern(
    rf"\b(?:pas|non|not) {_FIGURE}(?P<unit> {_UNIT})? (?:mais|but"
    rf"|plutot) (?P<value>{_FIGURE})\b(?P<own> {_UNIT}\b)?"
)
_THIS_AND_NOT = pattern(
    rf"\b(?P<value>{_FIGURE})(?P<own> {_UNIT})? (?:et non(?: pas)?|et pas|pas|au lieu de|rather than|not"
    rf"|instead of) {_FIGURE}\b(?P<unit> {_UNIT}\b)?"
)
_PIECE = pattern(
    r"(?<!nag[ée])(?<!nag[ée]s)(?<!moved)[,;.!?…](?=\s|$)|\n+|\s[-–—]\s|\s(?:et|mais|donc|puis|and|but|so"
    r"|then)\s",
    re.IGNORECASE,
)
_PIECES = 12
_UNSURE = pattern(
    r"\b(?:pas|ni|jamais|sans|not|no|without|de plus|en plus|de moins|en moins|more|fewer|less)\b"
)
_BETWEEN = pattern(r"\b(?:entre|between)\b")
_DIGITS = pattern(r"\d+(?: \d{3})*")


@lru_cache(maxsize=4)  # each question looks for its own words in the same text
def pieces(text: str) -> tuple[tuple[str, str], ...]:
    """Return the parts of a text that each say one thing, as they are and folded; none that denies."""
    own = own_text(text) if len(text) <= LONGEST else ""
    whole = fold(own)
    for instead in (_NOT_THIS, _THIS_AND_NOT):
        if put := instead.search(whole):
            said = f"{put['value']}{put['own'] or put['unit'] or ''}"
            own = whole = f"{whole[: put.start()]}{said}{whole[put.end() :]}"
    found: list[tuple[str, str]] = []
    start = 0
    for end in () if _BETWEEN.search(whole) else (*islice(_PIECE.finditer(own), _PIECES), None):
        piece = own[start : end.start() if end else None].strip()
        folded = fold(piece)
        if folded and not _UNSURE.search(folded):
            found.append((piece, folded))
        start = end.end() if end else start
    return tuple(found)


def _said(*words: str, unless: str = "") -> Telling:
    """Return what finds an answer in the pieces that hold such folded words; ``value``: those to read."""
    ways, other = [pattern(each) for each in words], pattern(unless) if unless else None

    def said(text: str) -> Iterator[tuple[str, str]]:
        for piece, folded in pieces(text):
            last = _MARKED_LAST.search(folded)  # "on est 9 en fait" says "en fait on est 9"
            orders = (folded, f"{last['marks']} {last['said']}") if last else (folded,)
            found = next((found for words in orders for each in ways if (found := each.search(words))), None)
            if found and not (other and other.search(folded)):
                yield excerpt(piece, SHOWN), found["value"]

    return said


def _told(telling: Telling) -> Telling:
    """Return what finds an answer in the pieces that tell it, and hold no other figure."""

    def said(text: str) -> Iterator[tuple[str, str]]:
        for piece, folded in pieces(text):
            if len(_DIGITS.findall(folded)) <= 1:
                yield from telling(piece)

    return said


_WENT = (
    r"(?:(?:on|nous|l effectif|l equipe|the team|we)(?: (?:est|a|sommes|avons|have|ve|has))?"
    r" (?:passe|monte|descendu|remonte|redescendu|tombe|grew|went|grown|gone|shrunk|shrank|dropped)\w*"
    r"(?: up| down)?(?: de| from| a| to)?)"
)
"""What a staff does that is not what it was: "on est passés à 14", "we grew from 12 to 14"."""
headcount = _said(
    rf"\b(?P<value>{_FIGURE}) (?:d |de )?(?:salarie|employe|collabora|employee)\w*",
    r"\b(?:on (?:n )?est|on sera|nous (?:ne )?sommes|nous serons|we will be|on emploie|nous employons"
    r"|j emploie|we are|we re"
    rf"|we employ|effectif|headcount|{_WENT}) "
    r"(?:est |c est |de |total |plutot |maintenant |actuellement |desormais |now |about |environ |a |plus que"
    rf" |down to |up to |only )*(?:{_FIGURE} (?:a|to) )?"
    rf"(?P<value>{_FIGURE})(?: (?:maintenant|desormais|aujourd hui|personnes|salaries|en tout|au total|people"
    rf"|now|in all|finalement|en fait|actually|after all|depuis [a-z]+(?: [a-z]+)?|since [a-z]+))*$",
    unless=rf"\b(?:recrut|embauch|creer|client|mainten(?!ant)|mainti|gard|sauv|keep|kept)\w*|{PAST}",
)
jobs_created = _said(
    rf"\b(?P<value>{_FIGURE}) (?:d |de )?(?:nouveaux? |nouvelles? |new )?{JOBS}\b",
    rf"\b(?:(?:on|nous|je|j|we|i|ll|will|va|vais|allons) (?:recrut|embauch)\w*|recruter|embaucher|creer|hire"
    rf"|create) (?:plutot )?(?P<value>{_FIGURE})\b(?! (?:ans|mois|euros))",
    rf"^(?:{JOBS} )?a creer (?:c est |plutot )?(?P<value>{_FIGURE})$",
    unless=rf"\b(?:mainten(?!ant)|mainti|gard|conserv|sauv|keep|kept|save|exist)\w*|{PAST}",
)
jobs_kept = _said(
    rf"\b(?P<value>{_FIGURE}) (?:d |de )?{JOBS} (?:existants? )?(?:a )?(?:mainten|conserv|sauv|gard"
    rf"|kept|saved)",
    rf"\b(?:maintenir|garder|conserver|sauver|keep|save) (?:c est |plutot )?(?P<value>{_FIGURE})\b",
    unless=PAST,
)
days = _said(
    rf"{_LEAD}(?P<value>{_FIGURE} (?:jours|journees|days))"
    rf"(?: d (?:appui|accompagnement|aide)| of (?:advice|help|support))?{_AFTER}"
)
_PUT_OFF = (
    r"(?:repouss|decal|report|differ|avanc|recul|retard)\w*|postponed|moved|pushed(?: back)?|delayed"
    r"|brought forward"
)
start = _said(
    rf"{_LEAD}(?:(?:on|nous|je|le|la|du|de|projet|debut|date|demarrage|commence\w*|demarr\w*|we|i|it|will"
    r"|project"
    rf"|start\w*|begin\w*|the|plutot|finalement|a|est|sera|ete|has|been|is|to|until|{_PUT_OFF}) )*?"
    r"(?P<value>(?:(?:en|des|d ici|a partir d[eu]|pour|avant|courant|debut|mi|fin|au|in|by|from"
    r"|before|early) "
    rf"(?:debut |fin |mi |early |late )?{WHEN}|(?:le )?(?:\d\d? )?{MONTHS}(?: (?:20)?\d\d)?)){_AFTER}"
)
founded, _advance, budget = map(_told, (dates.founded, money.advance, money.budget))


_AFTER_ALL = pattern(rf"^{_NO} .*\b(?:avance|advance|loan)\b|\b{_FINALLY}\b")


def advance(text: str) -> Iterator[tuple[str, str]]:
    """Give the amount that is put right, or the words that want no advance after all."""
    if money.refuses_advance(text) and _AFTER_ALL.search(fold(text)):
        yield text, text
    else:
        yield from _advance(text)


aid_received = _told(money.aid_received)

_IN = r"(?:a|au|aux|sur|in|pres de|basee?s?|situee?s?|installee?s?)"
_FIRM = r"(?:entreprise|societe|etablissement|boite|siege|atelier|boutique|magasin|company|firm|office|shop)"
_IT_IS = r"(?:est|se trouve|se situe|c est|is|serait)"
_TOWN = rf"(?:plutot )?(?P<value>(?:{_IN} )+(?!\d{{1,4}}\b)\w.*)"
_MOVED = (
    r"(?:(?:on|nous|je|j|we|i|l entreprise|la societe|notre siege|le siege)(?: (?:s|nous|me|a|ai|avons|est"
    r"|sommes"
    r"|suis|have|ve|is|are|re))* (?:demenag|installe|reinstall|transfer|relog|passe|moved|relocated"
    r"|moving)\w*)"
)
"""What a firm does that is not where it was: "on a déménagé à Commercy", "we moved to Nancy"."""
place = _said(
    rf"\b{_MOVED} (?:maintenant |now )?(?:(?:on est|nous sommes|c est|we are) )?{_TOWN}",
    rf"\b{_MOVED} to (?P<value>\w.*)",
    rf"\b(?:on est|nous sommes|we are|we re) (?:maintenant|desormais|now|plutot|rather) {_TOWN}",
    rf"\b(?:on est|nous sommes|we are|we re) {_TOWN[:-1]}?) (?:maintenant|desormais|now)$",
    rf"^(?:{_NO} )*(?:{_MARK} )+(?:(?:on est|nous sommes|je suis|on se trouve"
    rf"|we are|c est|it s) )?{_TOWN}",
    rf"\b(?:l|notre|mon|ma|le|la|our|the|my) {_FIRM} {_IT_IS} {_TOWN}",
    rf"^(?:{_MARK} )*(?:(?:la|ma|notre|the|our) )?(?:commune|ville"
    rf"|town) (?:{_IT_IS} )?(?P<value>(?!\d{{1,4}}\b)\w.*)",
    unless=r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|demain|aujourd hui|ce (?:soir|matin)"
    r"|en ce moment|cette semaine|rendez vous|reunion|second|deuxieme|autre|tomorrow|today|monday|other"
    r"|a (?:cote|la recherche|la retraite|bout|jour|l arret))\b",
)
role = _said(
    rf"{_LEAD}(?:je suis|i am|i m) (?P<value>(?:bien |aussi )?(?:le|la|l|un|une|the|an?) .*)",
    rf"^(?:{_MARK} )+(?:je suis|i am|i m) (?P<value>.+)",
    r"^(?:mon )?role (?:c est |est )?(?P<value>.+)",
)
sector = _said(
    rf"{_LEAD}(?:(?:le|notre|mon|l|our|the) )?(?:secteur|activite|metier|sector|activity|trade)"
    r" (?:c est |est |is |de |d )*(?P<value>.+)"
)
call_time = _said(
    rf"^(?:{_NO} )*(?:{_MARK} )+(?P<value>.*\b(?:matin|midi|soir|apres midi|morning|noon|evening"
    rf"|afternoon)\b.*)",
    r"^(?P<value>(?:le|l|the|in the) ?(?:matin|midi|soir|apres midi|morning|evening"
    r"|afternoon)) (?:plutot|rather)$",
    r"\b(?:m appeler|me joindre|appeler|call me) (?P<value>.*(?:matin|midi|soir|morning|evening|afternoon))$",
)
