"""Who speaks, by the grammar of what is said: "mon mari est le gérant, je fais les papiers".

Each clause tells of whoever speaks, or of somebody else. In a clause the first name decides, and what is
linked to it by "de" or "of" tells whose it is: "la fille du patron". A role is told only where no other word
is left.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache

from conversations.frozen import frozen
from conversations.understanding.activities.clauses import clauses
from conversations.understanding.activities.lexicon import HEAD, OBJECT, STRONG, hints
from conversations.understanding.activities.lexicon import lexicon as trades
from conversations.understanding.residue import IDLE
from conversations.understanding.vocabulary import Spotted, Thesaurus, Word, as_typed, vocabulary, words
from conversations.understanding.words import denies, fold

ROLES = ("delegate", "head", "adviser")
_OF_A_POST = (frozenset(), frozenset({"delegate"}), frozenset({"head", "delegate"}))
_MOST = 6  # clauses: more are a story, not an answer
_KIN, _FUNCTION, _POST, _BODY = "kin", "function", "post", "body"
_KINDS = frozenset((_KIN, _FUNCTION, _POST, _BODY))
_LINKS = frozenset("de d du des aupres pour chez avec of to for with s".split())
_AT_WORK = frozenset("dans pour chez for in at".split())
_SPEAKERS = frozenset("je j moi nous on i we me".split())
_FIRM = "compte|propre|own|boite|entreprise|societe|affaire|exploitation|ferme|activite|company|business|firm"
_ANOTHER = re.compile(
    rf"^(?:(?:c est|it s|it is) )?(?:mon|ma|mes|notre|nos|my|our) (?!{_FIRM})"
    r"|^(?:il|elle|ils|elles|he|she|they|lui|qui|who|dont)\b(?! y a)"
    r"|\b(?:est|sont|is|are) (?:mon|ma|mes|notre|nos|my|our) "
)
"""What begins a clause about somebody else."""
_SELF = re.compile(
    r"\b(?:a (?:mon|notre) (?:propre )?compte|tout seule?|own boss|for myself|on my own|mon propre patron)\b"
)
"""What only somebody says who has no employer."""
_ELSEWHERE = re.compile(
    r"\b(?:du (?:ce|cse|comite|syndicat|conseil de surveillance|jury|tribunal)"
    r"|de la (?:cci|cma|chambre|federation|region)|associee? d(?:u|e la) \w+)\b"
)
"""What makes a president one of another body; an associate is not who one is associated with."""


_FOR_A_FIRM = re.compile(r"\b(?:pour le compte|au nom) d une (?:entreprise|societe|boite|pme|tpe)\b")
"""What only an adviser says: who works there says which firm."""


@frozen
class _Clause:
    """What a clause tells. ``roles``: of whoever speaks, or of somebody else.

    ``runs``: a firm is run; ``works``: a job is done within one; ``kin``: one is of a family.
    """

    another: bool = False
    roles: frozenset[str] = frozenset()
    runs: bool = False
    works: bool = False
    kin: bool = False
    unclear: bool = False


@cache
def _lexicon() -> Thesaurus[str]:
    listed = vocabulary("roles")
    tables = (listed["settled"], listed["either"], listed["grammar"]["terms"])
    return Thesaurus((term, kind) for table in tables for kind, terms in table.items() for term in terms)


@cache
def _forms(kind: str) -> frozenset[str]:
    return frozenset(vocabulary("roles")["grammar"]["words"][kind].split())


@cache
def _verbs() -> frozenset[str]:
    return frozenset().union(*map(_forms, ("having", "founding", "working", "advising", "doing")))


@cache
def _functions() -> frozenset[str]:
    return frozenset(map(fold, vocabulary("roles")["grammar"]["terms"][_FUNCTION]))


@cache
def _own() -> frozenset[str]:
    return frozenset(fold(vocabulary("roles")["own"]["words"]).split())


def told_role(text: str) -> str | None:
    """Return the role that whoever speaks says is theirs; None where the grammar does not tell it."""
    pieces = [piece for piece in clauses(text) if piece.strip()]
    if len(pieces) > _MOST:
        return None
    told = [_clause(piece) for piece in pieces]
    mine = [clause for clause in told if not clause.another]
    if any(clause.unclear for clause in mine):
        return None
    roles = [clause.roles for clause in mine if clause.roles]
    headed = any(clause.another and "head" in clause.roles for clause in told)
    if headed and any(clause.runs for clause in mine):  # whoever runs the shop beside its head
        return "delegate" if all(each in ({"head"}, {"delegate"}) for each in roles) else None
    if not roles and any(clause.works for clause in mine) and (headed or any(each.kin for each in mine)):
        return "delegate"
    return _agreed(roles)


def _agreed(roles: Sequence[Collection[str]]) -> str | None:
    """Return the role that all names may mean, one of them nothing else: "gérant, associé"."""
    sure = {role for each in roles for role in each if len(each) == 1}
    if len(sure) != 1:
        return None
    [role] = sure
    alone = all(len(each) == 1 for each in roles)
    return role if alone or (role == "head" and all(role in each for each in roles)) else None


def _clause(piece: str) -> _Clause:
    """Read a clause."""
    typed = fold(piece).replace(" s son", " s daughter")  # "son" is "his" in French
    tokens = {*typed.split()}
    said, links = _words(typed.split())
    terms = _terms(said)
    kinds = {kind for term in terms for kind in term.meanings}
    names_head = any("head" in kind.split() for kind in kinds)
    verbs = {kind for kind in ("having", "founding", "working", "advising") if _forms(kind) & tokens}
    if _ANOTHER.search(typed):
        heads = names_head or bool(verbs & {"having", "founding"})
        return _Clause(another=True, roles=frozenset({"head"} if heads else ()))
    if _forms("neutral") & tokens and not (kinds - {_FUNCTION, _BODY} or "founding" in verbs):
        return _Clause()
    if denies(typed) or _forms("former") & tokens or _ELSEWHERE.search(typed):
        return _Clause(unclear=True)
    unclear = _is_left(piece, said, terms)
    if _SELF.search(typed) or _FOR_A_FIRM.search(typed):
        return _Clause(roles=frozenset({"head" if _SELF.search(typed) else "adviser"}))
    speaks = bool(_SPEAKERS & tokens)
    jobs = any(_FUNCTION in term.meanings and fold(term.typed) not in _forms("firm") for term in terms)
    if speaks and "advising" in verbs:
        return _Clause(roles=frozenset({"adviser"}), unclear=unclear or _KIN in kinds)
    if speaks and "working" in verbs:
        helps = _BODY in kinds or any("client" in term.typed for term in terms)
        unclear = unclear or "having" in verbs or not tokens & _AT_WORK or ("adviser" in kinds and not helps)
        return _Clause(roles=frozenset({"adviser" if helps else "delegate"}), unclear=unclear)
    if "founding" in verbs and _founds(said) and not jobs:
        return _Clause(roles=frozenset({"head"}), unclear=unclear)
    whose = _KINDS - {_KIN}
    first = next((term.positions[0] for term in terms if not whose.issuperset(term.meanings)), 0)
    if links and links[first] and not _begins(said[:first]):
        return _Clause(unclear=True)  # "client du gérant"
    roles = _named(terms, links)
    if roles and not (jobs and roles == {"head"}):
        return _Clause(roles=roles, kin=_KIN in kinds, unclear=unclear)
    if speaks and "having" in verbs and not jobs and any(map(_is_firm, said)):
        own = "delegate" if _KIN in kinds and tokens & {"pour", "for"} else "head"
        return _Clause(roles=frozenset({own}), runs=True, unclear=unclear)
    unclear = unclear or not kinds & {_KIN, _FUNCTION}
    return _Clause(works=jobs, runs=speaks and "having" in verbs and jobs, kin=_KIN in kinds, unclear=unclear)


def _founds(said: Sequence[Word]) -> bool:
    """Tell whether it is a firm that is founded, opened or taken over, and for nobody else."""
    last = max(at for at, word in enumerate(said) if word.typed in _forms("founding"))
    objects = [word for word in said[last + 1 :] if word.typed not in {*IDLE, *_own()} or _is_firm(word)]
    if not objects or any(word.typed in ("pour", "for") for word in objects):
        return False
    return objects[0].typed in _forms("firm") or any(
        not meaning.startswith((HEAD, STRONG, OBJECT)) for meaning in trades().of(objects[0].stem)
    )


def _begins(said: Sequence[Word]) -> bool:
    """Tell whether the words before the first name say nothing: "un des deux gérants"."""
    return all(word.typed in IDLE or word.typed in _own() or word.typed.isdecimal() for word in said)


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
        elif found:
            link = ""
    return tuple(said), links


def _terms(said: tuple[Word, ...]) -> list[Spotted[str]]:
    """Return the names found among words, in order; a verb is no name, nor a job the name of a post."""
    terms = []
    for term in _lexicon().spot(said):
        typed = fold(term.typed)
        kinds = term.meanings
        if _FUNCTION in kinds:
            job = typed in _functions()
            kinds = tuple(kind for kind in kinds if (kind == _FUNCTION) is job or kind == _POST)
        if typed not in _verbs():
            terms.append(Spotted(term.term, kinds, term.positions, term.typed))
    return sorted(terms, key=lambda term: term.positions)


def _named(terms: Sequence[Spotted[str]], links: Sequence[str]) -> frozenset[str]:
    """Return the roles that the names of a clause give; all of them where they do not agree."""
    found: list[frozenset[str]] = []
    for at, term in enumerate(terms):
        kinds, link = {*term.meanings}, links[term.positions[0]]
        roles = frozenset(role for kind in kinds - _KINDS for role in kind.split())
        later = {kind for other in terms[at + 1 :] for kind in other.meanings}
        earlier = {kind for other in terms[:at] for kind in other.meanings}
        heads = any("head" in kind.split() for kind in (earlier if link == "s" else later))
        if _KIN in kinds and not roles:
            if heads and (at == 0 or link == "s"):
                return frozenset({"delegate"})  # "la fille du patron", "the owner's wife"
        elif at and (link or (_FUNCTION in kinds and _POST in earlier)):
            continue  # "de l'entreprise", "cadre commercial"
        elif _BODY in later and roles and roles != {"head"}:
            found.append(frozenset({"adviser"}))
        elif _POST in kinds and _FUNCTION in later | earlier and roles in _OF_A_POST:
            found.append(frozenset({"delegate"}))
        elif roles or _POST in kinds:  # a post without its function says nothing
            found.append(roles or frozenset(ROLES))
    if not found:
        return frozenset()
    agreed = _agreed(found)
    return frozenset({agreed}) if agreed else frozenset().union(*found)


def _is_left(piece: str, said: tuple[Word, ...], terms: Iterable[Spotted[str]]) -> bool:
    """Tell whether a word is left that no role, firm, trade or name explains."""
    used = {at for term in terms for at in as_typed(said, term)}
    names = () if piece.isupper() else re.findall(r"(?<=\S )[A-ZÀ-Ý][^\W_]*", piece)
    known = {*map(fold, names), *_LINKS, *IDLE, *_own(), *_verbs()}
    chez = next((at for at, word in enumerate(said) if word.typed == "chez"), len(said))
    return any(
        at not in used and not word.typed.isdecimal() and word.typed not in known and not _is_firm(word)
        for at, word in enumerate(said[:chez])
    )


def _is_firm(word: Word) -> bool:
    """Tell whether a word names a firm, or a trade."""
    return word.typed in _forms("firm") or (word.stem in hints() and word.typed not in IDLE)
