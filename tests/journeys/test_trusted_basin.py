"""A basin that trusts its firms passes their questions on at once, but never what the law frames."""

from dataclasses import replace
from datetime import timedelta

import pytest

from conversations.exchanges.draft import MOST_MONTHLY
from conversations.exchanges.questions import QuestionStatus
from conversations.network.basins import ExchangeTerms, Network
from models.exchanges.tables import NetworkQuestion, QuestionRecipient
from models.network.file import read_network, sample_network_text
from models.places.search import CommuneTable
from tests.journeys.acting import Actor, Tap, unhurried
from tests.journeys.firms import Firm, asks, choices_of, supported, writes
from tests.journeys.granted import rows
from tests.journeys.offices import TOUL
from tests.stage import Stage


@pytest.fixture(scope="module")
def network() -> Network:
    """The sample network, whose basin of Toul trusts its firms."""
    sample = read_network(sample_network_text(), CommuneTable())
    trusting = ExchangeTerms(trusted=True)
    basins = (replace(each, exchanges=trusting) if each.code == TOUL else each for each in sample.basins)
    return replace(sample, basins=tuple(basins))


@pytest.fixture
async def lea(stage: Stage) -> Firm:
    """A joiner of Toul whose request was granted."""
    return await supported(stage, "Léa Roux", "Menuiserie Roux", "06 39 98 55 66")


def statuses(stage: Stage) -> list[str]:
    """Return where the questions stand, oldest first."""
    return [each.status for each in rows(stage, NetworkQuestion)]


async def test_a_question_goes_at_once(stage: Stage, sacha: Actor, nora: Firm, lea: Firm) -> None:
    await asks(nora.actor)
    await stage.ticks()

    assert statuses(stage) == [QuestionStatus.OPEN]
    assert "facturation" in lea.actor.screen
    assert not sacha.has("desk_question")


async def test_a_word_that_may_be_a_name_is_read_first(
    stage: Stage, sacha: Actor, nora: Firm, lea: Firm
) -> None:
    await writes(nora.actor, "advice", "Qui sait régler une vieille Berthe de boulanger ?")
    await nora.actor.does((Tap("question_spare.word"), Tap("question_send.yes")))
    await stage.ticks()

    assert statuses(stage) == [QuestionStatus.WRITTEN]
    assert "Berthe" not in lea.actor.screen and sacha.has("desk_question")


async def test_whom_not_to_ask_is_read_first_and_the_operator_is_told_when_it_names_nobody(
    stage: Stage, sacha: Actor, nora: Firm, lea: Firm
) -> None:
    await writes(nora.actor)
    await nora.actor.does((Tap("question_except"), "mon beau-frère", Tap("question_send.yes")))
    await stage.ticks()

    assert statuses(stage) == [QuestionStatus.WRITTEN]
    await sacha.does(Tap("desk_question"))
    assert "ne reconnais personne" in sacha.screen
    await writes(nora.actor, text="Qui a déjà changé de caisse, et me dirait comment cela s’est passé ?")
    await nora.actor.does((Tap("question_except"), "Menuiserie Roux", Tap("question_send.yes")))
    await sacha.does(Tap("desk_question"))
    assert sacha.screen.count("ne reconnais personne") == 1, "of the first question alone"


@pytest.mark.parametrize("read_first", ["a word", "whom not to ask"])
async def test_who_sees_the_files_is_told_as_it_is_once_the_question_is_read_first(
    stage: Stage, sacha: Actor, nora: Firm, lea: Firm, read_first: str
) -> None:
    await writes(nora.actor, "advice", "Qui sait régler une vieille Berthe de boulanger ?")
    nora.actor.person.sends_voice(b"OggS the voice of the baker")
    await stage.plays()
    if read_first == "a word":
        await nora.actor.does((Tap("question_new"), Tap("question_spare.word")))
    else:
        await nora.actor.does((Tap("question_new"), Tap("question_except"), "Menuiserie Roux"))

    assert "Terres de Lorraine peut l’ouvrir" in nora.actor.screen.replace("\u00a0", " ")


async def test_lending_staff_is_always_read_first(stage: Stage, sacha: Actor, nora: Firm, lea: Firm) -> None:
    await asks(nora.actor, "staff", "Peu de travail en janvier : qui a besoin d’un soudeur ?")
    await stage.ticks()

    assert statuses(stage) == [QuestionStatus.WRITTEN]
    assert rows(stage, QuestionRecipient) == []
    assert sacha.has("desk_question")


