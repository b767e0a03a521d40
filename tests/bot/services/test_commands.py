"""Commands: a row that forgets something is told, and so is a word that no command answers to."""

import re
from pathlib import Path

import pytest

from bot.i18n import LANGUAGES
from bot.services.commands import Commands, CommandSpec, Offered
from bot.services.core.rights import STAFF, Role
from bot.services.registry import ACTIONS, COMMANDS
from conversations.messages import say
from locales.catalogs import read

README = Path(__file__).parents[3] / "README.md"
EVERY = pytest.mark.parametrize("row", COMMANDS.rows, ids=lambda row: row.name("en"))
PLURALS = {
    Role.OPERATOR: "operators",
    Role.MANAGER: "managers",
    Role.MEMBER: "members of the committee",
    Role.CONTRIBUTOR: "contributors",
    Role.COORDINATOR: "coordinators",
}
WORD = re.compile(r"(?<![\w/<:.}])/([a-z]{3,})(?![\w/])")


@EVERY
def test_a_command_has_a_name_in_each_language(row: CommandSpec) -> None:
    assert {row.name(language) for language in LANGUAGES} == set(row.called.split())
    assert all(re.fullmatch("[a-z]{1,32}", word) for word in row.words), "Telegram takes no other [Bot API]"


@EVERY
def test_a_command_is_found_in_a_menu_or_in_the_help(row: CommandSpec) -> None:
    assert row.offered or row.help is not None
    assert (row.menu is not None) is bool(row.offered), "a line for its menus, and none without"


@EVERY
def test_a_command_is_in_the_readme_with_who_it_is_for(row: CommandSpec) -> None:
    french, english = row.name("fr"), row.name("en")
    named = f"`/{french}`" if french == english else f"`/{french}` (`/{english}`)"
    [line] = [line for line in README.read_text().splitlines() if line.startswith("| `/") and named in line]
    assert line.split("|")[2].strip() == _told(row)


def _told(row: CommandSpec) -> str:
    """Return who a command is for; administrators may do what coordinators do."""
    roles = COMMANDS.roles(row)
    if roles is None:
        return "in a group" if row.in_groups else "everybody"
    if len(roles) == len(Role):
        return "everybody with a role"
    if set(roles) == set(STAFF):
        return "everybody who works for the network"
    return ", ".join(PLURALS[role] for role in roles if role is not Role.ADMINISTRATOR)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_names_a_command_that_does_not_exist(language: str) -> None:
    known = {row.name(language) for row in COMMANDS.rows}
    unknown = {
        (word, form)
        for entry in read(language)
        for form in ((entry.string,) if isinstance(entry.string, str) else entry.string or ())
        for word in WORD.findall(form)
        if word not in known
    }
    assert unknown == set()


def test_two_commands_of_one_word_and_one_that_does_nothing_are_refused() -> None:
    row = CommandSpec("file queue", "list", help=say("what you have to do"))
    with pytest.raises(ValueError, match="two commands"):
        Commands(ACTIONS, row, CommandSpec("liste queue", "list"))
    with pytest.raises(ValueError, match="no action"):
        Commands(ACTIONS, CommandSpec("rien nothing", "nothing", offered=(Offered.MEMBER,)))
