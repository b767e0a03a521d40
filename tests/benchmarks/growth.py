"""CPU per step as dossiers accumulate: the same forms on a small and on a large database."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import median

from sqlalchemy import text

from bot.playground.telegram.bot_api import serving
from models.database.writer import open_engine
from tests.benchmarks.assistants import BOT, polling
from tests.benchmarks.crash import finished
from tests.benchmarks.form import form
from tests.benchmarks.installing import install
from tests.benchmarks.people import Crowd, FormFiller, Pace, Telegram
from tests.benchmarks.programs import cpu_seconds, driver_apart, running

FIRST_PERSON = 6_000_000_000
PEOPLE = 100
ROUNDS = 3
DRAFTS_EVERY = 10  # one stored person in ten has an unfinished request

_SERIES = "WITH RECURSIVE series(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM series WHERE i < :count)"
# In SQL, so that a million takes a minute. Numbers are given by the database, in this order.
_FILLING = (
    f"INSERT INTO person (id, language, first_seen_at) {_SERIES} SELECT :first + i, 'fr', :then FROM series",
    f"INSERT INTO company (name, commune) {_SERIES} SELECT 'Atelier ' || i, '54528' FROM series",
    "INSERT INTO dossier (reference, draft_id, person_id, company_id, basin_code, commune, status, outcome, "
    "verdict, answers, language, submitted_at, operator_agreed_at, version, card_chat_id, card_id, "
    "status_since, acted_at, told_at) "
    f"{_SERIES} SELECT 'AZ-20-' || i, -i, :first + i, i, 'terres-de-lorraine', '54528', 'closed', "
    "'prequalified', :verdict, :answers, 'fr', :then, :then, 0, :group, i, :then, :then, :then FROM series",
    "INSERT INTO dossier_event (dossier_id, at, actor_id, event, to_status) "
    "SELECT id, :then, person_id, 'submit', 'received' FROM dossier",
    "INSERT INTO skill_need (dossier_id, code, taxonomy, priority) "
    "SELECT id, 'sales', '2026-1', true FROM dossier",
    "INSERT INTO skill_need (dossier_id, code, taxonomy, priority) "
    "SELECT id, 'hr', '2026-1', false FROM dossier",
    "INSERT INTO draft (person_id, state, content, revision, started_at, answered_at, nudges) "
    f"{_SERIES} SELECT :first + i, 'description', :content, 14, :then, :now, 0 FROM series "
    f"WHERE i % {DRAFTS_EVERY} = 1",
)


def fill(database_url: str, dossiers: int, group_id: int) -> float:
    """Store that many dossiers, each of its own person, with all that goes with them; return seconds."""
    began, now = time.monotonic(), datetime.now(UTC)
    answers = form(1, 1)
    answers.done = len(answers.acts)
    engine = open_engine(database_url)
    values = {
        "count": dossiers,
        "first": FIRST_PERSON,
        "then": _stored(now - timedelta(days=200), engine.dialect.name),
        "now": _stored(now, engine.dialect.name),
        "verdict": json.dumps({"outcome": "prequalified", "findings": []}),
        "answers": json.dumps(answers.given),
        "content": json.dumps({"answers": answers.given}),
        "group": group_id,
    }
    with engine.begin() as connection:
        for statement in _FILLING:
            clause = text(statement)
            connection.execute(clause, {name: values[name] for name in clause.compile().params})
        if engine.dialect.name == "postgresql":  # what its autovacuum does by itself after a while
            connection.exec_driver_sql("ANALYZE")
    engine.dispose()
    return time.monotonic() - began


def _stored(moment: datetime, dialect: str) -> object:
    return moment.strftime("%Y-%m-%d %H:%M:%S.%f") if dialect == "sqlite" else moment


@dataclass(frozen=True, slots=True)
class Growth:
    """CPU of a step (bot and database server) at each number of stored dossiers, medians in µs."""

    kind: str
    small: int
    large: int
    small_us: float
    large_us: float
    filling_seconds: float

    @property
    def ratio(self) -> float:
        """How much dearer a step is on the large database."""
        return self.large_us / self.small_us


async def growth(
    kind: str,
    create: Callable[[str], str],
    server_cpu_seconds: Callable[[], float] = lambda: 0.0,
    *,
    small: int = 1_000,
    large: int = 1_000_000,
) -> Growth:
    """Measure both in turn, round after round. ``create``: makes an empty database of this name."""
    urls = {small: create("small"), large: create("large")}
    seconds = 0.0
    for size, url in urls.items():
        await install(url, 0)
        seconds = fill(url, size, 0)
    steps: dict[int, list[float]] = {small: [], large: []}
    for number in range(ROUNDS):
        for size in list(urls)[:: -1 if number % 2 else 1]:
            with driver_apart():
                steps[size].append(await _step_us(urls[size], size, server_cpu_seconds))
    return Growth(kind, small, large, median(steps[small]), median(steps[large]), seconds)


async def _step_us(database_url: str, stored: int, server_cpu_seconds: Callable[[], float]) -> float:
    """Have people spread over the stored ones fill in a form; return the CPU of each update, in µs."""
    telegram = Telegram()
    group = telegram.group("Comité", [telegram.person("Olive", language="fr")])
    await install(database_url, group.id)
    async with (
        serving(telegram) as address,
        running(BOT, address, telegram.token, database_url) as program,
    ):
        await polling(telegram, program)
        crowds = [Crowd(telegram, Pace(0)) for _ in range(2)]
        for number in range(PEOPLE):
            place = number * (stored // PEOPLE) // DRAFTS_EVERY * DRAFTS_EVERY + 2
            person = telegram.person("Camille", language="fr", id=FIRST_PERSON + place)
            crowd = crowds[number > 0]
            crowd.join(FormFiller(person, crowd, number))
        warming, crowd = crowds
        warming.begin()
        await finished(warming, program)
        began = cpu_seconds(program.pid) + server_cpu_seconds()
        crowd.begin()
        await finished(crowd, program)
        return (cpu_seconds(program.pid) + server_cpu_seconds() - began) / crowd.answered * 1e6
