"""The first request of a process costs no more than the others: nothing is loaded while it is filled in."""

import subprocess
import sys

FIRST_REQUEST = """
import asyncio, sys, tempfile
from bot.i18n import open_catalogs
from conversations.intake.rehearsal import rehearse
from tests.benchmarks.form import form
from tests.conversations.worlds import sample_network
from tests.journeys.acting import Actor, Tap
from tests.stage import staged

"".encode("utf-16-le")  # the simulated Telegram counts in its units
loaded, at_work = [], []

def note(event, about):
    if at_work and event in ("open", "import"):
        loaded.append(f"{{event}} {{about[0]}}")

async def sent(folder):
    async with staged(f"sqlite:///{{folder}}/alize.db", sample_network()) as stage:
        {rehearsal}
        camille = Actor(stage, stage.telegram.person("Camille", language="fr"))
        at_work.append(True)
        await camille.does("/start")
        for act in form(1, 0).acts:
            await camille.does(act.types or Tap(act.key or act.verb.value))
        at_work.clear()
        assert camille.alert.startswith("C’est envoyé"), camille.alert

sys.addaudithook(note)
with tempfile.TemporaryDirectory() as folder:
    asyncio.run(sent(folder))
print(*loaded, sep="\\n")
"""


def loaded_by_a_request(rehearsal: str) -> str:
    """Return the modules imported and the files opened by the first request of a process of its own."""
    script = FIRST_REQUEST.format(rehearsal=rehearsal)
    return subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout.strip()


def test_nothing_is_loaded_while_a_request_is_filled_in_and_sent() -> None:
    assert not loaded_by_a_request("rehearse(stage.assistant.worlds.at(stage.clock())); open_catalogs()")
    assert loaded_by_a_request("pass")
