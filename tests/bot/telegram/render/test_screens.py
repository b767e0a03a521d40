"""Screens in the shapes of Telegram: escaped once, and within its limits."""

import html
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n import LANGUAGES
from bot.playground.telegram.entities import parse_html
from bot.services.core.screens import Button, Screen, Verb, words
from bot.telegram.render.screens import ROW_MAX, ROW_WIDTH, lowering_of, message_of, packed, sharing_of
from conversations.messages import say, verbatim

CHAT = 5_000_000_001
LABELS = st.lists(st.text(min_size=1, max_size=60), max_size=12)


def laid_out(labels: Sequence[str]) -> list[list[str]]:
    """Return the rows that labels are laid out in."""
    return [[button["text"] for button in row] for row in packed([{"text": label} for label in labels])]


@given(st.text(max_size=200))
def test_what_people_type_is_shown_as_they_typed_it(typed: str) -> None:
    payload = message_of(words(say("<b>{text}</b>", text=typed), verbatim(typed)), "fr", CHAT)
    shown = parse_html(payload["text"])

    assert html.unescape(payload["text"]) == f"<b>{typed}</b>\n\n{typed}"
    assert shown.text == f"{typed}\n\n{typed}".strip()


@given(st.text(max_size=60))
def test_labels_are_plain_text(typed: str) -> None:
    screen = Screen((say("Which one?"),), options=(Button(verbatim(typed), Verb.ANSWER, "c0"),))
    [[button]] = message_of(screen, "fr", CHAT)["reply_markup"]["inline_keyboard"]

    assert button["text"] == typed


@given(LABELS)
def test_every_button_is_laid_out_once_and_in_order(labels: list[str]) -> None:
    rows = laid_out(labels)

    assert [label for row in rows for label in row] == labels
    assert all(rows)


@given(LABELS)
def test_a_row_is_never_wider_than_a_phone_unless_one_button_is(labels: list[str]) -> None:
    for row in laid_out(labels):
        assert len(row) <= ROW_MAX
        assert len(row) == 1 or sum(len(label) + 4 for label in row) <= ROW_WIDTH


def test_short_options_share_a_row() -> None:
    assert laid_out(["1", "2", "3", "5", "10"]) == [["1", "2", "3"], ["5", "10"]]


def test_options_come_before_the_other_rows() -> None:
    screen = Screen(
        (say("Which one?"),),
        options=(Button(verbatim("One"), Verb.ANSWER, "one"), Button(verbatim("Two"), Verb.ANSWER, "two")),
        rows=((Button(verbatim("Back"), Verb.BACK), Button(verbatim("Why"), Verb.WHY)),),
    )
    rows: list[list[dict[str, Any]]] = message_of(screen, "fr", CHAT, 7, 3)["reply_markup"]["inline_keyboard"]

    assert [[button["callback_data"] for button in row] for row in rows] == [
        ["a:7:3:one", "a:7:3:two"],
        ["b:7:3:", "w:7:3:"],
    ]


def test_a_screen_without_buttons_has_no_keyboard() -> None:
    assert "reply_markup" not in message_of(words(say("Go")), "fr", CHAT)


def test_only_the_main_button_stands_out() -> None:
    screen = Screen(
        (say("Go"),),
        rows=((Button(verbatim("Send"), Verb.SEND, primary=True), Button(verbatim("Back"), Verb.BACK)),),
    )
    [[send, back]] = message_of(screen, "fr", CHAT)["reply_markup"]["inline_keyboard"]

    assert send["style"] == "primary"
    assert "style" not in back


def test_addresses_show_no_preview() -> None:
    assert message_of(words(say("Go")), "fr", CHAT)["link_preview_options"] == {"is_disabled": True}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("share", "asked"), [("contact", "request_contact"), ("location", "request_location")]
)
def test_the_phone_offers_to_share_what_is_asked_once(share: str, asked: str, language: str) -> None:
    markup = sharing_of(share, language, CHAT)["reply_markup"]
    [[button]] = markup["keyboard"]

    assert button[asked] is True
    assert markup["one_time_keyboard"] is True


@pytest.mark.parametrize("language", LANGUAGES)
def test_putting_the_keyboard_away_says_something(language: str) -> None:
    payload = lowering_of(language, CHAT)

    assert payload["text"]
    assert payload["reply_markup"] == {"remove_keyboard": True}
