"""A question is sent to those whom it may concern: in working hours, once each, a few a month at most."""

from datetime import datetime

from bot.services.core.handling import Handling
from bot.services.core.news import department_at
from bot.services.core.screens import Reply, Rows, Screen
from bot.services.exchanges.buttons import between
from bot.services.exchanges.questions.kept_apart import KeptApart
from bot.services.exchanges.questions.question_text import as_heard
from bot.services.exchanges.questions.relay import asker_of, distance_to
from conversations.dossiers.deadlines import in_working_hours, month_began
from conversations.exchanges.distances import classed
from conversations.exchanges.participants import Participant
from conversations.exchanges.questions import ASKING
from conversations.messages import Message, say
from conversations.situation import World
from models.database.writer import Connection, Session, Transaction
from models.exchanges.files import files_of_question
from models.exchanges.queries import past, questions_to_send, recipients_of, sent_since
from models.exchanges.tables import NetworkQuestion

AT_ONCE = 20


def due(connection: Connection, now: datetime) -> list[int]:
    """Return the questions that somebody waits to be sent."""
    return questions_to_send(connection, AT_ONCE)


def send(transaction: Transaction, world: World, now: datetime, *, question_id: int) -> Reply | None:
    """Send a question to those who were chosen, where they work now; each is sent it once.

    Who may not be sent it any more is left out: they left, want no more of its kind, heard enough, or are
    kept apart from who asks since.
    """
    with transaction.session() as session:
        question = session.get_one(NetworkQuestion, question_id, with_for_update=True)
        handling = Handling.of_the_bot(transaction, session, world, now)
        if question.status not in ASKING or past(question, world.today):
            return None
        waiting = [
            (each, handling.somebody(each.person_id))
            for each in recipients_of(session, question.id)
            if each.sent_at is None
        ]
        people = [who for _, who in waiting if who is not None]
        apart = KeptApart(handling, question, people, asker_of(handling, question))
        for recipient, who in waiting:
            if who is None or apart.keeps(who) or not _still(session, question, who, world):
                session.delete(recipient)
                continue
            if not in_working_hours(now, department_at(who.commune)):
                continue
            if handling.tell(who.person_id, heard(handling, question, who)):
                recipient.sent_at = now
            else:  # they have blocked the bot
                session.delete(recipient)
        session.flush()
        return handling.reply()


def _still(session: Session, question: NetworkQuestion, who: Participant, world: World) -> bool:
    """Tell whether somebody who was chosen may still be sent a question."""
    basin = world.network.basin(who.basin_code)
    if basin is None or not who.choices.takes_part or question.kind in who.choices.refused_kinds:
        return False
    sent = sent_since(session, who.person_id, month_began(world.today))
    return sent < who.choices.most_a_month(basin.exchanges.monthly)


def heard(
    handling: Handling, question: NetworkQuestion, who: Participant, note: Message | None = None
) -> Screen:
    """Return a question as somebody who may help is shown it, and what they may answer."""
    bound = classed(distance_to(handling, question, who.commune))
    neighbour = who.basin_code != question.basin_code
    told = (
        *((note,) if note is not None else ()),
        say("🙋 <b>A firm of the network asks</b>"),
        *as_heard(
            question, bound, neighbour=neighbour, files=len(files_of_question(handling.session, question.id))
        ),
    )
    rows: Rows = (
        (between(say("🙋 I can"), "question_can", question.id, primary=True),),
        (
            between(say("Not for me"), "question_pass", question.id),
            between(say("🔕 No more of this kind"), "question_no_more", question.id),
        ),
        (between(say("🚩 Report"), "report_question", question.id),),
    )
    return Screen(told, rows=rows)
