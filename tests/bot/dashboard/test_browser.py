"""The dashboard in a real browser, on a laptop and on a phone, with a mouse, a keyboard, or no script."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import select

from models.database.prepared import table_of
from models.dossiers.tables import Dossier
from tests.bot.dashboard.house import PREFIX, House
from tests.browser import Tab, Window

DOSSIERS = table_of(Dossier)
READY = "document.readyState === 'complete' && document.querySelector('#results')"

CONTRAST = """
(() => {
  const channels = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = (value) => (value /= 255) <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const luminance = ([r, g, b]) => 0.2126 * light(r) + 0.7152 * light(g) + 0.0722 * light(b);
  const ground = (element) => {
    for (; element; element = element.parentElement) {
      const color = channels(getComputedStyle(element).backgroundColor);
      if (color.length < 4 || color[3] === 1) return color;
    }
    return [255, 255, 255];
  };
  const faint = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || !element.checkVisibility() || element.closest(".unseen")) continue;
    const style = getComputedStyle(element);
    const ink = luminance(channels(element.closest("svg") ? style.fill : style.color));
    const paper = luminance(ground(element.closest("svg")?.parentElement ?? element));
    const ratio = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
    if (ratio < 4.5) faint.push(`${ratio.toFixed(1)} ${element.textContent.trim().slice(0, 40)}`);
  }
  return faint;
})()
"""
"""The texts that are hard to read: WCAG 2.2 asks for a contrast of 4.5."""

AMISS = """
(() => {
  const found = [], all = (selector) => [...document.querySelectorAll(selector)];
  const ids = all("[id]").map((element) => element.id);
  found.push(...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `twice: ${id}`));
  for (const landmark of ["header", "main", "nav[aria-label]", "h1"])
    if (all(landmark).length < 1) found.push(`missing: ${landmark}`);
  if (all("h1").length > 1 || all("main").length > 1) found.push("several h1 or main");
  let level = 1;
  for (const heading of all("h1, h2, h3, h4")) {
    if (Number(heading.tagName[1]) > level + 1) found.push(`jumps to: ${heading.textContent}`);
    level = Number(heading.tagName[1]);
  }
  for (const field of all("select, input:not([type=hidden])"))
    if (!field.labels.length) found.push(`no label: ${field.name}`);
  for (const table of all("table")) if (!table.caption) found.push("table without caption");
  for (const head of all("th")) if (!head.scope) found.push(`no scope: ${head.textContent}`);
  for (const link of all("a, button"))
    if (!link.textContent.trim() && !link.ariaLabel) found.push("nameless link");
  for (const name of ["aria-labelledby", "aria-describedby", "for"])
    for (const element of all(`[${name}]`))
      if (!document.getElementById(element.getAttribute(name)))
        found.push(`names nothing: ${element.outerHTML}`);
  for (const drawing of all("svg"))
    if (!drawing.parentElement.closest("svg") && !drawing.querySelector("title + desc")?.textContent)
      found.push("drawing without words");
  if (!document.documentElement.lang || !document.title) found.push("no language or title");
  return found;
})()
"""
"""What would stop somebody who hears the page, or moves in it by its structure."""


SMALL = """
[...document.querySelectorAll("a, button, select, summary, input:not([type=hidden])")]
  .filter((each) => each.checkVisibility() && !each.matches(".skip, .guide a") && !each.closest("p"))
  .map((each) => [each.getBoundingClientRect(), each.textContent.trim().slice(0, 30)])
  .filter(([box]) => box.height < 40 || box.width < 40)
  .map(([box, text]) => `${Math.round(box.width)} by ${Math.round(box.height)}: ${text}`)
"""
"""What a finger may miss: less than 40 pixels wide or high."""

MOVED = """
[...document.querySelectorAll(".scroll")]
  .filter((each) => each.querySelector(".numbers") && each.scrollWidth > each.clientWidth)
  .map((each) => {
    each.scrollLeft = each.scrollWidth;
    const [name, frame] = [each.querySelector("tbody th"), each].map((one) => one.getBoundingClientRect());
    return Math.round(name.left - frame.left) > 1 && each.textContent.trim().slice(0, 30);
  })
  .filter(Boolean)
