"""One-time invitations: what makes an operator or a coordinator of somebody."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from bot.playground.telegram.chats import Chat
from bot.services.core.rights import Role, rights
from bot.telegram.updates import read
from conversations.network.basins import Network
from models.team.tables import Invitation, Membership
from tests.journeys.acting import BAKER, Actor, Tap, invited
from tests.journeys.offices import TOUL
from tests.stage import Clock, Stage, staged


async def invitation(stage: Stage, role: Role = Role.OPERATOR, basin_code: str | None = "meuse") -> str:
    """Return the link of a new invitation."""
    return f"https://t.me/alize_bot?start={await invited(stage, role, basin_code)}"


async def follows(actor: Actor, link: str) -> None:
    """Open a link and press Start."""
    actor.person.follows(link)
    await actor.stage.plays()


def roles(stage: Stage, actor: Actor) -> list[tuple[str, str | None]]:
    """Return what somebody is, with the basin."""
    with Session(stage.assistant.desk.database.engine) as session:
        held = session.exec(select(Membership).where(Membership.person_id == actor.person.id)).all()
    return [(membership.role, membership.basin_code) for membership in held]


@pytest.fixture
def alex(stage: Stage) -> Actor:
    """Somebody whose Telegram is in English."""
    return Actor(stage, stage.telegram.person("Alex", "Martin", language="en"))


@pytest.mark.parametrize(
    ("role", "basin_code", "title"),
    [
        (Role.OPERATOR, "meuse", "operator, Meuse"),
        (Role.COORDINATOR, None, "national coordinator"),
        (Role.ADMINISTRATOR, None, "administrator"),
    ],
)
async def test_an_invitation_gives_its_role(
    stage: Stage, alex: Actor, role: Role, basin_code: str | None, title: str
) -> None:
    await follows(alex, await invitation(stage, role, basin_code))

    assert roles(stage, alex) == [(role.value, basin_code)]
    assert title in alex.screen
    assert alex.draft() is None, "whoever is invited is not asked about a project"


async def test_an_invitation_serves_once(stage: Stage, camille: Actor, alex: Actor) -> None:
    link = await invitation(stage)
    await follows(camille, link)
    await follows(alex, link)

    assert roles(stage, alex) == []
    assert "already used" in alex.screen


async def test_an_invitation_expires(stage: Stage, alex: Actor) -> None:
    link = await invitation(stage)
    stage.clock.passes(timedelta(days=15))
    await follows(alex, link)

    assert roles(stage, alex) == []
    assert "expired" in alex.screen


async def test_a_wrong_invitation_gives_nothing(stage: Stage, alex: Actor) -> None:
    link = await invitation(stage)
    await follows(alex, f"{link[:-1]}{'A' if link[-1] != 'A' else 'B'}")

    assert roles(stage, alex) == []
    assert alex.draft() is None


async def test_only_the_hash_of_an_invitation_is_kept(stage: Stage) -> None:
    code = (await invitation(stage)).rpartition("=")[2]
    with Session(stage.assistant.desk.database.engine) as session:
        [stored] = session.exec(select(Invitation)).all()

    assert code not in str(stored)


async def test_the_same_role_twice_is_one_role(stage: Stage, camille: Actor) -> None:
    await follows(camille, await invitation(stage))
    await follows(camille, await invitation(stage))

    assert roles(stage, camille) == [("operator", "meuse")]


async def test_an_operator_may_have_two_basins(stage: Stage, camille: Actor) -> None:
    await follows(camille, await invitation(stage))
    await follows(camille, await invitation(stage, basin_code="vosges"))

    assert roles(stage, camille) == [("operator", "meuse"), ("operator", "vosges")]


async def test_an_invitation_leaves_the_request_under_way(stage: Stage, camille: Actor) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="headcount")
    await follows(camille, await invitation(stage))
    await camille.does(Tap("20"))

    assert camille.answers["headcount"] == 20


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_of_two_people_who_race_one_wins(database_url: str, network: Network) -> None:
    clock = Clock()
    async with (
        staged(database_url, network, clock=clock) as first,
        staged(database_url, network, clock=clock, telegram=first.telegram) as second,
    ):
        link = await invitation(first)
        racers = [Actor(first, first.telegram.person("Sacha", "Petit")) for _ in range(2)]
        for racer in racers:
            racer.person.follows(link)
        await asyncio.gather(
            *(
                stage.assistant.reception.receive(read(update, stage.assistant.bot))
                for stage, update in zip((first, second), first.telegram.take_updates(), strict=True)
            )
        )

        assert sorted(len(roles(first, racer)) for racer in racers) == [0, 1]
        await first.rests()
        await second.rests()


RIGHTS: dict[str, Callable[[Membership], object]] = {
    "ended": lambda membership: setattr(membership, "until", membership.since),
    "not begun": lambda membership: setattr(membership, "since", membership.since + timedelta(days=1)),
}


@pytest.mark.parametrize("change", RIGHTS)
async def test_a_role_counts_only_while_it_lasts(stage: Stage, camille: Actor, change: str) -> None:
    await follows(camille, await invitation(stage))
    with Session(stage.assistant.desk.database.engine) as session:
        assert rights(session, camille.person.id, stage.clock()).may_handle("meuse")
        RIGHTS[change](session.exec(select(Membership)).one())
        session.flush()
        held = rights(session, camille.person.id, stage.clock())

    assert not held.may_handle("meuse")


async def test_an_operator_handles_only_their_basins(stage: Stage, camille: Actor, alex: Actor) -> None:
    await follows(camille, await invitation(stage))
    await follows(alex, await invitation(stage, Role.COORDINATOR, None))
    with Session(stage.assistant.desk.database.engine) as session:
        operator, coordinator = (rights(session, who.person.id, stage.clock()) for who in (camille, alex))

    assert [operator.may_handle(code) for code in ("meuse", "vosges", "")] == [True, False, False]
    assert all(coordinator.may_handle(code) for code in ("meuse", "vosges", ""))


async def test_who_comes_in_is_told_where_requests_arrive_and_where_to_begin(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    link = await invitation(stage, Role.OPERATOR, TOUL)
    await follows(camille, link)
    assert "/groupe" not in camille.screen, "the group of this team is known already"
    assert "/file" in camille.screen and "/guide" in camille.screen
    await follows(camille, link)
    assert "déjà utilisé cette invitation" in camille.screen and "nouvelle" not in camille.screen
    other = Actor(stage, stage.telegram.person("Noé", "Blanc", language="fr"))
    await follows(other, await invitation(stage))
    assert "/groupe" in other.screen
    await follows(other, link)
    assert "n’est plus valable" in other.screen
