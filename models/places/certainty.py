"""Whether words name one commune and no other, so that it is taken without asking."""

from collections.abc import Iterator, Sequence
from typing import Final

from conversations.network.places import LANDMARK
from conversations.patterns import pattern
from conversations.understanding.vocabulary import vocabulary
from models.places.beside import is_beside
from models.places.lexicon import ARTICLES, BETWEEN, ELSEWHERE, PREMISES, SAINTS, STREETS, tells
from models.places.names import LINKS, key, run_together
from models.places.nearness import is_usual_slip, sound_alike, typos
from models.places.ranking import Match, Scope, inhabitants, within
from models.places.spans import NOWHERE, Segment, Span
from models.places.streets import HAMLET, is_well_known, may_be_named
from models.places.table import CommuneFile, Named
from models.places.wording import Wording

_OVERSHADOWED: Final = 10
"""A longer or former name is another reading, unless its commune is this many times smaller."""
_OUTNUMBERED: Final = 3  # a longer name, where the whole one is an own name
_DWARFED, _DWARFED_SAINT = 50, 200
"""Times smaller: La Rochelle of 40 people is not what the name alone means. Saints have many towns."""
_SLIPS: Final = 2  # a name as near as this is another reading of words that are no name
_SHORTEST: Final = 4  # letters of a name that may hold a slip, or be left unfinished
_TOWN, _CITY = 2_000, 20_000  # inhabitants of what is known by a misspelt name alone,
_USUAL, _LONG = 6, 10  # whose letters are so many or fewer; a longer one is known anyway,
_RATHER_LONG: Final = 7  # as is this one where the slip is a usual one
_WORDS: Final = frozenset(
    "accueil aime aimeriez attaques bouteille carnet cellule challenges chambre chambres chaudiere "
    "citat cochere combines coudre creche croissance culturel douze drain ecaille equestre etaux fete "
    "flat flotte forestiere forge gene geste grave haies haver hebergement hospital kirsch lire machine "
    "mannequin marche marechal mentor menus moule orient oublier pallet peintures pieux placees places "
    "plomb poissonniere premieres pres pressoir publies quartier reading retail rouvre sauvages "
    "savonnier souterrain suivie surgeles syndical syndicat table tache times titre tombe tourne "
    "tourneur trades travaillent truffiere tuiliere union urgences vans ventes verriere".split()
)
"""Common words of French and English, each the name of one commune but for an article or a slip."""
_MINE: Final = frozenset(("mon", "ma", "mes"))
"""Nobody says so of a town: "Mon Dauphin" is a slip for Mont-Dauphin."""
_WIDER: Final = frozenset(("arrondissement", of) for of in ("de", "d", "du"))  # "arrondissement de Toul"
_OF_A_TOWN: Final = pattern(r"(?:ois|ais|ien)(?:n?es?)?$")
"""How those of a town are called: "touloise" is no Toulouse."""
_OR: Final = BETWEEN - {"et", "and"}
_LONGEST: Final = 8  # words of a name
_ROUNDING: Final = 1e-6
_MOST_NEAR: Final = 30


def is_certain(file: CommuneFile, wording: Wording, scope: Scope, found: Sequence[Match], rest: str) -> bool:
    """Tell whether the words leave no other reading than the first match. ``rest``: those not used."""
    best, *others = found
    if _two_towns(file, wording, best) or _is_before_town(file, wording, best):
        return False
    before = wording.words[: best.span.start]
    if not _MINE.isdisjoint(before[-1:]) or (before[-2:] in _WIDER and rest):
        return False
    if not best.in_scope or not wording.streets or not _is_served(file, wording, scope, best):
        return False
    if not LANDMARK.isdisjoint(rest.split()) or (not scope and _is_street(wording, best)):
        return False
    if not scope and (_is_area(file, best) or _is_word(wording, best)):
        return False
    told = [match for match in others if not is_beside(wording, best, match)]
    if any(_is_other(wording, best, match) for match in told):
        return False
    return best.exact or _is_sole(file, wording, scope, best)


def _two_towns(file: CommuneFile, wording: Wording, best: Match) -> bool:
    """Tell whether another town stands between a street and the best one: "rue Pasteur Toul Nancy"."""
    part = next((part for part in wording.segments if part.street < best.span.start < part.end), None)
    if part is None:
        return False
    if not _OR.isdisjoint(wording.words[part.street : best.span.start]):
        return True
    if best.name.folded in vocabulary("abroad")["countries"]:  # "12 rue Haute Suisse"
        return True
    cuts = range(part.street + 1, best.span.start)
    longer = {key(wording.said(Span(at, best.span.end))) for at in cuts if wording.words[at] not in LINKS}
    if wording.postcode is None and any(named.code != best.name.code for named in file.named(longer)):
        return True  # "route de Chalon Saône", which is not in Saône
    if is_well_known(wording.words[part.street : best.span.start]):
        return False
    parted = [at for at in cuts if is_well_known(wording.words[part.street : at])]
    between = {key(wording.said(Span(at, best.span.start))) for at in parted} - {""}
    near = {
        name
        for said in between
        if len(said) >= _SHORTEST
        for name, _ in file.all_keys.alike(said, _least(said, 1 + (len(said) > _USUAL)), _MOST_NEAR)
    }
    return any(named.kind == "own" and named.population >= _TOWN for named in file.named(between | near))


