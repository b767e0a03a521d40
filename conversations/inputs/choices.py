"""Answers chosen in a closed list."""

import re
from collections.abc import Container, Set
from dataclasses import dataclass
from typing import ClassVar

from conversations.inputs.base import Entry, Input, InvalidAnswer, Kept, Option, Outcome, Settled
from conversations.inputs.refusals import all_is_well, says_none
from conversations.inputs.texts import fitted, one_part, parts_of, with_part
from conversations.messages import N_, Listing, Message, Msgid, say, verbatim
from conversations.situation import Answer, Situation
from conversations.understanding.agreement import begins_with_yes, says_done, says_no, says_yes
from conversations.understanding.residue import Understood
from conversations.understanding.wishes import Wish
from conversations.understanding.words import denies, fold, folded_apart, is_slip


def synonyms(listed: str) -> tuple[str, ...]:
    """Return folded words that say one thing, given as one text with commas between them."""
    return tuple(listed.split(", "))


@dataclass(frozen=True, slots=True)
class Pick:
    """One choice of a closed list. ``words`` are folded synonyms accepted when typed."""

    key: str
    label: Msgid
    words: tuple[str, ...] = ()


_NONE_THEN = "none_then"  # in the entry: it was asked whether none applies
AGAIN = "again"  # the way back to every choice
_BEFORE_A_CHOICE = frozenset("un une a an in at on to pour for vers plutot c est it is".split())


@dataclass(frozen=True, slots=True)
class Choice(Input):
    """One of a closed list. ``own``: folded words of its question, which change no answer.

    ``turned``: wordings, folded, in which words of a choice mean another thing, with the choices it may be.
    """

    free: ClassVar[bool] = False

    picks: tuple[Pick, ...]
    own: Set[str] = frozenset()
    turned: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = ()

    @property
    def own_words(self) -> Container[str]:
        """Those of the question, and those that stand before any choice."""
        return self.own | _BEFORE_A_CHOICE

    def listed(self, situation: Situation) -> tuple[Pick, ...]:
        """Return the choices open in this situation."""
        return self.picks

    def label(self, pick: Pick, situation: Situation) -> Message:
        """Return the words of a choice."""
        return Message(pick.label, situation.words)

    def read(self, text: str, entry: Entry, situation: Situation) -> Outcome:
        """Recognise a choice by its exact words, else by all the words that are typed."""
        typed = folded_apart(text)
        exact = [pick.key for pick in self.listed(situation) if typed in pick.words]
        if len(exact) == 1:
            return Settled(exact[0])
        said = Understood[Answer](tuple(exact)) if exact else self.understood(text, situation)
        if not said.readings:
            raise InvalidAnswer(say("Please touch one of the buttons below the question."))
        return self.conclude(said, say("Which one do you mean?"))

    def understood(self, text: str, situation: Situation) -> Understood[Answer]:
        """Return the choices whose words are among those typed, or a slip of the finger away.

        A word inside longer ones names nothing: in "après-midi" there is no noon. What denies something
        names no choice: it may mean the opposite of what it says.
        """
        typed = folded_apart(text)
        if denies(typed):
            return Understood(())
        listed, said, rest = self.listed(situation), set[str](), f" {typed} "
        for word in sorted({word for pick in listed for word in pick.words}, key=len, reverse=True):
            if f" {word} " in rest:
                said.add(word)
                rest = rest.replace(f" {word} ", "  ")
        found: tuple[Answer, ...] = tuple(pick.key for pick in listed if not said.isdisjoint(pick.words))
        turned = [keys for wording, keys in self.turned if wording.search(typed)]
        if turned:
            return Understood(
                tuple(dict.fromkeys((*(key for keys in turned for key in keys), *found))), typed
            )
        if found:
            return Understood(found, " ".join(rest.split()))
        slips = (pick.key for pick in listed if any(is_slip(typed, word) for word in pick.words))
        return Understood(tuple(slips))

    def fits(self, answer: Answer, situation: Situation) -> bool:
        """Accept the choices open in this situation."""
        return answer in [pick.key for pick in self.listed(situation)]

    def tap(self, key: str, entry: Entry, situation: Situation) -> Outcome:
        """Take the tapped choice; or show them all again."""
        if key == AGAIN:
            return Kept({})
        if any(pick.key == key for pick in self.listed(situation)):
            return Settled(key)
        return Input.tap(self, key, entry, situation)

    def options(self, entry: Entry, situation: Situation) -> tuple[Option, ...]:
        """Offer every choice, or the ones that what was typed may mean."""
        offered, listed = Input.options(self, entry, situation), self.listed(situation)
        if not offered:
            return tuple(Option(pick.key, self.label(pick, situation)) for pick in listed)
        others = (Option(AGAIN, say("None of these choices")),) if len(offered) < len(listed) else ()
        return (*offered, *others)

    def show(self, answer: Answer, situation: Situation) -> Message:
        """Show the label of the choice."""
        chosen = next((pick for pick in self.listed(situation) if pick.key == answer), None)
        return self.label(chosen, situation) if chosen else verbatim(str(answer))


