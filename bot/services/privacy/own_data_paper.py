"""What is kept of a person, in words: each answer under its question, and all that happened."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.services.core.answers import skill_names, told_answer
from bot.services.core.doers import nobody_noted
from bot.services.core.entries import days
from bot.services.core.papers import Block, Bullets, Facts, Heading, Paper, Paragraph, Table, Template
from bot.services.core.rights import Role, titled
from bot.services.privacy.own_exchanges import own_exchanges
from bot.services.support.advances import advance_lines
from conversations.committee.decisions import decided, terms
from conversations.companies import CompanyKind
from conversations.dossiers.event_labels import named
from conversations.dossiers.reasons import WORDINGS, Reason
from conversations.dossiers.statuses import STATUSES, Status
from conversations.dossiers.traces import Trace
from conversations.eligibility.verdicts import verdict_from_json
from conversations.engine.draft import REVIEW, Draft, Walk
from conversations.intake import INTAKE
from conversations.message_json import message_from_json
from conversations.messages import Listing, Message, say, say_n, verbatim
from conversations.situation import Answer, Answers, World
from models.committee.decisions import recorded
from models.dossiers.tables import DossierEvent
from models.messages.tables import RelayedMessage
from models.privacy.own_data import OwnData, OwnDossier

Row = tuple[Message, Message]

READ_AT_MOST = 1_000  # messages of a request: each takes half a millisecond to be set


@dataclass(frozen=True, slots=True)
class OwnDraft:
    """A request that was not sent. ``origin``: None when it came by no link. ``dropped_at``: None for the
    one under way.
    """

    started_at: datetime
    state: str
    content: Mapping[str, Any]
    origin: str | None = None
    dropped_at: datetime | None = None


def paper(world: World, kept: OwnData, drafts: Iterable[OwnDraft], now: datetime) -> Paper:
    """Return everything kept of a person as a paper to be read."""
    blocks = list(_person(world, kept))
    for draft in drafts:
        blocks += _draft(world, draft)
    if kept.undecided:
        blocks += [Heading(say("Messages that are about no request yet")), *_messages(kept.undecided)]
    for own in kept.dossiers:
        blocks += _dossier(world, own, now)
    blocks += own_exchanges(kept.exchanges)
    return Paper(
        title=say("Everything kept about you"),
        subtitle=say("by the Alizé assistant, on {moment}", moment=now),
        author=world.network.name,
        written_at=now,
        blocks=tuple(blocks),
        footer=say("Yours: keep it where others do not read it."),
        template=Template.OWN_DATA,
    )


def _person(world: World, kept: OwnData) -> Iterator[Block]:
    person = kept.person
    rows = [
        (say("Number of your Telegram account"), verbatim(str(person.id))),
        (say("Language"), verbatim(person.language or "")),
        (say("First message"), verbatim(person.first_seen_at)),
    ]
    if person.name:
        rows.append((say("Name, for your colleagues"), verbatim(person.name)))
    if person.unreachable_since:
        rows.append((say("You blocked the assistant on"), verbatim(person.unreachable_since)))
    for role in kept.roles:
        what = titled(Role(role.role), world.network.basin(role.basin_code))
        rows.append((what, _span(role.since, role.until)))
        if role.firm:
            rows.append((say("Where you come from"), verbatim(role.firm)))
    for advisor in kept.lent:
        rows.append((say("As a specialist"), verbatim(advisor.name)))
        rows += [
            (label, verbatim(told))
            for label, told in ((say("Job"), advisor.job), (say("How to reach you"), advisor.contact))
            if told
        ]
        rows.append((say("Skills"), skill_names(list(advisor.skills))))
        if advisor.available_from:
            rows.append((say("Available from"), verbatim(advisor.available_from)))
    for said in kept.said:
        rows.append(
            (
                say("You said on {day}", day=said.said_at.date()),
                say("{days} d given in all", days=days(said.tenths)),
            )
        )
    for review in kept.reviews:
        if review.useful is not None:
            rows.append((say("What you said a mission gave"), say("{n} out of 5", n=review.useful)))
        rows += [
            (label, say("yes") if told else say("no"))
            for label, told in (
                (say("You would do it again"), review.again),
                (say("You stay in touch"), review.in_touch),
            )
            if told is not None
        ]
    rows += [(say("Absence"), _span(each.since, each.until)) for each in kept.absences]
    rows += [
        (say("Notification “{kind}”", kind=each.kind), verbatim(each.value)) for each in kept.preferences
    ]
    yield Heading(say("You"))
    yield Facts(tuple(rows))


def _span(since: date, until: date | None) -> Message:
    return say("from {start} to {end}", start=since, end=until) if until else say("since {day}", day=since)


def _draft(world: World, draft: OwnDraft) -> Iterator[Block]:
    known = Draft.restored(draft.state, draft.content)
    if draft.dropped_at is None:
        yield Heading(say("The request you are preparing"))
    else:
        yield Heading(say("A request you deleted, kept for a day in case you change your mind"))
    question = INTAKE.by_name.get(draft.state)
    rows = [(say("Begun on"), verbatim(draft.started_at))]
    if draft.origin:
        rows.append((say("Came by"), verbatim(draft.origin)))
    if draft.dropped_at:
        rows.append((say("Deleted on"), verbatim(draft.dropped_at)))
    if question is not None and draft.state != REVIEW:
        rows.append((say("Where you are"), Message(question.label)))
    rows += _answers(world, known.answers)
    rows += [(say("Typed, not an answer yet"), verbatim(words)) for words in _words_in(known.entry)]
    heard = [each.get("said") for each in known.heard.values() if isinstance(each, dict)]
    rows += [(say("Said, to be confirmed"), verbatim(str(words))) for words in heard if words]
    files = [each for each in known.files if isinstance(each, dict)]
    sent = [" ".join(str(each[part]) for part in ("name", "text") if each.get(part)) for each in files]
    rows += [(say("Sent with it"), verbatim(f"📎 {words}")) for words in sent]
    if known.agreements:
        rows.append((say("Agreed to"), say("{all}", all=Listing(tuple(known.agreements)))))
    yield Facts(tuple(rows))


def _answers(world: World, answers: Answers) -> list[Row]:
    """Return the answers under their questions; what a question does not show of them, as it is kept."""
    walk = Walk(Draft(answers=dict(answers)), world)
    rows: list[Row] = []
    for name, answer in answers.items():
        step = INTAKE.by_name.get(name)
        if step is None or not step.fits(answer, walk.situation):  # of another release
            rows.append((verbatim(name), verbatim(" · ".join(_words_in(answer)) or str(answer))))
            continue
        rows.append((Message(step.label), told_answer(walk, name, answer, hidden=False)))
        if isinstance(answer, dict) and answer.get("kind") == CompanyKind.REGISTERED:
            parts = (f"{part}: {value}" for part, value in answer.items() if value is not None)
            rows.append((say("From the public register"), verbatim(" · ".join(parts))))
    return rows


def _words_in(value: Answer) -> Iterator[str]:
    """Give the words of a value, wherever they are in it."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _words_in(each)
    elif isinstance(value, str) and value:
        yield value


