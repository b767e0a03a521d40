"""What the tables of a network file must satisfy beyond their types."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import combinations
from typing import Protocol, TypeAlias

from conversations.messages import Message, say
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
    ZoneType,
)
from conversations.understanding.company_numbers import CompanyNumber, read_company_number
from conversations.understanding.skills import SKILLS
from models.network.toml_lines import Path

Wrongs: TypeAlias = Iterator[tuple[Path, Message]]
"""What is wrong, each with its path below the table checked."""


class ZoneCodes(Protocol):
    """Where the codes of zones are looked up."""

    def has(self, kind: ZoneType, code: str) -> bool:
        """Tell whether an area of this type has this code (INSEE, or SIREN for an EPCI)."""


def overlap(one: Zone, other: Zone) -> bool:
    """Tell whether two zones are the same area on some day."""
    same = (one.type, one.code) == (other.type, other.code)
    return same and not any(
        before.until and after.since and before.until < after.since
        for before, after in ((one, other), (other, one))
    )


def check_zone(zone: Zone, codes: ZoneCodes) -> Wrongs:
    """A zone is a real area, and ends after it begins."""
    if not codes.has(zone.type, zone.code):
        other = next((kind for kind in ZoneType if codes.has(kind, zone.code)), None)
        if other:
            yield ("code",), say("{code} is the code of a {type}.", code=zone.code, type=other.value)
        else:
            yield (
                ("code",),
                say(
                    "no {type} has the code {code} (INSEE code, or SIREN for an EPCI; not a postal code).",
                    type=zone.type.value,
                    code=zone.code,
                ),
            )
    if zone.since and zone.until and zone.until < zone.since:
        yield ("until",), say("is before since.")


def check_committee(committee: Committee) -> Wrongs:
    """No session is there twice."""
    for place, session in enumerate(committee.sessions):
        if session in committee.sessions[:place]:
            yield ("sessions", place), say("{day} is there twice.", day=session.isoformat())


def check_rules(rules: Rules) -> Wrongs:
    """Numbers are not negative, the target is inside the limit, sections are letters on one side only."""
    yield from _negatives(rules, "max_headcount", "min_age_years", "min_jobs", "flags_allowed")
    if rules.jobs_horizon_years < 1:
        yield ("jobs_horizon_years",), say("must be 1 or more.")
    if rules.target_headcount:
        low, high = rules.target_headcount
        if not 0 <= low <= high <= rules.max_headcount:
            yield (
                ("target_headcount",),
                say("must be [lowest, highest], within max_headcount ({most}).", most=rules.max_headcount),
            )
    for key in ("sections_only", "sections_excluded"):
        for letter in sorted(getattr(rules, key)):
            if not re.fullmatch("[A-V]", letter):  # V: the last section of NAF 2025
                yield (key,), say("{letter} is not a NAF section: a letter from A to V.", letter=letter)
    for letter in sorted(rules.sections_only & rules.sections_excluded):
        yield ("sections_excluded",), say("{letter} is also in sections_only.", letter=letter)


def check_advance(terms: AdvanceTerms) -> Wrongs:
    """Amounts and durations are positive and agree with each other."""
    yield from _negatives(terms, "deferral_months")
    for key in ("max_amount", "amount_per_job", "duration_months"):
        value = getattr(terms, key)
        if value is not None and value < 1:
            yield (key,), say("must be 1 or more.")
    if terms.max_amount and terms.amount_per_job and terms.amount_per_job > terms.max_amount:
        yield ("amount_per_job",), say("is above max_amount.")
    if terms.duration_months and terms.deferral_months and terms.deferral_months >= terms.duration_months:
        yield ("deferral_months",), say("must be below duration_months.")


def check_delays(delays: Delays) -> Wrongs:
    """Delays are of a day or more; a claim is warned before it returns to the queue."""
    for key, days in asdict(delays).items():
        if days < 1:
            yield (key,), say("must be 1 or more.")
    if delays.warning >= delays.idle_claim:
        yield ("warning",), say("must be below idle_claim ({days}).", days=delays.idle_claim)


def check_exchanges(terms: ExchangeTerms) -> Wrongs:
    """A question stands for a day or more; a month has as many questions as are wanted, or none."""
    if terms.monthly < 0:
        yield ("monthly",), say("must be 0 or more.")
    if terms.days < 1:
        yield ("days",), say("must be 1 or more.")


def check_code(code: str) -> Wrongs:
    """The code of a basin goes in links and buttons, which Telegram limits to 64 bytes."""
    if not re.fullmatch(r"[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?", code):
        yield (), say("the code of a basin is at most 32 small letters, digits and hyphens.")


def check_basin(basin: Basin) -> Wrongs:
    """A basin has names; a promise to reply takes at least a day; a convention ends after it begins."""
    yield from _blanks(basin, "name", "operator")
    days = [day for day in (basin.announced, basin.since, basin.until) if day]
    if days != sorted(days):
        yield ("since",), say("announced, since and until must follow one another.")
    if basin.reply_days is not None and basin.reply_days < 1:
        yield ("reply_days",), say("must be 1 or more.")


def check_zones(zones: Sequence[tuple[int, Zone]]) -> Wrongs:
    """No zone is there twice on the same day. Zones come with their place in the file."""
    for (_, first), (place, second) in combinations(zones, 2):
        if overlap(first, second):
            yield (place,), say("{type} {code} is there twice.", type=second.type.value, code=second.code)


def check_contributor(contributor: Contributor) -> Wrongs:
    """A firm has a name; its SIREN, when given, is one."""
    yield from _blanks(contributor, "name")
    if contributor.siren is not None and not is_siren(contributor.siren):
        yield ("siren",), say("{siren} is not a SIREN number: nine digits.", siren=contributor.siren)


def is_siren(text: str) -> bool:
    """Tell whether a text is the nine digits of a SIREN, with its checksum."""
    number = read_company_number(text)
    return isinstance(number, CompanyNumber) and number.siren == text


def check_advisor(advisor: AdvisorEntry) -> Wrongs:
    """An advisor has a name, and skills of the taxonomy."""
    yield from _blanks(advisor, "name")
    codes = [skill.code for skill in SKILLS]
    for place, code in enumerate(advisor.skills):
        if code not in codes:
            known = ", ".join(codes)
            yield ("skills", place), say("{code} is no skill. Skills: {known}.", code=code, known=known)


def check_names(names: list[tuple[int, str]]) -> Wrongs:
    """No name is there twice. Names come with their place in the file."""
    seen = set()
    for place, name in names:
        if name in seen:
            yield (place,), say("{name} is there twice.", name=name)
        seen.add(name)


def check_successor(basin: Basin, network: Network) -> Wrongs:
    """What takes over from a basin is another basin of the file, which takes requests."""
    if basin.successor is None:
        return
    heir = network.basin(basin.successor)
    if heir is None or heir is basin or heir.status is not BasinStatus.ACTIVE:
        yield ("successor",), say("{code} is not the code of another, active basin.", code=basin.successor)


def check_neighbours(basin: Basin, network: Network) -> Wrongs:
    """The neighbours of a basin are other basins of the file."""
    for place, code in enumerate(basin.exchanges.neighbours):
        other = network.basin(code)
        if other is None or other is basin:
            yield (
                ("exchanges", "neighbours", place),
                say("{code} is not the code of another basin.", code=code),
            )


def check_network(network: Network) -> Wrongs:
    """A network has names."""
    yield from _blanks(network, "name", "coordination")


def _negatives(table: Rules | AdvanceTerms, *keys: str) -> Wrongs:
    for key in keys:
        value = getattr(table, key)
        if value is not None and value < 0:
            yield (key,), say("must be 0 or more.")


def _blanks(table: Basin | Network | Contributor | AdvisorEntry, *keys: str) -> Wrongs:
    for key in keys:
        if not getattr(table, key).strip():
            yield (key,), say("must not be empty.")
