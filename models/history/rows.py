"""What spreadsheets tell of the past: each sheet is a class, each of its columns a field.

A row of a sheet is read whole by pydantic, with what the kinds of its columns read; made otherwise, from what
is stored or invented, it is a plain dataclass that reads nothing again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Generic, TypeAlias, TypeVar

from conversations.dossiers.lifecycle import Event
from conversations.dossiers.reasons import Reason
from conversations.messages import say
from models.history.cells import Kind
from models.history.columns import Column, Subject

Row_co = TypeVar("Row_co", covariant=True)


_REFERENCE = ("Référence d'origine", "Original reference", "Référence", "Reference")
_OF = Column(Kind.REFERENCE, _REFERENCE, say("the dossier it belongs to"), "2017-042")
_PLANNED, _OBSERVED = say("planned at the decision"), say("observed, not planned")
_SKILLS = ("Compétences", "Skills")
_LENDER = ("Entreprise apporteuse", "Contributor company", "Entreprise contributrice", "Entreprise")


@dataclass(frozen=True, slots=True)
class PastDossier:
    """A request. ``source``: its reference where it comes from. ``basin``: None in the national queue.

    ``commune``: an INSEE code. ``claimed``: when it was taken in charge. ``decision``: None while it is
    open. ``days``: granted. ``jobs_created`` and ``jobs_kept``: planned.
    """

    # fmt: off
    source: Annotated[str, Column(Kind.REFERENCE, _REFERENCE,
        say("what the dossier is called in your records"), "2017-042")]
    company: Annotated[str, Column(Kind.TEXT, ("Entreprise", "Company", "Raison sociale"),
        say("the firm that applied"), "Menuiserie du Val", after="basin")]
    received: Annotated[date, Column(Kind.PAST, ("Reçu le", "Received on"),
        say("when the request arrived"), "2017-01-16", after="commune")]
    basin: Annotated[str | None, Column(Kind.BASIN, ("Bassin", "Basin"),
        say("its territory; empty: the national queue"), "meuse")] = None
    siren: Annotated[str | None, Column(Kind.SIREN, ("SIREN",),
        say("so that a firm counts once, however it is spelt"), "732829320")] = None
    commune: Annotated[str | None, Column(Kind.COMMUNE, ("Commune", "Town"),
        say("where the firm is"), "55545")] = None
    claimed: Annotated[date | None, Column(Kind.PAST, ("Pris en charge le", "Taken in charge on"),
        say("when somebody first took care of it"), "2017-01-18")] = None
    decision: Annotated[Event | None, Column(Kind.DECISION, ("Décision", "Decision"),
        say("what became of it; empty: still open"), "Compétences et avance accordées")] = None
    decided: Annotated[date | None, Column(Kind.PAST, ("Décidé le", "Decided on"),
        say("day of the committee, or of the decision"), "2017-03-09")] = None
    days: Annotated[int | None, Column(Kind.DAYS, ("Jours accordés", "Days granted"),
        say("days of expertise granted"), "4")] = None
    jobs_created: Annotated[int | None, Column(
        Kind.COUNT, ("Emplois à créer (prévus)", "Jobs to create (planned)"), _PLANNED, "3")] = None
    jobs_kept: Annotated[int | None, Column(
        Kind.COUNT, ("Emplois à maintenir (prévus)", "Jobs to keep (planned)"), _PLANNED, "12")] = None
    reason: Annotated[Reason | None, Column(Kind.REASON, ("Motif", "Reason"),
        say("of what was not granted"), "")] = None
    skills: Annotated[tuple[str, ...], Column(Kind.SKILLS, _SKILLS,
        say("those the firm lacked"), "strategy, sales")] = ()
    priority: Annotated[str | None, Column(Kind.SKILL, ("Compétence prioritaire", "First skill"),
        say("the first of them"), "strategy")] = None
    origin: Annotated[str | None, Column(Kind.TEXT, ("Origine", "Origin"),
        say("the campaign that brought the request"), "salon-2017")] = None
    # fmt: on


@dataclass(frozen=True, slots=True)
class PastShare:
    """An advisor's share of the mission of a dossier, with the days of the whole mission.

    ``contracted``, ``delivered``: tenths of a day.
    """

    # fmt: off
    source: Annotated[str, _OF]
    firm: Annotated[str, Column(Kind.TEXT, _LENDER,
        say("the firm that lent somebody; one row for each advisor"), "Forges de Meuse")]
    advisor: Annotated[str, Column(Kind.TEXT, ("Intervenant", "Advisor"), say("who came"), "Claire Morel")]
    agreed: Annotated[date, Column(Kind.PAST, ("Convention signée le", "Agreement signed on"),
        say("when the agreement was signed"), "2017-04-03", after="skills")]
    contracted: Annotated[int, Column(Kind.TENTHS, ("Jours contractualisés", "Days contracted"),
        say("days the advisor agreed to give"), "2,5", after="agreed")]
    skills: Annotated[tuple[str, ...], Column(Kind.SKILLS, _SKILLS,
        say("those the advisor brought"), "strategy")] = ()
    delivered: Annotated[int, Column(Kind.TENTHS, ("Jours réalisés", "Days delivered"),
        say("days the advisor gave"), "2")] = 0
    starts: Annotated[date | None, Column(Kind.DAY, ("Début", "Start"),
        say("first day of the mission"), "2017-04-10")] = None
    ends: Annotated[date | None, Column(Kind.DAY, ("Fin", "End"),
        say("the last day that was agreed"), "2017-10-10")] = None
    ended: Annotated[date | None, Column(Kind.PAST, ("Terminée le", "Ended on"),
        say("when it ended; empty: under way"), "2017-09-29")] = None
    # fmt: on


@dataclass(frozen=True, slots=True)
class PastAdvance:
    """A repayable advance, in euros. ``granted``: None is the day of the decision."""

    # fmt: off
    source: Annotated[str, _OF]
    amount: Annotated[int, Column(Kind.EUROS, ("Montant", "Amount"), say("the advance granted"), "23000")]
    granted: Annotated[date | None, Column(Kind.PAST, ("Accordée le", "Granted on"),
        say("empty: the day of the decision"), "2017-03-09")] = None
    paid: Annotated[date | None, Column(Kind.PAST, ("Versée le", "Paid on"),
        say("when it was paid to the firm"), "2017-04-18")] = None
    instalments: Annotated[int | None, Column(Kind.INSTALMENTS, ("Mensualités", "Instalments"),
        say("how many monthly repayments"), "36")] = None
    first_due: Annotated[date | None, Column(Kind.DAY, ("Première échéance", "First instalment"),
        say("when the first repayment was due"), "2018-04-18")] = None
    repaid: Annotated[int, Column(Kind.EUROS, ("Remboursé", "Repaid"),
        say("repaid so far, in all"), "23000")] = 0
    # fmt: on


@dataclass(frozen=True, slots=True)
class PastContributor:
    """A firm that takes part in a basin, or one of those who represent it there, from when until when."""

    # fmt: off
    firm: Annotated[str, Column(Kind.TEXT, _LENDER,
        say("a firm that may lend its people"), "Forges de Meuse")]
    basin: Annotated[str, Column(Kind.BASIN, ("Bassin", "Basin"),
        say("the territory where it takes part"), "meuse", after="siren")]
    siren: Annotated[str | None, Column(Kind.SIREN, ("SIREN",),
        say("so that a firm of several territories counts once"), "552100554")] = None
    contact: Annotated[str | None, Column(Kind.TEXT, ("Représentant", "Representative"),
        say("who represents it there; one row for each"), "Paul Weber")] = None
    job: Annotated[str | None, Column(Kind.TEXT, ("Fonction", "Job"),
        say("the job of the representative"), "DRH")] = None
    since: Annotated[date | None, Column(Kind.PAST, ("Depuis", "Since"),
        say("since when; empty: as far as is known"), "2014-01-01")] = None
    until: Annotated[date | None, Column(Kind.DAY, ("Jusqu'au", "Until"),
        say("until when; empty: still"), "")] = None
    # fmt: on


@dataclass(frozen=True, slots=True)
class PastFollowUp:
    """What an applicant observed so many months after the decision."""

    # fmt: off
    source: Annotated[str, _OF]
    months: Annotated[int, Column(Kind.MONTHS, ("Mois", "Months"), say("how long after the decision"), "12")]
    answered: Annotated[date, Column(Kind.PAST, ("Répondu le", "Answered on"),
        say("when the firm answered"), "2018-03-12")]
    jobs_created: Annotated[int | None, Column(
        Kind.COUNT, ("Emplois créés (constatés)", "Jobs created (observed)"), _OBSERVED, "2")] = None
    jobs_kept: Annotated[int | None, Column(
        Kind.COUNT, ("Emplois maintenus (constatés)", "Jobs kept (observed)"), _OBSERVED, "12")] = None
    satisfaction: Annotated[int | None, Column(Kind.MARK, ("Satisfaction", "Satisfaction 1–5"),
        say("of the head of the firm"), "5")] = None
    # fmt: on


Past: TypeAlias = PastDossier | PastShare | PastAdvance | PastContributor | PastFollowUp


DOSSIERS = Subject(("Dossiers", "Requests"), PastDossier)
MISSIONS = Subject(("Missions",), PastShare)
ADVANCES = Subject(("Avances", "Advances"), PastAdvance)
CONTRIBUTORS = Subject(("Contributeurs", "Contributors"), PastContributor)
FOLLOW_UPS = Subject(("Suivis", "Follow-ups"), PastFollowUp)
SUBJECTS = (DOSSIERS, MISSIONS, ADVANCES, CONTRIBUTORS, FOLLOW_UPS)


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