async def test_a_question_that_would_reach_nobody_waits_for_the_operator(
    stage: Stage, sacha: Actor, nora: Firm
) -> None:
    await asks(nora.actor)
    assert statuses(stage) == [QuestionStatus.WRITTEN]
    await sacha.does(Tap("desk_question"))

    assert "personne pour l’instant" in sacha.screen


async def test_five_questions_a_month_are_enough_and_the_sixth_is_kept(
    stage: Stage, nora: Firm, lea: Firm
) -> None:
    unhurried(stage)
    for _ in range(MOST_MONTHLY):
        await asks(nora.actor)
        await nora.actor.does((Tap("question_mine"), Tap("question_page"), Tap("question_withdraw")))
        await nora.actor.does(Tap("question_withdraw.yes"))
    await asks(nora.actor)
    assert len(statuses(stage)) == MOST_MONTHLY
    assert "1 décembre" in nora.actor.alert or "1er décembre" in nora.actor.alert
    assert choices_of(stage, nora).writing is not None
    stage.clock.passes(timedelta(days=9))
    await nora.actor.does(("/entraide", Tap("question_new"), Tap("question_send.yes")))

    assert len(statuses(stage)) == MOST_MONTHLY + 1


async def test_a_question_said_again_before_it_is_read_calls_nobody_again(
    stage: Stage, sacha: Actor, nora: Firm
) -> None:
    await asks(nora.actor)
    heard = len(sacha.person.chat.history)
    await nora.actor.does((Tap("question_mine"), Tap("question_page")))
    button = nora.actor.button("question_withdraw")
    for _ in range(2):
        [message] = nora.actor.person.chat.history[-1:]
        nora.actor.person.forges_tap(
            (button.data or "").replace("question_withdraw", "question_reword"), message
        )
        await stage.plays()
        await nora.actor.does(
            ("Qui a changé de logiciel de facturation, cette année ?", Tap("question_send.yes"))
        )

    assert statuses(stage) == [QuestionStatus.WRITTEN]
    assert len(sacha.person.chat.history) == heard


async def test_the_agreement_says_what_is_so_in_this_basin(stage: Stage) -> None:
    eva = await supported(stage, "Eva Klein", "Pâtisserie Klein", "06 39 98 44 22", agreed=False)

    assert "vos questions partent aussitôt" in eva.actor.screen
    assert "prêt de personnel" in eva.actor.screen
    assert "relit chaque question" not in eva.actor.screen


async def test_nobody_opens_the_files_of_a_question_that_goes_at_once_before_both_agreed(
    stage: Stage, sacha: Actor, nora: Firm, lea: Firm
) -> None:
    await writes(nora.actor)
    nora.actor.person.sends_voice(b"OggS the voice of the baker")
    await stage.plays()
    assert "à aucune autre entreprise" in nora.actor.screen
    await nora.actor.does((Tap("question_new"), Tap("question_send.yes")))
    await stage.ticks()
    await sacha.does(("/entraide", Tap("desk_question")))
    assert not sacha.has("desk_files")
    await lea.actor.does((Tap("question_can"), "Je peux vous raconter.", Tap("offer_send.yes")))
    await nora.actor.does(Tap("offer_want.yes"))
    assert not [each for each in (*lea.actor.person.chat.history, *sacha.person.chat.history) if each.file]
    await lea.actor.does(Tap("offer_confirm.yes"))

    assert [each.file.content for each in lea.actor.person.chat.history if each.file] == [
        b"OggS the voice of the baker"
    ]


async def test_what_the_law_frames_is_read_with_its_files(stage: Stage, sacha: Actor, nora: Firm) -> None:
    await writes(nora.actor, "staff", "Qui nous prêterait deux personnes en mars, pour la saison ?")
    nora.actor.person.sends_document("fiche.pdf", b"%PDF")
    await stage.plays()
    assert "peut l’ouvrir pour lire votre question" in nora.actor.screen
    await nora.actor.does((Tap("question_new"), Tap("question_send.yes")))
    await sacha.does((Tap("desk_question"), Tap("desk_files")))

    assert [each.file.content for each in sacha.person.chat.history if each.file] == [b"%PDF"]
