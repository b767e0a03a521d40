"""The company registry in a conversation: what it fills in, and what happens without it."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.companies.client import CompanyRegistry, open_registry
from bot.playground.sample.registry import create_app, serve
from bot.telegram.updates import read
from conversations.companies import RegisteredCompany
from conversations.network.basins import Network
from tests.journeys.acting import BAKER, Actor, Tap, refusals
from tests.stage import MONDAY, Stage, staged

FAIENCERIE = "000 100 115"  # in Toul, active
QUINCAILLERIE = "000 100 305"  # in Verdun, closed

Opening = Callable[[str], AbstractAsyncContextManager[Actor]]


@pytest.fixture
def opening(database_url: str, network: Network) -> Opening:
    """Open the conversation of somebody who is asked for their company, with a registry at this URL."""

    @asynccontextmanager
    async def opened(url: str) -> AsyncIterator[Actor]:
        async with (
            open_registry(url) as registry,
            staged(database_url, network, registry=registry) as stage,
        ):
            person = stage.telegram.person("Camille", "Durand", language="fr", phone="+33612345678")
            camille = Actor(stage, person)
            await camille.does("/start")
            await camille.fills_in(BAKER, until="company")
            yield camille

    return opened


@asynccontextmanager
async def registered(opening: Opening) -> AsyncIterator[Actor]:
    async with serve(create_app(MONDAY.date())) as url, opening(url) as camille:
        yield camille


async def test_a_company_found_by_its_number_is_confirmed_by_one_tap(opening: Opening) -> None:
    async with registered(opening) as camille:
        await camille.does(FAIENCERIE)
        assert "Faïencerie Fictive des Trois Tours" in camille.screen

        await camille.does(Tap("c0"))
        answers = camille.answers
        assert answers["company"]["siren"] == "000100115"
        assert (answers["founded"], answers["sector"]) == (1991, "BC")
        assert camille.state == "place"
        assert "Toul (54)" in camille.labels, "where the head office is; the project may be elsewhere"

        await camille.does(Tap("c0"))
        assert camille.answers["place"]["code"] == "54528"
        assert camille.state == "headcount"


async def test_a_company_found_in_the_registry_is_asked_less(opening: Opening) -> None:
    async with registered(opening) as camille:
        await camille.does(("000 100 081", Tap("c0"), Tap("c0")))  # in Savoie, where no advance is practised
        asked = await camille.fills_in(BAKER)

        assert len(["privacy", "role", "company", *asked]) <= 16, asked
        assert not {"founded", "sector", "advance"} & set(asked)


async def test_a_name_that_several_companies_bear_is_chosen_among_them(opening: Opening) -> None:
    async with registered(opening) as camille:
        await camille.does("toul")
        assert camille.has("c1")

        names = [label for label in camille.labels if "SIREN" in label]
        assert len(names) >= 2
        await camille.does(Tap("c1"))
        assert camille.answers["company"]["kind"] == "registered"


async def test_a_name_unlike_those_of_the_registry_is_kept_as_typed(opening: Opening) -> None:
    async with registered(opening) as camille:
        await camille.does(("toul", Tap("c0")))

        assert camille.answers["company"] == {"kind": "named", "name": "toul"}
        assert camille.state == "place"


async def test_a_name_that_nobody_bears_is_confirmed_as_typed(opening: Opening) -> None:
    async with registered(opening) as camille:
        await camille.does("Introuvable et Fils")
        assert camille.state == "company"
        assert "Introuvable et Fils" in camille.screen

        await camille.does(Tap("c0"))
        assert camille.answers["company"] == {"kind": "named", "name": "Introuvable et Fils"}


async def test_a_name_that_nobody_bears_may_be_typed_again(opening: Opening) -> None:
    async with registered(opening) as camille:
        await camille.does(("Introuvable et Fils", FAIENCERIE, Tap("c0")))

        assert camille.answers["company"]["siren"] == "000100115"


async def test_a_closed_company_is_flagged_and_not_refused(opening: Opening) -> None:
    async with registered(opening) as camille:
        await camille.does((QUINCAILLERIE, Tap("c0")))
        assert camille.answers["company"]["active"] is False

        await camille.fills_in(BAKER | {"human_review": Tap("yes")})
        await camille.sends()
        [dossier] = camille.dossiers()
        assert dossier.outcome != "prequalified"


async def test_another_company_forgets_what_the_first_one_implied(opening: Opening) -> None:
    async with registered(opening) as camille:
        await camille.does((FAIENCERIE, Tap("c0"), Tap("b")))
        assert camille.state == "company"

        await camille.does((QUINCAILLERIE, Tap("c0"), Tap("c0")))
        answers = camille.answers
        assert (answers["place"]["name"], answers["sector"], answers["founded"]) == ("Verdun", "G", 1988)


async def test_a_company_without_a_registry_entry_forgets_what_the_first_one_implied(
    opening: Opening,
) -> None:
    async with registered(opening) as camille:
        await camille.does((FAIENCERIE, Tap("c0"), Tap("b"), "toul", Tap("c0")))

        assert not {"place", "founded", "sector"} & set(camille.answers)
        assert camille.state == "place"


async def test_an_old_search_does_not_answer_what_was_typed_since(opening: Opening) -> None:
    async with registered(opening) as camille:
        camille.person.types(FAIENCERIE)
        camille.person.types("Introuvable et Fils")
        await camille.stage.plays()

        assert "Faïencerie" not in camille.person.chat.last.text, (
            "found before or after, it is not asked about"
        )
        await camille.does(Tap("c0"))
        assert camille.answers["company"] == {"kind": "named", "name": "Introuvable et Fils"}


def closed_port() -> str:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return f"http://127.0.0.1:{free.getsockname()[1]}"


async def goes_without(camille: Actor, stage: Stage) -> None:
    """Go through the whole form, though nothing can be looked up."""
    await camille.fills_in(BAKER)
    await camille.sends()

    [dossier] = camille.dossiers()
    assert dossier.answers["company"] == {"kind": "named", "name": "Boulangerie des Tilleuls"}
    assert stage.telegram.unanswered_queries() == []


async def test_a_registry_that_is_down_loses_nothing(opening: Opening) -> None:
    async with opening(closed_port()) as camille:
        await goes_without(camille, camille.stage)


@pytest.mark.parametrize("status", [429, 400, 500])
async def test_a_registry_that_refuses_loses_nothing(opening: Opening, status: int) -> None:
    async def refuse(request: Request) -> Response:
        return Response(status_code=status)

    app = Starlette(routes=[Route("/search", refuse)])
    async with serve(app) as url, opening(url) as camille:
        await goes_without(camille, camille.stage)


async def test_a_number_is_kept_when_the_registry_is_down(opening: Opening) -> None:
    async with opening(closed_port()) as camille:
        await camille.does(FAIENCERIE)

        assert camille.answers["company"] == {"kind": "number", "siren": "000100115", "siret": None}
        assert camille.state == "place"


# While the registry is searched


class Slow:
    """The registry, answering when it is let to."""

    def __init__(self, registry: CompanyRegistry) -> None:
        self._registry = registry
        self.asked, self.answers = asyncio.Event(), asyncio.Event()

    async def search(self, text: str) -> tuple[RegisteredCompany, ...]:
        """Search once it is let to."""
        self.asked.set()
        await self.answers.wait()
        return await self._registry.search(text)


class Waiting(Actor):
    """Somebody who typed the number of their company, which is being searched."""

    def __init__(self, stage: Stage, registry: Slow) -> None:
        super().__init__(stage, stage.telegram.person("Camille", "Durand", language="fr"))
        self._registry = registry

    async def meanwhile(self, act: str | Tap) -> None:
        """Do something while the registry is searched: the turn is taken, what it says waits."""
        if isinstance(act, Tap):
            self.person.taps(self.button(act.key).data or "")
        else:
            self.person.types(act)
        running = self.stage.assistant
        for update in self.stage.telegram.take_updates():
            await running.reception.receive(read(update, running.bot))

    async def hears(self) -> None:
        """Have the registry answer."""
        self._registry.answers.set()
        await self.stage.plays()


@pytest.fixture
async def waiting(database_url: str, network: Network) -> AsyncIterator[Waiting]:
    async with serve(create_app(MONDAY.date())) as url, open_registry(url) as registry:
        slow = Slow(registry)
        async with staged(database_url, network, registry=slow) as stage:
            waiting = Waiting(stage, slow)
            await waiting.does("/start")
            await waiting.fills_in(BAKER, until="company")
            await waiting.does(("/supprimer", "/start", Tap("c")))
            await waiting.meanwhile(FAIENCERIE)
            await slow.asked.wait()
            yield waiting
            assert stage.telegram.unanswered_queries() == []
            assert refusals(stage) == []


async def test_a_question_asked_during_a_search_is_answered_and_so_is_the_search(waiting: Waiting) -> None:
    await waiting.meanwhile("c'est gratuit ?")
    await waiting.hears()

    assert [message for message in waiting.person.chat.history if "C’est gratuit" in message.text]
    await waiting.does(Tap("c0"))
    assert waiting.answers["company"]["siren"] == "000100115"


async def test_a_tap_during_a_search_does_not_lose_what_is_found(waiting: Waiting) -> None:
    await waiting.meanwhile(Tap("w"))
    await waiting.hears()

    assert "Faïencerie" in waiting.screen
    await waiting.does(Tap("c0"))
    assert waiting.answers["company"]["siren"] == "000100115"


async def test_whoever_erases_everything_during_a_search_is_not_written_to_again(waiting: Waiting) -> None:
    await waiting.meanwhile(Tap("z"))
    await waiting.hears()

    assert waiting.draft() is None
    assert "Faïencerie" not in waiting.screen
    assert not waiting.has("c0")


async def test_a_name_typed_during_a_search_is_the_one_that_counts(waiting: Waiting) -> None:
    await waiting.meanwhile(QUINCAILLERIE)
    await waiting.hears()

    assert not [message for message in waiting.person.chat.history if "Faïencerie" in message.text]
    await waiting.does(Tap("c0"))
    assert waiting.answers["company"]["siren"] == "000100305"
