"""python-telegram-bot's own form: ConversationHandler with PicklePersistence, as its documentation shows.

``ptb_conversation API_URL TOKEN ANSWERS``. Kept in memory, written to a file every 60 seconds.
"""

import sys
import tempfile
from functools import partial

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)

from tests.benchmarks.peers.ptb_noop import Handled

Step = BaseHandler[Update, Handled, object]

KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="yes")]])


async def ask(number: int, answers: int, update: Update, context: Handled) -> int:
    """Keep the answer to the question before, and ask the next one."""
    assert context.user_data is not None and update.effective_chat is not None
    given = update.callback_query.data if update.callback_query else update.effective_message
    context.user_data[f"answer {number - 1}"] = given if isinstance(given, str) else given and given.text
    last = number == answers
    text = "Thank you!" if last else f"Question {number + 1}?"
    markup = None if last else KEYBOARD
    await context.bot.send_message(update.effective_chat.id, text, reply_markup=markup)
    return ConversationHandler.END if last else number


def main(file: str, api_url: str, token: str, answers: str) -> None:
    """Answer for ever."""
    count = int(answers)
    builder = Application.builder().token(token).base_url(f"{api_url}/bot")
    bot = builder.persistence(PicklePersistence(file)).build()
    first: Step = CommandHandler("start", partial(ask, 0, count))
    states: dict[object, list[Step]] = {
        number: [
            MessageHandler(filters.TEXT & ~filters.COMMAND, partial(ask, number + 1, count)),
            CallbackQueryHandler(partial(ask, number + 1, count)),
        ]
        for number in range(count)
    }
    bot.add_handler(
        ConversationHandler(
            entry_points=[first],
            states=states,
            fallbacks=[first],
            name="form",
            persistent=True,
            per_message=False,
        )
    )
    bot.run_polling()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="alize-bench-") as folder:
        main(f"{folder}/conversation.pickle", *sys.argv[1:])
