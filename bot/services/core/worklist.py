"""What a member has to do now, what waits for others, what comes, and what is late."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from bot.services.core.actions import AtOffice
from bot.services.core.arguments import Argument, key_of
from bot.services.core.company_names import may_read_company, shown_name
from bot.services.core.dossier_card import in_brief, walk_of
from bot.services.core.dossier_page import do, due_on, may_see
from bot.services.core.handling import Handling
from bot.services.core.prompts import no_longer_asked
from bot.services.core.rights import EVERYWHERE, NATIONAL, Role, overseers
from bot.services.core.screens import Button, Reply, Screen, Verb, stacked, words
from conversations.dossiers.desk_words import asks_what_is_late
from conversations.dossiers.statuses import STATUSES, Status, Turn
from conversations.messages import Message, say, say_n
from models.dossiers.queries import company_of_dossier
from models.dossiers.search import SEARCHED_AT_MOST, Wanted, list_requests, rows_of
from models.dossiers.tables import Dossier
from models.dossiers.worklists import dossiers_left, dossiers_to_claim, live_dossiers_held_by, snoozed_by
from models.exchanges.queries import how_many_to_read
from models.exchanges.reports import how_many_open
from models.support.statements import to_settle

WORKERS = (Role.OPERATOR, Role.MANAGER, *NATIONAL)
SHOWN_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Listed(Argument):
    """A list. ``start``: how many of its rows are passed over."""

    name: str
    start: int = 0

    def turns(self, at_once: int, total: int) -> list[tuple[Button, ...]]:
        """Return the buttons to the pages before and after."""
        return turns(self.start, at_once, total, lambda label, to: office(label, replace(self, start=to)))


@dataclass(frozen=True, slots=True)
class WorkList(Listed):
    """The person's work. ``late``: what should have moved on by now, whoever has it."""

    late: Annotated[bool, "late"] = False


def worklist_of(handling: Handling, words: str) -> Reply:
    """Show the person's work, or what is late where words after the command ask for it."""
    return worklist(handling, 0, WorkList("list", late=asks_what_is_late(words)))


def worklist(handling: Handling, subject: int, argument: WorkList) -> Reply:
    """Show the person's work, most urgent first."""
    if argument.late:
        return handling.reply(_late(handling, argument))
    work = my_work(handling)
    everything = [*_soonest_first(handling, [*work.to_claim, *work.now]), *work.waiting]
    paragraphs = [
        say(
            "🗂 <b>Your list</b>: {free} to claim, {now} to do, {waiting} waiting for others",
            free=len(work.to_claim),
            now=len(work.now),
            waiting=len(work.waiting),
        )
    ]
    unsettled = to_settle(handling.session, [handling.person_id, *handling.held.stands_for])
    if unsettled:
        n = len(unsettled)
        paragraphs.append(say_n("⚖️ {n} mission with days to settle", "⚖️ {n} missions with days to settle", n))
    codes = handling.held.worked
    asked = how_many_to_read(handling.session, codes, handling.person_id)
    if asked:
        paragraphs.append(
            say_n("❓ {n} question to the network to read", "❓ {n} questions to the network to read", asked)
        )
    reported = how_many_open(handling.session, codes, handling.person_id)
    if reported:
        paragraphs.append(say_n("🚩 {n} report to look at", "🚩 {n} reports to look at", reported))
    settling = [
        do(dossier, "mission", say("⚖️ {reference}", reference=dossier.reference)) for dossier in unsettled
    ]
    listed: list[Button | Dossier] = [*settling, *everything]
    shown = listed[argument.start : argument.start + SHOWN_AT_ONCE]
    lines = [line(handling, each) for each in shown if isinstance(each, Dossier)]
    if lines:
        paragraphs.append(stacked(lines))
    elif not (asked or reported or unsettled):
        paragraphs.append(say("Nothing waits for you. 🌿"))
    rows: list[tuple[Button, ...]] = [
        (each if isinstance(each, Button) else do(each, "open", standing_label(each)),) for each in shown
    ]
    rows += argument.turns(SHOWN_AT_ONCE, len(listed))
    if asked or reported:
        rows.append((Button(say("📥 Questions and reports"), Verb.EXCHANGE, "desk"),))
    rows.append((office(say("🔎 Find"), "find"), office(say("📅 Sessions"), "sessions")))
    return handling.reply(Screen(tuple(paragraphs), rows=tuple(rows)))


def turns(
    start: int, at_once: int, total: int, page: Callable[[Message, int], Button]
) -> list[tuple[Button, ...]]:
    """Return the buttons to the page before and to the page after, where there are some."""
    turns = []
    if start:
        turns.append(page(say("⬅️ Before"), max(0, start - at_once)))
    if start + at_once < total:
        turns.append(page(say("After ({n}) ➡️", n=total - start - at_once), start + at_once))
    return [tuple(turns)] if turns else []


