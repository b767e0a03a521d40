"""The network as the conversation sees it: basins, their zones, their committee, their rules."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from conversations.messages import Message, say, verbatim


class ZoneType(StrEnum):
    """The areas a basin's perimeter is made of, most specific first."""

    COMMUNE = "commune"
    EPCI = "epci"
    DEPARTMENT = "department"
    REGION = "region"


class BasinStatus(StrEnum):
    """Whether a basin takes dossiers: only an active one does."""

    ANNOUNCED = "announced"
    ACTIVE = "active"
    PAUSED = "paused"
    CLOSED = "closed"


class JobsRule(StrEnum):
    """What a basin expects of jobs: domain facts E5 and E5b."""

    MIN_CREATED = "min_created"
    CREATED_OR_KEPT = "created_or_kept"
    NONE = "none"


class Severity(StrEnum):
    """What a fired rule does: only inform, flag for the operator, or redirect."""

    INFORM = "inform"
    FLAG = "flag"
    REDIRECT = "redirect"


class Rule(StrEnum):
    """The rules of pre-qualification; E1 to E10 are numbered as in the domain facts, section 2.1."""

    TERRITORY = "E1"
    SIZE = "E2"
    AGE = "E3"
    PROJECT = "E4"
    JOBS = "E5"
    TAKEOVER = "E6"
    SECTOR = "E7"
    INSOLVENCY = "E8"
    INDEPENDENCE = "E9"
    SKILLS = "E10"
    ADVANCE = "advance"
    DE_MINIMIS = "de_minimis"
    MANDATE = "mandate"
    REGISTRY = "registry"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Zone:
    """One coded area of a perimeter; None as a date means unbounded on that side."""

    type: ZoneType
    code: str
    since: date | None = None
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Tell whether the zone is valid on ``day``, both ends included."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Rules:
    """The parameters of pre-qualification, with their national defaults (domain facts, section 2).

    ``min_jobs`` counts the jobs to create within ``jobs_horizon_years``; only ``MIN_CREATED`` reads it.
    Sections are NAF letters; an empty set restricts nothing. ``flags_allowed``: how many flags a
    request may carry and still be pre-qualified.
    """

    max_headcount: int = 249
    target_headcount: tuple[int, int] | None = None
    min_age_years: int = 3
    creators_accepted: bool = False
    jobs_rule: JobsRule = JobsRule.CREATED_OR_KEPT
    min_jobs: int = 3
    jobs_horizon_years: int = 3
    takeover_accepted: bool = True
    sections_only: frozenset[str] = frozenset()
    sections_excluded: frozenset[str] = frozenset()
    insolvency: Severity = Severity.FLAG
    group_member: Severity = Severity.FLAG
    flags_allowed: int = 0


@dataclass(frozen=True, slots=True)
class AdvanceTerms:
    """The repayable advance of a basin that practises it; None means the convention does not say."""

    name: str | None = None
    max_amount: int | None = None
    amount_per_job: int | None = None
    skills_required: Severity = Severity.INFORM
    deferral_months: int | None = None
    duration_months: int | None = None


@dataclass(frozen=True, slots=True)
class Delays:
    """In how many working days something is due for a dossier, by where it stands; then who is told.

    ``received``: to be claimed. ``claimed``, ``ready``, ``postponed``, ``granted``, ``contracted``: to
    move on. ``answer``: given to an applicant who is asked for something. ``team_after`` and
    ``coordination_after``: how long after that the whole team, then the coordination, are told.
    ``idle_claim``: after which a claim with no action returns to the queue, ``warning`` days before
    which its holder is told. ``news``: the longest an applicant is left without news. The rhythm
    of 3, 7 and 14 days is that proposed for these volumes (UX practice, section 6).
    """

    received: int = 3
    claimed: int = 7
    answer: int = 10
    ready: int = 14
    postponed: int = 14
    granted: int = 14
    contracted: int = 30
    team_after: int = 4
    coordination_after: int = 7
    idle_claim: int = 10
    warning: int = 2
    news: int = 20


