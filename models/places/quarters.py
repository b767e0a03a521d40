"""The quarter, the hamlet or the premises said beside a town: "Strasbourg Neudorf", "Le Vignal, Marquay"."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from conversations.network.places import LANDMARK, SAYING_WHERE, town_abroad
from conversations.understanding.residue import IDLE
from models.places.lexicon import (
    ARTICLES,
    BETWEEN,
    CLOSING,
    ELSEWHERE,
    OF_MINE,
    PREMISES,
    SAINTS,
    STREETS,
    WITHIN,
    is_ordinary,
    tells,
)
from models.places.names import LINKS, key
from models.places.odonyms import LANDS, QUALIFYING, TITLED, names_street
from models.places.ranking import Match
from models.places.spans import NOWHERE, Span
from models.places.streets import BREAK
from models.places.table import CommuneFile
from models.places.wording import Wording

_VILLAGE, _KNOWN, _CITY = 1_000, 5_000, 20_000  # inhabitants: of what is a hamlet's name as well, of a town
_MOST = 5  # words that tell something
_LONGEST = 6  # words of a name
_ROADS: Final = STREETS - PREMISES
_SIDES: Final = frozenset("nord sud est ouest haut haute bas basse".split())
_PARTS: Final = frozenset(
    "abattoirs ateliers bassin chantier chantiers chemins cite cites croisee dessous dessus docks"
    " droite dunes faubourg filature fonderies forges friche friches gauche hauteurs hauts manufacture"
    " marina metro minier mines moulin navals peripherique plage plateau pointe presqu rive routes"
    " sablons terrasses tramway usines vallee vallon vignes ville".split()
)
"""What a town is made of, beside what streets are named after; none is where a firm was or will be."""
_FORMER: Final = frozenset("ancien ancienne anciens anciennes".split())
_REUSED: Final = _PARTS | frozenset("abattoir caserne gare halle hopital hospice prison site usine".split())
_COMMON: Final = _SIDES | _PARTS | WITHIN | PREMISES | QUALIFYING | LANDS
_SITES: Final = PREMISES | WITHIN
_APART: Final = CLOSING | {"ferme"} | ELSEWHERE | BETWEEN | OF_MINE | _ROADS | LANDMARK
_WIDER: Final = ((_SIDES | _PARTS | QUALIFYING | WITHIN) - LANDS - {"chemins", "routes"}) | frozenset(
    "arrondissement communaute communes cote coteaux mer montagne pays plaine plateau val vallee"
    " vallon".split()
)
"""Before a town, what may be more than it: "Grand Nancy"."""


def without_quarter(file: CommuneFile, wording: Wording, found: list[Match]) -> tuple[Wording, list[Match]]:
    """Leave out the words beside a town that name a part of it, and the communes that are named like it.

    What a sentence is made of names no quarter: "Toul, on hésite". Nor does the name of another town that
    people may have meant: one of the same department, or one that is known.
    """
    best = found[0]
    if not best.exact or best.name.kind == "former":
        return wording, found
    for part in (_before(wording, best), _after(wording, best)):
        if part != NOWHERE and not _names_town(file, wording, part, best):
            left = [BREAK if part.start <= at < part.end else word for at, word in enumerate(wording.words)]
            wording = replace(wording, words=tuple(left))
            found = [each for each in found if each.span.end <= part.start or part.end <= each.span.start]
    return wording, found


def _before(wording: Wording, best: Match) -> Span:
    """Return the words before a town's name, where they may name a hamlet of it."""
    words = wording.words[: best.span.start]
    telling = [word for word in words if tells(word)]
    told = any(span != NOWHERE and span.start < best.span.start for span in _elsewhere(wording))
    if told or not 0 < len(telling) <= _MOST or _WIDER.issuperset(telling) or not _name(words, best):
        return NOWHERE
    last = words[-1]
    goes_on = last in SAINTS or (last in LINKS - ARTICLES and not wording.anchored(best.span.start - 1))
    return NOWHERE if goes_on else Span(0, best.span.start)


def _after(wording: Wording, best: Match) -> Span:
    """Return the words from the end of a town's name to that of the answer, where they may name a quarter."""
    start = max(best.span.end, *(span.end for span in _elsewhere(wording)))
    words = _without_former(wording.words[start:])
    sides = _SIDES if best.name.population >= _CITY else frozenset[str]()
    telling = [word for word in words if tells(word) or word in sides]
    known = best.name.population >= _KNOWN and not any(map(tells, wording.words[: best.span.start]))
    if not (known and words) or len(telling) > _MOST or not _name(words, best, sides):
        return NOWHERE
    goes_on = wording.word(best.span.end) in LINKS - ARTICLES  # "Toul de …"
    return NOWHERE if goes_on else Span(start, len(wording.words))


def _elsewhere(wording: Wording) -> tuple[Span, ...]:
    return wording.postcode_at, wording.area_at, wording.cedex_at


def _name(words: Sequence[str], best: Match, sides: frozenset[str] = frozenset()) -> bool:
    """Tell whether words may name a part of a town, none of a sentence, nor a town abroad."""
    own = frozenset(best.name.folded.split())  # "Nantes, île de Nantes"
    named = (_APART - sides).isdisjoint(words) and all(word in own or _may_name(word) for word in words)
    return named and not town_abroad(" ".join(filter(tells, words)))


def _without_former(words: Sequence[str]) -> Sequence[str]:
    """Leave out "ancien" before what stands in a town: "l'ancien site industriel", no "ancien siège"."""
    return [word for word, after in pairwise([*words, ""]) if word not in _FORMER or after not in _REUSED]


def _may_name(word: str) -> bool:
    """Tell whether a word may be of a quarter's name: one of no sentence, or one that many places bear."""
    if word in LINKS or word == BREAK or word in _COMMON:
        return True
    said = word in SAYING_WHERE or word in IDLE or word in TITLED
    return word.isalpha() and (said or names_street(word) or not is_ordinary(word, ()))


def _names_town(file: CommuneFile, wording: Wording, part: Span, best: Match) -> bool:
    """Tell whether words name, or begin, a town that may be meant rather than a part of the best one.

    Any town may be: "Nancy Gaillac"; after "zone" or "quartier", only one that is near, or well known. A
    village far away may be the name of a hamlet: "La Tuilière, Annecy", "Beauregard Montbrun-Bocage".
    """
    words = [word for word in wording.words[part.start : part.end] if word.isalpha()]
    telling = [at for at, word in enumerate(words) if not _is_common(word)]
    if not telling:
        return False
    hamlet = part.start < best.span.start and (
        wording.word(part.end - 1) == BREAK or best.name.population < _KNOWN
    )
    runs: defaultdict[str, set[bool]] = defaultdict(set)  # whether they stand without "zone", "quartier"
    for start in range(len(words)):
        for end in range(start + 1, min(start + _LONGEST, len(words)) + 1):
            if not all(map(_is_common, words[start:end])):
                runs[key(" ".join(words[start:end]))].add(_SITES.isdisjoint(words[:start]))
    near = best.name.department
    begun = file.beginning_with(key(" ".join(words[telling[0] :])), {near})
    return any(named.department == near for named in begun) or any(
        named.population >= _KNOWN or named.department == near or True in runs[named.key]
        for named in file.named(runs)
        if named.kind == "own" and named.code != best.name.code
        if not (hamlet and named.population < _VILLAGE and named.department != near)
    )


def _is_common(word: str) -> bool:
    """Tell whether a word tells the parts of any town: "port", "zone"."""
    return not tells(word) or word in _COMMON or names_street(word)
