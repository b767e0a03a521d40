"""What a committee decided of a request: prepared, looked at, recorded by an operator, told at once.

Every decision takes the same way: the button of the agenda, what is still to be told, then its review.
"""

from dataclasses import replace

from bot.services.committee.agenda_items import practised, worked_item
from bot.services.committee.decisions.review import (
    Case,
    Decide,
    Rectify,
    lost_by,
    review,
    said,
    shown,
    status_once,
)
from bot.services.committee.decisions.team_told import team_told
from bot.services.committee.papers import letter
from bot.services.committee.readers import onward
from bot.services.core.actions import OnDossier
from bot.services.core.arguments import Mark
from bot.services.core.confirmation import CHANGED
from bot.services.core.dossier_card import walk_of
from bot.services.core.dossier_page import do, word_on
from bot.services.core.handling import Handling, NotAllowed, Refusal
from bot.services.core.prompts import BESIDE, ask, expect_beside, no_longer_asked
from bot.services.core.screens import Reply, Screen
from bot.services.core.worklist import office
from conversations.committee.decisions import Decision, decided
from conversations.dossiers.lifecycle import DECISIONS, EVENTS, GRANTS, WITH_ADVANCE, Event
from conversations.dossiers.reasons import WORDINGS, Reason
from conversations.dossiers.statuses import Status
from conversations.messages import Euros, Message, say
from conversations.network.basins import AdvanceTerms, Severity
from conversations.understanding.residue import changes_nothing
from conversations.understanding.words import fold
from models.committee.decisions import Prepared, prepare, prepared, record, recorded
from models.committee.queries import pending_item
from models.committee.tables import AgendaItem, CommitteeSession
from models.dossiers.tables import Dossier
from models.messages.tables import Prompt
from models.support.queries import grant, take_back

WORDS_MAX = 1_000
CONDITIONS = "set_conditions"
MINUTES_CHANGED = say("📄 The minutes of this session say so from now on: the members have the former ones.")


def to_decide(handling: Handling, dossier: Dossier, event: Event) -> Case:
    """Return a request that waits for its decision, its session having begun, for who may decide so."""
    item = pending_item(handling.session, dossier.id)
    if item is None or not handling.may(dossier, event):
        raise NotAllowed
    sitting = handling.session.get_one(CommitteeSession, item.session_id)
    if sitting.day > handling.today:
        raise Refusal(
            say("The committee meets on {day}: its decisions are recorded from that day on.", day=sitting.day)
        )
    within_terms(handling, dossier, event)
    return Case(dossier, item, sitting)


def within_terms(handling: Handling, dossier: Dossier, event: Event) -> None:
    """Raise Refusal for a decision that the territory of a request does not practise."""
    if not practised(handling, dossier, event):
        raise Refusal(say("No advance is practised in this territory: grant days of expertise."))
    if event is Event.GRANT_ADVANCE and terms_of(handling, dossier).skills_required is Severity.REDIRECT:
        raise Refusal(say("In this territory the advance comes with days of expertise, never alone."))


def proposed(handling: Handling, case: Case, event: Event) -> Decision:
    """Return what was prepared, else recorded, else what the applicant asked for, within the terms."""
    ready, asked = prepared(case.item), _asked_for(handling, case.dossier, case.item, event)
    decision = ready.decision if ready else recorded(case.item) or asked
    if decision.event is not event and not (decision.grants and event in GRANTS):
        decision = replace(decision, reason=None, conditions=None)  # those of another decision
    return replace(
        decision,
        event=event,
        days=decision.days or asked.days,
        amount=decision.amount or asked.amount,
        jobs_created=asked.jobs_created if decision.jobs_created is None else decision.jobs_created,
        jobs_kept=asked.jobs_kept if decision.jobs_kept is None else decision.jobs_kept,
    )


