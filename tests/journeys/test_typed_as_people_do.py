"""Twelve requests typed as people type reach the queue, with few corrective sentences."""

import pytest

from conversations.network.basins import Network
from tests.journeys.typed_as_people_do import Person, Walk, people, walks

MOST_CORRECTIONS = 3  # of answers that were to the point


@pytest.mark.parametrize("person", people(), ids=lambda person: person.who)
async def test_a_request_typed_in_a_hurry_reaches_the_queue(person: Person, network: Network) -> None:
    [walk] = await walks([person], network)

    assert walk.left == "", "\n".join(walk.transcript[-40:])
    assert walk.sent is (person.who != "refusal")
    assert len(walk.corrections) <= MOST_CORRECTIONS, walk.corrections


def test_there_are_twelve_of_them() -> None:
    assert len(people()) == 12
    assert Walk("nobody").corrections == []
