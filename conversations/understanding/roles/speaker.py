"""Who speaks, by the grammar of what is said: "mon mari est le gérant, je fais les papiers".

Each clause tells of whoever speaks, or of somebody else. In a clause the first name decides, and what is
linked to it by "de" or "of" tells whose it is: "la fille du patron". A role is told only where no other word
is left.
"""

from collections.abc import Collection, Sequence

from conversations.frozen import frozen
from conversations.understanding.activities.clauses import clauses
from conversations.understanding.roles.clause import Clause, read_clause
from conversations.understanding.roles.terms import BODY, FUNCTION, KIN, KINDS, POST, forms
from conversations.understanding.roles.wordings import (
    EMPLOYED,
    heads_none_yet,
    heads_their_own,
    is_doubtful,
    is_without_work,
    role_by_wording,
    rules_it,
    works_beside,
)
from conversations.understanding.turns import turns
from conversations.understanding.words import denies

ROLES = ("delegate", "head", "adviser")
_HEAD, _DELEGATE, _ADVISER = map(frozenset, (["head"], ["delegate"], ["adviser"]))
_MOST_NAMES = 20  # in a clause: more are no answer, and would make the work grow with their square
_MOST = 6  # clauses: more are a story, not an answer
_AT_WORK = frozenset("dans dedans y pour chez for in at".split())
_PREDICATES = frozenset(
    "c est sont a ont dirige dirigent gere gerent tient tiennent exploite possede monte cree qui "
    "is are s has owns runs".split()
)
"""What is said of somebody else named: without it, "mon associé et moi" tells nothing of them."""
_RUN = frozenset("a ont dirige dirigent gere gerent tient tiennent exploite possede owns runs has".split())
"""What somebody else does who has a firm, maybe another one: "ma femme tient un salon"."""
_OR_A_ZONE = "region"  # of the firm: "directrice région"
_SAID = turns("role_clauses")
_AM, _AM_IN, _ANOTHER, _DECIDES = (_SAID.pattern(each) for each in ("am", "am_in", "another", "decides"))
_FOR = frozenset(("pour", "for"))


@frozen
class _Told:
    """What a clause tells. ``roles``: of whoever speaks, or of somebody else.

    ``runs``: a firm is run; ``works``: a job is done within one; ``kin``: one is of a family; ``beside``: one
    works with somebody. ``unclear``: words are left; ``harmless``: which name nobody, and no other time.
    ``idle``: nothing is told. ``founder``: a firm of one's own is to come. ``rules``: one
    named before is run. ``owns``: a firm is somebody's own, or, of somebody else, it is they who decide.
    """

    another: bool = False
    roles: frozenset[str] = frozenset()
    runs: bool = False
    works: bool = False
    kin: bool = False
    beside: bool = False
    unclear: bool = False
    harmless: bool = False
    idle: bool = False
    founder: bool = False
    rules: bool = False
    owns: bool = False


def told_role(text: str) -> str | None:
    """Return the role that whoever speaks says is theirs; None where the grammar does not tell it."""
    pieces = [piece for piece in clauses(text) if piece.strip()]
    if len(pieces) > _MOST:
        return None
    told = [_told(read_clause(piece, later=at > 0)) for at, piece in enumerate(pieces)]
    mine = [clause for clause in told if not clause.another]
    sure = any(clause.roles and not clause.unclear for clause in mine)
    if any(clause.unclear and not (sure and clause.harmless) for clause in mine):
        return None
    founder = any(clause.founder for clause in mine)  # "salarié, je veux créer ma boîte"
    roles = [clause.roles for clause in mine if clause.roles and not (founder and clause.roles == _DELEGATE)]
    if _HEAD in roles and any(clause.another and clause.owns for clause in told):
        return None  # "gérante, mais c'est mon mari qui décide"
    headed = any(clause.another and "head" in clause.roles for clause in told)
    if any(each.another and each.runs for each in told) and any(each.runs and each.roles for each in mine):
        return None  # "je dirige la menuiserie et ma femme dirige le salon"
    if headed and any(clause.rules or clause.owns for clause in mine):
        return None  # "my husband owns the shop, I run it"; "c'est ma boîte, le gérant c'est mon frère"
    if headed and any(clause.runs for clause in mine):  # whoever runs the shop beside its head
        return "delegate" if all(each in (_HEAD, _DELEGATE) for each in roles) else None
    works, beside = any(clause.works for clause in mine), any(clause.beside for clause in mine)
    if not roles and ((headed and beside) or (works and (headed or any(each.kin for each in mine)))):
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


def _told(clause: Clause) -> _Told:
    """Return what a clause tells."""
    typed = clause.typed
    if heads_none_yet(typed) or heads_their_own(typed):
        own = heads_their_own(typed)
        return _Told(roles=_HEAD, founder=heads_none_yet(typed) and "repren" not in typed, owns=own)
    if works_beside(typed):
        return _Told(beside=True)
    if is_without_work(typed):
        return _Told()
    if _ANOTHER.search(typed) and not EMPLOYED.search(typed):
        names = clause.names_head or clause.does("founding") or clause.firm
        heads = names and not _PREDICATES.isdisjoint(clause.tokens)
        runs = heads and clause.firm and (clause.names_head or not _RUN.isdisjoint(clause.tokens))
        decides = _DECIDES.search(typed) is not None
        return _Told(another=True, roles=_HEAD if heads else frozenset(), runs=runs, owns=decides)
    if clause.does("neutral") and not (clause.kinds - {FUNCTION, BODY} or clause.does("founding")):
        return _Told()
    if denies(typed) or clause.does("former") or is_doubtful(typed):
        return _Told(unclear=True)
    of_another = _ANOTHER.search(typed) is not None
    if role := role_by_wording(typed, job=clause.jobs or of_another):
        if rules_it(typed):
            return _Told(roles=_HEAD, rules=True)
        named = _named(clause)
        against = bool(named) and role == "head" and role not in named  # "avocate à mon compte"
        sent = role == "delegate" and "par" in clause.tokens  # "gérant mandaté par les associés"
        against = against or (sent and any(each.meanings == ("head",) for each in clause.terms[:1]))
        return _Told(roles=frozenset({role}), unclear=clause.unclear or against)
    if role := _by_verb(clause):
        return _Told(roles=frozenset({role}), unclear=clause.unclear)
    return _by_name(clause)


