"""Twelve requests typed as people type, from /start to the queue: screens, taps, corrective sentences.

``python -m tests.journeys.typed_as_people_do`` prints them as JSON; ``--transcripts`` prints every word that
is read and typed instead. What each person types is in ``twelve_people.toml``.
"""

import argparse
import asyncio
import json
import tempfile
import tomllib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from bot.documents.spreadsheets.worker import made_apart
from conversations.network.basins import Network
from models.network.file import read_network, sample_network_text
from models.places.search import CommuneTable
from tests.journeys.acting import Actor, Tap
from tests.stage import Stage, staged

FILE = Path(__file__).with_name("twelve_people.toml")
MOST_ACTS = 8  # at one question: beyond it the person would have left
USUAL = ("c0", "done", "s", "yes", "0")
"""What is tapped where words did not do: the reading that is offered, "skip", or the plainest answer."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, and what they type at each question, in turn: ``>key`` is a tap."""

    who: str
    called: tuple[str, str]
    language: str
    says: dict[str, list[str]]


@dataclass(slots=True)
class Walk:
    """What a request took. ``corrections``: the questions at which a typed answer changed nothing.

    ``confirmed``: those at which what was understood was confirmed by a tap. ``left``: the question that
    the person could not get past, if any. ``read``: characters.
    """

    who: str
    screens: int = 0
    taps: int = 0
    typed: int = 0
    read: int = 0
    corrections: list[str] = field(default_factory=list)
    confirmed: list[str] = field(default_factory=list)
    left: str = ""
    sent: bool = False
    transcript: list[str] = field(default_factory=list)


def people() -> list[Person]:
    """Read the twelve."""
    with FILE.open("rb") as file:
        return [
            Person(each["who"], tuple(each["called"]), each.get("language", "fr"), each["says"])
            for each in tomllib.load(file)["people"]
        ]


class Typist(Actor):
    """A person on the stage, whose acts are counted."""

    def __init__(self, stage: Stage, who: Person) -> None:
        first, last = who.called
        super().__init__(stage, stage.telegram.person(first, last, language=who.language))
        self.walk, self.says = Walk(who.who), who.says

    async def acts(self, words: str) -> None:
        """Type or tap, and read the answer."""
        before = self.state, self._entry
        if words.startswith(">"):
            label = self.button(words[1:]).label
            self.walk.taps += 1
            self.walk.transcript.append(f"    [{label}]")
            await self.does(Tap(words[1:]))
        else:
            self.walk.typed += 1
            self.walk.transcript.append(f"    > {words}")
            await self.does(words)
            state = self.state
            if before[0] and (state, self._entry) == before:
                self.walk.corrections.append(f"{state}: {words}")
            elif before[0] and state == before[0] and self.has("c0"):
                self.walk.confirmed.append(f"{state}: {words}")
        self.walk.screens += 1
        self.walk.read += len(self.screen)
        self.walk.transcript += ["", *self.screen.splitlines(), f"    {' | '.join(self.labels)}"]

    @property
    def _entry(self) -> object:
        draft = self.draft()
        return draft.content.get("entry") if draft else None

    @property
    def _first(self) -> str:
        """The option of the first button on the screen."""
        rows = next((message.rows for message in reversed(self.person.chat.history) if message.rows), ())
        return (rows[0][0].data or ":::").split(":", 3)[3] if rows else ""

    async def answers_all(self) -> None:
        """Answer until the review, as the person would; then agree and send."""
        await self.acts("/start")
        while (state := self.state) not in ("review", None):
            assert state is not None
            if not await self._answers(state):
                self.walk.left = state
                return
        if self.state == "review":
            for key in ("operator", "committee", "x"):
                if self.has(key):
                    await self.acts(f">{key}")
            self.walk.sent = self.state is None and bool(self.dossiers())

    async def _answers(self, state: str) -> bool:
        """Say what is to be said at a question, then tap what is usual; tell whether it is past."""
        to_say = list(self.says.get(state, ()))
        for _ in range(MOST_ACTS):
            if self.says.get(state) and self.has("c0") and len(to_say) < len(self.says[state]):
                await self.acts(">c0")
            elif to_say:
                await self.acts(to_say.pop(0))
            elif usual := next((key for key in (*USUAL, self._first) if key and self.has(key)), None):
                await self.acts(f">{usual}")
            else:
                return False
            if self.state != state:
                return True
        return False


async def walked(who: Person, stage: Stage) -> Walk:
    """Have somebody go through their request."""
    typist = Typist(stage, who)
    await typist.answers_all()
    return typist.walk


async def walks(persons: Sequence[Person], network: Network) -> list[Walk]:
    """Have each go through theirs, one after the other, on a stage of their own."""
    done = []
    for person in persons:
        # One at a time: each reads what the bot says before typing.
        with tempfile.TemporaryDirectory(prefix="alize-people-") as folder:
            async with staged(f"sqlite:///{folder}/people.db", network, export_made=made_apart) as stage:
                done.append(await walked(person, stage))
    return done


def main() -> None:
    """Print what the twelve requests took, or every word of them."""
    parser = argparse.ArgumentParser(prog="python -m tests.journeys.typed_as_people_do")
    parser.add_argument("--transcripts", action="store_true", help="every word read and typed")
    options = parser.parse_args()
    done = asyncio.run(walks(people(), read_network(sample_network_text(), CommuneTable())))
    if options.transcripts:
        for walk in done:
            print(f"\n===== {walk.who}", *walk.transcript, sep="\n")
        return
    print(json.dumps([{**asdict(walk), "transcript": None} for walk in done], ensure_ascii=False))


if __name__ == "__main__":
    main()
