"""The people of the network: invited, listed, put out, away. A role ends at the next tap."""

import re
from dataclasses import replace
from datetime import date, timedelta

from sqlmodel import col, select

from bot.services.access import invite
from bot.services.actions import at_office, when_typed
from bot.services.handling import Handling, NotAllowed, Refusal
from bot.services.prompting import ask, no_longer_asked
from bot.services.rights import (
    EVERYWHERE,
    NATIONAL,
    OF_A_BASIN,
    TITLES,
    Rights,
    Role,
    members,
    overseers,
    rights,
)
from bot.services.screens import Button, Menu, Reply, Screen, stacked, words
from bot.services.worklist import WORKERS, office
from conversations.dossiers import LIVE, Event, Part, Status
from conversations.messages import Message, say, verbatim
from conversations.network import BasinStatus
from conversations.periods import read_periods
from models.desk_tables import Absence, Prompt
from models.tables import Dossier, Membership, Queue

INVITERS = (Role.MANAGER, *NATIONAL)
GIVEN_BY: dict[Role, frozenset[Role]] = {
    Role.MANAGER: frozenset({Role.OPERATOR, Role.MEMBER}),
    Role.COORDINATOR: OF_A_BASIN | {Role.COORDINATOR},
    Role.ADMINISTRATOR: frozenset(Role),
}
"""The roles that each role may give and take back; a manager's, in their basin only."""

ABSENCE_MAX_DAYS = 366
LONG_ABSENCE_DAYS = 60  # longer ones are confirmed
LONGEST_OVER_NEW_YEAR = timedelta(days=182)  # without a year; longer ones end before they begin


def may_give(held: Rights, role: Role, basin_code: str) -> bool:
    """Tell whether somebody may give a role, or take it back, in a basin."""
    return any(
        role in GIVEN_BY.get(own, ()) and (own is not Role.MANAGER or where == basin_code)
        for own, where in held.held
    )


def title(handling: Handling, role: Role, basin_code: str | None) -> Message:
    """Return a role with its basin."""
    basin = handling.world.network.basin(basin_code)
    return say("{role}, {basin}", role=TITLES[role], basin=basin.name) if basin else TITLES[role]


@at_office("team", *Role)
def team(handling: Handling, subject: int, argument: str) -> Reply:
    """List who works where the person does; those they may put out have a button."""
    found = [
        membership
        for membership in handling.session.exec(
            select(Membership).where(col(Membership.until).is_(None)).order_by(col(Membership.id))
        )
        if _sees(handling, membership)
    ]
    lines = [
        say("• {name}: {title}", name=handling.name_of(each.person_id),
            title=title(handling, Role(each.role), each.basin_code))
        for each in found
    ]  # fmt: skip
    rows: list[tuple[Button, ...]] = []
    for each in found:
        own = each.person_id == handling.person_id
        if own or may_give(handling.held, Role(each.role), each.basin_code or EVERYWHERE):
            label = (
                say("🚪 Leave: {title}", title=title(handling, Role(each.role), each.basin_code))
                if own
                else say("✖️ {name}", name=handling.name_of(each.person_id))
            )
            rows.append((office(label, "revoke", each.id or 0),))
    if set(INVITERS) & handling.held.roles:
        rows.append((office(say("➕ Invite somebody"), "invite"),))
    away = office(say("🏖 Away"), "away")
    rows.append((away, office(say("🗂 My list"), "list")) if set(WORKERS) & handling.held.roles else (away,))
    heading = say("👥 <b>The team</b>")
    return handling.reply(Screen((heading, stacked(lines)), rows=tuple(rows)))


def _sees(handling: Handling, membership: Membership) -> bool:
    mine = membership.person_id == handling.person_id
    return mine or handling.held.may_handle(membership.basin_code or EVERYWHERE)


@at_office("invite", *INVITERS)
def invite_somebody(handling: Handling, subject: int, argument: str) -> Reply:
    """Make a one-time link: which role, then which territory."""
    role_name, _, code = argument.partition(".")
    if role_name not in set(Role):
        offered = [role for role in Role if any(role in GIVEN_BY.get(own, ()) for own in handling.held.roles)]
        options = tuple(office(TITLES[role], f"invite.{role.value}") for role in offered)
        return handling.reply(Screen((say("Invite somebody as…"),), options=options, rows=(BACK,)))
    role = Role(role_name)
    if role in OF_A_BASIN and not code:
        basins = [
            basin
            for basin in handling.world.network.basins
            if basin.status is not BasinStatus.CLOSED and may_give(handling.held, role, basin.code)
        ]
        options = tuple(office(verbatim(basin.name), f"invite.{role.value}.{basin.code}") for basin in basins)
        return handling.reply(Screen((say("For which territory?"),), options=options, rows=(BACK,)))
    if role in OF_A_BASIN and handling.world.network.basin(code) is None:
        raise Refusal(say("This territory is not in the network any more."))
    if not may_give(handling.held, role, code):
        raise NotAllowed
    parameter = invite(handling.transaction, role, code or None, handling.now, handling.person_id)
    link = f"https://t.me/{handling.world.bot_name}?start={parameter}"
    told = (
        say("🔗 A link for one person, as: {title}", title=title(handling, role, code)),
        say("{link}", link=link),
        say("It works once, and for 14 days. Send it to that person only."),
    )
    return handling.reply(Screen(told, rows=(BACK,)))


