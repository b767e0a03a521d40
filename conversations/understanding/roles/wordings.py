"""Turns of phrase that tell by themselves who somebody is in a company, or that leave it open."""

from conversations.understanding.turns import turns

_SAID, _DOUBTED = turns("role_wordings"), turns("role_doubts")
EMPLOYED = _SAID.pattern("employed")
_NONE_YET, _OWN, _WHOLLY, _HEADS, _BESIDE, _MANDATED, _FOR_A_FIRM, _WITHOUT_WORK, _RULES = (
    _SAID.pattern(each)
    for each in (
        *("none_yet", "own", "wholly", "heads", "beside", "mandated", "for_a_firm", "without_work"),
        "rules",
    )
)
_DOUBTS = _DOUBTED.ways("doubts")
_WHO_HEADS, _TAKING_ON, _OTHERS = (_DOUBTED.pattern(each) for each in ("who_heads", "taking_on", "others"))


def is_without_work(folded: str) -> bool:
    """Tell whether somebody only says that they have no work."""
    return _WITHOUT_WORK.search(folded) is not None


def rules_it(folded: str) -> bool:
    """Tell whether somebody runs what is not named: "I run it"."""
    return _RULES.search(folded) is not None


def heads_none_yet(folded: str) -> bool:
    """Tell whether somebody says that they are about to have a firm, or to take one over."""
    return _NONE_YET.search(folded) is not None


def heads_their_own(folded: str) -> bool:
    """Tell whether somebody says that a firm is theirs: "c'est mon resto"."""
    return (_OWN.search(folded) or _WHOLLY.search(folded)) is not None


def works_beside(folded: str) -> bool:
    """Tell whether somebody says that they work with another, or with one of their family."""
    return _BESIDE.search(folded) is not None


def role_by_wording(folded: str, *, job: bool) -> str | None:
    """Return the role that a turn of phrase tells. ``job``: something is told that one does for another."""
    if _HEADS.search(folded):
        return "head"
    if _FOR_A_FIRM.search(folded):
        return "adviser"
    if _MANDATED.search(folded):
        return "delegate"
    return "delegate" if job and EMPLOYED.search(folded) else None


def tells_of_others(folded: str) -> bool:
    """Tell whether folded words name somebody that is wanted, or had, beside whoever speaks."""
    return _OTHERS.search(folded) is not None


def tells_who_heads(folded: str) -> bool:
    """Tell whether folded words name whoever heads the firm, who may not be the one that says it."""
    return _WHO_HEADS.search(folded) is not None


def is_doubtful(folded: str) -> bool:
    """Tell whether folded words name a role without telling whether it is held in the company."""
    if _TAKING_ON.search(folded):
        return False
    return tells_of_others(folded) or tells_who_heads(folded) or _DOUBTS.search(folded) is not None
