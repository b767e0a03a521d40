"""What is tapped, typed or lost at the wrong time in exchanges: nothing leaves by a slip, nobody is left."""

from dataclasses import replace

import pytest

from bot.services.core.rights import Role
from conversations.exchanges.questions import OfferStatus
from conversations.network.basins import Network
from models.exchanges.tables import NetworkQuestion, Offer
from models.messages.tables import RelayedMessage
from models.network.queries import store_network
from tests.journeys.acting import Actor, Tap, errors, invited, unhurried
from tests.journeys.firms import Firm, asks, choices_of, contributor, passes, supported
from tests.journeys.granted import rows
from tests.journeys.offices import TOUL, enrolled
from tests.stage import Stage

CAN = "Nous avons changé de logiciel l’an dernier, je peux vous raconter."


@pytest.fixture
async def sacha(stage: Stage) -> Actor:
    """An operator of Toul."""
    unhurried(stage)
    return await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)


@pytest.fixture
async def paul(stage: Stage) -> Firm:
    """An advisor of a firm that lends its people, who knows software."""
    return await contributor(stage, "Paul Weber", "Verrerie Orphée", "06 39 98 77 88", "digital")


async def offered(stage: Stage, sacha: Actor, nora: Firm, paul: Firm) -> None:
    """Have a question asked, passed on, and offered to."""
    await asks(nora.actor)
    await passes(stage, sacha)
    await paul.actor.does((Tap("question_can"), CAN, Tap("offer_send.yes")))


def statuses(stage: Stage) -> list[str]:
    """Return where the offers stand, oldest first."""
    return [each.status for each in rows(stage, Offer)]


async def test_one_touch_neither_turns_an_offer_down_nor_takes_it_back(
    stage: Stage, sacha: Actor, nora: Firm, paul: Firm
) -> None:
    await offered(stage, sacha, nora, paul)
    told = len(paul.actor.person.chat.history)
    await nora.actor.does(Tap("offer_decline"))
    await paul.actor.does((Tap("exchange_home"), Tap("question_mine"), Tap("offer_page")))
    await paul.actor.does(Tap("offer_step_back"))

    assert statuses(stage) == [OfferStatus.OFFERED]
    assert len(paul.actor.person.chat.history) == told
    await nora.actor.does((Tap("offer_page"), Tap("offer_want.yes")))
    assert statuses(stage) == [OfferStatus.WANTED]


async def test_a_territory_that_leaves_the_network_is_said_plainly(
    stage: Stage, network: Network, sacha: Actor, nora: Firm, paul: Firm
) -> None:
    await offered(stage, sacha, nora, paul)
    left = replace(network, basins=tuple(each for each in network.basins if each.code != TOUL))
    database = stage.assistant.desk.database
    await database.run(lambda transaction: store_network(transaction, left, stage.clock()))
    await stage.assistant.worlds.renew(database)
    with errors() as wrong:
        for actor in (nora.actor, paul.actor, sacha):
            await actor.does("/entraide")
        await nora.actor.does(Tap("offer_want.yes"))

    assert wrong == []
    assert "n’est plus dans le réseau" in paul.actor.screen
    assert "n’est plus dans le réseau" in nora.actor.alert
    assert statuses(stage) == [OfferStatus.OFFERED]


@pytest.mark.wordings
@pytest.mark.parametrize("typed", ["🥖" * 600, "." * 40, "- " * 40, "<>" * 20])
async def test_what_holds_no_word_is_no_question_and_no_offer(
    stage: Stage, sacha: Actor, nora: Firm, paul: Firm, typed: str
) -> None:
    await nora.actor.does(("/entraide", Tap("question_new"), Tap("question_kind.visit"), typed))
    assert not nora.actor.has("question_except.nobody")
    await nora.actor.does(("/entraide", Tap("question_new"), Tap("question_kind")))
    await asks(nora.actor, "visit")
    await passes(stage, sacha)
    await paul.actor.does((Tap("question_can"), typed))

    assert not paul.actor.has("offer_send.yes")
    assert rows(stage, Offer) == []


