"""A person's rights: to read what is kept of them, to take it away, to have it erased."""

import json
from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import inspect, text
from sqlmodel import Session, select

from bot.playground.telegram.calls import too_many_requests
from bot.playground.telegram.chats import Chat
from bot.services.core.rights import Role
from conversations.situation import Answer
from models.database.outbox import park
from models.database.writer import Transaction
from models.dossiers.tables import Company, Dossier
from models.intake.tables import Person
from models.network.queues import set_dossier_card
from tests.journeys.acting import BAKER, Act, Actor, Tap, events, invited
from tests.journeys.offices import enrolled, taps_in
from tests.journeys.sending import BREST, reviews, sends
from tests.stage import MONDAY, Stage

TELLING: Mapping[str, Answer] = {
    "company": {"kind": "named", "name": "Fournil Zéphyrine"},
    "description": "Ma voisine Ondine veut que nous reprenions son atelier de biscuits.",
    "skills": {
        "codes": ["industrial_organisation", "sales", "quality"],
        "words": "Quelqu'un comme Philibert",
    },
    "name": "Hippolyte Vauquelin",
    "contact": {"phone": "+33698765432", "email": "hippolyte@example.com"},
    "excluded": "La banque de Gontran",
}
"""Answers whose every word is recognisable."""

TYPED: dict[str, Act] = BAKER | {
    "company": "Fournil Zéphyrine",
    "description": ("Ma voisine Ondine veut que nous reprenions son atelier de biscuits.", Tap("done")),
    "skills": ("Quelqu'un comme Philibert", Tap("sales"), Tap("done")),
    "name": "Hippolyte Vauquelin",
    "contact": "06 98 76 54 32 hippolyte@example.com",
}
"""The same, typed."""

PERSONAL = (
    "Zéphyrine",
    "Ondine",
    "Philibert",
    "Hippolyte",
    "Vauquelin",
    "98765432",
    "98 76 54 32",
    "hippolyte@",
    "Gontran",
)


def kept(stage: Stage) -> str:
    """Return every row of every table, as text."""
    engine = stage.assistant.desk.database.engine
    with engine.connect() as connection:
        rows = [
            str(dict(row))
            for table in inspect(engine).get_table_names()
            for row in connection.execute(text(f'SELECT * FROM "{table}"')).mappings()
        ]
    # JSON columns are text on SQLite, where letters beyond ASCII may be escaped.
    return "\n".join(rows).encode().decode("raw_unicode_escape") + "\n".join(rows)


def people(stage: Stage) -> list[int]:
    """Return whom the assistant knows."""
    with Session(stage.assistant.desk.database.engine) as session:
        return list(session.exec(select(Person.id)))


def dossiers(stage: Stage) -> list[Dossier]:
    """Return every dossier, whoever sent it."""
    with Session(stage.assistant.desk.database.engine) as session:
        return list(session.exec(select(Dossier)))


def exported(actor: Actor) -> dict[str, Any]:
    """Return the document just received."""
    file = actor.person.chat.last.file
    assert file is not None
    assert file.name.endswith(".json")
    document: dict[str, Any] = json.loads(file.content)
    return document


async def erases(actor: Actor) -> None:
    """Ask for everything to be erased, and confirm."""
    await actor.does(("/supprimer", Tap("z")))


@pytest.fixture
def hippolyte(stage: Stage) -> Actor:
    """Somebody whose every word is recognisable."""
    return Actor(stage, stage.telegram.person("Hippolyte", "Vauquelin", language="fr"))


@pytest.mark.parametrize("command", ["/confidentialite", "/privacy"])
async def test_the_notice_tells_who_is_responsible(camille: Actor, command: str) -> None:
    await camille.does(command)

    assert "Réseau de démonstration" in camille.screen
    assert "CNIL" in camille.screen


async def test_the_notice_leaves_the_question_under_way(camille: Actor) -> None:
    await camille.does(("/start", "oui", "/confidentialite", Tap("head")))

    assert camille.state == "company"


# Before it is agreed to


