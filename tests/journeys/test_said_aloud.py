"""What is settled is said: never noted in silence, even when the registry answers next."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest

from bot.companies.client import open_registry
from bot.playground.sample.registry import create_app, serve
from conversations.network.basins import Network
from tests.journeys.acting import Actor, Tap
from tests.stage import MONDAY, staged

Opening = Callable[[], AbstractAsyncContextManager[Actor]]


@pytest.fixture
def opening(database_url: str, network: Network) -> Opening:
    """Open the conversation of somebody new, where the registry answers."""

    @asynccontextmanager
    async def opened() -> AsyncIterator[Actor]:
        async with (
            serve(create_app(MONDAY.date())) as url,
            open_registry(url) as registry,
            staged(database_url, network, registry=registry) as stage,
        ):
            yield Actor(stage, stage.telegram.person("Camille", "Durand", language="fr"))

    return opened


async def test_a_role_is_said_as_noted_when_the_registry_answers_next(opening: Opening) -> None:
    async with opening() as camille:
        await camille.does(("/start", "je suis la gérante, siren 000 100 115"))
        assert camille.answers["role"] == "head"
        assert "✓ Rôle" in camille.screen
        await camille.does("bof")
        assert "✓ Rôle" not in camille.screen, "once"


async def test_what_the_registry_tells_of_a_company_is_shown_as_it_is_noted(opening: Opening) -> None:
    async with opening() as camille:
        await camille.does(("/start", Tap("head"), "000 100 115", Tap("c0")))
        assert "1991" in camille.screen
        assert "industrie" in camille.screen.lower()
