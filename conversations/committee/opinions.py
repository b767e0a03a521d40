"""The committee's words and rules: opinions, who must not read a request, what is typed of a session.

Members may be bankers, clients, suppliers or competitors of the firm (domain facts, section 7): whom
the applicant named, and who has an interest, never reads.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from itertools import takewhile

from rapidfuzz import fuzz

from conversations.messages import ConversationError, Message, say
from conversations.patterns import pattern
from conversations.understanding.named_periods import MONTH_NAMES, WEEKDAY_NAMES
from conversations.understanding.periods import read_periods
from conversations.understanding.quantities.reading import Unit, read_figure, read_one
from conversations.understanding.quantities.wording import in_digits, plain
from conversations.understanding.words import excerpt, fold

JOBS_MAX = 100_000
ALIKE = 80  # out of 100: one slip in five letters
LONGEST_NOTICE_YEARS = 2  # a session further away is a slip of the finger


class Opinion(StrEnum):
    """What a member says of a request, or why they say nothing. Values are stored: never renamed."""

    FAVOURABLE = "favourable"
    RESERVED = "reserved"
    UNFAVOURABLE = "unfavourable"
    RECUSED = "recused"
    LEFT_OUT = "left_out"  # by an operator


VOTES = (Opinion.FAVOURABLE, Opinion.RESERVED, Opinion.UNFAVOURABLE)

NAMED: dict[Opinion, Message] = {
    Opinion.FAVOURABLE: say("favourable"),
    Opinion.RESERVED: say("with reservations"),
    Opinion.UNFAVOURABLE: say("unfavourable"),
    Opinion.RECUSED: say("conflict of interest"),
    Opinion.LEFT_OUT: say("left out by the operator"),
}


def tally(opinions: Iterable[Opinion]) -> Message | None:
    """Count opinions, in one line; None where nobody gave one."""
    counted = Counter(opinions)
    if not counted:
        return None
    return say(
        "favourable: {favourable} · with reservations: {reserved} · unfavourable: {unfavourable}"
        " · conflicts of interest: {recused}",
        **{opinion.value: counted[opinion] for opinion in (*VOTES, Opinion.RECUSED)},
    )


_TITLES = frozenset("m mr mme mlle monsieur madame mademoiselle maitre dr docteur mrs ms miss".split())
_COMMON = _TITLES | frozenset(
    "le la les l de du des d un une et ou a au aux en chez pour par avec sa son ses mon ma mes notre nos"
    " tout tous toute toutes personne personnes the of and or from any anybody everybody at my our"
    " sarl sas sasu eurl sa sci snc scop ste societe entreprise entreprises groupe cabinet firme boite"
    " company firm group office banque bank caisse credit agence etablissements ets concurrent client"
    " fournisseur banquier patron directeur gerant dirigeant competitor supplier".split()
)
_BANKS = frozenset("banque bank caisse credit banquier banquiere".split())
"""Words of a name that tell what kind of firm it is, of those that people exclude as a kind: "ma banque"."""
_NOBODY = _COMMON - _BANKS - {"concurrent", "client", "fournisseur", "competitor", "supplier"} | frozenset(
    "non no none nobody rien ras aucun aucune particulier".split()
)
_INITIALS = 3  # letters at least, in the place of a name
_BETWEEN = pattern(r"[,;/\n()|•]+|\b(?:et|and|ou|or|ainsi que)\b", re.IGNORECASE)


def excluded(by_applicant: str, name: str, firm: str | None) -> bool:
    """Tell whether the applicant's own words exclude somebody, by their name or the firm they come from.

    Generous: accents, case, slips, order and missing words do not matter. Leaving one reader out costs
    little; showing a request to somebody who must not see it cannot be undone.
    """
    return any(_names(mention, name, firm) for mention in _mentions(by_applicant))


def unmatched(by_applicant: str, members: Iterable[tuple[str, str | None]]) -> list[str]:
    """Return, of the applicant's words, what names none of the members, each with their firm."""
    known = list(members)
    return [
        mention
        for mention in _mentions(by_applicant)
        if not _NOBODY.issuperset(map(_singular, fold(mention).split()))
        and not any(_names(mention, *each) for each in known)
    ]


def same_firm(one: str, other: str) -> bool:
    """Tell whether two names are those of one firm: no word tells them apart, slips aside."""
    words, others = (_significant(fold(each).split()) for each in (one, other))
    return _is_whole(words, others) or (bool(words) and "".join(words) == "".join(others))


