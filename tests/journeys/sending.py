"""A short way to a request that is sent: the answers are there, the review is on the screen."""

from collections.abc import Mapping

from conversations.engine.draft import REVIEW, Draft
from conversations.situation import Answer, Answers
from models.database.writer import Transaction
from models.intake.queries import add_draft, add_person, find_visit
from tests.journeys.acting import Actor, Tap

ANSWERED: Mapping[str, Answer] = {
    "privacy": "yes",
    "role": "head",
    "company": {"kind": "named", "name": "Boulangerie des Tilleuls"},
    "place": {"code": "54528", "name": "Toul", "department": "54"},
    "headcount": 12,
    "founded": 2011,
    "turnover": "under_2m",
    "difficulties": {"codes": []},
    "sector": "BC",
    "project_kind": "investment",
    "description": "Nous reprenons le fournil voisin : il faut réorganiser la production.",
    "start": {"from": "2027-03-01", "to": "2027-03-10"},
    "skills": {"codes": ["industrial_organisation", "sales"]},
    "priority_skill": "industrial_organisation",
    "days": {"low": 3, "high": 5},
    "jobs_created": 3,
    "jobs_kept": 12,
    "advance": 0,
    "name": "Camille Durand",
    "contact": {"phone": "+33612345678", "email": "camille@example.com"},
    "call_time": "morning",
}
"""What the baker of ``acting.BAKER`` answered, as it is stored."""

BREST: Mapping[str, Answer] = {
    "place": {"code": "29019", "name": "Brest", "department": "29"},
    "human_review": "yes",
}
"""A place that no basin covers."""


async def reviews(actor: Actor, changed: Mapping[str, Answer] | None = None) -> None:
    """Have every question answered, and the review on the screen."""
    now = actor.stage.clock()
    answers: Answers = {**ANSWERED, **(changed or {})}
    if answers["role"] != "head":
        answers.setdefault("head_contact", None)  # the operator is told later
    if "human_review" in answers:  # no basin, so no advance either
        del answers["advance"]

    def answer(transaction: Transaction) -> None:
        visit = find_visit(transaction, actor.person.id)
        visit = visit or add_person(transaction, actor.person.id, actor.person.user.language or "fr", now)
        add_draft(transaction, visit, Draft(state=REVIEW, answers=answers), None, now)

    await actor.stage.assistant.desk.database.run(answer)
    await actor.does(("/start", Tap("c")))
    assert actor.state == REVIEW, actor.screen


async def sends(actor: Actor, changed: Mapping[str, Answer] | None = None) -> None:
    """Send a request."""
    await reviews(actor, changed)
    await actor.sends()
