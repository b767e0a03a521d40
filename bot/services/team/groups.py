"""Which queues a group receives: what it stops receiving, or receives besides, is confirmed first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated, ClassVar

from bot.services.commands import Called
from bot.services.core.actions import AtOffice
from bot.services.core.arguments import Confirmable, Mark
from bot.services.core.confirmation import CHANGED
from bot.services.core.group_cards import ANONYMOUS, GROUP_LANGUAGE, bind, unbind
from bot.services.core.handling import Handling, NotAllowed
from bot.services.core.rights import Rights, rights
from bot.services.core.screens import Notice, Reply, Screen, words
from bot.services.core.worklist import WORKERS, office
from conversations.messages import Listing, Message, say
from conversations.network.basins import Network
from conversations.situation import World
from models.database.writer import Transaction
from models.network.queues import queues_in
from models.network.tables import Queue

NATIONAL = "national"  # what is typed for the national queue
NONE = ("aucun", "none", "stop")  # what is typed for the group to receive nothing


@dataclass(frozen=True, slots=True)
class Receive(Confirmable):
    """What a group is to receive. ``queue``: as it is typed. ``alone``: instead of what it receives now."""

    action: ClassVar[str] = "receive"
    queue: str
    alone: Annotated[bool, "alone"] = False


def group(called: Called) -> Reply:
    """Have the group receive a queue: the operator's basin, the one named, or the national one.

    What follows the command: a basin's code, "national", "none", or nothing.
    """
    wanted, network = called.word.casefold(), called.world.network
    if called.place.anonymous:
        return _says(words(ANONYMOUS))
    with called.transaction.session() as session:
        held = rights(session, called.visitor.id, called.now)
        bound = queues_in(session, called.place.chat_id)
    queues = _queues(held, network)
    if not queues:
        return _says(words(
            say("Only invited operators and coordinators may bind a group. Ask for an invitation link.")
        ))  # fmt: skip
    if not wanted and (NATIONAL in queues or len(queues) == 1):
        wanted = next(iter(queues))
    if wanted not in (*queues, *NONE):
        which = say("Which territory? Type /group followed by one of: {codes}", codes=", ".join(queues))
        return _says(words(*_received(bound, network), which))
    if bound and queues.get(wanted) not in [queue.basin_code for queue in bound]:
        return _says(_choice(held, network, bound, wanted))
    if wanted in NONE:
        return _says(words(say("This group receives nothing.")))
    done, told = _bound(
        called.transaction, called.world, queues[wanted], called.place.chat_id, called.visitor.id, called.now,
        has_topics=called.place.has_topics,
    )  # fmt: skip
    return replace(done, screens=(words(*told),))


def receive(handling: Handling, _subject: int, argument: Receive) -> Reply:
    """Change what the group receives, as it was shown and confirmed."""
    network, queues = handling.network, _queues(handling.held, handling.network)
    bound = queues_in(handling.session, handling.chat_id)
    if argument.queue not in (*queues, *NONE):
        raise NotAllowed
    if argument.sure != _mark(bound):
        return Reply(
            GROUP_LANGUAGE, page=_choice(handling.held, network, bound, argument.queue), alert=CHANGED
        )
    leaving = _leaving(handling.held, bound)
    if argument.queue in NONE:
        unbind(handling.session, leaving)
        return Reply(GROUP_LANGUAGE, page=words(say("Done: no new request arrives here any more.")))
    has_topics = any(queue.has_topics for queue in bound)
    if argument.alone:
        unbind(handling.session, leaving)
    done, told = _bound(
        handling.transaction, handling.world, queues[argument.queue], handling.chat_id, handling.person_id,
        handling.now, has_topics=has_topics,
    )  # fmt: skip
    return replace(done, page=words(*told))


def leave_as_is(handling: Handling, _subject: int) -> Reply:
    """Change nothing of what the group receives."""
    bound = queues_in(handling.session, handling.chat_id)
    return Reply(GROUP_LANGUAGE, page=words(*_received(bound, handling.network), say("Nothing changes.")))


def _says(screen: Screen) -> Reply:
    return Reply(GROUP_LANGUAGE, screens=(screen,))


def _queues(held: Rights, network: Network) -> dict[str, str]:
    """Return the queues that somebody may bind, by what is typed for them."""
    every = {NATIONAL: "", **{basin.code: basin.code for basin in network.basins}}
    return {typed: code for typed, code in every.items() if held.may_handle(code)}


def _leaving(held: Rights, bound: Sequence[Queue]) -> list[Queue]:
    """Return the queues that somebody may take away from a group."""
    return [queue for queue in bound if held.may_handle(queue.basin_code)]


def _mark(bound: Sequence[Queue]) -> Mark:
    return Mark.of(sorted(queue.basin_code for queue in bound))


def _names(bound: Sequence[Queue], network: Network) -> Listing:
    return Listing(tuple(network.queue_name(queue.basin_code) for queue in bound))


def _received(bound: Sequence[Queue], network: Network) -> tuple[Message, ...]:
    """Return what a group receives; nothing for one that receives nothing."""
    return (say("📥 This group receives: {queues}.", queues=_names(bound, network)),) if bound else ()


def _choice(held: Rights, network: Network, bound: Sequence[Queue], wanted: str) -> Screen:
    """Show what a group receives, with what it may receive from now on."""
    told, sure, leaving = list(_received(bound, network)), _mark(bound), _leaving(held, bound)
    if leaving:
        told.append(
            say("⚠️ Without this group, the requests of {queues} go to the national group, else in private to "
                "each operator.", queues=_names(leaving, network))
        )  # fmt: skip
    if wanted in NONE:
        buttons = [office(say("🔕 Receive nothing here"), Receive(wanted, sure=sure))] if leaving else []
    else:
        name = network.queue_name("" if wanted == NATIONAL else wanted)
        buttons = [office(say("➕ Add: {queue}", queue=name), Receive(wanted, sure=sure), primary=True)]
        if leaving:
            instead = say("🔁 Instead: {queue}", queue=name)
            buttons.append(office(instead, Receive(wanted, alone=True, sure=sure)))
    buttons.append(office(say("✖️ Change nothing"), "group_as_is"))
    return Screen(tuple(told), rows=tuple((button,) for button in buttons))


def _bound(
    transaction: Transaction,
    world: World,
    code: str,
    chat_id: int,
    person_id: int,
    now: datetime,
    *,
    has_topics: bool,
) -> tuple[Reply, tuple[Message, ...]]:
    """Have a group receive a queue; return what others are told, and what the group is.

    The group that received it until now is told.
    """
    network = world.network
    with transaction.session() as session:
        before = session.get(Queue, code)
        losing = before.chat_id if before and before.chat_id != chat_id else None
    cards = bind(transaction, world, code, chat_id, person_id, now, has_topics=has_topics)
    moved = say("🔀 Requests for “{queue}” arrive in another group from now on. To have them here again: "
                "/group", queue=network.queue_name(code))  # fmt: skip
    told = (Notice(losing, GROUP_LANGUAGE, words(moved)),) if losing else ()
    with transaction.session() as session:
        bound = queues_in(session, chat_id)
    done = say("Done: requests for “{queue}” arrive here.", queue=network.queue_name(code))
    others = _received(bound, network) if len(bound) > 1 else ()
    return Reply(GROUP_LANGUAGE, announced=cards, told=told), (done, *others)


ACTIONS = (AtOffice("receive", receive, WORKERS), AtOffice("group_as_is", leave_as_is, WORKERS))
