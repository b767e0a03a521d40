"""A real headless Chromium, driven through its DevTools protocol: no library, no second browser.

One serves all the tests of a process. Each test has a window of its own, as private as a new profile: with
no cookie, storage or cache of another.
"""

import asyncio
import base64
import json
import os
import shutil
import subprocess
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

import aiohttp
import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage --hide-scrollbars "
    "--remote-debugging-port=0 about:blank"
).split()
START_SECONDS, WAIT_SECONDS, STILL_SECONDS = 20.0, 10.0, 0.03
LEFT = "Inspected target navigated or closed"

Json: TypeAlias = dict[str, object]


class PageLeft(Exception):
    """The page that was asked is being left for another."""


class Tab:
    """A tab of the browser, seen and used as a person does. ``errors``: what its console complained of."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.errors: list[str] = []
        self._socket = socket
        self._numbers = count(1)
        self._answers: dict[int, asyncio.Future[Json]] = {}

    async def listen(self) -> None:
        """Sort what the browser says, until it closes."""
        async for frame in self._socket:
            told = json.loads(frame.data)
            if "id" in told:
                self._answers.pop(told["id"]).set_result(told)
            else:
                self._note(told["method"], told["params"])

    def _note(self, method: str, told: Mapping[str, object]) -> None:
        match method, told:
            case "Runtime.exceptionThrown", {"exceptionDetails": details}:
                self.errors.append(json.dumps(details))
            case "Runtime.consoleAPICalled", {"type": "error" | "warning" | "assert"}:
                self.errors.append(json.dumps(told["args"]))
            case "Log.entryAdded", {"entry": {"level": "error" | "warning"} as entry}:
                self.errors.append(json.dumps(entry))

    async def call(self, method: str, **parameters: object) -> Json:
        """Make a call of the protocol and return its result."""
        number = next(self._numbers)
        answer = self._answers[number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": number, "method": method, "params": parameters})
        told = await asyncio.wait_for(answer, WAIT_SECONDS)
        if LEFT in str(told.get("error")):
            raise PageLeft
        assert "result" in told, told
        result = told["result"]
        assert isinstance(result, dict)
        return result

    async def opens(self, address: str) -> None:
        """Open a page."""
        for domain in ("Page", "Runtime", "Log"):
            await self.call(f"{domain}.enable")
        await self.call("Page.navigate", url=address)

    async def sees(self, script: str) -> object:
        """Return the value of an expression in the page, a promise's once it is kept."""
        told = await self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        result = told["result"]
        assert isinstance(result, dict) and "exceptionDetails" not in told, told
        return result.get("value")

    async def waits_for(self, script: str) -> None:
        """Wait until an expression is true in the page."""
        try:
            async with asyncio.timeout(WAIT_SECONDS):
                while not await self._is_true(script):  # noqa: ASYNC110 - nothing else tells
                    await asyncio.sleep(0.02)
        except TimeoutError:
            raise AssertionError(f"never true: {script}; the page says {await self.sees(TEXT)}") from None

    async def _is_true(self, script: str) -> bool:
        """Tell whether an expression is true in the page; of one that is being left, nothing is."""
        try:
            return bool(await self.sees(f"Boolean({script})"))
        except PageLeft:
            return False

    async def clicks(self, selector: str, label: str = "") -> None:
        """Click the last element that fits, with ``label`` in its text, once it is seen and stands still."""
        seen = f"element.checkVisibility() && element.textContent.includes({json.dumps(label)})"
        fits = f"[...document.querySelectorAll({json.dumps(selector)})].filter(element => {seen}).at(-1)"
        await self.waits_for(fits)
        await self.sees(f"{fits}.scrollIntoView({{block: 'nearest', behavior: 'instant'}})")
        box = (
            f"(({{x, y, width, height}}) => [x + width / 2, y + height / 2])({fits}.getBoundingClientRect())"
        )
        point, before = await self.sees(box), None
        while point != before:
            await asyncio.sleep(STILL_SECONDS)
            point, before = await self.sees(box), point
        assert isinstance(point, list)
        x, y = point
        for kind in ("mousePressed", "mouseReleased"):
            await self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    async def types(self, text: str) -> None:
        """Type where the focus is."""
        await self.call("Input.insertText", text=text)

    async def presses(self, key: str) -> None:
        """Press a key: Enter, Tab, Escape, ArrowRight…"""
        codes = {"Enter": 13, "Tab": 9, "Escape": 27, "ArrowRight": 39, "ArrowLeft": 37, " ": 32}
        about = {"key": key, "code": "Space" if key == " " else key, "windowsVirtualKeyCode": codes[key]}
        text = {"Enter": {"text": "\r"}, " ": {"text": " "}}.get(key, {})
        await self.call("Input.dispatchKeyEvent", type="keyDown", **about, **text)
        await self.call("Input.dispatchKeyEvent", type="keyUp", **about)

    async def resizes(self, width: int, height: int, *, dark: bool = False) -> None:
        """Become a screen of this size, light or dark."""
        await self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        calm = {"name": "prefers-reduced-motion", "value": "reduce"}
        await self.call("Emulation.setEmulatedMedia", features=[scheme, calm])

    async def pictures(self) -> bytes:
        """Return what is seen, as a PNG."""
        told = await self.call("Page.captureScreenshot", format="png")
        return base64.b64decode(str(told["data"]))


TEXT = "document.body.innerText"


Opening: TypeAlias = Callable[[], Awaitable[Tab]]
"""Open a tab."""

Window: TypeAlias = Callable[[], AbstractAsyncContextManager[Opening]]
"""Have a window of one's own while the block runs."""


@contextmanager
def chromium() -> Iterator[Window]:
    """Start the browser and give what opens a window; skip, saying why, only where none is installed."""
    program = next((path for name in NAMES if (path := shutil.which(name))), None)
    if program is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    with TemporaryDirectory(prefix="alize-chromium-", ignore_cleanup_errors=True) as profile:
        browser = subprocess.Popen(
            [program, f"--user-data-dir={profile}", *FLAGS],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": profile},
        )
        try:
            yield partial(_window, _address(Path(profile) / "DevToolsActivePort"))
        finally:
            browser.terminate()
            browser.wait()


def _address(file: Path) -> str:
    """Return where the browser listens, once it does."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if file.exists() and (told := file.read_text().split()):
            return f"127.0.0.1:{told[0]}"
        time.sleep(0.02)
    raise TimeoutError("the browser does not start")


@asynccontextmanager
async def _window(address: str) -> AsyncIterator[Opening]:
    async with aiohttp.ClientSession() as client, AsyncExitStack() as stack:

        async def connect(url: str) -> Tab:
            tab = Tab(await stack.enter_async_context(client.ws_connect(url, max_msg_size=0)))
            stack.callback(asyncio.create_task(tab.listen()).cancel)
            return tab

        async with client.get(f"http://{address}/json/version") as answer:
            browser = await connect((await answer.json())["webSocketDebuggerUrl"])
        window = (await browser.call("Target.createBrowserContext"))["browserContextId"]

        async def tab() -> Tab:
            made = await browser.call("Target.createTarget", url="about:blank", browserContextId=window)
            return await connect(f"ws://{address}/devtools/page/{made['targetId']}")

        yield tab
        await browser.call("Target.disposeBrowserContext", browserContextId=window)
