"""What somebody asked and what they offered: where each stands, and what they may do about it."""

from bot.services.core.actions import BetweenFirms
from bot.services.core.arguments import Confirmed
from bot.services.core.handling import OUT_OF_DATE, Handling, NotAllowed
from bot.services.core.screens import Button, Reply, Screen, stacked
from bot.services.core.worklist import Listed, turns
from bot.services.exchanges.buttons import HOME, between
from bot.services.exchanges.questions.draft import ask_text
from bot.services.exchanges.questions.endings import close
from bot.services.exchanges.questions.identities import may_write
from bot.services.exchanges.questions.question_text import (
    OFFER_STANDS,
    OFFER_STANDS_FOR_ASKER,
    as_asked,
    text_of,
)
from bot.services.exchanges.questions.review import again_of
from bot.services.exchanges.questions.unsent import keep
from conversations.exchanges.participants import Participant
from conversations.exchanges.questions import (
    STANDS,
    OfferStatus,
    QuestionEvent,
    QuestionStatus,
    Side,
    question_after,
)
from conversations.messages import Message, say, say_n
from conversations.understanding.words import excerpt
from models.exchanges.queries import (
    offers_by,
    offers_to,
    questions_of,
    recipients_of,
)
from models.exchanges.reports import has_reported
from models.exchanges.tables import NetworkQuestion, Offer

SHOWN_AT_ONCE = 8
LABELLED = 34  # characters of a question on its button


def entry(handling: Handling, who: Participant) -> Button:
    """Return the button of the front page."""
    return between(say("📋 My questions"), "question_mine")


def mine(handling: Handling, subject: int, argument: Listed) -> Reply:
    """List what somebody asked, then what they offered."""
    may_write(handling)
    asked = questions_of(handling.session, handling.person_id)
    offered = [
        offer
        for offer in offers_by(handling.session, handling.person_id)
        if not has_reported(handling.session, handling.person_id, offer.question_id)
    ]
    end = argument.start + SHOWN_AT_ONCE
    questions = asked[argument.start : end]
    offers = offered[max(0, argument.start - len(asked)) : max(0, end - len(asked))]
    told: list[Message] = [say("📋 <b>My questions</b>")]
    rows: list[tuple[Button, ...]] = []
    for n, question in enumerate(questions, argument.start + 1):
        label = say("❓ {n}. {question}", n=n, question=excerpt(question.text or "", LABELLED))
        rows.append((between(label, "question_page", question.id),))
    first_offer = max(0, argument.start - len(asked)) + 1
    for n, offer in enumerate(offers, first_offer):
        question = handling.session.get_one(NetworkQuestion, offer.question_id)
        label = say("🙋 {n}. {question}", n=n, question=text_of(question, LABELLED))
        rows.append((between(label, "offer_page", offer.id),))
    if questions:
        told.append(stacked([_line(n, each) for n, each in enumerate(questions, argument.start + 1)]))
    if offers:
        told += [
            say("🙋 <b>My offers</b>"),
            stacked([_offer_line(handling, n, each) for n, each in enumerate(offers, first_offer)]),
        ]
    if not rows:
        told.append(say("Nothing yet. A question takes a minute, and goes without your name."))
    rows += turns(
        argument.start,
        SHOWN_AT_ONCE,
        len(asked) + len(offered),
        lambda label, to: between(label, Listed("question_mine", to)),
    )
    rows.append((between(say("❓ Ask a question"), "question_new"), HOME))
    return handling.reply(Screen(tuple(told), rows=tuple(rows)))


def _line(n: int, question: NetworkQuestion) -> Message:
    return say("{n}. “{text}”: {stands}", n=n, text=excerpt(question.text or "", LABELLED),
               stands=STANDS[QuestionStatus(question.status)])  # fmt: skip


def _offer_line(handling: Handling, n: int, offer: Offer) -> Message:
    question = handling.session.get_one(NetworkQuestion, offer.question_id)
    return say("{n}. “{text}”: {stands}", n=n, text=text_of(question, LABELLED),
               stands=OFFER_STANDS[OfferStatus(offer.status)])  # fmt: skip