async def test_an_offer_whose_question_was_erased_says_so(
    stage: Stage, sacha: Actor, nora: Firm, paul: Firm
) -> None:
    await offered(stage, sacha, nora, paul)
    await nora.actor.does("/supprimer")
    nora.actor.person.taps("Tout effacer")
    await stage.plays()
    await paul.actor.does(("/entraide", Tap("question_mine")))
    assert "question effacée" in paul.actor.screen
    await paul.actor.does(Tap("offer_page"))

    assert "«  »" not in paul.actor.screen and "question effacée" in paul.actor.screen


async def test_an_operator_who_takes_part_reaches_what_waits_for_them(
    stage: Stage, sacha: Actor, nora: Firm
) -> None:
    lea = await supported(stage, "Léa Roux", "Menuiserie Roux", "06 39 98 55 66")
    await lea.actor.does(f"/start {await invited(stage, Role.OPERATOR, TOUL)}")
    await asks(nora.actor)
    await lea.actor.does(("/entraide", Tap("desk")))

    assert lea.actor.has("desk_question")


async def test_where_who_asks_is_the_only_operator_the_coordination_reads_it(
    stage: Stage, nora: Firm
) -> None:
    unhurried(stage)
    alex = await enrolled(stage, "Alex", Role.COORDINATOR)
    await nora.actor.does(f"/start {await invited(stage, Role.OPERATOR, TOUL)}")
    await asks(nora.actor)

    await alex.does(Tap("desk_question"))
    assert alex.has("desk_forward.yes")
    [question] = rows(stage, NetworkQuestion)
    assert question.asker_id == nora.actor.person.id


async def test_who_agrees_goes_on_by_a_touch(stage: Stage) -> None:
    nora = await supported(stage, "Nora Lambert", "Fournil Lambert", "06 39 98 12 34", agreed=False)
    await nora.actor.does((Tap("exchange_agree"), Tap("exchange_home")))

    assert nora.actor.has("question_new")


async def test_words_typed_at_the_wrong_time_are_no_way_to_reach_somebody(
    stage: Stage, sacha: Actor, nora: Firm, paul: Firm
) -> None:
    await offered(stage, sacha, nora, paul)
    await nora.actor.does((Tap("offer_reach"), "oui bien sûr"))
    assert choices_of(stage, nora).contact is None
    await nora.actor.does("06 39 98 00 1")
    assert choices_of(stage, nora).contact is None and "06 39 98 00 1" in nora.actor.screen
    await nora.actor.does("06 39 98 00 11")

    assert choices_of(stage, nora).contact == "06 39 98 00 11"


async def test_the_work_list_tells_of_questions_and_one_leads_to_the_next(
    stage: Stage, sacha: Actor, nora: Firm, paul: Firm
) -> None:
    await asks(nora.actor)
    await asks(paul.actor, "visit")
    await sacha.does("/file")
    assert "Rien ne vous attend" not in sacha.screen and "2 questions" in sacha.screen
    await sacha.does((Tap("desk"), Tap("desk_question"), Tap("desk_forward.yes")))
    assert "(1)" in sacha.labels[0]
    await sacha.does((Tap("desk_question"), Tap("desk_forward.yes")))

    assert {each.status for each in rows(stage, NetworkQuestion)} == {"open"}


async def test_questions_of_ones_own_firm_wait_for_somebody_else(
    stage: Stage, sacha: Actor, nora: Firm
) -> None:
    await nora.actor.does(f"/start {await invited(stage, Role.OPERATOR, TOUL)}")
    await asks(nora.actor)
    await nora.actor.does("/file")
    assert not nora.actor.has("desk")
    await sacha.does("/file")

    assert sacha.has("desk")


async def test_days_said_where_no_mission_runs_are_answered(stage: Stage, paul: Firm) -> None:
    await paul.actor.does("2,5 j faits")

    assert "pas de jours à noter" in paul.actor.screen


