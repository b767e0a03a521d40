"""Basins, networks and places with sane defaults: a test names only what it is about."""

from dataclasses import replace
from datetime import date
from typing import TypedDict, Unpack

from conversations.network.basins import (
    AdvanceTerms,
    Basin,
    BasinStatus,
    Committee,
    Network,
    Rules,
    Zone,
    ZoneType,
)
from conversations.network.places import Place


class BasinParts(TypedDict, total=False):
    """What a test may set on a basin."""

    name: str
    operator: str
    status: BasinStatus
    zones: tuple[Zone, ...]
    committee: Committee
    rules: Rules
    advance: AdvanceTerms | None
    reply_days: int | None
    contact: str | None
    redirections: tuple[str, ...]
    source: str | None


class NetworkParts(TypedDict, total=False):
    """What a test may set on a network."""

    name: str
    coordination: str
    sample: bool
    contact: str | None
    redirections: tuple[str, ...]


class PlaceParts(TypedDict, total=False):
    """What a test may set on a place."""

    postcodes: tuple[str, ...]
    epci: str | None
    epci_name: str | None
    department: str
    department_name: str
    region: str
    region_name: str
    population: int
    parent: str | None


def a_zone(type: str = "department", code: str = "99", since: str = "", until: str = "") -> Zone:
    """Build a zone; days are ISO strings, empty for unbounded."""
    return Zone(
        ZoneType(type),
        code,
        date.fromisoformat(since) if since else None,
        date.fromisoformat(until) if until else None,
    )


def a_basin(code: str = "vallee", **parts: Unpack[BasinParts]) -> Basin:
    """Build an active basin covering the department of ``a_place``, under the national rules."""
    basin = Basin(
        code=code,
        name=code.replace("-", " ").title(),
        operator=f"Agence {code}",
        status=BasinStatus.ACTIVE,
        zones=(a_zone(),),
        committee=Committee(f"Comité {code}", (date(2027, 1, 14), date(2027, 5, 13))),
    )
    return replace(basin, **parts)


def a_network(*basins: Basin, **parts: Unpack[NetworkParts]) -> Network:
    """Build a network of these basins, or of one active basin."""
    network = Network("Réseau d'essai", "Coordination nationale", basins or (a_basin(),))
    return replace(network, **parts)


def a_place(code: str = "99001", name: str = "Valbourg", **parts: Unpack[PlaceParts]) -> Place:
    """Build a commune of an imaginary department, 99, in an imaginary intercommunality."""
    place = Place(
        code=code,
        name=name,
        postcodes=("99100",),
        epci="999000001",
        epci_name="CC du Val",
        department="99",
        department_name="Haute-Rive",
        region="9",
        region_name="Terres du Milieu",
        population=4_200,
    )
    return replace(place, **parts)
