"""What the rows of the past must satisfy together: references that lead somewhere, days that follow on."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from conversations.dossiers.lifecycle import DECISIONS, GRANTS, WITH_ADVANCE, WITH_DAYS, Event
from conversations.messages import Euros, Message, say
from conversations.understanding.words import fold
from models.history.columns import Subject
from models.history.reader import TELL_EVERY, HistoryFile, Phase, Progress
from models.history.rows import (
    ADVANCES,
    CONTRIBUTORS,
    DOSSIERS,
    FOLLOW_UPS,
    MISSIONS,
    Line,
    Past,
    PastAdvance,
    PastContributor,
    PastDossier,
    PastFollowUp,
    PastShare,
)
from models.spreadsheets.sheets import EMPTY, Fault

MISSION_DAYS = ("agreed", "starts", "ends", "ended")


@dataclass(frozen=True, slots=True)
class Known:
    """What the database knows.

    ``imported``: the dossiers already brought, by their source. ``live``: the references of those that
    came through the conversation. ``sirens``: of contributor companies, by basin and folded name.
    """

    imported: Mapping[str, PastDossier]
    live: Collection[str]
    sirens: Mapping[tuple[str, str], str]


def check_history(read: HistoryFile, known: Known, progress: Progress) -> list[Fault]:
    """Return what is wrong between rows, and with what is known."""
    checks = _Checks(read, known)
    for done, line in enumerate(read.lines, 1):
        checks.check(line)
        if done % TELL_EVERY == 0:
            progress(Phase.CHECKING, done, len(read.lines))
    return checks.faults


class _Checks:
    def __init__(self, read: HistoryFile, known: Known) -> None:
        self.faults: list[Fault] = []
        self._told, self._live, self._titles = read.told, known.live, read.titles
        listed = {line.row.source: line.row for line in read.lines if isinstance(line.row, PastDossier)}
        self._dossiers = {**known.imported, **listed}
        self._met: dict[tuple[object, ...], Line[Past]] = {}
        self._sirens = dict(known.sirens)

    def check(self, line: Line[Past]) -> None:
        """Note what is wrong with a row, next to those before it."""
        match line.row:
            case PastDossier() as dossier:
                self._dossier(line, dossier)
            case PastShare() as share:
                self._share(line, share)
            case PastAdvance() as advance:
                self._advance(line, advance)
            case PastFollowUp() as follow_up:
                self._follow_up(line, follow_up)
            case PastContributor() as contributor:
                self._contributor(line, contributor)

    def _fault(self, line: Line[Past], subject: Subject, key: str, message: Message) -> None:
        title = self._titles.get((line.sheet, key), subject.column(key).names[0])
        self.faults.append(Fault(line.sheet, line.number, title, message))

    def _once(self, line: Line[Past], subject: Subject, key: str, *identity: object) -> None:
        """A row is there once; a firm may be listed again, word for word."""
        first = self._met.setdefault((subject.title, *identity), line)
        if first is not line and not (subject is CONTRIBUTORS and first.row == line.row):
            there = say(
                "is there already: {sheet}, row {n}. Delete one of the two rows.",
                sheet=first.sheet,
                n=str(first.number),
            )
            self._fault(line, subject, key, there)

    def _in_order(
        self, line: Line[Past], subject: Subject, days: Iterable[tuple[str, date | None]], since: date | None
    ) -> None:
        """No day of a row comes before ``since``."""
        for key, day in days:
            if since is not None and day is not None and day < since:
                self._fault(line, subject, key, say("is before {day}.", day=since))

    def _dossier(self, line: Line[Past], row: PastDossier) -> None:
        self._once(line, DOSSIERS, "source", row.source)
        if row.source in self._live:
            self._fault(line, DOSSIERS, "source", _LIVE)
        self._in_order(line, DOSSIERS, (("claimed", row.claimed), ("decided", row.decided)), row.received)
        self._in_order(line, DOSSIERS, (("decided", row.decided),), row.claimed)
        if row.decision and not row.decided:
            self._fault(line, DOSSIERS, "decided", EMPTY)
        if row.decided and not row.decision:
            self._fault(line, DOSSIERS, "decision", EMPTY)
        if row.decision in DECISIONS and row.basin is None:
            self._fault(
                line, DOSSIERS, "basin", say("a committee decided: write the territory it belongs to.")
            )
        if row.reason and (row.decision is None or row.decision in GRANTS):
            self._fault(line, DOSSIERS, "reason", say("goes with a dossier that was not granted."))
        if row.days and row.decision not in WITH_DAYS:
            self._fault(line, DOSSIERS, "days", _NO_DAYS)

    def _of(
        self, line: Line[Past], subject: Subject, source: str, granting: Collection[Event], refused: Message
    ) -> PastDossier | None:
        """Return the dossier of a row, whose decision granted what the row is about; None without one."""
        dossier = self._dossiers.get(source)
        if dossier is None and source not in self._told:
            nowhere = say("no dossier has this reference, in these files or imported before.")
            self._fault(line, subject, "source", _LIVE if source in self._live else nowhere)
        elif dossier is not None and dossier.decision not in granting:
            self._fault(line, subject, "source", refused)
        return dossier

    def _share(self, line: Line[Past], row: PastShare) -> None:
        dossier = self._of(line, MISSIONS, row.source, WITH_DAYS, _NO_DAYS)
        self._once(line, MISSIONS, "advisor", row.source, fold(row.firm), fold(row.advisor))
        if dossier:
            self._in_order(line, MISSIONS, (("agreed", row.agreed),), dossier.decided)
        self._in_order(line, MISSIONS, (("ends", row.ends), ("ended", row.ended)), row.starts)
        self._in_order(line, MISSIONS, (("ended", row.ended),), row.agreed)
        for key in MISSION_DAYS:  # told once or on each row, but the same
            day = getattr(row, key)
            first = self._met.setdefault((MISSIONS.title, row.source, key, "is"), line) if day else line
            if day != getattr(first.row, key):
                other = say("is another day in row {n}: a mission has one.", n=str(first.number))
                self._fault(line, MISSIONS, key, other)

    def _advance(self, line: Line[Past], row: PastAdvance) -> None:
        dossier = self._of(line, ADVANCES, row.source, WITH_ADVANCE, say("its decision grants no advance."))
        self._once(line, ADVANCES, "source", row.source)
        granted = row.granted or (dossier.decided if dossier else None)
        if dossier:
            self._in_order(line, ADVANCES, (("granted", row.granted),), dossier.decided)
        self._in_order(line, ADVANCES, (("paid", row.paid), ("first_due", row.first_due)), granted)
        self._in_order(line, ADVANCES, (("first_due", row.first_due),), row.paid)
        if row.amount == 0:
            self._fault(line, ADVANCES, "amount", EMPTY)
        if row.repaid > row.amount:
            self._fault(
                line, ADVANCES, "repaid", say("is more than the advance, {amount}.", amount=Euros(row.amount))
            )

    def _follow_up(self, line: Line[Past], row: PastFollowUp) -> None:
        nothing = say("its decision grants nothing to follow up.")
        dossier = self._of(line, FOLLOW_UPS, row.source, GRANTS, nothing)
        self._once(line, FOLLOW_UPS, "months", row.source, row.months)
        if dossier:
            self._in_order(line, FOLLOW_UPS, (("answered", row.answered),), dossier.decided)

    def _contributor(self, line: Line[Past], row: PastContributor) -> None:
        firm = (row.basin, fold(row.firm))
        self._once(line, CONTRIBUTORS, "contact" if row.contact else "firm", *firm, fold(row.contact or ""))
        self._in_order(line, CONTRIBUTORS, (("until", row.until),), row.since)
        siren = self._sirens.setdefault(firm, row.siren) if row.siren else None
        if siren != row.siren:
            other = say("{name} is known with another SIREN: {siren}.", name=row.firm, siren=siren or "")
            self._fault(line, CONTRIBUTORS, "siren", other)


_LIVE = say("this dossier came through the assistant, where it is followed.")
_NO_DAYS = say("its decision grants no day of expertise.")
