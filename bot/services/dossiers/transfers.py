"""A dossier goes to the queue of another basin, or to the national one, with the reason why."""

from dataclasses import dataclass

from bot.services.core.actions import OnDossier
from bot.services.core.dossier_card import walk_of
from bot.services.core.dossier_page import back_to, do, word_on
from bot.services.core.group_cards import announce, take_back
from bot.services.core.handling import Handling, Refusal
from bot.services.core.news import news
from bot.services.core.rights import EVERYWHERE, NATIONAL, Role, members
from bot.services.core.screens import Button, Reply, Screen, words
from bot.services.dossiers.explanation import CHANGED, Explained, Given, Why
from conversations.dossiers.lifecycle import Event
from conversations.dossiers.reasons import WORDINGS
from conversations.dossiers.statuses import Part, Status
from conversations.message_json import message_to_json
from conversations.messages import Message, say, verbatim
from conversations.network.basins import Basin, BasinStatus
from conversations.network.routing import rerouted
from models.dossiers.tables import Dossier

NATIONAL_QUEUE = "national"
"""Where a dossier goes that goes to no basin. Stored in the history: never renamed."""

NOBODY_THERE = say("⚠️ Nobody works for this territory here yet: the coordination is told.")


@dataclass(frozen=True, slots=True)
class Transfer(Why):
    """Where a dossier goes, and why."""

    to: str = ""


def transfer(handling: Handling, dossier: Dossier, argument: Transfer) -> Reply:
    """Choose where a dossier goes, then why, then look at what follows from it."""
    if argument.to in _targets(handling, dossier):
        return _EXPLAINED.ask(handling, dossier, argument.to)
    if argument.to:
        raise Refusal(say("This territory takes no request today."))
    if argument.because is not None or argument.sure is not None:
        return _EXPLAINED.tapped(handling, dossier, argument)
    options = tuple(
        do(dossier, Transfer(Event.TRANSFER, to=code), verbatim(basin.name))
        for code, basin in _targets(handling, dossier).items()
        if basin is not None
    )
    rows: list[tuple[Button, ...]] = [(back_to(dossier),)]
    if dossier.basin_code:
        rows.insert(0, (do(dossier, Transfer(Event.TRANSFER, to=NATIONAL_QUEUE), say("🇫🇷 National queue")),))
    return handling.reply(Screen((say("Which territory?"),), options=options, rows=tuple(rows)))


def _targets(handling: Handling, dossier: Dossier) -> dict[str, Basin | None]:
    """Return where a dossier may go, by code; None is the national queue."""
    basins = {
        basin.code: basin
        for basin in handling.network.basins
        if basin.status is BasinStatus.ACTIVE and basin.code != dossier.basin_code
    }
    return {**basins, NATIONAL_QUEUE: None} if dossier.basin_code else dict(basins)


def _review(handling: Handling, dossier: Dossier, given: Given) -> tuple[Message, ...]:
    target = _target(handling, dossier, given)
    lines = [
        say(
            "🗺 <b>{reference}</b> goes to: {basin}",
            reference=dossier.reference,
            basin=handling.network.queue_name(target.code if target else None),
        )
    ]
    if target is not None and _is_deserted(handling, target):
        lines.append(NOBODY_THERE)
    read = news(_there(handling, dossier, target), target, Event.TRANSFER, handling.today, given.reason)
    lines.append(say("The applicant is told at once:"))
    lines += [say("“{words}”", words=each) for each in read]
    told = say("The team that receives it reads your name, the reason and these words: “{words}”",
               words=given.words or "—")  # fmt: skip
    return (*lines, told)


def _target(handling: Handling, dossier: Dossier, given: Given) -> Basin | None:
    targets = _targets(handling, dossier)
    if not given.to:
        raise Refusal(CHANGED)
    if given.to not in targets:
        raise Refusal(say("This territory takes no request today."))
    return targets[given.to]


def _is_deserted(handling: Handling, basin: Basin) -> bool:
    return not members(handling.session, basin.code, Role.OPERATOR, Role.MANAGER)


def _there(handling: Handling, dossier: Dossier, target: Basin | None) -> Dossier:
    """Return a dossier as it would be in a queue, stored nowhere."""
    operator = target.operator if target else handling.network.coordination
    moved = {"status": Status.RECEIVED.value, "status_since": handling.now, "operator_name": operator}
    return Dossier(**{**dossier.model_dump(), **moved})


def _act(handling: Handling, dossier: Dossier, given: Given) -> Reply:
    target = _target(handling, dossier, given)
    send_on(handling, dossier, target, given)
    if target is not None and _is_deserted(handling, target):
        orphan = say("⚠️ {reference} went to {basin}, where nobody works here yet: please see to it.",
                     reference=dossier.reference, basin=target.name)  # fmt: skip
        for person_id in members(handling.session, EVERYWHERE, *NATIONAL):
            handling.tell(person_id, word_on(dossier, orphan, primary=False))
    return handling.reply(words(say("{reference} is in its new queue.", reference=dossier.reference)))


def send_on(
    handling: Handling, dossier: Dossier, target: Basin | None, given: Given, *, by: Part | None = None
) -> None:
    """Put a dossier in another queue, with its history; its card there says from where, and why.

    ``target``: None for the national queue. ``by``: the bot, when nobody does it.
    """
    network, to = handling.network, target.code if target else NATIONAL_QUEUE
    handling.announced += take_back(
        handling.session,
        handling.world,
        dossier,
        say(
            "🗺 Sent on to {basin} on {day}: it is followed there from now on.",
            basin=handling.network.queue_name(target.code if target else None),
            day=handling.today,
        ),
    )
    where = f"{dossier.basin_code or NATIONAL_QUEUE} > {to}"
    route = rerouted(walk_of(handling.world, dossier).situation.route, target, WORDINGS[given.reason].label)
    handling.move(
        dossier,
        Event.TRANSFER,
        by=by,
        reason=given.reason,
        note=f"{where}\n{given.words}" if given.words else where,
        holder_id=None,
        basin_code=target.code if target else None,
        basin_name=target.name if target else None,
        operator_name=target.operator if target else network.coordination,
        route=message_to_json(route),
        card_chat_id=None,
        card_id=None,
        card_thread_id=None,
    )
    handling.announced += announce(handling.session, handling.world, dossier)


_EXPLAINED = Explained(
    Event.TRANSFER,
    say("Why does it go there?"),
    say("Choose a reason, or type your own words for the team that receives it."),
    _review,
    _act,
)


ACTIONS = (OnDossier(Event.TRANSFER, transfer, typed=_EXPLAINED.typed),)
