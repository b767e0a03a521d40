"""The cells of a spreadsheet of the past, read one by one: each gives what its column is about."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from conversations.company_numbers import CompanyNumber, read_company_number
from conversations.dossiers import Event
from conversations.messages import Message, say
from conversations.network import Network
from conversations.periods import read_periods
from conversations.places import Gazetteer
from conversations.reasons import Reason
from conversations.skills import SKILLS
from conversations.words import fold
from models.history_columns import Kind
from models.history_words import DECISION_NAMES, DECISIONS, Wordings
from models.spreadsheets import NO_DAY, closest, day_of, listed, no_siren, text_of
from models.support import FOLLOW_UP_MONTHS

EARLIEST_YEAR = 1990  # before there was a network: a slip of the finger
MOST_JOBS = 10_000
MOST_EUROS = 10_000_000
MOST_INSTALMENTS = 120
MOST_DAYS = 100  # given by one person
BEST_MARK = 5
LONGEST_TEXT = 200

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+)?")
_FRENCH = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)?")
_UNITS = re.compile(r"[\s€]|EUR(?:OS?)?$|JOURS?$|DAYS?$", re.IGNORECASE)


class Unreadable(Exception):
    """A cell that does not give what its column is about; ``message`` says what would."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(message.msgid)


def unknown(word: str, known: Iterable[str]) -> Message:
    """Tell that a word is none of those known, with the one it resembles, else all of them."""
    known = list(known)
    guess = closest(word, known)
    if guess is not None:
        return say("“{word}” is unknown. Did you mean “{guess}”?", word=word, guess=guess)
    return say("“{word}” is unknown. Write one of these: {known}.", word=word, known=", ".join(known))


