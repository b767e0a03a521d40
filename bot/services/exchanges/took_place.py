"""Exchanges that took place, as their two sides see them: listed, opened, confirmed, or erased."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter

from bot.services.core.actions import BetweenFirms
from bot.services.core.arguments import Argument, Confirmed
from bot.services.core.handling import Handling, NotAllowed, Refusal
from bot.services.core.screens import Button, Reply, Screen, stacked
from bot.services.core.worklist import turns
from bot.services.exchanges.buttons import between
from conversations.dossiers.deadlines import in_working_hours
from conversations.exchanges.kinds import KINDS, ExchangeKind
from conversations.messages import Message, say
from conversations.situation import World
from models.database.writer import Connection, Transaction
from models.exchanges.noted import exchanges_of, exchanges_to_tell, sides_of
from models.exchanges.tables import Exchange
from models.exchanges.ties import Side, acquaintances, names_of, people_of

SHOWN_AT_ONCE = 6
TOLD_AFTER = timedelta(minutes=15)  # a slip is taken back before anybody reads it
AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Mine(Argument):
    """One's own exchanges. ``start``: how many are passed over."""

    action = "exchange_mine"
    start: int = 0


NONE = say("None is noted yet.")
BACK = between(say("🗂 My exchanges"), Mine())


def mine(handling: Handling, subject: int, argument: Mine) -> Reply:
    """List the exchanges of one's firm, latest first; each opens."""
    own = _own(handling)
    every = exchanges_of(handling.session, own)
    shown = every[argument.start : argument.start + SHOWN_AT_ONCE]
    names = _names_known_to(handling, own) if shown else {}
    lines = [line(each, own, names) for each in shown]
    listed = stacked([say("• {exchange}", exchange=each) for each in lines]) if lines else NONE
    told = (say("🗂 <b>My exchanges</b>"), listed)
    opens = [
        (between(label, "exchange_one", each.id, names=across(each, own).dossier_id),)
        for label, each in zip(lines, shown, strict=True)
    ]
    pages = turns(argument.start, SHOWN_AT_ONCE, len(every), lambda label, to: between(label, Mine(to)))
    more = ((between(say("📝 Note an exchange"), "exchange_note"),),)
    return handling.reply(Screen(told, rows=(*opens, *pages, *more)))


def _own(handling: Handling) -> Side:
    """Return the person's side: who was named in an exchange answers, even where they take no part."""
    if handling.participant is None:
        raise NotAllowed
    return Side.of(handling.participant)


def _names_known_to(handling: Handling, own: Side) -> dict[Side, str]:
    """Return what the firms are called that a firm knows by name; it reads no other."""
    return names_of(handling.session, acquaintances(handling.session, own))


def line(exchange: Exchange, own: Side, names: Mapping[Side, str]) -> Message:
    """Return an exchange in a line, as one of its sides reads it. ``names``: of the firms that it knows."""
    typed = exchange.other_name if sides_of(exchange)[0] == own else None
    return described(exchange, names.get(across(exchange, own), typed))


def across(exchange: Exchange, own: Side) -> Side:
    """Return the other side of an exchange."""
    one, other = sides_of(exchange)
    return other if one == own else one


def described(exchange: Exchange, name: str | None) -> Message:
    """Return an exchange in a line. ``name``: of the other firm; None where it is not told."""
    told = say("{kind}, {day}", kind=KINDS[ExchangeKind(exchange.kind)].label, day=exchange.took_place_on)
    told = say("{told}, with {name}", told=told, name=name) if name else told
    return say("{told} · ✅ confirmed", told=told) if exchange.confirmed_at is not None else told


def page(handling: Handling, exchange: Exchange) -> Screen:
    """Return an exchange with what the person may still do: change it, or say whether it is so."""
    number, own = exchange.id, _own(handling)
    told = [line(exchange, own, _names_known_to(handling, own))]
    rows: list[tuple[Button, ...]] = []
    if exchange.noted_by == handling.person_id:
        if sides_of(exchange)[1].known and exchange.told_at is None:
            told.append(say("The other firm is asked to confirm it."))
        other_day = between(say("📅 Another day"), "exchange_day", number)
        rows.append((other_day, between(say("🗑 Erase"), "exchange_erase", number)))
    elif exchange.confirmed_at is None:
        rows.append(_answers(number))
    told.append(say("It counts apart from contracted days."))
    back = between(BACK.label, Mine.action, names=across(exchange, own).dossier_id)
    return Screen(tuple(told), rows=(*rows, (back,)))


