"""What a former release stored and showed at moments of its journeys, put back as it was.

A release's file holds JSON, an object a line. The first: its ``revision`` of the database, the ``columns``
of its tables, those that others refer to first, and the ``people`` of Telegram. Then the rows of each
table, all moments together. Each other line is a moment: which rows, by their place, the calls that wait in
the outbox, the chats of the simulated Telegram, and what is done then, see :class:`Act`. People and firms
are those of the journeys: fictional.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import as_file
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, text

from bot.playground.telegram.chats import Chat, ChatKind, ChatMessage, Membership, Topic
from bot.playground.telegram.files import FileKind
from bot.playground.telegram.phone import Person
from bot.playground.telegram.simulator import Simulator
from models.database.engines import open_engine
from models.migrate import MIGRATIONS, migrate
from tests.stage import Clock

Row = list[Any]
HERE = Path(__file__).parent
KINDS: dict[str, dict[str, Any]] = {
    "text": {"text": "…"},
    "document": {"document": {"file_id": "file", "file_unique_id": "file"}},
    "photo": {"photo": [{"file_id": "file", "file_unique_id": "file", "width": 1, "height": 1}]},
}


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody does: taps a button of a message of a chat, or types in their own chat.

    ``message``: 0 for what is typed. ``words``: what is typed, or what the button carries. ``prompt``: the
    row of what the person was asked to type; None when nothing was.
    """

    chat: int
    message: int
    person: int
    words: str
    prompt: Row | None = None

    def __str__(self) -> str:
        return f"{self.person % 1_000_000} {'taps' if self.message else 'types'} {self.words!r}"


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of a release. ``rows``, ``queued``: of the tables and the outbox, in the columns' order."""

    name: str
    now: datetime
    release: dict[str, Any]
    rows: dict[str, list[Row]]
    queued: list[Row]
    chats: list[dict[str, Any]]
    acts: tuple[Act, ...]

    def put_back(self, url: str) -> None:
        """Make a database hold the rows, in the release's tables unless it has them, and bring it up to date.

        The calls that wait are put aside; :func:`unpark` has them made.
        """
        engine = open_engine(url)
        with engine.begin() as connection:
            for table, columns in self.release["columns"].items():
                rows = self.queued if table == "outgoing" else self.rows.get(table, [])
                _fill(connection, table, columns, rows)
            connection.execute(text("UPDATE outgoing SET parked_at = due_at"))
        migrate(engine)
        engine.dispose()

    def ask(self, url: str, prompt: Row) -> None:
        """Put back what somebody was asked to type; columns that came since are empty."""
        engine = open_engine(url)
        with engine.begin() as connection:
            _fill(connection, "prompt", self.release["columns"]["prompt"], [prompt])
        engine.dispose()

    def telegram(self) -> tuple[Simulator, dict[int, Person]]:
        """Return a Telegram where the same people see the same messages, and them by their number."""
        telegram = Simulator(Clock(self.now))
        people: dict[int, Person] = {}
        for known in self.chats:
            if "person" in known:
                person = telegram.person(**self.release["people"][known["person"]])
                people[person.id], chat = person, person.chat
            else:
                chat = Chat(known["id"], ChatKind(known["kind"]), known["title"], forum=known["forum"])
                chat.members = {int(member): Membership(what) for member, what in known["members"].items()}
                chat.topics = {
                    number: Topic(number, name, 0, telegram.bot) for number, name in known["topics"]
                }
                telegram.chats[chat.id] = chat
            chat.bot = Membership(known["bot"])
            _write(telegram, chat, known, self.now)
        for call in self.queued:
            _keep_files(telegram, json.loads(call[self.release["columns"]["outgoing"].index("payload")]))
        telegram.take_updates()
        return telegram, people


def _write(telegram: Simulator, chat: Chat, known: dict[str, Any], now: datetime) -> None:
    """Write the messages of a chat, as far as the bot minds them: who wrote, of what kind, in which topic."""
    other = {number: (kind, thread) for number, kind, thread in known["other"]}
    for number in range(1, known["last"] + 1):
        kind, thread = other.get(number, ("text", None))
        author = chat.person if chat.person and number in known["theirs"] else telegram.bot
        chat.messages[number] = ChatMessage(
            number, chat, author, now, {**KINDS[kind]}, "…", "…", thread_id=thread
        )
    chat.last_message_id = known["last"]


def _keep_files(telegram: Simulator, payload: dict[str, Any]) -> None:
    for kind in (FileKind.DOCUMENT, FileKind.PHOTO):
        if isinstance(known := payload.get(kind.name.lower()), str):
            telegram.files[known] = telegram.keep(kind, "file", "application/pdf", b"\xff\xd8\xff")


def _fill(connection: Connection, table: str, columns: list[str], rows: list[Row]) -> None:
    if not rows:
        return
    names, places = ", ".join(columns), ", ".join(f":{column}" for column in columns)
    # As text, which both databases read as the type of the column.
    values = [[None if value is None else str(value) for value in row] for row in rows]
    insert = text(f"INSERT INTO {table} ({names}) VALUES ({places})")
    connection.execute(insert, [dict(zip(columns, row, strict=True)) for row in values])
    if columns[0] == "id" and table != "person" and connection.dialect.name == "postgresql":
        latest = f"SELECT max(id) FROM {table}"
        connection.execute(text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), ({latest}))"))


def unpark(engine: Engine) -> None:
    """Have the calls made that were put aside."""
    with engine.begin() as connection:
        connection.execute(text("UPDATE outgoing SET parked_at = NULL"))


def make_tables(url: str, revision: str) -> None:
    """Make the tables of a former release in an empty database."""
    engine = open_engine(url)
    with engine.begin() as connection, as_file(MIGRATIONS) as folder:
        config = Config()
        config.set_main_option("script_location", str(folder))
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()


def moments(release: str) -> Iterator[Moment]:
    """Read the moments of a release."""
    lines = map(json.loads, (HERE / f"{release}.jsonl").read_text("utf-8").splitlines())
    head, tables = next(lines), {}
    for line in lines:
        if "table" in line:
            tables[line["table"]] = line["rows"]
            continue
        rows = {table: [tables[table][place] for place in places] for table, places in line["rows"].items()}
        acts, now = tuple(Act(*act) for act in line["acts"]), datetime.fromisoformat(line["now"])
        yield Moment(line["name"], now, head, rows, line["queued"], line["chats"], acts)
