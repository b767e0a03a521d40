"""A contributor erases what is theirs; their name in their firm's list stays, and they are told so."""

import pytest
from sqlmodel import Session, select

from conversations.exchanges.questions import OfferStatus, QuestionStatus
from models.database.writer import Transaction
from models.exchanges.people import participation_of
from models.exchanges.tables import NetworkQuestion, Offer, Participation
from models.support.tables import Advisor
from models.team.tables import Membership
from tests.journeys.acting import Actor, Tap
from tests.journeys.firms import Firm, asks, contributor, passes, supported
from tests.journeys.granted import rows
from tests.journeys.test_answering_questions import offers_help
from tests.stage import Stage


@pytest.fixture
async def hugo(stage: Stage) -> Firm:
    """An advisor of a contributor company."""
    return await contributor(stage, "Hugo Marin", "Câbles Marin", "06 39 98 33 11", "digital")


async def erases(firm: Firm) -> None:
    """Erase everything, once it is confirmed."""
    await firm.actor.does(("/supprimer", Tap("z")))


async def test_it_is_told_before_what_goes_and_what_stays(stage: Stage, hugo: Firm) -> None:
    await hugo.actor.does("/supprimer")

    assert "Effacé" in hugo.actor.screen
    assert "la liste de votre entreprise" in hugo.actor.screen
    assert "/missions" in hugo.actor.screen
    assert "/equipe" not in hugo.actor.screen


async def test_their_questions_and_offers_go_and_their_name_stays_in_the_list_of_their_firm(
    stage: Stage, sacha: Actor, hugo: Firm
) -> None:
    nora = await supported(stage, "Nora Lambert", "Fournil Lambert", "06 39 98 12 34")
    await asks(hugo.actor)
    await asks(nora.actor)
    await passes(stage, sacha)
    await offers_help(hugo)
    await erases(hugo)

    [own] = [row for row in rows(stage, NetworkQuestion) if row.company_id is not None]
    [offer] = rows(stage, Offer)
    [advisor] = rows(stage, Advisor)
    assert (own.asker_id, own.text, own.status) == (None, None, QuestionStatus.WITHDRAWN)
    assert (offer.helper_id, offer.words, offer.status) == (None, None, OfferStatus.LAPSED)
    assert (advisor.name, advisor.contact, advisor.skills) == ("Hugo Marin", None, ["digital"])
    assert "🕊" in nora.actor.screen, "who waited for them knows"
    assert "/missions" in hugo.actor.screen
    with Session(stage.assistant.desk.database.engine) as session:
        assert session.get(Participation, hugo.actor.person.id) is None
        assert session.exec(select(Membership).where(Membership.company_id == advisor.company_id)).all()


async def test_who_was_suspended_is_not_let_in_again_by_erasing(stage: Stage, hugo: Firm) -> None:
    def suspended(transaction: Transaction) -> None:
        with transaction.session() as session:
            row = participation_of(session, hugo.actor.person.id)
            row.suspended_at, row.suspended_why = stage.clock(), "Pas de publicité ici."

    await stage.assistant.desk.database.run(suspended)
    await erases(hugo)
    with Session(stage.assistant.desk.database.engine) as session:
        left = session.get_one(Participation, hugo.actor.person.id)
        assert (left.suspended_why, left.agreed_at, left.contact) == (None, None, None)
    await hugo.actor.does(("/entraide", Tap("exchange_agree"), "/entraide"))

    assert not any("Poser une question" in label for label in hugo.actor.labels)
