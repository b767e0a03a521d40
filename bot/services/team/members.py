"""The people of the network: invited, listed, put out. A role ends at the next tap."""

from dataclasses import dataclass, replace
from typing import Annotated

from bot.services.core.actions import AtOffice
from bot.services.core.arguments import Argument, Confirmed
from bot.services.core.dossier_page import word_on
from bot.services.core.handling import Handling, NotAllowed, Refusal
from bot.services.core.rights import (
    EVERYWHERE,
    NATIONAL,
    OF_A_BASIN,
    STAFF,
    TITLES,
    Rights,
    Role,
    overseers,
    rights,
    titled,
)
from bot.services.core.screens import Button, Menu, Reply, Screen, stacked, words
from bot.services.core.worklist import WORKERS, office, turns
from bot.services.team.invitations import invite
from conversations.dossiers.lifecycle import Event
from conversations.dossiers.statuses import HELD, Part, Status
from conversations.messages import Message, say, say_n, verbatim
from conversations.network.basins import BasinStatus
from models.dossiers.tables import Dossier
from models.dossiers.worklists import live_dossiers_held_by
from models.intake.tables import Person
from models.network.tables import Queue
from models.team.queries import Held, roles_in_force
from models.team.tables import Membership

LISTED_AT_ONCE = 12
EVERY_TERRITORY = "national"
"""Where the roles are that see every territory, on a button."""

INVITERS = (Role.MANAGER, *NATIONAL)
GIVEN_BY: dict[Role, frozenset[Role]] = {
    Role.MANAGER: frozenset({Role.OPERATOR, Role.MEMBER}),
    Role.COORDINATOR: OF_A_BASIN - {Role.CONTRIBUTOR} | {Role.COORDINATOR},
    Role.ADMINISTRATOR: frozenset(STAFF),
}
"""The roles that each role may give and take back; a manager's, in their basin only."""


def may_give(held: Rights, role: Role, basin_code: str) -> bool:
    """Tell whether somebody may give a role, or take it back, in a basin."""
    return any(
        role in GIVEN_BY.get(own, ()) and (own is not Role.MANAGER or where == basin_code)
        for own, where in held.held
    )


@dataclass(frozen=True, slots=True)
class Team(Argument):
    """Who works somewhere. ``where``: a territory, or all of them. ``start``: how many are passed over."""

    action = "team"
    where: Annotated[str | None, "in-"] = None
    start: Annotated[int, "from-"] = 0


def team(handling: Handling, subject: int, argument: Team) -> Reply:
    """List who works where the person does, by territory where they are many."""
    by_place: dict[str, list[Held]] = {}
    for held in roles_in_force(handling.session):
        if held.role != Role.CONTRIBUTOR and (
            held.person_id == handling.person_id or handling.held.may_handle(held.basin_code)
        ):
            by_place.setdefault(held.basin_code or EVERY_TERRITORY, []).append(held)
    everybody = [held for here in by_place.values() for held in here]
    heading = say("👥 <b>The team</b>")
    if argument.where is None and len(everybody) > LISTED_AT_ONCE and len(by_place) > 1:
        n = len({held.person_id for held in everybody})
        told = say_n("{n} person: choose a territory.", "{n} people: choose a territory.", n)
        options = tuple(
            office(say("{place} ({n})", place=_place(handling, code), n=len(here)), Team(code))
            for code, here in by_place.items()
        )
        return handling.reply(Screen((heading, told), options=options, rows=_ways(handling)))
    if argument.where is not None:
        everybody = by_place.get(argument.where, [])
        heading = say("👥 <b>The team</b> · {place}", place=_place(handling, argument.where))
    shown = everybody[argument.start : argument.start + LISTED_AT_ONCE]
    rows: list[tuple[Button, ...]] = [
        (button,) for held in shown if (button := _put_out(handling, held, several=argument.where is None))
    ]
    rows += turns(
        argument.start,
        LISTED_AT_ONCE,
        len(everybody),
        lambda label, to: office(label, replace(argument, start=to)),
    )
    lines = stacked([_line(handling, held) for held in shown])
    back = (BACK,) if argument.where is not None else ()
    return handling.reply(Screen((heading, lines), rows=(*rows, *_ways(handling), *back)))


def _place(handling: Handling, code: str) -> Message:
    return say("national coordination") if code == EVERY_TERRITORY else handling.network.queue_name(code)


def _line(handling: Handling, held: Held) -> Message:
    title = titled(Role(held.role), handling.network.basin(held.basin_code))
    return say("• {name}: {title}", name=handling.name_of(held.person_id), title=title)


def _put_out(handling: Handling, held: Held, *, several: bool) -> Button | None:
    """Return the button that ends a role, with its territory where ``several`` are listed."""
    role, basin = Role(held.role), handling.network.basin(held.basin_code)
    if held.person_id == handling.person_id:
        return office(say("🚪 Leave: {title}", title=titled(role, basin)), "revoke", held.id)
    if not may_give(handling.held, role, held.basin_code):
        return None
    name, title = handling.name_of(held.person_id), titled(role, basin if several else None)
    return office(say("✖️ {name}: {title}", name=name, title=title), "revoke", held.id)


def _ways(handling: Handling) -> tuple[tuple[Button, ...], ...]:
    rows: list[tuple[Button, ...]] = []
    if set(INVITERS) & handling.held.roles:
        rows.append((office(say("➕ Invite somebody"), "invite"),))
    if set(WORKERS) & handling.held.roles:
        rows.append((office(say("📱 Contributors' accounts"), "contributors"),))
    away = office(say("🏖 Away"), "away")
    rows.append((away, office(say("🗂 My list"), "list")) if set(WORKERS) & handling.held.roles else (away,))
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class Invite(Argument):
    """A role to give, and where."""

    action = "invite"
    role: Role | None = None
    basin: str = ""


