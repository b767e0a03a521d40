"""python-telegram-bot as it comes, with a handler that only replies: ``ptb_noop API_URL TOKEN [kept]``.

The floor: what a step costs before anything is asked, understood or kept. With ``kept``, on the
assistant's own way to the network, and with many updates at once, for Telegram may be far.
"""

import sys
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackContext,
    CallbackQueryHandler,
    MessageHandler,
    filters,
)

from bot.telegram.client.request import KeptRequest

KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="yes")]])

Handled = CallbackContext[Any, Any, Any, Any]


async def reply(update: Update, context: Handled) -> None:
    """Ask something."""
    assert update.effective_chat is not None
    await context.bot.send_message(update.effective_chat.id, "And your next answer?", reply_markup=KEYBOARD)


def application(api_url: str, token: str, transport: str = "") -> Application[Any, Any, Any, Any, Any, Any]:
    """Return the bot."""
    builder: ApplicationBuilder[Any, Any, Any, Any, Any, Any] = Application.builder()
    builder = builder.token(token).base_url(f"{api_url}/bot")
    if transport == "kept":
        builder = builder.request(KeptRequest()).get_updates_request(KeptRequest())
        builder = builder.concurrent_updates(256)
    return builder.build()


if __name__ == "__main__":
    bot = application(*sys.argv[1:])
    bot.add_handler(MessageHandler(filters.ALL, reply))
    bot.add_handler(CallbackQueryHandler(reply))
    bot.run_polling()
