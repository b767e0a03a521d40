"""Time passes over a question: who has to read it is reminded, who asked is told how it ends."""

from datetime import datetime, timedelta

from bot.services.core.handling import Handling
from bot.services.core.news import department_at
from bot.services.core.rights import overseers
from bot.services.core.screens import Reply, Screen
from bot.services.exchanges.buttons import between
from bot.services.exchanges.questions.endings import CLOSED, about, close, lapse, page_of, part_with
from bot.services.exchanges.questions.neighbours import doors, neighbours, nobody, proposal
from bot.services.exchanges.questions.offers import offer_for_asker, offer_for_helper
from bot.services.exchanges.questions.relay import tell_operators
from conversations.dossiers.deadlines import in_working_hours, time_zone, working_days_between
from conversations.exchanges.questions import (
    OPEN_OFFERS,
    OfferStatus,
    QuestionEvent,
    QuestionStatus,
    Side,
)
from conversations.messages import say, say_n
from conversations.situation import World
from models.database.writer import Connection, Transaction
from models.exchanges.people import people_gone
from models.exchanges.queries import change_question, offers_to, past, questions_to_watch
from models.exchanges.tables import NetworkQuestion
from models.messages.reminders import first_told, told_at

READ_AFTER, OVERSEEN_AFTER = 2, 4
"""Working days after which who works the basin, then who answers for it, is reminded of a question."""

UNANSWERED_AFTER = timedelta(days=10)
CHOOSES_FOR = timedelta(days=5)
"""For how long an author may choose to ask farther, once the last day is past."""

OFFERS_WAIT_FOR = timedelta(days=7)
"""For how long offers may still be answered once their question is closed."""

REMINDED_AFTER = timedelta(days=3)


def due(connection: Connection, now: datetime) -> list[int]:
    """Return the questions for which something may be due, in working hours."""
    if not in_working_hours(now, None):
        return []
    today = now.astimezone(time_zone(None)).date()
    return questions_to_watch(
        connection,
        today=today,
        unread=now - timedelta(days=READ_AFTER),
        unanswered=now - UNANSWERED_AFTER,
        waiting=now - REMINDED_AFTER,
    )


def look(transaction: Transaction, world: World, now: datetime, *, question_id: int) -> Reply | None:
    """Do what is due for a question, each thing once."""
    with transaction.session() as session:
        question = session.get_one(NetworkQuestion, question_id, with_for_update=True)
        handling = Handling.of_the_bot(transaction, session, world, now)
        if not in_working_hours(now, department_at(question.commune)):
            return None
        match QuestionStatus(question.status):
            case QuestionStatus.WRITTEN:
                _unread(handling, question)
            case QuestionStatus.REWORD:
                _unless_past(handling, question)
            case QuestionStatus.OPEN | QuestionStatus.WIDENED:
                _asked(handling, question)
            case _:
                _closed(handling, question)
        return handling.reply()


def gone(connection: Connection, now: datetime) -> list[int]:
    """Return who has something under way and may take part no more: suspended, gone, or their role ended."""
    return people_gone(connection)


def part(transaction: Transaction, world: World, now: datetime, *, person_id: int) -> Reply | None:
    """End what somebody who may take part no more had under way; everybody who waits is told."""
    with transaction.session() as session:
        handling = Handling.of_the_bot(transaction, session, world, now)
        part_with(handling, person_id)
        return handling.reply()


def _unread(handling: Handling, question: NetworkQuestion) -> None:
    if past(question, handling.today):
        _give_up(handling, question)
        return
    waited = working_days_between(
        question.asked_at.astimezone(time_zone(None)).date(), handling.today, department_at(question.commune)
    )
    key = f"question:{question.id}:{question.version}"
    if waited >= OVERSEEN_AFTER and first_told(handling.session, f"{key}:overseen", handling.now):
        told = say_n(
            "⏳ A question to the network of {basin} has waited {n} working day to be read.",
            "⏳ A question to the network of {basin} has waited {n} working days to be read.",
            waited,
            basin=handling.network.name_of(question.basin_code),
        )
        read = between(say("👁 Read and decide"), "desk_question", question.id, primary=True)
        for person_id in overseers(handling.session, question.basin_code):
            handling.tell(person_id, Screen((told, about(question)), rows=((read,),)))
    elif waited >= READ_AFTER and first_told(handling.session, f"{key}:read", handling.now):
        tell_operators(handling, question)


def _unless_past(handling: Handling, question: NetworkQuestion) -> None:
    if past(question, handling.today):
        _give_up(handling, question)


def _asked(handling: Handling, question: NetworkQuestion) -> None:
    over = past(question, handling.today)
    if question.offered_at is not None:
        if over:
            _end(handling, question)
        else:
            _remind(handling, question)
        return
    since = question.passed_at or question.asked_at
    may_widen = question.status == QuestionStatus.OPEN and bool(neighbours(handling, question))
    key = f"question:{question.id}:wider"
    if may_widen and (over or handling.now >= since + UNANSWERED_AFTER):
        if first_told(handling.session, key, handling.now):
            handling.tell(question.asker_id, proposal(handling, question))
            return
        asked = told_at(handling.session, key)
        if asked is not None and handling.now < asked + CHOOSES_FOR:
            return
    if over:
        _give_up(handling, question)


def _give_up(handling: Handling, question: NetworkQuestion) -> None:
    if close(handling, question, QuestionEvent.GIVE_UP, Side.BOT):
        handling.tell(question.asker_id, Screen((nobody(handling, question), *doors(handling, question))))


def _end(handling: Handling, question: NetworkQuestion) -> None:
    """Close a question whose day is past; what was offered may still be answered for a while."""
    values = {"status": QuestionStatus.ENDED.value, "ended_at": handling.now}
    if not change_question(handling.session, question, values):
        return
    waiting = len(offers_to(handling.session, question.id, OfferStatus.OFFERED))
    told = say("🏁 The last day of your question is past: it is closed.")
    if waiting:
        told = say_n(
            "🏁 The last day of your question is past. {n} offer waits for your answer, for a week still.",
            "🏁 The last day of your question is past. {n} offers wait for your answer, for a week still.",
            waiting,
        )
    handling.tell(question.asker_id, Screen((told, about(question)), rows=((page_of(question),),)))


def _remind(handling: Handling, question: NetworkQuestion) -> None:
    """Remind whose turn it is, once: who asked of an offer, who offered of a wish to meet."""
    for offer in offers_to(handling.session, question.id, *OPEN_OFFERS):
        since = offer.agreed_at or offer.offered_at
        if handling.now < since + REMINDED_AFTER:
            continue
        if first_told(handling.session, f"offer:{offer.id}:{offer.status}", handling.now):
            if offer.status == OfferStatus.OFFERED:
                handling.tell(question.asker_id, offer_for_asker(handling, offer, question))
            else:
                handling.tell(offer.helper_id, offer_for_helper(handling, offer, question))


def _closed(handling: Handling, question: NetworkQuestion) -> None:
    """Let the offers of a closed question go, once there was time to answer them."""
    if question.ended_at is None or handling.now < question.ended_at + OFFERS_WAIT_FOR:
        return
    for offer in offers_to(handling.session, question.id, *OPEN_OFFERS):
        gone = say("🏁 Your question is closed, and an offer made to it too: no answer came in time.")
        lapse(handling, offer, question, to_helper=CLOSED, to_asker=gone)
