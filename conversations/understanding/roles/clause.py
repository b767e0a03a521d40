"""What the words of a clause about oneself are: names of roles, of jobs, of firms, and what is done."""

import re
from collections.abc import Container, Iterable, Sequence
from functools import cache

from conversations.frozen import frozen
from conversations.patterns import pattern
from conversations.understanding.activities.lexicon import HEAD, OBJECT, STRONG, hints
from conversations.understanding.activities.lexicon import lexicon as trades
from conversations.understanding.residue import IDLE
from conversations.understanding.roles.terms import FUNCTION, KIN, KINDS, POST, forms, names_somebody
from conversations.understanding.turns import turns
from conversations.understanding.vocabulary import Spotted, Thesaurus, Word, as_typed, vocabulary, words
from conversations.understanding.words import fold

_LINKS = frozenset("de d du des au aux aupres pour chez avec par of to for with by s".split())
_SPEAKERS = frozenset("je j moi nous on i we me".split())
_DOES = pattern(r"\b(?:je|j|nous|on|i|we) (?:(?:me|m|y|en|l|la|le|les|lui) )*(\w+)")
_AS_WE = dict(
    zip(
        "a tient prend reprend vend fait dirige gere exploite possede conduit".split(),
        "avons tenons prenons reprenons vendons faisons dirigeons gerons exploitons possedons gerons".split(),
        strict=True,
    )
)
"""What "on" does, as "nous" does it: "on tient un bar"."""
_ON = pattern(rf"\bon ({'|'.join(_AS_WE)})\b")
_RELATIVE = turns("role_clauses").pattern("relative")
_FILES = pattern(r"\bmont(?:e|ons|er) (le|un|son|leur|ce) dossier\b")
"""What nobody founds."""


@frozen
class Clause:
    """A clause read: its folded words, those that carry meaning with what links them, and the names found.

    ``reach``: from where words only name a firm, or some work.
    """

    typed: str
    tokens: frozenset[str]
    said: tuple[Word, ...]
    links: tuple[str, ...]
    terms: tuple[Spotted[str], ...]
    unclear: bool
    reach: int

    @property
    def kinds(self) -> frozenset[str]:
        """What its names may mean."""
        return frozenset(kind for term in self.terms for kind in term.meanings)

    @property
    def speaks(self) -> bool:
        """Whether somebody speaks of themselves by a pronoun."""
        return not _SPEAKERS.isdisjoint(self.tokens)

    @property
    def names_head(self) -> bool:
        """Whether it names a head, whoever it is."""
        return any("head" in kind.split() for kind in self.kinds)

    @property
    def jobs(self) -> bool:
        """Whether it names what is done within a firm, not a firm."""
        return any(
            FUNCTION in each.meanings
            and fold(each.typed) not in forms("firm")
            and each.positions[0] < self.reach
            and not (each.positions[0] and self.said[each.positions[0] - 1].typed in forms("firm"))
            for each in self.terms
        )

    @property
    def firm(self) -> bool:
        """Whether it names a firm, or a trade."""
        return any(map(_is_firm, self.said))

    @property
    def trade(self) -> bool:
        """Whether what is linked to its first name is a trade: "femme de boulanger"."""
        return any(
            link in ("de", "d", "du") and trades().of(word.stem)
            for word, link in zip(self.said[1:], self.links[1:], strict=True)
        )

    def does(self, *kinds: str) -> bool:
        """Tell whether something of a kind is done."""
        return any(not forms(kind).isdisjoint(self.tokens) for kind in kinds)

    @property
    def founds(self) -> bool:
        """Whether it is a firm that is founded, opened or taken over, and for nobody else."""
        if not self.does("founding") or self.jobs:
            return False
        last = max((at for at, word in enumerate(self.said) if word.typed in forms("founding")), default=-1)
        objects = [word for word in self.said[last + 1 :] if not _is_idle(word) or _is_firm(word)]
        if not objects or any(word.typed in ("pour", "for") for word in objects):
            return False
        return objects[0].typed in forms("firm") or any(
            not meaning.startswith((HEAD, STRONG, OBJECT)) for meaning in trades().of(objects[0].stem)
        )

    def staffed(self, term: Spotted[str]) -> bool:
        """Tell whether a name is that of somebody employed, with words after it that tell the work."""
        return fold(term.typed) in forms("staff") and self.reach < len(self.said)

    @property
    def idle(self) -> bool:
        """Whether its words change nothing: "bonjour"."""
        return not self.terms and all(map(_is_idle, self.said))

    @property
    def of_whom(self) -> bool:
        """Whether its first name only tells whose something is: "client du gérant"."""
        mere = KINDS - {KIN}
        first = next((each.positions[0] for each in self.terms if not mere.issuperset(each.meanings)), 0)
        return (
            bool(self.links)
            and self.links[first] not in ("", "avec", "with")
            and not all(map(_is_idle, self.said[:first]))
        )


