"""Roles are given by links and end at the next tap; colleagues stand in for one another."""

import re
from datetime import timedelta

import pytest

from bot.playground.chats import Chat
from bot.services.rights import Role
from models.desk_tables import Absence
from tests.journeys.acting import Actor, Tap
from tests.journeys.granted import rows
from tests.journeys.offices import TOUL, enrolled, stored, taps_in
from tests.journeys.sending import sends
from tests.stage import Stage


@pytest.fixture
async def sacha(stage: Stage) -> Actor:
    """An operator of Toul."""
    return await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)


@pytest.fixture
async def maud(stage: Stage) -> Actor:
    """The manager of the basin of Toul."""
    return await enrolled(stage, "Maud", Role.MANAGER, TOUL)


def link_of(actor: Actor) -> str:
    """Return the parameter of the invitation on the screen."""
    found = re.search(r"\?start=([\w-]+)", actor.screen)
    assert found, actor.screen
    return found[1]


async def test_a_manager_invites_to_their_basin_only(stage: Stage, maud: Actor) -> None:
    await maud.does(("/equipe", Tap("invite")))
    assert not maud.has("invite.coordinator")
    await maud.does(Tap("invite.operator"))
    assert [key for key in ("meuse", TOUL) if maud.has(f"invite.operator.{key}")] == [TOUL]
    await maud.does(Tap(f"invite.operator.{TOUL}"))
    newcomer = Actor(stage, stage.telegram.person("Noé", language="fr"))
    await newcomer.does(f"/start {link_of(maud)}")
    await newcomer.does("/file")

    assert "Noé" not in newcomer.screen
    await maud.does("/equipe")
    assert "Noé" in maud.screen


async def test_a_role_ends_at_the_next_tap_and_its_dossiers_go_back(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, maud: Actor
) -> None:
    await sends(camille)
    [dossier] = camille.dossiers()
    await taps_in(sacha, toul, "claim")
    await maud.does("/equipe")
    await maud.does((Tap("revoke"), Tap("revoke.yes")))

    assert stored(stage, dossier).holder_id is None
    assert stored(stage, dossier).status == "received"
    before = sacha.screen
    await sacha.does(Tap("contact"))
    assert sacha.alert
    assert "06 12 34 56 78" not in sacha.screen
    assert before


async def test_a_substitute_works_the_dossiers_of_who_is_away(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    ines = await enrolled(stage, "Inès", Role.OPERATOR, TOUL)
    await sends(camille)
    await taps_in(sacha, toul, "claim")
    await sacha.does(("/absence", "du 1er au 12 décembre"))
    await sacha.does(Tap(f"stand_in.{ines.person.id}.2026-12-01.2026-12-12"))
    assert "Sacha" in ines.screen
    [dossier] = camille.dossiers()

    await ines.does("/file")
    assert dossier.reference not in ines.screen
    stage.clock.passes(timedelta(days=9))
    await ines.does("/file")
    assert dossier.reference in ines.screen
    await ines.does((Tap("open"), Tap("contact")))
    assert "06 12 34 56 78" in ines.screen


@pytest.mark.parametrize("words", ["hier", "bonjour", "du 3 au 5 janvier 2020", "du 14 au 3 août"])
async def test_an_absence_that_makes_no_sense_is_asked_again(stage: Stage, sacha: Actor, words: str) -> None:
    await sacha.does(("/absence", words))
    assert not sacha.has("stand_in.0.2027-08-14.2028-08-03")
    await sacha.does("du 1er au 12 décembre")

    assert sacha.has("stand_in.0.2026-12-01.2026-12-12")


async def test_an_absence_counts_once_somebody_or_nobody_stands_in(stage: Stage, sacha: Actor) -> None:
    await sacha.does(("/absence", "du 1er au 12 décembre"))
    assert rows(stage, Absence) == []
    await sacha.does(Tap("stand_in.0.2026-12-01.2026-12-12"))
    [absence] = rows(stage, Absence)
    assert (str(absence.since), str(absence.until), absence.substitute_id) == (
        "2026-12-01",
        "2026-12-12",
        None,
    )


async def test_more_than_sixty_days_of_absence_are_confirmed(stage: Stage, sacha: Actor) -> None:
    await sacha.does(("/absence", "du 1er décembre au 15 mars"))
    assert "105" in sacha.screen
    assert not sacha.has("stand_in.0.2026-12-01.2027-03-15")
    await sacha.does((Tap("away.from.2026-12-01.2027-03-15"), Tap("stand_in.0.2026-12-01.2027-03-15")))
    assert len(rows(stage, Absence)) == 1
