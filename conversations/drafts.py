"""An unfinished conversation."""

from dataclasses import dataclass, field

from conversations.inputs import Entry
from conversations.situation import Answers

REVIEW = "review"
"""The state in which every question is answered and nothing is sent yet."""


@dataclass(slots=True)
class Draft:
    """Where a conversation stands.

    ``state``: the question being asked, or ``REVIEW``. ``entry``: what was entered at this question
    and is not an answer yet. ``implied``: which question brought an answer that was not asked for.
    ``typed``: the message (by its number in the chat) that gave each typed answer, so that editing the
    message corrects the answer. ``told``: the findings already told to the person.
    ``agreements``: what the person agreed to, in the review. ``sharing``: the phone's keyboard offers to
    share a contact or a location.
    """

    state: str = ""
    answers: Answers = field(default_factory=dict)
    entry: Entry = field(default_factory=dict)
    implied: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    agreements: list[str] = field(default_factory=list)
    sharing: bool = False
