"""Orders of exports wait in a lane of their own: one is made at a time, and no chat waits for it."""

import asyncio

from bot.playground.telegram.phone import Person
from bot.playground.telegram.simulator import Simulator
from bot.services.core.export_orders import LANE
from bot.telegram.render.replies import LOOK_UP
from models.database.writer import Call
from tests.bot.telegram.posting import post_office, received, until
from tests.stage import Clock


async def test_chats_are_served_while_an_order_is_made_and_the_next_one_waits(
    database_url: str, telegram: Simulator, clock: Clock, camille: Person, sacha: Person
) -> None:
    async with post_office(database_url, telegram, clock) as post:
        begun: list[int] = []
        made = asyncio.Event()

        async def make(call: Call) -> None:
            begun.append(call.payload["person"])
            await made.wait()

        post.search = make  # any errand is made in the same way
        await post.calls(LOOK_UP, {"person": camille.id}, chat=LANE)
        await post.calls(LOOK_UP, {"person": sacha.id}, chat=LANE)
        await until(lambda: begun == [camille.id])
        await post.writes("Bonjour", chat=camille.id)
        await post.writes("Bonjour", chat=sacha.id)
        await until(lambda: received(camille.chat) == received(sacha.chat) == ["Bonjour"])
        assert begun == [camille.id]
        made.set()
        await post.rests()
        assert begun == [camille.id, sacha.id]
        assert (await post.backlog()).waiting == 0
