"""People of the journeys: they type and tap, one act at a time, and read what is on their screen."""

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Any

from sqlmodel import Session, select

from bot.playground.telegram.chats import Button
from bot.playground.telegram.phone import Person
from bot.services.core.actions import SHOWN
from bot.services.core.rights import Role
from bot.services.team.invitations import invite
from bot.telegram.receiver import Reception
from bot.telegram.throttle import Flood
from conversations.intake import INTAKE
from models.dossiers.tables import Dossier, DossierEvent
from models.intake.tables import StoredDraft
from tests.stage import Stage


@dataclass(frozen=True, slots=True)
class Tap:
    """A tap on the button of an option, whatever the language of its label."""

    key: str


_MARK = re.compile(r"-[0-9a-f]{8}$")  # of what is shown above a button that confirms it

Act = str | Tap | tuple[str | Tap, ...]

BAKER: dict[str, Act] = {
    "privacy": "oui",
    "role": Tap("head"),
    "company": "Boulangerie des Tilleuls",
    "place": "Toul",
    "headcount": "douze",
    "founded": "2011",
    "turnover": Tap("under_2m"),
    "difficulties": Tap("none"),
    "sector": Tap("BC"),
    "project_kind": Tap("investment"),
    "description": (
        "Nous reprenons le fournil voisin : il faut réorganiser la production.",
        "Et trouver de nouveaux clients professionnels.",
        Tap("done"),
    ),
    "start": "début mars",
    "skills": (Tap("sales"), Tap("done")),
    "priority_skill": Tap("industrial_organisation"),
    "days": Tap("3-5"),
    "jobs_created": "entre 3 et 3",
    "jobs_kept": "12",
    "advance": Tap("0"),
    "project_budget": "250k",
    "aid_received": Tap("0"),
    "name": "Camille Durand",
    "contact": "06 12 34 56 78 camille@example.com",
    "head_contact": "Robin Morel, 06 39 98 56 78",
    "call_time": Tap("morning"),
}
"""What a baker of Toul with an ordinary project answers; a journey changes what it is about."""


class Actor:
    """A person on the stage."""

    def __init__(self, stage: Stage, person: Person) -> None:
        self.stage, self.person = stage, person

    @property
    def screen(self) -> str:
        """The text on the screen."""
        return self.person.chat.screen.text

    @property
    def labels(self) -> list[str]:
        """The labels of the buttons on the screen."""
        return self.person.chat.screen.labels

    @property
    def alert(self) -> str:
        """The last word said on a tapped button."""
        return self.person.alerts[-1] if self.person.alerts else ""

    async def does(self, act: Act) -> None:
        """Type or tap, and wait for the answer; an answer of the review is found in its section."""
        for each in act if isinstance(act, tuple) else (act,):
            if isinstance(each, Tap):
                step = INTAKE.by_name.get(each.key)
                if step and not self.has(each.key):
                    await self.does(Tap(f"in.{step.section.name}"))
                self.person.taps(self.button(each.key).data or "")
            else:
                self.person.types(each)
            await self.stage.plays()

    def button(self, key: str) -> Button:
        """Find the button of an option, or of a verb, among those that can be tapped.

        What confirms what is shown above it bears its mark, which is left out; ``yes`` is any of these.
        """
        for message in reversed(self.person.chat.history):
            for row in message.rows:
                for button in row:
                    verb, _, _, option = (button.data or ":::").split(":", 3)
                    option = SHOWN.sub("", option)
                    unmarked = _MARK.sub("", option)
                    confirms = unmarked != option and unmarked.endswith(f".{key}")
                    if key in (option, unmarked) or confirms:
                        return button
                    if verb == key and (not option or verb in "ndzus"):
                        return button
        raise LookupError(f"no button {key!r} on the screen: {self.labels}")

    def has(self, key: str) -> bool:
        """Tell whether an option can be tapped."""
        try:
            self.button(key)
        except LookupError:
            return False
        return True

    def draft(self) -> StoredDraft | None:
        """Return the draft as it is stored."""
        with Session(self.stage.assistant.desk.database.engine) as session:
            return session.exec(select(StoredDraft).where(StoredDraft.person_id == self.person.id)).first()

    @property
    def state(self) -> str | None:
        """The question being asked, ``review``, or None without a draft."""
        draft = self.draft()
        return draft.state if draft else None

    @property
    def answers(self) -> dict[str, Any]:
        """The answers as they are stored."""
        draft = self.draft()
        return draft.content.get("answers", {}) if draft else {}

    async def fills_in(self, answers: Mapping[str, Act], *, until: str = "review") -> list[str]:
        """Answer question after question, up to ``until``; return the questions asked.

        Where one tap answers both questions of a screen, it does.
        """
        asked: list[str] = []
        while (state := self.state) not in (until, None):
            assert state is not None
            assert state in answers, f"asked {state!r}, which has no answer here: {self.screen}"
            assert state not in asked, f"asked {state!r} again: {self.screen}"
            joined = INTAKE.by_name[state].joined
            other = joined.name if joined else ""
            beside = answers.get(other)
            if isinstance(beside, Tap) and other not in (until, *self.answers) and self.has(beside.key):
                asked += [state, other]
                await self.does(beside)
                continue
            asked.append(state)
            await self.does(answers[state])
        return asked

    async def applies(self, answers: Mapping[str, Act] | None = None) -> list[str]:
        """Go through the whole form, from /start to the review."""
        await self.does("/start")
        return await self.fills_in(answers or BAKER)

    async def sends(self) -> None:
        """Agree to all that is asked, and send."""
        await self.does(Tap("operator"))
        if self.has("committee"):
            await self.does(Tap("committee"))
        await self.does(Tap("x"))

    def dossiers(self) -> list[Dossier]:
        """Return this person's dossiers, oldest first."""
        with Session(self.stage.assistant.desk.database.engine) as session:
            query = select(Dossier).where(Dossier.person_id == self.person.id)
            return list(session.exec(query.order_by(Dossier.id)))  # type: ignore[arg-type]


def events(stage: Stage) -> list[DossierEvent]:
    """Return everything that happened to dossiers."""
    with Session(stage.assistant.desk.database.engine) as session:
        return list(session.exec(select(DossierEvent)))


async def invited(stage: Stage, role: Role, basin_code: str | None = None) -> str:
    """Return the parameter of an invitation's link."""
    now = stage.clock()
    return await stage.assistant.desk.database.run(
        lambda transaction: invite(transaction, role, basin_code, now)
    )


def refusals(stage: Stage) -> list[tuple[str, str]]:
    """Return what Telegram refused, but the edits that change nothing, and those that go to a caption."""
    expected = ("message is not modified", "there is no text in the message to edit")
    return [
        (call.method, call.error)
        for call in stage.telegram.calls
        if call.error and not any(words in call.error for words in expected)
    ]


def unhurried(stage: Stage) -> None:
    """Have half a minute pass between two acts: however many there are, it is no flood."""
    running = stage.assistant
    running.reception = Reception(running.application, running.desk, Flood(partial(next, count(step=30))))


@contextmanager
def errors() -> Iterator[list[str]]:
    """Collect what goes wrong enough to be logged as an error."""
    handler = _Errors()
    logging.getLogger().addHandler(handler)
    try:
        yield handler.records
    finally:
        logging.getLogger().removeHandler(handler)


class _Errors(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the whole of it."""
        self.records.append(logging.Formatter().format(record))
