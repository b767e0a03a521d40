"""How many people a company employs: what may be a slip is confirmed first."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from conversations.companies import CompanyKind, headcount_range
from conversations.eligibility.company_rules import SME_MAX_HEADCOUNT
from conversations.inputs import Entry, Kept, Option, Outcome, Settled, Whole, only_candidate
from conversations.inputs.base import IS_IT_RIGHT
from conversations.messages import Message, say
from conversations.patterns import pattern
from conversations.situation import Situation
from conversations.understanding.agreement import says_no, says_yes
from conversations.understanding.quantities.wording import plain
from conversations.understanding.replacements import after_no
from conversations.understanding.turns import turns
from conversations.understanding.words import NOT_KNOWING, fold


@dataclass(frozen=True, slots=True)
class Headcount(Whole):
    """A count of people; what may be a slip, or stops the request, is confirmed first."""

    def read(self, text: str, entry: Entry, situation: Situation) -> Outcome:
        """Read a count, offering estimates to who does not know it."""
        closest = say("An estimate is enough: which one is closest?")
        if fold(text) in NOT_KNOWING:
            return self.offer(list(ESTIMATES), closest)
        doubted = only_candidate(entry)
        if doubted and says_yes(fold(text)):
            return Settled(doubted)
        if doubted and says_no(fold(text)):
            return Kept({})
        text = after_no(text)
        if (band := _BAND.search(fold(text))) and (staff := headcount_range(band[1])):
            return self.offer([end for end in staff if end is not None], closest)
        outcome = self._people(Whole.read(self, _of_today(text), entry, situation))
        read = [outcome.answer] if isinstance(outcome, Settled) else outcome.entry.get("candidates")
        if read == [0] and situation.company_kind != CompanyKind.CREATION:
            return self.offer([1, 0], say("You included, is it 1 or 0?"))
        if not isinstance(outcome, Settled) or outcome.answer == doubted:
            return outcome
        count = int(str(outcome.answer))
        if count in YEARS:
            doubt = say("Is it {n} people, or the year the company was created?", n=str(count))
        elif count > SME_MAX_HEADCOUNT:
            doubt = say("Alizé is for firms of under 250 people: is it {n} indeed?", n=count)
        else:
            return outcome
        return self.offer([count], doubt)

    def _people(self, outcome: Outcome) -> Outcome:
        """Leave out the years, where a count is offered beside them."""
        offered = outcome.entry.get("candidates") if isinstance(outcome, Kept) else None
        counts = [each for each in offered if each not in YEARS] if isinstance(offered, list) else []
        if not isinstance(outcome, Kept) or not counts or counts == offered:
            return outcome
        return self.offer(counts, outcome.note if outcome.note and len(counts) > 1 else IS_IT_RIGHT)

    def tap(self, key: str, entry: Entry, situation: Situation) -> Outcome:
        """Take a count, or ask again."""
        return Kept({}) if key == "again" else Whole.tap(self, key, entry, situation)

    def options(self, entry: Entry, situation: Situation) -> tuple[Option, ...]:
        """Offer another figure next to the only one understood."""
        offered = Whole.options(self, entry, situation)
        return (*offered, Option("again", say("Another figure"))) if len(offered) == 1 else offered


_SAID = turns("headcount")
_YEAR, _AGE, _SOME_OF_THEM = (_SAID.pattern(each, re.IGNORECASE) for each in ("year", "age", "some_of_them"))
_OF_STAFF_SINCE = _SAID.pattern("of_staff_since")
_BEFORE_A_YEAR = frozenset(
    "depuis since en in et and cree creee crees ouvert ouverte fonde fondee founded created opened "
    "elle il date datant de existe annee creation ouverture la l le boite entreprise societe firm est a "
    "ete".split()
)
_OF_SOME = pattern(
    r"\b(?:dont|embauch|recrut|etions|etait|avait|avions|including|whom|which|hired|were)"
    r"|\d (?:en|in) (?:1[789]|20)\d\d$"
)
"""Folded words with which a year is that of some of the people, or of a former count."""
LONGEST = 80  # characters
_SINCE = "depuis"


def staff_and_year(text: str) -> Iterator[tuple[str, str]]:
    """Cut a count from the year, or the age, in which the company was created: "12, depuis 2011".

    "12 salariés depuis 2011" may tell how long they have been twelve: its "depuis" is left, to be asked.
    """
    text = _SOME_OF_THEM.sub(" ", text) if len(text) <= LONGEST else ""
    years, ages = ([*each.finditer(text)] for each in (_YEAR, _AGE))
    told = years or ages
    if len(told) != 1 or _OF_SOME.search(fold(text)):
        return
    words, after = text[: told[0].start()].split(), text[told[0].end() :].strip(" ,;.()")
    while words and (not fold(words[-1]) or fold(words[-1]) in _BEFORE_A_YEAR):
        if _OF_STAFF_SINCE.search(" ".join(words)):
            break
        words.pop()
    before = " ".join(words if years else [*words, _SINCE]).strip(" ,;.(")
    if not (before and after):
        yield before or after, told[0]["since"]


_BAND = pattern(r"\b(?:tranche|code)(?: [a-z]+)* (nn|0[0-3]|[1-5][1-3])$")
"""The code of a band of the register, which is no headcount: 12 is 20 to 49."""
YEARS = range(1900, 2101)
ESTIMATES = (3, 8, 15, 35, 75, 150)


def headcount_question(situation: Situation) -> Message:
    """Ask for the headcount, with what the registry says of it."""
    if situation.company_kind == CompanyKind.CREATION:
        return say("How many people will the company employ when it starts, you included?")
    band = situation.company.headcount_band if situation.company else None
    known = headcount_range(band) if band else None
    question = say("How many people does {company} employ today, you included?", **situation.words)
    if known is None or known[1] is None:
        return question
    return say(
        "{question}\nThe register of companies says {low} to {high}, often with a year or two of delay.",
        question=question,
        low=known[0],
        high=known[1],
    )


def staff_and_year_question(situation: Situation) -> Message:
    """Ask for the headcount, and for the year of creation."""
    return say("{question}\nAnd in which year was it created?", question=headcount_question(situation))


_BESIDE_STAFF = _SAID.rules("beside")


def _of_today(text: str) -> str:
    """Return a text without what is said of others than the staff of today; as it is where nothing is."""
    words = plain(text)
    left = _BESIDE_STAFF.rewrite(words)
    return text if left == words else left
