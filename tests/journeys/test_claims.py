"""A dossier is claimed by one operator, worked in private, and the applicant hears of every step."""

import pytest
from sqlmodel import Session

from bot.playground.telegram.chats import Chat
from bot.services.core.rights import Role
from conversations.dossiers.statuses import GRANTED, LIVE, UNDER_WAY, Status
from models.database.writer import Transaction
from models.dossiers.queries import change_dossier
from models.dossiers.tables import Dossier
from tests.journeys.acting import Actor, Tap
from tests.journeys.conftest import bound_group
from tests.journeys.offices import TOUL, enrolled, stored, taps_in
from tests.journeys.sending import sends
from tests.journeys.sittings import taps
from tests.stage import Stage


@pytest.fixture
async def ines(stage: Stage) -> Actor:
    """Another operator of Toul."""
    return await enrolled(stage, "Inès", Role.OPERATOR, TOUL)


async def test_one_operator_claims_and_the_others_learn_who(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, ines: Actor
) -> None:
    await sends(camille)
    [dossier] = camille.dossiers()
    await taps_in(sacha, toul, "claim")

    assert stored(stage, dossier).holder_id == sacha.person.id
    assert "Sacha" in toul.last.text
    assert "pris" in camille.screen
    assert dossier.reference in sacha.screen


async def test_who_comes_second_is_told_who_won(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, ines: Actor
) -> None:
    await sends(camille)
    [dossier] = camille.dossiers()
    message = toul.last
    data = message.rows[0][0].data or ""
    sacha.person.forges_tap(data, message)
    ines.person.forges_tap(data, message)
    await stage.plays()

    assert stored(stage, dossier).holder_id == sacha.person.id
    assert "Sacha" in ines.alert
    assert dossier.reference not in ines.screen


