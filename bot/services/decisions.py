"""What a committee decided of a request: prepared from the answers, recorded by an operator, told at once."""

from dataclasses import dataclass
from datetime import timedelta

from bot.services.actions import on_dossier, when_typed
from bot.services.agenda_items import DECISION_LABELS, practised, worked_item
from bot.services.circulation import company_of
from bot.services.committee_papers import letter, told
from bot.services.dossier_card import walk_of
from bot.services.dossier_page import do
from bot.services.handling import Handling, NotAllowed, Refusal
from bot.services.news import doors, next_step
from bot.services.prompting import ask, no_longer_asked
from bot.services.screens import Button, Reply, Screen
from bot.services.worklist import office
from conversations.committees import read_jobs, read_number
from conversations.dossiers import Event, Part
from conversations.messages import ConversationError, Euros, Message, say, say_n
from conversations.network import AdvanceTerms, Severity
from conversations.quantities import Unit
from conversations.reasons import REASONS, WORDINGS, Reason
from conversations.words import fold
from models.committee_tables import AgendaItem, CommitteeSession
from models.committees import next_day, pending_item
from models.desk_tables import Prompt
from models.support import grant
from models.tables import Dossier

GRANTS = (Event.GRANT_SKILLS, Event.GRANT_ADVANCE, Event.GRANT_BOTH)
ACTS = (Part.HOLDER, Part.OVERSEER)
ONE_DAY = timedelta(days=1)
DAYS_MAX = 60
AMOUNT_MAX = 10_000_000
WORDS_MAX = 1_000
NO_CONDITION = frozenset(("aucune", "aucun", "non", "rien", "sans", "none", "no", "nothing"))


@dataclass(frozen=True, slots=True)
class Grant:
    """What a grant says so far; None for what is still to be said."""

    days: int | None
    amount: int | None
    jobs_created: int | None
    jobs_kept: int | None


def _proposed(handling: Handling, dossier: Dossier, item: AgendaItem) -> Grant:
    """Return what was prepared, else what the applicant asked for, within the terms of the basin."""
    situation = walk_of(handling.world, dossier).situation
    days, wanted = situation.parts("days").get("high"), situation.number("advance")
    most = _terms(handling, dossier).max_amount
    if wanted and most:
        wanted = min(wanted, most)
    return Grant(
        item.days or (days if isinstance(days, int) else None),
        item.amount or wanted or None,
        situation.number("jobs_created") if item.jobs_created is None else item.jobs_created,
        situation.number("jobs_kept") if item.jobs_kept is None else item.jobs_kept,
    )


def _terms(handling: Handling, dossier: Dossier) -> AdvanceTerms:
    basin = handling.basin(dossier)
    return (basin.advance if basin else None) or AdvanceTerms()


def _to_decide(handling: Handling, dossier: Dossier, event: Event) -> tuple[AgendaItem, CommitteeSession]:
    """Return the item a dossier waits on, its session having begun, for somebody who may decide so."""
    item = pending_item(handling.session, dossier.id)
    if item is None or not handling.may(dossier, event):
        raise NotAllowed
    sitting = handling.session.get_one(CommitteeSession, item.session_id)
    if sitting.day > handling.today:
        raise Refusal(
            say("The committee meets on {day}: its decisions are recorded from that day on.", day=sitting.day)
        )
    if not practised(handling, dossier, event):
        raise Refusal(say("No advance is practised in this territory: grant days of expertise."))
    if event is Event.GRANT_ADVANCE and _terms(handling, dossier).skills_required is Severity.REDIRECT:
        raise Refusal(say("In this territory the advance comes with days of expertise, never alone."))
    return item, sitting


