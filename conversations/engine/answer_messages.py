"""Which messages hold an answer, so that editing one of them corrects it and nothing else."""

from collections.abc import Sequence

from conversations.engine.draft import Draft
from conversations.engine.step import Step
from conversations.inputs import Entry, Kept, Outcome
from conversations.inputs.texts import PART
from conversations.understanding.words import excerpt


def said(draft: Draft, step: Step) -> list[str]:
    """Return the messages that hold the answer to a question, oldest first."""
    return [message for message, name in draft.typed.items() if name == step.name]


def reopened(draft: Draft, step: Step | None) -> Entry:
    """Return the entry from which a question is answered, or its answer changed, even one kept aside."""
    given = {**draft.aside, **draft.answers}
    return step.input.reopen(given[step.name]) if step and step.name in given else {}


def hear(draft: Draft, step: Step, outcome: Outcome, message: str) -> None:
    """Keep the messages that still hold the answer: those of all its parts, or the last one."""
    if isinstance(outcome, Kept) and outcome.cut and outcome.entry == draft.entry:
        return  # nothing of the message is in it
    entry = outcome.entry if isinstance(outcome, Kept) else draft.entry
    messages = [*said(draft, step), *([message] if message else ())]
    held = len(step.input.parts(entry)) or (1 if entry or message else 0)
    _keep(draft, step, messages[-held:] if held else ())


def give_up(draft: Draft, step: Step | None) -> None:
    """Drop the messages that hold what was entered at a question since it was last answered.

    Prose that was never answered with is kept for when it is asked again, and so is what was offered.
    """
    answered = reopened(draft, step)
    if step and not answered and (candidates := draft.entry.get("candidates")):
        kept = draft.heard.get(step.name)
        if not (isinstance(kept, dict) and kept.get("candidates") == candidates):
            draft.heard[step.name] = {"candidates": candidates, "said": ""}
    if step and step.input.prose and not answered and (written := step.input.readings(draft.entry)):
        whole, messages = PART.join(map(str, written)), said(draft, step)
        each = zip(messages, written, strict=True) if len(messages) == len(written) else [("", whole)]
        draft.heard[step.name] = {"candidates": [whole], "said": excerpt(whole), "parts": dict(each)}
    if step and draft.entry != answered:
        parts = step.input.parts(answered)
        extended = step.input.parts(draft.entry)[: len(parts)] == parts
        _keep(draft, step, said(draft, step)[: len(parts)] if extended else ())


def _keep(draft: Draft, step: Step, messages: Sequence[str]) -> None:
    others = {message: name for message, name in draft.typed.items() if name != step.name}
    draft.typed = others | dict.fromkeys(messages, step.name)
