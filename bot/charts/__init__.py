"""Charts become images: spoken first, as JSON that can wait in the outbox, then drawn when delivered."""

import os
from tempfile import TemporaryDirectory
from typing import Final

from bot.charts.speaking import Speak, SpokenChart, caption, spoken

__all__ = ["Speak", "SpokenChart", "caption", "drawn", "spoken"]

_FOLDER: Final = "MPLCONFIGDIR"


def drawn(chart: SpokenChart) -> bytes:
    """Return the chart as PNG. Matplotlib is loaded, and its 60 MB stay: a bot draws in another process."""
    with TemporaryDirectory() as folder:
        # When it is loaded, it writes the list of the machine's fonts there, else in the home.
        alone = os.environ.setdefault(_FOLDER, folder) == folder
        from bot.charts.drawing import png

        if alone:
            del os.environ[_FOLDER]
    return png(chart)
