"""What a question may depend on: the answers so far, and the world they are read in."""

from datetime import date
from functools import cached_property
from typing import TypeAlias

from conversations.companies import CompanyKind, RegisteredCompany
from conversations.eligibility.assessment import Facts, Verdict, assess
from conversations.eligibility.facts import ProjectKind
from conversations.frozen import frozen
from conversations.messages import Message, Value, say, verbatim
from conversations.network.basins import Basin, Network, Severity
from conversations.network.places import Gazetteer, Place
from conversations.network.routing import Atlas, Route
from conversations.understanding.capitals import as_written
from conversations.understanding.wishes import wants_money

Answer: TypeAlias = str | int | bool | list["Answer"] | dict[str, "Answer"] | None
"""An answer as stored, in JSON terms. None: the person chose to skip the question."""

Answers: TypeAlias = dict[str, Answer]


@frozen
class World:
    """What the conversation knows besides the answers. ``registry``: companies can be looked up.

    ``bot_name``: the bot's own name, for links that open it. ``edition``: names this world and the
    program that reads it; a draft checked in an edition is not checked again in the same. Empty: always.
    ``dashboard``: the address of the coordinators' pages; empty when there are none.
    """

    today: date
    network: Network
    atlas: Atlas
    gazetteer: Gazetteer
    registry: bool = False
    bot_name: str = ""
    edition: str = ""
    dashboard: str = ""


class Situation:
    """The answers read in the world: every derived fact is worked out once, when first asked for."""

    def __init__(self, answers: Answers, world: World) -> None:
        self.answers = answers
        self.world = world

    def text(self, name: str) -> str | None:
        """Return a textual answer; None when it is missing or skipped."""
        answer = self.answers.get(name)
        return answer if isinstance(answer, str) else None

    def number(self, name: str) -> int | None:
        """Return a whole answer; None when it is missing or skipped."""
        answer = self.answers.get(name)
        return answer if isinstance(answer, int) and not isinstance(answer, bool) else None

    def parts(self, name: str) -> dict[str, Answer]:
        """Return a composite answer; empty when it is missing or skipped."""
        answer = self.answers.get(name)
        return answer if isinstance(answer, dict) else {}

    def items(self, name: str) -> tuple[str, ...]:
        """Return the items of an answer that is a list, or of its ``codes``; empty when missing."""
        answer = self.answers.get(name)
        listed = answer.get("codes") if isinstance(answer, dict) else answer
        return tuple(str(item) for item in listed) if isinstance(listed, list) else ()

    def yes(self, name: str) -> bool | None:
        """Return a yes/no answer; None when it is missing or skipped."""
        answer = self.text(name)
        return None if answer is None else answer == "yes"

    @cached_property
    def company_kind(self) -> str | None:
        """A ``CompanyKind``, or None before the question."""
        kind = self.parts("company").get("kind")
        return str(kind) if kind else None

    @cached_property
    def company(self) -> RegisteredCompany | None:
        """The company as the registry knows it; None when it was not found there."""
        parts = self.parts("company")
        return RegisteredCompany.from_answer(parts) if parts.get("kind") == CompanyKind.REGISTERED else None

    @cached_property
    def place(self) -> Place | None:
        """The commune of the establishment."""
        code = self.parts("place").get("code")
        return self.world.gazetteer.commune(str(code)) if code else None

    @cached_property
    def route(self) -> Route | None:
        """The basins that cover the place; None before the place is known."""
        return self.world.atlas.route(self.place, self.world.today) if self.place else None

    @cached_property
    def basin(self) -> Basin | None:
        """The basin that will handle the dossier; None when none does or it is not known yet."""
        if self.route is None or not self.route.basins:
            return None
        if len(self.route.basins) == 1:
            return self.route.basins[0]
        chosen = self.text("basin")
        return next((basin for basin in self.route.basins if basin.code == chosen), None)

    @cached_property
    def advance_practised(self) -> bool:
        """Whether the basin completes the skills with a repayable advance."""
        return self.basin is not None and self.basin.advance is not None

    @property
    def wants_advance(self) -> bool | None:
        """Whether an advance is asked for, even of an amount to be seen; None before the question."""
        return self.answers["advance"] != 0 if "advance" in self.answers else None

    @property
    def _wants_money(self) -> bool | None:
        """Whether an advance is asked for; in the description, where none is practised nor asked about."""
        if self.advance_practised or self.wants_advance is not None:
            return self.wants_advance
        return wants_money(self.text("description") or "") or None

    @cached_property
    def skills_tied(self) -> bool:
        """Whether the basin's convention ties the advance to the skills."""
        advance = self.basin.advance if self.basin else None
        return advance is not None and advance.skills_required is not Severity.INFORM

    @cached_property
    def has_jobs_to_keep(self) -> bool:
        """Whether there is a company, one's own or the one taken over, whose jobs may be kept."""
        taken_over = self.text("project_kind") == ProjectKind.TAKEOVER
        return taken_over or self.company_kind not in (None, CompanyKind.CREATION)

    @cached_property
    def facts(self) -> Facts:
        """The answers in the terms of the rules; a fact not known yet is None."""
        company, difficulties = self.company, self.answers.get("difficulties")
        asked = isinstance(difficulties, dict)
        advance = self.number("advance")
        created, kept = self.number("jobs_created"), self.number("jobs_kept")
        if "jobs_created" in self.answers and not self.has_jobs_to_keep:
            kept = 0
        return Facts(
            role=self.text("role"),
            head_agrees=self.yes("head_agrees"),
            company_kind=self.company_kind,
            active=company.active if company else None,
            headcount=self.number("headcount"),
            founded_year=self.number("founded"),
            turnover_band=self.text("turnover"),
            balance_band=self.text("balance"),
            in_group="group" in self.items("difficulties") if asked else None,
            insolvency="insolvency" in self.items("difficulties") if asked else None,
            sections=frozenset(self.text("sector") or "") or None,
            project_kind=self.text("project_kind"),
            jobs_created=created,
            jobs_kept=kept,
            skills=self.items("skills") or None,
            wants_advance=self._wants_money,
            accepts_skills=self.yes("accepts_skills"),
            advance_amount=advance,
            aid_received=self.number("aid_received"),
            unknown=frozenset(name for name, answer in self.answers.items() if answer is None),
        )

    @cached_property
    def verdict(self) -> Verdict:
        """What the rules say of the answers given so far."""
        return assess(self.facts, self.basin, self.route, self.world.today)

    @cached_property
    def words(self) -> dict[str, Value]:
        """What the places of a question may be filled with."""
        company = self.parts("company")
        name = str(company.get("name") or "")
        if company.get("kind") == CompanyKind.REGISTERED:
            name = as_written(name)
        operator: Message = say("your local Alizé operator")
        if self.basin:
            operator = verbatim(self.basin.operator)
        elif self.route:
            operator = verbatim(self.world.network.coordination)
        place = self.parts("place").get("name")
        return {
            "company": verbatim(name) if name else say("your company"),
            "operator": operator,
            "place": verbatim(str(place)) if place else say("your commune"),
            "basin": verbatim(self.basin.name) if self.basin else say("your territory"),
        }
