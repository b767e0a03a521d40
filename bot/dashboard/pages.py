"""Pages from templates, whose sentences are said in the reader's language, like those of the code."""

import re
from datetime import date, datetime
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bot.documents.charts.drawing import drawn
from bot.documents.charts.serialize import spoken
from bot.documents.charts.surfaces import PAGE
from bot.i18n import PARIS, speak
from conversations.figures.charts import UNKNOWN, Chart, described
from conversations.messages import Message, Value, say, verbatim

_SIGN = re.compile(r"^[\u2190-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]+\s+")
"""A sign before words catches the eye in a chat; in a table it is noise, and is read aloud."""


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("bot.dashboard"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(template: str, language: str, **shown: Any) -> str:
    """Return a page as HTML."""

    def said(message: Message) -> Markup:
        # The sentence is ours; what fills its places is escaped.
        return Markup(_SIGN.sub("", speak(message, language, markup=True)))  # noqa: S704

    def plain(message: Message) -> str:
        return _SIGN.sub("", speak(message, language, markup=False))

    def value(of: Value | None) -> Markup:
        return said(UNKNOWN if of is None else verbatim(of))

    def drawing(chart: Chart, name: str) -> Markup:
        told = spoken(chart, language, lambda message, _, markup: plain(message))
        # Texts are escaped where they are written.
        return Markup(drawn(told, PAGE, name=name, told=plain(described(chart))))  # noqa: S704

    return (
        _templates()
        .get_template(template)
        .render(
            lang=language,
            say=lambda told, **values: said(say(told, **values)),
            said=said,
            plain=plain,
            value=value,
            drawing=drawing,
            iso=_iso,
            **shown,
        )
    )


def _iso(moment: date) -> str:
    return moment.astimezone(PARIS).isoformat("T", "minutes") if isinstance(moment, datetime) else str(moment)
