"""Three years after the last thing done, what firms asked of one another is nobody's, and still counted."""

from datetime import timedelta

from bot.services.core.rights import Role
from conversations.exchanges.questions import OfferStatus
from conversations.privacy.retention import EXCHANGE
from models.exchanges.tables import AbuseReport, NetworkQuestion, Offer, QuestionRecipient
from tests.journeys.acting import Tap
from tests.journeys.firms import asks, contributor, passes
from tests.journeys.granted import rows
from tests.journeys.offices import TOUL, enrolled
from tests.journeys.test_answering_questions import offers_help
from tests.stage import Stage


async def test_it_is_forgotten_by_itself(stage: Stage) -> None:
    sacha = await enrolled(stage, "Sacha", Role.OPERATOR, TOUL)
    hugo = await contributor(stage, "Hugo Marin", "Câbles Marin", "06 39 98 33 11", "sales")
    paul = await contributor(stage, "Paul Weber", "Verrerie Weber", "06 39 98 77 88", "digital")
    await asks(hugo.actor)
    await passes(stage, sacha)
    await offers_help(paul)
    await hugo.actor.does(Tap("report_offer"))
    stage.clock.passes(timedelta(days=42))  # its last day is past: it ends
    await stage.ticks()
    assert rows(stage, NetworkQuestion)[0].ended_at is not None
    stage.clock.passes(EXCHANGE.lasts - timedelta(days=1))
    await stage.ticks()
    assert rows(stage, NetworkQuestion)[0].text is not None
    stage.clock.passes(timedelta(days=2))
    await stage.ticks()

    [question], [offer], [report] = rows(stage, NetworkQuestion), rows(stage, Offer), rows(stage, AbuseReport)
    assert (question.asker_id, question.text) == (None, None)
    assert (offer.helper_id, offer.words, offer.status) == (None, None, OfferStatus.NOT_WANTED)
    assert (report.reporter_id, report.reported_id) == (None, None)
    assert rows(stage, QuestionRecipient) == []
    assert question.kind == "advice", "what is counted stays"
