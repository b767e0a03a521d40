"""What Telegram's refusals mean, by their words: it gives them no code."""

from collections.abc import Sequence

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError

LOST_CHAT = (
    "chat not found",
    "group chat was deleted",
    "not enough rights",
    "have no rights",
    "chat_write_forbidden",
    "chat_restricted",
    "peer_id_invalid",
)
AS_WANTED = ("message is not modified", "message to delete not found")
GONE_MESSAGE = ("message to edit not found", "message can't be edited", "message_id_invalid")
NO_TEXT = ("there is no text in the message to edit",)  # it has a photo or a document, with a caption
LONG_CAPTION = ("caption is too long", "media_caption_too_long")
LONG_TEXT, LONG_MARKUP = ("message is too long",), ("reply markup is too long",)
LOST_FILE = ("wrong file identifier", "wrong remote file identifier", "file_reference", "file reference")
GONE_THREAD = ("message thread not found", "topic_closed", "topic_deleted")
TOO_LARGE = "request entity too large"
UNAUTHORIZED = "unauthorized"


def tells(words: str, signs: Sequence[str]) -> bool:
    """Tell whether a refusal has one of these signs."""
    return any(sign in words for sign in signs)


def is_wrong(refusal: TelegramError, words: str) -> bool:
    """Tell whether the call itself is at fault; a revoked token is the administrator's to renew."""
    if isinstance(refusal, InvalidToken):
        return UNAUTHORIZED not in words
    return isinstance(refusal, BadRequest) or TOO_LARGE in words


def is_silence(refusal: TelegramError) -> bool:
    """Tell a call that Telegram did not answer, or not as Telegram does, from one that it refused."""
    if isinstance(refusal, ChatMigrated | Forbidden | RetryAfter):
        return False
    return not is_wrong(refusal, str(refusal).lower())


def cause_of(trouble: TelegramError) -> str:
    """Return why a call was not answered, in one word for the log: what is said may be anybody's."""
    network = isinstance(trouble.__cause__, OSError)
    return type(trouble.__cause__ if network else trouble).__name__
