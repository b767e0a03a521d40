"""Whoever was in the middle of a conversation with the first release goes on with this one."""

from itertools import islice
from typing import Any

import pytest

from conversations.engine.draft import REVIEW
from conversations.network.basins import Network
from models.database.engines import open_engine
from models.intake.tables import StoredDraft
from models.migrate import migrated
from tests.journeys.acting import BAKER, Actor, Tap, errors, refusals
from tests.journeys.conftest import bound_group
from tests.releases.replaying import sample_network
from tests.releases.restoring import Moment, make_tables, moments
from tests.stage import Clock, staged

FIRST = "69fad54"
FINISHING = 3  # people who go on to the end


@pytest.fixture(scope="module")
def network() -> Network:
    return sample_network()


@pytest.fixture(scope="module")
def moment() -> Moment:
    """The moment with most people in the middle of the form."""
    return max(moments(FIRST), key=lambda moment: len(moment.rows.get("draft", ())))


def given(draft: StoredDraft) -> dict[str, Any]:
    """Return what somebody answered; what was only implied may be asked since."""
    implied = draft.content["implied"]
    return {name: answer for name, answer in draft.content["answers"].items() if name not in implied}


@pytest.mark.timeout(180)
async def test_an_upgrade_keeps_every_conversation(
    empty_database_url: str, network: Network, moment: Moment
) -> None:
    make_tables(empty_database_url, moment.release["revision"])
    moment.put_back(empty_database_url)
    engine = open_engine(empty_database_url)
    assert migrated(engine)
    engine.dispose()
    telegram, people = moment.telegram()
    with errors() as wrong:
        async with staged(empty_database_url, network, clock=Clock(moment.now), telegram=telegram) as stage:
            group = await bound_group(stage, "Comité Terres de Lorraine", "terres-de-lorraine")
            actors = [Actor(stage, person) for person in people.values()]
            drafts = [(actor, draft) for actor in actors if (draft := actor.draft())]
            assert len(drafts) > 30
            for actor, draft in drafts:
                await actor.does("/start")
                if given(draft):
                    await actor.does(Tap("c"))
                assert given(draft).items() <= actor.answers.items(), "no answer is lost"
                new = ["head_contact"] if draft.state == REVIEW else []  # no release asked it before
                assert actor.state in (draft.state, *draft.content["implied"], *new), (
                    "it goes on where it was"
                )
            plain = (pair for pair in drafts if pair[1].state in BAKER and "role" in given(pair[1]))
            for number, (actor, draft) in enumerate(islice(plain, FINISHING), 1):
                await actor.fills_in(BAKER)
                await actor.sends()
                [dossier] = actor.dossiers()
                assert given(draft).items() <= dossier.answers.items(), "what was answered before is in it"
                assert sum("AZ-" in message.text for message in group.history) == number
            assert refusals(stage) == []
    assert wrong == []
