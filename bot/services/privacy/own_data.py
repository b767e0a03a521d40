"""What is kept of a person, handed to them: to be read, and to be taken elsewhere."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from pydantic import BaseModel
from pydantic_core import to_jsonable_python

from bot.services.core.screens import Document, Notice, Reply, Screen
from bot.services.core.visitors import spoken
from bot.services.privacy.own_data_paper import OwnDraft, paper
from conversations.messages import say
from conversations.situation import World
from models.database.outbox import waiting_payloads
from models.database.writer import Transaction
from models.intake.dropped_drafts import dropped_by
from models.intake.queries import OpenDraft, Visit
from models.privacy.own_data import OwnData, OwnDossier, OwnExchanges, own_data

READ, TAKEN = "alize-mes-donnees.pdf", "alize-mes-donnees.json"
LINKS = frozenset(
    {
        "id", "draft_id", "person_id", "company_id", "dossier_id", "session_id", "item_id", "actor_id",
        "holder_id", "asked_by", "decided_by", "recorded_by", "replaced_by", "substitute_id", "from_person",
        "card_chat_id", "card_id", "card_thread_id", "source_chat", "source_id", "to_chat", "message_id",
        "file_id", "album", "prepared", "asker_id", "helper_id", "question_id", "offer_id", "advisor_id",
        "other_dossier_id", "other_company_id", "other_person_id", "noted_by", "passed_by", "suspended_by",
        "answered_by", "declined", "conflicts", "share_id", "mission_id", "said_by", "settled_by",
    }
)  # fmt: skip
"""Columns that link rows to one another, or are somebody else's: they say nothing of the person."""


def export(transaction: Transaction, world: World, visit: Visit, now: datetime) -> Reply:
    """Hand a person everything kept about them: a PDF that is read, and the same as JSON.

    Once at a time: it costs what they wrote since the beginning.
    """
    if any(_named(call) == TAKEN for call in waiting_payloads(transaction, visit.person_id)):
        return Reply(spoken(visit), screens=(Screen((say("It is on its way."),)),))
    dropped = dropped_by(transaction, visit.person_id)
    with transaction.session() as session:
        kept = own_data(session, visit.person_id)
        told = to_jsonable_python(_as_json(visit, kept, dropped))
        taken = json.dumps(told, ensure_ascii=False, indent=2)
        read = paper(world, kept, _drafts(visit, dropped), now)
    language = spoken(visit)
    documents = (
        Document(
            READ,
            read,
            say(
                "Everything kept about you, but what the team notes for itself and the opinions of the "
                "committee: ask them for these. /delete erases everything."
            ),
        ),
        Document(TAKEN, taken, say("The same, for a computer.")),
    )
    return Reply(language, told=tuple(Notice(visit.person_id, language, document=each) for each in documents))


def _named(call: Mapping[str, Any]) -> str | None:
    """Return the name of the file that a call sends; None for another call."""
    document = call.get("document")
    return document["name"] if isinstance(document, dict) else None


def _drafts(visit: Visit, dropped: list[dict[str, Any]]) -> list[OwnDraft]:
    names, opened = ("started_at", "state", "content", "origin", "dropped_at"), visit.open
    drafts = [OwnDraft(*(each[name] for name in names)) for each in dropped]
    if opened is None:
        return drafts
    return [OwnDraft(opened.started_at, opened.draft.state, asdict(opened.draft), opened.origin), *drafts]


def _as_json(visit: Visit, kept: OwnData, dropped: list[dict[str, Any]]) -> Mapping[str, object]:
    opened = visit.open
    return {
        "person": {"telegram_id": visit.person_id, **_plain(kept.person)},
        "roles": [_plain(role) for role in kept.roles],
        "advisor": [_plain(advisor) for advisor in kept.lent],
        "days_said": [_plain(statement) for statement in kept.said],
        "mission_reviews": [_plain(review) for review in kept.reviews],
        "absences": [_plain(absence) for absence in kept.absences],
        "preferences": [_plain(preference) for preference in kept.preferences],
        "draft": _open_draft(opened) if opened else None,
        "dropped_drafts": dropped,
        "messages": [_plain(message) for message in kept.undecided],
        "dossiers": [_dossier(dossier) for dossier in kept.dossiers],
        "exchanges": _exchanges(kept.exchanges),
    }


def _exchanges(own: OwnExchanges) -> dict[str, object]:
    return {
        "participation": _plain(own.participation) if own.participation else None,
        "knocks": [_plain(knock) for knock in own.knocks],
        "questions": [_plain(question) for question in own.questions],
        "offers": [_plain(offer) for offer in own.offers],
        "exchanges": [_plain(exchange) for exchange in own.exchanges],
        "files": [_plain(file) for file in own.files],
    }


def _open_draft(opened: OpenDraft) -> dict[str, object]:
    when = {"started_at": opened.started_at, "answered_at": opened.answered_at}
    return {**when, "origin": opened.origin, **asdict(opened.draft)}


def _dossier(own: OwnDossier) -> dict[str, object]:
    return {
        **_plain(own.dossier),
        "company": _plain(own.company) if own.company else None,
        "skill_needs": [_plain(need) for need in own.needs],
        "history": [_plain(event) for event in own.history],
        "messages": [_plain(message) for message in own.messages],
        "questions": [_plain(question) for question in own.questions],
        "decisions": [{"day": sitting.day, **_plain(item)} for sitting, item in own.decisions],
        "replaced_decisions": [_plain(decision) for decision in own.replaced],
        "mission": _plain(own.mission) if own.mission else None,
        "advance": _plain(own.advance) if own.advance else None,
        "follow_ups": [_plain(follow_up) for follow_up in own.follow_ups],
    }


def _plain(row: BaseModel) -> dict[str, Any]:
    """Return a row in the order of its table: what is loaded keeps none."""
    told = row.model_dump(mode="json", exclude=set(LINKS))
    return {name: told[name] for name in type(row).model_fields if name in told}
