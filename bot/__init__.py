"""Everything that touches the world: Telegram, the terminal, the web, the company registry."""

import sys

# httpx loads a command line of its own where it finds what that takes, which we have for other things:
# 4 MB and 0.05 s that nobody asks for. It does without when the import fails.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]
