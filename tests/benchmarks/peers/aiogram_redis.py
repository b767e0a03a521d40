"""aiogram 3 with its finite state machine kept in Redis: ``aiogram_redis API_URL TOKEN REDIS_URL ANSWERS``.

Two handlers for all states, its best case, and a connection for each person: with redis-py's default of
100 connections it drops updates.
"""

import asyncio
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.redis import RedisStorage
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

CONNECTIONS = 2000
KEYBOARD = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Yes", callback_data="yes")]])


class Form(StatesGroup):
    """Where a person stands: the question's number is among the data."""

    asking = State()


async def main(api_url: str, token: str, redis_url: str, answers: str) -> None:
    """Answer for ever."""
    last = int(answers)
    storage = RedisStorage.from_url(redis_url, connection_kwargs={"max_connections": CONNECTIONS})
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(api_url)))
    dispatcher = Dispatcher(storage=storage)

    async def advance(chat_id: int, given: str, state: FSMContext) -> None:
        number = int((await state.get_data()).get("number", 0)) + 1
        await state.update_data({"number": number, f"answer {number}": given})
        if number == last:
            await state.clear()
            await bot.send_message(chat_id, "Thank you!")
        else:
            await bot.send_message(chat_id, f"Question {number + 1}?", reply_markup=KEYBOARD)

    @dispatcher.message(CommandStart())
    async def begin(message: Message, state: FSMContext) -> None:
        await state.set_state(Form.asking)
        await state.set_data({"number": 0})
        await bot.send_message(message.chat.id, "Question 1?", reply_markup=KEYBOARD)

    @dispatcher.message(Form.asking)
    async def typed(message: Message, state: FSMContext) -> None:
        await advance(message.chat.id, message.text or "", state)

    @dispatcher.callback_query(Form.asking)
    async def tapped(query: CallbackQuery, state: FSMContext) -> None:
        await advance(query.from_user.id, query.data or "", state)

    await dispatcher.start_polling(bot, handle_signals=False)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