@at_office("revoke", *Role)
def revoke(handling: Handling, subject: int, argument: str) -> Reply:
    """Take a role back, or leave it; what its holder had in charge goes back to the queue."""
    membership = handling.session.get(Membership, subject)
    if membership is None or membership.until is not None:
        raise Refusal(say("It is done already."))
    role, code = Role(membership.role), membership.basin_code or EVERYWHERE
    own = membership.person_id == handling.person_id
    if not own and not may_give(handling.held, role, code):
        raise NotAllowed
    name, what = handling.name_of(membership.person_id), title(handling, role, code)
    if argument != "yes":
        sure = say("{name}, {title}: end this role now?", name=name, title=what)
        rows = ((office(say("Yes, end it"), "revoke.yes", subject),), BACK)
        return handling.reply(Screen((sure,), rows=rows))
    membership.until = handling.today
    handling.session.flush()
    freed = _free(handling, membership.person_id)
    if not own:
        handling.tell(membership.person_id, words(say("Your role has ended: {title}.", title=what)))
    done = say("Done: {name} is no longer {title}.", name=name, title=what)
    told = [done]
    if freed:
        told.append(say("Back in the queue: {references}.", references=", ".join(freed)))
    if _left_in_group(handling, membership):
        told.append(_to_be_put_out(name))
        for person_id in overseers(handling.session, code):
            if person_id not in (handling.person_id, membership.person_id):
                handling.tell(person_id, words(done, _to_be_put_out(name)))
    page = Screen(tuple(told), rows=(BACK,))
    if rights(handling.session, membership.person_id, handling.now).held:
        return handling.reply(page)
    nobody_now = Menu(membership.person_id, "fr", member=False)
    return replace(handling.reply(page), menus=(nobody_now,))


def _left_in_group(handling: Handling, ended: Membership) -> bool:
    """Tell whether somebody who no longer works a queue may still be in the group where its cards arrive."""
    code = ended.basin_code or EVERYWHERE
    works = rights(handling.session, ended.person_id, handling.now).may_handle(code)
    return Role(ended.role) in WORKERS and not works and handling.session.get(Queue, code) is not None


def _to_be_put_out(name: Message) -> Message:
    return say("👥 Please remove {name} from the team's group yourself: requests arrive there.", name=name)


def _free(handling: Handling, person_id: int) -> list[str]:
    """Put back in their queue the dossiers of somebody who may no longer work them."""
    held = rights(handling.session, person_id, handling.now)
    query = select(Dossier).where(
        Dossier.holder_id == person_id, col(Dossier.status).in_([status.value for status in LIVE])
    )
    freed = []
    for dossier in handling.session.exec(query).all():
        if held.may_handle(dossier.basin_code or EVERYWHERE):
            continue
        if Status(dossier.status) in (Status.CLAIMED, Status.WAITING, Status.READY):
            handling.move(dossier, Event.RETURN, by=Part.BOT, holder_id=None)
        else:  # too far along to be claimed again: an overseer hands it over
            dossier.holder_id = None
            handling.session.flush()
            _tell_overseers(handling, dossier)
        freed.append(dossier.reference)
    return freed


def _tell_overseers(handling: Handling, dossier: Dossier) -> None:
    for person_id in overseers(handling.session, dossier.basin_code or EVERYWHERE):
        orphan = say("Nobody holds {reference} any more: please hand it over.", reference=dossier.reference)
        handling.tell(person_id, words(orphan))


