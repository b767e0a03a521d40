"""The name of a company is the applicant's until somebody takes the request up: no screen tells it before."""

import asyncio
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import timedelta

import pytest

from bot.i18n import speak
from bot.playground.telegram.chats import Chat
from bot.services.core.rights import Role
from bot.services.figures.chat.viewpoint import mark_of
from bot.services.registry import ACTIONS
from conversations.messages import Message
from conversations.situation import Answer
from tests.journeys.acting import Actor, Tap
from tests.journeys.offices import TOUL, enrolled, taps_in
from tests.journeys.sending import sends
from tests.journeys.sittings import everything_read
from tests.journeys.test_authorisations import EVERY_COMMAND, asks
from tests.stage import Stage

NAME, SIREN = "Fournil Zéphyrine", "732829320"
SECRETS = ("Zéphyrine", "zephyrine", "ZÉPHYRINE", SIREN, "732 829 320")
TELLING: Mapping[str, Answer] = {
    "company": {"kind": "named", "name": NAME, "siren": SIREN},
    "description": f"Le FOURNIL ZÉPHYRINE reprend l’atelier voisin ; {NAME} embauche.",
    "skills": {"codes": ["sales"], "words": "quelqu’un qui connaisse le fournil zephyrine"},
}
YEAR = "20260101-20261231"
ARGUMENTS = ("", "1", "yes", "Toul", f"{YEAR}.{mark_of(TOUL)}", f"volumes.{YEAR}.0")
TAKES_UP = ("claim", "transfer")
"""What would change who may read it."""


@pytest.fixture
async def staff(stage: Stage, camille: Actor, toul: Chat) -> dict[str, Actor]:
    """Everybody who works there, beside a request that nobody has taken up."""
    people = {
        "operator": await enrolled(stage, "Inès", Role.OPERATOR, TOUL),
        "manager": await enrolled(stage, "Maud", Role.MANAGER, TOUL),
        "coordinator": await enrolled(stage, "Alex", Role.COORDINATOR),
        "administrator": await enrolled(stage, "Dominique", Role.ADMINISTRATOR),
        "member": await enrolled(stage, "Karim", Role.MEMBER, TOUL),
    }
    await sends(camille, TELLING)
    return people


def read(stage: Stage, toul: Chat, *people: Actor) -> str:
    """Return all that people, and their group, were ever shown."""
    group = [str(call.parameters) for call in stage.telegram.calls if call.chat_id == toul.id]
    return "\n".join(group + [text for actor in people for text in everything_read(actor)])


def said(shown: object) -> str:
    """Return all the sentences of a reply, as they are read."""
    if isinstance(shown, Message):
        return speak(shown, "fr", markup=False)
    if is_dataclass(shown):
        return "\n".join(said(getattr(shown, field.name)) for field in fields(shown))
    return "\n".join(map(said, shown)) if isinstance(shown, tuple) else str(shown)


def told(shown: str) -> list[str]:
    return [secret for secret in SECRETS if secret in shown]


async def test_no_command_tells_it_before_somebody_takes_the_request_up(
    stage: Stage, toul: Chat, staff: dict[str, Actor]
) -> None:
    for command in (*EVERY_COMMAND, "/chercher Toul", "/file", "/chercher fournil"):
        for actor in staff.values():
            await actor.does(command)
    assert told(read(stage, toul, *staff.values())) == []


@pytest.mark.parametrize(
    ("database_url", "office"), [("sqlite", True), ("postgresql", False)], indirect=["database_url"]
)
async def test_no_button_tells_it(
    stage: Stage, toul: Chat, camille: Actor, staff: dict[str, Actor], office: bool
) -> None:
    [dossier] = camille.dossiers()
    number = dossier.id or 0
    actions = ACTIONS.at_office if office else ACTIONS.on_dossier
    for name in actions:
        if name in TAKES_UP:
            continue
        tapped = [
            (argument, role) for argument in ARGUMENTS for role in ("operator", "coordinator", "member")
        ]
        replies = await asyncio.gather(
            *(
                asks(stage, staff[role], name, number, dossier.version, office=office, argument=argument)
                for argument, role in tapped
            )
        )
        for (argument, role), reply in zip(tapped, replies, strict=True):
            assert told(said(reply)) == [], f"{role} reads it by {name}.{argument}"


async def test_no_reminder_tells_it(stage: Stage, toul: Chat, staff: dict[str, Actor]) -> None:
    for _ in range(16):
        stage.clock.passes(timedelta(days=1))
        await stage.ticks()
    shown = read(stage, toul, *staff.values())
    assert "AZ-26-0001" in shown, "they were reminded of it"
    assert told(shown) == []


async def test_once_taken_up_it_is_read_by_the_territory_and_the_coordination_then_hidden_again(
    stage: Stage, toul: Chat, camille: Actor, staff: dict[str, Actor]
) -> None:
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    await taps_in(sacha, toul, "claim")
    assert NAME in sacha.screen
    for role, reads in (("operator", True), ("manager", True), ("coordinator", True), ("member", False)):
        await staff[role].does("/chercher Toul")
        assert (NAME in staff[role].screen) is reads, role
    await staff["operator"].does("/chercher 26-1")
    assert NAME in staff["operator"].screen, "the page tells what the list tells"
    assert told(read(stage, toul)) == [], "the group never reads it"

    await sacha.does("/file")
    assert NAME in sacha.screen
    await sacha.does((Tap("open"), Tap("more"), Tap("release"), Tap("yes")))
    for role in ("operator", "manager", "coordinator"):
        await staff[role].does("/chercher Toul")
        assert "AZ-26-0001" in staff[role].screen
        assert NAME not in staff[role].screen, role


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (NAME, True),
        ("FOURNIL ZEPHYRINE", True),
        (SIREN, True),
        ("732 829 320", True),
        ("zephyrine", False),
        ("Fournil Zéphy", False),
        ("732829", False),
    ],
)
async def test_a_name_or_a_number_known_in_full_finds_it_and_a_guess_does_not(
    stage: Stage, toul: Chat, staff: dict[str, Actor], words: str, found: bool
) -> None:
    ines = staff["operator"]
    await ines.does(f"/chercher {words}")

    assert ("AZ-26-0001" in ines.screen) is found
    assert told("\n".join(ines.screen.splitlines()[1:])) == [], "the first line says again what was typed"


async def test_another_request_of_the_same_firm_does_not_betray_it(
    stage: Stage, toul: Chat, camille: Actor, staff: dict[str, Actor]
) -> None:
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    await taps_in(sacha, toul, "claim")
    await sends(camille, TELLING)
    first, second = camille.dossiers()
    ines = staff["operator"]
    await ines.does(f"/chercher {second.reference}")
    assert first.reference not in ines.screen
    await ines.does(f"/chercher {first.reference}")
    assert second.reference not in ines.screen

    await taps_in(ines, toul, "claim")
    assert first.reference in ines.screen, "who takes it up sees that the firm is known"
