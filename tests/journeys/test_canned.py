"""Ready-made replies: written once by a territory, filled in and seen before each is sent."""

from sqlmodel import Session, select

from bot.playground.telegram.chats import Chat
from bot.services.core.rights import Role
from models.messages.tables import CannedReply
from tests.journeys.acting import Actor, Tap
from tests.journeys.offices import TOUL, enrolled, taps_in
from tests.journeys.sending import sends
from tests.stage import Stage

WELCOME = "Accueil\nBonjour {name}, votre demande {reference} est suivie par {my_name}, de {operator}."


def replies(stage: Stage) -> list[CannedReply]:
    with Session(stage.assistant.desk.database.engine) as session:
        return list(session.exec(select(CannedReply)))


async def adds(operator: Actor, text: str) -> None:
    await operator.does(("/modeles", Tap(f"canned_add.{TOUL}"), text))


async def test_a_reply_is_filled_in_and_seen_before_it_is_sent(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await adds(sacha, WELCOME)
    await sends(camille)
    await taps_in(sacha, toul, "claim")
    [reply] = replies(stage)
    await sacha.does((Tap("message"), Tap(f"message.use{reply.id}")))
    filled = f"Bonjour Camille Durand, votre demande {camille.dossiers()[0].reference} est suivie par Sacha"
    assert filled in sacha.screen
    assert filled not in camille.screen
    sacha.person.taps(next(label for label in sacha.labels if label.startswith("📨")))
    await stage.plays()

    assert filled in camille.screen


async def test_what_is_filled_in_is_written_in_french_or_in_english(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await sacha.does(("/modeles", Tap(f"canned_add.{TOUL}")))
    assert "{nom}, {référence}, {entreprise}, {opérateur}, {jour du comité}, {mon nom}" in sacha.screen
    await sacha.does("Suite\nBonjour {Nom}, {reference} : {mon_nom} vous écrit le {committee_day}.")
    await sends(camille)
    await taps_in(sacha, toul, "claim")
    [reply] = replies(stage)
    await sacha.does((Tap("message"), Tap(f"message.use{reply.id}")))

    assert "Bonjour Camille Durand, AZ-26-0001 : Sacha vous écrit le 15/12/2026." in sacha.screen


async def test_an_unknown_variable_is_refused_with_those_that_are_known(stage: Stage, sacha: Actor) -> None:
    await adds(sacha, "Accueil\nBonjour {prenom}")

    assert "{prenom}" in sacha.screen
    assert "{mon nom}" in sacha.screen, "in the language that the person reads"
    assert replies(stage) == []
    await sacha.does("Accueil\nBonjour {name}")
    assert len(replies(stage)) == 1, "the entry is corrected without starting again"


async def test_a_title_without_a_text_is_refused(stage: Stage, sacha: Actor) -> None:
    await adds(sacha, "Accueil")

    assert replies(stage) == []


async def test_a_reply_is_changed_then_deleted(stage: Stage, sacha: Actor) -> None:
    await adds(sacha, WELCOME)
    await sacha.does((Tap("canned_change"), "Accueil\nBonjour à vous"))
    assert replies(stage)[0].text == "Bonjour à vous"
    await sacha.does(Tap("canned_delete"))
    assert len(replies(stage)) == 1, "it is confirmed first"
    await sacha.does(Tap("canned_delete.yes"))

    assert replies(stage) == []


async def test_a_territory_keeps_its_replies_to_itself(stage: Stage, sacha: Actor) -> None:
    await adds(sacha, WELCOME)
    [reply] = replies(stage)
    other = await enrolled(stage, "Noa", Role.OPERATOR, "aix-marseille-provence")
    other.person.forges_tap(f"o:{reply.id}:0:canned_delete.yes", other.person.chat.last)
    await stage.plays()
    await other.does("/modeles")

    assert "Accueil" not in " ".join(other.labels)
    assert len(replies(stage)) == 1


async def test_a_value_that_is_not_known_is_named(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    await adds(sacha, "Visite\nNous passons chez {company}.")
    await sends(camille, {"company": {"kind": "creation"}})
    await taps_in(sacha, toul, "claim")
    [reply] = replies(stage)
    await sacha.does((Tap("message"), Tap(f"message.use{reply.id}")))

    assert "{company}" in sacha.alert
