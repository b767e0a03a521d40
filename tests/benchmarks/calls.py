"""The calls to Telegram that each answer of a whole form takes, in process: prints them as JSON."""

import asyncio
import json
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from bot.playground.telegram.phone import Person
from tests.benchmarks.in_process import answering
from tests.benchmarks.people import Crowd, FormFiller, Pace, Telegram

PEOPLE = 10
TIDYING = "editMessageReplyMarkup"
AT_ONCE = ("answerCallbackQuery", "sendChatAction")  # takes no place of a message
LIMIT_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Calls:
    """Calls for each answer, counted over whole forms.

    ``before``: in the chat of who answers, between the answer and the card. ``urgent``: all but
    ``tidying``; ``paced``: those of them that take a place within Telegram's limits. ``live``: the most
    buttons of an answered question that anybody's chat is left with, in messages.
    """

    answers: int
    before: float
    urgent: float
    paced: float
    tidying: float
    live: int


class Counted(FormFiller):
    """Somebody who fills in a form, and counts what comes to them before the next card."""

    def __init__(self, person: Person, crowd: Crowd, number: int, *, types_labels: bool) -> None:
        super().__init__(person, crowd, number, types_labels=types_labels)
        self._log = crowd.telegram.calls
        self._since = 0
        self.before = 0

    def _wait(self, *, typed: bool) -> None:
        self._since = len(self._log)
        super()._wait(typed=typed)

    def _answered(self) -> None:
        if self.waiting_since is not None:  # the call that shows the card is not in the log yet
            self.before += sum(
                call.chat_id == self.person.id and call.method != TIDYING for call in self._log[self._since :]
            )
        super()._answered()


async def counted(database_url: str, *, types_labels: bool) -> Calls:
    """Have people fill in a form each, tapping what is tapped, or typing what the buttons say."""
    telegram = Telegram()
    async with answering(database_url, telegram) as running:
        await telegram.polled.wait()
        crowd = Crowd(telegram, Pace(0))
        people = [
            Counted(telegram.person("Camille", language="fr"), crowd, number, types_labels=types_labels)
            for number in range(PEOPLE)
        ]
        for person in people:
            crowd.join(person)
        telegram.calls.clear()
        crowd.begin()
        assert await crowd.finishes(LIMIT_SECONDS), "people wait for an answer"
        while not running.idle:  # noqa: ASYNC110 - it has no event
            await asyncio.sleep(0.05)
    return _summed(people, crowd, Counter(call.method for call in telegram.calls))


def _summed(people: Sequence[Counted], crowd: Crowd, made: Counter[str]) -> Calls:
    urgent = made.total() - made[TIDYING]
    return Calls(
        answers=crowd.answered,
        before=sum(person.before for person in people) / crowd.answered,
        urgent=urgent / crowd.answered,
        paced=(urgent - sum(made[method] for method in AT_ONCE)) / crowd.answered,
        tidying=made[TIDYING] / crowd.answered,
        live=max(person.live for person in people),
    )


async def main() -> None:
    """Count what half typed and half tapped forms take, then those that are typed from end to end."""
    with tempfile.TemporaryDirectory(prefix="alize-bench-") as folder:
        figures = {
            name: asdict(await counted(f"sqlite:///{folder}/{name}.db", types_labels=name == "typed"))
            for name in ("usual", "typed")
        }
    print(json.dumps(figures))


if __name__ == "__main__":
    asyncio.run(main())
