"""Pre-qualification: what the rules say of a request. They point out, people decide."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from conversations.eligibility import advance_rules, company_rules
from conversations.eligibility.facts import Case, Facts, Fired
from conversations.eligibility.verdicts import Finding, Outcome, Rule, Verdict, conclude
from conversations.network.basins import Basin, Rules
from conversations.network.routing import Route

__all__ = ["Facts", "Finding", "Outcome", "Rule", "Verdict", "assess"]


@dataclass(frozen=True, slots=True)
class Check:
    """A line of the table.

    ``parameters``: the basin's rules it reads; with any, it waits until the territory is known.
    ``source``: where its national default comes from, None where only the basin has terms.
    """

    rule: Rule
    fire: Callable[[Case], Fired | None]
    source: str | None
    parameters: tuple[str, ...] = ()


CHECKS = (
    Check(Rule.TERRITORY, company_rules.territory, "SEED, INDRE"),
    Check(Rule.SIZE, company_rules.size, "EU 2003/361", ("max_headcount", "target_headcount")),
    Check(Rule.SIZE, company_rules.money, "EU 2003/361"),
    Check(Rule.AGE, company_rules.age, "PROJET", ("min_age_years", "creators_accepted")),
    Check(Rule.PROJECT, company_rules.project, "GUIDE, METIS, REUN"),
    Check(Rule.JOBS, company_rules.jobs, "RH10, RH19", ("jobs_rule", "min_jobs", "jobs_horizon_years")),
    Check(Rule.TAKEOVER, company_rules.takeover, "RH19, INDRE", ("takeover_accepted",)),
    Check(Rule.SECTOR, company_rules.sector, "METIS", ("sections_only", "sections_excluded")),
    Check(Rule.INSOLVENCY, company_rules.insolvency, "FAB", ("insolvency",)),
    Check(Rule.INDEPENDENCE, company_rules.independence, "EU 2003/361", ("group_member",)),
    Check(Rule.SKILLS, advance_rules.skills_with_advance, None),
    Check(Rule.ADVANCE, advance_rules.advance_practised, None),
    Check(Rule.ADVANCE, advance_rules.advance_amount, None),
    Check(Rule.DE_MINIMIS, advance_rules.de_minimis, "EU 2023/2831"),
    Check(Rule.MANDATE, company_rules.mandate, "glossary"),
    Check(Rule.REGISTRY, company_rules.registry, "registry"),
)
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
