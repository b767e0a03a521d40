"""A decision put right is told to those who come: what they read is seen first, and who said no is spared."""

import pytest

from bot.playground.telegram.chats import Chat
from conversations.dossiers.lifecycle import Event
from models.dossiers.tables import Dossier
from models.support.tables import Mission
from tests.journeys.acting import Act, Actor, Tap
from tests.journeys.granted import granted, rows
from tests.journeys.lending import lends
from tests.journeys.offices import TOUL
from tests.journeys.sittings import taps
from tests.stage import Stage


async def puts_right(actor: Actor, *steps: Act) -> None:
    """Put the decision on the screen right, up to what leaves."""
    await taps(actor, "rectify")
    await actor.does("J’ai touché la mauvaise ligne.")
    for step in steps:
        await actor.does(step)


@pytest.fixture
async def asked_team(stage: Stage, camille: Actor, toul: Chat, sacha: Actor) -> Dossier:
    """A grant of four days whose team of two was asked: Claire and Paul have accounts."""
    return await granted(stage, camille, sacha, toul, Event.GRANT_SKILLS)


async def test_who_was_asked_to_come_hears_that_the_days_are_put_right(
    stage: Stage, sacha: Actor, asked_team: Dossier
) -> None:
    claire = await lends(stage, "Claire", TOUL, "Forges du Val", "Claire Morel")
    paul = await lends(stage, "Paul", TOUL, "Verrerie de Toul", "Paul Weber")
    await sacha.does(("/file", Tap("open"), Tap("contract"), Tap("team_ask"), Tap("yes")))
    await taps(claire, "proposal.accepts")
    await taps(paul, "proposal.not_now")
    heard = len(paul.person.chat.history)
    await sacha.does((f"/chercher {asked_team.reference}", Tap("more")))
    await puts_right(sacha, Tap("rectify.grant_skills"), "6 jours")
    assert "Claire Morel" in sacha.screen and "Paul" not in sacha.screen, "what leaves is seen first"
    assert "Tilleuls" not in claire.screen and "6 en tout" not in claire.screen
    await sacha.does(Tap("record"))
    assert (
        "6 en tout, et non 4" in claire.screen
        and "2 j" in claire.screen
        and "Pays Terres de Lorraine" in claire.screen
    )
    assert "Tilleuls" not in claire.screen and asked_team.reference not in claire.screen
    assert len(paul.person.chat.history) == heard, "who said no is troubled no more"


async def test_who_was_asked_to_come_hears_that_no_days_are_granted(
    stage: Stage, sacha: Actor, asked_team: Dossier
) -> None:
    claire = await lends(stage, "Claire", TOUL, "Forges du Val", "Claire Morel")
    await sacha.does(("/file", Tap("open"), Tap("contract"), Tap("team_ask"), Tap("yes")))
    await taps(claire, "proposal.accepts")
    await sacha.does((f"/chercher {asked_team.reference}", Tap("more")))
    await puts_right(sacha, Tap("rectify.refuse"), "Trop peu d’emplois", Tap("record"))
    assert rows(stage, Mission) == []
    assert "Merci" in claire.screen and "aucun jour" in claire.screen
    await claire.does("/missions")
    assert "Pas de mission" in claire.screen


async def test_who_is_engaged_by_an_agreement_hears_that_the_days_granted_are_put_right(
    stage: Stage, sacha: Actor, asked_team: Dossier
) -> None:
    claire = await lends(stage, "Claire", TOUL, "Forges du Val", "Claire Morel")
    await sacha.does(
        ("/file", Tap("open"), Tap("contract"), Tap("contract.sign"), Tap("contract.today"), Tap("yes"))
    )
    await sacha.does((f"/chercher {asked_team.reference}", Tap("more")))
    await puts_right(sacha, Tap("rectify.grant_skills"), "3 jours", Tap("record"))
    assert "Tilleuls" in claire.screen and "3 en tout, et non 4" in claire.screen
    heard = len(claire.person.chat.history)
    await sacha.does((f"/chercher {asked_team.reference}", Tap("more")))
    await puts_right(
        sacha, Tap("rectify.grant_skills"), Tap("set_jobs.grant_skills"), "2 et 12", Tap("record")
    )
    assert len(claire.person.chat.history) == heard, "the jobs are nothing to them"
