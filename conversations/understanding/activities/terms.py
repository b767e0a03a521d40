"""The names of trades and of things found in a text, with what they tell."""

from collections import Counter
from collections.abc import Iterable, Sequence

from conversations.frozen import frozen
from conversations.patterns import pattern
from conversations.understanding.activities.clauses import Placed
from conversations.understanding.activities.lexicon import (
    HEAD,
    OBJECT,
    STRONG,
    beginnings,
    joined,
    lexicon,
    stems,
)
from conversations.understanding.vocabulary import Spotted
from conversations.understanding.words import fold

MOST = 25  # terms weighed: more are no answer, and would make the work grow with their square
_AGENT = pattern(r"(?:eur|euse|rice|iste|ier|iere|aste|cher|phe|tecte)s?$")
"""How words end that name who does something."""
GOODS = frozenset(("A", "BC", "G"))
"""The sectors of those who grow, make or sell goods: to name the goods does not tell which."""


@frozen
class Term:
    """A term found, and the sectors it may mean. ``thing``: something is done with it.

    ``doing``: it tells what is done; ``surely``: whatever it is done with. ``alone``: nothing else is in its
    clause. ``aside``: it tells where.
    """

    spotted: Spotted[str]
    clause: int
    sectors: tuple[str, ...]
    thing: bool
    doing: bool
    surely: bool
    alone: bool
    aside: bool

    @property
    def agent(self) -> bool:
        """Whether it names who does it, not what is done."""
        return _AGENT.search(fold(self.spotted.typed).split(" ")[0]) is not None

    @property
    def goods(self) -> bool:
        """Whether it is about goods."""
        return GOODS.issuperset(self.sectors)

    def takes(self, other: "Term") -> bool:
        """Tell whether another term is but what is done with, so that it tells no sector of its own."""
        if self.agent and other.agent:  # "éleveur boucher": two trades
            return bool({*self.sectors} & {*other.sectors})
        if self.spotted.term[0] in stems("sells") and not (other.doing or GOODS.isdisjoint(other.sectors)):
            return True  # "magasin de broderie"
        handles = self.goods or self.spotted.term[0] in stems("hires") | stems("puts")
        if self.surely or (handles and other.thing):
            return True
        return not other.doing and bool({*self.sectors} & {*other.sectors})


def terms_of(said: tuple[Placed, ...]) -> tuple[Term, ...]:
    """Return the terms among the words said, in their order, with what they tell."""
    terms = []
    sizes = Counter(each.clause for each in said)
    for spotted in _spotted(said):
        marks = spotted.meanings
        named = (mark.removeprefix(HEAD).removeprefix(STRONG) for mark in marks if mark != OBJECT)
        begins = spotted.term[0] if len(spotted.term) > 1 else None
        surely = begins in beginnings("strong") or any(mark.startswith(STRONG) for mark in marks)
        heads = begins in beginnings("heads") or any(mark.startswith(HEAD) for mark in marks)
        sectors = tuple(dict.fromkeys(" ".join(named).split()))
        doing = bool(sectors) and (surely or heads)
        first = said[spotted.positions[0]]
        alone = sizes[first.clause] == len(spotted.positions)
        term = Term(spotted, first.clause, sectors, OBJECT in marks, doing, surely, alone, first.aside)
        terms.append(term)
    return tuple(sorted(terms, key=lambda term: term.spotted.positions)[:MOST])


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
