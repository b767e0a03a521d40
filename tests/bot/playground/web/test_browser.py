"""The page of the demo in a real browser, on a laptop and on a phone."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.commands.demo_app import play
from bot.documents.charts.pictures import picture
from bot.playground.demo import NATIONAL, Demo
from bot.playground.telegram.calls import Upload
from bot.playground.telegram.chats import ChatMessage
from bot.playground.web.page import Page
from bot.services.core.screens import Button, Picture, Verb
from bot.serving import listener, serving
from bot.telegram.render.replies import picture_of
from conversations.figures.charts import Chart, ChartKind, Series
from conversations.messages import verbatim
from tests.browser import Tab, Window

START = "document.querySelector('#applicant .start')?.checkVisibility()"
CARD = "document.querySelector('#applicant .inline')"
ANSWERED = (
    "[...document.querySelectorAll('#applicant .own, #applicant .inline')].at(-1).matches('.inline')"
    " && document.querySelector('#applicant .own')"
)
CHART = Chart(
    ChartKind.BARS,
    verbatim("Dossiers reçus par bassin"),
    verbatim("Année 2017 · France entière"),
    (verbatim("Vosges"), verbatim("Meuse")),
    (Series(verbatim("2017"), (12, 7)), Series(verbatim("2016"), (10, 9))),
    verbatim("dossiers"),
)


@asynccontextmanager
async def visited(browser: Window, width: int = 1440, height: int = 900) -> AsyncIterator[tuple[Demo, Tab]]:
    """Open the page on a screen of this size; at the end, the console must have nothing to complain of."""
    listening = listener("127.0.0.1", 0)
    async with browser() as new_tab, play() as demo:
        page = Page(demo)
        async with serving(page.app, listening):
            try:
                tab = await new_tab()
                await tab.resizes(width, height)
                await tab.opens(f"http://127.0.0.1:{listening.getsockname()[1]}/")
                await tab.waits_for(START)
                yield demo, tab
                assert tab.errors == []
            finally:
                page.close()


def shown(seat: str, text: str) -> str:
    """Return the expression that tells whether a phone shows a text."""
    return f"document.querySelector('#{seat} .log').innerText.includes({json.dumps(text)})"


def gone(message: ChatMessage) -> str:
    """Return the expression that tells whether the applicant's phone shows a message no more as it was."""
    return f"!{shown('applicant', message.text.splitlines()[0])}"


async def test_a_newcomer_starts_answers_writes_and_corrects(browser: Window) -> None:
    async with visited(browser) as (demo, tab):
        chat = demo.cast.applicants[0].chat
        await tab.clicks("#applicant .start")
        await tab.waits_for(CARD)
        first = chat.last
        asked = gone(first)
        await tab.clicks("#applicant .inline", first.labels[0])
        await tab.waits_for(asked)
        await tab.clicks("#applicant textarea")
        await tab.types("Je dirige")
        await tab.presses("Enter")
        await tab.waits_for(shown("applicant", "Je dirige"))
        await tab.waits_for(ANSWERED)
        await tab.clicks("#applicant .own .tool")
        await tab.types(" encore")
        await tab.presses("Enter")
        await tab.waits_for(shown("applicant", "modifié"))
        assert any(message.edited and not message.sender.is_bot for message in chat.history)


async def test_the_keyboard_is_enough(browser: Window) -> None:
    async with visited(browser) as (demo, tab):
        for _ in range(40):
            await tab.presses("Tab")
            if await tab.sees("document.activeElement.matches('#applicant .start')"):
                break
        await tab.presses("Enter")
        await tab.waits_for("document.activeElement.matches('#applicant .inline')")
        asked = gone(demo.cast.applicants[0].chat.last)
        await tab.presses("Enter")
        await tab.waits_for(f"{asked} && document.activeElement.matches('#applicant .inline')")


async def test_a_phone_shows_one_phone_at_a_time(browser: Window) -> None:
    async with visited(browser, 390, 844) as (_, tab):
        seats = "[...document.querySelectorAll('.seat')]"
        visible = f"{seats}.filter(seat => seat.checkVisibility()).map(seat => seat.id)"
        assert await tab.sees(visible) == ["applicant"]
        await tab.clicks("#tab-operator")
        assert await tab.sees(visible) == ["operator"]
        await tab.presses("ArrowRight")
        assert await tab.sees(visible) == ["coordinator"]
        assert await tab.sees("document.documentElement.scrollWidth <= innerWidth")


async def test_nothing_that_people_write_becomes_part_of_the_page(browser: Window) -> None:
    hostile = "<img src=x onerror='document.title=1'> <b>bold</b> &lt;"
    async with visited(browser) as (_, tab):
        await tab.clicks("#applicant .start")
        await tab.waits_for(CARD)
        await tab.clicks("#applicant textarea")
        await tab.types(hostile)
        await tab.presses("Enter")
        await tab.waits_for(shown("applicant", hostile))
        assert await tab.sees("document.querySelectorAll('.log img, .own b').length") == 0


async def test_a_request_opens_its_group_on_the_operators_phone(browser: Window) -> None:
    async with visited(browser) as (demo, tab):
        group = demo.cast.groups["vosges"]
        demo.cast.telegram.call("sendMessage", {"chat_id": group.id, "text": "AL-0001"})
        await tab.waits_for(shown("operator", "AL-0001"))