@dataclass(frozen=True, slots=True)
class Consent(Choice):
    """A yes or a no, which only words that say nothing else give: "d'accord" is also in what refuses."""

    def read(self, text: str, entry: Entry, situation: Situation) -> Outcome:
        """Read a yes or a no."""
        typed = fold(text)
        said = "yes" if says_yes(typed) else "no" if says_no(typed) else ""
        return Settled(said) if self.fits(said, situation) else Choice.read(self, text, entry, situation)

    def understood(self, text: str, situation: Situation) -> Understood[Answer]:
        """Ask whether a yes that says more is one; guess nothing else."""
        typed = fold(text)
        asked = begins_with_yes(typed) and self.fits("yes", situation)
        return Understood(("yes",), typed) if asked else Understood(())


YES_NO = (Pick("yes", N_("Yes"), ("oui", "yes")), Pick("no", N_("No"), ("non", "no", "nope")))

TICKED = "+"  # before each of the choices that are ticked at once
UNTICKED, UNSAID = "unticked", "unsaid"
"""Taps: none of the boxes ticked in advance is wanted; the words typed beside are not."""


@dataclass(frozen=True, slots=True)
class Several(Input):
    """Several of a closed list, ticked one by one; typed words are kept as they are.

    The answer is ``{"codes": [...], "words": "..."}``. ``none`` is the label of the button that says
    that none applies, None where at least one is needed. ``words_high``: 0 where only ticks count.
    ``other``: the choice that words alone stand for, None where they stand for themselves.
    """

    free: ClassVar[bool] = False  # its words are always erased

    picks: tuple[Pick, ...]
    none: Msgid | None = None
    words_high: int = 600
    other: str | None = None

    def suggested(self, situation: Situation) -> tuple[str, ...]:
        """Return the choices ticked in advance."""
        return ()

    def ticked(self, entry: Entry, situation: Situation) -> list[str]:
        """Return the choices ticked so far, in the order of the list."""
        codes = entry.get("codes")
        listed = codes if isinstance(codes, list) else list(self.suggested(situation))
        return [pick.key for pick in self.picks if pick.key in listed]

    def fits(self, answer: Answer, situation: Situation) -> bool:
        """Accept ticks of the list, with words or without."""
        codes = answer.get("codes") if isinstance(answer, dict) else None
        listed = [pick.key for pick in self.picks]
        return isinstance(codes, list) and all(code in listed for code in codes)

    def reopen(self, answer: Answer) -> Entry:
        """Go on from the ticks and the words as they are."""
        return dict(answer) if isinstance(answer, dict) else {}

    def read(self, text: str, entry: Entry, situation: Situation) -> Outcome:
        """Say that none applies; keep any other words next to the ticks."""
        words = folded_apart(text)
        if self.none and (says_none(words) or all_is_well(words)):
            if not entry.get("codes"):
                return Settled({"codes": []})
            emptied = say("Nothing is ticked any more: “{none}”, then?", none=Message(self.none))
            return Kept({"codes": [], _NONE_THEN: True}, emptied)
        if self.none and (agreed := self._agreed(fold(text), entry, situation)):
            return agreed
        if not self.none and " " in words and says_none(words):
            return Kept(_ticks([], str(entry.get("words") or "")))
        if not self.words_high or not any(map(str.isalpha, text)):
            raise InvalidAnswer(say("Please touch one of the buttons below the question."))
        before = self.parts(entry)
        return self._keep(self.ticked(entry, situation), [*before, one_part(text)], len(before))

    def _agreed(self, said: str, entry: Entry, situation: Situation) -> Outcome | None:
        """Take a yes to "none, then?", and what is done as it is: with nothing ticked, it is asked."""
        assert self.none is not None
        if entry.get(_NONE_THEN) and (says_yes(said) or said == "none"):
            return Settled({"codes": []})
        if not says_done(said):
            return None
        if self.ticked(entry, situation) or entry.get("words"):
            return self.tap("done", entry, situation)
        return Kept(
            {"codes": [], _NONE_THEN: True},
            say("Nothing is ticked: “{none}”, then?", none=Message(self.none)),
        )

    @property
    def keeps_words(self) -> bool:
        """Keep them next to the ticks, where words are taken."""
        return self.words_high > 0

    def wished(self, wish: Wish, entry: Entry, situation: Situation) -> Outcome:
        """Take the words back, or say that ticks are enough."""
        if wish is Wish.AGREEING and entry.get(_NONE_THEN):
            return Settled({"codes": []})
        if wish is Wish.ERASING and entry.get("words"):
            return Kept(_ticks(self.ticked(entry, situation), ""), say("Your words are removed."))
        raise InvalidAnswer(
            say("Tick what comes closest, then touch “Done”: the operator will look at it with you.")
        )

    def parts(self, entry: Entry) -> list[str]:
        """Return the words of each message."""
        return parts_of(entry.get("words"))

    def amend(self, part: int, text: str, entry: Entry, situation: Situation) -> Outcome:
        """Put the edited message in the place of what it said before."""
        return self._keep(self.ticked(entry, situation), with_part(self.parts(entry), part, text), part)

    def _keep(self, codes: list[str], parts: list[str], part: int) -> Kept:
        words, note = fitted(parts, part, self.words_high)
        return Kept(_ticks(codes, words), note, cut=note is not None)

    def tap(self, key: str, entry: Entry, situation: Situation) -> Outcome:
        """Tick or untick a choice, or finish."""
        codes, words = self.ticked(entry, situation), str(entry.get("words") or "")
        if key == "none" and self.none:
            return Settled({"codes": []})
        if key == "done" and words and not codes and self.other:
            codes = [self.other]
        if key == "done" and (codes or self.none):
            return Settled(_ticks(codes, words))
        if key == "done":
            raise InvalidAnswer(say("Tick at least one line, then touch “Done”."))
        if key == UNTICKED:
            return Kept(_ticks([], words))
        if key == UNSAID and words:
            return Kept(_ticks(codes, ""), say("Your words are removed."))
        if key.startswith(TICKED):
            named = key.split(TICKED)
            return Kept(_ticks([pick.key for pick in self.picks if pick.key in (*codes, *named)], words))
        if any(pick.key == key for pick in self.picks):
            toggled = [code for code in codes if code != key] if key in codes else [*codes, key]
            return Kept(_ticks(toggled, words))
        return Input.tap(self, key, entry, situation)

    def options(self, entry: Entry, situation: Situation) -> tuple[Option, ...]:
        """Offer every choice with its tick, then the way on."""
        codes = self.ticked(entry, situation)
        boxes = tuple(
            Option(pick.key, Message(pick.label), pick.key in codes, pick.words) for pick in self.picks
        )
        if entry.get("words"):
            boxes = (*boxes, Option(UNSAID, say("Remove my words")))
        if "codes" not in entry and codes:
            boxes = (*boxes, Option(UNTICKED, say("None of these")))
        if codes or entry.get("words") or not self.none:
            return (*boxes, Option("done", say("✅ Done")))
        return (*boxes, Option("none", Message(self.none)))

    def show(self, answer: Answer, situation: Situation) -> Message:
        """Show the labels, and the words when there are some."""
        parts = answer if isinstance(answer, dict) else {}
        codes = parts.get("codes")
        labels = [Message(pick.label) for pick in self.picks if isinstance(codes, list) and pick.key in codes]
        words = str(parts.get("words") or "")
        if not labels:
            return verbatim(words) if words else Message(self.none or N_("None"))
        shown = verbatim(Listing(tuple(labels)))
        return say("{labels} (“{words}”)", labels=shown, words=words) if words else shown

    def recap(self, entry: Entry, situation: Situation) -> Message | None:
        """Show the words kept so far."""
        words = str(entry.get("words") or "")
        return say("Your words, kept as they are: “{words}”", words=words) if words else None


def _ticks(codes: list[str], words: str) -> dict[str, Answer]:
    return {"codes": [*codes], "words": words} if words else {"codes": [*codes]}
