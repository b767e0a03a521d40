"""What is said beside a town and does not tell which one: its street, its premises, the firm's name."""

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from conversations.network.places import LANDMARK
from conversations.patterns import pattern
from conversations.understanding.activities.lexicon import names_trade
from conversations.understanding.quantities.words import COUNTED
from conversations.understanding.residue import IDLE
from conversations.understanding.vocabulary import words_of
from models.places.beside import appositions, asides, establishments
from models.places.lexicon import (
    ARTICLES,
    BETWEEN,
    CLOSING,
    ELSEWHERE,
    FIRST_NAMES,
    LEADING,
    LOCATING,
    NEARBY,
    OF_MINE,
    PUBLIC,
    SAINTS,
    STREETS,
    TITLES,
    TOWNS,
    WITHIN,
    is_ordinary,
    tells,
)
from models.places.names import LINKS
from models.places.odonyms import LANDS, QUALIFYING, TITLED, goes_on_with_land, is_odonym, names_street
from models.places.ranking import Match
from models.places.spans import NOWHERE, Segment, Span
from models.places.streets import BREAK, HAMLET, is_well_known, name_of_street
from models.places.table import Named
from models.places.wording import Wording

_MOST_BESIDE: Final = 3  # words of a quarter, after a town and its postal code
_MOST_APART: Final = 5  # words of a firm's name, or of its premises, between two signs
_SINCE: Final = pattern(
    r"\b(?:depuis|since|il y a|ca fait|for) (?:\w+ )?\d+(?: (?:ans?|mois|years?|months?))?\b"
    r"|\b(?:in|en) (?:19|20)\d\d\b|\b\d+ (?:years?|months?) ago\b"
    r"|\b(?:avec|with) (?:mon|ma|mes|notre|nos|my|our) \w+\b"
)
_PLURAL, _THE = ("s", "x"), frozenset(("des", "les", "aux"))
_HAMLET: Final = frozenset(("hameau",))  # of a commune that is told; alone, it may bear the name of another
_ONCE: Final = frozenset("ex ancien ancienne anciennement commune deleguee de d".split())
_WITHIN: Final = ARTICLES | {"dans", "sur"}
_ONE: Final = frozenset(("un", "une"))
_CLOSED: Final = frozenset((had, "ferme") for had in "a ai avons avez ont avait est sont".split())
"""Beside "ferme" in folded words, of what has closed: no farm."""
_BEING: Final = frozenset(("suis", "sommes", "am", "are"))
_MIDDLE, _SHOPS = frozenset(("centre", "coeur")), frozenset(("commercial", "commerciale"))
_FIRMS: Final = frozenset(
    "sarl eurl sas sasu sa ei eirl ets etablissements societe entreprise scop earl gaec".split()
)
_TRADE: Final = COUNTED.pattern("trades")
_TOWN, _LARGE_TOWN, _CITY = 2_000, 5_000, 20_000  # inhabitants of a town known beside a street that is not
_LONG_NAME: Final = 9  # letters: no word that ends the name of a street
_SHORTEST_TOWN, _VILLAGE = 5, 1_500  # letters, inhabitants of a town after a road that leads elsewhere
_COMPOUND: Final = frozenset(("anne", "jean", "louis", "marie", "pierre"))


def rest_of(wording: Wording, best: Match, department_at: int | None) -> str:
    """Return the words that neither name a match, nor say where it is, nor stand beside a town in an address.

    ``department_at``: where the number of a department stands.
    """
    named = _with_article(wording, best)
    used = [named, *(_with_once(wording, span) for span in best.also), *_beside(wording, best, named)]
    if best.exact:
        used += [*asides(wording, named), *appositions(wording, named)]
    if best.in_scope:
        used += [wording.postcode_at, wording.cedex_at, _with_kind(wording, wording.area_at)]
        if department_at is not None and not wording.postcode:
            used.append(Span(department_at, department_at + 1))
    left = [
        word
        for at, word in enumerate(wording.words)
        if word != BREAK and not any(span.start <= at < span.end for span in used)
    ]
    if wording.anchored(best.span.start - 1):  # "une boulangerie à Toul"
        trades = establishments() - (set() if _CLOSED.isdisjoint(pairwise(wording.words)) else {"ferme"})
        left = [word for word in left if word not in trades | _ONE] if trades.intersection(left) else left
        if _BEING.intersection(left) and OF_MINE.isdisjoint(left):  # "je suis plombier à Toul"
            left = [word for word in left if not _TRADE.fullmatch(word)]
        left = [word for word in left if not _is_trade(word)] if OF_MINE.isdisjoint(left) else left
    if best.exact and _is_around(wording, best, left):
        left = [word for word in left if word not in WITHIN]  # "Toul, quartier de la gare"
    if _FIRMS.intersection(wording.words) or any(map(_is_trade, wording.words)):  # "SARL Martin, Toul"
        left = [word for word in left if word not in _people()]
    beside_code = wording.postcode is not None and wording.postcode_at.end == named.start
    if best.exact and best.in_scope and beside_code and len(left) <= _MOST_BESIDE:
        named_so = wording.capitals - LANDMARK - ELSEWHERE - BETWEEN - CLOSING - IDLE - OF_MINE
        if named_so.issuperset(left) and not any(map(_is_trade, left)):  # "59000 Lille Fives"
            left = [word for word in left if word in wording.words[: named.start]]
    located = wording.postcode or department_at is not None or wording.area_at != NOWHERE
    around = TOWNS | _HAMLET if located else TOWNS
    if around.intersection(left):  # "a small town called Artix"
        left = [word for word in left if word not in around | _ONE]
    return _SINCE.sub("", " ".join(left))


