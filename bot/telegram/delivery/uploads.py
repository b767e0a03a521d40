"""What waits in the outbox as data becomes files when it is delivered: texts, papers, charts.

Charts and long papers are made in a process of their own, which ends: what makes them would stay in the
bot's memory.
"""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import replace
from importlib.resources import files
from typing import Any, Final

from telegram import InputFile, InputMediaPhoto

from bot.apart import DRAWING_SECONDS, NotDrawn, drawn_apart
from bot.documents.papers import render
from bot.documents.spoken import SpokenPaper, is_heavy, without_charts
from bot.documents.word.docx import word
from bot.telegram.delivery.copies import NEUTRAL
from bot.telegram.delivery.fallbacks import in_words, is_picture
from models.database.writer import Call

log = logging.getLogger(__name__)

WORD: Final = ".docx"


class Uploads:
    """Draws one chart at a time: the machine may be small. ``seconds``: the longest that one may take."""

    def __init__(self, seconds: float = DRAWING_SECONDS) -> None:
        self._seconds = seconds
        self._turn = asyncio.Lock()

    async def filled(self, call: Call) -> Call:
        """Return the call with its file ready to be uploaded, or without the charts that cannot be drawn."""
        document = call.payload.get("document")
        if isinstance(document, dict):
            return _with(call, document=InputFile(await self._document(document), document["name"]))
        media = call.payload.get("media")
        if isinstance(media, dict) and media["media"] == NEUTRAL:
            return _with(call, media=_neutral(media))
        if not is_picture(call):
            return call
        try:
            image = await self._drawn("bot.charts", call.payload["photo"]["chart"])
        except NotDrawn as failure:
            log.error("A chart is sent in words (call %s): %s", call.id, failure)
            return in_words(call)
        return _with(call, photo=InputFile(image, "chart.png"))

    async def _document(self, document: Mapping[str, Any]) -> bytes:
        paper: SpokenPaper | None = document.get("paper")
        if paper is None:
            return str(document["content"]).encode()
        to_edit = document["name"].endswith(WORD)
        if to_edit or is_heavy(paper):
            try:
                return await self._drawn("bot.documents.word" if to_edit else "bot.documents", paper)
            except NotDrawn as failure:
                log.error("A paper could not be made apart, its charts are put in words: %s", failure)
                paper = without_charts(paper)
        # The other chats go on meanwhile: typst lets go of the interpreter.
        return await asyncio.to_thread(word if to_edit else render, paper)

    async def _drawn(self, module: str, spoken: object) -> bytes:
        """Return what another process makes of spoken data; raise NotDrawn."""
        async with self._turn:
            return await drawn_apart(module, spoken, self._seconds)


def _neutral(media: Mapping[str, Any]) -> InputMediaPhoto:
    """Return the image that says nothing, with its caption."""
    image = files("bot.telegram.delivery").joinpath("erased.png").read_bytes()
    return InputMediaPhoto(image, media["caption"], media["parse_mode"], filename="erased.png")


def _with(call: Call, **file: InputFile | InputMediaPhoto) -> Call:
    return replace(call, payload={**call.payload, **file})
