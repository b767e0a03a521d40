"""What somebody types is understood before their turn, while others take theirs."""

from bot.services.exchanges.questions.writing import QUESTION_TEXT
from conversations.engine.questionnaire import Walk
from conversations.engine.reading import Reading
from conversations.inputs import Kept
from conversations.intake import INTAKE
from conversations.intake.faq import is_question, recognise
from conversations.intake.project import DESCRIPTION
from conversations.situation import World
from conversations.understanding.skills import suggest
from models.database.writer import Connection
from models.intake.queries import find_draft
from models.messages.prompts import purpose_for

SHORT, FIGURES = 6, 40  # letters, and characters in all, that are read at once


def may_take_long(text: str) -> bool:
    """Tell whether a text may take milliseconds to read: it is long, or its words might be a name misspelt.

    The others, a date or a number, are read sooner than the question they answer is found.
    """
    return len(text) > FIGURES or sum(map(str.isalpha, text)) > SHORT


def read_ahead(connection: Connection, world: World, person_id: int, text: str) -> Reading | None:
    """Read a text at the question its author is asked; None when none is."""
    opened = find_draft(connection, person_id)
    if opened is None:
        if purpose_for(connection, person_id) == QUESTION_TEXT:
            suggest(text.strip())  # remembered for the turn
        return None
    recognise(text), is_question(text)  # remembered for the turn
    walk = Walk(opened.draft, world)
    if not walk.is_checked:
        INTAKE.resume(walk)
    step = INTAKE.asked(walk)
    if step is None:
        return None
    heard = INTAKE.overheard(walk, text)
    reading = Reading.of(walk, step.input, text, opened.id, opened.revision, heard)
    if step.name == DESCRIPTION and isinstance(reading.outcome, Kept):
        told = str(reading.outcome.entry.get("text") or "")
        suggest(told, walk.situation.text("project_kind"))  # remembered for the turn that shows the skills
    return reading
