"""From a commune to the basin that serves it, with the reason in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from conversations.messages import N_, Listing, Message, Msgid, say
from conversations.network.basins import Basin, BasinStatus, Network, Zone, ZoneType
from conversations.network.places import Place

PLACES: Final = 1_000  # whose route is remembered, of one day


@dataclass(frozen=True, slots=True)
class Route:
    """Where a request from ``place`` goes, and why.

    ``basins``: the active basins of the most specific level, several when their zones overlap.
    ``zone``: the zone that decided, None without basin. ``inactive``: the basins that cover the place
    and take no request (announced, paused, closed).
    """

    place: Place
    basins: tuple[Basin, ...]
    reason: Message
    zone: Zone | None
    inactive: tuple[Basin, ...]

    @property
    def basin(self) -> Basin | None:
        """Return the only basin; None when there is none or when the applicant has to choose."""
        return self.basins[0] if len(self.basins) == 1 else None


class Atlas:
    """The perimeters of a network, indexed once: routing runs at each turn."""

    def __init__(self, network: Network) -> None:
        self._perimeters: dict[tuple[ZoneType, str], list[tuple[Zone, Basin]]] = {}
        for basin in network.basins:
            for zone in basin.zones:
                self._perimeters.setdefault((zone.type, zone.code), []).append((zone, basin))
        self.route = lru_cache(maxsize=PLACES)(self._route)

    def _route(self, place: Place, today: date) -> Route:
        """Find the basins serving a place: the most specific active zone valid ``today`` wins."""
        covering = [
            (zone, basin)
            for area in _areas(place)
            for zone, basin in self._perimeters.get(area, ())
            if zone.covers(today)
        ]
        winner = next((zone for zone, basin in covering if basin.status is BasinStatus.ACTIVE), None)
        basins: dict[str, Basin] = {}
        inactive: dict[str, Basin] = {}
        for zone, basin in covering:
            if basin.status is not BasinStatus.ACTIVE:
                inactive[basin.code] = basin
            elif winner and (zone.type, zone.code) == (winner.type, winner.code):
                basins[basin.code] = basin
        found, closed = tuple(basins.values()), tuple(inactive.values())
        return Route(place, found, _reason(place, winner, found, closed), winner, closed)


def explain(route: Route) -> tuple[Message, ...]:
    """Tell a route line by line: the reason, then what each basin concerned means for the request."""
    lines = [route.reason]
    lines += [say("{basin} is run by {operator}.", basin=b.name, operator=b.operator) for b in route.basins]
    if route.zone and route.zone.until:
        lines.append(say("This perimeter is valid until {until}.", until=route.zone.until))
    if len(route.basins) > 1:
        lines.append(say("The applicant chooses between them."))
    if not route.basins:
        lines.append(say("The request goes to the national queue and counts as unmet demand."))
    lines += [Message(_STATES[basin.status], {"basin": basin.name}) for basin in route.inactive]
    return tuple(lines)


def rerouted(route: Route | None, basin: Basin | None, why: Message) -> Message:
    """Tell why a request is with ``basin``, None for the national queue, once a person or a rule moved it.

    ``route``: where its place leads today, None without a place.
    """
    there = basin.name if basin else say("the national queue")
    moved = say("Sent on to {basin}: {reason}.", basin=there, reason=why)
    if route is None:
        return moved
    if basin is not None and route.basin == basin:
        return route.reason
    return say("{route} {moved}", route=route.reason, moved=moved)


_STATES = {
    BasinStatus.ANNOUNCED: N_("{basin} is announced there: it does not take requests yet."),
    BasinStatus.PAUSED: N_("{basin} covers it, but is paused."),
    BasinStatus.CLOSED: N_("{basin} covered it, but is closed."),
}

_NOT_COVERED: dict[BasinStatus, Msgid] = {
    BasinStatus.ANNOUNCED: N_("No Alizé basin covers {place} ({code}) today; {basin} is announced there."),
    BasinStatus.PAUSED: N_("No Alizé basin covers {place} ({code}) today; {basin} is paused."),
    BasinStatus.CLOSED: N_("No Alizé basin covers {place} ({code}) today; {basin} is closed."),
}


def _areas(place: Place) -> Iterator[tuple[ZoneType, str]]:
    """List the areas a place belongs to, most specific first."""
    yield ZoneType.COMMUNE, place.code
    if place.parent:
        yield ZoneType.COMMUNE, place.parent
    if place.epci:
        yield ZoneType.EPCI, place.epci
    yield ZoneType.DEPARTMENT, place.department
    yield ZoneType.REGION, place.region


def _reason(
    place: Place, zone: Zone | None, basins: tuple[Basin, ...], inactive: tuple[Basin, ...]
) -> Message:
    if zone is None:
        return _absence(place, inactive)
    area = {
        ZoneType.COMMUNE: None,
        ZoneType.EPCI: place.epci_name,
        ZoneType.DEPARTMENT: place.department_name,
        ZoneType.REGION: place.region_name,
    }[zone.type]
    covering = basins[0].name if len(basins) == 1 else Listing(tuple(basin.name for basin in basins))
    if area is None:
        return say(
            "{place} ({code}) is covered by {basin}.", place=place.name, code=place.code, basin=covering
        )
    return say(
        "{place} ({code}) is in {area}, covered by {basin}.",
        place=place.name,
        code=place.code,
        area=area,
        basin=covering,
    )


def _absence(place: Place, inactive: tuple[Basin, ...]) -> Message:
    """Name the basin nearest to opening: announced, then paused, then closed."""
    for status, sentence in _NOT_COVERED.items():
        for basin in inactive:
            if basin.status is status:
                return Message(sentence, {"place": place.name, "code": place.code, "basin": basin.name})
    return say("No Alizé basin covers {place} ({code}) today.", place=place.name, code=place.code)
