"""``make bench``: measure the assistant next to its peers, kill it at work, and let its database grow."""

import argparse
import asyncio
import json
import os
import platform
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from rich.console import Console

from bot.services.core.export_orders import Format
from models.network.file import read_network, sample_network_text
from models.places.search import CommuneTable
from tests.benchmarks import peer_goals, report
from tests.benchmarks.cluster import cluster
from tests.benchmarks.crash import Crashes, crash
from tests.benchmarks.crowding import crowding, crowding_goals
from tests.benchmarks.exporting import FEW, MANY, Exported, exported, prepare
from tests.benchmarks.figures import DOSSIERS, Figures, answers, filled
from tests.benchmarks.growth import Growth, growth
from tests.benchmarks.installing import PostgreSQL, Unavailable, install, postgresql
from tests.benchmarks.journeys import journeys_goals, journeys_table
from tests.benchmarks.programs import ROOT, cpu_seconds_of_tree, driver_apart
from tests.benchmarks.record import keep
from tests.benchmarks.starting import started
from tests.benchmarks.throughput import (
    CONVERSATION,
    FLOOR,
    OFFERED_PER_SECOND,
    SAME_TRANSPORT,
    Contender,
    aiogram,
    closed_loop,
    offered,
    ours,
    redis,
    summaries,
)
from tests.benchmarks.understanding_report import questions_goals, understanding_goals, understanding_table
from tests.journeys.typed_as_people_do import people, walks

WIDTH = 130  # of a report that goes to a file
PARTS = (
    *("places", "reading", "understanding", "journeys", "steps", "starting", "statements", "erasing"),
    *("papers", "exporting", "calls", "throughput", "cluster", "crowding", "crash", "growth", "figures"),
)
"""In the order they run; each is a method of the bench."""


