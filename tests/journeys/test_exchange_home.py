"""Exchanges open to supported firms once they have agreed; they choose, and leave, by a tap."""

from sqlmodel import Session

from bot.playground.telegram.chats import Chat
from models.exchanges.tables import Participation
from tests.journeys.acting import Actor, Tap
from tests.journeys.granted import granted
from tests.stage import Stage


def choices(stage: Stage, actor: Actor) -> Participation | None:
    """Return what somebody agreed to, as it is stored."""
    with Session(stage.assistant.desk.database.engine) as session:
        return session.get(Participation, actor.person.id)


async def test_who_has_no_granted_request_is_told_what_exchanges_are(stage: Stage, camille: Actor) -> None:
    await camille.does("/entraide")

    assert "/start" in camille.screen
    assert not camille.labels


async def test_a_supported_firm_agrees_first_then_chooses(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await granted(stage, camille, sacha, toul)
    await camille.does("/entraide")
    assert not camille.has("exchange_choices")
    await camille.does((Tap("exchange_agree"), "/entraide", Tap("exchange_choices")))
    await camille.does((Tap("exchange_choices.visit"), Tap("exchange_choices.4")))

    stored = choices(stage, camille)
    assert stored is not None and stored.agreed_at is not None
    assert (stored.refused_kinds, stored.monthly) == (["visit"], 4)


async def test_who_leaves_is_asked_twice_and_may_come_back(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await granted(stage, camille, sacha, toul)
    await camille.does(("/entraide", Tap("exchange_agree"), "/entraide", Tap("exchange_leave")))
    stored = choices(stage, camille)
    assert stored is not None and stored.withdrawn_at is None
    await camille.does(Tap("exchange_leave.yes"))
    stored = choices(stage, camille)
    assert stored is not None and stored.withdrawn_at is not None
    await camille.does(("/entraide", Tap("exchange_agree")))
    stored = choices(stage, camille)
    assert stored is not None and stored.withdrawn_at is None
