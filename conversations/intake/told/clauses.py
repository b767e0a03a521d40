"""The words that tell a question's answer in a sentence about something else.

A figure alone tells nothing: "nous sommes 4" is a headcount, "recruter 4 personnes" jobs to create, "4 jours
par semaine" neither. What is past or denied is left out where it may change what is meant.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import islice

from conversations.patterns import pattern
from conversations.understanding.marks import ALL, IN_BETWEEN, folded_marks
from conversations.understanding.replacements import SECOND_THOUGHT
from conversations.understanding.words import LONGEST_READ, denies, excerpt, fold

Telling = Callable[[str], Iterator[tuple[str, str]]]
"""Gives, of a text, the words that tell an answer, and in them those to read."""

CLAUSE = pattern(
    r",(?=\s)|[.!?;](?=\s|$)|\n+|\s[-–—/|·•]\s|\s(?:mais|but)\s"
    r"|\s(?:et|and|puis|then)\s(?!(?:moi|me|I)\b)(?=(?:\w{1,12}['’ ]){0,3}"
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

MONTHS = (
    r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
    r"|january|february"
    r"|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|janv|feb|fev|fevr|apr|avr|juil|aug|sept|oct|nov|dec)(?= (?:20)?\d\d\b))"
)
PREMISES = (
    r"\w{3,}erie|boite|entreprise|societe|garage|salon|resto|restaurant|magasin|boutique|atelier|cabinet"
    r"|agence"
    r"|hotel|ferme|cafe|bar|camping"
)
"""What people call their firm, folded, by what it is or where it is."""
_SEASONS = r"(?:printemps|ete|automne|hiver|rentree|spring|summer|autumn|fall|winter)"
WHEN = (
    rf"(?:(?:le )?(?:1er |\d\d? )?{MONTHS}(?: (?:20)?\d\d)?|(?:le |la |l )?{_SEASONS}(?: (?:20)?\d\d)?"
    r"|20\d\d|(?:le |au )?mois prochain|l an(?:nee)? prochaine?|next (?:month|year|spring|summer|autumn)"
    r"|(?:\d+|deux|trois|quatre|six|two|three|six) (?:mois|semaines|months|weeks))"
)


AGAIN = f"(?:{folded_marks(ALL, IN_BETWEEN)} )+"
_SECOND_THOUGHT = pattern(
    rf"(?<![\s,;.!…(])[\s,;.!…(]+{SECOND_THOUGHT}{{1,4}}"
    r"(?=(?:(?:on est|nous sommes|c['’]est|en|à|de|d['’]|le|in|at|début|mi|fin)\s?)?"
    r"(?:\d|deux\b|trois\b|quatre\b|cinq\b|six\b|sept\b|huit\b|neuf\b|dix\b|two\b|three\b|four\b|five\b"
    r"|(?:janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[ée]cembre"
    r"|january"
    r"|february|march|april|may|june|july|august|september|october|november|december)\b))",
    re.IGNORECASE,
)
"""The words between a value and the one said in its place: they end no sentence."""
_STOP = pattern(r"[,;:.!?(]")
_AGAIN_ONLY = pattern(
    rf"\b{AGAIN}(?=(?:(?:on est|nous sommes|c est|en|a|de|d|le|in|debut|mi|fin) )?(?:{NUMBER}|{MONTHS})\b)"
)


def _together(text: str) -> str:
    """Return a text of the same length in which a value and the one in its place are of one clause."""
    return _SECOND_THOUGHT.sub(lambda words: _STOP.sub(" ", words[0]), text)


_PART = pattern(rf"\S.{{0,{LONGEST - 1}}}(?!\S)", re.DOTALL)
"""As much of a sentence as is read together: what is dictated has no end."""
_SOMEBODY = pattern(
    r"\b(?:mon|ma|mes|ton|ta|tes|son|sa|ses|notre|nos|leurs?|une?|le|la|les|l|d un|d une|my|our|his"
    r"|her|their|the|an?) "
    r"(?:\w{1,12} )?(?:concurrent|client|fournisseu|banque|banqui|voisin|bailleur|proprietaire|franchiseur"
    r"|sous traitant|prestataire|partenaire|competitor|customer|supplier|bank|neighbour|neighbor|landlord)\w*"
    r"|\b(?<!moi et )(?<!me and )(?<!avec )(?<!with )(?<!par )(?<!by )(?<!from )(?:mon|ma"
    r"|mes|my) (?:femme"
    r"|mari|conjoint|epou|comptable|expert|associe|ami"
    r"|amie|copain|copine|frere"
    r"|soeur|pere|mere|fils|fille|cousin|beau|belle|avocat|notaire|wife|husband|partner|accountant|friend"
    r"|brother|sister|father|mother|son|daughter|lawyer)\w*(?! (?:et moi|and i|and me)\b)"
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


_ACTING_FOR = pattern(
    r"\b(?:(?:pour|avec|for|aide|accompagne|conseille|assiste|help|advise|assist) (?:mon|ma|un|une|a|my"
    r"|one of my"
    r"|l un de mes|une de mes) (?:client|patron|boss|employeur|mari|femme|cousin|frere|soeur|pere|mere"
    r"|fils|fille"
    r"|husband|wife|brother|sister|father|mother)\w*|acting for|on behalf of|de la part de mon"
    r"|m (?:a|ont)(?: \w+)? (?:demande\w*|charge\w*|envoye\w*|mandate\w*)|asked me|je gere (?:son|sa))\b"
    r"|\b(?:repren\w*|reprends?|repris\w*|rachet\w*|taking over|took over) (?:\w+ ){0,4}(?:de|of"
    r"|from) (?:mon|ma|mes|my)\b"
)
"""Folded words of who writes for somebody else, or takes over from them: it is their firm that is told of."""


@lru_cache(maxsize=4)
def own_text(text: str) -> str:
    """Return a text without what it says of somebody else: a competitor, a bank, a relative.

    It goes on about them to the end of the sentence, unless the author comes back in it.
    """
    folded = fold(text)
    if not _SOMEBODY.search(folded) or _ACTING_FOR.search(folded):
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
        before = _before(clause, folded[: somebody.start()]) if somebody and others else ""
        kept.append(f"{before}\n" if others else clause + (end[0] if end else ""))
        start = end.end() if end else start
    return "".join(kept)


def _before(clause: str, folded: str) -> str:
    """Return the beginning of a long clause that its folded words are of; it is dictated, or typed in "
    "haste."""
    count = len(folded.split())
    if count < _HASTE:
        return ""
    words = [*islice(_WORD.finditer(clause), count + 1)]
    return clause[: words[-1].start()]


