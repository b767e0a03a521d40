"""What each step of a form takes of the writer, in a fresh process: prints its figures as JSON.

The writer takes one turn after the other: while it works on one, everybody waits. So it is the processor's
time of its thread that counts, from an act to the commit of its answer, and then until all is delivered.
"""

import asyncio
import json
import tempfile
import threading
import time
from collections import defaultdict
from pathlib import Path
from statistics import median

from bot.i18n import open_catalogs
from bot.playground.telegram.phone import Person
from bot.services.core.group_cards import bind
from bot.services.core.screens import Verb
from conversations.intake.rehearsal import rehearse
from models.network.file import read_network, sample_network_text
from models.places.search import CommuneTable
from tests.benchmarks.form import Act, form
from tests.journeys.acting import Actor, Tap, unhurried
from tests.reading import texts
from tests.stage import Stage, staged

FORMS = 20
SIZES = (600, 4_096)  # characters of what is hostile: just within the bounds of parsers, and all there may be
MIXED = 42  # texts of each size: the mixtures, lists of numbers and of addresses
ASKED = ("company", "place", "headcount", "description", "start", "name")
"""Where hostile words are typed: the questions whose parsers look for most."""

Taken = defaultdict[str, list[float]]


class Writer:
    """The writer's thread, by what it has used of the processor."""

    def __init__(self) -> None:
        [thread] = [each for each in threading.enumerate() if each.name == "writer"]
        assert thread.ident is not None
        self._clock = time.pthread_getcpuclockid(thread.ident)

    @property
    def milliseconds(self) -> float:
        """What it has used since it was started."""
        return time.clock_gettime(self._clock) * 1e3


class Watched(Actor):
    """A person on the stage, each of whose acts is noted with what it took: ``taken``, by its name."""

    def __init__(self, stage: Stage, person: Person, writer: Writer, taken: Taken) -> None:
        super().__init__(stage, person)
        self._writer, self._taken = writer, taken

    async def acts(self, name: str, act: str | Tap) -> None:
        """Type or tap; note what the answer took, and what its delivery took after it."""
        before = self._writer.milliseconds
        if isinstance(act, Tap):
            self.person.taps(self.button(act.key).data or "")
        else:
            self.person.types(act)
        await self.stage.answers()
        answered = self._writer.milliseconds
        while not self.stage.assistant.idle:  # noqa: ASYNC110 — what was sent is marked after a moment
            await asyncio.sleep(0.005)
        self._taken[name].append(answered - before)
        self._taken[f"{name}, delivered"].append(self._writer.milliseconds - answered)

    async def goes_through(self, acts: tuple[Act, ...]) -> None:
        """Begin a form and answer these questions of it."""
        await self.acts("/start", "/start")
        for act in acts:
            await self.acts(_name(act), act.types or Tap(act.key or act.verb.value))


def _name(act: Act) -> str:
    if act.question:
        return act.question
    return {Verb.AGREE: "agreement", Verb.SEND: "sending"}.get(act.verb, "description, done")


async def measured(folder: Path) -> Taken:
    """Have forms filled in, one act at a time; then hostile words typed at some of the questions."""
    taken: Taken = defaultdict(list)
    network = read_network(sample_network_text(), CommuneTable())
    async with staged(f"sqlite:///{folder / 'steps.db'}", network) as stage:
        unhurried(stage)
        running, now = stage.assistant, stage.clock()
        world = running.worlds.at(now)
        rehearse(world)
        open_catalogs()
        group = stage.telegram.group("Comité", [stage.telegram.person("Sacha")])
        await stage.plays()
        await running.desk.database.run(
            lambda transaction: bind(transaction, world, "terres-de-lorraine", group.id, 1, now)
        )
        writer = Writer()
        for number in range(FORMS):
            camille = Watched(stage, stage.telegram.person("Camille", language="fr"), writer, taken)
            await camille.goes_through(form(number, 0).acts)
        for question in ASKED:
            camille = Watched(stage, stage.telegram.person("Camille", language="fr"), writer, taken)
            acts = form(FORMS, 0).acts
            before = [act.question for act in acts].index(question)
            await camille.goes_through(acts[:before])
            for text in (text for size in SIZES for text in list(texts(size).values())[-MIXED:]):
                await camille.acts(f"hostile words at {question}", text)
    return taken


def main() -> None:
    """Print the median and the worst of each step, in milliseconds."""
    with tempfile.TemporaryDirectory(prefix="alize-bench-") as folder:
        taken = asyncio.run(measured(Path(folder)))
    figures = {name: {"median_ms": median(each), "worst_ms": max(each)} for name, each in taken.items()}
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
