"""A question or an offer comes to an end: everybody who waits for something is told, without a name."""

from bot.services.core.handling import Handling
from bot.services.core.screens import Button, Screen
from bot.services.exchanges.buttons import between
from conversations.exchanges.questions import (
    LIVE,
    OPEN_OFFERS,
    OfferEvent,
    OfferStatus,
    QuestionEvent,
    QuestionStatus,
    Side,
    offer_after,
    question_after,
)
from conversations.messages import Message, say
from conversations.understanding.words import excerpt
from models.exchanges.queries import change_offer, change_question, offers_by, offers_to, questions_of
from models.exchanges.tables import NetworkQuestion, Offer

FOUND = say("🙏 This question is closed, its author has found. Thank you for your offer!")
CLOSED = say("🏁 This question is closed: your offer came to nothing this time. Thank you for it!")
GONE = say("🕊 Somebody who could help you no longer can. Your question goes on.")


def close(handling: Handling, question: NetworkQuestion, event: QuestionEvent, side: Side) -> bool:
    """End a question, tell those whose offers wait; false when somebody was faster."""
    after = question_after(event, QuestionStatus(question.status), side)
    if after is None:
        return False
    if not change_question(handling.session, question, {"status": after.value, "ended_at": handling.now}):
        return False
    told = FOUND if event is QuestionEvent.END and side is Side.ASKER else CLOSED
    for offer in offers_to(handling.session, question.id, *OPEN_OFFERS):
        lapse(handling, offer, question, to_helper=told)
    return True


def lapse(
    handling: Handling,
    offer: Offer,
    question: NetworkQuestion,
    *,
    to_helper: Message | None = None,
    to_asker: Message | None = None,
) -> None:
    """Have an offer come to nothing, and tell those who wait."""
    after = offer_after(OfferEvent.LAPSE, OfferStatus(offer.status), Side.BOT)
    if after is None or not change_offer(
        handling.session, offer, {"status": after.value, "ended_at": handling.now}
    ):
        return
    if to_helper is not None:
        handling.tell(offer.helper_id, Screen((to_helper, about(question))))
    if to_asker is not None:
        handling.tell(question.asker_id, Screen((to_asker, about(question)), rows=((page_of(question),),)))


def about(question: NetworkQuestion) -> Message:
    """Return which question something is about."""
    return say("❓ “{text}”", text=excerpt(question.text or ""))


def page_of(question: NetworkQuestion) -> Button:
    """Return the button of a question's page, for its author."""
    return between(say("👁 My question"), "question_page", question.id)


def part_with(handling: Handling, person_id: int) -> None:
    """End what somebody who leaves exchanges, or may take part no more, had under way."""
    for question in questions_of(handling.session, person_id):
        if question.status in LIVE:
            close(handling, question, QuestionEvent.WITHDRAW, Side.BOT)
        else:  # ended, with offers that may still be answered
            for offer in offers_to(handling.session, question.id, *OPEN_OFFERS):
                lapse(handling, offer, question, to_helper=CLOSED)
    for offer in offers_by(handling.session, person_id):
        if offer.status in OPEN_OFFERS:
            asked = handling.session.get_one(NetworkQuestion, offer.question_id)
            lapse(handling, offer, asked, to_asker=GONE)
