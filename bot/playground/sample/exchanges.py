"""A year of exchanges between the firms of one territory of the playground: all invented.

The firms are those of the invented past, of which some heads take part here. Nothing is drawn at random.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from bot.services.core.rights import Role
from conversations.dossiers.statuses import Status
from conversations.exchanges.questions import OfferStatus, QuestionStatus
from conversations.understanding.words import fold
from models.database.prepared import find_all
from models.database.writer import Session, Transaction
from models.dossiers.tables import Dossier
from models.exchanges.people import participation_of
from models.exchanges.tables import Exchange, NetworkQuestion, Offer
from models.intake.queries import add_person
from models.intake.tables import Person
from models.support.contributors import advisors_of
from models.team.tables import Membership

ANSWERS_FOR = timedelta(days=30)
DAY = timedelta(days=1)
YEAR_DAYS = 360
KINDS = (
    "advice visit equipment advice introduction supplier purchase advice visit customer equipment training "
    "premises staff advice introduction"
).split()
"""What it was about, in turn: some are commoner than others."""

NEIGHBOUR = "vosges"
"""The territory from which some help comes."""

OFTEN = 8
"""Questions a month that who has a phone on the page wants to hear of: the visitor asks many."""


@cache
def told() -> dict[str, Any]:
    """Read what happened."""
    text = files("bot.playground.sample").joinpath("files", "exchanges.toml").read_text("utf-8")
    return tomllib.loads(text)


def heads() -> list[tuple[str, str]]:
    """Return the heads of firms who take part, by first and last name."""
    return [(first, last) for first, last in (name.split(" ", 1) for name in told()["heads"])]


@dataclass(frozen=True, slots=True)
class _Side:
    """A firm that exchanges: a supported one or a contributor company; ``person_id``: who speaks for it."""

    dossier_id: int | None
    company_id: int | None
    person_id: int | None


class Neighbourhood:
    """The firms of a territory that exchange, from now on, and the year behind them.

    ``contributor``, ``heads``, ``lenders``: the numbers of who has an account, of the one whose phone is on
    the page, of the heads of firms, of those who represent contributor companies.
    """

    def __init__(
        self, basin_code: str, contributor: int, heads: Sequence[int], lenders: Sequence[int], today: date
    ) -> None:
        self.basin_code, self.today = basin_code, today
        self._contributor, self._heads, self._lenders = contributor, heads, lenders

    def settles(self, transaction: Transaction) -> None:
        """Bring it all."""
        for person_id in (*self._heads, *self._lenders):
            add_person(transaction, person_id, "fr", self._at(YEAR_DAYS))
        with transaction.session() as session:
            firms, companies = self._firms(session), self._companies(session)
            for person_id in (self._contributor, *self._heads, *self._lenders):
                row = participation_of(session, person_id)
                row.agreed_at = row.letter_since = self._at(YEAR_DAYS)
                row.monthly = OFTEN if person_id in (self._contributor, self._heads[0]) else None
            for question in told()["questions"]:
                self._question(session, question, firms, companies)
            for place in range(told()["exchanges"]):
                self._exchange(session, place, firms, companies)
            session.flush()

    def _firms(self, session: Session) -> list[_Side]:
        """Return firms whose mission is over, latest first; the first are given their heads."""
        closed = find_all(
            session, Dossier, Dossier.basin_code == self.basin_code, Dossier.status == Status.CLOSED.value
        )
        latest: dict[int, Dossier] = {}
        for dossier in sorted(closed, key=lambda each: (each.submitted_at, each.id), reverse=True):
            if dossier.company_id is not None:
                latest.setdefault(dossier.company_id, dossier)
        found = list(latest.values())[: told()["firms"]]
        for dossier, person_id, name in zip(found, self._heads, told()["heads"], strict=False):
            email = f"{fold(name.split()[0])}@exemple.fr"
            dossier.person_id = person_id
            dossier.answers = {**dossier.answers, "name": name, "contact": {"email": email}}
            session.get_one(Person, person_id).name = name
        people = [*self._heads, *(None for _ in found)]
        return [_Side(each.id, None, who) for each, who in zip(found, people, strict=False)]

    def _companies(self, session: Session) -> list[_Side]:
        """Return contributor companies, that of the phone first; some of their advisors have an account."""
        [membership] = find_all(session, Membership, Membership.person_id == self._contributor)
        others = {
            company.id: advisor
            for company, advisor in advisors_of(session, self.basin_code)
            if company.until is None and company.id != membership.company_id
        }
        sides = [_Side(None, membership.company_id, self._contributor)]
        people = [*self._lenders, *(None for _ in others)]
        for (company_id, advisor), person_id in zip(others.items(), people, strict=False):
            sides.append(_Side(None, company_id, person_id))
            if person_id is not None:
                session.get_one(Person, person_id).name = advisor.name
                session.add(
                    Membership(
                        person_id=person_id, role=Role.CONTRIBUTOR.value, basin_code=self.basin_code,
                        company_id=company_id, advisor_id=advisor.id, since=self.today - YEAR_DAYS * DAY,
                    )
                )  # fmt: skip
        return sides[: 1 + told()["companies"]]

    def _question(
        self, session: Session, asked: dict[str, Any], firms: Sequence[_Side], companies: Sequence[_Side]
    ) -> None:
        side, ago, status = (
            _side(asked["by"], firms, companies),
            asked["ago"],
            QuestionStatus(asked["status"]),
        )
        offers = asked.get("offers", ())
        question = NetworkQuestion(
            basin_code=self.basin_code, asker_id=side.person_id, dossier_id=side.dossier_id,
            company_id=side.company_id, kind=asked["kind"], skill=asked.get("skill"), text=asked["text"],
            until=self.today - ago * DAY + ANSWERS_FOR, status=status.value, asked_at=self._at(ago),
            passed_at=self._at(ago), offered_at=self._at(ago - 2) if offers else None,
            ended_at=None if status is QuestionStatus.OPEN else self._at(ago - 20),
        )  # fmt: skip
        session.add(question)
        session.flush()
        for rank, offered in enumerate(offers):
            self._offer(session, question, offered, ago - 2 - rank, _side(offered["by"], firms, companies))

    def _offer(
        self, session: Session, question: NetworkQuestion, offered: dict[str, Any], ago: int, side: _Side
    ) -> None:
        status = OfferStatus(offered["status"])
        met = status is OfferStatus.INTRODUCED
        offer = Offer(
            question_id=question.id, helper_id=side.person_id, dossier_id=side.dossier_id,
            company_id=side.company_id, basin_code=self.basin_code, words=offered["words"],
            status=status.value, offered_at=self._at(ago), agreed_at=self._at(ago - 2) if met else None,
            introduced_at=self._at(ago - 4) if met else None,
            ended_at=self._at(ago - 3) if status is OfferStatus.NOT_WANTED else None,
        )  # fmt: skip
        session.add(offer)
        session.flush()
        if met and question.status != QuestionStatus.OPEN.value:
            session.add(
                Exchange(
                    basin_code=self.basin_code, kind=question.kind, took_place_on=self._at(ago - 12).date(),
                    offer_id=offer.id, dossier_id=question.dossier_id, company_id=question.company_id,
                    other_dossier_id=side.dossier_id, other_company_id=side.company_id,
                    noted_by=question.asker_id, noted_at=self._at(ago - 18), told_at=self._at(ago - 18),
                    other_person_id=side.person_id, confirmed_at=self._at(ago - 19),
                )
            )  # fmt: skip

    def _exchange(
        self, session: Session, place: int, firms: Sequence[_Side], companies: Sequence[_Side]
    ) -> None:
        """Note what a firm did with a contributor company, or another firm; two in three are confirmed."""
        one = firms[place * 5 % len(firms)]
        other = companies[(place * 3 + place // 7) % len(companies)]
        if place % 4 == 3:
            other = firms[(place * 5 + 3) % len(firms)]
        elsewhere = place % 11 == 8
        if elsewhere:
            company, _ = advisors_of(session, NEIGHBOUR)[place % 2]
            other = _Side(None, company.id, None)
        ago = 3 + place * YEAR_DAYS // told()["exchanges"]
        session.add(
            Exchange(
                basin_code=self.basin_code, kind=KINDS[place % len(KINDS)],
                took_place_on=self._at(ago).date(), dossier_id=one.dossier_id,
                other_basin_code=NEIGHBOUR if elsewhere else None,
                other_dossier_id=other.dossier_id, other_company_id=other.company_id,
                noted_by=one.person_id, noted_at=self._at(ago - 1), told_at=self._at(ago - 1),
                other_person_id=other.person_id,
                confirmed_at=None if place % 3 == 2 else self._at(ago - 2),
            )
        )  # fmt: skip

    def _at(self, ago: int) -> datetime:
        """Return the morning of the day so many days ago, or of the Friday before it."""
        day = self.today - ago * DAY
        return datetime.combine(day - max(0, day.weekday() - 4) * DAY, time(9, 30), UTC)


def _side(by: str, firms: Sequence[_Side], companies: Sequence[_Side]) -> _Side:
    return companies[int(by[1:])] if by.startswith("c") else firms[int(by)]
