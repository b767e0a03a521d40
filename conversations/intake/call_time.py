"""When to call: a part of the day, or hours that fall in one; hours and days are kept for the operator."""

import re
from dataclasses import dataclass, replace

from conversations.inputs import Choice, Entry, InvalidAnswer, Outcome, Settled
from conversations.inputs.texts import PART, one_part, parts_of
from conversations.patterns import pattern
from conversations.situation import Answer, Answers, Situation
from conversations.understanding.residue import Understood, changes_nothing
from conversations.understanding.words import denies, fold, folded_apart

_PARTS: tuple[tuple[str, range], ...] = (
    ("morning", range(12)),
    ("noon", range(12, 14)),
    ("afternoon", range(14, 17)),
    ("evening", range(17, 24)),
)
_FIRST_CALL = 7  # nobody is called before: "after 5" is after 17


def _hour(name: str, *, said: bool) -> str:
    """Return the pattern of an hour; ``said``: its word is there, as "9h", for a figure may be anything."""
    word = rf"(?: ?(?:h|heures?|hours?|o clock)(?: ?[0-5]\d)?)?(?: ?(?P<half_{name}>am|pm))?"
    sure = r"(?=\d\d? ?(?:h|am|pm|o clock))" if said else ""
    return rf"{sure}(?P<{name}>[01]?\d|2[0-3]){word}(?!\w)"


_BETWEEN = pattern(
    rf"\b(?:entre|between|de|from) {_hour('low', said=False)} (?:et|and|a|to|jusqu a)"
    rf" {_hour('high', said=False)}"
    rf"|\b{_hour('since', said=True)} (?:a )?{_hour('until', said=True)}"
)
_AFTER = pattern(rf"\b(?:apres|a partir de|des|after|from) {_hour('low', said=False)}")
_BEFORE = pattern(rf"\b(?:avant|jusqu a|before|until) {_hour('high', said=False)}")
_AT = pattern(rf"\b(?:(?:a|vers|at|around|about) )?{_hour('low', said=True)}")
_HOURS = (_BETWEEN, _AFTER, _BEFORE, _AT)
_WRITTEN = pattern(
    r"\b(?:par|by|via|in) (?:e ?mails?|mails?|courriels?|ecrit|sms|textos?|messages?|text|writing|whatsapp)\b"
    r"|\b(?:prefer|prefere|plutot|rather) (?:un |an |a |le |les |des )?(?:e ?mails?|sms|texto|text)\b"
    r"|\bne (?:m |nous |me )?(?:r?appel\w*|telephon\w*) (?:pas|jamais|plus)\b"
    r"|\b(?:ecri(?:s|vez|ve|re)|write)(?: to)? (?:moi|nous|me|us)\b|\bqu (?:on|il|elle) (?:m|nous) ecrive\b"
    r"|\bpas (?:d |de |par )?(?:appels?|coups? de fil|telephone)\b"
    r"|\b(?:don t|do not|never) (?:call|phone|ring)\b|^(?:jamais|never)$"
)
"""Folded words of who would rather be written to."""
_DAYS = pattern(
    r"\b(?:lundis?|mardis?|mercredis?|jeudis?|vendredis?|samedis?|dimanches?|semaines?|week ?ends?|vacances"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weeks?|holidays?|demain|tomorrow)\b"
)
_DENIED = r"(?:pas|jamais|sauf|excepte|hors|ni|except|but|not|never)"
_EXCEPT = pattern(
    r"\b(?:n importe quand|any ?time|tous|toutes|sauf|excepte|hors|pas|jamais|ni|except|but|not|never|every"
    r"|on|the|avant|apres|before|after|during|pendant|durant|prochaine?|next|debut|fin|mi)\b"
)
_NOT_ON = pattern(
    rf"\b(?:mais |but )?{_DENIED} (?:(?:le|la|les|on|the|en) )?{_DAYS.pattern}"
    rf"(?:(?: (?:et|ni|ou|and|or|nor))?(?: (?:le|la|les|on|the))? {_DAYS.pattern})*"
)
_NOT_THEN = pattern(
    rf"\b(?:mais |but )?{_DENIED} (?:(?:le|l|la|les|in|the|at|a|avant|apres|vers) )*"
    r"(?P<part>apres midis?|aprem|afternoons?|matin(?:ee)?s?|mornings?|midi|noon|soir(?:ee)?s?|evenings?)\b"
)
"""Folded words of the days, and of the part of the day, when nobody is to call."""
_SHORT = 120  # characters: longer words say more than when
_FOR_A_CALL = "☎️ "  # before the words kept for the operator that say when

FOR_OPERATOR = "for_operator"
"""The question whose answer is what the applicant asks of the operator."""


