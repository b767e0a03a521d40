"""The diagrams say what the tables say, and the README shows them as they are."""

from pathlib import Path

from conversations.diagrams import (
    DIAGRAMS,
    MANY,
    condition,
    dossier_diagram,
    intake_diagram,
    offer_diagram,
    question_diagram,
    with_diagrams,
)
from conversations.dossiers.moves import LIFECYCLE
from conversations.dossiers.statuses import Status
from conversations.exchanges.questions import MOVES, OFFER_MOVES, OfferStatus, QuestionStatus
from conversations.intake import STEPS

README = Path(__file__).parents[2] / "README.md"


def test_the_diagrams_of_the_readme_are_current() -> None:
    text = README.read_text()
    for name in DIAGRAMS:
        assert f"<!-- diagram:{name} -->" in text

    assert with_diagrams(text) == text, "draw them again: see conversations/diagrams.py"


def test_every_question_is_drawn_with_its_condition() -> None:
    drawn = intake_diagram()

    for step in STEPS:
        asked = condition(step)
        assert (f"{step.label} · <i>{asked}</i>" if asked else step.label) in drawn


def test_every_move_of_a_dossier_is_drawn() -> None:
    drawn = dossier_diagram()

    for event, move in LIFECYCLE:
        sources = [MANY.get(move.sources)] if move.sources in MANY else [each.value for each in move.sources]
        for source in sources:
            assert move.to is None or f"{source} --> {move.to.value}: {event.value}\n" in drawn
    for status in Status:
        assert status.value in drawn


def test_every_move_of_a_question_and_of_an_offer_is_drawn() -> None:
    question, offer = question_diagram(), offer_diagram()

    for move in MOVES:
        for source in move.sources:
            assert f"  {source.value} --> {move.to.value}: {move.event.value} (" in question
    for each in OFFER_MOVES:
        for before in each.sources:
            assert f"  {before.value} --> {each.to.value}: {each.event.value} ({each.by.value})\n" in offer
    assert all(f"  {status.value} -->" in question for status in QuestionStatus)
    assert all(f"  {status.value} -->" in offer for status in OfferStatus)


def test_drawing_again_changes_nothing_else() -> None:
    text = "before\n<!-- diagram:dossier -->\nold\n<!-- /diagram:dossier -->\nafter\n"
    drawn = with_diagrams(text)

    assert drawn == text.replace("old\n", dossier_diagram())
    assert with_diagrams(drawn) == drawn
