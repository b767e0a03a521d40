"""The pictures of the guides and of the README, taken of the demo: ``python -m tests.pictures``.

It takes Chromium, a font with emoji (fonts-noto-color-emoji), and poppler-utils for the paper. Pictures
change with the day: commit them when what they show has changed, not for a date.
"""

import asyncio
import base64
import json
import re
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.commands.demo import DASHBOARD, beside
from bot.commands.demo_app import play
from bot.documents.guides import GUIDES
from bot.playground.demo import NATIONAL, Demo
from bot.playground.story import BASIN, shown_button
from bot.playground.telegram.chats import Chat
from bot.playground.telegram.phone import NoSuchButton, Person
from bot.playground.web.page import Page
from bot.serving import listener, serving
from tests.browser import Tab, chromium

ROOT = Path(__file__).parents[1]
PRODUCT = ROOT / ".github" / "product.webp"
LAPTOP, TALL = (1440, 960), (1860, 1030)
SHARP, QUALITY = 1.5, 72
SEAT = "#operator"
GRANTED = "✅ Agréé : compétences"
DAYS_TO_A_SESSION = 60

MONTAGE = """<!doctype html><meta charset="utf-8"><style>
body {
  display: grid; grid-template-columns: 1fr 330px; gap: 24px; margin: 0; padding: 28px; width: 1440px;
  box-sizing: border-box; background: #dfe8ea;
}
img { display: block; border-radius: 10px; box-shadow: 0 6px 24px #17262a40; width: 100%; }
.phones { grid-column: 1 / 3; }
</style><img class="phones" src="phones.png"><img src="dashboard.png"><img src="paper.png">
"""


class Photographer:
    """Somebody with a camera in front of the demo. ``here``: where it is served. ``tab``: what they see."""

    def __init__(self, demo: Demo, tab: Tab, here: str) -> None:
        self._demo, self.tab, self.here = demo, tab, here

    async def opens(self, size: tuple[int, int], address: str = "/") -> None:
        """Open a page on a screen of this size."""
        await self.tab.resizes(*size)
        await self.tab.opens(address if "://" in address else self.here + address)

    async def does(self, person: Person, *acts: str, chat: Chat | None = None) -> None:
        """Have somebody type words, or touch the button that has those after "#", parted by "…"."""
        for act in acts:
            if not act.startswith("#"):
                person.types(act, chat=chat)
            elif found := shown_button(chat or person.chat, act[1:]):
                message, data = found
                person.taps(data, message=message)
            else:
                raise NoSuchButton(act, chat or person.chat)
            await self._demo.rests()

    async def holds(self, person: Person, chat: Chat, topic: str = "", seat: str = SEAT) -> None:
        """Put a phone in somebody's hands, at a chat, and at a topic of it."""
        for list_name, chosen in (("holder", person.id), ("chats", chat.id)):
            choose = (
                f"((list) => {{ list.value = {chosen}; list.dispatchEvent(new Event('change', "
                f"{{bubbles: true}})); }})(document.querySelector('{seat} .{list_name}'))"
            )
            await self.tab.waits_for(
                f"document.querySelector('{seat} .{list_name} option[value=\"{chosen}\"]')"
            )
            await self.tab.sees(choose)
        if topic:
            await self.tab.clicks(f"{seat} .topic", topic)

    async def takes(
        self,
        file: Path,
        selector: str = f"{SEAT} .phone",
        *,
        form: str = "webp",
        scale: float = SHARP,
        height: int = 1_600,
    ) -> None:
        """Take a picture of an element, down to a height at most."""
        await self.tab.waits_for(f"document.querySelector({json.dumps(selector)})")
        await asyncio.sleep(0.4)  # fonts, and what moves
        box = await self.tab.sees(
            f"(({{x, y, width, height}}) => ({{x, y, width, height}}))"
            f"(document.querySelector({json.dumps(selector)}).getBoundingClientRect())"
        )
        assert isinstance(box, dict)
        box = {**box, "height": min(float(str(box["height"])), height)}
        quality = {"quality": QUALITY} if form == "webp" else {}
        shot = await self.tab.call(
            "Page.captureScreenshot",
            format=form,
            clip={**box, "scale": scale},
            captureBeyondViewport=True,
            **quality,
        )
        keep(file, base64.b64decode(str(shot["data"])))


def keep(file: Path, picture: bytes) -> None:
    """Keep a picture, and tell its weight."""
    file.write_bytes(picture)
    print(f"{file.name}: {len(picture) // 1024} kB")


def mount(folder: Path, report: bytes) -> None:
    """Write the page that shows phones, dashboard and report together, beside their pictures."""
    (folder / "paper.pdf").write_bytes(report)
    drawing = "pdftoppm -r 70 -png -singlefile paper.pdf paper".split()
    subprocess.run(drawing, cwd=folder, check=True)
    (folder / "montage.html").write_text(MONTAGE)


