"""Somebody is suspended from exchanges, or let in again: they read why, and their request goes on."""

from dataclasses import dataclass

from bot.services.core.actions import BetweenFirms
from bot.services.core.arguments import Confirmable
from bot.services.core.confirmation import changed, is_sure
from bot.services.core.handling import OUT_OF_DATE, Handling, NotAllowed, Refusal
from bot.services.core.prompts import ask, no_longer_asked
from bot.services.core.screens import Button, Reply, Screen
from bot.services.core.worklist import Listed, turns
from bot.services.exchanges.abuse.reports import DEALT_WITH, DESK, close_report, report_page, reported
from bot.services.exchanges.buttons import between, sure
from bot.services.exchanges.home import basin_of
from bot.services.exchanges.questions.endings import part_with
from bot.services.exchanges.questions.identities import who_writes
from bot.services.exchanges.questions.relay import OVERTAKEN
from conversations.exchanges.participants import Participant
from conversations.exchanges.reports import LONGEST_REASON
from conversations.messages import Message, say
from models.exchanges.people import participation_of
from models.exchanges.reports import suspended
from models.exchanges.tables import AbuseReport, Participation
from models.messages.tables import Prompt

SHOWN_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Suspend(Confirmable):
    """Suspend who wrote what was reported, for the reason that is shown."""

    action = "suspend"


@dataclass(frozen=True, slots=True)
class Lift(Confirmable):
    """Let somebody take part again."""

    action = "suspension_lift"


def suspend(handling: Handling, subject: int, argument: Suspend) -> Reply:
    """Ask why; once what the person will read is confirmed, they are suspended."""
    report, _ = _author(handling, subject)
    if report.handled_at is not None:
        return report_page(handling, subject, OUT_OF_DATE)
    prompt = handling.session.get(Prompt, handling.person_id)
    waits = prompt is not None and (prompt.purpose, prompt.subject) == (Suspend.action, subject)
    if argument.sure is not None and waits and prompt is not None and "words" in prompt.content:
        return _confirm(handling, subject, argument, str(prompt.content["words"]))
    wanted = say("Why are they suspended from exchanges? They read your words as they are.")
    return ask(handling, Suspend.action, report.id, wanted, stop=_back(report))


def suspend_typed(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Show what the person will read, before anything happens."""
    if len(text) > LONGEST_REASON:
        raise Refusal(say("{most} characters at most: shorten it, and send it again.", most=LONGEST_REASON))
    return _confirm(handling, prompt.subject, Suspend(), text.strip())


def _confirm(handling: Handling, subject: int, argument: Suspend, typed: str) -> Reply:
    report, who = _author(handling, subject)
    if report.handled_at is not None:
        no_longer_asked(handling)
        return report_page(handling, subject, OUT_OF_DATE)
    told = (
        say("⏸ {operator} has suspended your part in exchanges between firms, and tells you why:",
            operator=basin_of(handling, who).operator),
        say("“{words}”", words=typed),
        say("Your open questions and offers are withdrawn. Nothing else changes: your request, or your "
            "missions, go on as before. To talk about it, call or write to {operator}.",
            operator=basin_of(handling, who).operator),
    )  # fmt: skip
    shown = (say("👁 They will read:"), *told)
    if not is_sure(argument, shown):
        yes = sure(say("⏸ Suspend"), argument, shown, report.id)
        wanted = say("To change your words, type them again.")
        return ask(handling, Suspend.action, report.id, wanted, content={"words": typed}, above=shown,
                   rows=((yes,),), stop=_back(report))  # fmt: skip
    no_longer_asked(handling)
    if not close_report(handling, report, DEALT_WITH):
        return report_page(handling, subject, OVERTAKEN)
    row = participation_of(handling.session, who.person_id)
    row.suspended_at, row.suspended_by, row.suspended_why = handling.now, handling.person_id, typed
    handling.session.flush()
    part_with(handling, who.person_id)
    handling.tell(who.person_id, Screen(told))
    return report_page(handling, subject, say("Suspended, and they are told."))


def _author(handling: Handling, report_id: int) -> tuple[AbuseReport, Participant]:
    """Return a report and who wrote what it is about; raise NotAllowed where they take no part here."""
    report = reported(handling, report_id)
    who = handling.somebody(report.reported_id) if report.reported_id is not None else None
    if who is None or not handling.held.may_handle(who.basin_code):
        raise NotAllowed
    return report, who


def _back(report: AbuseReport) -> Button:
    return between(say("↩️ The report"), "report_page", report.id)


def suspended_here(handling: Handling) -> list[tuple[Participation, Participant]]:
    """Return who is suspended in the basins somebody works."""
    found = ((row, handling.somebody(row.person_id)) for row in suspended(handling.session))
    return [(row, who) for row, who in found if who is not None and handling.held.may_handle(who.basin_code)]


def list_suspended(handling: Handling, subject: int, argument: Listed) -> Reply:
    """List who is suspended in the basins somebody works, each to be let in again."""
    if not handling.held.works:
        raise NotAllowed
    return _suspended(handling, argument.start)


def _suspended(handling: Handling, start: int = 0, alert: Message | None = None) -> Reply:
    every = suspended_here(handling)
    rows: list[tuple[Button, ...]] = []
    told = [say("⏸ <b>Suspended from exchanges</b>: {n}", n=len(every))]
    for row, who in every[start : start + SHOWN_AT_ONCE]:
        since = row.suspended_at or handling.now
        author = who_writes(handling, who.dossier_id, who.company_id, who.person_id)
        told.append(say("• {author}, since {day}: “{why}”", author=author, day=since.date(),
                        why=row.suspended_why or ""))  # fmt: skip
        rows.append((between(say("▶️ Lift: {author}", author=author), Lift(), who.person_id),))
    if not rows:
        told.append(say("Nobody is."))
    rows += turns(start, SHOWN_AT_ONCE, len(every), lambda label, to: between(label, Listed("suspended", to)))
    return handling.reply(Screen(tuple(told), rows=(*rows, (DESK,))), alert=alert)


def lift(handling: Handling, subject: int, argument: Lift) -> Reply:
    """Let somebody take part again, once what they will read is confirmed."""
    who = handling.somebody(subject)
    if who is None or not handling.held.may_handle(who.basin_code) or subject == handling.person_id:
        raise NotAllowed
    if not who.choices.suspended:
        return _suspended(handling, alert=OUT_OF_DATE)
    told = (say("▶️ You may take part in exchanges between firms again: /exchanges"),)
    shown = (say("👁 They will read:"), *told)
    if not is_sure(argument, shown):
        yes = sure(say("▶️ Lift the suspension"), argument, shown, subject)
        back = between(say("↩️ The suspended"), "suspended")
        return handling.reply(Screen(shown, rows=((yes, back),)), alert=changed(argument))
    row = participation_of(handling.session, subject)
    row.suspended_at = row.suspended_by = row.suspended_why = None
    handling.session.flush()
    handling.tell(subject, Screen(told))
    return _suspended(handling, alert=say("Lifted, and they are told."))


ACTIONS = (
    BetweenFirms(Suspend.action, suspend, typed=suspend_typed),
    BetweenFirms("suspended", list_suspended),
    BetweenFirms(Lift.action, lift),
)
