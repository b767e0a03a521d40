"""Who tells everything in one message: the role, the company and the project in it, before they are asked.

Each is offered at its question. What is said of somebody else is left out, as everywhere.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from conversations.intake.told.clauses import PAST, SHOWN, clauses, own_text
from conversations.intake.told.writers import adviser
from conversations.patterns import pattern
from conversations.understanding.company_names import read_company_name
from conversations.understanding.creations import is_creating, tells_creation
from conversations.understanding.residue import changes_nothing
from conversations.understanding.roles.reading import read_role
from conversations.understanding.turns import turns
from conversations.understanding.vocabulary import words_of
from conversations.understanding.words import LONGEST_READ, denies, excerpt, fold

_BEING_CREATED = "en création"  # read by the question of the company as its button
_A_STORY = 5  # words, of which none is courtesy: more than an answer
_A_REMARK = 10  # words: more tell something, be it to us
_LEAST_TOLD = 3  # words of a project: fewer name it, and are no description
_EARLY = 500  # characters in which who writes, and for which firm, is looked for
_LONGEST_NAME = 6  # words after the trade: "Association Les Jardins du Der"

_SAID = turns("at_once")
_SELF, _RUN_BY, _NUMBERED, _WANTED, _FOR_US = (
    _SAID.pattern(each) for each in ("self", "run_by", "numbered", "wanted", "for_us")
)
_WHOSE, _ARTICLE = _SAID.pattern("whose", re.IGNORECASE), _SAID.pattern("article", re.IGNORECASE)
_TOWARDS = _SAID.pattern("towards", re.DOTALL)
_ENDED = pattern(r"[.!?;,\n]+")
_OF_A_FIRM = r"\b(?:la|le|l|de|du|d|chez|notre|mon|ma|the|of|our|my|at) "


@cache
def _common() -> frozenset[str]:
    """Return the folded words that a company's name begins with, and is not: its trade, its legal form."""
    firms = "entreprise societe etablissement etablissements association asso groupe maison atelier"
    return words_of("companies", "trades", "forms").union(firms.split())


def _early(text: str) -> Iterator[tuple[str, str]]:
    read = 0
    for clause, folded in clauses(text):
        yield clause, folded
        read += len(folded)
        if read > _EARLY:
            return


def company(text: str) -> Iterator[tuple[str, str]]:
    """Return the company's number, or its name in "la boulangerie Mirabelle", "gérant de Benali Peinture"."""
    if numbered := _NUMBERED.search(own_text(text)):
        yield numbered[0], numbered["value"] or numbered["alone"]
        return
    creating = is_creating(fold(own_text(text)))
    for clause, folded in _early(text):
        if creating and tells_creation(folded):
            yield excerpt(clause, SHOWN), _BEING_CREATED
            return
        if denies(folded):
            continue
        if run := _RUN_BY.search(clause):
            name = _TOWARDS.sub("", run["name"]).strip()
            yield name, name
            continue
        said = next(iter(read_company_name(clause).readings), "")
        name = _TOWARDS.sub("", _ARTICLE.sub("", said))
        first, *others = name.split() or [""]
        capital = any(other[:1].isupper() for other in others)  # "boulangerie artisanale" is no name
        if "dans" in others or any(map(str.isdigit, others)) or not (capital or clause[1:].islower()):
            continue
        if not (capital or (said != clause and re.search(_OF_A_FIRM + re.escape(fold(first)), folded))):
            continue  # "je ferme dans deux mois"
        if fold(first) in _common() and 0 < len(others) <= _LONGEST_NAME:
            name = f"{name[:1].upper()}{name[1:]}"
            yield name, name


def role(text: str) -> Iterator[tuple[str, str]]:
    """Return what somebody says they are: "je suis la gérante" of "la boulangerie Mirabelle"."""
    yield from [*adviser(text)] or _role_by_clause(text)


def _role_by_clause(text: str) -> Iterator[tuple[str, str]]:
    for clause, folded in _early(text):
        if not _SELF.search(folded) or denies(folded):
            continue
        for said in dict.fromkeys((clause, _WHOSE.split(clause, maxsplit=1)[0])):
            if len(read_role(said).readings) == 1:
                yield excerpt(said, SHOWN), said
                break


def tells_a_story(text: str) -> bool:
    """Tell whether a text says more than who writes it: kept, it need not be said again."""
    parts = map(fold, _ENDED.split(text[:LONGEST_READ]))  # of somebody else too
    told = (folded.split() for folded in parts if not _is_for_us(folded))
    said = (word for words in told for word in words if not changes_nothing(word))
    return len([*islice(said, _A_STORY)]) == _A_STORY


def _is_for_us(folded: str) -> bool:
    """Tell whether a short clause is about this chat, or how to answer, and not about a firm."""
    return _FOR_US.search(folded) is not None and len(folded.split()) <= _A_REMARK


def project(text: str) -> Iterator[tuple[str, str]]:
    """Return a text that tells what is wanted, whole: it may be how the project is described."""
    for _, folded in clauses(text):
        words = [word for word in folded.split() if not changes_nothing(word)]
        wanted = _WANTED.search(folded) and not (denies(folded) or PAST.search(folded))
        if wanted and len(words) >= _LEAST_TOLD:
            yield excerpt(text, SHOWN), text
            return
