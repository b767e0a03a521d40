"""The crash test: the assistant is killed at random moments while people answer; nothing may be missing."""

import asyncio
import random
import time
from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlmodel import Session, select

from models.database.writer import LEASE_SECONDS, open_engine
from models.dossiers.tables import Dossier
from models.intake.tables import StoredDraft
from tests.benchmarks.assistants import Watched, one_at_work, several_at_work
from tests.benchmarks.form import Form
from tests.benchmarks.installing import install
from tests.benchmarks.people import Crowd, FormFiller, Pace, Telegram, reference_of

PATIENCE_SECONDS = LEASE_SECONDS + 15  # a dead process holds its calls for the lease on PostgreSQL


@dataclass(frozen=True, slots=True)
class Crashes:
    """What a crash test found.

    ``answers_lost``: given, and not stored as given. ``left_waiting``: people whose last act was never
    answered. ``misled``: people whom the last message asks what they had answered. ``repeated``: messages
    that arrived twice or more, of the ``messages`` that had to. ``live``: questions answered long ago that
    still have buttons, which a repeated one keeps when nobody knows its first copy.
    ``cards_missing`` and ``cards_repeated``: of the queue's group. ``spinning``: taps whose button was
    never released, which Telegram does by itself after a while.
    """

    kills: int
    people: int
    forms: int
    answers: int
    answers_lost: int
    dossiers_doubled: int
    left_waiting: int
    misled: int
    messages: int
    repeated: int
    live: int
    cards_missing: int
    cards_repeated: int
    spinning: int
    seconds: float


async def crash(
    database_url: str,
    folder: Path,
    *,
    kills: int,
    processes: int = 1,
    people: int = 60,
    think_seconds: float = 0.3,
    up_seconds: float = 1.5,
    seed: int = 2017,
) -> Crashes:
    """Kill the assistant ``kills`` times, each up to ``up_seconds`` after it began to work.

    Of several ``processes``, on PostgreSQL, each dies in its turn. Every fourth kill comes while one starts.
    People go on with form after form until the last kill, finish the one they are in, and are then waited
    for.
    """
    began, moments = time.monotonic(), random.Random(seed)
    telegram = Telegram()
    group = telegram.group("Comité", [telegram.person("Olive", "Racine", language="fr")])
    await install(database_url, group.id)
    working = one_at_work if processes == 1 else partial(several_at_work, processes)
    async with working(telegram, database_url, folder) as assistant:
        calm = await _fill_in_one(telegram, assistant)
        crowd = Crowd(telegram, Pace(think_seconds, seed))
        killing = True
        fillers = [
            FormFiller(telegram.person("Camille", language="fr"), crowd, number, lambda: killing)
            for number in range(1, people + 1)
        ]
        for filler in fillers:
            crowd.join(filler)
        crowd.begin()
        for kill in range(kills):
            at_start = kill % 4 == 3
            await assistant.dies(moments.uniform(0, 1 if at_start else up_seconds), at_start=at_start)
        killing = False
        await _all_answered(crowd, assistant)
    forms = [form for filler in fillers for form in filler.forms]
    stored = what_is_stored(database_url)
    cards = Counter(filter(None, map(reference_of, group.history)))
    references = [dossier.reference for found in stored.dossiers.values() for dossier in found]
    return Crashes(
        kills=kills,
        people=people,
        forms=len(forms),
        answers=sum(len(form.given) for form in forms),
        answers_lost=sum(stored.lost(filler.person.id, form) for filler in fillers for form in filler.forms),
        dossiers_doubled=sum(len(found) - 1 for found in stored.dossiers.values()),
        left_waiting=len(crowd.left_waiting),
        misled=sum(filler.is_misled for filler in fillers),
        messages=calm.written * len(forms),
        repeated=max(0, crowd.written - calm.written * len(forms)),
        live=sum(filler.live for filler in fillers),
        cards_missing=sum(not cards[reference] for reference in references),
        cards_repeated=sum(sent - 1 for sent in cards.values()),
        spinning=len(telegram.unanswered_queries()),
        seconds=time.monotonic() - began,
    )


async def finished(crowd: Crowd, assistant: Watched, within_seconds: float = 120.0) -> None:
    """Wait until everybody has finished; raise with the bot's last words if they cannot."""
    if not await crowd.finishes(within_seconds):
        assistant.check()
        raise TimeoutError(f"{len(crowd.left_waiting)} people wait for an answer. {assistant.words}")


async def _fill_in_one(telegram: Telegram, assistant: Watched) -> Crowd:
    """Have one person fill in a form undisturbed: how many messages it takes."""
    calm = Crowd(telegram, Pace(0))
    calm.join(FormFiller(telegram.person("Dominique", language="fr"), calm, 0))
    calm.begin()
    await finished(calm, assistant)
    return calm


async def _all_answered(crowd: Crowd, assistant: Watched) -> None:
    """Wait until everybody has finished, or nobody has been answered for as long as patience lasts."""
    before = -1
    while crowd.answered != before:
        before = crowd.answered
        if await crowd.finishes(PATIENCE_SECONDS):
            break
        assistant.check()
    await asyncio.sleep(1)  # the last cards reach the group, and chats are tidied


@dataclass(frozen=True, slots=True)
class Stored:
    """What the database holds: dossiers by the name of their company, drafts by person."""

    dossiers: dict[str, list[Dossier]]
    drafts: dict[int, StoredDraft]

    def lost(self, person_id: int, form: Form) -> int:
        """Count the answers of a form that are not stored as they were given."""
        dossiers, draft = self.dossiers.get(form.company), self.drafts.get(person_id)
        answers = dossiers[0].answers if dossiers else draft.content.get("answers", {}) if draft else {}
        return sum(answers.get(question) != answer for question, answer in form.given.items())


def what_is_stored(database_url: str) -> Stored:
    engine = open_engine(database_url)
    with Session(engine) as session:
        dossiers: dict[str, list[Dossier]] = {}
        for dossier in session.exec(select(Dossier)):
            dossiers.setdefault(str(dossier.answers["company"]["name"]), []).append(dossier)
        drafts = {draft.person_id: draft for draft in session.exec(select(StoredDraft))}
        session.expunge_all()
    engine.dispose()
    return Stored(dossiers, drafts)
