"""The poster of the link printed for a firm: whoever scans it gives their name, and waits to be let in."""

from datetime import date, datetime

from bot.services.core.papers import Poster
from conversations.messages import say, verbatim
from conversations.network.basins import Network
from conversations.understanding.words import fold
from models.support.tables import ContributorCompany


def link_poster(
    company: ContributorCompany, network: Network | None, link: str, until: date, now: datetime
) -> Poster:
    """Return the poster of a link. ``until``: the last day on which it opens."""
    basin = network.basin(company.basin_code) if network else None
    return Poster(
        title=say("At {firm}, we help small firms", firm=company.name),
        sentence=say("You work here and you help one of them, or would like to? Your missions and your days "
                     "are in Telegram."),
        invitation=say("Scan, give your name: {operator} lets you in.",
                       operator=basin.operator if basin else company.basin_code),
        note=say("For the people of {firm} only, until {day}. With Telegram, on a phone or a computer.",
                 firm=company.name, day=until),
        link=link,
        mark=verbatim(basin.name if basin else company.basin_code),
        author=network.name if network else "Alizé",
        written_at=now,
    )  # fmt: skip


def poster_named(firm: str) -> str:
    """Return the name of the file of a firm's poster."""
    return f"affiche-{fold(firm).replace(' ', '-')}.pdf"