def _is_before_town(file: CommuneFile, wording: Wording, best: Match) -> bool:
    """Tell whether the best name stands before what is a street, or another town: "Nancy rue Arles"."""
    part = next((part for part in wording.segments if part.street == best.span.end < part.end), None)
    return part is not None and not wording.is_numbered_road(part) and holds_town(file, wording, part)


def is_street(wording: Wording, part: Segment) -> bool:
    """Tell whether a part is a road and its name, no sentence."""
    words = wording.words[part.street : part.end]
    road = wording.is_road(part) and not STREETS.isdisjoint(words)
    return road and may_be_named(words) and LANDMARK.isdisjoint(words)


def holds_town(file: CommuneFile, wording: Wording, part: Segment) -> bool:
    """Tell whether the words of a street hold the name of a town, not as "rue de Toul", or are a sentence."""
    words = wording.words[part.street : part.end]
    if not (LANDMARK | ELSEWHERE | _OR).isdisjoint(words[words[:1] == (HAMLET,) :]):
        return True
    starts = [at for at in range(part.street, part.end) if not _joins(wording.word(at), wording.word(at - 1))]
    spans = [Span(at, end) for at in starts for end in range(at + 1, min(at + _LONGEST, part.end) + 1)]
    names = {key(wording.said(span)) for span in spans}
    return any(named.kind == "own" for named in file.named(names - {""}))


def _joins(word: str, before: str) -> bool:
    """Tell whether a word begins no name of a town by itself: after "de", or of the kind of a street."""
    return (
        not word.isalpha() or word in STREETS or before in LINKS or (word in LINKS and word not in ARTICLES)
    )


def is_street_alone(wording: Wording, found: Sequence[Match]) -> bool:
    """Tell whether the words are a road and its name, in no town: "rue de Verdun", "rue du Commerce"."""
    roads = wording.street_only and wording.segments and not wording.numbers
    if not roads or not all(is_street(wording, part) for part in wording.segments):
        return False
    if not found or _is_street(wording, found[0]):
        return True
    known = (is_well_known(wording.words[part.street : part.end]) for part in wording.segments)
    return not found[0].exact and all(known)  # "rue Jean Jaurès", in no Jaure


def _is_street(wording: Wording, best: Match) -> bool:
    """Tell whether a name is the kind of a street: no "rue du commerce" is in Rue."""
    others = wording.words[: best.span.start] + wording.words[best.span.end :]
    followed = wording.word(best.span.end).isalpha() or any(map(tells, others))
    return wording.said(best.span) in STREETS and followed


def _is_served(file: CommuneFile, wording: Wording, scope: Scope, best: Match) -> bool:
    """Tell whether the town of a post office's address is the firm's, as far as one can tell.

    A numbered office is one of a large city's, and serves those around it too.
    """
    if wording.cedex is None or scope.communes:  # "31400 Toulouse CEDEX 4" has the postal code of a town
        return True
    cities = {city.code for city in file.cities.values()}
    return wording.postcode is not None and not wording.cedex and best.name.code not in cities


def _is_word(wording: Wording, best: Match) -> bool:
    """Tell whether a name is a common word that lacks the article of the name: "table" for La Table."""
    said = wording.said(best.span)
    return key(said) in _WORDS and best.name.folded not in (
        said,
        f"{wording.word(best.span.start - 1)} {said}",
    )


def _is_area(file: CommuneFile, best: Match) -> bool:
    """Tell whether the name is an area's too, in which there are other communes."""
    whole = best.span.end - best.span.start == len(best.name.folded.split())
    return whole and best.name.key in file.areas and not file.sole_commune([best.name.department])


def _is_other(wording: Wording, best: Match, match: Match) -> bool:
    """Tell whether a match is another reading of the words than the best one."""
    spans = (best.span, *best.also)
    same = any(span.start < match.span.end and match.span.start < span.end for span in spans)
    if match.span not in spans and any(match.span == each.span for each in wording.city_ranks):
        return True
    parts = all(any(at in range(*span) for span in spans) for at in range(*match.span))
    if not match.exact and best.also and parts:
        return False  # "Mâcon Loché", a part of Mâcon
    if match.span == NOWHERE and best.exact:
        return False  # a commune of the postal code, which nothing names
    if not match.exact and within(best.span, match.span, wording):
        return True  # "rue Haute Chênee-Bernard", which is not in Le Bernard
    if not match.exact:
        longer = match.name.key.startswith(f"{best.name.key} ")
        times = _OVERSHADOWED if match.span == best.span else 1
        larger = inhabitants(match.name) >= times * inhabitants(best.name)
        return best.exact and match.in_scope and (_is_longer(best, match) if longer else larger)
    if not match.in_scope and (
        same or _is_hamlet(wording, best, match) or _is_street_to(wording, best, match)
    ):
        return False
    if not best.exact:
        return not best.span.holds(match.span)
    if match.name.kind == "everyday" and match.span in best.also:
        return False  # "Courbevoie, Paris La Défense", which is in Puteaux and in Nanterre too
    if match.name.kind != "own" and same:
        return _is_near_in_size(best, match.name, exact=match.exact)
    namesake = same and match.name.key == best.name.key and best.name.kind == "own"
    times = _DWARFED if SAINTS.isdisjoint(best.name.folded.split()) else _DWARFED_SAINT
    return not namesake or match.name.population * times > best.name.population


