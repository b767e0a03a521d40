"""What is known before it is asked: the register knows the commune of a company, a phone where it is."""

from collections.abc import Mapping

from conversations.engine.draft import Draft, Walk
from conversations.engine.step import Step
from conversations.inputs import Outcome, Settled
from conversations.situation import Answer, Situation

_KNOWN = "known"  # of what was heard: the candidate that nobody said
SHARED = "shared"
"""By what is known that a phone shared: its owner said it."""


def keep_shared(draft: Draft, step: Step, shared: Outcome) -> None:
    """Keep what a phone shared until its question is asked."""
    found = [shared.answer] if isinstance(shared, Settled) else step.input.readings(shared.entry)
    draft.heard[step.name] = {"candidates": list(found), "said": "", "by": SHARED}


def imply(walk: Walk, step: Step, answer: Answer) -> None:
    """Write down what an answer brings with it, in the place of what the former one brought."""
    draft = walk.draft
    former = [name for name, source in draft.implied.items() if source == step.name]
    known = step.implies(answer, walk.situation)
    contested = {name: each for name, each in known.items() if _is_said_otherwise(draft, name, each)}
    implied = {name: each for name, each in known.items() if name not in contested}
    _drop(walk, former)
    _propose(walk, step, step.proposes(answer, walk.situation))
    _ask_which(draft, contested)
    draft.answers.update(implied)
    draft.implied.update(dict.fromkeys(implied, step.name))
    if former or implied or draft.heard:
        walk.reread()


def _is_said_otherwise(draft: Draft, name: str, known: Answer) -> bool:
    """Tell whether the person said another answer, which waits for its question."""
    return _is_said(draft.heard.get(name)) and known not in _said(draft, name)


def _said(draft: Draft, name: str) -> list[Answer]:
    """Return what the person said of a question, without what was known beside it."""
    kept = draft.heard.get(name)
    found = kept.get("candidates") if isinstance(kept, dict) else None
    known = kept.get(_KNOWN) if isinstance(kept, dict) else None
    return [each for each in found if each != known] if isinstance(found, list) else []


def _ask_which(draft: Draft, contested: Mapping[str, Answer]) -> None:
    """Offer what is known after what was said, which is asked: neither is taken by itself."""
    for name, known in contested.items():
        kept, offered = draft.heard[name], [*_said(draft, name), known]
        if isinstance(kept, dict):
            draft.heard[name] = {**kept, "candidates": offered, _KNOWN: known}


def ask_what_nothing_implies(walk: Walk, steps: Mapping[str, Step]) -> None:
    """Drop what another release took as implied, and this one asks."""
    draft = walk.draft
    sources = {name: steps.get(str(source)) for name, source in draft.implied.items()}
    asked = [
        name
        for name, step in sources.items()
        if step and name not in _brought(step, draft.answers.get(step.name), walk.situation)
    ]
    if asked:
        _drop(walk, asked)
        walk.reread()


def _brought(step: Step, answer: Answer, situation: Situation) -> Mapping[str, Answer]:
    """Return what an answer brings with it; what it only proposes was taken with it by former releases."""
    return {**step.proposes(answer, situation), **step.implies(answer, situation)}


def _propose(walk: Walk, step: Step, proposed: Mapping[str, Answer]) -> None:
    """Offer answers where they are asked, in the place of what the former answer proposed, or led to."""
    draft = walk.draft
    draft.heard = {name: kept for name, kept in draft.heard.items() if not _is_of(kept, step)}
    for name, answer in proposed.items():
        if draft.answers.get(name) != answer and not _is_said(draft.heard.get(name)):
            draft.answers.pop(name, None)
            draft.heard[name] = {"candidates": [answer], "said": "", "by": step.name}


def _is_of(kept: Answer, step: Step) -> bool:
    return isinstance(kept, dict) and kept.get("by") == step.name


def _is_said(kept: Answer) -> bool:
    """Tell whether the person said it: their own words are likelier than a register."""
    return isinstance(kept, dict) and (kept.get("said") not in (None, "") or kept.get("by") == SHARED)


def _drop(walk: Walk, names: list[str]) -> None:
    for name in names:
        del walk.draft.implied[name]
        walk.draft.answers.pop(name, None)
