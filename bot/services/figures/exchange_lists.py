"""The list behind a figure of exchanges: questions, introductions, exchanges, contributor companies.

Who works a basin reads the words of its questions, and opens them; who follows the whole network reads
neither words nor names.
"""

from bot.services.core.rights import Rights
from bot.services.figures.drilldown import scope_behind
from bot.services.figures.exchanges import kind_name
from bot.services.figures.lists import Line, Listed
from bot.services.figures.openings import Opening
from bot.services.figures.sections import Asked
from conversations.dossiers.deadlines import time_zone
from conversations.exchanges.questions import STANDS, QuestionStatus
from conversations.messages import Message, say, say_n, verbatim
from conversations.understanding.words import excerpt
from models.database.writer import Session
from models.dossiers.tables import Dossier
from models.exchanges.tables import NetworkQuestion
from models.figures.behind_exchanges import (
    OF_QUESTIONS,
    OF_TIES,
    Beyond,
    ExchangeRow,
    Found,
    QuestionRow,
    TieRow,
    behind,
)
from models.figures.ties import Point, Sort
from models.support.tables import ContributorCompany

SAID = 90  # characters of a question
_PARIS = time_zone(None)


def exchange_list(
    asked: Asked, opening: Opening, session: Session, held: Rights, start: int, at_most: int
) -> Listed:
    """Return the rows that a number of exchanges counts, as somebody may see them."""
    counts = opening.beyond
    assert counts is not None
    key = next(iter(opening.keys), "")
    scope = scope_behind(asked, opening)
    found = behind(asked.connection, counts, scope, opening.period or asked.period, key, start, at_most)
    if counts in OF_QUESTIONS:
        words = _words(session, held, found)
        met = counts is Beyond.INTRODUCTIONS
        told = (
            say_n("{n} introduction", "{n} introductions", found.total)
            if met
            else say_n("{n} question", "{n} questions", found.total)
        )
        columns = (say("Kind"), say("Territory"), say("The question stands"), say("Delay"))
        return Listed(
            found.total, told, columns, tuple(_question(asked, row, words) for row in found.questions)
        )
    if counts in OF_TIES:
        return _tied(asked, session, held, counts, found)
    if counts is Beyond.LENDERS:
        companies = (session.get_one(ContributorCompany, number) for number in found.lenders)
        return Listed(
            found.total,
            say_n("{n} firm", "{n} firms", found.total),
            (say("Firm"), say("Territory")),
            tuple(_company(asked, held, company) for company in companies),
        )
    return Listed(
        found.total,
        say_n("{n} exchange", "{n} exchanges", found.total),
        (say("Kind"), say("Territory"), say("With another territory"), say("Confirmed")),
        tuple(_exchange(asked, held, row) for row in found.exchanges),
    )


def _words(session: Session, held: Rights, found: Found) -> dict[int, str]:
    """Return the words of the questions that somebody may read: those of others, in the basins they work."""
    read = (
        session.get_one(NetworkQuestion, row.number) for row in found.questions if held.operates(row.basin)
    )
    others = (each for each in read if each.asker_id != held.person_id)
    return {each.id: excerpt(each.text or "", SAID) for each in others}


def _question(asked: Asked, row: QuestionRow, words: dict[int, str]) -> Line:
    status = QuestionStatus(row.status)
    delay = (row.offered - row.passed).days if row.offered and row.passed else None
    first = (
        None
        if delay is None
        else say_n("first offer after {n} day", "first offer after {n} days", max(0, delay))
    )
    if delay is not None and delay < 1:
        first = say("first offer the same day")
    return Line(
        row.day.astimezone(_PARIS).date(),
        (kind_name(row.kind), asked.place(row.basin), STANDS[status], first),
        words.get(row.number),
        row.number if row.number in words else None,
    )


def _exchange(asked: Asked, held: Rights, row: ExchangeRow) -> Line:
    across = say("with {territory}", territory=asked.place(row.other_basin)) if row.other_basin else None
    return Line(
        row.day,
        (
            kind_name(row.kind),
            asked.place(row.basin),
            across,
            say("confirmed by both sides") if row.confirmed else None,
        ),
        dossiers=row.dossiers if held.operates(row.basin) else (),
    )


def _tied(asked: Asked, session: Session, held: Rights, counts: Beyond, found: Found) -> Listed:
    """Return who is tied, or the ties: of whom, told to who works the basin where they were made."""
    ties = counts in (Beyond.MISSION_TIES, Beyond.TIES_BEYOND)
    told = say_n("{n} tie", "{n} ties", found.total) if ties else say_n("{n} firm", "{n} firms", found.total)
    columns = (say("Firm"), say("Territory"), *((say("With"),) if ties else ()))
    return Listed(found.total, told, columns, tuple(_tie(asked, session, held, row) for row in found.ties))


def _tie(asked: Asked, session: Session, held: Rights, row: TieRow) -> Line:
    here = held.operates(row.basin)
    first, *others = (_side(session, point, row, named=here) for point in row.sides)
    return Line(
        None,
        (first, asked.place(row.basin), *(say("with {firm}", firm=each) for each in others)),
        dossiers=row.requests if here else (),
        company=row.lenders[0] if here and len(row.sides) == 1 and row.lenders else None,
    )


def _side(session: Session, point: Point, row: TieRow, *, named: bool) -> Message:
    sort, number = point
    if sort is Sort.CONTRIBUTOR:
        return (
            verbatim(session.get_one(ContributorCompany, number).name)
            if named
            else say("a contributor company")
        )
    if not named:
        return say("a supported firm")
    of_firm = (session.get_one(Dossier, each) for each in row.requests)
    mine = [each for each in of_firm if number in (each.company_id, -each.id)]
    return (
        say("a supported firm, {reference}", reference=mine[-1].reference)
        if mine
        else say("a supported firm")
    )


def _company(asked: Asked, held: Rights, company: ContributorCompany) -> Line:
    here = held.operates(company.basin_code)
    name = verbatim(company.name) if here else say("a contributor company")
    return Line(None, (name, asked.place(company.basin_code)), company=company.id if here else None)
