"""The firms that lend their people in a basin, and their advisors: who they are and how busy."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rapidfuzz.fuzz import ratio
from sqlalchemy import exists, func, or_
from sqlmodel import Session, col, select

from conversations.network.basins import AdvisorEntry, Contributor
from conversations.support.teams import Candidate
from conversations.understanding.words import fold
from models.database.prepared import find_all
from models.support.availability import away_until
from models.support.tables import Advisor, ContributorCompany, Mission, MissionAdvisor

ALIKE = 82  # out of 100: a name with a slip
Listed = Sequence[tuple[ContributorCompany, Advisor]]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading a list changed."""

    companies_added: int = 0
    advisors_added: int = 0
    advisors_changed: int = 0

    def __bool__(self) -> bool:
        """Tell whether anything changed."""
        return self != Loaded()


def load_contributors(session: Session, listed: Iterable[tuple[str, Contributor]], today: date) -> Loaded:
    """Bring what a file lists, each firm with its basin's code, into the tables.

    Nobody is removed: who is not listed stays, who has left stays gone, and what the file leaves empty
    stays as it was. Loading the same list again changes nothing. A new firm takes part from ``today`` on:
    nothing says that it did before.
    """
    loaded = Loaded()
    for basin_code, contributor in listed:
        company = find_contributor(session, basin_code, contributor.name, contributor.siren)
        if company is None:
            company = add_contributor(session, basin_code, contributor.name, contributor.siren, today)
            loaded = replace(loaded, companies_added=loaded.companies_added + 1)
        take_part_again(company, today)
        company.siren = contributor.siren or company.siren
        for entry in contributor.advisors:
            advisor = find_advisor(session, company, entry.name)
            if advisor is None:
                add_advisor(session, company, entry, today)
                loaded = replace(loaded, advisors_added=loaded.advisors_added + 1)
            elif _change(advisor, entry):
                loaded = replace(loaded, advisors_changed=loaded.advisors_changed + 1)
    session.flush()
    return loaded


def _change(advisor: Advisor, entry: AdvisorEntry) -> bool:
    changed = False
    for column in ("job", "contact", "available_from"):
        value = getattr(entry, column)
        if value is not None and value != getattr(advisor, column):
            setattr(advisor, column, value)
            changed = True
    if entry.skills and set(entry.skills) != set(advisor.skills):
        advisor.skills = list(entry.skills)
        changed = True
    return changed


def find_contributor(
    session: Session, basin_code: str, name: str, siren: str | None = None
) -> ContributorCompany | None:
    """Return a firm of a basin by its SIREN, else by its name whatever its accents and capitals."""
    known = find_all(session, ContributorCompany, ContributorCompany.basin_code == basin_code)
    same_number = (company for company in known if siren and company.siren == siren)
    same_name = (company for company in known if fold(company.name) == fold(name))
    return next(same_number, None) or next(same_name, None)


def contributors_named(
    session: Session, basin_codes: Collection[str], words: str
) -> list[ContributorCompany]:
    """Return the firms of some basins whose names hold words, or look like them; by name."""
    sought = fold(words)
    listed = find_all(
        session,
        ContributorCompany,
        col(ContributorCompany.basin_code).in_(basin_codes),
        by=ContributorCompany.name,
    )
    return [
        company
        for company in listed
        if sought and (sought in fold(company.name) or ratio(sought, fold(company.name)) >= ALIKE)
    ]


def add_contributor(
    session: Session, basin_code: str, name: str, siren: str | None, since: date
) -> ContributorCompany:
    """Note a new firm of a basin, and from which day on it is known to take part."""
    company = ContributorCompany(basin_code=basin_code, name=name, siren=siren, since=since)
    session.add(company)
    session.flush()
    return company


def take_part_again(company: ContributorCompany, today: date) -> None:
    """Note that a firm takes part today, where the last that was known of it was before."""
    if company.until is not None and company.until < today:
        company.until = None


def find_advisor(session: Session, company: ContributorCompany, name: str) -> Advisor | None:
    """Return an advisor of a firm by name, whatever its accents and capitals."""
    known = find_all(session, Advisor, Advisor.company_id == company.id)
    return next((advisor for advisor in known if fold(advisor.name) == fold(name)), None)


def add_advisor(
    session: Session, company: ContributorCompany, entry: AdvisorEntry, since: date | None = None
) -> Advisor:
    """Note a new advisor of a firm. ``since``: the day; None for one of the past."""
    advisor = Advisor(
        company_id=company.id,
        name=entry.name,
        job=entry.job,
        contact=entry.contact,
        skills=list(entry.skills),
        available_from=entry.available_from,
        since=since,
    )
    session.add(advisor)
    session.flush()
    return advisor


def advisors_of(session: Session, basin_code: str) -> Listed:
    """Return the advisors of a basin with their firm, by firm, then by name; those who left come too."""
    query = (
        select(ContributorCompany, Advisor)
        .join(Advisor, col(Advisor.company_id) == ContributorCompany.id)
        .where(ContributorCompany.basin_code == basin_code)
        .order_by(ContributorCompany.name, Advisor.name)
    )
    return session.exec(query).all()


def firms_without_advisors(session: Session, basin_code: str, today: date) -> int:
    """Return how many firms of a basin take part, and have no advisor who ever did."""
    company = col(ContributorCompany.id)
    query = (
        select(func.count())
        .select_from(ContributorCompany)
        .where(
            ContributorCompany.basin_code == basin_code,
            or_(col(ContributorCompany.until).is_(None), col(ContributorCompany.until) >= today),
            ~exists().where(col(Advisor.company_id) == company),
        )
    )
    return session.exec(query).one()


def tenths_of(session: Session, advisor_ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Return the tenths of a day each advisor gives to signed missions: contracted, then delivered."""
    query = (
        select(
            MissionAdvisor.advisor_id,
            func.sum(MissionAdvisor.tenths_contracted),
            func.sum(MissionAdvisor.tenths_delivered),
        )
        .join(Mission, col(Mission.id) == MissionAdvisor.mission_id)
        .where(col(MissionAdvisor.advisor_id).in_(list(advisor_ids)), col(Mission.agreed_on).is_not(None))
        .group_by(col(MissionAdvisor.advisor_id))
    )
    return {advisor_id: (int(given), int(done)) for advisor_id, given, done in session.exec(query)}


def candidates_of(session: Session, basin_code: str, today: date) -> list[Candidate]:
    """Return who may advise in a basin from now on."""
    present = [
        advisor
        for _, advisor in advisors_of(session, basin_code)
        if advisor.left_on is None or advisor.left_on > today
    ]
    busy = tenths_of(session, [advisor.id for advisor in present])
    away = away_until(session, [advisor.id for advisor in present], today)
    return [
        Candidate(
            advisor.id,
            frozenset(advisor.skills),
            _free_from(advisor, away.get(advisor.id)),
            busy.get(advisor.id, (0, 0))[0],
        )
        for advisor in present
    ]


def _free_from(advisor: Advisor, away: date | None) -> date | None:
    """Return from when an advisor may come. ``away``: the last day of an absence, None for none."""
    back_on = away + timedelta(days=1) if away else None
    return max(filter(None, (advisor.available_from, back_on)), default=None)
