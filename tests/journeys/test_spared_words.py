"""A word that only looks like a name may stay, if its author says so; an operator looks at a question's."""

import pytest

from bot.services.core.rights import Role
from conversations.exchanges.questions import QuestionStatus
from models.exchanges.tables import NetworkQuestion
from tests.journeys.acting import Actor, Tap
from tests.journeys.firms import Firm, contributor, supported, writes
from tests.journeys.granted import rows
from tests.journeys.offices import TOUL, enrolled
from tests.stage import Stage

TEXT = "Qui sait régler une vieille Berthe, et demanderait à Karim Benali ou à Nora Lambert ? 06 39 98 12 34"


@pytest.fixture
async def sacha(stage: Stage) -> Actor:
    """An operator of Toul."""
    return await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)


@pytest.fixture
async def nora(stage: Stage) -> Firm:
    """A baker of Toul whose request was granted."""
    return await supported(stage, "Nora Lambert", "Fournil Lambert", "06 39 98 12 34")


async def test_a_word_that_is_nobody_s_name_stays_and_the_operator_is_told(
    stage: Stage, sacha: Actor, nora: Firm
) -> None:
    paul = await contributor(stage, "Paul Weber", "Verrerie Orphée", "06 39 98 77 88", "digital")
    await writes(nora.actor, "advice", TEXT)
    assert "une vieille •••" in nora.actor.screen
    assert len([label for label in nora.actor.labels if "n’est le nom de personne" in label]) == 1

    await nora.actor.does(Tap("question_spare.word"))
    assert "une vieille Berthe, et demanderait à ••• ou à ••• ?" in nora.actor.screen
    await nora.actor.does(Tap("question_send.yes"))

    [question] = rows(stage, NetworkQuestion)
    assert question.status == QuestionStatus.WRITTEN
    await sacha.does(Tap("desk_question"))
    assert "🔎" in sacha.screen and "Berthe" in sacha.screen.split("🔎")[1]
    await sacha.does(Tap("desk_forward.yes"))
    await stage.ticks()
    assert "Berthe" in paul.actor.screen
    assert not any(secret in paul.actor.screen for secret in (*nora.secrets, "Karim", "Benali"))


async def test_other_words_are_looked_at_anew(stage: Stage, sacha: Actor, nora: Firm) -> None:
    await writes(nora.actor, "advice", TEXT)
    await nora.actor.does(
        (Tap("question_spare.word"), Tap("question_text"), "Qui connaît la Berthe de Karim ?")
    )

    assert "Berthe" not in nora.actor.screen.split("Qui connaît")[1] and "Karim" not in nora.actor.screen


async def test_an_operator_is_told_of_a_name_in_what_they_write(
    stage: Stage, sacha: Actor, nora: Firm
) -> None:
    await writes(nora.actor, "advice", TEXT)
    await nora.actor.does(Tap("question_send.yes"))

    await sacha.does((Tap("desk_question"), Tap("desk_reword"), "Dites plutôt la marque du pétrin."))
    assert "🔎" not in sacha.screen
    await sacha.does("Parlez-en à Mme Martin, au 06 39 98 44 22.")
    assert "🔎" in sacha.screen and "nom de quelqu’un" in sacha.screen and "Mme Martin" in sacha.screen
    await sacha.does(Tap("desk_reword.yes"))

    assert "Mme Martin" in nora.actor.screen and "🔎" not in nora.actor.screen


async def test_so_it_may_in_an_offer_but_the_names_of_who_offers(
    stage: Stage, sacha: Actor, nora: Firm
) -> None:
    paul = await contributor(stage, "Paul Weber", "Verrerie Orphée", "06 39 98 77 88", "digital")
    await writes(nora.actor, "advice", "Qui sait régler une vieille machine à lait, cette semaine ?")
    await nora.actor.does(Tap("question_send.yes"))
    await sacha.does((Tap("desk_question"), Tap("desk_forward.yes")))
    await stage.ticks()
    await paul.actor.does((Tap("question_can"), "J’ai une vieille Berthe, demandez Paul Weber."))
    assert "une vieille •••" in paul.actor.screen
    assert len([label for label in paul.actor.labels if "n’est le nom de personne" in label]) == 1

    await paul.actor.does(Tap("offer_spare.word"))
    assert "une vieille Berthe" in paul.actor.screen
    await paul.actor.does(Tap("offer_send.yes"))
    assert "une vieille Berthe" in nora.actor.screen
    assert not any(secret in nora.actor.screen for secret in paul.secrets)
