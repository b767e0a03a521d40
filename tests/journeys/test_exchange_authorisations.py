"""Between firms, a button works for its own side only: the asker, the helper, the operator of the basin.

The table below is written by hand, not read from the registry.
"""

import asyncio
from dataclasses import replace
from functools import partial
from itertools import product

import pytest
from sqlalchemy import Connection, select

from bot.services.core.actions import Asked
from bot.services.core.rights import Role
from bot.services.core.screens import Reply
from bot.services.core.visitors import Visitor
from bot.services.registry import ACTIONS
from models.database.prepared import table_of
from models.database.writer import Transaction
from models.exchanges.tables import (
    AbuseReport,
    Exchange,
    ExchangeFile,
    NetworkQuestion,
    Offer,
    Participation,
    QuestionRecipient,
)
from tests.journeys.acting import Actor, Tap
from tests.journeys.firms import MEUSE, Firm, asks, contributor, passes, supported
from tests.journeys.offices import TOUL, enrolled
from tests.journeys.test_answering_questions import offers_help
from tests.journeys.test_authorisations import contents, shows_nothing
from tests.stage import Stage

ASKER, HELPER, OTHER, ABROAD, OUTSIDER, MEMBER, HERE, ELSEWHERE = (
    "asker", "helper", "other participant", "contributor elsewhere", "outsider", "member here",
    "operator here", "operator elsewhere",
)  # fmt: skip
FIRMS, OPERATORS = frozenset({ASKER, HELPER, OTHER, ABROAD}), frozenset({HERE, ELSEWHERE})

ALLOWED: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        ("question_page", "question_reword", "question_found", "question_withdraw", "question_widen",
         "question_no_wider"),
        frozenset({ASKER}),
    ),
    **dict.fromkeys(
        ("question_heard", "question_can", "question_pass", "question_no_more", "offer_send", "offer_spare",
         "offer_files"),
        frozenset({HELPER}),
    ),
    **dict.fromkeys(
        ("offer_page", "offer_want", "offer_decline", "offer_confirm", "offer_step_back", "offer_reach",
         "offer_met"),
        frozenset({ASKER, HELPER}),
    ),
    **dict.fromkeys(
        ("desk_question", "desk_forward", "desk_reword", "desk_decline", "desk_files"), frozenset({HERE})
    ),
    "desk": OPERATORS,
    "question_basin": OPERATORS,
    **dict.fromkeys(
        ("question_new", "question_kind", "question_text", "question_skill", "question_until",
         "question_except", "question_later", "question_drop", "question_send", "question_review",
         "question_mine", "question_files", "question_spare", "exchange_home", "stop_typing", "letter_stop",
         "exchange_guide"),
        FIRMS | OPERATORS,
    ),
    **dict.fromkeys(
        ("exchange_agree", "exchange_leave", "exchange_choices", "exchange_note", "exchange_mine",
         "letter_want", "letter_question", "question_received"),
        FIRMS,
    ),
    **dict.fromkeys(("exchange_one", "exchange_confirm", "exchange_deny"), frozenset({ASKER, HELPER})),
    **dict.fromkeys(("exchange_day", "exchange_erase"), frozenset({ASKER})),
    **dict.fromkeys(("report_page", "report_nothing", "suspend", "suspension_lift"), frozenset({HERE})),
    "suspended": OPERATORS,
    "report_question": frozenset({HELPER}),
    "report_offer": frozenset({ASKER}),
}  # fmt: skip
"""Who may do what to a question that was asked in Toul, and to all that came of it."""


@pytest.fixture
async def people(stage: Stage) -> dict[str, Actor | Firm]:
    """Everybody there can be, once an offer waits for the asker, who was reported and noted an exchange."""
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    nora = await supported(stage, "Nora Lambert", "Fournil Lambert", "06 39 98 12 34")
    eva = await supported(stage, "Eva Klein", "Atelier Mirabelle", "06 39 98 44 22")
    paul = await contributor(stage, "Paul Weber", "Verrerie Orphée", "06 39 98 77 88", "digital")
    await eva.actor.does((Tap("exchange_choices"), Tap("exchange_choices.advice")))
    await asks(nora.actor)
    await passes(stage, sacha)
    await offers_help(paul)
    ayoub = await enrolled(stage, "Ayoub", Role.OPERATOR, MEUSE)
    nadia = Actor(stage, stage.telegram.person("Nadia", language="fr"))
    bruno = await contributor(
        stage, "Bruno Petit", "Scierie de la Meuse", "06 39 98 91 92", "digital", basin=MEUSE
    )
    karim = await enrolled(stage, "Karim", Role.MEMBER, TOUL)
    await stage.assistant.desk.database.run(partial(happens, stage, nora, paul))
    return {
        ASKER: nora, HELPER: paul, OTHER: eva, ABROAD: bruno, OUTSIDER: nadia, MEMBER: karim, HERE: sacha,
        ELSEWHERE: ayoub,
    }  # fmt: skip


