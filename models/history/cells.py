"""The cells of a spreadsheet of the past, read one by one: each gives what its column is about."""

from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum
from functools import reduce
from typing import TypeAlias

from conversations.dossiers.lifecycle import WHY_STOPPED, Event
from conversations.dossiers.reasons import Reason
from conversations.messages import Message, say
from conversations.network.basins import Network
from conversations.network.places import Gazetteer
from conversations.understanding.periods import read_periods
from conversations.understanding.quantities.reading import Unit
from conversations.understanding.skills import SKILLS
from conversations.understanding.words import fold
from models.history.vocabulary import DECISION_NAMES, DECISIONS, Wordings
from models.places.reading import read as read_wording
from models.spreadsheets.cells import (
    NO_DAY,
    read_day,
    read_number,
    read_reference,
    read_siren,
    read_whole,
    read_words,
)
from models.spreadsheets.raw_cells import LONGEST_LIST, LONGEST_TEXT, Unreadable, held, text_of
from models.spreadsheets.sheets import listed
from models.spreadsheets.titles import closest
from models.support.queries import FOLLOW_UP_MONTHS

EARLIEST_YEAR = 1990  # before there was a network: a slip of the finger
MOST_JOBS = 10_000
MOST_EUROS = 10_000_000
MOST_INSTALMENTS = 120
MOST_DAYS = 100  # given by one person
BEST_MARK = 5


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

    def read(self, kind: "Kind", cell: object) -> object:
        """Return what a cell gives, None when it is empty; raise Unreadable."""
        most = LONGEST_LIST if kind is Kind.SKILLS else LONGEST_TEXT
        cell = held(cell, most, added_up=kind.added_up)
        text = text_of(cell)
        if not text:
            return None
        if not isinstance(cell, str):
            return kind.reads(self, cell)
        if (kind, text) not in self._met:  # most cells of a column say what others said
            self._met[kind, text] = kind.reads(self, text)
        return self._met[kind, text]

    def basin(self, cell: object) -> str:
        """Return the code of a basin."""
        text = text_of(cell)
        code = self._basins.get(fold(text))
        if code is None:
            raise Unreadable(unknown(text, self._basin_names))
        return code

    def commune(self, cell: object) -> str:
        """Return the INSEE code of a commune."""
        text = text_of(cell)
        code = text.zfill(5) if text.isdecimal() else text.upper()  # a figure loses its first zero
        place = self._communes.commune(code) if len(code) == 5 else None
        if place is not None:
            return place.code
        found = self._communes.find(text)
        best = found.places[0] if found.places else None
        if best and found.settled:
            return best.code
        if best and read_wording(text).cedex is not None:
            raise Unreadable(
                say(
                    "“{town}” is a CEDEX address, that of a post office: write {code} if the firm is in "
                    "{name}, else the INSEE code of its commune.",
                    town=text,
                    code=best.code,
                    name=best.name,
                )
            )
        raise Unreadable(
            say("“{town}” is not sure: write its INSEE code, or its name and postal code.", town=text)
        )

    def day(self, cell: object, *, past: bool) -> date:
        """Return a day; one that is ``past`` is not to come."""
        day = read_day(cell, self._today)
        if past and day > self._today:
            raise Unreadable(say("{day} is still to come.", day=day))
        if day.year < EARLIEST_YEAR:
            raise Unreadable(NO_DAY)
        return day

    def reason(self, cell: object) -> Reason:
        """Return why a dossier stopped."""
        text = text_of(cell)
        code = self._reasons.get(fold(text))
        if code is None or Reason(code) not in WHY_STOPPED:
            raise Unreadable(unknown(text, [reason.value for reason in WHY_STOPPED]))
        return Reason(code)

    def skill(self, cell: object) -> str:
        """Return the code of a skill."""
        text = text_of(cell)
        code = self._skills.get(fold(text))
        if code is None:
            raise Unreadable(unknown(text, [skill.code for skill in SKILLS]))
        return code

    def several_skills(self, cell: object) -> tuple[str, ...]:
        """Return the codes of skills."""
        words = listed(text_of(cell), self._skills)
        wrong = [
            unknown(word, [skill.code for skill in SKILLS])
            for word in words
            if fold(word) not in self._skills
        ]
        if wrong:
            raise Unreadable(reduce(lambda one, two: say("{one} {two}", one=one, two=two), wrong))
        return tuple(dict.fromkeys(self._skills[fold(word)] for word in words))

    def first_day(self, cell: object) -> date:
        """Return a day, or the first one of a period."""
        try:
            return read_day(cell, self._today)
        except Unreadable:
            days = {period.start for period in read_periods(text_of(cell), self._today)}
            if len(days) != 1:
                raise
            return days.pop()


def _tenths(cell: object) -> int:
    otherwise = say("must be days, such as 2 or 2.5, {most} at most.", most=MOST_DAYS)
    tenths = read_number(cell, Unit.DAY, otherwise) * 10
    if not 0 <= tenths <= MOST_DAYS * 10 or tenths % 5:
        raise Unreadable(otherwise)
    return int(tenths)


def _months(cell: object) -> int:
    text = text_of(cell)
    known = [str(months) for months in FOLLOW_UP_MONTHS]
    if text not in known:
        raise Unreadable(unknown(text, known))
    return int(text)


def _decision(cell: object) -> Event:
    text = text_of(cell)
    code = DECISION_NAMES.get(fold(text)) or DECISION_NAMES.get(text.lower())
    if code is None:
        raise Unreadable(unknown(text, [name for names in DECISIONS.values() for name in names[:2]]))
    return Event(code)


Reads: TypeAlias = Callable[[CellReader, object], object]


class Kind(Enum):
    """How the cells of a column are read, and what people are told of it.

    ``added_up``: its figures are summed, or averaged, over rows.
    """

    TEXT = say("text"), lambda _, cell: read_words(cell)
    REFERENCE = say("text, the same in every sheet"), lambda _, cell: read_reference(cell)
    SIREN = say("nine digits"), lambda _, cell: read_siren(cell)
    BASIN = say("code or name, listed below"), CellReader.basin
    COMMUNE = say("INSEE code, or name and postal code"), CellReader.commune
    PAST = say("day, not to come"), lambda codes, cell: codes.day(cell, past=True)
    DAY = say("day"), lambda codes, cell: codes.day(cell, past=False)
    FROM = say("day, or month"), CellReader.first_day
    COUNT = say("whole number"), lambda _, cell: read_whole(cell, Unit.JOB, 0, MOST_JOBS), True
    DAYS = say("whole number of days"), lambda _, cell: read_whole(cell, Unit.DAY, 1, MOST_DAYS), True
    TENTHS = say("days, halves allowed"), lambda _, cell: _tenths(cell), True
    EUROS = say("whole euros"), lambda _, cell: read_whole(cell, Unit.EURO, 0, MOST_EUROS), True
    INSTALMENTS = say("number of months"), lambda _, cell: read_whole(cell, Unit.MONTH, 1, MOST_INSTALMENTS)
    MONTHS = say("3, 6, 12 or 18"), lambda _, cell: _months(cell)
    MARK = say("1 to 5"), lambda _, cell: read_whole(cell, None, 1, BEST_MARK), True
    DECISION = say("words or code, listed below"), lambda _, cell: _decision(cell)
    REASON = say("words or code, listed below"), CellReader.reason
    SKILL = say("words or code, listed below"), CellReader.skill
    SKILLS = say("words or codes, with commas between them"), CellReader.several_skills

    def __init__(self, form: Message, reads: Reads, added_up: bool = False) -> None:
        self.form, self.reads, self.added_up = form, reads, added_up
