"""What a firm does, from the words in which its people name their trade.

The trades are in ``vocabulary/activities.toml`` and, the rarer ones, in ``trades.tsv``. What a word of
several trades means is asked. What is done is said before what it is done with, and decides: "fabrication de
machines agricoles"; in English, it is said after: "furniture shop".
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from conversations.frozen import frozen
from conversations.understanding.activities.clauses import Placed, placed
from conversations.understanding.activities.lexicon import (
    HEAD,
    OBJECT,
    STRONG,
    beginnings,
    beside,
    classes,
    goods,
    hints,
    joined,
    lexicon,
    own_words,
    services,
    spelt,
    stems,
)
from conversations.understanding.residue import Understood, changes_nothing
from conversations.understanding.vocabulary import Spotted, Word, as_typed, exact_texts, slip_of
from conversations.understanding.words import denies, fold

_MOST = 25  # terms weighed: more are no answer, and would make the work grow with their square
AT_MOST = 4  # sectors offered, where words only hint at them
_BUILDING = "F"
_AGENT = re.compile(r"(?:eur|euse|rice|iste|ier|iere|aste|cher|phe|tecte)s?$")
"""How words end that name who does something."""
_MADE = ("F", "BC")
_EQUIPMENT = ("G", "BC")
"""Who sells, or makes, what serves a trade: "matériel de boulangerie"."""
_GOODS = frozenset(("A", "BC", "G"))
"""The sectors of those who grow, make or sell goods: to name the goods does not tell which."""


@frozen
class _Term:
    """A term found, and the sectors it may mean. ``thing``: something is done with it.

    ``doing``: it tells what is done; ``surely``: whatever it is done with. ``alone``: nothing else is in its
    clause.
    """

    spotted: Spotted[str]
    clause: int
    sectors: tuple[str, ...]
    thing: bool
    doing: bool
    surely: bool
    alone: bool

    @property
    def agent(self) -> bool:
        """Whether it names who does it, not what is done."""
        return _AGENT.search(fold(self.spotted.typed).split(" ")[0]) is not None

    @property
    def goods(self) -> bool:
        """Whether it is about goods."""
        return _GOODS.issuperset(self.sectors)

    def takes(self, other: "_Term") -> bool:
        """Tell whether another term is but what is done with, so that it tells no sector of its own."""
        if self.agent and other.agent:  # "éleveur boucher": two trades
            return bool({*self.sectors} & {*other.sectors})
        handles = self.goods or self.spotted.term[0] in stems("hires")
        if self.surely or (handles and other.thing):
            return True
        return not other.doing and bool({*self.sectors} & {*other.sectors})


def read_activity(text: str) -> Understood[str]:
    """Return the sectors that a text may name, likeliest first; what denies one names none."""
    folded = fold(text)
    if folded in exact_texts("activities"):
        return Understood(tuple(exact_texts("activities")[folded].split()))
    if folded in classes():
        return Understood((classes()[folded],))
    if denies(folded):
        return Understood(())
    said, rest = _told(text)
    if rest and (meant := slip_of(folded, spelt())) and meant != folded:
        return Understood(_told(meant)[0], folded)
    return Understood(said, rest)


def _told(text: str) -> tuple[tuple[str, ...], str]:
    """Return the sectors that a text may name as it is, and the folded words that none of them used."""
    said = placed(text)
    typed = tuple(each.word for each in said)
    terms = _terms(said)
    used: set[int] = set()
    found: dict[str, int] = {}
    for term in terms:
        sectors = _meant(term, terms)
        if sectors:
            sectors = _as_made(term, sectors, said)
        if sectors != ():  # a thing says nothing alone
            used.update(as_typed(typed, term.spotted))
        for sector in sectors or ():
            found[sector] = found.get(sector, 0) + len(term.spotted.positions)
    if len(terms) < _MOST:
        used.update(
            at for at, each in enumerate(said) if at not in used and _goes_with(at, each, terms, found)
        )
    left = [(word, fold(word.typed)) for at, word in enumerate(typed) if at not in used]
    unclear = [(word, folded) for word, folded in left if not changes_nothing(folded, own_words())]
    likely = sorted(found, key=lambda sector: -found[sector])
    hinted = _hinted([word for word, _ in unclear], len(likely), found)
    return (*likely, *hinted), " ".join(folded for _, folded in unclear)


def _terms(said: tuple[Placed, ...]) -> tuple[_Term, ...]:
    """Return the terms among the words said, in their order, with what they tell."""
    terms = []
    sizes = Counter(each.clause for each in said)
    for spotted in _spotted(said):
        marks = spotted.meanings
        named = (mark.removeprefix(HEAD).removeprefix(STRONG) for mark in marks if mark != OBJECT)
        begins = spotted.term[0] if len(spotted.term) > 1 else None
        surely = begins in beginnings("strong") or any(mark.startswith(STRONG) for mark in marks)
        doing = surely or begins in beginnings("heads") or any(mark.startswith(HEAD) for mark in marks)
        sectors = tuple(dict.fromkeys(" ".join(named).split()))
        clause = said[spotted.positions[0]].clause
        alone = sizes[clause] == len(spotted.positions)
        terms.append(_Term(spotted, clause, sectors, OBJECT in marks, doing, surely, alone))
    return tuple(sorted(terms, key=lambda term: term.spotted.positions)[:_MOST])


def _spotted(said: tuple[Placed, ...]) -> Iterable[Spotted[str]]:
    """Return the terms found, none of which goes over from one clause to the next unless it is listed so."""
    apart = [at for at, each in enumerate(said) if not each.named]
    everywhere = _among(apart, said)
    if all(
        said[found.positions[0]].clause == said[found.positions[-1]].clause or found.term in joined()
        for found in everywhere
    ):
        return everywhere
    clauses = dict.fromkeys(each.clause for each in said)
    return [
        found
        for clause in clauses
        for found in _among([at for at in apart if said[at].clause == clause], said)
    ]


def _among(places: Sequence[int], said: tuple[Placed, ...]) -> list[Spotted[str]]:
    """Return the terms found among some of the words said."""
    return [
        Spotted(found.term, found.meanings, tuple(places[at] for at in found.positions), found.typed)
        for found in lexicon().spot(tuple(said[at].word for at in places))
    ]


def _over(at: int, clause: int, terms: Iterable[_Term]) -> _Term | None:
    """Return what is said to be done with a word: the last of it before the word; in English, after it."""
    before = after = None
    for term in terms:
        if term.doing and term.clause == clause:
            if term.spotted.positions[0] < at:
                before = term
            elif at < term.spotted.positions[0] and stems("after").issuperset(term.spotted.term):
                after = after or term
    return before or after


def _meant(term: _Term, terms: Iterable[_Term]) -> tuple[str, ...] | None:
    """Return the sectors that a term tells; None where it is what something is done with."""
    over = _over(term.spotted.positions[0], term.clause, terms)
    if over.takes(term) or _is_what_for(term, over, terms) if over else _listed(term, terms):
        return None
    sectors = term.sectors
    for other in terms:
        if other.doing or (
            other.thing and {"RST", "BC"} <= {*sectors}
        ):  # toys are made, and mended by somebody else
            continue
        if _over(other.spotted.positions[0], other.clause, terms) is term:
            sectors = tuple(each for each in sectors if each in other.sectors) or sectors
    if _BUILDING in sectors and "KL" not in sectors and any(other.sectors == (_BUILDING,) for other in terms):
        return (_BUILDING,)  # "plâtrerie, peinture": one builder of several trades
    return sectors


def _as_made(term: _Term, sectors: tuple[str, ...], said: Sequence[Placed]) -> tuple[str, ...]:
    """Return the sectors of a term as what is made, built or hired out with it leaves them.

    A pool is made in a workshop or dug in a garden; who works what is hired out builds, or carries.
    """
    near_it = [
        each.word
        for at, each in enumerate(said)
        if each.clause == term.clause and at not in term.spotted.positions and not each.aside
    ]
    near, first = {word.stem for word in near_it}, term.spotted.term[0]
    before = said[term.spotted.positions[0] - 1] if term.spotted.positions[0] else None
    if before and before.clause == term.clause and before.word.stem in stems("for") and not term.doing:
        return sectors if term.goods and len(sectors) > 1 else _EQUIPMENT
    added = [
        adds
        for of, stems_near, adds in beside()
        if not (of.isdisjoint(term.spotted.term) or near.isdisjoint(stems_near))
    ]
    if len(term.spotted.term) == 1 and first in stems("builds") and {*_MADE} <= {*term.sectors}:
        plain = all(changes_nothing(fold(word.typed), own_words()) for word in near_it)
        on_site = not near.isdisjoint(stems("built"))
        return (_BUILDING,) if on_site or (plain and not added) else _MADE
    return tuple(dict.fromkeys((*sectors, *(sector for adds in added for sector in adds))))


def _is_what_for(term: _Term, over: _Term, terms: Iterable[_Term]) -> bool:
    """Tell whether a term only says what goods are for: "vente de matériel de coiffure"."""
    at, start = term.spotted.positions[0], over.spotted.positions[0]
    goods = (each.spotted for each in terms if not each.sectors and each.clause == term.clause)
    return over.goods and any(
        start < each.positions[0] < at and stems("for").issuperset(each.term) for each in goods
    )


def _listed(term: _Term, terms: Iterable[_Term]) -> bool:
    """Tell whether a term goes on with what something is done with: "vente de fleurs, plantes"."""
    for other in terms:
        if other is term:
            continue
        if term.thing and not other.thing and _yields(term, other):
            return True
        if other.doing and not (term.sectors and term.thing):
            if not term.sectors:  # a thing, and nothing but a thing
                return True
            if other.alone and other.clause == term.clause + 1 and {*other.sectors} < {*term.sectors}:
                return True  # "instruments de musique, fabrication"
        elif other.doing and term.thing and term.goods and other.goods and other.sectors != ("A",):
            after = stems("after").issuperset(other.spotted.term)
            if term.clause < other.clause if after else other.clause < term.clause and not other.alone:
                return True
    return False


def _yields(term: _Term, other: _Term) -> bool:
    """Tell whether a thing is only what another term grows, makes or sells: "épicerie, miel".

    Who grows may also make what is made of it: "chèvres, fromages" is asked.
    """
    match other.sectors:
        case ("A",):
            return {*term.sectors} == {"A", "G"}
        case ("G",):
            return "G" in term.sectors and other.clause <= term.clause
        case ("BC",):
            return "BC" in term.sectors and other.clause == term.clause and term.spotted.term in goods()
    return False


def _goes_with(at: int, said: Placed, terms: Iterable[_Term], found: Collection[str]) -> bool:
    """Tell whether a word of no term changes nothing beside the terms of its clause."""
    hinted = hints().get(said.word.stem, frozenset())
    if said.word.typed.isdecimal():
        return True
    over = _over(at, said.clause, terms)
    beside = any(term.sectors and term.clause == said.clause for term in terms)
    if fold(said.word.typed) in services():  # "prestations de nettoyage"
        return beside and (over is None or over.surely)
    if over:
        sectors = {*over.sectors, *_GOODS} if over.goods else {*over.sectors}
        sells = stems("sells").issuperset(over.spotted.term)
        return over.surely or sells or said.aside or not hinted or not sectors.isdisjoint(hinted)
    return beside and (said.aside or (len(found) == 1 and not hinted.isdisjoint(found)))


def _hinted(unclear: list[Word], known: int, found: Collection[str]) -> list[str]:
    """Return sectors that words which name no trade hint at, as long as there are few to choose from."""
    votes = Counter(
        sector for word in unclear for sector in hints().get(word.stem, ()) if sector not in found
    )
    return [sector for sector, _ in votes.most_common(max(AT_MOST - known, 0))]