class CellReader:
    """Reads cells by the kind of their column."""

    def __init__(self, network: Network, wordings: Wordings, communes: Gazetteer, today: date) -> None:
        self._today = today
        self._communes = communes
        self._basins = {fold(each.name): each.code for each in network.basins}
        self._basins |= {fold(each.code): each.code for each in network.basins}
        self._basin_names = [name for each in network.basins for name in (each.code, each.name)]
        self._skills = {**wordings.skills, **{fold(skill.code): skill.code for skill in SKILLS}}
        self._reasons = {**wordings.reasons, **{fold(reason.value): reason.value for reason in Reason}}
        self._met: dict[tuple[Kind, str], object] = {}
        self._words: Mapping[Kind, Callable[[str], object]] = {
            Kind.TEXT: _words,
            Kind.REFERENCE: _words,
            Kind.SIREN: _siren,
            Kind.BASIN: self._basin,
            Kind.COMMUNE: self._commune,
            Kind.PAST: self._past,
            Kind.DAY: self._day,
            Kind.COUNT: lambda text: _whole(text, 0, MOST_JOBS),
            Kind.DAYS: lambda text: _whole(text, 1, MOST_DAYS),
            Kind.TENTHS: _tenths,
            Kind.EUROS: lambda text: _whole(text, 0, MOST_EUROS),
            Kind.INSTALMENTS: lambda text: _whole(text, 1, MOST_INSTALMENTS),
            Kind.MONTHS: _months,
            Kind.MARK: lambda text: _whole(text, 1, BEST_MARK),
            Kind.DECISION: _decision,
            Kind.REASON: self._reason,
            Kind.SKILL: self._skill,
            Kind.SKILLS: self._several_skills,
        }

    def read(self, kind: Kind, cell: object) -> object:
        """Return what a cell gives, None when it is empty; raise Unreadable."""
        day = day_of(cell)
        if day is not None and kind in (Kind.PAST, Kind.DAY):
            return self._checked(day, past=kind is Kind.PAST)
        text = text_of(cell)
        if not text:
            return None
        if (kind, text) not in self._met:  # most cells of a column say what others said
            self._met[kind, text] = self._words[kind](text)
        return self._met[kind, text]

    def _basin(self, text: str) -> str:
        code = self._basins.get(fold(text))
        if code is None:
            raise Unreadable(unknown(text, self._basin_names))
        return code

    def _commune(self, text: str) -> str:
        code = text.zfill(5) if text.isdecimal() else text.upper()  # a figure loses its first zero
        place = self._communes.commune(code) if len(code) == 5 else None
        if place is None:
            found = self._communes.find(text)
            place = found.places[0] if found.certain else None
        if place is None:
            raise Unreadable(
                say("“{town}” is not sure: write its INSEE code, or its name and postal code.", town=text)
            )
        return place.code

    def _past(self, text: str) -> date:
        return self._checked(self._read_day(text), past=True)

    def _day(self, text: str) -> date:
        return self._checked(self._read_day(text), past=False)

    def _read_day(self, text: str) -> date:
        try:
            if iso := _ISO.fullmatch(text):
                return date(*(int(part) for part in iso.groups()))
            if french := _FRENCH.fullmatch(text):
                day, month, year = (int(part) for part in french.groups())
                return date(year if year > 99 else 2000 + year, month, day)
        except ValueError:  # the 31st of February
            raise Unreadable(NO_DAY) from None
        periods = read_periods(text, self._today) if re.search(r"\d{4}", text) else ()
        if len(periods) != 1 or periods[0].start != periods[0].end:
            raise Unreadable(NO_DAY)
        return periods[0].start

    def _checked(self, day: date, *, past: bool) -> date:
        if past and day > self._today:
            raise Unreadable(say("{day} is still to come.", day=day.isoformat()))
        if day.year < EARLIEST_YEAR:
            raise Unreadable(NO_DAY)
        return day

    def _reason(self, text: str) -> Reason:
        code = self._reasons.get(fold(text))
        if code is None:
            raise Unreadable(unknown(text, [reason.value for reason in Reason]))
        return Reason(code)

    def _skill(self, text: str) -> str:
        code = self._skills.get(fold(text))
        if code is None:
            raise Unreadable(unknown(text, [skill.code for skill in SKILLS]))
        return code

    def _several_skills(self, text: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._skill(word) for word in listed(text, self._skills)))


def _words(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise Unreadable(say("is too long: at most {n} characters.", n=LONGEST_TEXT))
    return " ".join(text.split())


def _siren(text: str) -> str:
    number = read_company_number(text)
    if not isinstance(number, CompanyNumber):
        raise Unreadable(no_siren(text))
    return number.siren


def _whole(text: str, low: int, high: int) -> int:
    figure = _UNITS.sub("", text)
    number = float(figure.replace(",", ".")) if _FIGURE.fullmatch(figure) else -1.0
    if not (number.is_integer() and low <= number <= high):
        raise Unreadable(say("must be a whole number from {low} to {high}.", low=str(low), high=str(high)))
    return int(number)


def _tenths(text: str) -> int:
    figure = _UNITS.sub("", text).replace("½", ",5")
    figure = f"0{figure}" if figure.startswith((",", ".")) else figure
    tenths = float(figure.replace(",", ".")) * 10 if _FIGURE.fullmatch(figure) else -1.0
    if not (0 <= tenths <= MOST_DAYS * 10 and tenths % 5 == 0):
        raise Unreadable(say("must be days, such as 2 or 2.5, {most} at most.", most=str(MOST_DAYS)))
    return int(tenths)


def _months(text: str) -> int:
    known = [str(months) for months in FOLLOW_UP_MONTHS]
    if text not in known:
        raise Unreadable(unknown(text, known))
    return int(text)


def _decision(text: str) -> Event:
    code = DECISION_NAMES.get(fold(text)) or DECISION_NAMES.get(text.lower())
    if code is None:
        raise Unreadable(unknown(text, [name for names in DECISIONS.values() for name in names[:2]]))
    return Event(code)
