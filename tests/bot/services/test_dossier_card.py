"""What the holder of a dossier reads of it: nothing that was asked is left out."""

from bot.services.dossier_card import BLOCKS
from conversations.intake import INTAKE

TOLD_OTHERWISE = {
    "privacy": "without it there is no dossier",
    "human_review": "the verdict tells it",
    "basin": "the route tells it",
    "name": "behind Contact",
    "contact": "behind Contact",
    "excluded": "behind Contact",
}


def test_every_question_asked_is_shown_to_the_holder() -> None:
    shown = {name for names in BLOCKS for name in names}
    asked = {step.name for step in INTAKE.steps}
    assert asked == shown | set(TOLD_OTHERWISE)
