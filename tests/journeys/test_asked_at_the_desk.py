"""Who works here asks in their own words: the list, what is late, a request; and nobody sells them a form."""

from datetime import timedelta

import pytest

from bot.playground.telegram.chats import Chat
from bot.services.core.rights import Role
from tests.journeys.acting import Actor, Tap
from tests.journeys.offices import TOUL, enrolled, taps_in
from tests.journeys.sending import sends
from tests.stage import Stage

pytestmark = pytest.mark.wordings


@pytest.fixture
async def held(stage: Stage, camille: Actor, toul: Chat, sacha: Actor) -> str:
    """The reference of a bakery's request, which Sacha has taken in charge; another one waits."""
    await sends(camille)
    await taps_in(sacha, toul, "claim")
    await sends(Actor(stage, stage.telegram.person("Noé", language="fr")))
    return camille.dossiers()[0].reference


@pytest.mark.parametrize(
    "text",
    [
        "qu’est-ce que j’ai à faire ?",
        "combien de dossiers en attente ?",
        "ma liste",
        "où en sont mes dossiers",
    ],
)
async def test_what_is_to_be_done_is_the_list(sacha: Actor, held: str, text: str) -> None:
    await sacha.does(text)
    assert "Votre liste" in sacha.screen and "1 à prendre" in sacha.screen and "1 à faire" in sacha.screen


@pytest.mark.parametrize("text", ["qui est en retard ?", "/file en retard"])
async def test_what_is_late_is_listed_with_who_has_it(
    stage: Stage, sacha: Actor, held: str, text: str
) -> None:
    await sacha.does(text)
    assert "Rien n’est en retard" in sacha.screen and sacha.has("list")
    stage.clock.passes(timedelta(days=45))
    lea = await enrolled(stage, "Léa", Role.OPERATOR, TOUL)
    await lea.does(text)
    assert "2 demandes sont en retard" in " ".join(lea.screen.split())
    [line] = [each for each in lea.screen.splitlines() if held in each]
    assert line.endswith("Sacha")
    await sacha.does(text)
    [line] = [each for each in sacha.screen.splitlines() if held in each]
    assert not line.endswith("Sacha"), "one knows what one has"
    await sacha.does(Tap("open"))
    assert "📁" in sacha.screen


@pytest.mark.parametrize(
    "text",
    ["le dossier de la boulangerie", "où en est la boulangerie ?", "qui s’occupe de la boulangerie ?",
     "ouvre {reference}", "montre-moi {reference} svp", "je prends le 1", "{reference}"],
)  # fmt: skip
async def test_the_request_that_is_named_is_opened(sacha: Actor, held: str, text: str) -> None:
    await sacha.does(text.format(reference=held))
    assert f"📁 {held}" in sacha.screen


async def test_what_is_not_found_leaves_what_stands_above_it_to_be_typed_for(sacha: Actor, held: str) -> None:
    await sacha.does((held, "tralala pouet"))
    assert "Aucun résultat" in sacha.screen
    await sacha.does("historique")
    assert f"🕰 {held}" in sacha.screen


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.MEMBER])
@pytest.mark.parametrize("text", ["oui", "non", "annuler"])
async def test_a_word_that_nothing_asked_for_offers_no_form_to_who_works_here(
    stage: Stage, role: Role, text: str
) -> None:
    maud = await enrolled(stage, "Maud", role, *((TOUL,) if role is not Role.COORDINATOR else ()))
    await maud.does(text)
    assert not maud.has("n") and "/nouvelle" not in maud.screen and "Aucun résultat" not in maud.screen


async def test_a_sticker_or_a_question_of_a_member_offers_no_form(stage: Stage, nour: Actor) -> None:
    nour.person.sends_sticker()
    await stage.plays()
    assert not nour.has("n")
    await nour.does("c’est gratuit ?")
    assert "gratuit" in nour.screen and not nour.has("n")


async def test_who_has_no_role_is_still_shown_the_way_to_begin(stage: Stage, camille: Actor) -> None:
    await camille.does("oui")
    assert camille.has("n") or camille.state is not None
    await camille.does("/annuler")
    assert "Sacha" not in camille.screen
