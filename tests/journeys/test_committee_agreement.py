"""The agreement that the committee reads a request: taken back alone, and given again."""

from bot.playground.telegram.chats import Chat
from bot.services.core.rights import Role
from conversations.dossiers.lifecycle import Event
from conversations.dossiers.traces import Trace
from tests.journeys.acting import Actor, Tap, events
from tests.journeys.granted import granted
from tests.journeys.offices import TOUL, enrolled, stored, taps_in
from tests.journeys.sending import sends
from tests.journeys.sittings import DECEMBER, forges, goes_on_agenda, items, papers, scheduled, sits, taps
from tests.stage import Stage

TAKES_BACK = ("/suivi", Tap("circulation"), Tap("disagree"))
GIVES = ("/suivi", Tap("circulation"), Tap("agree"))


def happened(stage: Stage) -> list[str]:
    return [each.event for each in events(stage)]


async def test_it_is_taken_back_once_confirmed_and_the_rest_goes_on(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    await sends(camille)
    await taps_in(sacha, toul, "claim")
    [dossier] = camille.dossiers()
    await camille.does(("/suivi", Tap("circulation")))
    assert stored(stage, dossier).committee_agreed_at is not None, "a look changes nothing"
    assert any("retire mon accord" in label for label in camille.labels)
    await camille.does(Tap("disagree"))

    now = stored(stage, dossier)
    assert now.committee_agreed_at is None
    assert (now.status, now.holder_id) == ("claimed", sacha.person.id)
    assert happened(stage)[-1] == Trace.DISAGREE
    assert dossier.reference in sacha.screen and "accord" in sacha.screen


async def test_what_is_on_an_agenda_is_taken_off_and_nobody_reads_it_any_more(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    karim = await enrolled(stage, "Karim", Role.MEMBER, TOUL)
    dossier = await scheduled(camille, sacha, toul)
    await sits(karim, "Banque Exemple")
    assert "Tilleuls" in karim.screen
    opened = karim.button("opinion.favourable").data or ""
    await camille.does(("/suivi", Tap("circulation")))
    assert DECEMBER in camille.screen, "what follows is told before"
    await camille.does(Tap("disagree"))

    assert stored(stage, dossier).status == "ready"
    assert [item.removed_at is not None for item in items(stage)] == [True]
    assert happened(stage)[-2:] in (
        [Trace.DISAGREE, Event.UNSCHEDULE], [Event.UNSCHEDULE, Trace.DISAGREE],
    )  # fmt: skip
    assert DECEMBER in sacha.screen
    [item] = items(stage)
    before = len(papers(karim))
    await forges(karim, opened, f"o:{item.id}:0:brief", f"o:{item.id}:0:item")
    assert len(papers(karim)) == before
    await karim.does("/seances")
    await taps(karim, "session")
    assert "Tilleuls" not in karim.screen and dossier.reference not in karim.screen


async def test_without_it_nothing_goes_on_an_agenda_until_it_is_given_again(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    dossier = await scheduled(camille, sacha, toul)
    await camille.does(TAKES_BACK)
    await sacha.does((f"/chercher {dossier.reference}", Tap("schedule")))
    assert sacha.has("ask_agreement.yes")
    await camille.does(GIVES)
    assert stored(stage, dossier).committee_agreed_at is not None
    await sacha.does((f"/chercher {dossier.reference}", Tap("schedule")))
    await goes_on_agenda(sacha)
    assert stored(stage, dossier).status == "scheduled"


async def test_what_was_decided_stays_and_members_read_it_no_more(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    karim = await enrolled(stage, "Karim", Role.MEMBER, TOUL)
    await granted(stage, camille, sacha, toul)
    [dossier] = camille.dossiers()
    await sits(karim, "Banque Exemple")
    assert "Tilleuls" in karim.screen
    standing = stored(stage, dossier).status
    await camille.does(TAKES_BACK)
    assert stored(stage, dossier).status == standing
    assert [item.outcome is not None for item in items(stage)] == [True]
    await karim.does("/seances")
    await taps(karim, "session")
    assert "Tilleuls" not in karim.screen


async def test_a_forged_or_late_button_takes_back_nothing_twice(
    stage: Stage, camille: Actor, toul: Chat
) -> None:
    await sends(camille)
    [dossier] = camille.dossiers()
    await camille.does(TAKES_BACK)
    button = f"f:{dossier.id}:0:disagree"
    await forges(camille, button)
    assert happened(stage).count(Trace.DISAGREE) == 1
    lou = await enrolled(stage, "Lou", Role.OPERATOR, TOUL)
    await camille.does(GIVES)
    await forges(lou, button)
    assert stored(stage, dossier).committee_agreed_at is not None
