"""Who lends days cannot come, or asks something, in their own words: those who wait for them hear of it."""

import pytest

from bot.playground.telegram.chats import Chat
from conversations.dossiers.lifecycle import Event
from conversations.dossiers.traces import Trace
from models.dossiers.tables import Dossier
from models.support.tables import DaysStatement
from tests.journeys.acting import Actor, Tap, events
from tests.journeys.granted import granted, rows
from tests.journeys.lending import lends
from tests.journeys.offices import TOUL
from tests.journeys.sittings import taps
from tests.stage import Stage

pytestmark = pytest.mark.wordings


@pytest.fixture
async def claire(stage: Stage) -> Actor:
    """An advisor who has an account."""
    return await lends(stage, "Claire", TOUL, "Forges du Val", "Claire Morel")


@pytest.fixture
async def dossier(stage: Stage, camille: Actor, toul: Chat, sacha: Actor) -> Dossier:
    """A grant of four days."""
    return await granted(stage, camille, sacha, toul, Event.GRANT_SKILLS)


@pytest.fixture
async def signed(stage: Stage, sacha: Actor, dossier: Dossier, claire: Actor) -> Dossier:
    """The same, with its agreement signed."""
    await sacha.does(("/file", Tap("open"), Tap("contract"), Tap("contract.sign"), Tap("contract.today")))
    await sacha.does(Tap("yes"))
    return dossier


def heard(*actors: Actor) -> list[int]:
    """Count the messages in private chats."""
    return [len(actor.person.chat.history) for actor in actors]


def noted(stage: Stage) -> list[str | None]:
    """Return the notes, oldest first."""
    return [each.note for each in events(stage) if each.event == Trace.NOTE]


@pytest.mark.parametrize(
    "text",
    ["je peux pas lundi", "annuler ma venue", "c’est où ?", "quand ?"],
)  # fmt: skip
async def test_what_an_advisor_types_reaches_the_operator_and_the_firm_once_it_is_chosen(
    stage: Stage, camille: Actor, sacha: Actor, claire: Actor, signed: Dossier, text: str
) -> None:
    before = heard(camille, sacha)
    await claire.does(text)
    assert text in claire.screen and "Personne ne l’a lu" in claire.screen
    assert heard(camille, sacha) == before, "nothing leaves before it is confirmed"
    await claire.does(Tap("own_words.firm.yes"))
    assert "Boulangerie des Tilleuls" in claire.screen and "Pays Terres de Lorraine" in claire.screen
    for actor in (camille, sacha):
        assert f"« {text} »" in actor.screen.replace("\xa0", " ").replace("\u202f", " ")
        assert "Claire Morel" in actor.screen
    assert noted(stage) == [f"Claire Morel: {text}"]


async def test_the_operator_alone_reads_it_where_the_advisor_says_so(
    stage: Stage, camille: Actor, sacha: Actor, claire: Actor, signed: Dossier
) -> None:
    before = heard(camille)
    await claire.does(("je ne peux plus venir", Tap("own_words.yes")))
    assert heard(camille) == before and "je ne peux plus venir" in sacha.screen
    await sacha.does(Tap("team"))
    assert "Claire Morel" in sacha.screen


async def test_what_is_typed_next_takes_the_place_and_an_old_button_sends_nothing(
    stage: Stage, camille: Actor, sacha: Actor, claire: Actor, signed: Dossier
) -> None:
    await claire.does("je peux pas lundi")
    shown, button = claire.person.chat.last, claire.button("own_words.firm.yes")
    await claire.does("je peux pas mardi")
    before = heard(camille, sacha)
    claire.person.forges_tap(button.data or "", shown)
    await stage.plays()
    assert heard(camille, sacha) == before and noted(stage) == []
    await claire.does(Tap("own_words.firm.yes"))
    assert "mardi" in camille.screen
    sent = heard(camille, sacha)
    claire.person.forges_tap(button.data or "", shown)
    await stage.plays()
    assert heard(camille, sacha) == sent


@pytest.mark.parametrize("word", ["annuler", "non"])
async def test_it_is_left_at_a_word(
    stage: Stage, camille: Actor, sacha: Actor, claire: Actor, signed: Dossier, word: str
) -> None:
    before = heard(camille, sacha)
    await claire.does(("je peux pas lundi", word))
    assert heard(camille, sacha) == before and noted(stage) == []
    assert not claire.has("n")


async def test_days_given_are_still_days(stage: Stage, claire: Actor, sacha: Actor, signed: Dossier) -> None:
    await sacha.does((Tap("start"), Tap("start.today"), Tap("yes")))
    await claire.does(("je peux pas lundi", "1 jour fait"))
    assert "1 j en tout" in claire.screen and noted(stage) == []


async def test_the_page_of_an_advisor_offers_to_tell_it(
    stage: Stage, camille: Actor, claire: Actor, signed: Dossier
) -> None:
    await claire.does(("/missions", Tap("own_words"), "Je serai en retard lundi."))
    assert claire.has("own_words.firm.yes")
    await claire.does(Tap("own_words.firm.yes"))
    assert "en retard lundi" in camille.screen


async def test_before_an_agreement_the_operator_alone_is_told_and_the_firm_stays_unnamed(
    stage: Stage, camille: Actor, sacha: Actor, claire: Actor, dossier: Dossier
) -> None:
    await sacha.does(("/file", Tap("open"), Tap("contract"), Tap("team_ask"), Tap("yes")))
    before = heard(camille)
    await claire.does("oui avec plaisir mais pas avant février")
    assert claire.has("proposal.accepts"), "the answer itself is still asked"
    assert not claire.has("own_words.firm.yes") and "Tilleuls" not in claire.screen
    await claire.does(Tap("own_words.yes"))
    assert "pas avant février" in sacha.screen and heard(camille) == before

    await taps(claire, "proposal.accepts")
    await claire.does(("finalement je peux plus", Tap("own_words.yes")))
    assert "finalement je peux plus" in sacha.screen and heard(camille) == before
    assert "Tilleuls" not in claire.screen


async def test_who_has_no_mission_is_told_what_there_is(claire: Actor) -> None:
    await claire.does("je ne peux plus venir")
    assert "/missions" in claire.screen and not claire.has("own_words")


async def test_days_that_are_taken_off_are_fewer_and_the_whole_of_them_may_be_said_again(
    stage: Stage, claire: Actor, sacha: Actor, signed: Dossier
) -> None:
    await sacha.does((Tap("start"), Tap("start.today"), Tap("yes")))
    await claire.does(("1,5 j faits", "-1 jour"))
    assert [each.tenths for each in rows(stage, DaysStatement)] == [5]
    await claire.does("non 2 en tout")
    assert [each.tenths for each in rows(stage, DaysStatement)] == [20]
    await claire.does("-3 jours")
    assert [each.tenths for each in rows(stage, DaysStatement)] == [20], "there are no days below none"
