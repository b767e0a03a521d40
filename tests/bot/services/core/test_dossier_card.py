"""What the holder of a dossier reads of it: nothing that was asked is left out."""

from conversations.engine.step import Seen
from conversations.intake import INTAKE, ON_CARD

TOLD_OTHERWISE = {
    "privacy": "without it there is no dossier",
    "human_review": "the verdict tells it",
    "basin": "the route tells it",
}


def test_every_question_asked_is_shown_to_the_holder() -> None:
    shown = {step.name for steps in ON_CARD for step in steps}
    asked = {step.name for step in INTAKE.steps}
    behind_contact = {step.name for step in INTAKE.steps if step.seen_where is Seen.BY_HOLDER}
    assert asked == shown | behind_contact | set(TOLD_OTHERWISE)
    assert {"name", "contact", "excluded"} <= behind_contact
