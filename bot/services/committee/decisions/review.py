"""A decision before it leaves: what the applicant will read, the letter, who was there and what they said."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from bot.services.committee.decisions.team_told import team_reads
from bot.services.committee.papers import local_day
from bot.services.committee.readers import WHY, Kept, company_of, opinions_told, readers, when
from bot.services.core.arguments import Argument, Mark
from bot.services.core.confirmation import Shown
from bot.services.core.dossier_card import walk_of
from bot.services.core.dossier_page import do
from bot.services.core.entries import TENTHS, days
from bot.services.core.handling import Handling
from bot.services.core.news import NOT_FIXED, days_if_sent, doors, next_step
from bot.services.core.screens import Button, Screen
from bot.services.core.worklist import office
from conversations.committee.decisions import Decision, told
from conversations.committee.next_meeting import next_meeting
from conversations.committee.opinions import excluded
from conversations.committee.slips import far_from_what_was_asked
from conversations.dossiers.event_labels import label_of
from conversations.dossiers.lifecycle import WITH_ADVANCE, WITH_DAYS, Event
from conversations.dossiers.moves import after
from conversations.dossiers.reasons import Reason
from conversations.dossiers.statuses import OPERATING, Status
from conversations.messages import Euros, Message, say, say_n
from models.committee.decisions import recorded, replaced, told_at
from models.committee.tables import AgendaItem, CommitteeSession
from models.dossiers.tables import Dossier
from models.support.queries import advance_of, mission_of, team_of

NOT_TO_BE_THERE = (Kept.APPLICANT, Kept.RECUSED, Kept.EXCLUDED)


Recorded = Annotated[Mark | None, "record-"]
"""The mark of a decision as it is recorded."""


@dataclass(frozen=True, slots=True)
class Decide(Argument):
    """A decision taken one step further: its reason, a look at its letter, or its record."""

    event: Event
    reason: Reason | None = None
    letter: Annotated[bool, "letter"] = False
    recorded: Recorded = None


@dataclass(frozen=True, slots=True)
class Rectify(Argument):
    """The same, of what puts a recorded one right; nothing yet until what went wrong is told."""

    action = "rectify"
    event: Event | None = None
    reason: Reason | None = None
    letter: Annotated[bool, "letter"] = False
    recorded: Recorded = None


@dataclass(frozen=True, slots=True)
class SetLine(Argument):
    """A line of a grant to be typed. ``event``: the grant."""

    name: str
    event: Event


@dataclass(frozen=True, slots=True)
class Case:
    """A request before a decision on it. ``why``: what went wrong, when it puts a recorded one right."""

    dossier: Dossier
    item: AgendaItem
    sitting: CommitteeSession
    why: str | None = None

    @property
    def puts_right(self) -> bool:
        """Whether something is recorded already, by mistake."""
        return self.item.outcome is not None

    def says(self, event: Event, **what: Any) -> Argument:
        """Return what a button that goes on with a decision says: ``reason``, ``letter`` or ``recorded``."""
        return (Rectify if self.puts_right else Decide)(event, **what)

    def do(self, event: Event, label: Message, **what: Any) -> Button:
        """Return a button that goes on with a decision."""
        return do(self.dossier, self.says(event, **what), label)

    def back(self) -> Button:
        """Return the button back to the item of the agenda."""
        return office(say("⬅️ Back"), "item", self.item.id)


def status_after(event: Event) -> Status:
    """Return where a decision leads."""
    status = after(event, Status.SCHEDULED, OPERATING)
    assert status is not None
    return status


def status_once(case: Case, decision: Decision) -> Status:
    """Return where a dossier stands once a decision is recorded: where it is, when only its terms change."""
    stays = case.puts_right and decision.event == case.item.outcome
    return Status(case.dossier.status) if stays else status_after(decision.event)


def lost_by(handling: Handling, case: Case, decision: Decision) -> Message | None:
    """Tell what a decision cannot take back, money that was paid or days that were given; None when nothing.

    What to do first is said: a ledger is never emptied by a correction.
    """
    if not case.puts_right or case.dossier.id is None:
        return None
    if recorded(case.item) == decision.as_granted:
        return say("It is recorded so already: change what is wrong first.")
    advance = advance_of(handling.session, case.dossier.id)
    if advance is not None and advance.paid_on is not None and decision.event not in WITH_ADVANCE:
        return say(
            "{amount} of the advance was paid on {day}: a decision without it would lose sight of this money."
            " Agree with the firm on how it is given back, and note it in the advance until it is closed.",
            amount=Euros(advance.amount), day=advance.paid_on,
        )  # fmt: skip
    mission = mission_of(handling.session, case.dossier.id)
    if mission is None or decision.event in WITH_DAYS:
        return None
    given = sum(member.share.tenths_delivered for member in team_of(handling.session, mission))
    if given:
        return say(
            "{days} days of expertise were given already: a decision without days would lose them."
            " Close the request with what was done instead.",
            days=days(given),
        )  # fmt: skip
    return None


def to_record(handling: Handling, case: Case, decision: Decision) -> Button:
    """Return the button that records a decision as it is shown."""
    label = say("✅ Record and tell the applicant")
    if handling.reached(case.dossier.person_id) is None:
        label = say("✅ Record")
    mark = Mark.of(shown(handling, case, decision))
    return do(case.dossier, case.says(decision.event, recorded=mark), label, primary=True)


def review(handling: Handling, case: Case, decision: Decision) -> Screen:
    """Return a decision as it would be recorded, each line of it to be changed."""
    event, rows = decision.event, list[tuple[Button, ...]]()
    changes: list[Button] = []
    if event in WITH_DAYS:
        changes.append(do(case.dossier, SetLine("set_days", event), say("✏️ Days")))
    if event in WITH_ADVANCE:
        changes.append(do(case.dossier, SetLine("set_amount", event), say("✏️ Advance")))
    if decision.grants:
        changes.append(do(case.dossier, SetLine("set_jobs", event), say("✏️ Jobs")))
        changes.append(do(case.dossier, SetLine("set_conditions", event), say("✏️ Conditions")))
    else:
        changes.append(case.do(event, say("✏️ Reason")))
    if decision.is_whole:
        rows.append((case.do(event, say("📄 See the letter"), letter=True),))
        rows.append((to_record(handling, case, decision),))
    if not case.sitting.held_at:
        rows.append((office(say("👥 Attendance"), "attendance", case.sitting.id),))
    rows.append((case.back(),))
    return Screen(shown(handling, case, decision), options=tuple(changes), rows=tuple(rows))


def shown(handling: Handling, case: Case, decision: Decision) -> Shown:
    """Return a decision as it is looked at: its lines, what makes it doubtful, what the applicant reads."""
    dossier = case.dossier
    paragraphs = [
        say("⚖️ <b>{reference}</b> · {company}", reference=dossier.reference,
            company=company_of(handling, dossier)),
        label_of(decision.event),
        *_lines(decision),
        *opinions_told(handling, case.sitting, case.item),
    ]  # fmt: skip
    if case.sitting.attendance:
        paragraphs.append(say("👥 Present: {names}", names=case.sitting.attendance))
    if case.why:
        paragraphs.append(say("✏️ What went wrong: {why} (kept in the history, not sent)", why=case.why))
    paragraphs += [say("⚠️ {warning}", warning=warning) for warning in _warnings(handling, case, decision)]
    if not decision.is_whole:
        paragraphs.append(say("Something is still to be told before it may be recorded."))
    elif handling.reached(dossier.person_id) is None:
        paragraphs.append(
            say("📵 The applicant cannot be written to here: the letter is given to you, for them.")
        )
    else:
        paragraphs.append(say("👁 <b>{reference}</b>: the applicant will read", reference=dossier.reference))
        paragraphs += said(handling, case, decision)
    return (*paragraphs, *team_reads(handling, dossier, recorded(case.item), decision))


def _lines(decision: Decision) -> list[Message]:
    unknown: Message = say("to be told")
    lines = []
    if decision.event in WITH_DAYS:
        n = decision.days
        granted = say_n("{n} day of expertise", "{n} days of expertise", n) if n else unknown
        lines.append(say("🗓 {days}", days=granted))
    if decision.event in WITH_ADVANCE:
        amount = say("advance of {amount}", amount=Euros(decision.amount)) if decision.amount else unknown
        lines.append(say("💶 {amount}", amount=amount))
    if decision.grants:
        created, kept = (
            unknown if jobs is None else jobs for jobs in (decision.jobs_created, decision.jobs_kept)
        )
        lines.append(say("👷 Jobs to create: {created} · kept: {kept}", created=created, kept=kept))
        lines.append(say("📌 Conditions: {conditions}", conditions=decision.conditions or say("none")))
    return lines


def _warnings(handling: Handling, case: Case, decision: Decision) -> list[Message]:
    """Tell what makes a decision likelier a slip than what the committee decided."""
    sitting, before = case.sitting, readers(handling, case.sitting, case.item)
    found: list[Message] = []
    begins = when(sitting)
    if isinstance(begins, datetime) and handling.now < begins:
        found.append(say("The session has not begun: it is set for {hour}.", hour=begins))
    if not any(each.vote for each in before):
        found.append(say("No member has given an opinion."))
    if not sitting.attendance:
        found.append(say("Nobody is recorded as present."))
    found += present_wrongly(handling, sitting, case.item)
    asked = walk_of(handling.world, case.dossier).situation
    found += far_from_what_was_asked(decision, asked.number("advance"), asked.parts("days").get("high"))
    return found + (_already_done(handling, case, decision) if case.puts_right else [])


def present_wrongly(handling: Handling, sitting: CommitteeSession, item: AgendaItem) -> list[Message]:
    """Tell who is recorded as present, and should not have been there for a request."""
    return [
        say("{name} is recorded as present, and should not be: {why}.", name=each.name, why=WHY[each.kept])
        for each in readers(handling, sitting, item)
        if each.kept in NOT_TO_BE_THERE
        and excluded(sitting.attendance or "", _name(handling, each.person_id), None)
    ]


def _already_done(handling: Handling, case: Case, decision: Decision) -> list[Message]:
    """Tell what stays as it is in the ledgers, whatever the decision grants."""
    found = []
    advance, mission = (
        advance_of(handling.session, case.dossier.id),
        mission_of(handling.session, case.dossier.id),
    )
    if advance is not None and advance.paid_on is not None and advance.amount != decision.amount:
        found.append(
            say("{amount} was paid on {day}: it stays so, settle the difference with the firm.",
                amount=Euros(advance.amount), day=advance.paid_on)
        )  # fmt: skip
    team = team_of(handling.session, mission) if mission is not None else ()
    contracted = sum(member.share.tenths_contracted for member in team)
    if mission is not None and mission.agreed_on is not None and contracted != (decision.days or 0) * TENTHS:
        found.append(
            say("The agreement signed is for {days} days: it stays so, change the team if it must follow.",
                days=days(contracted))
        )  # fmt: skip
    return found


def _name(handling: Handling, person_id: int) -> str:
    return str(handling.name_of(person_id).values.get("name", ""))


def said(handling: Handling, case: Case, decision: Decision) -> list[Message]:
    """Return what the applicant reads, word for word, with what comes next and when."""
    dossier, sitting = case.dossier, case.sitting
    basin = handling.basin(dossier)
    right = told(sitting.day, decision)
    paragraphs = [say("🎉 {told}", told=right) if decision.grants else right]
    former = recorded(case.item)
    if former is not None:
        since = told_at(case.item, replaced(handling.session, case.item))
        paragraphs = [
            say("✏️ What I told you on {day} was a mistake of ours. Please accept our apologies.",
                day=local_day(since)),
            say("By mistake: “{told}”", told=told(sitting.day, former)),
            *((say("“{words}”", words=former.conditions),) if former.conditions else ()),
            say("What the committee decided: {told}", told=right),
        ]  # fmt: skip
    if decision.conditions:
        own_words = say("“{words}”", words=decision.conditions)
        granted = say("📌 Conditions: {conditions}", conditions=decision.conditions)
        paragraphs.append(granted if decision.grants else own_words)
    if decision.event is Event.REFUSE:
        paragraphs += doors(basin)
        paragraphs.append(
            say("It is not a judgement of your firm. You may answer here: a person will read it.")
        )
    if decision.event is Event.POSTPONE:
        days = days_if_sent(handling.session, basin, dossier.commune, handling.today, instructed=True)
        paragraphs.append(next_meeting(days) or NOT_FIXED)
    step = next_step(dossier, basin, handling.today, once=status_once(case, decision))
    return [*paragraphs, step] if step else paragraphs
