"""What former releases stored and showed still works: buttons, prompts, drafts, events, calls that wait.

What comes of each act was read before it was kept: a screen, its buttons, or a refusal that says why. An
action that asks for more than it did shows so. A line that changes here is a change for people who have
the former release's buttons before them: ``tests.releases.replaying`` writes the lines anew.
"""

import re
from functools import cache
from pathlib import Path

import pytest

from conversations.network.basins import Network
from tests.releases.replaying import answers_file, outcome, replayed, sample_network
from tests.releases.restoring import Moment, make_tables, moments

RELEASES = ("69fad54", "5f06e1c")
MOMENTS = [(release, moment) for release in RELEASES for moment in moments(release)]
NAMES = [f"{release}: {moment.name}" for release, moment in MOMENTS]


@cache
def answers(release: str) -> dict[str, list[str]]:
    """Return what is known to come of each moment's acts, by the name of the moment."""
    told = [part.splitlines() for part in re.split("(?m)^# ", answers_file(release).read_text("utf-8"))[1:]]
    return {name: lines for name, *lines in told}


@pytest.fixture(scope="module")
def network() -> Network:
    return sample_network()


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Make a database with the tables of each release, once."""
    folder = tmp_path_factory.mktemp("tables")
    made = {}
    for release, moment in MOMENTS:
        if release not in made:
            made[release] = folder / f"{release}.db"
            make_tables(f"sqlite:///{made[release]}", moment.release["revision"])
    return made


@pytest.mark.parametrize(("release", "moment"), MOMENTS, ids=NAMES)
async def test_what_was_shown_and_stored_still_does_its_work(
    release: str, moment: Moment, network: Network, tables: dict[str, Path], tmp_path: Path
) -> None:
    assert await replayed(moment, network, tables[release], tmp_path) == answers(release)[moment.name]


@pytest.mark.parametrize("empty_database_url", ["postgresql"], indirect=True)
async def test_it_does_on_postgresql(empty_database_url: str, network: Network) -> None:
    release, moment = max(MOMENTS, key=lambda each: len(each[1].rows))
    make_tables(empty_database_url, moment.release["revision"])
    moment.put_back(empty_database_url)
    act = moment.acts[0]
    came = await outcome(moment, act, empty_database_url, network)
    assert f"{act} → {came}" == answers(release)[moment.name][0]


@pytest.mark.parametrize("release", RELEASES)
def test_nothing_of_a_former_release_fails(release: str) -> None:
    lines = [line for told in answers(release).values() for line in told]
    assert [line for line in lines if "ERROR" in line or "REFUSED" in line] == []
