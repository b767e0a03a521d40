"""Where a request goes, and the reason told."""

from datetime import date

import pytest

from conversations.messages import Listing
from conversations.network.basins import Basin, BasinStatus
from conversations.network.places import Place
from conversations.network.routing import Atlas, Route, explain
from tests.builders import a_basin, a_network, a_place, a_zone

TODAY = date(2026, 11, 22)


def route(place: Place, *basins: Basin, today: date = TODAY) -> Route:
    return Atlas(a_network(*basins)).route(place, today)


REGIONAL = a_basin("regional", zones=(a_zone("region", "9"),))
DEPARTMENTAL = a_basin("departmental", zones=(a_zone("department", "99"),))
INTERCOMMUNAL = a_basin("intercommunal", zones=(a_zone("epci", "999000001"),))
COMMUNAL = a_basin("communal", zones=(a_zone("commune", "99001"),))
WIDEST_FIRST = (REGIONAL, DEPARTMENTAL, INTERCOMMUNAL, COMMUNAL)


@pytest.mark.parametrize("levels", [1, 2, 3, 4])
def test_the_most_specific_zone_wins_whatever_the_order_of_the_file(levels: int) -> None:
    basins = WIDEST_FIRST[:levels]
    assert route(a_place(), *basins).basin == basins[-1]
    assert route(a_place(), *reversed(basins)).basin == basins[-1]


def test_a_place_is_not_served_by_a_zone_of_another_type_with_the_same_code() -> None:
    basin = a_basin(zones=(a_zone("region", "99"),))
    assert route(a_place(region="9"), basin).basins == ()


def test_an_arrondissement_is_served_by_the_basin_of_its_commune() -> None:
    city = a_basin("city", zones=(a_zone("commune", "13055"),))
    assert route(a_place("13205", "Marseille 5e", parent="13055"), city, DEPARTMENTAL).basin == city


def test_an_arrondissement_named_in_a_perimeter_wins_over_its_commune() -> None:
    city = a_basin("city", zones=(a_zone("commune", "13055"),))
    quarter = a_basin("quarter", zones=(a_zone("commune", "13205"),))
    assert route(a_place("13205", "Marseille 5e", parent="13055"), city, quarter).basin == quarter


def test_a_place_without_intercommunality_is_served_by_its_department() -> None:
    assert route(a_place(epci=None, epci_name=None), INTERCOMMUNAL, DEPARTMENTAL).basin == DEPARTMENTAL


@pytest.mark.parametrize(
    ("day", "served"),
    [("2026-12-31", False), ("2027-01-01", True), ("2028-12-31", True), ("2029-01-01", False)],
)
def test_a_zone_serves_on_its_days_only_both_ends_included(day: str, served: bool) -> None:
    basin = a_basin(zones=(a_zone(since="2027-01-01", until="2028-12-31"),))
    assert bool(route(a_place(), basin, today=date.fromisoformat(day)).basins) is served


def test_an_expired_zone_leaves_the_place_to_a_wider_basin() -> None:
    left = a_basin("left", zones=(a_zone("commune", "99001", until="2020-12-31"),))
    assert route(a_place(), left, DEPARTMENTAL).basin == DEPARTMENTAL


def test_basins_that_overlap_at_the_same_level_are_all_proposed() -> None:
    other = a_basin("other", zones=INTERCOMMUNAL.zones)
    found = route(a_place(), INTERCOMMUNAL, DEPARTMENTAL, other)
    assert found.basins == (INTERCOMMUNAL, other)
    assert found.basin is None
    assert found.reason.values["basin"] == Listing(("Intercommunal", "Other"))


def test_a_basin_that_names_a_zone_twice_is_proposed_once() -> None:
    zones = (a_zone(until="2026-12-31"), a_zone(since="2026-01-01"))
    assert len(route(a_place(), a_basin(zones=zones)).basins) == 1


@pytest.mark.parametrize("status", [BasinStatus.ANNOUNCED, BasinStatus.PAUSED, BasinStatus.CLOSED])
def test_a_basin_that_is_not_active_never_gets_a_request(status: BasinStatus) -> None:
    asleep = a_basin("asleep", status=status)
    found = route(a_place(), asleep)
    assert found.basins == ()
    assert found.inactive == (asleep,)
    assert found.zone is None
    assert found.reason.values["basin"] == "Asleep"


def test_an_announced_basin_does_not_hide_a_wider_active_one() -> None:
    announced = a_basin("announced", status=BasinStatus.ANNOUNCED, zones=COMMUNAL.zones)
    found = route(a_place(), announced, DEPARTMENTAL)
    assert (found.basin, found.inactive) == (DEPARTMENTAL, (announced,))


def test_the_reason_names_an_announced_basin_before_a_closed_one() -> None:
    closed = a_basin("closed", status=BasinStatus.CLOSED, zones=COMMUNAL.zones)
    announced = a_basin("announced", status=BasinStatus.ANNOUNCED)
    reason = route(a_place(), closed, announced).reason
    assert "is announced there" in reason.msgid
    assert reason.values["basin"] == "Announced"


def test_a_territory_without_basin_says_so() -> None:
    found = route(a_place("75056", "Paris", department="75", region="11", epci="200054781"))
    assert found.basins == ()
    assert found.reason.msgid == "No Alizé basin covers {place} ({code}) today."


@pytest.mark.parametrize(
    ("basin", "area"),
    [(INTERCOMMUNAL, "CC du Val"), (DEPARTMENTAL, "Haute-Rive"), (REGIONAL, "Terres du Milieu")],
)
def test_the_reason_names_the_area_that_decided(basin: Basin, area: str) -> None:
    reason = route(a_place(), basin).reason
    assert reason.msgid == "{place} ({code}) is in {area}, covered by {basin}."
    assert reason.values == {"place": "Valbourg", "code": "99001", "area": area, "basin": basin.name}


def test_the_reason_of_a_commune_named_in_a_perimeter_is_the_commune() -> None:
    assert route(a_place(), COMMUNAL).reason.msgid == "{place} ({code}) is covered by {basin}."


def test_an_explanation_names_the_operator_and_the_end_of_the_perimeter() -> None:
    basin = a_basin(zones=(a_zone(until="2027-12-31"),), operator="Agence du Val")
    reason, operator, until = explain(route(a_place(), basin))
    assert reason.values["basin"] == "Vallee"
    assert operator.values["operator"] == "Agence du Val"
    assert until.values["until"] == date(2027, 12, 31)


def test_an_explanation_without_basin_tells_where_the_request_goes_and_who_is_asleep() -> None:
    _, destination, asleep = explain(route(a_place(), a_basin(status=BasinStatus.PAUSED)))
    assert "national queue" in destination.msgid
    assert "paused" in asleep.msgid


def test_an_explanation_of_an_overlap_says_who_chooses() -> None:
    other = a_basin("other", zones=DEPARTMENTAL.zones)
    lines = explain(route(a_place(), DEPARTMENTAL, other))
    assert lines[-1].msgid == "The applicant chooses between them."
