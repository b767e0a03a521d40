"""The first message of a process costs no more than the others."""

import subprocess
import sys

FIRST_USES = """
import sys
from bot.i18n import open_catalogs
from conversations.intake.rehearsal import rehearse
from tests.conversations.worlds import sample_world
from tests.reading import cpu_seconds, readers

found = readers()
{rehearsal}
loaded = []

def note(event, about):
    if event in ("open", "import"):
        loaded.append(f"{{event}} {{about[0]}}")

sys.addaudithook(note)
for read in found.values():
    cpu_seconds(read, "Tuol, une vingtaine, 25 k€ dans 2 mois, 06 39 98 12 34 ?", 1)
print(*loaded, sep="\\n")
"""


def loaded_by_reading(rehearsal: str) -> str:
    """Return the modules imported and the files opened by the first readings of a process of its own."""
    script = FIRST_USES.format(rehearsal=rehearsal)
    return subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout.strip()


def test_nothing_is_loaded_while_a_message_is_read() -> None:
    assert not loaded_by_reading("rehearse(sample_world(registry=False)); open_catalogs()")
    assert loaded_by_reading("")
