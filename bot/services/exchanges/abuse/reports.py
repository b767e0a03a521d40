"""Reports, as who works the basin sees them: what was written, by whom, and what they may do about it."""

from dataclasses import dataclass

from bot.services.core.actions import BetweenFirms
from bot.services.core.arguments import Confirmable
from bot.services.core.confirmation import changed, is_sure
from bot.services.core.handling import OUT_OF_DATE, Handling, NotAllowed
from bot.services.core.screens import Button, Reply, Rows, Screen, stacked
from bot.services.exchanges.buttons import between, sure
from bot.services.exchanges.questions.endings import about
from bot.services.exchanges.questions.identities import who_writes
from bot.services.exchanges.questions.relay import OVERTAKEN
from conversations.messages import Message, say, say_n
from models.exchanges.reports import reports_before, reports_open, settle
from models.exchanges.tables import AbuseReport, NetworkQuestion, Offer

DESK = between(say("↩️ All questions"), "desk")

IN_ORDER = (
    say("🙏 What you reported was looked at: it was found in order. Thank you for having told us. You still "
        "see it no more."),
)  # fmt: skip
DEALT_WITH = (say("🙏 What you reported was looked at, and dealt with. Thank you for having told us."),)


@dataclass(frozen=True, slots=True)
class NothingToDo(Confirmable):
    """Close a report: what was written is in order."""

    action = "report_nothing"


def reported(handling: Handling, report_id: int) -> AbuseReport:
    """Return a report of a basin the person works; raise NotAllowed for any other, and for one about them."""
    report = handling.session.get(AbuseReport, report_id)
    if report is None or not handling.held.may_handle(report.basin_code):
        raise NotAllowed
    if handling.person_id in (report.reported_id, report.reporter_id):
        raise NotAllowed
    return report


def told_to_operators(handling: Handling, report: AbuseReport) -> Screen:
    """Return a report as who works the basin reads it."""
    question = handling.session.get_one(NetworkQuestion, report.question_id)
    offer = handling.session.get_one(Offer, report.offer_id) if report.offer_id is not None else None
    basin = handling.network.name_of((question if offer is None else offer).basin_code)
    heading = (
        say("🚩 <b>A question was reported</b> · {basin}", basin=basin)
        if offer is None
        else say("🚩 <b>An offer was reported</b> · {basin}", basin=basin)
    )
    author = (
        who_writes(handling, question.dossier_id, question.company_id, report.reported_id)
        if offer is None
        else who_writes(handling, offer.dossier_id, offer.company_id, report.reported_id)
    )
    text = question.text if offer is None else offer.words
    told = [heading, say("“{text}”", text=text or "…"), *([about(question)] if offer else [])]
    lines = [say("👤 {author}", author=author)]
    before = reports_before(handling.session, report)
    if before:
        lines.append(
            say_n("🚩 Reported {n} time before, on {day}.", "🚩 Reported {n} times before, last on {day}.",
                  len(before), day=before[-1].date())
        )  # fmt: skip
    else:
        lines.append(say("🚩 Never reported before."))
    told.append(stacked(lines))
    return Screen(tuple(told), rows=_ways(handling, report))


def _ways(handling: Handling, report: AbuseReport) -> Rows:
    if report.handled_at is not None:
        return ((DESK,),)
    nothing = between(say("👌 In order, nothing to do"), NothingToDo(), report.id)
    who = handling.somebody(report.reported_id) if report.reported_id is not None else None
    if who is None or who.choices.suspended:
        return ((nothing,), (DESK,))
    return ((nothing,), (between(say("⏸ Suspend from exchanges"), "suspend", report.id),), (DESK,))


def report_page(handling: Handling, subject: int, alert: Message | None = None) -> Reply:
    """Show a report as it stands."""
    report = reported(handling, subject)
    page = told_to_operators(handling, report)
    if report.handled_at is not None:
        closed = say("✅ Looked at on {day} by {name}.", day=report.handled_at.date(),
                     name=handling.name_of(report.handled_by))  # fmt: skip
        page = Screen((*page.paragraphs, closed), rows=page.rows)
    return handling.reply(page, alert=alert)


def nothing_to_do(handling: Handling, subject: int, argument: NothingToDo) -> Reply:
    """Close a report, once what who reported it will read is confirmed."""
    report = reported(handling, subject)
    if report.handled_at is not None:
        return report_page(handling, subject, OUT_OF_DATE)
    shown = (say("👁 Who reported it will read:"), *IN_ORDER)
    if not is_sure(argument, shown):
        back = between(say("↩️ The report"), "report_page", report.id)
        yes = sure(say("✅ I confirm"), argument, shown, report.id)
        return handling.reply(Screen(shown, rows=((yes, back),)), alert=changed(argument))
    if not close_report(handling, report, IN_ORDER):
        return report_page(handling, subject, OVERTAKEN)
    return report_page(handling, subject, say("Closed, and they are told."))


def close_report(handling: Handling, report: AbuseReport, told: tuple[Message, ...]) -> bool:
    """Close a report and those of the same thing, and tell who made them; false when somebody was faster."""
    reporters = settle(handling.session, report, handling.person_id, handling.now)
    for person_id in reporters or ():
        handling.tell(person_id, Screen(told))
    return reporters is not None


def waiting(handling: Handling) -> list[Button]:
    """Return the buttons of the reports that wait for somebody who works a basin, one a thing reported."""
    codes = handling.held.worked
    found = {
        (each.question_id, each.offer_id): each
        for each in reversed(reports_open(handling.session, codes))
        if handling.person_id not in (each.reported_id, each.reporter_id)
    }
    return [
        between(say("🚩 Reported on {day}", day=each.reported_at.date()), "report_page", each.id)
        for each in reversed(found.values())
    ]


ACTIONS = (
    BetweenFirms("report_page", report_page),
    BetweenFirms(NothingToDo.action, nothing_to_do),
)
