"""The name of a firm in a message that tells everything: in quotes, after what it is, or alone.

A name has capitals there, and is no town; whoever writes all in small letters gives it after "s'appelle".
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from conversations.intake.told.clauses import CLAUSES, SHOWN, own_text
from conversations.patterns import pattern
from conversations.situation import Situation
from conversations.understanding.vocabulary import words_of
from conversations.understanding.words import excerpt, fold

_STORY = 400  # characters: a firm is named at the beginning
_CAP = r"[A-ZÀÂÇÉÈÊËÎÏÔÛÜ]"
_WORD = rf"(?:(?:[LD]['’])?{_CAP}[\w’'.&-]*|\d{{1,4}})"
_LINK = r"(?:&|\+|et|and|de|du|des|d['’]|la|le|les|l['’]|à|au|aux|en|sur|sous|of|the|in)"
_NAME = rf"(?P<name>(?:[LD]['’])?{_CAP}[\w’'.&-]*(?:(?:\s{_LINK}(?=\s|(?<=['’]))){{0,3}}\s?{_WORD}){{0,6}}+)"
_FORM = r"(?:SARL|SASU?|EURL|SCOP|SCIC|EARL|GAEC|SCEA|SNC|SELARL|ESAT|SA|Sarl|Sasu?|Eurl|Scop|Earl|Gaec)"
_KINDS = (
    r"(?i:la soci[ée]t[ée]|soci[ée]t[ée]|l['’]entreprise|entreprise|l['’]association|association|le groupe"
    r"|groupement d['’]employeurs|our (?:firm|company)|(?:the|a) (?:firm|company)|domaine|maison|ferme)"
)
_CALLED = (
    r"(?i:s['’ ]?appell?e|se nomme|nomm[ée]e?|appel[ée]e|baptis[ée]e|is called|called|named|trading as"
    r"|enseigne|raison sociale|nom de l['’]entreprise|nom)\s*:?"
)
_HEADS = (
    r"(?i:g[ée]rante?|dirigeante?|patronn?e?|pr[ée]sidente?|directeur|directrice|fondateur|fondatrice"
    r"|cr[ée]ateur"
    r"|cr[ée]atrice|propri[ée]taire|associ[ée]e?|co-?owner|owner|founder|head|manager|ceo|boss)"
)
_WAYS = tuple(
    pattern(each)
    for each in (
        rf"\b{_CALLED}\s+[«\"“]?\s?{_NAME}",
        rf"\b{_FORM}\s+{_NAME}",
        rf"(?<!\w)(?P<name>{_CAP}[\w’'-]*(?:\s(?:& |et |de |du )?{_CAP}[\w’'-]*){{0,4}}?)\s{_FORM}\b",
        rf"[«\"“]\s?{_NAME}\s?[»\"”]",
        rf"\b{_HEADS}\s+(?:de la|de l['’]|de|d['’]|du|des|of|at)\s?{_NAME}",
        rf"\b(?i:chez|au sein de(?: l['’]| la)?|acting for|employeur,?)\s+(?:{_FORM}\s)?{_NAME}",
        r"\b(?i:je dirige|nous dirigeons|running|cr[ée]{{2}}|fond[ée]|founded|started|je g[èe]re|i run|we run"
        rf"|je repr[ée]sente)(?: avec m\w+ \w+)?\s+{_NAME}",
        rf"\b{_KINDS}\s*[(:«\"]?\s?{_NAME}",
    )
)
_OF_A_TRADE = pattern(
    r"(?:^|(?<=[.!?;:,(\n])\s*|(?<=\b(?:la|le|La|Le|de|du)\s)"
    rf"|(?<=\b[lL]['’]))(?P<trade>[^\W\d_][\w’'-]{{3,}})(?P<more>(?:\s"
    rf"(?!{_CAP}|(?:à|aux?|en|sur|in|near|qui|et|dans|pour|avec)\s)[\w’'-]+){{0,3}}?)\s{_NAME}"
)
_IN_BRACKETS = pattern(rf"\(\s?{_NAME}\s?[,)]")
_ALONE = pattern(rf"(?:^|(?<=[,;(\n–-])\s*){_NAME}\s*(?=[,;)\n–]|\s-\s|$)")
_SMALL_CALLED = pattern(
    r"\b(?:s['’ ]?appell?e|called|named)\s+"
    r"(?P<name>\w[\w’'-]*(?:\s(?!(?:on|nous|je|et|we|and|i|à|a|in|qui)\b)[\w’'-]+)?)"
)
_SMALL_TRADE = pattern(
    r"\b(?P<trade>[a-zéèêç]{4,})(?P<more>) (?P<name>[a-zéèêç]{4,}) (?:a|à|de|sur|au|aux|en)\s+[a-z]"
)
"""A family name after a trade, in small letters: "garage lepaute à conflans"."""
_SOMEWHERE = pattern(r"\b(?:à|a|aux?|in|near|en|sur)\s+(?:l[ae]s? )?$", re.IGNORECASE)
_OF = pattern(r"(?:\b(?:d[eu]|des|l[ae]s?|et)\s|['’&-]\s?)$", re.IGNORECASE)
_SHORTEST = 2  # letters
_TOWARDS = pattern(r"\s+(?:à|au|aux|en|sur|in|of|et|and|the|de|du|des|la|le|les)$|[\s.,’'-]+$")
_SPEAKERS = frozenset(
    (
        "je j on nous i we bonjour bonsoir hello hi salut coucou bjr bsr cc dear madame monsieur mr mme m"
        " projet besoin budget avance notre mon ma my our il elle objectif telephone tel effectif contact"
        " merci the cordialement creation depuis this"
    ).split()
)


@cache
def _trades() -> frozenset[str]:
    firms = (
        "entreprise societe association asso groupe maison atelier micro brasserie creche auto ecole cabinet"
        " fonderie hotel restaurant camping garage pharmacie studio labo laboratoire ferme domaine scierie"
        " imprimerie fromagerie cartonnages transports isolation plomberie toitures terrassements editions"
        " cidrerie distillerie agence bureau centre clinique librairie epicerie usine ets etablissements cave"
        " moulin traiteur"
    )
    return words_of("companies", "trades").union(firms.split())


def firm(text: str, situation: Situation) -> Iterator[tuple[str, str]]:
    """Return the name of a firm by the surest of these ways that finds any."""
    own = own_text(text)[:_STORY]
    towns = [(each.start, each.end) for each in situation.world.gazetteer.named_in(own)]
    for found, said in _found(own):
        start, end = found.span("name")
        if not said and any(first <= start < last for first, last in towns):
            continue
        trade = found.groupdict().get("trade") or ""
        after = (
            first
            for first, last in towns
            if start < first < end
            and (
                _SOMEWHERE.search(own[:first])
                or (trade and last >= end and not _OF.search(own[:first]))  # "chaudronnerie Bianchi Longwy"
            )
        )
        name = _bare(own[start : min(after, default=end)])
        if _is_one(name, of_a_trade=bool(trade), said=said):
            whole = f"{trade}{found['more']} {name}" if trade else name
            yield (
                excerpt(whole, SHOWN),
                whole.title() if whole.islower() else f"{whole[:1].upper()}{whole[1:]}",
            )
            return


def _bare(name: str) -> str:
    """Return a name without the words that lead on from it."""
    while (shorter := _TOWARDS.sub("", name)) != name:
        name = shorter
    return name


def _is_one(name: str, *, of_a_trade: bool, said: bool) -> bool:
    """Tell whether words may name a firm: no trade alone, no speaker. ``said``: they are told to."""
    words = [word for word in fold(name).split() if not word.isdigit()]
    if not words or len(name) <= _SHORTEST or words[0] in _SPEAKERS:
        return False
    several = len([word for word in name.split() if word[:1].isupper()]) > 1
    return several or of_a_trade or (said and words[0] not in _trades())


def _found(own: str) -> Iterator[tuple[re.Match[str], bool]]:
    """Give what may be a name, the surest first, and whether it is said to be one."""
    for way in _WAYS:
        yield from ((found, True) for found in islice(way.finditer(own), CLAUSES))
    for found in islice(_OF_A_TRADE.finditer(own), CLAUSES):
        trade = fold(found["trade"]).split()[0]
        if trade in _trades() or trade.endswith("erie"):
            yield found, False
    yield from ((found, True) for found in islice(_SMALL_CALLED.finditer(own), CLAUSES))
    for found in islice(_SMALL_TRADE.finditer(own), CLAUSES):
        if fold(found["trade"]) in _trades() and fold(found["name"]) in words_of("french_names", "surnames"):
            yield found, False
    for way in (_IN_BRACKETS, _ALONE):
        yield from ((found, False) for found in islice(way.finditer(own), CLAUSES))
