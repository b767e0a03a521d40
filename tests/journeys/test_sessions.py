"""Sessions are set, moved and sent with care: nobody is told of a slip, nor of what left the agenda."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlmodel import Session, col, select

from bot.playground.telegram.chats import Chat
from bot.services.core.rights import Role
from models.committee.tables import CommitteeSession
from tests.journeys.acting import Actor, Tap
from tests.journeys.offices import TOUL, enrolled, stored
from tests.journeys.sending import sends
from tests.journeys.sittings import (
    DECEMBER,
    everything_read,
    forges,
    goes_on_agenda,
    items,
    made_ready,
    meets,
    opinions,
    papers,
    scheduled,
    sits,
    sitting,
    taps,
)
from tests.stage import Stage

BAKERY = "Boulangerie des Tilleuls"
NO_LONGER = "n’est plus à l’ordre du jour"


def received(actor: Actor) -> int:
    """Count the messages in somebody's private chat."""
    return len(actor.person.chat.history)


async def opens_session(actor: Actor) -> None:
    """Have the next session on the screen."""
    await actor.does("/seances")
    await taps(actor, "session")


async def test_a_session_that_decided_something_keeps_its_day(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await scheduled(camille, sacha, toul)
    await meets(stage, sacha)
    await sacha.does((Tap("refuse"), Tap("refuse.jobs"), Tap("refuse.record")))
    await opens_session(sacha)
    shown = [button.label for row in sacha.person.chat.history[-1].rows for button in row]
    assert any("🏁" in label for label in shown)
    assert not any("🗓" in label or "✖️" in label for label in shown)

    before = received(camille)
    number = sitting(stage).id
    await forges(sacha, f"o:{number}:0:session_move", f"o:{number}:0:session_cancel.yes")
    assert (sitting(stage).day, sitting(stage).cancelled_at) == (date(2026, 12, 15), None)
    assert received(camille) == before


@pytest.mark.parametrize("gone", ["withdrawn", "erased"])
async def test_a_request_that_its_applicant_took_back_is_read_by_no_member(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, nour: Actor, gone: str
) -> None:
    dossier = await scheduled(camille, sacha, toul)
    await sits(nour, "Fonderie de Moselle")
    await nour.does(Tap("opinion.favourable"))
    if gone == "withdrawn":
        await camille.does(("/suivi", Tap("withdraw"), Tap("withdraw.yes")))
    else:
        await camille.does(("/supprimer", Tap("z")))
    assert stored(stage, dossier).status == "withdrawn"
    number, before = items(stage)[0].id, len(everything_read(nour))
    for action in ("item", "brief", "opinion.reserved", "comment", "recuse.yes"):
        await forges(nour, f"o:{number}:0:{action}")
        assert NO_LONGER in nour.alert

    assert [each.opinion for each in opinions(stage)] == ["favourable"]
    assert papers(nour) == [] and len(everything_read(nour)) == before
    await forges(sacha, f"o:{number}:0:item")
    page = sacha.person.chat.history[-1].text
    assert NO_LONGER in page and "favorable" not in page
    assert ("entreprise effacée" in page) is (gone == "erased")


@pytest.mark.wordings
@pytest.mark.parametrize(
    ("typed", "starts_at", "place"),
    [
        ("17/12/2026 9h mairie de Toul", time(9), "mairie de Toul"),
        ("17/12/2026 9h https://visio.example.com/a?b=1", time(9), "https://visio.example.com/a?b=1"),
        ("17 décembre 2026 14h30 à la CCI de Toul", time(14, 30), "à la CCI de Toul"),
    ],
)
async def test_what_follows_the_day_and_the_hour_is_the_place(
    stage: Stage, sacha: Actor, typed: str, starts_at: time, place: str
) -> None:
    await sacha.does("/seances")
    await taps(sacha, "session_new")
    await sacha.does(("17/12/2026 25h70 mairie",))
    assert "25h70" in sacha.screen
    await sacha.does(typed)

    with Session(stage.assistant.desk.database.engine) as session:
        query = select(CommitteeSession).where(col(CommitteeSession.day) == date(2026, 12, 17))
        found = session.exec(query).all()
    assert [(each.starts_at, each.place) for each in found] == [(starts_at, place)]


async def test_nobody_hears_of_a_move_before_it_is_confirmed(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, nour: Actor
) -> None:
    await scheduled(camille, sacha, toul)
    await taps(sacha, "session_move")
    before = received(camille), received(nour)
    await sacha.does("27/12/2026 9h mairie de Toul")
    assert "27 décembre 2026 à 9" in sacha.screen and "mairie de Toul" in sacha.screen
    assert "férié" in sacha.screen and "1 entreprise" in sacha.screen
    slip = next(
        button.data or ""
        for message in reversed(sacha.person.chat.history)
        for row in message.rows
        for button in row
        if "session_sure" in (button.data or "")
    )
    stage.clock.passes(timedelta(minutes=1))
    await sacha.does("17/12/2026 9h mairie de Toul")
    assert "férié" not in sacha.screen
    await forges(sacha, slip)
    assert (received(camille), received(nour)) == before and sitting(stage).day == date(2026, 12, 15)

    await taps(sacha, "session_sure")
    assert sitting(stage).day == date(2026, 12, 17)
    assert "17 décembre 2026 à 9\N{NO-BREAK SPACE}h" in camille.screen and "mairie de Toul" in nour.screen


async def test_a_place_or_an_hour_more_is_not_told_as_a_move(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await scheduled(camille, sacha, toul)
    for typed, told in (("15/12/2026 mairie de Toul", "mairie de Toul"), ("15/12/2026 9h", "à 9")):
        await opens_session(sacha)
        await taps(sacha, "session_move")
        await sacha.does(typed)
        await taps(sacha, "session_sure")
        assert f"se réunit le {DECEMBER}" in camille.screen and told in camille.screen
        assert "désormais" not in camille.screen
    assert (sitting(stage).starts_at, sitting(stage).place) == (time(9), "mairie de Toul")


async def test_a_session_on_an_unlikely_day_is_confirmed_first(stage: Stage, sacha: Actor) -> None:
    for typed in ("demain 9h", "aujourd’hui", "samedi 12 décembre 2026", "25/12/2026"):
        await sacha.does("/seances")
        await taps(sacha, "session_new")
        await sacha.does(typed)
        assert "⚠️" in sacha.screen
    await taps(sacha, "session_sure")
    assert "25 décembre 2026" in sacha.screen and "⚠️" not in sacha.screen
    assert sitting(stage).day == date(2026, 12, 15)  # nothing of what was not confirmed


@pytest.mark.parametrize("action", ["session_cancel", "session_move"])
async def test_who_hears_of_a_change_is_named_only_once_somebody_took_the_request_up(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, action: str
) -> None:
    taken = await scheduled(camille, sacha, toul)
    lea = Actor(stage, stage.telegram.person("Léa", "Moreau", language="fr"))
    await sends(lea, {"company": {"kind": "named", "name": "Menuiserie du Secret"}})
    [waiting] = lea.dossiers()
    await sacha.does("/seances")
    await taps(sacha, "session")
    await taps(sacha, action)
    if action == "session_move":
        await sacha.does("17 décembre 2026 à 9h, mairie")

    assert f"{taken.reference} (Boulangerie des Tilleuls)" in sacha.screen
    assert waiting.reference in sacha.screen
    assert "Menuiserie du Secret" not in "".join(everything_read(sacha))


async def test_an_empty_session_is_cancelled_without_counting_applicants(
    stage: Stage, sacha: Actor, nour: Actor
) -> None:
    await opens_session(sacha)
    await taps(sacha, "session_cancel")
    assert "entreprise" not in sacha.screen
    await taps(sacha, "session_cancel.yes")
    assert "entreprise" not in sacha.screen and "annulé" in nour.screen


async def test_every_session_to_come_is_reached_page_after_page(stage: Stage) -> None:
    coordinator = await enrolled(stage, "Aya", Role.COORDINATOR)
    with Session(stage.assistant.desk.database.engine) as session:
        session.add_all(
            CommitteeSession(basin_code=TOUL, day=date(2027, 6, 1) + timedelta(days=n)) for n in range(30)
        )
        session.commit()
    await coordinator.does("/seances")
    pages = [*coordinator.labels]
    start = 12
    while any("➡️" in label for label in coordinator.labels):
        await taps(coordinator, f"sessions.{start}")
        pages += coordinator.labels
        start += 12
    for n in range(1, 31):
        day = "1er" if n == 1 else str(n)
        assert any(f" {day} juin 2027" in label for label in pages)


async def test_the_holder_of_a_ready_request_hears_of_a_session_it_is_not_on_once(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    dossier = await made_ready(camille, sacha, toul)
    before = received(sacha)

    async def mornings(*days: int) -> int:
        for day in days:
            stage.clock.now = datetime(2026, 12, day, 9, 30, tzinfo=UTC)
            await stage.ticks()
            await stage.ticks()
        told = sacha.person.chat.history[before:]
        return sum(DECEMBER in message.text and "aucun ordre du jour" in message.text for message in told)

    assert await mornings(7) == 0  # six working days before
    assert await mornings(8) == 1
    assert await mornings(9, 10) == 1
    await taps(sacha, "schedule")
    await goes_on_agenda(sacha)
    assert stored(stage, dossier).status == "scheduled"


async def test_members_are_called_once_and_only_when_there_is_something_for_them(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, nour: Actor
) -> None:
    paul = await enrolled(stage, "Paul Girard", Role.MEMBER, TOUL)
    await opens_session(sacha)
    before = received(nour), received(paul)
    await taps(sacha, "call_members")
    assert "vide" in sacha.alert and (received(nour), received(paul)) == before

    await scheduled(camille, sacha, toul, {"excluded": "Paul Girard"})
    await taps(sacha, "call_members")
    await sacha.does(Tap("yes"))
    assert (received(nour), received(paul)) == (before[0] + 1, before[1])
    stage.clock.passes(timedelta(days=1))
    await taps(sacha, "call_members")
    assert "23 novembre 2026" in sacha.screen and received(nour) == before[0] + 1
    await taps(sacha, "call_members.yes")
    assert received(nour) == before[0] + 2