_WORD, _HASTE = pattern(r"[^\W_]+"), 8  # words before somebody else is spoken of


@lru_cache(maxsize=4)  # each question looks for its own words in the same text
def clauses(text: str) -> tuple[tuple[str, str], ...]:
    """Cut a text where its sentences, and their parts, end; return each as it is and folded.

    Questions tell nothing.
    """
    return tuple(_cut(own_text(text)))


def _cut(text: str) -> Iterator[tuple[str, str]]:
    start = 0
    for end in (*islice(CLAUSE.finditer(_together(text)), CLAUSES), None):
        for clause in _PART.findall(text[start : end.start() if end else None]):
            folded = fold(clause.strip()) if not (end and end[0] == "?") else ""
            if 0 < len(folded) <= LONGEST:  # one sign may make several letters
                yield clause.strip(), folded
        start = end.end() if end else start


def all_clauses(text: str) -> tuple[tuple[str, str], ...]:
    """Return the clauses of a text, those of somebody else included."""
    return tuple(_cut(text[:LONGEST_READ]))


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


_BEFORE, _AFTER = 5, 3  # words beside a value that may turn it round
_LONG_AGO = pattern(
    r"^(?:l an(?:nee)? (?:dernier|passe)e?|il y a|a l (?:epoque|origine)|avant|auparavant|autrefois|au depart"
    r"|last year|ago|before|at first|en (?:19|20)\d\d$)\b"
)
_RESUMED = pattern(r"\b(?:plus que|juste|seulement|plutot|just|only|rather)\b")
_ONCE = pattern(
    r"\b(?:avait|avais|avions|avaient|etait|etais|etions|etaient|had|were|was|used to|vien(?:s|t)|venons)\b"
)


def within(*ways: str, unless: str = "", after: str = "") -> Telling:
    """Return what tells an answer by the first of these ways, in folded words of a clause and no others.

    A group named ``value`` holds the words to read. ``unless``: what is not among the words before them;
    ``after``: what does not follow. A clause that nobody has cut, dictated or typed in haste, says several
    things, and each is read alone.
    """
    patterns = [pattern(each) for each in ways]
    other, follows = pattern(unless) if unless else None, pattern(f"^(?:{after})") if after else None

    def told(text: str) -> Iterator[tuple[str, str]]:
        for clause, folded in clauses(text):
            for found in (each for way in patterns for each in islice(way.finditer(folded), CLAUSES)):
                before = " ".join(_RESUMED.split(folded[: found.start("value")])[-1].split()[-_BEFORE:])
                left = " ".join(folded[found.end("value") :].split()[:_AFTER])
                turned = denies(before) or _ONCE.search(before) or _LONG_AGO.search(left)
                if turned or (other and other.search(before)) or (follows and follows.search(left)):
                    continue
                yield excerpt(clause, SHOWN), found["value"]
                break

    return told


def first_told(*tellings: Telling) -> Telling:
    """Return what tells an answer by the first of these that finds any."""

    def told(text: str) -> Iterator[tuple[str, str]]:
        return next((iter(found) for each in tellings if (found := [*each(text)])), iter(()))

    return told


def in_order(*parts: str) -> str:
    """Return what finds parts in their order: each where it first is, so that no text is dear to search."""
    *first, last = parts
    return f"^{''.join(f'(?>.*?{part})' for part in first)}.*{last}"


PAST = (
    r"\b(?:l an(?:nee)? (?:dernier|dernière|passee?)|derniere?s?|deja|avait|avions|avaient|etait|etions"
    r"|a l epoque|autrefois|auparavant|jadis|last year|already|used to|ago|il y a|previously|formerly)\b"
    r"|^avant (?:on|nous|j|je|il|elle|c|cela|ca)\b|^before (?:we|i|it)\b"
)
