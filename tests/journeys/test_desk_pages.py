"""Lists of exchanges have pages: whatever their number, each row is reached, and their total is told."""

from datetime import timedelta

from bot.services.core.rights import Role
from models.database.writer import Transaction
from models.exchanges.tables import Exchange, NetworkQuestion
from models.intake.queries import add_person
from models.support.contributors import add_contributor
from models.team.tables import DoorKnock
from tests.journeys.acting import Actor, Tap
from tests.journeys.firms import MEUSE, Firm
from tests.journeys.offices import TOUL, enrolled
from tests.stage import Stage

MANY = 40


async def stored(stage: Stage, *rows: object) -> None:
    """Store rows."""

    def add(transaction: Transaction) -> None:
        with transaction.session() as session:
            session.add_all(rows)
            session.flush()

    await stage.assistant.desk.database.run(add)


def question(stage: Stage, asker: Firm, number: int, status: str = "written") -> NetworkQuestion:
    """Return a question of somebody."""
    now = stage.clock()
    return NetworkQuestion(
        asker_id=asker.actor.person.id, dossier_id=1, basin_code=TOUL, kind="advice",
        text=f"Question numéro {number}", until=now.date() + timedelta(days=20), status=status,
        asked_at=now, passed_at=now if status == "open" else None,
    )  # fmt: skip


async def leafed(actor: Actor) -> set[str]:
    """Return the labels of every page of the list on the screen."""
    found = {*actor.labels}
    while after := [label for label in actor.labels if label.endswith("➡️")]:
        await actor.does(after[0])
        found |= {*actor.labels}
    return found


async def test_forty_questions_are_each_reached_and_their_total_is_told(
    stage: Stage, sacha: Actor, nora: Firm
) -> None:
    await stored(stage, *(question(stage, nora, n) for n in range(MANY)))
    await stored(stage, *(question(stage, nora, 100 + n, "open") for n in range(MANY)))
    await sacha.does("/entraide")
    assert "40 questions vous attendent" in sacha.screen
    assert "40 questions sont ouvertes" in sacha.screen

    labels = await leafed(sacha)
    for n in (*range(MANY), *range(100, 100 + MANY)):
        assert any(label.endswith(f"numéro {n}") for label in labels), n


async def test_questions_that_are_all_alike_are_told_apart(stage: Stage, sacha: Actor, nora: Firm) -> None:
    alike = [question(stage, nora, n) for n in range(MANY)]
    for each in alike:
        each.text = "Il nous faut un transpalette pour une journée, la semaine prochaine."
    await stored(stage, *alike)
    await sacha.does("/entraide")
    assert "1. une entreprise accompagnée, AZ-" in sacha.screen
    assert "23 novembre 2026" in sacha.screen

    labels = [label for label in await leafed(sacha) if "transpalette" in label]
    assert len(labels) == MANY
    await nora.actor.does(("/entraide", Tap("question_mine")))
    assert len([label for label in await leafed(nora.actor) if "transpalette" in label]) == MANY


async def test_who_asked_much_reaches_each_of_their_questions(stage: Stage, nora: Firm) -> None:
    await stored(stage, *(question(stage, nora, n) for n in range(20)))
    await nora.actor.does(("/entraide", Tap("question_mine")))

    labels = await leafed(nora.actor)
    for n in range(20):
        assert any(label.endswith(f"Question numéro {n}") for label in labels), n


async def test_each_who_waits_at_a_door_is_reached(stage: Stage, sacha: Actor) -> None:
    now, numbers = stage.clock(), range(9_001, 9_016)

    def add(transaction: Transaction) -> None:
        for number in numbers:
            add_person(transaction, number, "fr", now)
        with transaction.session() as session:
            company = add_contributor(session, TOUL, "Tissages de Toul", None, now.date())
            session.flush()
            session.add_all(
                DoorKnock(company_id=company.id, person_id=number, name=f"Claire {number}", knocked_at=now)
                for number in numbers
            )

    await stage.assistant.desk.database.run(add)
    await sacha.does(("/intervenants", Tap("contributor_find"), "tissage"))
    assert "15 personnes" in sacha.screen
    labels = await leafed(sacha)
    assert {f"🔔 Claire {number} attend" for number in numbers} <= labels


