"""What leaves for a committee or an applicant is confirmed first, with what it says and who reads it."""

from datetime import timedelta

from bot.playground.telegram.chats import Chat
from bot.services.core.rights import Role
from tests.journeys.acting import Actor, Tap
from tests.journeys.granted import granted
from tests.journeys.offices import TOUL, enrolled, stored, taps_in
from tests.journeys.sending import sends
from tests.journeys.sittings import (
    ON_THE_DAY,
    forges,
    items,
    made_ready,
    meets,
    papers,
    scheduled,
    sits,
    sitting,
    taps,
)
from tests.stage import Stage


def received(*actors: Actor) -> list[int]:
    """Count the messages in private chats."""
    return [len(actor.person.chat.history) for actor in actors]


def last(actor: Actor) -> str:
    """Return the last message of somebody's private chat."""
    return actor.person.chat.history[-1].text


async def opens_session(actor: Actor) -> None:
    """Have the next session on the screen."""
    await actor.does("/seances")
    await taps(actor, "session")


async def test_the_call_names_who_reads_it_who_cannot_be_reached_and_who_is_left_out(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, nour: Actor
) -> None:
    paul = await enrolled(stage, "Paul Girard", Role.MEMBER, TOUL)
    eve = await enrolled(stage, "Ève Rivière", Role.MEMBER, TOUL)
    await scheduled(camille, sacha, toul, {"excluded": "M. Girard"})
    eve.person.blocks_bot()
    await stage.plays()
    before = received(nour, paul)
    await opens_session(sacha)
    await taps(sacha, "call_members")
    shown = last(sacha)
    assert "attend votre avis" in shown and "Nour Lambert" in shown
    assert "Paul Girard" in shown and "Ève Rivière" in shown
    assert received(nour, paul) == before

    await taps(sacha, "call_members.yes")
    assert received(nour, paul) == [before[0] + 1, before[1]]
    assert last(nour).splitlines()[0] in shown


async def test_who_reads_the_call_is_looked_at_again_when_it_changed(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, nour: Actor
) -> None:
    await scheduled(camille, sacha, toul)
    await opens_session(sacha)
    await taps(sacha, "call_members")
    paul = await enrolled(stage, "Paul Girard", Role.MEMBER, TOUL)
    before = received(nour, paul)
    await taps(sacha, "call_members.yes")
    assert received(nour, paul) == before
    assert "Paul Girard" in sacha.screen and "changé" in sacha.alert
    await taps(sacha, "call_members.yes")
    assert received(nour, paul) == [count + 1 for count in before]


async def test_a_cancellation_says_what_each_reads_and_how_to_come_back(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, nour: Actor
) -> None:
    dossier = await scheduled(camille, sacha, toul)
    before = received(camille, nour)
    await opens_session(sacha)
    await taps(sacha, "session_cancel")
    shown = last(sacha)
    for words in (dossier.reference, "Nour Lambert", "est annulé", "20 mai 2027", "nouvelle séance"):
        assert words in shown or words.capitalize() in shown
    assert received(camille, nour) == before

    await taps(sacha, "session_cancel.yes")
    for line in filter(None, last(camille).splitlines()[1:]):
        assert line in shown
    assert last(nour).splitlines()[0] in shown


async def test_a_session_without_requests_is_moved_once_the_members_to_be_told_are_named(
    stage: Stage, sacha: Actor, nour: Actor
) -> None:
    await opens_session(sacha)
    await taps(sacha, "session_move")
    before = received(nour)
    await sacha.does("17 décembre 2026 à 9h")
    assert "Nour Lambert" in sacha.screen and received(nour) == before
    await taps(sacha, "session_sure")
    assert received(nour) == [before[0] + 1]