@dataclass(frozen=True, slots=True)
class ExchangeTerms:
    """How firms help one another in a basin. ``monthly``: questions a month that one is sent at most.

    ``trusted``: questions of supported firms and contributors are passed on at once, but for those that go
    with a legal notice; else the operator reads each one first. ``neighbours``: the basins to which a
    question that nobody answered may go, by their codes. ``days``: for how long a question stands.
    """

    monthly: int = 2
    trusted: bool = False
    neighbours: tuple[str, ...] = ()
    days: int = 21


@dataclass(frozen=True, slots=True)
class Committee:
    """The approval committee of a basin and its next session days, ascending."""

    name: str
    sessions: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class AdvisorEntry:
    """An employee of a contributor company who advises, as a file lists them.

    ``skills``: codes of the taxonomy. ``available_from``: None when nothing keeps them.
    """

    name: str
    job: str | None = None
    skills: tuple[str, ...] = ()
    contact: str | None = None
    available_from: date | None = None


@dataclass(frozen=True, slots=True)
class Contributor:
    """A firm that lends its people, as a file lists it. ``siren``: None when it was not given."""

    name: str
    siren: str | None = None
    advisors: tuple[AdvisorEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Basin:
    """A territory with a convention. ``advance`` is None where no advance is practised.

    ``reply_days``: working days within which the operator promises a first answer; None when no
    promise is made. ``redirections``: other doors to name, as plain sentences in French. ``source``:
    where its parameters come from (convention, committee rule, article), for the operator to explain.
    ``contributors``: those its file lists; once loaded they are rows, which operators change.
    ``announced``: the day it was made public; ``since`` and ``until``: its convention, both included. None
    is not known: then ``status`` alone tells, and only of today. ``successor``: the basin that takes over its
    undecided requests once it is paused or closed; None for the national queue. ``letter``: the template of
    its own letters, in Typst; in the file, where it is beside it; None for the letter of everybody.
    """

    code: str
    name: str
    operator: str
    status: BasinStatus
    zones: tuple[Zone, ...]
    committee: Committee
    rules: Rules = field(default_factory=Rules)
    advance: AdvanceTerms | None = None
    delays: Delays = field(default_factory=Delays)
    exchanges: ExchangeTerms = field(default_factory=ExchangeTerms)
    reply_days: int | None = None
    contact: str | None = None
    redirections: tuple[str, ...] = ()
    source: str | None = None
    contributors: tuple[Contributor, ...] = ()
    announced: date | None = None
    since: date | None = None
    until: date | None = None
    successor: str | None = None
    letter: str | None = None

    @property
    def stops(self) -> bool:
        """Whether it takes requests no more: those it has need a next holder."""
        return self.status in (BasinStatus.PAUSED, BasinStatus.CLOSED)


@dataclass(frozen=True, slots=True)
class Network:
    """All basins of an installation. ``sample``: made of published facts, to be labelled as such."""

    name: str
    coordination: str
    basins: tuple[Basin, ...]
    sample: bool = False
    contact: str | None = None
    redirections: tuple[str, ...] = ()

    def basin(self, code: str | None) -> Basin | None:
        """Return the basin with this code, None when there is none."""
        return next((basin for basin in self.basins if basin.code == code), None)

    def name_of(self, code: str) -> str:
        """Return what a basin is called; one that left the network by its code."""
        basin = self.basin(code)
        return basin.name if basin else code

    def queue_name(self, code: str | None) -> Message:
        """Return what the queue of a basin is called, in a sentence."""
        basin = self.basin(code)
        return verbatim(basin.name) if basin else say("national queue")

    def place(self, code: str) -> Message:
        """Return what a basin is called in lists, "" being the national queue."""
        return say("{name}", name=self.name_of(code)) if code else say("National queue")

    def operator_of(self, code: str) -> str:
        """Return who works a basin; of one that left the network, its code."""
        basin = self.basin(code)
        return basin.operator if basin else code

    def next_of(self, code: str | None) -> Basin | None:
        """Return the active basin that takes over from another; None for the national queue."""
        left = self.basin(code)
        heir = self.basin(left.successor) if left else None
        return heir if heir is not None and heir.status is BasinStatus.ACTIVE else None
