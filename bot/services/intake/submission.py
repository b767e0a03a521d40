"""A request is sent, followed, and shown to its committee's queue."""

from datetime import datetime

from bot.services.committee.readers import when
from bot.services.core import news
from bot.services.core.answers import given
from bot.services.core.dossier_card import glimpse, masked
from bot.services.core.group_cards import assign, cards
from bot.services.core.handling import watch
from bot.services.core.screens import Reply, Screen, stacked
from bot.services.core.visitors import spoken
from bot.services.intake.amendments import company_in
from bot.services.intake.calls.screens import call_is_asked, verdict_as_sent, who_answers
from bot.services.intake.card import SAMPLE
from bot.services.intake.help import onward
from bot.services.intake.information_requests import asked_for
from bot.services.intake.own_dossiers import ways
from bot.services.intake.own_lists import TOLD_IN_FULL, heard, sent_before, title
from bot.services.intake.turn import Talk
from bot.services.messages.draft_files import hand_over
from bot.services.support.page import told_of_support
from conversations.dossiers.lifecycle import EVENTS, Event
from conversations.dossiers.statuses import LIVE, STATUSES, SUPPORTED, Status
from conversations.eligibility.verdicts import doors, verdict_to_json
from conversations.engine.overheard import readings_heard
from conversations.engine.questionnaire import Walk
from conversations.intake import INTAKE
from conversations.intake.consents import agreement, agreements
from conversations.intake.faq_moments import LOCAL, Asking, Moment, reached
from conversations.message_json import message_to_json
from conversations.messages import Message, say, verbatim
from conversations.network.basins import Basin
from conversations.situation import Situation, World
from conversations.understanding.skills import TAXONOMY_VERSION
from models.committee.queries import pending_item
from models.committee.tables import CommitteeSession
from models.database.writer import Connection, Session, Transaction
from models.dossiers.queries import (
    add_dossier,
    add_event,
    add_skill_needs,
    dossiers_of,
    events_of,
    has_dossiers,
)
from models.dossiers.tables import Dossier, DossierEvent
from models.intake.queries import OpenDraft, Visit, end_draft, find_draft
from models.intake.tables import DraftEnd
from models.messages.queries import FOLLOWED, last_told, open_request

MOVED = frozenset(
    event for event, row in EVENTS.items() if event is Event.SUBMIT or any(move.to for move in row.moves)
)
"""The events after which a request may stand elsewhere: those that its applicant's timeline has."""


def read_over(connection: Connection, world: World, person_id: int) -> None:
    """Look for what is left out of the words of a request about to be sent: remembered for the turn."""
    if opened := find_draft(connection, person_id):
        walk = Walk(opened.draft, world)
        glimpse(walk), masked(walk)


def submit(transaction: Transaction, visit: Visit, opened: OpenDraft, walk: Walk, now: datetime) -> Reply:
    """Turn a draft into a dossier in its basin's queue; once, since the draft is gone with it."""
    with transaction.session() as session:
        dossier = _dossier(session, visit, opened, walk, now)
        group = assign(session, dossier)
        _store(session, dossier, walk)
        files = hand_over(session, dossier, opened.draft, now)
        announced = cards(session, walk.world, dossier, group)
        basin, left = walk.situation.basin, INTAKE.left(walk)
        sent = (
            call_is_asked(dossier, basin, walk, files)
            if left
            else confirmation(session, dossier, basin, walk, files)
        )
    end_draft(transaction, opened, DraftEnd.SENT)
    return Reply(
        spoken(visit),
        screens=(sent,),
        alert=say("Sent!"),
        lowered=opened.draft.sharing,
        retires=opened.card_id,
        announced=announced,
    )


def _dossier(session: Session, visit: Visit, opened: OpenDraft, walk: Walk, now: datetime) -> Dossier:
    situation, draft = walk.situation, opened.draft
    place, basin, verdict = situation.place, situation.basin, verdict_as_sent(walk)
    commune = place.code if place else None
    return Dossier(
        reference="",
        draft_id=opened.id,
        person_id=visit.person_id,
        company_id=company_in(session, situation),
        basin_code=basin.code if basin else None,
        basin_name=basin.name if basin else None,
        operator_name=basin.operator if basin else walk.world.network.coordination,
        route=message_to_json(situation.route.reason) if situation.route else None,
        commune=commune,
        status=Status.RECEIVED.value,
        outcome=verdict.outcome.value,
        verdict=verdict_to_json(verdict),
        answers=dict(draft.answers),
        language=spoken(visit),
        origin=opened.origin,
        submitted_at=now,
        operator_agreed_at=now,
        committee_agreed_at=now if _agreed_to_circulate(walk) else None,
        status_since=now,
        acted_at=now,
        told_at=now,
    )


