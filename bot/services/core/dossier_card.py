"""A dossier as its committee's group sees it: all that decides who takes it, nothing that tells who asks."""

from collections.abc import Sequence

from bot.services.core.answers import told_answer
from bot.services.core.changes import corrected, sent_on
from bot.services.core.screens import Button, Rows, Screen, Verb, stacked
from conversations.dossiers.statuses import LIVE, STATUSES, Status
from conversations.eligibility.assessment import Outcome
from conversations.eligibility.verdicts import verdict_from_json
from conversations.engine.draft import Draft
from conversations.engine.questionnaire import Walk
from conversations.engine.step import Seen, Step
from conversations.intake import FOR_COMMITTEE, INTAKE, ON_CARD
from conversations.message_json import message_from_json
from conversations.messages import Message, say, verbatim
from conversations.situation import World
from conversations.understanding.contacts.reading import show_phone
from models.database.writer import Session
from models.dossiers.tables import Dossier
from models.intake.queries import is_unreachable
from models.intake.tables import Person

EXCERPT = 700  # characters of one answer, to be read on a phone
GLIMPSE = 160  # what a group, and who does not hold the dossier, sees of it
BLOCKED = say("📵 The applicant blocked me: please call, or write an e-mail.")

OUTCOMES = {
    Outcome.PREQUALIFIED: say("✅ Pre-qualified"),
    Outcome.TO_CHECK: say("🔎 To be checked"),
    Outcome.REDIRECTED: say("🙋 A person's look is asked for"),
}


def dossier_card(session: Session, world: World, dossier: Dossier) -> Screen:
    """Return the card a group sees, with what may be done from there."""
    walk = walk_of(world, dossier)
    verdict = verdict_from_json(dossier.verdict)
    paragraphs = [
        say("📁 <b>{reference}</b> · {basin}", reference=dossier.reference, basin=territory(dossier)),
        standing(session, dossier),
        *sent_on(session, world, dossier, hidden=True, names=names_of(walk)),
        *corrected(session, dossier),
        concluded(dossier),
    ]
    paragraphs += [say("• {finding}", finding=finding.for_operator) for finding in verdict.findings]
    paragraphs += glimpse(walk)
    if dossier.route is not None:
        paragraphs.append(say("📍 {reason}", reason=message_from_json(dossier.route)))
    paragraphs.append(who_asks(walk, dossier))
    if dossier.person_id and is_unreachable(session, dossier.person_id):
        paragraphs.append(BLOCKED)
    paragraphs.append(received(dossier))
    return Screen(tuple(paragraphs), rows=_buttons(dossier))


def _buttons(dossier: Dossier) -> Rows:
    status = Status(dossier.status)
    if status is Status.RECEIVED:
        claim = say("🙋 I take it")
        return ((Button(claim, Verb.DOSSIER, "claim", True, dossier.id, dossier.version),),)
    if status in LIVE:
        return ((Button(say("📂 Open"), Verb.DOSSIER, "open", False, dossier.id, dossier.version),),)
    return ()


def standing(session: Session, dossier: Dossier) -> Message:
    """Return where a dossier stands, and who holds it."""
    shown = STATUSES[Status(dossier.status)].shown
    holder = session.get(Person, dossier.holder_id) if dossier.holder_id else None
    if holder is None or not holder.name or Status(dossier.status) not in LIVE:
        return shown
    return say("{standing} · {name}", standing=shown, name=holder.name)


def walk_of(world: World, dossier: Dossier) -> Walk:
    """Return a dossier's answers in the hands of the engine, to be shown."""
    return Walk(Draft(answers=dict(dossier.answers)), world)


def territory(dossier: Dossier) -> Message:
    """Return the name of the basin a dossier was routed to, as it was that day."""
    return verbatim(dossier.basin_name) if dossier.basin_name else say("national queue")


