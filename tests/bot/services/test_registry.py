"""Every feature that has actions is listed, and each stored name does one thing."""

from importlib import import_module
from pkgutil import walk_packages

import pytest

import bot.services
from bot.services.core.actions import AtOffice, BetweenFirms, OnDossier
from bot.services.dossiers.search import find
from bot.services.registry import ACTIONS
from bot.services.runner import Actions
from conversations.dossiers.lifecycle import Event
from conversations.dossiers.statuses import Part


def features() -> dict[str, tuple[OnDossier | AtOffice | BetweenFirms, ...]]:
    """Return the rows of every module that has some, by its name."""
    names = [found.name for found in walk_packages(bot.services.__path__, "bot.services.")]
    return {
        name: rows
        for name in names
        if isinstance(rows := getattr(import_module(name), "ACTIONS", None), tuple)
    }


def test_every_feature_with_actions_is_listed() -> None:
    every = (ACTIONS.on_dossier, ACTIONS.at_office, ACTIONS.between_firms)
    listed = {id(row) for rows in every for row in rows.values()}
    assert len(features()) > 40
    forgotten = [name for name, rows in features().items() if not all(id(row) in listed for row in rows)]
    assert forgotten == []


def test_two_actions_of_one_name_are_refused() -> None:
    row = AtOffice("find", find, ())
    with pytest.raises(ValueError, match="find"):
        Actions(row, row)


@pytest.mark.parametrize("row", [
    OnDossier("nobody", lambda handling, dossier: handling.reply()),
    OnDossier(Event.CLAIM, lambda handling, dossier: handling.reply(), (Part.TEAM,)),
])  # fmt: skip
def test_an_action_on_a_dossier_says_once_what_allows_it(row: OnDossier) -> None:
    with pytest.raises(ValueError, match="allowed"):
        Actions(row)
