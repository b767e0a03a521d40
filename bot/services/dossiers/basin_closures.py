"""A basin that pauses or closes leaves live dossiers: what is undecided goes to the next queue, named in the
network file, else to the national one; what a committee has or granted stays with who follows it, else goes
to a named coordinator.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.services.core.dossier_page import do, word_on
from bot.services.core.handling import Handling
from bot.services.core.rights import EVERYWHERE, NATIONAL, Role, members
from bot.services.core.screens import Reply, Screen, stacked
from bot.services.dossiers.explanation import Given
from bot.services.dossiers.transfers import send_on
from conversations.dossiers.deadlines import in_working_hours, time_zone
from conversations.dossiers.lifecycle import Event
from conversations.dossiers.reasons import Reason
from conversations.dossiers.statuses import UNDECIDED, Part, Status
from conversations.messages import Message, say, say_n, verbatim
from conversations.network.basins import Network
from conversations.situation import World
from models.database.writer import Connection, Session, Transaction
from models.dossiers.tables import Dossier
from models.messages.reminders import first_told
from models.messages.tables import Reminder
from models.network.queries import network_in_force, network_number
from models.network.queues import left_behind

EVERY_ONE = 10_000  # live dossiers: there are some hundreds
AT_ONCE = 50  # dossiers: the others come at the next tick
OPENED = 20  # buttons: as many dossiers as one message opens


def due(connection: Connection, now: datetime) -> list[int]:
    """Return the number of the network in force, once for each and each day: what it leaves is looked for."""
    number = network_number(connection)
    if number is None or not in_working_hours(now, None):
        return []
    with Session(connection) as session:
        return [] if session.get(Reminder, _looked(number, now)) else [number]


def _looked(number: int, now: datetime) -> str:
    return f"left_behind:{number}:{now.astimezone(time_zone(None)).date()}"


def affected(session: Session, network: Network, at_most: int) -> Sequence[Dossier]:
    """Return the live dossiers that a network leaves: their basin has stopped, or is in it no more."""
    return left_behind(session, [basin.code for basin in network.basins if not basin.stops], at_most)


def told_of(connection: Connection, network: Network) -> list[Message]:
    """Tell, a line for each basin that stops, which dossiers it leaves and to whom they go."""
    by_basin: dict[str, list[Dossier]] = {}
    with Session(connection) as session:
        for dossier in affected(session, network, at_most=EVERY_ONE):
            by_basin.setdefault(dossier.basin_code or "", []).append(dossier)
    return [_left_by(network, code, dossiers) for code, dossiers in by_basin.items()]


def _left_by(network: Network, code: str, dossiers: list[Dossier]) -> Message:
    heir = network.next_of(code)
    undecided = [each.reference for each in dossiers if Status(each.status) in UNDECIDED]
    others = [each.reference for each in dossiers if Status(each.status) not in UNDECIDED]
    return say(
        "{basin} takes no more requests. To {next}: {undecided}. With who follows them, else a coordinator: "
        "{others}.",
        basin=network.name_of(code),
        next=heir.name if heir else say("the national queue"),
        undecided=", ".join(undecided) or "0",
        others=", ".join(others) or "0",
    )


@dataclass(slots=True)
class _Moved:
    """What happened to the dossiers of one basin."""

    sent_on: list[Dossier] = field(default_factory=list)
    handed_over: list[Dossier] = field(default_factory=list)


def look(transaction: Transaction, world: World, now: datetime, *, network: int) -> Reply | None:
    """Give each dossier that was left a next holder, and tell everybody concerned.

    ``network``: its number; nothing is done before the world is the one it describes.
    """
    with transaction.session() as session:
        if network_in_force(transaction.connection) != world.network:
            return None
        found = affected(session, world.network, AT_ONCE)
        handling = Handling.of_the_bot(transaction, session, world, now)
        moved: dict[str, _Moved] = {}
        for dossier in found:
            _give(handling, dossier, moved.setdefault(dossier.basin_code or EVERYWHERE, _Moved()))
        for code, each in moved.items():
            _tell_coordination(handling, code, each)
        if len(found) < AT_ONCE or not any(each.sent_on or each.handed_over for each in moved.values()):
            first_told(session, _looked(network, now), now)
        return handling.reply()


def _give(handling: Handling, dossier: Dossier, moved: _Moved) -> None:
    reader, code = handling.reader_of(dossier), dossier.basin_code
    if Status(dossier.status) in UNDECIDED:
        heir = handling.network.next_of(code)
        send_on(handling, dossier, heir, Given(Reason.BASIN_STOPS), by=Part.BOT)
        gone = say(
            "🗺 <b>{reference}</b>: {basin} takes no more requests. It is now with: {next}.",
            reference=dossier.reference,
            basin=handling.network.queue_name(code),
            next=handling.network.queue_name(heir.code if heir else None),
        )
        handling.tell(reader, Screen((gone,)))
        moved.sent_on.append(dossier)
    elif reader is None and (following := _coordinators(handling)):
        handling.move(
            dossier, Event.HAND_OVER, by=Part.BOT, reason=Reason.BASIN_STOPS,
            note=str(following[0]), holder_id=following[0],
        )  # fmt: skip
        given = say(
            "🤝 <b>{reference}</b> is yours: {basin} has stopped, and nobody there follows it any more.",
            reference=dossier.reference,
            basin=handling.network.queue_name(code),
        )
        handling.tell(following[0], word_on(dossier, given))
        moved.handed_over.append(dossier)


def _coordinators(handling: Handling) -> list[int]:
    """Return who answers for the whole network: the coordinators, else the administrators."""
    coordinators = members(handling.session, EVERYWHERE, Role.COORDINATOR)
    return coordinators or members(handling.session, EVERYWHERE, *NATIONAL)


def _tell_coordination(handling: Handling, code: str, moved: _Moved) -> None:
    """Tell the coordination how many dossiers moved, each with the button that opens it."""
    every = [*moved.sent_on, *moved.handed_over]
    if not every:
        return
    network = handling.network
    heir = network.next_of(code)
    lines = [say("🗺 <b>{basin}</b> takes no more requests.", basin=network.name_of(code))]
    if moved.sent_on:
        lines.append(
            say_n("{n} request not decided yet is now with: {next}",
                  "{n} requests not decided yet are now with: {next}",
                  len(moved.sent_on), next=handling.network.queue_name(heir.code if heir else None))
        )  # fmt: skip
    if moved.handed_over:
        name = handling.name_of(moved.handed_over[0].holder_id)
        lines.append(
            say_n("{n} request that nobody followed is now with: {name}",
                  "{n} requests that nobody followed are now with: {name}",
                  len(moved.handed_over), name=name)
        )  # fmt: skip
    options = tuple(do(each, "open", verbatim(each.reference)) for each in every[:OPENED])
    for person_id in members(handling.session, EVERYWHERE, *NATIONAL):
        handling.tell(person_id, Screen((stacked(lines),), options=options))
