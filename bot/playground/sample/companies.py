"""The companies of the playground: all invented, in real towns of the sample network and elsewhere."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from stdnum import luhn


@dataclass(frozen=True, slots=True)
class Town:
    """A commune (or an arrondissement) as the registry gives it, with its INSEE codes of 2026."""

    commune: str
    name: str
    postcode: str
    epci: str
    department: str
    region: str


@dataclass(frozen=True, slots=True)
class Invented:
    """A company that does not exist: its SIREN is valid and starts with 000, which no firm's does.

    ``years`` is its age, so that it never grows older. ``branches`` are towns of other establishments.
    ``masked``: its owner asked for the name and address not to be published.
    """

    siren: str
    name: str
    town: Town
    naf: str
    headcount_band: str
    years: int
    turnover: int | None
    legal_form: str
    category: str
    branches: tuple[Town, ...]
    closed: bool
    masked: bool

    @property
    def establishments(self) -> dict[str, Town]:
        """The town of each establishment by SIRET, the head office first."""
        starts = (f"{self.siren}{rank:04}" for rank in range(1, len(self.branches) + 2))
        sirets = (start + luhn.calc_check_digit(start) for start in starts)
        return dict(zip(sirets, (self.town, *self.branches), strict=True))


@cache
def sample_companies() -> tuple[Invented, ...]:
    """Read the companies of ``files/companies.tsv``, in the towns of ``files/towns.tsv``."""
    towns = {row["commune"]: Town(**row) for row in _rows("towns.tsv")}
    return tuple(
        Invented(
            **{column: row[column] for column in ("siren", "name", "naf", "headcount_band")},
            town=towns[row["commune"]],
            years=int(row["years"]),
            turnover=int(row["turnover"]) if row["turnover"] else None,
            legal_form=row["legal_form"],
            category=row["category"],
            branches=tuple(towns[commune] for commune in row["branches"].split()),
            closed=row["state"] == "closed",
            masked=row["state"] == "masked",
        )
        for row in _rows("companies.tsv")
    )


def _rows(name: str) -> Iterable[dict[str, str]]:
    text = files("bot.playground.sample").joinpath("files", name).read_text("utf-8")
    return csv.DictReader(text.splitlines(), delimiter="\t")
