"""The basin's letter is drafted from data, edited and sent by its operator, to those who asked for it."""

from datetime import timedelta

import pytest

from bot.playground.telegram.chats import Chat
from bot.services.exchanges.letters import readers as letter_readers
from models.exchanges.tables import BasinLetter
from tests.journeys.acting import Actor, Tap
from tests.journeys.granted import granted, rows
from tests.journeys.offices import TOUL
from tests.stage import Stage


@pytest.fixture
async def reader(stage: Stage, camille: Actor, toul: Chat, sacha: Actor) -> Actor:
    """Camille, supported, who asked for the letter of Toul."""
    await granted(stage, camille, sacha, toul)
    await camille.does(("/entraide", Tap("exchange_agree"), "/entraide", Tap("letter_want")))
    return camille


async def drafts(stage: Stage, sacha: Actor) -> None:
    """Come to the first working day of the month after, when the letter is drafted."""
    stage.clock.passes(timedelta(days=8))
    await stage.ticks()
    await sacha.does(Tap(f"basin_letter.{TOUL}"))


async def test_nothing_leaves_before_the_operator_has_confirmed_it(
    stage: Stage, reader: Actor, sacha: Actor
) -> None:
    await drafts(stage, sacha)
    before = reader.screen
    await sacha.does((Tap("letter_word"), "Le salon des artisans a lieu le 12."))
    await sacha.does(Tap("letter_send"))
    assert reader.screen == before
    await sacha.does(Tap("yes"))

    assert "salon des artisans" in reader.screen
    [letter] = rows(stage, BasinLetter)
    assert letter.sent_at is not None and letter.reached == 1
    await sacha.does("/entraide")


async def test_who_stops_the_letter_is_sent_no_other(stage: Stage, reader: Actor, sacha: Actor) -> None:
    await drafts(stage, sacha)
    await sacha.does((Tap("letter_send"), Tap("yes")))
    await reader.does(Tap("letter_stop"))
    shown = reader.screen
    stage.clock.passes(timedelta(days=31))
    await stage.ticks()
    await sacha.does(("/entraide", Tap("basin_letter"), Tap("letter_send")))
    assert reader.screen == shown


async def test_a_paragraph_is_reworded_or_left_out(stage: Stage, reader: Actor, sacha: Actor) -> None:
    await drafts(stage, sacha)
    await sacha.does((Tap("letter_edit.1"), "Le comité se réunit bientôt."))
    assert "Le comité se réunit bientôt." in sacha.screen
    await sacha.does((Tap("letter_edit.1.out"), Tap("letter_word"), "Bonjour à toutes et à tous."))
    await sacha.does((Tap("letter_send"), Tap("yes")))
    assert "Bonjour à toutes" in reader.screen and "bientôt" not in reader.screen


async def test_a_result_goes_only_with_its_firms_agreement(stage: Stage, reader: Actor, sacha: Actor) -> None:
    [dossier] = reader.dossiers()
    await drafts(stage, sacha)
    told = "La Boulangerie des Tilleuls a ouvert un second fournil."
    await sacha.does((Tap("letter_result"), f"{dossier.reference}, {told}"))
    assert told in sacha.screen and told not in reader.screen, "what leaves is shown first"
    await sacha.does(Tap("letter_result.yes"))
    assert told in reader.screen
    await reader.does("plutôt non")
    await sacha.does(("/entraide", Tap("basin_letter"), Tap("letter_send"), Tap("yes")))
    assert "second fournil" not in reader.screen


async def test_a_result_that_was_agreed_to_is_gone_once_its_firm_is_erased(
    stage: Stage, reader: Actor, sacha: Actor
) -> None:
    [dossier] = reader.dossiers()
    await drafts(stage, sacha)
    await sacha.does((Tap("letter_result"), f"{dossier.reference}, La boulangerie a grandi.", Tap("yes")))
    await reader.does(("je suis d’accord", "/supprimer", Tap("z")))
    [letter] = rows(stage, BasinLetter)
    assert "grandi" not in str(letter.content)


async def test_the_timer_asks_for_a_months_letters_no_more_once_they_are_drafted(
    stage: Stage, reader: Actor, sacha: Actor
) -> None:
    stage.clock.passes(timedelta(days=8))

    async def due() -> list[int]:
        return await stage.assistant.desk.database.read(
            lambda connection: letter_readers.due(connection, now=stage.clock())
        )

    assert len(await due()) == 1
    await stage.ticks()
    assert len(rows(stage, BasinLetter)) == 1
    assert await due() == []


async def test_a_letter_never_holds_more_than_a_message(stage: Stage, reader: Actor, sacha: Actor) -> None:
    await drafts(stage, sacha)
    for n in range(8):
        await sacha.does(("/entraide", Tap("basin_letter"), Tap("letter_word")))
        await sacha.does(f"{n} : " + "Bravo à tous. " * 40)
    assert "2400" in sacha.screen.replace("\u202f", "").replace("\xa0", "")
    await sacha.does(("/entraide", Tap("basin_letter"), Tap("letter_send"), Tap("yes")))

    assert "3 : Bravo" in reader.screen and not reader.screen.rstrip().endswith("…")
