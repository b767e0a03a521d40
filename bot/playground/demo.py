"""The demo: people with phones around the assistant, and a clock that can be moved."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from importlib.resources import files
from itertools import count, cycle

from starlette.types import ASGIApp

from bot.playground.telegram.calls import Upload
from bot.playground.telegram.chats import Chat, Membership
from bot.playground.telegram.phone import Person
from bot.playground.telegram.simulator import Simulator
from conversations.dossiers.deadlines import next_working_moment
from conversations.network.basins import Basin, BasinStatus

NATIONAL = ""
"""The key of the national queue's group among those of the basins."""

APPLICANTS = (
    ("Camille", "Duranton"),
    ("Sacha", "Petitjean"),
    ("Maëlle", "Morelle"),
    ("Yann", "Kervadec"),
    ("Lucie", "Hoarault"),
)
TOWNS = {
    "Bar-le-Duc": (48.7717, 5.1672),
    "Épinal": (48.1744, 6.4512),
    "Chambéry": (45.5646, 5.9178),
    "Valenciennes": (50.3579, 3.5234),
    "Aubagne": (43.2930, 5.5684),
    "Saint-Denis (La Réunion)": (-20.8789, 55.4481),
    "Brest": (48.3905, -4.4860),
    "Paris 15": (48.8421, 2.2922),
}
"""Where the phones may say they are, in degrees: towns in basins, then towns without any."""

LONG = timedelta(days=1)
PAUSE_SECONDS = 0.005


def sample(name: str, mime_type: str) -> Upload:
    """Return a file to send: ``devis.pdf`` or ``atelier.jpg``, both invented."""
    return Upload(name, files("bot.playground.sample").joinpath("files", name).read_bytes(), mime_type)


class MovableClock:
    """A clock that runs, and jumps ahead when asked."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def __call__(self) -> datetime:
        """Return the instant, in UTC."""
        return datetime.now(UTC) + self._ahead

    def stands_at(self, moment: datetime) -> None:
        """Have it be that moment, and go on from there."""
        self._ahead = moment - datetime.now(UTC)

    def jump(self, span: timedelta) -> None:
        """Jump ahead; a day or more lands in working hours, the only ones when reminders leave."""
        start = self()
        landing = start + span
        if span >= LONG:
            landing = next_working_moment(landing, None)
        self._ahead += landing - start


class Part(StrEnum):
    """What somebody is in the demo."""

    APPLICANT = "applicant"
    OPERATOR = "operator"
    COMMITTEE = "committee"
    COORDINATOR = "coordinator"
    CONTRIBUTOR = "contributor"


@dataclass(frozen=True, slots=True)
class View:
    """A chat as one of its people sees it."""

    person: Person
    chat: Chat


class Cast:
    """The simulated Telegram of the demo: the people of the network in their groups, and applicants.

    Every active basin has a forum, which the bot administers, of two operators. ``earlier``: those who
    applied before ``applicants``, whose phones are at the beginning. ``supported``: who was, long ago.
    """

    def __init__(self, clock: Callable[[], datetime], basins: Iterable[Basin]) -> None:
        self.telegram = Simulator(clock)
        self._numbers = count()
        self._names = cycle(APPLICANTS)
        self.operator = self._person("Dominique", "Marchandeau", "fr")
        self.colleague = self._person("Inès", "Valmorin", "fr")
        self.member = self._person("Karim", "Belcastel", "fr")
        self.coordinator = self._person("Claude", "Rousselin", "fr")
        for invited in (self.operator, self.coordinator):
            invited.chat.bot = Membership.MEMBER  # both opened their invitation long ago
        self.groups: dict[str, Chat] = {
            basin.code: self._forum(f"Alizé {basin.name}")
            for basin in basins
            if basin.status is BasinStatus.ACTIVE
        }
        self.groups[NATIONAL] = self.telegram.group("Alizé, file nationale", [self.coordinator])
        self.telegram.take_updates()  # all this happened before the assistant came
        self.applicants = [self._person(*next(self._names), "fr")]
        self.earlier: list[Person] = []
        self.supported: list[Person] = []
        self.contributor = self.lives_nearby("Claire", "Ondine")

    def admit(self, language: str) -> Person:
        """Have one more applicant come, with a phone in a language."""
        person = self._person(*next(self._names), language)
        self.applicants.append(person)
        return person

    def comes(self, first_name: str, last_name: str) -> Person:
        """Have somebody come who applied before the visitor, with a phone in French."""
        person = self._person(first_name, last_name, "fr")
        self.earlier.append(person)
        return person

    def lives_nearby(self, first_name: str, last_name: str) -> Person:
        """Have somebody live there who opened the bot long ago; their phone is in French."""
        person = self._person(first_name, last_name, "fr")
        person.chat.bot = Membership.MEMBER
        self.telegram.take_updates()
        return person

    def people(self) -> list[tuple[Person, Part]]:
        """Return everybody who may hold a phone, the newest applicant first."""
        return [
            *(
                (applicant, Part.APPLICANT)
                for applicant in (*reversed(self.applicants), *self.earlier, *self.supported)
            ),
            (self.operator, Part.OPERATOR),
            (self.colleague, Part.OPERATOR),
            (self.member, Part.COMMITTEE),
            (self.coordinator, Part.COORDINATOR),
            (self.contributor, Part.CONTRIBUTOR),
        ]

    def chats(self, person: Person) -> list[Chat]:
        """Return the chats somebody is in, the one to begin with first."""
        groups = [chat for chat in self.groups.values() if person.id in chat.members]
        return [*groups, person.chat]

    def view(self, person_id: int, chat_id: int) -> View | None:
        """Return the view of a person on a chat; None when no phone shows it."""
        shown = (View(person, chat) for person, _ in self.people() for chat in self.chats(person))
        return next((view for view in shown if (view.person.id, view.chat.id) == (person_id, chat_id)), None)

    def _forum(self, title: str) -> Chat:
        operators = [self.operator, self.colleague]
        chat = self.telegram.group(title, operators, forum=True, bot=Membership.ADMINISTRATOR)
        self.operator.opens_topic("Entre opérateurs", chat)
        return chat

    def _person(self, first_name: str, last_name: str, language: str) -> Person:
        # 04 65 71 is kept by the regulator for works of fiction (Arcep, numbering plan).
        phone = f"+33465710{next(self._numbers):03}"
        return self.telegram.person(first_name, last_name, language=language, phone=phone)


class Demo:
    """The cast with the assistant at work.

    ``tick``: has the assistant do what time made due. ``resting``: whether it has nothing left to do.
    ``dashboard``: the coordinators' pages.
    """

    def __init__(
        self,
        cast: Cast,
        clock: MovableClock,
        tick: Callable[[], Awaitable[None]],
        resting: Callable[[], bool],
        dashboard: ASGIApp,
    ) -> None:
        self.cast, self.clock, self.dashboard = cast, clock, dashboard
        self._tick, self._resting = tick, resting

    async def passes(self, span: timedelta) -> None:
        """Let time pass, with what it brings."""
        await self.rests()
        self.clock.jump(span)
        await self._tick()
        await self.rests()

    async def rests(self) -> None:
        """Wait until the assistant has read everything and said all it has to say."""
        # The assistant tells nobody that it rests.
        while self.cast.telegram.updates.pending or not self._resting():  # noqa: ASYNC110
            await asyncio.sleep(PAUSE_SECONDS)