async def test_whoever_refuses_and_has_sent_something_keeps_what_was_sent(
    stage: Stage, hippolyte: Actor
) -> None:
    await sends(hippolyte, TELLING)
    await hippolyte.does(("/nouvelle", Tap("no"), "/suivi"))

    [dossier] = hippolyte.dossiers()
    assert dossier.reference in hippolyte.screen


async def test_a_name_that_was_corrected_is_not_taken_from_the_profile_again(camille: Actor) -> None:
    await reviews(camille, {"name": "Camille Martin"})
    await camille.does((Tap("headcount"), "14"))

    assert camille.answers["name"] == "Camille Martin"


# Reading and taking away


async def test_somebody_unknown_is_told_that_little_is_kept(camille: Actor) -> None:
    await camille.does("/mesdonnees")

    document = exported(camille)
    assert document["person"]["telegram_id"] == camille.person.id
    assert (document["draft"], document["dossiers"], document["roles"]) == (None, [], [])


async def test_the_document_is_made_once_however_often_it_is_asked_for(stage: Stage, camille: Actor) -> None:
    stage.telegram.fail(too_many_requests(60), "sendDocument", chat=camille.person.chat)
    await camille.does("/mesdonnees")
    await camille.does("/mesdonnees")
    await camille.does("/mydata")
    stage.clock.passes(timedelta(minutes=2))
    await stage.ticks()

    files = [message.file.name for message in camille.person.chat.history if message.file is not None]
    assert files == ["alize-mes-donnees.pdf", "alize-mes-donnees.json"]
    await camille.does("/mesdonnees")
    assert len([message for message in camille.person.chat.history if message.file is not None]) == 4
    stage.telegram.calls.clear()  # the refusal was ours


async def test_the_document_holds_the_draft_with_what_is_not_an_answer_yet(camille: Actor) -> None:
    await camille.does("/start depliant")
    await camille.fills_in(TYPED, until="description")
    await camille.does(("Ma voisine Ondine veut vendre.", "/mesdonnees"))

    draft = exported(camille)["draft"]
    assert draft["answers"]["company"]["name"] == "Fournil Zéphyrine"
    assert "Ondine" in str(draft["entry"])
    assert (draft["origin"], draft["state"]) == ("depliant", "description")


async def test_the_document_holds_every_dossier_and_its_history(hippolyte: Actor, toul: Chat) -> None:
    await reviews(hippolyte, TELLING)
    answers = hippolyte.answers
    await hippolyte.sends()
    await hippolyte.does("/mydata")

    [dossier] = exported(hippolyte)["dossiers"]
    [stored] = hippolyte.dossiers()
    assert dossier["reference"] == stored.reference
    assert dossier["answers"] == answers
    assert dossier["basin_code"] == "terres-de-lorraine"
    assert dossier["company"] == {"siren": None, "name": "Fournil Zéphyrine", "commune": "54528"}
    assert [need["code"] for need in dossier["skill_needs"] if need["priority"]] == [
        "industrial_organisation"
    ]
    assert [event["event"] for event in dossier["history"]] == ["submit"]
    assert dossier["submitted_at"].startswith("2026-11-23T09:30:00")
    assert dossier["committee_agreed_at"]


async def test_the_document_holds_nothing_of_others(stage: Stage, hippolyte: Actor, camille: Actor) -> None:
    await sends(hippolyte, TELLING)
    await camille.does(("/start", "oui", "/mesdonnees"))

    document = json.dumps(exported(camille), ensure_ascii=False)
    assert not [word for word in PERSONAL if word in document]
    assert str(hippolyte.person.id) not in document


async def test_a_role_is_part_of_what_is_kept(stage: Stage, camille: Actor) -> None:
    code = await invited(stage, Role.OPERATOR, "meuse")
    await camille.does((f"/start {code}", "/mesdonnees"))

    [role] = exported(camille)["roles"]
    assert (role["role"], role["basin_code"]) == ("operator", "meuse")


# Erasing


