"""The words that tell a question's answer in a sentence about something else.

A figure alone tells nothing: "nous sommes 4" is a headcount, "recruter 4 personnes" jobs to create, "4 jours
par semaine" neither. What is past or denied is left out where it may change what is meant.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import islice

from conversations.engine.overheard import BETWEEN
from conversations.patterns import pattern
from conversations.understanding.contacts.reading import is_after_fax, without_denied
from conversations.understanding.marks import ALL, IN_BETWEEN, folded_marks
from conversations.understanding.replacements import SECOND_THOUGHT
from conversations.understanding.words import denies, excerpt, fold

Telling = Callable[[str], Iterator[tuple[str, str]]]
"""Gives, of a text, the words that tell an answer, and in them those to read."""

CLAUSE = pattern(
    r",(?=\s)|[.!?;](?=\s|$)|\n+|\s[-–—]\s|\s(?:mais|but)\s"
    r"|\s(?:et|and|puis|then)\s(?=(?:\w{1,12}['’ ]){0,3}"
    r"(?:cré|recrut|embauch|gard|maint|sauv|conserv|invest|demand|hir|creat|keep|sav|ask))"
)
CLAUSES, LONGEST = 40, 240  # clauses of a text, and characters of one: longer, it is no plain sentence
SHOWN = 90

NUMBER = (
    r"(?:\d+(?: \d\d\d)*|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze"
    r"|quinze|seize"
    r"|dix \w+|vingt\w*|trente|quarante|cinquante|soixante|cent"
    r"|une (?:dizaine|douzaine|quinzaine|vingtaine|trentaine|quarantaine|cinquantaine)"
    r"|two|three|four|five|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty)"
)
_AMOUNT = r"(?:\d|mille|million|euro|k)"
MONTHS = (
    r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
    r"|january|february"
    r"|march|april|may|june|july|august|september|october|november|december)"
)
_SEASONS = r"(?:printemps|ete|automne|hiver|rentree|spring|summer|autumn|fall|winter)"
WHEN = (
    rf"(?:(?:le )?(?:1er |\d\d? )?{MONTHS}(?: (?:20)?\d\d)?|(?:le |la |l )?{_SEASONS}(?: (?:20)?\d\d)?"
    r"|20\d\d|(?:le |au )?mois prochain|l an(?:nee)? prochaine?|next (?:month|year|spring|summer|autumn)"
    r"|(?:\d+|deux|trois|quatre|six|two|three|six) (?:mois|semaines|months|weeks))"
)


_AGAIN = f"(?:{folded_marks(ALL, IN_BETWEEN)} )+"
_SECOND_THOUGHT = pattern(
    rf"(?<![\s,;.!…(])[\s,;.!…(]+{SECOND_THOUGHT}{{1,4}}"
    r"(?=(?:(?:on est|nous sommes|c['’]est|en|à|de|d['’]|le|in|at|début|mi|fin)\s?)?"
    r"(?:\d|deux\b|trois\b|quatre\b|cinq\b|six\b|sept\b|huit\b|neuf\b|dix\b|two\b|three\b|four\b|five\b"
    r"|(?:janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[ée]cembre|january"
    r"|february|march|april|may|june|july|august|september|october|november|december)\b))",
    re.IGNORECASE,
)
"""The words between a value and the one said in its place: they end no sentence."""
_STOP = pattern(r"[,;:.!?(]")
_AGAIN_ONLY = pattern(
    rf"\b{_AGAIN}(?=(?:(?:on est|nous sommes|c est|en|a|de|d|le|in|debut|mi|fin) )?(?:{NUMBER}|{MONTHS})\b)"
)


def _together(text: str) -> str:
    """Return a text of the same length in which a value and the one in its place are of one clause."""
    return _SECOND_THOUGHT.sub(lambda words: _STOP.sub(" ", words[0]), text)


_SOMEBODY = pattern(
    r"\b(?:mon|ma|mes|ton|ta|tes|son|sa|ses|notre|nos|leurs?|une?|le|la|les|l|d un|d une|my|our|his"
    r"|her|their|the|an?) "
    r"(?:\w{1,12} )?(?:concurrent|client|fournisseu|banque|banqui|voisin|bailleur|proprietaire|franchiseur"
    r"|sous traitant|prestataire|partenaire|competitor|customer|supplier|bank|neighbour|neighbor|landlord)\w*"
    r"|\b(?:mon|ma|mes|my) (?:femme|mari|conjoint|epou|comptable|expert|associe|ami|amie|copain|copine|frere"
    r"|soeur|pere|mere|fils|fille|cousin|beau|belle|avocat|notaire|wife|husband|partner|accountant|friend"
    r"|brother|sister|father|mother|son|daughter|lawyer)\w*"
)
_WE_EMPLOY = pattern(
    r"\b(?:on est|nous sommes|we are) (?:\w+ )?(?:\d|deux|trois|quatre|cinq|six|two|three|four|five)"
)
_MINE = pattern(
    r"\b(?:on (?!l[ea]? )|nous|je|j|moi|notre (?:entreprise|societe|equipe)|we|i|our (?:company|team))\b"
)
_THEY = pattern(
    r"^(?:et |mais )?(?:on l[ea]? |ils? |elles? |s(?:on|a|es) |leurs? |he |she |they |his |her |their )"
)


@lru_cache(maxsize=4)
def own_text(text: str) -> str:
    """Return a text without what it says of somebody else: a competitor, a bank, a relative.

    It goes on about them to the end of the sentence, unless the author comes back in it.
    """
    if not _SOMEBODY.search(fold(text)):
        return text
    kept, start, others = [], 0, False
    for end in (*islice(CLAUSE.finditer(text), CLAUSES), None):
        clause = text[start : end.start() if end else None]
        folded, first = fold(clause), start == 0 or text[start - 1] in ".!?;\n"
        somebody, mine = _SOMEBODY.search(folded), _MINE.search(folded)
        if somebody:
            others = not (mine and mine.start() < somebody.start() and _WE_EMPLOY.search(folded))
        elif others:
            others = bool(_THEY.search(folded)) if first else not mine
        kept.append("\n" if others else clause + (end[0] if end else ""))
        start = end.end() if end else start
    return "".join(kept)


@lru_cache(maxsize=4)  # each question looks for its own words in the same text
def clauses(text: str) -> tuple[tuple[str, str], ...]:
    """Cut a text where its sentences, and their parts, end; return each as it is and folded.

    Questions tell nothing.
    """
    found, start, text = [], 0, own_text(text)
    for end in (*islice(CLAUSE.finditer(_together(text)), CLAUSES), None):
        clause = text[start : end.start() if end else None].strip()
        folded = fold(clause) if len(clause) <= LONGEST and not (end and end[0] == "?") else ""
        if 0 < len(folded) <= LONGEST:  # one sign may make several letters
            found.append((clause, folded))
        start = end.end() if end else start
    return tuple(found)


def _denied(folded: str) -> bool:
    """Tell whether words deny something, which is not to put a value in the place of another."""
    return denies(folded) and denies(_AGAIN_ONLY.sub(" ", folded))


def beside(words: str, *, unless: str = "") -> Telling:
    """Return what tells an answer in the clauses that hold these folded words, and not the others.

    A group named ``value`` holds the words to read; without it, the whole clause is read.
    """
    telling, other = pattern(words), pattern(unless) if unless else None

    def told(text: str) -> Iterator[tuple[str, str]]:
        for clause, folded in clauses(text):
            found = telling.search(folded)
            if found and not _denied(folded) and not (other and other.search(folded)):
                yield excerpt(clause, SHOWN), found.groupdict().get("value") or clause

    return told


def _then(*parts: str) -> str:
    """Return what finds parts in their order: each where it first is, so that no text is dear to search."""
    *first, last = parts
    return f"^{''.join(f'(?>.*?{part})' for part in first)}.*{last}"


PAST = (
    r"\b(?:l an(?:nee)? (?:dernier|dernière|passee?)|derniere?s?|deja|avait|avions|avaient|etait|etions"
    r"|a l epoque|autrefois|auparavant|jadis|last year|already|used to|ago|il y a|previously|formerly)\b"
    r"|^avant (?:on|nous|j|je|il|elle|c|cela|ca)\b|^before (?:we|i|it)\b"
)
_HIRING = r"(?:recrut|embauch|hir(?:e|ing)|recruit)\w*"
JOBS = r"(?:emplois?|postes?|embauches?|recrutements?|cdi|cdd|jobs?|positions?|hires?)"

headcount = beside(
    r"\b(?:on est|nous sommes|on emploie|nous employons|j emploie|equipe de|effectif(?: est)?(?: de)?|we are"
    r"|we employ|i employ|team of|staff of) (?:actuellement |aujourd hui |environ |a |maintenant |now "
    rf"|about )?{NUMBER}\b"
    rf"|\b{NUMBER} (?:(?:salarie|employe|collabora|employee)\w*|of us\b)",
    unless=rf"{PAST}|\b(?:{_HIRING}|creer|creation|client\w*|(?:19|20)\d\d|ans)\b",
)
jobs_created = beside(
    _then(rf"\b{_HIRING}\b", rf"\b(?:{NUMBER}|une?|one|an?)\b")
    + rf"|\b{NUMBER} (?:nouveaux? |nouvelles? |new )?{JOBS}\b|"
    + _then(rf"\bcreer (?:{NUMBER}|une?)\b", rf"\b{JOBS}\b"),
    unless=rf"{PAST}|\b(?:maintenir|garder|conserver|sauve\w*|perenniser|preserver|keep|save)\b|\bdifficult",
)
jobs_kept = beside(
    _then(
        r"\b(?:maint\w+|gard\w+|conserv\w+|sauv\w+|perennis\w+|preserv\w+|keep\w*|sav(?:e|ing))\b",
        rf"\b{NUMBER}\b",
        rf"\b(?:{JOBS}|salaries|people)\b",
    ),
    unless=PAST,
)
NO_ADVANCE = pattern(
    r"(?:(?:non|no|nope|nan|merci|thanks|thank you|euh|bah|ben|finalement|en fait|plutot|sorry"
    r"|actually|oh|well"
    r"|on est bon|c est bon|ca va|we are fine|we re fine|i m fine) )*"
    r"(?:(?:(?:je|j|nous|on) )?(?:(?P<denied>ne|n) )?(?:(?:en|y) )?"
    r"(?:veux|voulons|veut|souhaite|souhaitons|demande|demandons|prends|prendrai|cherche)"
    r" (?:pas|aucune?|(?(denied)plus|pas))"
    r"(?: (?:d |de |l |une |cette )?(?:avance|argent|pret|emprunt))?"
    r"|(?:(?:je|j|nous|on) )?(?:(?:ne|n) )?(?:en )?(?:(?:ai|avons|a) )?(?:pas|aucun) besoin"
    r"(?: (?:d |de |d une |de l )?(?:avance|argent|pret|emprunt|financement))?"
    r"|(?:pas|sans|aucune?) (?:d |de |une |l )?(?:avance|pret|emprunt)"
    r"|(?:(?:ca|cela) )?(?:(?:ne|n) )?(?:m |nous )?interesse pas|pas interessee?s?"
    r"|(?:(?:i|we) )?(?:do not|don t|dont) (?:want|need)(?: (?:any|an|the|a))?(?: (?:advance|money"
    r"|loan|it|one))?"
    r"|no (?:advance|loan)(?: (?:needed|required|necessary))?|no money (?:needed|required|necessary)"
    r"|(?:no need|not needed|not necessary|not interested)(?: (?:for|of|in)(?: (?:any|an|the|a))?"
    r" (?:advance|money|loan))?)"
    r"(?: (?:non|merci|thanks|thank you|svp|please|du tout|at all|finalement|en fait"
    r"|pour (?:l instant|le moment)"
    r"|for now|actually|after all))*"
)
"""Folded words that want no advance; "no money" by itself may say that there is none left."""

_advance = beside(
    _then(r"\b(?:avance|pret|emprunt\w*|loan|advance)\b", _AMOUNT)
    + "|"
    + _then(_AMOUNT, r"\b(?:avance|pret|loan|advance)\b"),
    unless=rf"{PAST}|\b(?:banque|bancaire|rembours\w+|bank|pret (?:a|d honneur))\b",
)


def advance(text: str) -> Iterator[tuple[str, str]]:
    """Give the amount that is wanted, or the words that want none when they are all that is said."""
    if refuses_advance(text):
        yield text, text
    else:
        yield from _advance(text)


def refuses_advance(text: str) -> bool:
    """Tell whether a text says that no advance is wanted, by its name, and nothing else."""
    folded = fold(text) if len(text) <= SHOWN and "?" not in text else ""
    named = not {"avance", "advance", "loan"}.isdisjoint(folded.split())
    return named and NO_ADVANCE.fullmatch(folded) is not None


budget = beside(
    _then(r"\b(?:budget|invest\w+|enveloppe|cout\w*|projet de|cost\w*)\b", _AMOUNT)
    + "|"
    + _then(_AMOUNT, r"\b(?:budget|d invest\w+|investment)\b"),
    unless=rf"{PAST}|\bpar (?:mois|an)\b|\ba (?:month|year)\b",
)
aid_received = beside(
    _then(r"\b(?:aides?|subventions?|grants?|subsid\w+)\b", _AMOUNT)
    + "|"
    + _then(_AMOUNT, r"\b(?:d aides?|de subventions?|grants?)\b"),
    unless=r"\b(?:besoin|demand\w+|cherch\w+|voudr\w+|souhait\w+|need|want|ask\w*)\b",
)
founded = beside(
    r"\b(?:creee?s?|fondee?s?|ouverte?s?|existe\w*|immatricule\w*|founded|created|established|since|depuis)"
    r" (?:\w+ ){0,3}?(?P<value>(?:19|20)\d\d(?: "
    rf"{_AGAIN}(?:en |in )?(?:19|20)\d\d)?)\b",
    unless=rf"\b{JOBS}\b",
)
days = beside(
    rf"\b(?P<value>{NUMBER}(?: a {NUMBER})? (?:jours|journees|days)(?= (?:d |de |of )?"
    r"(?:appui|accompagnement|conseil|expert\w*|aide|support|advice|help)\b)"
    rf"(?: (?:d |de |of )?\w+ {_AGAIN}{NUMBER})?)\b",
)
_start = beside(
    r"\b(?P<value>(?:en|des|d ici|a partir d[eu]|pour|avant|courant|debut|mi|fin|au|dans|in|by|from|before"
    rf"|early) (?:debut |fin |mi |early |late )?{WHEN}"
    rf"(?: {_AGAIN}(?:(?:en|in|au|le|debut|mi|fin|early|late) ){{0,2}}{WHEN})?)\b",
    unless=rf"{PAST}|\b(?:depuis|creee?|fondee?|since|founded|ferm(?:e|er|ons)|depose\w*|clos(?:e|ing))\b",
)
_WE_WILL_BE = (
    r"(?:on|nous|we) (?:sera|serons|aura|aurons|will (?:be|have)|passera|passerons) (?:à )?"
    rf"{NUMBER}\b"
)
_OF_A_STAFF_TO_COME = pattern(
    rf"\b(?:en|in|d['’]ici|by) (?:fin )?20\d\d,? {_WE_WILL_BE}"
    rf"|\b{_WE_WILL_BE}[^,.;\n]{{0,30}} (?:en|in|by) 20\d\d"
)
"""What a staff will be by some year, which is not when a project begins."""


def start(text: str) -> Iterator[tuple[str, str]]:
    """Give when the project begins."""
    yield from _start(_OF_A_STAFF_TO_COME.sub(" ", text))


_WAYS = 3  # to be reached: two numbers and an address, in a signature
_REACHED = pattern(
    r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|(?<![\d.,])(?:\+33|0033"
    r"|0)\s?(?:\(0\)\s?)?[1-9](?:[\s.-]?\d\d){4}(?!\d)"
)


the_head_is_reached_at = beside(
    _then(r"\b(?:gerante?|dirigeante?|patronn?e?|president\w*|chef\w*|manager|owner|boss|head)\b", r"\d\d")
    + "|"
    + _then(
        r"\b(?:appeler|appelez|joindre|joignez|call|reach) (?:m|mme|mr|mrs|monsieur|madame) \w+ ", r"\d\d"
    )
)


def reached_at(text: str) -> Iterator[tuple[str, str]]:
    """Return the phone number and the address that a text gives, together."""
    own = without_denied(own_text(text))
    found = [each[0].strip(".") for each in _REACHED.finditer(own) if not is_after_fax(own[: each.start()])]
    if 0 < len(found) <= _WAYS:
        yield BETWEEN.join(found), " ".join(found)
