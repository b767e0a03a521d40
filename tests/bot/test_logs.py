import io
import json
import logging
from collections.abc import Iterator
from datetime import datetime

import pytest

from bot.logs import set_up_logs

TOKEN = "123456789:AAExampleExampleExampleExampleExample"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def logs_as_they_were() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    root.handlers.clear()  # those of pytest, which setting up would close
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture(params=[io.StringIO, Terminal])
def stream(request: pytest.FixtureRequest) -> io.StringIO:
    stream: io.StringIO = request.param()
    return stream


def test_the_token_never_shows_wherever_it_comes_from(stream: io.StringIO) -> None:
    set_up_logs("DEBUG", stream)
    logger = logging.getLogger("bot.telegram")
    logger.warning("POST https://api.telegram.org/bot%s/sendMessage", TOKEN)
    try:
        raise ConnectionError(f"cannot reach /bot{TOKEN}/getMe")
    except ConnectionError:
        logger.exception("getMe failed")
    assert stream.getvalue().count("<token>") >= 2
    assert "ConnectionError" in stream.getvalue()
    assert TOKEN.partition(":")[2] not in stream.getvalue().replace("\n", "")


@pytest.mark.parametrize(
    "name", ["telegram.Bot", "telegram.ext.Application", "sqlalchemy.engine.Engine", "httpx"]
)
def test_libraries_do_not_log_what_people_write_even_in_debug(name: str, stream: io.StringIO) -> None:
    set_up_logs("DEBUG", stream)
    logging.getLogger(name).debug("Update(message=...)")
    assert stream.getvalue() == ""


def test_only_the_chosen_level_and_above_is_logged(stream: io.StringIO) -> None:
    set_up_logs("WARNING", stream)
    logging.getLogger("bot").info("started")
    logging.getLogger("bot").warning("slow")
    assert "started" not in stream.getvalue()
    assert "slow" in stream.getvalue()


def test_outside_a_terminal_a_log_is_one_plain_line() -> None:
    stream = io.StringIO()
    set_up_logs("INFO", stream)
    logging.getLogger("bot.app").info("[bold]%s[/bold] dossiers %s", 3, "x" * 300)
    line = stream.getvalue()
    assert line.endswith(f" INFO bot.app: [bold]3[/bold] dossiers {'x' * 300}\n")
    assert line.count("\n") == 1


@pytest.mark.parametrize(
    "detail", ["Key (siren)=(732829320) already exists.", "Row contains (7,\n732829320)."]
)
def test_a_row_that_postgresql_refuses_is_not_logged(detail: str, stream: io.StringIO) -> None:
    set_up_logs("DEBUG", stream)
    try:
        try:
            raise KeyError("refused")
        except KeyError as refused:
            sentence = f"duplicate key\nDETAIL:  {detail}\n[SQL: INSERT]"
            raise ValueError(sentence) from refused
    except ValueError:
        logging.getLogger("bot.telegram").exception("Update 7 failed")
    assert "732829320" not in stream.getvalue()
    assert "duplicate key" in stream.getvalue()
    assert "[SQL: INSERT]" in stream.getvalue()


def test_each_record_is_one_object_in_json_with_no_secret_in_it() -> None:
    stream = io.StringIO()
    set_up_logs("INFO", stream, as_json=True)
    logging.getLogger("bot").info("started\nin two lines")
    try:
        raise ConnectionError(f"cannot reach /bot{TOKEN}/getMe")
    except ConnectionError:
        logging.getLogger("bot").exception("getMe of %s failed", TOKEN)
    started, failed = map(json.loads, stream.getvalue().splitlines())
    assert (started["level"], started["logger"], started["message"]) == (
        "INFO",
        "bot",
        "started\nin two lines",
    )
    assert "ConnectionError" in failed["error"] and failed["message"] == "getMe of <token> failed"
    assert TOKEN not in stream.getvalue()
    assert datetime.fromisoformat(failed["at"]).tzinfo is not None
