"""However many people, requests, opinions or texts, each page fits in a message and each is reached."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import event
from sqlmodel import select

from bot.playground.telegram.chats import Chat
from bot.services.core.rights import Role
from conversations.dossiers.statuses import Status
from models.committee.tables import AgendaItem, StoredOpinion
from models.database.writer import Session, Transaction
from models.dossiers.tables import Company, Dossier
from models.intake.queries import add_person
from models.intake.tables import Person
from models.messages.tables import CannedReply
from models.support.contributors import add_contributor
from models.support.tables import Advisor, DaysStatement, Mission, MissionAdvisor
from models.team.tables import Membership
from tests.journeys.acting import Actor
from tests.journeys.offices import TOUL, enrolled
from tests.journeys.sending import sends
from tests.journeys.sittings import made_ready, scheduled, taps
from tests.stage import Stage

MANY = 45
FIRST = 9_000


async def runs(stage: Stage, work: Callable[[Transaction, Session], None]) -> None:
    """Change what is stored."""

    def write(transaction: Transaction) -> None:
        with transaction.session() as session:
            work(transaction, session)
            session.flush()

    await stage.assistant.desk.database.run(write)


async def sit(stage: Stage, how_many: int, *basins: str, first: int = FIRST) -> None:
    """Have so many members sit in the committee of each basin."""

    def add(transaction: Transaction, session: Session) -> None:
        for number in range(first, first + how_many):
            add_person(transaction, number, "fr", stage.clock())
            session.get_one(Person, number).name = f"Personne {number}"
            session.add_all(
                Membership(
                    person_id=number, role=Role.MEMBER, basin_code=code, since=stage.clock().date(),
                    firm=f"Banque {number}",
                )
                for code in basins
            )  # fmt: skip

    await runs(stage, add)


async def alike(stage: Stage, dossier: Dossier, how_many: int) -> None:
    """Have so many requests stand where one does."""

    def add(transaction: Transaction, session: Session) -> None:
        kept = session.get_one(Dossier, dossier.id).model_dump(exclude={"id"})
        for n in range(how_many):
            session.add(Dossier(**kept | {"reference": f"AZ-26-9{n:03d}", "draft_id": 800_000 + n}))

    await runs(stage, add)


async def on_agenda(stage: Stage, dossier: Dossier, how_many: int) -> None:
    """Have so many requests, of as many firms, on the agenda where one is."""

    def add(transaction: Transaction, session: Session) -> None:
        kept = session.get_one(Dossier, dossier.id).model_dump(exclude={"id"})
        [item] = session.exec(select(AgendaItem).where(AgendaItem.dossier_id == dossier.id)).all()
        for n in range(how_many):
            firm = Company(name=f"Firme {how_many} {n}")
            session.add(firm)
            session.flush()
            mine = {"reference": f"AZ-26-{how_many:02d}{n:02d}", "draft_id": 700_000 + 100 * how_many + n}
            other = Dossier(**kept | mine | {"company_id": firm.id})
            session.add(other)
            session.flush()
            session.add(
                AgendaItem(
                    session_id=item.session_id, dossier_id=other.id, position=n + 10, added_at=item.added_at
                )
            )

    await runs(stage, add)


async def read_through(actor: Actor) -> tuple[str, list[str]]:
    """Return all the words and labels of the pages of the list on the screen."""
    said, labels = actor.screen, [*actor.labels]
    while after := [label for label in actor.labels if label.endswith("➡️")]:
        await actor.does(after[0])
        said += actor.screen
        labels += actor.labels
    return said, labels


async def test_whoever_works_in_any_territory_is_reached_and_told_apart(stage: Stage) -> None:
    claude = await enrolled(stage, "Claude", Role.COORDINATOR)
    await sit(stage, 120, TOUL, "meuse")
    await claude.does("/equipe")
    assert "121 personnes" in claude.screen
    await claude.does("Meuse (120)")

    said, labels = await read_through(claude)
    out = [label for label in labels if label.startswith("✖️")]
    assert len(set(out)) == len(out) == 120
    assert all(f"Personne {number}" in said for number in range(FIRST, FIRST + 120))
    assert "Terres de Lorraine" not in said


async def test_somebody_with_a_role_in_two_territories_is_told_apart_on_the_buttons(stage: Stage) -> None:
    claude = await enrolled(stage, "Claude", Role.COORDINATOR)
    await sit(stage, 1, TOUL, "meuse")
    await claude.does("/equipe")

    out = [label for label in claude.labels if label.startswith("✖️")]
    assert len(set(out)) == 2
    await claude.does(out[1])
    assert "Meuse" in claude.screen


async def test_each_request_ready_for_a_committee_is_reached_by_its_firm(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await alike(stage, await made_ready(camille, sacha, toul), 120)
    await sacha.does("/seances")
    await taps(sacha, "session")
    await taps(sacha, "add")

    _, labels = await read_through(sacha)
    to_add = {label for label in labels if "AZ-26-" in label}
    assert len(to_add) == 121
    assert all("Boulangerie des Tilleuls" in label for label in to_add)


async def test_each_request_of_a_long_agenda_is_reached(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    dossier = await scheduled(camille, sacha, toul)
    await alike(stage, dossier, MANY)

    def put(transaction: Transaction, session: Session) -> None:
        item = session.exec(select(AgendaItem)).one()
        kept = item.model_dump(exclude={"id"})
        others = session.exec(select(Dossier).where(Dossier.id != dossier.id)).all()
        for place, other in enumerate(others, 2):
            session.add(AgendaItem(**kept | {"dossier_id": other.id, "position": place}))

    await runs(stage, put)
    await sacha.does("/seances")
    await taps(sacha, "session")

    said, labels = await read_through(sacha)
    assert len({label for label in labels if label.startswith("📁")}) == MANY + 1
    assert f"{MANY + 1}. " in said


async def test_each_comment_of_a_large_committee_is_read_before_the_decision(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await scheduled(camille, sacha, toul)
    await sit(stage, 14, TOUL)

    def opine(transaction: Transaction, session: Session) -> None:
        item = session.exec(select(AgendaItem)).one()
        session.add_all(
            StoredOpinion(
                item_id=item.id, person_id=number, opinion="reserved", at=stage.clock(),
                comment=f"{number} : " + "et si la banque ne suivait pas ? " * 15,
            )
            for number in range(FIRST, FIRST + 14)
        )  # fmt: skip

    await runs(stage, opine)
    await sacha.does("/seances")
    await taps(sacha, "session")
    await taps(sacha, "item")

    said, _ = await read_through(sacha)
    assert all(f"“{number} : " in said or f"« {number} : " in said.replace("\xa0", " ")
               for number in range(FIRST, FIRST + 14))  # fmt: skip


async def test_each_text_that_is_kept_ready_is_reached(stage: Stage, toul: Chat, sacha: Actor) -> None:
    def add(transaction: Transaction, session: Session) -> None:
        session.add_all(CannedReply(basin_code=TOUL, title=f"Titre {n}", text="Bonjour.") for n in range(120))

    await runs(stage, add)
    await sacha.does("/modeles")

    _, labels = await read_through(sacha)
    assert {f"Titre {n}" for n in range(120)} <= {*labels}


async def test_each_mission_with_days_to_settle_is_reached(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await alike(stage, await made_ready(camille, sacha, toul), 11)

    def say_days(transaction: Transaction, session: Session) -> None:
        company = add_contributor(session, TOUL, "Forges du Val", None, stage.clock().date())
        session.flush()
        advisor = Advisor(company_id=company.id, name="Claire Morel", skills=[])
        session.add(advisor)
        session.flush()
        for dossier in session.exec(select(Dossier)).all():
            dossier.status = Status.RUNNING.value
            mission = Mission(dossier_id=dossier.id, agreed_on=stage.clock().date())
            session.add(mission)
            session.flush()
            share = MissionAdvisor(mission_id=mission.id, advisor_id=advisor.id, skills=[])
            session.add(share)
            session.flush()
            now = stage.clock()
            session.add(
                DaysStatement(share_id=share.id, tenths=10, said_at=now, asked_at=now, answered_at=now)
            )

    await runs(stage, say_days)
    await sacha.does("/file")
    assert "12 missions" in sacha.screen

    _, labels = await read_through(sacha)
    assert len({label for label in labels if label.startswith("⚖️")}) == 12


async def test_each_request_that_is_late_is_reached(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await alike(stage, await made_ready(camille, sacha, toul), 11)
    stage.clock.passes(timedelta(days=90))
    await sacha.does("/file en retard")

    _, labels = await read_through(sacha)
    assert len({label for label in labels if "AZ-26-" in label}) == 12


async def test_an_adviser_finds_each_of_their_requests_by_its_firm(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    await sends(camille)
    [dossier] = camille.dossiers()
    await camille.does("/suivi")
    assert "Tilleuls" not in camille.screen, "there is no other to tell it from"
    await alike(stage, dossier, 12)
    said = len(camille.person.chat.history)
    await camille.does("/suivi")

    shown = "".join(each.text for each in camille.person.chat.history[said:])
    assert "8 demandes envoyées auparavant" in shown and shown.count("Boulangerie des Tilleuls") == 5
    old = [label for label in camille.labels if label.startswith("📁")]
    assert len(set(old)) == 8 and all("Boulangerie des Tilleuls" in label for label in old)
    await camille.does(old[-1])
    assert "AZ-26-0001" in camille.screen and camille.has("withdraw")


async def test_an_agenda_is_read_at_a_cost_that_its_members_do_not_multiply(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await scheduled(camille, sacha, toul)
    karim = await enrolled(stage, "Karim", Role.MEMBER, TOUL)
    await karim.does("/seances")
    await taps(karim, "session")
    await karim.does("Banque des Lacs")
    asked: list[str] = []
    engine = stage.assistant.desk.database.engine
    event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2]))

    async def cost(actor: Actor) -> int:
        await actor.does("/seances")
        asked.clear()
        await taps(actor, "session")
        return len(asked)

    before = [await cost(actor) for actor in (karim, sacha)]
    await sit(stage, 30, TOUL)
    after = [await cost(actor) for actor in (karim, sacha)]
    assert after[0] - before[0] < 10, "a member's page asks of their own seat alone"
    assert after[1] - before[1] < 2 * 30, "each member is read once"


async def test_an_agenda_costs_the_same_however_many_requests_and_members_it_has(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    dossier = await scheduled(camille, sacha, toul)
    asked: list[str] = []
    engine = stage.assistant.desk.database.engine
    event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2]))

    async def cost(action: str) -> int:
        await sacha.does("/seances")
        await taps(sacha, "session")
        asked.clear()
        await taps(sacha, action)
        return len(asked)

    await sit(stage, 2, TOUL)
    await on_agenda(stage, dossier, 3)
    pages = ("session", "agenda", "call_members")
    before = [await cost(page) for page in pages]
    await sit(stage, 15, TOUL, first=FIRST + 100)
    await on_agenda(stage, dossier, 41)
    after = [await cost(page) for page in pages]

    assert all(now - then < 10 for now, then in zip(after, before, strict=True)), (before, after)


async def test_an_adviser_reaches_each_of_more_than_a_hundred_requests_page_after_page(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    await sends(camille)
    [dossier] = camille.dossiers()
    await alike(stage, dossier, 130)
    await camille.does("/suivi")
    said = next(each for each in camille.person.chat.history if "126 demandes envoyées" in each.text)
    assert "…" not in said.text
    labels = {button.label for row in said.rows for button in row}
    await taps(camille, "earlier")
    labels.update((await read_through(camille))[1])
    assert len({label for label in labels if label.startswith("📁")}) == 126


async def test_words_may_go_to_each_of_more_than_a_hundred_requests(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    await sends(camille)
    [dossier] = camille.dossiers()
    await alike(stage, dossier, 130)
    await camille.does("voici le devis que vous attendez")
    _, labels = await read_through(camille)
    assert len({label for label in labels if label.startswith("📁")}) == 131
    await camille.does(next(label for label in camille.labels if "AZ-26-0001" in label))
    assert "Conservé pour" in camille.screen
