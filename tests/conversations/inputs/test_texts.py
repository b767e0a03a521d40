"""Answers in words."""

import pytest

from conversations.inputs import InvalidAnswer, Kept, Prose, Settled, Text
from conversations.inputs.base import Entry
from conversations.situation import Situation
from tests.conversations.inputs.test_measures import refused
from tests.conversations.worlds import sample_world

SITUATION = Situation({}, sample_world())
NAME = Text(low=2, high=10)
STORY = Prose(low=10, high=40)


def told(entry: Entry, text: str) -> Entry:
    outcome = STORY.read(text, entry, SITUATION)
    assert isinstance(outcome, Kept)
    return outcome.entry


def keys(entry: Entry) -> list[str]:
    return [option.key for option in STORY.options(entry, SITUATION)]


def test_a_short_text_is_tidied() -> None:
    assert NAME.read("  Ana \n Sy ", {}, SITUATION) == Settled("Ana Sy")


@pytest.mark.parametrize("text", ["x", " ", "x" * 11])
def test_a_short_text_has_bounds(text: str) -> None:
    assert refused(NAME, text)


def test_a_story_comes_in_several_messages() -> None:
    entry = told(told({}, "Bonjour."), "Un\n\n\nfournil.")

    assert entry == {"text": "Bonjour.\n\nUn\nfournil."}
    assert STORY.tap("done", entry, SITUATION) == Settled("Bonjour.\n\nUn\nfournil.")


def test_a_story_too_short_cannot_be_ended_yet() -> None:
    entry = told({}, "Bonjour.")

    assert keys(entry) == ["again"]
    recap = STORY.recap(entry, SITUATION)
    assert recap is not None
    assert recap.values["missing"] == 2
    with pytest.raises(InvalidAnswer):
        STORY.tap("done", entry, SITUATION)


def test_a_message_that_makes_a_story_too_long_is_not_added() -> None:
    entry = told({}, "x" * 30)

    outcome = STORY.read("y" * 20, entry, SITUATION)
    assert isinstance(outcome, Kept)
    assert (outcome.entry, outcome.cut) == (entry, True), "it is for the operator, whole"
    assert keys(entry) == ["done", "again"]


def test_a_story_may_be_begun_again_and_taken_back() -> None:
    begun = STORY.tap("again", told({}, "Bonjour."), SITUATION)

    assert isinstance(begun, Kept) and STORY.recap(begun.entry, SITUATION) is None
    assert keys(begun.entry) == ["back"]
    assert STORY.tap("back", begun.entry, SITUATION) == Kept({"text": "Bonjour."})
    assert told(begun.entry, "Un fournil.") == {"text": "Un fournil."}


def test_an_edited_message_takes_its_own_place_in_the_story() -> None:
    entry = told(told({}, "Bonjour."), "Un fournil.")

    assert STORY.amend(0, "Salut.", entry, SITUATION) == Kept({"text": "Salut.\n\nUn fournil."})
    assert STORY.amend(7, "Neuf.", entry, SITUATION) == Kept({"text": "Bonjour.\n\nUn fournil.\n\nNeuf."})
