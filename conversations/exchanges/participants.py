"""Who takes part in exchanges between firms, and what they chose to hear of."""

from dataclasses import dataclass
from enum import StrEnum


class Capacity(StrEnum):
    """In what capacity somebody takes part. Values are stored in figures: never renamed."""

    FIRM = "firm"  # the head of a firm that the network supports, or supported
    CONTRIBUTOR = "contributor"  # who represents a contributor company, or is one of its advisors


@dataclass(frozen=True, slots=True)
class Choices:
    """What somebody agreed to. ``monthly``: questions a month at most; None for the basin's own number."""

    agreed: bool = False
    suspended: bool = False
    refused_kinds: frozenset[str] = frozenset()
    monthly: int | None = None
    letter: bool = False

    @property
    def takes_part(self) -> bool:
        """Whether they may ask, be asked and offer."""
        return self.agreed and not self.suspended

    def most_a_month(self, usual: int) -> int:
        """Return how many questions a month they are sent at most. ``usual``: the basin's own number."""
        return usual if self.monthly is None else self.monthly


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who may take part in a basin, for one firm.

    ``firm``: what it is called, never shown before both sides agreed; None where it has no name.
    ``dossier_id``: of a supported firm; ``company_id``: of a contributor company; one of the two.
    ``advisor_id``: who they are among its advisors; None for one who represents it only. ``skills``: codes
    of the taxonomy that they may help with. ``commune``: None where it is not known.
    """

    person_id: int
    capacity: Capacity
    basin_code: str
    firm: str | None = None
    dossier_id: int | None = None
    company_id: int | None = None
    advisor_id: int | None = None
    commune: str | None = None
    skills: frozenset[str] = frozenset()
    choices: Choices = Choices()