def received(dossier: Dossier) -> Message:
    """Tell when a dossier arrived, and from which campaign."""
    told = say("Received on {moment}", moment=dossier.submitted_at)
    return (
        say("{received} · origin: {origin}", received=told, origin=dossier.origin) if dossier.origin else told
    )


def glimpse(walk: Walk, *, named: bool = False) -> list[Message]:
    """Return what decides who takes a dossier: need, place, size, never the full text.

    ``named``: with the name of the company; without, it is left out of people's own words too.
    """
    unseen = () if named else (Seen.ONCE_TAKEN_UP,)
    steps = [[step for step in steps if step.seen_where not in unseen] for steps in ON_CARD]
    return _paragraphs(walk, steps, hidden=True, most=GLIMPSE, names=() if named else names_of(walk))


IN_BRIEF = ("place", "project_kind")
"""The answers by which somebody in a hurry chooses among requests whose firms are not told yet."""


def in_brief(walk: Walk, dossier: Dossier) -> list[Message]:
    """Return a request in a few words, without who asks: what is to be looked at first."""
    told = [labelled(walk, name, hidden=True)[1] for name in IN_BRIEF if walk.draft.answers.get(name)]
    if dossier.source is None and dossier.outcome != Outcome.PREQUALIFIED:
        told.append(concluded(dossier))
    return told


def names_of(walk: Walk) -> tuple[str, ...]:
    """Return the names that would tell who asks: the company's, the person's, and that of its head."""
    company = walk.situation.parts("company").get("name")
    head = walk.situation.parts("head_contact").get("name")
    return tuple(str(name) for name in (company, walk.situation.text("name"), head) if name)


def in_full(walk: Walk) -> list[Message]:
    """Return the answers as who holds the dossier reads them, a paragraph a subject."""
    return _paragraphs(walk, ON_CARD, hidden=False)


def for_committee(walk: Walk) -> list[Message]:
    """Return the answers as the members of a committee read them: without how to reach who asks."""
    return _paragraphs(walk, FOR_COMMITTEE, hidden=True, most=EXCERPT)


def _paragraphs(
    walk: Walk,
    subjects: Sequence[Sequence[Step]],
    *,
    hidden: bool,
    most: int | None = None,
    names: Sequence[str] = (),
) -> list[Message]:
    found = []
    for steps in subjects:
        lines = [
            labelled(walk, step.name, hidden=hidden, most=most, names=names)
            for step in steps
            if step.name in walk.draft.answers
        ]
        if lines:
            found.append(
                stacked([say("<b>{label}</b>: {answer}", label=label, answer=told) for label, told in lines])
            )
    return found


def labelled(
    walk: Walk, name: str, *, hidden: bool, most: int | None = None, names: Sequence[str] = ()
) -> tuple[Message, Message]:
    """Return an answer with what it is called; ``hidden``: without what would tell who asks.

    ``most``: the characters of a text that are kept, None for all of them. ``names``: left out as well.
    """
    told = told_answer(walk, name, walk.draft.answers[name], hidden=hidden, most=most, names=names)
    return Message(INTAKE.by_name[name].label), told


def concluded(dossier: Dossier) -> Message:
    """Return what pre-qualification concluded; it never saw what was brought from a spreadsheet."""
    if dossier.source is not None:
        return say("📄 From before: no pre-qualification")
    return OUTCOMES[Outcome(dossier.outcome)]


def who_asks(walk: Walk, dossier: Dossier) -> Message:
    """Return the masked contact of who asks, or why there is none."""
    if dossier.person_id:
        return say("👤 {contact}", contact=masked(walk))
    return (
        say("👤 Nobody to write to here: it was imported")
        if dossier.source
        else say("👤 personal data erased")
    )


def nobody(dossier: Dossier) -> Message:
    """Return why there is nobody to write to."""
    if dossier.source:
        return say("This request was imported: there is nobody to write to here.")
    return say("The personal data of this request was erased.")


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
