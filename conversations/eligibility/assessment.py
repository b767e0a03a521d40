"""Pre-qualification: what the rules say of a request. They point out, people decide."""

from datetime import date

from conversations.eligibility import advance_rules, applicant_rules, company_rules
from conversations.eligibility.facts import Case, Check, Facts
from conversations.eligibility.verdicts import Finding, Outcome, Verdict, conclude
from conversations.network.basins import Basin, Rule, Rules
from conversations.network.routing import Route

__all__ = ["Facts", "Finding", "Outcome", "Rule", "Verdict", "assess"]


CHECKS = (*company_rules.CHECKS, *advance_rules.CHECKS, *applicant_rules.CHECKS)
"""Every rule, in the order findings are told."""


def assess(facts: Facts, basin: Basin | None, route: Route | None, today: date) -> Verdict:
    """Return what the rules say of the facts known so far.

    Rules that vary by basin stay silent until the basin, or its absence, is known.
    """
    case = Case(facts, basin, route, basin.rules if basin else Rules(), today)
    settled = basin is not None or (route is not None and not route.basins)
    findings = tuple(
        Finding(
            rule=check.rule,
            severity=fired.severity,
            fact=fired.fact,
            for_applicant=fired.for_applicant,
            for_operator=fired.for_operator,
            remedy=fired.remedy,
            source=_source(check, case),
        )
        for check in CHECKS
        if (settled or not check.parameters) and (fired := check.fire(case))
    )
    return conclude(findings, case.rules.flags_allowed)


def _source(check: Check, case: Case) -> str:
    """Name the basin's source where the basin departs from the national default."""
    national = Rules()
    departs = any(getattr(case.rules, name) != getattr(national, name) for name in check.parameters)
    if case.basin and (departs or check.source is None):
        return case.basin.source or case.basin.name
    return check.source or ""
