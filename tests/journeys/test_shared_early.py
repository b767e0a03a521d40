"""What a phone shares before it is asked for is kept with what is told first, for its own question."""

import pytest

from tests.journeys.acting import BAKER, Actor, Tap
from tests.stage import Stage

TOUL, COMMERCY = (48.6757, 5.8917), (48.7637, 5.5917)


async def test_a_place_shared_under_the_welcome_is_read_and_offered_where_it_is_asked(
    stage: Stage, camille: Actor
) -> None:
    await camille.does("/start")
    camille.person.shares_location(*TOUL)
    await stage.plays()
    assert "J’ai lu" in camille.screen and "Commune" in camille.screen
    await camille.does((Tap("head"), "Boulangerie des Tilleuls"))

    assert camille.state == "place"
    assert "Toul (54)" in camille.labels
    await camille.does(Tap("c0"))
    assert camille.answers["place"]["name"] == "Toul"
    draft = camille.draft()
    assert draft is not None and "48.67" not in str(draft.content)


async def test_a_contact_shared_under_the_welcome_is_offered_where_it_is_asked(
    stage: Stage, camille: Actor
) -> None:
    await camille.does("/start")
    camille.person.shares_contact()
    await stage.plays()
    assert "06 12 34 56 78" in " ".join(camille.screen.split())
    await camille.fills_in(BAKER, until="contact")

    assert any("06 12 34 56 78" in " ".join(label.split()) for label in camille.labels)


@pytest.mark.parametrize("question", ["company", "headcount", "description"])
async def test_what_is_shared_at_another_question_is_kept_for_its_own(
    stage: Stage, camille: Actor, question: str
) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until=question)
    camille.person.shares_contact()
    await stage.plays()
    assert camille.state == question
    assert "Gardé pour la suite" in camille.person.chat.last.text
    await camille.fills_in(BAKER, until="contact")

    assert any("06 12 34 56 78" in " ".join(label.split()) for label in camille.labels)


async def test_a_place_that_is_answered_is_not_taken_from_a_phone_at_another_question(
    stage: Stage, camille: Actor
) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="headcount")
    camille.person.shares_location(*COMMERCY)
    await stage.plays()

    assert camille.answers["place"]["name"] == "Toul"
    draft = camille.draft()
    assert draft is not None and "place" not in draft.content.get("heard", {})
