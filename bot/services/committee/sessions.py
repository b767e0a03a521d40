"""The sessions of a committee: announced by the network file or set by an operator, changed, cancelled."""

from dataclasses import dataclass
from datetime import timedelta

from bot.services.committee.papers import agenda
from bot.services.committee.readers import (
    Committee,
    committee_of,
    company_of,
    have_companies,
    own_firm,
    readable,
    seats,
    sitting_of,
    tally_of,
    when,
    worked_sitting,
    works_for,
)
from bot.services.core.actions import AtOffice
from bot.services.core.arguments import Argument
from bot.services.core.handling import Handling, Refusal
from bot.services.core.prompts import ask, no_longer_asked
from bot.services.core.rights import Role
from bot.services.core.screens import Button, Reply, Screen, stacked
from bot.services.core.worklist import WORKERS, Listed, office, turns
from conversations.committee.decisions import decided
from conversations.committee.member_words import FIRM_MAX, firm_named
from conversations.committee.opinions import NAMED
from conversations.inputs import NOT_AN_ANSWER
from conversations.messages import Message, say, say_n
from conversations.network.basins import Basin, BasinStatus
from models.committee.decisions import recorded
from models.committee.queries import agenda_of, coming_sittings, held_sittings, note_announced
from models.committee.tables import AgendaItem, CommitteeSession
from models.dossiers.tables import Dossier
from models.messages.tables import Prompt
from models.team.queries import note_firm

READERS = (*WORKERS, Role.MEMBER)
LISTED_AT_ONCE = 12
HELD_LISTED = 3
UNCLOSED = timedelta(days=180)  # how long a session without all of its decisions stays on the list

Pair = tuple[tuple[Message, str], ...]

OTHER_FIRM = say("✏️ I come from elsewhere")
SESSIONS = office(say("⬅️ Sessions"), "sessions")


def sessions(handling: Handling, subject: int, argument: Listed) -> Reply:
    """List the sessions to come of the person's committees, then the last ones."""
    basins = basins_of(handling)
    for basin in basins:
        note_announced(handling.session, basin, handling.today)
    codes = [basin.code for basin in basins]
    # One whose decisions are not all recorded is still to be closed.
    coming = [
        sitting
        for sitting in coming_sittings(handling.session, codes, handling.today - UNCLOSED)
        if sitting.day >= handling.today or agenda_of(handling.session, sitting)
    ]
    everything = [*coming, *held_sittings(handling.session, codes, HELD_LISTED)]
    listed = everything[argument.start : argument.start + LISTED_AT_ONCE]
    rows: list[tuple[Button, ...]] = [
        (office(_label(handling, sitting, several=len(basins) > 1), "session", sitting.id),)
        for sitting in listed
    ]
    rows += argument.turns(LISTED_AT_ONCE, len(everything))
    worked = [code for code in codes if handling.held.may_handle(code)]
    if worked:
        rows.append((office(say("➕ New session"), SessionNew(worked[0] if len(worked) == 1 else None)),))
    heading = say("📅 <b>Committee sessions</b>")
    none = () if listed else (say("No session is set yet."),)
    return handling.reply(Screen((heading, *none), rows=tuple(rows)))


@dataclass(frozen=True, slots=True)
class SessionNew(Argument):
    """A session to be set, in which territory."""

    action = "session_new"
    basin: str | None = None


def basins_of(handling: Handling) -> list[Basin]:
    """Return the active basins whose sessions concern the person."""
    held = handling.held
    return [
        basin
        for basin in handling.network.basins
        if basin.status is BasinStatus.ACTIVE and (held.may_handle(basin.code) or held.sits(basin.code))
    ]


def _label(handling: Handling, sitting: CommitteeSession, *, several: bool) -> Message:
    mark = "🏁" if sitting.held_at else "📅"
    if works_for(handling, sitting) or own_firm(handling, sitting) is not None:
        label = say_n(
            "{mark} {day} · {n} request",
            "{mark} {day} · {n} requests",
            len(readable(handling, sitting)),
            mark=mark,
            day=sitting.day,
        )
    else:  # what they may read is not known until they tell where they come from
        label = say("{mark} {day}", mark=mark, day=sitting.day)
    if not several:
        return label
    return say("{label} · {basin}", label=label, basin=handling.network.queue_name(sitting.basin_code))


@dataclass(frozen=True, slots=True)
class Sitting(Argument):
    """A session. ``start``: how many requests of its agenda are passed over."""

    action = "session"
    start: int = 0


def session(handling: Handling, subject: int, argument: Sitting) -> Reply:
    """Show a session; to a member, once they told where they come from."""
    sitting = sitting_of(handling, subject)
    if not works_for(handling, sitting) and own_firm(handling, sitting) is None:
        return firm(handling, subject)
    return handling.reply(session_page(handling, sitting, start=argument.start))


def firm(handling: Handling, subject: int) -> Reply:
    """Ask where a member comes from before they read anything: an applicant may have excluded it."""
    sitting = sitting_of(handling, subject)
    wanted = say("Which firm or institution do you come from? Some requests may have to be kept from it.")
    return ask(handling, "firm", sitting.id, wanted, back=SESSIONS)


