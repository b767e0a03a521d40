from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n import choose_language, open_catalogs, speak
from conversations.messages import Euros, Listing, Message, Value, say, say_n, verbatim

NARROW, WIDE = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"


def plain(message: Message, language: str = "fr") -> str:
    return speak(message, language, markup=False)


def html(message: Message, language: str = "fr") -> str:
    return speak(message, language, markup=True)


@pytest.mark.parametrize(
    ("telegram_language", "language"),
    [("fr", "fr"), ("fr-CA", "fr"), ("FR", "fr"), (None, "fr"), ("en", "en"), ("de", "en"), ("pt-br", "en")],
)
def test_people_are_met_in_french_unless_their_telegram_speaks_another_language(
    telegram_language: str | None, language: str
) -> None:
    assert choose_language(telegram_language) == language


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (1234, f"1{NARROW}234", "1,234"),
        (Decimal("12.5"), "12,5", "12.5"),
        (Euros(25_000), f"25{NARROW}000{WIDE}€", "€25,000"),
        (date(2027, 3, 3), "3 mars 2027", "3 March 2027"),
        (date(2027, 3, 1), "1er mars 2027", "1 March 2027"),
        (
            datetime(2027, 3, 3, 13, 30, tzinfo=UTC),
            "3 mars 2027 à 14\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}30",
            "3 March 2027 at 14:30",
        ),
        (
            datetime(2027, 7, 31, 22, 5, tzinfo=UTC),
            "1er août 2027 à 0\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}05",
            "1 August 2027 at 00:05",
        ),
        (
            datetime(2026, 12, 17, 8, tzinfo=UTC),
            "17 décembre 2026 à 9\N{NO-BREAK SPACE}h",
            "17 December 2026 at 09:00",
        ),
        (Listing(("a",)), "a", "a"),
        (Listing(("a", 2, say("c"))), "a, 2 et c", "a, 2 and c"),
        (Listing(()), "", ""),
        (say("up to {amount}", amount=Euros(5)), f"up to 5{WIDE}€", "up to €5"),
    ],
)
def test_values_are_written_as_the_reader_writes_them(value: Value, french: str, english: str) -> None:
    assert plain(say("{value}", value=value), "fr") == french
    assert plain(say("{value}", value=value), "en") == english


def test_values_are_written_alike_once_what_no_message_names_is_let_go() -> None:
    open_catalogs()
    shown = Listing((1_156_000, Decimal("0.5"), Euros(9_990), date(2030, 6, 11)))
    assert plain(say("{shown}", shown=shown), "fr") == (
        f"1{NARROW}156{NARROW}000, 0,5, 9{NARROW}990{WIDE}€ et 11 juin 2030"
    )
    assert plain(say("{shown}", shown=shown), "en") == "1,156,000, 0.5, €9,990 and 11 June 2030"


def test_times_are_those_of_paris_in_summer_as_in_winter() -> None:
    noon = [datetime(2027, month, 15, 12, tzinfo=UTC) for month in (1, 7)]
    assert [plain(say("{at}", at=moment), "en")[-5:] for moment in noon] == ["13:00", "14:00"]


@pytest.mark.parametrize(
    ("n", "english"), [(0, "0 firms"), (1, "1 firm"), (2, "2 firms"), (1500, "1,500 firms")]
)
def test_sentences_agree_with_their_number(n: int, english: str) -> None:
    assert plain(say_n("{n} firm", "{n} firms", n), "en") == english


def test_a_sentence_keeps_its_tags_and_loses_them_in_plain_text() -> None:
    message = say("<b>{name}</b>, hello", name="<i>Ann & Co</i>")
    assert html(message) == "<b>&lt;i&gt;Ann &amp; Co&lt;/i&gt;</b>, hello"
    assert plain(message) == "<i>Ann & Co</i>, hello"


def test_braces_are_written_as_meant_with_places_and_without() -> None:
    assert plain(say("100 % of {{this}}")) == "100 % of {this}"
    assert plain(say("{share} % of {{this}}", share=7)) == "7 % of {this}"
    assert plain(say("Nothing to fill in", share=7)) == "Nothing to fill in"


def test_words_are_escaped_once_however_deep_they_are() -> None:
    inner = say("from {firm}", firm="A&B")
    assert html(say("{whole}", whole=Listing((inner, "C&D")))) == "from A&amp;B et C&amp;D"


@given(st.text())
def test_own_words_are_shown_as_written(words: str) -> None:
    assert plain(verbatim(words)) == words
    assert plain(say("{words}", words=words), "en") == words


@given(st.text())
def test_no_words_of_a_person_can_become_markup(words: str) -> None:
    assert not {"<", ">", '"'} & set(html(verbatim(words)))


def test_a_place_left_empty_is_a_bug_that_shows() -> None:
    with pytest.raises(KeyError, match="name"):
        plain(say("Hello {name}"))


def test_a_language_without_catalog_is_a_bug_that_shows() -> None:
    with pytest.raises(FileNotFoundError):
        plain(say("Hello"), "de")
