"""Answers chosen in a closed list."""

from dataclasses import dataclass

from conversations.inputs.base import Entry, Input, InvalidAnswer, Kept, Option, Outcome, Settled
from conversations.messages import Listing, Message, Msgid, N_, say, verbatim
from conversations.situation import Answer, Situation
from conversations.words import fold, resembles


@dataclass(frozen=True, slots=True)
class Pick:
    """One choice of a closed list. ``words`` are folded synonyms accepted when typed."""

    key: str
    label: Msgid
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice(Input):
    """One of a closed list."""

    picks: tuple[Pick, ...]

    def listed(self, situation: Situation) -> tuple[Pick, ...]:
        """Return the choices open in this situation."""
        return self.picks

    def label(self, pick: Pick, situation: Situation) -> Message:
        """Return the words of a choice."""
        return Message(pick.label, situation.words)

    def read(self, text: str, entry: Entry, situation: Situation) -> Outcome:
        """Recognise a choice by its number in the list or by its words."""
        picks = self.listed(situation)
        typed = fold(text)
        if typed.isdigit() and 1 <= int(typed) <= len(picks):
            return Settled(picks[int(typed) - 1].key)
        exact = [pick for pick in picks if typed in pick.words]
        found = exact or [pick for pick in picks if any(resembles(typed, word) for word in pick.words)]
        if len(found) == 1:
            return Settled(found[0].key)
        if found:
            return self.offer([pick.key for pick in found], say("Which one do you mean?"))
        raise InvalidAnswer(say("Please touch one of the buttons below the question."))

    def tap(self, key: str, entry: Entry, situation: Situation) -> Outcome:
        """Take the tapped choice."""
        if any(pick.key == key for pick in self.listed(situation)):
            return Settled(key)
        return Input.tap(self, key, entry, situation)

    def options(self, entry: Entry, situation: Situation) -> tuple[Option, ...]:
        """Offer every choice, or the ones that what was typed may mean."""
        offered = Input.options(self, entry, situation)
        return offered or tuple(
            Option(pick.key, self.label(pick, situation)) for pick in self.listed(situation)
        )

    def show(self, answer: Answer, situation: Situation) -> Message:
        """Show the label of the choice."""
        chosen = next((pick for pick in self.listed(situation) if pick.key == answer), None)
        return self.label(chosen, situation) if chosen else verbatim(str(answer))


YES_NO = (
    Pick("yes", N_("Yes"), ("oui", "yes", "ouais", "ok", "bien sur", "tout a fait", "d accord")),
    Pick("no", N_("No"), ("non", "no", "pas encore", "not yet", "aucun", "jamais")),
)


@dataclass(frozen=True, slots=True)
class Several(Input):
    """Several of a closed list, ticked one by one; typed words are kept as they are.

    The answer is ``{"codes": [...], "words": "..."}``. ``none`` is the label of the button that says
    that none applies, None where at least one is needed.
    """

    picks: tuple[Pick, ...]
    none: Msgid | None = None
    words_high: int = 600

    def suggested(self, situation: Situation) -> tuple[str, ...]:
        """Return the choices ticked in advance."""
        return ()

    def ticked(self, entry: Entry, situation: Situation) -> list[str]:
        """Return the choices ticked so far, in the order of the list."""
        codes = entry.get("codes")
        listed = codes if isinstance(codes, list) else list(self.suggested(situation))
        return [pick.key for pick in self.picks if pick.key in listed]

    def read(self, text: str, entry: Entry, situation: Situation) -> Outcome:
        """Keep the words next to the ticked choices."""
        before = str(entry.get("words") or "")
        words = f"{before}\n{text.strip()}".strip()
        if len(words) > self.words_high:
            raise InvalidAnswer(say("That is a bit long: {high} characters at most.", high=self.words_high))
        return Kept({"codes": list(self.ticked(entry, situation)), "words": words})

    def tap(self, key: str, entry: Entry, situation: Situation) -> Outcome:
        """Tick or untick a choice, or finish."""
        codes = self.ticked(entry, situation)
        words = str(entry.get("words") or "")
        if key == "none" and self.none:
            return Settled({"codes": []})
        if key == "done" and (codes or self.none):
            return Settled({"codes": list(codes), "words": words} if words else {"codes": list(codes)})
        if key == "done":
            raise InvalidAnswer(say("Tick at least one line, then touch “Done”."))
        if any(pick.key == key for pick in self.picks):
            toggled = [code for code in codes if code != key] if key in codes else [*codes, key]
            return Kept({"codes": list(toggled), "words": words} if words else {"codes": list(toggled)})
        return Input.tap(self, key, entry, situation)

    def options(self, entry: Entry, situation: Situation) -> tuple[Option, ...]:
        """Offer every choice with its tick, then the way on."""
        codes = self.ticked(entry, situation)
        boxes = tuple(Option(pick.key, Message(pick.label), pick.key in codes) for pick in self.picks)
        if codes or not self.none:
            return (*boxes, Option("done", say("✅ Done")))
        return (*boxes, Option("none", Message(self.none)))

    def show(self, answer: Answer, situation: Situation) -> Message:
        """Show the labels, and the words when there are some."""
        parts = answer if isinstance(answer, dict) else {}
        codes = parts.get("codes")
        labels = [Message(pick.label) for pick in self.picks if isinstance(codes, list) and pick.key in codes]
        if not labels:
            return Message(self.none) if self.none else say("None")
        shown = verbatim(Listing(tuple(labels)))
        if parts.get("words"):
            return say("{labels} (“{words}”)", labels=shown, words=str(parts["words"]))
        return shown

    def recap(self, entry: Entry, situation: Situation) -> Message | None:
        """Show the words kept so far."""
        words = str(entry.get("words") or "")
        return say("Your words, kept as they are: “{words}”", words=words) if words else None