async def test_erasing_is_told_before_it_is_done(hippolyte: Actor) -> None:
    await sends(hippolyte, TELLING)
    await hippolyte.does("/supprimer")

    [dossier] = hippolyte.dossiers()
    assert dossier.reference in hippolyte.screen
    assert "Hippolyte Vauquelin" in str(dossier.answers)


async def test_keeping_keeps_the_draft_at_its_question(hippolyte: Actor) -> None:
    await hippolyte.does("/start")
    await hippolyte.fills_in(TYPED, until="headcount")
    before = hippolyte.answers
    await hippolyte.does(("/delete", Tap("c")))

    assert (hippolyte.state, hippolyte.answers) == ("headcount", before)
    assert not hippolyte.has("z"), "the choice was made"


async def test_keeping_keeps_what_was_sent(hippolyte: Actor) -> None:
    await sends(hippolyte, TELLING)
    await hippolyte.does(("/supprimer", Tap("c")))

    [dossier] = hippolyte.dossiers()
    assert dossier.status == "received"


async def test_erasing_leaves_no_trace_of_a_draft(stage: Stage, hippolyte: Actor) -> None:
    await hippolyte.does("/start")
    await hippolyte.fills_in(TYPED, until="call_time")
    await erases(hippolyte)

    assert people(stage) == []
    assert not [word for word in PERSONAL if word in kept(stage)]
    assert str(hippolyte.person.id) not in kept(stage)
    assert not hippolyte.has("morning"), "the question's buttons are gone"


async def test_erasing_puts_the_shared_keyboard_away(stage: Stage, hippolyte: Actor) -> None:
    await hippolyte.does("/start")
    await hippolyte.fills_in(TYPED, until="contact")
    assert hippolyte.person.chat.keyboard is not None
    await erases(hippolyte)

    assert hippolyte.person.chat.keyboard is None


async def test_erasing_keeps_figures_and_nothing_personal_in_any_table(
    stage: Stage, hippolyte: Actor, toul: Chat
) -> None:
    await hippolyte.applies(TYPED)
    await hippolyte.sends()
    await erases(hippolyte)

    assert not [word for word in PERSONAL if word in kept(stage)]
    assert str(hippolyte.person.id) not in kept(stage)
    [dossier] = dossiers(stage)
    assert (dossier.status, dossier.person_id) == ("withdrawn", None)
    with Session(stage.assistant.desk.database.engine) as session:  # a number, so that it counts once
        company = session.get_one(Company, dossier.company_id)
        assert (company.siren, company.name, company.commune) == (None, None, None)
    assert (dossier.commune, dossier.answers["headcount"], dossier.answers["jobs_created"]) == (
        "54528",
        12,
        3,
    )
    assert "sales" in dossier.answers["skills"]["codes"]
    assert [event.event for event in events(stage)] == ["submit", "withdraw"]


async def test_erasing_redraws_the_groups_card_without_anything_personal(
    stage: Stage, hippolyte: Actor, toul: Chat
) -> None:
    await sends(hippolyte, TELLING)
    assert "Hippolyte" in toul.last.text
    await erases(hippolyte)

    [dossier] = dossiers(stage)
    assert [message.text for message in toul.history if dossier.reference in message.text] == [toul.last.text]
    assert not [word for word in PERSONAL if any(word in message.text for message in toul.history)]
    assert "🚫" in toul.last.text


async def test_a_card_that_waits_is_never_delivered_with_what_was_erased(
    stage: Stage, hippolyte: Actor, toul: Chat
) -> None:
    await reviews(hippolyte, TELLING)
    stage.telegram.fail(too_many_requests(60), "sendMessage", chat=toul)
    await hippolyte.sends()
    await erases(hippolyte)
    assert not [word for word in PERSONAL if word in kept(stage)]

    stage.clock.passes(timedelta(minutes=2))
    await stage.ticks()
    assert not [word for word in PERSONAL if any(word in message.text for message in toul.history)]
    stage.telegram.calls.clear()  # the refusal was ours


