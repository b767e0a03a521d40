"""A request goes to another team with its reason: who sends it, why, and a last word where it was."""

from bot.playground.telegram.chats import Chat
from bot.services.core.rights import Role
from tests.journeys.acting import Actor, Tap, events
from tests.journeys.conftest import bound_group
from tests.journeys.offices import TOUL, enrolled, stored, taps_in
from tests.journeys.sending import sends
from tests.journeys.sittings import taps
from tests.journeys.test_topics import forum
from tests.stage import Stage


async def transfers(operator: Actor, to: str, reason: str, words: str | None = None) -> None:
    await operator.does((Tap("more"), Tap("transfer"), Tap(f"transfer.{to}")))
    await operator.does(Tap(f"transfer.because-{reason}"))
    if words:
        await operator.does(words)
    await taps(operator, "transfer.sure-")


async def test_the_receiving_team_reads_from_whom_and_why(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    meuse = await bound_group(stage, "Comité Meuse", "meuse")
    await sends(camille)
    [dossier] = camille.dossiers()
    await taps_in(sacha, toul, "claim")
    told = camille.screen
    await sacha.does((Tap("more"), Tap("transfer"), Tap("transfer.meuse")))
    assert (stored(stage, dossier).basin_code, camille.screen) == (TOUL, told), "a reason first"
    await sacha.does(Tap("transfer.because-project_elsewhere"))
    assert (stored(stage, dossier).basin_code, camille.screen) == (TOUL, told), "then a look"
    assert "CCI Meuse" in sacha.screen
    await sacha.does("Le nouvel atelier sera à Bar-le-Duc, 06 12 34 56 78.")
    await taps(sacha, "transfer.sure-")

    assert stored(stage, dossier).basin_code == "meuse"
    card = meuse.last.text
    for told in ("Sacha", "Terres de Lorraine", "Le projet est ailleurs", "Bar-le-Duc"):
        assert told in card, card
    assert "06 12 34 56 78" not in card, "a group reads no contact"
    assert "CCI Meuse" in camille.screen and "autre territoire" in camille.screen
    assert "Bar-le-Duc" not in camille.screen, "the words are for the team"
    [moved] = [event for event in events(stage) if event.event == "transfer"]
    assert moved.reason == "project_elsewhere"
    lea = await enrolled(stage, "Léa", Role.OPERATOR, "meuse")
    await taps_in(lea, meuse, "claim")
    assert "Sacha" in lea.screen and "06 12 34 56 78" in lea.screen
    await lea.does(Tap("history"))
    assert "Bar-le-Duc" in lea.screen
    assert "Toul" in str(stored(stage, dossier).route), "what covers the place is still told"


async def test_who_sent_a_request_on_is_told_where_it_is_and_nobody_else(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    lou = await enrolled(stage, "Lou", Role.OPERATOR, TOUL)
    await sends(camille)
    [dossier] = camille.dossiers()
    await taps_in(sacha, toul, "claim")
    await transfers(sacha, "meuse", "project_elsewhere")
    await sacha.does(dossier.reference)
    assert "Meuse" in sacha.screen and "Aucun résultat" not in sacha.screen
    assert "Tilleuls" not in sacha.screen, "where it is, and nothing of it"
    await lou.does(dossier.reference)
    assert "Aucun résultat" in lou.screen and "Meuse" not in lou.screen


async def test_the_old_card_gets_a_last_word_and_its_topic_is_closed(
    stage: Stage, camille: Actor, sacha: Actor
) -> None:
    group = await forum(stage, sacha)
    meuse = await bound_group(stage, "Comité Meuse", "meuse")
    await sends(camille)
    [dossier] = camille.dossiers()
    [topic] = group.topics.values()
    await taps_in(sacha, group, "claim")
    await transfers(sacha, "meuse", "out_of_territory")

    assert topic.closed
    [card] = [message for message in group.history if f"📁 {dossier.reference}" in (message.text or "")]
    assert "Meuse" in card.text and card.rows == ()
    assert dossier.reference in meuse.last.text
    await enrolled(stage, "Léa", Role.OPERATOR, "meuse")


async def test_a_request_that_comes_back_has_a_topic_of_its_own_again(
    stage: Stage, camille: Actor, sacha: Actor
) -> None:
    group = await forum(stage, sacha)
    meuse = await bound_group(stage, "Comité Meuse", "meuse")
    lea = await enrolled(stage, "Léa", Role.OPERATOR, "meuse")
    await sends(camille)
    [dossier] = camille.dossiers()
    await taps_in(sacha, group, "claim")
    await transfers(sacha, "meuse", "out_of_territory")
    await taps_in(lea, meuse, "claim")
    await transfers(lea, TOUL, "other", "C’est bien à Toul.")

    first, second = group.topics.values()
    assert (first.closed, second.closed) == (True, False)
    assert stored(stage, dossier).card_thread_id == second.id
    await taps_in(sacha, group, "claim")
    assert stored(stage, dossier).holder_id == sacha.person.id
