"""The papers of a committee: the brief of a request, the agenda, the minutes, the letter of a decision."""

from bot.services.circulation import company_of, readable, tally_of, when
from bot.services.dossier_card import BLOCKS, labelled, walk_of
from bot.services.handling import Handling
from bot.services.papers import Block, Bullets, Facts, Heading, Paper, Paragraph, Signature, Table
from bot.services.queue import queue_name
from bot.services.screens import Document
from conversations.dossiers import Event
from conversations.messages import Euros, Listing, Message, say, say_n, verbatim
from conversations.reasons import WORDINGS, Reason
from conversations.verdicts import verdict_from_json
from models.committee_tables import AgendaItem, CommitteeSession
from models.tables import Dossier

CONFIDENTIAL = say("Confidential: for the members of the committee only.")
SAMPLE = say("Sample data: nothing here commits anybody.")
NOT_IN_BRIEF = frozenset({"call_time", "company", "place"})
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
        author=handling.world.network.name,
        written_at=handling.now,
        blocks=tuple(_brief_blocks(dossier, handling)),
        footer=_footer(handling, CONFIDENTIAL),
        one_page=True,
    )  # fmt: skip
    caption = say("📄 {company} · {reference}", company=paper.title, reference=dossier.reference)
    return Document(f"{dossier.reference}-fiche.pdf", paper, caption)


def _brief_blocks(dossier: Dossier, handling: Handling) -> list[Block]:
    walk = walk_of(handling.world, dossier)
    blocks: list[Block] = []
    for names in BLOCKS:
        shown = [name for name in names if name in walk.draft.answers and name not in NOT_IN_BRIEF]
        rows = [labelled(walk, name, hidden=True) for name in shown if name != "description"]
        if "description" in shown:
            label, text = labelled(walk, "description", hidden=True)
            blocks += [Heading(label), Paragraph(text)]
        if rows:
            blocks.append(Facts(tuple(rows)))
    findings = verdict_from_json(dossier.verdict).findings
    if findings:
        blocks.append(Heading(say("To be checked")))
        blocks.append(Bullets(tuple(finding.for_operator for finding in findings)))
    return blocks


def agenda(handling: Handling, sitting: CommitteeSession) -> Document:
    """Return the agenda of a session, with what the person may read of it."""
    table = Table(
        (say("No."), say("Request"), say("Company"), say("Town")),
        tuple(
            (
                verbatim(number),
                verbatim(dossier.reference),
                company_of(handling, dossier),
                verbatim(walk_of(handling.world, dossier).situation.words["place"]),
            )
            for number, (_, dossier) in enumerate(readable(handling, sitting), 1)
        ),
    )
    paper = _paper(handling, sitting, say("Agenda"), (_facts(sitting), table))
    return Document(
        f"seance-{sitting.day}-ordre-du-jour.pdf", paper, say("📄 Agenda of {day}", day=when(sitting))
    )


def minutes(handling: Handling, sitting: CommitteeSession, person_id: int | None = None) -> Document:
    """Return what a session decided. ``person_id``: the member who will read it; None for the person."""
    blocks: list[Block] = [_facts(sitting)]
    for item, dossier in readable(handling, sitting, person_id):
        title = say(
            "{reference} · {company}", reference=dossier.reference, company=company_of(handling, dossier)
        )
        rows = [(say("Opinions"), tally_of(handling, sitting, item)), (say("Decision"), decided(item))]
        rows += terms(item) if item.outcome else []
        blocks += [Heading(title), Facts(tuple(rows))]
    blocks.append(Signature((say("For the committee"), queue_name(handling.world, sitting.basin_code))))
    paper = _paper(handling, sitting, say("Minutes of the session"), tuple(blocks))
    return Document(f"seance-{sitting.day}-releve.pdf", paper, say("📄 Minutes of {day}", day=when(sitting)))


def letter(handling: Handling, sitting: CommitteeSession, item: AgendaItem, dossier: Dossier) -> Document:
    """Return the letter that tells the applicant what was decided."""
    blocks: list[Block] = [
        Facts(
            (
                (say("Request"), verbatim(dossier.reference)),
                (say("Company"), company_of(handling, dossier)),
                (say("Committee"), verbatim(sitting.day)),
            )
        ),
        Paragraph(told(sitting, item)),
    ]
    found = terms(item)
    if found:
        blocks.append(Facts(tuple(found)))
    if item.outcome == Event.REFUSE:
        basin = handling.world.network.basin(sitting.basin_code)
        doors = tuple(verbatim(door) for door in basin.redirections) if basin else ()
        blocks.append(Paragraph(say("It is not a judgement of your firm.")))
        if doors:
            blocks += [Heading(say("Other doors")), Bullets(doors)]
    blocks.append(Signature((verbatim(dossier.operator_name or ""),)))
    paper = Paper(
        title=say("Decision of the approval committee"),
        subtitle=queue_name(handling.world, sitting.basin_code),
        author=handling.world.network.name,
        written_at=handling.now,
        blocks=tuple(blocks),
        footer=_footer(handling, None),
    )
    return Document(f"{dossier.reference}-decision.pdf", paper, say("✉️ The letter of the committee"))