def _sheet(handling: Handling, dossier: Dossier, event: Event, item: AgendaItem) -> Screen:
    """Return the decision as it would be recorded, each line of it to be changed."""
    grant = _proposed(handling, dossier, item)
    unknown: Message = say("to be told")
    paragraphs = [
        say("⚖️ <b>{reference}</b> · {company}", reference=dossier.reference,
            company=company_of(handling, dossier)),
        DECISION_LABELS[event],
    ]  # fmt: skip
    changes: list[Button] = []
    if event is not Event.GRANT_ADVANCE:
        days = say_n("{n} day of expertise", "{n} days of expertise", grant.days) if grant.days else unknown
        paragraphs.append(say("🗓 {days}", days=days))
        changes.append(do(dossier, f"set_days.{event.value}", say("✏️ Days")))
    if event is not Event.GRANT_SKILLS:
        amount: Message = say("advance of {amount}", amount=Euros(grant.amount)) if grant.amount else unknown
        paragraphs.append(say("💶 {amount}", amount=amount))
        changes.append(do(dossier, f"set_amount.{event.value}", say("✏️ Advance")))
    paragraphs.append(
        say(
            "👷 Jobs to create: {created} · kept: {kept}",
            created=unknown if grant.jobs_created is None else grant.jobs_created,
            kept=unknown if grant.jobs_kept is None else grant.jobs_kept,
        )
    )
    paragraphs.append(say("📌 Conditions: {conditions}", conditions=item.conditions or say("none")))
    changes.append(do(dossier, f"set_jobs.{event.value}", say("✏️ Jobs")))
    changes.append(do(dossier, f"set_conditions.{event.value}", say("✏️ Conditions")))
    record = do(dossier, f"{event.value}.record", say("✅ Record and tell the applicant"), primary=True)
    back = office(say("⬅️ Back"), "item", item.id or 0)
    return Screen(tuple(paragraphs), options=tuple(changes), rows=((record,), (back,)))


def _grant(event: Event) -> None:
    """Register a grant: shown to be completed, then recorded."""

    def work(handling: Handling, dossier: Dossier, argument: str) -> Reply:
        item, sitting = _to_decide(handling, dossier, event)
        if argument != "record":
            return handling.reply(_sheet(handling, dossier, event, item))
        grant = _proposed(handling, dossier, item)
        if event is not Event.GRANT_ADVANCE:
            if not grant.days:
                raise Refusal(say("How many days? Tell it first, with “Days”."))
            item.days = grant.days
        if event is not Event.GRANT_SKILLS:
            if not grant.amount:
                raise Refusal(say("Which amount? Tell it first, with “Advance”."))
            item.amount = _within(handling, dossier, grant.amount)
        item.jobs_created, item.jobs_kept = grant.jobs_created, grant.jobs_kept
        return _record(handling, dossier, event, item, sitting)

    on_dossier(event.value, event=event)(work)


def _record(
    handling: Handling,
    dossier: Dossier,
    event: Event,
    item: AgendaItem,
    sitting: CommitteeSession,
    reason: Reason | None = None,
) -> Reply:
    """Write a decision down; the applicant is told in the same minute, with a letter."""
    if event not in (Event.GRANT_SKILLS, Event.GRANT_BOTH):
        item.days = None
    if event not in (Event.GRANT_ADVANCE, Event.GRANT_BOTH):
        item.amount = None
    item.outcome, item.reason = event.value, reason.value if reason else None
    item.decided_at, item.decided_by = handling.now, handling.person_id
    handling.session.flush()
    handling.move(dossier, event, reason=reason, note=item.conditions, words=())
    if event in GRANTS:
        grant(handling.session, dossier, item, handling.now)
    handling.tell_applicant(dossier, *_words(handling, dossier, event, item, sitting))
    written = letter(handling, sitting, item, dossier)
    done = say("Recorded; the applicant is told, with a letter.")
    if not handling.hand(dossier.person_id, written):
        handling.hand(handling.person_id, written)
        done = say("Recorded. The applicant cannot be written to here: this letter is to be sent to them.")
    page = worked_item(handling, sitting, item, done)
    if event is Event.POSTPONE:
        again = do(dossier, "schedule", say("📅 On the next agenda"), primary=True)
        page = Screen(page.paragraphs, rows=((again,), *page.rows))
    return handling.reply(page)


def _words(
    handling: Handling, dossier: Dossier, event: Event, item: AgendaItem, sitting: CommitteeSession
) -> list[Message]:
    """Return what the applicant is told, with what comes next and when."""
    basin = handling.basin(dossier)
    said = [say("🎉 {told}", told=told(sitting, item)) if event in GRANTS else told(sitting, item)]
    if item.conditions:
        own_words = say("“{words}”", words=item.conditions)
        granted = say("📌 Conditions: {conditions}", conditions=item.conditions)
        said.append(granted if event in GRANTS else own_words)
    if event is Event.REFUSE:
        said += doors(basin)
        said.append(say("It is not a judgement of your firm. You may answer here: a person will read it."))
    if event is Event.POSTPONE:
        following = next_day(handling.session, basin, handling.today + ONE_DAY) if basin else None
        said.append(
            say("Next approval committee: {day}.", day=following)
            if following
            else say("The date of the next committee is not fixed yet. I will tell you as soon as it is.")
        )
    step = next_step(dossier, basin, handling.today)
    return [*said, step] if step else said


