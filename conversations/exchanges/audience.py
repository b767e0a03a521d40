"""Whom a question goes to: who may be asked, in which order, and why the others are left out. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from conversations.exchanges.distances import FARTHER, classed
from conversations.exchanges.kinds import KINDS, ExchangeKind
from conversations.exchanges.participants import Participant
from conversations.understanding.words import fold

MOST_ASKED = 30
"""People whom one question goes to, in its basin and beyond."""


class LeftOut(StrEnum):
    """Why a question does not go to somebody."""

    ASKER = "asker"
    SAME_FIRM = "same_firm"
    NO_PART = "no_part"  # has not agreed, left, or is suspended
    EXCLUDED = "excluded"  # by who asks, now or in their request; or excludes who asks
    REFUSED = "refused"  # wants to hear of this kind no more
    MONTH_FULL = "month_full"
    ASKED_ALREADY = "asked_already"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class Asked:
    """What decides of whom a question goes to. ``firm``: who asks, as it is called; None for no firm."""

    kind: ExchangeKind
    skill: str | None
    asker_id: int
    firm: str | None = None
    dossier_id: int | None = None
    company_id: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be asked. ``km``: how far they are, None where nothing tells it.

    ``excluded``: one of both does not want the other to be shown anything. ``sent``: questions they were
    sent this month; ``monthly``: how many the basin sends at most. ``asked_at``: when they were last sent
    one; None for never. ``told``: of this question already.
    """

    who: Participant
    km: float | None = None
    excluded: bool = False
    sent: int = 0
    monthly: int = 2
    asked_at: datetime | None = None
    told: bool = False


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a question goes to, best first, and how many are left out, by reason."""

    chosen: tuple[Candidate, ...]
    left_out: dict[LeftOut, int]


def audience(asked: Asked, candidates: Sequence[Candidate], most: int = MOST_ASKED) -> Audience:
    """Choose whom a question goes to: who knows first, then who is near, then who waited longest."""
    left_out: dict[LeftOut, int] = {}
    may: list[Candidate] = []
    for candidate in candidates:
        why = why_not(asked, candidate)
        if why is None:
            may.append(candidate)
        else:
            left_out[why] = left_out.get(why, 0) + 1
    may.sort(key=lambda each: _rank(asked, each))
    if len(may) > most:
        left_out[LeftOut.TOO_MANY] = len(may) - most
    return Audience(tuple(may[:most]), left_out)


def why_not(asked: Asked, candidate: Candidate) -> LeftOut | None:
    """Return why a question does not go to somebody; None when it may."""
    who = candidate.who
    if who.person_id == asked.asker_id:
        return LeftOut.ASKER
    if _same_firm(asked, who):
        return LeftOut.SAME_FIRM
    if not who.choices.takes_part:
        return LeftOut.NO_PART
    if candidate.excluded:
        return LeftOut.EXCLUDED
    if asked.kind.value in who.choices.refused_kinds:
        return LeftOut.REFUSED
    if candidate.told:
        return LeftOut.ASKED_ALREADY
    full = candidate.sent >= who.choices.most_a_month(candidate.monthly)
    return LeftOut.MONTH_FULL if full else None


def _same_firm(asked: Asked, who: Participant) -> bool:
    if who.dossier_id is not None and who.dossier_id == asked.dossier_id:
        return True
    if who.company_id is not None and who.company_id == asked.company_id:
        return True
    return bool(asked.firm and who.firm) and fold(asked.firm or "") == fold(who.firm or "")


def _rank(asked: Asked, candidate: Candidate) -> tuple[bool, int, float, int]:
    by_skill = KINDS[asked.kind].by_skill and asked.skill is not None
    far = classed(candidate.km)
    waited = candidate.asked_at.timestamp() if candidate.asked_at else float("-inf")
    knows = not by_skill or asked.skill in candidate.who.skills
    return not knows, FARTHER if far is None else far, waited, candidate.who.person_id


def named_in(words: str, firms: Collection[str]) -> tuple[str, ...]:
    """Return the firms that somebody names, whole, however they are accented or spaced."""
    said = f" {fold(words)} "
    return tuple(firm for firm in firms if fold(firm) and f" {fold(firm)} " in said)
