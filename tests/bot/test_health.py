"""The pages by which one watches over the assistant: what they say, and that asking costs little."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from bot.health import ALIVE_PATH, KEPT_SECONDS, METRICS_PATH, READY_PATH, Health
from bot.metrics import Metrics
from bot.serving import listener, serving
from models.database.outbox import Backlog
from models.database.writer import Database, Transaction
from tests.models.database.opening import opened
from tests.stage import Clock
from tests.test_project import ROOT

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


class Seconds:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@asynccontextmanager
async def looked_at(database: Database) -> AsyncIterator[list[str]]:
    """Give the statements that the database is asked."""
    asked: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    yield asked


@asynccontextmanager
async def served(health: Health) -> AsyncIterator[aiohttp.ClientSession]:
    listening = listener("127.0.0.1", 0)
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    async with serving(health.app, listening), aiohttp.ClientSession(address) as session:
        yield session


async def told(session: aiohttp.ClientSession, path: str) -> tuple[int, str]:
    async with session.get(path) as answer:
        return answer.status, await answer.text()


async def test_it_lives_before_it_works(database_url: str) -> None:
    health = Health()
    async with served(health) as session, opened(database_url) as database:
        assert await told(session, ALIVE_PATH) == (200, "ok\n")
        assert await told(session, READY_PATH) == (503, "starting\n")
        health.watch(database, Metrics())
        assert await told(session, READY_PATH) == (200, "ok, 0 to send, 0 refused\n")


async def test_the_database_is_looked_at_once_a_second_at_most(database_url: str) -> None:
    seconds = Seconds()
    async with opened(database_url) as database, looked_at(database) as asked:
        health = Health(seconds)
        health.watch(database, Metrics())
        async with served(health) as session:
            await asyncio.gather(*(told(session, path) for path in [READY_PATH, METRICS_PATH] * 50))
            once = len(asked)
            seconds.now += KEPT_SECONDS
            await told(session, READY_PATH)
            assert len(asked) == 2 * once


async def test_a_database_that_is_away_is_told(database_url: str) -> None:
    async with opened(database_url) as database:
        metrics = Metrics()
        database.on_error = metrics.database_errors.inc

        def refuse(*call: object) -> None:
            raise OperationalError("SELECT", None, Exception("disk I/O error"))

        event.listen(database.engine, "before_cursor_execute", refuse)
        health = Health()
        health.watch(database, metrics)
        async with served(health) as session:
            assert await told(session, READY_PATH) == (503, "the database does not answer\n")
            assert (await told(session, ALIVE_PATH))[0] == 200, "to start it again would help nothing"
            values = measured((await told(session, METRICS_PATH))[1])
            assert (values["alize_database_up"], values["alize_database_errors_total"]) == (0, 1)


def measured(text: str) -> dict[str, float]:
    """Return the values without labels, by name."""
    return {
        sample.name: sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if not sample.labels
    }


async def test_what_waits_is_told_with_its_age(database_url: str) -> None:
    async with opened(database_url) as database:

        def post(transaction: Transaction) -> None:
            transaction.post(1, "sendMessage", {"chat_id": 1, "text": "…"}, now=Clock().now)

        await database.run(post)
        health = Health()
        health.watch(database, Metrics())
        async with served(health) as session:
            values = measured((await told(session, METRICS_PATH))[1])
    assert values["alize_outbox_waiting"] == 1
    assert values["alize_outbox_age_seconds"] > 0


def test_a_periodic_task_that_stopped_is_told_to_be_late(database_url: str) -> None:
    seconds = Seconds()
    metrics = Metrics(seconds)
    metrics.ticked(20.0)
    seconds.now += 15
    assert measured(metrics.text(None).decode())["alize_timers_late_seconds"] == 0
    seconds.now += 100
    assert measured(metrics.text(None).decode())["alize_timers_late_seconds"] == 95


def test_the_dashboard_of_grafana_asks_for_measures_that_exist(database_url: str) -> None:
    metrics = Metrics()
    with pytest.raises(OSError), metrics.call():
        raise OSError
    text = metrics.text(Backlog(0, 0), timedelta()).decode()
    names = {sample.name for family in text_string_to_metric_families(text) for sample in family.samples}
    board = json.loads((ROOT / "bot" / "deploy" / "grafana.json").read_text("utf-8"))
    asked = [target["expr"] for panel in board["panels"] for target in panel["targets"]]
    wanted = set(re.findall(r"\b(?:alize|process)_[a-z_]+", " ".join(asked)))
    assert wanted and wanted <= names
    ours = {name for name in names if name.startswith("alize_")}
    shown = {re.sub(r"_(bucket|sum|count|created)$", "", name) for name in wanted}
    assert {re.sub(r"_(bucket|sum|count|created)$", "", name) for name in ours} <= shown | {
        name.removesuffix("_total") for name in shown
    }, "what is measured is shown"
    outcomes = set(re.findall(r'outcome="(\w+)"', " ".join(asked)))
    assert outcomes <= set(re.findall(r'alize_turns_total{outcome="(\w+)"}', text))
