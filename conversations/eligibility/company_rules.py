"""The rules on the company and its project, one function each.

A rule returns None when it does not fire or cannot be decided yet. Thresholds are the basin's, else the
national defaults; codes such as RH10 or PROJET name the sources of the domain facts, section 2.
"""

from conversations.companies import CompanyKind
from conversations.eligibility.facts import Balance, Case, Check, Fired, ProjectKind, Turnover
from conversations.messages import say, say_n
from conversations.network.basins import BasinStatus, JobsRule, Rule, Severity

SME_MAX_HEADCOUNT = 249
"""A firm of 250 people or more is not an SME: EU Recommendation 2003/361 (domain facts, 8.1)."""


def territory(case: Case) -> Fired | None:
    """E1: the establishment is inside a basin with a live convention."""
    if case.basin or case.route is None or case.route.basins:
        return None
    announced = [basin.name for basin in case.route.inactive if basin.status is BasinStatus.ANNOUNCED]
    return Fired(
        Severity.REDIRECT,
        "place",
        say(
            "{basin} is announced in {place} but takes no requests yet. "
            "This is not a refusal of your project: the national coordination will read it.",
            basin=announced[0],
            place=case.route.place.name,
        )
        if announced
        else say(
            "No Alizé basin covers {place} today. "
            "This is not a refusal of your project: the national coordination will read it.",
            place=case.route.place.name,
        ),
        case.route.reason,
        say("If the project takes place in another commune, give that one."),
    )


def size(case: Case) -> Fired | None:
    """E2: a TPE or PME; only 250 people or more redirect, a basin's narrower range flags."""
    headcount, limit = case.facts.headcount, case.rules.max_headcount
    if headcount is None:
        return None
    if headcount > limit:
        too_large = headcount > SME_MAX_HEADCOUNT
        return Fired(
            Severity.REDIRECT if too_large else Severity.FLAG,
            "headcount",
            say(
                "Alizé is for firms of up to {limit} people here. "
                "This is not a refusal of your project: others are better placed to help a firm your size.",
                limit=limit,
            )
            if too_large
            else say(
                "Alizé mostly helps firms of up to {limit} people here: a person will look.", limit=limit
            ),
            say("Headcount {headcount}, above {limit}.", headcount=headcount, limit=limit),
            say("Correct the headcount if it is not the one of your company alone."),
        )
    if case.rules.target_headcount is None:
        return None
    low, high = case.rules.target_headcount
    if low <= headcount <= high:
        return None
    return Fired(
        Severity.FLAG,
        "headcount",
        say(
            "This basin mostly helps firms of {low} to {high} people: a person will look.", low=low, high=high
        ),
        say("Headcount {headcount}, outside {low} to {high}.", headcount=headcount, low=low, high=high),
    )


def money(case: Case) -> Fired | None:
    """E2: an SME stays under 50 M€ of turnover or 43 M€ of balance-sheet total; one of the two is enough."""
    if case.facts.turnover_band != Turnover.OVER_50M:
        return None
    for_applicant = say("Your turnover is above 50 million euros: a person will check that Alizé fits.")
    if case.facts.balance_band == Balance.OVER_43M:
        for_operator = say("Turnover above 50 M€, balance-sheet total above 43 M€: not an SME in EU terms.")
        return Fired(Severity.FLAG, "turnover", for_applicant, for_operator)
    if case.facts.balance_band == Balance.UNDER_43M:
        return None
    for_operator = say("Turnover above 50 M€, balance-sheet total not known: SME status to check.")
    fact = "balance" if case.facts.balance_band else "turnover"  # it is asked on demand
    return Fired(Severity.INFORM, fact, for_applicant, for_operator)


def age(case: Case) -> Fired | None:
    """E3: over three years old (PROJET), unless the basin accepts creators (RH03, CAHIER, ALES).

    Only the year is known, so a firm in its third year gets the benefit of the doubt. The buyer of an
    existing firm may not have a company yet: E6 judges takeovers.
    """
    facts, years = case.facts, case.rules.min_age_years
    if case.rules.creators_accepted or years == 0:
        return None
    creating = facts.company_kind == CompanyKind.CREATION and facts.project_kind not in (
        None,
        ProjectKind.TAKEOVER,
    )
    if creating or facts.project_kind == ProjectKind.CREATION:
        return Fired(
            Severity.FLAG,
            "company" if creating else "project_kind",
            say("Alizé mostly helps companies that already exist: a person will look at your creation."),
            say("Company being created; this basin expects existing companies."),
        )
    if "founded" in facts.unknown:
        return Fired(
            Severity.FLAG,
            "founded",
            say("You do not know the year of creation yet: a person will check it with you."),
            say("Year of creation not known."),
        )
    if facts.founded_year is None or case.today.year - facts.founded_year >= years:
        return None
    return Fired(
        Severity.FLAG,
        "founded",
        say_n(
            "Your company is under {n} year old, which is looked at case by case.",
            "Your company is under {n} years old, which is looked at case by case.",
            years,
        ),
        say_n("Under {n} year old.", "Under {n} years old.", years),
        say("If you took over an older business, give the year it was founded."),
    )


def project(case: Case) -> Fired | None:
    """E4: there is a development project (GUIDE, METIS, REUN)."""
    if case.facts.project_kind != ProjectKind.NONE:
        return None
    return Fired(
        Severity.REDIRECT,
        "project_kind",
        say("Alizé helps a development project. This is not a refusal: come back as soon as you have one."),
        say("No development project."),
        say("If you plan to grow, invest, take over or launch something, choose that as your project."),
    )