async def test_the_contact_is_for_the_holder_and_each_look_is_noted(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await sends(camille)
    await taps_in(sacha, toul, "claim")
    assert "06 12 34 56 78" not in sacha.screen
    await sacha.does(Tap("contact"))

    assert "06 12 34 56 78" in sacha.screen
    assert "06 12 34 56 78" not in toul.last.text
    await sacha.does((Tap("open"), Tap("history")))
    assert "Sacha" in sacha.screen


async def test_a_dossier_moves_to_another_basin_with_its_history(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    meuse = await bound_group(stage, "Comité Meuse", "meuse")
    await sends(camille)
    [dossier] = camille.dossiers()
    await taps_in(sacha, toul, "claim")
    await sacha.does((Tap("more"), Tap("transfer"), Tap("transfer.meuse"), Tap("transfer.because-other")))
    await sacha.does("Le siège est à Bar-le-Duc.")
    await taps(sacha, "transfer.sure-")
    moved = stored(stage, dossier)

    assert (moved.basin_code, moved.basin_name, moved.holder_id) == ("meuse", "Meuse", None)
    assert dossier.reference in meuse.last.text
    assert toul.last.rows == ()
    assert "CCI Meuse" in camille.screen
    sacha.person.forges_tap(f"f:{dossier.id}:{moved.version}:open", sacha.person.chat.last)
    await stage.plays()
    assert "Meuse" not in sacha.screen, "it is no longer Toul's to see"
    lea = await enrolled(stage, "Léa", Role.OPERATOR, "meuse")
    await taps_in(lea, meuse, "claim")
    await lea.does(Tap("history"))
    assert "Sacha" in lea.screen


async def test_what_the_applicant_will_read_is_shown_before_they_are_told(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await sends(camille)
    [dossier] = camille.dossiers()
    await taps_in(sacha, toul, "claim")
    told = camille.screen
    await sacha.does((Tap("more"), Tap("lose_touch")))
    assert (stored(stage, dossier).status, camille.screen) == ("claimed", told)
    shown = sacha.screen
    await sacha.does(Tap("lose_touch.yes"))

    assert stored(stage, dossier).status == "unreachable"
    assert next(line for line in camille.screen.splitlines() if "📵" in line) in shown


async def test_a_territory_where_nobody_works_is_said_so_and_the_coordination_is_told(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    alex = await enrolled(stage, "Alex", Role.COORDINATOR)
    await sends(camille)
    [dossier] = camille.dossiers()
    await taps_in(sacha, toul, "claim")
    await sacha.does((Tap("more"), Tap("transfer"), Tap("transfer.meuse"), Tap("transfer.because-other")))
    await sacha.does("Le siège est à Bar-le-Duc.")
    assert stored(stage, dossier).basin_code == TOUL
    assert "⚠️" in sacha.screen
    await taps(sacha, "transfer.sure-")

    assert stored(stage, dossier).basin_code == "meuse"
    assert any("⚠️" in message.text and dossier.reference in message.text
               for message in alex.person.chat.history)  # fmt: skip


@pytest.mark.parametrize("typed", ["{year}-{number}", "{number}", "AZ-{year}-{number}", "az {reference}"])
async def test_a_reference_opens_its_request_alone(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, typed: str
) -> None:
    await sends(camille)
    [dossier] = camille.dossiers()
    short = dossier.reference.removeprefix("AZ-")
    words = typed.format(year=short[:2], number=int(short[3:]), reference=short)
    await sacha.does(f"/chercher {words}")

    assert dossier.reference in sacha.screen
    assert sacha.has("claim")


async def test_all_that_is_found_is_counted_and_shown_page_after_page(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await sends(camille)
    [dossier] = camille.dossiers()
    with Session(stage.assistant.desk.database.engine) as session:
        for number in range(2, 14):
            copied = dossier.model_dump(exclude={"id", "reference", "draft_id"})
            session.add(Dossier(**copied, reference=f"AZ-26-{number:04d}", draft_id=100 + number))
        session.commit()
    await sacha.does("/chercher toul")
    assert "13" in sacha.screen
    assert sacha.screen.count("AZ-26-") == 10
    await sacha.does(Tap("find.toul"))
    assert sacha.screen.count("AZ-26-") == 3
    await sacha.does(Tap("find.toul"))
    assert sacha.screen.count("AZ-26-") == 10


async def test_nothing_else_to_do_is_not_offered(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, ines: Actor
) -> None:
    await sends(camille)
    [dossier] = camille.dossiers()
    await taps_in(sacha, toul, "claim")
    assert sacha.has("more")
    await ines.does(f"/chercher {dossier.reference}")
    assert ines.has("history")
    assert not ines.has("more")


@pytest.mark.parametrize("status", [status for status in Status if status in LIVE])
async def test_the_applicant_may_withdraw_wherever_the_dossier_stands(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, status: Status
) -> None:
    await sends(camille)
    [dossier] = camille.dossiers()
    await taps_in(sacha, toul, "claim")
    await puts(stage, dossier, status)
    await camille.does(("/suivi", Tap("withdraw"), Tap("withdraw.yes")))

    assert stored(stage, dossier).status == "withdrawn"
    assert dossier.reference in camille.screen
    assert "🚫" in toul.last.text
    assert any(dossier.reference in message.text and "🚫" in message.text
               for message in sacha.person.chat.history[-3:]), "its holder is told"  # fmt: skip
    await camille.does(("/suivi", Tap("reopen")))
    granted = status in (*GRANTED, *UNDER_WAY)
    assert stored(stage, dossier).status == (status if granted else "received"), "what was granted stands"


async def puts(stage: Stage, dossier: Dossier, status: Status) -> None:
    """Put a dossier where a story would take it."""

    def change(transaction: Transaction) -> None:
        with transaction.session() as session:
            assert change_dossier(session, session.get_one(Dossier, dossier.id), {"status": status.value})

    await stage.assistant.desk.database.run(change)


@pytest.mark.parametrize(("event", "reason"), [("decline", "jobs"), ("redirect", "other_scheme")])
async def test_stopping_needs_a_reason_and_names_another_door(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, event: str, reason: str
) -> None:
    await sends(camille)
    [dossier] = camille.dossiers()
    await taps_in(sacha, toul, "claim")
    await sacha.does((Tap("more"), Tap(event)))
    assert stored(stage, dossier).status == "claimed"
    told = camille.screen
    await sacha.does(Tap(f"{event}.because-{reason}"))
    assert (stored(stage, dossier).status, camille.screen) == ("claimed", told), "it is looked at first"
    assert "🚪" in sacha.screen
    read = sacha.screen.split("l’entreprise lira", 1)[1].split("\n\n")[1:-1]
    await taps(sacha, f"{event}.sure-")

    assert stored(stage, dossier).status in ("declined", "redirected")
    assert "🚪" in camille.screen
    assert read and all(paragraph in camille.screen for paragraph in read), "what was looked at leaves"

    why, door = (
        next(each for each in read if " : " in each.replace("\u00a0", " ")),
        next(each for each in read if "🚪" in each),
    )
    reason = why.replace("\u00a0", " ").rpartition(" : ")[2].rstrip(".")
    for words in ("/suivi", "Pourquoi ?"):
        await camille.does(words)
        assert reason in camille.screen and door in camille.screen, (words, camille.screen)
        assert "Transmis" not in camille.screen


async def test_an_operator_is_only_the_applicant_of_their_own_request(
    stage: Stage, toul: Chat, sacha: Actor, ines: Actor
) -> None:
    await sends(sacha)
    [dossier] = sacha.dossiers()
    await taps_in(sacha, toul, "claim")
    assert stored(stage, dossier).holder_id is None
    assert "Sacha" not in sacha.alert, "nothing is shown of it either"
    await taps_in(ines, toul, "claim")

    assert stored(stage, dossier).holder_id == ines.person.id


async def test_who_takes_a_request_up_reads_what_its_applicant_read_and_how_to_take_it_back(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await sends(camille)
    [dossier] = camille.dossiers()
    await taps_in(sacha, toul, "claim")

    assert "prise en charge" in camille.screen
    read = camille.person.chat.history[-1].text.split("\n\n")[1]
    assert read in camille.screen and all(line in sacha.screen for line in read.split("\n"))
    await sacha.does(Tap("release"))
    assert stored(stage, dossier).status == "claimed", "it is shown first, too"
    await sacha.does(Tap("yes"))
    assert stored(stage, dossier).holder_id is None
