"""What buttons say of what was granted: agreements, teams, missions, and the advisors they are made of."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from bot.services.core.arguments import Argument, Confirmable
from bot.services.core.entries import Day
from conversations.dossiers.lifecycle import Event
from conversations.support.proposals import Answer


class Signing(StrEnum):
    """How far the signing of an agreement is: asked for, or the days beyond the grant confirmed."""

    SIGN = "sign"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Contract(Confirmable):
    """An agreement, and the day it was signed."""

    action = Event.CONTRACT
    step: Signing | None = None
    on: Day | None = None


class Step(StrEnum):
    """Half a day, less or more."""

    LESS = "-"
    MORE = "+"


@dataclass(frozen=True, slots=True)
class TeamDays(Argument):
    """Whose share changes, and how."""

    action = "team_days"
    share: int
    step: Step


@dataclass(frozen=True, slots=True)
class TeamOut(Confirmable):
    """Whose share goes."""

    action = "team_out"
    share: int


@dataclass(frozen=True, slots=True)
class TeamAdd(Confirmable):
    """Who joins."""

    action = "team_add"
    advisor: int | None = None


@dataclass(frozen=True, slots=True)
class Start(Confirmable):
    """The first day of a mission."""

    action = Event.START
    on: Day | None = None


@dataclass(frozen=True, slots=True)
class MissionEnd(Confirmable):
    """By when a mission ends: after how many months, or on a day that may be typed."""

    action = "mission_end"
    months: int | None = None
    on: Day | None = None
    typed: Annotated[bool, "type"] = False


@dataclass(frozen=True, slots=True)
class Delivered(Argument):
    """Days given by somebody: tenths more, or ``in_all`` once confirmed; else they are typed."""

    action = "delivered"
    share: int
    more: int | None = None
    in_all: Annotated[int | None, "sure-"] = None


@dataclass(frozen=True, slots=True)
class Advisors(Argument):
    """Advisors of a territory. ``start``: how many are passed over."""

    action = "advisors"
    basin: str = ""
    start: int = 0


@dataclass(frozen=True, slots=True)
class NewAdvisor(Argument):
    """Somebody joins the advisors of a territory."""

    action = "new_advisor"
    basin: str


@dataclass(frozen=True, slots=True)
class Skills(Argument):
    """A skill that is ticked or unticked."""

    action = "advisor_skills"
    skill: str = ""


@dataclass(frozen=True, slots=True)
class AvailableFrom(Argument):
    """From when an advisor is available. ``now``: at once; else it is typed."""

    action = "advisor_from"
    now: Annotated[bool, "now"] = False


@dataclass(frozen=True, slots=True)
class InviteContributor(Argument):
    """A link for somebody of a firm. ``advisor``: who of its advisors; None for who represents it."""

    action = "contributor_invite"
    advisor: int | None = None


@dataclass(frozen=True, slots=True)
class Proposal(Confirmable):
    """What an advisor answers who is asked to join a team."""

    action = "proposal"
    answer: Answer


@dataclass(frozen=True, slots=True)
class DaysSettled(Confirmable):
    """How many days count, in tenths, of those said differently."""

    action = "days_settled"
    statement: int
    tenths: int
