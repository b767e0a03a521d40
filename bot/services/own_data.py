"""What is kept of a person, handed to them."""

import json
from dataclasses import asdict

from sqlmodel import Session, select

from bot.services.screens import Document, Reply
from bot.services.visits import spoken
from conversations.dossiers import Trace
from conversations.messages import say
from models.database import Transaction
from models.dossiers import dossiers_of, events_of
from models.drafts import Visit
from models.dropped_drafts import dropped_by
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
