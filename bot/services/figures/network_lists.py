"""The list behind a number of the network: who lends, the territories, the months of conversations."""

from datetime import date

from bot.services.core.rights import Rights
from bot.services.figures.drilldown import scope_behind
from bot.services.figures.exchange_lists import exchange_list
from bot.services.figures.lists import Line, Listed
from bot.services.figures.openings import Opening
from bot.services.figures.sections import Asked
from conversations.figures.periods import month_name
from conversations.messages import Listing, Message, say, say_n, verbatim
from models.database.writer import Session
from models.figures.behind_network import (
    OF_BASINS,
    OF_FIRMS,
    Lender,
    OfNetwork,
    conversations,
    lenders,
    territories,
)


def other_list(
    asked: Asked, opening: Opening, session: Session, held: Rights, start: int, at_most: int
) -> Listed:
    """Return the rows behind a number that is not of requests, as somebody may see them."""
    if opening.of_network is None:
        return exchange_list(asked, opening, session, held, start, at_most)
    page = slice(start, start + at_most)
    if opening.of_network in OF_FIRMS:
        return _lenders(asked, opening, held, page)
    if opening.of_network in OF_BASINS:
        return _territories(asked, opening, opening.of_network, page)
    return _conversations(asked, opening, opening.of_network, page)


def _lenders(asked: Asked, opening: Opening, held: Rights, page: slice) -> Listed:
    people = opening.of_network is OfNetwork.REPRESENTATIVES
    period, scope = opening.period or asked.period, scope_behind(asked, opening)
    found = lenders(asked.connection, asked.world.network, scope, period, people=people)
    told = (
        say_n("{n} representative", "{n} representatives", len(found))
        if people
        else say_n("{n} firm", "{n} firms", len(found))
    )
    columns = (*((say("Representative"),) if people else ()), say("Firm"), say("Territory"))
    lines = (_lender(asked, held, each, people=people) for each in found[page])
    return Listed(len(found), told, columns, tuple(lines))


def _lender(asked: Asked, held: Rights, each: Lender, *, people: bool) -> Line:
    where = say("{territories}", territories=Listing(tuple(asked.place(code) for code in each.basins)))
    may_open = all(held.may_handle(code) for code in each.basins)
    person = (verbatim(each.person),) if people else ()
    return Line(None, (*person, verbatim(each.firm), where), company=each.companies[0] if may_open else None)


def _territories(asked: Asked, opening: Opening, counts: OfNetwork, page: slice) -> Listed:
    network, period, today = asked.world.network, opening.period or asked.period, asked.world.today
    found = territories(counts, network, scope_behind(asked, opening), period, today)
    known = [basin for code in found[page] if (basin := network.basin(code)) is not None]
    lines = tuple(
        Line(None, (verbatim(basin.name), verbatim(basin.operator), _since(basin.since))) for basin in known
    )
    columns = (say("Territory"), say("Operator"), say("Agreement in force since"))
    return Listed(len(found), say_n("{n} territory", "{n} territories", len(found)), columns, lines)


def _since(day: date | None) -> Message | None:
    return None if day is None else verbatim(day)


def _conversations(asked: Asked, opening: Opening, counts: OfNetwork, page: slice) -> Listed:
    """Return months: nobody's conversation is kept by itself."""
    found = conversations(asked.connection, counts, opening.period or asked.period, opening.keys)
    lines = tuple(
        Line(None, (month_name(month), say_n("{n} conversation", "{n} conversations", n)), n=n)
        for month, n in [*found.items()][page]
    )
    counted = sum(found.values())
    told = say_n("{n} conversation", "{n} conversations", counted)
    return Listed(len(found), told, (say("Month"), say("Conversations")), lines, counted)
