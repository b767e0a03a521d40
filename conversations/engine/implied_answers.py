"""The answers that one question brings to others: the register knows the commune of a company."""

from collections.abc import Mapping

from conversations.engine.draft import Walk
from conversations.engine.step import Step
from conversations.situation import Answer


def imply(walk: Walk, step: Step, answer: Answer) -> None:
    """Write down what an answer brings with it, in the place of what the former one brought."""
    draft = walk.draft
    former = [name for name, source in draft.implied.items() if source == step.name]
    implied = step.implies(answer, walk.situation)
    _drop(walk, former)
    draft.answers.update(implied)
    draft.implied.update(dict.fromkeys(implied, step.name))
    if former or implied:
        walk.reread()


def ask_what_nothing_implies(walk: Walk, steps: Mapping[str, Step]) -> None:
    """Drop what another release took as implied, and this one asks."""
    draft = walk.draft
    sources = {name: steps.get(str(source)) for name, source in draft.implied.items()}
    asked = [
        name
        for name, step in sources.items()
        if step and name not in step.implies(draft.answers.get(step.name), walk.situation)
    ]
    if asked:
        _drop(walk, asked)
        walk.reread()


def _drop(walk: Walk, names: list[str]) -> None:
    for name in names:
        del walk.draft.implied[name]
        walk.draft.answers.pop(name, None)