def own_question(handling: Handling, question_id: int) -> NetworkQuestion:
    """Return a question of the person's own; raise NotAllowed for any other."""
    question = handling.session.get(NetworkQuestion, question_id)
    if question is None or question.asker_id != handling.person_id:
        raise NotAllowed
    return question


def question_page(handling: Handling, subject: int, alert: Message | None = None) -> Reply:
    """Show a question to its author: where it stands, and what they may do."""
    question = own_question(handling, subject)
    status = QuestionStatus(question.status)
    told: list[Message] = [
        say("❓ <b>My question</b> · {stands}", stands=STANDS[status]),
        *as_asked(handling.session, question),
    ]
    if question.words:
        told.append(say("👤 The operator: “{words}”", words=question.words))
    offers = offers_to(handling.session, question.id)
    sent = sum(each.sent_at is not None for each in recipients_of(handling.session, question.id))
    if sent:
        told.append(say_n("📬 Read by {n} person, without your name.",
                          "📬 Read by {n} people, without your name.", sent))  # fmt: skip
    rows: list[tuple[Button, ...]] = [
        (between(say("🙋 Offer {n}: {stands}", n=n, stands=OFFER_STANDS_FOR_ASKER[OfferStatus(each.status)]),
                 "offer_page", each.id),)
        for n, each in enumerate(offers, 1)
    ]  # fmt: skip
    if status is QuestionStatus.REWORD:
        rows.append((between(say("✍️ Other words"), "question_reword", question.id, primary=True),))
    ways = []
    if question_after(QuestionEvent.END, status, Side.ASKER) is not None:
        ways.append(between(say("🏁 I have found"), Confirmed("question_found"), question.id))
    if question_after(QuestionEvent.WITHDRAW, status, Side.ASKER) is not None:
        ways.append(between(say("🚫 Withdraw it"), Confirmed("question_withdraw"), question.id))
    if ways:
        rows.append(tuple(ways))
    rows.append((between(say("📋 My questions"), "question_mine"), HOME))
    return handling.reply(Screen(tuple(told), rows=tuple(rows)), alert=alert)


def reword(handling: Handling, subject: int) -> Reply:
    """Say a question in other words."""
    question = own_question(handling, subject)
    if question_after(QuestionEvent.REWORD, QuestionStatus(question.status), Side.ASKER) is None:
        return question_page(handling, subject, OUT_OF_DATE)
    keep(handling, again_of(handling, question))
    return ask_text(handling, 0)


def found(handling: Handling, subject: int, argument: Confirmed) -> Reply:
    """Close a question whose author has found."""
    return _close(handling, subject, argument, QuestionEvent.END, say("🏁 I have found"))


def withdraw(handling: Handling, subject: int, argument: Confirmed) -> Reply:
    """Take a question back."""
    return _close(handling, subject, argument, QuestionEvent.WITHDRAW, say("🚫 Withdraw it"))


def _close(
    handling: Handling, subject: int, argument: Confirmed, event: QuestionEvent, label: Message
) -> Reply:
    question = own_question(handling, subject)
    if question_after(event, QuestionStatus(question.status), Side.ASKER) is None:
        return question_page(handling, subject, OUT_OF_DATE)
    if argument.yes:
        close(handling, question, event, Side.ASKER)
        return question_page(handling, subject, say("It is done."))
    waiting = len(offers_to(handling.session, question.id, OfferStatus.OFFERED, OfferStatus.WANTED))
    told = [say("“{text}”", text=excerpt(question.text or ""))]
    if waiting:
        told.append(
            say_n(
                "{n} offer waits: whoever made it is told, and thanked.",
                "{n} offers wait: those who made them are told, and thanked.",
                waiting,
            )
        )
    else:
        told.append(say("Nobody will be asked any more."))
    yes = between(label, Confirmed(argument.name, yes=True), question.id, primary=True)
    back = between(say("↩️ My question"), "question_page", question.id)
    return handling.reply(Screen(tuple(told), rows=((yes, back),)))


ACTIONS = (
    BetweenFirms("question_mine", mine),
    BetweenFirms("question_page", question_page),
    BetweenFirms("question_reword", reword),
    BetweenFirms("question_found", found),
    BetweenFirms("question_withdraw", withdraw),
)
