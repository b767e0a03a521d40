"""An answer in a line, as it was understood."""

from conversations.engine.questionnaire import Walk
from conversations.engine.step import Step
from conversations.messages import Message, say, verbatim
from conversations.understanding.words import excerpt

SHOWN_IN_REVIEW = 240  # characters of one answer: the review must fit in one message of 4096


def summed_up(walk: Walk, step: Step, *, whole: bool = False) -> Message:
    """Return an answer with its label."""
    return say("{label}: {answer}", label=Message(step.label), answer=shown(walk, step, whole=whole))


def shown(walk: Walk, step: Step, *, whole: bool = False) -> Message:
    """Return an answer as it is summed up, cut where it is very long unless it is wanted whole."""
    answer = {**walk.draft.aside, **walk.draft.answers}.get(step.name)
    if answer is None:
        return Message(step.skip) if step.skip else say("I do not know yet")
    if whole:
        return step.input.show(answer, walk.situation)
    if isinstance(answer, str) and len(answer) > SHOWN_IN_REVIEW:
        return verbatim(excerpt(answer, SHOWN_IN_REVIEW))
    if isinstance(answer, dict) and isinstance(answer.get("words"), str):
        answer = {**answer, "words": excerpt(str(answer["words"]), SHOWN_IN_REVIEW)}
    return step.input.show(answer, walk.situation)
