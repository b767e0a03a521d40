"""Applicants ask when the committee meets: by its command, or in its words."""

import pytest

from bot.services.core.rights import Role
from tests.journeys.acting import Actor, Tap
from tests.journeys.offices import TOUL, enrolled
from tests.journeys.sending import sends
from tests.journeys.test_misunderstandings import at
from tests.stage import Stage

pytestmark = pytest.mark.wordings

FIRST, SECOND = "15 décembre 2026", "20 mai 2027"


@pytest.mark.parametrize(
    "words", ["/seances", "séances", "dates du comité", "c'est quand, le prochain comité"]
)
async def test_before_the_commune_is_known_it_is_said_what_tells_the_dates(
    camille: Actor, words: str
) -> None:
    await camille.does(("/start", words))

    assert "commune" in camille.screen
    assert FIRST not in camille.screen
    await camille.does(Tap("c"))
    assert camille.has("head")


async def test_nobody_is_asked_for_a_request_to_be_told_so(camille: Actor) -> None:
    await camille.does("/sessions")

    assert "commune" in camille.screen
    assert camille.has("n")


async def test_the_territory_of_the_request_under_way_tells_its_dates(camille: Actor) -> None:
    await at(camille, "headcount")
    await camille.does("/seances")

    assert FIRST in camille.screen and SECOND in camille.screen
    assert camille.has("c")


@pytest.mark.parametrize("words", ["/seances", "prochaines séances", "next sessions"])
async def test_of_a_sent_request_it_is_told_which_one_may_see_it(camille: Actor, words: str) -> None:
    await sends(camille)
    await camille.does(words)

    [dossier] = camille.dossiers()
    assert FIRST in camille.screen and dossier.reference in camille.screen


async def test_it_stands_beside_what_is_about_requests_for_applicants_and_is_theirs_for_members(
    stage: Stage, camille: Actor
) -> None:
    await camille.does("/aide")
    lines = [line.split(" ")[0] for line in camille.screen.splitlines() if line.startswith("/")]
    assert lines[lines.index("/annuler") + 1] == "/seances"

    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    await sacha.does("/aide")
    assert sacha.screen.count("/seances") == 1
    await sacha.does("/seances")
    assert "commune" not in sacha.screen