def _mentions(by_applicant: str) -> list[str]:
    parts = (" ".join(part.split()) for part in _BETWEEN.split(by_applicant))
    return [part for part in dict.fromkeys(parts) if part]


def _names(mention: str, name: str, firm: str | None) -> bool:
    said, whole = fold(mention).split(), fold(firm or "").split()
    return _names_person(said, _significant(fold(name).split())) or (
        firm is not None
        and (
            _names_firm(_significant(said), _significant(whole))
            or _names_kind(said, whole)
            or _abbreviates(said, whole)
            or _abbreviates(whole, said)
        )
    )


def _names_kind(mention: list[str], firm: list[str]) -> bool:
    """Tell whether a firm is of the kind that is named without more: "les banques", "mon banquier"."""
    words = [_singular(word) for word in mention]
    return (
        _COMMON.union(_BANKS).issuperset(words)
        and not _BANKS.isdisjoint(words)
        and not (_BANKS.isdisjoint(map(_singular, firm)))
    )


def _abbreviates(short: list[str], name: list[str]) -> bool:
    """Tell whether a word is made of the initials of a name, with its small words or without."""
    telling = [word for word in name if word not in _COMMON or word in _BANKS]
    initials = ["".join(word[0] for word in words) for words in (name, telling)]
    return any(
        word in each for word in short if len(word) >= _INITIALS and word not in _COMMON for each in initials
    )


def _singular(word: str) -> str:
    return word[:-1] if len(word) > _INITIALS and word[-1] in "sx" else word


def _significant(words: list[str]) -> list[str]:
    """Return what tells one name from another; of a name made of common words only, all of them."""
    return [
        word for word in words if word not in _COMMON and _singular(word) not in _COMMON and len(word) > 1
    ] or words


def _names_person(mention: list[str], name: list[str]) -> bool:
    words = _significant(mention)
    shared = _shared(name, words)
    if not shared:
        return False
    only_first_names = shared == [name[0]] and len(name) > 1 and len(words) > 1
    after_title = bool(mention) and mention[0] in _TITLES  # "Mme Durand": a surname comes first
    return after_title or not (only_first_names and _alike(words[0], name[0]))


def _names_firm(words: list[str], firm: list[str]) -> bool:
    shared = _shared(firm, words)
    joined, other = "".join(firm), "".join(words)
    glued = min(len(joined), len(other)) > 3 and (joined in other or other in joined)
    return _is_whole(words, firm) or glued or len(shared) > 1 or shared[:1] == firm[:1] != []


def _is_whole(words: list[str], others: list[str]) -> bool:
    """Tell whether all the words of one name are words of the other."""
    shared = _shared(others, words)
    return bool(shared) and (len(shared) == len(others) or len(_shared(words, others)) == len(words))


def _shared(words: list[str], others: list[str]) -> list[str]:
    return [word for word in words if any(_alike(word, other) for other in others)]


def _alike(word: str, other: str) -> bool:
    """Tell whether two words may be the same name: slips and endings left out do not matter."""
    short, long = sorted((word, other), key=len)
    return _singular(short) == _singular(long) or (
        len(short) > 3 and (long.startswith(short) or fuzz.ratio(short, long) >= ALIKE)
    )


@dataclass(frozen=True, slots=True)
class Appointment:
    """When and where a session is, as typed; None for what was not said."""

    day: date
    starts_at: time | None
    place: str | None


_TIME = pattern(
    r"(?<![^\s,;])(?:(?:à|a|at|de|from)\s+)?"
    r"(?P<hour>\d+)(?:[h:](?P<minute>\d*)|\s+h(?:eures?)?(?:\s+(?P<spaced>\d\d))?|heures?)(?![^\s,;.])",
    re.IGNORECASE,
)
_OF_A_DAY = pattern(
    rf"\d[\d/.-]*(?:er|st|nd|rd|th)?|(?:{MONTH_NAMES}|{WEEKDAY_NAMES})\.?|le|the|on|of|du|mois|month|prochaine?|next"
)
_WEEKDAY_FIRST = pattern(rf"((?:le |on )?(?:{WEEKDAY_NAMES})),", re.IGNORECASE)  # "Thursday, 10 December"
_LONGEST_DAY = 6  # words
_LONGEST_SAID = 60  # characters
_MARKS = " \t.:-–—"