def _is_trade(word: str) -> bool:
    """Tell whether a word is the name of a trade: "plombier"."""
    return word != "ferme" and names_trade(word) and word not in ELSEWHERE | LANDMARK


def _is_around(wording: Wording, best: Match, left: Collection[str]) -> bool:
    """Tell whether a town stands so that what is beside it is in it: first, apart, or after "à".

    The middle of a town is in it anyway: "centre historique de Toul"; its "zone artisanale" may be outside.
    """
    before = wording.words[: best.span.start]
    apart = (
        all(word in IDLE and word not in LINKS for word in before)
        or wording.word(best.span.start - 1) == BREAK
    )
    middle = not _MIDDLE.isdisjoint(left) and _SHOPS.isdisjoint(left)
    return apart or middle or wording.anchored(best.span.start - 1)


@cache
def _people() -> frozenset[str]:
    """Return the names of people, which are those of firms too; none is a word that tells where."""
    return words_of("french_names", "only_names", "also_in_dictionaries", "surnames") - (
        LANDMARK | ELSEWHERE | BETWEEN | IDLE
    )


def _with_article(wording: Wording, best: Match) -> Span:
    """Return the words of a name with its article, where it stands before them."""
    article = wording.word(best.span.start - 1)
    with_it = article in ARTICLES and best.name.folded.startswith(f"{article} ")
    return Span(best.span.start - with_it, best.span.end)


def _with_once(wording: Wording, span: Span) -> Span:
    """Return another name of the town with the words that say it was one: "Annecy (ex Seynod)"."""
    start = span.start
    while wording.word(start - 1) in _ONCE:
        start -= 1
    return Span(start, span.end)


def _with_kind(wording: Wording, area: Span) -> Span:
    """Return the words of an area with what it is, where that stands before them: "région Bretagne"."""
    return Span(area.start - (wording.word(area.start - 1) in LOCATING), area.end)


def _beside(wording: Wording, best: Match, named: Span) -> Iterator[Span]:
    """Return the parts of an address beside the town that it names."""
    told = any(each.span == named and not each.bare for each in wording.city_ranks)
    for at, part in enumerate(wording.segments):
        street = Span(part.street, part.end)
        if told and part.start <= named.start:
            yield street
        elif part.end <= named.start:
            yield from _before(wording, part, wording.segments[at + 1 :])
        elif part.start <= named.start and named.end == part.street:
            inside = wording.word(part.street) in (HAMLET, "quartier")
            if wording.is_road(part) or inside:  # "Angers 3 rue de Nantes"
                yield street
        elif part.street <= named.start and named.end == part.end:
            coded = wording.postcode is not None and part.end <= wording.postcode_at.start
            if coded or _ends_street(wording, part, best, named):
                yield Span(part.street, named.start)
                named_first = wording.words[part.start : part.street]
                firm = wording.is_numbered_road(part) and _is_firm(named_first)
                if (coded or firm) and _is_apart(wording, part):
                    yield Span(part.start, part.street)
        elif part.start > named.end and _WITHIN.issuperset(wording.words[part.start : part.street]):
            yield street  # "Toul, dans la zone des Prés"
        if part.start > named.end and NEARBY.intersection(wording.words[part.start : part.start + 3]):
            yield Span(part.start, part.end)  # "Strasbourg, near the German border"


def _before(wording: Wording, part: Segment, after: Sequence[Segment]) -> Iterator[Span]:
    """Return the words of a part before the one in which a town is named: its street, a firm, premises."""
    yield Span(part.street, part.end)
    follows = bool(after) and wording.is_numbered_road(after[0]) and after[0].street == after[0].start
    coded = wording.postcode is not None and part.end <= wording.postcode_at.start
    if (coded or follows or wording.is_numbered_road(part)) and _is_apart(wording, part):
        yield Span(part.start, part.street)  # "Menuiserie Mirabelle, 12 rue Haute, Toul"
    if _HAMLET.intersection(wording.words[part.start : part.start + 2]):
        yield Span(part.start, part.end)  # "hameau de la Fontaine, Toul"


def _is_firm(words: Sequence[str]) -> bool:
    """Tell whether words before an address are the name of a firm, by what it does, that is open."""
    return bool(words) and words[0] in establishments() and "ferme" not in words[1:]


