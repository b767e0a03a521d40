"""The papers of a committee: the brief of a request, the agenda, the minutes, the letter of a decision."""

from datetime import date, datetime

from bot.services.committee.readers import (
    committee_of,
    company_of,
    have_companies,
    readable,
    seats,
    tally_of,
    when,
)
from bot.services.core.dossier_card import labelled, walk_of
from bot.services.core.handling import Handling
from bot.services.core.papers import (
    Block,
    Bullets,
    Facts,
    Heading,
    Paper,
    Paragraph,
    Signature,
    Table,
    Template,
)
from bot.services.core.screens import Document
from conversations.committee.decisions import Decision, decided, terms, told
from conversations.dossiers.deadlines import time_zone
from conversations.dossiers.lifecycle import Event
from conversations.eligibility.verdicts import verdict_from_json
from conversations.intake import FOR_COMMITTEE
from conversations.messages import Message, say, verbatim
from models.committee.decisions import letters_before, recorded, replaced, told_at
from models.committee.tables import AgendaItem, CommitteeSession
from models.dossiers.tables import Dossier

NOT_SENT = say("Draft: this letter is not sent, and commits nobody.")
CONFIDENTIAL = say("Confidential: for the members of the committee only.")
SAMPLE = say("Sample data: nothing here commits anybody.")
HEADING = frozenset({"company", "place"})
"""The answers that head the brief."""

UNKNOWN = say("to be told")


def brief(handling: Handling, sitting: CommitteeSession, item: AgendaItem, dossier: Dossier) -> Document:
    """Return a request on one page, without the contact of who asks."""
    walk = walk_of(handling.world, dossier)
    place = walk.situation.words["place"]
    paper = Paper(
        title=company_of(handling, dossier),
        subtitle=say(
            "{reference} · {place} · committee of {day}",
            reference=dossier.reference, place=place, day=when(sitting),
        ),
        author=handling.network.name,
        written_at=handling.now,
        blocks=tuple(_brief_blocks(dossier, handling)),
        footer=_footer(handling, CONFIDENTIAL),
        template=Template.BRIEF,
    )  # fmt: skip
    caption = say("📄 {company} · {reference}", company=paper.title, reference=dossier.reference)
    return Document(f"{dossier.reference}-fiche.pdf", paper, caption)


def _brief_blocks(dossier: Dossier, handling: Handling) -> list[Block]:
    walk = walk_of(handling.world, dossier)
    blocks: list[Block] = []
    for steps in FOR_COMMITTEE:
        rows = []
        for step in steps:
            if step.name not in walk.draft.answers or step.name in HEADING:
                continue
            label, told = labelled(walk, step.name, hidden=True)
            if step.input.prose:
                blocks += [Heading(label), Paragraph(told)]
            else:
                rows.append((label, told))
        if rows:
            blocks.append(Facts(tuple(rows)))
    findings = verdict_from_json(dossier.verdict).findings
    if findings:
        blocks.append(Heading(say("To be checked")))
        blocks.append(Bullets(tuple(finding.for_operator for finding in findings)))
    return blocks


def agenda(handling: Handling, sitting: CommitteeSession) -> Document:
    """Return the agenda of a session, with what the person may read of it."""
    rows = []
    found = readable(handling, sitting)
    have_companies(handling, [dossier for _, dossier in found])
    for number, (_, dossier) in enumerate(found, 1):
        town = walk_of(handling.world, dossier).situation.words["place"]
        listed = verbatim(number), verbatim(dossier.reference)
        rows.append((*listed, company_of(handling, dossier), verbatim(town)))
    table = Table((say("No."), say("Request"), say("Company"), say("Town")), tuple(rows))
    paper = _paper(handling, sitting, Template.AGENDA, say("Agenda"), (_facts(sitting), table))
    return Document(
        f"seance-{sitting.day}-ordre-du-jour.pdf", paper, say("📄 Agenda of {day}", day=when(sitting))
    )


