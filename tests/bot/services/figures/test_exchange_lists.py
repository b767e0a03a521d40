"""A number of exchanges opens on the rows that make it, as many as it says, for who may see them."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime

from sqlalchemy import Connection
from sqlmodel import Session, select

from bot.services.core.rights import Rights, Role
from bot.services.figures.exchange_lists import exchange_list
from bot.services.figures.openings import Opening
from bot.services.figures.registry import SECTIONS
from bot.services.figures.scope import asked_of
from bot.services.figures.sections import Asked
from conversations.dossiers.deadlines import time_zone
from conversations.understanding.named_periods import Period
from models.database.writer import Database, Transaction
from models.dossiers.tables import Dossier
from models.exchanges.tables import Exchange, NetworkQuestion, Offer
from models.figures.behind_exchanges import Beyond
from models.figures.queries import Scope
from models.support.tables import Advisor, Mission, MissionAdvisor
from tests.conversations.worlds import sample_world
from tests.models.figures.test_exchanges import filled, peopled

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
OF_EXCHANGES = ("exchanges", "exchange_kinds", "exchange_months", "exchange_basins", "exchange_ties")
SCOPES = (Scope(), Scope(frozenset({"meuse"})), Scope(frozenset({"vosges", "longwy"})))
COORDINATOR = Rights(1, frozenset({(Role.COORDINATOR, "")}))


def openings(asked: Asked) -> Iterator[tuple[int, Opening]]:
    """Give every number of exchanges that opens on exchanges, as it is shown."""
    for name in OF_EXCHANGES:
        for row in SECTIONS[name](asked).rows:
            for figure in row.figures:
                if isinstance(figure.opens, Opening) and figure.opens.beyond is not None:
                    assert isinstance(figure.value, int)
                    yield figure.value, figure.opens


Fits = Callable[[str, str, date], bool]
Pair = frozenset[tuple[str, int]]


def tied_by(session: Session, took: Sequence[Exchange], fits: Fits) -> tuple[set[Pair], set[Pair]]:
    """Return who is tied to whom, by missions and by exchanges, by plain loops over the tables."""
    firms = {each.id: each.company_id or -each.id for each in session.exec(select(Dossier))}
    basins = {each.id: each.basin_code or "" for each in session.exec(select(Dossier))}
    lenders = {each.id: each.company_id for each in session.exec(select(Advisor))}
    missions = {each.id: each for each in session.exec(select(Mission))}
    by_mission = {
        frozenset({("firm", firms[mission.dossier_id]), ("lender", lenders[share.advisor_id])})
        for share in session.exec(select(MissionAdvisor))
        if (mission := missions[share.mission_id]).agreed_on
        and fits(basins[mission.dossier_id], "", mission.agreed_on)
    }

    def side(dossier: int | None, company: int | None) -> tuple[str, int] | None:
        if dossier is not None:
            return "firm", firms[dossier]
        return None if company is None else ("lender", company)

    by_exchange = set()
    for each in took:
        one = side(each.dossier_id, each.company_id)
        other = side(each.other_dossier_id, each.other_company_id)
        if one and other and one != other:
            by_exchange.add(frozenset({one, other}))
    return by_mission, by_exchange


def looped(session: Session, scope: Scope, opening: Opening) -> int:
    """Count what an opening is of by plain loops over the tables."""
    paris, [key], period = time_zone(None), opening.keys or ("",), opening.period or YEAR

    def fits(basin: str, kind: str, day: date) -> bool:
        here = scope.holds(basin) and opening.basin in (None, basin)
        of_key = key in ("", kind, f"{day:%Y-%m}")
        return here and of_key and period.start <= day <= period.end

    questions = {each.id: each for each in session.exec(select(NetworkQuestion))}
    asked = [
        each for each in questions.values()
        if fits(each.basin_code, each.kind, each.asked_at.astimezone(paris).date())
    ]  # fmt: skip
    met = [
        offer for offer in session.exec(select(Offer))
        if offer.introduced_at is not None and offer.status == "introduced"
        and fits(questions[offer.question_id].basin_code, questions[offer.question_id].kind,
                 offer.introduced_at.astimezone(paris).date())
    ]  # fmt: skip
    took = [
        each for each in session.exec(select(Exchange))
        if each.erased_at is None and fits(each.basin_code, each.kind, each.took_place_on)
    ]  # fmt: skip
    tied = tied_by(session, took, fits)
    companies = {side for each in took for side in (each.company_id, each.other_company_id)} - {None}
    return {
        Beyond.ASKED: len(asked),
        Beyond.PASSED: sum(each.passed_at is not None for each in asked),
        Beyond.ANSWERED: sum(each.offered_at is not None for each in asked),
        Beyond.INTRODUCTIONS: len(met),
        Beyond.TOOK_PLACE: len(took),
        Beyond.CONFIRMED: sum(each.confirmed_at is not None for each in took),
        Beyond.ACROSS: sum(each.other_basin_code not in (None, each.basin_code) for each in took),
        Beyond.LENDERS: len(companies),
        Beyond.TIED_FIRMS: len({side for pair in (*tied[0], *tied[1]) for side in pair if side[0] == "firm"}),
        Beyond.TIED_LENDERS: len({s for pair in (*tied[0], *tied[1]) for s in pair if s[0] == "lender"}),
        Beyond.MISSION_TIES: len(tied[0]),
        Beyond.TIES_BEYOND: len(tied[1]),
    }[Beyond(opening.measure)]


async def test_each_number_is_that_of_the_rows_of_its_list_and_of_plain_loops(database: Database) -> None:
    await database.run(lambda transaction: filled(transaction, 3))
    await database.run(lambda transaction: peopled(transaction, 3))
    await database.run(missioned)

    def work(connection: Connection) -> int:
        session, compared = Session(connection), 0
        for scope in SCOPES:
            asked = asked_of(connection, sample_world(), scope, YEAR, NOW, None)
            for shown, opening in openings(asked):
                found = exchange_list(asked, opening, session, COORDINATOR, 0, 1_000)
                assert shown == found.total == len(found.lines) == looped(session, scope, opening), opening
                pages = [
                    line
                    for start in range(0, shown, 3)
                    for line in exchange_list(asked, opening, session, COORDINATOR, start, 3).lines
                ]
                assert pages == list(found.lines), "its pages hold each row once"
                compared += bool(shown)
        return compared

    assert await database.read(work) > 100


def missioned(transaction: Transaction) -> None:
    """Have advisors of every contributor company give days to firms, some twice to the same one."""
    with transaction.session() as session:
        for number in range(1, 15):
            mission = Mission(dossier_id=number, agreed_on=date(2026, 3, number))
            advisor = Advisor(company_id=number % 8 + 1, name=f"Intervenant {number}", skills=[])
            session.add_all((mission, advisor))
            session.flush()
            session.add(
                MissionAdvisor(mission_id=mission.id, advisor_id=advisor.id, skills=[], tenths_contracted=10)
            )
        session.flush()


async def test_words_are_for_who_works_the_basin_and_names_for_nobody_else(database: Database) -> None:
    await database.run(lambda transaction: filled(transaction, 3))
    await database.run(lambda transaction: peopled(transaction, 3))

    def work(transaction_connection: Connection) -> None:
        session = Session(transaction_connection)
        operator = Rights(2, frozenset({(Role.OPERATOR, "meuse")}))
        asked = asked_of(transaction_connection, sample_world(), Scope(), YEAR, NOW, None)
        for measure in Beyond:
            for held in (COORDINATOR, operator):
                for line in exchange_list(asked, Opening(measure), session, held, 0, 1_000).lines:
                    mine = held is operator and "Meuse" in repr(line.cells[1])
                    assert mine or (line.words, line.question, line.company, line.dossiers) == (
                        None, None, None, ()
                    )  # fmt: skip
                    assert "Firme" not in repr(line) or mine

    await database.read(work)


async def test_an_operator_opens_nothing_of_another_basin(database: Database) -> None:
    await database.run(lambda transaction: filled(transaction, 3))

    def work(connection: Connection) -> None:
        scope = Scope(frozenset({"meuse"}))
        asked = asked_of(connection, sample_world(), scope, YEAR, NOW, None)
        for measure in Beyond:
            opening = Opening(measure, basin="vosges")
            assert exchange_list(asked, opening, Session(connection), COORDINATOR, 0, 10).total == 0

    await database.read(work)
