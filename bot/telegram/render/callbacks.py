"""What a button carries: ``verb:draft:revision:key``, in the 64 bytes Telegram gives.

It can be forged, so it is only ever compared with the state, never trusted.
"""

from bot.i18n import LANGUAGES
from bot.services.core.screens import Button, Verb
from bot.services.core.visitors import Tap

_VERBS = frozenset(verb.value for verb in Verb)


def encode(button: Button, draft_id: int = 0, revision: int = 0) -> str:
    """Return what the button carries."""
    if button.subject:
        draft_id, revision = button.subject, button.version
    return f"{button.verb}:{draft_id}:{revision}:{button.key}"


def decode(data: str, message_id: int) -> Tap | None:
    """Return what was tapped; None when the words are nobody's."""
    verb, draft_id, revision, key = (*data.split(":", 3), "", "", "")[:4]
    if verb not in _VERBS or not (draft_id.isdecimal() and revision.isdecimal()):
        return None
    if len(draft_id) > 18 or len(revision) > 9:
        return None
    if verb == Verb.LANGUAGE and key not in ("", *LANGUAGES):
        return None
    return Tap(message_id, int(draft_id), int(revision), Verb(verb), key)
