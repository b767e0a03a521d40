"""What the rules read of a request, and what each may find."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum

from conversations.frozen import frozen
from conversations.messages import Message
from conversations.network.basins import Basin, Rule, Rules, Severity
from conversations.network.routing import Route


class ApplicantRole(StrEnum):
    """Who applies: the head of the company, who works there or who advises it. Stored: never renamed."""

    HEAD = "head"
    DELEGATE = "delegate"
    ADVISER = "adviser"


FOR_THE_HEAD = (ApplicantRole.DELEGATE, ApplicantRole.ADVISER)


class Turnover(StrEnum):
    """A range of yearly turnover. Stored: never renamed."""

    UNDER_2M = "under_2m"
    FROM_2_TO_10M = "2_to_10m"
    FROM_10_TO_50M = "10_to_50m"
    OVER_50M = "over_50m"
    UNKNOWN = "unknown"


class Balance(StrEnum):
    """A range of balance sheet total. Stored: never renamed."""

    UNDER_43M = "under_43m"
    OVER_43M = "over_43m"
    UNKNOWN = "unknown"


class ProjectKind(StrEnum):
    """What a project is above all. Stored: never renamed."""

    GROWTH = "growth"
    INVESTMENT = "investment"
    PRODUCTIVITY = "productivity"
    NEW_PRODUCT = "new_product"
    TAKEOVER = "takeover"
    CREATION = "creation"
    NONE = "none"


@frozen
class Facts:
    """What is known of the request, in the terms of the rules; None is not known yet.

    ``role``: an ``ApplicantRole``. ``company_kind``: a ``CompanyKind``. ``active``: false when the
    registry says closed. ``turnover_band``: a ``Turnover``. ``balance_band``: a ``Balance``. ``sections``:
    the NAF letters the activity may belong to. ``project_kind``: a ``ProjectKind``. ``jobs_created`` and
    ``jobs_kept``: planned. ``aid_received``: euros, last 3 years. ``unknown``: the names of the answers
    that the applicant does not know yet.
    """

    role: str | None = None
    head_agrees: bool | None = None
    company_kind: str | None = None
    active: bool | None = None
    headcount: int | None = None
    founded_year: int | None = None
    turnover_band: str | None = None
    balance_band: str | None = None
    in_group: bool | None = None
    insolvency: bool | None = None
    sections: frozenset[str] | None = None
    project_kind: str | None = None
    jobs_created: int | None = None
    jobs_kept: int | None = None
    skills: tuple[str, ...] | None = None
    wants_advance: bool | None = None
    accepts_skills: bool | None = None
    advance_amount: int | None = None
    aid_received: int | None = None
    unknown: frozenset[str] = frozenset()


@frozen
class Case:
    """All a rule may read. ``rules``: the basin's, or the national ones where there is no basin."""

    facts: Facts
    basin: Basin | None
    route: Route | None
    rules: Rules
    today: date


@frozen
class Fired:
    """What a rule found; the table adds its name and its source."""

    severity: Severity
    fact: str
    for_applicant: Message
    for_operator: Message
    remedy: Message | None = None


@frozen
class Check:
    """A rule: the row that names it, beside what it does.

    ``parameters``: the basin's rules it reads; with any, it waits until the territory is known.
    ``source``: where its national default comes from, None where only the basin has terms.
    """

    rule: Rule
    fire: Callable[[Case], Fired | None]
    source: str | None
    parameters: tuple[str, ...] = ()
