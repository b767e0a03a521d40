"""An edited message replaces what it told of questions to come, whichever question is asked by then."""

import pytest

from tests.journeys.acting import Actor, Tap
from tests.stage import Stage

pytestmark = pytest.mark.wordings

ROLE_TOO = "Je suis gérant de la menuiserie Petit à Commercy, 12 salariés, 2 embauches"
NO_ROLE = "Bonjour, menuiserie Petit à Commercy, 12 salariés, on veut embaucher 2 personnes"


async def edits(stage: Stage, who: Actor, first: str, then: str) -> None:
    await who.does("/start")
    typed = who.person.types(first)
    await stage.plays()
    if "role" not in who.answers:
        await who.does(Tap("head"))
    who.person.edits(typed, then)
    await stage.plays()


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (ROLE_TOO, "Je suis gérant de la menuiserie Petit à Toul, 10 salariés, 3 embauches"),
        (ROLE_TOO, "menuiserie Petit à Toul, 10 salariés, 3 embauches"),
        (NO_ROLE, "Bonjour, menuiserie Petit à Toul, 10 salariés, on veut embaucher 3 personnes"),
    ],
)
async def test_the_edit_replaces_what_was_told(stage: Stage, camille: Actor, first: str, then: str) -> None:
    await edits(stage, camille, first, then)
    draft = camille.draft()
    assert draft is not None
    heard = str(draft.content["heard"])
    screen = camille.person.chat.last.text
    assert camille.answers["role"] == "head"
    assert "Toul" in heard and "Commercy" not in heard
    assert "Toul" in screen and "Commercy" not in screen and "reste inchangée" not in screen
    assert "Menuiserie Petit" in camille.labels


async def test_an_edit_that_is_the_answer_is_read_at_its_question(stage: Stage, camille: Actor) -> None:
    await edits(stage, camille, NO_ROLE, "Menuiserie Claude Martin")
    assert "Menuiserie Claude Martin" in camille.screen + " ".join(camille.labels) + str(camille.answers)


async def test_a_no_to_what_was_said_elsewhere_asks_the_question_itself(camille: Actor) -> None:
    await camille.does(("/start", ROLE_TOO, "Menuiserie Petit"))
    assert "Commercy (55)" in camille.labels
    await camille.does("non")
    screen = camille.person.chat.last.text
    assert camille.state == "place" and "Dans quelle commune" in screen
    assert "Commercy" not in " ".join((screen, *camille.labels)) and "Je ne connais pas" not in screen
    await camille.does("Toul")
    assert camille.answers["place"] == {"code": "54528", "name": "Toul", "department": "54"}


async def test_words_that_are_not_understood_leave_what_was_said_elsewhere_on_offer(camille: Actor) -> None:
    await camille.does(("/start", ROLE_TOO, "Menuiserie Petit", "xyzzy qsdfg"))
    assert "Commercy (55)" in camille.labels and "à Commercy" in camille.person.chat.last.text
    await camille.does("oui")
    assert camille.answers["place"] == {"code": "55122", "name": "Commercy", "department": "55"}


async def test_a_story_that_is_edited_stays_the_description(stage: Stage, camille: Actor) -> None:
    then = "Menuiserie Petit à Toul, atelier de bois massif, belles machines, 10 salariés"
    await edits(stage, camille, then.replace("Toul", "Commercy"), then)
    draft = camille.draft()
    assert draft is not None and draft.content["heard"]["description"]["candidates"] == [then]