def _by_verb(clause: Clause) -> str | None:
    """Return the role that what somebody does tells."""
    if clause.founds:
        return "head"
    if not clause.speaks:
        return None
    helped = clause.does("spouse") or clause.names_head or bool(EMPLOYED.search(clause.typed))
    helps = clause.does("assisting") or (
        clause.does("asking", "doing") and not _FOR.isdisjoint(clause.tokens)
    )
    if helped and helps:  # "je remplis le dossier pour mon mari"
        return "delegate"
    if clause.does("advising") and KIN not in clause.kinds and not EMPLOYED.search(clause.typed):
        return "adviser"
    at_work = BODY in clause.kinds or not _AT_WORK.isdisjoint(clause.tokens)
    if clause.does("working") and not clause.does("having") and at_work:
        if BODY in clause.kinds or any("client" in term.typed for term in clause.terms):
            return "adviser"
        return None if "adviser" in clause.kinds else "delegate"
    return None


def _by_name(clause: Clause) -> _Told:
    """Return what the names of a clause tell, or that a firm is run."""
    if (clause.speaks and not clause.said) or (clause.idle and not clause.firm):
        return _Told(idle=True)
    if clause.of_whom or clause.does("working", "advising", "founding"):
        return _Told(unclear=True)
    kin, unclear = KIN in clause.kinds, clause.unclear
    roles = _named(clause)
    if roles and not (clause.jobs and roles == _HEAD):
        return _Told(roles=roles, kin=kin, unclear=unclear)
    runs = clause.speaks and clause.does("having")
    if runs and clause.firm and not clause.jobs:
        own = "delegate" if kin and not _FOR.isdisjoint(clause.tokens) else "head"
        return _Told(roles=frozenset({own}), runs=True, unclear=unclear)
    outside = _AM_IN.match(clause.typed) and forms("firm").isdisjoint(clause.tokens)  # "dans la compta"
    if _AM.match(clause.typed) and clause.kinds == {FUNCTION} and not outside:  # "je suis RH"
        return _Told(roles=_DELEGATE, unclear=unclear)
    if _AM.match(clause.typed) and clause.firm and not clause.kinds:  # "je suis boulangère, j'ai ma boutique"
        return _Told(unclear=unclear)
    unclear = unclear or not clause.kinds & {KIN, FUNCTION}
    harmless = not (
        clause.kinds - {FUNCTION} or clause.does("assisting", "asking", "advising", "working", "founding")
    )
    harmless = harmless and _FOR.isdisjoint(clause.tokens)
    return _Told(harmless=harmless, works=clause.jobs, runs=runs and clause.jobs, kin=kin, unclear=unclear)


def _named(clause: Clause) -> frozenset[str]:
    """Return the roles that the names of a clause give; all of them where they do not agree."""
    found: list[frozenset[str]] = []
    if len(clause.terms) > _MOST_NAMES:
        return frozenset(ROLES)
    for at, term in enumerate(clause.terms):
        kinds, link = {*term.meanings}, clause.links[term.positions[0]]
        roles = frozenset(role for kind in kinds - KINDS for role in kind.split())
        later = {
            kind
            for other in clause.terms[at + 1 :]
            for kind in other.meanings
            if kind != BODY or clause.links[other.positions[0]] or other.typed != _OR_A_ZONE
        }
        earlier = {kind for other in clause.terms[:at] for kind in other.meanings}
        headed = {
            kind
            for other in clause.terms[at + 1 :]
            if clause.links[other.positions[0]]
            for kind in other.meanings
        }
        heads = any("head" in kind.split() for kind in (earlier if link == "s" else headed))
        if at + 1 < len(clause.terms) and clause.links[clause.terms[at + 1].positions[0]] == "s":
            continue  # "the owner's assistant"
        if KIN in kinds and not roles:
            if (heads or (clause.trade and clause.does("spouse"))) and (at == 0 or link == "s"):
                return _DELEGATE  # "la fille du patron", "the owner's wife"
            if at == 0 and any(kind not in KINDS for kind in later):
                return frozenset(ROLES)  # "le fils reprend l'entreprise"
        elif at and ((link and link != "s") or (FUNCTION in kinds and POST in earlier)):
            continue  # "de l'entreprise", "cadre commercial"
        elif BODY in later and (roles or POST in kinds) and roles != _HEAD:
            found.append(_ADVISER)
        elif (
            POST in kinds
            and (FUNCTION in later | earlier or clause.staffed(term))
            and roles <= _HEAD | _DELEGATE
            and roles != _HEAD
        ):
            found.append(_DELEGATE)
        elif roles or POST in kinds:  # a post without its function says nothing
            found.append(roles or frozenset(ROLES))
    if not found:
        return frozenset()
    agreed = _agreed(found)
    return frozenset({agreed}) if agreed else frozenset().union(*found)
