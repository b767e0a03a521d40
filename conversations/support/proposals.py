"""What an advisor answers who is asked to join a team, before the firm is told any name."""

from dataclasses import dataclass
from enum import StrEnum

from conversations.messages import Message, say


class Answer(StrEnum):
    """What an advisor says. Values are stored: never renamed."""

    ACCEPTS = "accepts"
    NOT_NOW = "not_now"
    CONFLICT = "conflict"  # no reason is asked: neither they nor their firm's people are suggested again


@dataclass(frozen=True, slots=True)
class AnswerSpec:
    """An answer. ``label``: of its button, ``short`` where several missions are listed; ``said``: how it is
    recalled, ``noted``: what who gives it is told; ``told``: what who works the request reads.
    """

    label: Message
    short: Message
    said: Message
    noted: Message
    told: Message


ANSWERS = {
    Answer.ACCEPTS: AnswerSpec(
        say("✅ Yes, gladly"), say("✅ Yes"), say("yes"),
        say("🎉 Thank you! You hear from me once the agreement is signed."),
        say("✅ comes"),
    ),
    Answer.NOT_NOW: AnswerSpec(
        say("🕰 Not now"), say("🕰 Not now"), say("not now"),
        say("🙏 Noted: not this time. You stay on the list for the next ones."),
        say("🕰 not now"),
    ),
    Answer.CONFLICT: AnswerSpec(
        say("🙅 Not me: conflict of interest"), say("🙅 Conflict"), say("conflict"),
        say("🙏 Noted, and nobody asks why. Nobody at your firm is asked again for this one."),
        say("🙅 conflict of interest: somebody of another firm is needed"),
    ),
}  # fmt: skip
