"""The contributor companies of an export, territory by territory: those that the key figures count."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, select

from conversations.network.basins import Network
from models.figures.basins import was_live
from models.figures.export_extents import Extent
from models.figures.export_rows import ADVISORS, AT_ONCE, LENDERS, Batch
from models.figures.key_figures import CONTACTS, overlaps


class ContributorRow(NamedTuple):
    """A firm that may lend its people in a basin. ``representatives``, ``advisors``: their names."""

    basin: str
    name: str
    siren: str | None
    since: date | None
    until: date | None
    representatives: tuple[str, ...]
    advisors: tuple[str, ...]


def contributors(connection: Connection, extent: Extent, network: Network) -> Iterator[Batch[ContributorRow]]:
    """Give the firms that take part in the live basins of the scope on at least one day of the period."""
    live = [
        basin.code
        for basin in network.basins
        if extent.scope.holds(basin.code) and was_live(basin, extent.period)
    ]
    query = select(LENDERS).where(LENDERS.c.basin_code.in_(live), overlaps(LENDERS, extent.period))
    firms = connection.execute(query.order_by(LENDERS.c.basin_code, LENDERS.c.name, LENDERS.c.id)).all()
    for start in range(0, len(firms), AT_ONCE):
        batch = firms[start : start + AT_ONCE]
        numbers = [firm.id for firm in batch]
        people, advisors = defaultdict[int, list[str]](list), defaultdict[int, list[str]](list)
        taking_part = select(CONTACTS.c.company_id, CONTACTS.c.name).where(
            CONTACTS.c.company_id.in_(numbers), overlaps(CONTACTS, extent.period)
        )
        for company_id, name in connection.execute(taking_part.order_by(CONTACTS.c.id)):
            people[company_id].append(name)
        listed = select(ADVISORS.c.company_id, ADVISORS.c.name).where(ADVISORS.c.company_id.in_(numbers))
        for company_id, name in connection.execute(listed.order_by(ADVISORS.c.id)):
            advisors[company_id].append(name)
        yield Batch(
            0,
            [
                ContributorRow(
                    firm.basin_code, firm.name, firm.siren, firm.since, firm.until,
                    tuple(people[firm.id]), tuple(advisors[firm.id]),
                )
                for firm in batch
            ],
        )  # fmt: skip
