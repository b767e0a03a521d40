"""Simulated people: each answers what the bot asks, and never repeats what was sent."""

import asyncio
import random
import re
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from bot.playground.telegram.calls import NO_FILES, Upload
from bot.playground.telegram.chats import ChatMessage, find_button
from bot.playground.telegram.phone import Person
from bot.playground.telegram.simulator import Simulator
from bot.playground.telegram.world import Change, Event
from bot.services.core.screens import Verb
from tests.benchmarks.form import Form, form


class Lost(Exception):
    """The bot shows something else than the form foresees."""


class Telegram(Simulator):
    """The simulated Telegram of one run: tells when a bot asks for updates.

    ``far_seconds``: how long the answer to a call takes to come back, once it was executed.
    """

    def __init__(self, far_seconds: float = 0.0) -> None:
        super().__init__(lambda: datetime.now(UTC))
        self.polled = asyncio.Event()
        self._far_seconds = far_seconds

    async def answer(
        self, method: str, values: Mapping[str, object], files: Mapping[str, Upload] = NO_FILES
    ) -> tuple[int, bytes]:
        """Return what the Bot API answers, after its way back."""
        answered = await super().answer(method, values, files)
        if self._far_seconds and method.lower() != "getupdates":
            await asyncio.sleep(self._far_seconds)
        return answered

    async def get_updates(self, values: Mapping[str, object]) -> list[dict[str, object]]:
        """Execute getUpdates."""
        self.polled.set()
        return await super().get_updates(values)


class Pace:
    """How long people think before they answer, in seconds on average; 0: not at all.

    ``least``: what it takes to see a question and to touch its answer.
    """

    def __init__(self, mean_seconds: float, seed: int = 0, *, least: float = 0.0) -> None:
        self._mean, self._least, self._random = mean_seconds, least, random.Random(seed)

    def call(self, act: Callable[[], None]) -> None:
        """Have something done after a while."""
        loop = asyncio.get_running_loop()
        if self._mean:
            thought = self._random.expovariate(1 / (self._mean - self._least))
            loop.call_later(self._least + thought, act)
        else:
            loop.call_soon(act)


class Applicant(ABC):
    """Someone filling in forms. ``acted``: how many things were said or tapped so far."""

    def __init__(self, person: Person, crowd: "Crowd") -> None:
        self.person, self._crowd = person, crowd
        self.acted = 0
        self._typed = True
        self.waiting_since: float | None = None

    @abstractmethod
    def see(self, message: ChatMessage) -> None:
        """Look at a message of the bot, new or edited."""

    def begin(self) -> None:
        """Send /start."""
        self._says("/start")

    def _says(self, words: str) -> None:
        self._wait(typed=True)
        self.person.types(words)

    def _wait(self, *, typed: bool) -> None:
        self.acted += 1
        self._typed = typed
        self.waiting_since = time.perf_counter()

    def _answered(self) -> None:
        if self.waiting_since is not None:
            latencies = self._crowd.typed if self._typed else self._crowd.tapped
            latencies.append(time.perf_counter() - self.waiting_since)
            self.waiting_since = None


class FormFiller(Applicant):
    """An applicant of the assistant, who fills in one more form while ``again`` says so.

    ``types_labels``: what buttons say is typed instead of tapped.
    """

    def __init__(
        self,
        person: Person,
        crowd: "Crowd",
        number: int,
        again: Callable[[], bool] = lambda: False,
        *,
        types_labels: bool = False,
    ) -> None:
        super().__init__(person, crowd)
        self._number, self._again, self._types_labels = number, again, types_labels
        self._last_card = (0, -1)
        self._confirmed: set[str] = set()
        self.forms: list[Form] = []

    def begin(self) -> None:
        """Begin one more form: who sent one, in a run before perhaps, is shown where it stands by /start."""
        self.forms.append(form(self._number, len(self.forms)))
        self._says("/nouvelle")

    def see(self, message: ChatMessage) -> None:
        """Take a card that was not seen yet for the next question, a new reference for the end."""
        card = _card_of(message)
        if card is not None and card > self._last_card:
            self._last_card = card
            self._answered()
            self._crowd.pace.call(lambda: self._answer(message))
        elif (reference := reference_of(message)) and reference not in self._confirmed:
            self._confirmed.add(reference)
            self._answered()
            if self._again():
                self._crowd.pace.call(self.begin)
            else:
                self._crowd.leaves(self)

    @property
    def is_misled(self) -> bool:
        """Whether the last message asks again, with buttons, what was answered."""
        card = _card_of(self.person.chat.last)
        return card is not None and card < self._last_card

    @property
    def live(self) -> int:
        """How many questions before the last one have buttons."""
        cards = (_card_of(message) for message in self.person.chat.history if message.sender.is_bot)
        return sum(card is not None and card < self._last_card for card in cards)

    def _answer(self, message: ChatMessage) -> None:
        act = self.forms[-1].next()
        typed, data = act.types, ""
        if not typed:
            draft, revision = self._last_card
            data = f"{act.verb.value}:{draft}:{revision}:{act.key}"
            button = find_button(message.rows, data)
            if button is None:
                self._crowd.fails(Lost(f"no {data!r} for {act.question!r} under: {message.text}"))
                return
            typed = button.label if self._types_labels and act.may_be_typed else ""
        self._wait(typed=bool(typed))
        if typed:
            self.person.types(typed)
        else:
            self.person.forges_tap(data, message)