def firm_typed(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Note where a member comes from, then show what they may read."""
    sitting, named = sitting_of(handling, prompt.subject), firm_named(text)
    if named is None:
        raise Refusal(
            say(
                "{not_noted} Its name alone, please, in {most} characters at most.",
                not_noted=NOT_AN_ANSWER,
                most=FIRM_MAX,
            )
        )
    for seat in seats(handling.session, sitting.basin_code):
        if seat.person_id == handling.person_id:
            note_firm(handling.session, seat, named)
    no_longer_asked(handling)
    note = say("You come from “{firm}”.", firm=named)
    return handling.reply(session_page(handling, sitting, note=note))


def session_page(
    handling: Handling, sitting: CommitteeSession, *, note: Message | None = None, start: int = 0
) -> Screen:
    """Return a session with what the person may read of its agenda, and do about it.

    ``start``: how many requests are passed over.
    """
    works, number = works_for(handling, sitting), sitting.id
    found = readable(handling, sitting)
    paragraphs = [say("👉 {note}", note=note)] if note else []
    paragraphs.append(
        say(
            "📅 <b>Session of {day}</b> · {basin}",
            day=when(sitting),
            basin=handling.network.queue_name(sitting.basin_code),
        )
    )
    if sitting.cancelled_at:
        paragraphs.append(say("✖️ Cancelled"))
    paragraphs.append(
        say("📍 {place}", place=sitting.place) if sitting.place else say("📍 Place still to be told")
    )
    if sitting.attendance:
        paragraphs.append(say("👥 Present: {names}", names=sitting.attendance))
    shown = found[start : start + LISTED_AT_ONCE]
    have_companies(handling, [dossier for _, dossier in shown])
    members = [
        seat
        for seat in seats(handling.session, sitting.basin_code)
        if works or seat.person_id == handling.person_id
    ]
    committee = committee_of(handling, members, [item for item, _ in shown])
    lines = [_line(handling, sitting, committee, place, *each) for place, each in enumerate(shown, start + 1)]
    paragraphs.append(stacked(lines) if lines else say("Nothing to read on the agenda yet."))
    rows: list[tuple[Button, ...]] = []
    for item, dossier in shown:
        named = say("📁 {reference} · {company}", reference=dossier.reference,
                    company=company_of(handling, dossier))  # fmt: skip
        rows.append((office(named, "item", item.id),))
    rows += turns(start, LISTED_AT_ONCE, len(found), lambda label, to: office(label, Sitting(to), number))
    rows += _work_rows(handling, sitting) if works else [(office(OTHER_FIRM, "firm", number),)]
    papers = [office(say("📄 Agenda"), "agenda", number)] if found else []
    if sitting.held_at:
        papers.append(office(say("📄 Minutes"), "minutes", number))
    rows += [tuple(papers)] if papers else []
    rows.append((SESSIONS,))
    return Screen(tuple(paragraphs), rows=tuple(rows))


def _line(
    handling: Handling,
    sitting: CommitteeSession,
    committee: Committee,
    number: int,
    item: AgendaItem,
    dossier: Dossier,
) -> Message:
    line = say("{n}. <b>{reference}</b> · {company}", n=number, reference=dossier.reference,
               company=company_of(handling, dossier))  # fmt: skip
    if item.outcome:
        return say("{line}\n   {more}", line=line, more=decided(recorded(item)))
    counted = tally_of(handling, sitting, item, committee)
    if counted and not works_for(handling, sitting):
        [own] = committee.before(handling, item, dossier)
        counted = say("Your opinion: {opinion}", opinion=NAMED[own.vote]) if own.vote else None
    return say("{line}\n   {more}", line=line, more=counted) if counted else line


def _work_rows(handling: Handling, sitting: CommitteeSession) -> list[tuple[Button, ...]]:
    """Return what an operator may do to a session."""
    number = sitting.id
    if sitting.cancelled_at:
        return []
    if sitting.held_at:
        return [(office(say("📨 Minutes to the members"), "minutes_out", number),)]
    pairs: list[Pair] = [((say("➕ Add requests"), "add"), (say("📨 Send to the members"), "call_members"))]
    if all_decided(handling, sitting):
        pairs = [((say("➕ Add requests"), "add"),)]
    if not has_decided(handling, sitting):
        pairs.append(((say("🗓 Day and place"), "session_move"), (say("✖️ Cancel it"), "session_cancel")))
    if sitting.day <= handling.today:
        pairs.append(((say("👥 Attendance"), "attendance"), (say("🏁 Close the session"), "hold")))
    return [tuple(office(label, action, number) for label, action in pair) for pair in pairs]


def has_decided(handling: Handling, sitting: CommitteeSession) -> bool:
    """Tell whether a decision of a session is recorded: its day is a fact from then on."""
    return any(item.outcome for item, _ in agenda_of(handling.session, sitting))


def all_decided(handling: Handling, sitting: CommitteeSession) -> bool:
    """Tell whether every request of a session is decided: opinions are closed."""
    agenda = agenda_of(handling.session, sitting)
    return bool(agenda) and all(item.outcome for item, _ in agenda)


def open_sitting(handling: Handling, number: int) -> CommitteeSession:
    """Return a session that the person prepares and that is still to be held."""
    sitting = worked_sitting(handling, number)
    if sitting.cancelled_at:
        raise Refusal(say("This session is cancelled."))
    if sitting.held_at:
        raise Refusal(say("This session is closed: its minutes are written."))
    return sitting


def movable_sitting(handling: Handling, number: int) -> CommitteeSession:
    """Return an open session that has decided nothing yet."""
    sitting = open_sitting(handling, number)
    if has_decided(handling, sitting):
        raise Refusal(say("Decisions of this session are recorded already: close it instead."))
    return sitting


def agenda_paper(handling: Handling, subject: int) -> Reply:
    """Send the agenda, with what the person may read of it."""
    sitting = sitting_of(handling, subject)
    handling.hand(handling.person_id, agenda(handling, sitting))
    return handling.reply()


ACTIONS = (
    AtOffice("sessions", sessions, READERS),
    AtOffice("session", session, READERS),
    AtOffice("firm", firm, (Role.MEMBER,), typed=firm_typed),
    AtOffice("agenda", agenda_paper, READERS),
)