def minutes(handling: Handling, sitting: CommitteeSession, person_id: int | None = None) -> Document:
    """Return what a session decided. ``person_id``: the member who will read it; None for the person."""
    blocks: list[Block] = [_facts(sitting)]
    found = readable(handling, sitting, person_id)
    have_companies(handling, [dossier for _, dossier in found])
    committee = committee_of(
        handling, seats(handling.session, sitting.basin_code), [item for item, _ in found]
    )
    for item, dossier in found:
        title = say(
            "{reference} · {company}", reference=dossier.reference, company=company_of(handling, dossier)
        )
        decision = recorded(item)
        counted = tally_of(handling, sitting, item, committee)
        rows = [(say("Opinions"), counted)] if counted else []
        rows.append((say("Decision"), decided(decision)))
        rows += terms(decision) if decision and decision.grants else []
        rows += [
            (say("Put right on {day}", day=local_day(each.replaced_at)),
             say("recorded by mistake: {decision}", decision=decided(recorded(each))))
            for each in replaced(handling.session, item)
        ]  # fmt: skip
        blocks += [Heading(title), Facts(tuple(rows))]
    blocks.append(Signature((say("For the committee"), handling.network.queue_name(sitting.basin_code))))
    paper = _paper(handling, sitting, Template.MINUTES, say("Minutes of the session"), tuple(blocks))
    return Document(f"seance-{sitting.day}-releve.pdf", paper, say("📄 Minutes of {day}", day=when(sitting)))


def letter(
    handling: Handling,
    sitting: CommitteeSession,
    item: AgendaItem,
    dossier: Dossier,
    draft: Decision | None = None,
) -> Document:
    """Return the letter that tells the applicant what was decided. ``draft``: what is about to be."""
    former = replaced(handling.session, item)
    decision = draft or recorded(item)
    assert decision is not None
    puts_right = draft is not None and item.outcome is not None
    number = letters_before(handling.session, item) + 1 + puts_right
    written = handling.now if draft else told_at(item, former)
    blocks: list[Block] = [
        Facts(
            (
                (say("Request"), verbatim(dossier.reference)),
                (say("Company"), company_of(handling, dossier)),
                (say("Committee"), verbatim(sitting.day)),
                (say("Letter"), say("no. {reference}-{number} of {day}", reference=dossier.reference,
                                    number=number, day=local_day(written))),
            )
        )
    ]  # fmt: skip
    if former or puts_right:
        since = told_at(item, former[:-1] if draft is None else former)
        blocks.append(
            Paragraph(
                say(
                    "This letter cancels and replaces letter no. {reference}-{number} of {day},"
                    " sent by mistake.",
                    reference=dossier.reference, number=number - 1, day=local_day(since),
                )
            )
        )  # fmt: skip
    blocks.append(Paragraph(told(sitting.day, decision)))
    found = terms(decision)
    if found:
        blocks.append(Facts(tuple(found)))
    basin = handling.network.basin(sitting.basin_code)
    if decision.event is Event.REFUSE:
        doors = tuple(verbatim(door) for door in basin.redirections) if basin else ()
        blocks.append(Paragraph(say("It is not a judgement of your firm.")))
        if doors:
            blocks += [Heading(say("Other doors")), Bullets(doors)]
    blocks.append(Signature((verbatim(dossier.operator_name or ""),)))
    paper = Paper(
        title=say("Decision of the approval committee"),
        subtitle=handling.network.queue_name(sitting.basin_code),
        author=handling.network.name,
        written_at=handling.now,
        blocks=tuple(blocks),
        footer=_footer(handling, NOT_SENT if draft else None),
        template=Template.LETTER,
        own=basin if basin and basin.letter else None,
    )
    if draft is not None:
        return Document(f"{dossier.reference}-projet.pdf", paper, say("📝 The letter, not sent yet"))
    name = f"{dossier.reference}-decision-{number}.pdf"
    return Document(name, paper, say("✉️ The letter of the committee"))


def local_day(moment: datetime) -> date:
    """Return the day of a moment, in Paris."""
    return moment.astimezone(time_zone(None)).date()


def _facts(sitting: CommitteeSession) -> Facts:
    rows = [
        (say("Session"), verbatim(when(sitting))),
        (say("Place"), verbatim(sitting.place) if sitting.place else UNKNOWN),
    ]
    if sitting.attendance:
        rows.append((say("Present"), verbatim(sitting.attendance)))
    return Facts(tuple(rows))


def _paper(
    handling: Handling,
    sitting: CommitteeSession,
    template: Template,
    title: Message,
    blocks: tuple[Block, ...],
) -> Paper:
    basin = handling.network.basin(sitting.basin_code)
    return Paper(
        title=title,
        subtitle=verbatim(basin.committee.name) if basin else None,
        author=handling.network.name,
        written_at=handling.now,
        blocks=blocks,
        footer=_footer(handling, CONFIDENTIAL),
        template=template,
    )


def _footer(handling: Handling, said: Message | None) -> Message | None:
    if not handling.network.sample:
        return said
    return say("{said} {sample}", said=said, sample=SAMPLE) if said else SAMPLE
