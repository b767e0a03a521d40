"""When regular expressions are compiled."""

import subprocess
import sys

SPIED = """
import re, sys
early, compiled = [], re.compile

def spy(*written, **named):
    caller = sys._getframe(1).f_globals["__name__"]
    if caller.startswith("conversations."):
        early.append(caller)
    return compiled(*written, **named)

re.compile = spy
import conversations.intake.rehearsal
print(*early)
"""


def test_a_start_waits_for_none_of_them() -> None:
    """All together cost a fifth of a second, which nobody waits for once updates are asked for."""
    run = subprocess.run([sys.executable, "-c", SPIED], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []
