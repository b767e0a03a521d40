"""Time passes over a question: it is read, asked farther, or ends; nobody who waits is left in silence."""

from datetime import timedelta

import pytest

from bot.services.core.rights import Role
from conversations.exchanges.questions import OfferStatus, QuestionStatus
from models.exchanges.tables import Exchange, NetworkQuestion, Offer, QuestionRecipient
from tests.journeys.acting import Actor, Tap
from tests.journeys.firms import MEUSE, Firm, asks, contributor, days_pass, passes, supported
from tests.journeys.granted import rows
from tests.journeys.offices import TOUL, enrolled
from tests.journeys.test_answering_questions import offers_help, unread
from tests.stage import Stage


@pytest.fixture
async def lea(stage: Stage) -> Firm:
    """A joiner of Toul whose request was granted."""
    return await supported(stage, "Léa Roux", "Menuiserie Roux", "06 39 98 55 66")


@pytest.fixture
async def hugo(stage: Stage) -> Firm:
    """An advisor of the neighbouring basin."""
    return await contributor(stage, "Hugo Marin", "Câbles Marin", "06 39 98 33 11", "digital", basin=MEUSE)


def status(stage: Stage) -> QuestionStatus:
    """Return where the only question stands."""
    [found] = rows(stage, NetworkQuestion)
    return QuestionStatus(found.status)


def told(actor: Actor) -> str:
    """Return all that somebody was told."""
    return "\n".join(message.text for message in actor.person.chat.history)


async def test_a_question_that_nobody_reads_is_recalled_then_told_to_who_answers_for_the_basin(
    stage: Stage, sacha: Actor, nora: Firm
) -> None:
    maud = await enrolled(stage, "Maud", Role.MANAGER, TOUL)
    await asks(nora.actor)
    heard = told(maud).count("vous attend")
    await days_pass(stage, 2)
    await stage.ticks()
    assert told(sacha).count("Une question au réseau vous attend") == 2
    await days_pass(stage, 2)
    await stage.ticks()

    assert "attend d’être lue" in maud.screen
    assert told(sacha).count("Une question au réseau vous attend") == 2
    assert told(maud).count("vous attend") == heard + 1


async def test_nobody_answered_and_the_neighbours_are_asked_if_its_author_agrees(
    stage: Stage, sacha: Actor, nora: Firm, hugo: Firm
) -> None:
    ayoub = await enrolled(stage, "Ayoub", Role.OPERATOR, MEUSE)
    await asks(nora.actor)
    await passes(stage, sacha)
    assert "facturation" not in told(hugo.actor)
    await days_pass(stage, 11)
    assert "territoires voisins" in nora.actor.screen
    await nora.actor.does(Tap("question_widen.yes"))
    await stage.ticks()
    assert status(stage) is QuestionStatus.WIDENED
    assert "facturation" in hugo.actor.screen and "territoire voisin" in hugo.actor.screen
    assert "facturation" in ayoub.screen and not any(secret in ayoub.screen for secret in nora.secrets)
    assert [each.widened for each in rows(stage, QuestionRecipient)] == [True]
    await offers_help(hugo)
    await nora.actor.does(Tap("offer_want.yes"))
    assert unread(nora, hugo) and unread(hugo, nora)
    await hugo.actor.does(Tap("offer_confirm.yes"))

    assert [each.status for each in rows(stage, Offer)] == [OfferStatus.INTRODUCED]


async def test_still_nobody_is_said_plainly_with_another_door(
    stage: Stage, sacha: Actor, nora: Firm, hugo: Firm
) -> None:
    await asks(nora.actor)
    await passes(stage, sacha)
    await days_pass(stage, 11)
    await nora.actor.does(Tap("question_widen.yes"))
    await days_pass(stage, 25)
    await days_pass(stage, 1)

    assert status(stage) is QuestionStatus.UNANSWERED
    assert "Personne n’a répondu" in nora.actor.screen
    assert "/suivi" in nora.actor.screen


async def test_who_does_not_answer_the_proposal_is_told_that_it_is_over(
    stage: Stage, sacha: Actor, nora: Firm, lea: Firm
) -> None:
    await asks(nora.actor)
    await passes(stage, sacha)
    for days in (14, 7, 7, 1):
        await days_pass(stage, days)

    assert status(stage) is QuestionStatus.UNANSWERED
    assert told(nora.actor).count("Personne n’a répondu") == 1


async def test_a_question_whose_day_is_past_closes_and_its_offers_may_be_answered_for_a_week(
    stage: Stage, sacha: Actor, nora: Firm, lea: Firm
) -> None:
    await asks(nora.actor)
    await passes(stage, sacha)
    await offers_help(lea)
    for days in (14, 9):
        await days_pass(stage, days)
    assert status(stage) is QuestionStatus.ENDED
    assert "1 proposition attend" in nora.actor.screen
    await days_pass(stage, 7)
    await days_pass(stage, 1)

    assert [each.status for each in rows(stage, Offer)] == [OfferStatus.LAPSED]
    assert "close" in lea.actor.screen and "close" in nora.actor.screen
    assert unread(nora, lea) and unread(lea, nora)


async def test_whose_turn_it_is_is_reminded_once(stage: Stage, sacha: Actor, nora: Firm, lea: Firm) -> None:
    await asks(nora.actor)
    await passes(stage, sacha)
    await offers_help(lea)
    for _ in range(3):
        await days_pass(stage, 4)

    assert told(nora.actor).count("Quelqu’un peut vous aider") == 2


@pytest.mark.parametrize("second", ["yes", "no"])
async def test_both_are_asked_whether_it_took_place_and_one_no_is_enough(
    stage: Stage, sacha: Actor, nora: Firm, lea: Firm, second: str
) -> None:
    await asks(nora.actor)
    await passes(stage, sacha)
    await offers_help(lea)
    await nora.actor.does(Tap("offer_want.yes"))
    await lea.actor.does(Tap("offer_confirm.yes"))
    assert rows(stage, Exchange) == []
    await days_pass(stage, 14)
    await stage.ticks()
    assert told(nora.actor).count("Il y a deux semaines") == 1
    await nora.actor.does(Tap("offer_met.yes"))
    await lea.actor.does(Tap(f"offer_met.{second}"))

    [exchange] = rows(stage, Exchange)
    assert exchange.kind == "advice" and exchange.offer_id is not None
    assert (exchange.confirmed_at is not None, exchange.erased_at is not None) == (
        (True, False) if second == "yes" else (False, True)
    )


async def test_an_author_who_has_found_closes_it_and_those_who_offered_are_thanked(
    stage: Stage, sacha: Actor, nora: Firm, lea: Firm
) -> None:
    await asks(nora.actor)
    await passes(stage, sacha)
    await offers_help(lea)
    await nora.actor.does((Tap("question_page"), Tap("question_found"), Tap("question_found.yes")))

    assert status(stage) is QuestionStatus.ENDED
    assert "a trouvé" in lea.actor.screen
    stage.clock.passes(timedelta(days=1))
    await stage.ticks()
    assert told(lea.actor).count("a trouvé") == 1
