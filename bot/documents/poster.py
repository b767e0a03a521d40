"""A poster with a code to scan, which opens the assistant and tells where people heard of it."""

from datetime import datetime
from io import BytesIO
from typing import Final

import segno

from bot.documents.typesetting import pdf
from bot.i18n import speak
from conversations.messages import Message, say

TITLE: Final = say("A project for your company?")
SENTENCE: Final = say("Specialists of large companies come and help you with it, free of charge.")
INVITATION: Final = say("Scan, tell your project: ten minutes are enough.")
NOTE: Final = say("With Telegram, on a phone or a computer. Then an adviser calls you back.")


def poster(bot_name: str, origin: str, network: str, language: str, written_at: datetime) -> bytes:
    """Return the PDF of a poster, A4; ``origin``: the campaign that what comes by it is counted under."""

    def said(message: Message) -> str:
        return speak(message, language, markup=False)

    link = f"https://t.me/{bot_name}?start={origin}"
    drawn = BytesIO()
    segno.make(link, micro=False, error="m").save(drawn, kind="svg", xmldecl=False, border=2)
    content = {
        "language": language,
        "name": said(TITLE),
        "author": network,
        "title": said(TITLE),
        "sentence": said(SENTENCE),
        "code": drawn.getvalue().decode(),
        "seen": said(say("A code to scan, which opens {link}", link=link)),
        "invitation": said(INVITATION),
        "address": f"t.me/{bot_name}",
        "note": said(NOTE),
        "origin": origin,
    }
    return pdf("poster", content, written_at)
