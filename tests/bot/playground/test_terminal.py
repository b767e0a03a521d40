"""The chat in a terminal, fed line by line."""

from collections.abc import AsyncIterator
from functools import partial
from io import BytesIO, StringIO
from itertools import count

import pytest
from PIL import Image
from rich.console import Console

from bot.commands.demo_app import play
from bot.playground.telegram.calls import Upload
from bot.playground.terminal import Terminal, as_text


async def chat(*lines: str, language: str = "en") -> str:
    """Return what a terminal shows when these lines are typed."""

    async def typed() -> AsyncIterator[str]:
        for line in lines:
            yield f"{line}\n"

    shown = StringIO()
    async with play(seconds=partial(next, count())) as demo:
        person = demo.cast.admit(language)
        console = Console(file=shown, width=100, highlight=False)
        await Terminal(demo, person, console, language).converse(typed(), echo=True)
    return shown.getvalue()


async def test_a_number_taps_the_button_that_shows_it() -> None:
    shown = await chat("1")
    assert "1. I run it" in shown
    assert "What is your company?" in shown.split("> 1")[1]


async def test_where_buttons_are_numbers_a_typed_number_is_an_answer() -> None:
    shown = await chat("1", "fonderie", "1", "1", "5")
    assert "#4. 5" in shown
    assert "✓ Headcount: 5" in shown.split("> 5")[1]


async def test_buttons_ticked_one_after_the_other_are_shown_each_time() -> None:
    told = "je dirige une menuiserie a mende, 8 salaries, creee en 1998, je veux acheter une scie numerique"
    before = (told, "oui", "Menuiserie Lozere", "oui", "tout est juste", "oui", "aucune", "2", "investir")
    shown = await chat(*before, "c'est tout", "tout de suite", "2", "3", "4", language="fr")
    for number, label in (("2", "Commercial"), ("3", "Ressources humaines"), ("4", "Organisation")):
        answered = shown.split(f"> {number}\n")[-1].split("\n> ")[0]
        assert f"{number}. ☑️ {label}" in answered
    assert "🔔" not in shown


async def test_words_are_sent_as_they_are_typed() -> None:
    shown = await chat("1", "fonderie")
    assert "Fonderie Imaginaire de l'Ornain" in shown.split("> fonderie")[1]


async def test_commands_work_and_empty_lines_do_nothing() -> None:
    shown = await chat("", "/help")
    assert "/status" in shown.split("> /help")[1]


async def test_a_reminder_comes_when_time_passes() -> None:
    shown = await chat("1", "1", "+1d")
    assert "It is now" in shown.split("> +1d")[1]
    assert "waiting where you left it" in shown.split("> +1d")[1]


async def test_a_photo_is_its_caption_and_its_name() -> None:
    shown = StringIO()
    async with play(seconds=partial(next, count())) as demo:
        person, telegram = demo.cast.admit("en"), demo.cast.telegram
        image = BytesIO()
        Image.new("L", (10, 10)).save(image, "PNG")

        async def typed() -> AsyncIterator[str]:
            caption = {"chat_id": person.chat.id, "caption": "<b>12</b> requests", "parse_mode": "HTML"}
            telegram.call("sendPhoto", caption, {"photo": Upload("chart.png", image.getvalue())})
            yield "/help\n"

        console = Console(file=shown, width=100, highlight=False)
        await Terminal(demo, person, console, "en").converse(typed(), echo=True)
    assert "12 requests\n  🖼 chart.png" in shown.getvalue()


async def test_the_same_lines_show_the_same_chat() -> None:
    lines = ("1", "1", "savonnerie", "1", "12")
    assert await chat(*lines) == await chat(*lines)


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<b>bold</b> &lt;b&gt; &amp;", "bold <b> &"),
        ("[red]not markup[/red]", "[red]not markup[/red]"),
        ("a \x1b[2J screen \x07 erased", "a [2J screen  erased"),
    ],
)
def test_nothing_in_a_message_commands_the_terminal(html: str, shown: str) -> None:
    assert as_text(html).plain == shown
