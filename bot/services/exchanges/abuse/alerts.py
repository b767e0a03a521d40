"""Somebody reports, in one tap, a question or an offer that is out of place: they see it no more."""

from bot.services.core.actions import BetweenFirms
from bot.services.core.arguments import Confirmed
from bot.services.core.handling import Handling, NotAllowed, Refusal
from bot.services.core.prompts import no_longer_asked
from bot.services.core.rights import EVERYWHERE, NATIONAL, members, workers
from bot.services.core.screens import Reply, Screen
from bot.services.exchanges.abuse.reports import told_to_operators
from bot.services.exchanges.buttons import HOME
from bot.services.exchanges.questions.introductions import decline, step_back
from bot.services.exchanges.questions.offers import HIDDEN, sides
from bot.services.exchanges.questions.relay import question_for
from bot.services.exchanges.questions.unsent import drop_offer
from conversations.exchanges.questions import OPEN_OFFERS, Side
from conversations.exchanges.reports import MOST_REPORTS, WITHIN
from conversations.messages import say
from models.exchanges.queries import offer_of, recipient_of
from models.exchanges.reports import has_reported, reports_by
from models.exchanges.tables import AbuseReport, NetworkQuestion, Offer

THANKED = say(
    "🙏 Thank you: it helps to keep exchanges what they are for. Who runs them is told at once, looks at "
    "it, and I tell you what came of it. You see it no more; nobody is told who reported it."
)


def report_question(handling: Handling, subject: int) -> Reply:
    """Report a question that one was sent: it is hidden, and an offer made to it is taken back."""
    question, who = question_for(handling, subject)
    if _seen_before(handling, question):
        return handling.reply(HIDDEN)
    recipient = recipient_of(handling.session, question.id, who.person_id)
    if recipient is not None and recipient.declined_at is None:
        recipient.declined_at = handling.now
    made = offer_of(handling.session, question.id, who.person_id)
    if made is not None and made.status in OPEN_OFFERS:
        step_back(handling, made.id, Confirmed("offer_step_back", yes=True))
    drop_offer(handling)
    return _report(handling, question, None)


def report_offer(handling: Handling, subject: int) -> Reply:
    """Report an offer made to one's question: it is hidden, and turned down where it waits."""
    offer, question, side = sides(handling, subject)
    if side is not Side.ASKER:
        raise NotAllowed
    if _seen_before(handling, question, offer):
        return handling.reply(HIDDEN)
    if offer.status in OPEN_OFFERS:
        decline(handling, offer.id, Confirmed("offer_decline", yes=True))
    return _report(handling, question, offer)


def _seen_before(handling: Handling, question: NetworkQuestion, offer: Offer | None = None) -> bool:
    """Tell whether it was reported by the same person; raise Refusal for who reported enough."""
    number = offer.id if offer else None
    if has_reported(handling.session, handling.person_id, question.id, number):
        return True
    if reports_by(handling.session, handling.person_id, handling.now - WITHIN) >= MOST_REPORTS:
        raise Refusal(
            say("You reported {n} things this week, the most there may be: they are being looked at. For "
                "this one, touch “Not for me”, or write to who runs the exchanges.", n=MOST_REPORTS)
        )  # fmt: skip
    return False


def _report(handling: Handling, question: NetworkQuestion, offer: Offer | None) -> Reply:
    report = AbuseReport(
        basin_code=offer.basin_code if offer else question.basin_code,
        question_id=question.id,
        offer_id=offer.id if offer else None,
        reporter_id=handling.person_id,
        reported_id=offer.helper_id if offer else question.asker_id,
        reported_at=handling.now,
    )
    handling.session.add(report)
    handling.session.flush()
    no_longer_asked(handling)
    for person_id in _judges(handling, report):
        handling.tell(person_id, told_to_operators(handling, report))
    return handling.reply(Screen((THANKED,), rows=((HOME,),)))


def _judges(handling: Handling, report: AbuseReport) -> list[int]:
    """Return who looks at a report: who works the basin, else the coordination; never whom it is about."""
    apart = {report.reported_id, report.reporter_id}
    there = [each for each in workers(handling.session, report.basin_code) if each not in apart]
    national = members(handling.session, EVERYWHERE, *NATIONAL)
    return there or [each for each in national if each not in apart]


ACTIONS = (
    BetweenFirms("report_question", report_question),
    BetweenFirms("report_offer", report_offer),
)
