"""The rules on who asks: whether they may, and whether their company is still there."""

from conversations.eligibility.facts import FOR_THE_HEAD, Case, Check, Fired
from conversations.messages import say, say_n
from conversations.network.basins import Rule, Severity


def mandate(case: Case) -> Fired | None:
    """Whoever fills in for the head needs the head's agreement (glossary: the head confirms)."""
    if case.facts.role not in FOR_THE_HEAD or case.facts.head_agrees is None:
        return None
    if case.facts.head_agrees:
        return Fired(
            Severity.INFORM,
            "role",
            say("The head of the company will be asked to confirm."),
            say("Filled in for the head, who agrees: to be confirmed."),
        )
    return Fired(
        Severity.FLAG,
        "head_agrees",
        say("The head of the company has not agreed yet: a person will need that agreement."),
        say("Filled in without the head's agreement."),
        say("Get the head's agreement, then correct this answer."),
    )


def registry(case: Case) -> Fired | None:
    """A company the registry says closed: it may lag, or the number may be another's."""
    if case.facts.active is not False:
        return None
    return Fired(
        Severity.FLAG,
        "company",
        say("The public registry says this company is closed: a person will check."),
        say("Closed according to the registry."),
        say("Check the company number."),
    )


LEAVABLE = (
    "headcount",
    "difficulties",
    "sector",
    "project_kind",
    "description",
    "start",
    "skills",
    "advance",
)
"""The answers that may be left to be seen with the operator, and that pre-qualification would need."""


def left(case: Case) -> Fired | None:
    """What the applicant could not answer is for a person: it is never counted as an answer."""
    names = [name for name in LEAVABLE if name in case.facts.unknown]
    if not names:
        return None
    return Fired(
        Severity.FLAG,
        names[0],
        say_n(
            "You left {n} answer to see with the operator: a person goes through it with you.",
            "You left {n} answers to see with the operator: a person goes through them with you.",
            len(names),
        ),
        say_n(
            "{n} answer to be seen with the applicant.",
            "{n} answers to be seen with the applicant.",
            len(names),
        ),
    )


CHECKS = (
    Check(Rule.MANDATE, mandate, "glossary"),
    Check(Rule.REGISTRY, registry, "registry"),
    Check(Rule.LEFT, left, "applicant"),
)
