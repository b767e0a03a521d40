"""The simulator refuses what Telegram refuses, in the same words."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.telegram.entities import commands_in, parse_html
from bot.playground.telegram.phone import Person
from bot.playground.telegram.simulator import Simulator
from tests.bot.playground.acts import Clock, edit, inline, refusal, send


class TestMessages:
    def test_html_is_read_and_kept(self, telegram: Simulator, camille: Person) -> None:
        message = send(telegram, camille.chat, "<b>Café &amp; Cie</b> 👍 <i>oui</i>", parse_mode="HTML")
        assert message.text == "Café & Cie 👍 oui"
        assert message.html == "<b>Café &amp; Cie</b> 👍 <i>oui</i>"
        assert message.content["entities"] == [
            {"type": "bold", "offset": 0, "length": 10},
            {"type": "italic", "offset": 14, "length": 3},
        ]

    def test_plain_text_is_shown_unchanged(self, telegram: Simulator, camille: Person) -> None:
        message = send(telegram, camille.chat, "a < b & c")
        assert (message.text, message.html) == ("a < b & c", "a &lt; b &amp; c")

    @pytest.mark.parametrize(
        ("html", "reason"),
        [
            ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
            ("é<h1>a</h1>", 'Unsupported start tag "h1" at byte offset 2'),
            ("moins de <3 ans", "Unclosed start tag at byte offset 9"),
            ("a</b>", "Unexpected end tag at byte offset 1"),
            ("<b><i>a</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
            ("<b>a</b", "Unclosed end tag at byte offset 4"),
            ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ],
    )
    def test_bad_html_is_refused(self, telegram: Simulator, camille: Person, html: str, reason: str) -> None:
        said = refusal(send, telegram, camille.chat, html, parse_mode="HTML")
        assert said == f"Bad Request: can't parse entities: {reason}"

    @pytest.mark.parametrize("text", ["", "  \n", "<b></b>", "&#32;"])
    def test_a_text_nobody_could_read_is_refused(
        self, telegram: Simulator, camille: Person, text: str
    ) -> None:
        said = refusal(send, telegram, camille.chat, text, parse_mode="HTML")
        assert said == "Bad Request: message text is empty"

    def test_the_length_is_counted_without_markup_and_by_utf16_units(
        self, telegram: Simulator, camille: Person
    ) -> None:
        send(telegram, camille.chat, f"<b>{'a' * 4096}</b>", parse_mode="HTML")
        send(telegram, camille.chat, "👍" * 2048)
        for text in ("a" * 4097, "👍" * 2049):
            assert refusal(send, telegram, camille.chat, text).endswith("message is too long")

    def test_an_edit_that_changes_nothing_is_refused(self, telegram: Simulator, camille: Person) -> None:
        keyboard = inline({"callback_data": "go"})
        message = send(telegram, camille.chat, "<b>Un</b>", parse_mode="HTML", reply_markup=keyboard)

        def same() -> None:
            edit(telegram, message, "<strong>Un</strong> ", parse_mode="HTML", reply_markup=keyboard)

        assert refusal(same).startswith("Bad Request: message is not modified")
        edit(telegram, message, "Deux", reply_markup=keyboard)
        assert (message.text, message.labels) == ("Deux", ["Continuer"])

    def test_an_edit_without_keyboard_removes_it(self, telegram: Simulator, camille: Person) -> None:
        message = send(telegram, camille.chat, reply_markup=inline({"callback_data": "go"}))
        edit(telegram, message, "Bonjour")
        assert message.labels == []

    def test_only_an_own_message_without_reply_keyboard_can_be_edited(
        self, telegram: Simulator, camille: Person
    ) -> None:
        asked = send(telegram, camille.chat, reply_markup={"keyboard": [["Oui"]]})
        for message in (camille.types("12"), asked):
            said = refusal(edit, telegram, message, "13")
            assert said == "Bad Request: message can't be edited"
        camille.deletes(asked)
        assert refusal(edit, telegram, asked, "13") == "Bad Request: message to edit not found"

    def test_a_message_older_than_two_days_cannot_be_deleted(
        self, telegram: Simulator, camille: Person, clock: Clock
    ) -> None:
        message = send(telegram, camille.chat)
        target = {"chat_id": camille.id, "message_id": message.id}
        clock.passes(hours=49)
        assert "can't be deleted" in refusal(telegram.call, "deleteMessage", target)
        clock.passes(hours=-2)
        telegram.call("deleteMessage", target)
        assert "not found" in refusal(telegram.call, "deleteMessage", target)


class TestKeyboards:
    @pytest.mark.parametrize(
        ("button", "reason"),
        [
            ({"callback_data": "é" * 33}, "BUTTON_DATA_INVALID"),
            ({}, "Text buttons are unallowed in the inline keyboard"),
            ({"text": " ", "callback_data": "go"}, "text must be non-empty"),
            ({"url": "pas une adresse"}, "Wrong HTTP URL"),
            ({"web_app": {"url": "http://example.com"}}, "Only HTTPS links are allowed"),
        ],
    )
    def test_a_wrong_button_is_refused(
        self, telegram: Simulator, camille: Person, button: dict[str, object], reason: str
    ) -> None:
        assert reason in refusal(send, telegram, camille.chat, reply_markup=inline(button))
        assert camille.chat.history[-1].sender is camille.user

    def test_private_buttons_are_refused_in_groups(self, telegram: Simulator, camille: Person) -> None:
        group = telegram.group("Comité", [camille])
        web_app = inline({"web_app": {"url": "https://example.com"}})
        contact = {"keyboard": [[{"text": "Numéro", "request_contact": True}]]}
        assert "BUTTON_TYPE_INVALID" in refusal(send, telegram, group, reply_markup=web_app)
        assert "private chats only" in refusal(send, telegram, group, reply_markup=contact)
        send(telegram, camille.chat, reply_markup=web_app)

    def test_too_many_buttons_are_refused(self, telegram: Simulator, camille: Person) -> None:
        button = {"text": "a", "callback_data": "a"}
        for rows in ([[button]] * 101, [[button] * 9]):
            said = refusal(send, telegram, camille.chat, reply_markup={"inline_keyboard": rows})
            assert said == "Bad Request: reply markup is too long"

    def test_a_reply_keyboard_stays_until_removed(self, telegram: Simulator, camille: Person) -> None:
        send(telegram, camille.chat, reply_markup={"keyboard": [["Oui"]]})
        send(telegram, camille.chat, reply_markup=inline({"callback_data": "go"}))
        assert camille.chat.screen.labels == ["Continuer", "Oui"]
        send(telegram, camille.chat, reply_markup={"remove_keyboard": True})
        assert camille.chat.keyboard is None

    def test_only_inline_keyboards_come_back(self, telegram: Simulator, camille: Person) -> None:
        for markup, echoed in (({"keyboard": [["Oui"]]}, False), (inline({"callback_data": "go"}), True)):
            sent = telegram.call(
                "sendMessage", {"chat_id": camille.id, "text": "Bonjour", "reply_markup": markup}
            )
            assert isinstance(sent, dict) and ("reply_markup" in sent) is echoed

    def test_a_tap_is_answered_once(self, telegram: Simulator, camille: Person) -> None:
        send(telegram, camille.chat, reply_markup=inline({"callback_data": "go"}))
        camille.taps("go")
        (query,) = telegram.unanswered_queries()
        answer = {"callback_query_id": query.id, "text": "C'est noté"}
        too_long = answer | {"text": "a" * 201}
        assert "MESSAGE_TOO_LONG" in refusal(telegram.call, "answerCallbackQuery", too_long)
        telegram.call("answerCallbackQuery", answer)
        assert camille.alerts == ["C'est noté"]
        assert telegram.unanswered_queries() == []
        assert "query is too old" in refusal(telegram.call, "answerCallbackQuery", answer)


@given(st.text())
def test_escaped_text_always_parses_to_itself(text: str) -> None:
    assert parse_html(f"<b>{escape(text)}</b>").text == text.strip()


@pytest.mark.parametrize(
    ("text", "commands"),
    [
        ("/start", ["/start"]),
        ("👍 /suivi@alize_bot !", ["/suivi@alize_bot"]),
        ("et/ou 1/2", []),
        ("/données", []),
    ],
)
def test_commands_are_recognised_as_telegram_does(text: str, commands: list[str]) -> None:
    units = text.encode("utf-16-le")
    found = [
        units[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode("utf-16-le")  # type: ignore[operator]
        for entity in commands_in(text)
    ]
    assert found == commands