class Questioned(Applicant):
    """A user of a peer: ``answers`` answers, typed and tapped in turn, one for each message."""

    def __init__(self, person: Person, crowd: "Crowd", answers: int) -> None:
        super().__init__(person, crowd)
        self._answers = answers

    def see(self, message: ChatMessage) -> None:
        """Answer the next question, or leave."""
        self._answered()
        if self.acted > self._answers:
            self._crowd.leaves(self)
        else:
            self._crowd.pace.call(lambda: self._answer(message))

    def _answer(self, message: ChatMessage) -> None:
        typed = bool(self.acted % 2)
        self._wait(typed=typed)
        if typed:
            self.person.types(f"answer {self.acted}")
        else:
            self.person.forges_tap(message.rows[0][0].data, message)


class Crowd:
    """The people of one run, and what they noticed.

    ``typed``, ``tapped``: from an act to its answer, in seconds. ``written``: messages of the bot to them.
    """

    def __init__(self, telegram: Telegram, pace: Pace) -> None:
        self.telegram, self.pace = telegram, pace
        self.people: dict[int, Applicant] = {}
        self.typed: list[float] = []
        self.tapped: list[float] = []
        self.written = 0
        self._here: set[int] = set()
        self._over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        telegram.listen(self._notice)

    def join(self, applicant: Applicant) -> None:
        """Add somebody, who begins when the crowd does."""
        self.people[applicant.person.id] = applicant
        self._here.add(applicant.person.id)

    def begin(self) -> None:
        """Have everybody begin."""
        for applicant in self.people.values():
            self.pace.call(applicant.begin)

    def leaves(self, applicant: Applicant) -> None:
        """Note that somebody has finished."""
        self._here.discard(applicant.person.id)
        if not self._here and not self._over.done():
            self._over.set_result(None)

    def fails(self, error: Exception) -> None:
        """End the run."""
        if not self._over.done():
            self._over.set_exception(error)

    async def finishes(self, within_seconds: float) -> bool:
        """Wait until everybody has finished; false when the time is up before."""
        done, _ = await asyncio.wait({self._over}, timeout=within_seconds)
        if done:
            self._over.result()
        return bool(done)

    @property
    def answered(self) -> int:
        """How many of these updates were answered."""
        return len(self.typed) + len(self.tapped)

    @property
    def left_waiting(self) -> Sequence[Applicant]:
        """Return the people whose last act has no answer."""
        return [one for one in self.people.values() if one.waiting_since is not None]

    def _notice(self, change: Change) -> None:
        message = change.message
        if message is None or not message.sender.is_bot or change.event not in (Event.SENT, Event.EDITED):
            return
        applicant = self.people.get(change.chat.id)
        if applicant is None:
            return
        self.written += change.event is Event.SENT
        try:
            applicant.see(message)
        except Exception as error:  # inside a call of the bot, where it would be lost
            self.fails(error)


async def filled(telegram: Telegram, people: int, within_seconds: float) -> int:
    """Have so many people fill in a form each; return how many steps were answered. Raises TimeoutError."""
    crowd = Crowd(telegram, Pace(0))
    for number in range(people):
        crowd.join(FormFiller(telegram.person("Camille", language="fr"), crowd, number))
    crowd.begin()
    if not await crowd.finishes(within_seconds):
        raise TimeoutError(f"{len(crowd.left_waiting)} people wait for an answer")
    return crowd.answered


def _card_of(message: ChatMessage) -> tuple[int, int] | None:
    """Return the draft and the revision of a card's buttons; None for any other message."""
    for row in message.rows:
        for button in row:
            verb, draft, revision, _ = button.data.split(":", 3)
            if int(draft) and verb not in (Verb.DOSSIER, Verb.OFFICE):
                return int(draft), int(revision)
    return None


def reference_of(message: ChatMessage) -> str | None:
    """Return the dossier's reference that a message of the bot tells."""
    found = re.search(r"AZ-\d\d-\d+", message.text) if message.sender.is_bot else None
    return found and found[0]