@at_office("away", *Role)
def away(handling: Handling, subject: int, argument: str) -> Reply:
    """Note an absence, and who stands in; or cancel it."""
    coming = handling.session.exec(
        select(Absence)
        .where(Absence.person_id == handling.person_id, Absence.until >= handling.today)
        .order_by(col(Absence.since))
    ).all()
    if argument == "cancel":
        for absence in coming:
            handling.session.delete(absence)
        handling.session.flush()
        return handling.reply(words(say("Welcome back: no absence is noted.")))
    if argument.startswith("from."):
        return _ask_who_stands_in(handling, *_of_button(argument.removeprefix("from.")))
    if coming and argument != "more":
        lines = [
            say("🏖 From {since} to {until}, replaced by {name}", since=each.since, until=each.until,
                name=handling.name_of(each.substitute_id) if each.substitute_id else say("nobody"))
            for each in coming
        ]  # fmt: skip
        rows = (
            (office(say("➕ Another one"), "away.more"), office(say("🗑 Cancel"), "away.cancel")),
            BACK,
        )
        return handling.reply(Screen((stacked(lines),), rows=rows))
    wanted = say("From when to when are you away? For example: from 3 to 14 August")
    return ask(handling, "away", 0, wanted, back=BACK[0])


@when_typed("away")
def away_typed(handling: Handling, prompt: Prompt, text: str) -> Reply:
    """Take the days of an absence, then ask who stands in."""
    since, until = _days(text, handling.today)
    no_longer_asked(handling)
    length = (until - since).days + 1
    if length <= LONG_ABSENCE_DAYS:
        return _ask_who_stands_in(handling, since, until)
    long = say("From {since} to {until}: {n} days. Is it right?", since=since, until=until, n=length)
    yes = office(say("✅ Yes"), f"away.from.{since}.{until}")
    return handling.reply(Screen((long,), rows=((yes, OTHER_DAYS),)))


def _ask_who_stands_in(handling: Handling, since: date, until: date) -> Reply:
    options = tuple(
        office(handling.name_of(person_id), f"stand_in.{person_id}.{since}.{until}")
        for person_id in _colleagues(handling)
    )
    asked = say("Away from {since} to {until}. Who stands in for you?", since=since, until=until)
    rows = ((office(say("Nobody"), f"stand_in.0.{since}.{until}"), OTHER_DAYS),)
    return handling.reply(Screen((asked,), options=options, rows=rows))


def _of_button(days: str) -> tuple[date, date]:
    """Return the days that a button carries; raise NotAllowed for what no button says."""
    try:
        since, until = map(date.fromisoformat, days.split("."))
    except ValueError:
        raise NotAllowed from None
    return since, until


def _days(text: str, today: date) -> tuple[date, date]:
    """Read the days of an absence, both included."""
    understood = read_periods(text, today)
    if not understood:
        raise Refusal(say("I did not find two days. For example: from 3 to 14 August"))
    since, until = understood[0].start, understood[0].end
    over_new_year = until.year > since.year and not re.search(r"\d{4}", text)
    if over_new_year and until - since > LONGEST_OVER_NEW_YEAR:
        raise Refusal(say("The last day comes before the first one. From when to when?"))
    if until < today:
        raise Refusal(say("These days are past. From when to when?"))
    if (until - since).days > ABSENCE_MAX_DAYS:
        raise Refusal(say("That is more than a year. From when to when?"))
    return since, until


def _colleagues(handling: Handling) -> list[int]:
    """Return who works in the same basins, or nationally, but the person."""
    codes = handling.held.basins(Role.OPERATOR, Role.MANAGER)
    found = [
        person_id
        for code in sorted(codes)
        for person_id in members(handling.session, code, Role.OPERATOR, Role.MANAGER)
    ]
    if handling.held.national:
        found += members(handling.session, EVERYWHERE, *NATIONAL)
    return [person_id for person_id in dict.fromkeys(found) if person_id != handling.person_id]


@at_office("stand_in", *Role)
def stand_in(handling: Handling, subject: int, argument: str) -> Reply:
    """Note an absence and who stands in, who is told. ``argument``: their number, and the days."""
    number, _, days = argument.partition(".")
    since, until = _of_button(days)
    substitute = int(number) if number.isdecimal() else 0
    if substitute and substitute not in _colleagues(handling):
        raise Refusal(say("This person no longer works with you."))
    same = (Absence.person_id == handling.person_id, Absence.since == since, Absence.until == until)
    if handling.session.exec(select(Absence).where(*same)).first() is not None:
        raise Refusal(say("It is done already."))
    handling.session.add(
        Absence(person_id=handling.person_id, since=since, until=until, substitute_id=substitute or None)
    )
    handling.session.flush()
    if not substitute:
        return handling.reply(words(say("Noted. Nobody stands in: the team is reminded of what is due.")))
    handling.tell(
        substitute,
        words(
            say(
                "🏖 {name} is away from {since} to {until}: you stand in. Their requests are in your /queue.",
                name=handling.name_of(handling.person_id),
                since=since,
                until=until,
            )
        ),
    )
    return handling.reply(words(say("Noted: {name} stands in for you.", name=handling.name_of(substitute))))


BACK = (office(say("👥 The team"), "team"),)
OTHER_DAYS = office(say("✍️ Other days"), "away.more")