class Bench:
    """One run of the benchmark. ``rounds`` and ``kills`` are higher in a long one."""

    def __init__(
        self, console: Console, folder: Path, server: PostgreSQL | None, *, long: bool, people: int
    ) -> None:
        self.console, self.folder, self.server = console, folder, server
        self.long, self.people = long, people
        self.goals: list[report.Goal] = []
        self.found: dict[str, object] = {}

    async def places(self) -> None:
        """Measure the search of places."""
        self.found["places"] = figures = await self._apart("places")
        self.goals += report.place_goals(**figures)

    async def reading(self) -> None:
        """Measure what the worst of messages costs to read."""
        self.found["reading"] = figures = await self._apart("reading")
        self.goals += report.reading_goals(**figures)

    async def understanding(self) -> None:
        """Count what is understood of sentences met elsewhere."""
        self.found["understanding"] = figures = await self._apart("understanding")
        self.console.print(understanding_table(figures))
        self.found["questions"] = asked = await self._apart("questions")
        self.goals += [*understanding_goals(figures), *questions_goals(asked)]

    async def journeys(self) -> None:
        """Type twelve requests as people type."""
        done = await walks(people(), read_network(sample_network_text(), CommuneTable()))
        self.found["journeys"] = [{**asdict(walk), "transcript": None} for walk in done]
        self.console.print(journeys_table(done))
        self.goals += journeys_goals(done)

    async def steps(self) -> None:
        """Measure how long each step of a form holds the writer."""
        self.found["steps"] = figures = await self._apart("steps")
        self.console.print(report.steps_table(figures))
        self.goals += report.steps_goals(figures)

    async def starting(self) -> None:
        """Measure the memory of `alize run`, and how soon it asks for updates."""
        with driver_apart():
            begun = await started(self.folder, self.people)
        self.found["starting"] = asdict(begun)
        self.goals += report.starting_goals(begun)

    async def statements(self) -> None:
        """Count what a turn asks of the database."""
        self.found["statements"] = figures = await self._apart("statements")
        self.goals += report.statement_goals(figures)

    async def erasing(self) -> None:
        """Measure how long others wait while somebody is erased."""
        self.found["erasing"] = figures = await self._apart("erasing")
        self.goals += report.erasing_goals(**figures)

    async def papers(self) -> None:
        """Measure how long each kind of paper takes to be set."""
        self.found["papers"] = figures = await self._apart("papers")
        self.goals += report.paper_goals(**figures)

    async def exporting(self) -> None:
        """Measure the memory of an export of few dossiers and of ten times as many, in each format."""
        made: dict[str, list[Exported]] = {form.value: [] for form in Format}
        for dossiers in (FEW, MANY):
            folder = self.folder / f"exporting-{dossiers}"
            folder.mkdir()
            url = f"sqlite:///{folder / 'alize.db'}"
            await asyncio.to_thread(prepare, url, dossiers)
            for form in Format:
                made[form.value].append(await exported(url, folder, form))
        self.found["exporting"] = {form: [asdict(each) for each in both] for form, both in made.items()}
        for name, (few, many) in made.items():
            self.goals += report.exporting_goals(name, few, many)

    async def calls(self) -> None:
        """Count the calls to Telegram that an answer takes."""
        self.found["calls"] = figures = await self._apart("calls")
        self.goals += [
            goal for form, counted in figures.items() for goal in report.call_goals(form, **counted)
        ]

    async def throughput(self) -> None:
        """Measure the assistant and its peers."""
        async with AsyncExitStack() as stack:
            stack.enter_context(driver_apart())
            own = ours(f"sqlite:///{self.folder / 'throughput.db'}", "SQLite")
            hasty = ours(f"sqlite:///{self.folder / 'hasty.db'}", "SQLite NORMAL", "synchronous=NORMAL")
            contenders = [FLOOR, own, SAME_TRANSPORT, CONVERSATION, hasty]
            redis_bot: Contender | None = None
            try:
                redis_bot = aiogram(await stack.enter_async_context(redis(self.folder)))
                contenders.append(redis_bot)
            except Unavailable as reason:
                self.console.print(f"Skipped: aiogram 3 + Redis, because {reason}")
            tell = partial(report.tell_run, self.console)
            runs = await closed_loop(
                contenders,
                people=self.people,
                rounds=5 if self.long else 4,
                cap_seconds=30 if self.long else 8,
                tell=tell,
            )
            at_once = [each for each in contenders if each not in (FLOOR, CONVERSATION, hasty)]
            latencies = await offered(at_once, tell)
        summed = summaries(runs)
        self.console.print(report.throughput_table(summed, latencies, self.people, OFFERED_PER_SECOND))
        self.found["throughput"] = [asdict(run) for run in runs]
        self.found["latency"] = [asdict(run) for run in latencies]
        rival = summed[redis_bot.name] if redis_bot else None
        self.goals += peer_goals.latency_goals(latencies, own.name)
        self.goals += peer_goals.throughput_goals(summed, own.name, hasty.name, rival)

    async def cluster(self) -> None:
        """Measure a step of one process and of two on one PostgreSQL."""
        if self.server is None:
            return
        steps = await cluster(self.server)
        self.found["cluster"] = [asdict(step) for step in steps]
        self.goals += peer_goals.cluster_goals(steps)

    async def crowding(self) -> None:
        """Measure what one loud person costs the others, and the memory of ten thousand people at once."""
        with driver_apart():
            crowd = await crowding(self.folder)
        self.found["crowding"] = asdict(crowd)
        self.goals += crowding_goals(crowd)

    async def crash(self) -> None:
        """Kill the assistant at work, on both databases."""
        kills = 100 if self.long else 20
        results: dict[str, Crashes] = {}
        houses = [(kind, url, 1) for kind, url in self._databases("crash")]
        if self.server is not None:
            houses.append(("PostgreSQL, two processes", self.server.create(), 2))
        for kind, url, processes in houses:
            self.console.print(f"  killing the assistant {kills} times on {kind}…", highlight=False)
            results[kind] = await crash(url, self.folder, kills=kills, processes=processes)
            self.goals += report.crash_goals(kind, results[kind])
        self.console.print(report.crash_table(results))
        self.found["crash"] = {kind: asdict(crashes) for kind, crashes in results.items()}

    async def growth(self) -> None:
        """Let the database grow: SQLite, and PostgreSQL in a long run."""
        folder, server = self.folder, self.server
        self.console.print("  storing a million dossiers…", highlight=False)
        results: list[Growth] = [await growth("SQLite", lambda name: f"sqlite:///{folder / name}.db")]
        if self.long and server is not None:
            results.append(
                await growth(
                    "PostgreSQL", lambda name: server.create(), partial(cpu_seconds_of_tree, server.pid)
                )
            )
        self.console.print(report.growth_table(results))
        self.goals += [report.growth_goal(result) for result in results]
        self.found["growth"] = [asdict(result) for result in results]

    async def figures(self) -> None:
        """Ask for coordinators' figures with ten years of dossiers stored, on both databases."""
        databases = self._databases("figures")
        kinds = " and ".join(kind for kind, _ in databases)
        self.console.print(f"  storing and counting {DOSSIERS:,} dossiers on {kinds}…", highlight=False)
        for _, url in databases:
            await install(url, 0)
        seconds = await asyncio.gather(*(filled(url, DOSSIERS) for _, url in databases))
        results: list[Figures] = []
        for (kind, url), (filling, counting) in zip(databases, seconds, strict=True):
            results.append(await answers(kind, url, filling, counting))
            self.goals.append(report.figures_goal(results[-1]))
        self.console.print(report.figures_table(results))
        self.found["figures"] = [asdict(result) for result in results]

    async def _apart(self, module: str) -> dict[str, Any]:
        """Return what a module measures in a process of its own."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", f"tests.benchmarks.{module}", cwd=ROOT, stdout=asyncio.subprocess.PIPE
        )
        printed, _ = await process.communicate()
        figures: dict[str, Any] = json.loads(printed)
        return figures

    def _databases(self, name: str) -> list[tuple[str, str]]:
        databases = [("SQLite", f"sqlite:///{self.folder / name}.db")]
        if self.server is not None:
            databases.append(("PostgreSQL", self.server.create()))
        return databases


async def bench(console: Console, parts: list[str], *, long: bool, people: int) -> dict[str, object]:
    """Run the parts asked for and print what they found; return all figures."""
    began, load = time.monotonic(), os.getloadavg()[0]  # of others: times are longer then, ratios hold
    with tempfile.TemporaryDirectory(prefix="alize-bench-") as folder:
        async with AsyncExitStack() as stack:
            server: PostgreSQL | None = None
            try:
                server = stack.enter_context(postgresql())
            except Unavailable as reason:
                console.print(f"Skipped: PostgreSQL, because {reason}")
            run = Bench(console, Path(folder), server, long=long, people=people)
            goals_of: dict[str, list[report.Goal]] = {}
            for part in parts:
                console.rule(part)
                await getattr(run, part)()
                goals_of[part], run.goals = run.goals, []
    console.rule("goals")
    goals = [goal for of_part in goals_of.values() for goal in of_part]
    console.print(report.goals_table(goals))
    seconds = time.monotonic() - began
    machine = f"{os.cpu_count()} cores (load {load:.1f}), {platform.system()} {platform.machine()}"
    console.print(
        f"Python {platform.python_version()}, {machine}, {seconds / 60:.1f} minutes.", highlight=False
    )
    told = {part: [asdict(goal) for goal in of_part] for part, of_part in goals_of.items()}
    held = all(goal.held for goal in goals)
    return {**run.found, "goals": told, "held": held, "machine": machine}


def main() -> int:
    """Read the command line; return 1 where a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--long", action="store_true", help="more rounds, 100 kills, growth on PostgreSQL")
    parser.add_argument("--only", choices=PARTS, action="append", help="this part only; may be repeated")
    parser.add_argument("--people", type=int, default=500, help="applicants answering at once (500)")
    parser.add_argument("--keep", action="store_true", help="write the goals to tests/benchmarks/README.md")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure there")
    options = parser.parse_args()
    if not Path("/proc/self/stat").exists():
        parser.exit(1, "The benchmark reads /proc: it runs on Linux only.\n")
    figures = asyncio.run(
        bench(
            Console(width=None if sys.stdout.isatty() else WIDTH),
            options.only or list(PARTS),
            long=options.long,
            people=options.people,
        )
    )
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2), "utf-8")
    if options.keep:
        keep(figures)
    return int(not figures["held"])


if __name__ == "__main__":
    sys.exit(main())
