"""A request is sent, followed, and shown to its committee's queue."""

from datetime import date, datetime

from sqlmodel import Session

from bot.services.cards import SAMPLE, agreement
from bot.services.queue import announce
from bot.services.screens import Announcement, Button, Reply, Screen, Verb, stacked
from bot.services.visits import spoken
from conversations.dossiers import TOLD, Event, Status
from conversations.machine import Walk
from conversations.messages import Message, say, say_n
from conversations.network import Basin
from conversations.situation import World
from conversations.skills import TAXONOMY_VERSION
from conversations.verdicts import doors, verdict_to_json
from models.database import Transaction
from models.dossiers import (
    add_dossier,
    add_event,
    add_skill_needs,
    dossiers_of,
    events_of,
    find_company,
    from_draft,
)
from models.drafts import OpenDraft, Visit, delete_draft
from models.tables import Dossier

LISTED_AT_MOST = 5


def submit(transaction: Transaction, visit: Visit, opened: OpenDraft, walk: Walk, now: datetime) -> Reply:
    """Turn a draft into a dossier in its basin's queue; once, however often it is asked."""
    with transaction.session() as session:
        dossier = from_draft(session, opened.id)
        announced: tuple[Announcement, ...] = ()
        if dossier is None:
            dossier = _store(session, visit, opened, walk, now)
            announced = announce(session, walk.world, dossier)
    delete_draft(transaction, opened)
    return Reply(
        spoken(visit),
        screens=(confirmation(dossier, walk.situation.basin, walk),),
        alert=say("Sent!"),
        lowered=opened.draft.sharing,
        retires=opened.card_id,
        announced=announced,
    )


def _store(session: Session, visit: Visit, opened: OpenDraft, walk: Walk, now: datetime) -> Dossier:
    situation, draft = walk.situation, opened.draft
    parts, place, basin = situation.parts("company"), situation.place, situation.basin
    siren, name = parts.get("siren"), parts.get("name")
    commune = place.code if place else None
    company = find_company(session, str(siren) if siren else None, str(name) if name else None, commune)
    dossier = Dossier(
        reference="",
        draft_id=opened.id,
        person_id=visit.person_id,
        company_id=company.id,
        basin_code=basin.code if basin else None,
        commune=commune,
        status=Status.RECEIVED.value,
        outcome=situation.verdict.outcome.value,
        verdict=verdict_to_json(situation.verdict),
        answers=dict(draft.answers),
        language=spoken(visit),
        origin=opened.origin,
        submitted_at=now,
        operator_agreed_at=now,
        committee_agreed_at=now if agreement(walk, "committee") in draft.agreements else None,
    )
    number = add_dossier(session, dossier)
    add_event(session, dossier, Event.SUBMIT, now, actor_id=visit.person_id, from_status=None)
    codes = situation.items("skills")
    add_skill_needs(session, number, codes, situation.text("priority_skill"), TAXONOMY_VERSION)
    return dossier


def confirmation(dossier: Dossier, basin: Basin | None, walk: Walk) -> Screen:
    """Return the reference, what happens next, and when."""
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
        paragraphs.append(next_step(basin))
        paragraphs.append(next_session(basin, walk.world.today))
    paragraphs.append(say("You can follow your request at any time with /status."))
    if walk.world.network.sample:
        paragraphs.append(SAMPLE)
    return Screen(tuple(paragraphs))


def next_step(basin: Basin) -> Message:
    """Tell who answers, and within how long where the basin promises it."""
    if basin.reply_days is None:
        return say("{operator} reads your request and calls you.", operator=basin.operator)
    return say_n(
        "{operator} reads your request and answers within {n} working day.",
        "{operator} reads your request and answers within {n} working days.",
        basin.reply_days,
        operator=basin.operator,
    )


def next_session(basin: Basin, today: date) -> Message:
    """Tell the date of the next committee, or that it is not fixed."""
    session = basin.committee.next_session(today)
    if session is None:
        return say("The date of the next committee is not fixed yet. I will tell you as soon as it is.")
    return say("Next approval committee: {day}.", day=session)


def follow(transaction: Transaction, world: World, visit: Visit, now: datetime) -> Reply:
    """Tell a person where their requests stand: the timeline, who holds it, the next date."""
    screens: list[Screen] = []
    with transaction.session() as session:
        dossiers = dossiers_of(session, visit.person_id)
        for dossier in reversed(dossiers[:LISTED_AT_MOST]):
            assert dossier.id is not None
            lines = [
                say("• {day}: {what}", day=event.at, what=Message(TOLD[Status(event.to_status)]))
                for event in events_of(session, dossier.id)
            ]
            screens.append(Screen(tuple(_timeline(dossier, world, lines))))
    if visit.open:
        screens.append(
            Screen(
                (say("✏️ A request is under way and not sent yet."),),
                rows=((Button(say("▶️ Continue"), Verb.CONTINUE, primary=True),),),
            )
        )
    if not screens:
        screens.append(
            Screen(
                (say("You have no request yet. Shall we prepare one?"),),
                rows=((Button(say("🆕 Prepare a request"), Verb.NEW, primary=True),),),
            )
        )
    return Reply(spoken(visit), screens=tuple(screens))


def _timeline(dossier: Dossier, world: World, lines: list[Message]) -> list[Message]:
    basin = world.network.basin(dossier.basin_code)
    paragraphs = [stacked([say("<b>{reference}</b>", reference=dossier.reference), *lines])]
    if dossier.status == Status.WITHDRAWN:
        return paragraphs
    if basin is None:
        paragraphs.append(
            say("In the hands of the national coordination, {name}.", name=world.network.coordination)
        )
    else:
        paragraphs.append(
            say("In the queue of {operator}: nobody has taken it yet.", operator=basin.operator)
        )
        paragraphs.append(next_session(basin, world.today))
    return paragraphs
