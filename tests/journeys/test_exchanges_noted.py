"""An exchange beyond the contract is noted in two taps; the other side confirms it, or erases it."""

from datetime import timedelta

from bot.playground.telegram.chats import Chat
from bot.services.core.rights import Role
from models.database.writer import Transaction
from models.exchanges.tables import Exchange
from models.support.contributors import find_contributor
from models.support.tables import Advisor, ContributorCompany, Mission, MissionAdvisor
from models.team.tables import Membership
from tests.journeys.acting import Actor, Tap
from tests.journeys.granted import granted, rows
from tests.journeys.offices import TOUL
from tests.stage import Stage


async def passes(stage: Stage, delay: timedelta) -> None:
    """Let time pass."""
    stage.clock.passes(delay)
    await stage.ticks()


async def lends(stage: Stage, name: str, firm: str) -> Actor:
    """Return who represents a contributor company of Toul, and has agreed to take part."""
    actor = Actor(stage, stage.telegram.person(name, language="fr"))
    await actor.does("/start")
    now = stage.clock()

    def work(transaction: Transaction) -> None:
        with transaction.session() as session:
            company = find_contributor(session, TOUL, firm)
            assert company is not None
            session.add(
                Membership(
                    person_id=actor.person.id, role=Role.CONTRIBUTOR.value, basin_code=TOUL,
                    since=now.date(), company_id=company.id,
                )
            )  # fmt: skip

    await stage.assistant.desk.database.run(work)
    await actor.does(("/entraide", Tap("exchange_agree")))
    return actor


async def helped(stage: Stage, camille: Actor, sacha: Actor, toul: Chat) -> int:
    """Have Forges du Val help Camille's firm, by an agreement; return the number of that company."""
    dossier = await granted(stage, camille, sacha, toul)

    def work(transaction: Transaction) -> int:
        with transaction.session() as session:
            [mission] = [each for each in rows(stage, Mission) if each.dossier_id == dossier.id]
            stored = session.get_one(Mission, mission.id)
            stored.agreed_on = stage.clock().date()
            company = find_contributor(session, TOUL, "Forges du Val")
            assert company is not None
            [claire] = [each for each in rows(stage, Advisor) if each.company_id == company.id]
            session.add(MissionAdvisor(mission_id=stored.id, advisor_id=claire.id, skills=[]))
            return company.id

    return await stage.assistant.desk.database.run(work)


async def test_two_taps_note_an_exchange_and_the_other_firm_confirms_it(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    number = await helped(stage, camille, sacha, toul)
    maud = await lends(stage, "Maud", "Forges du Val")
    await camille.does(("/entraide", Tap("exchange_agree"), "/entraide", Tap("exchange_note")))
    await camille.does((Tap("exchange_note.visit"), Tap(f"exchange_note.visit.c{number}")))

    assert "Forges du Val" in camille.screen
    before = maud.screen
    await passes(stage, timedelta(minutes=30))
    assert maud.screen != before and "Boulangerie" in maud.screen
    await maud.does(Tap("exchange_confirm"))
    [exchange] = rows(stage, Exchange)
    assert exchange.confirmed_at is not None
    assert (exchange.dossier_id is not None, exchange.other_company_id) == (True, number)


async def test_the_other_firm_erases_what_did_not_take_place(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    number = await helped(stage, camille, sacha, toul)
    maud = await lends(stage, "Maud", "Forges du Val")
    await camille.does(("/entraide", Tap("exchange_agree"), "/entraide", Tap("exchange_note")))
    await camille.does((Tap("exchange_note.visit"), Tap(f"exchange_note.visit.c{number}")))
    await passes(stage, timedelta(minutes=30))
    await maud.does(Tap("exchange_deny"))
    assert rows(stage, Exchange)[0].erased_at is None
    await maud.does(Tap("exchange_deny.yes"))

    assert rows(stage, Exchange)[0].erased_at is not None
    assert "n’a pas eu lieu" in camille.screen


async def test_a_slip_is_taken_back_before_anybody_is_told(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    number = await helped(stage, camille, sacha, toul)
    maud = await lends(stage, "Maud", "Forges du Val")
    before = maud.screen
    await camille.does(("/entraide", Tap("exchange_agree"), "/entraide", Tap("exchange_note")))
    await camille.does((Tap("exchange_note.visit"), Tap(f"exchange_note.visit.c{number}")))
    await camille.does(Tap("exchange_erase"))
    await passes(stage, timedelta(days=3))

    assert maud.screen == before


async def test_a_firm_that_is_typed_is_told_nothing(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await helped(stage, camille, sacha, toul)
    lea = await lends(stage, "Léa", "Verrerie de Toul")
    before = lea.screen
    await camille.does(("/entraide", Tap("exchange_agree"), "/entraide", Tap("exchange_note")))
    await camille.does((Tap("exchange_note.equipment"), Tap("exchange_note.equipment.other")))
    await camille.does("Verrerie de Toul")
    await passes(stage, timedelta(days=3))

    assert lea.screen == before
    assert rows(stage, Exchange)[0].other_name == "Verrerie de Toul"


async def test_the_day_is_changed_and_never_in_the_future(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    number = await helped(stage, camille, sacha, toul)
    await camille.does(("/entraide", Tap("exchange_agree"), "/entraide", Tap("exchange_note")))
    await camille.does((Tap("exchange_note.visit"), Tap(f"exchange_note.visit.c{number}")))
    today = rows(stage, Exchange)[0].took_place_on
    await camille.does((Tap("exchange_day"), f"{today + timedelta(days=9):%d/%m/%Y}"))
    assert rows(stage, Exchange)[0].took_place_on == today
    await camille.does(f"{today - timedelta(days=9):%d/%m/%Y}")
    assert rows(stage, Exchange)[0].took_place_on == today - timedelta(days=9)


async def test_what_an_operator_notes_tells_no_name_to_firms_that_do_not_know_each_other(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await helped(stage, camille, sacha, toul)
    lea = await lends(stage, "Léa", "Verrerie de Toul")
    [other] = [each.id for each in rows(stage, ContributorCompany) if each.name == "Verrerie de Toul"]
    await sacha.does(("/file", Tap("open"), Tap("support"), Tap("exchanges"), Tap("exchange_for")))
    await sacha.does((Tap("exchange_for.purchase"), Tap(f"exchange_for.purchase.c{other}")))
    before = len(camille.person.chat.history)
    await passes(stage, timedelta(minutes=30))

    assert "achat groupé" in lea.screen and "Tilleuls" not in lea.screen
    told = " ".join(message.text for message in camille.person.chat.history[before:])
    assert "achat groupé" in told and "Verrerie" not in told
    await lea.does(Tap("exchange_confirm"))
    assert rows(stage, Exchange)[0].confirmed_at is not None


async def test_a_firm_that_takes_no_part_in_exchanges_answers_what_it_is_asked(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await helped(stage, camille, sacha, toul)
    number = next(each.id for each in rows(stage, ContributorCompany) if each.name == "Forges du Val")
    await sacha.does(("/file", Tap("open"), Tap("support"), Tap("exchanges"), Tap("exchange_for")))
    await sacha.does((Tap("exchange_for.visit"), Tap(f"exchange_for.visit.c{number}")))
    await passes(stage, timedelta(minutes=30))
    await camille.does((Tap("exchange_deny"), Tap("exchange_deny.yes")))

    [exchange] = rows(stage, Exchange)
    assert exchange.erased_at is not None
