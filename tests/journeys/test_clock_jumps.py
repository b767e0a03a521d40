"""The clock jumps while people are to be reminded: no reminder is lost, none comes twice."""

from datetime import timedelta
from pathlib import Path

import pytest

from conversations.network.basins import Network
from tests.journeys.test_shared_timers import STEPS, told

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BACK = tuple(step for each in STEPS for step in (each, -HOUR, HOUR))
FORWARD = (*STEPS[:8], DAY, *STEPS[12:])


@pytest.mark.timeout(180)
async def test_a_clock_that_jumps_reminds_as_one_that_is_right(tmp_path: Path, network: Network) -> None:
    right, back, forward = [
        await told(f"sqlite:///{tmp_path / name}.db", network, steps=steps)
        for name, steps in (("right", STEPS), ("back", BACK), ("forward", FORWARD))
    ]

    assert right.total() > 25, "there is enough to be told"
    assert back == right, "set back an hour after each look, and forward again"
    assert forward == right, "a day is passed over"
