"""A decision recorded by mistake is put right: with a reason, looked at again, told, kept in the history."""

from bot.services.committee.agenda_items import practised
from bot.services.committee.decisions.record import explained, go_on, may_go_in, within_terms
from bot.services.committee.decisions.review import Case, Rectify, lost_by
from bot.services.core.actions import OnDossier
from bot.services.core.dossier_page import back_to
from bot.services.core.entries import short
from bot.services.core.handling import Handling, Refusal
from bot.services.core.prompts import BESIDE, ask, no_longer_asked
from bot.services.core.screens import Reply, Screen
from conversations.committee.decisions import Decision, decided
from conversations.dossiers.event_labels import label_of
from conversations.dossiers.lifecycle import DECISIONS, Event
from conversations.dossiers.statuses import DECIDED, OPERATING, Phase, Status, standing
from conversations.messages import Message, say
from models.committee.decisions import Prepared, last_decided, prepare, prepared, recorded
from models.committee.queries import pending_item
from models.committee.tables import AgendaItem, CommitteeSession
from models.dossiers.tables import Dossier
from models.messages.tables import Prompt

WHY_MAX = 500


def to_put_right(handling: Handling, dossier: Dossier, event: Event) -> Case:
    """Return a decision being put right, once what went wrong is told; raise Refusal or NotAllowed."""
    item = _mistaken(handling, dossier)
    ready = prepared(item)
    if ready is None or ready.why is None:
        raise Refusal(say("Say first what went wrong: touch “Put the decision right”."))
    if event not in _open_to(handling, dossier, item):
        raise Refusal(
            say("The agreement is signed: only the days, the amount, the jobs and the conditions may change.")
        )
    within_terms(handling, dossier, event)
    return Case(dossier, item, handling.session.get_one(CommitteeSession, item.session_id), ready.why)


def _mistaken(handling: Handling, dossier: Dossier) -> AgendaItem:
    """Return the item whose decision may be put right; raise Refusal with what to do first."""
    item = last_decided(handling.session, dossier.id)
    if item is None or pending_item(handling.session, dossier.id) is not None:
        raise Refusal(_instead(dossier, decided_once=item is not None))
    if not handling.may(dossier, Event.RECTIFY):
        raise Refusal(_instead(dossier, decided_once=True))
    return item


def _instead(dossier: Dossier, *, decided_once: bool) -> Message:
    """Tell what to do where a decision cannot be put right."""
    status = Status(dossier.status)
    if not decided_once:
        return say("Nothing is decided yet.")
    if status is Status.SCHEDULED:
        return say("This request goes to another session: what is decided there replaces this decision.")
    if status in standing(Phase.QUEUED, Phase.HELD):
        return say(
            "This request is worked on again since that decision: put it on an agenda, and record there"
            " what the committee decided."
        )
    return say("This request was stopped since that decision: reopen it first.")


def _open_to(handling: Handling, dossier: Dossier, item: AgendaItem) -> list[Event]:
    """Return what may replace a decision: the same in other terms, once the agreement is signed."""
    if Status(dossier.status) not in DECIDED:
        return [Event(str(item.outcome))]
    return [event for event in DECISIONS if practised(handling, dossier, event)]


def rectify(handling: Handling, dossier: Dossier, argument: Rectify) -> Reply:
    """Ask what went wrong, then prepare the right decision."""
    if argument.event in DECISIONS:
        return _prepare(handling, to_put_right(handling, dossier, argument.event), argument.event, argument)
    item = _mistaken(handling, dossier)
    above = (
        say(
            "✏️ <b>{reference}</b>: {decision}", reference=dossier.reference, decision=decided(recorded(item))
        ),
    )
    wanted = say("What went wrong? It stays in the history, and is not sent to the applicant.")
    return ask(handling, "rectify", dossier, wanted, back=back_to(dossier), above=above)


def _prepare(handling: Handling, case: Case, event: Event, step: Rectify) -> Reply:
    if event != case.item.outcome:  # what may not be is said before anything is typed
        forbidden = lost_by(handling, case, Decision(event))
        if forbidden is not None:
            raise Refusal(forbidden)
    return go_on(handling, case, event, step)


def rectify_typed(handling: Handling, dossier: Dossier, prompt: Prompt, text: str) -> Reply:
    """Take what went wrong, then offer what may be right; or the reason of a refusal in own words."""
    if prompt.content.get("event"):
        event = Event(str(prompt.content["event"]))
        if BESIDE in prompt.content:
            may_go_in(text)
        return explained(handling, to_put_right(handling, dossier, event), event, text)
    item = _mistaken(handling, dossier)
    former = recorded(item)
    assert former is not None
    why = text.strip()
    short(why, WHY_MAX)
    prepare(handling.session, item, Prepared(former, why))
    no_longer_asked(handling)
    case = Case(dossier, item, handling.session.get_one(CommitteeSession, item.session_id), why)
    options = tuple(case.do(event, label_of(event)) for event in _open_to(handling, dossier, item))
    which = say("What did the committee decide? You look at it before anything is recorded.")
    return handling.reply(Screen((which,), options=options, rows=((case.back(),),)))


ACTIONS = (OnDossier("rectify", rectify, OPERATING, typed=rectify_typed),)
