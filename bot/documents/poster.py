"""A poster with a code to scan, which opens the assistant and tells where people heard of it."""

from datetime import datetime
from io import BytesIO
from typing import Final

import segno

from bot.documents.spoken import SpokenPoster, spoken_poster
from bot.documents.typesetting import pdf
from bot.i18n import speak
from bot.services.core.papers import Poster
from conversations.messages import say, verbatim

TITLE: Final = say("A project for your company?")
SENTENCE: Final = say("Specialists of large companies come and help you with it, free of charge.")
INVITATION: Final = say("Scan, tell your project: ten minutes are enough.")
NOTE: Final = say("With Telegram, on a phone or a computer. Then an adviser calls you back.")


def poster(bot_name: str, origin: str, network: str, language: str, written_at: datetime) -> bytes:
    """Return the PDF of a poster, A4; ``origin``: the campaign that what comes by it is counted under."""
    link = f"https://t.me/{bot_name}?start={origin}"
    address = f"t.me/{bot_name}"
    hung = Poster(TITLE, SENTENCE, INVITATION, NOTE, link, verbatim(origin), network, written_at, address)
    return poster_pdf(spoken_poster(hung, language, speak))


def poster_pdf(spoken: SpokenPoster) -> bytes:
    """Return the PDF of a poster that is spoken, A4."""
    drawn = BytesIO()
    segno.make(spoken["link"], micro=False, error="m").save(drawn, kind="svg", xmldecl=False, border=2)
    content = {
        "language": spoken["language"],
        "name": spoken["title"],
        "author": spoken["author"],
        "title": spoken["title"],
        "sentence": spoken["sentence"],
        "code": drawn.getvalue().decode(),
        "seen": spoken["seen"],
        "invitation": spoken["invitation"],
        "address": spoken["address"],
        "note": spoken["note"],
        "origin": spoken["mark"],
    }
    return pdf("poster", content, datetime.fromisoformat(spoken["written_at"]))
