"""What is said after a town of another one, or of no town: "Guichen, à côté de Rennes" is in Guichen."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from conversations.network.places import LANDMARK
from conversations.patterns import pattern
from conversations.understanding.vocabulary import vocabulary, words_of
from models.places.lexicon import (
    ARTICLES,
    BETWEEN,
    BUILDINGS,
    ELSEWHERE,
    ESTABLISHMENTS,
    LOCATING,
    OF_MINE,
    is_ordinary,
    tells,
)
from models.places.ranking import Match
from models.places.spans import NOWHERE, Span
from models.places.streets import BREAK, HAMLET
from models.places.wording import Wording

_LANDS: Final = (
    "anjou|ardenne|argonne|artois|aubrac|aunis|beaujolais|beauce|bearn|berry|bigorre|boulonnais|bresse|brie"
    "|bugey|camargue|cevennes|chablais|champagne|combrailles|cotentin|couserans|dombes|flandres?|forez|gascogne"
    "|gatinais|gevaudan|hainaut|larzac|lauragais|livradois|luberon|maconnais|margeride|medoc|morvan"
    "|pays (?:basque|cathare|d auge|de caux|de retz|de gex|bigouden)|perche|perigord(?: (?:noir|vert|blanc))?"
    "|picardie|poitou|ponthieu|puisaye|quercy|rouergue|roussillon|saintonge|saulnois|savoie|sologne|thierache"
    "|touraine|tregor|valois|velay|vercors|vexin|vivarais|volcans|xaintois"
)
"""Lands that are no department nor region of today."""

_BESIDE: Final = pattern(
    r"(?:\| )?(?:(?:(?:tout |juste )?(?:pres|proche|a proximite|a cote"
    r"|(?:au |a l |tout )?(?:nord|sud|est|ouest)|non loin|pas loin)|(?:en |dans la )?banlieue"
    r"|a \d+ (?:kms?|kilometres|min|minutes|mn)"
    r"|(?:dans (?:l |le |la ))?(?:agglo|agglomeration|metropole|canton|pays|bassin|communaute de communes))"
    r" (?:de |du |d )|(?:near|close to|next to|not far from|\d+ (?:km|miles|minutes) from) )"
    r"[a-z]+(?: [a-z]+){0,4}$"
    r"|(?:\| )?(?:a (?:deux|trois|quelques|cent|\d+) (?:pas|rues|metres|m)"
    r"|(?:au|en(?: plein)?) (?:coeur|bord|fond|centre|milieu)|(?:en )?face|derriere|devant|le long"
    r"|au (?:pied|bout|dessus)|a l (?:entree|ecart|arriere))"
    r" (?:de (?:la |l )?|du |des |d |a (?:la |l )?|au |aux |la |le |les |l )[a-z]+(?: [a-z]+){0,4}$"
    r"|(?:\| )?entre [a-z]+(?: [a-z]+){0,4} et [a-z]+(?: [a-z]+){0,4}$"
    rf"|\| (?:dans (?:les |le |la |l )?|en |au coeur (?:du |des |de la |de l ))(?:{_LANDS})$"
    r"|(?:\| )?(?:sur (?:la|le|l)|en bord de|au bord de la) (?:nationale|departementale|rocade|place|zone"
    r"|route(?: \w+)?|(?:r?n|r?d) ?\d+)(?: [a-z]+){0,2}$"
)


_QUARTER: Final = r"(?:nord|sud|est|ouest|north|south|east|west)(?: ?(?:est|ouest|east|west))?"
_APPOSED: Final = pattern(
    r"capitale (?:du|de la|des|de l) [a-z]+"
    r"|\| (?:the|where|known|famous|la|le|l|une?|connue?s?|celebres?|reputee?|capitale|chef lieu|prefecture"
    r"|sous prefecture|ville) [a-z ]+$"
    rf"|(?:\| )?(?:(?:dans|in) (?:the|le|l) {_QUARTER}(?: (?:of|de la))?|{_QUARTER} (?:of|de la))$"
)
"""Of France, whose name is set apart: "Toul, north-east of France"."""
_LATER: Final = frozenset(
    "an annee demain fin futur future mois prochain prochaine rentree semaine suite temps".split()
)
"""Of where the firm is to be: "Toul, l'an prochain"."""
_NOT_APPOSED: Final = LANDMARK | ELSEWHERE | OF_MINE | _LATER | (BETWEEN - {"et", "and"})
_WE: Final = "(?:je|j|on|nous|i|we) (?:me |m |nous |se |y |surtout |aussi |also |mostly )*"
_NO_TOWN: Final = (
    r"(?: (?!(?:a|au|aux|chez|dans|en|entre|near|in|pres|sur|vers|siege|atelier|bureau)\b)[a-z]+)"
)
_GOING: Final = "(?:boug|couvr|deliver|deplac|export|interv|livr|rayonn|roul|tourn|travel)[a-z]*"
_WORKING: Final = f"(?:{_GOING}|(?:boss|travaill|work|viv|vis|habit|liv)[a-z]*)"
_EVERYWHERE: Final = (
    "(?:partout|(?:dans |sur )?tou(?:te?|s) (?:le|la|les|l)|(?:chez|avec) (?:les|des|mes|nos)|a distance"
    "|en teletravail|en deplacements?|sur (?:les|des|mes|nos) (?:chantiers|marches)|all over|everywhere)"
)
_OURS: Final = (
    "(?:(?:et|and) )?(?:(?:le|la|l|les|mon|ma|mes|notre|nos|my|our|the) )?(?:atelier|boutique|bureaux?|depot"
    "|entrepot|magasin|siege|usine|shop|office|workshop) (?:aussi|egalement|pareil|too|as well|also)"
)
_TOWN, _KNOWN = 2_000, 5_000  # inhabitants
_DISTRICT: Final = "quartier"
_ASIDE: Final = pattern(
    r"(?:\| )?(?:"
    rf"(?:meme si|meme quand|bien que|quoique|although|even if|even though) {_WE}{_WORKING}(?: [a-z]+){{0,8}}"
    rf"|(?:mais |but )?{_WE}(?:{_GOING}|(?:boss|travaill|work)[a-z]*) {_EVERYWHERE}(?: [a-z]+){{0,5}}"
    r"|mais (?:j habite|je vis|nous habitons|on habite)(?: [a-z]+){1,6}|but i live(?: [a-z]+){1,6}"
    rf"|(?:mais |et |avec )?(?:j ai |on a |nous avons )?(?:des|nos|mes) clients (?:un peu )?{_EVERYWHERE}"
    r"(?: [a-z]+){0,5}"
    r"|(?:si )?(?:vous|tu) (?:voyez|vois|connaissez|connais|situez|savez)(?: [a-z]+){0,2}"
    r"|(?:je (?:ne )?sais pas )?si (?:vous|tu|ca vous) [a-z]+(?: [a-z]+){0,2}|you know(?: [a-z]+){0,2}"
    rf"|(?:la ou|ou) (?:on|l on|ils) (?:fait|font|fabrique\w*|produi\w+|cultive\w*){_NO_TOWN}{{1,6}}"
    rf"|(?:on|nous|j|je) (?:y )?(?:fai[ts]|faisons|fabriqu\w+|produi\w+|cultiv\w+|repar\w+) (?:de|du|des|d)"
    rf"{_NO_TOWN}{{1,6}}"
    r"|(?:c est )?(?:notre|mon) (?:seule? et )?(?:seule?|unique) (?:adresse|etablissement|local|site)"
    r"|toute l annee|(?:en haut|en bas)(?: (?:de la|du) (?:ville|village|bourg))?"
    rf"|{_OURS}"
    rf"|(?:sur|dans|sous) (?:le |la |les |l )?(?:vieux |vieille |grand )?"
    rf"(?:{BUILDINGS}|bourg|quais?|ville|viaduc|zone (?:industrielle|artisanale|commerciale|d activites?))"
    r")"
)


def appositions(wording: Wording, span: Span) -> Iterator[Span]:
    """Return the parts after a name that tell what it is: "Grasse, capitale du parfum"."""
    for part in parts_after(wording, span):
        words = wording.words[part.start : part.end]
        if _APPOSED.fullmatch(" ".join(words)) and _NOT_APPOSED.isdisjoint(words):
            yield part


def clauses_beside(wording: Wording, span: Span) -> list[Span]:
    """Return the parts after a name that tell near what it is."""
    parts = parts_after(wording, span)
    return [part for part in parts if _BESIDE.fullmatch(" ".join(wording.words[part.start : part.end]))]


def parts_after(wording: Wording, span: Span) -> Iterator[Span]:
    """Return what stands between the signs after a name, each with its sign, and without where it is."""
    start = _with_where(wording, span.end)
    while start < len(wording.words):
        end = next((at for at in range(start + 1, len(wording.words)) if wording.words[at] == BREAK), None)
        end = len(wording.words) if end is None else end
        yield Span(start, end)
        start = end


def _with_where(wording: Wording, end: int) -> int:
    """Return where the department or the region ends that is said right after a name, else the same place."""
    at = end
    while at != wording.area_at.start and wording.word(at) in LOCATING | ARTICLES:
        at += 1
    if at == wording.area_at.start < wording.area_at.end:
        return wording.area_at.end
    return at + 1 if any(at == place for _, place in wording.numbers) else end


def establishments() -> frozenset[str]:
    """Return what a firm may be called by what it does: "salon", "boulangerie"."""
    return ESTABLISHMENTS.union(str(vocabulary("names")["firms"]).split())


def asides(wording: Wording, span: Span) -> list[Span]:
    """Return the parts after a name that tell where it is, or of something else than where the firm is."""
    parts = parts_after(wording, span)
    told = [part for part in parts if _ASIDE.fullmatch(" ".join(wording.words[part.start : part.end]))]
    return [*clauses_beside(wording, span), *told]


def is_beside(wording: Wording, best: Match, match: Match) -> bool:
    """Tell whether a name only tells where the best one is, or what it is: "Guichen, près de Rennes".

    So do "salon à Guichen", and "parc des Quatre Vents, Vesoul".
    """
    if wording.anchored(best.span.start - 1) and wording.said(match.span) in establishments():
        return True
    part = next((part for part in wording.segments if part.street <= match.span.start < part.end), None)
    if part and part.end < best.span.start and best.exact and wording.postcode is None:
        hamlet = wording.word(part.street) == HAMLET
        if wording.is_road(part) and not (match.exact and match.name.population >= _KNOWN):
            return True  # "rue du Vieux Chemin, Toul", which is not in Chemin
        if hamlet or (match.name.kind == "former" and match.name.population < _TOWN):
            return True
    if part and best.exact and best.span.end <= part.street and best.name.department != match.name.department:
        coded = wording.postcode is not None and best.in_scope
        if wording.word(part.street) == _DISTRICT or (coded and not match.in_scope):
            return True  # "Lyon, quartier Gerland", "Cholet 49300, ZI du Cormier"
    own = best.exact and best.name.kind == "own"
    return own and any(span.holds(match.span) for span in asides(wording, best.span))


def is_mere_word(wording: Wording, match: Match) -> bool:
    """Tell whether a name is read into words of a sentence: "former à l'anglais" is in no Anglars.

    Of a small town, where it is a word among others, even the very name: "ça marche avec un téléphone ?".
    """
    said = [word for word in wording.said(match.span).split() if tells(word)]
    others = sum(map(tells, wording.words)) - len(said)
    capital = not wording.capitals.isdisjoint(said)
    if not said or wording.postcode or wording.area_at != NOWHERE or (capital and not others):
        return False
    if match.exact:
        address = not wording.words[0].isalpha() or any(
            part.street + 1 < part.end for part in wording.segments
        )
        is_word = said[0] in words_of("town_words", "words") and not address
        common = match.name.population < _TOWN or is_word
        alone = common and not wording.anchored(match.span.start - 1)
        return alone and not capital and others >= _SENTENCE and len(said) == 1 and is_ordinary(said[0], ())
    if others and len(said) == 1 and _is_to_be_done(wording, match):  # "un contrat à signer" is in no Signes
        return True
    known = not others and match.name.population >= _LARGE_CITY  # "pairs"
    return not known and all(is_ordinary(word, match.name.folded.split()) for word in said)


def _is_to_be_done(wording: Wording, match: Match) -> bool:
    """Tell whether a name is read into the verb after "à", "de", "pour"."""
    verb = wording.words[match.span.end - 1]
    before = wording.words[match.span.start - 1] if match.span.start else ""
    return verb.endswith(("er", "ir")) and before in ("a", "de", "d", "pour") and is_ordinary(verb, ())


_SENTENCE, _LARGE_CITY = 2, 100_000  # words that tell something beside a name; inhabitants


_NEAR_KM: Final = 25.0  # from the town told, of several communes of a name: "Fontaine, près de Grenoble"
_LANDMARK: Final = 5_000  # inhabitants of a town that others are told by


def beside_town(
    wording: Wording, found: Sequence[Match], apart: Callable[[str, str], float | None]
) -> list[Match]:
    """Return matches without the namesakes of the best one that are far from the town told beside it.

    ``apart``: the kilometres between two communes; where they are not known, a department tells.
    """
    best = found[0]
    spans = clauses_beside(wording, best.span) if best.exact else []
    beside = [match for match in found if any(span.holds(match.span) for span in spans)]
    towns = [match.name for match in beside if match.exact]
    town = max(towns, key=lambda name: name.population, default=None)
    if town is None or town.population < _LANDMARK:
        return [*found]

    def is_near(match: Match) -> bool:
        kilometres = apart(match.name.code, town.code)
        return match.name.department == town.department if kilometres is None else kilometres <= _NEAR_KM

    near = [match for match in found if match.span == best.span and match.exact and is_near(match)]
    return [*near, *beside] if len(near) == 1 else [*found]


def named_first(wording: Wording, found: Sequence[Match]) -> list[Match]:
    """Return matches with the towns that are set apart, and named whole, before what is merely like the best.

    "dont 4 à Toul et 6 à Nancy": Toul is offered before Nancy-sur-Cluses.
    """
    best = found[0]

    def place(match: Match) -> int:
        if match.exact and match.span == best.span:
            return 0
        return 1 if match.exact and match.name.kind == "own" and wording.is_landmark(match.span) else 2

    return sorted(found, key=place) if best.exact else [*found]
