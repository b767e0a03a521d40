"""What somebody types is understood before their turn, while others take theirs."""

from conversations.engine.questionnaire import Walk
from conversations.engine.reading import Reading
from conversations.intake import INTAKE
from conversations.intake.faq import is_question, recognise
from conversations.situation import World
from models.database.writer import Connection
from models.intake.queries import find_draft

AT_ONCE = 6  # characters: a number, a year, yes or no are read sooner than their question is found


def read_ahead(connection: Connection, world: World, person_id: int, text: str) -> Reading | None:
    """Read a text at the question its author is asked; None when none is."""
    opened = find_draft(connection, person_id)
    if opened is None:
        return None
    recognise(text), is_question(text)  # remembered for the turn
    walk = Walk(opened.draft, world)
    if not walk.is_checked:
        INTAKE.resume(walk)
    step = INTAKE.step(walk.draft)
    return None if step is None else Reading.of(walk, step.input, text, opened.id, opened.revision)