def _agreed_to_circulate(walk: Walk) -> bool:
    """Tell whether the committee may read the request: agreed to, and asked of the request as it is sent."""
    return "committee" in agreements(walk) and agreement(walk, "committee") in walk.draft.agreements


def _store(session: Session, dossier: Dossier, walk: Walk) -> None:
    situation, now = walk.situation, dossier.submitted_at
    watch(dossier, situation.basin, now)
    number = add_dossier(session, dossier)
    add_event(session, dossier, Event.SUBMIT, now, actor_id=dossier.person_id, from_status=None)
    codes = situation.items("skills")
    add_skill_needs(session, number, codes, situation.text("priority_skill"), TAXONOMY_VERSION)


def confirmation(
    session: Session, dossier: Dossier, basin: Basin | None, walk: Walk, files: Message | None
) -> Screen:
    """Return the reference, what happens next, and when. ``files``: what is said of those that go with it."""
    words = walk.situation.words
    paragraphs = [say("📨 Sent. Your reference: <b>{reference}</b>", reference=dossier.reference)]
    if basin is None:
        paragraphs.append(
            say(
                "No Alizé territory covers {place} today: the national coordination, {operator}, "
                "has your request and will write to you here.",
                **words,
            )
        )
        found = doors(walk.situation.verdict, None, walk.world.network)
        paragraphs += [say("🚪 {door}", door=door) for door in found]
    else:
        paragraphs += [who_answers(basin, walk.situation), *_committee(session, dossier, basin, walk)]
    if files:
        paragraphs.append(files)
    paragraphs.append(say("You can follow your request at any time with /status."))
    if walk.world.network.sample:
        paragraphs.append(SAMPLE)
    return Screen(tuple(paragraphs))


def _committee(session: Session, dossier: Dossier, basin: Basin, walk: Walk) -> tuple[Message, ...]:
    """Tell when a committee may see the request, or what that takes."""
    if "committee" in agreements(walk) and dossier.committee_agreed_at is None:
        return (say("The committee reads nothing until you agree: {operator} talks about it with you.",
                    operator=basin.operator),)  # fmt: skip
    return news.next_committee(session, dossier, basin, walk.world.today)


def follow(transaction: Transaction, world: World, visit: Visit, now: datetime) -> Reply:
    """Tell a person where their requests stand, sent or not."""
    screens = standings(transaction, world, visit)
    answered = visit.open is not None and bool(given(transaction, visit.open))
    if visit.open and (answered or not screens):
        completes = visit.open.draft.completes is not None
        under_way = (
            say("✏️ A request is under way and not sent yet.")
            if answered
            else say("A request is open, and nothing is answered in it yet.")
        )
        told = say("✏️ Your answers are not sent yet.") if completes else under_way
        screens += (Screen((told,), rows=((onward(visit),),)),)
    if not screens:
        none = say("You have no request yet. Shall we prepare one?")
        screens = (Screen((none,), rows=((onward(visit),),)),)
    return Reply(spoken(visit), screens=screens)


def standings(transaction: Transaction, world: World, visit: Visit) -> tuple[Screen, ...]:
    """Return where the requests a person sent stand: the timeline, the next date, what they may do."""
    if not has_dossiers(transaction, visit.person_id):
        return ()
    with transaction.session() as session:
        dossiers = dossiers_of(session, visit.person_id)
        several = len(dossiers) > 1
        latest = reversed(dossiers[:TOLD_IN_FULL])
        screens = [standing(session, each, world, named=several) for each in latest]
        if len(dossiers) > TOLD_IN_FULL:
            screens.insert(0, sent_before(session, dossiers))
    return tuple(screens)


