"""A question is answered from the moment, the territory and the request of who asks it."""

from datetime import timedelta

import pytest

from bot.playground.telegram.chats import Chat
from tests.journeys.acting import BAKER, Actor, Tap
from tests.stage import Stage


def last(actor: Actor, back: int = 3) -> str:
    """Return the last texts of a chat."""
    return " ".join(message.text for message in actor.person.chat.history[-back:])


async def test_where_a_request_stands_is_told_before_and_after_it_is_sent(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="headcount")
    await camille.does("où en est mon dossier ?")
    assert "Rien n’est encore envoyé" in last(camille)
    await camille.fills_in(BAKER)
    await camille.sends()
    await camille.does("où en est mon dossier ?")

    assert "Rien n’est encore envoyé" not in last(camille, 1)
    assert camille.dossiers()[0].reference in last(camille, 1)


@pytest.mark.parametrize("text", ["c'est quand le prochain comité ?", "c'est combien de temps ?"])
async def test_the_next_committee_is_that_of_the_territory(
    stage: Stage, camille: Actor, toul: Chat, text: str
) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="headcount")
    await camille.does(text)
    before = last(camille)
    await camille.fills_in(BAKER)
    await camille.sends()
    stage.clock.passes(timedelta(hours=1))
    await camille.does(text)

    assert "omité" in before
    assert "dix minutes" not in last(camille, 1)
    assert camille.dossiers()[0].reference in last(camille, 1)


async def test_a_statement_of_a_project_is_never_taken_for_a_question(stage: Stage, camille: Actor) -> None:
    await camille.does("/start")
    await camille.fills_in(BAKER, until="description")
    said = "Nous voulons savoir qui décide dans l'atelier, combien ça coûte, et si un prêt est gratuit."
    await camille.does((said, Tap("done")))

    assert camille.answers["description"] == said


async def test_a_question_of_who_has_sent_goes_to_the_operator_in_one_touch(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    await camille.applies()
    await camille.sends()
    await camille.does("je peux modifier ?")

    assert "Corriger ou compléter" in last(camille, 1)
    assert any(label.startswith("💬") for label in camille.labels)
