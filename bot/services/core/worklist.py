"""What a member has to do now, what waits for others, and what comes; and how a dossier is found again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from bot.services.core.actions import AtOffice
from bot.services.core.arguments import REST, Argument, key_of
from bot.services.core.company_names import may_read_company, shown_name
from bot.services.core.dossier_card import in_brief, walk_of
from bot.services.core.dossier_page import do, dossier_page, due_on, may_see
from bot.services.core.handling import Handling
from bot.services.core.prompts import ask, no_longer_asked
from bot.services.core.rights import EVERYWHERE, NATIONAL, Role, overseers
from bot.services.core.screens import Button, Reply, Screen, Verb, stacked, words
from conversations.dossiers.lifecycle import Event
from conversations.dossiers.statuses import STATUSES, Status, Turn
from conversations.messages import Message, say, say_n
from conversations.understanding.words import excerpt, fold
from models.dossiers.queries import REFERENCE, company_of_dossier, last_of
from models.dossiers.search import REFERENCE_TYPED, Wanted, find_requests
from models.dossiers.tables import Dossier
from models.dossiers.worklists import dossiers_left, dossiers_to_claim, live_dossiers_held_by, snoozed_by
from models.exchanges.queries import how_many_to_read
from models.exchanges.reports import how_many_open
from models.messages.tables import Prompt
from models.support.statements import to_settle

WORKERS = (Role.OPERATOR, Role.MANAGER, *NATIONAL)
SHOWN_AT_ONCE = 8
FOUND_AT_ONCE = 10
SOUGHT_MAX = 40  # bytes: a button carries 64 [Bot API]


@dataclass(frozen=True, slots=True)
class Listed(Argument):
    """A list. ``start``: how many of its rows are passed over."""

    name: str
    start: int = 0

    def turns(self, at_once: int, total: int) -> list[tuple[Button, ...]]:
        """Return the buttons to the pages before and after."""
        return turns(self.start, at_once, total, lambda label, to: office(label, replace(self, start=to)))


def worklist(handling: Handling, subject: int, argument: Listed) -> Reply:
    """Show the person's work, most urgent first."""
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


@dataclass(frozen=True, slots=True)
class Find(Argument):
    """Words to find a dossier by."""

    action = "find"
    words: Annotated[str, REST] = ""


def find(handling: Handling, subject: int, argument: Find) -> Reply:
    """Find dossiers by reference, company, SIREN or commune. ``subject``: how many to pass over."""
    text = argument.words
    if not text:
        wanted = say("A reference, a company, a SIREN or a town:")
        return ask(handling, "find", 0, wanted, back=office(say("🗂 My list"), "list"))
    exact = _named(handling, text)
    if exact is not None and may_see(handling, exact):
        return handling.reply(dossier_page(handling, exact))
    sought = text.encode()[:SOUGHT_MAX].decode(errors="ignore")
    found = _found(handling, sought)
    back = (office(say("🔎 Find"), "find"), office(say("🗂 My list"), "list"))
    if exact is not None and (sent_on := _sent_on(handling, exact)):
        return handling.reply(Screen((sent_on,), rows=(back,)))
    if not found:
        nothing = say("Nothing found for “{words}” in your territories.", words=excerpt(text))
        ways = say("/queue: your work, /sessions: the committees, /help: the rest.")
        return handling.reply(Screen((nothing, ways), rows=(back,)))
    shown = [handling.session.get_one(Dossier, each) for each in found[subject : subject + FOUND_AT_ONCE]]
    rows: list[tuple[Button, ...]] = [(do(dossier, "open", standing_label(dossier)),) for dossier in shown]
    rows += turns(subject, FOUND_AT_ONCE, len(found), lambda label, to: office(label, Find(sought), to))
    heading = say_n("🔎 “{words}”: {n} request", "🔎 “{words}”: {n} requests", len(found), words=sought)
    lines = [line(handling, dossier) for dossier in shown]
    return handling.reply(Screen((heading, *((stacked(lines),) if lines else ())), rows=(*rows, back)))


def standing_label(dossier: Dossier) -> Message:
    """Return a dossier on a button: its reference, and where it stands."""
    return say(
        "{reference} · {standing}",
        reference=dossier.reference,
        standing=STATUSES[Status(dossier.status)].shown,
    )


def _named(handling: Handling, text: str) -> Dossier | None:
    """Return the dossier whose reference is typed, in full or in short, to be seen or not; None for none."""
    typed = REFERENCE_TYPED.fullmatch(text.strip())
    dossier = handling.session.get(Dossier, int(typed[2])) if typed else None
    if typed is None or dossier is None:
        return None
    year = typed[1] or f"{dossier.submitted_at:%y}"
    return dossier if dossier.reference == REFERENCE.format(year=int(year), number=dossier.id) else None


def names_a_request(handling: Handling, text: str) -> bool:
    """Tell whether a text is the whole reference of a request that the person may see, and nothing else."""
    found = _named(handling, text) if fold(text).startswith("az") else None
    return found is not None and may_see(handling, found)


def _sent_on(handling: Handling, dossier: Dossier) -> Message | None:
    """Tell who sent a dossier to another territory where it is; None for anybody else."""
    moved = last_of(handling.session, dossier.id, Event.TRANSFER)
    if moved is None or moved.actor_id != handling.person_id:
        return None
    return say(
        "🗺 You sent {reference} on to {basin} on {day}: it is followed there. A mistake? Ask them, or the "
        "coordination, to send it back.",
        reference=dossier.reference,
        basin=handling.network.queue_name(dossier.basin_code),
        day=moved.at,
    )


def find_typed(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Find what was typed."""
    no_longer_asked(handling)
    return find(handling, 0, Find(text))


def _found(handling: Handling, text: str) -> list[int]:
    """Return the numbers of the dossiers that fit, best first, then latest; only those the person may see."""
    codes = handling.held.worked
    connection, commune = handling.session.connection(), handling.world.gazetteer.commune
    found, _ = find_requests(connection, Wanted(codes), text, commune)
    return found


def never_mind(handling: Handling, subject: int) -> Reply:
    """Forget what was being asked."""
    no_longer_asked(handling)
    return handling.reply(words(say("Fine: nothing changes.")))


ACTIONS = (
    AtOffice("list", worklist, WORKERS),
    AtOffice("find", find, WORKERS, typed=find_typed),
    AtOffice("never_mind", never_mind, Role),
)