async def test_another_door_is_one_that_its_reader_can_open(
    stage: Stage, sacha: Actor, nora: Firm, paul: Firm
) -> None:
    for firm, door in ((nora, True), (paul, False)):
        await asks(firm.actor, "visit")
        await sacha.does((Tap("desk_question"), Tap("desk_decline"), "Déjà posée ce mois-ci."))
        await sacha.does(Tap("desk_decline.yes"))
        assert ("/suivi" in firm.actor.screen) is door


async def test_who_lends_themselves_comes_back_to_their_missions(stage: Stage, paul: Firm) -> None:
    await paul.actor.does("/start")
    assert "Vos missions" in paul.actor.screen and "/nouvelle" in paul.actor.screen
    await paul.actor.does(("/nouvelle", "oui"))
    assert paul.actor.state == "role"
    await paul.actor.does("/start")

    assert "Vos missions" not in paul.actor.screen, "what they prepare comes first"


async def test_the_message_of_a_question_is_edited_until_it_is_sent(
    stage: Stage, sacha: Actor, nora: Firm
) -> None:
    await nora.actor.does(("/entraide", Tap("question_new"), Tap("question_kind.equipment")))
    await nora.actor.does("un four pour deux semaines")
    [*_, said] = [each for each in nora.actor.person.chat.history if not each.sender.is_bot]
    await nora.actor.does(Tap("question_except.nobody"))
    nora.actor.person.edits(said, "un grand four pour trois semaines, Nora Lambert")
    await stage.plays()
    assert "un grand four pour trois semaines, •••" in nora.actor.screen
    await nora.actor.does(Tap("question_send.yes"))
    nora.actor.person.edits(said, "Nora Lambert, un four")
    await stage.plays()

    [question] = rows(stage, NetworkQuestion)
    assert question.text == "un grand four pour trois semaines, •••"
    assert "a été envoyée" in nora.actor.screen and "Corrigé" not in nora.actor.screen
    assert rows(stage, RelayedMessage) == []


async def test_the_message_of_an_offer_is_edited_until_it_is_sent(
    stage: Stage, sacha: Actor, nora: Firm, paul: Firm
) -> None:
    await asks(nora.actor)
    await passes(stage, sacha)
    await paul.actor.does((Tap("question_can"), "Je peux vous raconter."))
    [*_, said] = [each for each in paul.actor.person.chat.history if not each.sender.is_bot]
    paul.actor.person.edits(said, "Je peux vous montrer.")
    await stage.plays()
    await paul.actor.does(Tap("offer_send.yes"))
    paul.actor.person.edits(said, "Je suis Paul Weber")
    await stage.plays()

    [offer] = rows(stage, Offer)
    assert offer.words == "Je peux vous montrer."
    assert "l’autre entreprise lit" in paul.actor.screen


async def test_a_place_and_a_contact_card_are_passed_on_to_nobody_and_the_question_goes_on(
    stage: Stage, sacha: Actor, nora: Firm, paul: Firm
) -> None:
    await nora.actor.does(("/entraide", Tap("question_new"), Tap("question_kind.equipment")))
    nora.actor.person.shares_location(48.67, 5.89)
    await stage.plays()
    nora.actor.person.shares_contact()
    await stage.plays()
    told = [each.text for each in nora.actor.person.chat.history if each.sender.is_bot]
    assert ["à personne" in each for each in told[-2:]] == [True, True]
    await nora.actor.does(("un four pour deux semaines", Tap("question_except.nobody")))

    assert "un four pour deux semaines" in nora.actor.screen


async def test_ones_own_contact_card_says_how_one_is_reached(
    stage: Stage, sacha: Actor, nora: Firm, paul: Firm
) -> None:
    await offered(stage, sacha, nora, paul)
    await nora.actor.does(Tap("offer_reach"))
    nora.actor.person.shares_contact(paul.actor.person.user)
    await stage.plays()
    assert choices_of(stage, nora).contact is None
    nora.actor.person.shares_contact()
    await stage.plays()

    assert choices_of(stage, nora).contact == nora.actor.person.user.phone
