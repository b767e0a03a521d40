"""What a Sentry is told: that something failed, where, and nothing of anybody."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport

from bot.error_reports import report_errors

DSN = "https://0123456789abcdef@sentry.example/1"


class Kept(Transport):
    """Keeps what would be sent."""

    sent: list[dict[str, Any]] = []  # noqa: RUF012

    def capture_envelope(self, envelope: Envelope) -> None:
        """Keep a report."""
        event = envelope.get_event()
        assert event is not None
        self.sent.append(json.loads(json.dumps(event)))


@pytest.fixture(autouse=True)
def sent() -> Iterator[list[dict[str, Any]]]:
    """Have errors reported to nobody; give the reports."""
    Kept.sent.clear()
    end = report_errors(DSN, Kept)
    yield Kept.sent
    end()


def test_an_error_is_told_by_its_kind_and_place_with_no_word_of_anybody(sent: list[dict[str, Any]]) -> None:
    name = "Hippolyte Vauquelin"
    try:
        try:
            raise ValueError(f"{name} is no number")
        except ValueError as error:
            raise LookupError(name) from error
    except LookupError:
        logging.getLogger("bot").exception("Update %s failed, reference %s, of %s", 42, "0AF31B", name)

    [report] = sent
    assert "Vauquelin" not in json.dumps(report)
    assert report["logentry"] == {
        "message": "Update %s failed, reference %s, of %s", "params": [42, "0AF31B", "…"],
    }  # fmt: skip
    kinds = [value["type"] for value in report["exception"]["values"]]
    assert kinds == ["ValueError", "LookupError"]
    frame = report["exception"]["values"][-1]["stacktrace"]["frames"][-1]
    assert (frame["filename"], frame["in_app"]) == ("tests/bot/test_error_reports.py", True)
    assert "vars" not in frame and "context_line" not in frame


def test_what_is_no_error_is_told_to_nobody(sent: list[dict[str, Any]]) -> None:
    logging.getLogger("bot").warning("Telegram does not answer")
    assert sent == []
