"""A chart as a picture: the drawing, in plain colours, set by typst."""

from bot.documents.charts.drawing import drawn
from bot.documents.charts.serialize import SpokenChart
from bot.documents.charts.surfaces import CHAT, Surface
from bot.documents.glyphs import shown
from bot.documents.typesetting import png


def picture(chart: SpokenChart, surface: Surface = CHAT) -> bytes:
    """Return a chart as PNG, two pixels for a unit; the same one gives the same bytes.

    It takes 50 ms of a processor, without the interpreter's lock, and 10 MB stay: a thread of the bot is
    enough, where a process that ends takes four times as long.
    """
    return png(shown(drawn(chart, surface)))