async def test_the_first_session_is_set_once_those_who_wait_for_a_date_are_counted(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    stage.clock.now = stage.clock.now.replace(year=2027, month=11)  # after the last announced session
    dossier = await made_ready(camille, sacha, toul)
    await sacha.does("/seances")
    await taps(sacha, "session_new")
    before = received(camille)
    await sacha.does("10 décembre 2027 à 14h30, salle du conseil")
    assert dossier.reference in sacha.screen and received(camille) == before
    await taps(sacha, "session_sure")
    assert "10 décembre 2027" in camille.screen


async def test_a_request_goes_on_an_agenda_and_off_it_once_what_its_applicant_reads_is_seen(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    dossier = await made_ready(camille, sacha, toul)
    before = received(camille)
    await sacha.does(Tap("schedule"))
    await taps(sacha, "schedule.")
    shown = last(sacha)
    assert received(camille) == before and stored(stage, dossier).status == "ready"
    await taps(sacha, "schedule.")
    for line in filter(None, last(camille).splitlines()[1:]):
        assert line in shown

    await taps(sacha, "item")
    before = received(camille)
    await taps(sacha, "unschedule")
    shown = last(sacha)
    assert received(camille) == before and items(stage)[0].removed_at is None
    await taps(sacha, "unschedule.yes")
    for line in filter(None, last(camille).splitlines()[1:]):
        assert line in shown


async def test_closing_a_session_and_sending_its_minutes_say_what_happens(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, nour: Actor
) -> None:
    await scheduled(camille, sacha, toul)
    await sits(nour, "Fonderie de Moselle")
    stage.clock.now = ON_THE_DAY
    await meets(stage, sacha)
    await sacha.does((Tap("grant_skills"), Tap("grant_skills.record")))
    await opens_session(sacha)
    await taps(sacha, "attendance")
    await sacha.does("Nour Lambert")
    await taps(sacha, "hold")
    assert "Nour Lambert" in sacha.screen and "1 décision" in " ".join(sacha.screen.split())
    assert sitting(stage).held_at is None
    await taps(sacha, "hold.yes")
    assert sitting(stage).held_at is not None

    before = received(nour)
    await taps(sacha, "minutes_out")
    assert "Nour Lambert" in sacha.screen and received(nour) == before
    await taps(sacha, "minutes_out.yes")
    assert len(papers(nour)) == 1
    stage.clock.passes(timedelta(days=1))
    await forges(sacha, f"o:{sitting(stage).id}:0:minutes_out")
    assert "Déjà envoyé le 15 décembre 2026" in sacha.screen + last(sacha)


async def test_the_agreement_is_asked_once_its_words_are_seen(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor, nour: Actor
) -> None:
    dossier = await made_ready(camille, sacha, toul)
    with stage.assistant.desk.database.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE dossier SET committee_agreed_at = NULL WHERE id = {dossier.id}")
    before = received(camille)
    await sacha.does(Tap("schedule"))
    shown = last(sacha)
    assert received(camille) == before
    await sacha.does(Tap("ask_agreement.yes"))
    for line in filter(None, last(camille).splitlines()[1:]):
        assert line in shown


async def test_the_agreement_signed_the_mission_and_its_end_leave_once_they_are_looked_at(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    dossier = await granted(stage, camille, sacha, toul)
    await sacha.does(("/file", Tap("open"), Tap("contract"), Tap("contract.sign")))
    for steps, status in (
        ((Tap("contract.today"), Tap("yes")), "contracted"),
        ((Tap("start"), Tap("start.today"), Tap("yes")), "running"),
        (
            (
                Tap("support"),
                Tap("advance"),
                Tap("advance_set.paid"),
                Tap("advance_set.paid.today"),
                Tap("yes"),
            ),
            None,
        ),
        ((Tap("support"), Tap("advance"), Tap("advance_set.repaid"), "3000", Tap("yes")), None),
        ((Tap("support"), Tap("mission"), Tap("mission_end"), Tap("mission_end.6"), Tap("yes")), None),
        ((Tap("support"), Tap("mission"), Tap("team"), Tap("team_out.1"), Tap("yes")), None),
        ((Tap("close"), "Atelier réorganisé.", Tap("close.yes")), "closed"),
    ):
        before = received(camille)
        await sacha.does(steps[:-1])
        assert received(camille) == before and (status is None or stored(stage, dossier).status != status)
        shown = last(sacha)
        await sacha.does(steps[-1])
        assert status in (None, stored(stage, dossier).status) and received(camille) > before
        for line in filter(None, last(camille).splitlines()[1:]):
            assert line in shown
        await sacha.does(("/chercher " + dossier.reference,))


async def test_no_step_of_a_request_is_told_before_its_words_are_seen(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    ines = await enrolled(stage, "Inès", Role.OPERATOR, TOUL)
    await sends(camille)
    await taps_in(sacha, toul, "claim")
    [dossier] = camille.dossiers()
    steps = (
        ("make_ready", "ready"), ("rework", "claimed"),
        (f"hand_over.{ines.person.id}", "claimed"), ("lose_touch", "unreachable"),
    )  # fmt: skip
    manager = await enrolled(stage, "Aya", Role.MANAGER, TOUL)
    for step, status in steps:
        before, version = received(camille), stored(stage, dossier).version
        await forges(manager, f"f:{dossier.id}:{version}:{step}")
        shown = last(manager)
        assert received(camille) == before and stored(stage, dossier).version == version
        await forges(manager, f"f:{dossier.id}:{version}:{step}.yes")  # of the release before
        assert received(camille) == before
        await manager.does(Tap("yes"))
        assert stored(stage, dossier).status == status
        for line in filter(None, last(camille).splitlines()[1:]):
            assert line in shown
