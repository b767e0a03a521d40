"""The letter of a basin: its paragraphs, as they are drafted, edited and sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from conversations.message_json import message_from_json, message_to_json
from conversations.messages import Message, say

LONGEST = 600
"""Characters of a paragraph: a letter is read on a phone, between two customers."""

MOST = 12
"""Paragraphs of a letter."""

MOST_WORDS = 2_400
"""Characters that operators and results add to a letter: with what is drafted, it is one message of 4096."""


class Part(StrEnum):
    """What a paragraph is about. Values are stored: never renamed."""

    COMMITTEE = "committee"
    SKILLS = "skills"
    QUESTIONS = "questions"
    LAST_MONTH = "last_month"
    RESULT = "result"
    WORD = "word"


TITLES: Mapping[Part, Message] = {
    Part.COMMITTEE: say("The next committee"),
    Part.SKILLS: say("Newly offered"),
    Part.QUESTIONS: say("Open questions"),
    Part.LAST_MONTH: say("What came of last month"),
    Part.RESULT: say("A result"),
    Part.WORD: say("A word from your operator"),
}
"""The parts, in their order in a letter."""


@dataclass(frozen=True, slots=True)
class LetterParagraph:
    """A paragraph. ``key``: tells it from the others of its letter. ``out``: left out by the operator.

    ``dossier_id``: the firm of a result, which ``agreed`` to these words, or not; None until it answers.
    """

    key: int
    part: Part
    words: Message
    out: bool = False
    dossier_id: int | None = None
    agreed: bool | None = None

    @property
    def is_sent(self) -> bool:
        """Whether it goes with the letter: a firm's result only with its agreement."""
        return not self.out and (self.dossier_id is None or self.agreed is True)


def to_json(paragraphs: Sequence[LetterParagraph]) -> dict[str, Any]:
    """Return paragraphs as they are stored."""
    return {
        "paragraphs": [
            {
                "key": each.key, "part": each.part.value, "words": message_to_json(each.words),
                "out": each.out, "dossier": each.dossier_id, "agreed": each.agreed,
            }
            for each in paragraphs
        ]
    }  # fmt: skip


def from_json(stored: Mapping[str, Any]) -> tuple[LetterParagraph, ...]:
    """Read paragraphs back, in the order of the parts."""
    found = [
        LetterParagraph(
            each["key"], Part(each["part"]), message_from_json(each["words"]),
            each["out"], each["dossier"], each["agreed"],
        )
        for each in stored["paragraphs"]
    ]  # fmt: skip
    order = list(Part)
    return tuple(sorted(found, key=lambda each: (order.index(each.part), each.key)))


def added(
    paragraphs: Sequence[LetterParagraph], part: Part, words: Message, dossier_id: int | None = None
) -> tuple[LetterParagraph, ...]:
    """Return paragraphs with one more."""
    key = max((each.key for each in paragraphs), default=0) + 1
    return (*paragraphs, LetterParagraph(key, part, words, dossier_id=dossier_id))


def typed(paragraphs: Sequence[LetterParagraph]) -> int:
    """Return how many characters of a letter somebody typed."""
    return sum(len(str(each.words.values.get("text", ""))) for each in paragraphs)


def changed(paragraphs: Sequence[LetterParagraph], key: int, **values: Any) -> tuple[LetterParagraph, ...]:
    """Return paragraphs with one of them changed."""
    return tuple(replace(each, **values) if each.key == key else each for each in paragraphs)
