"""What stops, moves or reopens a dossier is explained, and looked at before it is so.

A reason is chosen, words are added or typed in its place, and what follows is shown with the button that
does it: what leaves is what was on the screen above the button, or nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from bot.services.core.dossier_page import back_to, do
from bot.services.core.handling import Handling, Refusal
from bot.services.core.prompts import ask, no_longer_asked
from bot.services.core.screens import Reply
from conversations.dossiers.event_labels import HISTORY
from conversations.dossiers.lifecycle import Event, Trace
from conversations.dossiers.reasons import WORDINGS, Reason
from conversations.messages import Message, say
from models.dossiers.tables import Dossier
from models.messages.tables import Prompt

WORDS_MAX = 1_000
BECAUSE, SURE = "because-", "sure-"
CHANGED = say("What was shown has changed since: read it again before you confirm.")

Content = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Given:
    """Why something happens to a dossier. ``words``: empty without any. ``to``: where it goes, else empty."""

    reason: Reason
    words: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class Explained:
    """An event that needs a reason.

    ``asked``: the question. ``own``: asks for words of one's own, saying who reads them. ``review``: what
    is shown before it is so. ``act``: does it, and answers.
    """

    event: Event | Trace
    asked: Message
    own: Message
    review: Callable[[Handling, Dossier, Given], tuple[Message, ...]]
    act: Callable[[Handling, Dossier, Given], Reply]

    def tapped(self, handling: Handling, dossier: Dossier, argument: str, *, to: str = "") -> Reply:
        """Ask for the reason, show what follows from it, or do it.

        ``argument``: nothing, a reason, or ``sure-`` and the mark of what was shown. ``to``: where the
        dossier goes, when this was just chosen.
        """
        content = {"to": to} if to else self._content(handling, dossier)
        if argument.startswith(SURE):
            return self._confirmed(handling, dossier, content, argument.removeprefix(SURE))
        if not argument:
            return self._ask(handling, dossier, content)
        if argument.removeprefix(BECAUSE) not in HISTORY[self.event].reasons:
            raise Refusal(say("This reason is not known any more."))
        return self._show(handling, dossier, {**content, "reason": argument.removeprefix(BECAUSE)})

    def typed(self, handling: Handling, prompt: Prompt, text: str) -> Reply:
        """Add words to the reason; they are the reason where none was chosen."""
        if len(text) > WORDS_MAX:
            raise Refusal(say("{limit} characters at most: yours has {n}.", limit=WORDS_MAX, n=len(text)))
        dossier = handling.session.get_one(Dossier, prompt.subject)
        return self._show(handling, dossier, {"reason": Reason.OTHER.value, **prompt.content, "words": text})

    def _content(self, handling: Handling, dossier: Dossier) -> Content:
        prompt = handling.session.get(Prompt, handling.person_id)
        if prompt is None or (prompt.purpose, prompt.subject) != (self.event.value, dossier.id):
            return {}
        return dict(prompt.content)

    def _ask(self, handling: Handling, dossier: Dossier, content: Content) -> Reply:
        options = tuple(
            do(dossier, f"{self.event.value}.{BECAUSE}{reason.value}", WORDINGS[reason].label)
            for reason in HISTORY[self.event].reasons
        )
        kept = {"to": content["to"]} if "to" in content else {}
        return ask(
            handling, self.event.value, dossier, self.own,
            back=back_to(dossier), content=kept, above=(self.asked,), options=options,
        )  # fmt: skip

    def _show(self, handling: Handling, dossier: Dossier, content: Content) -> Reply:
        given = _given(content)
        if given.reason is Reason.OTHER and not given.words:
            return ask(handling, self.event.value, dossier, self.own, back=back_to(dossier), content=content)
        sure = do(dossier, f"{self.event.value}.{SURE}{_mark(content)}", say("✅ I confirm"), primary=True)
        return ask(
            handling, self.event.value, dossier, say("To add words of your own, or change them, type them."),
            back=back_to(dossier), content=content, above=self.review(handling, dossier, given),
            rows=((sure,),),
        )  # fmt: skip

    def _confirmed(self, handling: Handling, dossier: Dossier, content: Content, mark: str) -> Reply:
        if "reason" not in content or _mark(content) != mark:
            raise Refusal(CHANGED)
        no_longer_asked(handling)
        return self.act(handling, dossier, _given(content))


def _given(content: Content) -> Given:
    return Given(Reason(content["reason"]), str(content.get("words", "")), str(content.get("to", "")))


def _mark(content: Content) -> str:
    return f"{crc32(repr(sorted(content.items())).encode()):x}"
