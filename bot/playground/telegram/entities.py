"""Formatted text as Telegram reads it: its HTML subset, and the commands in what people type.

Follows tdlib (td/telegram/MessageEntity.cpp, ``parse_html``), including its error texts.
"""

import re
from dataclasses import dataclass

from bot.playground.telegram.calls import JsonObject, bad_request

_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_MARK = re.compile(
    r"<|&(?:#(?P<decimal>\d{1,7})|#x(?P<hex>[0-9a-fA-F]{1,6})|(?P<name>lt|gt|amp|quot)(?![a-zA-Z]));?"
)
_START_TAG = re.compile(
    r"""<(?P<name>[^\s>]*)(?P<attributes>(?:\s+[^\s=>"']+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?)*)\s*>"""
)
_END_TAG = re.compile(r"</(?P<name>[^\s>]*)\s*>")
_ATTRIBUTE = re.compile(r"""([^\s=>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?""")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_COMMAND = re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])")


@dataclass(frozen=True, slots=True)
class FormattedText:
    """A text without its markup, and its Bot API entities, counted in UTF-16 units."""

    text: str
    entities: tuple[JsonObject, ...] = ()


@dataclass(frozen=True, slots=True)
class _OpenTag:
    name: str
    attributes: dict[str, str]
    offset: int


@dataclass(frozen=True, slots=True)
class _Span:
    type: str
    start: int
    end: int
    details: JsonObject


def utf16_length(text: str) -> int:
    """Return the length Telegram counts: characters beyond the basic plane count twice."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse_html(html: str) -> FormattedText:
    """Read Telegram's HTML subset; raise Telegram's refusal on anything else."""
    if "<" not in html and "&" not in html:
        return _trimmed(html, [])
    pieces: list[str] = []
    spans: list[_Span] = []
    nested: list[_OpenTag] = []
    length = position = 0
    while mark := _MARK.search(html, position):
        plain = html[position : mark.start()]
        if mark.group() != "<":
            plain += _character(mark)
            position = mark.end()
        pieces.append(plain)
        length += utf16_length(plain)
        if mark.group() != "<":
            continue
        if html.startswith("</", mark.start()):
            tag, position = _end_tag(html, mark.start(), nested)
            if length > tag.offset and (span := _span(tag, length)):
                spans.append(span)
        else:
            tag, position = _start_tag(html, mark.start(), length)
            nested.append(tag)
    if nested:
        raise _unparsable(f'Can\'t find end tag corresponding to start tag "{nested[-1].name}"')
    pieces.append(html[position:])
    return _trimmed("".join(pieces), spans)


def commands_in(text: str) -> list[JsonObject]:
    """Return the entities of the bot commands in a person's text."""
    if "/" not in text:
        return []
    return [
        {
            "type": "bot_command",
            "offset": utf16_length(text[: command.start()]),
            "length": len(command.group()),
        }
        for command in _COMMAND.finditer(text)
    ]


def _character(mark: re.Match[str]) -> str:
    if name := mark["name"]:
        return _NAMED[name]
    code = int(mark["decimal"]) if mark["decimal"] else int(mark["hex"], 16)
    valid = 0 < code < 0x110000 and not 0xD800 <= code < 0xE000
    return chr(code) if valid else mark.group()


def _start_tag(html: str, begin: int, offset: int) -> tuple[_OpenTag, int]:
    tag = _START_TAG.match(html, begin)
    where = len(html[:begin].encode())
    if tag is None:
        raise _unparsable(f"Unclosed start tag at byte offset {where}")
    name = tag["name"].lower()
    if name not in _TYPES:
        raise _unparsable(f'Unsupported start tag "{name}" at byte offset {where}')
    attributes = {
        found[1].lower(): _unescaped(next((value for value in found.groups()[1:] if value is not None), ""))
        for found in _ATTRIBUTE.finditer(tag["attributes"])
    }
    if name == "span" and attributes.get("class") != "tg-spoiler":
        raise _unparsable(f'Tag "span" must have class "tg-spoiler" at byte offset {where}')
    return _OpenTag(name, attributes, offset), tag.end()


def _end_tag(html: str, begin: int, nested: list[_OpenTag]) -> tuple[_OpenTag, int]:
    where = len(html[:begin].encode())
    if not nested:
        raise _unparsable(f"Unexpected end tag at byte offset {where}")
    end = _END_TAG.match(html, begin)
    if end is None:
        raise _unparsable(f"Unclosed end tag at byte offset {where}")
    tag = nested.pop()
    found = end["name"].lower()
    if found and found != tag.name:
        raise _unparsable(
            f'Unmatched end tag at byte offset {where}, expected "</{tag.name}>", found "</{found}>"'
        )
    return tag, end.end()


def _span(tag: _OpenTag, end: int) -> _Span | None:
    if tag.name == "a":
        # As Telegram does, a link without a usable address is kept as plain text.
        url = tag.attributes.get("href", "")
        usable = "." in url or url.startswith("tg://")
        return _Span("text_link", tag.offset, end, {"url": url}) if usable else None
    if tag.name == "tg-emoji":
        return _Span("custom_emoji", tag.offset, end, {"custom_emoji_id": tag.attributes.get("emoji-id", "")})
    if "expandable" in tag.attributes and tag.name == "blockquote":
        return _Span("expandable_blockquote", tag.offset, end, {})
    return _Span(_TYPES[tag.name], tag.offset, end, {})


def _trimmed(text: str, spans: list[_Span]) -> FormattedText:
    """Drop the blanks around a text, as Telegram does, and fit the entities to what is left."""
    kept = text.strip()
    if not spans:
        return FormattedText(kept)
    cut = utf16_length(text[: len(text) - len(text.lstrip())])
    end = utf16_length(kept)
    entities: list[JsonObject] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        first, last = max(span.start - cut, 0), min(span.end - cut, end)
        if first < last:
            entities.append({"type": span.type, "offset": first, "length": last - first, **span.details})
    return FormattedText(kept, tuple(entities))


def _unescaped(value: str) -> str:
    return _MARK.sub(lambda mark: "<" if mark.group() == "<" else _character(mark), value)


def _unparsable(reason: str) -> Exception:
    return bad_request(f"can't parse entities: {reason}")