def invite_somebody(handling: Handling, subject: int, argument: Invite) -> Reply:
    """Make a one-time link: which role, then which territory."""
    role, code = argument.role, argument.basin
    if role is None:
        offered = [role for role in Role if any(role in GIVEN_BY.get(own, ()) for own in handling.held.roles)]
        options = tuple(office(TITLES[role], Invite(role)) for role in offered)
        return handling.reply(Screen((say("Invite somebody as…"),), options=options, rows=(BACK,)))
    if role in OF_A_BASIN and not code:
        basins = [
            basin
            for basin in handling.network.basins
            if basin.status is not BasinStatus.CLOSED and may_give(handling.held, role, basin.code)
        ]
        options = tuple(office(verbatim(basin.name), Invite(role, basin.code)) for basin in basins)
        return handling.reply(Screen((say("For which territory?"),), options=options, rows=(BACK,)))
    basin = handling.network.basin(code)
    if role in OF_A_BASIN and basin is None:
        raise Refusal(say("This territory is not in the network any more."))
    if not may_give(handling.held, role, code):
        raise NotAllowed
    parameter = invite(handling.transaction, role, code or None, handling.now, handling.person_id)
    link = f"https://t.me/{handling.world.bot_name}?start={parameter}"
    told = (
        say("🔗 A link for one person, as: {title}", title=titled(role, basin)),
        say("{link}", link=link),
        say("It works once, and for 14 days. Send it to that person only."),
    )
    return handling.reply(Screen(told, rows=(BACK,)))


def revoke(handling: Handling, subject: int, argument: Confirmed) -> Reply:
    """Take a role back, or leave it; what its holder had in charge goes back to the queue."""
    membership = handling.session.get(Membership, subject)
    if membership is None or membership.until is not None:
        raise Refusal(say("It is done already."))
    role, code = Role(membership.role), membership.basin_code or EVERYWHERE
    if role is Role.CONTRIBUTOR:  # ends elsewhere, with what waits for them
        raise NotAllowed
    own = membership.person_id == handling.person_id
    if not own and not may_give(handling.held, role, code):
        raise NotAllowed
    name, what = handling.name_of(membership.person_id), titled(role, handling.network.basin(code))
    if not argument.yes:
        sure = say("{name}, {title}: end this role now?", name=name, title=what)
        rows = ((office(say("Yes, end it"), Confirmed("revoke", yes=True), subject),), BACK)
        return handling.reply(Screen((sure,), rows=rows))
    membership.until = handling.today
    handling.session.flush()
    back, left = _free(handling, membership.person_id)
    if not own:
        handling.tell(membership.person_id, words(say("Your role has ended: {title}.", title=what)))
    done = say("Done: {name} is no longer {title}.", name=name, title=what)
    told = [done]
    if back:
        told.append(say("Back in the queue: {references}.", references=", ".join(back)))
    if left:
        told.append(say("To be handed over: {references}.", references=", ".join(left)))
    if _left_in_group(handling, membership):
        told.append(_to_be_put_out(name))
        for person_id in overseers(handling.session, code):
            if person_id not in (handling.person_id, membership.person_id):
                handling.tell(person_id, words(done, _to_be_put_out(name)))
    page = Screen(tuple(told), rows=(BACK,))
    if rights(handling.session, membership.person_id, handling.now).held:
        return handling.reply(page)
    language = handling.session.get_one(Person, membership.person_id).language
    nobody_now = Menu(membership.person_id, language or "fr", frozenset())
    return replace(handling.reply(page), menus=(nobody_now,))


def _left_in_group(handling: Handling, ended: Membership) -> bool:
    """Tell whether somebody who no longer works a queue may still be in the group where its cards arrive."""
    code = ended.basin_code or EVERYWHERE
    works = rights(handling.session, ended.person_id, handling.now).may_handle(code)
    return Role(ended.role) in WORKERS and not works and handling.session.get(Queue, code) is not None


def _to_be_put_out(name: Message) -> Message:
    return say("👥 Please remove {name} from the team's group yourself: requests arrive there.", name=name)


def _free(handling: Handling, person_id: int) -> tuple[list[str], list[str]]:
    """Free the dossiers of somebody who may no longer work them: those back in their queue, those left."""
    held = rights(handling.session, person_id, handling.now)
    back, left = [], []
    for dossier in live_dossiers_held_by(handling.session, [person_id]):
        if held.may_handle(dossier.basin_code or EVERYWHERE):
            continue
        if Status(dossier.status) in HELD:
            handling.move(dossier, Event.RETURN, by=Part.BOT, holder_id=None)
            back.append(dossier.reference)
        else:  # too far along to be claimed again: an overseer hands it over
            dossier.holder_id = None
            handling.session.flush()
            _tell_overseers(handling, dossier)
            left.append(dossier.reference)
    return back, left


def _tell_overseers(handling: Handling, dossier: Dossier) -> None:
    for person_id in overseers(handling.session, dossier.basin_code or EVERYWHERE):
        orphan = say("Nobody holds {reference} any more: please hand it over.", reference=dossier.reference)
        handling.tell(person_id, word_on(dossier, orphan, primary=False))


BACK = (office(say("👥 The team"), "team"),)


ACTIONS = (
    AtOffice("team", team, STAFF),
    AtOffice("invite", invite_somebody, INVITERS),
    AtOffice("revoke", revoke, STAFF),
)
