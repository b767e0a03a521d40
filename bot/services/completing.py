"""The applicant answers again what is asked of them, in the form they know, with nothing else to fill in."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, delete

from bot.services.cards import summed_up
from bot.services.dossier_card import OUTCOMES
from bot.services.dossier_page import do
from bot.services.handling import Handling
from bot.services.queue import redraw
from bot.services.relaying import COMPLETED
from bot.services.screens import Button, Notice, Reply, Screen, Verb, stacked, words
from bot.services.visits import spoken
from conversations.dossiers import HELD, Event, Status, Trace
from conversations.drafts import Draft
from conversations.eligibility import Outcome
from conversations.intake import INTAKE
from conversations.machine import Walk
from conversations.messages import Message, say
from conversations.situation import Answer, World
from conversations.skills import TAXONOMY_VERSION
from conversations.verdicts import verdict_from_json, verdict_to_json
from models.database import Transaction
from models.dossiers import add_event, add_skill_needs, change_dossier, find_company
from models.drafts import OpenDraft, Visit, delete_draft, find_visit
from models.relays import last_request, open_request
from models.tables import Dossier, SkillNeed

AMENDABLE = (Status.RECEIVED, *HELD, Status.POSTPONED)
"""Where answers may still change: until the dossier is on an agenda."""

MISSING: Answer = {"never": "given"}


def form_for(dossier: Dossier, questions: Iterable[str]) -> Draft:
    """Return the draft in which the questions are answered again; what was told is not told again."""
    asked = frozenset(questions)
    return Draft(
        answers={name: answer for name, answer in dossier.answers.items() if name not in asked},
        told=[finding.rule.value for finding in verdict_from_json(dossier.verdict).findings],
        completes=dossier.id,
    )


def renewed(session: Session, person_id: int, dropped: Draft) -> Draft | None:
    """Return a form that was dropped, on its dossier as it is now; None when nothing is awaited there.

    ``dropped``: holds the answers given in the form, and no other.
    """
    dossier = session.get(Dossier, dropped.completes)
    if dossier is None or dossier.person_id != person_id or Status(dossier.status) not in AMENDABLE:
        return None
    request = open_request(session, dossier)
    form = form_for(dossier, request.questions if request else ())
    form.answers |= dropped.answers
    form.state, form.typed = dropped.state, dropped.typed
    return form


def review(transaction: Transaction, walk: Walk, top: tuple[Message, ...]) -> Screen:
    """Return what was asked with its answers, what these newly required, and the way to send."""
    with transaction.session() as session:
        dossier = session.get_one(Dossier, walk.draft.completes)
        request = last_request(session, dossier.id or 0)
        asked = {*(request.questions if request else ()), *changed(dossier, walk)}
        heading = say(
            "<b>Your answers for {reference}</b>\nNothing is sent until you touch “Send”.",
            reference=dossier.reference,
        )
    steps = [step for step in INTAKE.answered(walk.draft.answers) if step.name in asked]
    lines = [say("• {line}", line=summed_up(walk, step)) for step in steps]
    edits = tuple(Button(say("✏️ {label}", label=Message(step.label)), Verb.EDIT, step.name) for step in steps)
    send = (Button(say("📨 Send"), Verb.SEND, primary=True),)
    shown = (*top, heading, *((stacked(lines),) if lines else ()))
    return Screen(shown, (send,), edits, ((Button(say("⬅️ Back"), Verb.BACK),),))


def changed(dossier: Dossier, walk: Walk) -> list[str]:
    """Return the questions whose answer is no longer that of the dossier, in their order."""
    before, after = dossier.answers, walk.draft.answers
    return [name for name in INTAKE.by_name if before.get(name, MISSING) != after.get(name, MISSING)]


def finish(
    transaction: Transaction, world: World, visit: Visit, opened: OpenDraft, walk: Walk, now: datetime
) -> Reply:
    """Write the answers to the dossier, which returns to its holder by itself."""
    with transaction.session() as session:
        handling = Handling(transaction, session, world, now, visit, visit.person_id)
        dossier = session.get_one(Dossier, walk.draft.completes, with_for_update=True)
        amendable = dossier.person_id == visit.person_id and Status(dossier.status) in AMENDABLE
        if amendable:
            _take(handling, dossier, walk)
    delete_draft(transaction, opened)
    operator = dossier.operator_name or ""
    too_late = say("{operator} has moved on with your request: it stays as it was.", operator=operator)
    late = say("📨 Sent: {operator} has your answer.", operator=operator)
    told = any(notice.chat_id == visit.person_id for notice in handling.told)
    screens = () if amendable and told else (words(late if amendable else too_late),)
    return Reply(
        spoken(visit),
        screens=screens,
        alert=say("Sent!") if amendable else None,
        lowered=opened.draft.sharing,
        retires=opened.card_id,
        announced=tuple(handling.announced),
        told=tuple(handling.told),
    )


def _take(handling: Handling, dossier: Dossier, walk: Walk) -> None:
    names, outcome_before = changed(dossier, walk), dossier.outcome
    situation, session = walk.situation, handling.session
    parts, place = situation.parts("company"), situation.place
    values: dict[str, Any] = {
        "answers": dict(walk.draft.answers),
        "verdict": verdict_to_json(situation.verdict),
        "outcome": situation.verdict.outcome.value,
        "commune": place.code if place else None,
    }
    if "company" in names:
        siren, name = parts.get("siren"), parts.get("name")
        company = find_company(
            session, str(siren) if siren else None, str(name) if name else None, place.code if place else None
        )
        values["company_id"] = company.id
    for name in names:
        add_event(
            session, dossier, Trace.CHANGE, handling.now,
            actor_id=handling.person_id, from_status=dossier.status, note=name,
        )  # fmt: skip
    request = open_request(session, dossier)
    if request is not None:
        request.closed_at, request.outcome = handling.now, COMPLETED
        handling.move(dossier, Event.COMPLETE, **values)
    else:  # later than asked: it is taken all the same
        change_dossier(session, dossier, values)
        handling.announced += redraw(session, handling.world, dossier)
    if {"skills", "priority_skill"} & set(names):
        session.exec(delete(SkillNeed).where(col(SkillNeed.dossier_id) == dossier.id))
        codes = situation.items("skills")
        add_skill_needs(session, dossier.id or 0, codes, situation.text("priority_skill"), TAXONOMY_VERSION)
    handling.tell(handling.reader_of(dossier), _told(dossier, walk, names, outcome_before))


def _told(dossier: Dossier, walk: Walk, names: list[str], outcome_before: str) -> Screen:
    """Return what the holder reads: each new answer, and what it does to the verdict."""
    paragraphs = [say("✅ <b>{reference}</b>: the applicant has answered.", reference=dossier.reference)]
    lines = [
        say("• {line}", line=summed_up(walk, INTAKE.by_name[name]))
        if name in walk.draft.answers
        else say("• {label}: no longer asked", label=Message(INTAKE.by_name[name].label))
        for name in names
    ]
    paragraphs.append(stacked(lines) if lines else say("Every answer was confirmed as it was."))
    if dossier.outcome != outcome_before:
        paragraphs.append(say("Now: {outcome}", outcome=OUTCOMES[Outcome(dossier.outcome)]))
    basin = walk.situation.basin
    if (basin.code if basin else None) != dossier.basin_code:
        paragraphs.append(say("🗺 The place is now another territory’s: see “More”, then “Other territory”."))
    return Screen(tuple(paragraphs), rows=((do(dossier, "open", say("📂 Open"), primary=True),),))


def form_of(handling: Handling, dossier: Dossier) -> OpenDraft | None:
    """Return the form that a dossier's applicant has begun; None when there is none."""
    visit = find_visit(handling.transaction, dossier.person_id) if dossier.person_id else None
    opened = visit.open if visit else None
    return opened if opened is not None and opened.draft.completes == dossier.id else None


def close_form(handling: Handling, dossier: Dossier) -> None:
    """Close the form that is no longer needed; its card says so."""
    opened = form_of(handling, dossier)
    if opened is None or dossier.person_id is None:
        return
    delete_draft(handling.transaction, opened)
    visit = find_visit(handling.transaction, dossier.person_id)
    if opened.card_id is not None and visit is not None:
        closed = words(say("✖️ No answer is needed here any more."))
        handling.told.append(Notice(visit.person_id, spoken(visit), closed, edits=opened.card_id))
