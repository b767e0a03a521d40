"""The tables of a network file, read one by one so that every problem is told at once."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, time
from difflib import get_close_matches
from functools import cache, partial
from pathlib import Path as Folder
from typing import Any, TypeAlias, TypeVar, cast

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from conversations.messages import N_, Message, Msgid, say
from conversations.network.basins import (
    AdvanceTerms,
    AdvisorEntry,
    Basin,
    BasinStatus,
    Committee,
    Contributor,
    Delays,
    ExchangeTerms,
    Network,
    Rules,
    Zone,
)
from models.network import checks
from models.network.toml_lines import Path

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to mend: the key and the line where it stands, None for the whole file, and what is wrong."""

    key: str | None
    line: int | None
    message: Message

    @property
    def told(self) -> Message:
        """The problem and its place, in a line."""
        if self.key is None:
            return self.message
        return say("{key} (line {line}): {problem}", key=self.key, line=str(self.line), problem=self.message)


NESTED: Mapping[str, type[Committee | Rules | AdvanceTerms | Delays | ExchangeTerms]] = {
    "committee": Committee,
    "rules": Rules,
    "advance": AdvanceTerms,
    "delays": Delays,
    "exchanges": ExchangeTerms,
}
"""The tables in that of a basin; the advance alone is not there where it is not practised."""

Check: TypeAlias = Callable[[Any], checks.Wrongs]

CHECKS: Mapping[type, Check] = {
    Network: checks.check_network,
    Basin: checks.check_basin,
    Committee: checks.check_committee,
    Rules: checks.check_rules,
    AdvanceTerms: checks.check_advance,
    Delays: checks.check_delays,
    ExchangeTerms: checks.check_exchanges,
    Contributor: checks.check_contributor,
    AdvisorEntry: checks.check_advisor,
}
"""What each kind of table must satisfy beyond its types."""


