"""``python -m bot`` is ``alize``."""

import sys

from bot.commands.parser import main

if __name__ == "__main__":
    sys.exit(main())
