"""What an advisor answers who is asked to join a team, before the firm is told any name."""

from enum import StrEnum

from conversations.messages import say


class Answer(StrEnum):
    """What an advisor says. Values are stored: never renamed."""

    ACCEPTS = "accepts"
    NOT_NOW = "not_now"
    CONFLICT = "conflict"  # no reason is asked: neither they nor their firm's people are suggested again


ANSWERS = {
    Answer.ACCEPTS: say("✅ comes"),
    Answer.NOT_NOW: say("🕰 not now"),
    Answer.CONFLICT: say("🙅 conflict of interest: somebody of another firm is needed"),
}
"""What who works the request reads of each answer."""
