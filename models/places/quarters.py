"""The quarter or the premises said right after a town: "Strasbourg Neudorf", "Rodez, zone de Bourran"."""

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

_KNOWN, _CITY = 5_000, 20_000  # inhabitants of a town that has quarters; of another one that may be meant
_MOST: Final = 5  # words that tell something
_LONGEST: Final = 6  # words of a name
_ROADS: Final = STREETS - PREMISES
_SIDES: Final = frozenset("nord sud est ouest haut haute bas basse".split())
_PARTS: Final = frozenset(
    "abattoirs ateliers bassin chantier chantiers cite cites croisee dessous dessus docks droite dunes"
    " faubourg filature fonderies forges friche friches gauche hauteurs hauts manufacture marina metro"
    " mines minier moulin navals peripherique plage plateau pointe presqu rive sablons terrasses tramway"
    " usines vallee vallon vignes ville".split()
)
"""What a town is made of, beside what streets are named after; none is where a firm was or will be."""
_SITES: Final = PREMISES | WITHIN
_FORMER: Final = frozenset("ancien ancienne anciens anciennes".split())
_REUSED: Final = _PARTS | frozenset("abattoir caserne gare halle hopital hospice prison site usine".split())
_COMMON: Final = _SIDES | _PARTS | WITHIN | PREMISES | QUALIFYING | LANDS
_APART: Final = CLOSING | {"ferme"} | ELSEWHERE | BETWEEN | OF_MINE | _ROADS | LANDMARK


def without_quarter(
    file: CommuneFile, wording: Wording, found: Sequence[Match]
) -> tuple[Wording, Sequence[Match]]:
    """Leave out the words after a town that name a part of it, and the communes that are named like it.

    What a sentence is made of names no quarter: "Toul, on hésite". Nor does the name of another town that
    people may have meant: one of the same department, or one that is known.
    """
    best = found[0]
    quarter = _quarter(wording, best)
    if quarter == NOWHERE or _names_town(file, wording, quarter, best):
        return wording, found
    kept = replace(wording, words=wording.words[: quarter.start])
    return kept, [match for match in found if match.span.end <= quarter.start]


def _quarter(wording: Wording, best: Match) -> Span:
    """Return the words from the end of a town's name to that of the answer, where they may name a quarter."""
    known = best.exact and best.name.kind != "former" and best.name.population >= _KNOWN
    start = max(
        best.span.end, *(span.end for span in (wording.postcode_at, wording.area_at, wording.cedex_at))
    )
    words = _without_former(wording.words[start:])
    sides = _SIDES if best.name.population >= _CITY else frozenset[str]()
    telling = [word for word in words if tells(word) or word in sides]
    if not (known and words) or len(telling) > _MOST or any(map(tells, wording.words[: best.span.start])):
        return NOWHERE
    own = frozenset(best.name.folded.split())  # "Nantes, île de Nantes"
    if not (_APART - sides).isdisjoint(words) or not all(word in own or _may_name(word) for word in words):
        return NOWHERE
    if town_abroad(" ".join(telling)):
        return NOWHERE
    goes_on = wording.word(best.span.end) in LINKS - ARTICLES  # "Toul de …"
    return NOWHERE if goes_on else Span(start, len(wording.words))


def _without_former(words: Sequence[str]) -> Sequence[str]:
    """Leave out "ancien" before what stands in a town: "l'ancien site industriel", no "ancien siège"."""
    return [word for word, after in pairwise([*words, ""]) if word not in _FORMER or after not in _REUSED]


def _may_name(word: str) -> bool:
    """Tell whether a word may be of a quarter's name: one of no sentence, or one that many places bear."""
    if word in LINKS or word == BREAK or word in _COMMON:
        return True
    said = word in SAYING_WHERE or word in IDLE or word in TITLED
    return word.isalpha() and (said or names_street(word) or not is_ordinary(word, ()))


def _names_town(file: CommuneFile, wording: Wording, quarter: Span, best: Match) -> bool:
    """Tell whether words name, or begin, a town that may be meant rather than a quarter of the best one.

    Any town may be: "Nancy Gaillac"; after "zone" or "quartier", only one that is near, or well known.
    """
    words = [word for word in wording.words[quarter.start : quarter.end] if word.isalpha()]
    telling = [at for at, word in enumerate(words) if not _is_common(word)]
    if not telling:
        return False
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
    )


def _is_common(word: str) -> bool:
    """Tell whether a word tells the parts of any town: "port", "zone"."""
    return not tells(word) or word in _COMMON or names_street(word)
