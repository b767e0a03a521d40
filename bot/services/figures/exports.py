"""What is taken out of the assistant: which dossiers, in what form, by whom; and the trace that it leaves."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from bot.services.core.export_orders import Days, Format
from bot.services.core.rights import Rights, Role
from bot.services.figures.scope import scope_of
from models.database.writer import Connection
from models.figures.export_extents import Disclosure, Extent, note_file, note_taken
from models.figures.export_rows import Subject
from models.figures.queries import Scope

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Export:
    """An export. ``basin``: the one of the scope that it is narrowed to, "" being the national queue.

    ``personal``: with companies, and with the names, contacts and own words of who asks: of the requests that
    ``person_id`` holds, held, or holds for ``stands_for``; with a ``reason``, of all. ``only``: one subject.
    ``role``: of the person, None for the command line, as for ``person_id``.
    """

    scope: Scope
    period: Days
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


_EXPORT = TypeAdapter(Export)


def export_to_json(export: Export) -> dict[str, Any]:
    """Return an export as another process reads it."""
    told: dict[str, Any] = _EXPORT.dump_python(export, mode="json")
    return told


def export_from_json(told: Mapping[str, Any]) -> Export:
    """Return the export that was told."""
    return _EXPORT.validate_python(told)


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
        note_file(connection, export.extent, export.made_at, export.format.value, dossiers)
        note_taken(connection, export.extent, export.made_at, export.reason)