async def test_a_firm_without_any_advisor_is_found_to_invite_who_represents_it(
    stage: Stage, sacha: Actor
) -> None:
    def add(transaction: Transaction) -> None:
        with transaction.session() as session:
            for name in ("Tissages de Toul", "Tissage Morel", "Câbles Marin"):
                add_contributor(session, TOUL, name, None, stage.clock().date())
            add_contributor(session, MEUSE, "Tissages de Bar", None, stage.clock().date())

    await stage.assistant.desk.database.run(add)
    await sacha.does("/intervenants")
    assert "3 entreprises" in sacha.screen
    await sacha.does((Tap("contributor_find"), "inconnue"))
    assert "inconnue" in sacha.screen
    await sacha.does((Tap("contributor_find"), "tissage"))
    assert {"Tissages de Toul", "Tissage Morel"} <= {*sacha.labels}
    assert not {"Tissages de Bar", "Câbles Marin"} & {*sacha.labels}
    await sacha.does((Tap("contributor_find"), "cable marin", Tap("contributor_invite")))
    assert "Câbles Marin" in sacha.screen
    assert "?start=" in sacha.screen


async def test_one_firm_of_two_territories_is_told_by_its_territory(stage: Stage) -> None:
    def add(transaction: Transaction) -> None:
        with transaction.session() as session:
            for basin in (TOUL, MEUSE):
                add_contributor(session, basin, "Grande Fonderie", None, stage.clock().date())

    await stage.assistant.desk.database.run(add)
    lea = await enrolled(stage, "Léa", Role.OPERATOR, TOUL, MEUSE)
    await lea.does(("/intervenants", "Meuse", Tap("contributor_find"), "grande"))
    assert {"Grande Fonderie · Terres de Lorraine", "Grande Fonderie · Meuse"} <= {*lea.labels}

    await lea.does("Grande Fonderie · Meuse")
    assert "Meuse" in lea.screen


async def test_a_number_of_exchanges_opens_on_its_questions_which_their_operator_reads(
    stage: Stage, sacha: Actor, nora: Firm
) -> None:
    claude = await enrolled(stage, "Claude", Role.COORDINATOR)
    await stored(stage, *(question(stage, nora, n, "open") for n in range(14)))
    for actor in (sacha, claude):
        await actor.does(("/chiffres", "Échanges au-delà du contrat"))
        asked = next(label for label in actor.labels if "Questions posées" in label)
        assert asked.startswith("14")
        await actor.does(asked)
        assert "14" in actor.screen
        labels = await leafed(actor)
        of_questions = {label for label in labels if "Question numéro" in label}
        assert all(label.startswith("❓ ") and ". " in label for label in of_questions), (
            "as its line is numbered"
        )
        assert len(of_questions) == (14 if actor is sacha else 0)
        assert ("Question numéro" in actor.screen) is (actor is sacha)
        assert "Lambert" not in actor.screen


async def test_each_exchange_of_a_requests_firm_is_reached(stage: Stage, sacha: Actor, nora: Firm) -> None:
    now = stage.clock()
    days = [now.date() - timedelta(days=n) for n in range(19)]
    await stored(
        stage,
        *(
            Exchange(basin_code=TOUL, kind="visit", took_place_on=day, dossier_id=1, other_name="Scierie",
                     noted_by=sacha.person.id, noted_at=now)
            for day in days
        ),
    )  # fmt: skip
    await sacha.does("/file")
    sacha.person.forges_tap("f:1:0:exchanges", sacha.person.chat.last)
    await stage.plays()
    assert "1 à 8, sur 19" in sacha.screen
    listed = sacha.screen.rpartition("AZ-")[2].count("Scierie")
    while after := [label for label in sacha.labels if label.endswith("➡️")]:
        await sacha.does(after[0])
        listed += sacha.screen.rpartition("AZ-")[2].count("Scierie")
    assert listed == 19
