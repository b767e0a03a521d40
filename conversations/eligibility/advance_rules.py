"""The rules on the repayable advance, which only some basins practise. Their terms are the basin's."""

from conversations.eligibility.facts import Case, Check, Fired
from conversations.messages import Euros, say
from conversations.network.basins import Rule, Severity

DE_MINIMIS_CEILING = 300_000
"""Euros of aid over three years to a single undertaking: Regulation (EU) 2023/2831 (domain facts, 8.2)."""


def skills_with_advance(case: Case) -> Fired | None:
    """E10: whoever asks for money accepts skills too; mandatory in Longwy (CORR)."""
    advance = case.basin.advance if case.basin else None
    if advance is None or not case.facts.wants_advance or case.facts.accepts_skills is not False:
        return None
    severity = advance.skills_required
    return Fired(
        severity,
        "accepts_skills",
        say("Here the advance comes with free days of advice. This is not a refusal: you may accept them.")
        if severity is Severity.REDIRECT
        else say("The advance usually comes with a few free days of advice."),
        say("Wants the advance without skills."),
        say("Accept the days of advice: they are free and you choose the subject with us."),
    )


def advance_practised(case: Case) -> Fired | None:
    """Only some basins complete the skills with an advance (SEED)."""
    if not case.facts.wants_advance or (case.basin and case.basin.advance):
        return None
    if case.basin is None:
        return Fired(
            Severity.INFORM,
            "advance",
            say("Whether there is an advance depends on the territory: a person tells you what there is."),
            say("Wants an advance; no territory covers the place."),
        )
    alone = case.facts.accepts_skills is False
    return Fired(
        Severity.FLAG if alone else Severity.INFORM,
        "advance",
        say("No advance is known in this basin: a person will tell you what is possible.")
        if alone
        else say("No advance is known in this basin; the free days of advice are open to you."),
        say("Wants an advance; this basin practises none."),
        say("Accept the free days of advice.") if alone else None,
    )


def advance_amount(case: Case) -> Fired | None:
    """An advance above the basin's terms: up to 15 k€ in Valenciennes (VDN13)."""
    most = case.basin.advance.max_amount if case.basin and case.basin.advance else None
    wanted = case.facts.advance_amount
    if most is None or wanted is None or wanted <= most:
        return None
    return Fired(
        Severity.FLAG,
        "advance",
        say("Advances go up to {most} here: a person will see with you what it can cover.", most=Euros(most)),
        say("Wants {wanted}, above {most}.", wanted=Euros(wanted), most=Euros(most)),
        say("Lower the amount to {most} or less.", most=Euros(most)),
    )


def de_minimis(case: Case) -> Fired | None:
    """Flag public aid near the ceiling, only where an advance is practised: the operator computes."""
    practised = case.basin is not None and case.basin.advance is not None
    aid = case.facts.aid_received
    if not practised or not case.facts.wants_advance or aid is None or aid < DE_MINIMIS_CEILING:
        return None
    return Fired(
        Severity.FLAG,
        "aid_received",
        say("You received {aid} of aid in three years: a person will check the ceiling.", aid=Euros(aid)),
        say(
            "Aid received in 3 years: {aid}; ceiling {most}.", aid=Euros(aid), most=Euros(DE_MINIMIS_CEILING)
        ),
        say("Correct the amount if part of it is older than three years."),
    )


CHECKS = (
    Check(Rule.SKILLS, skills_with_advance, None),
    Check(Rule.ADVANCE, advance_practised, None),
    Check(Rule.ADVANCE, advance_amount, None),
    Check(Rule.DE_MINIMIS, de_minimis, "EU 2023/2831"),
)
