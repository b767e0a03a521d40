"""Answers in words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from conversations.inputs.base import (
    NOT_AN_ANSWER,
    Entry,
    Input,
    InvalidAnswer,
    Kept,
    Option,
    Outcome,
    Settled,
)
from conversations.messages import Message, say, say_n
from conversations.situation import Answer, Situation
from conversations.understanding.wishes import Wish
from conversations.understanding.words import fold

CUT = "…"
LEAST_KEPT = 40  # characters of a message: less, it is better not begun
LONGEST_WORD, SHOWN_END = 40, 30
PART = "\n\n"  # between what several messages said; inside one, lines follow each other


def one_part(text: str) -> str:
    """Return a message as one part, without blank lines."""
    return "\n".join(line for line in text.splitlines() if line.strip()).strip()


def parts_of(whole: object) -> list[str]:
    """Return what each message said, from the whole text."""
    return str(whole).split(PART) if whole else []


def with_part(parts: list[str], part: int, text: str) -> list[str]:
    """Return the parts with one of them said again, or added when there are fewer."""
    return [*parts[:part], one_part(text), *parts[part + 1 :]]


def fitted(parts: list[str], part: int, high: int) -> tuple[str, Message | None]:
    """Return the whole text, ``high`` characters at most, and what is said of the part that had to be cut.

    Raise InvalidAnswer where hardly anything of that part would be left.
    """
    whole = PART.join(parts)
    if len(whole) <= high:
        return whole, None
    room = high - (len(whole) - len(parts[part])) - len(CUT)
    if room < LEAST_KEPT:
        raise InvalidAnswer(
            say(
                "That makes {length} characters and the limit is {high}. "
                "This last message was not added: please shorten it.",
                length=len(whole),
                high=high,
            )
        )
    kept = parts[part][:room]
    kept = kept[: max(kept.rfind(" "), kept.rfind("\n"), room - LONGEST_WORD)].rstrip()
    note = say(
        "✂️ I kept the first {kept} characters of your message, up to “{end}”. "
        "To choose yourself what stays, correct the message or start again.",
        kept=len(kept),
        end=kept[-SHOWN_END:].lstrip(),
    )
    return PART.join([*parts[:part], kept + CUT, *parts[part + 1 :]]), note


@dataclass(frozen=True, slots=True)
class Text(Input):
    """A few words, ``low`` to ``high`` characters.

    ``adds``: what finds, in a sentence, words to be kept beside those given before.
    """

    low: int
    high: int
    adds: Callable[[str], Iterable[tuple[str, str]]] | None = None

    @property
    def keeps_words(self) -> bool:
        """Keep them, spaces tidied."""
        return True

    def read(self, text: str, entry: Entry, situation: Situation) -> Outcome:
        """Accept the words as they are, spaces tidied."""
        words = " ".join(text.split())
        if words and not any(map(str.isalpha, words)):
            raise InvalidAnswer(NOT_AN_ANSWER)
        if len(words) < self.low:
            raise InvalidAnswer(
                say_n("At least {n} character, please.", "At least {n} characters, please.", self.low)
            )
        if len(words) > self.high:
            raise InvalidAnswer(say("That is a bit long: {high} characters at most.", high=self.high))
        return Settled(words)

    def corrected(self, text: str, answer: Answer, situation: Situation) -> Answer | None:
        """Return what was given with what is added to it; None where it adds nothing."""
        found = next(iter(self.adds(text)), None) if self.adds else None
        if found is None or not isinstance(answer, str):
            return None
        joined = answer if fold(found[1]) in fold(answer) else f"{answer}, {found[1]}"
        return joined if len(joined) <= self.high else None


@dataclass(frozen=True, slots=True)
class Prose(Input):
    """A text of ``low`` to ``high`` characters, in one message or several."""

    low: int
    high: int

    @property
    def prose(self) -> bool:
        """Accept sentences that look like questions."""
        return True

    @property
    def keeps_words(self) -> bool:
        """Keep the text of each message."""
        return True

    def wished(self, wish: Wish, entry: Entry, situation: Situation) -> Outcome:
        """Start the text again for who takes it back."""
        if wish is Wish.ERASING:
            return Kept({}, say("It is removed. You may tell it again, in your own words."))
        raise InvalidAnswer(
            say("A few plain words will do: what you want to do, and what holds you back. I write them down.")
        )

    def read(self, text: str, entry: Entry, situation: Situation) -> Outcome:
        """Add the message to what was written before."""
        before = self.parts(entry)
        parts = [*before, one_part(text)]
        if self._is_full(PART.join(before)) and len(PART.join(parts)) > self.high:
            note = say("This message no longer fits in the text: it is not added to it.")
            return Kept(entry, note, cut=True)
        return self._keep(parts, len(before))

    def _is_full(self, text: str) -> bool:
        """Tell whether another message would hardly have room."""
        return self.high - len(text) - len(PART) - len(CUT) < LEAST_KEPT

    def parts(self, entry: Entry) -> list[str]:
        """Return the text of each message."""
        return parts_of(entry.get("text"))

    def amend(self, part: int, text: str, entry: Entry, situation: Situation) -> Outcome:
        """Put the edited message in the place of what it said before."""
        return self._keep(with_part(self.parts(entry), part, text), part)

    def _keep(self, parts: list[str], part: int) -> Kept:
        whole, note = fitted(parts, part, self.high)
        return Kept({"text": whole}, note, cut=note is not None)

    def readings(self, entry: Entry) -> list[Answer]:
        """Return the text of each message; those taken back, where no other is in their place."""
        return [*(self.parts(entry) or parts_of(entry.get("before")))]

    def proposal(self, readings: list[Answer], situation: Situation) -> Entry:
        """Go on from what was written before it was asked."""
        return self.reopen(readings[0])

    def reopen(self, answer: Answer) -> Entry:
        """Go on from the text as it is."""
        return {"text": answer} if answer else {}

    def tap(self, key: str, entry: Entry, situation: Situation) -> Outcome:
        """Finish, or start again."""
        text = str(entry.get("text") or "")
        if key == "done" and len(text) >= self.low:
            return Settled(text)
        if key == "again":
            return Kept({"before": text})
        if key == "back" and entry.get("before"):
            return Kept({"text": entry["before"]})
        raise InvalidAnswer(say("This button is out of date. Here is the current question."))

    def options(self, entry: Entry, situation: Situation) -> tuple[Option, ...]:
        """Offer to finish once there is enough."""
        text = str(entry.get("text") or "")
        done = (Option("done", say("✅ That is all")),) if len(text) >= self.low else ()
        again = (Option("again", say("Start this text again")),) if text else ()
        back = (Option("back", say("↩️ Take my text back")),) if entry.get("before") and not text else ()
        return done + again + back

    def recap(self, entry: Entry, situation: Situation) -> Message | None:
        """Show the text so far, and what is missing."""
        text = str(entry.get("text") or "")
        if not text:
            return None
        if len(text) < self.low:
            return say(
                "So far: “{text}”\n\nA few more words, please: about {missing} characters. "
                "Just send another message.",
                text=text,
                missing=self.low - len(text),
            )
        if self._is_full(text):
            return say("So far: “{text}”\n\nIt holds no more.", text=text)
        return say("So far: “{text}”\n\nYou can send another message to add to it.", text=text)