@asynccontextmanager
async def camera() -> AsyncIterator[tuple[Photographer, Demo]]:
    """Start the demo, and stand in front of it."""
    listening = listener("127.0.0.1", 0)
    here = f"http://localhost:{listening.getsockname()[1]}"
    with chromium() as browser:
        async with browser() as new_tab, play(dashboard_url=f"{here}{DASHBOARD}", with_past=True) as demo:
            page = Page(demo)
            async with serving(beside(page, demo), listening):
                try:
                    yield Photographer(demo, await new_tab(), here), demo
                finally:
                    page.close()


async def of_the_guides(photographer: Photographer, demo: Demo) -> None:
    """Take what guides show, each on a phone."""
    cast, folder = demo.cast, GUIDES / "pictures"
    folder.mkdir(exist_ok=True)
    team, member, coordinator = cast.operator, cast.member, cast.coordinator
    group, national = cast.groups[BASIN], cast.groups[NATIONAL]
    await photographer.opens(TALL)
    bakery = next(topic.name for topic in reversed(group.topics.values()) if topic.name.startswith("AZ-"))
    await photographer.holds(team, group, bakery)
    await photographer.takes(folder / "groupe.webp")
    await photographer.does(team, "#🙋 Je m’en occupe", chat=group)
    await photographer.opens(TALL)
    await photographer.holds(team, team.chat)
    await photographer.takes(folder / "dossier.webp")
    await photographer.holds(member, member.chat)
    await photographer.takes(folder / "avis.webp")
    await photographer.holds(coordinator, national)
    await photographer.takes(folder / "national.webp")
    await photographer.does(coordinator, "/chiffres")
    await photographer.holds(coordinator, coordinator.chat)
    await photographer.takes(folder / "chiffres.webp")


async def of_the_dashboard(photographer: Photographer, demo: Demo, file: Path, form: str = "webp") -> None:
    """Take the first page of the dashboard, opened by the coordinator's own link."""
    coordinator = demo.cast.coordinator
    await photographer.does(coordinator, "/tableau")
    link = coordinator.chat.last.rows[0][0].url
    await photographer.opens(LAPTOP, link)
    await photographer.tab.clicks("main form button")
    await photographer.tab.waits_for("document.querySelector('#results .cards')")
    await photographer.takes(file, "body", form=form, scale=1, height=650)


async def of_a_decision(photographer: Photographer, demo: Demo) -> None:
    """Take a decision as it is looked at before it is recorded, on the day of the session."""
    holder = demo.cast.colleague
    [foundry] = re.findall(r"AZ-\d\d-\d{4}", demo.cast.earlier[1].chat.last.text)
    for _ in range(DAYS_TO_A_SESSION):
        await demo.passes(timedelta(days=1))
        await photographer.does(holder, "/seances", "#📅…Meuse", f"#{foundry}")
        if shown_button(holder.chat, GRANTED):
            break
    await photographer.does(holder, f"#{GRANTED}")
    await photographer.opens(TALL)
    await photographer.holds(holder, holder.chat)
    await photographer.takes(GUIDES / "pictures" / "decision.webp")


async def of_the_product(photographer: Photographer, demo: Demo) -> None:
    """Take four phones at work, the dashboard and the report, as one picture for the README."""
    cast = demo.cast
    visitor = cast.applicants[-1]
    await photographer.does(visitor, "/start", "#Je dirige l’entreprise", "Scierie Fictive")
    await photographer.does(cast.coordinator, "/bilan", "#📕 PDF", "/chiffres")
    await photographer.opens(LAPTOP)
    await photographer.tab.clicks("details.guide summary")
    await photographer.holds(cast.operator, cast.groups[BASIN], "AZ-")
    await photographer.holds(cast.coordinator, cast.coordinator.chat, seat="#coordinator")
    with TemporaryDirectory(prefix="alize-pictures-") as made:
        folder = Path(made)
        await photographer.takes(folder / "phones.png", "body", form="png", scale=1)
        await of_the_dashboard(photographer, demo, folder / "dashboard.png", "png")
        report = next(message.file for message in cast.coordinator.chat.history if message.file is not None)
        mount(folder, report.content)
        await photographer.opens(LAPTOP, (folder / "montage.html").as_uri())
        await photographer.takes(PRODUCT, "body", scale=1)


async def main() -> None:
    """Take all the pictures."""
    async with camera() as (photographer, demo):
        await of_the_product(photographer, demo)
        await of_the_guides(photographer, demo)
        await of_the_dashboard(photographer, demo, GUIDES / "pictures" / "tableau.webp")
        await of_a_decision(photographer, demo)


if __name__ == "__main__":
    asyncio.run(main())
