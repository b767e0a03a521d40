"""What waits in the outbox as data becomes files when it is delivered: texts, papers, charts.

Charts are drawn beside the turns, in a thread: a drawing takes 50 ms, without the interpreter's lock. Long
papers, and those for Word, are made in a process of their own, which ends: what they take would stay. What
draws and sets is imported with the first of them.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from importlib.resources import files
from typing import Any, Final

from telegram import InputFile, InputMediaPhoto

from bot.documents.process import DRAWING_SECONDS, NotMade, drawn_apart
from bot.documents.spoken import SpokenPaper, is_heavy, without_charts
from bot.telegram.delivery.copies import NEUTRAL
from bot.telegram.delivery.fallbacks import in_words, is_picture
from models.database.writer import Call, StoreUnavailable

log = logging.getLogger(__name__)

WORD: Final = ".docx"
WRONG_LETTER: Final = "@wrong_letter"
"""The errand that follows a letter whose own template is wrong: done at once, never stored."""


class Uploads:
    """Draws one chart at a time: the machine may be small. ``seconds``: the longest that one may take.

    ``wrong_letter``: what is done about a basin's own template that is wrong. ``content``: what reads a
    file that Telegram keeps.
    """

    def __init__(
        self,
        seconds: float = DRAWING_SECONDS,
        wrong_letter: Callable[[Call], Awaitable[None]] | None = None,
        content: Callable[[str], Awaitable[bytes]] | None = None,
    ) -> None:
        self._seconds, self._wrong_letter, self._content = seconds, wrong_letter, content
        self._turn = asyncio.Lock()
        self._guides: dict[str, bytes] = {}

    async def filled(self, call: Call) -> Call:
        """Return the call with its file ready to be uploaded, or without the charts that cannot be drawn."""
        document = call.payload.get("document")
        if isinstance(document, dict):
            return _with(call, document=InputFile(await self._document(document, call), document["name"]))
        media = call.payload.get("media")
        if isinstance(media, dict) and media["media"] == NEUTRAL:
            return _with(call, media=_neutral(media))
        if not is_picture(call):
            return call
        from bot.documents.charts.pictures import picture

        try:
            async with self._turn, asyncio.timeout(self._seconds):
                image = await asyncio.to_thread(picture, call.payload["photo"]["chart"])
        except TimeoutError:
            failure = f"more than {self._seconds} s"
        except Exception as error:
            failure = type(error).__name__  # its words may be somebody's
        else:
            return _with(call, photo=InputFile(image, "chart.png"))
        log.error("A chart is sent in words (call %s): %s", call.id, failure)
        return in_words(call)

    async def _document(self, document: Mapping[str, Any], call: Call) -> bytes:
        if (kept := document.get("kept")) and self._content:
            return await self._content(kept)
        if guide := document.get("guide"):
            return await self._guide(guide)
        if poster := document.get("poster"):
            from bot.documents.poster import poster_pdf

            return await asyncio.to_thread(poster_pdf, poster)
        paper: SpokenPaper | None = document.get("paper")
        if paper is None:
            return str(document["content"]).encode()
        to_edit = document["name"].endswith(WORD)
        if to_edit or is_heavy(paper):
            try:
                return await self._drawn("bot.documents.word" if to_edit else "bot.documents", paper)
            except NotMade as failure:
                log.error("A paper could not be made apart, its charts are put in words: %s", failure)
                paper = without_charts(paper)
        # The other chats go on meanwhile: typst lets go of the interpreter.
        if to_edit:
            from bot.documents.word.docx import word  # usually made apart

            return await asyncio.to_thread(word, paper)
        from bot.documents.papers import printed

        made, wrong = await asyncio.to_thread(printed, paper)
        if wrong and self._wrong_letter and not call.attempts:
            told = {"basin": paper["own"]["basin"], "line": wrong.line}
            with suppress(StoreUnavailable):  # the letter leaves all the same
                await self._wrong_letter(replace(call, method=WRONG_LETTER, payload=told))
        return made

    async def _guide(self, guide: str) -> bytes:
        """Return a guide, which is set once: it is the same for all."""
        async with self._turn:
            if guide not in self._guides:
                try:
                    self._guides[guide] = await drawn_apart("bot.documents.guides", guide, self._seconds)
                except NotMade as failure:
                    from bot.documents.guides import guide_pdf  # what reads Markdown works apart, as a rule

                    log.error("A guide could not be made apart, it is made here: %s", failure)
                    self._guides[guide] = await asyncio.to_thread(guide_pdf, guide)
        return self._guides[guide]

    async def _drawn(self, module: str, spoken: object) -> bytes:
        """Return what another process makes of spoken data; raise NotMade."""
        async with self._turn:
            return await drawn_apart(module, spoken, self._seconds)


def _neutral(media: Mapping[str, Any]) -> InputMediaPhoto:
    """Return the image that says nothing, with its caption."""
    image = files("bot.telegram.delivery").joinpath("erased.png").read_bytes()
    return InputMediaPhoto(image, media["caption"], media["parse_mode"], filename="erased.png")


def _with(call: Call, **file: InputFile | InputMediaPhoto) -> Call:
    return replace(call, payload={**call.payload, **file})
