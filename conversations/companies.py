"""Companies as the public registry describes them: activity, size, age, place."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum

from conversations.messages import N_, Msgid


class CompanyKind(StrEnum):
    """How a company is told. Stored: never renamed."""

    REGISTERED = "registered"  # with what the registry says of it
    NUMBER = "number"  # a SIREN that was not looked up
    NAMED = "named"
    CREATION = "creation"  # it does not exist yet


@dataclass(frozen=True, slots=True)
class RegisteredCompany:
    """A company found in the registry. None: the registry does not know, or may not say.

    ``name`` is empty when its owner asked for it not to be published. ``siret`` and ``commune``
    (INSEE code) are those of the establishment that was looked for, the head office otherwise.
    ``headcount_band`` is INSEE's code and lags by one to two years: a starting point, to be corrected.
    ``section`` is always a letter of NAF rev. 2. ``category`` is PME, ETI or GE. ``active`` is false as
    soon as the company or the establishment is closed. ``turnover`` is in euros.
    """

    siren: str
    name: str = ""
    siret: str | None = None
    commune: str | None = None
    city: str | None = None
    created_on: date | None = None
    headcount_band: str | None = None
    headcount_year: int | None = None
    naf: str | None = None
    section: str | None = None
    legal_form: str | None = None
    category: str | None = None
    active: bool | None = None
    turnover: int | None = None
    turnover_year: int | None = None

    def as_answer(self) -> dict[str, str | int | bool | None]:
        """Return the company in JSON terms."""
        created_on = self.created_on.isoformat() if self.created_on else None
        return {**asdict(self), "created_on": created_on}

    @classmethod
    def from_answer(cls, answer: Mapping[str, object]) -> "RegisteredCompany":
        """Read a stored company, from any release: only ``siren`` must be there, other keys are ignored."""

        def text(key: str) -> str | None:
            value = answer.get(key)
            return value if isinstance(value, str) else None

        def whole(key: str) -> int | None:
            value = answer.get(key)
            return value if isinstance(value, int) else None

        created_on, active = text("created_on"), answer.get("active")
        return cls(
            siren=str(answer["siren"]),
            name=text("name") or "",
            siret=text("siret"),
            commune=text("commune"),
            city=text("city"),
            created_on=date.fromisoformat(created_on) if created_on else None,
            headcount_band=text("headcount_band"),
            headcount_year=whole("headcount_year"),
            naf=text("naf"),
            section=text("section"),
            legal_form=text("legal_form"),
            category=text("category"),
            active=active if isinstance(active, bool) else None,
            turnover=whole("turnover"),
            turnover_year=whole("turnover_year"),
        )


# https://github.com/annuaire-entreprises-data-gouv-fr/search-api, app/labels/tranches-effectifs.json
_HEADCOUNT_BANDS: Mapping[str, tuple[int, int | None]] = {
    "NN": (0, 0),
    "00": (0, 0),
    "01": (1, 2),
    "02": (3, 5),
    "03": (6, 9),
    "11": (10, 19),
    "12": (20, 49),
    "21": (50, 99),
    "22": (100, 199),
    "31": (200, 249),
    "32": (250, 499),
    "41": (500, 999),
    "42": (1_000, 1_999),
    "51": (2_000, 4_999),
    "52": (5_000, 9_999),
    "53": (10_000, None),
}


def headcount_range(band: str | None) -> tuple[int, int | None] | None:
    """Return the smallest and largest headcount of an INSEE band, with no largest for the last one.

    None for a missing or unknown band.
    """
    return _HEADCOUNT_BANDS.get(band) if band else None


SECTIONS: Mapping[str, Msgid] = {
    "A": N_("Farming, forestry, fishing"),
    "B": N_("Mines and quarries"),
    "C": N_("Manufacturing"),
    "D": N_("Electricity, gas, heat"),
    "E": N_("Water, waste, recycling"),
    "F": N_("Building and public works"),
    "G": N_("Trade, car repair"),
    "H": N_("Transport and storage"),
    "I": N_("Hotels and restaurants"),
    "J": N_("Digital, media, telecoms"),
    "K": N_("Finance and insurance"),
    "L": N_("Property"),
    "M": N_("Consulting, engineering, studies"),
    "N": N_("Business support, rental, travel"),
    "O": N_("Public administration"),
    "P": N_("Education and training"),
    "Q": N_("Health and social care"),
    "R": N_("Arts, sport, leisure"),
    "S": N_("Repairs, personal services, clubs"),
    "T": N_("Household employers"),
    "U": N_("International organisations"),
}
"""The sections of NAF rev. 2, which rules and statistics are written in."""


@dataclass(frozen=True, slots=True)
class Sector:
    """A line of business as a firm names it; ``sections`` are the letters of its NAF sections."""

    sections: str
    label: Msgid


SECTORS = (
    Sector("BC", N_("Industry, craft or food making")),
    Sector("F", N_("Building and public works")),
    Sector("G", N_("Shop, wholesale, car repair")),
    Sector("I", N_("Hotel, café, restaurant")),
    Sector("H", N_("Transport and storage")),
    Sector("J", N_("Digital, media, telecoms")),
    Sector("MN", N_("Services to businesses")),
    Sector("KL", N_("Finance, insurance, property")),
    Sector("PQ", N_("Health, care, training")),
    Sector("RST", N_("Leisure, personal services, repairs")),
    Sector("A", N_("Farming, forestry, fishing")),
    Sector("DE", N_("Energy, water, recycling")),
)
"""The sectors to choose from, most frequent first. Public bodies (O, U) are not firms."""

_SECTION_STARTS = (
    *((1, "A"), (5, "B"), (10, "C"), (35, "D"), (36, "E"), (41, "F"), (45, "G"), (49, "H"), (55, "I")),
    *((58, "J"), (64, "K"), (68, "L"), (69, "M"), (77, "N"), (84, "O"), (85, "P"), (86, "Q"), (90, "R")),
    *((94, "S"), (97, "T"), (99, "U")),
)  # the first division of each section of NAF rev. 2


def section_of_naf(code: str | None) -> str | None:
    """Return the NAF rev. 2 section of an activity code of NAF rev. 2 or NAF 2025; None if unreadable.

    The divisions (first two digits) kept their meaning in 2025 while the section letters moved (what
    was J is now J and K), so the letter given by the registry may belong to either list and is not used.
    """
    digits = re.match(r"\s*(\d\d)\.?(\d?)", code or "", re.ASCII)
    if digits is None:
        return None
    if digits.groups() == ("95", "3"):  # car repair, 45.2 before NAF 2025
        return "G"
    division = int(digits[1])
    return next((letter for first, letter in reversed(_SECTION_STARTS) if first <= division), None)
