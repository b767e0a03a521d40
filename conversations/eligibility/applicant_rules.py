"""The rules on who asks: whether they may, and whether their company is still there."""

from conversations.eligibility.facts import FOR_THE_HEAD, Case, Check, Fired
from conversations.messages import say
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


CHECKS = (Check(Rule.MANDATE, mandate, "glossary"), Check(Rule.REGISTRY, registry, "registry"))