def _late(handling: Handling, argument: WorkList) -> Screen:
    """Return what is late in the queues that the person works, longest first, each with who has it."""
    numbers = list_requests(
        handling.session.connection(), Wanted(handling.held.worked, live=True), "since", 0, SEARCHED_AT_MOST
    )
    found = [each for each, _ in rows_of(handling.session, numbers) if may_see(handling, each)]
    late = [
        each
        for each in _soonest_first(handling, found)
        if (due_on(handling, each) or handling.today) < handling.today
    ]
    shown = late[argument.start : argument.start + SHOWN_AT_ONCE]
    rows: list[tuple[Button, ...]] = [(do(each, "open", standing_label(each)),) for each in shown]
    rows += argument.turns(SHOWN_AT_ONCE, len(late))
    rows.append((office(say("🗂 My list"), "list"),))
    if not late:
        return Screen((say("Nothing is late. 🌿"),), rows=tuple(rows))
    heading = say_n("⏰ {n} request is late:", "⏰ {n} requests are late:", len(late))
    return Screen((heading, stacked([_held_line(handling, each) for each in shown])), rows=tuple(rows))


def _held_line(handling: Handling, dossier: Dossier) -> Message:
    """Return a dossier in one line, with who has it where somebody else does."""
    shown = line(handling, dossier)
    if dossier.holder_id in (None, handling.person_id):
        return shown
    return say("{line} · {name}", line=shown, name=handling.name_of(dossier.holder_id))


@dataclass(frozen=True, slots=True)
class Work:
    """What a member has before them: dossiers nobody has claimed, theirs to work, theirs that wait."""

    to_claim: Sequence[Dossier]
    now: Sequence[Dossier]
    waiting: Sequence[Dossier]


def my_work(handling: Handling) -> Work:
    """Return a member's work, soonest due first."""
    mine = _mine(handling)
    return Work(
        _to_claim(handling),
        [dossier for dossier in mine if turn_of(dossier) is Turn.HOLDERS],
        [dossier for dossier in mine if turn_of(dossier) is Turn.OF_OTHERS],
    )


def turn_of(dossier: Dossier) -> Turn | None:
    """Return whose turn it is; None when nothing is to be done any more."""
    return STATUSES[Status(dossier.status)].turn


def office(
    label: Message,
    action: str | Argument,
    subject: int = 0,
    *,
    primary: bool = False,
    names: int | None = None,
) -> Button:
    """Return a button of the office. ``action``: its name, or what it says with it.

    ``names``: the request whose firm is named above it, to somebody else: such a message is replaced once
    it is erased.
    """
    shown = "" if names is None else f".f{names}"
    return Button(label, Verb.OFFICE, key_of(action) + shown, primary, subject)


def _mine(handling: Handling) -> Sequence[Dossier]:
    """Return the live dossiers the person holds, or holds for somebody away, or is to hand over.

    Soonest due first.
    """
    held = live_dossiers_held_by(handling.session, [handling.person_id, *handling.held.stands_for])
    snoozed = snoozed_by(handling.session, handling.person_id, handling.today)
    found = [
        dossier
        for dossier in (*held, *_left(handling))
        if may_see(handling, dossier) and dossier.id not in snoozed
    ]
    return _soonest_first(handling, found)


def _soonest_first(handling: Handling, dossiers: Sequence[Dossier]) -> list[Dossier]:
    return sorted(dossiers, key=lambda dossier: (due_on(handling, dossier) or date.max, dossier.id))


def _left(handling: Handling) -> list[Dossier]:
    """Return what nobody holds any more and nobody can claim, for who answers for its queue to hand over."""
    managed = handling.held.basins(Role.MANAGER)
    if not managed and not handling.held.national:
        return []
    return [
        dossier
        for dossier in dossiers_left(handling.session, None if handling.held.national else managed)
        if handling.person_id in overseers(handling.session, dossier.basin_code or EVERYWHERE)
    ]


def _to_claim(handling: Handling) -> Sequence[Dossier]:
    """Return the dossiers that nobody has claimed, in the person's own queues, oldest first."""
    codes = handling.held.basins(Role.OPERATOR, Role.MANAGER)
    return dossiers_to_claim(handling.session, codes, national=handling.held.national)


def line(handling: Handling, dossier: Dossier) -> Message:
    """Return a dossier in one line: what it is, where it stands, by when."""
    company = company_of_dossier(handling.session, dossier)
    name = shown_name(company) if company and may_read_company(handling.held, dossier) else None
    shown = say("• <b>{reference}</b>", reference=dossier.reference)
    if name:
        shown = say("{line} · {name}", line=shown, name=name)
    elif may_see(handling, dossier):
        for told in in_brief(walk_of(handling.world, dossier), dossier):
            shown = say("{line} · {told}", line=shown, told=told)
    due = due_on(handling, dossier)
    if due is None:
        return shown
    if due < handling.today:
        return say("{line} · ⏰ late since {day}", line=shown, day=due)
    return say("{line} · by {day}", line=shown, day=due)


def standing_label(dossier: Dossier) -> Message:
    """Return a dossier on a button: its reference, and where it stands."""
    return say(
        "{reference} · {standing}",
        reference=dossier.reference,
        standing=STATUSES[Status(dossier.status)].shown,
    )


def never_mind(handling: Handling, subject: int) -> Reply:
    """Forget what was being asked."""
    no_longer_asked(handling)
    return handling.reply(words(say("Fine: nothing changes.")))


ACTIONS = (
    AtOffice("list", worklist, WORKERS, command=worklist_of),
    AtOffice("never_mind", never_mind, Role),
)
