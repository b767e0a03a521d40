"""A person's rights over what is kept of them: to read it, to take it away, to have it erased."""

import json
from datetime import datetime

from sqlmodel import Session

from bot.services.queue import GROUP_LANGUAGE, dossier_card
from bot.services.screens import Announcement, Button, Document, Reply, Screen, Verb, words
from conversations.dossiers import Event, Status
from conversations.intake import PERSONAL
from conversations.messages import say
from conversations.situation import World
from models.database import Transaction
from models.dossiers import add_event, anonymise, dossiers_of, events_of
from models.drafts import Visit, delete_draft
from models.tables import Dossier


def notice(language: str, controller: str, policy_url: str | None) -> Reply:
    """Tell who reads the answers, why, for how long, and what a person may ask (GDPR, article 13)."""
    paragraphs = [
        say("<b>Your data</b>"),
        say(
            "<b>Who</b> is responsible: {controller}, with the Alizé operator of your territory.",
            controller=controller,
        ),
        say(
            "<b>Why</b>: to prepare and handle the request you make. The machine only sorts: "
            "people decide, and a person can always look at your request."
        ),
        say(
            "<b>Who reads</b>: the operator once you send, then the approval committee (local firms, "
            "banks, public bodies) if you agree. You may name people or firms who must not see it."
        ),
        say(
            "<b>How long</b>: a request not sent, 30 days; a redirected one, 12 months; the others, "
            "3 years after the last contact. Then only figures remain."
        ),
        say(
            "<b>Your rights</b>: /mydata gives you everything, /delete erases it, and you may complain "
            "to the CNIL (cnil.fr). Messages go through Telegram, partly outside Europe: "
            "never send bank details or sensitive documents here."
        ),
    ]
    if policy_url:
        paragraphs.append(say("More: {url}", url=policy_url))
    return Reply(language, screens=(Screen(tuple(paragraphs)),))


def export(transaction: Transaction, visit: Visit) -> Reply:
    """Hand a person everything kept about them, as a JSON document."""
    opened = visit.open
    with transaction.session() as session:
        kept = {
            "person": {"telegram_id": visit.person_id, "language": visit.language},
            "draft": None
            if opened is None
            else {
                "started_at": opened.started_at.isoformat(),
                "answered_at": opened.answered_at.isoformat(),
                "origin": opened.origin,
                "answers": opened.draft.answers,
                "entry": opened.draft.entry,
            },
            "dossiers": [_exported(session, dossier) for dossier in dossiers_of(session, visit.person_id)],
        }
    content = json.dumps(kept, ensure_ascii=False, indent=2)
    caption = say("Everything kept about you. /delete erases it.")
    return Reply(visit.language or "fr", document=Document("alize-mes-donnees.json", content, caption))


def _exported(session: Session, dossier: Dossier) -> dict[str, object]:
    assert dossier.id is not None
    return {
        "reference": dossier.reference,
        "status": dossier.status,
        "submitted_at": dossier.submitted_at.isoformat(),
        "basin": dossier.basin_code,
        "origin": dossier.origin,
        "operator_agreed_at": dossier.operator_agreed_at.isoformat(),
        "committee_agreed_at": dossier.committee_agreed_at.isoformat()
        if dossier.committee_agreed_at
        else None,
        "verdict": dossier.verdict,
        "answers": dossier.answers,
        "history": [
            {"at": event.at.isoformat(), "event": event.event, "status": event.to_status, "note": event.note}
            for event in events_of(session, dossier.id)
        ],
    }


def ask_to_erase(transaction: Transaction, visit: Visit) -> Reply:
    """Tell what would be erased and what is kept, and why, before anything is."""
    with transaction.session() as session:
        sent = [dossier.reference for dossier in dossiers_of(session, visit.person_id)]
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
    buttons = ((Button(say("🗑 Erase everything"), Verb.ERASE), Button(say("Keep it"), Verb.CONTINUE)),)
    return Reply(visit.language or "fr", screens=(Screen(tuple(paragraphs), rows=buttons),))


def erase(transaction: Transaction, world: World, visit: Visit, now: datetime) -> Reply:
    """Erase a person: the draft goes, what was sent is withdrawn and loses everything personal."""
    announced = []
    lowered = False
    if visit.open:
        lowered = visit.open.draft.sharing
        delete_draft(transaction, visit.open)
    with transaction.session() as session:
        for dossier in dossiers_of(session, visit.person_id):
            before = dossier.status
            anonymise(dossier, PERSONAL)
            if before == Status.RECEIVED:
                dossier.status = Status.WITHDRAWN.value
                dossier.version += 1
                add_event(session, dossier, Event.WITHDRAW, now, actor_id=None, from_status=before)
            if dossier.card_chat_id and dossier.card_id and dossier.id:
                screen = dossier_card(world, dossier)
                announced.append(
                    Announcement(dossier.card_chat_id, dossier.id, GROUP_LANGUAGE, screen, dossier.card_id)
                )
        session.flush()
    done = say("It is done: nothing of you is kept here. Thank you for having thought of Alizé.")
    return Reply(
        visit.language or "fr",
        screens=(words(done),),
        announced=tuple(announced),
        retires=visit.open.card_id if visit.open else None,
        lowered=lowered,
    )
