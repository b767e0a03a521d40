"""Who reads the letter of their basin: they ask for it, open its questions, and stop it in one tap."""

from datetime import datetime

from bot.services.core.actions import BetweenFirms
from bot.services.core.handling import Handling, NotAllowed
from bot.services.core.rights import workers
from bot.services.core.screens import Button, Reply, Screen
from bot.services.core.worklist import office
from bot.services.exchanges.buttons import HOME, between
from bot.services.exchanges.letters.desk import Letter, readers
from bot.services.exchanges.letters.draft import letter_for
from bot.services.exchanges.questions.dispatch import heard
from bot.services.exchanges.questions.my_questions import question_page
from bot.services.exchanges.questions.relay import audience_of
from bot.services.exchanges.questions.replies import OVER
from conversations.dossiers.deadlines import in_working_hours, time_zone
from conversations.exchanges.participants import Participant
from conversations.exchanges.questions import ASKING
from conversations.messages import say
from conversations.network.basins import BasinStatus
from conversations.situation import World
from models.database.writer import Connection, Transaction
from models.exchanges.people import participation_of
from models.exchanges.queries import past, recipient_of
from models.exchanges.tables import NetworkQuestion, QuestionRecipient
from models.messages.reminders import first_told, is_told

ELSEWHERE = say("This question does not go to you this time: others are asked.")
DRAFTED = "letters:{month}"
LATEST_DAY = 7  # of the month: later a draft would tell of the month that ends


def entry(handling: Handling, who: Participant) -> Button:
    """Return the button of the front page."""
    if who.choices.letter:
        return between(say("📰 The basin's word: stop it"), "letter_stop")
    return between(say("📰 The basin's word, each month: receive it"), "letter_want")


def want(handling: Handling, subject: int) -> Reply:
    """Note that somebody wants the letter of their basin."""
    row = participation_of(handling.session, handling.taking_part().person_id)
    row.letter_since = row.letter_since or handling.now
    handling.session.flush()
    told = say("📰 Noted: the basin's word comes to you about once a month. One tap stops it.")
    return handling.reply(Screen((told,), rows=((HOME,),)))


def stop(handling: Handling, subject: int) -> Reply:
    """Note that somebody wants the letter no more; whoever received it may say so."""
    row = participation_of(handling.session, handling.person_id)
    row.letter_since = None
    handling.session.flush()
    return handling.reply(Screen((say("🔕 Done: no more letters."),), rows=((HOME,),)))


def open_question(handling: Handling, subject: int) -> Reply:
    """Show a question of a letter to who may be asked it; for the others it is closed."""
    who = handling.taking_part()
    question = handling.session.get(NetworkQuestion, subject)
    if question is None:
        raise NotAllowed
    if question.asker_id == who.person_id:
        return question_page(handling, question.id)
    if question.status not in ASKING or past(question, handling.today):
        return handling.reply(Screen((OVER,), rows=((HOME,),)))
    sent = recipient_of(handling.session, question.id, who.person_id)
    if sent is None:
        chosen = audience_of(handling, question, [question.basin_code]).chosen
        if who.person_id not in {each.who.person_id for each in chosen}:
            return handling.reply(Screen((ELSEWHERE,), rows=((HOME,),)))
        sent = QuestionRecipient(question_id=question.id, person_id=who.person_id, chosen_at=handling.now)
        handling.session.add(sent)
    sent.sent_at = sent.sent_at or handling.now
    handling.session.flush()
    return handling.reply(heard(handling, question, who))


def due(connection: Connection, now: datetime) -> list[int]:
    """Return the month whose letters are to be drafted, from its first working morning on."""
    local = now.astimezone(time_zone(None))
    if local.day > LATEST_DAY or not in_working_hours(now, None):
        return []
    month = local.year * 100 + local.month
    return [] if is_told(connection, DRAFTED.format(month=month)) else [month]


def draft(transaction: Transaction, world: World, now: datetime, *, month: int) -> Reply | None:
    """Draft the letter of each basin where somebody wants it, and tell who works it; once a month."""
    with transaction.session() as session:
        if not first_told(session, DRAFTED.format(month=month), now):
            return None
        handling = Handling.of_the_bot(transaction, session, world, now)
        for basin in world.network.basins:
            if basin.status is not BasinStatus.ACTIVE or not readers(handling, basin):
                continue
            letter_for(handling, basin)
            told = say("📰 The word of {basin} for this month is drafted: read it, change it, send it.",
                       basin=basin.name)  # fmt: skip
            opens = office(say("📰 Read it"), Letter(basin.code), primary=True)
            for person_id in workers(session, basin.code):
                handling.tell(person_id, Screen((told,), rows=((opens,),)))
        return handling.reply()


ACTIONS = (
    BetweenFirms("letter_want", want),
    BetweenFirms("letter_stop", stop),
    BetweenFirms("letter_question", open_question),
)
