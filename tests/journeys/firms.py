"""Firms that take part in exchanges, set on the stage without the whole of their requests."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import count

from sqlmodel import Session

from bot.services.core.rights import Role
from conversations.eligibility.verdicts import Outcome, Verdict, verdict_to_json
from models.database.writer import Transaction
from models.dossiers.tables import Company, Dossier
from models.exchanges.people import participation_of
from models.exchanges.tables import Participation
from models.intake.queries import add_person, find_visit
from models.intake.tables import Person
from models.support.contributors import add_contributor
from models.support.tables import Advisor
from models.team.tables import Membership
from tests.journeys.acting import Actor, Tap
from tests.journeys.offices import TOUL
from tests.stage import Stage

_numbers = count(1)

MEUSE = "meuse"
TOWNS = {TOUL: "54528", MEUSE: "55029"}
PETRIN = "Qui a déjà changé de logiciel de facturation, et me dirait comment cela s’est passé ?"


@dataclass(frozen=True, slots=True)
class Firm:
    """Somebody on the stage, with all that would tell who they are."""

    actor: Actor
    name: str
    firm: str
    phone: str
    email: str

    @property
    def secrets(self) -> tuple[str, ...]:
        """What another firm must not read before both agreed."""
        plain = self.phone.replace(" ", "")
        return (self.name, self.name.split()[-1], self.firm, self.phone, plain[1:], self.email)


async def supported(
    stage: Stage,
    name: str,
    firm: str,
    phone: str,
    *,
    basin: str = TOUL,
    commune: str | None = None,
    language: str = "fr",
    agreed: bool = True,
    excluded: str | None = None,
) -> Firm:
    """Return the head of a firm whose request was granted, and who takes part."""
    first, last = name.split(" ", 1)
    actor = Actor(stage, stage.telegram.person(first, last, language=language))
    email = f"{first}@{firm.replace(' ', '')}.example".lower()
    now, number = stage.clock(), next(_numbers)

    def add(transaction: Transaction) -> None:
        if find_visit(transaction, actor.person.id) is None:
            add_person(transaction, actor.person.id, language, now)
        with transaction.session() as session:
            company = Company(name=firm, commune=commune or TOWNS[basin])
            session.add(company)
            session.flush()
            contact = {"phone": f"+33{phone.replace(' ', '')[1:]}", "email": email}
            answers = {"name": name, "contact": contact, **({"excluded": excluded} if excluded else {})}
            session.add(
                Dossier(
                    reference=f"AZ-25-9{number:03d}", draft_id=900_000 + number, person_id=actor.person.id,
                    company_id=company.id, basin_code=basin, commune=commune or TOWNS[basin],
                    status="granted_skills", outcome="prequalified",
                    verdict=verdict_to_json(Verdict(Outcome.PREQUALIFIED)), answers=answers,
                    language=language,
                    submitted_at=now, operator_agreed_at=now, status_since=now, acted_at=now, told_at=now,
                )
            )  # fmt: skip
            session.flush()
            if agreed:
                participation_of(session, actor.person.id).agreed_at = now
                session.flush()

    await stage.assistant.desk.database.run(add)
    await actor.does("/entraide")
    return Firm(actor, name, firm, phone, email)


async def contributor(
    stage: Stage,
    name: str,
    firm: str,
    phone: str,
    *skills: str,
    basin: str = TOUL,
    language: str = "fr",
) -> Firm:
    """Return an advisor of a contributor company, who takes part."""
    first, last = name.split(" ", 1)
    actor = Actor(stage, stage.telegram.person(first, last, language=language))
    email, now = f"{first}@{firm.replace(' ', '')}.example".lower(), stage.clock()

    def add(transaction: Transaction) -> None:
        add_person(transaction, actor.person.id, language, now)
        with transaction.session() as session:
            session.get_one(Person, actor.person.id).name = name
            company = add_contributor(session, basin, firm, None, now.date())
            advisor = Advisor(
                company_id=company.id, name=name, contact=f"{phone}, {email}", skills=list(skills)
            )
            session.add(advisor)
            session.flush()
            session.add(
                Membership(
                    person_id=actor.person.id, role=Role.CONTRIBUTOR, basin_code=basin, company_id=company.id,
                    advisor_id=advisor.id, since=now.date(),
                )
            )  # fmt: skip
            participation_of(session, actor.person.id).agreed_at = now
            session.flush()

    await stage.assistant.desk.database.run(add)
    await actor.does("/entraide")
    return Firm(actor, name, firm, phone, email)


async def writes(actor: Actor, kind: str = "advice", text: str = PETRIN, skill: str = "digital") -> None:
    """Write a question, up to its review."""
    await actor.does(("/entraide", Tap("question_new"), Tap(f"question_kind.{kind}"), text))
    if kind in ("advice", "introduction"):
        await actor.does((Tap("question_skill.every"), Tap(f"question_skill.{skill}")))
    await actor.does(Tap("question_except.nobody"))


async def asks(actor: Actor, kind: str = "advice", text: str = PETRIN, skill: str = "digital") -> None:
    """Write a question, and send it."""
    await writes(actor, kind, text, skill)
    await actor.does(Tap("question_send.yes"))


async def passes(stage: Stage, operator: Actor) -> None:
    """Have the operator pass on the last question they were told of, and let it be delivered."""
    await operator.does((Tap("desk_question"), Tap("desk_forward.yes")))
    await stage.ticks()


def choices_of(stage: Stage, firm: Firm) -> Participation:
    """Return what somebody agreed to, as it is stored."""
    with Session(stage.assistant.desk.database.engine) as session:
        return session.get_one(Participation, firm.actor.person.id)


async def days_pass(stage: Stage, days: int) -> None:
    """Let days pass, then the periodic task run."""
    stage.clock.passes(timedelta(days=days))
    await stage.ticks()