async def test_a_topic_has_its_tab_with_a_dot_when_something_is_new(browser: Window) -> None:
    async with visited(browser) as (demo, tab):
        group, telegram = demo.cast.groups["meuse"], demo.cast.telegram
        (topic,) = group.topics.values()
        await tab.clicks("#operator textarea")  # somebody writes: the phone stays where it is
        here = {"chat_id": group.id, "message_thread_id": topic.id}
        telegram.call("sendMessage", {**here, "text": "Une question"})
        await tab.waits_for("document.querySelector('#operator .topic .dot')")
        assert not await tab.sees(shown("operator", "Une question"))
        await tab.clicks("#operator .topic", topic.name)
        await tab.waits_for(shown("operator", "Une question"))
        assert not await tab.sees("document.querySelector('#operator .topic .dot')")
        await tab.presses("ArrowLeft")
        assert not await tab.sees(shown("operator", "Une question"))
        await tab.presses("ArrowLeft")
        await tab.clicks("#operator textarea")
        await tab.types("Bien reçu")
        await tab.presses("Enter")
        await tab.waits_for(shown("operator", "Bien reçu"))
        assert group.history[-1].thread_id == topic.id


async def test_a_phone_changes_hands(browser: Window) -> None:
    async with visited(browser, 390, 844) as (demo, tab):
        await tab.sees("document.querySelector('#applicant .holder').focus()")
        for letter in "Kar":
            await tab.call("Input.dispatchKeyEvent", type="char", text=letter)
        await tab.waits_for("document.querySelector('#tab-applicant').textContent.startsWith('Karim')")
        await tab.clicks("#applicant .start")
        await tab.waits_for(CARD)
        assert demo.cast.member.chat.last.text
        assert await tab.sees("document.documentElement.scrollWidth <= innerWidth")


async def test_files_are_sent_and_seen_and_messages_answered(browser: Window) -> None:
    async with visited(browser) as (demo, tab):
        chat = demo.cast.groups[NATIONAL]
        for label in ("photo", "devis"):
            await tab.clicks("#coordinator .attach")
            await tab.clicks("#coordinator .popup button", label)
            await tab.waits_for("document.querySelector('#coordinator .popup').hidden")
        await tab.waits_for("document.querySelector('#coordinator .photo img').naturalWidth")
        await tab.waits_for("document.querySelector('#coordinator .file[target=_blank]')")
        await tab.clicks("#coordinator .tool[title^='Répondre']")
        await tab.types("Le voici")
        await tab.presses("Enter")
        await tab.waits_for("document.querySelector('#coordinator .quote')")
        assert chat.history[-1].reply_to == chat.history[-2].id


async def test_a_chart_is_seen_with_its_words_and_its_buttons(browser: Window) -> None:
    async with visited(browser) as (demo, tab):
        telegram, chat = demo.cast.telegram, demo.cast.applicants[0].chat
        await tab.clicks("#applicant .start")
        await tab.waits_for(CARD)
        rows = ((Button(verbatim("Le détail"), Verb.OFFICE, "detail"),),)
        payload = picture_of(Picture(CHART, rows), "fr", chat.id)
        image = Upload("chart.png", picture(payload["photo"]["chart"]), "image/png")
        telegram.call("sendPhoto", {**payload, "photo": None}, {"photo": image})
        photo = "document.querySelector('#applicant .photo img')"
        await tab.waits_for(f"{photo}?.naturalWidth === 1080")
        await tab.waits_for(shown("applicant", "Meuse\N{NO-BREAK SPACE}: 7"))
        shape = f"{photo}.clientWidth / {photo}.clientHeight - {photo}.naturalWidth / {photo}.naturalHeight"
        assert await tab.sees(f"Math.abs({shape}) < 0.01")
        await tab.clicks("#applicant .inline", "Le détail")


async def test_a_day_that_passes_brings_its_reminder(browser: Window) -> None:
    async with visited(browser) as (demo, tab):
        chat = demo.cast.applicants[0].chat
        await tab.clicks("#applicant .start")
        await tab.waits_for(CARD)
        for _ in ("the notice", "the first question"):
            asked = gone(chat.last)
            await tab.clicks("#applicant .inline", chat.last.labels[0])
            await tab.waits_for(asked)
        await tab.clicks("[data-span=day]")
        await tab.waits_for("document.querySelectorAll('#applicant .day').length === 2")


async def test_the_page_and_a_new_phone_change_to_english_together(browser: Window) -> None:
    async with visited(browser) as (demo, tab):
        await tab.clicks("[data-language=en]")
        await tab.waits_for("document.querySelector('#applicant .start').textContent === 'START'")
        await tab.waits_for(
            "document.querySelectorAll('#applicant optgroup:first-child option').length === 2"
        )
        await tab.clicks("#applicant .start")
        await tab.waits_for(CARD)
        assert demo.cast.applicants[-1].user.language == "en"
        assert await tab.sees("document.documentElement.lang") == "en"


async def test_the_page_finds_a_demo_that_was_started_again(browser: Window) -> None:
    listening = listener("127.0.0.1", 0)
    address = listening.getsockname()
    async with browser() as new_tab, play() as demo:
        tab, page = await new_tab(), Page(demo)
        async with serving(page.app, listening):
            await tab.opens(f"http://127.0.0.1:{address[1]}/")
            await tab.waits_for(START)
            page.close()
        await tab.waits_for("document.getElementById('lost').checkVisibility()")
        page = Page(demo)
        async with serving(page.app, listener(*address)):
            demo.cast.applicants[0].types("/start")
            await tab.waits_for(shown("applicant", "/start"))
            page.close()
