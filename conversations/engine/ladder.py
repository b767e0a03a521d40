"""What is said of words that answer nothing, miss after miss: never the same sentence twice in a row.

First the kind of answer's own sentence; then other words, with an example from the person's own case and a
person to talk to; then to leave the question to the operator, where an answer can wait.
"""

from conversations.engine.draft import Draft, Walk
from conversations.engine.step import Step
from conversations.inputs import InvalidAnswer
from conversations.messages import Message, say
from conversations.situation import Situation
from conversations.understanding.wishes import Wish

HELPED, LEFT = 2, 3
"""The misses in a row from which help is offered, and from which the question can be left."""

_HOW_TO_STOP = say(
    "To stop here, or to delete this request: /cancel. To erase everything that is about you: /delete."
)
_STUCK = say("Nothing is lost. Touch one of the buttons, or have a person call you.")
_REVIEW = say("To change an answer, touch it below. To send it all: “Send”. To stop: /cancel.")


class Helped(InvalidAnswer):
    """What was typed asks for help: the message is what is said, and ``rung`` the help that comes with it."""

    def __init__(self, message: Message, rung: int) -> None:
        super().__init__(message)
        self.rung = rung


def missed(walk: Walk, step: Step | None, invalid: InvalidAnswer) -> Message:
    """Count a miss at the question being asked, None for the review; return what is said of it."""
    draft, note = walk.draft, invalid.message
    helped = isinstance(invalid, Helped)
    draft.missed = min(max(draft.missed + 1, invalid.rung if isinstance(invalid, Helped) else 1), LEFT)
    sentences: tuple[Message, ...]
    if step is None:
        sentences = (note, _REVIEW)
    elif helped or draft.missed < HELPED:
        sentences = (note, _in_other_words(step, walk.situation), _last(step, walk.situation))
    elif draft.missed < LEFT:
        sentences = (_in_other_words(step, walk.situation), note)
    else:
        sentences = (_last(step, walk.situation), note, _in_other_words(step, walk.situation))
    told = next(sentence for sentence in sentences if sentence.msgid != draft.said)
    draft.said = told.msgid
    return told


def instead_of(
    invalid: InvalidAnswer, step: Step | None, wish: Wish | None, situation: Situation, *, passes: bool
) -> InvalidAnswer:
    """Return what is said to who wishes something, instead of what the kind of answer says of their words.

    ``passes``: they do not know the answer, or want to go on without.
    """
    own = step is not None and step.input.keeps_words  # it has an answer to every wish but to stop
    if wish is Wish.STOPPING or (wish is Wish.ERASING and not own):
        return InvalidAnswer(_HOW_TO_STOP)
    if step is None or not passes:
        return invalid
    return Helped(invalid.message if own else at_a_loss(step, situation), LEFT)


def start_afresh(draft: Draft) -> None:
    """Count no miss: the question is answered, or another one is asked."""
    draft.missed, draft.said, draft.asked = 0, "", ""


def may_be_left(draft: Draft, step: Step) -> bool:
    """Tell whether the question can be left to the operator by now."""
    return step.later is not None and draft.missed >= LEFT


def explained(step: Step, situation: Situation) -> Message:
    """Return why a question is asked, with an example from the person's own case."""
    why = Message(step.why, situation.words)
    example = _example(step, situation)
    return say("{why} {example}", why=why, example=example) if example else why


def at_a_loss(step: Step, situation: Situation) -> Message:
    """Return what is said to who does not know the answer."""
    if step.later:
        return say(
            "No matter: an idea is enough, or leave it for {operator} to see with you.", **situation.words
        )
    return say("No matter. {explained}", explained=explained(step, situation))


def _example(step: Step, situation: Situation) -> Message | None:
    if step.case:
        return Message(step.case, situation.words)
    return say("For example: {example}", example=Message(step.example)) if step.example else None


def _in_other_words(step: Step, situation: Situation) -> Message:
    return say("Let me put it another way. {explained}", explained=explained(step, situation))


def _last(step: Step, situation: Situation) -> Message:
    if step.later or step.skip:
        return say("We can leave it there: {operator} sees it with you.", **situation.words)
    return _STUCK