def _asked_for(handling: Handling, dossier: Dossier, item: AgendaItem, event: Event) -> Decision:
    situation = walk_of(handling.world, dossier).situation
    days, wanted = situation.parts("days").get("high"), situation.number("advance")
    most = terms_of(handling, dossier).max_amount
    if wanted and most:
        wanted = min(wanted, most)
    return Decision(  # what the release before prepared stands in the columns of what is recorded
        event,
        days=item.days or (days if isinstance(days, int) else None),
        amount=item.amount or wanted or None,
        jobs_created=situation.number("jobs_created") if item.jobs_created is None else item.jobs_created,
        jobs_kept=situation.number("jobs_kept") if item.jobs_kept is None else item.jobs_kept,
        conditions=item.conditions,
    )


def terms_of(handling: Handling, dossier: Dossier) -> AdvanceTerms:
    """Return the terms of advances where a request is."""
    basin = handling.basin(dossier)
    return (basin.advance if basin else None) or AdvanceTerms()


def decide(handling: Handling, dossier: Dossier, argument: Decide) -> Reply:
    """Take a decision one step further."""
    return go_on(handling, to_decide(handling, dossier, argument.event), argument.event, argument)


def go_on(handling: Handling, case: Case, event: Event, argument: Decide | Rectify) -> Reply:
    """Prepare a decision, show its letter, or record it as it was shown; show it again when it changed."""
    decision = proposed(handling, case, event)
    if argument.letter and decision.is_whole:
        handling.hand(handling.person_id, letter(handling, case.sitting, case.item, case.dossier, decision))
        return handling.reply()
    if not decision.grants and argument.recorded is None:
        if argument.reason not in EVENTS[event].reasons:
            return handling.reply(_why(case, event))
        if argument.reason is Reason.OTHER:
            return _own_words(handling, case, event)
        decision = replace(decision, reason=argument.reason, conditions=None)
    return look_at(handling, case, decision, argument.recorded)


def look_at(handling: Handling, case: Case, decision: Decision, recorded: Mark | None = None) -> Reply:
    """Show a decision as it is prepared, or record it when this very review was confirmed."""
    if recorded is not None and recorded == Mark.of(shown(handling, case, decision)) and decision.is_whole:
        return _record(handling, case, decision)
    prepare(handling.session, case.item, Prepared(decision, case.why))
    purpose = CONDITIONS if decision.grants else _own_words_for(case, decision.event)
    expect_beside(handling, purpose, case.dossier, {"event": decision.event.value})
    return handling.reply(review(handling, case, decision), alert=CHANGED if recorded else None)


def _why(case: Case, event: Event) -> Screen:
    options = tuple(case.do(event, WORDINGS[reason].label, reason=reason) for reason in EVENTS[event].reasons)
    why = say("Why? The applicant is told, in kind words, and has it in a letter.")
    return Screen((why,), options=options, rows=((case.back(),),))


def _own_words(handling: Handling, case: Case, event: Event) -> Reply:
    wanted = say("In your own words, as the applicant will read them:")
    back, content = case.do(event, say("⬅️ Back")), {"event": event.value}
    return ask(handling, _own_words_for(case, event), case.dossier, wanted, back=back, content=content)


def _own_words_for(case: Case, event: Event) -> str:
    """Return what a reason is typed for."""
    return Rectify.action if case.puts_right else event.value


def explained(handling: Handling, case: Case, event: Event, text: str) -> Reply:
    """Take the reason in the operator's own words, to be looked at before it leaves."""
    decision = replace(proposed(handling, case, event), reason=Reason.OTHER, conditions=own_words(text))
    no_longer_asked(handling)
    return look_at(handling, case, decision)


def own_words(text: str) -> str:
    """Return what was typed, unless it is too long for a letter."""
    if len(text) > WORDS_MAX:
        raise Refusal(say("{most} characters at most, please: it goes in a letter.", most=WORDS_MAX))
    return text.strip()