async def test_a_card_that_another_process_was_delivering_is_taken_back(
    stage: Stage, hippolyte: Actor, toul: Chat
) -> None:
    await reviews(hippolyte, TELLING)
    stage.telegram.fail(too_many_requests(60), "sendMessage", chat=toul)
    await hippolyte.sends()
    stage.telegram.calls.clear()  # the refusal was ours
    await erases(hippolyte)
    stage.telegram.call("sendMessage", {"chat_id": toul.id, "text": "Fournil Zéphyrine"})
    [dossier], delivered = dossiers(stage), toul.last
    assert dossier.id is not None
    await stage.assistant.desk.database.run(partial(deliver, dossier.id, delivered.id))
    stage.clock.passes(timedelta(minutes=2))
    await stage.ticks()

    assert delivered not in toul.history


def deliver(dossier_id: int, message_id: int, transaction: Transaction) -> None:
    """Write down what the other process has just delivered."""
    set_dossier_card(transaction, dossier_id, message_id, 0, MONDAY)


async def test_erasing_what_was_just_sent_is_asked_again_then_leaves_no_trace(
    stage: Stage, hippolyte: Actor, toul: Chat
) -> None:
    await reviews(hippolyte, TELLING)
    await hippolyte.does(Tap("operator"))
    card = hippolyte.person.chat.last
    hippolyte.person.forges_tap(hippolyte.button("x").data, card)
    hippolyte.person.forges_tap("z:0:0:1-0", card)
    await stage.plays()
    [dossier] = hippolyte.dossiers()
    assert dossier.reference in hippolyte.screen, "what came since is told"
    await hippolyte.does(Tap("z"))
    await stage.ticks()

    assert not [word for word in PERSONAL if word in kept(stage)]
    assert not [word for word in PERSONAL if any(word in message.text for message in toul.history)]


async def test_an_erased_dossier_without_group_is_never_shown_to_the_next_one(
    stage: Stage, hippolyte: Actor
) -> None:
    await sends(hippolyte, TELLING)
    await erases(hippolyte)
    sacha = stage.telegram.person("Sacha", "Petit")
    group = stage.telegram.group("Coordination nationale", [sacha])
    code = await invited(stage, Role.COORDINATOR)
    sacha.types(f"/start {code}")
    await stage.plays()
    sacha.types("/groupe", chat=group)
    await stage.plays()

    assert not [message for message in group.history if "AZ-26-" in message.text]


async def test_the_company_of_somebody_else_stays(stage: Stage, hippolyte: Actor, camille: Actor) -> None:
    shared: dict[str, Answer] = {"company": {"kind": "number", "siren": "732829320", "siret": None}}
    for actor in (hippolyte, camille):
        await sends(actor, shared)
    await erases(hippolyte)
    assert "732829320" in kept(stage)

    await erases(camille)
    assert "732829320" not in kept(stage)


async def test_whoever_was_erased_starts_as_somebody_new(stage: Stage, hippolyte: Actor) -> None:
    await sends(hippolyte, TELLING)
    await erases(hippolyte)
    await hippolyte.does("/suivi")
    assert hippolyte.has("n"), "there is no request"

    await hippolyte.does("/start")
    assert hippolyte.state == "privacy"


async def test_erasing_twice_is_erasing_once(stage: Stage, hippolyte: Actor, toul: Chat) -> None:
    await sends(hippolyte, TELLING)
    await hippolyte.does("/supprimer")
    button, message = hippolyte.button("z"), hippolyte.person.chat.last
    hippolyte.person.forges_tap(button.data, message)
    hippolyte.person.forges_tap(button.data, message)
    await stage.plays()

    assert [event.event for event in events(stage)] == ["submit", "withdraw"]
    assert not [word for word in PERSONAL if word in kept(stage)]


async def test_whoever_has_a_role_keeps_it(stage: Stage, hippolyte: Actor) -> None:
    code = await invited(stage, Role.OPERATOR, "meuse")
    await hippolyte.does((f"/start {code}", "/start", "oui"))
    await erases(hippolyte)

    assert people(stage) == [hippolyte.person.id]
    assert hippolyte.draft() is None