def happens(stage: Stage, nora: Firm, paul: Firm, transaction: Transaction) -> None:
    """Have the question reported, and an exchange noted by who asked it with who offered."""
    now = stage.clock()
    with transaction.session() as session:
        question, offer = session.get_one(NetworkQuestion, 1), session.get_one(Offer, 1)
        session.add(
            AbuseReport(
                basin_code=TOUL, question_id=question.id, reported_id=nora.actor.person.id, reported_at=now
            )
        )
        session.add(
            Exchange(
                basin_code=TOUL, kind="visit", took_place_on=now.date(), dossier_id=question.dossier_id,
                other_company_id=offer.company_id, noted_by=nora.actor.person.id, noted_at=now, told_at=now,
                other_person_id=paul.actor.person.id,
            )
        )  # fmt: skip


def subject_of(name: str, people: dict[str, Actor | Firm]) -> int:
    """Return the row that a button acts on: each table of the play has one, numbered 1, but for people."""
    return actor_of(people[ASKER]).person.id if name == "suspension_lift" else 1


def actor_of(somebody: Actor | Firm) -> Actor:
    """Return who acts."""
    return somebody.actor if isinstance(somebody, Firm) else somebody


async def forges(stage: Stage, actor: Actor, name: str, subject: int, argument: str = "") -> Reply:
    """Have somebody forge a button between firms."""
    now = stage.clock()
    world = stage.assistant.worlds.at(now)
    asked = Asked(name, argument, subject, 0, actor.person.id, 1)
    visitor = Visitor(actor.person.id, "fr", "Somebody")
    return await stage.assistant.desk.database.run(
        lambda transaction: ACTIONS.act_between_firms(transaction, world, visitor, asked, now)
    )


def stored(connection: Connection) -> dict[str, object]:
    """Return what is stored: exchanges between firms whole, and how many rows the other tables have."""
    written = (
        NetworkQuestion, Offer, Participation, AbuseReport, Exchange, ExchangeFile, QuestionRecipient,
    )  # fmt: skip
    tables = [table_of(table) for table in written]
    whole = {table.name: [tuple(row) for row in connection.execute(select(table))] for table in tables}
    return {**contents(connection), **whole}


def test_every_button_between_firms_is_in_the_table() -> None:
    assert set(ACTIONS.between_firms) == set(ALLOWED)


async def test_nobody_does_between_firms_what_is_another_ones(
    stage: Stage, people: dict[str, Actor | Firm]
) -> None:
    before = await stage.assistant.desk.database.read(stored)
    for name, allowed in ALLOWED.items():
        subject = subject_of(name, people)
        forged = [*product(people.keys() - allowed, ("", "yes", "nobody", "advice", TOUL))]
        tapped = (forges(stage, actor_of(people[who]), name, subject, argument) for who, argument in forged)
        for (capacity, argument), reply in zip(forged, await asyncio.gather(*tapped), strict=True):
            assert shows_nothing(reply), f"{capacity} sees something by {name}.{argument}"
        after = await stage.assistant.desk.database.read(stored)
        assert after == before, f"somebody who may not changed something by {name}"


async def test_an_outsider_gets_nothing_between_firms(stage: Stage, people: dict[str, Actor | Firm]) -> None:
    before = await stage.assistant.desk.database.read(stored)
    for name in ACTIONS.between_firms:
        for argument in ("", "yes", "1"):
            reply = await forges(stage, actor_of(people[OUTSIDER]), name, 1, argument)
            assert shows_nothing(reply), f"an outsider sees something by {name}.{argument}"
    assert await stage.assistant.desk.database.read(stored) == before


async def test_what_each_may_do_shows_nothing_of_the_other_side(
    stage: Stage, people: dict[str, Actor | Firm]
) -> None:
    firms = {capacity: each for capacity, each in people.items() if isinstance(each, Firm)}
    for name, allowed in ALLOWED.items():
        subject = subject_of(name, people)
        if name.startswith("exchange_"):  # who did something together know each other
            continue
        for capacity in allowed & firms.keys():
            reply = await forges(stage, firms[capacity].actor, name, subject)
            # who works the basin is told of a report, and knows its firms
            shown = repr(replace(reply, told=()) if name.startswith("report_") else reply)
            for other in firms.keys() - {capacity}:
                assert not any(secret in shown for secret in firms[other].secrets), f"{capacity} by {name}"
