"""Where firms are asked for words alone, such as how to reach them, a file goes nowhere."""

from datetime import datetime

from bot.services.core.screens import Reply, words
from bot.services.core.visitors import Visitor, spoken, welcome
from bot.services.messages.relay import Sent
from conversations.messages import say
from models.database.writer import Transaction
from models.messages.reminders import ALBUM, first_told

WORDS_ONLY = say(
    "✍️ Only words are taken here: this file was passed on to nobody. What you had written is kept: go on in "
    "words."
)


def words_only(transaction: Transaction, visitor: Visitor, sent: Sent, now: datetime) -> Reply:
    """Say kindly that a file goes nowhere; once for an album. What was asked is still asked."""
    visit = welcome(transaction, visitor, now)
    with transaction.session() as session:
        if sent.album and not first_told(session, f"{ALBUM}:{visit.person_id}:{sent.album}", now):
            return Reply(spoken(visit))
    return Reply(spoken(visit), screens=(words(WORDS_ONLY),), leaves_tapped=True)
