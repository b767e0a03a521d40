"""Calls that were made are settled together: as many as wait when the writer comes to them."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple, Protocol

from bot.telegram.delivery.copies import note_copies
from models.database.outbox import settle
from models.database.writer import Call, Database, Transaction


class Made(NamedTuple):
    """A call that was made. ``number``: that of the message it made, None without any."""

    call: Call
    number: int | None = None


class Written(Protocol):
    """Writes the numbers of the messages that calls made where their rows say."""

    def __call__(self, transaction: Transaction, made: Sequence[tuple[Call, int]]) -> None: ...


class Lost(Protocol):
    """Deals with a call that its chat refuses for good."""

    def __call__(self, transaction: Transaction, call: Call) -> None: ...


class Settlements:
    """What was made and is not settled yet.

    ``settled``: told of the calls of which nothing is left to do. ``failed``: told of those that cannot
    be settled, and why.
    """

    def __init__(
        self,
        database: Database,
        written: Written,
        settled: Callable[[Sequence[Call]], None],
        failed: Callable[[Sequence[Call], BaseException], None],
    ) -> None:
        self._database, self._written, self._settled, self._failed = database, written, settled, failed
        self._made: deque[Made] = deque()
        self._asked = False
        self._riding = 0

    @property
    def idle(self) -> bool:
        """Whether everything is settled."""
        return not self._riding

    def add(self, made: Made) -> None:
        """Settle a call in the next transaction."""
        self._made.append(made)  # before the question: the writer clears it, then collects
        if not self._asked:
            self._asked = True
            self._ride(self._collect, [])

    def _ride(self, work: Callable[[Transaction, list[Made]], None], group: list[Made]) -> None:
        self._riding += 1
        riding = self._database.ride(lambda transaction: work(transaction, group))
        riding.add_done_callback(partial(self._told, group))

    def _collect(self, transaction: Transaction, group: list[Made]) -> None:
        """Settle all that was made until now, in the writer; after an outage, with what was made since."""
        self._asked = False
        while self._made:
            group.append(self._made.popleft())
        self._settle(transaction, group)

    def _settle(self, transaction: Transaction, group: list[Made]) -> None:
        settle(transaction, [call.id for call, _ in group])
        note_copies(transaction, group)
        new = [(call, number) for call, number in group if number and not call.method.startswith("edit")]
        self._written(transaction, [(call, number) for call, number in new if call.settles])

    def _told(self, group: list[Made], done: "asyncio.Future[None]") -> None:
        self._riding -= 1
        calls = [call for call, _ in group]
        if not (error := done.exception()):
            self._settled(calls)
        elif len(group) == 1:
            self._failed(calls, error)
        else:  # one of them is at fault, the others are not
            for made in group:
                self._ride(self._settle, [made])
