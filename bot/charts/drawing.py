"""Draw a spoken chart as an image that reads on a phone."""

from contextlib import ExitStack
from typing import Final, cast

from bot.charts.bars import draw_bars
from bot.charts.plots import draw_columns, draw_lines
from bot.charts.sheet import Sheet
from bot.charts.speaking import SpokenChart
from bot.charts.styles import SOFT

TITLE_SIZE: Final = 50
SUBTITLE_SIZE: Final = 34


def png(chart: SpokenChart) -> bytes:
    """Return the image; the same chart gives the same bytes."""
    with ExitStack() as opened:
        sheet = Sheet(opened)
        chart = cast("SpokenChart", _cleaned(chart, sheet))
        sheet.paragraph(chart["title"], TITLE_SIZE, 3, bold=True)
        sheet.paragraph(chart["subtitle"], SUBTITLE_SIZE, 2, color=SOFT)
        match chart["kind"]:
            case "bars":
                draw_bars(sheet, chart)
            case "columns":
                draw_columns(sheet, chart)
            case "lines":
                draw_lines(sheet, chart)
            case unknown:
                raise ValueError(unknown)
        return sheet.png()


def _cleaned(spoken: object, sheet: Sheet) -> object:
    """Return spoken data whose every text is one that the sheet can write."""
    match spoken:
        case str():
            return sheet.clean(spoken)
        case list():
            return [_cleaned(item, sheet) for item in spoken]
        case dict():
            return {key: _cleaned(value, sheet) for key, value in spoken.items()}
        case _:
            return spoken