# Keeping no longer than it serves


async def test_a_dossier_is_anonymised_three_years_after_the_last_contact(
    stage: Stage, hippolyte: Actor, toul: Chat
) -> None:
    await sends(hippolyte, TELLING)
    stage.clock.passes(timedelta(days=3 * 365 - 1))
    await stage.ticks()
    assert "Vauquelin" in kept(stage)

    stage.clock.passes(timedelta(days=2))
    await stage.ticks()
    assert not [word for word in PERSONAL if word in kept(stage)]
    assert not [word for word in PERSONAL if word in toul.last.text]
    [dossier] = dossiers(stage)
    assert (dossier.status, dossier.answers["headcount"]) == ("expired", 12)
    assert {event.event for event in events(stage)} == {"submit", "expire"}
    assert people(stage) == []


async def test_a_redirected_dossier_is_anonymised_after_a_year(stage: Stage, hippolyte: Actor) -> None:
    await sends(hippolyte, {**TELLING, **BREST})
    stage.clock.passes(timedelta(days=366))
    await stage.ticks()

    assert not [word for word in PERSONAL if word in kept(stage)]
    assert len(dossiers(stage)) == 1


async def test_what_telegram_refused_is_kept_for_thirty_days(stage: Stage, camille: Actor) -> None:
    now = stage.clock()

    def refuse(transaction: Transaction) -> None:
        transaction.post(camille.person.id, "sendMessage", {"text": "Ondine"}, now=now)
        park(transaction, transaction.calls.pop().id, "Bad Request", now)

    await stage.assistant.desk.database.run(refuse)
    stage.clock.passes(timedelta(days=29))
    await stage.ticks()
    assert "Ondine" in kept(stage)

    stage.clock.passes(timedelta(days=1))
    await stage.ticks()
    assert "Ondine" not in kept(stage)


async def test_whoever_left_nothing_is_forgotten_after_thirty_days(stage: Stage, camille: Actor) -> None:
    await camille.does("/aide")
    stage.clock.passes(timedelta(days=29))
    await stage.ticks()
    assert people(stage) == [camille.person.id]

    stage.clock.passes(timedelta(days=2))
    await stage.ticks()
    assert people(stage) == []


async def test_whoever_sent_something_or_has_a_role_is_not_forgotten(
    stage: Stage, hippolyte: Actor, camille: Actor
) -> None:
    code = await invited(stage, Role.OPERATOR, "meuse")
    await camille.does(f"/start {code}")
    await sends(hippolyte, TELLING)
    stage.clock.passes(timedelta(days=200))
    await stage.ticks()

    assert set(people(stage)) == {camille.person.id, hippolyte.person.id}


async def test_whoever_refuses_the_notice_is_told_so_and_forgotten_at_once(
    stage: Stage, hippolyte: Actor
) -> None:
    await hippolyte.does(("/start", Tap("no")))

    assert "/start" in hippolyte.screen
    assert people(stage) == []
    assert str(hippolyte.person.id) not in kept(stage)


async def test_the_name_of_the_profile_is_offered_once_the_notice_is_agreed_to(
    stage: Stage, hippolyte: Actor
) -> None:
    await hippolyte.does("/start")
    assert "Vauquelin" not in kept(stage)

    await hippolyte.does(Tap("head"))
    assert "name" not in hippolyte.answers, "it is theirs to give"
    await hippolyte.fills_in(BAKER, until="name")
    assert "Hippolyte Vauquelin" in hippolyte.labels
    await hippolyte.does(Tap("c0"))
    assert hippolyte.answers["name"] == "Hippolyte Vauquelin"


async def test_who_works_a_request_is_told_that_it_was_erased(
    stage: Stage, hippolyte: Actor, toul: Chat
) -> None:
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, "terres-de-lorraine")
    await sends(hippolyte)
    [dossier] = dossiers(stage)
    await taps_in(sacha, toul, "claim")
    await erases(hippolyte)

    assert dossier.reference in sacha.person.chat.last.text
    assert "Vauquelin" not in sacha.person.chat.last.text
