"""A person's rights over what is kept of them: to read it, to take it away, to have it erased."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlmodel import Session, select

from bot.services.queue import redraw
from bot.services.screens import Announcement, Button, Document, Notice, Reply, Screen, Verb, words
from bot.services.visits import part, spoken
from conversations.dossiers import LIVE, Event, Part, Status, Trace, after
from conversations.intake import INTAKE
from conversations.messages import say
from conversations.situation import World
from conversations.steps import impersonal
from models.database import Transaction
from models.dossiers import add_event, anonymise, dossiers_of, events_of
from models.drafts import Visit, end_draft, find_visit
from models.dropped_drafts import dropped_by, forget_dropped
from models.erasure import forget_person
from models.outbox import drop_chat
from models.oversight.drafts import DROPPED
from models.relays import messages_of
from models.tables import Company, Dossier, Membership, Person, SkillNeed


def export(transaction: Transaction, visit: Visit) -> Reply:
    """Hand a person everything kept about them, as a JSON document."""
    opened = visit.open
    with transaction.session() as session:
        person = session.get_one(Person, visit.person_id)
        roles = session.exec(select(Membership).where(Membership.person_id == visit.person_id))
        kept = {
            "person": {
                "telegram_id": visit.person_id,
                "language": visit.language,
                "first_seen_at": person.first_seen_at.isoformat(),
            },
            "roles": [role.model_dump(mode="json", exclude={"id", "person_id"}) for role in roles],
            "draft": None
            if opened is None
            else {
                "started_at": opened.started_at.isoformat(),
                "answered_at": opened.answered_at.isoformat(),
                "origin": opened.origin,
                **asdict(opened.draft),
            },
            "dropped_drafts": [
                {
                    **kept,
                    "started_at": kept["started_at"].isoformat(),
                    "dropped_at": kept["dropped_at"].isoformat(),
                }
                for kept in dropped_by(transaction, visit.person_id)
            ],
            "dossiers": [_exported(session, dossier) for dossier in dossiers_of(session, visit.person_id)],
        }
    content = json.dumps(kept, ensure_ascii=False, indent=2)
    caption = say("Everything kept about you. /delete erases it.")
    return Reply(spoken(visit), document=Document("alize-mes-donnees.json", content, caption))


NOT_THEIRS = frozenset(
    {"id", "draft_id", "person_id", "company_id", "holder_id", "card_chat_id", "card_id", "card_thread_id"}
)
"""Columns that link rows to one another and say nothing of a person."""


def _exported(session: Session, dossier: Dossier) -> dict[str, object]:
    assert dossier.id is not None
    company = session.get(Company, dossier.company_id) if dossier.company_id else None
    needs = session.exec(select(SkillNeed).where(SkillNeed.dossier_id == dossier.id))
    return {
        **dossier.model_dump(mode="json", exclude=set(NOT_THEIRS)),
        "company": company.model_dump(mode="json", exclude={"id"}) if company else None,
        "skill_needs": [need.model_dump(mode="json", exclude={"id", "dossier_id"}) for need in needs],
        "history": [
            {"at": event.at.isoformat(), "event": event.event, "status": event.to_status, "note": event.note}
            for event in events_of(session, dossier.id)
            if event.event != Trace.NOTE  # what a team notes for itself
        ],
        "messages": [
            message.model_dump(mode="json", include={"at", "from_applicant", "kind", "text", "file_name"})
            for message in messages_of(session, dossier.id)
        ],
    }


def ask_to_erase(transaction: Transaction, visit: Visit) -> Reply:
    """Tell what would be erased and what is kept, and why, before anything is."""
    with transaction.session() as session:
        dossiers = dossiers_of(session, visit.person_id)
        sent, told = [dossier.reference for dossier in dossiers], _extent(visit, dossiers)
    paragraphs = [
        say("<b>Erase everything?</b>"),
        say(
            "<b>Erased</b>: your name, your contact details, your own words, the request under way, "
            "and the link between you and your requests. What you sent is withdrawn."
        ),
        say(
            "<b>Kept</b>, without your name: the figures of what you sent (territory, size, skills, jobs), "
            "because the network counts them each year."
        ),
    ]
    if sent:
        paragraphs.append(say("Withdrawn requests: {references}", references=", ".join(sent)))
    paragraphs.append(say("It cannot be undone."))
    buttons = ((Button(say("🗑 Erase everything"), Verb.ERASE, told), Button(say("Keep it"), Verb.CONTINUE)),)
    return Reply(spoken(visit), screens=(Screen(tuple(paragraphs), rows=buttons),))


def _extent(visit: Visit, dossiers: Sequence[Dossier]) -> str:
    """Return what tells one confirmation from another: what has come since was not confirmed."""
    return f"{visit.open.id if visit.open else 0}-{dossiers[0].id if dossiers else 0}"


def confirm_erasing(
    transaction: Transaction, world: World, visit: Visit, confirmed: str, now: datetime
) -> Reply:
    """Erase what was confirmed; when something has come since, tell it and ask again."""
    with transaction.session() as session:
        extent = _extent(visit, dossiers_of(session, visit.person_id))
    if confirmed != extent:
        return ask_to_erase(transaction, visit)
    return erase(transaction, world, visit, now)


def erase(transaction: Transaction, world: World, visit: Visit, now: datetime) -> Reply:
    """Erase a person: the draft goes, what was sent is withdrawn and loses everything personal.

    Somebody who has a role in the network stays known for it.
    """
    opened = visit.open
    if opened:
        end_draft(transaction, opened, DROPPED)
    forget_dropped(transaction, visit.person_id)
    drop_chat(transaction, visit.person_id)
    announced: list[Announcement] = []
    told: list[Notice] = []
    with transaction.session() as session:
        for dossier in dossiers_of(session, visit.person_id):
            session.refresh(dossier, with_for_update=True)
            told += _tell_holder(transaction, dossier)
            end(session, dossier, Event.WITHDRAW, visit.person_id, now)
            announced += forget(session, world, dossier)
        forget_person(session, visit.person_id)
    part(transaction, visit)
    done = say("It is done: nothing of you is kept here. Thank you for having thought of Alizé.")
    return Reply(
        spoken(visit),
        screens=(words(done),),
        announced=tuple(announced),
        told=tuple(told),
        retires=opened.card_id if opened else None,
        lowered=opened is not None and opened.draft.sharing,
    )


def _tell_holder(transaction: Transaction, dossier: Dossier) -> tuple[Notice, ...]:
    """Tell who works a dossier that its applicant takes it back, and erases what is theirs."""
    holder = find_visit(transaction, dossier.holder_id) if dossier.holder_id else None
    if holder is None or holder.unreachable or Status(dossier.status) not in LIVE:
        return ()
    erased = say(
        "🚫 <b>{reference}</b>: withdrawn by the applicant, whose personal data is erased.",
        reference=dossier.reference,
    )
    return (Notice(holder.person_id, spoken(holder), words(erased)),)


def end(session: Session, dossier: Dossier, event: Event, actor_id: int | None, now: datetime) -> None:
    """Withdraw a dossier or have it expire, if it is not over already. ``actor_id``: None for the bot."""
    before = Status(dossier.status)
    target = after(event, before, {Part.APPLICANT if actor_id else Part.BOT})
    if target is not None:
        dossier.status, dossier.status_since = target.value, now
        dossier.version += 1
        add_event(session, dossier, event, now, actor_id=actor_id, from_status=before.value)


def forget(session: Session, world: World, dossier: Dossier) -> tuple[Announcement, ...]:
    """Anonymise a dossier, and draw its card again where a group has it."""
    anonymise(session, dossier, impersonal(INTAKE.by_name, dossier.answers))
    return redraw(session, world, dossier)
