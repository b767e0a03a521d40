"""The requests of the days before the demo, as their forms were filled in: all invented."""

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

SOON, LATER = timedelta(days=45), timedelta(days=75)


@cache
def _read() -> Mapping[str, Mapping[str, Any]]:
    text = files("bot.playground.sample").joinpath("files", "queue.toml").read_text("utf-8")
    return tomllib.loads(text)


def filled_in(name: str, today: date) -> dict[str, Any]:
    """Return the answers of a request, by the name of its table, for somebody who is to begin soon."""
    start = {"from": str(today + SOON), "to": str(today + LATER)}
    return {**_read()["usual"], "start": start, **_read()[name]}
