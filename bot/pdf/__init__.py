"""Papers become PDF: spoken first, as JSON that can wait in the outbox, then drawn when delivered."""

from bot.pdf.drawing import render
from bot.pdf.speaking import SpokenPaper, spoken

__all__ = ["SpokenPaper", "render", "spoken"]
