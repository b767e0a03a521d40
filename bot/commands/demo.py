"""The two ways to try the product: the page with four phones, and the chat in a terminal."""

import asyncio
import os
import socket
import sys
import threading
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from itertools import count

from rich.console import Console
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import Mount

from bot.commands.demo_app import play
from bot.commands.language import in_words
from bot.commands.opening import Unable
from bot.commands.run import stop_signals
from bot.playground.cluster import Cluster
from bot.playground.demo import Demo
from bot.playground.terminal import Terminal
from bot.playground.web.page import Page
from bot.serving import listener, serving
from conversations.messages import say

PORTS_TRIED = 20
DASHBOARD = "/dashboard"


async def serve_page(port: int, *, open_browser: bool, processes: int = 1) -> None:
    """Serve the demo until told to stop, at ``port`` or the first free one after it.

    ``processes``: how many the assistant is; from two on, they are programs of their own.
    """
    with stop_signals() as stop, _listening(port) as listening:
        found = listening.getsockname()[1]
        address = f"http://localhost:{found}"
        async with _playing(processes, f"{address}{DASHBOARD}") as (demo, cluster):
            page = Page(demo, cluster)
            async with serving(beside(page, demo), listening):
                at = say("The demonstration is at {address}. Ctrl-C stops it.", address=address)
                if port not in (0, found):
                    at = say(
                        "The demonstration is at {address} (port {port} is taken). Ctrl-C stops it.",
                        address=address, port=str(port),
                    )  # fmt: skip
                print(in_words(at), flush=True)
                if open_browser and _has_display():
                    # In a thread of its own: some browsers only give the hand back when they close.
                    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
                await stop.wait()
                page.close()


@asynccontextmanager
async def _playing(processes: int, dashboard_url: str) -> AsyncIterator[tuple[Demo, Cluster | None]]:
    if processes > 1:
        from bot.commands.demo_cluster import play_together

        async with play_together(processes, dashboard_url) as playing:
            yield playing
    else:
        async with play(dashboard_url=dashboard_url, with_past=True) as demo:
            yield demo, None


def beside(page: Page, demo: Demo) -> Starlette:
    """Return the page of the demo with the dashboard beside it, both for this machine only."""
    return Starlette(
        routes=[Mount(DASHBOARD, demo.dashboard), Mount("", page.app)],
        # Another site must not reach them through a name it makes point here.
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"])],
    )


async def converse(language: str) -> None:
    """Hold the chat of an applicant whose phone speaks ``language``, until the input ends."""
    interactive = sys.stdin.isatty()
    # Half a minute a message, as far as floods go: a pipe writes faster than anybody.
    with stop_signals() as stop:
        async with play(seconds=partial(next, count(step=30))) as demo:
            person = demo.cast.admit(language)
            terminal = Terminal(demo, person, Console(highlight=False), language)
            await terminal.converse(_lines(stop, "> " if interactive else ""), echo=not interactive)


def _listening(wanted: int) -> socket.socket:
    for port in range(wanted, min(wanted + PORTS_TRIED, 65536)):
        try:
            return listener("127.0.0.1", port)
        except OSError:  # taken, or kept for the system
            continue
    raise Unable(say("No port is free from {port} on: choose another with --port.", port=str(wanted)))


def _has_display() -> bool:
    return sys.platform in ("darwin", "win32") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))


async def _lines(stop: asyncio.Event, prompt: str) -> AsyncIterator[str]:
    """Give the lines of the standard input until its end, or until told to stop."""
    loop = asyncio.get_running_loop()
    lines: asyncio.Queue[str | None] = asyncio.Queue()

    def tell(line: str | None) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(lines.put_nowait, line)

    def read() -> None:
        # Not sys.stdin: the interpreter closes it on its way out, and would wait for this thread.
        with open(0, encoding="utf-8", errors="replace", closefd=False) as entry:
            for line in entry:
                tell(line)
        tell(None)

    async def end() -> None:
        await stop.wait()
        tell(None)

    threading.Thread(target=read, daemon=True).start()
    ending = asyncio.create_task(end())
    print(prompt, end="", flush=True)
    while (line := await lines.get()) is not None:
        yield line
        print(prompt, end="", flush=True)
    ending.cancel()
    if prompt:
        print()
