"""What a spreadsheet of the past may tell: its sheets and their columns, which the template explains."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from conversations.messages import Message, say
from conversations.understanding.words import fold
from models.history.rows import Past, PastAdvance, PastContributor, PastDossier, PastFollowUp, PastShare


class Kind(Enum):
    """How the cells of a column are read."""

    TEXT = auto()
    REFERENCE = auto()
    SIREN = auto()
    BASIN = auto()
    COMMUNE = auto()
    PAST = auto()
    DAY = auto()
    COUNT = auto()
    DAYS = auto()
    TENTHS = auto()
    EUROS = auto()
    INSTALMENTS = auto()
    MONTHS = auto()
    MARK = auto()
    DECISION = auto()
    REASON = auto()
    SKILL = auto()
    SKILLS = auto()


FORMS: Mapping[Kind, Message] = {
    Kind.TEXT: say("text"),
    Kind.REFERENCE: say("text, the same in every sheet"),
    Kind.SIREN: say("nine digits"),
    Kind.BASIN: say("code or name, listed below"),
    Kind.COMMUNE: say("INSEE code, or name and postal code"),
    Kind.PAST: say("day, not to come"),
    Kind.DAY: say("day"),
    Kind.COUNT: say("whole number"),
    Kind.DAYS: say("whole number of days"),
    Kind.TENTHS: say("days, halves allowed"),
    Kind.EUROS: say("whole euros"),
    Kind.INSTALMENTS: say("number of months"),
    Kind.MONTHS: say("3, 6, 12 or 18"),
    Kind.MARK: say("1 to 5"),
    Kind.DECISION: say("words or code, listed below"),
    Kind.REASON: say("words or code, listed below"),
    Kind.SKILL: say("words or code, listed below"),
    Kind.SKILLS: say("words or codes, with commas between them"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column. ``key``: the part of the row it fills. ``names``: the one in the template first."""

    key: str
    kind: Kind
    names: tuple[str, ...]
    meaning: Message
    example: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """A sheet. ``names``: its title in the template first. ``row``: makes one of its rows."""

    names: tuple[str, ...]
    row: Callable[..., Past]
    columns: tuple[Column, ...]

    @property
    def title(self) -> str:
        """The title in the template."""
        return self.names[0]

    @property
    def required(self) -> list[str]:
        """The keys of what every row must tell."""
        return [column.key for column in self.columns if column.required]

    def column(self, key: str) -> Column:
        """Return the column that fills a part of the row."""
        return next(column for column in self.columns if column.key == key)

    def key_of(self, title: str) -> str | None:
        """Return the key of the column that a title names, None when it names none."""
        folded = fold(title)
        return next((each.key for each in self.columns if folded in map(fold, each.names)), None)


_REFERENCE = ("Référence d'origine", "Original reference", "Référence", "Reference")
_OF = Column("source", Kind.REFERENCE, _REFERENCE, say("the dossier it belongs to"), "2017-042", True)
_SKILLS = ("Compétences", "Skills")
_LENDER = ("Entreprise apporteuse", "Contributor company", "Entreprise contributrice", "Entreprise")

DOSSIERS = Subject(
    ("Dossiers", "Requests"),
    PastDossier,
    (
        Column("source", Kind.REFERENCE, _REFERENCE, say("what the dossier is called in your records"),
               "2017-042", True),
        Column("basin", Kind.BASIN, ("Bassin", "Basin"), say("its territory; empty: the national queue"),
               "meuse"),
        Column("company", Kind.TEXT, ("Entreprise", "Company", "Raison sociale"),
               say("the firm that applied"), "Menuiserie du Val", True),
        Column("siren", Kind.SIREN, ("SIREN",), say("so that a firm counts once, however it is spelt"),
               "732829320"),
        Column("commune", Kind.COMMUNE, ("Commune", "Town"), say("where the firm is"), "55545"),
        Column("received", Kind.PAST, ("Reçu le", "Received on"), say("when the request arrived"),
               "2017-01-16", True),
        Column("claimed", Kind.PAST, ("Pris en charge le", "Taken in charge on"),
               say("when somebody first took care of it"), "2017-01-18"),
        Column("decision", Kind.DECISION, ("Décision", "Decision"),
               say("what became of it; empty: still open"), "Compétences et avance accordées"),
        Column("decided", Kind.PAST, ("Décidé le", "Decided on"),
               say("day of the committee, or of the decision"), "2017-03-09"),
        Column("days", Kind.DAYS, ("Jours accordés", "Days granted"), say("days of expertise granted"), "4"),
        Column("jobs_created", Kind.COUNT, ("Emplois à créer (prévus)", "Jobs to create (planned)"),
               say("planned at the decision"), "3"),
        Column("jobs_kept", Kind.COUNT, ("Emplois à maintenir (prévus)", "Jobs to keep (planned)"),
               say("planned at the decision"), "12"),
        Column("reason", Kind.REASON, ("Motif", "Reason"), say("of what was not granted"), ""),
        Column("skills", Kind.SKILLS, _SKILLS, say("those the firm lacked"), "strategy, sales"),
        Column("priority", Kind.SKILL, ("Compétence prioritaire", "First skill"), say("the first of them"),
               "strategy"),
        Column("origin", Kind.TEXT, ("Origine", "Origin"), say("the campaign that brought the request"),
               "salon-2017"),
    ),
)  # fmt: skip

