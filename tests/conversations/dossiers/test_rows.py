"""The life of a dossier is made of rows: one that forgets something is refused, or found here."""

from dataclasses import replace
from typing import Any

import pytest

from bot.services.core.dossier_page import first_offered
from bot.services.registry import ACTIONS
from conversations.dossiers.event_labels import HISTORY, named
from conversations.dossiers.events import MEMBERS, EventSpec, News, TraceSpec
from conversations.dossiers.lifecycle import DECISIONS, EVENTS, Event
from conversations.dossiers.statuses import (
    DECIDED,
    LIVE,
    REFUSALS,
    STATUSES,
    SUPPORTED,
    Phase,
    Status,
    StatusSpec,
    Turn,
    standing,
)
from conversations.dossiers.traces import TRACES, Trace
from conversations.messages import Msgid, say

STORED_STATUSES = """received claimed waiting ready scheduled granted_skills granted_advance granted_both
    postponed refused contracted running closed declined unreachable redirected withdrawn expired""".split()
STORED_EVENTS = """submit claim release return hand_over transfer ask complete lapse resume make_ready rework
    schedule unschedule grant_skills grant_advance grant_both postpone refuse contract start close decline
    lose_touch redirect withdraw reopen rectify expire reveal note message change propose entrust take_over
    agree disagree remind export opinion""".split()
"""What the databases of earlier releases hold."""


def a_status(**said: Any) -> StatusSpec:
    return replace(STATUSES[Status.CLAIMED], **said)


def an_event(**said: Any) -> EventSpec:
    row = EVENTS[Event.REWORK]
    said = {"moves": row.moves, "label": row.label, "history": row.history, "news": row.news} | said
    return EventSpec(**{name: value for name, value in said.items() if value is not LEFT_OUT})


LEFT_OUT = object()


def test_a_status_where_something_is_to_be_done_is_in_a_list() -> None:
    with pytest.raises(ValueError, match="no list"):
        a_status(turn=None)


def test_a_status_where_nothing_is_to_be_done_is_in_no_list() -> None:
    with pytest.raises(ValueError, match="over and in one"):
        a_status(phase=Phase.FINISHED)


@pytest.mark.parametrize("forgotten", ["delay", "next_step"])
def test_what_is_due_somewhere_is_told_as_the_next_step(forgotten: str) -> None:
    with pytest.raises(ValueError, match="what is due"):
        a_status(**{forgotten: None})


@pytest.mark.parametrize("forgotten", ["label", "history", "news"])
def test_an_event_says_its_label_what_history_calls_it_and_what_the_applicant_is_told(forgotten: str) -> None:
    with pytest.raises(TypeError, match=forgotten):
        an_event(**{forgotten: LEFT_OUT})


def test_an_event_that_a_member_makes_happen_has_a_button() -> None:
    with pytest.raises(ValueError, match="label"):
        an_event(label=None)


def test_a_reason_that_is_to_be_told_has_its_place_and_its_choices() -> None:
    with pytest.raises(ValueError, match="reason"):
        an_event(stops=True)
    with pytest.raises(ValueError, match="reason"):
        an_event(news=Msgid("Stopped, because {reason}."))


@pytest.mark.parametrize("code", STORED_STATUSES)
def test_every_status_that_was_stored_still_has_a_row(code: str) -> None:
    assert Status(code) in STATUSES


@pytest.mark.parametrize("code", STORED_EVENTS)
def test_everything_that_a_history_may_hold_still_has_a_name(code: str) -> None:
    assert named(code).msgid == HISTORY[code].history != code


def test_what_is_added_is_stored_from_then_on() -> None:
    assert set(STATUSES) == set(Status) == set(STORED_STATUSES)
    assert set(EVENTS) == set(Event) and set(TRACES) == set(Trace)
    assert set(HISTORY) == set(STORED_EVENTS)


def test_every_status_is_live_or_over_and_in_one_list_of_who_works_it() -> None:
    over = (Status.CLOSED, *REFUSALS, *standing(Phase.GONE))

    assert sorted((*LIVE, *over)) == sorted(Status)
    assert {row.turn for row in STATUSES.values()} == {*Turn, None}
    assert set(SUPPORTED) - set(LIVE) == {Status.CLOSED}


def test_every_status_is_reached_by_an_event() -> None:
    reached = {move.to for row in EVENTS.values() for move in row.moves}

    assert set(Status) - reached == set()
    assert {move.to for event in DECISIONS for move in EVENTS[event].moves} == set(DECIDED)


@pytest.mark.parametrize("status", Status)
def test_one_thing_is_the_likeliest_where_something_is_left_to_do(status: Status) -> None:
    likeliest = [event for event, row in EVENTS.items() if status in row.first]
    nothing_here = (Status.SCHEDULED, *standing(Phase.GONE))  # decided on the agenda; the applicant's

    assert len(likeliest) == (status not in nothing_here)
    for event in first_offered(status):
        assert any(status in move.sources and move.by & MEMBERS for move in EVENTS[event].moves)


@pytest.mark.parametrize("event", [event for event, row in EVENTS.items() if row.label is not None])
def test_every_button_of_an_event_has_a_service(event: Event) -> None:
    assert event.value in ACTIONS.on_dossier


def test_only_what_the_bot_does_at_the_end_tells_the_applicant_nothing() -> None:
    assert [event for event, row in EVENTS.items() if row.news is News.NONE] == [Event.EXPIRE]


def test_a_trace_needs_only_its_name() -> None:
    assert TraceSpec(history=Msgid("looked")).reasons == ()
    assert an_event(label=say("🔧 Again")).label == say("🔧 Again")