def read_clause(piece: str, *, later: bool = False) -> Clause:
    """Read a clause. ``later``: it does not begin what is said, so that a capital begins a name."""
    typed = _ON.sub(lambda said: f"on {_AS_WE[said[1]]}", fold(piece))
    typed = _RELATIVE.sub("", typed)
    typed = _FILES.sub(r"prepare \1 dossier", typed)
    typed = typed.replace(" s son", " s daughter")  # "son" is "his" in French
    said, links = _words(typed.split())
    terms = _terms(said, frozenset(map(fold, _capitals(piece, later=later))))
    _link_to_firm(said, links, terms)
    reach = _explained(said, links, terms)
    told = said[:reach]
    unclear = _is_left(_capitals(piece, later=later), told, terms) or not _known().issuperset(
        _DOES.findall(typed)
    )
    return Clause(typed, frozenset(typed.split()), said, tuple(links), tuple(terms), unclear, reach)


@cache
def _lexicon() -> Thesaurus[str]:
    listed = vocabulary("roles")
    tables = (listed["settled"], listed["either"], listed["grammar"]["terms"])
    terms = ((term, kind) for table in tables for kind, terms in table.items() for term in terms)
    return Thesaurus(terms, known=frozenset(hints()))


@cache
def _verbs() -> frozenset[str]:
    kinds = ("having", "founding", "working", "advising", "doing", "assisting", "asking")
    return frozenset().union(*map(forms, kinds))


@cache
def _functions() -> frozenset[str]:
    return frozenset(map(fold, vocabulary("roles")["grammar"]["terms"][FUNCTION]))


@cache
def own_words() -> frozenset[str]:
    """Return the folded words that are said of any company."""
    lines = vocabulary("roles")["own"]["words"].splitlines()  # a text as long as them all is not read
    return frozenset(word for line in lines for word in fold(line).split())


@cache
def _known() -> frozenset[str]:
    """Return what somebody is said to do without its changing who they are."""
    return frozenset((*IDLE, *own_words(), *_verbs(), "suis", "sommes", "am"))


def _words(tokens: list[str]) -> tuple[tuple[Word, ...], list[str]]:
    """Return the words that carry meaning, and for each what links it to another: "de", "of", or nothing."""
    said: list[Word] = []
    links: list[str] = []
    link = ""
    for token in tokens:
        found = words(token)
        said += found
        links += [link] * len(found)
        if token in _LINKS:
            link = token
        elif found and not token.isdecimal():
            link = ""
    return tuple(said), links


def _terms(said: tuple[Word, ...], names: Container[str]) -> list[Spotted[str]]:
    """Return the names found among words, in order; a verb is no name, nor a job the name of a post."""
    terms = []
    for term in _lexicon().spot(said):
        typed = fold(term.typed)
        kinds = term.meanings
        if FUNCTION in kinds:
            job = typed in _functions()
            kinds = tuple(kind for kind in kinds if (kind == FUNCTION) is job or kind == POST)
        is_job = FUNCTION in kinds
        if typed not in _verbs() and (is_job or names_somebody(said, term, names)):
            terms.append(Spotted(term.term, kinds, term.positions, term.typed))
    return sorted(terms, key=lambda term: term.positions)


def _link_to_firm(said: tuple[Word, ...], links: list[str], terms: Sequence[Spotted[str]]) -> None:
    """Link a head to the firm named right after: "dirigeante agence immobilière"."""
    if terms and forms("heads").issuperset(fold(terms[0].typed).split()):
        after = terms[0].positions[-1] + 1
        if after < len(said) and _is_firm(said[after]):
            links[after] = links[after] or "de"


def _explained(said: tuple[Word, ...], links: list[str], terms: Iterable[Spotted[str]]) -> int:
    """Return from where words only name the firm of a head, or the work of somebody employed.

    "gérante de Zourbi Services", "ingénieure zourbis".
    """
    for term in terms:
        first = set(fold(term.typed).split())
        after = term.positions[-1] + 1
        if KIN in term.meanings:
            break
        if not forms("staff").isdisjoint(first):
            return after
        if not forms("heads").issuperset(first):
            break
        if after < len(said) and links[after] in ("d", "de", "du", "des", "of", "at", "chez"):
            return after
    return len(said)


def _capitals(piece: str, *, later: bool) -> tuple[str, ...]:
    """Return the words of a clause that a capital says to be names."""
    typed = f". {piece.strip()}" if later else piece
    return () if piece.isupper() else tuple(re.findall(r"(?<=\S )[A-ZÀ-Ý][^\W_]*", typed))


def _is_left(names: Iterable[str], said: tuple[Word, ...], terms: Iterable[Spotted[str]]) -> bool:
    """Tell whether a word is left that no role, firm, trade or name explains."""
    used = {at for term in terms if term.positions[-1] < len(said) for at in as_typed(said, term)}
    known = {*map(fold, names), *_LINKS, *IDLE, *own_words(), *_verbs()}
    chez = next((at for at, word in enumerate(said) if word.typed == "chez"), len(said))
    return any(
        at not in used
        and not word.typed.isdecimal()
        and len(word.typed) > 1
        and word.typed not in known
        and not _is_firm(word)
        for at, word in enumerate(said[:chez])
    )


def _is_firm(word: Word) -> bool:
    """Tell whether a word names a firm, or a trade."""
    return word.typed in forms("firm") or (word.stem in hints() and word.typed not in IDLE)


def _is_idle(word: Word) -> bool:
    """Tell whether a word changes no role."""
    return word.typed in IDLE or word.typed in own_words() or word.typed.isdecimal()