def _within(handling: Handling, dossier: Dossier, amount: int) -> int:
    """Return an amount within the terms of the basin; raise Refusal above them."""
    most = _terms(handling, dossier).max_amount
    if most is not None and amount > most:
        raise Refusal(
            say("Advances go up to {most} in this territory. Type {most} or less.", most=Euros(most))
        )
    return amount


def _setting(name: str, wanted: Message) -> None:
    """Register the button that asks for one line of a grant. Its argument is the grant being prepared."""

    def work(handling: Handling, dossier: Dossier, argument: str) -> Reply:
        event = next((event for event in GRANTS if event.value == argument), None)
        if event is None:
            raise NotAllowed
        _to_decide(handling, dossier, event)
        back = do(dossier, event.value, say("⬅️ Back"))
        return ask(handling, name, dossier, wanted, back=back, content={"event": event.value})

    def typed(handling: Handling, prompt: Prompt, text: str) -> Reply:
        dossier = handling.session.get_one(Dossier, prompt.subject)
        event = Event(str(prompt.content["event"]))
        item, _ = _to_decide(handling, dossier, event)
        try:
            _set(handling, dossier, item, name, text)
        except ConversationError as wrong:
            raise Refusal(wrong.message) from wrong
        handling.session.flush()
        no_longer_asked(handling)
        return handling.reply(_sheet(handling, dossier, event, item))

    on_dossier(name, *ACTS)(work)
    when_typed(name)(typed)


def _set(handling: Handling, dossier: Dossier, item: AgendaItem, name: str, text: str) -> None:
    match name:
        case "set_days":
            item.days = read_number(text, Unit.DAY, DAYS_MAX)
        case "set_amount":
            item.amount = _within(handling, dossier, read_number(text, Unit.EURO, AMOUNT_MAX))
        case "set_jobs":
            item.jobs_created, item.jobs_kept = read_jobs(text)
        case _:
            item.conditions = None if fold(text) in NO_CONDITION else own_words(text)


def own_words(text: str) -> str:
    """Return what was typed, unless it is too long for a letter."""
    if len(text) > WORDS_MAX:
        raise Refusal(say("{most} characters at most, please: it goes in a letter.", most=WORDS_MAX))
    return text.strip()


def _with_reason(event: Event) -> None:
    """Register a decision that needs a reason, from the list or in the operator's own words."""

    def choose(handling: Handling, dossier: Dossier, argument: str) -> Reply:
        item, sitting = _to_decide(handling, dossier, event)
        if argument not in REASONS[event]:
            options = tuple(
                do(dossier, f"{event.value}.{reason.value}", WORDINGS[reason].label)
                for reason in REASONS[event]
            )
            why = say("Why? The applicant is told, in kind words, and has it in a letter.")
            back = office(say("⬅️ Back"), "item", item.id or 0)
            return handling.reply(Screen((why,), options=options, rows=((back,),)))
        if argument == Reason.OTHER:
            wanted = say("In your own words, as the applicant will read them:")
            back = do(dossier, event.value, say("⬅️ Back"))
            return ask(handling, event.value, dossier, wanted, back=back)
        item.conditions = None
        return _record(handling, dossier, event, item, sitting, Reason(argument))

    def explain(handling: Handling, prompt: Prompt, text: str) -> Reply:
        dossier = handling.session.get_one(Dossier, prompt.subject)
        item, sitting = _to_decide(handling, dossier, event)
        item.conditions = own_words(text)
        no_longer_asked(handling)
        return _record(handling, dossier, event, item, sitting, Reason.OTHER)

    on_dossier(event.value, event=event)(choose)
    when_typed(event.value)(explain)


for granting in GRANTS:
    _grant(granting)
for deferring in (Event.POSTPONE, Event.REFUSE):
    _with_reason(deferring)
_setting("set_days", say("How many days of expertise does the committee grant?"))
_setting("set_amount", say("What advance does the committee grant, in euros?"))
_setting(
    "set_jobs", say("How many jobs does the decision count on: to create, then kept? For instance “3 and 12”")
)
_setting("set_conditions", say("Which conditions? They go in the letter. Type “none” to have none."))
