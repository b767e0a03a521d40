"""The drawing of a chart: the same on every surface, in its colours and for its room."""

from bot.documents.charts.bars import draw_bars
from bot.documents.charts.plots import draw_columns, draw_lines, gutter
from bot.documents.charts.serialize import SpokenChart
from bot.documents.charts.sheet import Sheet
from bot.documents.charts.surfaces import Surface
from bot.documents.charts.ties import draw_ties

_DRAW = {"bars": draw_bars, "columns": draw_columns, "lines": draw_lines, "ties": draw_ties}

SCALED = (draw_columns, draw_lines)


def drawn(chart: SpokenChart, surface: Surface, *, name: str = "chart", told: str = "") -> str:
    """Return a chart as SVG; the same one gives the same text.

    ``name``: unlike that of any other drawing of a page. ``told``: what it shows, in words. Raise ValueError
    for a kind that is not known.
    """
    draw = _DRAW.get(chart["kind"])
    if draw is None:
        raise ValueError(chart["kind"])
    sheet = Sheet(surface, name, gutter(surface, chart) if draw in SCALED else 0.0)
    if surface.title:
        sheet.paragraph(chart["title"], surface.title, 4, bold=True)
        sheet.paragraph(f"{chart['subtitle']} · {chart['unit']}", 1, 3, color=surface.palette.soft)
    draw(sheet, chart)
    return sheet.svg(f"{chart['title']}. {chart['subtitle']}", told)
