"""Do again what could be done at the moments of a former release, and tell what comes of it.

    python -m tests.releases.replaying 69fad54

writes anew what comes of it at this release, to be read line by line before it is kept.
"""

import asyncio
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bot.playground.telegram.calls import Call
from conversations.network.basins import Network
from models.network.file import read_network, sample_network_text
from models.places.search import CommuneTable
from tests.journeys.acting import errors
from tests.releases.restoring import HERE, Act, Moment, make_tables, moments, unpark
from tests.stage import Clock, staged

SHOWN = 80  # characters of what is said
_TAG = re.compile(r"<[^>]+>")
_SILENT = frozenset(
    {"getMe", "sendChatAction", "setMyCommands", "deleteMyCommands", "editMessageReplyMarkup"}
)


def answers_file(release: str) -> Path:
    """Return the file of what comes of each act, a line each, under the name of its moment."""
    return HERE / f"{release}-answers.txt"


async def replayed(moment: Moment, network: Network, tables: Path, folder: Path) -> list[str]:
    """Do each act of a moment, each in a database of its own; return a line for each.

    ``tables``: an SQLite database with the release's tables, and nothing in them.
    """
    at_rest, copy = folder / "moment.db", folder / "act.db"
    shutil.copyfile(tables, at_rest)
    moment.put_back(f"sqlite:///{at_rest}")
    lines = []
    for act in (*moment.acts, *([None] if moment.queued else [])):
        shutil.copyfile(at_rest, copy)
        if act is not None and act.prompt is not None:
            moment.ask(f"sqlite:///{copy}", act.prompt)
        came = await outcome(moment, act, f"sqlite:///{copy}", network)
        lines.append(f"{act or 'the outbox'} → {came}")
        for end in ("-wal", "-shm"):
            copy.with_name(copy.name + end).unlink(missing_ok=True)
    return lines


async def outcome(moment: Moment, act: Act | None, url: str, network: Network) -> str:
    """Return what comes of an act, or of what waits in the outbox: each thing said, and errors."""
    telegram, people = moment.telegram()
    with errors() as logged:
        async with staged(url, network, clock=Clock(moment.now), telegram=telegram) as stage:
            if act is None:
                unpark(stage.assistant.desk.database.engine)
                await stage.assistant.delivery.sweep()
            elif act.message:
                people[act.person].forges_tap(act.words, telegram.chats[act.chat].messages[act.message])
            else:
                people[act.person].types(act.words)
            await stage.plays()
    # Edits may overtake new messages, and progress be told once or twice: neither is asserted.
    calls = [call for call in telegram.calls if call.method not in _SILENT]
    said = dict.fromkeys(line for _, line in sorted((call.chat_id or 0, told(call, act)) for call in calls))
    wrong = [f"ERROR {record.splitlines()[-1]}" for record in logged]
    return " · ".join([*filter(None, said), *wrong]) or "nothing"


def told(call: Call, act: Act | None) -> str:
    """Return what a call says in short: to whom, how it begins, what its buttons do, what refused it.

    A history is told whole: it is where events are read.
    """
    values = dict(call.parameters)
    text = _TAG.sub("", str(values.get("text") or values.get("caption") or ""))
    whole = act is not None and act.words.endswith(":history")
    text = " / ".join(text.split("\n")) if whole else text.partition("\n")[0][:SHOWN]
    if call.method == "answerCallbackQuery":
        return f"({text})" if text else ""
    markup: Any = values.get("reply_markup") or {}
    keyboard = json.loads(markup) if isinstance(markup, str) else markup
    keys = dict.fromkeys(_name(button) for row in keyboard.get("inline_keyboard", ()) for button in row)
    mine = act is not None and call.chat_id in (None, act.person)
    to = (
        ""
        if mine
        else "to a group: "
        if (call.chat_id or 0) < 0
        else f"to {(call.chat_id or 0) % 1_000_000}: "
    )
    refused = f"REFUSED {call.error}" if call.error else ""
    return " ".join(filter(None, [f"{to}{call.method} “{text}”", *keys, refused]))


def _name(button: dict[str, Any]) -> str:
    verb, _, _, key = (*button.get("callback_data", "link").split(":", 3), "", "", "")[:4]
    return f"{verb}:{re.split('[.-]', key)[0]}" if verb in "fo" else verb


def sample_network() -> Network:
    """Return the sample network, as at the moments."""
    return read_network(sample_network_text(), CommuneTable())


async def _rewrite(release: str, every: Iterable[Moment]) -> None:
    network, lines = sample_network(), []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for moment in every:
            tables = folder / "tables.db"
            if not tables.exists():
                make_tables(f"sqlite:///{tables}", moment.release["revision"])
            lines += [f"# {moment.name}", *await replayed(moment, network, tables, folder)]
    answers_file(release).write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    asyncio.run(_rewrite(sys.argv[1], moments(sys.argv[1])))
