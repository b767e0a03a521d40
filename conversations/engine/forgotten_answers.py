"""Answers that no longer apply leave a request; they are kept aside, to be taken again in one touch."""

from collections.abc import Collection, Mapping

from conversations.engine.draft import Draft, Walk
from conversations.engine.step import Step
from conversations.messages import Listing, Message, say


def forget(walk: Walk, by_name: Mapping[str, Step]) -> None:
    """Take away the answers that no longer fit or apply; the loss of one may bring down another."""
    draft = walk.draft
    while gone := _unfit(walk, by_name) or _unasked(walk, by_name):
        for name in gone:
            answer, source = draft.answers.pop(name), draft.implied.pop(name, None)
            if source is None and name in by_name:
                draft.aside[name] = answer
        draft.typed = {message: name for message, name in draft.typed.items() if name not in gone}
        walk.reread()


def _unfit(walk: Walk, by_name: Mapping[str, Step]) -> list[str]:
    return [
        name
        for name, answer in walk.draft.answers.items()
        if name not in by_name or not by_name[name].fits(answer, walk.situation)
    ]


def _unasked(walk: Walk, by_name: Mapping[str, Step]) -> list[str]:
    return [name for name in walk.draft.answers if not by_name[name].asked_if(walk.situation)]


def is_kept_aside(walk: Walk, step: Step) -> bool:
    """Tell whether an answer given before can be taken again as it was."""
    draft = walk.draft
    return (
        step.name not in draft.answers
        and step.name in draft.aside
        and step.fits(draft.aside[step.name], walk.situation)
    )


def told_aside(draft: Draft, before: Collection[str], by_name: Mapping[str, Step]) -> Message | None:
    """Tell what an answer has just put aside; None when nothing, or what is asked again at once.

    ``before``: what was aside already.
    """
    gone = (name for name in draft.aside if name not in (*before, draft.state))
    labels = tuple(Message(by_name[name].label) for name in gone)
    if not labels:
        return None
    return say("No longer asked: {labels}. Your answer is kept aside, should it be again.",
               labels=Listing(labels))  # fmt: skip
