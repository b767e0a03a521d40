"""The letters of basins, and what they are drafted from."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Text, cast, or_, select
from sqlmodel import Session, col

from models.database.prepared import find_first, run, tables_of
from models.database.versions import change_row
from models.exchanges.tables import BasinLetter
from models.support.tables import Advisor, ContributorCompany

LETTERS, ADVISORS, COMPANIES = tables_of(BasinLetter, Advisor, ContributorCompany)


def letter_of(session: Session, basin_code: str, month: date) -> BasinLetter | None:
    """Return the letter of a basin for a month, by its first day; None before it is drafted."""
    return find_first(session, BasinLetter, BasinLetter.basin_code == basin_code, BasinLetter.month == month)


def letters_telling_of(session: Session, dossier_id: int) -> list[BasinLetter]:
    """Return the letters in which a firm is told of, by its request, sent or not."""
    told = cast(LETTERS.c.content, Text)
    named = or_(told.contains(f'"dossier":{dossier_id}'), told.contains(f'"dossier": {dossier_id}'))
    numbers = run(session, select(LETTERS.c.id).where(named)).scalars().all()
    found = [session.get_one(BasinLetter, number) for number in numbers]
    return [
        each for each in found if any(part["dossier"] == dossier_id for part in each.content["paragraphs"])
    ]


def change_letter(session: Session, letter: BasinLetter, values: Mapping[str, Any]) -> bool:
    """Change a letter that is not sent, unless somebody else did since it was read; tell whether."""
    session.flush()
    return change_row(session, letter, values, col(BasinLetter.sent_at).is_(None))


def skills_offered(session: Session, basin_code: str, since: date) -> tuple[set[str], set[str], int]:
    """Return the skills that advisors who came since a day offer, those of the others, and new companies."""
    query = (
        select(ADVISORS.c.skills, ADVISORS.c.since)
        .join(COMPANIES, COMPANIES.c.id == ADVISORS.c.company_id)
        .where(COMPANIES.c.basin_code == basin_code, ADVISORS.c.left_on.is_(None))
    )
    new, known = set[str](), set[str]()
    for skills, came in run(session, query):
        (new if came is not None and came >= since else known).update(skills)
    firms = select(COMPANIES.c.id).where(COMPANIES.c.basin_code == basin_code, COMPANIES.c.since >= since)
    return new, known, len(run(session, firms).all())