def _record(handling: Handling, case: Case, decision: Decision) -> Reply:
    """Write a decision down; the applicant is told in the same minute, with a letter."""
    dossier, item, puts_right = case.dossier, case.item, case.puts_right
    if decision.event in WITH_ADVANCE:
        within(handling, dossier, decision.amount or 0)
    forbidden = lost_by(handling, case, decision)
    if forbidden is not None:
        raise Refusal(forbidden)
    words, to = said(handling, case, decision), status_once(case, decision)
    team = team_told(handling, dossier, recorded(item), decision)
    record(handling.session, item, decision.as_granted, handling.now, handling.person_id, case.why)
    handling.move(
        dossier,
        Event.RECTIFY if puts_right else decision.event,
        to=to,
        reason=decision.reason,
        note=case.why if puts_right else decision.conditions,
        words=(),
    )
    if puts_right:
        take_back(handling.session, item.dossier_id, item)
    if decision.grants:
        grant(handling.session, dossier, item)
    for people, screen in team:
        for person_id in people:
            handling.tell(person_id, screen)
    return _tell(handling, case, words)


def _tell(handling: Handling, case: Case, words: list[Message]) -> Reply:
    """Have the applicant read a decision that was just recorded, with its letter."""
    handling.tell_applicant(case.dossier, *words)
    written = letter(handling, case.sitting, case.item, case.dossier)
    done = say("Recorded; the applicant is told, with a letter.")
    if not handling.hand(case.dossier.person_id, written):
        handling.hand(handling.person_id, written)
        done = say("Recorded. The applicant cannot be written to here: this letter is to be sent to them.")
    if case.dossier.holder_id not in (None, handling.person_id):
        word = say(
            "⚖️ {name} recorded the decision on <b>{reference}</b>: {decision}",
            name=handling.name_of(handling.person_id),
            reference=case.dossier.reference,
            decision=decided(recorded(case.item)),
        )
        handling.tell(case.dossier.holder_id, word_on(case.dossier, word))
    page = worked_item(handling, case.sitting, case.item, done)
    if case.why and case.sitting.held_at:
        again = office(say("📨 Minutes to the members"), "minutes_out", case.sitting.id)
        page = Screen((*page.paragraphs, MINUTES_CHANGED), rows=((again,), *page.rows))
    if Status(case.dossier.status) is Status.POSTPONED:
        again = do(case.dossier, "schedule", say("📅 On the next agenda"), primary=True)
        page = Screen(page.paragraphs, rows=((again,), *page.rows))
    return handling.reply(page if case.why else _and_next(handling, case, page))


def _and_next(handling: Handling, case: Case, page: Screen) -> Screen:
    """Return a page with the way to the next request of the session that nothing is decided of."""
    following = onward(handling, case.sitting, case.item, lambda each: each.outcome is None)
    return Screen(page.paragraphs, rows=(*page.rows[:-1], *([following] if following else []), page.rows[-1]))


def within(handling: Handling, dossier: Dossier, amount: int) -> int:
    """Return an amount within the terms of the basin; raise Refusal above them."""
    most = terms_of(handling, dossier).max_amount
    if most is not None and amount > most:
        raise Refusal(
            say("Advances go up to {most} in this territory. Type {most} or less.", most=Euros(most))
        )
    return amount


def may_go_in(text: str) -> None:
    """Raise Refusal for what is typed under a decision being read over, and changes nothing in it."""
    if len(text) <= WORDS_MAX and changes_nothing(fold(text)):  # of what is longer, nothing is folded
        raise Refusal(say("Nothing is recorded yet: touch “Record”, or type what is to be changed."))


def decide_typed(handling: Handling, dossier: Dossier, prompt: Prompt, text: str) -> Reply:
    """Take the reason typed for a decision that grants nothing."""
    event = Event(prompt.purpose)
    if BESIDE in prompt.content:
        may_go_in(text)
    return explained(handling, to_decide(handling, dossier, event), event, text)


ACTIONS = tuple(OnDossier(event, decide, typed=decide_typed) for event in DECISIONS)
