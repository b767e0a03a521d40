"""What is taken out of the assistant: which dossiers, in what form, by whom; and the trace that it leaves."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert

from bot.services.oversight.asking import scope_of
from bot.services.oversight.orders import Format, period_from_json, period_to_json
from bot.services.rights import Rights, Role
from conversations.messages import say
from conversations.named_periods import Period
from models.oversight.exporting import Subject
from models.oversight.extents import Disclosure, Extent, note_taken
from models.oversight.figures import Scope
from models.oversight_tables import TakenExport
from models.statements import table_of

log = logging.getLogger(__name__)

TAKEN = table_of(TakenExport)
COMMAND_LINE = say("the command line")


@dataclass(frozen=True, slots=True)
class Export:
    """An export. ``basin``: the one of the scope that it is narrowed to, "" being the national queue.

    ``personal``: with companies, and with the names, contacts and own words of who asks: of the requests that
    ``person_id`` holds, held, or holds for ``stands_for``; with a ``reason``, of all. ``only``: one subject.
    ``role``: of the person, None for the command line, as for ``person_id``.
    """

    scope: Scope
    period: Period
    made_at: datetime
    basin: str | None = None
    format: Format = Format.XLSX
    personal: bool = False
    only: Subject | None = None
    language: str = "fr"
    role: Role | None = None
    reason: str | None = None
    person_id: int | None = None
    stands_for: frozenset[int] = frozenset()

    @property
    def extent(self) -> Extent:
        """Which dossiers it tells of."""
        scope = self.scope
        if self.basin is not None:
            scope = Scope(frozenset({self.basin}) if scope.holds(self.basin) else frozenset())
        told = Disclosure(self.person_id, self.stands_for, everything=self.reason is not None)
        return Extent(scope, self.period, told if self.personal else None)

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """What it tells of, in order."""
        return (self.only,) if self.only else tuple(Subject)


def export_to_json(export: Export) -> dict[str, Any]:
    """Return an export as another process reads it."""
    basins = export.scope.basins
    return {
        "scope": None if basins is None else sorted(basins),
        "period": period_to_json(export.period),
        "made_at": export.made_at.isoformat(),
        "basin": export.basin,
        "format": export.format.value,
        "personal": export.personal,
        "only": export.only,
        "language": export.language,
        "role": export.role,
        "reason": export.reason,
        "person": export.person_id,
        "stands_for": sorted(export.stands_for),
    }


def export_from_json(told: Mapping[str, Any]) -> Export:
    """Return the export that was told."""
    return Export(
        Scope(None if told["scope"] is None else frozenset(told["scope"])),
        period_from_json(told["period"]),
        datetime.fromisoformat(told["made_at"]),
        told["basin"],
        Format(told["format"]),
        told["personal"],
        Subject(told["only"]) if told["only"] else None,
        told["language"],
        Role(told["role"]) if told["role"] else None,
        told["reason"],
        told["person"],
        frozenset(told["stands_for"]),
    )


def may_take(held: Rights, basin: str | None) -> Scope | None:
    """Return what somebody may take an export of, with or without personal data; None for nothing.

    Operators and managers: their basins. Coordinators and administrators: all. What names people is asked for
    apart, with a reason where they do not follow it, and noted. Committee members read requests one by one,
    and take none away.
    """
    scope = scope_of(held)
    return scope if scope is None or basin is None or scope.holds(basin) else None


def acting_role(held: Rights) -> Role | None:
    """Return in what role somebody asks: the widest that they have."""
    widest = (Role.ADMINISTRATOR, Role.COORDINATOR, Role.MANAGER, Role.OPERATOR)
    return next((role for role in widest if role in held.roles), None)


def note_export(connection: Connection, export: Export, dossiers: int) -> None:
    """Note an export that is about to be handed over; what names people leaves a row that stays.

    Each dossier whose applicant is told in it has it in its history, with the reason.
    """
    log.info(
        "Export %s of %s dossiers, %s to %s, basin %s, by %s%s",
        export.format, dossiers, export.period.start, export.period.end, export.basin or "-",
        export.role or "the command line", ", with personal data" if export.personal else "",
    )  # fmt: skip
    if export.personal:
        basins = export.extent.scope.basins
        connection.execute(
            insert(TAKEN).values(
                at=export.made_at,
                person_id=export.person_id,
                basins=None if basins is None else sorted(basins),
                since=export.period.start,
                until=export.period.end,
                format=export.format.value,
                dossiers=dossiers,
            )
        )
        note_taken(connection, export.extent, export.made_at, export.reason)
