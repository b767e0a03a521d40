"""What Telegram shows of the bot before a word is said."""

from collections.abc import AsyncIterator

import pytest

from bot.i18n import LANGUAGES
from bot.playground.telegram.calls import server_error, too_many_requests
from bot.playground.telegram.simulator import Simulator
from bot.playground.telegram.transport import SimulatedRequest
from bot.services.commands import Offered
from bot.services.registry import COMMANDS
from bot.telegram.client.bot import CallingBot
from bot.telegram.render.menus import present_bot
from tests.stage import Clock

PROFILE_LIMITS = {"name": 64, "description": 512, "short_description": 120}  # characters [Bot API]


@pytest.fixture
def telegram() -> Simulator:
    """Telegram, as strict as the real one."""
    return Simulator(Clock())


@pytest.fixture
async def bot(telegram: Simulator) -> AsyncIterator[CallingBot]:
    """The bot, on it."""
    bot = CallingBot(
        telegram.token, request=SimulatedRequest(telegram), get_updates_request=SimulatedRequest(telegram)
    )
    async with bot:
        yield bot


def offered(telegram: Simulator, language: str, *, administers: bool = False) -> list[str]:
    """Return the commands a phone in a language offers, in private or to a group's administrator."""
    person = telegram.person("Camille", language=language)
    group = telegram.group("Comité", [person]) if administers else None
    return [str(command["command"]) for command in telegram.menu(person, group)]


async def test_telegram_refuses_nothing_of_what_the_bot_says_of_itself(
    telegram: Simulator, bot: CallingBot
) -> None:
    await present_bot(bot)

    assert [call.error for call in telegram.calls if call.error] == []


async def test_each_language_has_its_commands(telegram: Simulator, bot: CallingBot) -> None:
    await present_bot(bot)

    assert offered(telegram, "fr")[:3] == ["start", "suivi", "nouvelle"]
    assert offered(telegram, "en")[:3] == ["start", "status", "new"]
    assert offered(telegram, "de") == offered(telegram, "fr"), "French is everybody's default"


async def test_every_command_of_the_menus_exists_and_the_other_way_round(
    telegram: Simulator, bot: CallingBot
) -> None:
    await present_bot(bot)

    for language in LANGUAGES:
        known = {row.name(language) for row in COMMANDS.rows if COMMANDS.roles(row) is None or row.beside}
        of_groups = [row.name(language) for row in COMMANDS.rows if row.offered == (Offered.GROUPS,)]
        assert set(offered(telegram, language)) == known - set(of_groups)
        assert offered(telegram, language, administers=True) == of_groups


async def test_members_of_a_group_are_offered_nothing(telegram: Simulator, bot: CallingBot) -> None:
    await present_bot(bot)
    founder, member = telegram.person("Sacha", language="fr"), telegram.person("Camille", language="fr")

    assert telegram.menu(member, telegram.group("Comité", [founder, member])) == []


@pytest.mark.parametrize("language", ["", *LANGUAGES])
async def test_the_name_and_the_descriptions_are_set_within_telegrams_limits(
    telegram: Simulator, bot: CallingBot, language: str
) -> None:
    await present_bot(bot)

    for field, limit in PROFILE_LIMITS.items():
        assert 0 < len(telegram.profile.texts[field][language]) <= limit
    for (_, spoken), commands in telegram.profile.commands.items():
        if spoken == language:
            assert all(0 < len(str(command["description"])) <= 256 for command in commands)


@pytest.mark.parametrize("trouble", [too_many_requests(3600), server_error()])
async def test_what_cannot_be_set_now_keeps_nothing_else_from_being_set(
    telegram: Simulator, bot: CallingBot, trouble: Exception
) -> None:
    async def at_once(seconds: float) -> None:
        """Wait for nothing."""

    telegram.fail(trouble, "setMyName", times=3)  # type: ignore[arg-type]
    await present_bot(bot, at_once)

    assert telegram.profile.texts["description"]["en"]
