"""What is said of an answer that is not understood gives another example than the one below it."""

import re

import pytest

from bot.i18n import speak
from conversations.engine.step import Step
from conversations.inputs import InvalidAnswer
from conversations.intake import STEPS
from conversations.messages import Message
from conversations.situation import Situation
from tests.conversations.worlds import sample_world

NOT_ANSWERS = (
    "blabla", "zzz zzz", "?!", "je ne comprends pas la question", "hier", "2000 € par mois", "12 personnes",
    "oui je veux bien", "camille@example.com", "SARL Durand", "99999", "31/02/2027", "-", "0", "beaucoup",
)  # fmt: skip
_PIECE = re.compile(r"\d[\d\s.,/]*\d|\d|[«“][^»”]+[»”]|[A-Z]\w+ [A-Z]\w+")
SHOWING = [step for step in STEPS if step.example]


def pieces(text: str) -> set[str]:
    """Return the figures, names and quoted words of a sentence."""
    return {" ".join(piece.strip("«»“” \xa0\u202f").split()) for piece in _PIECE.findall(text)}


def notes(step: Step) -> list[Message]:
    """Return what is said of words that answer nothing, the example of the person's own case included."""
    situation = Situation({}, sample_world())
    found = [Message(step.case, situation.words)] if step.case else []
    for text in NOT_ANSWERS:
        try:
            step.input.read(text, {}, situation)
        except InvalidAnswer as invalid:
            found.append(invalid.message)
    return found


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("step", SHOWING, ids=lambda step: step.name)
def test_a_hint_never_repeats_the_example_of_the_question(step: Step, language: str) -> None:
    assert step.example is not None
    shown = pieces(speak(Message(step.example), language, markup=False))
    said = {note.msgid: pieces(speak(note, language, markup=False)) for note in notes(step)}

    assert {msgid: shown & told for msgid, told in said.items() if shown & told} == {}
