"""What a committee decides of a request: as data, and in words for the applicant, the papers and the desk."""

from dataclasses import dataclass, replace
from datetime import date

from conversations.dossiers.lifecycle import GRANTS, WITH_ADVANCE, WITH_DAYS, Event
from conversations.dossiers.reasons import WORDINGS, Reason
from conversations.messages import Euros, Listing, Message, say, say_n, verbatim


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision. ``event``: what it makes happen. ``days`` and ``amount``: of expertise, in euros.

    None for what it does not grant, or is still to be told. ``jobs_created``, ``jobs_kept``: those it
    counts on. ``conditions``: of a grant; otherwise the reason in the operator's own words.
    """

    event: Event
    days: int | None = None
    amount: int | None = None
    jobs_created: int | None = None
    jobs_kept: int | None = None
    reason: Reason | None = None
    conditions: str | None = None

    @property
    def grants(self) -> bool:
        """Whether something is granted."""
        return self.event in GRANTS

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left to be told before it may be recorded."""
        if not self.grants:
            return self.reason is not None
        return not (
            (self.event in WITH_DAYS and not self.days) or (self.event in WITH_ADVANCE and not self.amount)
        )

    @property
    def as_granted(self) -> "Decision":
        """The decision with nothing of what it does not grant."""
        return replace(
            self,
            days=self.days if self.event in WITH_DAYS else None,
            amount=self.amount if self.event in WITH_ADVANCE else None,
            jobs_created=self.jobs_created if self.grants else None,
            jobs_kept=self.jobs_kept if self.grants else None,
        )

    @property
    def why(self) -> Message:
        """Why nothing is granted, in plain words."""
        return WORDINGS[self.reason or Reason.OTHER].told


def told(day: date, decision: Decision) -> Message:
    """Tell the applicant what the committee of a day decided, in one sentence."""
    days, amount = decision.days or 0, Euros(decision.amount or 0)
    match decision.event:
        case Event.GRANT_SKILLS:
            return say_n(
                "The approval committee of {day} has granted your project {n} day of expertise.",
                "The approval committee of {day} has granted your project {n} days of expertise.",
                days, day=day,
            )  # fmt: skip
        case Event.GRANT_ADVANCE:
            return say(
                "The approval committee of {day} has granted your project a repayable advance of {amount}.",
                day=day, amount=amount,
            )  # fmt: skip
        case Event.GRANT_BOTH:
            return say_n(
                "The approval committee of {day} has granted your project {n} day of expertise"
                " and a repayable advance of {amount}.",
                "The approval committee of {day} has granted your project {n} days of expertise"
                " and a repayable advance of {amount}.",
                days, day=day, amount=amount,
            )  # fmt: skip
        case Event.POSTPONE:
            return say(
                "The committee of {day} wants to see your request again, because {reason}.",
                day=day, reason=decision.why,
            )  # fmt: skip
        case _:
            return say(
                "The committee of {day} has not granted your request, because {reason}.",
                day=day, reason=decision.why,
            )  # fmt: skip


def decided(decision: Decision | None) -> Message:
    """Return a decision in a few words."""
    if decision is None:
        return say("none yet")
    granted = say_n("{n} day of expertise", "{n} days of expertise", decision.days or 0)
    amount = say("advance of {amount}", amount=Euros(decision.amount or 0))
    match decision.event:
        case Event.GRANT_SKILLS:
            return say("✅ granted: {what}", what=granted)
        case Event.GRANT_ADVANCE:
            return say("✅ granted: {what}", what=amount)
        case Event.GRANT_BOTH:
            return say("✅ granted: {what}", what=verbatim(Listing((granted, amount))))
        case Event.POSTPONE:
            return say("↪️ postponed: {reason}", reason=decision.conditions or decision.why)
        case _:
            return say("❌ refused: {reason}", reason=decision.conditions or decision.why)


def terms(decision: Decision) -> list[tuple[Message, Message]]:
    """Return what comes with a decision: the jobs it counts on, its conditions or its reason in own words."""
    rows = []
    if decision.grants and decision.jobs_created is not None:
        rows.append((say("Jobs to create"), verbatim(decision.jobs_created)))
    if decision.grants and decision.jobs_kept is not None:
        rows.append((say("Jobs kept"), verbatim(decision.jobs_kept)))
    if decision.conditions:
        label = say("Conditions") if decision.grants else say("Reason")
        rows.append((label, verbatim(decision.conditions)))
    return rows
