"""What is read straight from Telegram's JSON is what the library would have read."""

from typing import Any

import pytest
from telegram import Bot, Update
from telegram.ext import filters

from bot.playground.telegram.phone import Person
from bot.playground.telegram.simulator import Simulator
from bot.telegram.updates import Other, Tapped, Typed, known, read

ENTITY = {"type": "bot_command", "offset": 0, "length": 6}


@pytest.fixture
def bot(telegram: Simulator) -> Bot:
    return Bot(telegram.token)


def the_update(telegram: Simulator) -> dict[str, Any]:
    [raw] = telegram.take_updates()
    return dict(raw)


def typed(telegram: Simulator, person: Person, text: str, **more: object) -> dict[str, Any]:
    """Return the update of a typed message, as Telegram sends it."""
    person.types(text)
    raw = the_update(telegram)
    message = {name: value for name, value in raw["message"].items() if name != "entities"}
    return {**raw, "message": {**message, **more}}


def tapped(telegram: Simulator, person: Person, **more: object) -> dict[str, Any]:
    """Return the update of a tapped button, as Telegram sends it."""
    keyboard = {"inline_keyboard": [[{"text": "Oui", "callback_data": "a:1:0:yes"}]]}
    telegram.call("sendMessage", {"chat_id": person.id, "text": "Question", "reply_markup": keyboard})
    person.taps("Oui")
    raw = the_update(telegram)
    return {**raw, "callback_query": {**raw["callback_query"], **more}}


def person(**more: object) -> dict[str, object]:
    return {"id": 7, "is_bot": False, "first_name": "Camille", **more}


@pytest.mark.parametrize(
    "sender",
    [
        person(),
        person(last_name="Durand", language_code="fr"),
        person(last_name="", language_code="en-GB"),
        person(first_name="A" * 60, last_name="B" * 60, username="camille"),
    ],
)
@pytest.mark.parametrize("date", [0, 1_700_000_000])
def test_a_typed_message_is_what_the_library_reads(
    telegram: Simulator, camille: Person, bot: Bot, sender: dict[str, object], date: int
) -> None:
    raw = typed(telegram, camille, "Été à l’œuvre 🥐", **{"from": sender, "date": date})
    incoming, expected = read(raw, bot), known(Update.de_json(raw, bot))

    assert isinstance(incoming, Typed)
    assert (incoming.turn, incoming.visitor, incoming.private, incoming.sent_at) == (
        expected.turn, expected.visitor, expected.private, expected.sent_at
    )  # fmt: skip
    message = expected.update.message
    assert message is not None
    assert (incoming.text, incoming.message_id) == (message.text, message.message_id)


@pytest.mark.parametrize("kind", ["private", "group", "supergroup"])
def test_a_tapped_button_is_what_the_library_reads(
    telegram: Simulator, camille: Person, bot: Bot, kind: str
) -> None:
    raw = tapped(telegram, camille)
    raw["callback_query"]["message"] = {
        **raw["callback_query"]["message"],
        "chat": {"id": -5, "type": kind, "title": "Comité"},
    }
    incoming, expected = read(raw, bot), known(Update.de_json(raw, bot))
    query = expected.update.callback_query

    assert isinstance(incoming, Tapped)
    assert query is not None and query.message is not None
    assert (incoming.visitor, incoming.private) == (expected.visitor, expected.private)
    assert (incoming.turn.update_id, incoming.turn.chat_id) == (
        expected.turn.update_id, expected.turn.chat_id
    )  # fmt: skip
    assert (incoming.turn.query_id, incoming.turn.tapped) == (query.id, query.message.message_id)
    assert incoming.data == query.data


def test_a_button_of_a_message_that_is_out_of_reach_is_read(
    telegram: Simulator, camille: Person, bot: Bot
) -> None:
    old = {"chat": {"id": camille.id, "type": "private"}, "message_id": 3, "date": 0}
    incoming = read(tapped(telegram, camille, message=old), bot)

    assert incoming.private
    assert (incoming.turn.chat_id, incoming.turn.tapped) == (camille.id, 3)


@pytest.mark.parametrize("missing", ["message", "data"])
def test_a_button_of_an_inline_message_or_of_a_game_is_read(
    telegram: Simulator, camille: Person, bot: Bot, missing: str
) -> None:
    raw = tapped(telegram, camille)
    del raw["callback_query"][missing]
    incoming = read(raw, bot)

    assert isinstance(incoming, Tapped)
    assert incoming.turn.chat_id == camille.id


@pytest.mark.parametrize(
    "entities",
    [
        [ENTITY],
        [ENTITY, {"type": "bold", "offset": 0, "length": 6}],
        [{"type": "bold", "offset": 0, "length": 6}, ENTITY],
        [{**ENTITY, "offset": 1}],
        [],
    ],
)
def test_a_command_is_what_the_library_takes_for_one(
    telegram: Simulator, camille: Person, bot: Bot, entities: list[dict[str, object]]
) -> None:
    raw = typed(telegram, camille, "/suivi", entities=entities)

    assert isinstance(read(raw, bot), Other) == bool(filters.COMMAND.check_update(Update.de_json(raw, bot)))


def test_what_is_written_in_a_group_is_the_library_s_to_read(
    telegram: Simulator, camille: Person, bot: Bot
) -> None:
    group = {"id": -5, "type": "group", "title": "Comité"}
    incoming = read(typed(telegram, camille, "Bonjour", chat=group), bot)

    assert isinstance(incoming, Other)
    assert not incoming.private