@dataclass(frozen=True, slots=True)
class CallTime(Choice):
    """The parts of the day in which hours fall, where hours are typed: "vers 15h" is in the afternoon.

    The hour itself, and days, go to the operator in the words they were said in.
    """

    def read(self, text: str, entry: Entry, situation: Situation) -> Outcome:
        """Read when to call; days, and hours that are denied, leave the part of the day open."""
        typed = folded_apart(text.replace(":", "h"))
        if len(text) > _SHORT or not any(each.search(typed) for each in (_DAYS, _NOT_THEN, *_HOURS)):
            return Choice.read(self, text, entry, situation)
        try:
            left = _NOT_ON.sub(" ", typed)
            outcome = Choice.read(self, text if left == typed else left, entry, situation)
        except InvalidAnswer:
            if not _says_only_when(typed):
                raise
            outcome = Settled("any")
        if isinstance(outcome, Settled):
            return Settled(outcome.answer, {**outcome.also, **_kept(text, situation)})
        return replace(outcome, entry={**outcome.entry, "words": text})

    def tap(self, key: str, entry: Entry, situation: Situation) -> Outcome:
        """Take a part of the day, with the words it was said in, and no longer with those of another."""
        outcome = Choice.tap(self, key, entry, situation)
        if not isinstance(outcome, Settled):
            return outcome
        return Settled(outcome.answer, {**outcome.also, **_kept(str(entry.get("words") or ""), situation)})

    def understood(self, text: str, situation: Situation) -> Understood[Answer]:
        """Read the words of a choice, and the hours beside them."""
        if _WRITTEN.search(fold(text)):
            return Understood(("written",))
        typed = fold(text.replace(":", "h"))
        found = next(filter(None, (each.search(typed) for each in _HOURS)), None)
        if not_then := _NOT_THEN.search(typed):
            return Understood(self._but(not_then), typed)
        if found is None or denies(typed):
            return Choice.understood(self, text, situation)
        rest = " ".join(f"{typed[: found.start()]} {typed[found.end() :]}".split())
        named = Choice.understood(self, rest, situation)
        if not named.readings:
            return Understood(_parts(found), rest)
        return Understood(tuple(dict.fromkeys((*named.readings, *self._others(found, named)))), named.rest)

    def _but(self, denied: re.Match[str]) -> tuple[Answer, ...]:
        """Return the parts of the day but one that is denied; those named before it alone, if any is."""
        left = f" {denied.string[: denied.start()]} "
        parts = [pick for pick in self.picks if pick.key in dict(_PARTS) and denied["part"] not in pick.words]
        named = [pick for pick in parts if any(f" {word} " in left for word in pick.words)]
        return tuple(pick.key for pick in named or parts)

    def _others(self, found: re.Match[str], named: Understood[Answer]) -> tuple[Answer, ...]:
        """Return the parts that hours fall in where none of them is named."""
        parts = _parts(found)
        return () if {*parts} & {*named.readings} else parts


def _says_only_when(typed: str) -> bool:
    """Tell whether folded words say days and hours, or that they are denied, and nothing else."""
    for each in _HOURS:
        typed = each.sub(" ", typed)
    return changes_nothing(_EXCEPT.sub(" ", _DAYS.sub(" ", typed)).strip())


def _kept(text: str, situation: Situation) -> Answers:
    """Return what is kept for the operator with words that say when, in the place of those before."""
    told = situation.parts(FOR_OPERATOR)
    before = parts_of(told.get("words"))
    words = [each for each in before if not each.startswith(_FOR_A_CALL)]
    words += [f"{_FOR_A_CALL}{one_part(text)}"] if text else []
    if words == before:
        return {}
    kept: dict[str, Answer] = {"codes": [*situation.items(FOR_OPERATOR)]}
    return {FOR_OPERATOR: {**kept, "words": PART.join(words)} if words else kept}


def _parts(found: re.Match[str]) -> tuple[Answer, ...]:
    """Return the parts of the day that the hours of a match are in."""
    hours = {name: _of_the_day(hour, found[f"half_{name}"]) for name, hour in found.groupdict().items()
             if hour and not name.startswith("half_")}  # fmt: skip
    low, high = hours.get("low", hours.get("since")), hours.get("high", hours.get("until"))
    if low is not None and high is None and found.re.pattern == _AT.pattern:
        high = low + 1
    span = range(low or 0, high if high is not None else 24)
    return tuple(part for part, its in _PARTS if its.start < span.stop and span.start < its.stop)


def _of_the_day(hour: str, half: str | None) -> int:
    """Return an hour of the twenty-four."""
    count = int(hour)
    return count + 12 if count < 12 and (half == "pm" or (half is None and count < _FIRST_CALL)) else count
