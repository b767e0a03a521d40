"""What a spreadsheet tells of the past, a row each: nothing here knows of files or of tables."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeAlias, TypeVar

from conversations.dossiers.lifecycle import Event
from conversations.dossiers.reasons import Reason

Row_co = TypeVar("Row_co", covariant=True)


@dataclass(frozen=True, slots=True)
class PastDossier:
    """A request. ``source``: its reference where it comes from. ``basin``: None in the national queue.

    ``commune``: an INSEE code. ``claimed``: when it was taken in charge. ``decision``: None while it is
    open. ``days``: granted. ``jobs_created`` and ``jobs_kept``: planned.
    """

    source: str
    company: str
    received: date
    basin: str | None = None
    siren: str | None = None
    commune: str | None = None
    claimed: date | None = None
    decision: Event | None = None
    decided: date | None = None
    days: int | None = None
    jobs_created: int | None = None
    jobs_kept: int | None = None
    reason: Reason | None = None
    skills: tuple[str, ...] = ()
    priority: str | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class PastShare:
    """An advisor's share of the mission of a dossier, with the days of the whole mission.

    ``contracted``, ``delivered``: tenths of a day.
    """

    source: str
    firm: str
    advisor: str
    agreed: date
    contracted: int
    skills: tuple[str, ...] = ()
    delivered: int = 0
    starts: date | None = None
    ends: date | None = None
    ended: date | None = None


@dataclass(frozen=True, slots=True)
class PastAdvance:
    """A repayable advance, in euros. ``granted``: None is the day of the decision."""

    source: str
    amount: int
    granted: date | None = None
    paid: date | None = None
    instalments: int | None = None
    first_due: date | None = None
    repaid: int = 0


@dataclass(frozen=True, slots=True)
class PastContributor:
    """A firm that takes part in a basin, or one of those who represent it there, from when until when."""

    firm: str
    basin: str
    siren: str | None = None
    contact: str | None = None
    job: str | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class PastFollowUp:
    """What an applicant observed so many months after the decision."""

    source: str
    months: int
    answered: date
    jobs_created: int | None = None
    jobs_kept: int | None = None
    satisfaction: int | None = None


Past: TypeAlias = PastDossier | PastShare | PastAdvance | PastContributor | PastFollowUp


@dataclass(slots=True)
class History:
    """All that is told of the past."""

    dossiers: list[PastDossier] = field(default_factory=list)
    shares: list[PastShare] = field(default_factory=list)
    advances: list[PastAdvance] = field(default_factory=list)
    contributors: list[PastContributor] = field(default_factory=list)
    follow_ups: list[PastFollowUp] = field(default_factory=list)

    @classmethod
    def of(cls, rows: Iterable[Past]) -> "History":
        """Sort rows by what they tell."""
        history = cls()
        for row in rows:
            match row:
                case PastDossier():
                    history.dossiers.append(row)
                case PastShare():
                    history.shares.append(row)
                case PastAdvance():
                    history.advances.append(row)
                case PastContributor():
                    history.contributors.append(row)
                case PastFollowUp():
                    history.follow_ups.append(row)
        return history

    def __iter__(self) -> Iterator[Past]:
        """Give every row, a subject after the other."""
        yield from self.dossiers
        yield from self.shares
        yield from self.advances
        yield from self.contributors
        yield from self.follow_ups


@dataclass(frozen=True, slots=True)
class Line(Generic[Row_co]):
    """A row, and where it was read."""

    sheet: str
    number: int
    row: Row_co


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything of one dossier."""

    dossier: PastDossier
    shares: tuple[PastShare, ...] = ()
    advance: PastAdvance | None = None
    follow_ups: tuple[PastFollowUp, ...] = ()
