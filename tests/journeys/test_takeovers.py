"""A request goes to another account of its applicant, or to who succeeds them, through the operator."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from bot.playground.telegram.chats import Chat
from bot.services.core.rights import Role
from models.dossiers.tables import Dossier
from models.messages.tables import RelayedMessage
from models.team.tables import Invitation
from tests.journeys.acting import Actor, Tap, events
from tests.journeys.granted import granted
from tests.journeys.offices import TOUL, enrolled, stored, taps_in
from tests.journeys.sending import sends
from tests.journeys.sittings import own_data, taps
from tests.stage import Stage


@pytest.fixture
async def claimed(stage: Stage, camille: Actor, toul: Chat, sacha: Actor) -> Dossier:
    """The request of Camille, held by Sacha."""
    await sends(camille)
    await taps_in(sacha, toul, "claim")
    return camille.dossiers()[0]


async def link_for(operator: Actor, reason: str) -> str:
    """Have the operator make a link, and return the parameter it carries."""
    await operator.does((Tap("more"), Tap("entrust"), Tap(f"entrust.because-{reason}")))
    await taps(operator, "entrust.sure-")
    return operator.screen.split("?start=")[1].split()[0]


def newcomer(stage: Stage, first: str = "Camille") -> Actor:
    return Actor(stage, stage.telegram.person(first, "Durand", language="fr"))


async def test_another_account_of_the_same_person_gets_the_request_back(
    stage: Stage, camille: Actor, sacha: Actor, claimed: Dossier
) -> None:
    told = camille.screen
    code = await link_for(sacha, "same_person")
    assert camille.screen != told and "autre compte" in camille.screen, "the former account is told at once"
    assert stored(stage, claimed).person_id == camille.person.id, "nothing changes before it is opened"
    with Session(stage.assistant.desk.database.engine) as session:
        assert all(code not in row.code_hash for row in session.exec(select(Invitation)))
    new = newcomer(stage)
    await new.does(f"/start {code}")

    after = stored(stage, claimed)
    assert (after.person_id, after.holder_id, after.status) == (new.person.id, sacha.person.id, "claimed")
    assert after.answers["name"] == "Camille Durand"
    assert after.committee_agreed_at is not None
    assert claimed.reference in new.screen
    assert "autre compte" in camille.screen
    assert any("🔑" in message.text for message in sacha.person.chat.history[-1:])
    await new.does("/suivi")
    assert claimed.reference in new.screen and new.has("correct")
    await camille.does("/suivi")
    assert claimed.reference not in camille.screen
    await new.does("Mon nouveau téléphone est en panne aussi.")
    assert "en panne aussi" in sacha.screen
    await sacha.does((Tap("open"), Tap("history")))
    assert "Même personne" in sacha.screen
    assert [event.event for event in events(stage)][-3:-1] == ["entrust", "take_over"]


async def test_the_former_account_can_act_no_more(
    stage: Stage, camille: Actor, sacha: Actor, claimed: Dossier
) -> None:
    await camille.does(("/suivi", Tap("correct"), Tap("headcount"), "18"))
    code = await link_for(sacha, "same_person")
    await newcomer(stage).does(f"/start {code}")
    assert camille.draft() is None, "the form of the former account is closed"
    message = camille.person.chat.last
    for act in ("withdraw.yes", "write", "correct", "reopen"):
        camille.person.forges_tap(f"f:{claimed.id}:{stored(stage, claimed).version}:{act}", message)
        await stage.plays()

    assert stored(stage, claimed).status == "claimed"
    assert stored(stage, claimed).answers["headcount"] == 12


@pytest.mark.parametrize("late", [False, True])
async def test_a_link_serves_once_and_for_some_days(
    stage: Stage, camille: Actor, sacha: Actor, claimed: Dossier, late: bool
) -> None:
    code = await link_for(sacha, "same_person")
    if late:
        stage.clock.passes(timedelta(days=8))
    else:
        await newcomer(stage).does(f"/start {code}")
    owner = stored(stage, claimed).person_id
    other = newcomer(stage, "Autre")
    await other.does(f"/start {code}")

    assert stored(stage, claimed).person_id == owner != other.person.id
    assert claimed.reference not in other.screen


async def test_a_second_link_takes_the_place_of_the_first(
    stage: Stage, camille: Actor, sacha: Actor, claimed: Dossier
) -> None:
    first = await link_for(sacha, "same_person")
    await sacha.does(f"/chercher {claimed.reference}")
    second = await link_for(sacha, "same_person")
    new = newcomer(stage)
    await new.does(f"/start {first}")
    assert stored(stage, claimed).person_id == camille.person.id
    await new.does(f"/start {second}")
    assert stored(stage, claimed).person_id == new.person.id


async def test_who_handles_the_request_cannot_become_its_applicant(
    stage: Stage, camille: Actor, sacha: Actor, claimed: Dossier
) -> None:
    code = await link_for(sacha, "same_person")
    ines = await enrolled(stage, "Inès", Role.OPERATOR, TOUL)
    for actor in (sacha, ines):
        await actor.does(f"/start {code}")
        assert stored(stage, claimed).person_id == camille.person.id
    new = newcomer(stage)
    await new.does(f"/start {code}")
    assert stored(stage, claimed).person_id == new.person.id, "the link still serves who it is for"


async def test_a_successor_gives_their_own_name_and_contact_and_agrees_anew(
    stage: Stage, camille: Actor, sacha: Actor, claimed: Dossier
) -> None:
    await camille.does("Je vends l’affaire à Dominique.")
    code = await link_for(sacha, "successor")
    new = newcomer(stage, "Dominique")
    await new.does(f"/start {code}")

    taken = stored(stage, claimed)
    assert {"name", "contact", "call_time"}.isdisjoint(taken.answers), "they were the former head’s"
    assert taken.committee_agreed_at is None
    assert "/confidentialite" in "\n".join(message.text for message in new.person.chat.history)
    assert new.state in ("name", "contact"), new.screen
    await new.fills_in({"name": "Dominique Durand", "contact": "07 98 76 54 32", "call_time": Tap("morning")})
    await new.does(Tap("x"))
    assert stored(stage, claimed).answers["name"] == "Dominique Durand"
    assert "12 34 56 78" not in str([event.change for event in events(stage)])
    await sacha.does((Tap("open"), Tap("contact")))
    assert "07 98 76 54 32" in sacha.screen
    await new.does("/mesdonnees")
    assert "Dominique Durand" in own_data(new)
    assert "Je vends" not in own_data(new), "the former head’s words are theirs"


async def test_the_former_head_may_still_have_their_words_erased(
    stage: Stage, camille: Actor, sacha: Actor, claimed: Dossier
) -> None:
    await camille.does("Je vends l’affaire à Dominique.")
    code = await link_for(sacha, "successor")
    new = newcomer(stage, "Dominique")
    await new.does(f"/start {code}")
    await camille.does(("/supprimer", Tap("z")))

    assert stored(stage, claimed).person_id == new.person.id
    with Session(stage.assistant.desk.database.engine) as session:
        assert [each.text for each in session.exec(select(RelayedMessage)) if each.from_applicant] == []
    assert all(event.actor_id != camille.person.id for event in events(stage))


async def test_a_contact_changes_even_during_the_mission(
    stage: Stage, camille: Actor, toul: Chat, sacha: Actor
) -> None:
    dossier = await granted(stage, camille, sacha, toul)
    await camille.does(("/suivi", Tap("correct")))
    assert not camille.has("headcount"), "what was decided upon stays"
    await camille.does((Tap("contact"), "07 98 76 54 32", Tap("x")))

    assert stored(stage, dossier).answers["contact"]["phone"] == "+33798765432"
    assert "07 98 76 54 32" in sacha.screen
