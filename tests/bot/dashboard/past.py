"""An invented past: requests of three years in every territory, with all that happened to them."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert

from conversations.dossiers.lifecycle import Event
from conversations.dossiers.reasons import Reason
from conversations.dossiers.statuses import GRANTED, LIVE, Status
from conversations.eligibility.assessment import Outcome
from conversations.eligibility.verdicts import Verdict, verdict_to_json
from conversations.understanding.skills import SKILLS
from models.database.writer import Transaction
from models.figures.tallies import count
from models.schema import METADATA

DAY = timedelta(days=1)
YEARS_BACK = 3

PLACES = {
    "vosges": ("88160", "88413"), "meuse": ("55029", "55545"), "savoie": ("73065", "73008"),
    "terres-de-lorraine": ("54528", "54528"), "valenciennes": ("59606", "59603"),
    "": ("29019", "35238"),
}  # fmt: skip
FIRMS = (
    "Boulangerie",
    "Menuiserie",
    "Fonderie",
    "Imprimerie",
    "Fromagerie",
    "Brasserie",
    "Tannerie",
    "Verrerie",
)
NAMES = ("des Tilleuls", "du Val", "de la Gare", "Saint-Elme", "des Deux-Rives", "du Vieux Pont", "Aubertin")

COURSES: Sequence[tuple[Event, ...]] = (
    (),
    (Event.CLAIM,),
    (Event.CLAIM, Event.ASK),
    (Event.CLAIM, Event.MAKE_READY),
    (Event.CLAIM, Event.MAKE_READY, Event.SCHEDULE),
    (Event.CLAIM, Event.DECLINE),
    (Event.CLAIM, Event.MAKE_READY, Event.SCHEDULE, Event.REFUSE),
    (Event.CLAIM, Event.MAKE_READY, Event.SCHEDULE, Event.GRANT_BOTH, Event.CONTRACT, Event.START),
    (
        Event.CLAIM,
        Event.MAKE_READY,
        Event.SCHEDULE,
        Event.GRANT_SKILLS,
        Event.CONTRACT,
        Event.START,
        Event.CLOSE,
    ),
)
LEADS: dict[Event, Status] = {
    Event.CLAIM: Status.CLAIMED, Event.ASK: Status.WAITING, Event.MAKE_READY: Status.READY,
    Event.SCHEDULE: Status.SCHEDULED, Event.DECLINE: Status.DECLINED, Event.REFUSE: Status.REFUSED,
    Event.GRANT_BOTH: Status.GRANTED_BOTH, Event.GRANT_SKILLS: Status.GRANTED_SKILLS,
    Event.CONTRACT: Status.CONTRACTED, Event.START: Status.RUNNING, Event.CLOSE: Status.CLOSED,
}  # fmt: skip
REASONED = {Event.DECLINE: Reason.TOO_LARGE, Event.REFUSE: Reason.FINANCE}


class Past:
    """Writes the past, the same each time. ``holders``: who works a territory, by its code."""

    def __init__(self, now: datetime, holders: dict[str, int], many: int = 120) -> None:
        self._now, self._holders, self._many = now, holders, many
        self._random = Random(4)
        self._rows: dict[str, list[dict[str, Any]]] = {}

    def write(self, transaction: Transaction) -> None:
        """Write it, and count it."""
        for number in range(1, self._many + 1):
            self._dossier(number)
        for table in METADATA.sorted_tables:
            if rows := self._rows.get(table.name):
                names = {name: None for row in rows for name in row}
                transaction.connection.execute(insert(table), [{**names, **row} for row in rows])
        count(transaction.connection)

    def _add(self, table: str, **values: Any) -> int:
        rows = self._rows.setdefault(table, [])
        if table not in ("uncounted", "skill_need"):
            values = {"id": len(rows) + 1, **values}
        rows.append(values)
        return len(rows)

    def _dossier(self, number: int) -> None:
        pick = self._random
        basin = pick.choice([*PLACES, "vosges"])
        recent = pick.random() < 0.4
        at = self._now - DAY * pick.randint(1, 90 if recent else 365 * YEARS_BACK)
        course = pick.choice(COURSES[:5] if recent else COURSES[5:]) if basin else ()
        company = self._add(
            "company", siren=None, name=f"{pick.choice(FIRMS)} {pick.choice(NAMES)}", commune=PLACES[basin][0]
        )
        happened = list(self._happened(at, course))
        status = LEADS[course[-1]] if course else Status.RECEIVED
        holder = self._holders.get(basin) if course else None
        outcome = pick.choice([Outcome.PREQUALIFIED, Outcome.PREQUALIFIED, Outcome.TO_CHECK])
        self._add(
            "dossier", reference=f"AZ-{at:%y}-{number:04d}", draft_id=-number, company_id=company,
            basin_code=basin or None, commune=pick.choice(PLACES[basin]), status=status.value,
            outcome=outcome.value, verdict=verdict_to_json(Verdict(outcome)), answers={}, language="fr",
            origin=pick.choice([None, None, "salon-2026", "cci"]), submitted_at=at, operator_agreed_at=at,
            version=len(course), basin_name=basin or None, holder_id=holder if status in LIVE else None,
            status_since=happened[-1][1] if happened else at, acted_at=at, told_at=at,
            source=f"past:{number}" if number % 10 else None,  # some came here, from people erased since
        )  # fmt: skip
        self._add("dossier_event", dossier_id=number, at=at, event=Event.SUBMIT.value, to_status="received")
        self._add("uncounted", dossier_id=number)
        for skill in pick.sample(SKILLS[:8], pick.randint(1, 3)):
            self._add("skill_need", dossier_id=number, code=skill.code, taxonomy="2026-1", priority=False)
        before = Status.RECEIVED
        for event, moment in happened:
            reason = REASONED.get(event)
            self._add(
                "dossier_event", dossier_id=number, at=moment, actor_id=self._holders.get(basin),
                event=event.value, from_status=before.value, to_status=LEADS[event].value,
                reason=reason and reason.value,
            )  # fmt: skip
            before = LEADS[event]
            self._granted(number, basin, event, moment)

    def _happened(self, at: datetime, course: Sequence[Event]) -> Iterator[tuple[Event, datetime]]:
        for event in course:
            at = min(at + DAY * self._random.randint(1, 14), self._now - DAY / 24)
            yield event, at

    def _granted(self, number: int, basin: str, event: Event, at: datetime) -> None:
        if LEADS[event] not in (*GRANTED, Status.REFUSED):
            return
        pick, granted = self._random, LEADS[event] in GRANTED
        session = self._add("committee_session", basin_code=basin, day=self._free_day(at.date()), held_at=at)
        amount = pick.choice([10_000, 23_000, 40_000]) if event is Event.GRANT_BOTH else None
        self._add(
            "agenda_item", session_id=session, dossier_id=number, position=1, added_at=at,
            outcome=event.value, decided_at=at, days=pick.randint(3, 8) if granted else None, amount=amount,
            jobs_created=pick.randint(0, 6) if granted else None,
            jobs_kept=pick.randint(0, 30) if granted else None,
        )  # fmt: skip
        if not granted:
            return
        if amount:
            self._add("repayable_advance", dossier_id=number, amount=amount, granted_on=at.date(), repaid=0)
        mission = self._add("mission", dossier_id=number, agreed_on=at.date() + 9 * DAY)
        firm = self._add("contributor_company", basin_code=basin, name=f"Grande Entreprise {number}")
        for name in pick.sample(["Claire Ondine", "Paul Vergeret"], pick.randint(1, 2)):
            advisor = self._add("advisor", company_id=firm, name=name, skills=["quality"])
            self._add(
                "mission_advisor", mission_id=mission, advisor_id=advisor, skills=["quality"],
                tenths_contracted=pick.choice([15, 30, 40]), tenths_delivered=pick.choice([0, 15]),
            )  # fmt: skip
        due_on = at.date() + 90 * DAY
        self._add(
            "follow_up", dossier_id=number, months=3, due_on=due_on, asked_at=at, answered_at=at,
            jobs_created=pick.randint(0, 5), jobs_kept=pick.randint(0, 30), satisfaction=4,
        )  # fmt: skip
        self._add("follow_up", dossier_id=number, months=6, due_on=due_on + 90 * DAY, asked_at=at)

    def _free_day(self, day: date) -> date:
        taken = {row["day"] for row in self._rows.get("committee_session", ())}
        while day in taken:
            day -= DAY
        return day