MISSIONS = Subject(
    ("Missions",),
    PastShare,
    (
        _OF,
        Column("firm", Kind.TEXT, _LENDER, say("the firm that lent somebody; one row for each advisor"),
               "Forges de Meuse", True),
        Column("advisor", Kind.TEXT, ("Intervenant", "Advisor"), say("who came"), "Claire Morel", True),
        Column("skills", Kind.SKILLS, _SKILLS, say("those the advisor brought"), "strategy"),
        Column("agreed", Kind.PAST, ("Convention signée le", "Agreement signed on"),
               say("when the agreement was signed"), "2017-04-03", True),
        Column("contracted", Kind.TENTHS, ("Jours contractualisés", "Days contracted"),
               say("days the advisor agreed to give"), "2,5", True),
        Column("delivered", Kind.TENTHS, ("Jours réalisés", "Days delivered"),
               say("days the advisor gave"), "2"),
        Column("starts", Kind.DAY, ("Début", "Start"), say("first day of the mission"), "2017-04-10"),
        Column("ends", Kind.DAY, ("Fin", "End"), say("the last day that was agreed"), "2017-10-10"),
        Column("ended", Kind.PAST, ("Terminée le", "Ended on"), say("when it ended; empty: under way"),
               "2017-09-29"),
    ),
)  # fmt: skip

ADVANCES = Subject(
    ("Avances", "Advances"),
    PastAdvance,
    (
        _OF,
        Column("amount", Kind.EUROS, ("Montant", "Amount"), say("the advance granted"), "23000", True),
        Column("granted", Kind.PAST, ("Accordée le", "Granted on"), say("empty: the day of the decision"),
               "2017-03-09"),
        Column("paid", Kind.PAST, ("Versée le", "Paid on"), say("when it was paid to the firm"),
               "2017-04-18"),
        Column("instalments", Kind.INSTALMENTS, ("Mensualités", "Instalments"),
               say("how many monthly repayments"), "36"),
        Column("first_due", Kind.DAY, ("Première échéance", "First instalment"),
               say("when the first repayment was due"), "2018-04-18"),
        Column("repaid", Kind.EUROS, ("Remboursé", "Repaid"), say("repaid so far, in all"), "23000"),
    ),
)  # fmt: skip

CONTRIBUTORS = Subject(
    ("Contributeurs", "Contributors"),
    PastContributor,
    (
        Column("firm", Kind.TEXT, _LENDER, say("a firm that may lend its people"), "Forges de Meuse", True),
        Column("siren", Kind.SIREN, ("SIREN",), say("so that a firm of several territories counts once"),
               "552100554"),
        Column("basin", Kind.BASIN, ("Bassin", "Basin"), say("the territory where it takes part"),
               "meuse", True),
        Column("contact", Kind.TEXT, ("Représentant", "Representative"),
               say("who represents it there; one row for each"), "Paul Weber"),
        Column("job", Kind.TEXT, ("Fonction", "Job"), say("the job of the representative"), "DRH"),
        Column("since", Kind.PAST, ("Depuis", "Since"), say("since when; empty: as far as is known"),
               "2014-01-01"),
        Column("until", Kind.DAY, ("Jusqu'au", "Until"), say("until when; empty: still"), ""),
    ),
)  # fmt: skip

FOLLOW_UPS = Subject(
    ("Suivis", "Follow-ups"),
    PastFollowUp,
    (
        _OF,
        Column("months", Kind.MONTHS, ("Mois", "Months"), say("how long after the decision"), "12", True),
        Column("answered", Kind.PAST, ("Répondu le", "Answered on"), say("when the firm answered"),
               "2018-03-12", True),
        Column("jobs_created", Kind.COUNT, ("Emplois créés (constatés)", "Jobs created (observed)"),
               say("observed, not planned"), "2"),
        Column("jobs_kept", Kind.COUNT, ("Emplois maintenus (constatés)", "Jobs kept (observed)"),
               say("observed, not planned"), "12"),
        Column("satisfaction", Kind.MARK, ("Satisfaction", "Satisfaction 1–5"),
               say("of the head of the firm"), "5"),
    ),
)  # fmt: skip

SUBJECTS = (DOSSIERS, MISSIONS, ADVANCES, CONTRIBUTORS, FOLLOW_UPS)
