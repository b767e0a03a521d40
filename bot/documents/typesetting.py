"""Have typst set a template with data: as a PDF that can be heard, or as a picture.

Data goes in as JSON and is never read as markup. Templates read nothing outside their folder; fonts are the
shipped ones. Typst is loaded by the first paper.
"""

import json
import logging
import re
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from bot.documents.glyphs import FONTS, shown

if TYPE_CHECKING:
    from typst import Fonts

log = logging.getLogger(__name__)

TEMPLATES: Final = Path(__file__).parent / "templates"
LAST_RESORT: Final = "words"
PIXELS_PER_INCH: Final = 192.0
"""Of pictures: two pixels for one of the drawing, whose inch has 96."""

_ACCESSIBLE: Final = "ua-1"
_FROM_ELSEWHERE: Final = re.compile(r"\beval\b|\b(?:import|include)\b(?!\s*\"[\w-]+\.typ\")")
_PICTURE: Final = TEMPLATES / "picture.typ"
_NOTHING: Final = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
_KEPT: Final = 10
"""For how many compilations typst keeps what one of them used."""

_NOWHERE: Final = "/nonexistent"
"""Where packages are looked for."""


class TemplateError(Exception):
    """A template cannot be set. ``line``: the first one that is wrong, None when none is known.

    ``reason``: in typst's words, which may repeat somebody's: never logged.
    """

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(f"line {line}")
        self.reason = reason
        self.line = line


def pdf(
    template: str,
    data: object,
    written_at: datetime,
    templates: Path = TEMPLATES,
    root: Path | None = None,
) -> bytes:
    """Return the PDF of a template filled with data; the same ones at the same moment give the same bytes.

    It is tagged (PDF/UA-1). Where it cannot be, it is not; where the template fails, words stand alone:
    there always is a paper. ``written_at``: aware. ``root``: a folder around the templates, whose files it
    may read too; None for the templates alone.
    """
    source = templates / f"{template}.typ"
    written = _written(data)
    try:
        return _set(source, written, written_at, accessible=True, root=root)
    except TemplateError as failure:
        log.error("The paper %s is not tagged: %s", template, failure)
    for resort in (source, TEMPLATES / f"{LAST_RESORT}.typ"):
        try:
            return _set(resort, written, written_at, accessible=False, root=root)
        except TemplateError as failure:
            log.error("The template %s failed: %s", resort.stem, failure)
    raise TemplateError("even the last resort failed")


def own_pdf(source: str, data: object, written_at: datetime) -> bytes:
    """Return the PDF of somebody's own template, tagged, beside ours; raise TemplateError.

    It needs nothing from the network, and computes no source of its own to have it.
    """
    for number, line in enumerate(source.splitlines(), 1):
        if _FROM_ELSEWHERE.search(line):
            raise TemplateError('a template imports only files beside ours, such as "house.typ"', number)
    return _set(source.encode(), _written(data), written_at, accessible=True)


def png(svg: str) -> bytes:
    """Return a drawing as a picture. Its texts were ``shown``; families of fonts are in quotes there."""
    try:
        return _compiled(_PICTURE, {"svg": svg}, format="png", ppi=PIXELS_PER_INCH)
    finally:
        _forget()


def _set(
    source: Path | bytes, written: str, written_at: datetime, *, accessible: bool, root: Path | None = None
) -> bytes:
    standards = [_ACCESSIBLE] if accessible else []
    options = {
        "pdf_standards": standards,
        "pdf_tags": accessible,
        "timestamp": written_at.replace(microsecond=0),
    }
    return _compiled(source, {"data": written}, root, format="pdf", **options)


def _compiled(
    source: Path | bytes, inputs: dict[str, str], root: Path | None = None, **options: object
) -> bytes:
    """Return what typst makes of a template, which reads nothing outside its folder, or ``root``."""
    import typst  # a tenth of a second and 20 MB

    try:
        compiled = typst.compile(
            source,
            root=root or (source.parent if isinstance(source, Path) else TEMPLATES),
            font_paths=_fonts(),
            ignore_system_fonts=True,
            package_path=_NOWHERE,
            package_cache_path=_NOWHERE,
            sys_inputs=inputs,
            **options,  # type: ignore[call-overload]
        )
    except typst.TypstError as failure:
        place = re.search(r"┌─ \S+?:(\d+):", failure.diagnostic)
        raise TemplateError(failure.message, int(place[1]) if place else None) from None
    except BaseException as failure:
        # A panic of typst is not an Exception; nothing that typst does may keep a letter from being sent.
        if not isinstance(failure, Exception) and type(failure).__name__ != "PanicException":
            raise
        raise TemplateError(type(failure).__name__) from None
    return cast("bytes", compiled)


def _forget() -> None:
    """Have typst give back what it keeps for its next compilations: some 100 MB after a dozen pictures."""
    for _ in range(_KEPT + 1):
        _compiled(_PICTURE, {"svg": _NOTHING}, format="svg")


@cache
def _fonts() -> "Fonts":
    from typst import Fonts

    return Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def _written(data: object) -> str:
    """Return data as JSON whose every text can be shown."""
    return json.dumps(_shown(data), ensure_ascii=False)


def _shown(data: object) -> object:
    match data:
        case str():
            return shown(data)
        case list() | tuple():
            return [_shown(item) for item in data]
        case dict():
            return {key: _shown(value) for key, value in data.items()}
        case _:
            return data