def _answers(number: int, names: int | None = None) -> tuple[Button, ...]:
    return (
        between(say("✅ It is so"), "exchange_confirm", number, primary=True, names=names),
        between(say("✖️ It is not"), "exchange_deny", number),
    )


def found(handling: Handling, number: int) -> Exchange:
    """Return an exchange of the person's firm that still counts; raise NotAllowed, or Refusal."""
    exchange = handling.session.get(Exchange, number, with_for_update=True)
    if exchange is None or _own(handling) not in sides_of(exchange):
        raise NotAllowed
    if exchange.erased_at is not None:
        raise Refusal(say("This exchange was erased: it counts no more."))
    return exchange


def one(handling: Handling, subject: int) -> Reply:
    """Show an exchange."""
    return handling.reply(page(handling, found(handling, subject)))


def confirm(handling: Handling, subject: int) -> Reply:
    """Say that an exchange another one noted took place."""
    exchange = _told_by_another(handling, subject)
    exchange.confirmed_at = exchange.confirmed_at or handling.now
    exchange.other_person_id = handling.person_id
    handling.session.flush()
    return handling.reply(page(handling, exchange))


def deny(handling: Handling, subject: int, argument: Confirmed) -> Reply:
    """Say that an exchange another one noted did not take place: it counts no more, and they are told."""
    exchange = _told_by_another(handling, subject)
    if not argument.yes:
        sure = say("It did not take place? It is erased, and counts no more.")
        yes = between(say("✖️ It did not"), Confirmed("exchange_deny", yes=True), subject)
        return handling.reply(Screen((sure,), rows=((yes, BACK),)))
    exchange.erased_at, exchange.other_person_id = handling.now, handling.person_id
    handling.session.flush()
    gone = say(
        "An exchange you noted for {day} is erased: the other firm says that it did not take place.",
        day=exchange.took_place_on,
    )
    handling.tell(exchange.noted_by, Screen((gone,)))
    return handling.reply(Screen((say("Erased: it counts no more."),), rows=((BACK,),)))


def _told_by_another(handling: Handling, number: int) -> Exchange:
    exchange = found(handling, number)
    if exchange.noted_by == handling.person_id:
        raise NotAllowed
    return exchange


def due(connection: Connection, now: datetime) -> list[int]:
    """Return the exchanges of which the other firm is to be told."""
    return exchanges_to_tell(connection, now - TOLD_AFTER, AT_ONCE) if in_working_hours(now, None) else []


def tell(transaction: Transaction, world: World, now: datetime, *, exchange_id: int) -> Reply | None:
    """Ask the firms named in an exchange, but the one that noted it, whether it is so; once."""
    with transaction.session() as session:
        exchange = session.get_one(Exchange, exchange_id, with_for_update=True)
        if exchange.told_at is not None or exchange.erased_at is not None:
            return None
        exchange.told_at = now
        handling = Handling.of_the_bot(transaction, session, world, now)
        for side in filter(attrgetter("known"), sides_of(exchange)):
            asked = say("📝 An exchange was noted: {exchange}. Did it take place?",
                        exchange=line(exchange, side, _names_known_to(handling, side)))  # fmt: skip
            screen = Screen((asked,), rows=(_answers(exchange.id, across(exchange, side).dossier_id),))
            for person_id in people_of(session, side):
                if person_id != exchange.noted_by:
                    handling.tell(person_id, screen)
        session.flush()
        return handling.reply()


ACTIONS = (
    BetweenFirms(Mine.action, mine),
    BetweenFirms("exchange_one", one),
    BetweenFirms("exchange_confirm", confirm),
    BetweenFirms("exchange_deny", deny),
)