def told(sitting: CommitteeSession, item: AgendaItem) -> Message:
    """Tell the applicant what was decided, in one sentence."""
    day, days, amount = sitting.day, item.days or 0, Euros(item.amount or 0)
    match item.outcome:
        case Event.GRANT_SKILLS:
            return say_n(
                "The approval committee of {day} has granted your project {n} day of expertise.",
                "The approval committee of {day} has granted your project {n} days of expertise.",
                days, day=day,
            )  # fmt: skip
        case Event.GRANT_ADVANCE:
            return say(
                "The approval committee of {day} has granted your project a repayable advance of {amount}.",
                day=day, amount=amount,
            )  # fmt: skip
        case Event.GRANT_BOTH:
            return say_n(
                "The approval committee of {day} has granted your project {n} day of expertise"
                " and a repayable advance of {amount}.",
                "The approval committee of {day} has granted your project {n} days of expertise"
                " and a repayable advance of {amount}.",
                days, day=day, amount=amount,
            )  # fmt: skip
        case Event.POSTPONE:
            return say(
                "The committee of {day} wants to see your request again, because {reason}.",
                day=day, reason=_reason(item),
            )  # fmt: skip
        case _:
            return say(
                "The committee of {day} has not granted your request, because {reason}.",
                day=day, reason=_reason(item),
            )  # fmt: skip


def _reason(item: AgendaItem) -> Message:
    return WORDINGS[Reason(item.reason or Reason.OTHER)].told


def decided(item: AgendaItem) -> Message:
    """Return a decision in a few words."""
    days, amount = item.days or 0, Euros(item.amount or 0)
    granted = say_n("{n} day of expertise", "{n} days of expertise", days)
    match item.outcome:
        case None:
            return say("none yet")
        case Event.GRANT_SKILLS:
            return say("✅ granted: {what}", what=granted)
        case Event.GRANT_ADVANCE:
            return say("✅ granted: {what}", what=say("advance of {amount}", amount=amount))
        case Event.GRANT_BOTH:
            both = Listing((granted, say("advance of {amount}", amount=amount)))
            return say("✅ granted: {what}", what=verbatim(both))
        case Event.POSTPONE:
            return say("↪️ postponed: {reason}", reason=item.conditions or _reason(item))
        case _:
            return say("❌ refused: {reason}", reason=item.conditions or _reason(item))


def terms(item: AgendaItem) -> list[tuple[Message, Message]]:
    """Return what comes with a decision: the jobs it counts on, its conditions or its reason in own words."""
    rows = []
    granted = item.outcome not in (Event.POSTPONE, Event.REFUSE)
    if granted and item.jobs_created is not None:
        rows.append((say("Jobs to create"), verbatim(item.jobs_created)))
    if granted and item.jobs_kept is not None:
        rows.append((say("Jobs kept"), verbatim(item.jobs_kept)))
    if item.conditions:
        rows.append((say("Conditions") if granted else say("Reason"), verbatim(item.conditions)))
    return rows


def _facts(sitting: CommitteeSession) -> Facts:
    rows = [
        (say("Session"), verbatim(when(sitting))),
        (say("Place"), verbatim(sitting.place) if sitting.place else UNKNOWN),
    ]
    if sitting.attendance:
        rows.append((say("Present"), verbatim(sitting.attendance)))
    return Facts(tuple(rows))


def _paper(handling: Handling, sitting: CommitteeSession, title: Message, blocks: tuple[Block, ...]) -> Paper:
    basin = handling.world.network.basin(sitting.basin_code)
    return Paper(
        title=title,
        subtitle=verbatim(basin.committee.name) if basin else None,
        author=handling.world.network.name,
        written_at=handling.now,
        blocks=blocks,
        footer=_footer(handling, CONFIDENTIAL),
    )


def _footer(handling: Handling, said: Message | None) -> Message | None:
    if not handling.world.network.sample:
        return said
    return say("{said} {sample}", said=said, sample=SAMPLE) if said else SAMPLE
