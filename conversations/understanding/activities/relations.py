"""How the terms of a text bear on one another: what is done with what, where, and of which kind."""

from collections.abc import Iterable, Sequence

from conversations.understanding.activities.clauses import Placed
from conversations.understanding.activities.lexicon import beside, goods, own_words, stems
from conversations.understanding.activities.terms import GOODS, Term
from conversations.understanding.residue import changes_nothing
from conversations.understanding.words import fold

_BUILDING = "F"
_MADE = ("F", "BC")
_LETTING, _HIRING, _FOR_FEASTS = ("MN", "KL"), ("MN",), ("MN", "RST")
"""Who hires out what is not said; a thing; a thing for feasts, which may be a show."""
_EQUIPMENT = ("G", "BC")
"""Who sells, or makes, what serves a trade: "matériel de boulangerie"."""


def said_over(at: int, clause: int, terms: Iterable[Term]) -> Term | None:
    """Return what is said to be done with a word: the last of it before the word; in English, after it."""
    before = after = None
    for term in terms:
        if term.doing and term.clause == clause:
            if term.spotted.positions[0] < at:
                before = term
            elif at < term.spotted.positions[0] and stems("after").issuperset(term.spotted.term):
                after = after or term
    return before or after


def meant(term: Term, terms: Iterable[Term]) -> tuple[str, ...] | None:
    """Return the sectors that a term tells; None where it is what something is done with."""
    over = said_over(term.spotted.positions[0], term.clause, terms)
    if over.takes(term) or _is_what_for(term, over, terms) if over else _listed(term, terms):
        return None
    if _belongs(term, terms):
        return None
    sectors = term.sectors
    for other in terms:
        if other.doing or (
            other.thing and {"RST", "BC"} <= {*sectors}
        ):  # toys are made, and mended by somebody else
            continue
        if said_over(other.spotted.positions[0], other.clause, terms) is term:
            sectors = tuple(each for each in sectors if each in other.sectors) or sectors
    if _BUILDING in sectors and "KL" not in sectors and any(other.sectors == (_BUILDING,) for other in terms):
        return (_BUILDING,)  # "plâtrerie, peinture": one builder of several trades
    return sectors


def _belongs(term: Term, terms: Iterable[Term]) -> bool:
    """Tell whether a term says but where, of what or of which kind another trade is.

    "restaurant de poissons", "vente de bijoux sur internet", "imprimeur offset et numérique".
    """
    if term.aside and any(
        other.sectors and other.clause == term.clause and not other.aside for other in terms
    ):
        return True
    for other in terms:
        if other is term or other.thing or other.doing or not other.sectors:
            continue
        near = other.clause == term.clause
        if term.alone and other.clause < term.clause and stems("kinds").issuperset(term.spotted.term):
            return True
        if near and len(other.sectors) == 1 and other.agent and stems("styles").issuperset(term.spotted.term):
            return True
        whole = len(other.sectors) == 1 and other.sectors not in (("A",), ("MN",))
        goods_only = term.thing and {*GOODS, "RST"}.issuperset(term.sectors)
        if whole and near and goods_only and other.spotted.positions[0] < term.spotted.positions[0]:
            return True
    return False


def as_made(term: Term, sectors: tuple[str, ...], said: Sequence[Placed]) -> tuple[str, ...]:
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
    if (
        term.thing
        and "BC" in sectors
        and any(each.word.stem in stems("makes") for each in said[: term.spotted.positions[0]])
    ):
        return tuple(sector for sector in sectors if sector != "G")
    if (
        sectors == _LETTING
        and near.isdisjoint(stems("lets"))
        and any(not changes_nothing(fold(word.typed), own_words()) for word in near_it)
    ):
        sectors = _HIRING if near.isdisjoint(stems("feasts")) else _FOR_FEASTS
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


def _is_what_for(term: Term, over: Term, terms: Iterable[Term]) -> bool:
    """Tell whether a term only says what goods are for: "vente de matériel de coiffure"."""
    at, start = term.spotted.positions[0], over.spotted.positions[0]
    goods = (each.spotted for each in terms if not each.sectors and each.clause == term.clause)
    return (over.goods or over.spotted.term[0] in stems("hires")) and any(
        start < each.positions[0] < at and stems("for").issuperset(each.term) for each in goods
    )


def _listed(term: Term, terms: Iterable[Term]) -> bool:
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


def _yields(term: Term, other: Term) -> bool:
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
