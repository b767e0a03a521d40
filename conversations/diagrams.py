"""The tables as Mermaid diagrams, for the README: drawn from the code, so they say what it does."""

import re
from collections.abc import Callable, Collection
from enum import StrEnum
from itertools import groupby

from conversations.dossiers.moves import LIFECYCLE
from conversations.dossiers.statuses import DECIDED, KEPT, LIVE, Status
from conversations.engine.step import Step, always
from conversations.exchanges.questions import LIVE as EXCHANGES_LIVE
from conversations.exchanges.questions import (
    MOVES,
    OFFER_MOVES,
    OPEN_OFFERS,
    OfferStatus,
    QuestionStatus,
)
from conversations.intake import STEPS

_FENCE = "```"
MANY = {
    LIVE: "under_way",
    DECIDED: "decided",
    KEPT: "any_other",
}
"""How the diagram names the sources of an event that may happen nearly everywhere."""


def intake_diagram() -> str:
    """Draw the questions in asking order, a box a section, each with the condition it is asked on."""
    lines, boxes = ["flowchart TD"], []
    for section, steps in groupby(STEPS, key=lambda step: step.section):
        boxes.append(f"{section.name}_box")
        lines.append(f'  {boxes[-1]}["<b>{section.title}</b><br/>{"<br/>".join(map(_line, steps))}"]')
    lines.append('  review(["Review, then send"])')
    lines.append(f"  {' --> '.join((*boxes, 'review'))}")
    lines.append("  review -. any answer can be changed .-> review")
    return _mermaid(lines)


def dossier_diagram() -> str:
    """Draw the life of a dossier, from its submission; an arrow bears the event that makes it move."""
    lines = ["stateDiagram-v2", f"  [*] --> {Status.RECEIVED.value}: submit"]
    for event, move in LIFECYCLE:
        sources = [MANY[move.sources]] if move.sources in MANY else [source.value for source in move.sources]
        lines += [f"  {source} --> {move.to.value}: {event.value}" for source in sources if move.to]
    lines += [f"  {status.value} --> [*]" for status in Status if status not in LIVE]
    return _mermaid(lines)


def question_diagram() -> str:
    """Draw the life of a question to the network; an arrow bears the event, and who makes it happen."""
    lines = ["stateDiagram-v2", f"  [*] --> {QuestionStatus.WRITTEN.value}: send"]
    for move in MOVES:
        told = f"{move.event.value} ({', '.join(sorted(side.value for side in move.by))})"
        lines += _arrows(QuestionStatus, move.sources, move.to, told)
    lines += [f"  {status.value} --> [*]" for status in QuestionStatus if status not in EXCHANGES_LIVE]
    return _mermaid(lines)


def offer_diagram() -> str:
    """Draw the life of an offer; an arrow bears the event, and who makes it happen."""
    lines = ["stateDiagram-v2", f"  [*] --> {OfferStatus.OFFERED.value}: send"]
    for move in OFFER_MOVES:
        lines += _arrows(OfferStatus, move.sources, move.to, f"{move.event.value} ({move.by.value})")
    lines += [f"  {status.value} --> [*]" for status in OfferStatus if status not in OPEN_OFFERS]
    return _mermaid(lines)


def _arrows(order: type[StrEnum], sources: Collection[StrEnum], to: StrEnum, told: str) -> list[str]:
    return [f"  {source.value} --> {to.value}: {told}" for source in order if source in sources]


DIAGRAMS: dict[str, Callable[[], str]] = {
    "intake": intake_diagram,
    "dossier": dossier_diagram,
    "question": question_diagram,
    "offer": offer_diagram,
}


def with_diagrams(text: str) -> str:
    """Return a document with what stands between its ``<!-- diagram:NAME -->`` markers drawn again."""
    for name, draw in DIAGRAMS.items():
        opening, closing = f"<!-- diagram:{name} -->", f"<!-- /diagram:{name} -->"
        between = re.compile(f"(?<={re.escape(opening)}\n).*?(?={re.escape(closing)})", re.DOTALL)
        text = between.sub(draw().replace("\\", r"\\"), text)
    return text


def condition(step: Step) -> str:
    """Return the condition of a question in words, after the name of its function; empty without one."""
    if step.on_demand:
        return "on demand"
    if step.asked_if is always:
        return ""
    name = step.asked_if.__name__
    return "in some cases" if name == "<lambda>" else f"if {name.replace('_', ' ')}"


def _line(step: Step) -> str:
    asked = condition(step)
    return f"{step.label} · <i>{asked}</i>" if asked else step.label


def _mermaid(lines: list[str]) -> str:
    return "\n".join((f"{_FENCE}mermaid", *lines, _FENCE, ""))
