"""A dossier's card reaches its committee's queue: the basin's group, else the national one."""

from datetime import datetime

from sqlmodel import Session, col, select

from bot.services.screens import Announcement, Screen, stacked
from conversations.contact_details import show_phone
from conversations.dossiers import Status
from conversations.drafts import Draft
from conversations.eligibility import Outcome
from conversations.intake import INTAKE
from conversations.machine import Walk
from conversations.messages import Message, say, verbatim
from conversations.situation import World
from conversations.verdicts import verdict_from_json
from models.database import Transaction
from models.dossiers import queue_for, waiting_cards
from models.outbox import drop_chat, follow_migration
from models.tables import Dossier, Queue

GROUP_LANGUAGE = "fr"  # the language of operators and committees

EXCERPT = 700  # characters of one answer on the card, to be read on a phone
BLOCKS = (
    ("company", "place", "headcount", "founded", "turnover", "difficulties", "sector"),
    ("project_kind", "description", "start"),
    ("skills", "priority_skill", "days"),
    ("jobs_created", "jobs_kept"),
    ("advance", "accepts_skills", "project_budget", "aid_received"),
    ("role", "head_agrees", "call_time"),
)
"""The answers a group may see, in paragraphs; the name, the contact and who is excluded stay hidden."""

OUTCOMES = {
    Outcome.PREQUALIFIED: say("✅ Pre-qualified"),
    Outcome.TO_CHECK: say("🔎 To be checked"),
    Outcome.REDIRECTED: say("🙋 A person's look is asked for"),
}


def announce(session: Session, world: World, dossier: Dossier) -> tuple[Announcement, ...]:
    """Choose the group for a dossier's card; without any, it waits for a group to be bound."""
    queue = queue_for(session, dossier.basin_code)
    if queue is None:
        return ()
    dossier.card_chat_id, dossier.card_id = queue.chat_id, None
    session.flush()
    assert dossier.id is not None
    return (Announcement(queue.chat_id, dossier.id, GROUP_LANGUAGE, dossier_card(world, dossier)),)


def bind(
    transaction: Transaction, world: World, basin_code: str, chat_id: int, person_id: int, now: datetime
) -> tuple[Announcement, ...]:
    """Bind a group to a basin's queue ("" for the national one); the cards that waited arrive there."""
    with transaction.session() as session:
        session.merge(Queue(basin_code=basin_code, chat_id=chat_id, bound_by=person_id, bound_at=now))
        session.flush()
        waiting = waiting_cards(session, basin_code or None)
        return tuple(card for dossier in waiting for card in announce(session, world, dossier))


def lose(transaction: Transaction, world: World, chat_id: int) -> tuple[Announcement, ...]:
    """Unbind a group that refuses messages; the cards it did not get go to the next queue."""
    drop_chat(transaction, chat_id)
    with transaction.session() as session:
        for queue in session.exec(select(Queue).where(Queue.chat_id == chat_id)):
            session.delete(queue)
        undelivered = session.exec(
            select(Dossier).where(
                Dossier.card_chat_id == chat_id,
                col(Dossier.card_id).is_(None),
                col(Dossier.person_id).is_not(None),
            )
        ).all()
        session.flush()
        for dossier in undelivered:
            dossier.card_chat_id = None
        return tuple(card for dossier in undelivered for card in announce(session, world, dossier))


def follow(transaction: Transaction, old: int, new: int) -> None:
    """Follow a group that became a supergroup, with all that waits for it."""
    follow_migration(transaction, old, new)
    with transaction.session() as session:
        for queue in session.exec(select(Queue).where(Queue.chat_id == old)):
            queue.chat_id = new
        for dossier in session.exec(select(Dossier).where(Dossier.card_chat_id == old)):
            dossier.card_chat_id = new
        session.flush()


def dossier_card(world: World, dossier: Dossier) -> Screen:
    """Return the card a group sees: all of the request but who asks."""
    walk = Walk(Draft(answers=dict(dossier.answers)), world)
    verdict = verdict_from_json(dossier.verdict)
    basin = world.network.basin(dossier.basin_code)
    where = verbatim(basin.name) if basin else say("national queue")
    paragraphs = [
        say("📁 <b>{reference}</b> · {basin}", reference=dossier.reference, basin=where),
        OUTCOMES[verdict.outcome],
    ]
    if dossier.status == Status.WITHDRAWN:
        paragraphs.append(say("🚫 Withdrawn by the applicant."))
    paragraphs += [say("• {finding}", finding=finding.for_operator) for finding in verdict.findings]
    for names in BLOCKS:
        lines = [_line(walk, name) for name in names if name in dossier.answers]
        if lines:
            paragraphs.append(stacked(lines))
    if walk.situation.route is not None:
        paragraphs.append(say("📍 {reason}", reason=walk.situation.route.reason))
    erased = say("personal data erased")
    paragraphs.append(say("👤 {contact}", contact=masked(walk) if dossier.person_id else erased))
    received = say("Received on {moment}", moment=dossier.submitted_at)
    if dossier.origin:
        received = say("{received} · origin: {origin}", received=received, origin=dossier.origin)
    paragraphs.append(received)
    return Screen(tuple(paragraphs))


def _line(walk: Walk, name: str) -> Message:
    step, answer = INTAKE.by_name[name], walk.draft.answers[name]
    if answer is None:
        value = Message(step.skip) if step.skip else say("I do not know yet")
    elif isinstance(answer, str) and len(answer) > EXCERPT:
        value = verbatim(f"{answer[: EXCERPT - 1].rstrip()}…")
    else:
        value = step.input.show(answer, walk.situation)
    return say("<b>{label}</b>: {answer}", label=Message(step.label), answer=value)


def masked(walk: Walk) -> Message:
    """Return who asks, with just enough to tell two people apart."""
    name = walk.situation.text("name") or ""
    contact = walk.situation.parts("contact")
    phone, email = contact.get("phone"), contact.get("email")
    first, *others = name.split() or ["?"]
    shown = [" ".join((first, *(f"{other[0]}." for other in others)))]
    if phone:
        shown.append(f"{show_phone(str(phone))[:2]}•• •• •• {str(phone)[-2:]}")
    if email:
        shown.append(f"{str(email)[0]}•••@•••")
    return verbatim(" · ".join(shown))