def _is_hamlet(wording: Wording, best: Match, match: Match) -> bool:
    """Tell whether a name is a hamlet's, before the postal code of a town: "Les Granges 35580 Guichen"."""
    named = wording.postcode is not None and best.exact and best.span.start == wording.postcode_at.end
    return named and match.span.end <= wording.postcode_at.start and match.name.population < _TOWN


def _is_street_to(wording: Wording, best: Match, match: Match) -> bool:
    """Tell whether a road leads to a name before a postal code: "rte de Toul 54510 Tomblaine"."""
    if wording.postcode is None or not best.exact or best.span.start != wording.postcode_at.end:
        return False
    at = match.span.start - 1
    while wording.word(at) in LINKS:
        at -= 1
    road = wording.word(at) in STREETS - PREMISES and at < match.span.start - 1
    return road and match.span.end <= wording.postcode_at.start


def _is_longer(best: Match, match: Match) -> bool:
    """Tell whether a longer name may be meant by its beginning, though that is the whole of another."""
    times = _OVERSHADOWED if best.name.kind != "own" else _OUTNUMBERED
    return inhabitants(match.name) * times >= inhabitants(best.name)


def _is_near_in_size(best: Match, named: Named, *, exact: bool = False) -> bool:
    people = named.population if exact else inhabitants(named)
    return people * _OVERSHADOWED >= inhabitants(best.name)


def _is_sole(file: CommuneFile, wording: Wording, scope: Scope, best: Match) -> bool:
    """Tell whether words that are no name are one slip away from one only, or begin one only."""
    said = wording.said(best.span)
    typed = key(said)
    slips = _distance(said, best.name)
    long = len(typed) >= (_RATHER_LONG if slips == 1 and is_usual_slip(typed, best.name.key) else _LONG)
    known = scope or not slips or long or best.name.population >= _known(len(typed))
    if not known or len(typed) < _SHORTEST or typed in _WORDS:
        return False
    longer = file.beginning_with(typed) if best.name.key.startswith(f"{typed} ") else []
    if _OF_A_TOWN.search(typed) and not _OF_A_TOWN.search(best.name.key) and slips:
        return False
    begun = bool(longer) and not any(
        named.code != best.name.code and _is_near_in_size(best, named) for named in longer
    )
    if not begun and slips > 1 and not sound_alike(said, best.name):
        return False
    return not any(
        named.code != best.name.code
        and _is_as_near(best, named, distance, slips if scope else None, begun=begun)
        and not (begun and distance and not scope and not is_usual_slip(typed, named.key))
        for named, distance in _near(file, said, scope, slips)
    )


def _is_as_near(best: Match, named: Named, distance: int, slips: int | None, *, begun: bool) -> bool:
    """Tell whether a near name is as likely as the best one. ``slips``: of that one; None out of a scope."""
    if begun and slips is None and distance == 1:  # "Sarlat", no Carlat
        return _is_near_in_size(best, named)
    if distance <= 1 or begun or slips is not None:
        return distance <= max(1, slips or 0)
    return _is_near_in_size(best, named)


def _known(letters: int) -> int:
    """Return how many inhabitants make a town known by a misspelt name of so many letters alone."""
    return _TOWN if letters >= _USUAL else _CITY


def _near(file: CommuneFile, said: str, scope: Scope, slips: int) -> Iterator[tuple[Named, int]]:
    """Return the names near to what is said; in a scope, those of elsewhere only where they are nearer.

    ``slips``: how near the best one is.
    """
    typed, together = key(said), run_together(said)
    found = [
        *file.named(name for name, _ in file.all_keys.alike(typed, _least(typed), _MOST_NEAR)),
        *file.named(name for name, _ in file.all_keys.alike(together, _least(together), _MOST_NEAR)),
        *file.numbered(at for _, at in file.all_run_together.alike(together, _least(together), _MOST_NEAR)),
    ]
    for named in found:
        distance = _distance(said, named)
        if distance <= _SLIPS if not scope or scope.holds(named) else distance == 0 < slips:
            yield named, distance


def _least(name: str, slips: int = _SLIPS) -> float:
    """Return how alike a name is to another one but for a few slips."""
    return 1 - slips / len(name) - _ROUNDING


def _distance(said: str, named: Named) -> int:
    return min(typos(key(said), named.key), typos(run_together(said), run_together(named.folded)))
