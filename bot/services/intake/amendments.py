"""The applicant answers again what is asked of them, in the form they know, with nothing else to fill in."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from bot.services.core.answers import before_and_after
from bot.services.core.dossier_card import OUTCOMES, walk_of
from bot.services.core.dossier_page import do, word_on
from bot.services.core.group_cards import redraw
from bot.services.core.handling import Handling
from bot.services.core.screens import Button, Notice, Reply, Screen, Verb, stacked, words
from bot.services.core.visitors import spoken
from bot.services.intake.review import by_section, changes, conclusion, edit, opened, summed_up
from conversations.dossiers.lifecycle import Event
from conversations.dossiers.statuses import LIVE, SUPPORTED, UNDECIDED, Status
from conversations.dossiers.traces import Trace
from conversations.eligibility.assessment import Outcome
from conversations.eligibility.verdicts import verdict_from_json, verdict_to_json
from conversations.engine.answer_messages import reopened
from conversations.engine.draft import REVIEW, Draft
from conversations.engine.questionnaire import Walk
from conversations.intake import ADVICE, CONTACT_ANSWERS, INTAKE, WELCOME
from conversations.messages import Message, say
from conversations.situation import Answer, Answers, Situation, World
from conversations.understanding.skills import TAXONOMY_VERSION
from models.database.writer import Session, Transaction
from models.dossiers.queries import change_dossier, note_company, replace_skill_needs
from models.dossiers.tables import Dossier
from models.intake.queries import OpenDraft, Visit, delete_draft, find_visit
from models.messages.queries import last_request, open_request
from models.messages.tables import RequestEnd

AMENDABLE = UNDECIDED
"""Where answers may still change: until the dossier is on an agenda."""

FEW = 6  # answers that have a button each; of more, their sections have

MISSING: Answer = {"never": "given"}


def open_questions(status: Status) -> frozenset[str]:
    """Return the questions whose answers may change where a dossier stands."""
    if status in AMENDABLE:
        return frozenset(step.name for step in INTAKE.steps if step.section not in (WELCOME, ADVICE))
    return CONTACT_ANSWERS if status in (*LIVE, *SUPPORTED) else frozenset()


def form_for(dossier: Dossier, questions: Iterable[str]) -> Draft:
    """Return the draft in which the questions are answered again; what was told is not told again.

    A text or boxes that are asked again are gone on with: what was written or ticked stays. Any other answer
    is offered as it was: one tap keeps it.
    """
    asked, given = frozenset(questions), dossier.answers
    form = _form(dossier, {name: answer for name, answer in given.items() if name not in asked})
    form.aside = {
        step.name: given[step.name]
        for step in INTAKE.answered(given)
        if step.name in asked and step.input.reopen(given[step.name])
    }
    offered = {name for name in asked.difference(form.aside) if given.get(name) is not None}
    form.heard = {name: {"candidates": [given[name]], "said": ""} for name in offered}
    form.wanted = sorted(asked)
    return form


def correction_of(dossier: Dossier) -> Draft:
    """Return the draft in which the applicant changes the answers they like, from the review of all."""
    form = _form(dossier, dict(dossier.answers))
    form.state, form.unasked = REVIEW, True
    return form


def joined(dossier: Dossier, correction: Draft, questions: Iterable[str]) -> Draft:
    """Return a correction under way with the questions asked meanwhile, but those it has answered anew."""
    before, after = dossier.answers, correction.answers
    new = {name for name in {*before, *after} if before.get(name, MISSING) != after.get(name, MISSING)}
    form = form_for(dossier, [name for name in questions if name not in new])
    form.answers = {name: answer for name, answer in form.answers.items() if name not in new}
    form.answers |= {name: after[name] for name in new if name in after}
    return form


def _form(dossier: Dossier, answers: Answers) -> Draft:
    return Draft(
        answers=answers,
        told=[finding.rule.value for finding in verdict_from_json(dossier.verdict).findings],
        completes=dossier.id,
        typed={  # the messages that hold the parts of a text are not this form's: no number is theirs
            f"-{step.name}-{place}": step.name
            for step in INTAKE.answered(dossier.answers)
            for place in range(len(step.input.parts(step.input.reopen(dossier.answers[step.name]))))
        },
    )


def renewed(session: Session, person_id: int, dropped: Draft) -> Draft | None:
    """Return a form that was dropped, on its dossier as it is now; None when nothing is awaited there.

    ``dropped``: holds the answers given in the form, and no other.
    """
    dossier = session.get(Dossier, dropped.completes)
    if dossier is None or dossier.person_id != person_id or Status(dossier.status) not in AMENDABLE:
        return None
    request = open_request(session, dossier)
    form = form_for(dossier, request.questions if request and not dropped.unasked else ())
    form.answers |= dropped.answers
    form.state, form.typed, form.unasked = dropped.state, dropped.typed, dropped.unasked
    form.entry = dropped.entry or reopened(form, INTAKE.by_name.get(form.state))
    return form


def review(transaction: Transaction, walk: Walk, top: tuple[Message, ...], section: str = "") -> Screen:
    """Return what was asked with its answers, what these newly required, and the way to send.

    Of a correction nobody asked for: every answer, those that change before and after. ``section``: the
    name of the one that is opened, "" for all of them.
    """
    with transaction.session() as session:
        dossier = session.get_one(Dossier, walk.draft.completes)
        request, new = last_request(session, dossier.id), changed(dossier, walk)
        before, reference = walk_of(walk.world, dossier), dossier.reference
        may_change = open_questions(Status(dossier.status))
        other_outcome = dossier.outcome != walk.situation.verdict.outcome.value
    asked = {*(request.questions if request else ()), *new}
    heading = say(
        "<b>Your answers for {reference}</b>\nNothing is sent until you touch “Send”.", reference=reference
    )
    if walk.draft.unasked:
        asked = {*may_change, *new}
        heading = say(
            "✏️ <b>{reference}</b>: touch what you want to correct or complete.\n"
            "Nothing is sent until you touch “Send”.",
            reference=reference,
        )
    steps = [step for step in INTAKE.answered(walk.draft.answers) if step.name in asked]
    sections = by_section(walk, asked)
    if inside := opened(walk, section, sections):
        return inside
    lines = [say("• {line}", line=_summed_up(walk, before, step.name, new)) for step in steps]
    edits = changes(walk, sections) if len(steps) > FEW else tuple(edit(step) for step in steps)
    send = ((Button(say("📨 Send"), Verb.SEND, primary=True),),) if new or not walk.draft.unasked else ()
    shown = (*top, heading, *((stacked(lines),) if lines else ()))
    if other_outcome:
        shown = (*shown, conclusion(walk))
    return Screen(shown, send, edits, ((Button(say("⬅️ Back"), Verb.BACK),),))


def _summed_up(walk: Walk, before: Walk, name: str, new: Collection[str]) -> Message:
    """Return an answer with its label; one that a correction changes, with what it was."""
    step = INTAKE.by_name[name]
    if not (walk.draft.unasked and name in new):
        return summed_up(walk, step)
    return before_and_after(before, name, before.draft.answers, walk.draft.answers)


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
        status, names = Status(dossier.status), changed(dossier, walk)
        open_to_change = status in AMENDABLE or (bool(names) and open_questions(status).issuperset(names))
        amendable = dossier.person_id == visit.person_id and open_to_change
        if amendable:
            _take(handling, dossier, walk)
        else:
            _propose(handling, dossier, walk)
    delete_draft(transaction, opened)
    operator = dossier.operator_name or ""
    too_late = say(
        "{operator} has moved on with your request: it stays as it was, and they read what you answered.",
        operator=operator,
    )
    late = say("📨 Sent: {operator} has your answer.", operator=operator)
    if walk.draft.unasked:
        late = say("📨 Sent: {operator} sees what you changed, before and after.", operator=operator)
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
    place = situation.place
    values: dict[str, Any] = {
        "answers": dict(walk.draft.answers),
        "verdict": verdict_to_json(situation.verdict),
        "outcome": situation.verdict.outcome.value,
        "commune": place.code if place else None,
    }
    if "company" in names:
        values["company_id"] = company_in(session, situation)
    before = walk_of(handling.world, dossier)
    _note(handling, dossier, walk, Trace.CHANGE)
    request = None if walk.draft.unasked else open_request(session, dossier)
    if request is not None:
        request.end(RequestEnd.COMPLETED, handling.now)
        handling.move(dossier, Event.COMPLETE, **values)
    else:  # later than asked: it is taken all the same
        change_dossier(session, dossier, values)
        handling.announced += redraw(session, handling.world, dossier)
    if {"skills", "priority_skill"} & set(names):
        codes, first = situation.items("skills"), situation.text("priority_skill")
        replace_skill_needs(session, dossier.id, codes, first, TAXONOMY_VERSION)
    handling.tell(handling.reader_of(dossier), _told(dossier, before, walk, names, outcome_before))


def company_in(session: Session, situation: Situation) -> int:
    """Return the number of the company that applies, noting it if it is new."""
    told, place = situation.parts("company"), situation.place
    siren, name = (str(told[part]) if told.get(part) else None for part in ("siren", "name"))
    return note_company(session, siren, name, place.code if place else None)


def _note(handling: Handling, dossier: Dossier, walk: Walk, trace: Trace) -> None:
    """Write down each answer that is another one, with what it was."""
    for name in changed(dossier, walk):
        answers = {"before": dossier.answers, "after": walk.draft.answers}
        change = {which: given[name] for which, given in answers.items() if name in given}
        handling.trace(dossier, trace, note=name, change=change)


def _propose(handling: Handling, dossier: Dossier, walk: Walk) -> None:
    """Have who follows a dossier read answers that came too late to be taken: nothing is lost."""
    names = changed(dossier, walk)
    if dossier.person_id != handling.person_id or Status(dossier.status) is Status.EXPIRED or not names:
        return
    _note(handling, dossier, walk, Trace.PROPOSE)
    heading = say("✏️ <b>{reference}</b>: the applicant would correct this, which is not changed.",
                  reference=dossier.reference)  # fmt: skip
    lines = stacked(_lines(walk_of(handling.world, dossier), walk, names))
    button = do(dossier, "open", say("📂 Open"), primary=True)
    handling.tell_reader(dossier, Screen((heading, lines), rows=((button,),)))


def _lines(before: Walk, walk: Walk, names: list[str]) -> list[Message]:
    return [
        say("• {line}", line=before_and_after(before, name, before.draft.answers, walk.draft.answers))
        for name in names
    ]


def _told(dossier: Dossier, before: Walk, walk: Walk, names: list[str], outcome_before: str) -> Screen:
    """Return what the holder reads: each answer before and after, and what it does to the verdict."""
    answered = say("✅ <b>{reference}</b>: the applicant has answered.", reference=dossier.reference)
    corrected = say("✏️ <b>{reference}</b>: the applicant has corrected it.", reference=dossier.reference)
    paragraphs = [corrected if walk.draft.unasked else answered]
    lines = _lines(before, walk, names)
    paragraphs.append(stacked(lines) if lines else say("Every answer was confirmed as it was."))
    if dossier.outcome != outcome_before:
        paragraphs.append(say("Now: {outcome}", outcome=OUTCOMES[Outcome(dossier.outcome)]))
    former = {finding.rule for finding in before.situation.verdict.findings}
    paragraphs += [
        say("• {finding}", finding=finding.for_operator)
        for finding in walk.situation.verdict.findings
        if finding.rule not in former
    ]
    basin = walk.situation.basin
    if (basin.code if basin else None) != dossier.basin_code:
        paragraphs.append(say("🗺 The place is now another territory’s: see “More”, then “Other territory”."))
    return word_on(dossier, *paragraphs)


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
