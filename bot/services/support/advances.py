"""The repayable advance of a dossier: amount, payment, instalments, what is repaid."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from bot.services.committee.decisions.record import terms_of
from bot.services.core.actions import OnDossier
from bot.services.core.arguments import Confirmable
from bot.services.core.confirmation import words_to_confirm
from bot.services.core.dossier_page import back_to, do
from bot.services.core.entries import Day, Today, day, day_told, whole
from bot.services.core.handling import Handling, NotAllowed, Refusal
from bot.services.core.prompts import ask, no_longer_asked
from bot.services.core.screens import Button, Reply, Screen, stacked
from bot.services.support.teams import touch
from conversations.dossiers.statuses import OPERATING, SUPPORTED, Status
from conversations.dossiers.traces import Trace
from conversations.messages import Euros, Message, say, say_n
from conversations.support.advances import Schedule, usual_schedule
from conversations.understanding.quantities.reading import Unit
from models.dossiers.tables import Dossier
from models.messages.tables import Prompt
from models.support.queries import advance_of, decision_of
from models.support.tables import RepayableAdvance

MOST_INSTALMENTS = 120
MOST_EUROS = 10_000_000  # a slip of the finger is more
GRACE = timedelta(days=5)  # a transfer takes days to arrive and to be noted


class Line(StrEnum):
    """One thing of an advance; stored, never renamed."""

    AMOUNT = "amount"
    PAID = "paid"
    COUNT = "count"
    FIRST = "first"
    REPAID = "repaid"


BEFORE_PAYING = (Line.AMOUNT, Line.PAID)


@dataclass(frozen=True, slots=True)
class SetAdvance(Confirmable):
    """One thing of an advance to be typed; or confirmed, the day it is paid or an amount in euros."""

    action = "advance_set"
    line: Line
    on: Day | None = None
    euros: int | None = None


def advance_for(handling: Handling, dossier: Dossier) -> RepayableAdvance:
    """Return the advance of a dossier that was granted one, wherever it stands; raise NotAllowed."""
    advance = advance_of(handling.session, dossier.id)
    if advance is None:
        raise NotAllowed
    return advance


def _may_be_paid(dossier: Dossier, advance: RepayableAdvance) -> bool:
    """Tell whether an advance is still to be paid out: what was paid is repaid whatever happens since."""
    return advance.paid_on is None and Status(dossier.status) in SUPPORTED


def schedule_of(advance: RepayableAdvance) -> Schedule | None:
    """Return the calendar of an advance that is paid out; None until it is known."""
    if not (advance.paid_on and advance.instalments and advance.first_due_on):
        return None
    return Schedule(advance.amount, advance.instalments, advance.first_due_on)


def advance_lines(advance: RepayableAdvance, today: date) -> Message:
    """Return where an advance stands, a line each."""
    lines = [say("💶 Advance: {amount}", amount=Euros(advance.amount))]
    lines.append(say("Paid on {day}", day=advance.paid_on) if advance.paid_on else say("Not paid yet"))
    schedule = schedule_of(advance)
    if schedule is not None:
        lines.append(
            say_n(
                "{n} instalment, on {first}",
                "{n} monthly instalments, from {first}",
                schedule.instalments,
                first=schedule.first_due_on,
            )
        )
    elif advance.instalments and not advance.first_due_on:
        lines.append(
            say_n(
                "{n} instalment, its day to be told",
                "{n} monthly instalments, the first day to be told",
                advance.instalments,
            )
        )
    elif advance.first_due_on and not advance.instalments:
        lines.append(say("First instalment on {day}, their number to be told", day=advance.first_due_on))
    if advance.paid_on:
        lines.append(say("Repaid so far: {amount}", amount=Euros(advance.repaid)))
    unpaid = schedule.first_unpaid(advance.repaid) if schedule else None
    if schedule and unpaid:
        due_on = schedule.due_on(unpaid)
        left = schedule.due_after(unpaid) - advance.repaid
        lines.append(
            say("⏰ {amount} expected since {day}", amount=Euros(left), day=due_on)
            if due_on < today
            else say("Next: {amount} on {day}", amount=Euros(left), day=due_on)
        )
    return stacked(lines)


def _page(handling: Handling, dossier: Dossier, advance: RepayableAdvance) -> Screen:
    terms = terms_of(handling, dossier)
    paragraphs = [advance_lines(advance, handling.today)]
    if terms.max_amount:
        paragraphs.append(say("Terms here: {amount} at most.", amount=Euros(terms.max_amount)))
    rows: list[tuple[Button, ...]] = [(back_to(dossier),)]
    if _may_be_paid(dossier, advance):
        amount = do(dossier, SetAdvance(Line.AMOUNT), say("💶 Amount"))
        rows.insert(0, (amount, do(dossier, SetAdvance(Line.PAID), say("📅 Paid on"))))
    elif advance.paid_on:
        count = do(dossier, SetAdvance(Line.COUNT), say("🔢 Instalments"))
        repaid = do(dossier, SetAdvance(Line.REPAID), say("💶 Repaid so far"), primary=True)
        rows[:0] = [(count, do(dossier, SetAdvance(Line.FIRST), say("📅 First one"))), (repaid,)]
    return Screen(tuple(paragraphs), rows=tuple(rows))


def advance_page(handling: Handling, dossier: Dossier) -> Reply:
    """Show an advance."""
    return handling.reply(_page(handling, dossier, advance_for(handling, dossier)))


def advance_set(handling: Handling, dossier: Dossier, argument: SetAdvance) -> Reply:
    """Ask for one thing of an advance, or take what is confirmed of it."""
    advance, line = advance_for(handling, dossier), argument.line
    if line is Line.PAID and argument.on is not None and _may_be_paid(dossier, advance):
        return _pay(handling, dossier, advance, argument)
    if line is Line.REPAID and argument.euros is not None:
        return _repay(handling, dossier, advance, argument)
    if line is Line.AMOUNT and argument.euros is not None:
        return _change_amount(handling, dossier, advance, argument.euros)
    may = _may_be_paid(dossier, advance) if line in BEFORE_PAYING else advance.paid_on is not None
    if argument != SetAdvance(line) or not may:
        raise NotAllowed
    wanted = {
        Line.AMOUNT: say("The amount, in whole euros:"),
        Line.PAID: say("On which day was it paid?"),
        Line.COUNT: say("How many monthly instalments?"),
        Line.FIRST: say("On which day is the first one due?"),
        Line.REPAID: say("How much is repaid so far, in all?"),
    }[line]
    rows = (
        ((do(dossier, SetAdvance(line, Today.TODAY), say("📅 Today"), primary=True),),)
        if line is Line.PAID
        else ()
    )
    content = {"field": line.value}
    return ask(handling, "advance_set", dossier, wanted, back=_back(dossier), content=content, rows=rows)


def _back(dossier: Dossier) -> Button:
    return do(dossier, "advance", say("⬅️ Back"))


def advance_typed(handling: Handling, dossier: Dossier, prompt: Prompt, text: str) -> Reply:
    """Take one thing of an advance, within the terms of its basin."""
    advance, field = advance_for(handling, dossier), Line(prompt.content["field"])
    if field is Line.PAID:
        if not _may_be_paid(dossier, advance):
            raise NotAllowed
        paid_on = day(text, handling.today, first=advance.granted_on, last=handling.today)
        return _pay(handling, dossier, advance, SetAdvance(field, paid_on))
    if field is Line.AMOUNT:
        most = terms_of(handling, dossier).max_amount
        refused = (
            say("Type whole euros: {most} at most here, by the basin's terms.", most=Euros(most))
            if most
            else say("Type an amount in whole euros, such as 15000.")
        )
        amount = whole(text, Unit.EURO, most=most or MOST_EUROS, otherwise=refused)
        if amount == 0 or not _may_be_paid(dossier, advance):
            raise Refusal(refused)
        decision = decision_of(handling.session, dossier.id)
        if decision and decision.amount and amount != decision.amount:
            return _ask_sure(handling, dossier, decision.amount, amount)
        advance.amount = amount
    elif field is Line.COUNT:
        refused = say("Type a number of months, from 1 to {most}.", most=MOST_INSTALMENTS)
        count = whole(text, Unit.MONTH, most=MOST_INSTALMENTS, otherwise=refused)
        if count == 0:
            raise Refusal(refused)
        advance.instalments = count
    elif field is Line.FIRST:
        advance.first_due_on = day(text, handling.today, first=advance.paid_on)
    else:
        refused = say("Type whole euros, from 0 to {most}.", most=Euros(advance.amount))
        repaid = whole(text, Unit.EURO, most=advance.amount, otherwise=refused)
        return _repay(handling, dossier, advance, SetAdvance(field, euros=repaid))
    no_longer_asked(handling)
    handling.note(dossier, Trace.NOTE, f"{field}: {text}")
    touch(handling, dossier)
    if field in (Line.COUNT, Line.FIRST) and schedule_of(advance):
        handling.tell_applicant(dossier, advance_lines(advance, handling.today))
    return handling.reply(_page(handling, dossier, advance))


def _ask_sure(handling: Handling, dossier: Dossier, granted: int, amount: int) -> Reply:
    no_longer_asked(handling)
    told = say("The committee granted {granted}, and you typed {amount}.",
               granted=Euros(granted), amount=Euros(amount))  # fmt: skip
    yes = do(dossier, SetAdvance(Line.AMOUNT, euros=amount), say("✅ I confirm"))
    return handling.reply(Screen((told,), rows=((yes, _back(dossier)),)))


def _change_amount(handling: Handling, dossier: Dossier, advance: RepayableAdvance, euros: int) -> Reply:
    """Take another amount than the one granted, once confirmed."""
    most = terms_of(handling, dossier).max_amount or MOST_EUROS
    if not _may_be_paid(dossier, advance) or not 0 < euros <= most:
        raise NotAllowed
    advance.amount = euros
    handling.note(dossier, Trace.NOTE, f"amount: {euros}")
    touch(handling, dossier)
    return handling.reply(_page(handling, dossier, advance))


def _pay(handling: Handling, dossier: Dossier, advance: RepayableAdvance, argument: SetAdvance) -> Reply:
    """Note that an advance is paid out, once what its applicant reads is confirmed: it cannot be undone."""
    assert argument.on is not None
    paid_on = day_told(argument.on, handling.today)
    if advance.amount == 0:
        raise Refusal(say("Type the amount first."))
    if not advance.granted_on <= paid_on <= handling.today:
        raise NotAllowed
    paid = RepayableAdvance(**{**advance.model_dump(), "paid_on": paid_on})
    schedule = usual_schedule(advance.amount, paid_on, terms_of(handling, dossier))
    if schedule is not None:
        paid.instalments, paid.first_due_on = schedule.instalments, schedule.first_due_on
    told = say("💶 Your advance of {amount} was paid on {day}: it is repaid at no cost.",
               amount=Euros(advance.amount), day=paid_on)  # fmt: skip
    words = (told, *((advance_lines(paid, handling.today),) if schedule else ()))
    page = words_to_confirm(handling, dossier, replace(argument, on=paid_on), words, _back(dossier))
    if page is not None:
        return page
    no_longer_asked(handling)
    advance.paid_on = paid_on
    advance.instalments, advance.first_due_on = paid.instalments, paid.first_due_on
    touch(handling, dossier)
    handling.tell_applicant(dossier, *words)
    return handling.reply(_page(handling, dossier, advance))


def _repay(handling: Handling, dossier: Dossier, advance: RepayableAdvance, argument: SetAdvance) -> Reply:
    """Note how much is repaid in all, once what its applicant reads is confirmed."""
    repaid = argument.euros or 0
    if advance.paid_on is None or repaid > advance.amount:
        raise NotAllowed
    thanks = say("💶 Thank you: {repaid} of {amount} is repaid so far.", repaid=Euros(repaid),
                 amount=Euros(advance.amount))  # fmt: skip
    page = words_to_confirm(handling, dossier, argument, (thanks,), _back(dossier))
    if page is not None:
        return page
    no_longer_asked(handling)
    advance.repaid = repaid
    handling.note(dossier, Trace.NOTE, f"repaid: {repaid}")
    touch(handling, dossier)
    handling.tell_applicant(dossier, thanks)
    return handling.reply(_page(handling, dossier, advance))


ACTIONS = (
    OnDossier("advance", advance_page, OPERATING, fresh=False),
    OnDossier("advance_set", advance_set, OPERATING, typed=advance_typed),
)
