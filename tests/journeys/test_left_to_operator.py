"""What an applicant cannot answer, or asks, goes to the operator with the request."""

from itertools import pairwise

from bot.playground.telegram.chats import Chat
from tests.journeys.acting import BAKER, Actor, Tap
from tests.stage import Stage


async def test_a_question_left_to_the_operator_is_on_the_card_and_flags_the_request(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="sector")
    told = []
    for _ in range(3):
        await camille.does("zzz")
        told.append(camille.screen.split("👉")[1])
    assert len(set(told)) == 3
    assert "Boulangerie des Tilleuls" in told[1]
    assert "Passer" in " ".join(camille.labels)
    await camille.does("Passer, l’opérateur verra avec vous")
    await camille.fills_in(BAKER)
    assert "À voir avec l’opérateur" in camille.screen
    await camille.sends()

    [dossier] = camille.dossiers()
    assert (dossier.answers["sector"], dossier.outcome) == (None, "to_check")
    assert "À voir avec l’opérateur" in toul.screen.text
    assert "réponse à voir" in toul.screen.text


async def test_who_wants_a_person_is_asked_to_be_called_with_the_request(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="headcount")
    await camille.does(("je veux un humain", Tap("h")))
    assert camille.state == "headcount"
    assert not camille.has("h")
    await camille.fills_in(BAKER)
    assert "qu’on m’appelle" in camille.screen
    await camille.sends()

    assert "qu’on m’appelle" in toul.screen.text


async def test_a_question_only_a_person_can_answer_goes_with_the_request(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="headcount")
    await camille.does(("vous faites du café ?", Tap("q")))
    assert camille.answers["for_operator"] == {"codes": [], "words": "vous faites du café ?"}
    await camille.does(("et du thé, vous en faites ?", Tap("q")))
    await camille.fills_in(BAKER)
    await camille.sends()

    assert "vous faites du café ?" in toul.screen.text
    assert "et du thé, vous en faites ?" in toul.screen.text


async def test_before_anything_is_agreed_to_no_question_is_kept(stage: Stage, camille: Actor) -> None:
    await camille.does(("/start", "vous faites du café ?"))

    assert not camille.has("q")
    draft = camille.draft()
    assert draft and "café" not in str(draft.content)


async def test_who_still_does_not_follow_is_told_something_else_each_time(
    stage: Stage, camille: Actor
) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="project_kind")
    told = []
    for _ in range(5):
        await camille.does("je comprends pas")
        told.append(camille.screen.split("👉")[1])

    assert all(before != after for before, after in pairwise(told))
    assert any("Passer" in label for label in camille.labels)


async def test_not_following_is_explained_and_no_miss(stage: Stage, camille: Actor) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="days")
    await camille.does("c'est quoi ?")

    assert "gratuit" in camille.screen
    assert camille.state == "days"