"""
"""The wide tables whose rows lose their names where they are scrolled."""


@asynccontextmanager
async def opened(
    house: House, browser: Window, width: int = 1440, height: int = 900, *, dark: bool = False
) -> AsyncIterator[Tab]:
    """Open the dashboard with a link, as its reader does; nothing must be amiss in the console at the end."""
    async with browser() as new_tab:
        tab = await new_tab()
        await tab.resizes(width, height, dark=dark)
        await tab.opens(await house.link())
        await tab.waits_for("document.readyState === 'complete' && document.querySelector('main button')")
        await tab.clicks("main button")
        await tab.waits_for(READY)
        yield tab
        assert tab.errors == []
        elsewhere = "performance.getEntries().map(each => each.name).filter(name => /^[a-z]+:/.test(name))"
        assert all(str(name).startswith(house.address) for name in _listed(await tab.sees(elsewhere)))


def _listed(value: object) -> list[object]:
    assert isinstance(value, list)
    return value


def reads(text: str) -> str:
    """Return the expression that tells whether the page says something."""
    return f"document.querySelector('main')?.innerText.includes({json.dumps(text)})"


async def goes(tab: Tab, house: House, path: str) -> None:
    await tab.opens(house.address + path)
    await tab.waits_for(f"location.href.endsWith({json.dumps(path)}) && {READY}")


async def paths(house: House) -> list[str]:
    """Return an address of each kind of page."""
    query = select(DOSSIERS.c.reference).where(DOSSIERS.c.status == "closed").limit(1)
    reference = await house.database.read(lambda connection: connection.execute(query).scalar_one())
    return [
        "/", "/basins", "/basins/vosges", "/requests?status=all", f"/requests/{reference}",
        "/figures/volumes", "/figures/trends", "/figures/needs", "/behind?measure=received",
        "/figures/key?when=Q9",
    ]  # fmt: skip


async def test_from_the_link_to_a_period_to_a_number_to_a_request(house: House, browser: Window) -> None:
    async with opened(house, browser) as tab:
        await tab.sees("window.untouched = true")
        await tab.sees(
            "document.querySelector('#period').value = '20250101-20251231';"
            "document.querySelector('#period').dispatchEvent(new Event('change', {bubbles: true}))"
        )
        await tab.waits_for("document.querySelector('#key small').textContent.startsWith('2025')")
        assert await tab.sees("untouched && location.search") == "?period=20250101-20251231"
        assert "2025" in str(await tab.sees("document.querySelector('#told').textContent"))
        assert await tab.sees("document.querySelector('#steps').textContent.includes('2026')")

        await tab.clicks("#when")
        await tab.types("T4 2026")
        await tab.presses("Enter")
        await tab.waits_for("location.search === '?period=20261001-20261231'")

        number = await tab.sees("[...document.querySelectorAll('.card a')].at(-1).textContent.trim()")
        await tab.clicks(".card a")
        await tab.waits_for(f"location.pathname.endsWith('/behind') && {READY}")
        total = await tab.sees("document.querySelectorAll('[role=rowheader]').length")
        assert str(total) == number or int(str(number)) > 40
        await tab.clicks("[role=rowheader] a")
        await tab.waits_for(f"location.pathname.startsWith('{PREFIX}/requests/') && {READY}")
        assert await tab.sees("document.querySelectorAll('.history li').length") != 0
        await tab.sees("history.back()")
        await tab.waits_for(f"location.pathname.endsWith('/behind') && {READY}")


async def test_the_queue_is_searched_as_one_types(house: House, browser: Window) -> None:
    async with opened(house, browser) as tab:
        await goes(tab, house, "/requests?status=all")
        await tab.sees("window.untouched = true")
        await tab.clicks("#q")
        await tab.types("fonderie")
        await tab.waits_for("location.search.includes('q=fonderie')")
        names = "[...document.querySelectorAll('[role=rowheader] + td')].map(cell => cell.textContent)"
        await tab.waits_for(f"{names}.every(name => name.includes('Fonderie'))")
        assert await tab.sees("untouched && document.activeElement.id") == "q"
        await goes(tab, house, "/requests?status=all")
        await tab.clicks("[rel=next]")
        await tab.waits_for("location.search.includes('page=2') && document.querySelector('[rel=prev]')")


async def test_the_keyboard_is_enough(house: House, browser: Window) -> None:
    async with opened(house, browser) as tab:
        await tab.presses("Tab")
        assert await tab.sees("document.activeElement.matches('.skip') && scrollY === 0")
        assert await tab.sees("document.activeElement.getBoundingClientRect().top >= 0")
        await tab.presses("Enter")
        await tab.waits_for("document.activeElement.id === 'main'")
        reached = []
        for _ in range(12):
            await tab.presses("Tab")
            reached.append(await tab.sees("document.activeElement.id || document.activeElement.className"))
            assert await tab.sees("getComputedStyle(document.activeElement).outlineStyle") != "none"
            if await tab.sees("document.activeElement.matches('.card a')"):
                break
        assert reached[:3] == ["period", "when", "basin"]
        await tab.presses("Enter")
        await tab.waits_for(f"location.pathname.endsWith('/behind') && {READY}")


@pytest.mark.parametrize("dark", [False, True])
async def test_a_phone_shows_every_page_without_scrolling_sideways(
    house: House, browser: Window, dark: bool
) -> None:
    async with opened(house, browser, 390, 844, dark=dark) as tab:
        for path in await paths(house):
            await goes(tab, house, path)
            assert await tab.sees("document.documentElement.scrollWidth <= innerWidth"), path
            assert await tab.sees(CONTRAST) == [], path
            assert await tab.sees(SMALL) == [], path
            assert await tab.sees(MOVED) == [], path
        assert not await tab.sees("document.querySelector('#menu').checkVisibility()")
        await tab.clicks(".menu-button")
        await tab.waits_for("document.querySelector('#menu').checkVisibility()")
        await tab.clicks("#menu a[href$='/requests']")
        await tab.waits_for(f"location.pathname.endsWith('/requests') && {READY}")


@pytest.mark.parametrize("dark", [False, True])
async def test_every_page_can_be_heard_and_read(house: House, browser: Window, dark: bool) -> None:
    async with opened(house, browser, dark=dark) as tab:
        ground = str(await tab.sees("getComputedStyle(document.body).backgroundColor"))
        assert (ground == "rgb(16, 26, 29)") is dark
        for path in await paths(house):
            await goes(tab, house, path)
            await tab.sees("document.querySelectorAll('details').forEach(each => each.open = true)")
            assert await tab.sees(AMISS) == [], path
            assert await tab.sees(CONTRAST) == [], path
            assert await tab.sees("document.documentElement.scrollWidth <= innerWidth"), path


async def test_everything_works_without_a_script(house: House, browser: Window) -> None:
    async with opened(house, browser) as tab:
        await tab.call("Emulation.setScriptExecutionDisabled", value=True)
        await goes(tab, house, "/requests?status=all")
        await tab.clicks("#q")
        await tab.types("Brasserie")
        await tab.presses("Enter")
        await tab.waits_for(f"location.search.includes('q=Brasserie') && {READY}")
        assert await tab.sees(reads("Brasserie"))
        await goes(tab, house, "/")
        await tab.clicks("#when")
        await tab.types("2025")
        await tab.clicks(".picker button")
        await tab.waits_for("location.search === '?period=20250101-20251231'")
        await tab.clicks(".who button")
        await tab.waits_for(f"location.pathname === '{PREFIX}/leave' && document.readyState === 'complete'")
        await tab.opens(house.address + "/")
        await tab.waits_for("document.querySelector('.aside')")
        tab.errors.clear()  # the browser reports the page that is not for us any more


async def test_telegram_hands_over_who_opens_the_page(house: House, browser: Window) -> None:
    async with opened(house, browser) as tab:
        await tab.opens(house.address + "/mini-app#tgWebAppData=forged&tgWebAppVersion=9.0")
        await tab.waits_for(
            "location.pathname.endsWith('/mini-app') && !location.hash && document.querySelector('h1')"
        )
        await tab.waits_for("!document.querySelector('form') && document.readyState === 'complete'")
        tab.errors.clear()  # refused, as it should be
        await tab.opens(house.address + "/mini-app")
        await tab.waits_for("document.querySelector('#alone')?.checkVisibility()")
