"""The words of trades: which sectors they name, which they hint at, and what they are said of."""

from collections import Counter
from collections.abc import Container, Iterable
from functools import cache

from conversations.patterns import pattern
from conversations.understanding.activities.clauses import placed
from conversations.understanding.vocabulary import (
    InGenders,
    Spellings,
    Thesaurus,
    rows,
    spellings,
    stem,
    vocabulary,
    words,
)
from conversations.understanding.words import fold

HEAD, STRONG, OBJECT = "head:", "strong:", "object"
"""What marks a meaning that tells what is done, one that tells it whatever it is done with, and a thing."""
_RARELY = 4  # one time out of so many, a word of the classes of the NAF still hints at a sector
_FEW = 2  # words
_IN_O = pattern(r"(?<=\w\w)o(s?)\b")


@cache
def lexicon() -> Thesaurus[str]:
    """Return the terms of trades, with their sectors after what marks them."""
    listed = vocabulary("activities")
    tables = (("trades", ""), ("either", ""), ("heads", HEAD), ("strong", STRONG))
    terms = [
        (term, mark + sectors)
        for table, mark in tables
        for sectors, named in listed[table].items()
        for term in named
    ]
    terms += [(term, sectors) for sectors, term in rows("trades")]
    terms += [
        (term, mark)
        for sectors, goods in listed["goods"].items()
        for term in goods
        for mark in (sectors, OBJECT)
    ]
    terms += [
        (said, mark)
        for term, mark in terms
        if not (mark == "G" and term.startswith("vente "))  # the verb tells it by itself
        for said in _as_verbs(term)
    ]
    terms += [(said, mark) for term, mark in terms for said in _in_numbers(term)]
    known = frozenset(hints()) | frozenset(stem(fold(word)) for word in listed["objects"]["own"])
    return Thesaurus((*terms, *((term, OBJECT) for term in listed["objects"]["words"])), known)


def _in_numbers(term: str) -> tuple[str, ...]:
    """Return a term in the numbers that its stem does not tell: "vélo", "vélos"; "designers"."""
    folded = fold(term)
    forms = [_IN_O.sub(lambda found: "o" if found[1] else "os", folded)] if _IN_O.search(folded) else []
    if folded.endswith("er") and " " not in folded:
        forms.append(f"{folded}s")
    return tuple(forms)


def _as_verbs(term: str) -> tuple[str, ...]:
    """Return a trade of several words as who does it says it: "je répare des vélos"."""
    noun, _, what = term.partition(" ")
    forms = vocabulary("activities")["verbs"].get(noun, "") if what else ""
    return tuple(f"{form} {what}" for form in forms.split())


@cache
def joined() -> frozenset[tuple[str, ...]]:
    """Return the terms that are of two clauses by themselves: "glaces et sorbets"."""
    listed = vocabulary("activities")
    tables = ("trades", "goods", "either", "heads")
    named = (term for table in tables for terms in listed[table].values() for term in terms)
    parted = (placed(term) for term in named if " " in term)
    return frozenset(
        tuple(each.word.stem for each in said) for said in parted if said[-1].clause > said[0].clause
    )


@cache
def named() -> Container[str]:
    """Return the folded words that name a trade by themselves, in their genders and numbers."""
    return _of_one_word("trades", "goods", "either", "heads", "strong")


def names_trade(word: str) -> bool:
    """Tell whether a folded word is the name of a trade, and of nothing that is done with others."""
    return word in _trades() and word not in _heads()


@cache
def _trades() -> Container[str]:
    return _of_one_word("trades", "either")


@cache
def _heads() -> frozenset[str]:
    return frozenset(fold(term) for terms in vocabulary("activities")["heads"].values() for term in terms)


def _of_one_word(*tables: str) -> Container[str]:
    listed = vocabulary("activities")
    terms = [term for table in tables for terms in listed[table].values() for term in terms]
    terms += [term for _, term in rows("trades")]
    return InGenders(fold(term) for term in terms if len(words(term)) == 1)


@cache
def spelt() -> Spellings:
    """Return the trades as they are spelt, folded."""
    rarer = (fold(term) for _, term in rows("trades"))
    return Spellings((*spellings("activities", "trades", "goods", "either"), *rarer))


@cache
def classes() -> dict[str, str]:
    """Return the sections of the classes of the NAF by their names, folded, as they are copied from papers.

    A short one is a word that people use in its everyday meaning: "charcuterie", "horlogerie".
    """
    return {fold(name): sector for sector, name in rows("naf") if len(words(name)) > _FEW}


@cache
def beginnings(table: str) -> frozenset[str]:
    """Return the stems that tell what is done, in "production de légumes" too."""
    named = (term for terms in vocabulary("activities")[table].values() for term in terms)
    return frozenset(said[0].stem for term in named if len(said := words(term)) == 1)


@cache
def stems(kind: str) -> frozenset[str]:
    """Return the stems of words of a kind.

    ``after``: English words that stand after what something is done with; ``sells``: where anything is sold;
    ``for``: what is made or sold for a trade; ``hires``: how things are hired out;
    ``builds``: what builds; ``built``: what stays where it is built;
    ``lets``: what only its owner hires out, or an agent; ``feasts``: what is hired for a feast; ``puts``: how
    a thing is put in place; ``makes``: what says that a thing is made; ``styles``: what says of which kind a
    trade is, beside it; ``kinds``: after "et".
    """
    return frozenset(word.stem for word in words(" ".join(vocabulary("activities")["objects"][kind])))


@cache
def beside() -> tuple[tuple[frozenset[str], frozenset[str], tuple[str, ...]], ...]:
    """Return what is done, what stands beside it and the sectors that it may tell then, by their stems."""
    return tuple(
        (
            frozenset(word.stem for word in words(row["of"])),
            frozenset(word.stem for word in words(row["near"])),
            tuple(row["adds"].split()),
        )
        for row in vocabulary("activities")["beside"]
    )


@cache
def goods() -> frozenset[tuple[str, ...]]:
    """Return the stems of what is grown, made or sold, whoever does."""
    named = (term for terms in vocabulary("activities")["goods"].values() for term in terms)
    return frozenset(tuple(word.stem for word in words(term)) for term in named)


@cache
def services() -> frozenset[str]:
    """Return the folded words that say no more than that something is done for others."""
    return frozenset(vocabulary("activities")["objects"]["services"])


class _Endings(Container[str]):
    """Words by their stems: whatever their endings."""

    def __init__(self, listed: Iterable[str]) -> None:
        self._stems = frozenset(map(stem, map(fold, listed)))

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and stem(word) in self._stems


@cache
def own_words() -> Container[str]:
    """Return the folded words that are said of any trade."""
    return _Endings(vocabulary("activities")["objects"]["own"])


@cache
def hints() -> dict[str, frozenset[str]]:
    """Return the sectors that a stem hints at: it is in the names of their trades, or of their classes."""
    listed = vocabulary("activities")
    counted: dict[str, Counter[str]] = {}
    for sector, text in rows("naf"):
        for word in words(text):
            counted.setdefault(word.stem, Counter())[sector] += 1
    found = {
        each: {sector for sector, times in sectors.items() if times * _RARELY >= sectors.total()}
        for each, sectors in counted.items()
    }
    told = [*listed["hints"].items()]
    told += [
        (sectors, " ".join(named))
        for table in ("trades", "goods", "either")
        for sectors, named in listed[table].items()
    ]
    for sectors, text in told:
        for each in text.split():
            for word in words(each):
                found.setdefault(word.stem, set()).update(sectors.split())
    return {each: frozenset(sectors) for each, sectors in found.items()}
