"""French or English, at any moment: the answers stay, their form follows the language."""

import pytest

from bot.i18n import speak
from conversations.intake import INTAKE
from conversations.messages import Message
from conversations.situation import Answer
from tests.journeys.acting import BAKER, Actor, Tap
from tests.journeys.sending import reviews
from tests.stage import Stage

pytestmark = pytest.mark.wordings


def asks(actor: Actor, language: str) -> bool:
    """Tell whether the screen asks the current question in a language."""
    assert actor.state is not None
    step = INTAKE.by_name[actor.state]
    joined = step.joined if step.joined and step.joined.name not in actor.answers else None
    question = joined.question if joined else step.question
    assert not callable(question)
    asked = speak(Message(question), language, markup=False)
    return asked in actor.screen


@pytest.mark.parametrize(
    ("telegram", "spoken"), [("fr", "fr"), ("fr-CA", "fr"), ("", "fr"), ("en", "en"), ("de", "en")]
)
async def test_the_language_is_the_telegrams_until_told_otherwise(
    stage: Stage, telegram: str, spoken: str
) -> None:
    actor = Actor(stage, stage.telegram.person("Camille", language=telegram))
    await actor.does(("/start", "oui"))

    assert asks(actor, spoken)


@pytest.mark.parametrize("command", ["/langue", "/language"])
async def test_the_question_under_way_is_asked_in_the_other_language(camille: Actor, command: str) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="jobs_created")
    before = camille.answers
    await camille.does((command, Tap("en")))

    assert asks(camille, "en")
    assert (camille.state, camille.answers) == ("jobs_created", before)
    await camille.does(("/langue", Tap("fr")))
    assert asks(camille, "fr")
    await camille.does("trois")
    assert camille.answers["jobs_created"] == 3


async def test_the_first_screen_offers_the_other_language(camille: Actor) -> None:
    await camille.does(("/start", Tap("l")))
    assert asks(camille, "en")

    await camille.does(Tap("l"))
    assert asks(camille, "fr")
    await camille.does(Tap("head"))
    assert camille.state == "company"


async def test_the_review_follows_the_language_in_words_dates_and_amounts(camille: Actor) -> None:
    money: dict[str, Answer] = {"advance": 20_000, "project_budget": None, "aid_received": 0}
    await reviews(camille, {"start": {"from": "2027-03-15", "to": "2027-03-15"}, **money})
    assert "15 mars 2027" in camille.screen
    assert "20\N{NARROW NO-BREAK SPACE}000\N{NO-BREAK SPACE}€" in camille.screen

    await camille.does(("/langue", Tap("en")))
    assert "15 March 2027" in camille.screen
    assert "€20,000" in camille.screen
    assert camille.state == "review"


async def test_a_choice_typed_in_the_other_language_is_understood(camille: Actor) -> None:
    await camille.does(("/start", "oui", "I run it"))

    assert camille.answers["role"] == "head"


async def test_the_language_chosen_out_of_a_request_lasts(camille: Actor) -> None:
    await camille.does(("/langue", Tap("en"), "/start", "oui"))

    assert asks(camille, "en")
    assert camille.draft() is not None


async def test_choosing_the_language_already_spoken_changes_nothing(camille: Actor) -> None:
    await camille.does(("/start", "oui", "/langue", Tap("fr")))

    assert asks(camille, "fr")
    assert camille.has("head")


async def test_a_forged_language_is_not_spoken(stage: Stage, camille: Actor) -> None:
    await camille.does(("/start", "oui"))
    camille.person.forges_tap("l:0:0:xx", camille.person.chat.last)
    await stage.plays()
    await camille.does("/aide")

    assert camille.alert
    assert camille.screen.count("/") >= 8


def listed(stage: Stage, actor: Actor) -> set[str]:
    """Return the commands that the phone of somebody lists."""
    return {str(command["command"]) for command in stage.telegram.menu(actor.person, actor.person.chat)}


async def test_the_menu_follows_the_language(stage: Stage, camille: Actor) -> None:
    await camille.does(("/start", "/langue", Tap("en")))
    assert "status" in listed(stage, camille) and "suivi" not in listed(stage, camille)
    await camille.does(("/language", "français"))
    assert "suivi" in listed(stage, camille) and "status" not in listed(stage, camille)
