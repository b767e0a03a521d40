"""Papers become PDF: spoken first, as JSON that can wait in the outbox, then drawn when delivered."""

from bot.pdf.drawing import render
from bot.pdf.speaking import SpokenPaper, has_charts, spoken, without_charts

__all__ = ["SpokenPaper", "has_charts", "render", "spoken", "without_charts"]