def _dossier(world: World, own: OwnDossier, now: datetime) -> Iterator[Block]:
    dossier = own.dossier
    yield Heading(say("Request {reference}", reference=dossier.reference))
    rows = [
        (say("Territory"), verbatim(dossier.basin_name) if dossier.basin_name else say("national queue")),
        (say("Followed by"), verbatim(dossier.operator_name or world.network.coordination)),
        (say("Sent on"), verbatim(dossier.submitted_at)),
        (say("Where it stands"), Message(STATUSES[Status(dossier.status)].told)),
        (say("You agreed that the operator reads it on"), verbatim(dossier.operator_agreed_at)),
    ]
    if dossier.committee_agreed_at:
        agreed = say("You agreed that the committee reads it on")
        rows.append((agreed, verbatim(dossier.committee_agreed_at)))
    if dossier.origin:
        rows.append((say("Came by"), verbatim(dossier.origin)))
    if own.company:
        company = (own.company.name, own.company.siren, own.company.commune)
        rows.append((say("Company, as counted"), verbatim(" · ".join(filter(None, company)))))
    yield Facts((*rows, *_answers(world, dossier.answers)))
    findings = [finding.for_applicant for finding in verdict_from_json(dossier.verdict).findings]
    if dossier.route is not None:
        findings.append(message_from_json(dossier.route))
    if findings:
        yield Bullets(tuple(findings))
    yield from _questions(own)
    yield from _decisions(own, now)
    yield Heading(say("What happened, and who looked"))
    yield Table(
        (say("When"), say("What"), say("Who")),
        tuple((verbatim(event.at), _happened(world, event), _who(own, event)) for event in own.history),
    )
    if own.messages:
        yield Heading(say("Messages"))
        yield from _messages(own.messages)


