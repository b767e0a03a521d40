"""What the page of the demo gives its room to: no button is covered, no word cut, the phones come first."""

from tests.bot.playground.web.test_browser import CARD, gone, visited
from tests.browser import Tab, Window

TOAST = "document.querySelector('#applicant .toast')"
BOX = "const box = node => node.getBoundingClientRect();"


async def asks_what_fails(tab: Tab) -> None:
    """Have the applicant's phone say a word, by an act that cannot be done."""
    await tab.sees("document.querySelector('#applicant .inline').dispatchEvent(new Event('click'))")
    await tab.waits_for(f"{TOAST}.textContent")


async def test_what_is_said_to_one_person_is_not_seen_by_the_next(browser: Window) -> None:
    async with visited(browser) as (demo, tab):
        chat = demo.cast.applicants[0].chat
        await tab.clicks("#applicant .start")
        await tab.waits_for(CARD)
        asked = gone(chat.last)
        await tab.clicks("#applicant .inline", chat.last.labels[0])
        await tab.waits_for(asked)
        await tab.sees("fetch = async () => ({ ok: false })")
        await asks_what_fails(tab)
        await tab.sees("document.querySelector('#applicant .holder').focus()")
        for letter in "Kar":
            await tab.call("Input.dispatchKeyEvent", type="char", text=letter)
        await tab.waits_for("document.querySelector('#tab-applicant').textContent.startsWith('Karim')")
        assert not await tab.sees(f"{TOAST}.textContent")


async def test_what_is_said_lies_over_no_button_and_moves_no_message(browser: Window) -> None:
    async with visited(browser, 390, 844) as (_, tab):
        await tab.clicks("#applicant .start")
        await tab.waits_for(CARD)
        await tab.sees("new Promise(done => setTimeout(done, 700))")
        place = "document.querySelector('#applicant .message:last-of-type').getBoundingClientRect().bottom"
        before = await tab.sees(place)
        await tab.sees("fetch = async () => ({ ok: false })")
        await asks_what_fails(tab)
        covered = (
            f"(() => {{ {BOX} const toast = box({TOAST});"
            "const log = box(document.querySelector('#applicant .log'));"
            "const controls = [...document.querySelectorAll('#applicant button, #applicant select')];"
            "const top = each => Math.max(box(each).top, each.closest('.log') ? log.top : 0);"
            "return controls.filter(each => each.checkVisibility() && top(each) < toast.bottom - 1"
            "&& box(each).bottom > toast.top + 1).map(each => each.textContent) })()"
        )
        assert await tab.sees(covered) == []
        assert await tab.sees(f"Math.abs({place} - {before}) < 1")


async def test_a_button_breaks_between_words_only(browser: Window) -> None:
    async with visited(browser, 390, 844) as (demo, tab):
        chat = demo.cast.applicants[0].chat
        rows = [
            [
                {"text": label, "callback_data": "x"}
                for label in ("📞 Coordonnées", "❓ Complément", "💬 Écrire")
            ]
        ]
        await tab.clicks("#applicant .start")
        await tab.waits_for(CARD)
        demo.cast.telegram.call(
            "sendMessage", {"chat_id": chat.id, "text": "La fiche", "reply_markup": {"inline_keyboard": rows}}
        )
        await tab.waits_for(
            "document.querySelector('#applicant .message:last-of-type').innerText.includes('Coordonnées')"
        )
        lines = (
            "[...document.querySelectorAll('#applicant .message:last-of-type .inline')].map(each => {"
            "const range = document.createRange(); range.selectNodeContents(each);"
            "return new Set([...range.getClientRects()].map(line => Math.round(line.top))).size"
            "<= each.textContent.split(' ').length; })"
        )
        assert await tab.sees(lines) == [True, True, True]
        assert await tab.sees("document.documentElement.scrollWidth <= innerWidth")


async def test_the_language_of_somebody_new_is_named_on_a_phone(browser: Window) -> None:
    async with visited(browser, 390, 844) as (_, tab):
        assert await tab.sees("document.querySelector('#newcomer').clientWidth > 60")


async def test_what_to_try_leaves_the_room_to_the_phones(browser: Window) -> None:
    async with visited(browser, 1440, 1000) as (_, tab):
        guide = "document.querySelector('.guide')"
        assert await tab.sees(f"{guide}.open && {guide}.offsetHeight < 200")
    async with visited(browser, 390, 844) as (_, tab):
        await tab.clicks(".guide summary")
        await tab.clicks(".example", "fonderie")
        assert not await tab.sees("document.querySelector('.guide').open")
