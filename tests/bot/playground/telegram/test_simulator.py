"""The bot's profile, faults to come, the log, the pace, and what listeners hear."""

import pytest

from bot.playground.telegram.calls import BadGateway, Failure, NoAnswer, Refused, too_many_requests
from bot.playground.telegram.limits import Limit
from bot.playground.telegram.phone import Person
from bot.playground.telegram.simulator import Simulator
from bot.playground.telegram.world import Change, Event
from tests.bot.playground.acts import Clock, edit, inline, refusal, send


class TestBotProfile:
    def test_the_menu_follows_scope_then_language(self, telegram: Simulator, camille: Person) -> None:
        def offer(name: str, **values: object) -> None:
            telegram.call(
                "setMyCommands", {"commands": [{"command": name, "description": "Suivi"}], **values}
            )

        offer("status")
        offer("suivi", language_code="fr")
        sacha = telegram.person("Sacha", language="de")
        assert [command["command"] for command in telegram.menu(camille)] == ["suivi"]
        assert [command["command"] for command in telegram.menu(sacha)] == ["status"]
        offer("mine", scope={"type": "chat", "chat_id": sacha.id})
        offer("file", scope={"type": "all_group_chats"})
        assert [command["command"] for command in telegram.menu(sacha)] == ["mine"]
        group = telegram.group("Comité", [camille])
        assert [command["command"] for command in telegram.menu(camille, group)] == ["file"]

    @pytest.mark.parametrize(
        ("commands", "reason"),
        [
            ([{"command": "Suivi", "description": "a"}], "BOT_COMMAND_INVALID"),
            ([{"command": "suivi", "description": ""}], "BOT_COMMAND_DESCRIPTION_INVALID"),
            ([{"command": "a", "description": "a"}] * 101, "BOT_COMMANDS_TOO_MUCH"),
        ],
    )
    def test_wrong_commands_are_refused(
        self, telegram: Simulator, commands: list[dict[str, str]], reason: str
    ) -> None:
        assert reason in refusal(telegram.call, "setMyCommands", {"commands": commands})

    def test_a_description_falls_back_to_all_languages(self, telegram: Simulator) -> None:
        telegram.call("setMyDescription", {"description": "Hello"})
        telegram.call("setMyDescription", {"description": "Bonjour", "language_code": "fr"})
        for language, said in (("fr", "Bonjour"), ("en", "Hello")):
            assert telegram.profile.text("description", language) == said
        assert "too long" in refusal(telegram.call, "setMyName", {"name": "a" * 65})


class TestFaults:
    def test_a_fault_strikes_the_named_method_and_chat_as_often_as_asked(
        self, telegram: Simulator, camille: Person
    ) -> None:
        sacha = telegram.person("Sacha")
        sacha.types("/start")
        telegram.fail(too_many_requests(3), "sendMessage", chat=camille.chat, times=2)
        send(telegram, sacha.chat)
        for _ in range(2):
            with pytest.raises(Refused) as raised:
                send(telegram, camille.chat)
            assert raised.value.parameters == {"retry_after": 3}
        send(telegram, camille.chat)

    @pytest.mark.parametrize("failure", [NoAnswer(timed_out=True), NoAnswer(timed_out=False), BadGateway()])
    @pytest.mark.parametrize("delivered", [True, False])
    def test_a_lost_answer_may_hide_a_delivered_message(
        self, telegram: Simulator, camille: Person, failure: Failure, delivered: bool
    ) -> None:
        telegram.fail(failure, delivered=delivered)
        with pytest.raises(type(failure)):
            telegram.call("sendMessage", {"chat_id": camille.id, "text": "Bonjour"})
        assert ("Bonjour" in [message.text for message in camille.chat.history]) is delivered

    def test_every_call_is_logged_with_its_error(
        self, telegram: Simulator, camille: Person, clock: Clock
    ) -> None:
        send(telegram, camille.chat)
        refusal(send, telegram, camille.chat, "")
        done, refused = telegram.calls_to("sendMessage")
        assert (done.chat_id, done.at, done.error) == (camille.id, clock.time, None)
        assert refused.error == "Bad Request: message text is empty"

    def test_an_unknown_method_is_not_found(self, telegram: Simulator) -> None:
        assert refusal(telegram.call, "sendTelepathy", {}) == "Not Found"


class TestPace:
    def test_messages_sent_at_a_measured_pace_break_no_limit(
        self, telegram: Simulator, camille: Person, clock: Clock
    ) -> None:
        for _ in range(70):
            send(telegram, camille.chat)
            clock.passes(seconds=1)
        assert telegram.too_fast() == []

    def test_a_flooded_chat_a_flooded_group_and_a_flooded_bot_are_seen(
        self, telegram: Simulator, camille: Person, clock: Clock
    ) -> None:
        for _ in range(5):
            send(telegram, camille.chat)
        assert [excess.limit for excess in telegram.too_fast()] == [Limit.CHAT] * 2
        telegram.calls.clear()
        group = telegram.group("Comité", [camille])
        for _ in range(21):
            send(telegram, group)
            clock.passes(seconds=2)
        assert [excess.limit for excess in telegram.too_fast()] == [Limit.GROUP]
        telegram.calls.clear()
        for number in range(31):
            person = telegram.person(f"Personne {number}")
            person.types("/start")
            send(telegram, person.chat)
        assert [excess.limit for excess in telegram.too_fast()] == [Limit.OVERALL]


class TestListeners:
    def test_phones_hear_every_change_until_they_stop_listening(
        self, telegram: Simulator, camille: Person
    ) -> None:
        heard: list[Change] = []
        stop = telegram.listen(heard.append)
        message = send(telegram, camille.chat, reply_markup=inline({"callback_data": "go"}))
        camille.taps("go")
        telegram.call("answerCallbackQuery", {"callback_query_id": telegram.unanswered_queries()[0].id})
        telegram.call("sendChatAction", {"chat_id": camille.id, "action": "typing"})
        edit(telegram, message, "Merci")
        camille.deletes(message)
        assert [change.event for change in heard] == [
            Event.SENT,
            Event.ALERT,
            Event.TYPING,
            Event.EDITED,
            Event.DELETED,
        ]
        stop()
        send(telegram, camille.chat)
        assert len(heard) == 5

    def test_the_screen_is_what_the_bot_said_last(self, telegram: Simulator, camille: Person) -> None:
        send(telegram, camille.chat, "Ancien")
        camille.types("12")
        send(telegram, camille.chat, "Merci")
        send(telegram, camille.chat, "Et maintenant ?", reply_markup=inline({"callback_data": "go"}))
        assert camille.chat.screen.text == "Merci\n\nEt maintenant ?"
        assert camille.chat.screen.labels == ["Continuer"]
