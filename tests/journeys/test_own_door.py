"""Who has a role finds what waits for them at /start, and how to apply all the same."""

import pytest

from bot.playground.telegram.chats import Chat
from bot.services.core.rights import Role
from tests.journeys.acting import Actor, Tap
from tests.journeys.offices import TOUL, enrolled
from tests.journeys.sending import sends
from tests.stage import Stage

pytestmark = pytest.mark.wordings

APPLICANTS_QUESTION = "Quel est votre rôle dans l’entreprise"


@pytest.mark.parametrize("role", [each for each in Role if each is not Role.CONTRIBUTOR])
@pytest.mark.parametrize("word", ["/start", "start"])
async def test_who_has_a_role_comes_in_by_their_own_door(
    stage: Stage, camille: Actor, toul: Chat, role: Role, word: str
) -> None:
    await sends(camille)
    basins = () if role in (Role.COORDINATOR, Role.ADMINISTRATOR) else (TOUL,)
    somebody = await enrolled(stage, "Sacha", role, *basins)
    await somebody.does(word)

    shown = "Séances" if role is Role.MEMBER else "Votre liste"
    assert shown in somebody.screen
    assert APPLICANTS_QUESTION not in somebody.screen
    assert somebody.draft() is None
    assert "/nouvelle" in somebody.screen and "/aide" in somebody.screen


async def test_who_has_a_role_may_apply_for_their_firm_and_goes_on_with_it(
    stage: Stage, sacha: Actor
) -> None:
    await sacha.does(("/start", "/nouvelle"))
    assert APPLICANTS_QUESTION in sacha.screen

    await sacha.does("/start")
    assert "Votre liste" in sacha.screen, "nothing was answered: their work comes first"

    await sacha.does(("/nouvelle", Tap("head"), "/start"))
    assert sacha.state == "company" and "Votre liste" not in sacha.screen, "what was begun goes on"
    await sacha.does(("Boulangerie des Tilleuls", "/start"))
    assert sacha.has("c"), "the request under way is offered"


async def test_a_member_of_the_network_who_applied_is_told_where_it_is_followed(
    sacha: Actor, toul: Chat
) -> None:
    await sends(sacha)
    await sacha.does("/start")
    assert "Votre liste" in sacha.screen and "/suivi" in sacha.screen
