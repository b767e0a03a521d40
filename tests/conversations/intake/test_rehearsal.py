"""The first message of a process costs no more than the others."""

import json
import subprocess
import sys

FIRST_USES = """
import json
from conversations.intake.rehearsal import rehearse
from tests.conversations.worlds import sample_world
from tests.reading import cpu_seconds, readers

found = readers()
{rehearsal}
words = "Tuol, une vingtaine, 25 k€ dans 2 mois, 06 39 98 12 34 ?"
print(json.dumps(max((cpu_seconds(read, words, 1), name) for name, read in found.items())))
"""
MOST_SECONDS = 0.030


def dearest(rehearsal: str) -> tuple[float, str]:
    """Return what the first reading costs that costs most, in a process of its own, and whose it is."""
    script = FIRST_USES.format(rehearsal=rehearsal)
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    seconds, name = json.loads(ran.stdout)
    return seconds, name


def test_nothing_is_loaded_while_a_message_is_read() -> None:
    rehearsed = dearest("rehearse(sample_world(registry=False))")

    assert rehearsed[0] <= MOST_SECONDS, rehearsed[1]
    assert rehearsed[0] < dearest("")[0]
