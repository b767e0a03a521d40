"""The tables of a network file, read one by one so that every problem is told at once."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, time
from difflib import get_close_matches
from pathlib import Path as Folder
from typing import Generic, TypeVar

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
    Network,
    Rules,
    Zone,
)
from models.network import checks
from models.network.toml_lines import Path

T = TypeVar(
    "T", bound=Network | Basin | Zone | Committee | Rules | AdvanceTerms | Delays | Contributor | AdvisorEntry
)


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


class Reader:
    """Reads the tables of one file, noting every problem it meets."""

    def __init__(self, lines: Mapping[Path, int], codes: checks.ZoneCodes) -> None:
        self.problems: list[Problem] = []
        self._lines = lines
        self._codes = codes
        self._networks = _Table(Network)
        self._basins = _Table(Basin)
        self._zones = _Table(Zone)
        self._committees = _Table(Committee)
        self._rules = _Table(Rules)
        self._advances = _Table(AdvanceTerms)
        self._delays = _Table(Delays)
        self._contributors = _Table(Contributor)
        self._advisors = _Table(AdvisorEntry)

    def network(self, document: Mapping[str, object]) -> Network | None:
        """Read the whole document; when there are problems, what it returns is incomplete."""
        found = document.get("basins", {})
        if not isinstance(found, dict):
            self._note(("basins",), say("must be tables, one for each basin: [basins.code]."))
            found = {}
        basins = [self._basin(code, raw) for code, raw in found.items()]
        network = self._read(self._networks, {**document, "basins": []}, ())
        if network is None:
            return None
        self._note_all((), checks.check_network(network))
        whole = replace(network, basins=tuple(basin for basin in basins if basin))
        for basin in whole.basins:
            self._note_all(("basins", basin.code), checks.check_successor(basin, whole))
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
        zones = self._zone_list(raw.get("zones", []), (*at, "zones"))
        committee = self._read(self._committees, raw.get("committee", {}), (*at, "committee"))
        rules = self._read(self._rules, raw.get("rules", {}), (*at, "rules"))
        advance = self._read(self._advances, raw["advance"], (*at, "advance")) if "advance" in raw else None
        delays = self._read(self._delays, raw.get("delays", {}), (*at, "delays"))
        contributors = self._contributor_list(raw.get("contributors", []), (*at, "contributors"))
        # the nested tables are read above: the basin itself is read without them
        nested = ("rules", "advance", "delays", "contributors")
        alone = {key: value for key, value in raw.items() if key not in nested}
        basin = self._read(self._basins, {**alone, "code": code, "zones": [], "committee": {"name": "-"}}, at)
        if committee:
            self._note_all((*at, "committee"), checks.check_committee(committee))
            committee = replace(committee, sessions=tuple(sorted(committee.sessions)))
        if rules:
            self._note_all((*at, "rules"), checks.check_rules(rules))
        if advance:
            self._note_all((*at, "advance"), checks.check_advance(advance))
        if delays:
            self._note_all((*at, "delays"), checks.check_delays(delays))
        if basin is None:
            return None
        self._note_all(at, checks.check_basin(basin))
        return replace(
            basin,
            zones=zones,
            committee=committee or basin.committee,
            rules=rules or basin.rules,
            advance=advance,
            delays=delays or basin.delays,
            contributors=contributors,
        )

    def _contributor_list(self, raw: object, at: Path) -> tuple[Contributor, ...]:
        if not isinstance(raw, list):
            self._note(at, say("must be tables, one for each firm: [[basins.code.contributors]]."))
            return ()
        found = [self._contributor(item, (*at, place)) for place, item in enumerate(raw)]
        contributors = tuple((place, firm) for place, firm in enumerate(found) if firm)
        self._note_all(at, checks.check_names([(place, firm.name) for place, firm in contributors]))
        return tuple(firm for _, firm in contributors)

    def _contributor(self, raw: object, at: Path) -> Contributor | None:
        if not isinstance(raw, dict):
            self._note(at, _TABLE)
            return None
        listed, below = raw.get("advisors", []), (*at, "advisors")
        if not isinstance(listed, list):
            self._note(below, say('must be a list of people: [{{name = "…", skills = ["…"]}}].'))
            listed = []
        read = (
            (place, self._read(self._advisors, item, (*below, place))) for place, item in enumerate(listed)
        )
        advisors = [(place, advisor) for place, advisor in read if advisor]
        for place, advisor in advisors:
            self._note_all((*below, place), checks.check_advisor(advisor))
        self._note_all(below, checks.check_names([(place, advisor.name) for place, advisor in advisors]))
        contributor = self._read(self._contributors, {**raw, "advisors": []}, at)
        if contributor is None:
            return None
        self._note_all(at, checks.check_contributor(contributor))
        return replace(contributor, advisors=tuple(advisor for _, advisor in advisors))

    def _zone_list(self, raw: object, at: Path) -> tuple[Zone, ...]:
        if not isinstance(raw, list):
            self._note(at, say('must be a list of zones: [{{type = "epci", code = "…"}}].'))
            return ()
        read = ((place, self._read(self._zones, item, (*at, place))) for place, item in enumerate(raw))
        zones = tuple((place, zone) for place, zone in read if zone)
        for place, zone in zones:
            self._note_all((*at, place), checks.check_zone(zone, self._codes))
        self._note_all(at, checks.check_zones(zones))
        return tuple(zone for _, zone in zones)

    def _read(self, table: "_Table[T]", raw: object, at: Path) -> T | None:
        """Read one table, noting its unknown keys and wrong values; None when a value is wrong."""
        if not isinstance(raw, dict):
            self._note(at, _TABLE)
            return None
        for key in sorted(raw.keys() - table.keys):
            near = get_close_matches(key, table.keys, n=1)
            meant = say("is not known here; did you mean {key}?", key=near[0]) if near else None
            self._note((*at, key), meant or say("is not known here."))
        try:
            return table.read(raw)
        except ValidationError as error:
            for wrong in error.errors():
                self._note((*at, *wrong["loc"]), _told(wrong))
            return None

    def _note_all(self, at: Path, wrongs: Iterable[tuple[Path, Message]]) -> None:
        for below, message in wrongs:
            self._note((*at, *below), message)

    def _note(self, at: Path, message: Message) -> None:
        line = next(self._lines[at[:end]] for end in range(len(at), -1, -1) if at[:end] in self._lines)
        self.problems.append(Problem(_dotted(at), line, message))


class _Table(Generic[T]):
    """A dataclass as a table: its keys, and how to read it strictly."""

    def __init__(self, kind: type[T]) -> None:
        self.keys = {field.name for field in fields(kind)}
        self._adapter = TypeAdapter(kind)

    def read(self, raw: Mapping[str, object]) -> T:
        """Read a table; raise ValidationError. JSON, because there strictness admits lists and dates."""
        return self._adapter.validate_json(json.dumps(raw, default=_day), strict=True)


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
