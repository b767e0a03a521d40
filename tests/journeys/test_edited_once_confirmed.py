"""A message that is edited once what it told was confirmed replaces it, or asks which it is."""

import pytest

from tests.journeys.acting import Actor, Tap
from tests.stage import Stage

TOLD = "Bonjour, menuiserie Petit à Commercy, 12 salariés, créée en 2011, on veut embaucher 2 personnes"


async def confirms(stage: Stage, who: Actor, then: str) -> None:
    """Tell several things at once, confirm them in one tap, then edit the message."""
    await who.does("/start")
    typed = who.person.types(TOLD)
    await stage.plays()
    await who.does((Tap("head"), Tap("heard")))
    assert who.answers["place"]["name"] == "Commercy" and who.answers["headcount"] == 12
    who.person.edits(typed, then)
    await stage.plays()


@pytest.mark.parametrize(
    ("then", "name", "value"),
    [
        (TOLD.replace("12 salariés", "14 salariés"), "headcount", 14),
        (TOLD.replace("2011", "2012"), "founded", 2012),
        (TOLD.replace("embaucher 2", "embaucher 3"), "jobs_created", 3),
    ],
)
async def test_another_value_takes_its_place_and_is_said(
    stage: Stage, camille: Actor, then: str, name: str, value: int
) -> None:
    await confirms(stage, camille, then)

    assert camille.answers[name] == value
    assert f"{value}" in camille.person.chat.last.text.split("Étape")[0]


async def test_several_values_take_their_places_at_once(stage: Stage, camille: Actor) -> None:
    await confirms(stage, camille, TOLD.replace("12", "14").replace("Commercy", "Toul"))

    assert camille.answers["headcount"] == 14 and camille.answers["place"]["name"] == "Toul"


async def test_what_is_to_be_looked_up_is_asked_again(stage: Stage, camille: Actor) -> None:
    await confirms(stage, camille, TOLD.replace("Petit", "Legrand"))

    assert "Menuiserie Legrand" in " ".join((camille.screen, *camille.labels, str(camille.answers)))


async def test_what_changes_nothing_is_said_to_change_nothing(stage: Stage, camille: Actor) -> None:
    await camille.does("/start")
    typed = camille.person.types("Menuiserie Petit, 12 salariés")
    await stage.plays()
    await camille.does((Tap("head"), Tap("heard")))
    camille.person.edits(typed, "Menuiserie Petit, 12 salariés !")
    await stage.plays()

    assert "restent" in camille.person.chat.last.text
    assert camille.answers["headcount"] == 12


async def test_one_that_was_confirmed_alone_is_corrected_too(stage: Stage, camille: Actor) -> None:
    await camille.does("/start")
    typed = camille.person.types("menuiserie Petit à Commercy, 12 salariés")
    await stage.plays()
    await camille.does((Tap("head"), Tap("c0"), Tap("c0")))
    assert camille.answers["place"]["name"] == "Commercy"
    camille.person.edits(typed, "menuiserie Petit à Toul, 12 salariés")
    await stage.plays()

    assert camille.answers["place"]["name"] == "Toul"