def _happened(world: World, event: DossierEvent) -> Message:
    told = named(event.event)
    if event.reason:
        told = say("{event}: {reason}", event=told, reason=WORDINGS[Reason(event.reason)].told)
    details = [event.note, *_words_in(event.change or {})]
    for detail in filter(None, details):
        told = say("{event} · {note}", event=told, note=detail)
    return told


def _who(own: OwnDossier, event: DossierEvent) -> Message:
    if event.event == Trace.EXPORT:
        return say("the team or the coordination") if event.actor_id else say("who runs the assistant")
    if event.actor_id is None:
        return nobody_noted(own.dossier, event)
    if event.actor_id == own.dossier.person_id:
        return say("you")
    return say("a committee member") if event.event == Trace.OPINION else say("the team")


def _questions(own: OwnDossier) -> Iterator[Block]:
    for question in own.questions:
        labels = tuple(
            Message(INTAKE.by_name[name].label) for name in question.questions if name in INTAKE.by_name
        )
        asked = verbatim(question.text) if question.text else say("{all}", all=Listing(labels))
        yield Paragraph(say("Asked on {moment}: {question}", moment=question.asked_at, question=asked))


def _decisions(own: OwnDossier, now: datetime) -> Iterator[Block]:
    for sitting, item in own.decisions:
        decision = recorded(item)
        rows = [(say("Committee of {day}", day=sitting.day), decided(decision))]
        yield Facts((*rows, *(terms(decision) if decision else ())))
    for replaced in own.replaced:
        mistaken = recorded(replaced)
        rows = [
            (say("Put right on"), verbatim(replaced.replaced_at)),
            (say("Why"), verbatim(replaced.why or "")),
        ]
        yield Facts(
            ((say("Recorded by mistake"), decided(mistaken)), *(terms(mistaken) if mistaken else ()), *rows)
        )
    if own.mission:
        days = (own.mission.agreed_on, own.mission.starts_on, own.mission.ends_on, own.mission.ended_on)
        known = Listing(tuple(day for day in days if day))
        if known.values:
            yield Paragraph(say("Mission, its dates: {days}", days=known))
    if own.advance:
        yield Paragraph(advance_lines(own.advance, now.date()))
    for follow_up in own.follow_ups:
        if follow_up.answered_at:
            created, kept = _known(follow_up.jobs_created), _known(follow_up.jobs_kept)
            rows = [
                (say("{n} months after", n=follow_up.months), verbatim(follow_up.answered_at)),
                (say("Jobs created, jobs kept"), say("{created}, {kept}", created=created, kept=kept)),
                (say("Satisfaction, 1 to 5"), _known(follow_up.satisfaction)),
                (say("In your words"), verbatim(follow_up.comment or "")),
            ]
            if follow_up.came_of_it:
                rows.append((say("What came of it"), verbatim(follow_up.came_of_it)))
            yield Facts(tuple(rows))


def _known(figure: int | None) -> Message:
    return say("not told") if figure is None else verbatim(figure)


def _messages(messages: Sequence[RelayedMessage]) -> Iterator[Block]:
    older = len(messages) - READ_AT_MOST
    if older > 0:
        yield Paragraph(
            say_n(
                "{n} older message is in the other file, for a computer.",
                "{n} older messages are in the other file, for a computer.",
                older,
            )
        )
    for message in messages[-READ_AT_MOST:]:
        who = say("you") if message.from_applicant else say("the team")
        file = say("📎 {name}", name=message.file_name or message.kind) if message.file_id else None
        words = [*([file] if file else []), *([verbatim(message.text)] if message.text else [])]
        for shown in words:
            yield Paragraph(say("<b>{moment}, {who}</b>: {words}", moment=message.at, who=who, words=shown))
