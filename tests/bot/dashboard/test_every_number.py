"""Every number of figures opens on the rows that make it, and its list adds up to it."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from html import escape

import pytest
from sqlmodel import Session

from bot.services.core.rights import EVERYWHERE, Rights, Role
from bot.services.figures.chat.text import Door, amount, every_door
from bot.services.figures.drilldown import behind
from bot.services.figures.network_lists import other_list
from bot.services.figures.openings import Of, Opening, number_of
from bot.services.figures.registry import SECTIONS
from bot.services.figures.sections import Asked
from models.database.writer import Transaction
from models.figures.queries import Behind, Scope
from models.intake.tables import DraftEnd, EndedDrafts
from models.support.tables import ContributorCompany, ContributorContact
from tests.bot.dashboard.house import PREFIX, House, shown, signed_in, words
from tests.bot.dashboard.test_pages import counted, links
from tests.models.figures.test_exchanges import filled

COORDINATOR = Rights(1, frozenset({(Role.COORDINATOR, EVERYWHERE)}))
A_LOT = 10_000
SCOPES = (Scope(), Scope(frozenset({"meuse"})))


def lived_in(transaction: Transaction) -> None:
    """Add what the past of the house has not: conversations that ended, and who represents firms."""
    filled(transaction, 3)
    with transaction.session() as session:
        for month, outcome, question, n in (
            (2, DraftEnd.SENT, "review", 4), (3, DraftEnd.SENT, "review", 5),
            (3, DraftEnd.EXPIRED, "company", 3), (5, DraftEnd.DROPPED, "company", 2),
        ):  # fmt: skip
            session.add(
                EndedDrafts(month=date(2026, month, 1), outcome=outcome.value, question=question, n=n)
            )
        firms = (("meuse", "Forges du Val"), ("vosges", "Forges du Val"), ("vosges", "Scierie Nord"))
        for number, (basin, firm) in enumerate(firms, 900):
            session.add(ContributorCompany(id=number, basin_code=basin, name=firm))
            session.flush()
            for place, name in enumerate(("Claire Morel", "Jean Petit")):
                session.add(ContributorContact(id=2 * number + place, company_id=number, name=name))


@pytest.fixture
async def lived(either_house: House) -> House:
    """A house whose every section has something."""
    await either_house.database.run(lived_in)
    return either_house


def summed(opening: Opening, found: Behind) -> Decimal:
    """Add up the lines of a list as a reader does."""
    match opening.of:
        case Of.TIMES:
            return Decimal(sum(part.n for part in found.parts))
        case Of.FIRMS:
            return Decimal(len(found.parts))
        case Of.DAYS:
            return Decimal(sum(part.value for part in found.parts)) / 10
        case Of.MEAN:
            return Decimal(round(sum(part.value for part in found.parts) / len(found.parts)))
        case _:
            return Decimal(sum(part.value for part in found.parts))


def all_doors(asked: Asked) -> Iterator[tuple[str, Door]]:
    """Give all that opens a list, of every section."""
    for name, count in SECTIONS.items():
        if not count.is_withheld(asked.scope):
            section = count(asked)
            yield from ((name, door) for door in (*every_door(section), *every_door(section, past=True)))


async def test_the_small_number_of_the_year_before_opens_on_the_rows_of_that_year(lived: House) -> None:
    async with signed_in(lived) as client:
        page = await shown(client, lived, "/")
        small = re.findall(r"<small>.*?</small>", page, re.DOTALL)
        [path, *_] = [
            path for each in small for path in links(f"<main{each}", "/behind?") if "received" in path
        ]
        number = re.search(re.escape(f'href="{escape(PREFIX + path)}"') + r"[^>]*>([^<]+)<", page)
        assert number
        behind_it = await shown(client, lived, path)
        assert re.search(rf"(?<!\d){re.escape(number[1])} demandes", words(behind_it).replace("\xa0", " "))
        assert "AZ-25-" in behind_it and "AZ-26-" not in behind_it


@pytest.mark.parametrize("scope", SCOPES, ids=["network", "meuse"])
async def test_every_list_adds_up_to_its_number(lived: House, scope: Scope) -> None:
    def check(asked: Asked) -> set[str]:
        seen, session = set(), Session(asked.connection)
        for name, door in all_doors(asked):
            opening, value = door.opening, amount(door.figure.value)
            if opening.of_requests:
                found = behind(asked, opening, 0, A_LOT)
                assert amount(number_of(opening, found)) == value == summed(opening, found), (name, door)
                assert len(found.parts) == found.total
                pages = [
                    p for start in range(0, found.total, 7) for p in behind(asked, opening, start, 7).parts
                ]
                assert pages == list(found.parts), "its pages hold each row once"
            else:
                listed = other_list(asked, opening, session, COORDINATOR, 0, A_LOT)
                assert listed.number == value == sum(line.n for line in listed.lines), (name, door)
            seen.add(name)
        return seen

    sections = await counted(lived, check, scope)
    assert {"key", "funnel", "ageing", "exchanges", "results", "teams"} <= sections
    assert ("dropoff" in sections) is (scope.basins is None)


async def test_every_number_of_a_page_is_told_by_the_list_that_it_leads_to(lived: House) -> None:
    async with signed_in(lived) as client:
        opened: dict[tuple[str, str], tuple[str, str]] = {}
        for name in SECTIONS:
            page = await shown(client, lived, f"/figures/{name}")
            for path in links(page, "/behind"):
                shape = re.sub(r"(key|of|period)=[^&]*", r"\1", path)  # one of each shape
                opened.setdefault((name, shape), (path, page))
        for path, page in opened.values():
            number = re.search(re.escape(f'href="{escape(PREFIX + path)}"') + r"[^>]*>([^<]+)<", page)
            assert number, path
            told = words("<body><h2" + (await shown(client, lived, path)).partition("<h2")[2])
            said = words(f"<body>{number[1]}")
            assert re.search(rf"(?<!\d){re.escape(said)}(?!\d)", told), (path, said, told[:300])
        assert len(opened) > 30