def first_names() -> frozenset[str]:
    """Return the first names of people after whom streets may be named."""
    return FIRST_NAMES | words_of("french_names", "only_names", "also_in_dictionaries")


def _is_apart(wording: Wording, part: Segment) -> bool:
    """Tell whether a part may be the name of a firm or of its premises, no sentence."""
    said = wording.words[part.start : part.street]
    said = said[2:] if said[:2] == ("les", "pres") else said  # no "près de"
    sentence = LANDMARK | BETWEEN | ELSEWHERE | OF_MINE  # "mon comptable, 54200 Toul"
    return len(said) <= _MOST_APART and sentence.isdisjoint(said)


def _follows_name(street: Sequence[str], town: Named, *, sure: bool) -> bool:
    """Tell whether the whole name of a town stands after that of a street, rather than on with it.

    ``sure``: whether the town is a city, or the house has a number.
    """
    words = town.folded.split()
    several = _is_of_several(words)
    qualified = street[-1] in QUALIFYING and len(street) > 1
    if words[-1] in QUALIFYING | STREETS | LANDS or (qualified and not several):
        return False
    if goes_on_with_land(street):
        enough = _TOWN if is_odonym(street) else _CITY
        known = several or len(words[-1]) >= _LONG_NAME or town.population >= enough
        return (known or (sure and _names_only_town(words[-1]))) and words[0] not in SAINTS
    if not sure or len([word for word in street if word not in LINKS | SAINTS | TITLED]) > 1:
        return False
    person = street[-1] in first_names() or town.population < _LARGE_TOWN
    return several or street[0] in LINKS | SAINTS or not person


def _names_only_town(word: str) -> bool:
    """Tell whether a word of a town's name is nobody's name, nor a word of sentences or of streets."""
    return not (is_ordinary(word, ()) or names_street(word) or word in _people() or word in QUALIFYING)


def _is_of_several(words: Sequence[str]) -> bool:
    """Tell whether a name is of several words, so that it is no mere end of a street's: no "Saint-Martin"."""
    return sum(map(tells, words)) > 1 + (words[0] in SAINTS)


def _leads_elsewhere(street: Sequence[str], telling: Sequence[str], town: Named) -> bool:
    """Tell whether a road leads to what it is named after, and a town follows: "rte de Mirecourt Vittel".

    No "chemin de Saint-Martin Vésubie", nor "route de Grand Champ".
    """
    if len(telling) != 1 or street[-1] != telling[0]:
        return False
    at = next((at for at, word in enumerate(street) if word in LEADING), len(street))
    letters = len(town.folded)
    known = letters >= _LONG_NAME or (letters >= _SHORTEST_TOWN and town.population >= _VILLAGE)
    whole = (
        len(telling[0]) >= _SHORTEST_TOWN and telling[0] not in QUALIFYING | LANDS | TITLES | first_names()
    )
    return whole and known and street[at + 1 : at + 2] in (("de",), ("d",))


def _ends_street(wording: Wording, part: Segment, best: Match, named: Span) -> bool:
    """Tell whether a town follows the words of a street, rather than being of its name.

    "22 avenue de la République à Créteil", "49 rue Aristide Briand Osny": no "rue de Nancy", nor "rue
    Danielle Casanova", though Casanova is a commune.
    """
    before = wording.word(named.start - 1)
    between = wording.words[part.street : named.start]
    telling = [
        word
        for word in between
        if (tells(word) and word not in STREETS | SAINTS | TITLES) or names_street(word)
    ]
    if wording.anchored(named.start - 1) and before != "sur":
        led = not wording.is_numbered_road(part) and not LEADING.isdisjoint(between)
        return (bool(telling) or not wording.is_road(part)) and not led
    if before in LINKS or before in SAINTS or is_well_known(wording.words[part.street : part.end]):
        return False
    if is_well_known(between):
        return True
    if before in TITLES:
        return False
    if before.isdigit():
        return bool(telling)  # "rue du 8 mai 1945 Cormery"
    street = name_of_street(between) if wording.is_road(part) else ()
    whole = best.exact and best.name.kind != "former" and wording.said(named) == best.name.folded
    city = best.name.population >= _CITY and not LEADING.intersection(between)
    if street and whole and _follows_name(street, best.name, sure=city or wording.is_numbered_road(part)):
        return True
    if street and goes_on_with_land(street):
        return False
    if whole and _leads_elsewhere(between, telling, best.name):
        return True
    if len(telling) > 1:
        return not (telling[0] in _COMPOUND and FIRST_NAMES.issuperset(telling))
    words = wording.words[named.start : named.end]
    several = _is_of_several(words)
    plural = wording.word(named.start - 2) in _THE and before.endswith(_PLURAL)
    if plural and not words[-1].endswith(_PLURAL):
        return words[0] not in SAINTS  # "rue des Lilas Commercy"
    if PUBLIC.issuperset(telling):
        return bool(telling) and words[0] not in SAINTS
    known = best.name.kind == "own" and (several or len(words[-1]) >= _LONG_NAME)
    return bool(telling) and known and before not in FIRST_NAMES
