"""Groups receive the cards of a queue: bound by those who may, lost and found again."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial

import pytest
from sqlmodel import Session, select

from bot.playground.telegram.calls import too_many_requests
from bot.playground.telegram.chats import Chat, Membership
from bot.services.core.rights import Role
from conversations.situation import Answer
from models.database.writer import Transaction
from models.dossiers.tables import Dossier
from models.network.tables import Queue
from models.team.tables import Membership as StoredMembership
from tests.journeys.acting import Actor, Tap, invited
from tests.journeys.sending import BREST, sends
from tests.stage import Stage


async def member(stage: Stage, role: Role | None = None, *basin_codes: str) -> Actor:
    """Return somebody with a role, in each basin where it has some."""
    actor = Actor(stage, stage.telegram.person("Sacha", "Petit", language="fr"))
    if role is not None:
        for basin_code in basin_codes or (None,):
            await actor.does(f"/start {await invited(stage, role, basin_code)}")
    return actor


async def says(actor: Actor, group: Chat, text: str) -> str:
    """Say something in a group; return what the bot said last there."""
    actor.person.types(text, chat=group)
    await actor.stage.plays()
    return group.last.text if any(message.sender.is_bot for message in group.history) else ""


def queues(stage: Stage) -> dict[str, int]:
    """Return the group of each queue."""
    with Session(stage.assistant.desk.database.engine) as session:
        return {queue.basin_code: queue.chat_id for queue in session.exec(select(Queue))}


def cards(group: Chat) -> list[str]:
    """Return the dossiers shown in a group."""
    return [message.text for message in group.history if "AZ-26-" in message.text]


async def request(stage: Stage, changed: Mapping[str, Answer] | None = None) -> Dossier:
    """Have somebody send a request, of Toul unless told otherwise."""
    actor = Actor(stage, stage.telegram.person("Camille", "Durand"))
    await sends(actor, changed)
    [dossier] = actor.dossiers()
    return dossier


# Binding


@pytest.mark.wordings
@pytest.mark.parametrize("command", ["/groupe", "/group", "/GROUPE", "/groupe@alize_bot"])
async def test_an_operator_binds_the_group_to_their_basin(stage: Stage, command: str) -> None:
    sacha = await member(stage, Role.OPERATOR, "meuse")
    group = stage.telegram.group("Meuse", [sacha.person])
    said = await says(sacha, group, command)

    assert queues(stage) == {"meuse": group.id}
    assert "Meuse" in said


@pytest.mark.parametrize("command", ["/groupe", "/groupe meuse", "/groupe national"])
async def test_an_outsider_binds_nothing(stage: Stage, command: str) -> None:
    sacha = await member(stage)
    group = stage.telegram.group("Meuse", [sacha.person])
    said = await says(sacha, group, command)

    assert queues(stage) == {}
    assert said, "the bot says what is needed"


async def test_an_anonymous_administrator_is_told_that_telegram_hides_them(stage: Stage) -> None:
    sacha = await member(stage, Role.OPERATOR, "meuse")
    group = stage.telegram.group("Meuse", [sacha.person])
    sacha.person.types("/groupe", chat=group, anonymous=True)
    await stage.plays()

    assert queues(stage) == {}
    assert "Rester anonyme" in group.last.text
    await says(sacha, group, "/groupe")
    assert queues(stage) == {"meuse": group.id}


async def test_a_note_written_anonymously_is_not_dropped_in_silence(stage: Stage) -> None:
    sacha = await member(stage, Role.OPERATOR, "terres-de-lorraine")
    group = stage.telegram.group("Toul", [sacha.person])
    await says(sacha, group, "/groupe")
    await request(stage)
    sacha.person.types("Rappeler lundi", chat=group, reply_to=group.last, anonymous=True)
    await stage.plays()

    assert "Rester anonyme" in group.last.text


async def test_an_operator_of_two_basins_is_asked_which(stage: Stage) -> None:
    sacha = await member(stage, Role.OPERATOR, "meuse", "vosges")
    group = stage.telegram.group("Est", [sacha.person])
    said = await says(sacha, group, "/groupe")

    assert queues(stage) == {}
    assert "meuse" in said
    assert "vosges" in said
    await says(sacha, group, "/groupe Vosges")
    assert queues(stage) == {"vosges": group.id}


@pytest.mark.wordings
@pytest.mark.parametrize("wanted", ["vosges", "national", "nowhere", "<b>"])
async def test_an_operator_binds_no_queue_but_their_own(stage: Stage, wanted: str) -> None:
    sacha = await member(stage, Role.OPERATOR, "meuse")
    group = stage.telegram.group("Meuse", [sacha.person])
    said = await says(sacha, group, f"/groupe {wanted}")

    assert queues(stage) == {}
    assert "meuse" in said


async def test_an_operator_whose_basin_left_the_network_binds_nothing(stage: Stage) -> None:
    sacha = await member(stage, Role.OPERATOR, "dissolved")
    group = stage.telegram.group("Dissous", [sacha.person])

    assert await says(sacha, group, "/groupe")
    assert queues(stage) == {}


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR])
async def test_a_coordinator_binds_the_national_queue(stage: Stage, role: Role) -> None:
    sacha = await member(stage, role)
    group = stage.telegram.group("Coordination", [sacha.person])
    await says(sacha, group, "/groupe")

    assert queues(stage) == {"": group.id}


async def test_a_coordinator_may_bind_any_queue(stage: Stage) -> None:
    sacha = await member(stage, Role.COORDINATOR)
    group = stage.telegram.group("Meuse", [sacha.person])
    await says(sacha, group, "/groupe meuse")
    said = await says(sacha, group, "/groupe nowhere")

    assert queues(stage) == {"meuse": group.id}
    assert "national" in said


async def test_a_role_that_ended_binds_nothing(stage: Stage) -> None:
    sacha = await member(stage, Role.OPERATOR, "meuse")
    await stage.assistant.desk.database.run(partial(end_roles, stage.clock().date()))
    group = stage.telegram.group("Meuse", [sacha.person])
    await says(sacha, group, "/groupe")

    assert queues(stage) == {}


def end_roles(day: date, transaction: Transaction) -> None:
    """Put an end to every role."""
    with transaction.session() as session:
        for role in session.exec(select(StoredMembership)):
            role.until = day
        session.flush()


async def test_binding_another_group_moves_the_queue(stage: Stage) -> None:
    sacha = await member(stage, Role.OPERATOR, "terres-de-lorraine")
    old, new = (stage.telegram.group(title, [sacha.person]) for title in ("Avant", "Après"))
    await says(sacha, old, "/groupe")
    await says(sacha, new, "/groupe")
    await request(stage)

    assert (len(cards(old)), len(cards(new))) == (0, 1)


async def test_binding_twice_is_binding_once(stage: Stage) -> None:
    sacha = await member(stage, Role.OPERATOR, "terres-de-lorraine")
    group = stage.telegram.group("Toul", [sacha.person])
    await says(sacha, group, "/groupe")
    await request(stage)
    await says(sacha, group, "/groupe")

    assert len(cards(group)) == 1


async def test_the_cards_that_waited_arrive_when_a_group_is_bound(stage: Stage) -> None:
    dossier = await request(stage)
    assert dossier.card_chat_id is None
    sacha = await member(stage, Role.OPERATOR, "meuse")
    meuse = stage.telegram.group("Meuse", [sacha.person])
    await says(sacha, meuse, "/groupe")
    assert cards(meuse) == [], "it is another basin's"

    lorraine = await member(stage, Role.OPERATOR, "terres-de-lorraine")
    toul = stage.telegram.group("Toul", [lorraine.person])
    await says(lorraine, toul, "/groupe")
    assert [dossier.reference in card for card in cards(toul)] == [True]


async def test_every_card_that_waits_arrives_in_the_national_queue(stage: Stage) -> None:
    await request(stage)
    await request(stage, BREST)
    sacha = await member(stage, Role.COORDINATOR)
    group = stage.telegram.group("Coordination", [sacha.person])
    await says(sacha, group, "/groupe")

    assert len(cards(group)) == 2


@pytest.fixture
async def both(stage: Stage) -> tuple[Actor, Chat, Chat]:
    """Return who works two basins, and the group of each."""
    sacha = await member(stage, Role.OPERATOR, "meuse", "vosges")
    meuse, vosges = (stage.telegram.group(title, [sacha.person]) for title in ("Meuse", "Vosges"))
    await says(sacha, meuse, "/groupe meuse")
    await says(sacha, vosges, "/groupe vosges")
    return sacha, meuse, vosges


async def touches(actor: Actor, group: Chat, label: str) -> str:
    """Touch a button of the last message of a group; return what it says then."""
    actor.person.taps(label, message=group.last, chat=group)
    await actor.stage.plays()
    return group.last.text


def labels(group: Chat) -> list[str]:
    return [button.label.replace("\xa0", " ") for row in group.last.rows for button in row]


async def test_another_basin_named_in_a_group_that_has_one_is_asked_about_first(
    stage: Stage, both: tuple[Actor, Chat, Chat]
) -> None:
    sacha, meuse, vosges = both
    said = await says(sacha, meuse, "/groupe vosges")

    assert "Ce groupe reçoit" in said and "Meuse" in said
    assert labels(meuse) == ["➕ Ajouter : Vosges", "🔁 À la place : Vosges", "✖️ Ne rien changer"]
    assert queues(stage) == {"meuse": meuse.id, "vosges": vosges.id}, "nothing moves before it is confirmed"
    assert "Rien ne change" in await touches(sacha, meuse, "Ne rien changer")
    assert queues(stage) == {"meuse": meuse.id, "vosges": vosges.id}


async def test_a_basin_is_added_to_a_group_and_the_one_that_loses_it_is_told(
    stage: Stage, both: tuple[Actor, Chat, Chat]
) -> None:
    sacha, meuse, vosges = both
    await says(sacha, meuse, "/groupe vosges")
    said = await touches(sacha, meuse, "➕ Ajouter")

    assert queues(stage) == {"meuse": meuse.id, "vosges": meuse.id}
    assert "Meuse et Vosges" in said
    assert "un autre groupe" in vosges.last.text and "Vosges" in vosges.last.text


async def test_a_basin_may_take_the_place_of_what_a_group_receives(
    stage: Stage, both: tuple[Actor, Chat, Chat]
) -> None:
    sacha, meuse, _ = both
    assert "Sans ce groupe" in await says(sacha, meuse, "/groupe vosges"), "it is told where they go"
    await touches(sacha, meuse, "🔁 À la place")

    assert queues(stage) == {"vosges": meuse.id}


@pytest.mark.parametrize("word", ["aucun", "stop"])
async def test_a_group_receives_nothing_any_more_once_it_is_confirmed(
    stage: Stage, both: tuple[Actor, Chat, Chat], word: str
) -> None:
    sacha, meuse, vosges = both
    await says(sacha, meuse, f"/groupe {word}")
    assert queues(stage) == {"meuse": meuse.id, "vosges": vosges.id}
    await touches(sacha, meuse, "🔕 Ne plus rien recevoir ici")

    assert queues(stage) == {"vosges": vosges.id}


async def test_a_colleague_of_another_basin_takes_nothing_away(
    stage: Stage, both: tuple[Actor, Chat, Chat]
) -> None:
    _, meuse, vosges = both
    other = Actor(stage, stage.telegram.person("Lou", "Petit", language="fr"))
    await other.does(f"/start {await invited(stage, Role.OPERATOR, 'terres-de-lorraine')}")
    other.person.joins(meuse)
    await says(other, meuse, "/groupe aucun")
    assert labels(meuse) == ["✖️ Ne rien changer"]
    await says(other, meuse, "/groupe")
    assert [label[0] for label in labels(meuse)] == ["➕", "✖"]

    assert queues(stage) == {"meuse": meuse.id, "vosges": vosges.id}


# Coming and going


async def test_the_bot_says_hello_when_it_is_added(stage: Stage) -> None:
    sacha = await member(stage)
    group = stage.telegram.group("Meuse", [sacha.person], bot=Membership.LEFT)
    sacha.person.adds_bot(group)
    await stage.plays()
    assert "/group" in group.last.text

    sacha.person.adds_bot(group, Membership.ADMINISTRATOR)
    await stage.plays()
    assert len([message for message in group.history if message.sender.is_bot]) == 1, "said once"


async def test_the_bot_is_silent_in_groups_but_for_its_command(stage: Stage) -> None:
    sacha = await member(stage, Role.OPERATOR, "meuse")
    group = stage.telegram.group("Meuse", [sacha.person], bot=Membership.ADMINISTRATOR)
    for text in ("/start", "/suivi", "/sos", "bonjour", "12"):
        await says(sacha, group, text)
    sacha.person.sends_document("ordre-du-jour.pdf", b"%PDF", chat=group)
    await stage.plays()

    assert not [message for message in group.history if message.sender.is_bot]


async def test_without_its_group_a_queue_uses_the_national_one(
    stage: Stage, toul: Chat, coordination: Chat
) -> None:
    sacha = await member(stage)
    sacha.person.removes_bot(toul)
    await stage.plays()
    await request(stage)

    assert len(cards(coordination)) == 1
    assert "terres-de-lorraine" not in queues(stage)


async def test_a_group_that_refuses_messages_hands_its_cards_over(
    stage: Stage, toul: Chat, coordination: Chat
) -> None:
    toul.bot = Membership.KICKED  # Telegram has not told us yet
    await request(stage)
    stage.clock.passes(timedelta(minutes=1))
    await stage.ticks()

    assert len(cards(coordination)) == 1
    assert "terres-de-lorraine" not in queues(stage)
    stage.telegram.calls.clear()  # the refusal was ours


async def test_a_card_that_waits_for_a_lost_group_arrives_once_elsewhere(
    stage: Stage, toul: Chat, coordination: Chat
) -> None:
    stage.telegram.fail(too_many_requests(30), "sendMessage", chat=toul)
    await request(stage)
    sacha = Actor(stage, stage.telegram.person("Sacha", "Petit"))
    sacha.person.removes_bot(toul)
    await stage.plays()
    sacha.person.joins(toul)
    sacha.person.adds_bot(toul)
    await stage.plays()
    stage.clock.passes(timedelta(minutes=1))
    await stage.ticks()

    assert (len(cards(toul)), len(cards(coordination))) == (0, 1)
    stage.telegram.calls.clear()  # the refusal was ours


async def test_the_requests_of_a_lost_group_are_shown_to_the_next_queue(
    stage: Stage, toul: Chat, coordination: Chat
) -> None:
    dossier = await request(stage)
    sacha = Actor(stage, stage.telegram.person("Sacha", "Petit"))
    sacha.person.removes_bot(toul)
    await stage.plays()

    assert [dossier.reference in card for card in cards(coordination)] == [True]


async def test_the_requests_of_a_lost_group_wait_for_another_one(stage: Stage) -> None:
    sacha = await member(stage, Role.OPERATOR, "terres-de-lorraine")
    lost, found = (stage.telegram.group(title, [sacha.person]) for title in ("Avant", "Après"))
    await says(sacha, lost, "/groupe")
    dossier = await request(stage)
    sacha.person.removes_bot(lost)
    await stage.plays()
    assert "Lorraine" in sacha.screen, "who bound the group is told in private"
    assert "/group" in sacha.screen

    await says(sacha, found, "/groupe")
    assert [dossier.reference in card for card in cards(found)] == [True]


async def test_a_request_that_was_erased_follows_no_lost_group(
    stage: Stage, camille: Actor, toul: Chat, coordination: Chat
) -> None:
    await sends(camille)
    await camille.does(("/supprimer", Tap("z")))
    stage.telegram.person("Sacha", "Petit").removes_bot(toul)
    await stage.plays()

    assert cards(coordination) == []


async def test_a_group_sees_no_way_to_reach_a_person(stage: Stage, toul: Chat) -> None:
    changed: dict[str, Answer] = {
        "description": "Un fournil, appelez le 06 98 76 54 32 ou zephyr@example.com",
        "skills": {"codes": ["sales"], "words": "Un vendeur, 03 83 11 22 33"},
    }
    await request(stage, changed)

    [card] = cards(toul)
    assert "Un fournil, appelez le ••• ou •••" in card
    assert "Un vendeur, •••" in card
    assert not [told for told in ("76 54 32", "zephyr", "11 22 33") if told in card]


async def test_a_group_that_becomes_a_supergroup_keeps_its_queue(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    await sends(camille)
    supergroup = stage.telegram.migrate(toul)
    await stage.plays()
    assert queues(stage) == {"terres-de-lorraine": supergroup.id}

    await request(stage)
    assert len(cards(supergroup)) == 1


async def test_a_migration_that_delivery_finds_out_is_followed(stage: Stage, toul: Chat) -> None:
    supergroup = stage.telegram.migrate(toul)
    stage.telegram.take_updates()  # the news is lost
    await request(stage)
    stage.clock.passes(timedelta(minutes=1))
    await stage.ticks()

    assert len(cards(supergroup)) == 1
    stage.telegram.calls.clear()  # the refusal was ours


BLOCKED = "📵"


async def test_the_card_of_whoever_blocks_the_bot_says_so_until_they_come_back(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    await sends(camille)
    assert [BLOCKED in card for card in cards(toul)] == [False]
    camille.person.blocks_bot()
    await stage.plays()
    assert [BLOCKED in card for card in cards(toul)] == [True]

    camille.person.unblocks_bot()
    await stage.plays()
    assert [BLOCKED in card for card in cards(toul)] == [False]


async def test_a_block_that_delivery_finds_out_is_told_on_the_card(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    await sends(camille)
    camille.person.blocks_bot()
    stage.telegram.take_updates()  # the news is lost
    await write_to(stage, camille)
    assert [BLOCKED in card for card in cards(toul)] == [True]
    stage.telegram.calls.clear()  # the refusal was ours


async def test_the_card_of_a_request_that_is_over_stays_as_it_is(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    await sends(camille)
    await camille.does("/supprimer")
    erase = camille.button("z").data or ""
    camille.person.taps(erase)
    await stage.plays()
    before = cards(toul)
    camille.person.blocks_bot()
    await stage.plays()

    assert cards(toul) == before


async def write_to(stage: Stage, actor: Actor) -> None:
    """Have the bot write to somebody."""
    now, chat = stage.clock(), actor.person.id

    def work(transaction: Transaction) -> None:
        transaction.post(chat, "sendMessage", {"chat_id": chat, "text": "…"}, now=now)

    await stage.assistant.desk.database.run(work)
    await stage.rests()
