"""The network file: read it, check it whole, and keep it as JSON.

Its tables are the dataclasses of ``conversations.network.basins``, key for key; basins are tables by code.
"""

import json
import re
import tomllib
from dataclasses import fields, is_dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from itertools import combinations
from pathlib import Path

from pydantic import TypeAdapter

from conversations.messages import Message, say
from conversations.network.basins import Basin, BasinStatus, Network, Zone, ZoneType
from models.network.checks import ZoneCodes, overlap
from models.network.reader import Problem, Reader
from models.network.toml_lines import lines_of


class NetworkFileError(Exception):
    """A network file that cannot be loaded; ``problems`` lists all there is to mend."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line or 0))
        super().__init__(*self.problems)


def sample_network_text() -> str:
    """Return the sample network file, made of published facts."""
    return files("models").joinpath("data/sample-network.toml").read_text("utf-8")


def load_network(path: Path, codes: ZoneCodes) -> Network:
    """Read the network file at ``path``; raise NetworkFileError."""
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        problem = say("{path} does not exist: check the path.", path=str(path))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        problem = say("{path} is not UTF-8 text (line {line}): save it as UTF-8.", path=str(path), line=line)
    except OSError as error:
        problem = say(
            "{path} cannot be read ({cause}): check what it is and who may read it.",
            path=str(path),
            cause=error.strerror or type(error).__name__,
        )
    else:
        return read_network(text, codes, str(path), path.parent)
    raise NetworkFileError(Problem(None, None, problem))


def read_network(
    text: str, codes: ZoneCodes, name: str = "The network", folder: Path | None = None
) -> Network:
    """Read a network from TOML, ``name`` being its file's; raise NetworkFileError with every problem.

    ``folder``: where the templates of its letters are, None for nowhere.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise NetworkFileError(Problem(None, None, _misspelt(error, text, name))) from None
    reader = Reader(lines_of(text), codes)
    network = reader.network(document)
    network = reader.with_letters(network, folder) if network else None
    if network is None or reader.problems:
        raise NetworkFileError(*reader.problems)
    return network


def _misspelt(error: tomllib.TOMLDecodeError, text: str, name: str) -> Message:
    """Tell where a text stops being TOML."""
    cause, _, place = str(error).removesuffix(")").partition(" (at ")
    found = re.fullmatch(r"line (\d+), column (\d+)", place)
    line = found[1] if found else str(text.count("\n") + 1)  # else the end
    return say(
        "{path} is not valid TOML, line {line} ({cause}): look for what is missing, a quotation mark, a "
        "bracket, a comma or a value, or for a key that is there twice.",
        path=name,
        line=line,
        cause=cause,
    )


def notices(network: Network) -> tuple[Message, ...]:
    """Name the zones that several open basins claim: nothing to mend, but the applicant will be asked."""
    claims: dict[tuple[ZoneType, str], list[tuple[Zone, Basin]]] = {}
    for basin in network.basins:
        if basin.status is not BasinStatus.CLOSED:
            for zone in basin.zones:
                claims.setdefault((zone.type, zone.code), []).append((zone, basin))
    return tuple(
        say(
            "{type} {code} is in both {first} and {second}: applicants there are asked to choose.",
            type=zone.type.value,
            code=zone.code,
            first=first.name,
            second=second.name,
        )
        for claimed in claims.values()
        for (zone, first), (other, second) in combinations(claimed, 2)
        if first is not second and overlap(zone, other)
    )


def network_to_json(network: Network) -> str:
    """Return the network as JSON, the same text for the same network."""
    return json.dumps(network, default=_plain, ensure_ascii=False)


@lru_cache(maxsize=2)  # read at each look for what is due: 15 ms of the only writer
def network_from_json(stored: str) -> Network:
    """Read back a stored network; keys of other releases are ignored."""
    return TypeAdapter(Network).validate_json(stored, strict=True)


def _plain(value: object) -> dict[str, object] | str | list[str]:
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    match value:
        case date():
            return value.isoformat()
        case frozenset():
            return sorted(value)
    raise TypeError(f"not a value of the network: {value!r}")
