"""What one tap may tell others without showing it first: a few actions, each with its reason."""

from bot.services.core.actions import Action
from bot.services.registry import ACTIONS


def test_few_actions_write_to_others_on_one_tap_and_each_says_why() -> None:
    """Journeys fail where any other action does: see their ``stage``."""
    rows: tuple[Action, ...] = (
        *ACTIONS.on_dossier.values(),
        *ACTIONS.at_office.values(),
        *ACTIONS.between_firms.values(),
    )
    assert {str(row.name) for row in rows if row.at_once} == {"claim", "stand_in"}
    assert all(len(row.at_once) > 30 for row in rows if row.at_once)