def jobs(case: Case) -> Fired | None:
    """E5: at least 3 jobs in 3 years (RH10, REUN), or created or kept (RH19), or not tied at all (INDRE)."""
    created, kept, rules = case.facts.jobs_created, case.facts.jobs_kept, case.rules
    if unsure := _jobs_not_known(case):
        return unsure
    if rules.jobs_rule is JobsRule.MIN_CREATED and created is not None and created < rules.min_jobs:
        return Fired(
            Severity.FLAG,
            "jobs_created",
            say_n(
                "This basin expects at least {n} job created within {years} years: a person will look.",
                "This basin expects at least {n} jobs created within {years} years: a person will look.",
                rules.min_jobs,
                years=rules.jobs_horizon_years,
            ),
            say("Jobs to create: {created}; expected: {jobs}.", created=created, jobs=rules.min_jobs),
            say("An estimate is enough: correct the number of jobs if more are likely."),
        )
    if rules.jobs_rule is JobsRule.CREATED_OR_KEPT and created == 0 and kept == 0:
        return Fired(
            Severity.FLAG,
            "jobs_kept",
            say("Alizé supports projects that create or keep jobs: a person will look."),
            say("No job created or kept."),
            say("Jobs that would be lost without the project count as kept."),
        )
    return None


def _jobs_not_known(case: Case) -> Fired | None:
    """E5 is for a person to judge when the applicant does not know yet what would decide it."""
    facts, rule = case.facts, case.rules.jobs_rule
    if rule is JobsRule.NONE:
        return None
    said = {"jobs_created": facts.jobs_created}
    if rule is JobsRule.CREATED_OR_KEPT:
        said["jobs_kept"] = facts.jobs_kept
    unknown = [name for name in said if name in facts.unknown]
    if not unknown or not all(count == 0 or name in unknown for name, count in said.items()):
        return None
    return Fired(
        Severity.FLAG,
        unknown[0],
        say("You do not know yet how many jobs: a person will look at it with you."),
        say("Number of jobs not known yet."),
    )


def takeover(case: Case) -> Fired | None:
    """E6: takeovers are helped in some basins (RH19, INDRE)."""
    if case.facts.project_kind != ProjectKind.TAKEOVER or case.rules.takeover_accepted:
        return None
    return Fired(
        Severity.FLAG,
        "project_kind",
        say("This basin looks at takeovers case by case: a person will look."),
        say("Takeover; this basin does not usually help them."),
    )


def sector(case: Case) -> Fired | None:
    """E7: all sectors, unless the basin says otherwise (VOS23); undecided while one letter may fit."""
    sections, rules = case.facts.sections, case.rules
    if not sections:
        return None
    admitted = (rules.sections_only or sections) - rules.sections_excluded
    if sections & admitted:
        return None
    letters = "/".join(sorted(sections))
    return Fired(
        Severity.FLAG,
        "sector",
        say("This basin mostly helps other sectors: a person will look at yours."),
        say("NAF section {sections}, outside the basin's sectors.", sections=letters),
        say("If your main activity is another one, correct it."),
    )


def insolvency(case: Case) -> Fired | None:
    """E8: the scheme works "cold" (FAB); some basins also help firms in difficulty (ALES)."""
    if not case.facts.insolvency:
        return None
    severity = case.rules.insolvency
    return Fired(
        severity,
        "difficulties",
        say(
            "Thank you for telling me. This is not a refusal: in this territory, others help a firm under "
            "proceedings first."
        )
        if severity is Severity.REDIRECT
        else say(
            "Thank you for telling me: it closes no door. The operator sees with you how Alizé can help."
        ),
        say("Insolvency proceedings are open."),
    )


def independence(case: Case) -> Fired | None:
    """E9: partner and linked firms count in the size of an SME (domain facts, 8.1); no Alizé source."""
    if not case.facts.in_group:
        return None
    severity = case.rules.group_member
    return Fired(
        severity,
        "difficulties",
        say("Your company belongs to a group. This is not a refusal: others are better placed to help it.")
        if severity is Severity.REDIRECT
        else say("Your company belongs to a group: a person will look at its size as a whole."),
        say("Belongs to a group: check the size of the whole."),
    )


CHECKS = (
    Check(Rule.TERRITORY, territory, "SEED, INDRE"),
    Check(Rule.SIZE, size, "EU 2003/361", ("max_headcount", "target_headcount")),
    Check(Rule.SIZE, money, "EU 2003/361"),
    Check(Rule.AGE, age, "PROJET", ("min_age_years", "creators_accepted")),
    Check(Rule.PROJECT, project, "GUIDE, METIS, REUN"),
    Check(Rule.JOBS, jobs, "RH10, RH19", ("jobs_rule", "min_jobs", "jobs_horizon_years")),
    Check(Rule.TAKEOVER, takeover, "RH19, INDRE", ("takeover_accepted",)),
    Check(Rule.SECTOR, sector, "METIS", ("sections_only", "sections_excluded")),
    Check(Rule.INSOLVENCY, insolvency, "FAB", ("insolvency",)),
    Check(Rule.INDEPENDENCE, independence, "EU 2003/361", ("group_member",)),
)