def standing(session: Session, dossier: Dossier, world: World, *, named: bool = True) -> Screen:
    """Return where a request stands, with its firm's name where its applicant has others."""
    told = *timeline(session, dossier, world, named=named), *told_of_support(session, dossier, world.today)
    return Screen(told, rows=ways(session, dossier))


def _what(event: DossierEvent) -> Message:
    """Return what an event came to, as the applicant is told of it."""
    told = Message(STATUSES[Status(event.to_status)].told)
    return say("decision put right: {told}", told=told) if event.event == Event.RECTIFY else told


def timeline(session: Session, dossier: Dossier, world: World, *, named: bool = False) -> list[Message]:
    """Return where a request stands: what happened, what comes next, and when."""
    moved = [event for event in events_of(session, dossier.id) if event.event in MOVED]
    lines = [say("• {day}: {what}", day=event.at, what=_what(event)) for event in moved]
    basin, status = world.network.basin(dossier.basin_code), Status(dossier.status)
    heading = title(session, dossier) if named else say("<b>{reference}</b>", reference=dossier.reference)
    paragraphs = [stacked([heading, *lines]), *(news.why(moved[-1], basin) if moved else ())]
    if status not in LIVE:
        return paragraphs
    request = open_request(session, dossier)
    if request is not None:
        operator = dossier.operator_name or ""
        paragraphs.append(
            say("❓ {operator} waits for your answer, by {day}.", operator=operator, day=request.due_on)
        )
        paragraphs += asked_for(request.text, request.questions)
    elif basin is None:
        paragraphs.append(
            say("In the hands of the national coordination, {name}.", name=world.network.coordination)
        )
    elif status is Status.RECEIVED:
        paragraphs.append(
            say("In the queue of {operator}: nobody has taken it yet.", operator=basin.operator)
        )
    following = news.next_step(dossier, basin, world.today)
    if following is not None:
        paragraphs.append(following)
    item = pending_item(session, dossier.id) if status is Status.SCHEDULED else None
    if item is not None:
        sitting = session.get_one(CommitteeSession, item.session_id)
        paragraphs.append(say("📅 Committee: {day}.", day=when(sitting)))
        if sitting.place:
            paragraphs.append(say("📍 {place}", place=sitting.place))
    return [*paragraphs, *news.next_committee(session, dossier, basin, world.today)]


ABOUT_THE_REQUEST = frozenset(("status", "reply", "refused", "withdraw", "correction"))
"""The topics that are asked of the request that was sent, even with another one under way."""


def asking(talk: Talk, topic: str) -> Asking:
    """Return who asks about a topic: with the request they sent, else with the one under way."""
    opened = talk.open
    sent_before = opened is None or last_told(talk.transaction, talk.visit.person_id) is not None
    about_sent = opened is None or opened.draft.completes is not None or topic in ABOUT_THE_REQUEST
    with talk.transaction.session() as session:
        found = heard(session, talk.visit.person_id) if sent_before and about_sent else []
        if found:
            return _of_sent(talk, session, found[0])
        if opened is None:
            return Asking(reached=reached(talk.world.network, None))
        situation = _as_told(talk.walk)
        basin, place = situation.basin, situation.place
        return Asking(
            basin=basin,
            operator=verbatim(basin.operator) if basin else LOCAL,
            committee=news.days_if_sent(session, basin, place.code if place else None, talk.world.today),
            reached=reached(talk.world.network, basin),
        )


def _as_told(walk: Walk) -> Situation:
    """Return the situation with the place that was told already, before its question."""
    place = INTAKE.by_name["place"]
    told = [] if place.name in walk.draft.answers else readings_heard(walk, place)
    if len(told) != 1:
        return walk.situation
    return Situation({**walk.draft.answers, place.name: told[0]}, walk.world)


def _of_sent(talk: Talk, session: Session, dossier: Dossier) -> Asking:
    basin, status = talk.world.network.basin(dossier.basin_code), Status(dossier.status)
    moment = Moment.GRANTED if status in SUPPORTED else Moment.SENT if status in FOLLOWED else Moment.OVER
    return Asking(
        moment,
        basin,
        verbatim(dossier.operator_name or talk.world.network.coordination),
        standing=stacked(timeline(session, dossier, talk.world)),
        reached=reached(talk.world.network, basin),
    )