def read_appointment(text: str, today: date) -> Appointment:
    """Read "10 décembre 2026 14h30 salle du conseil": the day, the time if said; what follows is the place.

    Raises ConversationError, which tells what is accepted.
    """
    said = _TIME.search(text)
    # A comma in place of the time: the day does not go on after it.
    rest = f"{text[: said.start()]},{text[said.end() :]}" if said else text
    head, *others = re.split(r"[,;\n]", _WEEKDAY_FIRST.sub(r"\1", rest.lstrip(" ,;\n")))
    day, place = _read_day(head.strip(_MARKS).split(), today)
    places = (part.strip(_MARKS) for part in (place, *others))
    return Appointment(day, _read_time(said) if said else None, ", ".join(filter(None, places)) or None)


def _read_time(said: re.Match[str]) -> time:
    hour, minute = int(said["hour"]), said["minute"] or said["spaced"] or "00"
    if hour > 23 or len(minute) != 2 or int(minute) > 59:
        raise ConversationError(
            say(
                "“{said}” is not a time of the day. Type it so: “10/12/2027 14:30, hall”.",
                said=excerpt(said[0]),
            )
        )
    return time(hour, int(minute))


def _read_day(words: list[str], today: date) -> tuple[date, str]:
    """Return the day that words begin with, and the words after it."""
    size = next((n for n in range(1, _LONGEST_DAY + 1) if _days(words[:n], today)), 0)
    if not size or (_days(words[1:size], today) and not _OF_A_DAY.fullmatch(plain(words[0]))):
        raise ConversationError(
            say("I need a day, such as 10/12/2027, then the time and the place: “10/12/2027 14:30, hall”.")
        )
    # "12 janvier" is a day, and so is "12 janvier 2027".
    further = range(size + 1, min(len(words), size + _LONGEST_DAY) + 1)
    going_on = takewhile(lambda n: _OF_A_DAY.fullmatch(plain(words[n - 1])), further)
    size = max((n for n in going_on if _days(words[:n], today)), default=size)
    day = _days(words[:size], today)[0]  # 10/12 is the tenth of December: the page shows it in words
    if day < today:
        raise ConversationError(say("{day} is already past: a session is today or later.", day=day))
    if day.year > today.year + LONGEST_NOTICE_YEARS:
        raise ConversationError(
            say("{day} is more than {years} years away: check the year.", day=day, years=LONGEST_NOTICE_YEARS)
        )
    return day, " ".join(words[size:])


def _days(words: list[str], today: date) -> list[date]:
    """Return the readings of words as one day; none when they may be anything else."""
    said = " ".join(words).strip(_MARKS)
    periods = read_periods(said, today) if len(said) <= _LONGEST_SAID else ()
    days = [period.start for period in periods if period.start == period.end]
    return days if len(days) == len(periods) else []


def read_number(text: str, unit: Unit, most: int, own: Container[str] = frozenset()) -> int:
    """Read one whole number from 1 on, of days or of euros; raise ConversationError for anything else.

    ``own``: folded words that change nothing beside it.
    """
    number = read_one(text, unit, own)
    if number is None or number != int(number) or not 1 <= number <= most:
        raise ConversationError(say("I need one whole number between 1 and {most}.", most=most))
    return int(number)


def read_jobs(text: str) -> tuple[int, int]:
    """Read the jobs to create, then those kept: "3 et 12"; raise ConversationError for anything else.

    Those that are said to be kept are so wherever they stand: "12 maintenus, 3 créés".
    """
    words = in_digits(plain(text))
    found = _FIGURE.findall(words)
    figures = [read_figure(number) for number in found] if len(found) == 2 else []
    numbers = [int(one) for one, *others in filter(None, figures) if not others and one == int(one)]
    if len(numbers) != 2 or max(numbers) > JOBS_MAX:
        raise ConversationError(say("I need two numbers, the jobs to create, then those kept: “3 and 12”."))
    before, between, after = _FIGURE.split(words)
    named_after = (
        JOBS_KEPT.search(between) and not JOBS_KEPT.search(after) and not JOBS_CREATED.search(before)
    )
    created, kept = reversed(numbers) if named_after or JOBS_KEPT.search(before) else numbers
    return created, kept


JOBS_KEPT = pattern(r"\b(?:gard|maint|conserv|sauv|kept|keep|sav[ei])")
JOBS_CREATED = pattern(r"\b(?:cre|embauch|recrut|nouv|hir|new)")
_FIGURE = pattern(r"\d{1,3}(?:[ .,']\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
