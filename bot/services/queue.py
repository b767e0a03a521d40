"""A dossier's card reaches its committee's queue: the basin's group, else the national one."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from bot.services.screens import Announcement, Reply, Screen, stacked, words
from bot.services.visits import spoken
from conversations.contact_details import mask, show_phone
from conversations.dossiers import Status
from conversations.drafts import Draft
from conversations.eligibility import Outcome
from conversations.intake import INTAKE
from conversations.machine import Walk
from conversations.messages import Message, say, verbatim
from conversations.situation import Answer, World
from conversations.verdicts import verdict_from_json
from models.database import Transaction
from models.dossiers import queue_for, waiting_cards
from models.drafts import find_visit
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


@dataclass(frozen=True, slots=True)
class Loss:
    """What follows a group that is gone: cards for the next queues, a word in private to who bound it."""

    announced: tuple[Announcement, ...]
    told: tuple[tuple[int, Reply], ...]


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


def lose(transaction: Transaction, world: World, chat_id: int) -> Loss:
    """Unbind a group that refuses messages; its cards go to the next queue, or wait for one."""
    drop_chat(transaction, chat_id)
    with transaction.session() as session:
        queues = session.exec(select(Queue).where(Queue.chat_id == chat_id)).all()
        for queue in queues:
            session.delete(queue)
        live = session.exec(
            select(Dossier)
            .where(
                Dossier.card_chat_id == chat_id,
                Dossier.status != Status.WITHDRAWN.value,
                col(Dossier.person_id).is_not(None),
            )
            .order_by(col(Dossier.id))
        ).all()
        session.flush()
        for dossier in live:
            dossier.card_chat_id = dossier.card_id = None
        announced = tuple(card for dossier in live for card in announce(session, world, dossier))
    return Loss(
        announced, tuple(told for queue in queues for told in _tell_binder(transaction, world, queue))
    )


def _tell_binder(transaction: Transaction, world: World, queue: Queue) -> tuple[tuple[int, Reply], ...]:
    binder = find_visit(transaction, queue.bound_by)
    if binder is None or binder.unreachable:
        return ()
    lost = say(
        "I can no longer write to the group that received these requests: {basin}. "
        "To choose another one, add me to it and type /group there.",
        basin=queue_name(world, queue.basin_code),
    )
    return ((binder.person_id, Reply(spoken(binder), screens=(words(lost),))),)


def queue_name(world: World, basin_code: str | None) -> Message:
    """Return the name of the basin a queue serves."""
    basin = world.network.basin(basin_code)
    return verbatim(basin.name) if basin else say("national queue")


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
    where = queue_name(world, dossier.basin_code)
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
    step, answer = INTAKE.by_name[name], _without_contact(walk.draft.answers[name])
    if answer is None:
        value = Message(step.skip) if step.skip else say("I do not know yet")
    elif isinstance(answer, str) and len(answer) > EXCERPT:
        value = verbatim(f"{answer[: EXCERPT - 1].rstrip()}…")
    else:
        value = step.input.show(answer, walk.situation)
    return say("<b>{label}</b>: {answer}", label=Message(step.label), answer=value)


def _without_contact(answer: Answer) -> Answer:
    """Mask what people type in their own words to be reached: it is the operator's, not the group's."""
    if isinstance(answer, str):
        return mask(answer)
    if isinstance(answer, dict) and isinstance(answer.get("words"), str):
        return {**answer, "words": mask(str(answer["words"]))}
    return answer


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
