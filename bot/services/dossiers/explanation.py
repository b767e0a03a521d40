"""What stops, moves or reopens a dossier is explained, and looked at before it is so.

A reason is chosen, words are added or typed in its place, and what follows is shown with the button that
does it: what leaves is what was on the screen above the button, or nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from bot.services.core.arguments import Argument, Mark
from bot.services.core.confirmation import CONFIRM
from bot.services.core.dossier_page import back_to, do
from bot.services.core.entries import short
from bot.services.core.handling import Handling, Refusal
from bot.services.core.prompts import ask, asked, no_longer_asked
from bot.services.core.screens import Reply
from conversations.dossiers.event_labels import HISTORY
from conversations.dossiers.lifecycle import Event
from conversations.dossiers.reasons import WORDINGS, Reason
from conversations.dossiers.traces import Trace
from conversations.messages import Message, say
from models.dossiers.tables import Dossier
from models.messages.tables import Prompt

WORDS_MAX = 1_000
CHANGED = say("What was shown has changed since: read it again before you confirm.")

Content = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Why(Argument):
    """An event with its reason, chosen, then confirmed."""

    event: Event | Trace
    because: Annotated[Reason | None, "because-"] = None
    sure: Annotated[Mark | None, "sure-"] = None


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

    def tapped(self, handling: Handling, dossier: Dossier, argument: Why) -> Reply:
        """Ask for the reason, show what follows from it, or do what was shown."""
        content = self._content(handling, dossier)
        if argument.sure is not None:
            return self._confirmed(handling, dossier, content, argument.sure)
        if argument.because is None:
            return self.ask(handling, dossier, content.get("to", ""))
        if argument.because not in HISTORY[self.event].reasons:
            raise Refusal(say("This reason is not known any more."))
        return self._show(handling, dossier, {**content, "reason": argument.because.value})

    def typed(self, handling: Handling, dossier: Dossier, prompt: Prompt, text: str) -> Reply:
        """Add words to the reason; they are the reason where none was chosen."""
        short(text, WORDS_MAX)
        return self._show(handling, dossier, {"reason": Reason.OTHER.value, **prompt.content, "words": text})

    def _content(self, handling: Handling, dossier: Dossier) -> Content:
        prompt = asked(handling, self.event, dossier)
        return dict(prompt.content) if prompt else {}

    def ask(self, handling: Handling, dossier: Dossier, to: str = "") -> Reply:
        """Ask for the reason. ``to``: where the dossier goes, when this was chosen before."""
        options = tuple(
            do(dossier, Why(self.event, reason), WORDINGS[reason].label)
            for reason in HISTORY[self.event].reasons
        )
        return ask(
            handling, self.event.value, dossier, self.own,
            back=back_to(dossier), content={"to": to} if to else {}, above=(self.asked,), options=options,
        )  # fmt: skip

    def _show(self, handling: Handling, dossier: Dossier, content: Content) -> Reply:
        given = _given(content)
        if given.reason is Reason.OTHER and not given.words:
            return ask(handling, self.event.value, dossier, self.own, back=back_to(dossier), content=content)
        sure = do(dossier, Why(self.event, sure=_mark(content)), CONFIRM, primary=True)
        return ask(
            handling, self.event.value, dossier, say("To add words of your own, or change them, type them."),
            back=back_to(dossier), content=content, above=self.review(handling, dossier, given),
            rows=((sure,),),
        )  # fmt: skip

    def _confirmed(self, handling: Handling, dossier: Dossier, content: Content, mark: Mark) -> Reply:
        if "reason" not in content or _mark(content) != mark:
            raise Refusal(CHANGED)
        no_longer_asked(handling)
        return self.act(handling, dossier, _given(content))


def _given(content: Content) -> Given:
    return Given(Reason(content["reason"]), str(content.get("words", "")), str(content.get("to", "")))


def _mark(content: Content) -> Mark:
    return Mark.of(sorted(content.items()))