class Reader:
    """Reads the tables of one file, noting every problem it meets."""

    def __init__(self, lines: Mapping[Path, int], codes: checks.ZoneCodes) -> None:
        self.problems: list[Problem] = []
        self._lines = lines
        self._checks: Mapping[type, Check] = {**CHECKS, Zone: partial(checks.check_zone, codes=codes)}

    def network(self, document: Mapping[str, object]) -> Network | None:
        """Read the whole document; when there are problems, what it returns is incomplete."""
        found = document.get("basins", {})
        if not isinstance(found, dict):
            self._note(("basins",), say("must be tables, one for each basin: [basins.code]."))
            found = {}
        basins = [self._basin(code, raw) for code, raw in found.items()]
        network = self._read(Network, {**document, "basins": []}, ())
        if network is None:
            return None
        whole = replace(network, basins=tuple(basin for basin in basins if basin))
        for basin in whole.basins:
            self._note_all(("basins", basin.code), checks.check_successor(basin, whole))
            self._note_all(("basins", basin.code), checks.check_neighbours(basin, whole))
        return whole

    def with_letters(self, network: Network, folder: Folder | None) -> Network:
        """Return the network with the templates of its letters, read in the folder of the file."""
        return replace(network, basins=tuple(self._with_letter(basin, folder) for basin in network.basins))

    def _with_letter(self, basin: Basin, folder: Folder | None) -> Basin:
        if basin.letter is None:
            return basin
        try:
            if folder is None or basin.letter != Folder(basin.letter).name:
                raise FileNotFoundError
            return replace(basin, letter=(folder / basin.letter).read_text("utf-8-sig"))
        except (OSError, UnicodeDecodeError):
            wrong = say("{file} must be a UTF-8 text beside the network file.", file=basin.letter)
            self._note(("basins", basin.code, "letter"), wrong)
            return basin

    def _basin(self, code: str, raw: object) -> Basin | None:
        at: Path = ("basins", code)
        if not isinstance(raw, dict):
            self._note(at, _TABLE)
            return None
        if "code" in raw:
            self._note((*at, "code"), say("goes in the name of the table: [basins.{code}].", code=code))
        self._note_all(at, checks.check_code(code))
        if raw.get("status") == BasinStatus.ACTIVE and not raw.get("zones"):
            self._note((*at, "zones"), say("an active basin needs at least one zone."))
        shape = say('must be a list of zones: [{{type = "epci", code = "…"}}].')
        zones = self._listed(Zone, raw.get("zones", []), (*at, "zones"), shape)
        self._note_all((*at, "zones"), checks.check_zones(zones))
        nested = {
            name: self._read(kind, raw.get(name, {}), (*at, name))
            for name, kind in NESTED.items()
            if name in raw or kind is not AdvanceTerms
        }
        contributors = self._contributor_list(raw.get("contributors", []), (*at, "contributors"))
        # the nested tables are read above: the basin itself is read without them
        alone = {key: value for key, value in raw.items() if key not in (*NESTED, "contributors")}
        basin = self._read(Basin, {**alone, "code": code, "zones": [], "committee": {"name": "-"}}, at)
        if basin is None:
            return None
        given: dict[str, Any] = {name: table for name, table in nested.items() if table}
        basin = replace(basin, zones=_alone(zones), contributors=contributors, **given)
        sessions = tuple(sorted(basin.committee.sessions))
        return replace(basin, committee=replace(basin.committee, sessions=sessions))

    def _contributor_list(self, raw: object, at: Path) -> tuple[Contributor, ...]:
        if not isinstance(raw, list):
            self._note(at, say("must be tables, one for each firm: [[basins.code.contributors]]."))
            return ()
        found = [self._contributor(item, (*at, place)) for place, item in enumerate(raw)]
        contributors = [(place, firm) for place, firm in enumerate(found) if firm]
        self._note_all(at, checks.check_names([(place, firm.name) for place, firm in contributors]))
        return _alone(contributors)

    def _contributor(self, raw: object, at: Path) -> Contributor | None:
        if not isinstance(raw, dict):
            self._note(at, _TABLE)
            return None
        shape = say('must be a list of people: [{{name = "…", skills = ["…"]}}].')
        advisors = self._listed(AdvisorEntry, raw.get("advisors", []), (*at, "advisors"), shape)
        names = [(place, advisor.name) for place, advisor in advisors]
        self._note_all((*at, "advisors"), checks.check_names(names))
        contributor = self._read(Contributor, {**raw, "advisors": []}, at)
        return replace(contributor, advisors=_alone(advisors)) if contributor else None

    def _listed(self, kind: type[T], raw: object, at: Path, shape: Message) -> list[tuple[int, T]]:
        """Read a list of tables, each with its place. ``shape``: says what it must be."""
        if not isinstance(raw, list):
            self._note(at, shape)
            return []
        read = [(place, self._read(kind, item, (*at, place))) for place, item in enumerate(raw)]
        return [(place, table) for place, table in read if table is not None]

    def _read(self, kind: type[T], raw: object, at: Path) -> T | None:
        """Read one table, noting its unknown keys and what is wrong in it; None when a value is."""
        if not isinstance(raw, dict):
            self._note(at, _TABLE)
            return None
        keys = {field.name for field in fields(cast(Any, kind))}
        for key in sorted(raw.keys() - keys):
            near = get_close_matches(key, keys, n=1)
            meant = say("is not known here; did you mean {key}?", key=near[0]) if near else None
            self._note((*at, key), meant or say("is not known here."))
        try:
            # JSON, because there strictness admits lists and dates.
            found: T = _adapter(cast(Any, kind)).validate_json(json.dumps(raw, default=_day), strict=True)
        except ValidationError as error:
            for wrong in error.errors():
                self._note((*at, *wrong["loc"]), _told(wrong))
            return None
        if kind in self._checks:
            self._note_all(at, self._checks[kind](found))
        return found

    def _note_all(self, at: Path, wrongs: Iterable[tuple[Path, Message]]) -> None:
        for below, message in wrongs:
            self._note((*at, *below), message)

    def _note(self, at: Path, message: Message) -> None:
        line = next(self._lines[at[:end]] for end in range(len(at), -1, -1) if at[:end] in self._lines)
        self.problems.append(Problem(_dotted(at), line, message))


@cache
def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    """Return what reads the tables of a kind."""
    return TypeAdapter(kind)


def _alone(placed: Iterable[tuple[int, T]]) -> tuple[T, ...]:
    return tuple(table for _, table in placed)


def _day(value: date | time) -> str:
    """Write the only values of TOML that JSON has not."""
    return value.isoformat()


_TABLE = say("must be a table of keys and values.")

_WRONG_TYPES: Mapping[str, Msgid] = {
    "missing": N_("is missing."),
    "string_type": N_("must be text, in quotes."),
    "int_type": N_("must be a whole number."),
    "bool_type": N_("must be true or false."),
    "tuple_type": N_("must be a list, in square brackets."),
    "frozen_set_type": N_("must be a list, in square brackets."),
    "enum": N_("must be one of these: {expected}."),
    "too_long": N_("has too many values."),
    "date_type": N_("must be a day, such as 2027-03-18."),
    "date_parsing": N_("must be a day, such as 2027-03-18."),
}


def _told(wrong: ErrorDetails) -> Message:
    sentence = _WRONG_TYPES.get(wrong["type"])
    if sentence is None:
        return say("is no value for this key ({cause}).", cause=wrong["msg"])
    expected = wrong.get("ctx", {}).get("expected")
    return Message(sentence, {"expected": str(expected).replace(" or ", ", ")} if expected else {})


def _dotted(path: Path) -> str:
    """Write a path as people do: basins.meuse.zones[2].code."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return "".join(parts).removeprefix(".")
